//! The pages everybody may read: the register and its feed, procedures, agencies; found by any words, and never a wall.

mod support;

use atom_syndication::Feed;
use support::TestServer;

/// Answered by an agency of Bắc Kạn in 2024 that is no longer there.
const OLD_ANSWER: &str = "/cong-khai/PAKN.20240321.0001";

/// How an address writes these words.
fn asked(path: &str, parameters: &[(&str, &str)]) -> String {
    let query = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(parameters)
        .finish();
    format!("{path}?{query}")
}

#[tokio::test]
async fn the_register_is_searched_without_accents_and_filtered() {
    let server = TestServer::demo().await;
    let mut visitor = server.visitor();
    let all = visitor.get("/cong-khai").await.expect(200);
    assert!(
        all.says("20 câu trả lời đầu tiên, mới nhất trước"),
        "{}",
        all.words()
    );
    let found = visitor
        .get("/cong-khai?q=can+cuoc&on_time=yes&from=2026-01-01")
        .await
        .expect(200);
    assert!(found.text().contains("<mark>căn<"));
    assert_eq!(found.field("q").as_deref(), Some("can cuoc"));
    assert_eq!(found.field("on_time").as_deref(), Some("yes"));
    assert_eq!(found.field("from").as_deref(), Some("2026-01-01"));
    assert!(
        found
            .text()
            .contains(r#"href="/cong-khai?q=can+cuoc&amp;from=2026-01-01""#),
        "the filter by time can be taken away alone"
    );
    let none = visitor.get("/cong-khai?q=khongcogi").await.expect(200);
    assert!(none.says("Không tìm thấy câu trả lời nào"));
    assert!(none.says("Bỏ hết bộ lọc"), "and a way on");
}

#[tokio::test]
async fn a_filter_by_todays_agency_finds_what_its_predecessors_answered() {
    let server = TestServer::demo().await;
    let found = server
        .visitor()
        .get("/cong-khai?agency=so-nong-nghiep-moi-truong")
        .await
        .expect(200);
    assert!(found.says("PAKN.20240321.0001"), "{}", found.words());
    assert!(found.says("Sở Tài nguyên và Môi trường tỉnh Bắc Kạn"));
}

#[tokio::test]
async fn nothing_that_can_be_typed_into_an_address_breaks_a_page() {
    let server = TestServer::demo().await;
    let mut visitor = server.visitor();
    let odd = [
        "",
        " ",
        "\"",
        "' or 1=1 --",
        "<script>alert(1)</script>",
        "\u{0}\u{1}",
        "😡",
        "-",
        "%",
        "9999-99-99",
        "Đường",
        &"a".repeat(3_000),
    ];
    let parameters = [
        (
            "/cong-khai",
            &[
                "q",
                "field",
                "agency",
                "area",
                "procedure",
                "from",
                "to",
                "on_time",
                "after",
            ][..],
        ),
        ("/thu-tuc", &["q", "field", "level", "after"][..]),
        ("/co-quan", &["q"][..]),
        ("/cong-khai.atom", &["q", "field", "agency", "area"][..]),
    ];
    for (path, names) in parameters {
        for value in odd {
            for name in names {
                let page = visitor
                    .get(&asked(path, &[(name, value)]))
                    .await
                    .expect(200);
                assert!(!page.text().contains("<script>alert"), "{path} {name}");
            }
        }
    }
}

#[tokio::test]
async fn what_is_not_there_says_so_and_leads_on() {
    let server = TestServer::demo().await;
    let mut visitor = server.visitor();
    let unpublished = format!("/cong-khai/{}", server.case("assigned").record_code);
    for path in [
        unpublished.as_str(),
        "/cong-khai/PAKN.20260101.9999",
        "/thu-tuc/9.999999",
        "/thu-tuc/khong-phai-ma",
        "/co-quan/khong-co",
    ] {
        let page = visitor.get(path).await.expect(404);
        assert!(page.says("Không tìm thấy trang này"), "{path}");
        assert!(page.text().contains(r#"href="/""#), "{path}");
    }
}

#[tokio::test]
async fn an_answer_prints_the_old_name_and_leads_to_todays_agency() {
    let server = TestServer::demo().await;
    let page = server.visitor().get(OLD_ANSWER).await.expect(200);
    assert!(page.says("Sở Tài nguyên và Môi trường tỉnh Bắc Kạn"));
    assert!(
        page.says("trễ hạn, sau 20 ngày làm việc"),
        "{}",
        page.words()
    );
    let html = page.text();
    assert!(html.contains(r#"href="/co-quan/bk-so-tnmt""#));
    assert!(html.contains(r#"href="/co-quan/so-nong-nghiep-moi-truong""#));
    assert!(
        html.contains(r#"href="/gui?procedure="#),
        "who met the same can send it"
    );
    assert!(!page.says("Người gửi:"), "no name that was not to be shown");
}

#[tokio::test]
async fn the_form_knows_from_which_agency_one_comes() {
    let server = TestServer::demo().await;
    let mut visitor = server.visitor();
    let agency = visitor.get("/co-quan/so-xay-dung").await.expect(200);
    assert!(agency.text().contains(r#"href="/gui?agency=so-xay-dung""#));
    let chosen = |html: &str, slug: &str| {
        html.split("<option").any(|option| {
            option.contains(&format!("value=\"{slug}\"")) && option.contains("selected")
        })
    };
    let form = visitor.get("/gui?agency=so-xay-dung").await.expect(200);
    assert!(chosen(&form.text(), "so-xay-dung"));
    let other = visitor.get("/gui?agency=khong-co").await.expect(200);
    assert!(!chosen(&other.text(), "so-xay-dung"));
}

#[tokio::test]
async fn the_feed_has_whole_addresses_and_follows_a_filter() {
    let server = TestServer::demo().await;
    let mut visitor = server.visitor();
    let answer = visitor.get("/cong-khai.atom").await.expect(200);
    assert_eq!(
        answer.header("content-type"),
        "application/atom+xml; charset=utf-8"
    );
    let feed: Feed = answer.text().parse().expect("a feed");
    assert_eq!(feed.entries.len(), 30, "the latest ones");
    assert_eq!(feed.id, "https://langnghe.example/cong-khai.atom");
    assert!(feed.title.value.starts_with("Bản trình diễn"));
    for entry in &feed.entries {
        assert!(
            entry
                .id
                .starts_with("https://langnghe.example/cong-khai/PAKN."),
            "{}",
            entry.id
        );
        visitor
            .get(entry.id.trim_start_matches("https://langnghe.example"))
            .await
            .expect(200);
    }
    let newest_first = feed
        .entries
        .windows(2)
        .all(|pair| pair[0].updated >= pair[1].updated);
    assert!(newest_first);
    let filtered = visitor
        .get("/cong-khai.atom?agency=so-nong-nghiep-moi-truong")
        .await
        .expect(200);
    let filtered: Feed = filtered.text().parse().expect("a feed");
    assert!(!filtered.entries.is_empty() && filtered.entries.len() < 30);
    assert!(
        filtered
            .title
            .value
            .ends_with("Sở Nông nghiệp và Môi trường tỉnh Thái Nguyên"),
        "{}",
        filtered.title.value
    );
    let page = visitor.get("/cong-khai?q=duong").await.expect(200);
    assert!(
        page.text().contains(r#"href="/cong-khai.atom?q=duong""#),
        "the page names the feed of the same words"
    );
}

#[tokio::test]
async fn a_procedure_is_found_by_any_words_and_by_its_codes() {
    let server = TestServer::demo().await;
    let mut visitor = server.visitor();
    let words = visitor.get("/thu-tuc?q=dang+ky+khai+tu").await.expect(200);
    let first = words
        .text()
        .find("/thu-tuc/1.000656")
        .expect("the procedure");
    assert!(
        words.text()[..first].matches("/thu-tuc/").count() <= 1,
        "among the first"
    );
    let code = visitor.get("/thu-tuc?q=1.000656").await.expect(200);
    assert!(code.says("Thủ tục đăng ký khai tử"));
    let national = visitor.get("/thu-tuc/1.000656").await.expect(200);
    let local = visitor
        .get("/thu-tuc/1.000656.000.00.00.h55")
        .await
        .expect(200);
    assert!(local.says("Thủ tục đăng ký khai tử") && local.says("1.000656.000.00.00.H55"));
    for part in [
        "Trình tự thực hiện",
        "Cách thức thực hiện",
        "Thành phần, số lượng hồ sơ",
        "Thời hạn giải quyết",
        "Đối tượng thực hiện",
        "Cơ quan thực hiện",
        "Mẫu đơn, tờ khai",
        "Kết quả thực hiện",
        "Yêu cầu, điều kiện",
        "Phí, lệ phí",
        "Căn cứ pháp lý",
    ] {
        assert!(national.says(part), "{part}");
    }
    assert!(
        national.says("Dữ liệu còn thiếu Thời hạn giải quyết"),
        "{}",
        national.words()
    );
    assert!(
        national.says("Ủy ban nhân dân xã, phường nơi xảy ra việc"),
        "a procedure of the communes"
    );
    assert!(national.says("Nguồn: Cổng Dịch vụ công quốc gia"));
}

#[tokio::test]
async fn the_catalogue_is_paged_without_gap_or_repeat() {
    let server = TestServer::empty().await;
    let mut visitor = server.visitor();
    let codes = |html: &str| -> Vec<String> {
        let parts = html
            .split(r#"class="result-title"><a href="/thu-tuc/"#)
            .skip(1);
        parts
            .filter_map(|part| part.split('"').next())
            .map(str::to_owned)
            .collect()
    };
    let first = visitor
        .get("/thu-tuc?field=H%E1%BB%99+t%E1%BB%8Bch")
        .await
        .expect(200);
    let mut seen = codes(&first.text());
    assert_eq!(seen.len(), 20);
    while seen.len() < 41 {
        let after = seen.last().expect("a code").clone();
        let next = visitor
            .get(&asked(
                "/thu-tuc",
                &[("field", "Hộ tịch"), ("after", &after)],
            ))
            .await
            .expect(200);
        let more = codes(&next.text());
        assert!(!more.is_empty());
        seen.extend(more);
    }
    let mut different = seen.clone();
    different.sort();
    different.dedup();
    assert_eq!((seen.len(), different.len()), (41, 41));
}

#[tokio::test]
async fn an_old_communes_name_finds_the_commune_of_today() {
    let server = TestServer::demo().await;
    let mut visitor = server.visitor();
    for words in ["xã Bành Trạch", "banh trach", "Bành Trạch Ba Bể"] {
        let found = visitor
            .get(&asked("/co-quan", &[("q", words)]))
            .await
            .expect(200);
        assert!(
            found.says("Gồm Xã Bành Trạch, Huyện Ba Bể trước đây"),
            "{words}: {}",
            found.words()
        );
        assert!(
            found.text().contains(r#"href="/co-quan/ubnd-phuc-loc""#),
            "{words}"
        );
    }
    let past = visitor
        .get("/co-quan?q=tai+nguyen+bac+kan")
        .await
        .expect(200);
    assert!(
        past.says("Kết thúc ngày 28/02/2025; nay là Sở Nông nghiệp và Môi trường tỉnh Thái Nguyên"),
        "{}",
        past.words()
    );
}

#[tokio::test]
async fn an_agency_that_is_gone_says_what_became_of_it() {
    let server = TestServer::demo().await;
    let mut visitor = server.visitor();
    let page = visitor.get("/co-quan/bk-so-tnmt").await.expect(200);
    assert!(page.says("Cơ quan này đã kết thúc hoạt động ngày 28/02/2025"));
    assert!(page.says("Sở Nông nghiệp và Môi trường tỉnh Thái Nguyên"));
    assert!(
        page.says("chưa đối chiếu văn bản"),
        "what is not checked is not shown as law"
    );
    assert!(page.says("Không đủ dữ liệu"), "one answer makes no share");
    let today = visitor.get("/co-quan/so-tu-phap").await.expect(200);
    assert!(today.says("0208 3000 004") && today.says("Trương Văn Cường"));
    assert!(!today.says("Cơ quan này đã kết thúc"));
}

#[tokio::test]
async fn a_new_installation_says_what_these_pages_are_for() {
    let server = TestServer::empty().await;
    let mut visitor = server.visitor();
    let register = visitor.get("/cong-khai").await.expect(200);
    assert!(register.says("Chưa có câu trả lời nào được công khai"));
    let feed: Feed = visitor
        .get("/cong-khai.atom")
        .await
        .expect(200)
        .text()
        .parse()
        .expect("a feed");
    assert!(feed.entries.is_empty() && !feed.title.value.contains("trình diễn"));
    let agency = visitor.get("/co-quan/so-tu-phap").await.expect(200);
    assert!(agency.says("Cơ quan chưa công bố địa chỉ và đường dây nóng"));
}

#[tokio::test]
async fn the_pages_speak_english_and_name_the_language_of_what_people_wrote() {
    let server = TestServer::demo().await;
    let mut visitor = server.visitor();
    visitor.set_cookie(server::cookies::LANG_COOKIE, "en");
    let register = visitor.get("/cong-khai").await.expect(200);
    assert!(
        register.says("Published answers") && register.says("The first 20 answers, newest first")
    );
    assert!(
        register
            .text()
            .contains(r#"<h2 lang="vi" class="result-title">"#)
    );
    let agency = visitor.get("/co-quan/bk-so-tnmt").await.expect(200);
    assert!(agency.says("This agency ended on 28 February 2025"));
    let procedure = visitor.get("/thu-tuc/1.000656").await.expect(200);
    assert!(procedure.says("Papers and copies") && procedure.says("Our data lack a part"));
}
