//! `/can-bo/nhap-ho`: an official enters a petition for a caller, a visitor or a letter.

use app::Posted;
use app::api::sending::RECEIPT_COOKIE;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use domain::permission::may_enter_on_behalf;
use domain::petition::Channel;
use domain::refusal::Refusal;
use domain::violation::{Problem, Violation};
use store::StoreError;
use store::petitions::submit::{Call, Intake, OnBehalf};

use super::send::submission;
use super::{Fields, failure, show_again, uri};
use crate::cookies;
use crate::page::{reader, see_other, sign_in_first};
use crate::state::AppState;

/// Enters the petition. A telephone call needs the number called, a truthful transcript and the read-back
/// (Decree 20/2008 Art. 7.2).
pub async fn enter(State(state): State<AppState>, headers: HeaderMap, body: Bytes) -> Response {
    let reader = reader(&state, &headers).await;
    let lang = reader.lang();
    let page = uri("/can-bo/nhap-ho");
    let Some(official) = reader.official.clone() else { return sign_in_first(&page) };
    let fields = Fields::parse(&body);
    let posted = fields.clone().posted("on_behalf");
    if !may_enter_on_behalf(&official) {
        let refusal = Refusal::NotAllowed { verb: domain::action::Verb::Submit, needs: vec![domain::official::Role::Intake] };
        return show_again(&state, reader, headers, page, failure(refusal.into(), posted, lang)).await;
    }
    if fields.get("intent") == "find" {
        return show_again(&state, reader, headers, page, (StatusCode::OK, posted)).await;
    }
    let channel = Channel::from_code(fields.get("channel")).filter(|channel| !matches!(channel, Channel::Web));
    let mut violations = Vec::new();
    if channel.is_none() {
        violations.push(Violation::new("channel", Problem::NotAChoice));
    }
    let mut submission = submission(&fields);
    let call = (channel == Some(Channel::Phone)).then(|| {
        if fields.get("number_called").trim().is_empty() {
            violations.push(Violation::new("number_called", Problem::Missing));
        }
        if fields.get("read_back").is_empty() {
            violations.push(Violation::new("read_back", Problem::NotConfirmed));
        }
        Call {
            number_called: domain::submission::clean_line(fields.get("number_called")),
            transcript: fields.text("body"),
            read_back: !fields.get("read_back").is_empty(),
        }
    });
    if submission.sender_kind.is_empty() {
        submission.sender_kind = "person".into();
    }
    let valid = match submission.validate() {
        Ok(valid) if violations.is_empty() => valid,
        Ok(_) => return show_again(&state, reader, headers, page, (StatusCode::UNPROCESSABLE_ENTITY, Posted { violations, ..posted })).await,
        Err(more) => {
            violations.extend(more);
            return show_again(&state, reader, headers, page, (StatusCode::UNPROCESSABLE_ENTITY, Posted { violations, ..posted })).await;
        }
    };
    let key = valid.idempotency_key.clone();
    let intake = Intake {
        channel: channel.unwrap_or(Channel::Counter),
        on_behalf: Some(OnBehalf { official, call }),
        demonstration: reader.frame.demonstration,
    };
    let result: Result<_, StoreError> = state.store.submit(valid, intake).await;
    match result {
        Ok(receipt) => {
            let mut response = see_other("/gui/bien-nhan");
            let kept = if receipt.first { key } else { format!("{key}.again") };
            if let Some(cookie) = cookies::set(RECEIPT_COOKIE, &kept, Some(3600)) {
                response.headers_mut().append(header::SET_COOKIE, cookie);
            }
            response
        }
        Err(error) => show_again(&state, reader, headers, page, failure(error, posted, lang)).await,
    }
}
