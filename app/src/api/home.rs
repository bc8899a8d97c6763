//! What the home page shows.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::register::PublicationItem;
use crate::AppError;

/// What the home page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HomeView {
    /// The latest published answers.
    pub latest: Vec<PublicationItem>,
}

/// Reads the home page.
#[server(endpoint = "home")]
pub async fn home() -> Result<HomeView, AppError> {
    use crate::context::{from_store, store};
    let store = store()?;
    let newest = store
        .register(&store::register::RegisterFilter::default())
        .await
        .map_err(from_store)?;
    let catalogue = store.catalogue();
    let latest = newest
        .items
        .iter()
        .take(3)
        .map(|item| super::register::item(item, &catalogue, "", crate::context::lang()))
        .collect();
    Ok(HomeView { latest })
}
