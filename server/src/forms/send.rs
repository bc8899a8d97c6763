//! `/gui`: write, check, send. Nothing is stored before the last step, and then once.

use app::Posted;
use app::api::sending::RECEIPT_COOKIE;
use axum::body::Bytes;
use axum::extract::{Query, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use domain::petition::Channel;
use domain::submission::Submission;
use serde::Deserialize;
use store::petitions::submit::Intake;

use super::{Fields, PROCEDURE, failure, show_again, uri};
use crate::cookies;
use crate::page::{Reader, reader, render, see_other};
use crate::state::AppState;

/// What the form may be opened with.
#[derive(Debug, Deserialize)]
pub struct Opening {
    /// A returned petition of this browser that is to be sent again.
    #[serde(default)]
    previous: String,
    /// A procedure the petition is about.
    #[serde(default)]
    procedure: String,
    /// Slug of the agency it is about.
    #[serde(default)]
    agency: String,
}

/// The form, empty, or filled with a returned petition that this browser has open.
pub async fn form(
    State(state): State<AppState>,
    Query(opening): Query<Opening>,
    request: Request,
) -> Response {
    let reader = reader(&state, request.headers()).await;
    let headers = request.headers().clone();
    let mut posted = Posted::default();
    let named = [
        ("procedure_code", opening.procedure),
        ("agency_id", opening.agency),
    ];
    posted.values.extend(
        named
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| (name.to_owned(), value)),
    );
    if let Some(values) = returned(&state, &headers, &opening.previous).await {
        posted.values = values;
    }
    render(&state, reader, request.uri().clone(), headers, posted, None).await
}

/// The words of a returned petition; never the sender's personal data.
async fn returned(
    state: &AppState,
    headers: &HeaderMap,
    code: &str,
) -> Option<Vec<(String, String)>> {
    let code: domain::tracking_code::TrackingCode = code.parse().ok()?;
    let written = code.to_string();
    let cookie = app::context::cookie_in(headers, app::context::CASE_COOKIE)?;
    let (_, token) = app::context::cases_in(&cookie)
        .into_iter()
        .find(|(known, _)| *known == written)?;
    let petition = state.store.open_case_by_token(&code, &token).await.ok()?;
    let mut values = vec![
        ("kind".to_owned(), petition.kind.code().to_owned()),
        ("title".to_owned(), petition.title),
        ("body".to_owned(), petition.body),
        ("previous_code".to_owned(), petition.tracking_code),
    ];
    let optional = [
        ("proposed_solution", petition.proposed_solution),
        ("procedure_code", petition.procedure_code),
        ("area_code", petition.area_code),
    ];
    values.extend(
        optional
            .into_iter()
            .filter_map(|(name, value)| Some((name.to_owned(), value?))),
    );
    Some(values)
}

/// Takes the next step: find a procedure, check, go back to edit, or send.
pub async fn send(State(state): State<AppState>, headers: HeaderMap, body: Bytes) -> Response {
    let reader = reader(&state, &headers).await;
    let fields = Fields::parse(&body);
    let intent = fields.get("intent").to_owned();
    let submission = submission(&fields);
    match intent.as_str() {
        "find" | "edit" | "unpick" => {
            let fields = if intent == "unpick" {
                fields.without(PROCEDURE)
            } else {
                fields
            };
            let posted = fields.posted(&intent);
            render(
                &state,
                reader,
                uri("/gui"),
                headers,
                posted,
                Some(StatusCode::OK),
            )
            .await
        }
        "send" => finish(&state, reader, headers, fields, &submission).await,
        // Whatever else was pressed, including Enter in a field, leads to the check page.
        _ => {
            let posted = fields.posted("check");
            match submission.validate() {
                Ok(_) => {
                    render(
                        &state,
                        reader,
                        uri("/gui"),
                        headers,
                        posted,
                        Some(StatusCode::OK),
                    )
                    .await
                }
                Err(violations) => {
                    let failed = (
                        StatusCode::UNPROCESSABLE_ENTITY,
                        Posted {
                            violations,
                            ..posted
                        },
                    );
                    show_again(&state, reader, headers, uri("/gui"), failed).await
                }
            }
        }
    }
}

async fn finish(
    state: &AppState,
    reader: Reader,
    headers: HeaderMap,
    fields: Fields,
    submission: &Submission,
) -> Response {
    let lang = reader.lang();
    let mut valid = match submission.validate() {
        Ok(valid) => valid,
        Err(violations) => {
            let failed = (
                StatusCode::UNPROCESSABLE_ENTITY,
                Posted {
                    violations,
                    ..fields.posted("check")
                },
            );
            return show_again(state, reader, headers, uri("/gui"), failed).await;
        }
    };
    // The key is ours; one that is too short to be ours could be guessed and would show another's receipt.
    if valid.idempotency_key.len() < 40 || valid.idempotency_key.len() > 100 {
        valid.idempotency_key = store::secrets::random_bytes::<24>()
            .map(|bytes| store::secrets::hex(&bytes))
            .unwrap_or_default();
    }
    // Who goes back, changes something and sends again wants a second petition; who changes nothing does not.
    let typed = serde_json::to_vec(submission).unwrap_or_default();
    let digest = store::secrets::hex(&store::secrets::sha256(&typed));
    valid.idempotency_key = format!("{}.{}", valid.idempotency_key, &digest[..16]);
    let key = valid.idempotency_key.clone();
    let intake = Intake {
        channel: Channel::Web,
        on_behalf: None,
        demonstration: reader.frame.demonstration,
    };
    match state.store.submit(valid, intake).await {
        Ok(receipt) => {
            let code = receipt.tracking_code.to_string();
            let mut response = see_other("/gui/bien-nhan");
            let kept = if receipt.first {
                key
            } else {
                format!("{key}.again")
            };
            let cookies = [
                cookies::set(RECEIPT_COOKIE, &kept, Some(24 * 3600)),
                cookies::remember_case(&headers, &code, &receipt.case_token),
            ];
            for cookie in cookies.into_iter().flatten() {
                response.headers_mut().append(header::SET_COOKIE, cookie);
            }
            response
        }
        Err(error) => {
            let failed = failure(error, fields.posted("check"), lang);
            show_again(state, reader, headers, uri("/gui"), failed).await
        }
    }
}

/// The form as the domain knows it.
pub fn submission(fields: &Fields) -> Submission {
    let get = |name: &str| fields.get(name).to_owned();
    Submission {
        kind: get("kind"),
        title: get("title"),
        body: get("body"),
        proposed_solution: get("proposed_solution"),
        procedure_code: get("procedure_code"),
        area_code: get("area_code"),
        agency_id: get("agency_id"),
        sender_kind: get("sender_kind"),
        full_name: get("full_name"),
        organisation: get("organisation"),
        phone: get("phone"),
        email: get("email"),
        address: get("address"),
        name_public: get("name_public"),
        idempotency_key: get("idempotency_key"),
        previous_code: get("previous_code"),
    }
}
