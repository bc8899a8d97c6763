//! `/live/board`: every change of the official's board, from the place in the log the browser names.

use std::convert::Infallible;

use std::time::Duration;

use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::sse::{Event as Message, KeepAlive, Sse};
use axum::response::{IntoResponse as _, Response};
use domain::action::Verb;
use domain::actor::ActingOfficial;
use domain::board::BoardChange;
use domain::lang::Lang;
use domain::permission::{has_board, may_see};
use futures_util::Stream;
use serde::Deserialize;
use tokio::sync::broadcast::error::RecvError;

use super::hub::Change;
use crate::cookies::session_token;
use crate::page::reader;
use crate::state::AppState;

/// Where the page's own snapshot ends.
#[derive(Debug, Deserialize)]
pub struct Since {
    since: Option<i64>,
}

/// Opens the stream. Without a session it ends at once, so that the browser does not try for ever.
pub async fn stream(
    State(state): State<AppState>,
    Query(since): Query<Since>,
    headers: HeaderMap,
) -> Response {
    let reader = reader(&state, &headers).await;
    let lang = reader.lang();
    let Some(official) = reader.official.filter(has_board) else {
        return StatusCode::NO_CONTENT.into_response();
    };
    let token = session_token(&headers).unwrap_or_default();
    // After a break the browser says what it has seen last; that counts more than where the page began.
    let last = headers
        .get("last-event-id")
        .and_then(|id| id.to_str().ok())
        .and_then(|id| id.parse().ok());
    let from = last.or(since.since).unwrap_or(i64::MAX);
    Sse::new(changes(state, official, token, from, lang))
        .keep_alive(KeepAlive::new().interval(Duration::from_secs(15)))
        .into_response()
}

fn changes(
    state: AppState,
    official: ActingOfficial,
    token: String,
    from: i64,
    lang: Lang,
) -> impl Stream<Item = Result<Message, Infallible>> {
    async_stream::stream! {
        // Subscribe before catching up, so that nothing falls between.
        let mut news = state.hub.subscribe();
        let mut seen = from;
        if seen == i64::MAX {
            seen = state.store.log_head().await.unwrap_or(0);
        }
        // The browser learns at once that the stream stands.
        yield Ok(Message::default().comment("open"));
        let mut checked = tokio::time::Instant::now();
        let mut behind = true;
        loop {
            if behind {
                behind = false;
                while let Ok(events) = state.store.events_since(seen, 200).await {
                    if events.is_empty() {
                        break;
                    }
                    for event in events {
                        seen = event.seq;
                        if let Ok(change) = Change::of(&state.store, event).await
                            && let Some(message) = message(&change, &official, lang)
                        {
                            yield Ok(message);
                        }
                    }
                }
            }
            let heard = tokio::time::timeout(Duration::from_mins(1), news.recv()).await;
            // A session that ended ends its streams within a minute.
            if checked.elapsed() > Duration::from_mins(1) {
                checked = tokio::time::Instant::now();
                if !matches!(state.store.session(&token).await, Ok(Some(_))) {
                    break;
                }
            }
            match heard {
                Ok(Ok(change)) if change.redrawn => {
                    if let Some(message) = message(&change, &official, lang) {
                        yield Ok(message);
                    }
                }
                Ok(Ok(change)) if change.event.seq <= seen => {}
                Ok(Ok(change)) => {
                    seen = change.event.seq;
                    if let Some(message) = message(&change, &official, lang) {
                        yield Ok(message);
                    }
                }
                Ok(Err(RecvError::Lagged(_))) => behind = true,
                Ok(Err(RecvError::Closed)) => break,
                Err(_) => {}
            }
        }
    }
}

/// What a change means for this official; nothing when it is none of theirs.
fn message(change: &Change, official: &ActingOfficial, lang: Lang) -> Option<Message> {
    let visible = may_see(official, &change.petition);
    // The card leaves the boards of those who had it before.
    let leaves = matches!(
        change.event.verb(),
        Verb::ReturnToIntake
            | Verb::Merge
            | Verb::Withdraw
            | Verb::Reopen
            | Verb::ReassignBySuccession
            | Verb::Unmerge
    );
    if !visible && !leaves {
        return None;
    }
    let board_change = BoardChange {
        seq: change.event.seq,
        code: change.petition.record_code.clone(),
        card: visible.then(|| change.card(lang).clone()),
        what: change.event.verb().label(lang).to_owned(),
        redrawn: change.redrawn,
    };
    let message = Message::default();
    // A card drawn anew is no place in the log from which to go on.
    let message = if change.redrawn {
        message
    } else {
        message.id(change.event.seq.to_string())
    };
    message.json_data(&board_change).ok()
}
