//! One agency: how to reach it, how it answered, what it was called and what became of it.

use domain::lang::Lang;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::agencies::{Record, telephone};
use super::chart::DaysChart;
use super::results::Results;
use crate::api::agencies::{AgencyPageView, ChangeView, VersionView, load_agency};
use crate::api::register::address;
use crate::components::frame::CitizenPage;
use crate::components::icon::Icon;
use crate::components::loaded::loaded;
use crate::format;
use crate::frame::use_lang;

/// `/co-quan/{slug}`
#[component]
pub fn AgencyPage() -> impl IntoView {
    let lang = use_lang();
    let slug = use_params_map().with_untracked(|params| params.get("slug").unwrap_or_default());
    let data = load_agency(slug);
    let title = RwSignal::new(String::new());
    let shown = move || {
        if title.with(String::is_empty) {
            lang.pick("Cơ quan", "Agency").to_owned()
        } else {
            title.get()
        }
    };
    view! {
        <CitizenPage title=Signal::derive(shown)>
            <p class="crumbs"><a href="/co-quan"><Icon name="left"/>{lang.pick("Tất cả cơ quan", "All agencies")}</a></p>
            {loaded(data, move |found| { title.set(found.name.clone()); view! { <OneAgency found=found/> } })}
        </CitizenPage>
    }
}

#[component]
fn OneAgency(found: AgencyPageView) -> impl IntoView {
    let lang = use_lang();
    let ended = found.ended_on.map(|day| {
        let heir = found.heir.clone().map(|(slug, name)| {
            view! { <p>{lang.pick("Việc của cơ quan này nay do ", "Its work is done today by ")}<a href=format!("/co-quan/{slug}")>{name}</a>{lang.pick(" đảm nhiệm.", ".")}</p> }
        });
        view! {
            <div class="notice">
                <h2>{lang.pick("Cơ quan này đã kết thúc hoạt động ngày ", "This agency ended on ")}{format::date(day, lang)}</h2>
                {heir}
            </div>
        }
    });
    let outside = found.outside.then(|| {
        view! { <p class="lede">{lang.pick("Cơ quan ngành dọc: trực thuộc bộ, ngành trung ương, không thuộc Ủy ban nhân dân tỉnh.", "A branch of a ministry: it does not answer to the province.")}</p> }
    });
    let stands = found.ended_on.is_none();
    let slug = found.slug.clone();
    let beside = stands || !found.ground.is_empty();
    view! {
        <div class="page-head">
            <h1>{found.name.clone()}</h1>
            {outside}
        </div>
        {ended}
        <div class=if beside { "with-aside" } else { "measure" }>
            <div class="stack-l">
                <Keeps found=found.clone()/>
                <section class="stack">
                    <h2>{lang.pick("Câu trả lời mới nhất", "Latest answers")}</h2>
                    {if found.latest.is_empty() {
                        view! {
                            <div class="empty" data-small="">
                                <p>{lang.pick("Chưa có câu trả lời nào của cơ quan này được công khai.", "No answer of this agency has been published.")}</p>
                                <a class="btn btn-secondary" href="/cong-khai">{lang.pick("Xem mọi câu trả lời", "See all answers")}</a>
                            </div>
                        }.into_any()
                    } else {
                        let all = address("/cong-khai", &[("agency", &slug)]);
                        view! {
                            <Results items=found.latest heading=3/>
                            <p><a class="btn btn-secondary" href=all>{lang.pick("Xem tất cả câu trả lời", "See all its answers")}</a></p>
                        }.into_any()
                    }}
                </section>
                <History versions=found.versions before=found.before after=found.after/>
            </div>
            <aside class="aside contents-aside" hidden=!beside>
                {stands.then(|| view! { <Contact slug=found.slug.clone() address=found.address hotline=found.hotline email=found.email official=found.official/> })}
                <Ground ground=found.ground/>
            </aside>
        </div>
    }
}

/// How well deadlines are kept, and what lies open.
#[component]
fn Keeps(found: AgencyPageView) -> impl IntoView {
    let lang = use_lang();
    let (from, until) = (
        format::date(found.period.0, lang),
        format::date(found.period.1, lang),
    );
    let period = match lang {
        Lang::Vi => {
            format!("Từ ngày {from} đến ngày {until}, tính cả câu trả lời không công khai.")
        }
        Lang::En => format!("From {from} until {until}, unpublished answers included."),
    };
    let (open, overdue) = found.open;
    let open = (found.ended_on.is_none() && open > 0).then(|| {
        let words = match (lang, overdue) {
            (Lang::Vi, 0) => format!("Đang xử lý {open} phản ánh, không có phản ánh quá hạn"),
            (Lang::Vi, _) => format!("Đang xử lý {open} phản ánh, {overdue} phản ánh đã quá hạn"),
            (Lang::En, 0) => format!("{open} petitions open, none overdue"),
            (Lang::En, _) => format!("{open} petitions open, {overdue} overdue"),
        };
        view! { <p>{words}</p> }
    });
    let answered = found.keeping.answered;
    let record = match found.keeping.timing {
        None => {
            let words = match (lang, answered) {
                (_, 0) => lang
                    .pick(
                        "Không có câu trả lời nào trong thời gian này",
                        "No answers in this time",
                    )
                    .to_owned(),
                (Lang::Vi, _) => {
                    format!("Không đủ dữ liệu ({answered} câu trả lời, dưới 5 không tính tỷ lệ)")
                }
                (Lang::En, _) => format!("Not enough data ({answered} answers; no shares below 5)"),
            };
            view! { <p class="chart-none">{words}</p> }.into_any()
        }
        Some(timing) => view! {
            <div class="agency-record"><Record keeping=found.keeping/></div>
            <DaysChart answered=answered timing=timing/>
        }
        .into_any(),
    };
    view! {
        <section class="stack">
            <h2>{lang.pick("Giữ hạn trả lời", "Keeping deadlines")}</h2>
            {record}
            {open}
            <p class="muted small">{period}</p>
        </section>
    }
}

#[component]
fn Contact(
    slug: String,
    address: Option<String>,
    hotline: Option<String>,
    email: Option<String>,
    official: Option<String>,
) -> impl IntoView {
    let lang = use_lang();
    let send = self::address("/gui", &[("agency", &slug)]);
    let nothing = address.is_none() && hotline.is_none() && email.is_none();
    view! {
        <section class="panel">
            <h2>{lang.pick("Liên hệ", "Contact")}</h2>
            {nothing.then(|| view! { <p class="muted">{lang.pick("Cơ quan chưa công bố địa chỉ và đường dây nóng.", "No address or hotline has been published yet.")}</p> })}
            <dl class="facts" data-columns="">
                {hotline.map(|number| view! { <div><dt>{lang.pick("Đường dây nóng", "Hotline")}</dt><dd><a class="nowrap" href=telephone(&number)>{number.clone()}</a></dd></div> })}
                {official.map(|name| view! { <div><dt>{lang.pick("Người trực", "Answered by")}</dt><dd>{name}</dd></div> })}
                {address.map(|address| view! { <div><dt>{lang.pick("Địa chỉ", "Address")}</dt><dd>{address}</dd></div> })}
                {email.map(|email| view! { <div><dt>{lang.pick("Thư điện tử", "E-mail")}</dt><dd><a href=format!("mailto:{email}")>{email.clone()}</a></dd></div> })}
            </dl>
            <a class="btn btn-wide" href=send><Icon name="send"/>{lang.pick("Gửi phản ánh", "Send feedback")}</a>
        </section>
    }
}

#[component]
fn Ground(ground: Vec<(String, bool)>) -> impl IntoView {
    let lang = use_lang();
    (!ground.is_empty()).then(|| {
        let items = ground
            .into_iter()
            .map(|(name, part)| {
                view! { <li>{part.then(|| lang.pick("Một phần ", "A part of "))}{name}</li> }
            })
            .collect_view();
        view! {
            <section class="panel">
                <h2>{lang.pick("Địa bàn trước 01/7/2025", "Its ground before 1 July 2025")}</h2>
                <ul class="stack-s">{items}</ul>
            </section>
        }
    })
}

/// Names over time, and whose work went where.
#[component]
fn History(
    versions: Vec<VersionView>,
    before: Vec<ChangeView>,
    after: Vec<ChangeView>,
) -> impl IntoView {
    let lang = use_lang();
    let names = versions.into_iter().map(|version| {
        let when = during(&version, lang);
        view! {
            <li>
                <p class="timeline-what">{version.name}</p>
                <p class="timeline-when">{when}</p>
                <p class="timeline-text small"><Basis basis=version.basis checked=version.checked/></p>
            </li>
        }
    }).collect_view();
    let changes = move |heading: &'static str, list: Vec<ChangeView>| {
        (!list.is_empty()).then(|| {
            let items = list
                .into_iter()
                .map(|change| view! { <Change change=change/> })
                .collect_view();
            view! { <h3>{heading}</h3><ul class="stack">{items}</ul> }
        })
    };
    view! {
        <section class="stack">
            <h2>{lang.pick("Tên gọi và thay đổi", "Names and changes")}</h2>
            <ol class="timeline">{names}</ol>
            {changes(lang.pick("Nhận việc từ", "Took over from"), before)}
            {changes(lang.pick("Chuyển việc cho", "Passed its work to"), after)}
        </section>
    }
}

/// The time a name was used, in words.
fn during(version: &VersionView, lang: Lang) -> String {
    let until = version.until.map(|day| format::date(day, lang));
    match (version.from.map(|day| format::date(day, lang)), until, lang) {
        (Some(from), Some(until), Lang::Vi) => format!("Từ {from} đến {until}"),
        (Some(from), None, Lang::Vi) => format!("Từ {from} đến nay"),
        (None, Some(until), Lang::Vi) => format!("Đến {until} (dữ liệu bắt đầu từ năm 2024)"),
        (None, None, Lang::Vi) => "Đến nay (dữ liệu bắt đầu từ năm 2024)".into(),
        (Some(from), Some(until), Lang::En) => format!("From {from} until {until}"),
        (Some(from), None, Lang::En) => format!("Since {from}"),
        (None, Some(until), Lang::En) => format!("Until {until} (the data begin in 2024)"),
        (None, None, Lang::En) => "Until today (the data begin in 2024)".into(),
    }
}

#[component]
fn Change(change: ChangeView) -> impl IntoView {
    let lang = use_lang();
    let other = match change.other {
        Some((slug, name)) => view! { <a href=format!("/co-quan/{slug}")>{name}</a> }.into_any(),
        None => lang.pick("không cơ quan nào", "no agency").into_any(),
    };
    let part = (!change.part.is_empty()).then(|| format!(", {}", change.part));
    view! {
        <li>
            <p>{other}</p>
            <p class="muted small">{change.how}{part}{lang.pick(", từ ", ", from ")}{format::date(change.on, lang)}</p>
            <p class="small"><Basis basis=change.basis checked=change.checked/></p>
        </li>
    }
}

/// What it rests on, and whether somebody compared it with the act.
#[component]
fn Basis(basis: String, checked: bool) -> impl IntoView {
    let lang = use_lang();
    let named = !basis.is_empty();
    let missing = (!named).then(|| lang.pick("Chưa rõ văn bản", "Act not known"));
    let unchecked = (named && !checked).then(|| {
        view! { " " <span class="flag" data-flag="reference_only">{lang.pick("chưa đối chiếu văn bản", "not checked against the act")}</span> }
    });
    view! { <span class="muted">{named.then(|| lang.pick("Căn cứ: ", "Basis: "))}{basis}{missing}</span>{unchecked} }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;

    fn version(from: Option<i32>, until: Option<i32>) -> VersionView {
        let first = |year: i32| NaiveDate::from_ymd_opt(year, 1, 1).expect("a day");
        VersionView {
            name: String::new(),
            from: from.map(first),
            until: until.map(first),
            basis: String::new(),
            checked: false,
        }
    }

    #[test]
    fn a_beginning_that_is_not_known_is_not_invented() {
        assert_eq!(
            during(&version(None, Some(2025)), Lang::Vi),
            "Đến 01/01/2025 (dữ liệu bắt đầu từ năm 2024)"
        );
        assert_eq!(
            during(&version(Some(2025), None), Lang::Vi),
            "Từ 01/01/2025 đến nay"
        );
        assert_eq!(
            during(&version(Some(2024), Some(2025)), Lang::En),
            "From 1 January 2024 until 1 January 2025"
        );
    }
}
