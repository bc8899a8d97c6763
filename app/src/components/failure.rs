//! What a page shows when it could not be loaded, and while it loads.

use leptos::prelude::*;

use crate::AppError;
use crate::frame::{use_frame, use_lang};

/// What happened, what was kept, and a way on.
#[component]
pub fn Failure(
    /// Why.
    error: AppError,
) -> impl IntoView {
    let lang = use_lang();
    let sign_in = sign_in();
    let way_on = match &error {
        AppError::SignInNeeded => (sign_in.as_str(), lang.pick("Đăng nhập", "Sign in")),
        AppError::CaseLocked => ("/tra-cuu", lang.pick("Nhập mã tra cứu", "Enter the code")),
        // Trying again would not help; an official goes back to the desk.
        AppError::NotAllowed(_) | AppError::NotFound
            if use_frame().viewer.is_some_and(|viewer| viewer.has_board) =>
        {
            ("/can-bo", lang.pick("Về bảng phản ánh", "To the board"))
        }
        AppError::NotFound | AppError::NotAllowed(_) | AppError::TooLong | AppError::Foreign => {
            ("/", lang.pick("Về trang chủ", "To the home page"))
        }
        _ => ("", lang.pick("Thử lại", "Try again")),
    };
    view! {
        <div class="failed" role="alert">
            <h1>{error.title(lang)}</h1>
            <p>{error.advice(lang)}</p>
            <a class="btn btn-secondary" href=way_on.0.to_owned()>{way_on.1}</a>
        </div>
    }
}

/// The way to sign in that leads back here.
fn sign_in() -> String {
    #[cfg(feature = "hydrate")]
    if let Ok(here) = window().location().pathname() {
        return format!("/dang-nhap?den={here}");
    }
    "/dang-nhap".to_owned()
}

/// Bars of the shape of what is coming; they show themselves only after a moment.
#[component]
pub fn Skeleton() -> impl IntoView {
    let lang = use_lang();
    view! {
        <div>
            <p class="visually-hidden" role="status">{lang.pick("Đang tải", "Loading")}</p>
            <div class="skeleton" aria-hidden="true">
                <div class="bone" data-size="title"></div>
                <div class="bone"></div>
                <div class="bone" data-size="short"></div>
            </div>
        </div>
    }
}
