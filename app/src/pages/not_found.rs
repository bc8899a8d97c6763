//! There is no such page, or no page could be made of what was sent.

use leptos::prelude::*;

use crate::AppError;
use crate::components::failure::Failure;
use crate::components::frame::CitizenPage;
use crate::frame::{use_frame, use_lang};

/// Shown for addresses that lead nowhere, and for requests that were turned away before they reached a page.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    let lang = use_lang();
    let error = use_frame().fault.unwrap_or(AppError::NotFound);
    #[cfg(feature = "ssr")]
    crate::context::failed(error.clone());
    view! {
        <CitizenPage title=error.title(lang).to_owned()>
            <Failure error=error/>
        </CitizenPage>
    }
}
