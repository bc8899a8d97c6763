//! `/quan-tri/phan-tich/*`: an administrator lets the program learn from decisions, or puts a version to use.

use std::sync::Arc;

use app::Posted;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use domain::actor::ActingOfficial;
use domain::permission::may_administer;
use domain::refusal::Refusal;
use store::StoreError;
use store::suggestions::{Decided, learn};
use tokio::sync::Semaphore;

use super::{Fields, failure, show_again, uri};
use crate::page::{Reader, reader, see_other, sign_in_first};
use crate::state::AppState;

const PAGE: &str = "/quan-tri/phan-tich";
/// Decisions that are read at a time, and the latest so many that are learned from.
const BATCH: i64 = 500;
const MOST_DECISIONS: usize = 40_000;

/// Learning takes a processor for some seconds: one at a time.
static LEARNING: Semaphore = Semaphore::const_new(1);

/// Learns from all decisions and keeps the version; it is not yet in use.
pub async fn train(State(state): State<AppState>, headers: HeaderMap) -> Response {
    let reader = reader(&state, &headers).await;
    let Some(official) = reader.official.clone() else {
        return sign_in_first(&uri(PAGE));
    };
    match learn_and_keep(&state, &official).await {
        Ok(()) => see_other(PAGE),
        Err(error) => again(&state, reader, headers, error).await,
    }
}

async fn learn_and_keep(state: &AppState, official: &ActingOfficial) -> Result<(), StoreError> {
    if !may_administer(official) {
        return Err(Refusal::NotVisible.into());
    }
    let broken = |error: String| StoreError::Catalogue {
        file: "analysis".into(),
        problem: error,
    };
    let _one = LEARNING
        .acquire()
        .await
        .map_err(|error| broken(error.to_string()))?;
    let mut decisions: Vec<Decided> = Vec::new();
    let mut after = 0;
    loop {
        let page = state.store.decisions(after, BATCH).await?;
        let Some(last) = page.last() else { break };
        after = last.seq;
        decisions.extend(page);
        // The oldest go first: what people call things changes.
        if decisions.len() > 2 * MOST_DECISIONS {
            decisions.drain(..decisions.len() - MOST_DECISIONS);
        }
    }
    let day = domain::calendar::local_date(state.store.now());
    let labels = i64::try_from(decisions.len()).unwrap_or(i64::MAX);
    let work = move || -> Result<_, String> {
        let shipped = store::shipped::analyser(day).map_err(|error| error.to_string())?;
        let (learned, compared) =
            learn(&shipped, &decisions, day).map_err(|error| error.to_string())?;
        let learned = serde_json::to_string(&learned).map_err(|error| error.to_string())?;
        let compared = serde_json::to_string(&compared).map_err(|error| error.to_string())?;
        Ok((learned, compared))
    };
    let (learned, compared) = tokio::task::spawn_blocking(work)
        .await
        .map_err(|error| broken(error.to_string()))?
        .map_err(broken)?;
    state
        .store
        .keep_model(official, labels, &learned, &compared)
        .await?;
    Ok(())
}

/// Puts a version to use, at once and after the next start.
pub async fn put_to_use(
    State(state): State<AppState>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let reader = reader(&state, &headers).await;
    let Some(official) = reader.official.clone() else {
        return sign_in_first(&uri(PAGE));
    };
    let fields = Fields::parse(&body);
    let result = async {
        let number = fields
            .get("number")
            .parse()
            .map_err(|_| StoreError::NotFound)?;
        state.store.use_model(&official, number).await?;
        match crate::suggestions::analyser(&state.store, number).await {
            Ok(analyser) => state.analyser.store(Arc::new(analyser)),
            Err(error) => tracing::error!(%error, number, "a model could not be put to use"),
        }
        Ok(())
    }
    .await;
    match result {
        Ok(()) => see_other(PAGE),
        Err(error) => again(&state, reader, headers, error).await,
    }
}

async fn again(
    state: &AppState,
    reader: Reader,
    headers: HeaderMap,
    error: StoreError,
) -> Response {
    let failed = failure(error, Posted::default(), reader.lang());
    show_again(state, reader, headers, uri(PAGE), failed).await
}
