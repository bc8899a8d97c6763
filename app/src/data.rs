//! How does a page come by its data? Loaded on the server with the page, asked for by the browser afterwards.

use leptos::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// JSON as server functions read it. Reading it in one way only, and writing it on the server only, keeps a second copy
/// of the code for every type out of the browser.
#[derive(Clone, Copy, Debug)]
pub struct Json;

impl<T: Serialize> codee::Encoder<T> for Json {
    type Error = serde_json::Error;
    type Encoded = String;

    fn encode(value: &T) -> Result<String, Self::Error> {
        serde_json::to_string(value)
    }
}

impl<T: DeserializeOwned> codee::Decoder<T> for Json {
    type Error = serde_json::Error;
    type Encoded = str;

    fn decode(text: &str) -> Result<T, Self::Error> {
        serde_json::from_slice(text.as_bytes())
    }
}

/// Data that follows its source: loaded on the server once, and again in the browser whenever the source changes.
pub fn load<S, T, F>(
    source: impl Fn() -> S + Send + Sync + 'static,
    fetch: impl Fn(S) -> F + Send + Sync + 'static,
) -> Resource<T, Json>
where
    S: PartialEq + Clone + Send + Sync + 'static,
    T: Serialize + DeserializeOwned + Send + Sync + 'static,
    F: Future<Output = T> + Send + 'static,
{
    Resource::new_with_options(source, fetch, false)
}
