//! After sending: the codes first, then what happens next, with dates and why.

use leptos::prelude::*;

use crate::api::cases::DueView;
use crate::api::sending::receipt;
use crate::components::frame::CitizenPage;
use crate::components::loaded::loaded;
use crate::components::print::PrintButton;
use crate::format;
use crate::frame::use_lang;

/// `/gui/bien-nhan`: shows the receipt of what this browser sent last, as often as it is asked.
#[component]
pub fn ReceiptPage() -> impl IntoView {
    let lang = use_lang();
    let data = receipt();
    view! {
        <CitizenPage title=lang.pick("Đã gửi phản ánh", "Petition sent").to_owned()>
            {loaded(data, |receipt| view! { <Receipt receipt=receipt/> })}
        </CitizenPage>
    }
}

/// One step of what happens next.
#[component]
fn NextStep(what: &'static str, due: Option<DueView>) -> impl IntoView {
    let lang = use_lang();
    view! {
        <li>
            <p class="steps-what">{what}</p>
            {due.map(|due| view! {
                <p class="steps-when">
                    {lang.pick("Trước hết ngày ", "By ")}
                    <time datetime=due.due_on.to_string()>{format::weekday_date(due.due_on, lang)}</time>
                </p>
                <details class="why">
                    <summary>{lang.pick("Vì sao ngày này?", "Why this date?")}</summary>
                    <div><ol>{due.why.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ol></div>
                </details>
            })}
        </li>
    }
}

#[component]
fn Receipt(receipt: crate::api::sending::ReceiptView) -> impl IntoView {
    let lang = use_lang();
    let case = format!("/tra-cuu/{}", receipt.code);
    view! {
        <div class="receipt">
            {receipt.again.then(|| view! {
                <div class="notice" data-tone="warning" role="status">
                    <h2>{lang.pick("Phản ánh này đã gửi rồi", "This was sent already")}</h2>
                    <p>{lang.pick(
                        "Đây là phiếu của lần gửi đầu. Nếu bạn vừa sửa nội dung, phần sửa chưa được gửi; hãy mở trang gửi mới để gửi riêng.",
                        "This is the receipt of the first sending. If you changed the text since, the change was not sent; open a new form for it.",
                    )}</p>
                </div>
            })}
            <h1>{lang.pick("Đã gửi. Hãy giữ hai mã này", "Sent. Keep these two codes")}</h1>
            <section class="cloth ticket" aria-label=lang.pick("Phiếu tiếp nhận", "Receipt")>
                <div class="ticket-codes">
                    <p><span class="ticket-label">{lang.pick("Mã tra cứu", "Tracking code")}</span>" "<strong class="ticket-code">{receipt.code.clone()}</strong></p>
                    <p><span class="ticket-label">{lang.pick("Mã PIN", "PIN")}</span>" "<strong class="ticket-code">{receipt.pin.clone()}</strong></p>
                </div>
                <div class="ticket-qr" role="img" aria-label=lang.pick("Mã QR mở trang tra cứu", "QR code of the tracking page") inner_html=receipt.qr.clone()></div>
                <p class="ticket-foot">
                    {lang.pick("Mã hồ sơ ", "Record ")}<span class="code">{receipt.record_code.clone()}</span>
                    {lang.pick(", nhận lúc ", ", received ")}{format::moment(receipt.received_at, lang)}
                </p>
            </section>
            <p>{lang.pick("Ai có cả hai mã mới xem được phản ánh. Chúng tôi không gửi lại được mã PIN, nên hãy in, chụp màn hình hoặc chép ra giấy.", "Only who has both codes can see the petition. We cannot send the PIN again, so print it, take a picture or write it down.")}</p>
            <div class="btn-row">
                <a class="btn" href=case>{lang.pick("Xem phản ánh của tôi", "See my petition")}</a>
                <PrintButton words=lang.pick("In phiếu", "Print").to_owned()/>
            </div>
            <h2>{lang.pick("Việc gì xảy ra tiếp theo", "What happens next")}</h2>
            <ol class="steps">
                <li data-done="">
                    <p class="steps-what">{lang.pick("Đã gửi", "Sent")}</p>
                    <p class="steps-when">{format::moment(receipt.received_at, lang)}</p>
                </li>
                <NextStep what=lang.pick("Xem xét và tiếp nhận, hoặc trả lại kèm hướng dẫn", "Looked at and accepted, or returned with guidance") due=receipt.classify/>
                <NextStep what=lang.pick("Cơ quan có thẩm quyền trả lời bạn", "The competent agency answers you") due=receipt.answer/>
                <li>
                    <p class="steps-what">{lang.pick("Công khai câu trả lời, không kèm thông tin cá nhân", "The answer is published, without personal data")}</p>
                    <p class="steps-when">{lang.pick("Trong 2 ngày làm việc sau khi trả lời", "Within 2 working days after the answer")}</p>
                </li>
            </ol>
            <Remember code=receipt.code title=receipt.title/>
        </div>
    }
}

/// Keeps code and title (never the PIN) on this device, so that the tracking page can offer them.
#[island]
fn Remember(code: String, title: String) -> impl IntoView {
    #[cfg(feature = "hydrate")]
    remember(&code, &title);
    #[cfg(not(feature = "hydrate"))]
    let _ = (code, title);
}

#[cfg(feature = "hydrate")]
fn remember(code: &str, title: &str) {
    let Ok(Some(storage)) = window().local_storage() else {
        return;
    };
    let known = storage
        .get_item(super::track::REMEMBERED)
        .ok()
        .flatten()
        .unwrap_or_default();
    let mut list: Vec<(String, String)> = serde_json::from_str(&known).unwrap_or_default();
    list.retain(|(known, _)| known != code);
    list.insert(0, (code.to_owned(), title.to_owned()));
    list.truncate(20);
    if let Ok(text) = serde_json::to_string(&list) {
        // A full or forbidden storage only means that the page cannot offer the code later.
        let _ = storage.set_item(super::track::REMEMBERED, &text);
    }
}
