//! Being written.
use leptos::prelude::*;
/// x
#[component]
pub fn RegisterPage() -> impl IntoView { view! { <p>"x"</p> } }
/// x
#[component]
pub fn PublicationPage() -> impl IntoView { view! { <p>"x"</p> } }
