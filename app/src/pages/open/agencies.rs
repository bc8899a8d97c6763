//! The agencies: who there is, how to reach them, and how well they keep deadlines.

use domain::lang::Lang;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

pub use super::agency::AgencyPage;
use crate::api::agencies::{AgenciesView, AgencyGroup, AgencyItem, Keeping, load_agencies};
use crate::components::frame::CitizenPage;
use crate::components::icon::Icon;
use crate::components::loaded::loaded;
use crate::format;
use crate::frame::use_lang;

/// `/co-quan`
#[component]
pub fn AgenciesPage() -> impl IntoView {
    let lang = use_lang();
    let words = use_query_map()
        .with_untracked(|parameters| parameters.get("q").unwrap_or_default().trim().to_owned());
    let data = load_agencies(words.clone());
    view! {
        <CitizenPage title=lang.pick("Cơ quan và đường dây nóng", "Agencies and hotlines").to_owned()>
            <div class="page-head">
                <h1>{lang.pick("Cơ quan", "Agencies")}</h1>
                <p class="lede">
                    {lang.pick(
                        "Địa chỉ, đường dây nóng, người trực, và mỗi cơ quan trả lời đúng hạn đến đâu. Gõ tên xã, phường cũ cũng tìm được.",
                        "Address, hotline, who answers it, and how well each agency keeps its deadlines. Former names of communes are found too.",
                    )}
                </p>
            </div>
            <form class="search" role="search" method="get" action="/co-quan">
                <label class="visually-hidden" for="q">{lang.pick("Tìm cơ quan, xã, phường", "Search agencies and communes")}</label>
                <input class="input" id="q" name="q" r#type="search" maxlength="200" value=words.clone()
                    placeholder=lang.pick("Tên xã hoặc sở", "Name, old or new")/>
                <button class="btn"><Icon name="search"/>{lang.pick("Tìm", "Search")}</button>
            </form>
            {loaded(data, move |found| if found.items.is_empty() {
                view! { <Nothing words=words/> }.into_any()
            } else {
                view! { <Groups found=found searched=!words.is_empty()/> }.into_any()
            })}
        </CitizenPage>
    }
}

fn group_name(group: AgencyGroup, lang: Lang) -> &'static str {
    match group {
        AgencyGroup::Province => lang.pick("Cấp tỉnh", "The province"),
        AgencyGroup::Departments => {
            lang.pick("Sở và thanh tra tỉnh", "Departments and inspectorate")
        }
        AgencyGroup::Vertical => lang.pick("Cơ quan ngành dọc", "Branches of ministries"),
        AgencyGroup::Communes => lang.pick("Ủy ban nhân dân xã, phường", "Communes"),
        AgencyGroup::Past => lang.pick("Cơ quan trước đây", "Former agencies"),
    }
}

#[component]
fn Groups(found: AgenciesView, searched: bool) -> impl IntoView {
    let lang = use_lang();
    let since = format::date(found.since, lang);
    let note = match lang {
        Lang::Vi => format!(
            "Số liệu từ ngày {since} đến hôm nay, tính cả câu trả lời không công khai. Ngày là ngày làm việc; dưới 5 phản ánh không tính tỷ lệ."
        ),
        Lang::En => format!(
            "Figures from {since} until today, unpublished answers included. Days are working days; no shares below 5 petitions."
        ),
    };
    let count = found.items.len();
    let summary = searched.then(|| {
        let words = match lang {
            Lang::Vi => format!("{count} cơ quan"),
            Lang::En if count == 1 => "1 agency".into(),
            Lang::En => format!("{count} agencies"),
        };
        view! {
            <div class="results-head">
                <p role="status">{words}</p>
                <p><a href="/co-quan">{lang.pick("Xem tất cả cơ quan", "See all agencies")}</a></p>
            </div>
        }
    });
    let mut groups: Vec<(AgencyGroup, Vec<AgencyItem>)> = Vec::new();
    for item in found.items {
        match groups.last_mut() {
            Some((group, items)) if *group == item.group => items.push(item),
            _ => groups.push((item.group, vec![item])),
        }
    }
    let jumps = (!searched).then(|| {
        let links = groups.iter().map(|(group, items)| {
            view! { <li><a href=format!("#{}", group.anchor())>{group_name(*group, lang)}" "<span class="muted num">{items.len()}</span></a></li> }
        }).collect_view();
        view! { <nav aria-label=lang.pick("Trong trang này", "On this page")><ul class="index-list">{links}</ul></nav> }
    });
    let sections = groups.into_iter().map(|(group, items)| {
        let dense = group == AgencyGroup::Communes && !searched;
        let list = if dense {
            let items = items.into_iter().map(|item| view! { <Brief item=item/> }).collect_view();
            view! { <ul class="index-list">{items}</ul> }.into_any()
        } else {
            let items = items.into_iter().map(|item| view! { <Entry item=item/> }).collect_view();
            view! { <ul class="results">{items}</ul> }.into_any()
        };
        let outside = (group == AgencyGroup::Vertical).then(|| view! {
            <p class="muted">{lang.pick(
                "Trực thuộc bộ, ngành trung ương, không thuộc Ủy ban nhân dân tỉnh. Phản ánh về các cơ quan này được chuyển đến đúng nơi.",
                "They answer to a ministry, not to the province. Petitions about them are passed on.",
            )}</p>
        });
        view! {
            <section class="stack" id=group.anchor()>
                <h2>{group_name(group, lang)}</h2>
                {outside}
                {list}
            </section>
        }
    }).collect_view();
    view! {
        {summary}
        {jumps}
        <p class="muted small">{note}</p>
        <div class="stack-l">{sections}</div>
    }
}

/// One agency with everything a list says of it.
#[component]
fn Entry(item: AgencyItem) -> impl IntoView {
    let lang = use_lang();
    let formerly = item.formerly.map(|(name, district, whole)| {
        let how = match (whole, lang) {
            (true, Lang::Vi) => "Gồm ",
            (false, Lang::Vi) => "Gồm một phần ",
            (true, Lang::En) => "Includes ",
            (false, Lang::En) => "Includes a part of ",
        };
        view! { <p><strong>{how}{name}", "{district}</strong>{lang.pick(" trước đây", " of before")}</p> }
    });
    let ended = item.ended_on.map(|day| {
        let heir = item.heir.map(|(slug, name)| view! { {lang.pick("; nay là ", "; today ")}<a href=format!("/co-quan/{slug}")>{name}</a> });
        view! { <p>{lang.pick("Kết thúc ngày ", "Ended on ")}{format::date(day, lang)}{heir}</p> }
    });
    let contact = contact(item.hotline, item.official, lang);
    let record = item
        .keeping
        .map(|keeping| view! { <div class="agency-record"><Record keeping=keeping/></div> });
    view! {
        <li class="agency">
            <div class="stack-s">
                <h3><a href=format!("/co-quan/{}", item.slug)>{item.name}</a></h3>
                {formerly}
                {ended}
                {item.address.map(|address| view! { <p class="muted">{address}</p> })}
                {contact}
            </div>
            {record}
        </li>
    }
}

/// One commune in few words.
#[component]
fn Brief(item: AgencyItem) -> impl IntoView {
    let lang = use_lang();
    // The heading of the list says what they all are.
    let name = capitalised(
        item.name
            .strip_prefix("Ủy ban nhân dân ")
            .unwrap_or(&item.name),
    );
    let number = item.hotline.map(|number| {
        let href = telephone(&number);
        view! { <p class="muted small"><a class="nowrap" href=href>{number}</a>{item.official.map(|name| format!(" · {name}"))}</p> }
    });
    let record = item.keeping.filter(|keeping| keeping.answered > 0);
    view! {
        <li>
            <a class="strong" href=format!("/co-quan/{}", item.slug)>{name}</a>
            {number}
            {record.map(|keeping| view! { <p class="muted small num">{brief(&keeping, lang)}</p> })}
        </li>
    }
}

fn contact(hotline: Option<String>, official: Option<String>, lang: Lang) -> AnyView {
    match hotline {
        Some(number) => {
            let official = official.map(|name| view! { <span class="muted">" · "{name}</span> });
            let href = telephone(&number);
            view! { <p><a class="icon-link nowrap" href=href><Icon name="phone"/>{number}</a>{official}</p> }.into_any()
        }
        None => view! { <p class="muted">{lang.pick("Chưa công bố đường dây nóng", "No hotline published yet")}</p> }.into_any(),
    }
}

/// With a capital at the beginning.
fn capitalised(name: &str) -> String {
    let mut symbols = name.chars();
    symbols
        .next()
        .map(|first| first.to_uppercase().chain(symbols).collect())
        .unwrap_or_default()
}

/// The number as a telephone dials it.
pub fn telephone(number: &str) -> String {
    let digits: String = number
        .chars()
        .filter(|symbol| symbol.is_ascii_digit() || *symbol == '+')
        .collect();
    format!("tel:{digits}")
}

/// The record in one line.
fn brief(keeping: &Keeping, lang: Lang) -> String {
    let answered = keeping.answered;
    match (&keeping.timing, lang) {
        (None, _) if answered == 0 => lang
            .pick(
                "Chưa có câu trả lời trong 12 tháng",
                "No answers in 12 months",
            )
            .into(),
        (None, Lang::Vi) => format!("Không đủ dữ liệu ({answered} câu trả lời)"),
        (None, Lang::En) => format!("Not enough data ({answered} answers)"),
        (Some(timing), Lang::Vi) => format!(
            "{}% đúng hạn ({} trong {answered}), một nửa trong {} ngày",
            timing.percent(answered),
            timing.on_time,
            timing.median
        ),
        (Some(timing), Lang::En) => format!(
            "{}% on time ({} of {answered}), half within {} days",
            timing.percent(answered),
            timing.on_time,
            timing.median
        ),
    }
}

/// How well an agency kept its deadlines in twelve months.
#[component]
pub fn Record(
    /// The record.
    keeping: Keeping,
) -> impl IntoView {
    let lang = use_lang();
    let answered = keeping.answered;
    let Some(timing) = keeping.timing else {
        return view! { <p class="muted">{brief(&keeping, lang)}</p> }.into_any();
    };
    let percent = timing.percent(answered);
    let shown = format::amount(answered, lang);
    let (what, share, days) = match lang {
        Lang::Vi => (
            " phản ánh đã trả lời trong 12 tháng",
            format!(
                "{percent}% đúng hạn ({} trong {shown})",
                format::amount(timing.on_time, lang)
            ),
            format!(
                "Một nửa được trả lời trong {} ngày làm việc, chín phần mười trong {} ngày",
                timing.median, timing.ninetieth
            ),
        ),
        Lang::En => (
            " petitions answered in 12 months",
            format!(
                "{percent}% on time ({} of {shown})",
                format::amount(timing.on_time, lang)
            ),
            format!(
                "Half were answered within {} working days, nine in ten within {} days",
                timing.median, timing.ninetieth
            ),
        ),
    };
    view! {
        <p><strong>{shown}</strong>{what}</p>
        <meter min="0" max="100" low="75" high="90" optimum="100" value=percent.to_string() aria-label=lang.pick("Tỷ lệ đúng hạn", "Share on time")>{percent}"%"</meter>
        <p>{share}</p>
        <p class="muted">{days}</p>
    }
    .into_any()
}

#[component]
fn Nothing(words: String) -> impl IntoView {
    let lang = use_lang();
    view! {
        <div class="empty">
            <h2>{lang.pick("Không tìm thấy cơ quan nào", "No agency was found")}{(!words.is_empty()).then(|| format!(" “{words}”"))}</h2>
            <p>{lang.pick(
                "Thử chỉ gõ tên xã hoặc tên sở, có dấu hay không dấu, tên cũ hay tên mới đều được.",
                "Try only the commune's or department's name, old or new, with accents or without.",
            )}</p>
            <a class="btn btn-secondary" href="/co-quan">{lang.pick("Xem tất cả cơ quan", "See all agencies")}</a>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::agencies::Timing;

    #[test]
    fn few_answers_show_no_share() {
        assert_eq!(
            brief(
                &Keeping {
                    answered: 4,
                    timing: None
                },
                Lang::Vi
            ),
            "Không đủ dữ liệu (4 câu trả lời)"
        );
        assert_eq!(
            brief(&Keeping::default(), Lang::Vi),
            "Chưa có câu trả lời trong 12 tháng"
        );
    }

    #[test]
    fn a_share_is_shown_with_the_count_behind_it() {
        let timing = Timing {
            on_time: 38,
            median: 8,
            ninetieth: 14,
            buckets: [10, 20, 9, 2],
        };
        let keeping = Keeping {
            answered: 41,
            timing: Some(timing),
        };
        assert_eq!(
            brief(&keeping, Lang::Vi),
            "92% đúng hạn (38 trong 41), một nửa trong 8 ngày"
        );
    }

    #[test]
    fn a_name_begins_with_a_capital() {
        assert_eq!(capitalised("phường Đức Xuân"), "Phường Đức Xuân");
        assert_eq!(capitalised(""), "");
    }

    #[test]
    fn a_number_is_dialled_without_its_blanks() {
        assert_eq!(telephone("0208 3000 001"), "tel:02083000001");
        assert_eq!(telephone("+84 (208) 300"), "tel:+84208300");
    }
}
