//! There is no such page.

use leptos::prelude::*;

use crate::AppError;
use crate::components::failure::Failure;
use crate::components::frame::CitizenPage;
use crate::frame::use_lang;

/// Shown for addresses that lead nowhere, with status 404.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    let lang = use_lang();
    #[cfg(feature = "ssr")]
    crate::context::failed(AppError::NotFound);
    view! {
        <CitizenPage title=lang.pick("Không tìm thấy", "Not found").to_owned()>
            <Failure error=AppError::NotFound/>
        </CitizenPage>
    }
}
