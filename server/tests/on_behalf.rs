//! `/can-bo/nhap-ho`: who may enter petitions for others, what is kept when something is to be mended, and the receipt.

mod support;

use domain::petition::{Channel, Petition};
use store::db::Db;
use support::{Page, TestServer};

const FORM: &str = "/can-bo/nhap-ho";
const RECEIPT: &str = "/can-bo/nhap-ho/phieu";
const KEY: &str = "0193c1d2-0000-7000-8000-000000000001aabbccddeeff001122334455";
const BODY: &str = "Tôi gọi vì ba lần ra xã Chợ Rã làm lại khai sinh cho cháu, lần nào cũng bị đòi thêm một giấy khác.";

type Fields = Vec<(&'static str, String)>;

fn call() -> Fields {
    let fields = [
        ("idempotency_key", KEY),
        ("channel", "phone"),
        ("number_called", "0208 3000 001"),
        ("kind", "conduct"),
        ("title", "Phải đi lại ba lần để làm lại khai sinh"),
        ("body", BODY),
        ("read_back", "on"),
        ("sender_kind", "person"),
        ("full_name", "Hoàng Thị Mẩy"),
        ("address", "Thôn Nà Mu, xã Chợ Rã"),
        ("phone", "0900 000 123"),
    ];
    fields
        .map(|(name, value)| (name, value.to_owned()))
        .to_vec()
}

fn with(mut fields: Fields, name: &'static str, value: &str) -> Fields {
    fields.retain(|(known, _)| *known != name);
    if !value.is_empty() {
        fields.push((name, value.to_owned()));
    }
    fields
}

/// Tracking code and PIN as they stand on the receipt.
fn codes(page: &Page) -> (String, String) {
    let words = page.words();
    let code = words
        .split(' ')
        .find(|word| word.starts_with("LN-"))
        .expect("a tracking code")
        .to_owned();
    let after = words.split("Mã PIN ").nth(1).expect("a PIN");
    (
        code,
        after.chars().filter(char::is_ascii_digit).take(6).collect(),
    )
}

async fn petition(server: &TestServer, code: &str) -> Petition {
    server
        .store
        .petition_by_tracking_code(code)
        .await
        .expect("the petition")
}

async fn calls(server: &TestServer) -> Vec<(String, String, bool)> {
    let Db::Sqlite { reader, .. } = server.store.db() else {
        panic!("tests run on SQLite")
    };
    sqlx::query_as("select number_called, transcript, read_back from hotline_call where transcript like 'Tôi gọi vì%'")
        .fetch_all(reader)
        .await
        .expect("calls")
}

#[tokio::test]
async fn only_intake_enters_petitions_for_others() {
    let server = TestServer::demo().await;
    for username in ["tiepnhan", "daitu.motcua"] {
        let page = server.sign_in(username).await.get(FORM).await.expect(200);
        assert_eq!(
            page.field("number_called").as_deref(),
            Some("0208 3000 001"),
            "the published number"
        );
        assert_eq!(page.field("channel").as_deref(), Some("phone"));
        assert!(
            page.field("idempotency_key")
                .is_some_and(|key| key.len() >= 40)
        );
        assert!(page.says("ghi đúng lời người gọi, không thêm, không bớt"));
    }
    let head = server.store.log_head().await.expect("the log");
    for username in [
        "congkhai",
        "kiemtra",
        "quantri",
        "tuphap.xuly",
        "tuphap.lanhdao",
    ] {
        let mut browser = server.sign_in(username).await;
        for page in [
            browser.get(FORM).await,
            browser.get(RECEIPT).await,
            browser.post(FORM, &call()).await,
        ] {
            let page = page.expect(403);
            assert!(
                page.says("Chỉ cán bộ tiếp nhận được nhập phản ánh thay cho người gửi"),
                "{username}"
            );
            assert!(
                !page.text().contains("name=\"number_called\""),
                "{username}"
            );
        }
    }
    let mut visitor = server.visitor();
    for page in [
        visitor.get(FORM).await,
        visitor.get(RECEIPT).await,
        visitor.post(FORM, &call()).await,
    ] {
        assert!(
            page.expect(303)
                .location()
                .starts_with("/dang-nhap?den=/can-bo/nhap-ho")
        );
    }
    assert_eq!(
        server.store.log_head().await.expect("the log"),
        head,
        "nothing was stored"
    );
}

#[tokio::test]
async fn a_call_is_booked_and_its_codes_are_read_out() {
    let server = TestServer::demo().await;
    let mut intake = server.sign_in("tiepnhan").await;
    let booked = intake.post(FORM, &call()).await.expect(303);
    assert!(
        booked
            .location()
            .starts_with(&format!("{RECEIPT}?ho-so=PAKN."))
    );
    let page = intake.get(RECEIPT).await.expect(200);
    assert!(page.says("Đọc hai mã cho người gọi") && page.says("Đọc: e-lờ en-nờ, "));
    assert!(
        page.says("Trước hết ngày thứ Sáu, 27/11/2026"),
        "two working days to look at it"
    );
    let (code, pin) = codes(&page);

    let stored = petition(&server, &code).await;
    assert_eq!(
        (stored.channel, stored.flags.on_behalf, stored.body.as_str()),
        (Channel::Phone, true, BODY)
    );
    assert_eq!(
        calls(&server).await,
        [("0208 3000 001".into(), BODY.into(), true)]
    );
    let event = server
        .store
        .timeline(stored.id)
        .await
        .expect("the log")
        .remove(0);
    assert_eq!(
        event.by.name, "Lâm Thị Hoài Thảo Nguyên",
        "the log says who entered it"
    );
    assert!(
        page.text()
            .contains(&format!("href=\"/can-bo/{}\"", stored.record_code))
    );

    // The caller opens it with what was read out; the official's browser does not.
    let mut caller = server.visitor();
    let opened = caller
        .post(
            "/tra-cuu",
            &[("code", code.as_str()), ("pin", pin.as_str())],
        )
        .await
        .expect(303);
    assert_eq!(opened.location(), format!("/tra-cuu/{code}"));
    intake.get(&format!("/tra-cuu/{code}")).await.expect(401);
    intake.get("/gui/bien-nhan").await.expect(401);
    assert!(!intake.get("/tra-cuu").await.expect(200).says(&code));
}

#[tokio::test]
async fn the_code_that_the_caller_reads_back_is_compared_and_recorded_once() {
    let server = TestServer::demo().await;
    let mut intake = server.sign_in("tiepnhan").await;
    intake.post(FORM, &call()).await.expect(303);
    let (code, _) = codes(&intake.get(RECEIPT).await.expect(200));
    let id = petition(&server, &code).await.id;
    let notes = async || server.store.timeline(id).await.expect("the log").len() - 1;
    let wrong = code.replacen("LN-", "LN-X", 1);
    for heard in ["", &wrong, "LN-7K3M-9QX-4TA", "🙂"] {
        let page = intake
            .post(RECEIPT, &[("code_heard", heard)])
            .await
            .expect(422);
        assert!(page.says("Chưa ghi nhận") && page.says(&code), "{heard}");
    }
    assert_eq!(notes().await, 0);
    // As it is heard: small letters, no dashes.
    let heard = code.to_lowercase().replace('-', " ");
    for _ in 0..2 {
        let answer = intake
            .post(RECEIPT, &[("code_heard", heard.as_str())])
            .await;
        assert!(answer.expect(303).location().starts_with(RECEIPT));
    }
    assert_eq!(notes().await, 1);
    let page = intake.get(RECEIPT).await.expect(200);
    assert!(page.says("đã đọc lại đúng mã tra cứu") && !page.says("So mã"));
    let mut other = server.sign_in("tiepnhan2").await;
    other
        .post(RECEIPT, &[("code_heard", code.as_str())])
        .await
        .expect(404);
    let mut visitor = server.visitor();
    visitor
        .post(RECEIPT, &[("code_heard", code.as_str())])
        .await
        .expect(303);
}

#[tokio::test]
async fn two_tabs_keep_the_receipts_of_two_callers_apart() {
    let server = TestServer::demo().await;
    let mut intake = server.sign_in("tiepnhan").await;
    let first = intake.post(FORM, &call()).await.expect(303);
    let other = with(
        call(),
        "idempotency_key",
        &KEY.replace("0001aabb", "0002aabb"),
    );
    let second = intake.post(FORM, &other).await.expect(303);
    let (first, second) = (first.location().to_owned(), second.location().to_owned());
    let (one, _) = codes(&intake.get(&first).await.expect(200));
    let (two, _) = codes(&intake.get(&second).await.expect(200));
    assert_ne!(one, two);
    let wrong = intake.post(&first, &[("code_heard", two.as_str())]).await;
    let page = wrong.expect(422);
    assert!(page.says(&one) && page.text().contains("<title>Lỗi: "));
    let right = intake.post(&first, &[("code_heard", one.as_str())]).await;
    assert_eq!(right.expect(303).location(), first);
    let latest = intake.get(RECEIPT).await.expect(200);
    assert!(latest.says(&two) && latest.says("So mã"), "the other waits");
    intake
        .get(&format!("{RECEIPT}?ho-so=PAKN.20240321.0001"))
        .await
        .expect(404);
}

#[tokio::test]
async fn other_channels_need_no_call() {
    let server = TestServer::demo().await;
    let mut intake = server.sign_in("tiepnhan2").await;
    for (channel, number) in [
        (Channel::Counter, 1),
        (Channel::Letter, 2),
        (Channel::Email, 3),
        (Channel::Commune, 4),
        (Channel::Dvcqg, 5),
    ] {
        let fields = with(
            with(with(call(), "read_back", ""), "number_called", ""),
            "channel",
            channel.code(),
        );
        let fields = with(fields, "idempotency_key", &format!("{KEY}{number}"));
        intake.post(FORM, &fields).await.expect(303);
        let page = intake.get(RECEIPT).await.expect(200);
        assert!(page.says("Đưa hai mã cho người gửi"), "{channel:?}");
        assert_eq!(petition(&server, &codes(&page).0).await.channel, channel);
    }
    assert_eq!(calls(&server).await, [], "only a call is a call");
}

#[tokio::test]
async fn a_returned_petition_is_sent_again_by_its_spoken_code() {
    let server = TestServer::demo().await;
    let mut intake = server.sign_in("tiepnhan").await;
    let returned = server.case("rejected");
    let spoken = returned.code.to_lowercase().replace('-', " ");
    intake
        .post(FORM, &with(call(), "previous_code", &spoken))
        .await
        .expect(303);
    let (code, _) = codes(&intake.get(RECEIPT).await.expect(200));
    let before = petition(&server, &returned.code).await;
    assert_eq!(petition(&server, &code).await.previous, Some(before.id));
}

#[tokio::test]
async fn what_is_missing_is_named_and_what_was_typed_is_kept() {
    let server = TestServer::demo().await;
    let mut intake = server.sign_in("tiepnhan").await;
    let head = server.store.log_head().await.expect("the log");
    let emoji = "😡".repeat(30);
    let long = "ố".repeat(10_001);
    let wrong: [(&str, &str, &str); 13] = [
        ("channel", "", "Chọn kênh tiếp nhận trong danh sách"),
        ("channel", "web", "Chọn kênh tiếp nhận trong danh sách"),
        ("number_called", "", "Nhập số người dân đã gọi"),
        (
            "read_back",
            "",
            "Đánh dấu vào ô “Đã đọc lại nội dung cho người gọi”",
        ),
        ("kind", "", "Chọn điều bạn muốn phản ánh"),
        ("title", "", "Nhập tiêu đề"),
        ("body", &emoji, "Viết nội dung bằng chữ"),
        ("body", &long, "Rút ngắn nội dung"),
        ("full_name", "", "Nhập họ và tên"),
        ("phone", "12", "Nhập số điện thoại có 10 chữ số"),
        ("phone", "", "Nhập số điện thoại hoặc thư điện tử"),
        ("area_code", "00000", "Chọn xã, phường trong danh sách"),
        (
            "previous_code",
            "LN-0000-000-000",
            "Kiểm tra lại mã tra cứu lần trước",
        ),
    ];
    for (field, value, told) in wrong {
        let fields = with(call(), field, value);
        let page = intake.post(FORM, &fields).await.expect(422);
        assert!(
            page.says("Chưa ghi vào sổ: có 1 chỗ cần sửa") && page.says(told),
            "{field} {value}: {}",
            page.words()
        );
        assert!(page.text().contains("<title>Lỗi: Nhập hộ người gửi"));
        assert!(
            page.text().contains(&format!("href=\"#{field}\""))
                && page.text().contains(&format!("id=\"{field}\"")),
            "{field} is linked to"
        );
        for (name, typed) in &fields {
            // A select can only show what it offers.
            if *name != "area_code" && *name != "channel" {
                assert_eq!(
                    page.field(name).as_deref(),
                    Some(typed.as_str()),
                    "{name} is kept while {field} is mended"
                );
            }
        }
    }
    let hostile = with(
        with(
            call(),
            "title",
            "<b>Đòi</b> \"thêm\" giấy'); drop table petition; --",
        ),
        "kind",
        "",
    );
    let page = intake.post(FORM, &hostile).await.expect(422);
    assert!(!page.text().contains("<b>Đòi"));
    assert_eq!(
        page.field("title").as_deref(),
        Some("<b>Đòi</b> \"thêm\" giấy'); drop table petition; --")
    );
    let none: Fields = Vec::new();
    assert!(
        intake
            .post(FORM, &none)
            .await
            .expect(422)
            .says("có 7 chỗ cần sửa")
    );
    assert_eq!(
        server.store.log_head().await.expect("the log"),
        head,
        "nothing was stored by half"
    );
}

#[tokio::test]
async fn a_second_press_books_nothing_more() {
    let server = TestServer::demo().await;
    let mut intake = server.sign_in("tiepnhan").await;
    intake.post(FORM, &call()).await.expect(303);
    let first = codes(&intake.get(RECEIPT).await.expect(200));
    let head = server.store.log_head().await.expect("the log");
    intake
        .post(FORM, &with(call(), "title", "Một tiêu đề khác hẳn"))
        .await
        .expect(303);
    let page = intake.get(RECEIPT).await.expect(200);
    assert!(page.says("Phản ánh này đã ghi rồi"));
    assert_eq!(codes(&page), first);
    assert_eq!(server.store.log_head().await.expect("the log"), head);
}

#[tokio::test]
async fn a_receipt_is_for_the_official_who_made_the_entry() {
    let server = TestServer::demo().await;
    let mut intake = server.sign_in("tiepnhan").await;
    assert!(
        intake
            .get(RECEIPT)
            .await
            .expect(404)
            .says("Chưa có phiếu nào ở đây")
    );
    intake.post(FORM, &call()).await.expect(303);
    let kept = intake
        .cookie("__Host-ln-entered")
        .expect("a cookie")
        .to_owned();
    let mut colleague = server.sign_in("tiepnhan2").await;
    colleague.set_cookie("__Host-ln-entered", &kept);
    let page = colleague.get(RECEIPT).await.expect(404);
    assert!(page.says("Chưa có phiếu nào ở đây") && !page.text().contains("LN-"));
    intake.post("/dang-xuat", &[("", "")]).await.expect(303);
    intake.get(RECEIPT).await.expect(303);
}

#[tokio::test]
async fn a_key_that_is_not_ours_opens_nothing() {
    let server = TestServer::demo().await;
    let mut intake = server.sign_in("tiepnhan").await;
    // The demonstration's petitions have keys that can be guessed.
    let known = &server.cases[0];
    let Db::Sqlite { reader, .. } = server.store.db() else {
        panic!("tests run on SQLite")
    };
    let (guessed,): (String,) =
        sqlx::query_as("select idempotency_key from petition where record_code = $1")
            .bind(&known.record_code)
            .fetch_one(reader)
            .await
            .expect("a key");
    intake
        .post(FORM, &with(call(), "idempotency_key", &guessed))
        .await
        .expect(303);
    let (code, pin) = codes(&intake.get(RECEIPT).await.expect(200));
    assert_ne!(
        (code.as_str(), pin.as_str()),
        (known.code.as_str(), known.pin.as_str())
    );
    intake.set_cookie("__Host-ln-entered", &guessed);
    assert!(!intake.get(RECEIPT).await.expect(404).says(&known.code));
}

#[tokio::test]
async fn without_scripts_the_procedure_is_found_by_a_button() {
    let server = TestServer::demo().await;
    let mut intake = server.sign_in("tiepnhan").await;
    let fields = with(
        with(call(), "procedure_q", "lam lai khai sinh"),
        "intent",
        "find",
    );
    let page = intake.post(FORM, &fields).await.expect(200);
    assert!(page.says("Chọn thủ tục đúng nhất") && page.text().contains("name=\"procedure_code\""));
    assert_eq!(page.field("body").as_deref(), Some(BODY));
    assert_eq!(page.field("idempotency_key").as_deref(), Some(KEY));
    // One was chosen, then another was found and chosen: the later counts, and it can be taken back.
    let found: Vec<String> = page
        .text()
        .split("type=\"radio\" name=\"procedure_code\" value=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap_or_default().to_owned())
        .collect();
    let [first, second, ..] = found.as_slice() else {
        panic!("two were found")
    };
    let mut both = with(with(call(), "procedure_code", first), "intent", "find");
    both.push(("procedure_code", second.clone()));
    let page = intake.post(FORM, &both).await.expect(200);
    assert_eq!(
        page.field("procedure_code").as_deref(),
        Some(second.as_str())
    );
    let page = intake.post(FORM, &with(both, "intent", "unpick")).await;
    let page = page.expect(200);
    assert_eq!(page.field("procedure_code"), None);
    assert_eq!(page.field("body").as_deref(), Some(BODY));
    assert_eq!(calls(&server).await, [], "finding books nothing");
}
