//! How is a report written as XLSX? One sheet to print and to calculate with, one that says what is counted.

use app::api::reports::columns::{Column, Section};
use app::api::reports::{ReportSheet, breakdown_label};
use chrono::{Datelike as _, Timelike as _};
use domain::calendar::local_datetime;
use domain::lang::Lang;
use domain::statistics::Figures;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

const A4: u8 = 9;
const NAME_WIDTH: f64 = 44.0;
const FIGURE_WIDTH: f64 = 12.0;
/// Room for three lines of a heading.
const HEAD_HEIGHT: f64 = 48.0;

/// The report as a workbook.
///
/// # Errors
/// What the writer says: in practice only a broken program.
pub fn write(sheet: &ReportSheet, lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let at = local_datetime(sheet.drawn_up_at);
    let created = ExcelDateTime::from_ymd(
        u16::try_from(at.year()).unwrap_or(2000),
        u8::try_from(at.month()).unwrap_or(1),
        u8::try_from(at.day()).unwrap_or(1),
    )?
    .and_hms(
        u16::try_from(at.hour()).unwrap_or(0),
        u8::try_from(at.minute()).unwrap_or(0),
        0,
    )?;
    let properties = DocProperties::new()
        .set_title(title(lang))
        .set_author(&sheet.drawn_up_by)
        .set_creation_datetime(&created);
    book.set_properties(&properties);
    figures(book.add_worksheet(), sheet, lang)?;
    explanation(book.add_worksheet(), lang)?;
    book.save_to_buffer()
}

const fn title(lang: Lang) -> &'static str {
    lang.pick(
        "Báo cáo tiếp nhận, xử lý phản ánh, kiến nghị về thủ tục hành chính",
        "Report on petitions about administrative procedures",
    )
}

fn bold() -> Format {
    Format::new().set_bold()
}

fn figures(page: &mut Worksheet, sheet: &ReportSheet, lang: Lang) -> Result<(), XlsxError> {
    page.set_name(lang.pick("Báo cáo", "Report"))?;
    let mut row = heading(page, sheet, lang)?;
    let head = bold()
        .set_text_wrap()
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
        .set_border_bottom(FormatBorder::Medium);
    let group = bold()
        .set_text_wrap()
        .set_align(FormatAlign::Center)
        .set_border(FormatBorder::Thin);
    let first = row;
    page.merge_range(
        row,
        0,
        row + 1,
        0,
        breakdown_label(sheet.report.breakdown, lang),
        &head,
    )?;
    page.set_column_width(0, NAME_WIDTH)?;
    let mut columns: Vec<&Column> = Vec::new();
    for section in Section::ALL {
        let from = place(1 + columns.len())?;
        columns.extend(section.new_columns());
        let to = place(columns.len())?;
        page.merge_range(
            row,
            from,
            row,
            to,
            &format!("{}\n{}", section.title(lang), section.counted_by(lang)),
            &group,
        )?;
    }
    page.set_row_height(row, HEAD_HEIGHT)?;
    row += 1;
    for (index, column) in columns.iter().enumerate() {
        let at = place(index + 1)?;
        page.write_string_with_format(row, at, column.label(lang), &head)?;
        page.set_column_width(at, FIGURE_WIDTH)?;
    }
    page.set_row_height(row, HEAD_HEIGHT)?;
    page.set_freeze_panes(row + 1, 1)?;
    page.set_repeat_rows(first, row)?;
    row += 1;
    for one in &sheet.report.lines {
        line(
            page,
            row,
            &columns,
            (&one.name, &one.figures),
            &Format::new(),
        )?;
        row += 1;
    }
    let sum = bold().set_border_top(FormatBorder::Medium);
    line(
        page,
        row,
        &columns,
        (lang.pick("Cộng", "Total"), &sheet.report.total),
        &sum,
    )?;
    row += 2;
    for (words, agrees) in sheet.identities(lang) {
        let told = if agrees {
            format!("✓ {words}")
        } else {
            format!(
                "{} {words}",
                lang.pick("✗ Không khớp:", "✗ Does not agree:")
            )
        };
        page.write_string(row, 0, told)?;
        row += 1;
    }
    page.set_landscape()
        .set_paper_size(A4)
        .set_print_fit_to_pages(1, 0)
        .set_footer("&C&P / &N");
    Ok(())
}

/// What the report is, of which days, of whom, and who drew it up when; gives the row where the table may begin.
fn heading(page: &mut Worksheet, sheet: &ReportSheet, lang: Lang) -> Result<u32, XlsxError> {
    page.write_string_with_format(0, 0, title(lang), &bold().set_font_size(14))?;
    let mut lines = vec![
        sheet.days(lang),
        format!("{} · {}", sheet.scope(lang), sheet.channels(lang)),
        sheet.signature(lang),
    ];
    if sheet.unfinished {
        lines.push(
            lang.pick(
                "Kỳ chưa kết thúc: các số tính đến lúc lập báo cáo",
                "The period is not over: figures as of drawing up",
            )
            .to_owned(),
        );
    }
    if sheet.demonstration {
        lines.push(super::demonstration(lang).to_owned());
    }
    let mut row = 1;
    for line in lines {
        page.write_string(row, 0, line)?;
        row += 1;
    }
    Ok(row + 1)
}

fn line(
    page: &mut Worksheet,
    row: u32,
    columns: &[&Column],
    (name, figures): (&str, &Figures),
    format: &Format,
) -> Result<(), XlsxError> {
    page.write_string_with_format(row, 0, name, &format.clone().set_text_wrap())?;
    for (index, column) in columns.iter().enumerate() {
        #[expect(
            clippy::cast_precision_loss,
            reason = "a spreadsheet knows no other numbers, and no province has 2^53 petitions"
        )]
        let number = column.of(figures) as f64;
        page.write_number_with_format(
            row,
            place(index + 1)?,
            number,
            &format.clone().set_num_format("0"),
        )?;
    }
    Ok(())
}

/// What is counted, section by section.
fn explanation(page: &mut Worksheet, lang: Lang) -> Result<(), XlsxError> {
    page.set_name(lang.pick("Cách đếm", "What is counted"))?;
    page.set_column_width(0, 32)?;
    page.set_column_width(1, 48)?;
    page.set_column_width(2, 96)?;
    let wrap = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    for (row, section) in (0..).zip(Section::ALL) {
        page.write_string_with_format(
            row,
            0,
            section.title(lang),
            &bold().set_align(FormatAlign::Top),
        )?;
        page.write_string_with_format(row, 1, section.counted_by(lang), &wrap)?;
        page.write_string_with_format(row, 2, section.counts(lang), &wrap)?;
    }
    page.set_landscape()
        .set_paper_size(A4)
        .set_print_fit_to_pages(1, 0);
    Ok(())
}

/// The number of a column as a spreadsheet counts them.
fn place(column: usize) -> Result<u16, XlsxError> {
    u16::try_from(column).map_err(|_| XlsxError::RowColumnLimitError)
}
