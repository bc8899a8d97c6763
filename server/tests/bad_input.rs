//! What people and programs type into forms: nothing, far too much, other alphabets, control characters, markup, SQL,
//! emoji. Each gets a clear message and the right status, nothing is stored by half, and the server stands.

mod support;

use axum::http::header;
use rstest::rstest;
use store::db::Db;
use support::{Browser, Page, TestServer};

const MARKUP: &str = "<script>alert('chào')</script><img src=x onerror=alert(1)>";

/// What is typed, by name.
fn inputs() -> Vec<(&'static str, String)> {
    vec![
        ("nothing", String::new()),
        ("blanks", " \t\r\n \u{3000}\u{200b}".into()),
        ("one letter", "à".into()),
        ("too long", "Tôi kể mãi không hết. ".repeat(5_000)),
        ("one long word", "a".repeat(20_000)),
        ("Chinese", "我要投诉这个办事员,他让我跑了三次".into()),
        (
            "Arabic, right to left",
            "\u{202e}أريد أن أشتكي من الموظف".into(),
        ),
        ("Cyrillic", "Я хочу пожаловаться на чиновника".into()),
        (
            "control characters",
            "a\0b\u{1}\u{7}\u{1b}[31m\u{7f}\u{85}c".into(),
        ),
        ("markup", MARKUP.into()),
        ("SQL", "'; drop table petition; -- ' or 1=1 \\".into()),
        ("emoji", "😡🤬👨‍👩‍👧‍👦🇻🇳".repeat(40)),
        ("emoji, 100 kB", "😡".repeat(25_000)),
        (
            "stacked marks",
            format!("đ{}", "\u{0301}\u{0323}".repeat(200)),
        ),
        ("a path", "../../etc/passwd%00".into()),
        ("a template", "{{7*7}} ${jndi:ldap://x} %s%n".into()),
        (
            "a lone surrogate, as far as it can be sent",
            "\u{fffd}\u{ffff}\u{e000}".into(),
        ),
    ]
}

/// Statuses that tell a person what is wrong, or that it worked.
const GOOD: [u16; 6] = [200, 303, 404, 409, 413, 422];

#[track_caller]
fn check(page: &Page, what: &str) {
    let status = page.status.as_u16();
    assert!(GOOD.contains(&status), "{what}: {status}, {}", page.words());
    if !page.header(header::CONTENT_TYPE).starts_with("text/html") {
        return;
    }
    let text = page.text();
    assert!(
        !text.contains("<script>alert"),
        "{what}: markup got through"
    );
    assert!(!text.contains("<img src=x"), "{what}: markup got through");
    assert!(text.contains("<h1"), "{what}: no page");
}

/// The same where a role may not or a throttle has closed.
#[track_caller]
fn checked(page: &Page, what: &str) {
    if ![401, 403, 429].contains(&page.status.as_u16()) {
        check(page, what);
    }
}

async fn count(server: &TestServer, table: &str) -> i64 {
    let Db::Sqlite { reader, .. } = server.store.db() else {
        panic!("tests run on SQLite")
    };
    sqlx::query_scalar(sqlx::AssertSqlSafe(format!("select count(*) from {table}")))
        .fetch_one(reader)
        .await
        .expect("a count")
}

const SENDING: [(&str, &str); 15] = [
    ("kind", "conduct"),
    ("title", "Phải đi lại ba lần để làm giấy khai sinh"),
    (
        "body",
        "Ba lần ra xã làm khai sinh cho cháu, lần nào cũng bị đòi thêm một giấy khác.",
    ),
    ("proposed_solution", ""),
    ("procedure_q", ""),
    ("procedure_code", ""),
    ("area_code", ""),
    ("agency_id", ""),
    ("sender_kind", "person"),
    ("full_name", "Hoàng Thị Mẩy"),
    ("organisation", ""),
    ("phone", "0900 000 123"),
    ("email", ""),
    ("address", "Thôn Nà Mu, xã Chợ Rã"),
    ("previous_code", ""),
];

fn with<'a>(
    fields: &[(&'a str, &'a str)],
    name: &'a str,
    value: &'a str,
) -> Vec<(&'a str, &'a str)> {
    let mut fields: Vec<_> = fields
        .iter()
        .copied()
        .filter(|(known, _)| *known != name)
        .collect();
    fields.push((name, value));
    fields
}

#[rstest]
#[tokio::test]
async fn the_sending_form_takes_anything(
    #[values("check", "send", "find", "edit", "nonsense")] intent: &str,
) {
    let server = TestServer::demo().await;
    let mut browser = server.visitor();
    for (name, _) in SENDING {
        for (what, typed) in inputs() {
            let before = [
                count(&server, "petition").await,
                count(&server, "sender").await,
                count(&server, "event").await,
            ];
            let fields = with(&with(&SENDING, name, &typed), "intent", intent);
            let page = browser.post("/gui", &fields).await;
            let what = format!("{intent}, {name}: {what}");
            check(&page, &what);
            let after = [
                count(&server, "petition").await,
                count(&server, "sender").await,
                count(&server, "event").await,
            ];
            // All of it or nothing.
            let stored = i64::from(page.status == 303);
            assert_eq!(after, before.map(|number| number + stored), "{what}");
            assert!(intent == "send" || stored == 0, "{what}: sent too early");
            if page.status == 422 && name != "procedure_q" {
                let kept = page.field("title").unwrap_or_default();
                let shown = if name == "title" {
                    &typed
                } else {
                    SENDING[1].1
                };
                // Browsers and the server agree on line ends and drop what no text may hold.
                let comparable = |text: &str| text.replace(['\r', '\n', '\0'], "");
                if typed.len() < 5_000 {
                    assert_eq!(
                        comparable(&kept),
                        comparable(shown),
                        "{what}: lost what was typed"
                    );
                }
            }
            if stored == 1 {
                check(&browser.get("/gui/bien-nhan").await.expect(200), &what);
            }
        }
    }
}

#[tokio::test]
async fn every_other_form_takes_anything() {
    let server = TestServer::demo().await;
    let case = server.case("processing").clone();
    let answered = server.case("published").clone();
    let mut visitor = server.visitor();
    visitor
        .post(
            "/tra-cuu",
            &[("code", &answered.code), ("pin", &answered.pin)],
        )
        .await
        .expect(303);
    let intake = server.sign_in("tiepnhan").await;
    let mut forms: Vec<(Browser, String, Vec<&str>)> = vec![
        (server.visitor(), "/tra-cuu".into(), vec!["code", "pin"]),
        (
            server.visitor(),
            "/dang-nhap".into(),
            vec!["username", "password", "den"],
        ),
        (
            intake.clone(),
            "/can-bo/nhap-ho".into(),
            vec![
                "channel",
                "number_called",
                "title",
                "body",
                "full_name",
                "address",
                "phone",
                "email",
                "previous_code",
                "read_back",
            ],
        ),
        (
            visitor.clone(),
            format!("/tra-cuu/{}/rate", answered.code),
            vec!["level", "comment"],
        ),
        (
            visitor.clone(),
            format!("/tra-cuu/{}/reopen", answered.code),
            vec!["reason"],
        ),
        (
            visitor,
            format!("/tra-cuu/{}/no_such_verb", answered.code),
            vec!["reason"],
        ),
        (
            server.visitor(),
            "/tra-cuu/LN-0000-0000/withdraw".into(),
            vec!["reason"],
        ),
    ];
    for verb in [
        "accept",
        "request_info",
        "reject",
        "refer_out",
        "assign",
        "merge",
        "unmerge",
        "remind",
        "note",
        "no_such_verb",
    ] {
        let record = &server.case("submitted").record_code;
        let fields = vec![
            "row_version",
            "kind",
            "clauses",
            "field",
            "procedure_code",
            "area_code",
            "question",
            "reason",
            "explanation",
            "guidance",
            "to",
            "lead",
            "supporting",
            "into",
            "text",
        ];
        forms.push((intake.clone(), format!("/can-bo/{record}/{verb}"), fields));
    }
    for verb in [
        "draft_answer",
        "submit_for_approval",
        "study",
        "report_progress",
        "return_to_intake",
        "extend",
        "publish",
    ] {
        let fields = vec![
            "row_version",
            "body",
            "outcome",
            "upheld",
            "criterion_0",
            "document_no",
            "reason",
            "message",
            "working_days",
            "title_public",
        ];
        forms.push((
            intake.clone(),
            format!("/can-bo/{}/{verb}", case.record_code),
            fields,
        ));
    }
    let petitions = count(&server, "petition").await;
    for (browser, path, fields) in forms {
        // A script asks for each field; a person sees the page again with all of them.
        let mut script = browser
            .clone()
            .with_header(header::ACCEPT, "application/json");
        let mut browser = browser;
        for (what, typed) in inputs() {
            for name in &fields {
                let page = script.post(&path, &[(*name, typed.as_str())]).await;
                checked(&page, &format!("{path}, {name}: {what}"));
            }
            if what == "markup" || what == "nothing" {
                let all: Vec<_> = fields.iter().map(|name| (*name, typed.as_str())).collect();
                let page = browser.post(&path, &all).await;
                checked(&page, &format!("{path}, all: {what}"));
            }
        }
    }
    assert_eq!(
        count(&server, "petition").await,
        petitions,
        "half a form became a petition"
    );
}

#[tokio::test]
async fn addresses_take_anything() {
    let server = TestServer::demo().await;
    let mut visitor = server.visitor();
    let mut intake = server.sign_in("tiepnhan").await;
    let open = [
        "/cong-khai?q=",
        "/cong-khai?linh_vuc=",
        "/cong-khai?trang=",
        "/cong-khai?tu=",
        "/cong-khai/",
        "/thu-tuc?q=",
        "/thu-tuc/",
        "/co-quan?q=",
        "/co-quan/",
        "/tra-cuu/",
        "/tra-cuu?code=",
        "/gui?procedure=",
        "/gui?agency=",
        "/gui?previous=",
        "/ngon-ngu?lang=",
    ];
    let desk = [
        "/can-bo?agency=",
        "/can-bo?field=",
        "/can-bo?q=",
        "/can-bo?view=",
        "/can-bo/",
        "/bao-cao?tu=",
        "/bao-cao?den=",
        "/bao-cao.csv?tu=",
        "/bao-cao.xlsx?den=",
    ];
    for (what, typed) in inputs() {
        // An address has a limit of its own, long before these.
        let typed: String = typed.chars().take(2_000).collect();
        let escaped: String = form_urlencoded::byte_serialize(typed.as_bytes())
            .collect::<String>()
            .replace('+', "%20");
        for path in open {
            let page = visitor.get(&format!("{path}{escaped}")).await;
            let status = page.status.as_u16();
            assert!(
                matches!(status, 200 | 303 | 307 | 308 | 400 | 401 | 404 | 422),
                "{path}{what}: {status}"
            );
            assert!(!page.text().contains("<script>alert"), "{path}{what}");
        }
        for path in desk {
            let page = intake.get(&format!("{path}{escaped}")).await;
            let status = page.status.as_u16();
            assert!(
                matches!(status, 200 | 303 | 307 | 308 | 400 | 401 | 404 | 422),
                "{path}{what}: {status}"
            );
            assert!(!page.text().contains("<script>alert"), "{path}{what}");
        }
    }
}

#[tokio::test]
async fn a_body_over_the_limit_is_told_so_in_words() {
    let server = TestServer::demo().await;
    let petitions = count(&server, "petition").await;
    let huge = "Tôi kể mãi không hết. ".repeat(40_000);
    for path in ["/gui", "/tra-cuu", "/dang-nhap"] {
        let page = server
            .visitor()
            .post(path, &[("body", huge.as_str()), ("intent", "send")])
            .await
            .expect(413);
        assert!(page.says("dài quá"), "{path}: {}", page.words());
    }
    assert_eq!(count(&server, "petition").await, petitions);
}

#[tokio::test]
async fn bytes_that_are_no_form_are_no_fault_of_ours() {
    let server = TestServer::demo().await;
    let intake = server.sign_in("tiepnhan").await;
    let record = server.case("submitted").record_code.clone();
    for path in [
        "/gui",
        "/tra-cuu",
        "/dang-nhap",
        "/can-bo/nhap-ho",
        &format!("/can-bo/{record}/accept"),
        "/dang-xuat",
    ] {
        for body in [
            &b""[..],
            b"%%%",
            b"title=%ff%fe%00",
            b"&&&=&=&",
            b"{\"title\":1}",
            b"\xff\xfe\x00\x01",
        ] {
            let page = intake.clone().post_bytes(path, body.to_vec()).await;
            assert!(page.status.as_u16() < 500, "{path}: {}", page.words());
        }
    }
}
