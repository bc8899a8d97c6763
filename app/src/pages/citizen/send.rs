//! Sending: one page with everything. The page to check before it is sent stands in `check`.

use domain::lang::Lang;
use leptos::prelude::*;

use super::check::CheckView;
use super::draft::FormKey;
use crate::api::sending::{FormOptions, load_form_options};
use crate::components::form::{
    Check, Choices, ErrorSummary, SelectField, TextArea, TextField, plain_choices,
};
use crate::components::frame::CitizenPage;
use crate::components::loaded::loaded;
use crate::components::picker::ProcedureField;
use crate::components::writing_advice::WritingAdvice;
use crate::frame::{Posted, use_lang, use_posted};

/// The form fields that the check page carries along, in the order of the form.
pub const FIELDS: [&str; 17] = [
    "kind",
    "title",
    "body",
    "proposed_solution",
    "procedure_q",
    "procedure_code",
    "area_code",
    "agency_id",
    "sender_kind",
    "full_name",
    "organisation",
    "phone",
    "email",
    "address",
    "name_public",
    "previous_code",
    "idempotency_key",
];

/// `/gui`
#[component]
pub fn SendPage() -> impl IntoView {
    let lang = use_lang();
    let posted = use_posted();
    let checking = posted.form == "check" && !posted.failed();
    let failed = posted.failed();
    let title = if checking {
        lang.pick("Xem lại trước khi gửi", "Check before sending")
    } else {
        lang.pick("Gửi phản ánh, kiến nghị", "Send feedback or a proposal")
    };
    view! {
        <CitizenPage title=title.to_owned() failed=failed>
            {if checking {
                view! { <CheckView posted=posted/> }.into_any()
            } else {
                view! { <WriteView posted=posted/> }.into_any()
            }}
        </CitizenPage>
    }
}

#[component]
fn WriteView(posted: Posted) -> impl IntoView {
    let lang = use_lang();
    let options = load_form_options();
    view! {
        <div class="measure stack-l">
            <div class="page-head">
                <h1>{lang.pick("Gửi phản ánh, kiến nghị", "Send feedback or a proposal")}</h1>
                <p class="lede">
                    {lang.pick(
                        "Góp ý của bạn về cách làm thủ tục hoặc về quy định. Gửi xong bạn biết ngay hạn trả lời và theo dõi được từng bước.",
                        "Your feedback on how procedures are carried out or on the rules. You learn at once when you will be answered, and can follow every step.",
                    )}
                </p>
            </div>
            {loaded(options, |options| view! { <SendForm posted=posted options=options/> })}
        </div>
    }
}

/// What it can be about, in the sender's words: code, name, explanation.
pub fn kinds(lang: Lang) -> Vec<(String, String, String)> {
    vec![
        (
            "conduct".to_owned(),
            lang.pick("Cách cán bộ làm việc", "How officials acted")
                .to_owned(),
            lang.pick(
                "Chậm trễ, gây phiền hà, đòi thêm giấy tờ, không làm đúng quy định.",
                "Delay, harassment, extra papers demanded, rules not followed.",
            )
            .to_owned(),
        ),
        (
            "regulation".to_owned(),
            lang.pick("Điều quy định đòi hỏi", "What a rule demands")
                .to_owned(),
            lang.pick(
                "Quy định không rõ, không hợp lý, không thống nhất hoặc không hợp pháp.",
                "A rule that is unclear, unreasonable, inconsistent or unlawful.",
            )
            .to_owned(),
        ),
        (
            "both".to_owned(),
            lang.pick("Cả hai", "Both").to_owned(),
            String::new(),
        ),
    ]
}

#[component]
fn SendForm(posted: Posted, options: FormOptions) -> impl IntoView {
    let lang = use_lang();
    let key = if posted.value("idempotency_key").is_empty() {
        options.idempotency_key.clone()
    } else {
        posted.value("idempotency_key")
    };
    let shown = if posted.failed() {
        posted.clone()
    } else {
        Posted {
            violations: vec![],
            ..posted.clone()
        }
    };
    let sender_kinds =
        plain_choices(domain::sender::SenderKind::ALL.map(|kind| (kind.code(), kind.label(lang))));
    let with_summary = shown.clone();
    view! {
        <form class="form" method="post" action="/gui" novalidate id="send-form">
            <ErrorSummary posted=with_summary what=lang.pick("Chưa gửi được", "Not sent yet")/>
            <FormKey key=key/>
            <input type="hidden" name="previous_code" value=posted.value("previous_code")/>

            <fieldset class="form-section">
                <legend>{lang.pick("Việc gì", "What it is about")}</legend>
                <Choices name="kind" legend=lang.pick("Bạn phản ánh về điều gì", "What is your feedback about") options=kinds(lang) posted=shown.clone()/>
                <ProcedureField posted=shown.clone()/>
                <SelectField name="area_code" label=lang.pick("Xảy ra ở xã, phường nào", "In which commune") options=options.communes
                    nothing=lang.pick("Chưa rõ hoặc cấp tỉnh", "Not sure, or at the province") posted=shown.clone() optional=true
                    hint=lang.pick("Tên xã, phường hiện nay.", "The commune's name of today.")/>
                <SelectField name="agency_id" label=lang.pick("Cơ quan nào", "Which agency") options=options.agencies
                    nothing=lang.pick("Để nơi tiếp nhận xác định", "Let intake determine it") posted=shown.clone() optional=true/>
            </fieldset>

            <fieldset class="form-section">
                <legend>{lang.pick("Chuyện gì đã xảy ra", "What happened")}</legend>
                <TextField name="title" label=lang.pick("Tóm tắt trong một câu", "In one sentence") posted=shown.clone()
                    hint=lang.pick("Ví dụ: Phải đi lại ba lần để làm giấy khai sinh cho con.", "For example: Had to come three times to register a birth.")/>
                <TextArea name="body" label=lang.pick("Kể lại sự việc", "Tell what happened") posted=shown.clone() rows=8
                    hint=lang.pick("Ở đâu, khi nào, ai nói gì, bạn được yêu cầu giấy tờ nào. Viết bằng tiếng Việt, không cần số căn cước.", "Where, when, who said what, which papers were demanded. In Vietnamese; no identity numbers needed.")/>
                <WritingAdvice/>
                <TextArea name="proposed_solution" label=lang.pick("Bạn đề xuất thế nào", "What do you propose") posted=shown.clone() optional=true rows=3
                    hint=lang.pick("Nếu có đề xuất, phản ánh của bạn được ghi là kiến nghị.", "With a proposal, it is recorded as a kiến nghị (proposal).")/>
            </fieldset>

            <fieldset class="form-section">
                <legend>{lang.pick("Bạn là ai", "Who you are")}</legend>
                <p class="form-why">
                    {lang.pick(
                        "Nghị định 20/2008/NĐ-CP (Điều 7) yêu cầu họ tên, địa chỉ và cách liên hệ. Chúng tôi chỉ dùng để hỏi lại và trả lời bạn; người đọc thông tin này được ghi lại.",
                        "Decree 20/2008/NĐ-CP (Art. 7) demands name, address and a contact. We use them only to ask back and to answer you; whoever reads them is recorded.",
                    )}
                </p>
                <Choices name="sender_kind" legend=lang.pick("Bạn gửi với tư cách", "You write as") options=sender_kinds posted=shown.clone() value="person" inline=true/>
                <TextField name="full_name" label=lang.pick("Họ và tên", "Full name") posted=shown.clone() autocomplete="name"/>
                <TextField name="organisation" label=lang.pick("Tên tổ chức, doanh nghiệp", "Organisation or business") posted=shown.clone() optional=true autocomplete="organization"
                    hint=lang.pick("Chỉ cần khi bạn gửi thay cho tổ chức, doanh nghiệp.", "Only when you write for an organisation or business.")/>
                <TextField name="address" label=lang.pick("Địa chỉ", "Address") posted=shown.clone() autocomplete="street-address"/>
                <div class="field-row">
                    <TextField name="phone" label=lang.pick("Số điện thoại", "Telephone") posted=shown.clone() inputmode="tel" autocomplete="tel" class="input-short"
                        hint=lang.pick("Ví dụ 0912 345 678. Cần số điện thoại hoặc thư điện tử.", "Such as 0912 345 678. A telephone or an e-mail is needed.")/>
                    <TextField name="email" label=lang.pick("Thư điện tử", "E-mail") posted=shown.clone() optional=true kind="email" autocomplete="email"/>
                </div>
                <Check name="name_public" label=lang.pick("Cho hiện tên tôi khi công khai", "Show my name in public") posted=shown.clone()
                    hint=lang.pick("Nếu không chọn, chúng tôi không nêu tên bạn.", "If you do not tick this, we do not name you.")/>
            </fieldset>

            <div class="form-end">
                <div class="btn-row">
                    <button class="btn" name="intent" value="check">{lang.pick("Xem lại trước khi gửi", "Check before sending")}</button>
                </div>
            </div>
        </form>
    }
}
