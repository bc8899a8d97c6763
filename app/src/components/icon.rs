//! A drawing beside words.

use leptos::prelude::*;

/// One icon of `public/icons/icons.svg`; never alone, always beside words.
#[component]
pub fn Icon(
    /// Its name in the file.
    name: &'static str,
) -> impl IntoView {
    view! {
        <svg class="icon" aria-hidden="true">
            <use href=format!("/icons/icons.svg#{name}")/>
        </svg>
    }
}
