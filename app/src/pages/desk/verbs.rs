//! Each verb as a small form with the reasons and texts it needs. Plain forms; with JavaScript they are sent without leaving the page.

#[cfg(feature = "hydrate")]
mod sending;

use domain::action::Verb;
use domain::answer::{AnswerOutcome, CRITERIA, Upheld};
use domain::petition::PetitionKind;
use leptos::prelude::*;

use crate::api::desk::{Covered, DeskCase, DeskOptions, Redacted};
use crate::api::register::Piece;
use crate::components::form::{Check, Choices, ErrorSummary, SelectField, TextArea, TextField};
use crate::components::icon::Icon;
use crate::components::picker::{Marked, ProcedurePicker, Start};
use crate::components::verbatim::verbatim;
use crate::frame::{Posted, use_lang, use_posted};

/// One verb.
#[component]
pub fn VerbForm(
    /// Which.
    verb: Verb,
    /// The petition as it was when the form was made.
    case: DeskCase,
    /// What there is to choose from.
    options: DeskOptions,
    /// The version the official sees now.
    version: Signal<i64>,
    /// Whether the form is open at first.
    open: bool,
    /// The most likely verb.
    first: bool,
    /// After the verb was done.
    on_done: impl Fn() + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let lang = use_lang();
    let page = use_context::<RwSignal<Posted>>();
    let posted = RwSignal::new(use_posted().of(verb.code()));
    let busy = RwSignal::new(false);
    let address = format!("/can-bo/{}/{}", case.card.code, verb.code());
    let weight = match verb {
        Verb::Reject | Verb::ConfirmHiding | Verb::ProposeHiding => Some("danger"),
        _ if first => Some("first"),
        _ => None,
    };
    #[cfg(feature = "hydrate")]
    let on_submit = move |event: leptos::ev::SubmitEvent| {
        sending::send(&event, verb, (page, posted), busy, on_done);
    };
    #[cfg(not(feature = "hydrate"))]
    let on_submit = {
        let _ = (on_done, page);
        move |_: leptos::ev::SubmitEvent| ()
    };
    let button = if matches!(verb, Verb::Reject | Verb::ConfirmHiding) {
        "btn btn-danger"
    } else {
        "btn"
    };
    let fields = StoredValue::new((case, options));
    view! {
        <details class="verb" name="verb" data-weight=weight data-verb=verb.code() open=open>
            <summary>{verb.label(lang)}</summary>
            <form class="verb-form" method="post" action=address novalidate on:submit=on_submit>
                <input type="hidden" name="row_version" prop:value=move || version.get().to_string() value=version.get_untracked().to_string()/>
                // The fields are made again only when the form comes back with something to mend.
                {move || {
                    let posted = posted.get();
                    let (case, options) = fields.get_value();
                    view! {
                        <ErrorSummary posted=posted.clone() what=lang.pick("Chưa làm được", "Not done yet")/>
                        <Fields verb=verb posted=posted case=case options=options/>
                    }
                }}
                <div class="btn-row">
                    <button class=button aria-busy=move || busy.get().then_some("true")>{verb.label(lang)}</button>
                </div>
            </form>
        </details>
    }
}

#[component]
fn Fields(verb: Verb, posted: Posted, case: DeskCase, options: DeskOptions) -> impl IntoView {
    match verb {
        Verb::Accept => {
            view! { <AcceptFields posted=posted case=case options=options/> }.into_any()
        }
        Verb::RequestInfo => {
            let lang = use_lang();
            view! {
                <TextArea name="question" label=lang.pick("Cần bổ sung gì", "What is needed") posted=posted rows=4 prefix="request_info-"
                    hint=lang.pick("Người gửi đọc nguyên văn. Nói rõ cần gì, để làm gì.", "The sender reads this as it is. Say what is needed and what for.")/>
            }
            .into_any()
        }
        Verb::Reject => view! { <RejectFields posted=posted options=options/> }.into_any(),
        Verb::ReferOut => view! { <ReferFields posted=posted options=options/> }.into_any(),
        Verb::Assign => {
            view! { <AssignFields posted=posted case=case options=options/> }.into_any()
        }
        Verb::DraftAnswer => {
            view! { <AnswerFields posted=posted case=case prefix="draft-"/> }.into_any()
        }
        Verb::SubmitForApproval => {
            view! { <AnswerFields posted=posted case=case prefix="submit-"/> }.into_any()
        }
        Verb::Publish => view! { <PublishFields posted=posted case=case/> }.into_any(),
        Verb::Extend => view! { <ExtendFields posted=posted/> }.into_any(),
        Verb::Merge => {
            let lang = use_lang();
            view! {
                <TextField name="into" label=lang.pick("Gộp vào mã", "Into the petition") posted=posted class="input-code" prefix="merge-"
                    hint=lang.pick("Mã hồ sơ (PAKN.…) hoặc mã tra cứu (LN-…) của phản ánh gửi trước.", "Record code (PAKN.…) or tracking code (LN-…) of the older petition.")/>
            }
            .into_any()
        }
        Verb::Note | Verb::Remind => {
            let lang = use_lang();
            let label = if verb == Verb::Note {
                lang.pick(
                    "Ghi chú, người gửi không đọc được",
                    "Note; the sender does not read it",
                )
            } else {
                lang.pick("Nội dung đôn đốc", "Words for the agency")
            };
            let prefix = if verb == Verb::Note {
                "note-"
            } else {
                "remind-"
            };
            view! { <TextArea name="text" label=label posted=posted rows=3 prefix=prefix/> }
                .into_any()
        }
        Verb::ReturnToIntake => {
            view! { <ReasonField posted=posted prefix="return-" for_sender=false/> }.into_any()
        }
        Verb::Study => {
            view! { <ReasonField posted=posted prefix="study-" for_sender=true/> }.into_any()
        }
        Verb::ReportProgress => {
            let lang = use_lang();
            let label = lang.pick(
                "Tiến độ, người gửi sẽ đọc",
                "How it stands; the sender will read it",
            );
            view! { <TextArea name="message" label=label posted=posted rows=4 prefix="progress-"/> }
                .into_any()
        }
        Verb::SendBack => {
            view! { <ReasonField posted=posted prefix="send_back-" for_sender=false/> }.into_any()
        }
        Verb::ProposeHiding => {
            view! { <ReasonField posted=posted prefix="propose-" for_sender=false/> }.into_any()
        }
        Verb::DeclineHiding => {
            view! { <ReasonField posted=posted prefix="decline-" for_sender=false/> }.into_any()
        }
        Verb::Unmerge => {
            view! { <ReasonField posted=posted prefix="unmerge-" for_sender=false/> }.into_any()
        }
        Verb::ConfirmHiding => {
            let lang = use_lang();
            view! {
                <p>{lang.pick("Lý do đề nghị: ", "Reason given: ")}{case.hiding.unwrap_or_default()}</p>
                <p class="muted">{lang.pick("Nội dung ẩn vẫn được theo dõi và xem lại hằng tháng.", "What is hidden stays tracked and is reviewed monthly.")}</p>
            }
            .into_any()
        }
        Verb::Approve => {
            let lang = use_lang();
            view! { <p>{lang.pick("Sau khi phê duyệt, người gửi đọc được câu trả lời ngay.", "Once approved, the sender can read the answer at once.")}</p> }.into_any()
        }
        _ => ().into_any(),
    }
}

#[component]
fn ReasonField(posted: Posted, prefix: &'static str, for_sender: bool) -> impl IntoView {
    let lang = use_lang();
    let hint = if for_sender {
        lang.pick(
            "Người gửi đọc được lý do này.",
            "The sender reads this reason.",
        )
    } else {
        lang.pick("Chỉ nội bộ đọc được.", "Internal.")
    };
    view! { <TextArea name="reason" label=lang.pick("Lý do", "Reason") hint=hint posted=posted rows=3 prefix=prefix/> }
}

#[component]
fn AcceptFields(posted: Posted, case: DeskCase, options: DeskOptions) -> impl IntoView {
    let lang = use_lang();
    let kinds = PetitionKind::ALL
        .into_iter()
        .map(|kind| {
            (
                kind.code().to_owned(),
                kind.label(lang).to_owned(),
                String::new(),
            )
        })
        .collect();
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
fn RejectFields(posted: Posted, options: DeskOptions) -> impl IntoView {
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
fn ReferFields(posted: Posted, options: DeskOptions) -> impl IntoView {
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
fn AssignFields(posted: Posted, case: DeskCase, options: DeskOptions) -> impl IntoView {
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

#[component]
fn AnswerFields(posted: Posted, case: DeskCase, prefix: &'static str) -> impl IntoView {
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

#[component]
fn PublishFields(posted: Posted, case: DeskCase) -> impl IntoView {
    let lang = use_lang();
    let Some(Redacted {
        text,
        covered,
        original,
    }) = case.publish
    else {
        return ().into_any();
    };
    view! {
        {if covered.is_empty() {
            view! { <p class="muted">{lang.pick("Máy không thấy dữ liệu cá nhân rõ ràng, nhưng bạn vẫn cần đọc lại.", "No obvious personal data was found, but read it all the same.")}</p> }.into_any()
        } else {
            view! { <Coverings covered=covered original=original/> }.into_any()
        }}
        <TextField name="title_public" label=lang.pick("Tiêu đề công khai", "Public title") posted=posted.clone() value=text.title prefix="publish-"/>
        <TextArea name="body_public" label=lang.pick("Câu hỏi công khai", "Public question") posted=posted.clone() value=text.body rows=8 prefix="publish-"
            hint=lang.pick("Thay thông tin riêng bằng ngoặc vuông, ví dụ [đã che số điện thoại].", "Replace private data by square brackets, such as [telephone covered].")/>
        <TextArea name="answer_public" label=lang.pick("Câu trả lời công khai", "Public answer") posted=posted.clone() value=text.answer rows=8 prefix="publish-"/>
        <Check name="personal_data_checked" label=lang.pick("Tôi đã kiểm tra dữ liệu cá nhân", "I have checked for personal data") posted=posted prefix="publish-"/>
        <p class="row"><Icon name="info"/>{lang.pick("Bản gốc được giữ nguyên; chỉ bản này được công khai.", "The original stays as it is; only this text is public.")}</p>
    }
    .into_any()
}

/// What was covered, each to be shown again, and the original to compare with.
#[component]
fn Coverings(covered: Vec<Covered>, original: Vec<Vec<Piece>>) -> impl IntoView {
    let lang = use_lang();
    let items = covered
        .into_iter()
        .map(|one| {
            let open = RwSignal::new(false);
            let (words, cover) = (one.words.clone(), one.cover.clone());
            let turn = move |_| {
                open.update(|open| *open = !*open);
                let (from, to) = if open.get_untracked() { (&cover, &words) } else { (&words, &cover) };
                exchange(from, to);
            };
            view! {
                <li>
                    <mark>{one.words}</mark>" · "{one.kind}" "
                    <button class="btn-link" r#type="button" on:click=turn>
                        {move || if open.get() { lang.pick("Che lại", "Cover again") } else { lang.pick("Để nguyên", "Leave as it was") }}
                    </button>
                </li>
            }
        })
        .collect_view();
    view! {
        <div class="notice" data-tone="warning">
            <h3>{lang.pick("Đã che sẵn, hãy kiểm tra", "Covered already; please check")}</h3>
            <ul>{items}</ul>
            <details class="more">
                <summary>{lang.pick("Bản gốc, chỗ bị che được tô", "The original, what is covered marked")}</summary>
                {original.into_iter().map(|pieces| view! { <p class="typed"><Marked pieces=pieces/></p> }).collect_view()}
            </details>
        </div>
    }
}

/// Puts other words in the place of some, in everything that is about to become public.
#[cfg(feature = "hydrate")]
fn exchange(from: &str, to: &str) {
    use leptos::wasm_bindgen::JsCast as _;
    for id in [
        "publish-title_public",
        "publish-body_public",
        "publish-answer_public",
    ] {
        let Some(field) = document().get_element_by_id(id) else {
            continue;
        };
        match field.dyn_into::<web_sys::HtmlTextAreaElement>() {
            Ok(area) => area.set_value(&area.value().replace(from, to)),
            Err(field) => {
                if let Ok(input) = field.dyn_into::<web_sys::HtmlInputElement>() {
                    input.set_value(&input.value().replace(from, to));
                }
            }
        }
    }
}

#[cfg(not(feature = "hydrate"))]
fn exchange(_: &str, _: &str) {}

#[component]
fn ExtendFields(posted: Posted) -> impl IntoView {
    let lang = use_lang();
    view! {
        <TextField name="working_days" label=lang.pick("Thêm bao nhiêu ngày làm việc", "Working days to add") posted=posted.clone() kind="number" class="input-short" value="5" prefix="extend-"/>
        <TextArea name="reason" label=lang.pick("Lý do", "Reason") posted=posted rows=3 prefix="extend-"
            hint=lang.pick("Người gửi đọc được lý do này. Mỗi phản ánh chỉ gia hạn một lần.", "The sender reads this reason. Once only.")/>
    }
}
