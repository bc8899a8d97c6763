//! What is said of a text while it is being written: what would make it inadmissible, which procedure it may be about,
//! what was answered before.

use leptos::prelude::*;

use super::icon::Icon;
use super::picker::{TakenProcedure, plain};
#[cfg(feature = "hydrate")]
use crate::api::sending::load_review;
use crate::api::sending::{Advice, Review};
use crate::frame::use_lang;

/// Looks at the text while it is being written and says, without blocking, what would make it inadmissible.
#[island]
pub fn WritingAdvice() -> impl IntoView {
    let lang = use_lang();
    let review = RwSignal::new(Review::default());
    let take = use_context::<TakenProcedure>();
    #[cfg(feature = "hydrate")]
    watch_writing(review);
    let procedures = move || {
        let list = review.with(|review| review.procedures.clone());
        (!list.is_empty() && take.is_some()).then(|| {
            let buttons = list
                .into_iter()
                .map(|choice| {
                    let name = plain(&choice.name);
                    let taken = (choice.code.clone(), name.clone());
                    let press = move |_| {
                        if let Some(TakenProcedure(procedure)) = take {
                            procedure.set(Some(taken.clone()));
                        }
                        review.update(|review| review.procedures.clear());
                    };
                    view! { <li><button class="btn-link" r#type="button" on:click=press>{name}</button></li> }
                })
                .collect_view();
            view! {
                <aside class="advice" data-tone="info">
                    <Icon name="procedure"/>
                    <div><p class="advice-title">{lang.pick("Có phải về thủ tục này? Bấm để chọn.", "Is it about this procedure? Press to choose it.")}</p><ul>{buttons}</ul></div>
                </aside>
            }
        })
    };
    let similar = move || {
        let list = review.with(|review| review.similar.clone());
        (!list.is_empty()).then(|| {
            let links = list
                .into_iter()
                .take(2)
                .map(|item| {
                    let href = format!("/cong-khai/{}", item.code);
                    view! { <li><a href=href target="_blank">{plain(&item.title)}</a></li> }
                })
                .collect_view();
            view! {
                <aside class="advice" data-tone="info">
                    <Icon name="register"/>
                    <div><p class="advice-title">{lang.pick("Việc tương tự đã có trả lời (mở trang mới)", "Answered before (opens another page)")}</p><ul>{links}</ul></div>
                </aside>
            }
        })
    };
    view! {
        <div class="stack-s" aria-live="polite">
            {move || review.with(|review| review.advice.clone()).into_iter().map(|advice| view! { <AdviceBox advice=advice/> }).collect_view()}
            {procedures}
            {similar}
        </div>
    }
}

/// One piece of advice.
#[component]
pub fn AdviceBox(
    /// What it says.
    advice: Advice,
) -> impl IntoView {
    view! {
        <aside class="advice" data-tone=advice.reason.is_none().then_some("info")>
            <Icon name="info"/>
            <div>
                <p class="advice-title">{advice.title}</p>
                <p>{advice.text}</p>
            </div>
        </aside>
    }
}

#[cfg(feature = "hydrate")]
fn watch_writing(review: RwSignal<Review>) {
    use leptos::wasm_bindgen::JsCast as _;
    let value_of = |id: &str| {
        let element = document().get_element_by_id(id)?;
        element
            .dyn_ref::<web_sys::HtmlTextAreaElement>()
            .map(web_sys::HtmlTextAreaElement::value)
            .or_else(|| {
                element
                    .dyn_ref::<web_sys::HtmlInputElement>()
                    .map(web_sys::HtmlInputElement::value)
            })
    };
    let asked = StoredValue::new(0_u32);
    let look = move || {
        let Some(number) = asked.try_get_value().map(|number| number + 1) else {
            return;
        };
        asked.set_value(number);
        leptos::task::spawn_local(async move {
            gloo_timers::future::TimeoutFuture::new(700).await;
            if asked.try_get_value() != Some(number) {
                return;
            }
            let (title, body) = (
                value_of("title").unwrap_or_default(),
                value_of("body").unwrap_or_default(),
            );
            let procedure = document()
                .query_selector("input[name=procedure_code]")
                .ok()
                .flatten()
                .and_then(|field| field.get_attribute("value"))
                .unwrap_or_default();
            if let Ok(found) =
                load_review(title, body, procedure, String::new(), String::new()).await
                && asked.try_get_value() == Some(number)
            {
                review.try_set(found);
            }
        });
    };
    let handle = window_event_listener(leptos::ev::input, move |event| {
        let watched = event
            .target()
            .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
            .is_some_and(|element| matches!(element.id().as_str(), "title" | "body"));
        if watched {
            look();
        }
    });
    on_cleanup(move || handle.remove());
    // What was typed before this code arrived, or came back with the page.
    Effect::new(move |_| {
        if value_of("body").is_some_and(|typed| !typed.trim().is_empty()) {
            look();
        }
    });
}
