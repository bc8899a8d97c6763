//! How does an island come by its data? The page hands it over; what changes afterwards the browser asks for.

use leptos::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// What an island needs, kept by its page.
#[derive(Clone)]
struct Handed<T>(T);

/// Hands data to an island below: on the server at once, and to the browser as the text of an element. As an attribute,
/// which is how islands are given their parameters, every quotation mark would take six letters, and reading it would
/// need a second copy of the code for every type.
pub fn hand<T>(name: &'static str, value: T) -> impl IntoView
where
    T: Serialize + Clone + Send + Sync + 'static,
{
    // Nothing typed by anybody ends the element.
    let json = serde_json::to_string(&value)
        .unwrap_or_default()
        .replace('<', "\\u003c");
    provide_context(Handed(value));
    view! { <script type="application/json" id=name inner_html=json></script> }
}

/// What the page hands to an island under this name. Nothing, if the page is broken.
pub fn handed<T>(name: &'static str) -> Option<T>
where
    T: DeserializeOwned + Clone + Send + Sync + 'static,
{
    #[cfg(feature = "hydrate")]
    {
        let json = document().get_element_by_id(name)?.text_content()?;
        // From bytes, as server functions do.
        serde_json::from_slice(json.as_bytes()).ok()
    }
    #[cfg(not(feature = "hydrate"))]
    {
        let _ = name;
        use_context::<Handed<T>>().map(|Handed(value)| value)
    }
}
