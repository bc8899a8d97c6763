//! Which cookies does the program set? All are `__Host-`: this host only, HTTPS (or this machine), no script reads them.

use app::context::{CASE_COOKIE, cases_in, cookie_in};
use axum::http::{HeaderMap, HeaderValue};

/// The official's session.
pub const SESSION_COOKIE: &str = "__Host-ln-session";
/// The reader's language; no secret.
pub const LANG_COOKIE: &str = "__Host-ln-lang";
/// Cases this browser has opened; more than these push the oldest out.
const MOST_CASES: usize = 8;

/// A cookie that a script cannot read and another site cannot send along. Ends with the browser when `max_age` is none.
pub fn set(name: &str, value: &str, max_age_seconds: Option<i64>) -> Option<HeaderValue> {
    let age = max_age_seconds
        .map(|age| format!("; Max-Age={age}"))
        .unwrap_or_default();
    HeaderValue::from_str(&format!(
        "{name}={value}; Path=/; Secure; HttpOnly; SameSite=Lax{age}"
    ))
    .ok()
}

/// Takes a cookie back.
pub fn clear(name: &str) -> Option<HeaderValue> {
    set(name, "", Some(0))
}

/// The session's token.
pub fn session_token(headers: &HeaderMap) -> Option<String> {
    cookie_in(headers, SESSION_COOKIE).filter(|token| !token.is_empty())
}

/// Keeps a case open in this browser for 30 days, the latest first.
pub fn remember_case(headers: &HeaderMap, code: &str, token: &str) -> Option<HeaderValue> {
    let mut cases = cookie_in(headers, CASE_COOKIE)
        .map(|cookie| cases_in(&cookie))
        .unwrap_or_default();
    cases.retain(|(known, _)| known != code);
    cases.insert(0, (code.to_owned(), token.to_owned()));
    cases.truncate(MOST_CASES);
    let value: Vec<_> = cases
        .iter()
        .map(|(code, token)| format!("{code}.{token}"))
        .collect();
    set(CASE_COOKIE, &value.join("~"), Some(30 * 24 * 3600))
}
