//! Is the program well, and what does a person see when it is not?

use std::any::Any;

use app::AppError;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use crate::page::turned_away;
use crate::state::AppState;

/// The program runs.
pub async fn health() -> &'static str {
    "ok\n"
}

/// The program can serve: the database answers.
pub async fn ready(State(state): State<AppState>) -> Response {
    match state.store.db().ping().await {
        Ok(()) => "ready\n".into_response(),
        Err(error) => {
            tracing::error!(%error, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "database\n").into_response()
        }
    }
}

/// What is rendered for one person must not be kept for another: pages with a session or an opened case are not stored.
pub async fn no_store_for_people(
    State(_): State<AppState>,
    request: Request,
    next: Next,
) -> Response {
    let path = request.uri().path();
    let public = crate::kept::is_public(path);
    let writing = path == "/gui" && request.method() == Method::GET;
    let personal = request.headers().contains_key(header::COOKIE);
    let mut response = next.run(request).await;
    if !response.headers().contains_key(header::CACHE_CONTROL) {
        let value = if public && !personal {
            "public, max-age=10"
        } else if writing {
            // A browser that may not keep the page does not keep what was typed into it either, and the back button
            // would lead to an empty form.
            "private, no-cache"
        } else {
            "no-store"
        };
        response
            .headers_mut()
            .insert(header::CACHE_CONTROL, HeaderValue::from_static(value));
        if public {
            response
                .headers_mut()
                .insert(header::VARY, HeaderValue::from_static("cookie"));
        }
    }
    response
}

/// A form over the limit gets a page that says so instead of the framework's bare line.
pub async fn too_long(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let headers = request.headers().clone();
    let response = next.run(request).await;
    if response.status() == StatusCode::PAYLOAD_TOO_LARGE {
        return turned_away(&state, headers, AppError::TooLong).await;
    }
    response
}

/// A fault of ours ends as a plain page, and the log says where.
pub fn after_panic(error: Box<dyn Any + Send + 'static>) -> Response {
    let message = error
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| error.downcast_ref::<&str>().copied())
        .unwrap_or("unknown");
    tracing::error!(message, "a request panicked");
    let mut response = Response::new(Body::from(
        "Hệ thống gặp trục trặc. Hãy thử lại sau ít phút; nội dung bạn đã nhập vẫn còn khi bấm nút quay lại.\n",
    ));
    *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
    response.headers_mut().insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/plain; charset=utf-8"),
    );
    response
}
