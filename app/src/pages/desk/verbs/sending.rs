//! How does a verb's form get sent without leaving the page?

use domain::action::Verb;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast as _;

use crate::components::form::{entries, pairs};
use crate::frame::{Posted, use_lang};

/// Sends the form without leaving the page; without an answer everything typed stays where it is.
pub fn send(
    event: &leptos::ev::SubmitEvent,
    verb: Verb,
    (page, posted): (Option<RwSignal<Posted>>, RwSignal<Posted>),
    busy: RwSignal<bool>,
    on_done: impl Fn() + Copy + 'static,
) {
    let Some(form) = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::HtmlFormElement>().ok())
    else {
        return;
    };
    event.prevent_default();
    if busy.get_untracked() {
        return;
    }
    busy.set(true);
    let lang = use_lang();
    let Some(body) = entries(&form) else {
        return;
    };
    let values = pairs(&body);
    let address = form.action();
    leptos::task::spawn_local(async move {
        let sent = gloo_net::http::Request::post(&address)
            .header("accept", "application/json")
            .body(body)
            .map(gloo_net::http::Request::send);
        let outcome = match sent {
            Ok(sending) => sending.await,
            Err(error) => Err(error),
        };
        busy.try_set(false);
        let failed = match outcome {
            Ok(response) if response.ok() => None,
            Ok(response) => Some(response.json::<Posted>().await.unwrap_or_default()),
            Err(_) => Some(Posted {
                problem: Some(lang.pick("Chưa gửi được vì mất mạng. Nội dung vẫn còn đây; hãy thử lại khi có mạng.", "Not sent: no connection. Everything is still here; try again when it is back.").into()),
                ..Posted::default()
            }),
        };
        match failed {
            None => {
                if let Some(page) = page {
                    page.try_set(Posted::default());
                }
                // An answer can be worked on further; whatever else is done is done.
                let values = if verb == Verb::DraftAnswer {
                    values
                } else {
                    empty(&form);
                    Vec::new()
                };
                posted.try_set(Posted {
                    values,
                    ..Posted::default()
                });
                on_done();
            }
            Some(failed) => {
                posted.try_set(Posted {
                    form: verb.code().into(),
                    values,
                    ..failed
                });
                // After the page has drawn what is to be mended.
                request_animation_frame(move || show_what_is_wrong(&form));
            }
        }
    });
}

/// Leads to what is to be mended, for whoever hears the page or has scrolled past it.
fn show_what_is_wrong(form: &web_sys::HtmlFormElement) {
    let summary = form.query_selector(".error-summary").ok().flatten();
    if let Some(summary) = summary.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = summary.focus();
    }
}

/// What was written is sent: the fields begin anew. They keep what is typed in them, whatever the page says later.
fn empty(form: &web_sys::HtmlFormElement) {
    let Ok(areas) = form.query_selector_all("textarea") else {
        return;
    };
    for area in (0..areas.length()).filter_map(|index| areas.get(index)) {
        if let Ok(area) = area.dyn_into::<web_sys::HtmlTextAreaElement>() {
            area.set_value("");
        }
    }
}
