//! Administrators see how well suggestions and decisions agree, let the program learn, and take it back.

mod support;

use support::TestServer;

const PAGE: &str = "/quan-tri/phan-tich";

#[tokio::test]
async fn only_administrators_see_and_change_what_was_learned() {
    let server = TestServer::demo().await;
    let mut visitor = server.visitor();
    visitor.get(PAGE).await.expect(303);
    for path in ["/quan-tri/phan-tich/hoc", "/quan-tri/phan-tich/dung"] {
        let page = visitor.post(path, &[("number", "0")]).await.expect(303);
        assert!(
            page.location().starts_with("/dang-nhap"),
            "{}",
            page.location()
        );
        for username in ["tiepnhan", "kiemtra", "tuphap.lanhdao"] {
            let mut official = server.sign_in(username).await;
            official.get(PAGE).await.expect(403);
            official.post(path, &[("number", "0")]).await.expect(403);
        }
    }
    assert!(
        server
            .store
            .learned_models()
            .await
            .expect("models")
            .is_empty()
    );
    assert!(server.store.model_uses().await.expect("uses").is_empty());
}

#[tokio::test]
async fn agreement_on_the_demonstration_is_shown_with_its_counts() {
    let server = TestServer::demo().await;
    let page = server.sign_in("quantri").await.get(PAGE).await.expect(200);
    assert!(page.says("Cán bộ quyết định như gợi ý"));
    assert!(page.says("Phân loại") && page.says("Theo tháng"));
    let rows = server.store.agreement().await.expect("agreement");
    let sum = |part: fn(&store::suggestions::Agreed) -> i64| {
        rows.iter()
            .filter(|row| row.question == "classification")
            .map(part)
            .sum::<i64>()
    };
    let (told, agreed) = (sum(|row| row.told), sum(|row| row.told_agreed));
    assert!(told > 20, "{told}");
    assert!(page.says(&format!("({agreed}/{told})")), "{}", page.words());
    assert!(page.says("không đủ dữ liệu"), "some month has few");
}

#[tokio::test]
async fn what_was_learned_is_compared_put_to_use_and_taken_back() {
    let server = TestServer::demo().await;
    let mut administrator = server.sign_in("quantri").await;
    let home = administrator.get("/can-bo").await.expect(303);
    assert_eq!(home.location(), PAGE, "an administrator has no board");
    administrator
        .post("/quan-tri/phan-tich/hoc", &[("", "")])
        .await
        .expect(303);
    let page = administrator.get(PAGE).await.expect(200);
    assert!(
        page.says("bản 1") && page.says("Kim Hữu Trác"),
        "{}",
        page.words()
    );
    assert_eq!(server.store.model_in_use().await.expect("number"), 0);

    let unknown = administrator
        .post("/quan-tri/phan-tich/dung", &[("number", "9")])
        .await;
    assert_eq!(unknown.status, 404);
    administrator
        .post("/quan-tri/phan-tich/dung", &[("number", "một")])
        .await
        .expect(404);
    administrator
        .post("/quan-tri/phan-tich/dung", &[("number", "1")])
        .await
        .expect(303);
    assert_eq!(server.store.model_in_use().await.expect("number"), 1);
    assert!(administrator.get(PAGE).await.expect(200).says("Đang dùng"));
    administrator
        .post("/quan-tri/phan-tich/dung", &[("number", "0")])
        .await
        .expect(303);
    assert_eq!(server.store.model_in_use().await.expect("number"), 0);
    let uses = server.store.model_uses().await.expect("uses");
    assert_eq!(uses.iter().map(|one| one.model).collect::<Vec<_>>(), [0, 1]);
}
