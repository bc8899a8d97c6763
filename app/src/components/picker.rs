//! Which procedure? Found by any words: with JavaScript while typing, without it by a button that keeps everything typed.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::api::register::Piece;
use crate::api::sending::{ProcedureChoice, procedure_name, suggest_procedures};
use crate::frame::{Posted, use_lang};

/// The procedure that was taken from suggestions beside the form: code and name. The picker listens.
#[derive(Clone, Copy)]
pub struct TakenProcedure(pub RwSignal<Option<(String, String)>>);

/// Text with what matched marked.
#[component]
pub fn Marked(
    /// The text in pieces.
    pieces: Vec<Piece>,
) -> impl IntoView {
    pieces
        .into_iter()
        .map(|piece| {
            if piece.marked {
                view! { <mark>{piece.text}</mark> }.into_any()
            } else {
                piece.text.into_any()
            }
        })
        .collect_view()
}

/// The text without marks.
pub fn plain(pieces: &[Piece]) -> String {
    pieces.iter().map(|piece| piece.text.as_str()).collect()
}

/// What the field for a procedure begins with.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Start {
    /// What was typed to find it: `procedure_q`.
    pub typed: String,
    /// Code of what is chosen: `procedure_code`.
    pub code: String,
    /// Its name, if known.
    pub name: String,
    /// What to mend.
    pub error: Option<String>,
    /// Prefix of the ids, when a page has several forms.
    pub prefix: String,
}

impl Start {
    /// As the form was posted.
    pub fn of(posted: &Posted) -> Self {
        Self {
            typed: posted.value("procedure_q"),
            code: posted.value("procedure_code"),
            name: String::new(),
            error: posted.error("procedure_code", use_lang()),
            prefix: String::new(),
        }
    }
}

/// The field for a procedure in a page. Without code in the browser, the server looks up what was typed, and one of what
/// it found is chosen.
#[component]
pub fn ProcedureField(
    /// What the form was posted with.
    posted: Posted,
) -> impl IntoView {
    let lang = use_lang();
    let start = Start::of(&posted);
    let found = async move {
        let list = if start.typed.trim().is_empty() {
            Vec::new()
        } else {
            suggest_procedures(start.typed.clone())
                .await
                .unwrap_or_default()
        };
        let name = procedure_name(&start.code);
        let chosen = !start.code.is_empty();
        // Outside the island: code that draws a field in the browser would make real buttons of these, and the first of
        // them the one that Enter presses.
        let buttons = view! {
            <noscript>
                <div class="btn-row">
                    <button class="btn btn-secondary btn-small" name="intent" value="find">{lang.pick("Tìm thủ tục", "Find procedures")}</button>
                    {chosen.then(|| view! { <button class="btn btn-quiet btn-small" name="intent" value="unpick">{lang.pick("Bỏ chọn thủ tục", "Remove the procedure")}</button> })}
                </div>
            </noscript>
        };
        let choices = (!list.is_empty()).then(|| view! {
            <noscript>
                <fieldset class="choices">
                    <legend>{lang.pick("Chọn thủ tục đúng nhất", "Choose the one that fits")}</legend>
                    {list.into_iter().map(|choice| view! {
                        <label class="choice">
                            <input type="radio" name="procedure_code" value=choice.code.clone()/>
                            <span class="choice-title"><Marked pieces=choice.name/></span>
                            <span class="choice-hint">{choice.place}</span>
                        </label>
                    }).collect_view()}
                </fieldset>
            </noscript>
        });
        view! {
            <PickerIsland start=Start { name, ..start }/>
            {buttons}
            {choices}
        }
    };
    view! { <div class="field">{Suspend::new(found)}</div> }
}

#[island]
fn PickerIsland(start: Start) -> impl IntoView {
    view! { <ProcedurePicker start=start/> }
}

/// Finds a procedure while it is typed, and keeps what was chosen.
#[component]
pub fn ProcedurePicker(
    /// What it begins with.
    start: Start,
) -> impl IntoView {
    let lang = use_lang();
    let Start {
        typed,
        code,
        name,
        error,
        prefix,
    } = start;
    let code = RwSignal::new(code);
    let name = RwSignal::new(name);
    if let Some(TakenProcedure(taken)) = use_context() {
        Effect::new(move |_| {
            if let Some((taken_code, taken_name)) = taken.get() {
                code.set(taken_code);
                name.set(taken_name);
            }
        });
    }
    let found = RwSignal::new(Vec::<ProcedureChoice>::new());
    let open = RwSignal::new(false);
    let active = RwSignal::new(0_usize);
    let empty = RwSignal::new(false);
    let asked = StoredValue::new(0_u32);
    let ask = move |text: String| {
        let number = asked.get_value() + 1;
        asked.set_value(number);
        let enough = text.trim().chars().count() >= 2;
        if !enough {
            open.set(false);
        }
        #[cfg(feature = "hydrate")]
        if enough {
            leptos::task::spawn_local(async move {
                gloo_timers::future::TimeoutFuture::new(180).await;
                if asked.try_get_value() != Some(number) {
                    return;
                }
                if let Ok(list) = suggest_procedures(text).await
                    && asked.try_get_value() == Some(number)
                {
                    empty.set(list.is_empty());
                    found.set(list);
                    active.set(0);
                    open.set(true);
                }
            });
        }
    };
    let choose = move |choice: &ProcedureChoice| {
        code.set(choice.code.clone());
        name.set(plain(&choice.name));
        open.set(false);
    };
    let on_key = move |event: leptos::ev::KeyboardEvent| {
        let count = found.with_untracked(Vec::len);
        if !open.get_untracked() || count == 0 {
            return;
        }
        match event.key().as_str() {
            "ArrowDown" => {
                event.prevent_default();
                active.update(|at| *at = (*at + 1) % count);
            }
            "ArrowUp" => {
                event.prevent_default();
                active.update(|at| *at = (*at + count - 1) % count);
            }
            "Enter" => {
                event.prevent_default();
                if let Some(choice) =
                    found.with_untracked(|list| list.get(active.get_untracked()).cloned())
                {
                    choose(&choice);
                }
            }
            "Escape" => open.set(false),
            _ => {}
        }
    };
    let input_id = format!("{prefix}procedure_code");
    let list_id = format!("{prefix}procedure-list");
    let (hint_id, error_id) = (format!("{input_id}-hint"), format!("{input_id}-error"));
    let described = if error.is_some() {
        format!("{hint_id} {error_id}")
    } else {
        hint_id.clone()
    };
    let invalid = error.is_some().then_some("true");
    let prefix = StoredValue::new(prefix);
    let option_id =
        move |index: usize| prefix.with_value(|prefix| format!("{prefix}procedure-{index}"));
    view! {
            <label class="field-label" for=input_id.clone()>
                {lang.pick("Thủ tục nào", "Which procedure")}
                " "
                <span class="field-optional">{lang.pick("(không bắt buộc)", "(optional)")}</span>
            </label>
            <p class="field-hint" id=hint_id>
                {lang.pick("Gõ vài chữ theo cách bạn gọi, có dấu hay không dấu đều được. Ví dụ: lam lai khai sinh.", "Type a few words of your own, with or without accents.")}
            </p>
            {error.map(|error| view! { <p class="field-error" id=error_id>{error}</p> })}
            <div class="suggest">
                <input class="input" id=input_id name="procedure_q" role="combobox" autocomplete="off"
                    aria-autocomplete="list" aria-controls=list_id.clone() aria-describedby=described aria-invalid=invalid
                    aria-expanded=move || open.get().to_string()
                    aria-activedescendant=move || open.get().then(|| option_id(active.get()))
                    value=typed
                    on:input:target=move |event| ask(event.target().value())
                    on:keydown=on_key/>
                <ul class="suggest-list" id=list_id role="listbox" aria-label=lang.pick("Thủ tục tìm thấy", "Procedures found")
                    hidden=move || !open.get() || found.with(Vec::is_empty)>
                    {move || found.get().into_iter().enumerate().map(|(index, choice)| {
                        let picked = choice.clone();
                        view! {
                            <li class="suggest-option" id=option_id(index) role="option"
                                aria-selected=move || (active.get() == index).to_string()
                                on:mousedown=move |event| { event.prevent_default(); choose(&picked); }>
                                <span><Marked pieces=choice.name/></span>
                                <span class="suggest-where">{choice.place}</span>
                            </li>
                        }
                    }).collect_view()}
                </ul>
                {move || (open.get() && empty.get()).then(|| view! {
                    <div class="suggest-list"><div class="suggest-none">
                        <p>{lang.pick("Không tìm thấy thủ tục nào như vậy.", "No such procedure was found.")}</p>
                        <p>{lang.pick("Bạn cứ để trống; cán bộ tiếp nhận sẽ xác định giúp.", "Leave it empty; the intake officer will determine it.")}</p>
                    </div></div>
                })}
            </div>
            {move || {
                let chosen = code.get();
                (!chosen.is_empty()).then(|| {
                    let shown = if name.get().is_empty() { chosen.clone() } else { name.get() };
                    view! {
                        <div class="suggest-chosen">
                            <div><strong>{shown}</strong><br/><span class="suggest-where code">{chosen.clone()}</span></div>
                            <button class="btn-link" r#type="button" on:click=move |_| { code.set(String::new()); name.set(String::new()); }>
                                {lang.pick("Bỏ chọn", "Remove")}
                            </button>
                        </div>
                        <input type="hidden" name="procedure_code" value=chosen/>
                    }
                })
            }}
    }
}
