//! How much time is left, in words first, colour and shape second?

use domain::board::ClockView;
use domain::deadline::Clock;
use leptos::prelude::*;

use crate::format;
use crate::frame::use_lang;

/// One clock of a petition.
#[component]
pub fn ClockBadge(
    /// The clock.
    clock: ClockView,
    /// Whether to say whose clock it is.
    #[prop(optional)]
    named: bool,
    /// On a card: days without saying which kind; the exact date stands in the tooltip.
    #[prop(optional)]
    short: bool,
) -> impl IntoView {
    let lang = use_lang();
    let whose = match clock.clock {
        Clock::Citizen => lang.pick("Dân", "Citizen"),
        Clock::Unit => lang.pick("Đơn vị", "Agency"),
    };
    let exact = format::moment(clock.due_at, lang);
    let words = if short {
        clock
            .words
            .replace(" ngày làm việc", " ngày")
            .replace(" working day", " day")
    } else {
        clock.words.clone()
    };
    view! {
        <span class="clock" data-standing=clock.standing.clone() title=exact>
            {named.then(|| view! { <span class="clock-of">{whose}</span> " " })}
            {words}
        </span>
    }
}
