//! What happens when a form is posted: done and on to the next page, or the same page again with everything typed.

pub mod case;
pub mod desk;
pub mod desk_action;
pub mod lang;
pub mod learning;
pub mod on_behalf;
pub mod send;
pub mod sign_in;
pub mod topics;
pub mod track;

use app::Posted;
use axum::body::Bytes;
use axum::extract::{ConnectInfo, FromRequestParts as _};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse as _, Response};
use domain::lang::Lang;
use domain::refusal::Refusal;
use std::net::SocketAddr;
use store::StoreError;

use crate::page::{Reader, render};
use crate::state::AppState;

/// A posted form: names and values in order, several values under one name allowed.
#[derive(Clone, Debug, Default)]
pub struct Fields(pub Vec<(String, String)>);

/// The field of the procedure picker.
pub const PROCEDURE: &str = "procedure_code";

impl Fields {
    /// Reads a form as browsers send it; bytes that are no text become the replacement character.
    pub fn parse(body: &Bytes) -> Self {
        let mut fields: Vec<(String, String)> = form_urlencoded::parse(body)
            .map(|(name, value)| (name.into_owned(), value.into_owned()))
            .collect();
        // Without scripts what was chosen before stands above the list that was found since: the last choice counts.
        if let Some(last) = fields.iter().rposition(|(name, _)| name == PROCEDURE) {
            let mut place = 0;
            fields.retain(|(name, _)| {
                place += 1;
                name != PROCEDURE || place == last + 1
            });
        }
        Self(fields)
    }

    /// The first value under the name; empty when there is none.
    pub fn get(&self, name: &str) -> &str {
        self.0
            .iter()
            .find(|(known, _)| known == name)
            .map_or("", |(_, value)| value)
    }

    /// The form without the field.
    #[must_use]
    pub fn without(mut self, name: &str) -> Self {
        self.0.retain(|(known, _)| known != name);
        self
    }

    /// The value when something was typed.
    pub fn some(&self, name: &str) -> Option<String> {
        let value = domain::submission::clean_text(self.get(name));
        (!value.is_empty()).then_some(value)
    }

    /// The text, cleaned.
    pub fn text(&self, name: &str) -> String {
        domain::submission::clean_text(self.get(name))
    }

    /// All values under the name.
    pub fn all(&self, name: &str) -> Vec<String> {
        self.0
            .iter()
            .filter(|(known, value)| known == name && !value.is_empty())
            .map(|(_, value)| value.clone())
            .collect()
    }

    /// The form to be shown again. Passwords are never given back.
    pub fn posted(self, form: &str) -> Posted {
        let values = self
            .0
            .into_iter()
            .filter(|(name, _)| name != "password" && name != "pin")
            .collect();
        Posted {
            form: form.to_owned(),
            values,
            ..Posted::default()
        }
    }
}

/// The address the request came from, for throttles.
pub async fn address(state: &AppState, parts: &mut Parts) -> String {
    if state.trust_proxy
        && let Some(forwarded) = parts
            .headers
            .get("x-forwarded-for")
            .and_then(|value| value.to_str().ok())
        && let Some(last) = forwarded.rsplit(',').next()
    {
        return last.trim().to_owned();
    }
    ConnectInfo::<SocketAddr>::from_request_parts(parts, state)
        .await
        .map_or_else(
            |_| "unknown".to_owned(),
            |ConnectInfo(address)| address.ip().to_string(),
        )
}

/// Whether a script sent the form and wants data back, not a page.
pub fn wants_data(headers: &HeaderMap) -> bool {
    headers
        .get(header::ACCEPT)
        .is_some_and(|accept| accept.as_bytes().starts_with(b"application/json"))
}

/// What went wrong, for the form: the status and what to show.
pub fn failure(error: StoreError, posted: Posted, lang: Lang) -> (StatusCode, Posted) {
    match error {
        StoreError::Refused(Refusal::Violations(violations)) => (
            StatusCode::UNPROCESSABLE_ENTITY,
            Posted {
                violations,
                ..posted
            },
        ),
        StoreError::Refused(refusal) => {
            let status = match refusal {
                Refusal::NotAllowed { .. } | Refusal::FourEyes | Refusal::NotVisible => {
                    StatusCode::FORBIDDEN
                }
                _ => StatusCode::CONFLICT,
            };
            (
                status,
                Posted {
                    problem: Some(refusal.message(lang)),
                    ..posted
                },
            )
        }
        StoreError::Conflict { since, .. } => {
            let meanwhile = since
                .iter()
                .map(|event| {
                    let who = if event.by.name.is_empty() {
                        lang.pick("Người gửi hoặc hệ thống", "The sender or the system")
                            .to_owned()
                    } else {
                        event.by.name.clone()
                    };
                    format!(
                        "{}: {} ({})",
                        app::format::moment(event.at, lang),
                        event.verb().label(lang),
                        who
                    )
                })
                .collect();
            let problem = lang
                .pick(
                    "Người khác vừa làm việc với phản ánh này. Nội dung bạn nhập vẫn còn; hãy xem thay đổi rồi quyết định lại.",
                    "Somebody else has just worked on this petition. What you typed is kept; look at what changed and decide again.",
                )
                .to_owned();
            (
                StatusCode::CONFLICT,
                Posted {
                    problem: Some(problem),
                    meanwhile,
                    ..posted
                },
            )
        }
        StoreError::NotFound => (
            StatusCode::NOT_FOUND,
            Posted {
                problem: Some(
                    lang.pick("Không tìm thấy phản ánh này.", "There is no such petition.")
                        .into(),
                ),
                ..posted
            },
        ),
        StoreError::Throttled { until } => (
            StatusCode::TOO_MANY_REQUESTS,
            Posted {
                problem: Some(match lang {
                    Lang::Vi => format!(
                        "Đã thử sai quá nhiều lần. Bạn có thể thử lại sau {}.",
                        app::format::moment(until, lang)
                    ),
                    Lang::En => format!(
                        "Too many wrong tries. You can try again after {}.",
                        app::format::moment(until, lang)
                    ),
                }),
                ..posted
            },
        ),
        other => {
            let number = store::clock::new_id().simple().to_string();
            tracing::error!(number, error = %other, "a form failed");
            let problem = match lang {
                Lang::Vi => format!(
                    "Lỗi ở phía chúng tôi, không phải ở bạn. Nội dung vẫn còn; hãy thử lại sau ít phút. Mã lỗi: {number}"
                ),
                Lang::En => format!(
                    "It is our fault, not yours. Everything is kept; try again in a few minutes. Error number: {number}"
                ),
            };
            (
                StatusCode::INTERNAL_SERVER_ERROR,
                Posted {
                    problem: Some(problem),
                    ..posted
                },
            )
        }
    }
}

/// Shows the page again with the failed form, or tells a script what failed.
pub async fn show_again(
    state: &AppState,
    reader: Reader,
    headers: HeaderMap,
    uri: Uri,
    (status, posted): (StatusCode, Posted),
) -> Response {
    if wants_data(&headers) {
        return (status, axum::Json(posted)).into_response();
    }
    render(state, reader, uri, headers, posted, Some(status)).await
}

/// An address of our own.
pub fn uri(path: &str) -> Uri {
    path.parse().unwrap_or_else(|_| Uri::from_static("/"))
}
