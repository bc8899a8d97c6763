//! Being written.
use leptos::prelude::*;
/// x
#[component]
pub fn ProceduresPage() -> impl IntoView { view! { <p>"x"</p> } }
/// x
#[component]
pub fn ProcedurePage() -> impl IntoView { view! { <p>"x"</p> } }
