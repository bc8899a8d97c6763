//! The register: published petitions with their answers, searched and filtered, newest first.

use domain::lang::Lang;
use leptos::prelude::*;
use leptos_meta::Link;
use leptos_router::hooks::use_query_map;

pub use super::publication::PublicationPage;
use super::results::Results;
use crate::api::register::{RegisterQuery, RegisterView, load_register};
use crate::components::frame::CitizenPage;
use crate::components::icon::Icon;
use crate::components::loaded::loaded;
use crate::frame::use_lang;

/// The one form of the page: the filters beside the list belong to it too.
const FORM: &str = "tim";

/// `/cong-khai`
#[component]
pub fn RegisterPage() -> impl IntoView {
    let lang = use_lang();
    let query = use_query_map()
        .with_untracked(|parameters| RegisterQuery::read(|name| parameters.get(name)));
    let data = load_register(query.clone());
    let (words, feed) = (query.q.clone(), feed(&query));
    view! {
        <CitizenPage title=lang.pick("Câu trả lời đã công khai", "Published answers").to_owned()>
            <Link rel="alternate" type_="application/atom+xml" href=feed
                title=lang.pick("Câu trả lời mới công khai", "Newly published answers")/>
            <div class="page-head">
                <h1>{lang.pick("Câu trả lời đã công khai", "Published answers")}</h1>
                <p class="lede">
                    {lang.pick(
                        "Phản ánh, kiến nghị về thủ tục hành chính và câu trả lời của cơ quan. Tên và thông tin riêng của người gửi đã được che.",
                        "Petitions about administrative procedures with the agencies' answers, in Vietnamese. Names and private data of the senders are covered.",
                    )}
                </p>
            </div>
            <form class="search" role="search" method="get" action="/cong-khai" id=FORM>
                <label class="visually-hidden" for="q">{lang.pick("Tìm trong câu hỏi và câu trả lời", "Search questions and answers")}</label>
                <input class="input" id="q" name="q" r#type="search" maxlength="300" value=words
                    placeholder=lang.pick("Ví dụ: khai sinh", "In Vietnamese")/>
                <button class="btn"><Icon name="search"/>{lang.pick("Tìm", "Search")}</button>
            </form>
            {loaded(data, |found| view! { <Found query=query found=found/> })}
        </CitizenPage>
    }
}

/// The feed of the same list; it knows words, field, agency and commune.
fn feed(query: &RegisterQuery) -> String {
    query
        .without("procedure")
        .without("from")
        .without("to")
        .without("on_time")
        .without("chu_de")
        .address("/cong-khai.atom")
}

#[component]
fn Found(query: RegisterQuery, found: RegisterView) -> impl IntoView {
    let lang = use_lang();
    let RegisterView {
        items,
        next,
        applied,
        fields,
        agencies,
        areas,
    } = found;
    let count = items.len();
    let summary = summary(&query, count, next.is_some(), lang);
    let chips = applied
        .into_iter()
        .map(|filter| {
            let href = query.without(&filter.parameter).address("/cong-khai");
            view! {
                <a class="applied-one" href=href>
                    {filter.words}
                    <span aria-hidden="true">"×"</span>
                    <span class="visually-hidden">{lang.pick("bỏ lọc", "remove the filter")}</span>
                </a>
            }
        })
        .collect_view();
    let more = next.map(|after| {
        let mut href = query.address("/cong-khai");
        href.push(if href.contains('?') { '&' } else { '?' });
        href.push_str("after=");
        href.push_str(&after);
        view! { <a class="btn btn-secondary" href=href>{lang.pick("Xem thêm", "Show more")}</a> }
    });
    let back = (!query.after.is_empty()).then(|| {
        view! { <a href=query.address("/cong-khai")>{lang.pick("Về đầu danh sách", "Back to the beginning")}</a> }
    });
    let feed = feed(&query);
    let list = if count == 0 {
        view! { <Nothing query=query.clone()/> }.into_any()
    } else {
        view! { <Results items=items/> }.into_any()
    };
    view! {
        <div class="filters-layout">
            <Filters query=query.clone() fields=fields agencies=agencies areas=areas/>
            <div class="stack">
                <div class="results-head">
                    <p role="status">{summary}</p>
                    <p class="applied">{chips}</p>
                </div>
                {list}
                <div class="results-more">
                    {more}
                    {back}
                    <p class="small">
                        <a class="icon-link" href=feed><Icon name="feed"/>{lang.pick("Theo dõi danh sách này (Atom)", "Follow this list (Atom)")}</a>
                    </p>
                </div>
            </div>
        </div>
    }
}

/// How many are shown. The whole is not counted: it would cost more than it tells.
fn summary(query: &RegisterQuery, count: usize, more: bool, lang: Lang) -> String {
    match (lang, query.after.is_empty(), more) {
        _ if count == 0 => lang
            .pick("Không có câu trả lời nào khớp", "No answer fits")
            .into(),
        (Lang::Vi, true, false) => format!("{count} câu trả lời, mới nhất trước"),
        (Lang::En, true, false) => format!("{count} answers, newest first"),
        (Lang::Vi, true, true) => format!("{count} câu trả lời đầu tiên, mới nhất trước"),
        (Lang::En, true, true) => format!("The first {count} answers, newest first"),
        (Lang::Vi, false, true) => format!("{count} câu trả lời tiếp theo"),
        (Lang::En, false, true) => format!("The next {count} answers"),
        (Lang::Vi, false, false) => format!("{count} câu trả lời cuối cùng"),
        (Lang::En, false, false) => format!("The last {count} answers"),
    }
}

#[component]
fn Nothing(query: RegisterQuery) -> impl IntoView {
    let lang = use_lang();
    if query.is_empty() {
        return view! {
            <div class="empty">
                <h2>{lang.pick("Chưa có câu trả lời nào được công khai", "No answer has been published yet")}</h2>
                <p>{lang.pick("Khi một phản ánh được trả lời và công khai, bạn đọc được ở đây.", "Once a petition is answered and published, you can read it here.")}</p>
                <a class="btn" href="/gui">{lang.pick("Gửi phản ánh", "Send feedback")}</a>
            </div>
        }
        .into_any();
    }
    view! {
        <div class="empty">
            <h2>{lang.pick("Không tìm thấy câu trả lời nào", "No answer was found")}</h2>
            <p>
                {lang.pick(
                    "Thử ít chữ hơn, viết không dấu, hoặc bỏ bớt một bộ lọc. Nếu chưa ai hỏi điều này, bạn có thể hỏi.",
                    "Try fewer words, leave out accents, or remove a filter. If nobody has asked this yet, you can.",
                )}
            </p>
            <div class="btn-row">
                <a class="btn btn-secondary" href="/cong-khai">{lang.pick("Bỏ hết bộ lọc", "Remove all filters")}</a>
                <a class="btn" href="/gui">{lang.pick("Gửi phản ánh", "Send feedback")}</a>
            </div>
        </div>
    }
    .into_any()
}

#[component]
fn Filters(
    query: RegisterQuery,
    fields: Vec<String>,
    agencies: Vec<(String, String)>,
    areas: Vec<(String, String)>,
) -> impl IntoView {
    let lang = use_lang();
    let in_force = query
        .parameters()
        .iter()
        .filter(|(name, value)| *name != "q" && !value.is_empty())
        .count();
    let heading = lang.pick("Lọc", "Filter");
    let heading = if in_force == 0 {
        heading.to_owned()
    } else {
        format!("{heading} ({in_force})")
    };
    let fields = fields
        .into_iter()
        .map(|field| (field.clone(), field))
        .collect();
    let on_time = vec![
        (
            "yes".to_owned(),
            lang.pick("Trả lời đúng hạn", "Answered on time").to_owned(),
        ),
        (
            "no".to_owned(),
            lang.pick("Trả lời trễ hạn", "Answered late").to_owned(),
        ),
    ];
    // Kept when other filters are applied; neither has a field of its own.
    let kept = [
        ("procedure", query.procedure.clone()),
        ("chu_de", query.chu_de.clone()),
    ]
    .into_iter()
    .filter(|(_, value)| !value.is_empty())
    .map(|(name, value)| view! { <input r#type="hidden" name=name value=value form=FORM/> })
    .collect_view();
    view! {
        <details class="filters">
            <summary><Icon name="filter"/>{heading}</summary>
            <div class="filters-body">
                <Choice name="field" label=lang.pick("Lĩnh vực", "Field") nothing=lang.pick("Tất cả lĩnh vực", "All fields") options=fields value=query.field/>
                <Choice name="agency" label=lang.pick("Cơ quan trả lời", "Agency") nothing=lang.pick("Tất cả cơ quan", "All agencies") options=agencies value=query.agency/>
                <Choice name="area" label=lang.pick("Xã, phường", "Commune") nothing=lang.pick("Tất cả xã, phường", "All communes") options=areas value=query.area/>
                <Choice name="on_time" label=lang.pick("Thời hạn", "Deadline") nothing=lang.pick("Đúng hạn và trễ hạn", "On time and late") options=on_time value=query.on_time/>
                <Day name="from" label=lang.pick("Công khai từ ngày", "Published from") value=query.from/>
                <Day name="to" label=lang.pick("Đến ngày", "Until") value=query.to/>
                {kept}
                <button class="btn btn-secondary btn-wide" form=FORM>{lang.pick("Áp dụng", "Apply")}</button>
            </div>
        </details>
    }
}

#[component]
fn Choice(
    name: &'static str,
    label: &'static str,
    nothing: &'static str,
    options: Vec<(String, String)>,
    value: String,
) -> impl IntoView {
    // A filter that came with the address stays chosen even when nothing in the register has it.
    let unknown =
        (!value.is_empty() && !options.iter().any(|(known, _)| *known == value)).then(|| {
            view! { <option value=value.clone() selected=true>{value.clone()}</option> }
        });
    let options = options
        .into_iter()
        .map(|(option, words)| {
            let selected = option == value;
            view! { <option value=option selected=selected>{words}</option> }
        })
        .collect_view();
    view! {
        <div class="field">
            <label class="field-label" for=name>{label}</label>
            <select class="input" id=name name=name form=FORM>
                <option value="">{nothing}</option>
                {unknown}
                {options}
            </select>
        </div>
    }
}

#[component]
fn Day(name: &'static str, label: &'static str, value: String) -> impl IntoView {
    view! {
        <div class="field">
            <label class="field-label" for=name>{label}</label>
            <input class="input input-date" r#type="date" id=name name=name value=value form=FORM/>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_feed_follows_what_it_can() {
        let query = RegisterQuery {
            q: "đất".into(),
            on_time: "no".into(),
            from: "2026-01-01".into(),
            area: "01894".into(),
            ..RegisterQuery::default()
        };
        assert_eq!(
            feed(&query),
            "/cong-khai.atom?q=%C4%91%E1%BA%A5t&area=01894"
        );
    }

    #[test]
    fn the_summary_promises_no_count_it_does_not_know() {
        let first = RegisterQuery::default();
        let later = RegisterQuery {
            after: "0-3".into(),
            ..RegisterQuery::default()
        };
        assert_eq!(
            summary(&first, 20, true, Lang::Vi),
            "20 câu trả lời đầu tiên, mới nhất trước"
        );
        assert_eq!(
            summary(&first, 7, false, Lang::Vi),
            "7 câu trả lời, mới nhất trước"
        );
        assert_eq!(
            summary(&later, 7, false, Lang::Vi),
            "7 câu trả lời cuối cùng"
        );
        assert_eq!(summary(&first, 0, false, Lang::En), "No answer fits");
    }
}
