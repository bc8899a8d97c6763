//! The WASM entry: takes over the islands of the page that the server rendered.

#![recursion_limit = "512"]

use wasm_bindgen::prelude::wasm_bindgen;

/// Called by the page's own script, before it takes over the islands one by one.
#[wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    app::shell::begin();
}
