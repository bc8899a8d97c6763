//! A button that prints the page. Without code in the browser it does not show.

use leptos::prelude::*;

use super::icon::Icon;

/// Prints the page.
#[component]
pub fn PrintButton(
    /// Its words.
    #[prop(into)]
    words: String,
) -> impl IntoView {
    view! { <Button words=words/> }
}

#[island]
fn Button(words: String) -> impl IntoView {
    let print = move |_| {
        #[cfg(feature = "hydrate")]
        {
            let _ = window().print();
        }
    };
    view! {
        <button class="btn btn-secondary" r#type="button" data-print="" on:click=print>
            <Icon name="print"/>{words}
        </button>
    }
}
