//! Who reads what arrives and suggests? Follows the log; what it says is kept and drawn on open boards.

use std::collections::HashSet;
use std::time::Duration;

use analysis::Analyser;
use domain::action::Verb;
use domain::board::Column;
use domain::event::Event;
use domain::id::PetitionId;
use store::suggestions::Reader;
use store::{Store, StoreError};

use crate::state::AppState;

/// Events read at a time.
const PAGE: i64 = 100;
/// Petitions of the latest so many events are compared with new ones.
const REMEMBERED: i64 = 20_000;

/// The analyser with what this installation learned and uses.
///
/// # Errors
/// When the store cannot be read. What was learned on another version of the shipped model is left out, with a warning.
pub async fn with_learned(store: &Store, shipped: Analyser) -> Result<Analyser, StoreError> {
    let number = store.model_in_use().await?;
    let Some(learned) = store.learned(number).await? else {
        return Ok(shipped);
    };
    let adapted = serde_json::from_str(&learned)
        .map_err(|error| error.to_string())
        .and_then(|learned| {
            shipped
                .model()
                .adapted(&learned)
                .map_err(|error| error.to_string())
        });
    match adapted {
        Ok(model) => Ok(shipped.with_model(model)),
        Err(error) => {
            tracing::warn!(
                number,
                error,
                "the learned model does not fit; the shipped one is used"
            );
            Ok(shipped)
        }
    }
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
    loop {
        bell.borrow_and_update();
        match catch_up(&state, reader).await {
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
) -> Result<Reader, Box<dyn std::error::Error + Send + Sync>> {
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

/// Reads what the log has that was not read yet.
///
/// # Errors
/// When the store cannot be read or written; nothing is skipped then.
pub async fn catch_up(state: &AppState, mut reader: Reader) -> Result<Reader, StoreError> {
    let store = &state.store;
    loop {
        let seen = store.suggested_up_to().await?;
        let events = store.events_since(seen, PAGE).await?;
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
        let mut petitions = Vec::new();
        for event in &arrived {
            petitions.push(store.petition(event.petition_id).await?);
        }
        let model = store.model_in_use().await?;
        reader.set_analyser(state.analyser.load_full());
        let catalogue = store.catalogue();
        let read = tokio::task::spawn_blocking(move || {
            let mut suggested = Vec::new();
            for petition in petitions {
                let day = domain::calendar::local_date(petition.received_at);
                // Decided already: it only matters to those that come after it.
                if matches!(
                    Column::of(petition.status()),
                    Column::Intake | Column::Waiting
                ) {
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
    }
}

/// A reader with the analyser in use that remembers nothing.
pub fn reader(state: &AppState) -> Reader {
    Reader::new(state.analyser.load_full())
}
