//! `/tra-cuu/{code}/{verb}`: what the sender may do with the case.

use app::Posted;
use app::context::{CASE_COOKIE, cases_in, cookie_in};
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use domain::action::{Action, Verb};
use domain::actor::Actor;
use domain::rating::Satisfaction;
use domain::tracking_code::TrackingCode;
use domain::violation::{Problem, Violation};
use store::StoreError;

use super::{Fields, failure, show_again, uri};
use crate::page::{reader, see_other};
use crate::state::AppState;

/// Supplements, withdraws, rates or sends back.
pub async fn act(
    State(state): State<AppState>,
    Path((code, verb)): Path<(String, String)>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let reader = reader(&state, &headers).await;
    let lang = reader.lang();
    let page = uri(&format!("/tra-cuu/{code}"));
    let fields = Fields::parse(&body);
    let posted = fields.clone().posted(&verb);
    let Ok(code) = code.parse::<TrackingCode>() else {
        return show_again(
            &state,
            reader,
            headers,
            uri("/tra-cuu"),
            failure(StoreError::NotFound, posted, lang),
        )
        .await;
    };
    let written = code.to_string();
    let token = cookie_in(&headers, CASE_COOKIE)
        .and_then(|cookie| {
            cases_in(&cookie)
                .into_iter()
                .find(|(known, _)| *known == written)
        })
        .map(|(_, token)| token)
        .unwrap_or_default();
    let Ok(petition) = state.store.open_case_by_token(&code, &token).await else {
        let problem = lang
            .pick(
                "Hãy nhập mã tra cứu và mã PIN trước.",
                "Enter code and PIN first.",
            )
            .to_owned();
        let failed = (
            StatusCode::UNAUTHORIZED,
            Posted {
                problem: Some(problem),
                form: "track".into(),
                ..Posted::default()
            },
        );
        return show_again(&state, reader, headers, uri("/tra-cuu"), failed).await;
    };
    let action = match Verb::from_code(&verb).map(|verb| action(verb, &fields)) {
        Some(Ok(action)) => action,
        Some(Err(violation)) => {
            let failed = (
                StatusCode::UNPROCESSABLE_ENTITY,
                Posted {
                    violations: vec![violation],
                    ..posted
                },
            );
            return show_again(&state, reader, headers, page, failed).await;
        }
        None => {
            return show_again(
                &state,
                reader,
                headers,
                page,
                failure(StoreError::NotFound, posted, lang),
            )
            .await;
        }
    };
    // The sender acts on what stands there now: nobody else changes the sender's part of the case.
    match state
        .store
        .perform(&Actor::Sender, petition.id, None, action)
        .await
    {
        Ok(_) => see_other(&format!("/tra-cuu/{code}")),
        Err(error) => show_again(&state, reader, headers, page, failure(error, posted, lang)).await,
    }
}

fn action(verb: Verb, fields: &Fields) -> Result<Action, Violation> {
    Ok(match verb {
        Verb::Supplement => Action::Supplement {
            text: fields.text("text"),
        },
        Verb::Withdraw => Action::Withdraw {
            reason: fields.some("reason"),
        },
        Verb::Reopen => Action::Reopen {
            reason: fields.text("reason"),
        },
        Verb::Rate => Action::Rate {
            level: Satisfaction::from_code(fields.get("level"))
                .ok_or_else(|| Violation::new("level", Problem::Missing))?,
            comment: fields.some("comment"),
        },
        // Verbs of officials at the sender's door: the rules refuse them with the right words.
        _ => Action::Approve,
    })
}
