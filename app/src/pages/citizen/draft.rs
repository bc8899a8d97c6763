//! What was typed, kept with the page's place in the browser's history: who comes back to the form, or loads it again,
//! finds it as it was, under the same key. Sending it unchanged then makes no second petition.
//!
//! The history belongs to the tab and goes with it; nothing is stored on the device for others to find.

use leptos::prelude::*;

/// The key by which the form makes one petition, however often it is sent; it looks after the draft as well.
#[island]
pub fn FormKey(key: String) -> impl IntoView {
    #[cfg(feature = "hydrate")]
    Effect::new(|_| keeping::begin());
    view! { <input type="hidden" name="idempotency_key" value=key/> }
}

#[cfg(feature = "hydrate")]
mod keeping {
    use leptos::prelude::*;
    use leptos::wasm_bindgen::{JsCast as _, JsValue};
    use web_sys::{Element, HtmlFormElement, HtmlInputElement, HtmlTextAreaElement};

    use crate::components::form::{entries, pairs};
    use crate::components::picker::TakenProcedure;

    /// Browsers let a page change its history only so often: some two hundred times in half a minute.
    const PAUSE: u32 = 500;

    /// Under this name the chosen procedure's name lies beside its code.
    const PROCEDURE_NAME: &str = "procedure_name";

    /// Brings back what was kept, then keeps what is typed.
    pub fn begin() {
        let Some(form) = form() else { return };
        match kept() {
            Some(kept) => restore(&form, &kept),
            None => keep(),
        }
        let asked = StoredValue::new(0_u32);
        let soon = move || {
            let Some(number) = asked.try_get_value().map(|number| number + 1) else {
                return;
            };
            asked.set_value(number);
            leptos::task::spawn_local(async move {
                gloo_timers::future::TimeoutFuture::new(PAUSE).await;
                if asked.try_get_value() == Some(number) {
                    keep();
                }
            });
        };
        let handles = [
            window_event_listener_untyped("input", move |_| soon()),
            window_event_listener_untyped("change", move |_| soon()),
            // A procedure is chosen with a press, not typed.
            window_event_listener_untyped("click", move |_| soon()),
            window_event_listener_untyped("submit", |_| keep()),
        ];
        on_cleanup(move || handles.into_iter().for_each(WindowListenerHandle::remove));
    }

    fn form() -> Option<HtmlFormElement> {
        document()
            .get_element_by_id("send-form")
            .and_then(|form| form.dyn_into().ok())
    }

    fn kept() -> Option<Vec<(String, String)>> {
        let state = window().history().ok()?.state().ok()?.as_string()?;
        serde_json::from_str(&state).ok()
    }

    fn keep() {
        let Some(mut typed) = form()
            .and_then(|form| entries(&form))
            .map(|data| pairs(&data))
        else {
            return;
        };
        if let Ok(Some(name)) = document().query_selector("#send-form .suggest-chosen strong") {
            typed.push((
                PROCEDURE_NAME.to_owned(),
                name.text_content().unwrap_or_default(),
            ));
        }
        if let (Ok(history), Ok(state)) = (window().history(), serde_json::to_string(&typed)) {
            // A browser that keeps nothing still sends.
            let _ = history.replace_state(&JsValue::from_str(&state), "");
        }
    }

    fn restore(form: &HtmlFormElement, kept: &[(String, String)]) {
        let of = |name: &str| kept.iter().find(|(known, _)| known == name);
        let value = |name: &str| {
            of(name)
                .map(|(_, value)| value.as_str())
                .unwrap_or_default()
        };
        if let (code, Some(TakenProcedure(taken))) = (value("procedure_code"), use_context())
            && !code.is_empty()
        {
            taken.set(Some((code.to_owned(), value(PROCEDURE_NAME).to_owned())));
        }
        let Ok(fields) = form.query_selector_all("[name]") else {
            return;
        };
        for index in 0..fields.length() {
            let field = fields
                .get(index)
                .and_then(|field| field.dyn_into::<Element>().ok());
            let Some((field, name)) = field
                .and_then(|field| field.get_attribute("name").map(|name| (field, name)))
                .filter(|(field, name)| name != "procedure_code" && field.tag_name() != "BUTTON")
            else {
                continue;
            };
            if let Some(area) = field.dyn_ref::<HtmlTextAreaElement>() {
                area.set_value(value(&name));
            } else if let Some(input) = field.dyn_ref::<HtmlInputElement>() {
                if matches!(input.type_().as_str(), "radio" | "checkbox") {
                    let pair = (name, input.value());
                    input.set_checked(kept.contains(&pair));
                } else {
                    input.set_value(value(&name));
                }
            } else {
                let _ = js_sys::Reflect::set(
                    &field,
                    &JsValue::from_str("value"),
                    &JsValue::from_str(value(&name)),
                );
            }
        }
    }
}
