//! What do server functions find around them? The store, the session, the request, and a way to set the status.

use std::sync::Arc;

use analysis::Analyser;
use arc_swap::ArcSwap;
use axum::http::request::Parts;
use domain::actor::ActingOfficial;
use domain::lang::Lang;
use domain::petition::Petition;
use domain::tracking_code::TrackingCode;
use http::{HeaderName, HeaderValue, StatusCode, header};
use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use store::{Store, StoreError};

use crate::AppError;
use crate::frame::use_frame;

/// Who is signed in, as found by the server before rendering.
#[derive(Clone, Debug, Default)]
pub struct SignedIn(pub Option<ActingOfficial>);

/// The cookie that keeps opened cases: `code.token` joined by `~`, the latest first.
pub const CASE_COOKIE: &str = "__Host-ln-case";

/// The store.
///
/// # Errors
/// Internal when a page is rendered without one.
pub fn store() -> Result<Store, AppError> {
    use_context::<Store>().ok_or_else(|| AppError::Internal("no store".into()))
}

/// What reads petitions and finds procedures, with the model that is in use now.
///
/// # Errors
/// Internal when a page is rendered without one.
pub fn analyser() -> Result<Arc<Analyser>, AppError> {
    use_context::<Arc<ArcSwap<Analyser>>>()
        .map(|analyser| analyser.load_full())
        .ok_or_else(|| AppError::Internal("no analyser".into()))
}

/// The signed-in official.
///
/// # Errors
/// [`AppError::SignInNeeded`].
pub fn official() -> Result<ActingOfficial, AppError> {
    use_context::<SignedIn>()
        .and_then(|signed_in| signed_in.0)
        .ok_or_else(|| failed(AppError::SignInNeeded))
}

/// The language of the request.
pub fn lang() -> Lang {
    use_frame().lang
}

/// Sets the status that goes with the error and hands it back.
pub fn failed(error: AppError) -> AppError {
    if let Some(response) = use_context::<ResponseOptions>()
        && let Ok(status) = StatusCode::from_u16(error.status())
    {
        response.set_status(status);
    }
    error
}

/// Turns what the store says into what a page shows.
pub fn from_store(error: StoreError) -> AppError {
    let lang = lang();
    failed(match error {
        StoreError::NotFound => AppError::NotFound,
        StoreError::WrongCredentials => AppError::CaseLocked,
        StoreError::Refused(domain::refusal::Refusal::NotVisible) => AppError::NotFound,
        StoreError::Refused(domain::refusal::Refusal::Violations(violations)) => {
            AppError::Invalid(violations)
        }
        StoreError::Refused(refusal) => AppError::NotAllowed(refusal.message(lang)),
        StoreError::Throttled { until } => AppError::Throttled(crate::format::moment(until, lang)),
        other => {
            let number = store::clock::new_id().simple().to_string();
            tracing::error!(number, error = %other, "a page failed");
            AppError::Internal(number)
        }
    })
}

/// The path that the page is rendered for. After a failed form it is the form's page, not the address posted to.
pub fn path() -> Option<String> {
    use_context::<Parts>().map(|parts| parts.uri.path().to_owned())
}

/// Reads a cookie of the request.
pub fn cookie(name: &str) -> Option<String> {
    let parts = use_context::<Parts>()?;
    cookie_in(&parts.headers, name)
}

/// Reads a cookie from headers.
pub fn cookie_in(headers: &http::HeaderMap, name: &str) -> Option<String> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value.to_owned())
}

/// The cases kept in the cookie: code and token.
pub fn cases_in(cookie: &str) -> Vec<(String, String)> {
    cookie
        .split('~')
        .filter_map(|entry| entry.split_once('.'))
        .map(|(code, token)| (code.to_owned(), token.to_owned()))
        .collect()
}

/// The petition behind a tracking code, when this browser has opened it.
///
/// # Errors
/// [`AppError::NotFound`] for a malformed code, [`AppError::CaseLocked`] when code and PIN are needed first.
pub async fn open_case(code: &str) -> Result<Petition, AppError> {
    let code: TrackingCode = code.parse().map_err(|_| failed(AppError::NotFound))?;
    let written = code.to_string();
    let token = cookie(CASE_COOKIE)
        .and_then(|cookie| {
            cases_in(&cookie)
                .into_iter()
                .find(|(known, _)| *known == written)
        })
        .map(|(_, token)| token)
        .ok_or_else(|| failed(AppError::CaseLocked))?;
    store()?
        .open_case_by_token(&code, &token)
        .await
        .map_err(from_store)
}

/// Says which sources this page may load from; the nonce is the page's own.
pub fn set_content_policy() {
    let (Some(nonce), Some(response)) = (use_nonce(), use_context::<ResponseOptions>()) else {
        return;
    };
    let policy = format!(
        "default-src 'self'; script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'; style-src 'self'; \
         img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; \
         object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    );
    if let Ok(value) = HeaderValue::from_str(&policy) {
        response.insert_header(HeaderName::from_static("content-security-policy"), value);
    }
}

/// The address under which people reach this installation, without a slash at the end.
#[derive(Clone, Debug, Default)]
pub struct BaseUrl(pub String);

/// Draws an address as a QR code in SVG; nothing when it is too long.
pub fn qr(address: &str) -> String {
    use qrcode::QrCode;
    use qrcode::render::svg;
    QrCode::new(address.as_bytes())
        .map(|code| {
            let drawing = code
                .render::<svg::Color<'_>>()
                .min_dimensions(160, 160)
                .quiet_zone(true)
                .build();
            // The page's markup wants the drawing alone.
            drawing
                .find("<svg")
                .map(|start| drawing[start..].to_owned())
                .unwrap_or_default()
        })
        .unwrap_or_default()
}
