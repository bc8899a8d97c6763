//! What is suggested for a petition at intake: taken with one key, corrected with two; the verb itself stays a deed of
//! its own, since a classification cannot be taken back.

use leptos::prelude::*;

use crate::api::desk::advice::{Advice, Asked};
use crate::components::icon::Icon;
use crate::components::picker::TakenProcedure;
use crate::frame::use_lang;

/// The suggestions.
#[component]
pub fn AdvicePanel(
    /// What is suggested.
    advice: Advice,
) -> impl IntoView {
    let lang = use_lang();
    // A key is pressed where no context is.
    let picker = use_context::<TakenProcedure>();
    let taken = RwSignal::new(Vec::<(String, String)>::new());
    let asked = StoredValue::new(advice.asked.clone());
    let take = move |question: usize, answer: usize| {
        let found = asked.with_value(|asked| {
            let asked = asked.get(question)?;
            Some((asked.question.clone(), asked.answers.get(answer)?.clone()))
        });
        if let Some((question, answer)) = found {
            taken.update(|all| {
                all.retain(|(known, _)| *known != question);
                all.push((question.clone(), answer.value.clone()));
            });
            if question == "procedure"
                && let Some(TakenProcedure(procedure)) = picker
            {
                procedure.set(Some((answer.value.clone(), answer.name.clone())));
            }
            #[cfg(feature = "hydrate")]
            form::fill(&question, &answer.value);
        }
    };
    #[cfg(feature = "hydrate")]
    form::keys(asked, take);
    let rows = advice
        .asked
        .into_iter()
        .enumerate()
        .map(|(index, asked)| row(index, asked, taken, take).into_any())
        .collect_view();
    view! {
        <section class="hint-panel" aria-labelledby="hint-title">
            <h2 id="hint-title">{lang.pick("Gợi ý của máy", "Suggestions")}</h2>
            <p class="muted">{lang.pick("Chỉ để tham khảo. Bạn quyết định; gợi ý và quyết định đều được lưu.", "For your information. You decide; both are kept.")}</p>
            {rows}
            {(!advice.notes.is_empty()).then(|| view! {
                <ul class="hint-notes">{advice.notes.into_iter().map(|note| view! { <li>{note}</li> }).collect_view()}</ul>
            })}
            {(!advice.related.is_empty()).then(|| view! {
                <h3>{lang.pick("Có thể cùng một việc", "May be the same matter")}</h3>
                <ul>{advice.related.into_iter().map(|related| view! {
                    <li><a href=format!("/can-bo/{}", related.code)>{related.title}</a>
                        <span class="hint-why">{format!("{} · {} · {} %", related.code, related.status, related.percent)}</span></li>
                }).collect_view()}</ul>
            })}
            {(!advice.summary.is_empty()).then(|| view! {
                <h3>{lang.pick("Câu chính", "Key sentences")}</h3>
                <ul>{advice.summary.into_iter().map(|sentence| view! { <li>{sentence}</li> }).collect_view()}</ul>
            })}
        </section>
    }
}

fn row(
    index: usize,
    asked: Asked,
    taken: RwSignal<Vec<(String, String)>>,
    take: impl Fn(usize, usize) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let lang = use_lang();
    let key = asked.key.to_string();
    let question = asked.question.clone();
    let answers = asked
        .answers
        .into_iter()
        .enumerate()
        .map(|(answer, found)| {
            let pair = (question.clone(), found.value.clone());
            let pressed = move || taken.with(|taken| taken.contains(&pair)).to_string();
            let shortcut = if answer == 0 { key.clone() } else { format!("{key} {}", answer + 1) };
            view! {
                <li>
                    <button class="hint-answer" r#type="button" aria-pressed=pressed data-first=(answer == 0).then_some("")
                        on:click=move |_| take(index, answer)>
                        <span><Icon name="check"/>{found.name}</span>
                        <kbd>{shortcut}</kbd>
                    </button>
                    {(!found.why.is_empty()).then(|| view! {
                        <span class="hint-why">{lang.pick("vì: ", "because of: ")}{found.why}</span>
                    })}
                </li>
            }
        })
        .collect_view();
    view! {
        <div class="hint-row" role="group" aria-label=asked.label.clone()>
            <p class="hint-label"><strong>{asked.label.clone()}</strong>" "<span class="hint-why">{format!("{} {} %", lang.pick("tin cậy", "confidence"), asked.percent)}</span></p>
            <ul>{answers}</ul>
        </div>
    }
}

/// How an answer comes into the form of its verb.
#[cfg(feature = "hydrate")]
mod form {
    use leptos::prelude::*;
    use leptos::wasm_bindgen::{JsCast as _, JsValue};
    use web_sys::{Element, HtmlElement, HtmlInputElement};

    use crate::api::desk::advice::Asked;
    use crate::pages::desk::board::Shortcuts;

    /// Opens the verb's form, fills the answer in and moves on to what is to be done next.
    pub fn fill(question: &str, value: &str) {
        let (verb, field, next) = match (question, value) {
            ("classification", "valid") => ("accept", "", "button.btn"),
            ("classification", "invalid") => ("reject", "", "[name=reason]"),
            ("classification", _) => ("refer_out", "", "[name=to]"),
            ("reason", _) => ("reject", "reason", "[name=explanation]"),
            ("kind", _) => ("accept", "kind", "button.btn"),
            _ => ("accept", "", "button.btn"),
        };
        let Some(details) = find(&document(), &format!("details[data-verb='{verb}']")) else {
            return;
        };
        let _ = details.set_attribute("open", "");
        if !field.is_empty() {
            set(&details, field, value);
        }
        if let Ok(Some(next)) = details.query_selector(next)
            && let Ok(next) = next.dyn_into::<HtmlElement>()
        {
            let _ = next.focus();
        }
    }

    fn find(document: &web_sys::Document, selector: &str) -> Option<Element> {
        document.query_selector(selector).ok().flatten()
    }

    fn set(details: &Element, field: &str, value: &str) {
        if let Ok(Some(choice)) =
            details.query_selector(&format!("[name='{field}'][value='{value}']"))
            && let Ok(choice) = choice.dyn_into::<HtmlInputElement>()
        {
            choice.set_checked(true);
            return;
        }
        if let Ok(Some(select)) = details.query_selector(&format!("select[name='{field}']")) {
            let _ = js_sys::Reflect::set(
                &select,
                &JsValue::from_str("value"),
                &JsValue::from_str(value),
            );
            // The form prepares the guidance when a reason is chosen.
            if let Ok(event) = web_sys::Event::new("change") {
                let _ = select.dispatch_event(&event);
            }
        }
    }

    /// A letter takes the first answer to its question, a digit after it another.
    pub fn keys(asked: StoredValue<Vec<Asked>>, take: impl Fn(usize, usize) + Copy + 'static) {
        let last = StoredValue::new(None::<usize>);
        let shortcuts = use_context::<Shortcuts>();
        Effect::new(move |_| {
            let handle = window_event_listener(leptos::ev::keydown, move |event| {
                let typing = event
                    .target()
                    .and_then(|target| target.dyn_into::<Element>().ok())
                    .is_some_and(|element| {
                        matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT")
                    });
                let off = shortcuts
                    .is_some_and(|shortcuts| shortcuts.0.try_get_untracked() == Some(false));
                if off || typing || event.ctrl_key() || event.meta_key() || event.alt_key() {
                    return;
                }
                let Some(key) = event
                    .key()
                    .chars()
                    .next()
                    .filter(|_| event.key().len() == 1)
                else {
                    return;
                };
                let key = key.to_ascii_uppercase();
                let question = asked
                    .try_with_value(|asked| asked.iter().position(|asked| asked.key == key))
                    .flatten();
                let answer = key
                    .to_digit(10)
                    .and_then(|digit| usize::try_from(digit).ok()?.checked_sub(1));
                match (question, answer, last.try_get_value().flatten()) {
                    (Some(question), _, _) => {
                        last.set_value(Some(question));
                        take(question, 0);
                    }
                    (None, Some(answer), Some(question)) => take(question, answer),
                    _ => return,
                }
                event.prevent_default();
            });
            on_cleanup(move || handle.remove());
        });
    }
}
