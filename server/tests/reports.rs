//! `/bao-cao`, `/bao-cao.csv`, `/bao-cao.xlsx`: the figures, who may see which of them, and what a wrong question gets.

mod support;

use app::api::reports::columns::{Column, Section};
use axum::http::header;
use calamine::{Data, Reader as _, Xlsx, open_workbook_from_rs};
use domain::lang::Lang;
use domain::statistics::{Breakdown, Period, PeriodicReport};
use store::statistics::ReportFilter;
use support::TestServer;

const HALF: &str = "tu=2024-01-01&den=2024-06-30";

fn columns() -> Vec<&'static Column> {
    Section::ALL
        .into_iter()
        .flat_map(Section::new_columns)
        .collect()
}

async fn stored(
    server: &TestServer,
    breakdown: Breakdown,
    filter: &ReportFilter,
) -> PeriodicReport {
    let half = Period::half(2024, false).expect("half");
    server
        .store
        .periodic_report(half, breakdown, filter, Lang::Vi)
        .await
        .expect("a report")
}

/// Name and figures of every line and of the total.
fn rows(report: &PeriodicReport) -> Vec<(String, Vec<i64>)> {
    let total = [("Cộng".to_owned(), &report.total)];
    let lines = report
        .lines
        .iter()
        .map(|line| (line.name.clone(), &line.figures))
        .chain(total);
    lines
        .map(|(name, figures)| {
            (
                name,
                columns()
                    .into_iter()
                    .map(|column| column.of(figures))
                    .collect(),
            )
        })
        .collect()
}

#[tokio::test]
async fn the_first_half_of_2024_shows_27_7_17_3() {
    let server = TestServer::demo().await;
    let mut intake = server.sign_in("tiepnhan").await;
    let page = intake
        .get(&format!("/bao-cao?{HALF}&theo=agency&kenh=dvcqg"))
        .await
        .expect(200);
    assert!(
        page.says(
            "27 phản ánh, kiến nghị nhận trong kỳ 7 hợp lệ, thuộc thẩm quyền của tỉnh \
         17 không hợp lệ, trả lại người gửi 3 không thuộc thẩm quyền, chuyển bộ, ngành"
        ) || page.says(
            "phản ánh, kiến nghị nhận trong kỳ 27 hợp lệ, thuộc thẩm quyền của tỉnh 7 \
         không hợp lệ, trả lại người gửi 17 không thuộc thẩm quyền, chuyển bộ, ngành 3"
        )
    );
    for sum in [
        "✓ 27 nhận trong kỳ = 7 hợp lệ + 17 không hợp lệ + 3 không thuộc thẩm quyền + 0 chưa phân loại",
        "✓ 0 kỳ trước chuyển qua + 27 nhận trong kỳ = 27 giải quyết xong + 0 còn lại cuối kỳ",
        "✓ Các dòng cộng lại bằng dòng tổng",
    ] {
        assert!(page.says(sum), "{sum} is missing in {}", page.words());
    }
    assert!(!page.says("✗"));
    for named in [
        "Tính theo ngày tiếp nhận.",
        "Tính theo ngày giải quyết xong.",
        "Từ 01/01/2024 đến 30/06/2024",
        "Lâm Thị Hoài Thảo Nguyên, lúc 10:00, 25/11/2026",
    ] {
        assert!(page.says(named), "{named} is missing");
    }
    assert!(
        page.says("Sở Tư pháp tỉnh Bắc Kạn"),
        "agencies keep the names they had then"
    );
    assert_eq!(page.field("tu").as_deref(), Some("2024-01-01"));
    assert_eq!(page.field("kenh").as_deref(), Some("dvcqg"));
    let none = intake
        .get(&format!("/bao-cao?{HALF}&kenh=phone"))
        .await
        .expect(200);
    assert!(none.says("Kỳ này không có phản ánh, kiến nghị nào"));
}

#[tokio::test]
async fn without_a_question_it_is_the_half_year_of_now() {
    let server = TestServer::demo().await;
    let mut auditor = server.sign_in("kiemtra").await;
    let page = auditor.get("/bao-cao").await.expect(200);
    assert!(page.says("Từ 01/07/2026 đến 31/12/2026") && page.says("Kỳ này chưa kết thúc"));
    assert_eq!(
        (page.field("tu").as_deref(), page.field("den").as_deref()),
        (Some("2026-07-01"), Some("2026-12-31"))
    );
    assert!(
        page.says("6 tháng đầu 2024") && page.says("Quý IV/2026") && page.says("Tháng 10/2026")
    );
    let old = auditor.get(&format!("/bao-cao?{HALF}")).await.expect(200);
    assert!(!old.says("Kỳ này chưa kết thúc"));
}

#[tokio::test]
async fn every_breakdown_adds_up_on_the_page() {
    let server = TestServer::demo().await;
    let mut publisher = server.sign_in("congkhai").await;
    for (breakdown, named) in [
        ("agency", "Cơ quan"),
        ("field", "Lĩnh vực"),
        ("channel", "Kênh tiếp nhận"),
        ("kind", "Loại phản ánh"),
    ] {
        for half in [
            HALF,
            "tu=2026-07-01&den=2026-12-31",
            "tu=2026-11-01&den=2026-11-30",
        ] {
            let page = publisher
                .get(&format!("/bao-cao?{half}&theo={breakdown}"))
                .await
                .expect(200);
            assert!(
                page.says(&format!("{named} Nhận trong kỳ Hợp lệ")),
                "{breakdown}"
            );
            assert!(!page.says("✗"), "{breakdown} in {half}: {}", page.words());
        }
    }
}

#[tokio::test]
async fn who_may_not_report_is_told_so_and_gets_no_file() {
    let server = TestServer::demo().await;
    let allowed = [
        "tiepnhan",
        "daitu.motcua",
        "congkhai",
        "kiemtra",
        "tuphap.lanhdao",
    ];
    let denied = ["tuphap.xuly", "quantri"];
    for (username, status) in allowed
        .map(|name| (name, 200))
        .into_iter()
        .chain(denied.map(|name| (name, 403)))
    {
        let mut browser = server.sign_in(username).await;
        for ending in ["", ".csv", ".xlsx"] {
            let page = browser
                .get(&format!("/bao-cao{ending}?{HALF}"))
                .await
                .expect(status);
            let file = page
                .header(header::CONTENT_DISPOSITION)
                .starts_with("attachment");
            assert_eq!(
                file,
                status == 200 && !ending.is_empty(),
                "{username} {ending}"
            );
            if status == 403 {
                assert!(
                    page.says("Báo cáo dành cho cán bộ tiếp nhận") && !page.says("Nhận trong kỳ"),
                    "{username}"
                );
            }
        }
    }
    let mut visitor = server.visitor();
    for ending in ["", ".csv", ".xlsx"] {
        let page = visitor
            .get(&format!("/bao-cao{ending}?{HALF}"))
            .await
            .expect(303);
        assert!(
            page.location()
                .starts_with("/dang-nhap?den=/bao-cao%3Ftu%3D2024-01-01"),
            "{}",
            page.location()
        );
    }
}

#[tokio::test]
async fn who_leads_an_agency_sees_that_agency_only() {
    let server = TestServer::demo().await;
    let mut lead = server.sign_in("tuphap.lanhdao").await;
    let half = "tu=2026-07-01&den=2026-12-31";
    let own = server
        .store
        .catalogue()
        .agency_by_slug("so-tu-phap")
        .expect("the agency");
    let period = Period::half(2026, true).expect("half");
    let filter = ReportFilter {
        agency: Some(own),
        ..ReportFilter::default()
    };
    let report = server
        .store
        .periodic_report(period, Breakdown::Agency, &filter, Lang::Vi)
        .await
        .expect("a report");
    let whole = server
        .store
        .periodic_report(
            period,
            Breakdown::Agency,
            &ReportFilter::default(),
            Lang::Vi,
        )
        .await
        .expect("a report");
    assert_eq!(report.lines.len(), 1);
    assert!(report.total.received > 0 && report.total.received < whole.total.received);
    assert!(
        whole.lines.iter().any(|line| *line == report.lines[0]),
        "the agency's line is the same in the report of all"
    );

    let page = lead.get(&format!("/bao-cao?{half}")).await.expect(200);
    assert!(
        page.says(&format!(
            "phản ánh, kiến nghị nhận trong kỳ {}",
            report.total.received
        )) || page.says(&format!(
            "{} phản ánh, kiến nghị nhận trong kỳ",
            report.total.received
        ))
    );
    for line in &whole.lines {
        assert_eq!(
            page.says(&line.name),
            line.name == report.lines[0].name,
            "{}",
            line.name
        );
    }
    let file = lead
        .get(&format!("/bao-cao.csv?{half}"))
        .await
        .expect(200)
        .text();
    assert_eq!(file.lines().count(), 3, "head, own line, total");

    let other = lead
        .get(&format!("/bao-cao?{half}&co_quan=so-xay-dung"))
        .await
        .expect(422);
    assert!(other.says("Chọn cơ quan trong danh sách") && !other.says("Nhận trong kỳ"));
    lead.get(&format!("/bao-cao.xlsx?{half}&co_quan=so-xay-dung"))
        .await
        .expect(422);
    lead.get(&format!("/bao-cao?{half}&co_quan=so-tu-phap"))
        .await
        .expect(200);
}

#[tokio::test]
async fn a_question_that_makes_no_sense_is_shown_again_with_what_to_mend() {
    let server = TestServer::demo().await;
    let mut intake = server.sign_in("tiepnhan").await;
    let questions = [
        (
            "tu=2024-06-30&den=2024-01-01",
            "Chọn ngày cuối kỳ bằng hoặc sau ngày đầu",
        ),
        ("tu=2024-01-01", "Nhập ngày cuối kỳ"),
        ("den=2024-01-01", "Nhập ngày đầu kỳ"),
        (
            "tu=2024-02-30&den=2024-06-30",
            "Nhập ngày đầu kỳ theo ngày/tháng/năm",
        ),
        (
            "tu=1&den=%00%F0%9F%98%A1",
            "Nhập ngày cuối kỳ theo ngày/tháng/năm",
        ),
        (
            "tu=-999999999-01-01&den=2024-01-01",
            "Nhập ngày đầu kỳ theo ngày/tháng/năm",
        ),
        (
            "tu=2024-01-01&den=2024-06-30&theo=sender",
            "Chọn cách chia bảng trong danh sách",
        ),
        (
            "tu=2024-01-01&den=2024-06-30&kenh=%27%20or%201%3D1",
            "Chọn kênh tiếp nhận trong danh sách",
        ),
    ];
    for (question, told) in questions {
        for ending in ["", ".csv", ".xlsx"] {
            let page = intake
                .get(&format!("/bao-cao{ending}?{question}"))
                .await
                .expect(422);
            assert!(
                page.says("Chưa lập được báo cáo") && page.says(told),
                "{question}: {}",
                page.words()
            );
            assert!(
                page.text().contains("<title>Lỗi: Báo cáo định kỳ"),
                "{question}"
            );
            assert!(!page.says("Nhận trong kỳ"));
        }
    }
    let page = intake
        .get("/bao-cao?tu=%22%3E%3Cscript%3Ealert(1)%3C/script%3E&den=2024-06-30")
        .await
        .expect(422);
    assert!(
        !page.text().contains("<script>alert"),
        "what was typed is text"
    );
    assert_eq!(
        page.field("den").as_deref(),
        Some("2024-06-30"),
        "what was right is kept"
    );
    // The widest period there is.
    intake
        .get("/bao-cao?tu=0001-01-01&den=9999-12-31")
        .await
        .expect(200);
}

#[tokio::test]
async fn the_csv_has_the_figures_of_the_store() {
    let server = TestServer::demo().await;
    let mut intake = server.sign_in("tiepnhan").await;
    for (breakdown, channel, name) in [
        (
            Breakdown::Agency,
            "",
            "bao-cao-2024-01-01-2024-06-30-co-quan.csv",
        ),
        (
            Breakdown::Field,
            "",
            "bao-cao-2024-01-01-2024-06-30-linh-vuc.csv",
        ),
        (
            Breakdown::Kind,
            "dvcqg",
            "bao-cao-2024-01-01-2024-06-30-loai-dvcqg.csv",
        ),
        (
            Breakdown::Channel,
            "",
            "bao-cao-2024-01-01-2024-06-30-kenh.csv",
        ),
    ] {
        let page = intake
            .get(&format!(
                "/bao-cao.csv?{HALF}&theo={}&kenh={channel}",
                breakdown.code()
            ))
            .await
            .expect(200);
        assert_eq!(page.header(header::CONTENT_TYPE), "text/csv; charset=utf-8");
        assert_eq!(
            page.header(header::CONTENT_DISPOSITION),
            format!("attachment; filename=\"{name}\"")
        );
        assert_eq!(page.header(header::CACHE_CONTROL), "no-store");
        let table = page
            .body
            .strip_prefix("\u{feff}".as_bytes())
            .expect("a byte-order mark, for Excel");
        let mut reader = csv::Reader::from_reader(table);
        let head: Vec<_> = reader
            .headers()
            .expect("a head")
            .iter()
            .map(str::to_owned)
            .collect();
        let expected: Vec<_> = columns()
            .into_iter()
            .map(|column| column.label(Lang::Vi).to_owned())
            .collect();
        assert_eq!(head[1..=expected.len()], expected);
        assert_eq!(
            head[expected.len() + 1..],
            ["Từ ngày", "Đến hết ngày", "Phạm vi", "Kênh", "Ghi chú"]
        );
        let filter = ReportFilter {
            channel: channel.into(),
            ..ReportFilter::default()
        };
        let report = stored(&server, breakdown, &filter).await;
        let found: Vec<_> = reader
            .records()
            .map(|record| {
                let record = record.expect("a record");
                assert_eq!(&record[expected.len() + 1], "2024-01-01");
                assert!(record[expected.len() + 5].starts_with("Bản trình diễn"));
                let figures = (1..=expected.len())
                    .map(|at| record[at].parse().expect("a number"))
                    .collect();
                (record[0].to_owned(), figures)
            })
            .collect();
        assert_eq!(found, rows(&report), "{breakdown:?}");
    }
}

#[tokio::test]
async fn the_xlsx_has_the_figures_of_the_store_as_numbers() {
    let server = TestServer::demo().await;
    let mut intake = server.sign_in("tiepnhan").await;
    let page = intake
        .get(&format!("/bao-cao.xlsx?{HALF}&theo=field"))
        .await
        .expect(200);
    assert_eq!(
        page.header(header::CONTENT_TYPE),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    );
    let name = "attachment; filename=\"bao-cao-2024-01-01-2024-06-30-linh-vuc.xlsx\"";
    assert_eq!(page.header(header::CONTENT_DISPOSITION), name);
    let mut book: Xlsx<_> =
        open_workbook_from_rs(std::io::Cursor::new(page.body)).expect("a workbook");
    assert_eq!(book.sheet_names(), ["Báo cáo", "Cách đếm"]);
    let sheet = book.worksheet_range("Báo cáo").expect("a sheet");
    let lines: Vec<&[Data]> = sheet.rows().collect();
    let text = |row: usize| lines[row][0].to_string();
    assert!(text(0).starts_with("Báo cáo tiếp nhận, xử lý phản ánh, kiến nghị"));
    assert_eq!(text(1), "Từ 01/01/2024 đến 30/06/2024");
    assert_eq!(text(2), "Tỉnh Thái Nguyên, mọi cơ quan · Mọi kênh");
    assert_eq!(
        text(3),
        "Người lập: Lâm Thị Hoài Thảo Nguyên, lúc 10:00, 25/11/2026"
    );
    assert!(text(4).starts_with("Bản trình diễn"));
    let head = lines
        .iter()
        .position(|line| line[0] == Data::String("Lĩnh vực".into()))
        .expect("a head");
    assert!(
        lines[head][1]
            .to_string()
            .contains("Tính theo ngày tiếp nhận")
    );
    let labels: Vec<_> = lines[head + 1][1..]
        .iter()
        .map(ToString::to_string)
        .collect();
    let columns = columns();
    assert_eq!(
        labels,
        columns
            .iter()
            .map(|column| column.label(Lang::Vi))
            .collect::<Vec<_>>()
    );
    let report = stored(&server, Breakdown::Field, &ReportFilter::default()).await;
    let expected = rows(&report);
    for (line, (name, figures)) in lines[head + 2..].iter().zip(&expected) {
        assert_eq!(line[0].to_string(), *name);
        for (cell, figure) in line[1..].iter().zip(figures) {
            #[expect(clippy::cast_precision_loss, reason = "small numbers")]
            let number = *figure as f64;
            assert_eq!(*cell, Data::Float(number), "{name}: a number, not a text");
        }
    }
    let after: Vec<_> = lines[head + 2 + expected.len()..]
        .iter()
        .map(|line| line[0].to_string())
        .collect();
    assert!(
        after
            .iter()
            .any(|line| line.starts_with("✓ 27 nhận trong kỳ = 7 hợp lệ")),
        "{after:?}"
    );
}

#[tokio::test]
async fn an_installation_without_demonstration_does_not_say_it_is_one() {
    use domain::official::{Grant, Role};
    use store::officials::NewOfficial;
    let server = TestServer::empty().await;
    let agency = server
        .store
        .catalogue()
        .agency_by_slug("van-phong")
        .expect("the agency");
    let today = support::NOW[..10].parse().expect("a day");
    let official = NewOfficial {
        username: "moi".into(),
        full_name: "Lâm Thị Mới".into(),
        password: Some("trinh-dien-moi".into()),
        agency,
        grants: vec![Grant {
            role: Role::Intake,
            agency,
            valid_from: today,
            valid_to: None,
        }],
        demonstration: false,
    };
    server
        .store
        .put_official(&official)
        .await
        .expect("an account");
    let mut intake = server.sign_in("moi").await;
    let page = intake.get("/bao-cao").await.expect(200);
    assert!(page.says("Kỳ này không có phản ánh, kiến nghị nào") && !page.says("Bản trình diễn"));
    assert!(
        !intake
            .get("/bao-cao.csv")
            .await
            .expect(200)
            .text()
            .contains("trình diễn")
    );
}

#[tokio::test]
async fn the_report_speaks_english_to_who_asked_for_it() {
    let server = TestServer::demo().await;
    let mut intake = server.sign_in("tiepnhan").await;
    intake
        .get("/ngon-ngu?lang=en&den=/bao-cao")
        .await
        .expect(303);
    let page = intake.get(&format!("/bao-cao?{HALF}")).await.expect(200);
    assert!(
        page.says("From 1 January 2024 to 30 June 2024") && page.says("✓ 27 received = 7 valid")
    );
    assert!(
        intake
            .get(&format!("/bao-cao.csv?{HALF}"))
            .await
            .expect(200)
            .text()
            .contains("Agency,Received,Valid")
    );
}
