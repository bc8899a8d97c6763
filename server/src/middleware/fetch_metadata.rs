//! Does this request come from our own page? Refuses what another site sends in a person's name (Fetch Metadata, W3C).

use app::AppError;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::Response;

use crate::page::turned_away;
use crate::state::AppState;

/// Refuses whatever could change something and does not come from this site.
pub async fn guard(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let safe = matches!(
        *request.method(),
        Method::GET | Method::HEAD | Method::OPTIONS
    );
    if safe || is_ours(request.headers()) {
        return next.run(request).await;
    }
    tracing::warn!(
        path = request.uri().path(),
        "a form from another site was refused"
    );
    turned_away(&state, request.headers().clone(), AppError::Foreign).await
}

/// `Sec-Fetch-Site` where the browser sends it; otherwise the origin must be the host asked for.
fn is_ours(headers: &HeaderMap) -> bool {
    let text = |name: header::HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = headers
        .get("sec-fetch-site")
        .and_then(|value| value.to_str().ok())
    {
        return matches!(site, "same-origin" | "none");
    }
    match (text(header::ORIGIN), text(header::HOST)) {
        (Some(origin), Some(host)) => origin
            .split_once("://")
            .is_some_and(|(_, from)| from == host),
        // No browser: nobody's cookies ride along.
        (None, _) => true,
        (Some(_), None) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs
            .iter()
            .map(|(name, value)| {
                (
                    (*name).parse().expect("name"),
                    value.parse().expect("value"),
                )
            })
            .collect()
    }

    #[test]
    fn only_our_own_pages_may_change_something() {
        assert!(is_ours(&headers(&[("sec-fetch-site", "same-origin")])));
        assert!(!is_ours(&headers(&[("sec-fetch-site", "cross-site")])));
        assert!(!is_ours(&headers(&[("sec-fetch-site", "same-site")])));
        assert!(is_ours(&headers(&[
            ("origin", "https://a.vn"),
            ("host", "a.vn")
        ])));
        assert!(!is_ours(&headers(&[
            ("origin", "https://b.vn"),
            ("host", "a.vn")
        ])));
        assert!(!is_ours(&headers(&[("origin", "null"), ("host", "a.vn")])));
    }
}
