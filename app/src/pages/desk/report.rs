//! Being written.
use leptos::prelude::*;
/// x
#[component]
pub fn ReportPage() -> impl IntoView { view! { <p>"x"</p> } }
