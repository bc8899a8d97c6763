//! What many petitions speak of: for everybody, with small numbers kept back, and for officials, with the petitions.

mod support;

use chrono::TimeDelta;
use domain::publication::Audience;
use store::topics::counting::TopicFilter;
use support::{NOW, Page, TestServer};

const OPEN: &str = "/thong-ke/chu-de";
const DESK: &str = "/can-bo/phan-tich";

async fn read() -> TestServer {
    let server = TestServer::demo().await;
    server.read_topics().await;
    server
}

/// The number of the topic about the badges of vehicles, the one that rises in the demonstration.
async fn badges(server: &TestServer) -> i64 {
    let largest = server.store.largest_topics(1).await.expect("topics");
    assert!(largest[0].label.contains("phù hiệu"), "{largest:?}");
    largest[0].id
}

fn whole(audience: Audience) -> TopicFilter {
    let day = |text: &str| text.parse().expect("day");
    TopicFilter::all(audience, day("2024-01-01"), day("2026-12-31"))
}

/// Every figure that a page tells a reader, by the words around it.
fn figures(page: &Page) -> Vec<i64> {
    page.words()
        .split("khoảng ")
        .skip(1)
        .filter_map(|rest| {
            let digits: String = rest
                .chars()
                .take_while(|symbol| symbol.is_ascii_digit() || *symbol == '.')
                .filter(char::is_ascii_digit)
                .collect();
            digits.parse().ok()
        })
        .collect()
}

#[tokio::test]
async fn reading_goes_on_where_it_stopped_and_counts_once() {
    let server = read().await;
    let count = async || {
        let filter = whole(Audience::Desk);
        server.store.count_members(&filter).await.expect("count")
    };
    let first = count().await;
    assert!(first > 100, "{first}");
    server.read_topics().await;
    assert_eq!(count().await, first);
    let (place, kept) = server.store.topics_so_far().await.expect("place");
    assert_eq!(place.seq, server.store.log_head().await.expect("head"));
    assert!(kept.expect("kept").len() > 1_000);
}

#[tokio::test]
async fn everybody_reads_official_names_and_rounded_figures() {
    let server = read().await;
    let page = server.visitor().get(OPEN).await.expect(200);
    let badge = server
        .store
        .catalogue()
        .procedure("2.002288")
        .expect("procedure")
        .name
        .clone();
    assert!(page.says(&badge), "{}", page.words());
    let figures = figures(&page);
    assert!(figures.len() > 10, "{}", page.words());
    assert!(
        figures.iter().all(|figure| *figure >= 5 && figure % 5 == 0),
        "{figures:?}"
    );
    assert!(page.says("dưới 5"), "small months are kept back");
    for told in [
        "Chúng tôi đếm thế nào",
        "làm tròn đến 5",
        "Xem bảng số liệu",
    ] {
        assert!(page.says(told), "{told}");
    }
    let topic = badges(&server).await;
    assert!(
        page.text()
            .contains(&format!("href=\"/cong-khai?chu_de={topic}\"")),
        "a figure opens what is published"
    );
}

#[tokio::test]
async fn words_of_a_few_petitions_are_not_told_to_everybody() {
    let server = read().await;
    let page = server.visitor().get(OPEN).await.expect(200);
    let small: Vec<_> = server
        .store
        .largest_topics(500)
        .await
        .expect("topics")
        .into_iter()
        .filter(|topic| topic.size < 5)
        .collect();
    assert!(small.len() > 50);
    for topic in small {
        assert_eq!(topic.public_label, None, "{topic:?}");
        assert!(
            topic.label.is_empty() || !page.says(&topic.label),
            "{topic:?}"
        );
        let link = format!("chu_de={}\"", topic.id);
        assert!(!page.text().contains(&link), "{topic:?}");
    }
}

#[tokio::test]
async fn narrowing_the_page_tells_nothing_of_a_few() {
    let server = read().await;
    let mut visitor = server.visitor();
    let mut told = 0;
    for (name, values) in [
        ("xa", ["05500", "05518", "02020", "01840"]),
        (
            "co_quan",
            ["so-xay-dung", "ubnd-cho-don", "so-y-te", "khong-co"],
        ),
        ("thu_tuc", ["2.002288", "1.013978", "1.000656", "0"]),
    ] {
        for value in values {
            let page = visitor
                .get(&format!("{OPEN}?{name}={value}"))
                .await
                .expect(200);
            let figures = figures(&page);
            assert!(
                figures.iter().all(|figure| *figure >= 5 && figure % 5 == 0),
                "{name} {value}: {figures:?}"
            );
            assert!(
                !page.text().contains(">0</td>"),
                "within a filter none looks like a few: {name} {value}"
            );
            if figures.is_empty() {
                assert!(page.says("Không đủ dữ liệu"), "{name} {value}");
            } else {
                told += 1;
            }
        }
    }
    assert!(told > 0 && told < 12, "some are told, some are not: {told}");
    let one = visitor
        .get(&format!("{OPEN}?thu_tuc=2.002288"))
        .await
        .expect(200);
    let two = visitor
        .get(&format!("{OPEN}?thu_tuc=2.002288&xa=05500"))
        .await
        .expect(200);
    assert!(two.says("Mỗi lần chỉ lọc theo một điều"));
    assert_eq!(
        figures(&one),
        figures(&two),
        "the second filter tells nothing"
    );
}

#[tokio::test]
async fn what_nobody_has_read_or_what_is_hidden_is_not_counted_in_public() {
    let server = read().await;
    let count = async |audience| {
        let filter = whole(audience);
        server.store.count_members(&filter).await.expect("count")
    };
    let (desk, open) = (count(Audience::Desk).await, count(Audience::Public).await);
    assert!(open < desk);
    let mut proposer = server.sign_in("congkhai").await;
    let topic = badges(&server).await;
    let filter = TopicFilter {
        topic: Some(topic),
        ..whole(Audience::Public)
    };
    let published = server
        .store
        .topic_petitions(&filter, i64::MAX, 50)
        .await
        .expect("petitions")
        .into_iter()
        .find(|petition| petition.status == "published")
        .expect("a published one");
    let address = format!("/can-bo/{}", published.record_code);
    let page = proposer.get(&address).await.expect(200);
    let version = page.field("row_version").expect("a form");
    proposer
        .post(
            &format!("{address}/propose_hiding"),
            &[
                ("row_version", version.as_str()),
                ("reason", "Nội dung liên quan đến đời tư của người gửi"),
            ],
        )
        .await
        .expect(303);
    let mut leader = server.sign_in("xaydung.lanhdao").await;
    let page = leader.get(&address).await.expect(200);
    let version = page.field("row_version").expect("a form");
    leader
        .post(
            &format!("{address}/confirm_hiding"),
            &[("row_version", version)],
        )
        .await
        .expect(303);
    server.read_topics().await;
    assert_eq!(count(Audience::Public).await, open - 1);
    assert_eq!(count(Audience::Desk).await, desk);
}

#[tokio::test]
async fn the_register_shows_the_published_petitions_of_a_topic() {
    let server = read().await;
    let topic = badges(&server).await;
    let mut visitor = server.visitor();
    let page = visitor
        .get(&format!("/cong-khai?chu_de={topic}"))
        .await
        .expect(200);
    assert!(
        page.says("2 câu trả lời, mới nhất trước"),
        "{}",
        page.words()
    );
    assert!(page.says("Chủ đề: "), "the filter is named");
    assert_eq!(page.field("chu_de"), Some(topic.to_string()), "and kept");
    let small = server
        .store
        .largest_topics(500)
        .await
        .expect("topics")
        .pop()
        .expect("a small one");
    let page = visitor
        .get(&format!("/cong-khai?chu_de={}", small.id))
        .await
        .expect(200);
    assert!(
        page.says(&format!("Chủ đề số {}", small.id)),
        "a small one has no name here"
    );
    for odd in ["x", "-1", "99999999999999999999", "%00", "' or 1=1"] {
        let page = visitor
            .get(&format!("/cong-khai?chu_de={}", odd.replace(' ', "+")))
            .await
            .expect(200);
        assert!(page.says("Không tìm thấy câu trả lời nào"), "{odd}");
    }
}

#[tokio::test]
async fn officials_see_what_rises_with_the_cases_that_make_it() {
    let server = read().await;
    let mut intake = server.sign_in("tiepnhan").await;
    let page = intake.get(DESK).await.expect(200);
    assert!(page.says("Tăng bất thường"), "{}", page.words());
    assert!(page.says("8 phản ánh trong bảy ngày"), "{}", page.words());
    let filter = TopicFilter {
        topic: Some(badges(&server).await),
        ..whole(Audience::Desk)
    };
    let latest = server
        .store
        .topic_petitions(&filter, i64::MAX, 1)
        .await
        .expect("petitions");
    assert!(
        page.text()
            .contains(&format!("href=\"/can-bo/{}\"", latest[0].record_code)),
        "with links to the cases"
    );
    // A fortnight later it is no news any more.
    server
        .clock
        .set(NOW.parse::<chrono::DateTime<chrono::Utc>>().expect("now") + TimeDelta::days(14));
    let mut intake = server.sign_in("tiepnhan").await;
    let page = intake.get(DESK).await.expect(200);
    assert!(page.says("Bảy ngày qua không có gì tăng bất thường"));
}

#[tokio::test]
async fn every_figure_of_the_desk_opens_its_petitions() {
    let server = read().await;
    let mut intake = server.sign_in("tiepnhan").await;
    let page = intake.get(DESK).await.expect(200);
    let html = page.text();
    let mut opened = 0;
    for part in html.split("href=\"/can-bo/phan-tich/phan-anh?").skip(1) {
        let Some((query, rest)) = part.split_once("\">") else {
            continue;
        };
        let Some((figure, _)) = rest.split_once("</a>") else {
            continue;
        };
        let Ok(figure) = figure.trim_end_matches("<!>").parse::<usize>() else {
            continue;
        };
        // One in four is enough to catch a wrong link.
        opened += 1;
        if opened % 4 != 0 {
            continue;
        }
        let address = format!("{DESK}/phan-anh?{}", query.replace("&amp;", "&"));
        let behind = intake.get(&address).await.expect(200);
        assert!(
            behind.says(&format!("{figure} phản ánh nhận từ")),
            "{address}: {}",
            behind.words()
        );
        assert_eq!(
            behind.text().matches("href=\"/can-bo/PAKN").count(),
            figure.min(30),
            "{address}"
        );
    }
    assert!(opened > 20, "{opened}");
}

#[tokio::test]
async fn who_sees_a_part_counts_that_part() {
    let server = read().await;
    let mut handler = server.sign_in("xaydung.xuly").await;
    let page = handler.get(DESK).await.expect(200);
    assert!(page.says("Chỉ tính những phản ánh mà đơn vị của bạn chủ trì hoặc phối hợp"));
    let behind = handler
        .get(&format!("{DESK}/phan-anh?ky=52"))
        .await
        .expect(200);
    let codes: Vec<String> = behind
        .text()
        .split("href=\"/can-bo/PAKN")
        .skip(1)
        .filter_map(|part| Some(format!("/can-bo/PAKN{}", part.split_once('"')?.0)))
        .collect();
    assert!(!codes.is_empty());
    for code in codes {
        handler.get(&code).await.expect(200);
    }
    // A topic without any of theirs is not there for them.
    let births = server
        .store
        .largest_topics(50)
        .await
        .expect("topics")
        .into_iter()
        .find(|topic| topic.label.contains("khai sinh"))
        .expect("births");
    handler
        .get(&format!("{DESK}/chu-de/{}", births.id))
        .await
        .expect(404);
    let mut intake = server.sign_in("tiepnhan").await;
    intake
        .get(&format!("{DESK}/chu-de/{}", births.id))
        .await
        .expect(200);
    // Nor do they read words that only few have written.
    for topic in server.store.largest_topics(500).await.expect("topics") {
        if topic.public_label.is_none() && topic.label.contains(", ") {
            assert!(!page.says(&topic.label), "{topic:?}");
        }
    }
}

#[tokio::test]
async fn only_intake_and_publishers_name_and_merge() {
    let server = read().await;
    let topic = badges(&server).await;
    let (name, merge) = (
        format!("{DESK}/chu-de/{topic}/ten"),
        format!("{DESK}/chu-de/{topic}/gop"),
    );
    for username in ["kiemtra", "xaydung.lanhdao", "xaydung.xuly", "quantri"] {
        let mut browser = server.sign_in(username).await;
        let denied = browser
            .post(&name, &[("topic_name", "Phù hiệu xe")])
            .await
            .expect(403);
        assert!(
            denied.says("Chỉ cán bộ tiếp nhận và cán bộ công khai"),
            "{username}"
        );
        browser
            .post(&merge, &[("merge_into", "1")])
            .await
            .expect(403);
    }
    let mut visitor = server.visitor();
    let sent = visitor
        .post(&name, &[("topic_name", "Phù hiệu xe")])
        .await
        .expect(303);
    assert!(sent.location().starts_with("/dang-nhap"));
    assert!(
        visitor
            .get(DESK)
            .await
            .expect(303)
            .location()
            .starts_with("/dang-nhap")
    );
    let mut administrator = server.sign_in("quantri").await;
    administrator.get(DESK).await.expect(403);
    administrator
        .get(&format!("{DESK}/phan-anh"))
        .await
        .expect(403);
    let mut auditor = server.sign_in("kiemtra").await;
    let page = auditor
        .get(&format!("{DESK}/chu-de/{topic}"))
        .await
        .expect(200);
    assert!(
        !page.says("Đặt tên hoặc gộp"),
        "who only audits changes nothing"
    );
    assert_eq!(
        server.store.topic_changes(topic).await.expect("changes"),
        []
    );
}

#[tokio::test]
async fn a_name_reaches_everybody_and_a_merger_moves_the_petitions() {
    let server = read().await;
    let topic = badges(&server).await;
    let mut intake = server.sign_in("tiepnhan").await;
    let page = intake
        .post(
            &format!("{DESK}/chu-de/{topic}/ten"),
            &[("topic_name", "  Phù hiệu xe   bị trả ")],
        )
        .await
        .expect(303);
    let page = intake.get(page.location()).await.expect(200);
    assert!(page.says("Phù hiệu xe bị trả") && page.says("đặt tên “Phù hiệu xe bị trả”"));
    let open = server.visitor().get(OPEN).await.expect(200);
    assert!(open.says("Phù hiệu xe bị trả"));

    let other = server.store.largest_topics(2).await.expect("topics")[1].clone();
    let sizes = other.size;
    let page = intake
        .post(
            &format!("{DESK}/chu-de/{}/gop", other.id),
            &[("merge_into", topic.to_string())],
        )
        .await
        .expect(303);
    assert_eq!(page.location(), format!("{DESK}/chu-de/{topic}"));
    // What is read afterwards goes on with the merged topic.
    server.read_topics().await;
    let merged = server
        .store
        .topic(other.id)
        .await
        .expect("topic")
        .expect("there");
    assert_eq!(merged.id, topic);
    assert!(merged.size > sizes);
    let gone = intake
        .get(&format!("{DESK}/chu-de/{}", other.id))
        .await
        .expect(200);
    assert!(gone.says("Phù hiệu xe bị trả"), "the old address leads on");
}

#[tokio::test]
async fn a_name_that_cannot_be_is_said_to_be_so_and_kept() {
    let server = read().await;
    let topic = badges(&server).await;
    let mut intake = server.sign_in("tiepnhan").await;
    let path = format!("{DESK}/chu-de/{topic}/ten");
    let long = "a".repeat(81);
    for (typed, said) in [
        (long.as_str(), "nhiều nhất 80 ký tự"),
        ("123 456", "bằng chữ"),
        ("Gọi chị Hoàng Thị Mẩy 0900 000 123", "Bỏ tên người"),
    ] {
        let page = intake
            .post(&path, &[("topic_name", typed)])
            .await
            .expect(422);
        assert!(page.says(said), "{typed}: {}", page.words());
        assert_eq!(page.field("topic_name").as_deref(), Some(typed));
    }
    let merge = format!("{DESK}/chu-de/{topic}/gop");
    for typed in ["", "x", "-1", "999999", &topic.to_string()] {
        let page = intake
            .post(&merge, &[("merge_into", typed)])
            .await
            .expect(422);
        assert!(page.says("Chưa gộp được"), "{typed}: {}", page.words());
    }
    for missing in ["999999", "x", "-1"] {
        intake
            .post(
                &format!("{DESK}/chu-de/{missing}/ten"),
                &[("topic_name", "Tên")],
            )
            .await
            .expect(404);
        intake
            .get(&format!("{DESK}/chu-de/{missing}"))
            .await
            .expect(404);
    }
}

#[tokio::test]
async fn nothing_that_can_be_typed_into_an_address_breaks_these_pages() {
    let server = read().await;
    let mut intake = server.sign_in("tiepnhan").await;
    let long = "a".repeat(3_000);
    for value in [
        "",
        "\"",
        "' or 1=1 --",
        "<script>alert(1)</script>",
        "\u{0}",
        "😡",
        "-1",
        &long,
    ] {
        for name in [
            "ky",
            "linh_vuc",
            "co_quan",
            "xa",
            "thu_tuc",
            "thanh_phan",
            "sau",
        ] {
            let query = form_urlencoded::Serializer::new(String::new())
                .append_pair(name, value)
                .finish();
            for path in [OPEN, "/thong-ke", DESK, "/can-bo/phan-tich/phan-anh"] {
                let page = intake.get(&format!("{path}?{query}")).await.expect(200);
                assert!(!page.text().contains("<script>alert"), "{path} {name}");
            }
        }
    }
}

#[tokio::test]
async fn statistics_say_what_the_books_say_and_nothing_that_rests_on_too_few() {
    let server = TestServer::demo().await;
    let mut visitor = server.visitor();
    let half = visitor.get("/thong-ke?ky=2024-1").await.expect(200);
    for told in [
        "Từ 01/01/2024 đến 30/06/2024",
        "Hợp lệ, thuộc thẩm quyền của tỉnh 7",
        "Không hợp lệ, trả lại kèm hướng dẫn 17",
        "Không thuộc thẩm quyền, chuyển bộ, ngành 3",
        "5 trên 7 câu trả lời đúng hạn (71 %)",
    ] {
        assert!(half.says(told), "{told} is missing in {}", half.words());
    }
    let year = visitor.get("/thong-ke").await.expect(200);
    assert!(year.says("kỳ chưa kết thúc") && year.says("Năm 2026"));
    assert!(year.text().contains("href=\"/thong-ke/chu-de\""));
    let empty = TestServer::empty().await;
    let mut visitor = empty.visitor();
    let page = visitor.get("/thong-ke").await.expect(200);
    assert!(page.says("Chưa có phản ánh nào trong kỳ này"));
    let page = visitor.get(OPEN).await.expect(200);
    assert!(page.says("Không đủ dữ liệu"));
}

#[tokio::test]
async fn the_pages_speak_english() {
    let server = read().await;
    let mut intake = server.sign_in("tiepnhan").await;
    intake.set_cookie(server::cookies::LANG_COOKIE, "en");
    let topic = badges(&server).await;
    for (path, words) in [
        (OPEN, "What people speak of"),
        ("/thong-ke", "How those received were classified"),
        (DESK, "Unusual rise"),
        ("/can-bo/phan-tich/phan-anh", "petitions received from"),
        (&format!("{DESK}/chu-de/{topic}"), "Name or merge the topic"),
    ] {
        let page = intake.get(path).await.expect(200);
        assert!(page.says(words), "{path}: {}", page.words());
    }
}
