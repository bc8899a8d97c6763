//! Entry for others: the hotline, the counter, letters. The citizen's form, with what the law asks of a call.

pub mod receipt;

use domain::lang::Lang;
use domain::petition::{Channel, PetitionKind};
use domain::sender::SenderKind;
use leptos::prelude::*;

use crate::api::on_behalf::{OnBehalfOptions, load_on_behalf_options};
use crate::components::form::{
    Check, Choices, ErrorSummary, SelectField, TextArea, TextField, plain_choices,
};
use crate::components::frame::DeskPage;
use crate::components::loaded::loaded;
use crate::components::picker::ProcedureField;
use crate::components::writing_advice::WritingAdvice;
use crate::frame::{Posted, use_lang, use_posted};

/// How a petition reaches an official, the likeliest first.
const CHANNELS: [Channel; 6] = [
    Channel::Phone,
    Channel::Counter,
    Channel::Letter,
    Channel::Email,
    Channel::Commune,
    Channel::Dvcqg,
];

/// `/can-bo/nhap-ho`
#[component]
pub fn OnBehalfPage() -> impl IntoView {
    let lang = use_lang();
    let posted = use_posted();
    let title = lang.pick("Nhập hộ người gửi", "Enter for somebody else");
    let named = if posted.failed() {
        format!("{}{title}", lang.pick("Lỗi: ", "Error: "))
    } else {
        title.to_owned()
    };
    let options = load_on_behalf_options();
    view! {
        <DeskPage title=named>
            {loaded(options, |options| view! { <Entry posted=posted options=options/> })}
        </DeskPage>
    }
}

#[component]
fn Entry(posted: Posted, options: OnBehalfOptions) -> impl IntoView {
    let lang = use_lang();
    view! {
        <header class="page-head">
            <h1>{lang.pick("Nhập hộ người gửi", "Enter for somebody else")}</h1>
            <p class="lede">
                {lang.pick(
                    "Dành cho người gọi điện, đến quầy hoặc gửi thư. Phản ánh vào sổ như khi người dân tự gửi; bạn nhận mã tra cứu để đọc hoặc đưa cho người gửi.",
                    "For callers, visitors and letters. It is booked as if the citizen had sent it; you get the tracking code to read out or hand over.",
                )}
            </p>
        </header>
        <div class="with-aside">
            <EntryForm posted=posted options=options/>
            <Reminders/>
        </div>
    }
}

#[component]
fn EntryForm(posted: Posted, options: OnBehalfOptions) -> impl IntoView {
    let lang = use_lang();
    let OnBehalfOptions { form, hotline } = options;
    let typed_key = posted.value("idempotency_key");
    let key = if typed_key.is_empty() {
        form.idempotency_key
    } else {
        typed_key
    };
    view! {
        <form class="form" method="post" action="/can-bo/nhap-ho" novalidate id="on-behalf-form">
            <ErrorSummary posted=posted.clone() what=lang.pick("Chưa ghi vào sổ", "Not booked yet")/>
            <input type="hidden" name="idempotency_key" value=key/>
            <HowItCame posted=posted.clone() hotline=hotline/>
            <What posted=posted.clone() communes=form.communes agencies=form.agencies/>
            <Who posted=posted/>
            <div class="form-end">
                <div class="btn-row"><button class="btn">{lang.pick("Ghi vào sổ và lấy mã", "Book it and get the codes")}</button></div>
            </div>
        </form>
    }
    .into_any()
}

#[component]
fn HowItCame(posted: Posted, hotline: String) -> impl IntoView {
    let lang = use_lang();
    let channels = plain_choices(CHANNELS.map(|channel| (channel.code(), channel.label(lang))));
    view! {
        <fieldset class="form-section">
            <legend>{lang.pick("Nhận bằng cách nào", "How it came")}</legend>
            <Choices name="channel" legend=lang.pick("Kênh tiếp nhận", "Channel") options=channels posted=posted.clone() value="phone" inline=true/>
            <div class="only-phone">
                <TextField name="number_called" label=lang.pick("Số người dân đã gọi", "Number called") value=hotline inputmode="tel" class="input-short" posted=posted
                    hint=lang.pick("Số chuyên dùng đã công bố. Cuộc gọi tới số khác không phải là phản ánh hợp lệ (Nghị định 20/2008/NĐ-CP, Điều 7.2.a).", "The published dedicated number. A call to another number is no valid petition (Decree 20/2008/NĐ-CP, Art. 7.2.a).")/>
            </div>
        </fieldset>
    }
    .into_any()
}

#[component]
fn What(
    posted: Posted,
    communes: Vec<(String, String)>,
    agencies: Vec<(String, String)>,
) -> impl IntoView {
    let lang = use_lang();
    view! {
        <fieldset class="form-section">
            <legend>{lang.pick("Việc gì", "What it is about")}</legend>
            <Choices name="kind" legend=lang.pick("Người gửi phản ánh về điều gì", "What the feedback is about") options=kinds(lang) posted=posted.clone()/>
            <TextField name="title" label=lang.pick("Tóm tắt trong một câu", "In one sentence") posted=posted.clone()/>
            <TextArea name="body" label=lang.pick("Nội dung, đúng như người gửi nói hoặc viết", "The content, just as the sender said or wrote it") posted=posted.clone() rows=8
                hint=lang.pick(
                    "Qua điện thoại: ghi đúng lời người gọi, không thêm, không bớt, không bình luận (Nghị định 20/2008/NĐ-CP, Điều 7.2.đ). Với thư: chép nguyên văn.",
                    "By telephone: write the caller's words truthfully, nothing added, left out or commented (Decree 20/2008/NĐ-CP, Art. 7.2.đ). From a letter: copy it word for word.",
                )/>
            <WritingAdvice/>
            <TextArea name="proposed_solution" label=lang.pick("Người gửi đề xuất thế nào", "What the sender proposes") posted=posted.clone() optional=true rows=3
                hint=lang.pick("Có đề xuất thì được ghi là kiến nghị.", "With a proposal, it is recorded as a kiến nghị (proposal).")/>
            <div class="only-phone">
                <Check name="read_back" label=lang.pick("Đã đọc lại nội dung cho người gọi", "The text was read back to the caller") posted=posted.clone()
                    hint=lang.pick("Người gọi nghe lại và nói là đúng ý mình.", "The caller heard it and says that it is what was meant.")/>
            </div>
            <ProcedureField posted=posted.clone()/>
            <div class="field-row">
                <SelectField name="area_code" label=lang.pick("Xã, phường", "Commune") options=communes
                    nothing=lang.pick("Chưa rõ hoặc cấp tỉnh", "Not sure, or at the province") posted=posted.clone() optional=true/>
                <SelectField name="agency_id" label=lang.pick("Cơ quan được nêu", "Agency named") options=agencies
                    nothing=lang.pick("Không nêu", "None") posted=posted optional=true/>
            </div>
        </fieldset>
    }
    .into_any()
}

#[component]
fn Who(posted: Posted) -> impl IntoView {
    let lang = use_lang();
    let kinds = plain_choices(SenderKind::ALL.map(|kind| (kind.code(), kind.label(lang))));
    view! {
        <fieldset class="form-section">
            <legend>{lang.pick("Người gửi", "The sender")}</legend>
            <p class="form-why">
                {lang.pick(
                    "Nghị định 20/2008/NĐ-CP (Điều 7) yêu cầu họ tên, địa chỉ và cách liên hệ. Hãy nói với người gửi: thông tin này chỉ dùng để hỏi lại và trả lời.",
                    "Decree 20/2008/NĐ-CP (Art. 7) demands name, address and a contact. Tell the sender: they are used only to ask back and to answer.",
                )}
            </p>
            <Choices name="sender_kind" legend=lang.pick("Gửi với tư cách", "Writes as") options=kinds posted=posted.clone() value="person" inline=true/>
            <TextField name="full_name" label=lang.pick("Họ và tên", "Full name") posted=posted.clone() autocomplete="off"/>
            <TextField name="organisation" label=lang.pick("Tên tổ chức, doanh nghiệp", "Organisation or business") posted=posted.clone() optional=true autocomplete="off"
                hint=lang.pick("Chỉ cần khi gửi thay cho tổ chức, doanh nghiệp.", "Only for an organisation or business.")/>
            <TextField name="address" label=lang.pick("Địa chỉ", "Address") posted=posted.clone() autocomplete="off"/>
            <div class="field-row">
                <TextField name="phone" label=lang.pick("Số điện thoại", "Telephone") posted=posted.clone() inputmode="tel" autocomplete="off" class="input-short"
                    hint=lang.pick("Cần số điện thoại hoặc thư điện tử.", "A telephone or an e-mail is needed.")/>
                <TextField name="email" label=lang.pick("Thư điện tử", "E-mail") posted=posted.clone() optional=true kind="email" autocomplete="off"/>
            </div>
            <Check name="name_public" label=lang.pick("Người gửi đồng ý hiện tên khi công khai", "The sender agrees to be named in public") posted=posted.clone()
                hint=lang.pick("Phải hỏi. Nếu không chọn, tên không được nêu.", "Ask. Without a tick the name is not shown.")/>
            <TextField name="previous_code" label=lang.pick("Mã tra cứu lần trước", "Earlier tracking code") posted=posted optional=true autocomplete="off" class="input-short input-code"
                hint=lang.pick("Khi người gửi gửi lại một phản ánh đã bị trả lại.", "When a returned petition is sent again.")/>
        </fieldset>
    }
    .into_any()
}

fn kinds(lang: Lang) -> Vec<(String, String, String)> {
    let hint = |kind: PetitionKind| match kind {
        PetitionKind::Conduct => lang.pick(
            "Chậm trễ, gây phiền hà, đòi thêm giấy tờ, không làm đúng quy định.",
            "Delay, harassment, extra papers demanded, rules not followed.",
        ),
        PetitionKind::Regulation => lang.pick(
            "Quy định không rõ, không hợp lý, không thống nhất hoặc không hợp pháp.",
            "A rule that is unclear, unreasonable, inconsistent or unlawful.",
        ),
        PetitionKind::Both => "",
    };
    [
        PetitionKind::Conduct,
        PetitionKind::Regulation,
        PetitionKind::Both,
    ]
    .into_iter()
    .map(|kind| {
        (
            kind.code().to_owned(),
            kind.label(lang).to_owned(),
            hint(kind).to_owned(),
        )
    })
    .collect()
}

/// What to say and to ask, beside the form.
#[component]
fn Reminders() -> impl IntoView {
    let lang = use_lang();
    view! {
        <aside class="aside" data-stays="">
            <section class="panel">
                <h2>{lang.pick("Khi có người gọi", "When somebody calls")}</h2>
                <div class="prose"><ol>
                    <li>{lang.pick("Nói tên và nơi bạn làm việc.", "Say your name and where you work.")}</li>
                    <li>{lang.pick("Để người gọi kể hết; hỏi ở đâu, khi nào, thủ tục nào, được trả lời thế nào.", "Let them tell everything; ask where, when, which procedure, what they were told.")}</li>
                    <li>{lang.pick("Hỏi họ tên, địa chỉ, số điện thoại, và có cho nêu tên khi công khai không.", "Ask for name, address, telephone, and whether the name may be public.")}</li>
                    <li>{lang.pick("Đọc lại nội dung đã ghi.", "Read back what you wrote.")}</li>
                    <li>{lang.pick("Ghi vào sổ, rồi đọc mã tra cứu và mã PIN.", "Book it, then read out tracking code and PIN.")}</li>
                </ol></div>
            </section>
            <section class="panel">
                <h2>{lang.pick("Không phải phản ánh, kiến nghị", "Not a petition of this kind")}</h2>
                <p>{lang.pick(
                    "Khiếu nại về quyền lợi riêng, tố cáo, hỏi tình trạng hồ sơ: hướng dẫn nơi nhận ngay trong cuộc gọi. Nếu người gọi vẫn muốn gửi, hãy ghi lại; việc xem xét làm sau.",
                    "Complaints about one's own right, denunciations, questions about a file: say at once where they go. If the caller still wants it sent, write it down; it is judged later.",
                )}</p>
            </section>
        </aside>
    }
    .into_any()
}
