//! What people speak of: topics with their trend, by field, procedure, agency and commune, for everybody.

use domain::lang::Lang;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::api::register::{Applied, address};
use crate::api::topics::open::{
    OpenBreakdown, OpenTopic, OpenTopicsView, OpenTrouble, Shown, load_open_topics,
};
use crate::api::topics::{TopicsQuery, constituents};
use crate::charts::{Bar, Columns, Spark, Step};
use crate::components::frame::CitizenPage;
use crate::components::loaded::loaded;
use crate::format;
use crate::frame::use_lang;

const PATH: &str = "/thong-ke/chu-de";

/// `/thong-ke/chu-de`
#[component]
pub fn TopicsPage() -> impl IntoView {
    let lang = use_lang();
    let query =
        use_query_map().with_untracked(|parameters| TopicsQuery::read(|name| parameters.get(name)));
    let data = load_open_topics(query);
    view! {
        <CitizenPage title=lang.pick("Người dân nói về điều gì", "What people speak of").to_owned()>
            <div class="page-head">
                <p class="crumbs"><a href="/thong-ke">{lang.pick("Thống kê", "Statistics")}</a></p>
                <h1>{lang.pick("Người dân nói về điều gì", "What people speak of")}</h1>
                <p class="lede">
                    {lang.pick(
                        "Những việc được nhiều người phản ánh, thủ tục gây vướng nhất, và câu trả lời đã công khai.",
                        "What many people raise, which procedures cause most trouble, and the answers published so far.",
                    )}
                </p>
            </div>
            {loaded(data, |found| view! { <Found found=found/> })}
        </CitizenPage>
    }
}

#[component]
fn Found(found: OpenTopicsView) -> impl IntoView {
    let lang = use_lang();
    let asked = found.asked.clone();
    let (from, to) = found.days;
    let days = match lang {
        Lang::Vi => format!(
            "Nhận từ {} đến {}",
            format::date(from, lang),
            format::date(to, lang)
        ),
        Lang::En => format!(
            "Received from {} to {}",
            format::date(from, lang),
            format::date(to, lang)
        ),
    };
    let content = if found.trend.is_empty() {
        view! { <Nothing narrowed=!found.applied.is_empty()/> }.into_any()
    } else {
        let steps = steps(&found, lang);
        let described = described(&steps, lang);
        let sections = found
            .breakdowns
            .into_iter()
            .filter(|breakdown| !breakdown.rows.is_empty())
            .map(|breakdown| view! { <Breakdown breakdown=breakdown asked=asked.clone()/> })
            .collect_view();
        view! {
            <section class="panel">
                <Columns id="trend" title=lang.pick("Phản ánh, kiến nghị theo tháng", "Petitions by month")
                    note=lang.pick("Làm tròn đến 5. Cột viền đứt: dưới 5", "Rounded to fives. Dashed columns: under 5")
                    described=described step_head=lang.pick("Tháng", "Month") count_head=lang.pick("Số phản ánh", "Petitions") steps=steps/>
            </section>
            <Topics topics=found.topics/>
            {sections}
            <Trouble rows=found.trouble/>
        }
        .into_any()
    };
    view! {
        <Periods asked=asked.clone() years=found.years/>
        <div class="results-head">
            <p role="status"><strong>{found.total.words(lang)}</strong>" "{lang.pick("phản ánh, kiến nghị", "petitions")}". "{days}</p>
            <Narrowed asked=asked.clone() applied=found.applied one_only=found.one_only/>
        </div>
        {content}
        <HowCounted/>
    }
    .into_any()
}

fn steps(found: &OpenTopicsView, lang: Lang) -> Vec<Step> {
    found
        .months
        .iter()
        .zip(&found.trend)
        .map(|(month, shown)| {
            let name = format::month(*month);
            Step {
                short: name.clone(),
                name,
                words: shown.words(lang),
                count: drawn(*shown),
            }
        })
        .collect()
}

const fn drawn(shown: Shown) -> Option<i64> {
    match shown {
        Shown::None => Some(0),
        Shown::Few => None,
        Shown::About(count) => Some(count),
    }
}

/// What a trend says: its highest and its last step.
fn described(steps: &[Step], lang: Lang) -> String {
    let highest = steps.iter().rev().max_by_key(|step| step.count);
    let Some((highest, last)) = highest.zip(steps.last()) else {
        return String::new();
    };
    match lang {
        Lang::Vi => format!(
            "Cao nhất là {}: {}. Gần nhất là {}: {}.",
            highest.name, highest.words, last.name, last.words
        ),
        Lang::En => format!(
            "The highest is {}: {}. The latest is {}: {}.",
            highest.name, highest.words, last.name, last.words
        ),
    }
}

#[component]
fn Periods(asked: TopicsQuery, years: Vec<i32>) -> impl IntoView {
    let lang = use_lang();
    let chip = |ky: String, words: String| {
        let current = asked.ky == ky;
        view! { <a class="chip" href=asked.with("ky", &ky).address(PATH) aria-current=current.then_some("true")>{words}</a> }
    };
    let latest = chip(
        String::new(),
        lang.pick("12 tháng gần đây", "The last 12 months").into(),
    );
    let years = years
        .into_iter()
        .map(|year| {
            let words = match lang {
                Lang::Vi => format!("Năm {year}"),
                Lang::En => year.to_string(),
            };
            chip(year.to_string(), words)
        })
        .collect_view();
    view! { <nav class="row" aria-label=lang.pick("Chọn thời gian", "Choose a period")>{latest}{years}</nav> }
}

/// The filter in force and the way out of it.
#[component]
fn Narrowed(asked: TopicsQuery, applied: Vec<Applied>, one_only: bool) -> impl IntoView {
    let lang = use_lang();
    let chips = applied
        .into_iter()
        .map(|one| {
            view! {
                <a class="applied-one" href=asked.with(&one.parameter, "").address(PATH)>
                    {one.words}<span aria-hidden="true">"×"</span>
                    <span class="visually-hidden">{lang.pick("bỏ lọc", "remove the filter")}</span>
                </a>
            }
        })
        .collect_view();
    view! {
        <p class="applied">{chips}</p>
        {one_only.then(|| view! {
            <p class="small muted">{lang.pick(
                "Mỗi lần chỉ lọc theo một điều, để không ai bị nhận ra qua con số.",
                "One filter at a time, so that nobody can be recognised by a number.",
            )}</p>
        })}
    }
}

#[component]
fn Nothing(narrowed: bool) -> impl IntoView {
    let lang = use_lang();
    let advice = if narrowed {
        lang.pick(
            "Dưới năm phản ánh thì chưa đủ để nói điều gì, và có thể làm lộ người gửi. Bạn có thể bỏ lọc hoặc chọn thời gian khác.",
            "Fewer than five petitions say nothing yet, and could give their senders away. Remove the filter or choose another period.",
        )
    } else {
        lang.pick(
            "Khi có từ năm phản ánh đã được cán bộ đọc, trang này cho biết người dân nói nhiều về điều gì.",
            "Once officials have read five petitions or more, this page tells what people speak of.",
        )
    };
    view! {
        <div class="empty">
            <h2>{lang.pick("Không đủ dữ liệu", "Not enough data")}</h2>
            <p>{advice}</p>
            <div class="btn-row">
                {narrowed.then(|| view! { <a class="btn btn-secondary" href=PATH>{lang.pick("Bỏ lọc", "Remove the filter")}</a> })}
                <a class="btn" href="/cong-khai">{lang.pick("Đọc câu trả lời đã công khai", "Read published answers")}</a>
            </div>
        </div>
    }
}

#[component]
fn Topics(topics: Vec<OpenTopic>) -> impl IntoView {
    let lang = use_lang();
    let content = (lang == Lang::En).then_some("vi");
    let most = topics
        .iter()
        .map(|topic| topic.count)
        .max()
        .unwrap_or_default();
    let none = topics.is_empty().then(|| view! {
        <p class="chart-none">{lang.pick("Chưa có việc nào được từ năm người cùng phản ánh trong thời gian này.", "Nothing was raised by five people or more in this time.")}</p>
    });
    let items = topics
        .into_iter()
        .map(|topic| {
            let published = address("/cong-khai", &[("chu_de", &topic.id.to_string())]);
            let described = trend_words(&topic.months, lang);
            view! {
                <li class="ranked">
                    <div class="ranked-what">
                        <h3 lang=content>{topic.name.name}</h3>
                        {topic.name.words.map(|words| view! {
                            <p class="small muted">{lang.pick("Hay gặp: ", "Often: ")}<span lang=content>{words}</span></p>
                        })}
                    </div>
                    <p class="ranked-count">{Shown::About(topic.count).words(lang)}</p>
                    <Bar count=topic.count most=most/>
                    <div class="ranked-trend"><Spark counts=topic.months.iter().map(|shown| drawn(*shown)).collect() described=described/></div>
                    <p class="ranked-more"><a href=published>{lang.pick("Câu trả lời đã công khai", "Published answers")}</a></p>
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="stack" aria-labelledby="topics">
            <h2 id="topics">{lang.pick("Nhiều người nói về", "Many people speak of")}</h2>
            <p class="muted">{lang.pick(
                "Máy gom những phản ánh viết về cùng một việc, dù dùng chữ khác nhau; cán bộ đặt tên. Cột nhỏ là từng tháng.",
                "Petitions about one matter in different words are gathered by a program; officials give the names. The small columns are months.",
            )}</p>
            {none}
            <ol class="ranking">{items}</ol>
        </section>
    }
    .into_any()
}

fn trend_words(months: &[Shown], lang: Lang) -> String {
    let words: Vec<_> = months.iter().map(|shown| shown.words(lang)).collect();
    match lang {
        Lang::Vi => format!("Từng tháng: {}", words.join("; ")),
        Lang::En => format!("Month by month: {}", words.join("; ")),
    }
}

fn breakdown_name(by: &str, lang: Lang) -> &'static str {
    match by {
        "linh_vuc" => lang.pick("Theo lĩnh vực", "By field"),
        "thu_tuc" => lang.pick("Theo thủ tục", "By procedure"),
        "co_quan" => lang.pick("Theo cơ quan giải quyết", "By agency"),
        _ => lang.pick("Theo xã, phường", "By commune"),
    }
}

#[component]
fn Breakdown(breakdown: OpenBreakdown, asked: TopicsQuery) -> impl IntoView {
    let lang = use_lang();
    let most = breakdown
        .rows
        .iter()
        .map(|row| row.count)
        .max()
        .unwrap_or_default();
    let by = breakdown.by;
    let title = breakdown_name(&by, lang);
    let narrowed = asked.period_only();
    let items = breakdown
        .rows
        .into_iter()
        .map(|row| {
            let only = narrowed.with(&by, &row.value).address(PATH);
            view! {
                <li class="ranked" data-plain="">
                    <p class="ranked-what"><a href=only>{row.name}</a></p>
                    <p class="ranked-count">{Shown::About(row.count).words(lang)}</p>
                    <Bar count=row.count most=most/>
                    <p class="ranked-more"><a href=row.published>{lang.pick("Câu trả lời đã công khai", "Published answers")}</a></p>
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="stack">
            <h2>{title}</h2>
            <ol class="ranking">{items}</ol>
        </section>
    }
    .into_any()
}

#[component]
fn Trouble(rows: Vec<OpenTrouble>) -> impl IntoView {
    let lang = use_lang();
    let parts = constituents(lang);
    let title = lang.pick("Thủ tục vướng ở đâu", "Where procedures cause trouble");
    let none = rows.is_empty().then(|| view! {
        <p class="chart-none">{lang.pick("Chưa có bộ phận nào của một thủ tục được từ năm người nói là vướng trong thời gian này.", "No part of a procedure was found troublesome by five people or more in this time.")}</p>
    });
    let heads = parts
        .iter()
        .map(|(_, name)| view! { <th scope="col" class="num">{*name}</th> })
        .collect_view();
    let lines = rows
        .into_iter()
        .map(|row| {
            let cells = row
                .counts
                .into_iter()
                .zip(parts)
                .map(|(shown, (_, name))| {
                    let class = match shown {
                        Shown::None => "num none",
                        Shown::Few => "num",
                        Shown::About(_) => "num strong",
                    };
                    view! { <td class=class data-label=name>{shown.words(lang)}</td> }
                })
                .collect_view();
            let published = address("/cong-khai", &[("procedure", &row.code)]);
            view! { <tr><th scope="row"><a href=published>{row.name}</a></th>{cells}</tr> }
        })
        .collect_view();
    let table = (none.is_none()).then(|| view! {
        <div class="table-box" tabindex="0" role="region" aria-label=title>
            <table class="table trouble-table" data-stack="">
                <thead><tr><th scope="col">{lang.pick("Thủ tục", "Procedure")}</th>{heads}</tr></thead>
                <tbody>{lines}</tbody>
            </table>
        </div>
    });
    view! {
        <section class="stack">
            <h2>{title}</h2>
            <p class="muted">{lang.pick(
                "Bộ phận của thủ tục mà người gửi nói là vướng, do máy đọc ra từ lời phản ánh. Một phản ánh có thể tính ở hai cột.",
                "The parts of a procedure that senders find troublesome, read from their words by a program. A petition may count in two columns.",
            )}</p>
            {none}
            {table}
        </section>
    }
    .into_any()
}

#[component]
fn HowCounted() -> impl IntoView {
    let lang = use_lang();
    view! {
        <details class="more">
            <summary>{lang.pick("Chúng tôi đếm thế nào", "How we count")}</summary>
            <ul class="prose">
                <li>{lang.pick(
                    "Chỉ đếm phản ánh mà cán bộ đã đọc và tiếp nhận hoặc chuyển đi. Không đếm phản ánh chưa đọc, đã trả lại, người gửi rút, đã gộp vào phản ánh khác, trả lời riêng hoặc không công khai.",
                    "Only petitions that an official has read and taken up or passed on are counted. Those unread, returned, withdrawn, merged into another, answered privately or hidden are not.",
                )}</li>
                <li>{lang.pick(
                    "Số dưới 5 không nêu rõ, số khác làm tròn đến 5, và mỗi lần chỉ lọc theo một điều: để không ai bị nhận ra.",
                    "Numbers under 5 are not told, others are rounded to fives, and there is one filter at a time: so that nobody is recognised.",
                )}</li>
                <li>{lang.pick(
                    "Vì làm tròn, các dòng cộng lại có thể khác tổng. Số đúng của từng kỳ ở trang Thống kê.",
                    "As they are rounded, lines may not add up. The exact figures of each period are on the statistics page.",
                )}</li>
                <li>{lang.pick(
                    "Bấm vào một dòng để đọc những phản ánh đã công khai; phần chưa công khai chỉ có trong con số.",
                    "Each line opens the petitions that are published; the others are in the number only.",
                )}</li>
            </ul>
        </details>
    }
    .into_any()
}
