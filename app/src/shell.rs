//! The document around the application: head, icons, fonts and the policy for what a page may load.

use leptos::WasmSplitManifest;
use leptos::prelude::*;
use leptos_meta::{HashedStylesheet, MetaTags};

use crate::App;
use crate::frame::{IslandsKnow, use_frame};
use crate::routes::{has_islands, large_island};

/// The whole HTML document.
pub fn shell(options: LeptosOptions) -> impl IntoView {
    let frame = use_frame();
    #[cfg(feature = "ssr")]
    crate::context::set_content_policy();
    #[cfg(feature = "ssr")]
    let path = crate::context::path();
    #[cfg(not(feature = "ssr"))]
    let path = None::<String>;
    // Whatever is not an island is never taken over by the browser.
    if let Some(shared) = Owner::current_shared_context() {
        shared.set_is_hydrating(false);
    }
    let alive = frame.fault.is_none() && path.as_deref().is_some_and(has_islands);
    let scripts = alive.then(|| view! { <HydrationScripts options=options.clone() islands=true/> });
    let ahead = path
        .as_deref()
        .filter(|_| alive)
        .and_then(large_island)
        .map(files_of)
        .unwrap_or_default()
        .into_iter()
        .map(|file| view! { <link rel="preload" href=file r#as="fetch" r#type="application/wasm" crossorigin="anonymous"/> })
        .collect_view();
    let known = alive.then(|| view! { <IslandsKnow/> });
    view! {
        <!DOCTYPE html>
        <html lang=frame.lang.tag() data-path=path>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <meta name="theme-color" content="#1f2b60"/>
                <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
                <link rel="apple-touch-icon" href="/icons/apple-touch-icon.png"/>
                <link rel="manifest" href="/manifest.webmanifest"/>
                <link rel="preload" href="/fonts/be-vietnam-pro-vietnamese-400-normal.woff2" r#as="font" r#type="font/woff2" crossorigin="anonymous"/>
                <link rel="preload" href="/fonts/be-vietnam-pro-latin-400-normal.woff2" r#as="font" r#type="font/woff2" crossorigin="anonymous"/>
                <HashedStylesheet id="leptos" options=options/>
                {scripts}
                {ahead}
                <MetaTags/>
            </head>
            <body>
                <App/>
                {known}
            </body>
        </html>
    }
}

/// The files in which the build put the code of an island. It names them by itself; the scripts of the page have read
/// its list.
fn files_of(island: &str) -> Vec<String> {
    use_context::<WasmSplitManifest>()
        .map(|WasmSplitManifest(manifest)| {
            manifest.with_value(|(folder, files, _)| {
                files
                    .iter()
                    .filter(|(name, _)| name.starts_with(island))
                    .flat_map(|(_, files)| files)
                    .map(|file| format!("{folder}/{file}.wasm"))
                    .collect()
            })
        })
        .unwrap_or_default()
}

/// Begins in the browser: what the islands of the page need, before the first of them is taken over.
#[cfg(feature = "hydrate")]
pub fn begin() {
    take_own_path();
    leptos::mount::hydrate_islands();
    crate::frame::provide_to_islands();
}

/// Puts the page's own path into the address bar. A form is posted to an address of its own; when something in it is to
/// be mended, its page comes back there, and asking for it again would ask to send again.
#[cfg(feature = "hydrate")]
fn take_own_path() {
    let path = document()
        .document_element()
        .and_then(|html| html.get_attribute("data-path"));
    let (Some(path), Ok(here)) = (path, window().location().pathname()) else {
        return;
    };
    if path != here
        && let Ok(history) = window().history()
    {
        let _ =
            history.replace_state_with_url(&leptos::wasm_bindgen::JsValue::NULL, "", Some(&path));
    }
}
