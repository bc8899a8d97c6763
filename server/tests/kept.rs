//! Pages that everybody sees alike: drawn once, outdated by whatever is recorded, and never one person's.

mod support;

use chrono::TimeDelta;
use domain::action::Action;
use domain::actor::Actor;
use store::db::Db;
use support::{Page, TestServer};

const ANSWER: &str = "/cong-khai/PAKN.20240321.0001";

/// Changes what is public of an answer past the store: a page that is drawn afterwards shows it.
async fn retitle(server: &TestServer, title: &str) {
    let Db::Sqlite { writer, .. } = server.store.db() else {
        panic!("tests run on SQLite")
    };
    sqlx::query("update publication set title = $1 where record_code = 'PAKN.20240321.0001'")
        .bind(title)
        .execute(writer)
        .await
        .expect("changed");
}

fn nonce(page: &Page) -> String {
    let policy = page.header("content-security-policy");
    let nonce = policy.split("'nonce-").nth(1).expect("a nonce");
    nonce.split('\'').next().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn a_page_is_drawn_once_until_something_is_recorded() {
    let server = TestServer::demo().await;
    let first = server.visitor().get(ANSWER).await.expect(200);
    retitle(&server, "Nhan đề vẽ lại").await;
    let kept = server.visitor().get(ANSWER).await.expect(200);
    assert!(!kept.says("Nhan đề vẽ lại"), "it was kept");

    // Each reader has a nonce that nobody else has, in the policy and at every script.
    let (one, two) = (nonce(&first), nonce(&kept));
    assert_ne!(one, two);
    assert_eq!(
        kept.text().replace(&two, &one),
        first.text(),
        "nothing else differs"
    );
    assert!(kept.text().contains(&format!("nonce=\"{two}\"")));

    // Whatever is recorded may change any page.
    let code = &server.case("submitted").code;
    let case = server.store.petition_by_tracking_code(code).await;
    let id = case.expect("a petition").id;
    let withdraw = Action::Withdraw { reason: None };
    server
        .store
        .perform(&Actor::Sender, id, None, withdraw)
        .await
        .expect("withdrawn");
    let fresh = server.visitor().get(ANSWER).await.expect(200);
    assert!(fresh.says("Nhan đề vẽ lại"));
}

#[tokio::test]
async fn ten_seconds_are_the_longest() {
    let server = TestServer::demo().await;
    server.visitor().get(ANSWER).await.expect(200);
    retitle(&server, "Nhan đề vẽ lại").await;
    server.clock.set(server.store.now() + TimeDelta::seconds(9));
    let kept = server.visitor().get(ANSWER).await.expect(200);
    assert!(!kept.says("Nhan đề vẽ lại"));
    server.clock.set(server.store.now() + TimeDelta::seconds(1));
    let fresh = server.visitor().get(ANSWER).await.expect(200);
    assert!(fresh.says("Nhan đề vẽ lại"));
}

#[tokio::test]
async fn who_brings_a_cookie_gets_a_page_of_their_own_and_leaves_none() {
    let server = TestServer::demo().await;
    let mut english = server.visitor();
    english.set_cookie("__Host-ln-lang", "en");
    let page = english.get("/cong-khai").await.expect(200);
    assert!(page.says("Published answers") || page.text().contains("lang=\"en\""));
    let page = server.visitor().get("/cong-khai").await.expect(200);
    assert!(page.says("Câu trả lời đã công khai"));
    let page = english.get("/cong-khai").await.expect(200);
    assert!(page.text().contains("lang=\"en\""));
    // What an official is shown is neither taken from there nor put there.
    let mut intake = server.sign_in("tiepnhan").await;
    server.visitor().get(ANSWER).await.expect(200);
    retitle(&server, "Nhan đề vẽ lại").await;
    assert!(intake.get(ANSWER).await.expect(200).says("Nhan đề vẽ lại"));
    assert!(
        !server
            .visitor()
            .get(ANSWER)
            .await
            .expect(200)
            .says("Nhan đề vẽ lại")
    );
}

#[tokio::test]
async fn what_is_not_there_is_not_kept() {
    let server = TestServer::demo().await;
    for _ in 0..2 {
        let page = server.visitor().get("/cong-khai/PAKN.20240321.9999").await;
        page.expect(404);
    }
    let long = format!("/cong-khai?q={}", "duong+".repeat(100));
    for _ in 0..2 {
        server.visitor().get(&long).await.expect(200);
    }
}
