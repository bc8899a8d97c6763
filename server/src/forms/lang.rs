//! `/ngon-ngu`: remembers the reader's language and goes back.

use axum::extract::Query;
use axum::http::header;
use axum::response::Response;
use domain::lang::Lang;
use serde::Deserialize;

use crate::cookies::{self, LANG_COOKIE};
use crate::page::see_other;

/// Which language, and where to go.
#[derive(Debug, Deserialize)]
pub struct Choice {
    #[serde(default)]
    lang: String,
    #[serde(default)]
    den: String,
}

/// Remembers the language for a year. Goes to pages of this site only.
pub async fn choose(Query(choice): Query<Choice>) -> Response {
    let own =
        choice.den.starts_with('/') && !choice.den.starts_with("//") && !choice.den.contains('\\');
    let mut response = see_other(if own { &choice.den } else { "/" });
    if let Some(cookie) = cookies::set(
        LANG_COOKIE,
        Lang::from_tag(&choice.lang).tag(),
        Some(365 * 24 * 3600),
    ) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}
