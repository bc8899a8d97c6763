//! The case page: where it is, who has it, until when and why, what the sender can do, what has happened.

mod live;

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use self::live::Case;
use crate::api::cases::case;
use crate::components::failure::{Failure, Skeleton};
use crate::components::frame::CitizenPage;
use crate::data::load;
use crate::frame::{use_lang, use_posted};

/// `/tra-cuu/{code}`
#[component]
pub fn CasePage() -> impl IntoView {
    let lang = use_lang();
    let params = use_params_map();
    let code = move || params.with(|params| params.get("code").unwrap_or_default());
    let data = load(code, case);
    let failed = use_posted().failed();
    view! {
        <CitizenPage title=Signal::derive(move || format!("{} {}", lang.pick("Phản ánh", "Petition"), code())) failed=failed>
            <Suspense fallback=Skeleton>
                {move || Suspend::new(async move {
                    match data.await {
                        Ok(case) => view! { <Case first=case/> }.into_any(),
                        Err(error) => view! { <Failure error=error/> }.into_any(),
                    }
                })}
            </Suspense>
        </CitizenPage>
    }
}
