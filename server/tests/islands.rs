//! Code for the browser: pages that live on there bring it, all others bring none.

mod support;

use support::{Browser, Page, TestServer};

/// What of a page is taken over by code in the browser.
#[derive(Debug, PartialEq, Eq)]
struct Alive {
    islands: bool,
    code: bool,
    known: bool,
}

fn alive(page: &Page) -> Alive {
    let text = page.text();
    Alive {
        islands: text.contains("<leptos-island"),
        code: text.contains(".wasm"),
        known: text.contains(r#"id="islands-know""#),
    }
}

const LIVING: Alive = Alive {
    islands: true,
    code: true,
    known: true,
};

const READ_ONLY: Alive = Alive {
    islands: false,
    code: false,
    known: false,
};

async fn look(browser: &mut Browser, path: &str, expected: &Alive) {
    let page = browser.get(path).await.expect(200);
    assert_eq!(alive(&page), *expected, "{path}");
}

#[tokio::test]
async fn what_is_only_read_brings_no_code() {
    let server = TestServer::demo().await;
    server.read_topics().await;
    let mut visitor = server.visitor();
    for path in [
        "/",
        "/cong-khai",
        "/cong-khai?q=duong",
        "/cong-khai/PAKN.20240321.0001",
        "/thu-tuc",
        "/co-quan",
        "/thong-ke",
        "/thong-ke/chu-de",
        "/dang-nhap",
    ] {
        look(&mut visitor, path, &READ_ONLY).await;
    }
    let lost = visitor.get("/khong-co-trang-nay").await.expect(404);
    assert_eq!(alive(&lost), READ_ONLY);
    let mut intake = server.sign_in("tiepnhan").await;
    look(&mut intake, "/can-bo/phan-tich", &READ_ONLY).await;
    let mut administrator = server.sign_in("quantri").await;
    look(&mut administrator, "/quan-tri/phan-tich", &READ_ONLY).await;
}

#[tokio::test]
async fn what_lives_on_brings_its_code_and_what_it_must_know() {
    let server = TestServer::demo().await;
    let case = server.case("processing");
    let mut sender = server.visitor();
    sender
        .post("/tra-cuu", &[("code", &case.code), ("pin", &case.pin)])
        .await
        .expect(303);
    for path in ["/gui", "/tra-cuu", &format!("/tra-cuu/{}", case.code)] {
        look(&mut sender, path, &LIVING).await;
    }
    let mut intake = server.sign_in("tiepnhan").await;
    for path in [
        "/can-bo",
        "/can-bo/PAKN.20240321.0001",
        "/can-bo/nhap-ho",
        "/bao-cao?from=2024-01-01&to=2024-06-30",
    ] {
        look(&mut intake, path, &LIVING).await;
    }
}

#[tokio::test]
async fn what_was_typed_stays_data() {
    let server = TestServer::demo().await;
    let page = server
        .visitor()
        .post(
            "/gui",
            &[("title", "</script><script>steal()</script>"), ("body", "")],
        )
        .await
        .expect(422);
    assert_eq!(alive(&page), LIVING);
    assert!(!page.text().contains("<script>steal"));
    assert!(page.text().contains(r"\u003c/script>"), "it is kept");
}
