//! After an entry for somebody else: the codes as they are read out, and what to say about the dates.

use domain::petition::Channel;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::api::cases::DueView;
use crate::api::on_behalf::{EnteredReceipt, load_entered_receipt};
use crate::api::sending::ReceiptView;
use crate::components::form::{ErrorSummary, TextField};
use crate::components::frame::DeskPage;
use crate::components::loaded::loaded;
use crate::components::print::PrintButton;
use crate::format;
use crate::frame::{use_lang, use_posted};

/// `/can-bo/nhap-ho/phieu`
#[component]
pub fn EnteredPage() -> impl IntoView {
    let lang = use_lang();
    let posted = use_posted();
    let record = use_query_map()
        .with_untracked(|query| query.get("ho-so"))
        .unwrap_or_default();
    let data = load_entered_receipt(record);
    let title = lang.pick("Phiếu tiếp nhận", "Receipt");
    let title = if posted.failed() {
        format!("{}{title}", lang.pick("Lỗi: ", "Error: "))
    } else {
        title.to_owned()
    };
    view! {
        <DeskPage title=title>
            {loaded(data, |found| match found {
                Some(entered) => view! { <Entered entered=entered/> }.into_any(),
                None => view! { <Nothing/> }.into_any(),
            })}
        </DeskPage>
    }
}

#[component]
fn Nothing() -> impl IntoView {
    let lang = use_lang();
    view! {
        <div class="empty">
            <h1>{lang.pick("Chưa có phiếu nào ở đây", "There is no receipt here")}</h1>
            <p>{lang.pick("Phiếu của phản ánh bạn nhập gần nhất hiện ở đây trong một giờ. Mã PIN không được lưu, nên sau đó không xem lại được.", "The receipt of your latest entry shows here for an hour. The PIN is not stored and cannot be seen later.")}</p>
            <a class="btn btn-secondary" href="/can-bo/nhap-ho">{lang.pick("Nhập phản ánh", "Enter a petition")}</a>
        </div>
    }
}

#[component]
fn Entered(entered: EnteredReceipt) -> impl IntoView {
    let lang = use_lang();
    let EnteredReceipt {
        receipt,
        channel,
        code_read_back,
    } = entered;
    let by_phone = channel == Channel::Phone;
    let heading = if by_phone {
        lang.pick(
            "Đã ghi vào sổ. Đọc hai mã cho người gọi",
            "Booked. Read the two codes to the caller",
        )
    } else {
        lang.pick(
            "Đã ghi vào sổ. Đưa hai mã cho người gửi",
            "Booked. Give the two codes to the sender",
        )
    };
    let again = receipt.again.then(|| {
        view! {
            <div class="notice" data-tone="warning" role="status">
                <h2>{lang.pick("Phản ánh này đã ghi rồi", "This was booked already")}</h2>
                <p>{lang.pick("Đây là phiếu của lần ghi đầu; không có phản ánh thứ hai. Nếu bạn vừa sửa nội dung, phần sửa chưa được ghi.", "This is the receipt of the first entry; there is no second petition. A change made since was not booked.")}</p>
            </div>
        }
    });
    let case = format!("/can-bo/{}", receipt.record_code);
    view! {
        <div class="receipt">
            {again}
            <h1>
                <span class="screen-only">{heading}</span>
                <span class="only-print">{lang.pick("Phiếu tiếp nhận phản ánh, kiến nghị", "Receipt of your petition")}</span>
            </h1>
            <Ticket receipt=receipt.clone()/>
            <ReadBack done=code_read_back record=receipt.record_code.clone()/>
            <div class="btn-row">
                <a class="btn" href="/can-bo/nhap-ho">{lang.pick("Nhập phản ánh khác", "Enter another")}</a>
                <a class="btn btn-secondary" href=case>{lang.pick("Mở trên bảng", "Open at the desk")}</a>
                <PrintButton words=lang.pick("In phiếu", "Print").to_owned()/>
            </div>
            <WhatToSay receipt=receipt by_phone=by_phone/>
        </div>
    }
    .into_any()
}

/// The two codes, with how each group is spoken.
#[component]
fn Ticket(receipt: ReceiptView) -> impl IntoView {
    let lang = use_lang();
    let pin = grouped(&receipt.pin);
    // A group is said in one breath: it stays on one line.
    let read = |code: &str| {
        let groups = spoken(code)
            .into_iter()
            .map(|group| view! { <span class="nowrap">{group}</span>" " })
            .collect_view();
        view! { <span class="ticket-label screen-only" lang="vi">{lang.pick("Đọc: ", "Read in Vietnamese: ")}{groups}</span> }
    };
    let (code_read, pin_read) = (read(&receipt.code), read(&pin));
    view! {
        <section class="cloth ticket" aria-label=lang.pick("Phiếu tiếp nhận", "Receipt")>
            <div class="ticket-codes">
                <p>
                    <span class="ticket-label">{lang.pick("Mã tra cứu", "Tracking code")}</span>" "
                    <strong class="ticket-code">{receipt.code}</strong>" "
                    {code_read}
                </p>
                <p>
                    <span class="ticket-label">{lang.pick("Mã PIN", "PIN")}</span>" "
                    <strong class="ticket-code">{pin}</strong>" "
                    {pin_read}
                </p>
            </div>
            <div class="ticket-qr" role="img" aria-label=lang.pick("Mã QR mở trang tra cứu", "QR code of the tracking page") inner_html=receipt.qr></div>
            <p class="ticket-foot">
                {receipt.title}". "
                {lang.pick("Mã hồ sơ ", "Record ")}<span class="code">{receipt.record_code}</span>
                {lang.pick(", nhận lúc ", ", received ")}{format::moment(receipt.received_at, lang)}
            </p>
        </section>
    }
    .into_any()
}

/// The sender reads the code back, the official types what is heard: a slip shows before the call ends.
#[component]
fn ReadBack(done: bool, record: String) -> impl IntoView {
    let lang = use_lang();
    if done {
        return view! {
            <p class="screen-only" role="status">
                {lang.pick("Người gửi đã đọc lại đúng mã tra cứu; đã ghi vào hồ sơ.", "The sender read the tracking code back correctly; it is on record.")}
            </p>
        }
        .into_any();
    }
    let posted = use_posted();
    view! {
        <form class="form screen-only" method="post" action=format!("/can-bo/nhap-ho/phieu?ho-so={record}") novalidate>
            <ErrorSummary posted=posted.clone() what=lang.pick("Chưa ghi nhận", "Not recorded yet")/>
            <TextField name="code_heard" label=lang.pick("Người gửi đọc lại mã tra cứu là", "The tracking code, as the sender reads it back")
                posted=posted class="input-code" autocomplete="off"
                hint=lang.pick("Gõ đúng mã bạn nghe được. Không hỏi và không gõ mã PIN.", "Type the code as you hear it. Neither ask for the PIN nor type it.")/>
            <div class="btn-row"><button class="btn btn-secondary">{lang.pick("So mã và ghi nhận", "Compare and record")}</button></div>
        </form>
    }
    .into_any()
}

#[component]
fn WhatToSay(receipt: ReceiptView, by_phone: bool) -> impl IntoView {
    let lang = use_lang();
    let hand_over = if by_phone {
        lang.pick(
            "Đọc từng nhóm một, chờ người gọi chép; nhờ đọc lại và so với phiếu",
            "Read group by group while the caller writes; have them read it back and compare",
        )
    } else {
        lang.pick(
            "In phiếu và đưa tận tay, hoặc gửi cùng thư trả lời cho đúng người gửi",
            "Print the receipt and hand it over, or send it with the reply to the sender alone",
        )
    };
    view! {
        <h2>
            <span class="screen-only">{lang.pick("Nói với người gửi", "Tell the sender")}</span>
            <span class="only-print">{lang.pick("Việc gì xảy ra tiếp theo", "What happens next")}</span>
        </h2>
        <ol class="steps">
            <li aria-current="step" class="screen-only">
                <p class="steps-what">{hand_over}</p>
                <p class="steps-when">{lang.pick("Cần cả hai mã mới xem được. Mã PIN không được lưu: mất là không cấp lại từ trang này.", "Both are needed to see it. The PIN is not stored and cannot be given again from here.")}</p>
            </li>
            <Due what=lang.pick("Chúng tôi xem xét và tiếp nhận, hoặc trả lại kèm hướng dẫn", "We look at it and accept it, or return it with guidance") due=receipt.classify/>
            <Due what=lang.pick("Cơ quan có thẩm quyền trả lời", "The competent agency answers") due=receipt.answer/>
            <li>
                <p class="steps-what">{lang.pick("Theo dõi bằng hai mã ở trang Tra cứu, hoặc gọi lại đường dây nóng", "Follow it with the two codes on the tracking page, or call the hotline again")}</p>
            </li>
        </ol>
    }
    .into_any()
}

#[component]
fn Due(what: &'static str, due: Option<DueView>) -> impl IntoView {
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

/// Six digits as two groups of three.
fn grouped(pin: &str) -> String {
    let digits: Vec<char> = pin.chars().filter(char::is_ascii_digit).collect();
    digits
        .chunks(3)
        .map(|group| group.iter().collect::<String>())
        .collect::<Vec<_>>()
        .join(" ")
}

/// How a code is read over a Vietnamese telephone: each symbol by its name, group by group.
fn spoken(code: &str) -> Vec<String> {
    let mut groups: Vec<String> = code
        .split(['-', ' '])
        .map(|group| group.chars().map(name_of).collect::<Vec<_>>().join(" "))
        .filter(|group| !group.is_empty())
        .collect();
    let last = groups.len().saturating_sub(1);
    // A pause between groups.
    groups
        .iter_mut()
        .take(last)
        .for_each(|group| group.push(','));
    groups
}

/// The name of a digit or letter that occurs in codes.
fn name_of(symbol: char) -> &'static str {
    match symbol {
        '0' => "không",
        '1' => "một",
        '2' => "hai",
        '3' => "ba",
        '4' => "bốn",
        '5' => "năm",
        '6' => "sáu",
        '7' => "bảy",
        '8' => "tám",
        '9' => "chín",
        'A' => "a",
        'C' => "xê",
        'D' => "đê",
        'E' => "e",
        'F' => "ép-phờ",
        'G' => "giê",
        'H' => "hát",
        'J' => "gi",
        'K' => "ca",
        'L' => "e-lờ",
        'M' => "em-mờ",
        'N' => "en-nờ",
        'P' => "pê",
        'Q' => "quy",
        'R' => "e-rờ",
        'T' => "tê",
        'W' => "vê kép",
        'X' => "ích-xì",
        'Y' => "i dài",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_in_groups() {
        assert_eq!(
            spoken("LN-7K3M-9QX-4TA"),
            [
                "e-lờ en-nờ,",
                "bảy ca ba em-mờ,",
                "chín quy ích-xì,",
                "bốn tê a"
            ]
        );
        assert_eq!(spoken(&grouped("806314")), ["tám không sáu,", "ba một bốn"]);
        assert_eq!(grouped("806314"), "806 314");
    }

    #[test]
    fn every_symbol_of_a_code_has_a_name_of_its_own() {
        let symbols = domain::tracking_code::ALPHABET
            .iter()
            .map(|byte| char::from(*byte))
            .chain("LN0123456789".chars());
        let mut names: Vec<_> = symbols.map(|symbol| (name_of(symbol), symbol)).collect();
        names.sort_unstable();
        names.dedup();
        assert!(names.iter().all(|(name, _)| !name.is_empty()));
        assert!(
            names.windows(2).all(|pair| pair[0].0 != pair[1].0),
            "{names:?}"
        );
    }
}
