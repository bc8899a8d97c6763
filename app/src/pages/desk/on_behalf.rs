//! Being written.
use leptos::prelude::*;
/// x
#[component]
pub fn OnBehalfPage() -> impl IntoView { view! { <p>"x"</p> } }
