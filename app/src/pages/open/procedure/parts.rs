//! The parts of a procedure by the law's names: steps, ways with time and fee, papers, conditions, legal basis.

use domain::lang::Lang;
use domain::procedure::Constituent;
use leptos::prelude::*;

use super::{SECTIONS, record_address, words};
use crate::api::procedures::{DocumentGroup, ProcedureView, StepView, WayView};
use crate::frame::use_lang;

#[component]
fn Part(part: Constituent, children: Children) -> impl IntoView {
    let lang = use_lang();
    let place = SECTIONS
        .into_iter()
        .find(|(known, _)| *known == part)
        .map_or("", |(_, place)| place);
    view! { <section class="procedure-section" id=place><h2>{words(part, lang)}</h2>{children()}</section> }
}

/// Says that the record lacks a part, and where to look.
#[component]
fn Lacking(part: Constituent, url: String) -> impl IntoView {
    let lang = use_lang();
    if part.is_mandatory() {
        let href = record_address(&url);
        return view! {
            <p class="muted">
                {lang.pick("Chưa có trong dữ liệu. ", "Not in our data. ")}
                <a href=href rel="external noopener">{lang.pick("Xem bản gốc", "See the national record")}</a>
            </p>
        }
        .into_any();
    }
    view! { <p class="muted">{lang.pick("Dữ liệu không nêu.", "The record names none.")}</p> }
        .into_any()
}

/// Every part, in the order of the page.
#[component]
pub fn Parts(
    /// The procedure.
    found: ProcedureView,
) -> impl IntoView {
    let lang = use_lang();
    let content = (lang == Lang::En).then_some("vi");
    let url = found.url.clone();
    let lacking =
        move |part: Constituent| view! { <Lacking part=part url=url.clone()/> }.into_any();
    let list = move |items: Vec<String>| {
        let items = items
            .into_iter()
            .map(|item| view! { <li>{item}</li> })
            .collect_view();
        view! { <div class="prose" lang=content><ul>{items}</ul></div> }.into_any()
    };
    let text = move |text: String| {
        view! { <div class="typed measure" lang=content>{text}</div> }.into_any()
    };
    let steps = if found.steps.is_empty() {
        lacking(Constituent::Steps)
    } else {
        view! { <Steps steps=found.steps/> }.into_any()
    };
    let ways = if found.ways.is_empty() {
        lacking(Constituent::Ways)
    } else {
        view! { <Ways ways=found.ways/> }.into_any()
    };
    // Time and fee stand in the table of ways; when no row has them, that is said under it.
    let in_table: Vec<_> = [Constituent::TimeLimit, Constituent::Fees]
        .into_iter()
        .filter(|part| !found.has.contains(part))
        .map(
            |part| view! { <div class="stack-s"><h3>{words(part, lang)}</h3>{lacking(part)}</div> },
        )
        .collect();
    let documents = if found.documents.is_empty() {
        lacking(Constituent::Documents)
    } else {
        view! { <Documents groups=found.documents/> }.into_any()
    };
    let audience = if found.audience.is_empty() {
        lacking(Constituent::Audience)
    } else {
        list(found.audience)
    };
    let agency = if found.agency.is_empty() {
        lacking(Constituent::Agency)
    } else {
        text(found.agency)
    };
    let forms = if found.forms.is_empty() {
        lacking(Constituent::Forms)
    } else {
        list(found.forms)
    };
    let result = if found.result.is_empty() {
        lacking(Constituent::Result)
    } else {
        text(found.result)
    };
    let conditions = if found.conditions.is_empty() {
        lacking(Constituent::Conditions)
    } else {
        text(found.conditions)
    };
    let basis = if found.legal_basis.is_empty() {
        view! { <p class="muted">{lang.pick("Chưa có trong dữ liệu.", "Not in our data.")}</p> }
            .into_any()
    } else {
        list(found.legal_basis)
    };
    let related = (!found.related.is_empty()).then(|| {
        view! { <section class="procedure-section"><h2>{lang.pick("Thủ tục liên quan", "Related procedures")}</h2>{list(found.related)}</section> }
    });
    view! {
        <Part part=Constituent::Steps>{steps}</Part>
        <Part part=Constituent::Ways>{ways}{in_table}</Part>
        <Part part=Constituent::Documents>{documents}</Part>
        <Part part=Constituent::Audience>{audience}</Part>
        <Part part=Constituent::Agency>{agency}</Part>
        <Part part=Constituent::Forms>{forms}</Part>
        <Part part=Constituent::Result>{result}</Part>
        <Part part=Constituent::Conditions>{conditions}</Part>
        <section class="procedure-section" id="can-cu"><h2>{lang.pick("Căn cứ pháp lý", "Legal basis")}</h2>{basis}</section>
        {related}
    }
}

/// Longer than this a step is a text, not a heading.
const HEADING: usize = 90;

#[component]
fn Steps(steps: Vec<StepView>) -> impl IntoView {
    let content = (use_lang() == Lang::En).then_some("vi");
    let steps = steps
        .into_iter()
        .map(|step| {
            let class = (!step.more.is_empty() && step.what.chars().count() <= HEADING)
                .then_some("steps-what");
            let more = step
                .more
                .into_iter()
                .map(|line| view! { <p>{line}</p> })
                .collect_view();
            view! { <li><div class="stack-s"><p class=class>{step.what}</p>{more}</div></li> }
        })
        .collect_view();
    view! { <ol class="steps measure" lang=content>{steps}</ol> }
}

#[component]
fn Ways(ways: Vec<WayView>) -> impl IntoView {
    let lang = use_lang();
    let content = (lang == Lang::En).then_some("vi");
    let heads = [
        words(Constituent::Ways, lang),
        words(Constituent::TimeLimit, lang),
        words(Constituent::Fees, lang),
        lang.pick("Ghi chú", "Note"),
    ];
    let notes = ways.iter().any(|way| !way.note.is_empty());
    let cell = move |label: &'static str, value: String| {
        if value.is_empty() {
            view! { <td class="none" data-label=label>{lang.pick("Chưa có trong dữ liệu", "Not in our data")}</td> }.into_any()
        } else {
            view! { <td data-label=label>{value}</td> }.into_any()
        }
    };
    let rows = ways.into_iter().map(|way| {
        view! {
            <tr>
                <th scope="row">{way.methods}</th>
                {cell(heads[1], way.time)}
                {cell(heads[2], way.fee)}
                {notes.then(|| if way.note.is_empty() { view! { <td></td> }.into_any() } else { cell(heads[3], way.note) })}
            </tr>
        }
    }).collect_view();
    view! {
        <div class="table-box" tabindex="0" role="region" aria-label=words(Constituent::Ways, lang)>
            <table class="table" data-stack="" lang=content>
                <thead><tr>
                    {heads.into_iter().take(if notes { 4 } else { 3 }).map(|head| view! { <th scope="col">{head}</th> }).collect_view()}
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

#[component]
fn Documents(groups: Vec<DocumentGroup>) -> impl IntoView {
    let lang = use_lang();
    let content = (lang == Lang::En).then_some("vi");
    let (paper, copies) = (
        lang.pick("Giấy tờ", "Paper"),
        lang.pick("Số lượng", "Copies"),
    );
    groups.into_iter().map(|group| {
        // Notes among the papers have no number: they are a list, not a table.
        if group.documents.iter().all(|(_, number)| number.is_empty()) {
            let items = group.documents.into_iter().map(|(document, _)| view! { <li>{document}</li> }).collect_view();
            let heading = (!group.case.is_empty()).then(|| view! { <h3>{group.case}</h3> });
            return view! { <div class="prose" lang=content>{heading}<ul>{items}</ul></div> }.into_any();
        }
        let name = if group.case.is_empty() { paper.to_owned() } else { group.case.clone() };
        let rows = group.documents.into_iter().map(|(document, number)| {
            let number = if number.is_empty() {
                view! { <td class="none nowrap" data-label=copies>{lang.pick("không ghi", "not said")}</td> }.into_any()
            } else {
                view! { <td class="nowrap" data-label=copies>{number}</td> }.into_any()
            };
            view! { <tr><td class="typed">{document}</td>{number}</tr> }
        }).collect_view();
        view! {
            <div class="table-box" tabindex="0" role="region" aria-label=name>
                <table class="table" data-stack="" lang=content>
                    {(!group.case.is_empty()).then(|| view! { <caption>{group.case}</caption> })}
                    <thead><tr><th scope="col">{paper}</th><th scope="col">{copies}</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
        .into_any()
    }).collect_view()
}
