//! What an agency fills in to answer: the answer, its outcome, and whether the sender was right.

use domain::answer::{AnswerOutcome, CRITERIA, Upheld};
use leptos::prelude::*;

use crate::api::desk::DeskCase;
use crate::components::form::{SelectField, TextArea, TextField};
use crate::frame::{Posted, use_lang};

#[component]
pub(super) fn AnswerFields(posted: Posted, case: DeskCase, prefix: &'static str) -> impl IntoView {
    let lang = use_lang();
    let draft = case.draft.clone().unwrap_or_default();
    let outcomes = AnswerOutcome::ALL
        .into_iter()
        .map(|outcome| (outcome.code().to_owned(), outcome.label(lang).to_owned()))
        .collect();
    let findings = Upheld::ALL
        .into_iter()
        .map(|found| (found.code().to_owned(), found.label(lang).to_owned()))
        .collect();
    let about_rule = case.kind != "conduct";
    let criteria = about_rule.then(|| {
        let rows = CRITERIA
            .into_iter()
            .enumerate()
            .map(|(index, (vi, en))| {
                let name = format!("criterion_{index}");
                let id = format!("{prefix}{name}");
                let typed = posted.value(&name);
                let chosen = if typed.is_empty() { draft.criteria.get(index).cloned().unwrap_or_else(|| "not_applicable".into()) } else { typed };
                let options = [
                    ("met", lang.pick("Đạt", "Met")),
                    ("not_met", lang.pick("Không đạt", "Not met")),
                    ("not_applicable", lang.pick("Không áp dụng", "Not applicable")),
                ];
                view! {
                    <div class="field">
                        <label class="field-label" for=id.clone()>{lang.pick(vi, en)}</label>
                        <select class="input" id=id name=name>
                            {options.into_iter().map(|(value, words)| {
                                let selected = value == chosen;
                                view! { <option value=value selected=selected>{words}</option> }
                            }).collect_view()}
                        </select>
                    </div>
                }
            })
            .collect_view();
        view! {
            <details class="more">
                <summary>{lang.pick("Sáu tiêu chí xem xét quy định (Điều 14)", "Six criteria for a rule (Art. 14)")}</summary>
                <div>{rows}</div>
            </details>
        }
    });
    view! {
        <TextArea name="body" label=lang.pick("Câu trả lời", "Answer") posted=posted.clone() value=draft.body.clone() rows=9 prefix=prefix
            hint=lang.pick("Nói kết luận trước, rồi căn cứ, rồi việc đã làm. Không nêu tên người gửi.", "The finding first, then the grounds, then what was done. Do not name the sender.")/>
        <SelectField name="outcome" label=lang.pick("Kết quả xử lý", "Outcome") options=outcomes nothing=lang.pick("Chọn kết quả", "Choose the outcome") posted=posted.clone() value=draft.outcome.clone() prefix=prefix/>
        <SelectField name="upheld" label=lang.pick("Kết luận", "Finding") options=findings nothing=lang.pick("Chọn kết luận", "Choose the finding") posted=posted.clone() value=draft.upheld.clone() prefix=prefix/>
        <TextField name="document_no" label=lang.pick("Số văn bản trả lời", "Document number") posted=posted.clone() value=draft.document_no.clone() optional=true prefix=prefix/>
        {criteria}
    }
}
