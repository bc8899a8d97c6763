//! `/can-bo/nhap-ho`: an official enters a petition for a caller, a visitor or a letter.

use app::Posted;
use app::api::on_behalf::{CODE_READ_BACK, ENTERED_COOKIE, entered, with_entry};
use axum::body::Bytes;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use domain::action::Action;
use domain::actor::Actor;
use domain::permission::may_enter_on_behalf;
use domain::petition::Channel;
use domain::record_code::RecordCode;
use domain::refusal::Refusal;
use domain::tracking_code::TrackingCode;
use domain::violation::{Problem, Violation};
use store::petitions::submit::{Call, Intake, OnBehalf};

use super::send::submission;
use super::{Fields, PROCEDURE, failure, show_again, uri};
use crate::cookies;
use crate::page::{reader, see_other, sign_in_first};
use crate::state::AppState;

/// The fields in the order of the page, so that what is to be mended is told from top to bottom.
const ORDER: [&str; 12] = [
    "channel",
    "number_called",
    "kind",
    "title",
    "body",
    "proposed_solution",
    "read_back",
    "full_name",
    "organisation",
    "address",
    "phone",
    "email",
];

/// A telephone number with its extension, in characters.
const MOST_OF_A_NUMBER: usize = 40;

/// Enters the petition. A telephone call needs the number called, a truthful transcript and the read-back
/// (Decree 20/2008 Art. 7.2).
pub async fn enter(State(state): State<AppState>, headers: HeaderMap, body: Bytes) -> Response {
    let reader = reader(&state, &headers).await;
    let lang = reader.lang();
    let page = uri("/can-bo/nhap-ho");
    let Some(official) = reader.official.clone() else {
        return sign_in_first(&page);
    };
    let mut fields = Fields::parse(&body);
    if fields.get("intent") == "unpick" {
        fields = fields.without(PROCEDURE);
    }
    let posted = fields.clone().posted("on_behalf");
    if !may_enter_on_behalf(&official) {
        let refusal = Refusal::NotAllowed {
            verb: domain::action::Verb::Submit,
            needs: vec![domain::official::Role::Intake],
        };
        return show_again(
            &state,
            reader,
            headers,
            page,
            failure(refusal.into(), posted, lang),
        )
        .await;
    }
    if matches!(fields.get("intent"), "find" | "unpick") {
        return show_again(&state, reader, headers, page, (StatusCode::OK, posted)).await;
    }
    let mut violations = Vec::new();
    let channel = channel(&fields, &mut violations);
    let call = (channel == Some(Channel::Phone)).then(|| call(&fields, &mut violations));
    let mut submission = submission(&fields);
    if submission.sender_kind.is_empty() {
        submission.sender_kind = "person".into();
    }
    // An official types the earlier code as the caller says it: small letters, no dashes.
    if let Ok(code) = submission.previous_code.parse::<TrackingCode>() {
        submission.previous_code = code.to_string();
    }
    let (channel, mut valid) = match (channel, submission.validate()) {
        (Some(channel), Ok(valid)) if violations.is_empty() => (channel, valid),
        (_, checked) => {
            violations.extend(checked.err().unwrap_or_default());
            violations.sort_by_key(|violation| {
                ORDER
                    .iter()
                    .position(|field| *field == violation.field)
                    .unwrap_or(ORDER.len())
            });
            let failed = (
                StatusCode::UNPROCESSABLE_ENTITY,
                Posted {
                    violations,
                    ..posted
                },
            );
            return show_again(&state, reader, headers, page, failed).await;
        }
    };
    // The key is ours; one that is too short to be ours could be guessed and would be another petition's.
    if valid.idempotency_key.len() < 40 || valid.idempotency_key.len() > 100 {
        valid.idempotency_key = store::secrets::random_bytes::<24>()
            .map(|bytes| store::secrets::hex(&bytes))
            .unwrap_or_default();
    }
    let key = valid.idempotency_key.clone();
    let intake = Intake {
        channel,
        on_behalf: Some(OnBehalf { official, call }),
        demonstration: reader.frame.demonstration,
    };
    match state.store.submit(valid, intake).await {
        Ok(receipt) => {
            let mut response = see_other(&receipt_of(&receipt.record_code));
            let kept = app::context::cookie_in(&headers, ENTERED_COOKIE).unwrap_or_default();
            let kept = with_entry(&kept, &key, !receipt.first);
            if let Some(cookie) = cookies::set(ENTERED_COOKIE, &kept, Some(3600)) {
                response.headers_mut().append(header::SET_COOKIE, cookie);
            }
            response
        }
        Err(error) => show_again(&state, reader, headers, page, failure(error, posted, lang)).await,
    }
}

/// Which receipt is meant.
#[derive(Debug, serde::Deserialize)]
pub struct Asked {
    /// Record code; the latest entry when there is none.
    #[serde(rename = "ho-so", default)]
    record: String,
}

/// Each tab has the receipt of its own petition.
fn receipt_of(record: &str) -> String {
    if record.is_empty() {
        "/can-bo/nhap-ho/phieu".to_owned()
    } else {
        format!("/can-bo/nhap-ho/phieu?ho-so={record}")
    }
}

/// `/can-bo/nhap-ho/phieu`: the sender has read the tracking code back, and the official types what was heard. Only the
/// right code is recorded; one wrong letter is caught by its check digit or by the comparison.
pub async fn read_back(
    State(state): State<AppState>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let reader = reader(&state, &headers).await;
    let lang = reader.lang();
    let record = asked
        .record
        .parse::<RecordCode>()
        .map(|code| code.to_string());
    let record = record.unwrap_or_default();
    let page = uri(&receipt_of(&record));
    let Some(official) = reader.official.clone() else {
        return sign_in_first(&page);
    };
    let fields = Fields::parse(&body);
    let posted = fields.clone().posted("read_back");
    let kept = app::context::cookie_in(&headers, ENTERED_COOKIE).unwrap_or_default();
    let failed = match entered(&state.store, &official, &kept, &record).await {
        Err(error) => failure(error, posted, lang),
        // The page says that there is no receipt here.
        Ok(None) => (StatusCode::NOT_FOUND, posted),
        Ok(Some(found)) => {
            let receipt = &found.receipt;
            let heard = fields.get("code_heard").parse::<TrackingCode>();
            let problem = if fields.get("code_heard").trim().is_empty() {
                Some(Problem::Missing)
            } else {
                (heard != Ok(receipt.tracking_code)).then_some(Problem::NotACode)
            };
            match problem {
                Some(problem) => (
                    StatusCode::UNPROCESSABLE_ENTITY,
                    Posted {
                        violations: vec![Violation::new("code_heard", problem)],
                        ..posted
                    },
                ),
                None if found.code_read_back() => {
                    return see_other(&receipt_of(&receipt.record_code));
                }
                None => {
                    let note = Action::Note {
                        text: CODE_READ_BACK.to_owned(),
                    };
                    let actor = Actor::Official(official);
                    match state.store.perform(&actor, receipt.id, None, note).await {
                        Ok(_) => return see_other(&receipt_of(&receipt.record_code)),
                        Err(error) => failure(error, posted, lang),
                    }
                }
            }
        }
    };
    show_again(&state, reader, headers, page, failed).await
}

/// How it came in. What citizens send themselves is not entered for them.
fn channel(fields: &Fields, violations: &mut Vec<Violation>) -> Option<Channel> {
    let channel =
        Channel::from_code(fields.get("channel")).filter(|channel| *channel != Channel::Web);
    if channel.is_none() {
        violations.push(Violation::new("channel", Problem::NotAChoice));
    }
    channel
}

/// What the law asks of a telephone call: the dedicated number and a truthful record.
fn call(fields: &Fields, violations: &mut Vec<Violation>) -> Call {
    let number_called = domain::submission::clean_line(fields.get("number_called"));
    let read_back = !fields.get("read_back").is_empty();
    match number_called.chars().count() {
        0 => violations.push(Violation::new("number_called", Problem::Missing)),
        long if long > MOST_OF_A_NUMBER => {
            violations.push(Violation::new(
                "number_called",
                Problem::TooLong(MOST_OF_A_NUMBER, long),
            ));
        }
        _ => {}
    }
    if !read_back {
        violations.push(Violation::new("read_back", Problem::NotConfirmed));
    }
    Call {
        number_called,
        transcript: fields.text("body"),
        read_back,
    }
}
