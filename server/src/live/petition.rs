//! `/live/petition/{code}`: says that the case changed; the page then reads it anew.

use std::convert::Infallible;
use std::time::Duration;

use app::context::{CASE_COOKIE, cases_in, cookie_in};
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::sse::{Event as Message, KeepAlive, Sse};
use axum::response::{IntoResponse as _, Response};
use domain::id::PetitionId;
use domain::tracking_code::TrackingCode;
use futures_util::Stream;
use serde::Deserialize;
use tokio::sync::broadcast::error::RecvError;

use crate::state::AppState;

/// What the page has seen last, when it was out of sight.
#[derive(Debug, Deserialize)]
pub struct Since {
    since: Option<i64>,
}

/// Opens the stream for a case this browser has opened.
pub async fn stream(
    State(state): State<AppState>,
    Path(code): Path<String>,
    Query(since): Query<Since>,
    headers: HeaderMap,
) -> Response {
    let Ok(code) = code.parse::<TrackingCode>() else {
        return StatusCode::NO_CONTENT.into_response();
    };
    let written = code.to_string();
    let token = cookie_in(&headers, CASE_COOKIE)
        .and_then(|cookie| {
            cases_in(&cookie)
                .into_iter()
                .find(|(known, _)| *known == written)
        })
        .map(|(_, token)| token)
        .unwrap_or_default();
    let Ok(petition) = state.store.open_case_by_token(&code, &token).await else {
        return StatusCode::NO_CONTENT.into_response();
    };
    let last = headers
        .get("last-event-id")
        .and_then(|id| id.to_str().ok())
        .and_then(|id| id.parse().ok())
        .or(since.since);
    Sse::new(changes(state, petition.id, last))
        .keep_alive(KeepAlive::new().interval(Duration::from_secs(15)))
        .into_response()
}

fn changes(
    state: AppState,
    id: PetitionId,
    last: Option<i64>,
) -> impl Stream<Item = Result<Message, Infallible>> {
    async_stream::stream! {
        let mut news = state.hub.subscribe();
        let changed = |seq: i64| Message::default().id(seq.to_string()).data(seq.to_string());
        yield Ok(Message::default().comment("open"));
        // After a break one message is enough: the page reads everything anew.
        if let Some(last) = last
            && let Ok(events) = state.store.timeline(id).await
            && let Some(event) = events.last().filter(|event| event.seq > last)
        {
            yield Ok(changed(event.seq));
        }
        loop {
            match news.recv().await {
                Ok(change) if change.event.petition_id == id && !change.redrawn => yield Ok(changed(change.event.seq)),
                Ok(_) => {}
                Err(RecvError::Lagged(_)) => {
                    let head = state.store.log_head().await.unwrap_or(0);
                    yield Ok(changed(head));
                }
                Err(RecvError::Closed) => break,
            }
        }
    }
}
