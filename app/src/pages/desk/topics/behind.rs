//! The petitions behind a figure of the analysis.

use domain::lang::Lang;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::{BEHIND, Petitions, address_of};
use crate::api::topics::TopicsQuery;
use crate::api::topics::desk::{BehindView, load_behind};
use crate::components::frame::DeskPage;
use crate::components::loaded::loaded;
use crate::format;
use crate::frame::use_lang;

/// `/can-bo/phan-tich/phan-anh`
#[component]
pub fn BehindPage() -> impl IntoView {
    let lang = use_lang();
    let asked = use_query_map().with_untracked(|query| TopicsQuery::read(|name| query.get(name)));
    let data = load_behind(asked);
    view! {
        <DeskPage title=lang.pick("Các phản ánh trong con số", "The petitions behind a figure").to_owned()>
            {loaded(data, |found| view! { <Found found=found/> })}
        </DeskPage>
    }
}

#[component]
fn Found(found: BehindView) -> impl IntoView {
    let lang = use_lang();
    let asked = found.asked;
    let (from, to) = (
        format::date(found.days.0, lang),
        format::date(found.days.1, lang),
    );
    let count = format::amount(found.total, lang);
    let summary = match lang {
        Lang::Vi => format!("{count} phản ánh nhận từ {from} đến {to}, mới nhất trước"),
        Lang::En => format!("{count} petitions received from {from} to {to}, newest first"),
    };
    let chips = found
        .applied
        .into_iter()
        .map(|one| {
            let href = asked.with(&one.parameter, "").address(BEHIND);
            view! {
                <a class="applied-one" href=href>
                    {one.words}<span aria-hidden="true">"×"</span>
                    <span class="visually-hidden">{lang.pick("bỏ lọc", "remove the filter")}</span>
                </a>
            }
        })
        .collect_view();
    let next = found.next.map(|below| {
        let mut href = asked.address(BEHIND);
        href.push(if href.contains('?') { '&' } else { '?' });
        href.push_str("sau=");
        href.push_str(&below);
        view! { <p><a class="btn btn-secondary" href=href>{lang.pick("Xem thêm", "Show more")}</a></p> }
    });
    let back = address_of(&asked.with("thanh_phan", ""));
    let list = if found.petitions.is_empty() {
        view! { <p class="empty" data-small="">{lang.pick("Không có phản ánh nào.", "There are none.")}</p> }.into_any()
    } else {
        view! { <Petitions petitions=found.petitions/> }.into_any()
    };
    view! {
        <header class="page-head">
            <p class="crumbs"><a href=back>{lang.pick("Phân tích", "Analysis")}</a></p>
            <h1>{lang.pick("Các phản ánh trong con số", "The petitions behind a figure")}</h1>
            <p class="applied">{chips}</p>
        </header>
        <p role="status">{summary}</p>
        {list}
        {next}
    }
    .into_any()
}
