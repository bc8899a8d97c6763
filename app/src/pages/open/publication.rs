//! One published petition: what was asked, what was answered, by whom and when.

use domain::lang::Lang;
use domain::rating::Satisfaction;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::api::register::{PublicationView, address, load_publication};
use crate::components::frame::CitizenPage;
use crate::components::icon::Icon;
use crate::components::loaded::loaded;
use crate::format;
use crate::frame::use_lang;

/// `/cong-khai/{code}`
#[component]
pub fn PublicationPage() -> impl IntoView {
    let lang = use_lang();
    let code = use_params_map().with_untracked(|params| params.get("code").unwrap_or_default());
    let data = load_publication(code.clone());
    let title = RwSignal::new(String::new());
    let shown = move || {
        if title.with(String::is_empty) {
            format!("{} {}", lang.pick("Câu trả lời", "Answer"), code)
        } else {
            title.get()
        }
    };
    view! {
        <CitizenPage title=Signal::derive(shown)>
            <p class="crumbs"><a href="/cong-khai"><Icon name="left"/>{lang.pick("Tất cả câu trả lời", "All answers")}</a></p>
            {loaded(data, move |found| { title.set(found.title.clone()); view! { <Published found=found/> } })}
        </CitizenPage>
    }
}

#[component]
fn Published(found: PublicationView) -> impl IntoView {
    let lang = use_lang();
    let took = took(found.on_time, found.working_days, lang);
    let sender = found
        .shown_name
        .clone()
        .map(|name| view! { <span>{lang.pick("Người gửi: ", "Sent by ")}{name}</span> });
    let send = match &found.procedure {
        Some((code, _)) => address("/gui", &[("procedure", code)]),
        None => "/gui".to_owned(),
    };
    let same = found
        .procedure
        .as_ref()
        .map(|(code, _)| address("/cong-khai", &[("procedure", code)]));
    let content = (lang == Lang::En).then_some("vi");
    view! {
        <div class="page-head">
            <p class="meta"><span class="code">{found.code.clone()}</span><span>{found.kind.clone()}</span></p>
            <h1 lang=content>{found.title.clone()}</h1>
            <p class="row">
                <span class="status" data-state="published">{found.outcome.clone()}</span>
                <span class="clock" data-standing=if found.on_time { "met" } else { "late" }>{took}</span>
            </p>
        </div>
        <div class="with-aside">
            <div class="stack-l measure">
                <section class="stack">
                    <h2>{lang.pick("Phản ánh", "Petition")}</h2>
                    <p class="meta">
                        <span>{lang.pick("Nhận ngày ", "Received on ")}{format::date(found.received_on, lang)}</span>
                        {sender}
                    </p>
                    <div class="typed" lang=content><Covered text=found.body.clone()/></div>
                </section>
                <section class="stack">
                    <h2>{lang.pick("Trả lời", "Answer")}</h2>
                    <article class="answer" lang=content>
                        <p class="answer-by">{found.agency.clone()}", "{format::date(found.answered_on, lang)}</p>
                        <div class="typed"><Covered text=found.answer.clone()/></div>
                    </article>
                    {found.ratings.map(|ratings| view! { <Ratings ratings=ratings/> })}
                </section>
                <section class="panel panel-accent">
                    <h2>{lang.pick("Bạn cũng gặp việc này?", "Did the same happen to you?")}</h2>
                    <p>{lang.pick(
                        "Gửi phản ánh của bạn: mỗi phản ánh được trả lời riêng, và nhiều phản ánh giống nhau giúp thấy chỗ cần sửa.",
                        "Send yours: each gets its own answer, and many of the same kind show what must be mended.",
                    )}</p>
                    <div class="btn-row">
                        <a class="btn" href=send><Icon name="send"/>{lang.pick("Gửi phản ánh", "Send feedback")}</a>
                        {same.map(|href| view! { <a class="btn btn-secondary" href=href>{lang.pick("Câu trả lời cùng thủ tục", "Answers on this procedure")}</a> })}
                    </div>
                </section>
            </div>
            <aside class="aside"><Facts found=found/></aside>
        </div>
    }
}

/// `đúng hạn, sau 8 ngày làm việc`
pub fn took(on_time: bool, working_days: i64, lang: Lang) -> String {
    match (lang, on_time, working_days) {
        (Lang::Vi, true, 0) => "đúng hạn, ngay trong ngày".into(),
        (Lang::En, true, 0) => "on time, on the same day".into(),
        (Lang::Vi, true, days) => format!("đúng hạn, sau {days} ngày làm việc"),
        (Lang::Vi, false, days) => format!("trễ hạn, sau {days} ngày làm việc"),
        (Lang::En, true, 1) => "on time, after 1 working day".into(),
        (Lang::En, true, days) => format!("on time, after {days} working days"),
        (Lang::En, false, days) => format!("late, after {days} working days"),
    }
}

#[component]
fn Facts(found: PublicationView) -> impl IntoView {
    let lang = use_lang();
    let content = (lang == Lang::En).then_some("vi");
    let agency = match found.agency_slug {
        Some(slug) => view! { <a href=format!("/co-quan/{slug}")>{found.agency}</a> }.into_any(),
        None => found.agency.into_any(),
    };
    let today = found.agency_today.map(|(slug, name)| {
        view! { <br/><span class="small">{lang.pick("nay là ", "today ")}<a href=format!("/co-quan/{slug}")>{name}</a></span> }
    });
    let procedure = found.procedure.map(|(code, name)| {
        view! { <div><dt>{lang.pick("Thủ tục", "Procedure")}</dt><dd lang=content><a href=format!("/thu-tuc/{code}")>{name}</a></dd></div> }
    });
    let field = found.field.map(|field| {
        let href = address("/cong-khai", &[("field", &field)]);
        view! { <div><dt>{lang.pick("Lĩnh vực", "Field")}</dt><dd lang=content><a href=href>{field}</a></dd></div> }
    });
    let area = found.area.map(|(code, name)| {
        let href = address("/cong-khai", &[("area", &code)]);
        view! { <div><dt>{lang.pick("Xã, phường", "Commune")}</dt><dd lang=content><a href=href>{name}</a></dd></div> }
    });
    let demonstration = found.demonstration.then(|| {
        view! { <p class="muted small">{lang.pick("Dữ liệu trình diễn, không có thật.", "Demonstration data, not real.")}</p> }
    });
    view! {
        <section class="panel">
            <h2>{lang.pick("Thông tin", "Facts")}</h2>
            <dl class="facts" data-columns="">
                <div><dt>{lang.pick("Cơ quan trả lời", "Answered by")}</dt><dd lang=content>{agency}{today}</dd></div>
                {procedure}
                {field}
                {area}
                <div><dt>{lang.pick("Kết quả", "Outcome")}</dt><dd>{found.outcome}</dd></div>
                <div><dt>{lang.pick("Kết luận", "Finding")}</dt><dd>{found.upheld}</dd></div>
                <div><dt>{lang.pick("Nhận", "Received")}</dt><dd>{format::date(found.received_on, lang)}</dd></div>
                <div><dt>{lang.pick("Trả lời", "Answered")}</dt><dd>{format::date(found.answered_on, lang)}</dd></div>
                <div><dt>{lang.pick("Công khai", "Published")}</dt>
                    <dd><time datetime=format::machine(found.published_at)>{format::day(found.published_at, lang)}</time></dd></div>
            </dl>
            {demonstration}
        </section>
    }
}

#[component]
fn Ratings(ratings: [i64; 3]) -> impl IntoView {
    let lang = use_lang();
    let items = Satisfaction::ALL.into_iter().zip(ratings).map(|(level, count)| {
        view! { <div><dt class="figure-what">{level.label(lang)}</dt><dd class="figure-number">{count}</dd></div> }
    }).collect_view();
    view! {
        <h3>{lang.pick("Người gửi đánh giá", "How senders rated it")}</h3>
        <dl class="figures">{items}</dl>
    }
}

/// Published text; what was covered stands apart from what was written.
#[component]
fn Covered(text: String) -> impl IntoView {
    pieces(&text)
        .into_iter()
        .map(|(part, covered)| {
            if covered {
                view! { <span class="redacted">{part}</span> }.into_any()
            } else {
                part.into_any()
            }
        })
        .collect_view()
}

/// The text cut at the marks of what was covered, such as "[đã che số điện thoại]".
fn pieces(text: &str) -> Vec<(String, bool)> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find("[đã che") {
        let Some(length) = rest[start..].find(']') else {
            break;
        };
        let end = start + length + 1;
        if start > 0 {
            pieces.push((rest[..start].to_owned(), false));
        }
        pieces.push((rest[start..end].to_owned(), true));
        rest = &rest[end..];
    }
    if !rest.is_empty() {
        pieces.push((rest.to_owned(), false));
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_covered_is_told_apart() {
        let found = pieces("Gọi [đã che số điện thoại], gặp [đã che tên].");
        let covered: Vec<_> = found
            .iter()
            .filter(|(_, covered)| *covered)
            .map(|(part, _)| part.as_str())
            .collect();
        assert_eq!(covered, ["[đã che số điện thoại]", "[đã che tên]"]);
        let whole: String = found.iter().map(|(part, _)| part.as_str()).collect();
        assert_eq!(whole, "Gọi [đã che số điện thoại], gặp [đã che tên].");
    }

    #[test]
    fn brackets_of_the_writer_stay_text() {
        assert_eq!(
            pieces("theo [1] và [đã che"),
            [("theo [1] và [đã che".to_owned(), false)]
        );
        assert!(pieces("").is_empty());
    }

    #[test]
    fn the_time_it_took_is_said_in_words() {
        assert_eq!(took(true, 8, Lang::Vi), "đúng hạn, sau 8 ngày làm việc");
        assert_eq!(took(true, 0, Lang::Vi), "đúng hạn, ngay trong ngày");
        assert_eq!(took(false, 21, Lang::En), "late, after 21 working days");
    }
}
