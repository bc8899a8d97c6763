//! What is suggested reaches the desk, says why, and decides nothing.

mod support;

use domain::suggestion::Question;
use support::{Page, TestServer};

const COMPLAINT: &str = "Tôi khiếu nại quyết định số 12 của Chủ tịch Ủy ban nhân dân xã Chợ Rã về việc thu hồi đất của gia đình tôi, \
    đề nghị hủy quyết định đó và giải quyết khiếu nại lần đầu theo Luật Khiếu nại.";
const DELAY: &str = "Ngày 3 tháng 11 tôi nộp hồ sơ đăng ký khai sinh cho con ở Ủy ban nhân dân xã Chợ Rã, phiếu hẹn trả ngày 5. \
    Đến nay đã mười ngày, tôi ra hỏi ba lần, cán bộ tư pháp đều bảo chờ mà không nói vì sao chậm.";

async fn send(server: &TestServer, key: &str, title: &str, body: &str) -> String {
    let mut citizen = server.visitor();
    let key = format!("0193c1d2-0000-7000-8000-0000000000{key}aabbccddeeff001122334455");
    let page = citizen
        .post(
            "/gui",
            &[
                ("idempotency_key", key.as_str()),
                ("intent", "send"),
                ("kind", "conduct"),
                ("title", title),
                ("body", body),
                ("sender_kind", "person"),
                ("full_name", "Hoàng Thị Mẩy"),
                ("address", "Thôn Nà Mu, xã Chợ Rã"),
                ("phone", "0900 000 123"),
            ],
        )
        .await;
    page.expect(303);
    let receipt = citizen.get("/gui/bien-nhan").await.expect(200);
    let words = receipt.words();
    let code = words
        .split(' ')
        .find(|word| word.starts_with("LN-"))
        .expect("a code");
    server
        .store
        .petition_by_tracking_code(code)
        .await
        .expect("a petition")
        .record_code
}

async fn desk(server: &TestServer, username: &str, code: &str) -> Page {
    server
        .sign_in(username)
        .await
        .get(&format!("/can-bo/{code}"))
        .await
        .expect(200)
}

#[tokio::test]
async fn a_complaint_is_suggested_with_the_sentence_that_shows_it() {
    let server = TestServer::demo().await;
    let code = send(&server, "01", "Khiếu nại quyết định thu hồi đất", COMPLAINT).await;
    let before = desk(&server, "tiepnhan", &code).await;
    assert!(!before.says("Gợi ý của máy"), "nothing has been read yet");
    server.suggest().await;
    let page = desk(&server, "tiepnhan", &code).await;
    assert!(page.says("Gợi ý của máy"));
    assert!(
        page.says("R06 Nội dung khiếu nại") || page.says("R06"),
        "{}",
        page.words()
    );
    assert!(
        page.says("Tôi khiếu nại quyết định số 12"),
        "the sentence is quoted"
    );
    assert!(page.says("tin cậy"));
    let text = page.text();
    let reject = text.find("data-verb=\"reject\"").expect("the form");
    let details = &text[reject
        ..text[reject..]
            .find('>')
            .map_or(text.len(), |end| reject + end)];
    assert!(details.contains("open"), "its form is open: {details}");
    let petition = server
        .store
        .petition_by_record_code(&code)
        .await
        .expect("a petition");
    assert_eq!(
        petition.status(),
        domain::status::Status::Submitted,
        "nothing was decided"
    );
    let board = server
        .sign_in("tiepnhan")
        .await
        .get("/can-bo")
        .await
        .expect(200);
    assert!(board.says("xem lý do R06"), "the card says it, too");
}

#[tokio::test]
async fn what_was_suggested_stands_beside_what_was_decided() {
    let server = TestServer::demo().await;
    let code = send(&server, "02", "Chậm trả giấy khai sinh", DELAY).await;
    server.suggest().await;
    let page = desk(&server, "tiepnhan", &code).await;
    assert!(page.says("Hợp lệ"));
    let before = server.store.count_decisions().await.expect("count");
    let mut official = server.sign_in("tiepnhan").await;
    let version = page.field("row_version").expect("a version");
    official
        .post(
            &format!("/can-bo/{code}/accept"),
            &[("row_version", version.as_str()), ("kind", "conduct")],
        )
        .await
        .expect(303);
    assert_eq!(
        server.store.count_decisions().await.expect("count"),
        before + 2,
        "classification and kind"
    );
    let agreed = server.store.confusion(Question::Kind).await.expect("pairs");
    assert!(
        agreed
            .iter()
            .any(|pair| pair.suggested == "conduct" && pair.decided == "conduct")
    );
    let page = desk(&server, "tiepnhan", &code).await;
    assert!(!page.says("Gợi ý của máy"), "it has been decided");
}

#[tokio::test]
async fn the_same_matter_sent_again_is_recognised() {
    let server = TestServer::demo().await;
    let first = send(&server, "03", "Chậm trả giấy khai sinh ở Chợ Rã", DELAY).await;
    let again = "Tôi nộp hồ sơ khai sinh cho con tại UBND xã Chợ Rã hôm 3/11, hẹn trả ngày 5 mà mười ngày rồi chưa trả, \
        hỏi ba lần cán bộ tư pháp chỉ bảo chờ, không nói vì sao chậm.";
    let second = send(&server, "04", "Khai sinh ở Chợ Rã vẫn chưa trả", again).await;
    server.suggest().await;
    let page = desk(&server, "tiepnhan", &second).await;
    assert!(page.says("Có thể cùng một việc"), "{}", page.words());
    assert!(page.text().contains(&format!("/can-bo/{first}")));
}

#[tokio::test]
async fn who_may_not_decide_is_not_advised() {
    let server = TestServer::demo().await;
    let code = send(&server, "05", "Khiếu nại quyết định thu hồi đất", COMPLAINT).await;
    server.suggest().await;
    let page = desk(&server, "kiemtra", &code).await;
    assert!(!page.says("Gợi ý của máy"));
}

#[tokio::test]
async fn personal_data_is_covered_before_a_publisher_looks() {
    let server = TestServer::demo().await;
    let code = send(
        &server,
        "06",
        "Chậm trả giấy khai sinh",
        &format!("{DELAY} Gọi lại cho tôi số 0912 345 678."),
    )
    .await;
    let store = &server.store;
    let petition = store
        .petition_by_record_code(&code)
        .await
        .expect("petition");
    drop(petition);
    for (username, verb, fields) in [
        ("tiepnhan", "accept", vec![("kind", "conduct")]),
        ("tiepnhan", "assign", vec![("lead", "so-tu-phap")]),
        ("tuphap.xuly", "start", vec![]),
        (
            "tuphap.xuly",
            "submit_for_approval",
            vec![
                (
                    "body",
                    "Ủy ban nhân dân xã đã trả giấy khai sinh ngày 24 tháng 11 và xin lỗi gia đình vì chậm.",
                ),
                ("outcome", "remedied"),
                ("upheld", "yes"),
            ],
        ),
        ("tuphap.lanhdao", "approve", vec![]),
    ] {
        let version = store
            .petition_by_record_code(&code)
            .await
            .expect("petition")
            .row_version
            .to_string();
        let mut all = vec![("row_version", version.as_str())];
        all.extend(fields);
        let page = server
            .sign_in(username)
            .await
            .post(&format!("/can-bo/{code}/{verb}"), &all)
            .await;
        assert_eq!(page.status, 303, "{verb}: {}", page.words());
    }
    let page = desk(&server, "congkhai", &code).await;
    let offered = page.field("body_public").expect("the text to publish");
    assert!(offered.contains("[đã che số điện thoại]"), "{offered}");
    assert!(!offered.contains("0912"), "{offered}");
    assert!(page.says("Đã che sẵn, hãy kiểm tra"));
}
