//! What do all handlers share?

use std::sync::Arc;

use analysis::{ProcedureSearch, ProcedureText};
use axum::extract::FromRef;
use leptos::config::LeptosOptions;
use store::Store;

use crate::live::hub::Hub;

/// Shared by all requests.
#[derive(Clone, Debug)]
pub struct AppState {
    /// The record.
    pub store: Store,
    /// Finds procedures by any words.
    pub search: Arc<ProcedureSearch>,
    /// Spreads changes to open pages.
    pub hub: Hub,
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

/// Builds the search over the store's procedures.
pub fn procedure_search(store: &Store) -> Arc<ProcedureSearch> {
    let catalogue = store.catalogue();
    let search =
        ProcedureSearch::new(
            catalogue
                .procedures()
                .iter()
                .map(|procedure| ProcedureText {
                    code: procedure.code.clone(),
                    name: procedure.name.clone(),
                    field: procedure.field.clone(),
                    level: procedure.level.clone(),
                    keywords: Vec::new(),
                }),
        );
    // The first question builds the tables; nobody should wait for them.
    search.search("khai sinh", 1);
    Arc::new(search)
}
