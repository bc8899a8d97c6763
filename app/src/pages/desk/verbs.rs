//! Each verb as a small form with the reasons and texts it needs. Plain forms; with JavaScript they are sent without leaving the page.

mod answering;
mod intake;
mod publishing;
#[cfg(feature = "hydrate")]
mod sending;

use answering::AnswerFields;
use domain::action::Verb;
use intake::{AcceptFields, AssignFields, ReferFields, RejectFields};
use leptos::prelude::*;
use publishing::PublishFields;

use crate::api::desk::{DeskCase, DeskOptions};
use crate::components::form::{ErrorSummary, TextArea, TextField};
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
                        <ErrorSummary posted=posted.clone() what=lang.pick("Chưa làm được", "Not done yet") prefix=prefix(verb)/>
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

/// What the ids of a verb's fields begin with: several forms of a page have the same fields.
const fn prefix(verb: Verb) -> &'static str {
    match verb {
        Verb::Accept => "accept-",
        Verb::RequestInfo => "request_info-",
        Verb::Reject => "reject-",
        Verb::ReferOut => "refer-",
        Verb::Assign => "assign-",
        Verb::DraftAnswer => "draft-",
        Verb::SubmitForApproval => "submit-",
        Verb::Publish => "publish-",
        Verb::Extend => "extend-",
        Verb::Merge => "merge-",
        Verb::Note => "note-",
        Verb::Remind => "remind-",
        Verb::ReturnToIntake => "return-",
        Verb::Study => "study-",
        Verb::ReportProgress => "progress-",
        Verb::SendBack => "send_back-",
        Verb::ProposeHiding => "propose-",
        Verb::DeclineHiding => "decline-",
        Verb::Unmerge => "unmerge-",
        _ => "",
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
                <TextArea name="question" label=lang.pick("Cần bổ sung gì", "What is needed") posted=posted rows=4 prefix=prefix(verb)
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
            view! { <AnswerFields posted=posted case=case prefix=prefix(verb)/> }.into_any()
        }
        Verb::SubmitForApproval => {
            view! { <AnswerFields posted=posted case=case prefix=prefix(verb)/> }.into_any()
        }
        Verb::Publish => view! { <PublishFields posted=posted case=case/> }.into_any(),
        Verb::Extend => view! { <ExtendFields posted=posted/> }.into_any(),
        Verb::Merge => {
            let lang = use_lang();
            view! {
                <TextField name="into" label=lang.pick("Gộp vào mã", "Into the petition") posted=posted class="input-code" prefix=prefix(verb)
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
            view! { <TextArea name="text" label=label posted=posted rows=3 prefix=prefix(verb)/> }
                .into_any()
        }
        Verb::ReturnToIntake => {
            view! { <ReasonField posted=posted prefix=prefix(verb) for_sender=false/> }.into_any()
        }
        Verb::Study => {
            view! { <ReasonField posted=posted prefix=prefix(verb) for_sender=true/> }.into_any()
        }
        Verb::ReportProgress => {
            let lang = use_lang();
            let label = lang.pick(
                "Tiến độ, người gửi sẽ đọc",
                "How it stands; the sender will read it",
            );
            view! { <TextArea name="message" label=label posted=posted rows=4 prefix=prefix(verb)/> }
                .into_any()
        }
        Verb::SendBack => {
            view! { <ReasonField posted=posted prefix=prefix(verb) for_sender=false/> }.into_any()
        }
        Verb::ProposeHiding => {
            view! { <ReasonField posted=posted prefix=prefix(verb) for_sender=false/> }.into_any()
        }
        Verb::DeclineHiding => {
            view! { <ReasonField posted=posted prefix=prefix(verb) for_sender=false/> }.into_any()
        }
        Verb::Unmerge => {
            view! { <ReasonField posted=posted prefix=prefix(verb) for_sender=false/> }.into_any()
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
fn ExtendFields(posted: Posted) -> impl IntoView {
    let lang = use_lang();
    view! {
        <TextField name="working_days" label=lang.pick("Thêm bao nhiêu ngày làm việc", "Working days to add") posted=posted.clone() kind="number" class="input-short" value="5" prefix="extend-"/>
        <TextArea name="reason" label=lang.pick("Lý do", "Reason") posted=posted rows=3 prefix="extend-"
            hint=lang.pick("Người gửi đọc được lý do này. Mỗi phản ánh chỉ gia hạn một lần.", "The sender reads this reason. Once only.")/>
    }
}
