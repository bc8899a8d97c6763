//! One topic: what it is called, who named it, and the forms to name it and to merge it.

use domain::lang::Lang;
use leptos::prelude::*;

use super::address_of;
use crate::api::topics::TopicsQuery;
use crate::api::topics::desk::OneTopic;
use crate::components::form::{ErrorSummary, SelectField, TextField};
use crate::format;
use crate::frame::{use_lang, use_posted};

/// The head of a topic's page.
#[component]
pub fn TopicHead(one: OneTopic, may_name: bool, asked: TopicsQuery) -> impl IntoView {
    let lang = use_lang();
    let number = format!("{} {}", lang.pick("Chủ đề số", "Topic no."), one.id);
    let back = address_of(&asked.with("chu_de", ""));
    let changes = one
        .changes
        .iter()
        .map(
            |change| view! { <li>{change.words.clone()}", "{format::moment(change.at, lang)}</li> },
        )
        .collect_view();
    let log = (!one.changes.is_empty()).then(|| {
        view! {
            <details class="more">
                <summary>{lang.pick("Ai đã đặt tên, gộp", "Who named and merged it")}</summary>
                <ul class="stack-s small">{changes}</ul>
            </details>
        }
    });
    let name = one.name.clone();
    view! {
        <header class="page-head">
            <p class="crumbs"><a href=back>{lang.pick("Phân tích", "Analysis")}</a></p>
            <h1>{name.name}</h1>
            <p class="meta"><span>{number}</span>{name.words.map(|words| view! { <span>{words}</span> })}</p>
        </header>
        {may_name.then(|| view! { <Forms one=one/> })}
        {log}
    }
    .into_any()
}

#[component]
fn Forms(one: OneTopic) -> impl IntoView {
    let lang = use_lang();
    let posted = use_posted();
    let (naming, merging) = (posted.of("ten"), posted.of("gop"));
    let failed = naming.failed() || merging.failed();
    let path = format!("/can-bo/phan-tich/chu-de/{}", one.id);
    let public = one.public_name.map(|name| match lang {
        Lang::Vi => format!("Người dân đang đọc: “{name}”. Để trống thì bỏ tên đã đặt."),
        Lang::En => format!("The public reads: “{name}”. Leave it empty to take the name away."),
    });
    let others = one
        .others
        .into_iter()
        .map(|(id, name)| (id.to_string(), format!("{name} ({id})")))
        .collect();
    view! {
        <details class="more screen-only" open=failed>
            <summary>{lang.pick("Đặt tên hoặc gộp chủ đề", "Name or merge the topic")}</summary>
            <div class="breakdowns">
                <form class="panel form" method="post" action=format!("{path}/ten") novalidate>
                    <ErrorSummary posted=naming.clone() what=lang.pick("Chưa đặt được tên", "It was not named")/>
                    <TextField name="topic_name" label=lang.pick("Tên chủ đề", "Name of the topic") value=one.given.unwrap_or_default()
                        hint=public.unwrap_or_default() posted=naming/>
                    <button class="btn">{lang.pick("Lưu tên", "Save the name")}</button>
                </form>
                <form class="panel form" method="post" action=format!("{path}/gop") novalidate>
                    <ErrorSummary posted=merging.clone() what=lang.pick("Chưa gộp được", "It was not merged")/>
                    <SelectField name="merge_into" label=lang.pick("Gộp vào chủ đề", "Merge into")
                        hint=lang.pick("Mọi phản ánh của chủ đề này sang chủ đề kia. Gộp rồi không tách lại được.", "All its petitions go to the other one. It cannot be taken back.").to_owned()
                        nothing=lang.pick("Chọn chủ đề", "Choose a topic") options=others posted=merging/>
                    <button class="btn btn-secondary">{lang.pick("Gộp", "Merge")}</button>
                </form>
            </div>
        </details>
    }
    .into_any()
}
