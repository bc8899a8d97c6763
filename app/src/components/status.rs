//! In which state is it, in a word and a colour?

use domain::status::Status;
use leptos::prelude::*;

use crate::frame::use_lang;

/// The state's label.
#[component]
pub fn StatusBadge(
    /// The state.
    status: Status,
) -> impl IntoView {
    let lang = use_lang();
    view! { <span class="status" data-state=status.code()>{status.label(lang)}</span> }
}
