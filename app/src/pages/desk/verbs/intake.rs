//! What intake fills in: to accept and classify, to return, to refer and to assign.

use domain::petition::PetitionKind;
use leptos::prelude::*;

use crate::api::desk::{DeskCase, DeskOptions};
use crate::components::form::{Choices, SelectField, TextArea, TextField, plain_choices};
use crate::components::picker::{ProcedurePicker, Start};
use crate::components::verbatim::verbatim;
use crate::frame::{Posted, use_lang};

#[component]
pub(super) fn AcceptFields(posted: Posted, case: DeskCase, options: DeskOptions) -> impl IntoView {
    let lang = use_lang();
    let kinds = plain_choices(PetitionKind::ALL.map(|kind| (kind.code(), kind.label(lang))));
    let clauses = [
        (
            "1",
            lang.pick(
                "1. Vướng mắc do hành vi chậm trễ, gây phiền hà",
                "1. Delay or harassment",
            ),
        ),
        (
            "2",
            lang.pick(
                "2. Quy định không phù hợp thực tế",
                "2. A rule that does not fit reality",
            ),
        ),
        (
            "3",
            lang.pick(
                "3. Quy định không đồng bộ, thống nhất",
                "3. Inconsistent rules",
            ),
        ),
        (
            "4",
            lang.pick("4. Quy định không hợp pháp", "4. An unlawful rule"),
        ),
        (
            "5",
            lang.pick("5. Trái điều ước quốc tế", "5. Contrary to a treaty"),
        ),
        ("6", lang.pick("6. Nội dung khác", "6. Other")),
        ("7", lang.pick("7. Phương án xử lý", "7. A way to solve it")),
        (
            "8",
            lang.pick(
                "8. Sáng kiến ban hành mới",
                "8. An initiative for a new rule",
            ),
        ),
    ];
    let chosen = posted.all("clauses");
    let boxes = clauses
        .into_iter()
        .map(|(value, words)| {
            let checked = chosen.iter().any(|known| known == value);
            view! { <label class="check"><input type="checkbox" name="clauses" value=value checked=checked/><span>{words}</span></label> }
        })
        .collect_view();
    let mut procedure = Start {
        prefix: "accept-".to_owned(),
        name: case.card.procedure.clone().unwrap_or_default(),
        ..Start::of(&posted)
    };
    if procedure.code.is_empty() {
        procedure.code = case.procedure_code.clone().unwrap_or_default();
    }
    let communes = options.communes.clone();
    let area = options
        .communes
        .iter()
        .find(|(_, name)| case.area.as_deref() == Some(name.as_str()))
        .map(|(code, _)| code.clone())
        .unwrap_or_default();
    view! {
        <Choices name="kind" legend=lang.pick("Loại", "Kind") options=kinds posted=posted.clone() value=case.kind.clone() inline=true prefix="accept-"/>
        <div class="field"><ProcedurePicker start=procedure/></div>
        <SelectField name="area_code" label=lang.pick("Xã, phường", "Commune") options=communes nothing=lang.pick("Cấp tỉnh hoặc chưa rõ", "Province or not known") posted=posted.clone() value=area optional=true prefix="accept-"/>
        <details class="more">
            <summary>{lang.pick("Nội dung theo Điều 5 Nghị định 20/2008", "Content under Art. 5 of Decree 20/2008")}</summary>
            <div><fieldset class="choices"><legend class="visually-hidden">{lang.pick("Nội dung theo Điều 5", "Content under Art. 5")}</legend>{boxes}</fieldset></div>
        </details>
    }
}

#[component]
pub(super) fn RejectFields(posted: Posted, options: DeskOptions) -> impl IntoView {
    let lang = use_lang();
    let typed = posted.value("guidance");
    let area = NodeRef::<leptos::html::Textarea>::new();
    let prepared = StoredValue::new(String::new());
    let texts = StoredValue::new(options.reasons.clone());
    let chosen = posted.value("reason");
    let error = posted.error("reason", lang);
    let guidance_error = posted.error("guidance", lang);
    // The prepared text takes the place of an earlier one, never of what somebody wrote.
    let choose = move |code: String| {
        let Some(area) = area.get_untracked() else {
            return;
        };
        let text = texts.with_value(|texts| {
            texts
                .iter()
                .find(|text| text.code == code)
                .map(|text| text.guidance.clone())
                .unwrap_or_default()
        });
        let now = area.value();
        if now.is_empty() || prepared.with_value(|prepared| *prepared == now) {
            area.set_value(&text);
            prepared.set_value(text);
        }
    };
    let select = NodeRef::<leptos::html::Select>::new();
    // A reason that was chosen before this code arrived.
    Effect::new(move |_| {
        if let Some(select) = select.get()
            && !select.value().is_empty()
        {
            choose(select.value());
        }
    });
    view! {
        <div class="field">
            <label class="field-label" for="reject-reason">{lang.pick("Lý do", "Reason")}</label>
            {error.map(|error| view! { <p class="field-error">{error}</p> })}
            <select class="input" id="reject-reason" name="reason" node_ref=select on:change:target=move |event| choose(event.target().value())>
                <option value="">{lang.pick("Chọn lý do", "Choose a reason")}</option>
                {options.reasons.into_iter().map(|reason| {
                    let selected = reason.code == chosen;
                    view! { <option value=reason.code selected=selected>{reason.name}</option> }
                }).collect_view()}
            </select>
        </div>
        <TextArea name="explanation" label=lang.pick("Giải thích cho người gửi", "Explanation to the sender") posted=posted.clone() rows=3 prefix="reject-"
            hint=lang.pick("Vì sao phản ánh này không tiếp nhận được.", "Why this petition cannot be accepted.")/>
        <div class="field">
            <label class="field-label" for="reject-guidance">{lang.pick("Hướng dẫn người gửi", "Guidance to the sender")}</label>
            <p class="field-hint">{lang.pick("Chọn lý do để có lời hướng dẫn soạn sẵn; sửa cho hợp trường hợp này.", "Choose a reason for a prepared text; fit it to this case.")}</p>
            {guidance_error.map(|error| view! { <p class="field-error">{error}</p> })}
            <textarea class="input" id="reject-guidance" name="guidance" rows="5" node_ref=area>{verbatim(typed)}</textarea>
        </div>
    }
}

#[component]
pub(super) fn ReferFields(posted: Posted, options: DeskOptions) -> impl IntoView {
    let lang = use_lang();
    let ministries = options
        .ministries
        .into_iter()
        .map(|name| (name.clone(), name))
        .collect();
    view! {
        <SelectField name="to" label=lang.pick("Chuyển tới", "Refer to") options=ministries nothing=lang.pick("Chọn bộ, ngành", "Choose a ministry") posted=posted.clone() prefix="refer-"/>
        <TextField name="document_no" label=lang.pick("Số văn bản chuyển", "Document number") posted=posted.clone() optional=true prefix="refer-"/>
        <TextArea name="note" label=lang.pick("Lời nhắn cho người gửi", "Words for the sender") posted=posted optional=true rows=3 prefix="refer-"/>
    }
}

#[component]
pub(super) fn AssignFields(posted: Posted, case: DeskCase, options: DeskOptions) -> impl IntoView {
    let lang = use_lang();
    let best = case
        .lead_suggestions
        .first()
        .map(|found| found.value.clone())
        .unwrap_or_default();
    let chosen = posted.all("supporting");
    let supporting = options.agencies.clone();
    view! {
        {(!case.lead_suggestions.is_empty()).then(|| view! {
            <div class="suggestion">
                <p><strong>{lang.pick("Gợi ý:", "Suggested:")}</strong></p>
                <ul>{case.lead_suggestions.iter().map(|found| view! { <li>{found.name.clone()}<span class="suggestion-why">" "{found.why.clone()}</span></li> }).collect_view()}</ul>
            </div>
        })}
        <SelectField name="lead" label=lang.pick("Cơ quan chủ trì", "Lead agency") options=options.agencies nothing=lang.pick("Chọn cơ quan", "Choose an agency") posted=posted.clone() value=best prefix="assign-"/>
        <details class="more">
            <summary>{lang.pick("Cơ quan phối hợp", "Supporting agencies")}</summary>
            <div class="field">
                <label class="field-label" for="assign-supporting">{lang.pick("Chọn một hoặc nhiều", "Choose one or more")}</label>
                <select class="input" id="assign-supporting" name="supporting" multiple=true size="8">
                    {supporting.into_iter().map(|(slug, name)| {
                        let selected = chosen.contains(&slug);
                        view! { <option value=slug selected=selected>{name}</option> }
                    }).collect_view()}
                </select>
            </div>
        </details>
        <TextArea name="note" label=lang.pick("Lời nhắn cho cơ quan", "Words for the agencies") posted=posted optional=true rows=3 prefix="assign-"/>
    }
}
