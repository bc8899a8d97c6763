//! `/tra-cuu`: code and PIN open the case.

use app::Posted;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::response::Response;
use domain::tracking_code::{Pin, TrackingCode};
use domain::violation::{Problem, Violation};
use store::StoreError;

use super::{Fields, address, failure, show_again, uri};
use crate::cookies;
use crate::page::{reader, see_other};
use crate::state::AppState;

/// Opens the case and remembers it in this browser. An unknown code and a wrong PIN get the same answer.
pub async fn open(State(state): State<AppState>, mut parts: Parts, body: Bytes) -> Response {
    let reader = reader(&state, &parts.headers).await;
    let lang = reader.lang();
    let fields = Fields::parse(&body);
    let (typed_code, typed_pin) = (
        fields.get("code").trim().to_owned(),
        fields.get("pin").trim().to_owned(),
    );
    let posted = fields.posted("track");
    let invalid = |posted: Posted, field: &str, problem: Problem| {
        (
            StatusCode::UNPROCESSABLE_ENTITY,
            Posted {
                violations: vec![Violation::new(field, problem)],
                ..posted
            },
        )
    };
    let failed = 'failed: {
        if typed_code.is_empty() {
            break 'failed invalid(posted, "code", Problem::Missing);
        }
        let code = match typed_code.parse::<TrackingCode>() {
            Ok(code) => code,
            Err(error) => {
                let posted = Posted {
                    problem: Some(error.message(lang)),
                    ..posted
                };
                break 'failed (StatusCode::UNPROCESSABLE_ENTITY, posted);
            }
        };
        if typed_pin.is_empty() {
            break 'failed invalid(posted, "pin", Problem::Missing);
        }
        let Ok(pin) = typed_pin.parse::<Pin>() else {
            let posted = Posted {
                problem: Some(
                    lang.pick(
                        "Mã PIN có sáu chữ số, ghi ngay dưới mã tra cứu trên phiếu.",
                        "The PIN has six digits and stands below the tracking code on the receipt.",
                    )
                    .into(),
                ),
                ..posted
            };
            break 'failed (StatusCode::UNPROCESSABLE_ENTITY, posted);
        };
        let from = address(&state, &mut parts).await;
        match state.store.open_case(&code, &pin, &from).await {
            Ok(case) => {
                let code = code.to_string();
                let mut response = see_other(&format!("/tra-cuu/{code}"));
                if let Some(cookie) =
                    cookies::remember_case(&parts.headers, &code, &case.case_token)
                {
                    response.headers_mut().append(header::SET_COOKIE, cookie);
                }
                return response;
            }
            Err(StoreError::WrongCredentials) => {
                let problem = lang
                    .pick(
                        "Mã tra cứu và mã PIN không khớp. Hãy xem lại phiếu tiếp nhận; sau 10 lần sai phải chờ 15 phút.",
                        "Code and PIN do not match. Look at the receipt again; after 10 wrong tries you must wait 15 minutes.",
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
            Err(error) => failure(error, posted, lang),
        }
    };
    show_again(&state, reader, parts.headers, uri("/tra-cuu"), failed).await
}
