//! The catalogue of procedures: by any words, by field, by level.

use domain::lang::Lang;
use domain::procedure::ProcedureLevel;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

pub use super::procedure::ProcedurePage;
use crate::api::procedures::{
    FieldCount, LEVELS, NO_FIELD, ProcedureItem, ProceduresQuery, ProceduresView, load_procedures,
};
use crate::components::frame::CitizenPage;
use crate::components::icon::Icon;
use crate::components::loaded::loaded;
use crate::components::picker::Marked;
use crate::format;
use crate::frame::use_lang;

/// The one form of the page.
const FORM: &str = "tim";

/// `/thu-tuc`
#[component]
pub fn ProceduresPage() -> impl IntoView {
    let lang = use_lang();
    let query = use_query_map()
        .with_untracked(|parameters| ProceduresQuery::read(|name| parameters.get(name)));
    let data = load_procedures(query.clone());
    let words = query.q.clone();
    view! {
        <CitizenPage title=lang.pick("Thủ tục hành chính", "Administrative procedures").to_owned()>
            <div class="page-head">
                <h1>{lang.pick("Thủ tục hành chính", "Administrative procedures")}</h1>
                <p class="lede">
                    {lang.pick(
                        "Mỗi thủ tục cần giấy tờ gì, mất bao lâu, lệ phí bao nhiêu, và người khác đã phản ánh gì về nó.",
                        "What each procedure asks for, how long it takes, what it costs, and what others said about it. The texts are in Vietnamese.",
                    )}
                </p>
            </div>
            <form class="search" role="search" method="get" action="/thu-tuc" id=FORM>
                <label class="visually-hidden" for="q">{lang.pick("Tìm thủ tục", "Search procedures")}</label>
                <input class="input" id="q" name="q" r#type="search" maxlength="300" value=words
                    placeholder=lang.pick("Ví dụ: khai sinh", "In Vietnamese")/>
                <button class="btn"><Icon name="search"/>{lang.pick("Tìm", "Search")}</button>
            </form>
            {loaded(data, move |found| if query.is_empty() {
                view! { <ByField found=found/> }.into_any()
            } else {
                view! { <Found query=query found=found/> }.into_any()
            })}
            <p class="muted small">
                {lang.pick("Nguồn: Cổng Dịch vụ công quốc gia, ", "Source: the National Public Service Portal, ")}
                <a href="https://dichvucong.gov.vn" rel="external noopener">"dichvucong.gov.vn"</a>
            </p>
        </CitizenPage>
    }
}

/// What a level is called on its own.
fn level_name(level: ProcedureLevel, lang: Lang) -> &'static str {
    match level {
        ProcedureLevel::Commune => lang.pick("Cấp xã", "Commune"),
        ProcedureLevel::District => lang.pick("Cấp huyện", "District"),
        ProcedureLevel::Province => lang.pick("Cấp tỉnh", "Province"),
        ProcedureLevel::Ministry => lang.pick("Cấp bộ", "Ministry"),
        ProcedureLevel::Other => lang.pick("Cơ quan khác", "Other offices"),
    }
}

/// Where a level works, for those who do not know the words.
fn level_hint(level: ProcedureLevel, lang: Lang) -> &'static str {
    match level {
        ProcedureLevel::Commune => lang.pick(
            "Làm tại Ủy ban nhân dân xã, phường",
            "At the people's committee of your commune",
        ),
        ProcedureLevel::District => lang.pick(
            "Cấp huyện đã kết thúc từ 01/7/2025",
            "Districts ended on 1 July 2025",
        ),
        ProcedureLevel::Province => lang.pick(
            "Làm tại sở, ban, ngành của tỉnh",
            "At a department of the province",
        ),
        ProcedureLevel::Ministry => lang.pick(
            "Do bộ, ngành trung ương thực hiện",
            "Carried out by a ministry",
        ),
        ProcedureLevel::Other => lang.pick(
            "Ngân hàng, tổ chức và cơ quan khác",
            "Banks, organisations and others",
        ),
    }
}

/// The way in: levels and fields.
#[component]
fn ByField(found: ProceduresView) -> impl IntoView {
    let lang = use_lang();
    let content = (lang == Lang::En).then_some("vi");
    // The few of other offices are found through the filter.
    let levels = LEVELS.into_iter().zip(found.by_level).filter(|((level, _), _)| *level != ProcedureLevel::Other).map(|((level, word), count)| {
        let query = ProceduresQuery { level: word.into(), ..ProceduresQuery::default() };
        view! {
            <li class="tile">
                <h3><a href=query.address()>{level_name(level, lang)}" "<span class="muted num">{number(count, lang)}</span></a></h3>
                <p class="small">{level_hint(level, lang)}</p>
            </li>
        }
    }).collect_view();
    let field = move |field: String, words: String, count: usize| {
        let query = ProceduresQuery {
            field,
            ..ProceduresQuery::default()
        };
        view! { <li><a href=query.address()>{words}" "<span class="muted num">{number(count, lang)}</span></a></li> }
    };
    let (here, elsewhere): (Vec<_>, Vec<_>) =
        found.fields.into_iter().partition(|field| field.local);
    let list = move |fields: Vec<FieldCount>| {
        fields
            .into_iter()
            .map(|found| field(found.name.clone(), found.name, found.count))
            .collect_view()
    };
    let without = (found.without_field > 0).then(|| {
        let words = lang
            .pick("Chưa ghi lĩnh vực", "Field not recorded")
            .to_owned();
        field(NO_FIELD.into(), words, found.without_field)
    });
    view! {
        <section class="stack">
            <h2>{lang.pick("Ai thực hiện", "Who carries it out")}</h2>
            <ul class="cards">{levels}</ul>
        </section>
        <section class="stack">
            <h2>{lang.pick("Theo lĩnh vực", "By field")}</h2>
            <ul class="index-list" lang=content>{list(here)}</ul>
            <details class="more">
                <summary>{lang.pick("Lĩnh vực chỉ do bộ, ngành thực hiện, và thủ tục chưa ghi lĩnh vực", "Fields of ministries only, and procedures without a field")}</summary>
                <ul class="index-list" lang=content>{list(elsewhere)}{without}</ul>
            </details>
        </section>
    }
}

#[component]
fn Found(query: ProceduresQuery, found: ProceduresView) -> impl IntoView {
    let lang = use_lang();
    let ProceduresView {
        items,
        total,
        before,
        next,
        fields,
        without_field,
        by_level,
    } = found;
    let last = before + items.len();
    let chips = chips(&query, lang);
    let more = next.map(|code| {
        view! {
            <div class="results-more">
                <a class="btn btn-secondary" href=query.address_after(&code)>{lang.pick("Xem thêm", "Show more")}</a>
                <span class="muted small num">{shown(before + 1, last, total, lang)}</span>
            </div>
        }
    });
    let back = (before > 0).then(|| {
        view! { <p class="results-more"><a href=query.address()>{lang.pick("Về đầu danh sách", "Back to the beginning")}</a></p> }
    });
    let list = if items.is_empty() {
        view! { <Nothing q=query.q.clone()/> }.into_any()
    } else {
        let items = items
            .into_iter()
            .map(|item| view! { <Item item=item/> })
            .collect_view();
        view! { <ol class="results">{items}</ol> }.into_any()
    };
    let fields = fields
        .into_iter()
        .map(|field| {
            (
                field.name.clone(),
                format!("{} ({})", field.name, number(field.count, lang)),
            )
        })
        .chain((without_field > 0).then(|| {
            (
                NO_FIELD.to_owned(),
                format!(
                    "{} ({})",
                    lang.pick("Chưa ghi lĩnh vực", "Field not recorded"),
                    number(without_field, lang)
                ),
            )
        }))
        .collect();
    let levels = LEVELS
        .into_iter()
        .zip(by_level)
        .map(|((level, word), count)| {
            (
                word.to_owned(),
                format!("{} ({})", level_name(level, lang), number(count, lang)),
            )
        })
        .collect();
    view! {
        <div class="filters-layout">
            <details class="filters">
                <summary><Icon name="filter"/>{lang.pick("Lọc", "Filter")}</summary>
                <div class="filters-body">
                    <Choice name="level" label=lang.pick("Cấp thực hiện", "Level") nothing=lang.pick("Tất cả các cấp", "All levels") options=levels value=query.level.clone()/>
                    <Choice name="field" label=lang.pick("Lĩnh vực", "Field") nothing=lang.pick("Tất cả lĩnh vực", "All fields") options=fields value=query.field.clone()/>
                    <button class="btn btn-secondary btn-wide" form=FORM>{lang.pick("Áp dụng", "Apply")}</button>
                </div>
            </details>
            <div class="stack">
                <div class="results-head">
                    <p role="status">{summary(total, !query.q.is_empty(), lang)}</p>
                    <p class="applied">{chips}</p>
                </div>
                {list}
                {more}
                {back}
            </div>
        </div>
    }
}

fn number(count: usize, lang: Lang) -> String {
    format::amount(i64::try_from(count).unwrap_or(i64::MAX), lang)
}

fn summary(total: usize, by_words: bool, lang: Lang) -> String {
    match (lang, total) {
        (Lang::Vi, 0) => "Không có thủ tục nào khớp".into(),
        (Lang::En, 0) => "No procedure fits".into(),
        (Lang::En, 1) => "1 procedure".into(),
        (Lang::Vi, total) if by_words && total > 1 => {
            format!("{total} thủ tục, phù hợp nhất trước")
        }
        (Lang::En, total) if by_words => format!("{total} procedures, best first"),
        (Lang::Vi, total) => format!("{} thủ tục", number(total, lang)),
        (Lang::En, total) => format!("{} procedures", number(total, lang)),
    }
}

fn shown(first: usize, last: usize, total: usize, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("Đang hiện {first} đến {last} trong {}", number(total, lang)),
        Lang::En => format!("Showing {first} to {last} of {}", number(total, lang)),
    }
}

/// The filters in force, each a link to the list without it.
fn chips(query: &ProceduresQuery, lang: Lang) -> impl IntoView + use<> {
    let level = LEVELS
        .iter()
        .find(|(_, word)| *word == query.level)
        .map(|(level, _)| level_name(*level, lang).to_owned());
    let field = match query.field.as_str() {
        "" => None,
        NO_FIELD => Some(
            lang.pick("Chưa ghi lĩnh vực", "Field not recorded")
                .to_owned(),
        ),
        field => Some(field.to_owned()),
    };
    let words = (!query.q.is_empty()).then(|| format!("“{}”", query.q));
    let without = |change: fn(&mut ProceduresQuery)| {
        let mut query = ProceduresQuery {
            after: String::new(),
            ..query.clone()
        };
        change(&mut query);
        query.address()
    };
    [
        words.map(|words| (words, without(|query| query.q.clear()))),
        level.map(|level| (level, without(|query| query.level.clear()))),
        field.map(|field| (field, without(|query| query.field.clear()))),
    ]
    .into_iter()
    .flatten()
    .map(|(words, href)| {
        view! {
            <a class="applied-one" href=href>
                {words}
                <span aria-hidden="true">"×"</span>
                <span class="visually-hidden">{lang.pick("bỏ lọc", "remove the filter")}</span>
            </a>
        }
    })
    .collect_view()
}

#[component]
fn Item(item: ProcedureItem) -> impl IntoView {
    let lang = use_lang();
    let content = (lang == Lang::En).then_some("vi");
    let part = |text: String| (!text.is_empty()).then(|| view! { <span>{text}</span> });
    view! {
        <li class="result">
            <h2 class="result-title" lang=content><a href=format!("/thu-tuc/{}", item.code)><Marked pieces=item.name/></a></h2>
            <p class="meta" lang=content><span class="code">{item.code}</span>{part(item.field)}{part(item.level)}</p>
        </li>
    }
}

#[component]
fn Nothing(q: String) -> impl IntoView {
    let lang = use_lang();
    view! {
        <div class="empty">
            <h2>{lang.pick("Không tìm thấy thủ tục nào", "No procedure was found")}</h2>
            <p>
                {lang.pick(
                    "Thử chữ khác theo cách bạn gọi, hoặc bỏ bớt bộ lọc. Không rõ tên thủ tục bạn vẫn gửi phản ánh được; cán bộ tiếp nhận xác định giúp.",
                    "Try other words, or remove a filter. You can send feedback without knowing the procedure; intake will determine it.",
                )}
            </p>
            <div class="btn-row">
                <a class="btn btn-secondary" href="/thu-tuc">{lang.pick("Xem theo lĩnh vực", "Browse by field")}</a>
                {(!q.is_empty()).then(|| view! { <a class="btn" href="/gui">{lang.pick("Gửi phản ánh", "Send feedback")}</a> })}
            </div>
        </div>
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
            <select class="input" id=name name=name form=FORM><option value="">{nothing}</option>{options}</select>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_said_in_words() {
        assert_eq!(summary(0, true, Lang::Vi), "Không có thủ tục nào khớp");
        assert_eq!(summary(1, true, Lang::En), "1 procedure");
        assert_eq!(
            summary(25, true, Lang::Vi),
            "25 thủ tục, phù hợp nhất trước"
        );
        assert_eq!(summary(1281, false, Lang::Vi), "1.281 thủ tục");
        assert_eq!(shown(21, 40, 54, Lang::Vi), "Đang hiện 21 đến 40 trong 54");
    }
}
