//! The case page: where it is, who has it, until when and why, what the sender can do, what has happened.

mod live;

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use self::live::Case;
use crate::api::cases::case;
use crate::components::frame::CitizenPage;
use crate::components::loaded::loaded;
use crate::data::hand;
use crate::frame::{use_lang, use_posted};

/// Under which name the page hands the case over.
const START: &str = "case-start";

/// `/tra-cuu/{code}`
#[component]
pub fn CasePage() -> impl IntoView {
    let lang = use_lang();
    let code = use_params_map().with_untracked(|params| params.get("code").unwrap_or_default());
    let data = case(code.clone());
    let failed = use_posted().failed();
    view! {
        <CitizenPage title=format!("{} {code}", lang.pick("Phản ánh", "Petition")) failed=failed>
            {loaded(data, |case| {
                let start = hand(START, case);
                view! { {start} <Case/> }
            })}
        </CitizenPage>
    }
}
