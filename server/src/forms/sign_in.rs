//! `/dang-nhap`, `/dang-xuat`: officials come and go.

use app::Posted;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use domain::violation::{Problem, Violation};
use store::StoreError;

use super::{Fields, address, failure, show_again, uri};
use crate::cookies::{self, SESSION_COOKIE, session_token};
use crate::page::{reader, see_other};
use crate::state::AppState;

/// Checks name and password, starts a session and goes where the official wanted to go.
pub async fn sign_in(State(state): State<AppState>, mut parts: Parts, body: Bytes) -> Response {
    let reader = reader(&state, &parts.headers).await;
    let lang = reader.lang();
    let fields = Fields::parse(&body);
    let (username, password) = (
        fields.get("username").to_owned(),
        fields.get("password").to_owned(),
    );
    let wanted = fields.get("den").to_owned();
    let posted = fields.posted("sign-in");
    let empty: Vec<_> = [("username", &username), ("password", &password)]
        .into_iter()
        .filter(|(_, value)| value.is_empty())
        .map(|(field, _)| Violation::new(field, Problem::Missing))
        .collect();
    let failed = if !empty.is_empty() {
        (
            StatusCode::UNPROCESSABLE_ENTITY,
            Posted {
                violations: empty,
                ..posted
            },
        )
    } else if username.len() > 200 || password.len() > 1_000 {
        wrong(posted, lang)
    } else {
        let from = address(&state, &mut parts).await;
        match signed_in(&state, &username, &password, &from, &parts.headers).await {
            Ok(token) => {
                let own =
                    wanted.starts_with('/') && !wanted.starts_with("//") && !wanted.contains('\\');
                let mut response = see_other(if own { &wanted } else { "/can-bo" });
                let age = store::sessions::LONGEST.num_seconds();
                if let Some(cookie) = cookies::set(SESSION_COOKIE, &token, Some(age)) {
                    response.headers_mut().append(header::SET_COOKIE, cookie);
                }
                return response;
            }
            Err(StoreError::WrongCredentials) => wrong(posted, lang),
            Err(error) => failure(error, posted, lang),
        }
    };
    show_again(&state, reader, parts.headers, uri("/dang-nhap"), failed).await
}

fn wrong(posted: Posted, lang: domain::lang::Lang) -> (StatusCode, Posted) {
    let problem = lang
        .pick(
            "Tên đăng nhập hoặc mật khẩu không đúng. Sau 5 lần sai phải chờ 15 phút.",
            "User name or password is wrong. After 5 wrong tries you must wait 15 minutes.",
        )
        .to_owned();
    (
        StatusCode::UNAUTHORIZED,
        Posted {
            problem: Some(problem),
            ..posted
        },
    )
}

async fn signed_in(
    state: &AppState,
    username: &str,
    password: &str,
    address: &str,
    headers: &HeaderMap,
) -> Result<String, StoreError> {
    let official = state
        .store
        .check_password(username, password, address)
        .await?;
    let agent = headers
        .get(header::USER_AGENT)
        .and_then(|agent| agent.to_str().ok())
        .unwrap_or_default();
    // A session that was there before ends: nobody keeps a token from before signing in.
    if let Some(old) = session_token(headers) {
        state.store.end_session(&old).await?;
    }
    state.store.start_session(official, agent).await
}

/// Ends this session, or all sessions of the official.
pub async fn sign_out(State(state): State<AppState>, headers: HeaderMap, body: Bytes) -> Response {
    let everywhere = !Fields::parse(&body).get("everywhere").is_empty();
    if let Some(token) = session_token(&headers) {
        let ended = async {
            if everywhere && let Some(session) = state.store.session(&token).await? {
                state.store.end_all_sessions(session.official.id).await?;
            }
            state.store.end_session(&token).await
        };
        if let Err(error) = ended.await {
            tracing::error!(%error, "a session could not be ended");
        }
    }
    let mut response = see_other("/dang-nhap");
    if let Some(cookie) = cookies::clear(SESSION_COOKIE) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}
