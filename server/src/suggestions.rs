//! Who reads what arrives and suggests? Follows the log; what it says is kept and drawn on open boards.

use std::collections::HashSet;
use std::error::Error;
use std::sync::Arc;
use std::time::{Duration, Instant};

use analysis::Analyser;
use domain::action::Verb;
use domain::board::Column;
use domain::event::Event;
use domain::id::PetitionId;
use store::suggestions::{Learned, Reader};
use store::{Store, StoreError};

use crate::pace::REST;
use crate::state::AppState;

/// Events read at a time.
const PAGE: i64 = 100;
/// Petitions of the latest so many events are compared with new ones.
const REMEMBERED: i64 = 20_000;

/// The analyser of a version that this installation learned; the shipped one when it does not fit any more.
///
/// # Errors
/// When the store or a shipped catalogue cannot be read.
pub async fn analyser(
    store: &Store,
    number: i64,
) -> Result<Analyser, Box<dyn Error + Send + Sync>> {
    let day = domain::calendar::local_date(store.now());
    let learned = store.learned(number).await?;
    let read = move || {
        let taught = learned.map(|kept| Learned::read(&kept).and_then(|it| it.analyser(day)));
        match taught {
            Some(Ok(analyser)) => return Ok(analyser),
            Some(Err(error)) => {
                tracing::warn!(number, %error, "the learned model does not fit; the shipped one is used");
            }
            None => {}
        }
        store::shipped::analyser(day)
    };
    Ok(tokio::task::spawn_blocking(read).await??)
}

/// Reads until the program ends.
pub async fn follow(state: AppState) {
    let mut bell = state.store.listen();
    let mut reader = self::reader(&state);
    match remember(&state.store, reader).await {
        Ok(knowing) => reader = knowing,
        Err(error) => {
            tracing::error!(%error, "earlier petitions could not be read; they are not compared with");
            reader = self::reader(&state);
        }
    }
    let mut number = state.store.model_in_use().await.unwrap_or(0);
    loop {
        bell.borrow_and_update();
        // Another program on the same database may have put another model to use.
        match state.store.model_in_use().await {
            Ok(used) if used != number => match analyser(&state.store, used).await {
                Ok(analyser) => {
                    state.analyser.store(Arc::new(analyser));
                    number = used;
                }
                Err(error) => tracing::error!(%error, used, "a model could not be put to use"),
            },
            Ok(_) => {}
            Err(error) => tracing::error!(%error, "which model is in use could not be read"),
        }
        match catch_up(&state, reader, REST).await {
            Ok(knowing) => reader = knowing,
            Err(error) => {
                tracing::error!(%error, "suggestions could not be kept; trying again");
                reader = self::reader(&state);
                tokio::time::sleep(Duration::from_secs(10)).await;
                continue;
            }
        }
        if bell.changed().await.is_err() {
            return;
        }
    }
}

/// Reads the petitions that may come up again.
async fn remember(
    store: &Store,
    mut reader: Reader,
) -> Result<Reader, Box<dyn Error + Send + Sync>> {
    let end = store.suggested_up_to().await?;
    let mut number = (end - REMEMBERED).max(0);
    loop {
        let mut texts = store.texts_after(number, PAGE).await?;
        texts.retain(|text| text.number <= end);
        let Some(last) = texts.last() else {
            return Ok(reader);
        };
        number = last.number;
        reader = tokio::task::spawn_blocking(move || {
            for text in texts {
                reader.remember(PetitionId(text.id), &text.title, &text.body);
            }
            reader
        })
        .await?;
    }
}

/// Reads what the log has that was not read yet; between pages it rests so many times as long as one took.
///
/// # Errors
/// When the store cannot be read or written; nothing is skipped then.
pub async fn catch_up(
    state: &AppState,
    mut reader: Reader,
    rest: u32,
) -> Result<Reader, StoreError> {
    let store = &state.store;
    loop {
        let began = Instant::now();
        let seen = store.suggested_up_to().await?;
        let events = store.events_since(seen, PAGE).await?;
        let more = i64::try_from(events.len()).unwrap_or(PAGE) >= PAGE;
        let Some(last) = events.last() else {
            return Ok(reader);
        };
        let up_to = last.seq;
        let mut arrived: Vec<Event> = events
            .into_iter()
            .filter(|event| matches!(event.verb(), Verb::Submit | Verb::Supplement))
            .collect();
        let mut known = HashSet::new();
        arrived.retain(|event| known.insert(event.petition_id));
        let recent = store.log_head().await? - REMEMBERED;
        let mut petitions = Vec::new();
        for event in &arrived {
            let petition = store.petition(event.petition_id).await?;
            let column = Column::of(petition.status());
            // Decided already: it only matters to those that come after it, and not for ever.
            let open = matches!(column, Column::Intake | Column::Waiting);
            if open || event.seq > recent {
                petitions.push((open, petition));
            }
        }
        let model = store.model_in_use().await?;
        reader.set_analyser(state.analyser.load_full());
        let catalogue = store.catalogue();
        let read = tokio::task::spawn_blocking(move || {
            let mut suggested = Vec::new();
            for (open, petition) in petitions {
                let day = domain::calendar::local_date(petition.received_at);
                if open {
                    let found = reader.read(
                        &catalogue,
                        petition.id,
                        &petition.title,
                        &petition.body,
                        day,
                    );
                    suggested.push((petition.id, found));
                } else {
                    reader.remember(petition.id, &petition.title, &petition.body);
                }
            }
            (reader, suggested)
        })
        .await;
        let suggested = match read {
            Ok((knowing, suggested)) => {
                reader = knowing;
                suggested
            }
            // A text that cannot be read must not keep all later ones from being read: they go without suggestions.
            Err(error) => {
                tracing::error!(%error, up_to, "petitions could not be read");
                reader = self::reader(state);
                Vec::new()
            }
        };
        store.keep_suggestions(&suggested, model, up_to).await?;
        for event in arrived {
            if suggested.iter().any(|(id, _)| *id == event.petition_id)
                && let Err(error) = state.hub.redraw(store, event).await
            {
                tracing::error!(%error, "a card could not be drawn anew");
            }
        }
        if more {
            tokio::time::sleep(rest * began.elapsed()).await;
        }
    }
}

/// A reader with the analyser in use that remembers nothing.
pub fn reader(state: &AppState) -> Reader {
    Reader::new(state.analyser.load_full())
}
