//! What people speak of, for officials: what rises, topics week by week, where procedures cause trouble.

pub mod behind;
mod one;

use domain::lang::Lang;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use self::one::TopicHead;
use crate::api::register::Applied;
use crate::api::topics::desk::{
    DeskBreakdown, DeskTopic, DeskTopicsView, DeskTrouble, PERIODS, PetitionLink, Rise,
    load_desk_topics,
};
use crate::api::topics::{TopicsQuery, constituents};
use crate::charts::{Bar, Columns, Spark, Step};
use crate::components::frame::DeskPage;
use crate::components::icon::Icon;
use crate::components::loaded::loaded;
use crate::components::status::StatusBadge;
use crate::format;
use crate::frame::use_lang;

const PATH: &str = "/can-bo/phan-tich";
const BEHIND: &str = "/can-bo/phan-tich/phan-anh";

/// The address of a question: a topic has a page of its own.
fn address_of(query: &TopicsQuery) -> String {
    if query.chu_de.is_empty() {
        query.address(PATH)
    } else {
        query
            .with("chu_de", "")
            .address(&format!("{PATH}/chu-de/{}", query.chu_de))
    }
}

/// `/can-bo/phan-tich` and `/can-bo/phan-tich/chu-de/:id`
#[component]
pub fn AnalysisPage() -> impl IntoView {
    let lang = use_lang();
    let topic = use_params_map()
        .with_untracked(|params| params.get("id"))
        .unwrap_or_default();
    let asked = use_query_map()
        .with_untracked(|query| TopicsQuery::read(|name| query.get(name)))
        .with("chu_de", &topic);
    let data = load_desk_topics(asked);
    view! {
        <DeskPage title=lang.pick("Phân tích", "Analysis").to_owned()>
            {loaded(data, |found| view! { <Found found=found/> })}
        </DeskPage>
    }
}

#[component]
fn Found(found: DeskTopicsView) -> impl IntoView {
    let lang = use_lang();
    let asked = found.asked.clone();
    let about_one = found.one.is_some();
    let head = match found.one.clone() {
        Some(one) => {
            view! { <TopicHead one=one may_name=found.may_name asked=asked.clone()/> }.into_any()
        }
        None => view! {
            <header class="page-head">
                <h1>{lang.pick("Phân tích", "Analysis")}</h1>
                <p class="lede">{lang.pick("Người dân đang nói về điều gì, điều gì tăng bất thường, thủ tục nào nên đơn giản hóa.", "What people speak of, what rises unusually, which procedures should be made simpler.")}</p>
            </header>
        }
        .into_any(),
    };
    let scope = (!found.scope.is_empty()).then(|| {
        let names = found.scope.join(", ");
        let words = match lang {
            Lang::Vi => {
                format!("Chỉ tính những phản ánh mà đơn vị của bạn chủ trì hoặc phối hợp: {names}.")
            }
            Lang::En => {
                format!("Only petitions in which your agencies take part are counted: {names}.")
            }
        };
        view! { <p class="notice">{words}</p> }
    });
    let steps = steps(&found, lang);
    let described = described(&steps, lang);
    let total = found.total;
    let content = if total == 0 {
        view! { <Nothing narrowed=!found.applied.is_empty()/> }.into_any()
    } else {
        let breakdowns = found
            .breakdowns
            .into_iter()
            .filter(|breakdown| !breakdown.rows.is_empty())
            .map(|breakdown| view! { <Breakdown breakdown=breakdown asked=asked.clone()/> })
            .collect_view();
        let topics = (!about_one).then(|| {
            view! {
                <Topics topics=found.topics left_out=found.topics_left_out asked=asked.clone()/>
            }
        });
        view! {
            <Rises rises=found.rises/>
            <section class="panel">
                <Columns id="trend" title=lang.pick("Nhận theo tuần", "Received week by week")
                    note=lang.pick("Mỗi cột là bảy ngày, cột cuối là bảy ngày đến hôm nay", "Each column is seven days, the last one ends today")
                    described=described step_head=lang.pick("Bảy ngày", "Seven days") count_head=lang.pick("Số phản ánh", "Petitions") steps=steps/>
            </section>
            {topics}
            <div class="breakdowns">{breakdowns}</div>
            <Trouble rows=found.trouble asked=asked.clone()/>
        }
        .into_any()
    };
    view! {
        {head}
        {scope}
        <Tools asked=asked.clone() choices=found.choices applied=found.applied/>
        <p role="status">
            <a href=asked.address(BEHIND)><strong>{format::amount(total, lang)}</strong>" "{lang.pick("phản ánh, kiến nghị", "petitions")}</a>
            {lang.pick(", không tính phản ánh người gửi đã rút", ", without those their senders took back")}
        </p>
        {content}
    }
    .into_any()
}

fn steps(found: &DeskTopicsView, lang: Lang) -> Vec<Step> {
    let ends = found.weeks.iter().skip(1).map(chrono::NaiveDate::pred_opt);
    let ends = ends.chain(std::iter::once(Some(found.to)));
    found
        .weeks
        .iter()
        .zip(ends)
        .zip(&found.trend)
        .map(|((first, end), count)| Step {
            name: format!(
                "{} – {}",
                format::day_and_month(*first, lang),
                format::date(end.unwrap_or(*first), lang)
            ),
            short: format::day_and_month(*first, lang),
            words: format::amount(*count, lang),
            count: Some(*count),
        })
        .collect()
}

fn described(steps: &[Step], lang: Lang) -> String {
    let highest = steps.iter().rev().max_by_key(|step| step.count);
    let Some((highest, last)) = highest.zip(steps.last()) else {
        return String::new();
    };
    match lang {
        Lang::Vi => format!(
            "Cao nhất: {} phản ánh ({}). Bảy ngày gần nhất: {}.",
            highest.words, highest.name, last.words
        ),
        Lang::En => format!(
            "Highest: {} ({}). The last seven days: {}.",
            highest.words, highest.name, last.words
        ),
    }
}

type Choices = Vec<(String, Vec<(String, String)>)>;

/// Period and filters. It is a plain form: what is chosen stands in the address.
#[component]
fn Tools(asked: TopicsQuery, choices: Choices, applied: Vec<Applied>) -> impl IntoView {
    let lang = use_lang();
    let periods = PERIODS
        .into_iter()
        .enumerate()
        .map(|(place, weeks)| {
            let ky = if place == 0 { String::new() } else { weeks.to_string() };
            let words = match lang {
                Lang::Vi => format!("{weeks} tuần"),
                Lang::En => format!("{weeks} weeks"),
            };
            let current = (asked.ky == ky).then_some("true");
            view! { <a class="chip" href=address_of(&asked.with("ky", &ky)) aria-current=current>{words}</a> }
        })
        .collect_view();
    let chosen = asked.clone();
    let selects = choices
        .into_iter()
        .map(|(by, options)| {
            let parameters = chosen.parameters();
            let value = parameters
                .into_iter()
                .find(|(name, _)| *name == by)
                .map(|(_, value)| value.to_owned())
                .unwrap_or_default();
            let label = filter_name(&by, lang);
            let options = options
                .into_iter()
                .map(|(option, words)| {
                    let selected = option == value;
                    view! { <option value=option selected=selected>{words}</option> }
                })
                .collect_view();
            view! {
                <select class="input" name=by aria-label=label>
                    <option value="">{format!("{label}: {}", lang.pick("tất cả", "all"))}</option>
                    {options}
                </select>
            }
        })
        .collect_view();
    // What has no field of its own is kept when another filter is applied.
    let kept = [("ky", asked.ky.clone()), ("thu_tuc", asked.thu_tuc.clone())]
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| view! { <input type="hidden" name=name value=value/> })
        .collect_view();
    let action = address_of(&TopicsQuery {
        chu_de: asked.chu_de.clone(),
        ..TopicsQuery::default()
    });
    let chips = applied
        .into_iter()
        .map(|one| {
            let words = one.words;
            view! {
                <a class="applied-one" href=address_of(&asked.with(&one.parameter, ""))>
                    {words}<span aria-hidden="true">"×"</span>
                    <span class="visually-hidden">{lang.pick("bỏ lọc", "remove the filter")}</span>
                </a>
            }
        })
        .collect_view();
    view! {
        <div class="stack-s screen-only">
            <nav class="row" aria-label=lang.pick("Chọn thời gian", "Choose a period")>{periods}</nav>
            <form class="row analysis-filter" method="get" action=action>
                {selects}{kept}
                <button class="btn btn-secondary btn-small">{lang.pick("Lọc", "Filter")}</button>
            </form>
            <p class="applied">{chips}</p>
        </div>
    }
    .into_any()
}

fn filter_name(by: &str, lang: Lang) -> &'static str {
    match by {
        "linh_vuc" => lang.pick("Lĩnh vực", "Field"),
        "thu_tuc" => lang.pick("Thủ tục", "Procedure"),
        "co_quan" => lang.pick("Cơ quan", "Agency"),
        _ => lang.pick("Xã, phường", "Commune"),
    }
}

#[component]
fn Nothing(narrowed: bool) -> impl IntoView {
    let lang = use_lang();
    view! {
        <div class="empty">
            <h2>{lang.pick("Không có phản ánh nào", "There are no petitions")}</h2>
            <p>{lang.pick(
                "Trong thời gian này không có phản ánh nào khớp. Hãy chọn thời gian dài hơn hoặc bỏ bớt bộ lọc.",
                "None of this time fits. Choose a longer period or remove a filter.",
            )}</p>
            {narrowed.then(|| view! { <a class="btn btn-secondary" href=PATH>{lang.pick("Bỏ hết bộ lọc", "Remove all filters")}</a> })}
        </div>
    }
}

/// Petitions one under another, each leading to its case.
#[component]
fn Petitions(petitions: Vec<PetitionLink>) -> impl IntoView {
    let lang = use_lang();
    let items = petitions
        .into_iter()
        .map(|petition| {
            view! {
                <li>
                    <a href=format!("/can-bo/{}", petition.code)><span class="code">{petition.code.clone()}</span>" "{petition.title}</a>
                    <span class="meta"><span>{format::date(petition.received_on, lang)}</span><StatusBadge status=petition.status/></span>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="petition-links">{items}</ul> }.into_any()
}

#[component]
fn Rises(rises: Vec<Rise>) -> impl IntoView {
    let lang = use_lang();
    let none = rises.is_empty().then(|| view! {
        <p class="muted">{lang.pick("Bảy ngày qua không có gì tăng bất thường.", "Nothing has risen unusually in the last seven days.")}</p>
    });
    let items = rises
        .into_iter()
        .map(|rise| {
            let expected = format!("{}{}{}", rise.expected / 10, lang.pick(",", "."), rise.expected % 10);
            let words = match lang {
                Lang::Vi => format!("{} phản ánh trong bảy ngày; bình thường khoảng {expected} một tuần", rise.seen),
                Lang::En => format!("{} petitions in seven days; usually about {expected} a week", rise.seen),
            };
            let shown = rise.petitions.len();
            let more = usize::try_from(rise.seen).unwrap_or_default().saturating_sub(shown);
            let more = (more > 0).then(|| view! { <p class="small muted">{match lang {
                Lang::Vi => format!("và {more} phản ánh khác"),
                Lang::En => format!("and {more} more"),
            }}</p> });
            view! {
                <li class="rise">
                    <h3>{rise.what.join(" · ")}</h3>
                    <p><span class="flag" data-flag="urgent"><Icon name="alert"/>{lang.pick("Tăng bất thường", "Unusual rise")}</span>" "{words}</p>
                    <details>
                        <summary>{lang.pick("Xem các phản ánh", "See the petitions")}</summary>
                        <Petitions petitions=rise.petitions/>
                        {more}
                    </details>
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="stack-s" aria-labelledby="rises">
            <h2 id="rises">{lang.pick("Tăng bất thường", "Unusual rises")}</h2>
            {none}
            <ul class="rises">{items}</ul>
            <details class="why">
                <summary>{lang.pick("Khi nào thì báo?", "When is it told?")}</summary>
                <p>{lang.pick(
                    "Khi bảy ngày qua có từ bốn phản ánh, nhiều hơn hẳn mức của tám tuần trước đó: nếu không có gì thay đổi thì hiếm gặp (dưới 5 phần nghìn).",
                    "When the last seven days have four petitions or more, far above the eight weeks before: rare if nothing has changed (under 5 in a thousand).",
                )}</p>
            </details>
        </section>
    }
    .into_any()
}

#[component]
fn Topics(topics: Vec<DeskTopic>, left_out: usize, asked: TopicsQuery) -> impl IntoView {
    let lang = use_lang();
    let title = lang.pick("Chủ đề", "Topics");
    let most = topics
        .iter()
        .map(|topic| topic.count)
        .max()
        .unwrap_or_default();
    let rows = topics
        .into_iter()
        .map(|topic| {
            let of = asked.with("chu_de", &topic.id.to_string());
            let weeks: Vec<_> = topic.weeks.iter().map(ToString::to_string).collect();
            let described = format!("{} {}", lang.pick("Từng tuần:", "Week by week:"), weeks.join(", "));
            let last = topic.weeks.last().copied().unwrap_or_default();
            view! {
                <tr>
                    <th scope="row">
                        <a href=address_of(&of)>{topic.name.name}</a>
                        {topic.name.words.map(|words| view! { <span class="topic-words">{words}</span> })}
                    </th>
                    <td class="num" data-label=lang.pick("Cả kỳ", "Period")><a href=of.address(BEHIND)>{format::amount(topic.count, lang)}</a><Bar count=topic.count most=most/></td>
                    <td class="num" data-label=lang.pick("7 ngày qua", "Last 7 days")>{last}</td>
                    <td class="topic-trend"><Spark counts=topic.weeks.into_iter().map(Some).collect() described=described/></td>
                </tr>
            }
        })
        .collect_view();
    let more = (left_out > 0).then(|| match lang {
        Lang::Vi => format!(
            "Còn {left_out} chủ đề nhỏ hơn, nhiều chủ đề chỉ có một phản ánh, không nêu ở đây."
        ),
        Lang::En => format!("{left_out} smaller topics, many of one petition, are not listed."),
    });
    let none = (most == 0).then(|| view! {
        <p class="muted">{lang.pick("Chưa có việc nào được từ hai người cùng phản ánh.", "Nothing was raised by two people or more.")}</p>
    });
    let table = (most > 0).then(|| view! {
            <div class="table-box" tabindex="0" role="region" aria-label=title>
                <table class="table topics-table" data-stack="">
                    <thead><tr>
                        <th scope="col">{title}</th>
                        <th scope="col" class="num">{lang.pick("Cả kỳ", "Period")}</th>
                        <th scope="col" class="num">{lang.pick("7 ngày qua", "Last 7 days")}</th>
                        <th scope="col">{lang.pick("Từng tuần", "Week by week")}</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
    });
    view! {
        <section class="stack-s">
            <h2>{title}</h2>
            {none}
            {table}
            {more.map(|words| view! { <p class="small muted">{words}</p> })}
        </section>
    }
    .into_any()
}

#[component]
fn Breakdown(breakdown: DeskBreakdown, asked: TopicsQuery) -> impl IntoView {
    let lang = use_lang();
    let by = breakdown.by;
    let most = breakdown
        .rows
        .iter()
        .map(|row| row.count)
        .max()
        .unwrap_or_default();
    let items = breakdown
        .rows
        .into_iter()
        .map(|row| {
            let only = asked.with(&by, &row.value);
            view! {
                <li class="ranked" data-plain="">
                    <p class="ranked-what"><a href=address_of(&only)>{row.name}</a></p>
                    <p class="ranked-count"><a href=only.address(BEHIND)>{format::amount(row.count, lang)}</a></p>
                    <Bar count=row.count most=most/>
                </li>
            }
        })
        .collect_view();
    let more = (breakdown.left_out > 0).then(|| match lang {
        Lang::Vi => format!("và {} dòng nữa", breakdown.left_out),
        Lang::En => format!("and {} more", breakdown.left_out),
    });
    view! {
        <section class="stack-s">
            <h2>{filter_name(&by, lang)}</h2>
            <ol class="ranking">{items}</ol>
            {more.map(|words| view! { <p class="small muted">{words}</p> })}
        </section>
    }
    .into_any()
}

#[component]
fn Trouble(rows: Vec<DeskTrouble>, asked: TopicsQuery) -> impl IntoView {
    let lang = use_lang();
    let parts = constituents(lang);
    let title = lang.pick("Thủ tục cần đơn giản hóa", "Procedures to be made simpler");
    if rows.is_empty() {
        return view! {
            <section class="stack-s">
                <h2>{title}</h2>
                <p class="muted">{lang.pick("Chưa có bộ phận nào của một thủ tục bị từ hai phản ánh nói là vướng.", "No part of a procedure was found troublesome by two petitions or more.")}</p>
            </section>
        }
        .into_any();
    }
    let heads = parts
        .iter()
        .map(|(_, name)| view! { <th scope="col" class="num">{*name}</th> })
        .collect_view();
    let lines = rows
        .into_iter()
        .map(|row| {
            let of = asked.with("thu_tuc", &row.code);
            let cells = row
                .counts
                .into_iter()
                .zip(parts)
                .map(|(count, (code, name))| {
                    if count == 0 {
                        return view! { <td class="num none" data-label=name>"0"</td> }.into_any();
                    }
                    let href = of.with("thanh_phan", code).address(BEHIND);
                    view! { <td class="num" data-label=name><a href=href>{format::amount(count, lang)}</a></td> }.into_any()
                })
                .collect_view();
            view! { <tr><th scope="row"><a href=format!("/thu-tuc/{}", row.code)>{row.name}</a></th>{cells}</tr> }
        })
        .collect_view();
    view! {
        <section class="stack-s">
            <h2>{title}</h2>
            <p class="muted">{lang.pick(
                "Bộ phận của thủ tục mà người gửi nói là vướng (Nghị định 63/2010 Điều 8), do máy đọc ra: hãy mở phản ánh để xem. Một phản ánh có thể tính ở hai cột.",
                "The parts of a procedure that senders find troublesome (Decree 63/2010 Art. 8), as read by a program: open the petitions to see. One may count in two columns.",
            )}</p>
            <div class="table-box" tabindex="0" role="region" aria-label=title>
                <table class="table trouble-table" data-stack="" data-sticky="">
                    <thead><tr><th scope="col">{lang.pick("Thủ tục", "Procedure")}</th>{heads}</tr></thead>
                    <tbody>{lines}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}
