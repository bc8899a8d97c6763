//! The parts of a form: label above, hint under it, error between hint and field, all that was typed kept.

use leptos::prelude::*;

use super::verbatim::verbatim;
use crate::frame::{Posted, use_lang};

/// What is to be mended, first on the page, linking to each field. Focused by the browser through `autofocus`.
#[component]
pub fn ErrorSummary(
    /// The form as posted.
    posted: Posted,
    /// What was not done: "Chưa gửi được".
    #[prop(into)]
    what: String,
    /// Prefix of the ids of the form's fields.
    #[prop(optional, default = "")]
    prefix: &'static str,
) -> impl IntoView {
    let lang = use_lang();
    posted.failed().then(move || {
        let items: Vec<_> = posted
            .violations
            .iter()
            .map(|violation| {
                let href = format!("#{prefix}{}", violation.field);
                view! { <li><a href=href>{violation.message(lang)}</a></li> }
            })
            .collect();
        let count = items.len();
        let heading = match (count, lang) {
            (0, _) => what.clone(),
            (_, domain::lang::Lang::Vi) => format!("{what}: có {count} chỗ cần sửa"),
            (_, domain::lang::Lang::En) => format!("{what}: {count} to mend"),
        };
        view! {
            <div class="error-summary" role="alert" tabindex="-1" aria-labelledby="error-summary-title" autofocus="">
                <h2 id="error-summary-title">{heading}</h2>
                {posted.problem.clone().map(|problem| view! { <p>{problem}</p> })}
                {(!posted.meanwhile.is_empty()).then(|| view! {
                    <ul>{posted.meanwhile.iter().map(|sentence| view! { <li>{sentence.clone()}</li> }).collect_view()}</ul>
                })}
                {(count > 0).then(|| view! { <ul>{items}</ul> })}
            </div>
        }
    })
}

/// Choices that need no explanation: the value and what it is called.
pub fn plain_choices<'a>(
    choices: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> Vec<(String, String, String)> {
    choices
        .into_iter()
        .map(|(value, words)| (value.to_owned(), words.to_owned(), String::new()))
        .collect()
}

fn described_by(name: &str, hint: bool, error: bool) -> Option<String> {
    let mut ids = Vec::new();
    if hint {
        ids.push(format!("{name}-hint"));
    }
    if error {
        ids.push(format!("{name}-error"));
    }
    (!ids.is_empty()).then(|| ids.join(" "))
}

/// A field of one line.
#[component]
pub fn TextField(
    /// The form field's name, also its id.
    name: &'static str,
    /// Its label.
    #[prop(into)]
    label: String,
    /// What to type and why.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What the form was posted with.
    posted: Posted,
    /// It may be left empty.
    #[prop(optional)]
    optional: bool,
    /// Kind of input.
    #[prop(optional, default = "text")]
    kind: &'static str,
    /// For the keyboard of a phone.
    #[prop(optional)]
    inputmode: Option<&'static str>,
    /// For the browser's own memory.
    #[prop(optional)]
    autocomplete: Option<&'static str>,
    /// A further class: `input-short`, `input-code`, `input-date`.
    #[prop(optional, default = "")]
    class: &'static str,
    /// What it holds when nothing was posted.
    #[prop(optional, into)]
    value: String,
    /// Prefix of the id, when a page has several forms with the same field.
    #[prop(optional, default = "")]
    prefix: &'static str,
) -> impl IntoView {
    let lang = use_lang();
    let id = format!("{prefix}{name}");
    let error = posted.error(name, lang);
    let typed = posted.value(name);
    let value = if typed.is_empty() && posted.is_fresh() {
        value
    } else {
        typed
    };
    let described = described_by(&id, hint.is_some(), error.is_some());
    view! {
        <div class="field">
            <label class="field-label" for=id.clone()>
                {label}
                {optional.then(|| view! { " " <span class="field-optional">{lang.pick("(không bắt buộc)", "(optional)")}</span> })}
            </label>
            {hint.map(|hint| view! { <p class="field-hint" id=format!("{id}-hint")>{hint}</p> })}
            {error.clone().map(|error| view! { <p class="field-error" id=format!("{id}-error")>{error}</p> })}
            <input class=format!("input {class}") id=id.clone() name=name r#type=kind value=value
                inputmode=inputmode autocomplete=autocomplete aria-describedby=described
                aria-invalid=error.is_some().then_some("true")/>
        </div>
    }
}

/// A field of several lines.
#[component]
pub fn TextArea(
    /// The form field's name, also its id.
    name: &'static str,
    /// Its label.
    #[prop(into)]
    label: String,
    /// What to write and why.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What the form was posted with.
    posted: Posted,
    /// It may be left empty.
    #[prop(optional)]
    optional: bool,
    /// Height in lines.
    #[prop(optional, default = 4)]
    rows: u8,
    /// What it holds when nothing was posted.
    #[prop(optional, into)]
    value: String,
    /// Prefix of the id, when a page has several forms with the same field.
    #[prop(optional, default = "")]
    prefix: &'static str,
) -> impl IntoView {
    let lang = use_lang();
    let id = format!("{prefix}{name}");
    let error = posted.error(name, lang);
    let typed = posted.value(name);
    let value = if typed.is_empty() && posted.is_fresh() {
        value
    } else {
        typed
    };
    let described = described_by(&id, hint.is_some(), error.is_some());
    view! {
        <div class="field">
            <label class="field-label" for=id.clone()>
                {label}
                {optional.then(|| view! { " " <span class="field-optional">{lang.pick("(không bắt buộc)", "(optional)")}</span> })}
            </label>
            {hint.map(|hint| view! { <p class="field-hint" id=format!("{id}-hint")>{hint}</p> })}
            {error.clone().map(|error| view! { <p class="field-error" id=format!("{id}-error")>{error}</p> })}
            <textarea class="input" id=id.clone() name=name rows=rows.to_string() aria-describedby=described
                aria-invalid=error.is_some().then_some("true")>{verbatim(value)}</textarea>
        </div>
    }
}

/// One choice of several, as cards.
#[component]
pub fn Choices(
    /// The form field's name; the group's id.
    name: &'static str,
    /// The question.
    #[prop(into)]
    legend: String,
    /// Value, title and hint of each choice.
    options: Vec<(String, String, String)>,
    /// What the form was posted with.
    posted: Posted,
    /// What is chosen when nothing was posted.
    #[prop(optional, into)]
    value: String,
    /// Short ones side by side.
    #[prop(optional)]
    inline: bool,
    /// Prefix of the id, when a page has several forms with the same field.
    #[prop(optional, default = "")]
    prefix: &'static str,
) -> impl IntoView {
    let lang = use_lang();
    let error = posted.error(name, lang);
    let typed = posted.value(name);
    let chosen = if typed.is_empty() { value } else { typed };
    let id = format!("{prefix}{name}");
    let error_id = format!("{id}-error");
    let items: Vec<_> = options
        .into_iter()
        .enumerate()
        .map(|(index, (value, title, hint))| {
            // The error summary links to the group's id: the first choice carries it.
            let id = if index == 0 {
                id.clone()
            } else {
                format!("{id}-{index}")
            };
            let checked = chosen == value;
            view! {
                <label class="choice">
                    <input type="radio" name=name value=value id=id checked=checked/>
                    <span class="choice-title">{title}</span>
                    {(!hint.is_empty()).then(|| view! { <span class="choice-hint">{hint}</span> })}
                </label>
            }
        })
        .collect();
    let described = error.is_some().then(|| error_id.clone());
    view! {
        <fieldset class="choices" data-inline=inline.then_some("") aria-describedby=described>
            <legend>{legend}</legend>
            {error.map(|error| view! { <p class="field-error" id=error_id.clone()>{error}</p> })}
            {items}
        </fieldset>
    }
}

/// One of a list.
#[component]
pub fn SelectField(
    /// The form field's name, also its id.
    name: &'static str,
    /// Its label.
    #[prop(into)]
    label: String,
    /// Why it is asked.
    #[prop(optional, into)]
    hint: Option<String>,
    /// Value and words of each option.
    options: Vec<(String, String)>,
    /// What stands first and means nothing chosen.
    #[prop(into)]
    nothing: String,
    /// What the form was posted with.
    posted: Posted,
    /// It may be left alone.
    #[prop(optional)]
    optional: bool,
    /// What is chosen when nothing was posted.
    #[prop(optional, into)]
    value: String,
    /// Prefix of the id, when a page has several forms with the same field.
    #[prop(optional, default = "")]
    prefix: &'static str,
) -> impl IntoView {
    let lang = use_lang();
    let id = format!("{prefix}{name}");
    let error = posted.error(name, lang);
    let typed = posted.value(name);
    let chosen = if typed.is_empty() && posted.is_fresh() {
        value
    } else {
        typed
    };
    let described = described_by(&id, hint.is_some(), error.is_some());
    let items: Vec<_> = options
        .into_iter()
        .map(|(value, words)| {
            let selected = value == chosen;
            view! { <option value=value selected=selected>{words}</option> }
        })
        .collect();
    view! {
        <div class="field">
            <label class="field-label" for=id.clone()>
                {label}
                {optional.then(|| view! { " " <span class="field-optional">{lang.pick("(không bắt buộc)", "(optional)")}</span> })}
            </label>
            {hint.map(|hint| view! { <p class="field-hint" id=format!("{id}-hint")>{hint}</p> })}
            {error.clone().map(|error| view! { <p class="field-error" id=format!("{id}-error")>{error}</p> })}
            <select class="input" id=id.clone() name=name aria-describedby=described aria-invalid=error.is_some().then_some("true")>
                <option value="">{nothing}</option>
                {items}
            </select>
        </div>
    }
}

/// A box to tick.
#[component]
pub fn Check(
    /// The form field's name, also its id.
    name: &'static str,
    /// What ticking it says.
    #[prop(into)]
    label: String,
    /// What follows when it is not ticked.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What the form was posted with.
    posted: Posted,
    /// Prefix of the id, when a page has several forms with the same field.
    #[prop(optional, default = "")]
    prefix: &'static str,
) -> impl IntoView {
    let lang = use_lang();
    let error = posted.error(name, lang);
    let checked = !posted.value(name).is_empty();
    let id = format!("{prefix}{name}");
    view! {
        <div class="field">
            {error.map(|error| view! { <p class="field-error" id=format!("{id}-error")>{error}</p> })}
            <label class="check">
                <input type="checkbox" name=name id=id.clone() value="on" checked=checked/>
                <span>{label}</span>
                {hint.map(|hint| view! { <span class="field-hint">{hint}</span> })}
            </label>
        </div>
    }
}

/// What a form holds, as it would be sent.
#[cfg(feature = "hydrate")]
pub fn entries(form: &web_sys::HtmlFormElement) -> Option<web_sys::UrlSearchParams> {
    let data = web_sys::FormData::new_with_form(form).ok()?;
    let entries = web_sys::UrlSearchParams::new().ok()?;
    for entry in data.entries().into_iter().flatten() {
        let pair = js_sys::Array::from(&entry);
        if let (Some(name), Some(value)) = (pair.get(0).as_string(), pair.get(1).as_string()) {
            entries.append(&name, &value);
        }
    }
    Some(entries)
}

/// The same as names and texts, in order.
#[cfg(feature = "hydrate")]
pub fn pairs(entries: &web_sys::UrlSearchParams) -> Vec<(String, String)> {
    entries
        .entries()
        .into_iter()
        .flatten()
        .filter_map(|entry| {
            let pair = js_sys::Array::from(&entry);
            Some((pair.get(0).as_string()?, pair.get(1).as_string()?))
        })
        .collect()
}
