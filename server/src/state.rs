//! What do all handlers share?

use std::sync::Arc;

use analysis::Analyser;
use arc_swap::ArcSwap;
use axum::extract::FromRef;
use leptos::config::LeptosOptions;
use store::Store;

use crate::kept::KeptPages;
use crate::live::hub::Hub;

/// Shared by all requests.
#[derive(Clone, Debug)]
pub struct AppState {
    /// The record.
    pub store: Store,
    /// Finds procedures by any words and reads petitions; another model may take its place.
    pub analyser: Arc<ArcSwap<Analyser>>,
    /// Spreads changes to open pages.
    pub hub: Hub,
    /// Pages that everybody sees alike.
    pub kept: KeptPages,
    /// Where scripts and styles are, and what they are called.
    pub leptos: LeptosOptions,
    /// Address under which people reach it.
    pub base_url: String,
    /// Believe `X-Forwarded-For`.
    pub trust_proxy: bool,
}

impl FromRef<AppState> for LeptosOptions {
    fn from_ref(state: &AppState) -> Self {
        state.leptos.clone()
    }
}
