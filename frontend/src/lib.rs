//! The WASM entry: takes over the page the server rendered.

#![recursion_limit = "512"]

use app::App;
use wasm_bindgen::prelude::wasm_bindgen;

/// Called by the page's own script.
#[wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    app::shell::take_own_path();
    leptos::mount::hydrate_lazy(App);
}
