//! What has happened, newest first, in plain words?

use chrono::{DateTime, Utc};
use domain::timeline::TimelineEntry;
use leptos::prelude::*;

use crate::format;
use crate::frame::use_lang;

/// The sender's timeline.
#[component]
pub fn Timeline(
    /// Oldest first, as the log has them.
    entries: Vec<TimelineEntry>,
    /// When the page was made; times are told relative to it.
    now: DateTime<Utc>,
) -> impl IntoView {
    let lang = use_lang();
    let last = entries.len().saturating_sub(1);
    let items: Vec<_> = entries
        .into_iter()
        .enumerate()
        .rev()
        .map(|(index, entry)| {
            view! {
                <li data-latest=(index == last).then_some("") data-by=entry.own.then_some("you")>
                    <p class="timeline-what">{entry.sentence}</p>
                    <p class="timeline-when">
                        <time datetime=format::machine(entry.at) title=format::moment(entry.at, lang)>
                            {format::ago(entry.at, now, lang)}
                        </time>
                        <span class="visually-hidden">{format!(" ({})", format::moment(entry.at, lang))}</span>
                    </p>
                    {entry.message.map(|message| view! { <p class="timeline-text typed">{message}</p> })}
                </li>
            }
        })
        .collect();
    view! { <ol class="timeline">{items}</ol> }
}
