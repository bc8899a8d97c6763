//! How is a report written as CSV? One table, one line each, readable by Excel and harmless in it.

use std::borrow::Cow;

use app::api::reports::columns::{Column, Section};
use app::api::reports::{ReportSheet, breakdown_label};
use csv::{Terminator, WriterBuilder};
use domain::lang::Lang;
use domain::statistics::Figures;

/// Without it Excel takes the text for Latin letters.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// The lines and the total. Every line says which days, whose and which channel it is, so that files can be joined.
///
/// # Errors
/// None in practice: memory does not refuse to be written.
pub fn write(sheet: &ReportSheet, lang: Lang) -> Result<Vec<u8>, csv::Error> {
    let columns: Vec<&Column> = Section::ALL
        .into_iter()
        .flat_map(Section::new_columns)
        .collect();
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer(BYTE_ORDER_MARK.to_vec());
    let mut head = vec![breakdown_label(sheet.report.breakdown, lang)];
    head.extend(columns.iter().map(|column| column.label(lang)));
    head.extend([
        lang.pick("Từ ngày", "First day"),
        lang.pick("Đến hết ngày", "Last day"),
        lang.pick("Phạm vi", "Scope"),
        lang.pick("Kênh", "Channel"),
    ]);
    if sheet.demonstration {
        head.push(lang.pick("Ghi chú", "Note"));
    }
    writer.write_record(head)?;
    let channel = sheet
        .channel
        .map_or(lang.pick("Mọi kênh", "Every channel"), |channel| {
            channel.label(lang)
        });
    let scope = sheet.scope(lang);
    let (from, to) = (
        sheet.report.period.from.to_string(),
        sheet.report.period.to.to_string(),
    );
    let mut line = |name: &str, figures: &Figures| {
        let mut record = vec![harmless(name)];
        record.extend(
            columns
                .iter()
                .map(|column| Cow::Owned(column.of(figures).to_string())),
        );
        record.extend([
            Cow::Borrowed(from.as_str()),
            Cow::Borrowed(to.as_str()),
            harmless(&scope),
            harmless(channel),
        ]);
        if sheet.demonstration {
            record.push(Cow::Borrowed(super::demonstration(lang)));
        }
        writer.write_record(record.iter().map(AsRef::as_ref))
    };
    for one in &sheet.report.lines {
        line(&one.name, &one.figures)?;
    }
    line(lang.pick("Cộng", "Total"), &sheet.report.total)?;
    writer
        .into_inner()
        .map_err(|error| error.into_error().into())
}

/// A spreadsheet calculates whatever begins like a formula; an apostrophe makes it text again (OWASP, CSV injection).
fn harmless(text: &str) -> Cow<'_, str> {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use domain::statistics::{Breakdown, Period, PeriodicReport, ReportLine};

    use super::*;

    fn sheet(name: &str) -> ReportSheet {
        let figures = Figures {
            received: 2,
            valid: 2,
            open: 2,
            ..Figures::default()
        };
        ReportSheet {
            report: PeriodicReport {
                period: Period::half(2024, false).expect("half"),
                breakdown: Breakdown::Field,
                lines: vec![ReportLine {
                    name: name.into(),
                    figures: figures.clone(),
                }],
                total: figures,
            },
            agency: None,
            channel: None,
            province: "Thái Nguyên".into(),
            drawn_up_by: "Lâm Thị Hoài".into(),
            drawn_up_at: DateTime::UNIX_EPOCH,
            unfinished: false,
            demonstration: false,
        }
    }

    fn names(name: &str) -> Vec<String> {
        let bytes = write(&sheet(name), Lang::Vi).expect("written");
        let text = bytes
            .strip_prefix(BYTE_ORDER_MARK)
            .expect("a byte-order mark");
        csv::Reader::from_reader(text)
            .records()
            .map(|record| record.expect("a record")[0].to_owned())
            .collect()
    }

    #[test]
    fn a_name_that_looks_like_a_formula_stays_a_name() {
        for name in [
            "=HYPERLINK(\"http://a\")",
            "+1",
            "-1+1",
            "@SUM(A1)",
            "\t=1",
            "＝1",
        ] {
            assert_eq!(names(name), [format!("'{name}"), "Cộng".into()]);
        }
    }

    #[test]
    fn commas_quotes_and_line_breaks_survive() {
        for name in ["Đất đai, môi trường", "“Một cửa” \"\"", "hai\ndòng", ""] {
            assert_eq!(names(name), [name, "Cộng"]);
        }
    }
}
