//! The periodic report: which days, the headline, the sums that must agree, and the figures line by line.

use domain::lang::Lang;
use domain::petition::Channel;
use domain::statistics::{Breakdown, Figures, Period};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use crate::api::reports::columns::{Column, Section};
use crate::api::reports::{
    Preset, ReportQuery, ReportSheet, ReportView, breakdown_label, load_report,
};
use crate::components::form::{ErrorSummary, SelectField, TextField};
use crate::components::frame::DeskPage;
use crate::components::icon::Icon;
use crate::components::loaded::loaded;
use crate::components::print::PrintButton;
use crate::frame::{Posted, use_lang};

const fn page_title(lang: Lang) -> &'static str {
    lang.pick("Báo cáo định kỳ", "Periodic report")
}

/// `/bao-cao`
#[component]
pub fn ReportPage() -> impl IntoView {
    let lang = use_lang();
    let asked = use_query_map().with_untracked(|query| {
        let get = |name: &str| query.get(name).unwrap_or_default();
        ReportQuery {
            tu: get("tu"),
            den: get("den"),
            theo: get("theo"),
            kenh: get("kenh"),
            co_quan: get("co_quan"),
        }
    });
    let data = load_report(asked);
    view! {
        <DeskPage title=page_title(lang).to_owned()>
            {loaded(data, |view| view! { <Report view=view/> })}
        </DeskPage>
    }
}

#[component]
fn Report(view: ReportView) -> impl IntoView {
    let lang = use_lang();
    let violations = view.sheet.as_ref().err().cloned().unwrap_or_default();
    let failed = !violations.is_empty();
    let posted = posted(&view.asked, violations);
    let asked = view.asked.clone();
    let sheet = view.sheet.clone().ok();
    view! {
        {failed.then(|| view! { <Title text=format!("{}{} · Lắng Nghe", lang.pick("Lỗi: ", "Error: "), page_title(lang))/> })}
        <header class="page-head">
            <h1>{page_title(lang)}</h1>
            {sheet.clone().map(|sheet| view! {
                <p class="lede">{sheet.days(lang)}</p>
                <p class="meta"><span>{sheet.scope(lang)}</span><span>{sheet.channels(lang)}</span></p>
            })}
        </header>
        <div class="stack screen-only">
            <Presets name=lang.pick("Chọn kỳ sáu tháng", "Choose a half-year") presets=view.halves.clone() asked=asked.clone()/>
            <Presets name=lang.pick("Chọn quý hoặc tháng", "Choose a quarter or a month") presets=view.recent.clone() asked=asked.clone()/>
            <Ask posted=posted agencies=view.agencies.clone()/>
        </div>
        {sheet.map(|sheet| view! { <Sheet sheet=sheet asked=asked/> }.into_any())}
    }
}

/// The question as a form knows it, with what to mend.
fn posted(asked: &ReportQuery, violations: Vec<domain::violation::Violation>) -> Posted {
    let values = [
        ("tu", &asked.tu),
        ("den", &asked.den),
        ("theo", &asked.theo),
        ("kenh", &asked.kenh),
        ("co_quan", &asked.co_quan),
    ];
    Posted {
        values: values
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value.clone()))
            .collect(),
        violations,
        ..Posted::default()
    }
}

#[component]
fn Presets(name: &'static str, presets: Vec<Preset>, asked: ReportQuery) -> impl IntoView {
    let chips = presets
        .into_iter()
        .map(|Preset { name, period: Period { from, to } }| {
            let days = ReportQuery { tu: from.to_string(), den: to.to_string(), ..asked.clone() };
            let current = days == asked;
            view! { <a class="chip" href=days.address("") aria-current=current.then_some("true")>{name}</a> }
        })
        .collect_view();
    view! { <nav class="row" aria-label=name>{chips}</nav> }
}

#[component]
fn Ask(posted: Posted, agencies: Vec<(String, String)>) -> impl IntoView {
    let lang = use_lang();
    let coded = |(code, label): (&str, &str)| (code.to_owned(), label.to_owned());
    let breakdowns = Breakdown::ALL
        .into_iter()
        .filter(|breakdown| *breakdown != Breakdown::default())
        .map(|breakdown| coded((breakdown.code(), breakdown_label(breakdown, lang))))
        .collect();
    let channels = Channel::ALL
        .into_iter()
        .map(|channel| coded((channel.code(), channel.label(lang))))
        .collect();
    let which = (!agencies.is_empty()).then(|| {
        let mut agencies = agencies.into_iter();
        // Without a choice it is the first, as the server takes it.
        let first = agencies.next().map(|(_, name)| name).unwrap_or_default();
        view! { <SelectField name="co_quan" label=lang.pick("Cơ quan bạn lãnh đạo", "Agency you lead") nothing=first options=agencies.collect() posted=posted.clone()/> }
    });
    view! {
        <form class="panel" method="get" action="/bao-cao" novalidate>
            <ErrorSummary posted=posted.clone() what=lang.pick("Chưa lập được báo cáo", "The report was not drawn up")/>
            <div class="field-row">
                <TextField name="tu" label=lang.pick("Từ ngày", "First day") kind="date" class="input-date" posted=posted.clone()/>
                <TextField name="den" label=lang.pick("Đến hết ngày", "Last day") kind="date" class="input-date" posted=posted.clone()/>
                <SelectField name="theo" label=lang.pick("Chia theo", "Broken down by") nothing=breakdown_label(Breakdown::default(), lang) options=breakdowns posted=posted.clone()/>
                <SelectField name="kenh" label=lang.pick("Kênh tiếp nhận", "Channel") nothing=lang.pick("Mọi kênh", "Every channel") options=channels posted=posted.clone()/>
                {which}
            </div>
            <div class="btn-row"><button class="btn">{lang.pick("Xem báo cáo", "Show the report")}</button></div>
        </form>
    }
}

#[component]
fn Sheet(sheet: ReportSheet, asked: ReportQuery) -> impl IntoView {
    let lang = use_lang();
    let total = sheet.report.total.clone();
    let signature = sheet.signature(lang);
    if sheet.report.lines.is_empty() {
        return view! {
            <div class="empty">
                <h2>{lang.pick("Kỳ này không có phản ánh, kiến nghị nào", "There are no petitions in this period")}</h2>
                <p>{lang.pick("Không có việc nhận trong kỳ, cũng không có việc từ kỳ trước chuyển qua. Hãy chọn kỳ khác hoặc mọi kênh.", "None was received, none was carried over. Choose another period or every channel.")}</p>
            </div>
        }
        .into_any();
    }
    let sections = Section::ALL
        .into_iter()
        .map(|section| view! { <SectionTable section=section sheet=sheet.clone()/> })
        .collect_view();
    view! {
        <div class="btn-row screen-only" data-keep="">
            <a class="btn btn-secondary" href=asked.address(".xlsx") download=""><Icon name="download"/>{lang.pick("Tải XLSX", "Download XLSX")}</a>
            <a class="btn btn-secondary" href=asked.address(".csv") download=""><Icon name="download"/>{lang.pick("Tải CSV", "Download CSV")}</a>
            <PrintButton words=lang.pick("In báo cáo", "Print").to_owned()/>
        </div>
        {sheet.unfinished.then(|| view! {
            <p class="notice">{lang.pick("Kỳ này chưa kết thúc. Các số dưới đây tính đến lúc lập báo cáo.", "The period is not over. The figures are as of now.")}</p>
        })}
        <Headline total=total.clone()/>
        <section class="stack-s" aria-label=lang.pick("Các số cộng khớp", "The sums")>
            {sheet.identities(lang).into_iter().map(|(words, agrees)| view! {
                <p class="identity-check" data-broken=(!agrees).then_some("")>
                    {if agrees { "✓ " } else { lang.pick("✗ Không khớp: ", "✗ Does not agree: ") }}{words}
                </p>
            }).collect_view()}
        </section>
        {sections}
        <p class="muted small">{signature}</p>
    }
    .into_any()
}

/// What came in and how it was classified, in sight before everything else.
#[component]
fn Headline(total: Figures) -> impl IntoView {
    let lang = use_lang();
    let figures = Section::Receipt
        .columns()
        .iter()
        // Nothing unclassified is the rule once a period is over; then it need not be said so loudly.
        .filter(|column| column.code != "unclassified" || column.of(&total) > 0)
        .map(|column| view! { <div><dt class="figure-what">{headline(column, lang)}</dt><dd class="figure-number">{column.of(&total)}</dd></div> })
        .collect_view();
    view! { <section class="cloth report-headline" aria-label=lang.pick("Số liệu chính", "Main figures")><dl class="figures">{figures}</dl></section> }
}

/// The heading of a figure that stands alone.
fn headline(column: &Column, lang: Lang) -> &'static str {
    match column.code {
        "received" => lang.pick("phản ánh, kiến nghị nhận trong kỳ", "petitions received"),
        "valid" => lang.pick(
            "hợp lệ, thuộc thẩm quyền của tỉnh",
            "valid, for the province",
        ),
        "invalid" => lang.pick(
            "không hợp lệ, trả lại người gửi",
            "invalid, returned to the sender",
        ),
        "outside_jurisdiction" => lang.pick(
            "không thuộc thẩm quyền, chuyển bộ, ngành",
            "outside competence, referred out",
        ),
        "unclassified" => lang.pick("chưa phân loại", "not classified yet"),
        _ => column.label(lang),
    }
}

#[component]
fn SectionTable(section: Section, sheet: ReportSheet) -> impl IntoView {
    let lang = use_lang();
    let title = section.title(lang);
    let heads = section
        .columns()
        .iter()
        .map(|column| view! { <th scope="col" class="num">{column.label(lang)}</th> })
        .collect_view();
    let cells = move |figures: &Figures| {
        section
            .columns()
            .iter()
            .map(|column| {
                let number = column.of(figures);
                view! { <td class=if number == 0 { "num none" } else { "num" } data-label=column.label(lang)>{number}</td> }
            })
            .collect_view()
    };
    let rows = sheet
        .report
        .lines
        .iter()
        .map(|line| view! { <tr><th scope="row">{line.name.clone()}</th>{cells(&line.figures)}</tr> })
        .collect_view();
    let sum = (section == Section::Balance)
        .then(|| view! { <Balance total=sheet.report.total.clone()/> });
    view! {
        <section class="report-section">
            <h2>{title}</h2>
            <p class="muted"><strong>{section.counted_by(lang)}". "</strong>{section.counts(lang)}</p>
            {sum}
            <div class="table-box" tabindex="0" role="region" aria-label=title>
                <table class="table" data-stack="" data-sticky="">
                    <thead><tr><th scope="col">{breakdown_label(sheet.report.breakdown, lang)}</th>{heads}</tr></thead>
                    <tbody>
                        {rows}
                        <tr data-sum=""><th scope="row">{lang.pick("Cộng", "Total")}</th>{cells(&sheet.report.total)}</tr>
                    </tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

/// Carried over and received on one side, closed and left on the other.
#[component]
fn Balance(total: Figures) -> impl IntoView {
    let lang = use_lang();
    let term =
        |number: i64, what: &'static str| view! { <p><b>{number}</b><span>{what}</span></p> };
    let sign =
        |sign: &'static str| view! { <span class="identity-sign" aria-hidden="true">{sign}</span> };
    view! {
        <div class="identity">
            {term(total.carried_over, lang.pick("kỳ trước chuyển qua", "carried over"))}
            {sign("+")}
            {term(total.received, lang.pick("nhận trong kỳ", "received"))}
            {sign(if total.balances() { "=" } else { "≠" })}
            {term(total.closed(), lang.pick("giải quyết xong", "closed"))}
            {sign("+")}
            {term(total.open, lang.pick("còn lại cuối kỳ", "left at the end"))}
        </div>
    }
}
