//! Being written.
use leptos::prelude::*;
/// x
#[component]
pub fn AgenciesPage() -> impl IntoView { view! { <p>"x"</p> } }
/// x
#[component]
pub fn AgencyPage() -> impl IntoView { view! { <p>"x"</p> } }
