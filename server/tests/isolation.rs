//! Many people at once: each gets a page of their own, whole, in their own language, with their own words and nobody else's.

mod support;

use support::{Browser, TestServer};

const PEOPLE: usize = 24;
const ROUNDS: usize = 6;

/// Posts a form with a gap and reads the pages around it; says what is wrong with what came back.
async fn visit(mut browser: Browser, person: usize) -> Vec<String> {
    let lang = if person.is_multiple_of(2) { "vi" } else { "en" };
    browser.set_cookie("__Host-ln-lang", lang);
    let mine = format!("tiếng nói riêng số {person}.");
    let mut wrong = Vec::new();
    for _ in 0..ROUNDS {
        let failed = browser
            .post("/gui", &[("title", mine.as_str()), ("intent", "check")])
            .await
            .expect(422);
        if !failed.text().contains(&mine) {
            wrong.push(format!("{person} lost what was typed"));
        }
        if failed.text().matches("tiếng nói riêng số").count()
            != failed.text().matches(&mine).count()
        {
            wrong.push(format!("{person} read another's words"));
        }
        for path in ["/", "/cong-khai", "/tra-cuu"] {
            let page = browser.get(path).await.expect(200);
            if !page.text().contains("· Lắng Nghe</title>") {
                wrong.push(format!("{person} got {path} without a title"));
            }
            if !page.text().contains(&format!("<html lang=\"{lang}\"")) {
                wrong.push(format!("{person} got {path} in another language"));
            }
            if page.text().contains("tiếng nói riêng số") {
                wrong.push(format!("{person} found a form on {path}"));
            }
        }
    }
    wrong
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_at_once_do_not_get_into_each_others_pages() {
    let server = TestServer::demo().await;
    let visits: Vec<_> = (0..PEOPLE)
        .map(|person| tokio::spawn(visit(server.visitor(), person)))
        .collect();
    let mut wrong = Vec::new();
    for visit in visits {
        wrong.extend(visit.await.expect("a visit ended by a panic"));
    }
    assert!(
        wrong.is_empty(),
        "{} faults: {:?}",
        wrong.len(),
        &wrong[..wrong.len().min(8)]
    );
}
