//! Published petitions in a list.

use domain::lang::Lang;
use leptos::prelude::*;

use super::publication::took;
use crate::api::register::PublicationItem;
use crate::components::picker::Marked;
use crate::frame::use_lang;

/// A list of published petitions with the beginning of question and answer.
#[component]
pub fn Results(
    /// What to list.
    items: Vec<PublicationItem>,
    /// Level of the headings.
    #[prop(optional, default = 2)]
    heading: u8,
) -> impl IntoView {
    let lang = use_lang();
    // What people wrote is Vietnamese in every language of the page.
    let content = (lang == Lang::En).then_some("vi");
    let items: Vec<_> = items
        .into_iter()
        .map(|item| {
            let href = format!("/cong-khai/{}", item.code);
            let took = took(item.on_time, item.working_days, lang);
            let title = view! { <a href=href><Marked pieces=item.title/></a> };
            let title = if heading == 2 {
                view! { <h2 class="result-title" lang=content>{title}</h2> }.into_any()
            } else {
                view! { <h3 class="result-title" lang=content>{title}</h3> }.into_any()
            };
            view! {
                <li class="result">
                    <p class="meta">
                        <span class="code">{item.code}</span>
                        {item.field.map(|field| view! { <span>{field}</span> })}
                        {item.area.map(|area| view! { <span>{area}</span> })}
                    </p>
                    {title}
                    <p class="result-text" lang=content><Marked pieces=item.question/></p>
                    <p class="result-answer" lang=content><b>{item.agency}": "</b><Marked pieces=item.answer/></p>
                    <p class="row">
                        <span class="clock" data-standing=if item.on_time { "met" } else { "late" }>{took}</span>
                    </p>
                </li>
            }
        })
        .collect();
    view! { <ol class="results">{items}</ol> }
}
