//! The figures of a period for everybody: received, classes, deadlines, satisfaction.

use domain::lang::Lang;
use domain::rating::Satisfaction;
use domain::statistics::Figures;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::chart::DaysChart;
use crate::api::agencies::Keeping;
use crate::api::register::FEWEST;
use crate::api::statistics::{PeriodChoice, StatisticsView, load_statistics};
use crate::charts::Bar;
use crate::components::frame::CitizenPage;
use crate::components::loaded::loaded;
use crate::format;
use crate::frame::use_lang;

/// `/thong-ke`
#[component]
pub fn StatisticsPage() -> impl IntoView {
    let lang = use_lang();
    let typed = use_query_map()
        .with_untracked(|parameters| parameters.get("ky"))
        .unwrap_or_default();
    let data = load_statistics(typed.chars().take(10).collect());
    view! {
        <CitizenPage title=lang.pick("Thống kê", "Statistics").to_owned()>
            <div class="page-head">
                <h1>{lang.pick("Thống kê", "Statistics")}</h1>
                <p class="lede">
                    {lang.pick(
                        "Tỉnh đã nhận bao nhiêu phản ánh, kiến nghị, trả lời có đúng hạn không, và người gửi hài lòng đến đâu.",
                        "How many petitions the province received, whether it answered on time, and how satisfied the senders are.",
                    )}
                </p>
            </div>
            {loaded(data, |found| view! { <Found found=found/> })}
        </CitizenPage>
    }
}

#[component]
fn Found(found: StatisticsView) -> impl IntoView {
    let lang = use_lang();
    let (from, to) = (
        format::date(found.days.from, lang),
        format::date(found.days.to, lang),
    );
    let days = match lang {
        Lang::Vi => format!("Từ {from} đến {to}"),
        Lang::En => format!("From {from} to {to}"),
    };
    let unfinished = found.unfinished.then(|| {
        view! {
            " "{lang.pick("(kỳ chưa kết thúc)", "(not over yet)")}
        }
    });
    let figures = found.figures;
    let content = if figures.received == 0 && figures.closed() == 0 {
        view! {
            <div class="empty">
                <h2>{lang.pick("Chưa có phản ánh nào trong kỳ này", "There are no petitions in this period")}</h2>
                <p>{lang.pick("Khi có phản ánh được gửi, các con số hiện ở đây.", "Once petitions come in, the figures are shown here.")}</p>
                <a class="btn" href="/gui">{lang.pick("Gửi phản ánh", "Send feedback")}</a>
            </div>
        }
        .into_any()
    } else {
        view! {
            <Received figures=figures.clone()/>
            <Answers keeping=found.keeping/>
            <Ratings ratings=figures.ratings/>
        }
        .into_any()
    };
    view! {
        <Periods periods=found.periods chosen=found.chosen/>
        <p class="muted" role="status">{days}{unfinished}</p>
        {content}
        <nav class="stack-s" aria-label=lang.pick("Xem tiếp", "Further")>
            <p><a href="/thong-ke/chu-de"><strong>{lang.pick("Người dân nói về điều gì", "What people speak of")}</strong></a>" "
                <span class="muted">{lang.pick("Các việc được nhiều người phản ánh, thủ tục gây vướng nhất.", "What many people raise, which procedures cause most trouble.")}</span></p>
            <p><a href="/co-quan">{lang.pick("Từng cơ quan trả lời đúng hạn đến đâu", "How well each agency keeps its deadlines")}</a></p>
            <p><a href="/cong-khai">{lang.pick("Đọc câu trả lời đã công khai", "Read published answers")}</a></p>
        </nav>
    }
    .into_any()
}

#[component]
fn Periods(periods: Vec<PeriodChoice>, chosen: String) -> impl IntoView {
    let lang = use_lang();
    let chips = periods
        .into_iter()
        .map(|period| {
            let current = (period.code == chosen).then_some("true");
            view! { <a class="chip" href=format!("/thong-ke?ky={}", period.code) aria-current=current>{period.name}</a> }
        })
        .collect_view();
    view! { <nav class="row" aria-label=lang.pick("Chọn kỳ", "Choose a period")>{chips}</nav> }
}

/// One line with a bar.
fn line(name: &'static str, count: i64, most: i64, lang: Lang) -> impl IntoView {
    view! {
        <li class="ranked" data-plain="">
            <p class="ranked-what">{name}</p>
            <p class="ranked-count">{format::amount(count, lang)}</p>
            <Bar count=count most=most/>
        </li>
    }
}

#[component]
fn Received(figures: Figures) -> impl IntoView {
    let lang = use_lang();
    let all = figures.received;
    let classes = [
        (
            lang.pick(
                "Hợp lệ, thuộc thẩm quyền của tỉnh",
                "Valid, for the province",
            ),
            figures.valid,
        ),
        (
            lang.pick(
                "Không hợp lệ, trả lại kèm hướng dẫn",
                "Invalid, returned with guidance",
            ),
            figures.invalid,
        ),
        (
            lang.pick(
                "Không thuộc thẩm quyền, chuyển bộ, ngành",
                "Outside competence, referred out",
            ),
            figures.outside_jurisdiction,
        ),
        (
            lang.pick("Chưa phân loại", "Not classified yet"),
            figures.unclassified,
        ),
    ];
    let lines = classes
        .into_iter()
        .map(|(name, count)| line(name, count, all, lang))
        .collect_view();
    let number = |count: i64, what: &'static str| {
        view! { <div><dt class="figure-what">{what}</dt><dd class="figure-number">{format::amount(count, lang)}</dd></div> }
    };
    view! {
        <section class="cloth" aria-label=lang.pick("Số liệu chính", "Main figures")>
            <dl class="figures">
                {number(all, lang.pick("phản ánh, kiến nghị đã nhận", "petitions received"))}
                {number(figures.answered, lang.pick("đã trả lời", "answered"))}
                {number(figures.open, lang.pick("đang giải quyết", "still open"))}
                {number(figures.published, lang.pick("đã công khai", "published"))}
            </dl>
        </section>
        <section class="stack-s">
            <h2>{lang.pick("Phân loại những gì đã nhận", "How those received were classified")}</h2>
            <ol class="ranking">{lines}</ol>
        </section>
    }
    .into_any()
}

#[component]
fn Answers(keeping: Keeping) -> impl IntoView {
    let lang = use_lang();
    let title = lang.pick("Trả lời có đúng hạn không", "Are answers on time");
    let Some(timing) = keeping.timing else {
        let words = too_few(keeping.answered, lang);
        return view! {
            <section class="stack-s"><h2>{title}</h2><p class="chart-none">{words}</p></section>
        }
        .into_any();
    };
    let words = match lang {
        Lang::Vi => format!(
            "{} trên {} câu trả lời đúng hạn ({} %). Một nửa được trả lời trong {} ngày làm việc, chín phần mười trong {} ngày.",
            format::amount(timing.on_time, lang),
            format::amount(keeping.answered, lang),
            timing.percent(keeping.answered),
            timing.median,
            timing.ninetieth
        ),
        Lang::En => format!(
            "{} of {} answers were on time ({} %). Half were given within {} working days, nine in ten within {} days.",
            format::amount(timing.on_time, lang),
            format::amount(keeping.answered, lang),
            timing.percent(keeping.answered),
            timing.median,
            timing.ninetieth
        ),
    };
    let within = lang.pick("trong kỳ", "in the period");
    view! {
        <section class="stack-s">
            <h2>{title}</h2>
            <p>{words}</p>
            <div class="panel"><DaysChart answered=keeping.answered timing=timing within=within/></div>
        </section>
    }
    .into_any()
}

#[component]
fn Ratings(ratings: [i64; 3]) -> impl IntoView {
    let lang = use_lang();
    let all: i64 = ratings.iter().sum();
    let title = lang.pick("Người gửi hài lòng đến đâu", "How satisfied senders are");
    if all < FEWEST {
        let words = too_few(all, lang);
        return view! {
            <section class="stack-s"><h2>{title}</h2><p class="chart-none">{words}</p></section>
        }
        .into_any();
    }
    let lines = Satisfaction::ALL
        .into_iter()
        .zip(ratings)
        .map(|(level, count)| line(level.label(lang), count, all, lang))
        .collect_view();
    let words = match lang {
        Lang::Vi => format!("{} lượt đánh giá trong kỳ", format::amount(all, lang)),
        Lang::En => format!("{} ratings in the period", format::amount(all, lang)),
    };
    view! {
        <section class="stack-s">
            <h2>{title}</h2>
            <p class="muted">{words}</p>
            <ol class="ranking">{lines}</ol>
        </section>
    }
    .into_any()
}

/// A share of fewer than five says nothing.
fn too_few(count: i64, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("Không đủ dữ liệu: mới có {count}, cần ít nhất {FEWEST}"),
        Lang::En => format!("Not enough data: {count} so far, at least {FEWEST} are needed"),
    }
}
