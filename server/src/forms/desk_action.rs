//! How does a desk form read? From field names to the verb with all it carries.

use domain::action::{Action, Verb};
use domain::admissibility::Reason;
use domain::answer::{Answer, AnswerOutcome, Criterion, Upheld};
use domain::id::{AgencyId, PetitionId};
use domain::petition::PetitionKind;
use domain::publication::PublicText;
use domain::refusal::Refusal;
use domain::status::Assignment;
use domain::submission::clean_line;
use domain::violation::{Problem, Violation};
use store::{Store, StoreError};

use super::Fields;

/// Reads the verb's form. What it names (agencies, another petition) is looked up.
///
/// # Errors
/// Violations for what is missing or not among the choices.
pub async fn read(verb: Verb, fields: &Fields, store: &Store) -> Result<Action, StoreError> {
    Ok(match verb {
        Verb::RequestInfo => Action::RequestInfo {
            question: fields.text("question"),
        },
        Verb::Reject => Action::Reject {
            reason: Reason::from_code(fields.get("reason")).ok_or_else(|| missing("reason"))?,
            explanation: fields.text("explanation"),
            guidance: fields.text("guidance"),
        },
        Verb::Accept => Action::Accept {
            kind: PetitionKind::from_code(fields.get("kind")).ok_or_else(|| missing("kind"))?,
            clauses: fields
                .all("clauses")
                .iter()
                .filter_map(|clause| clause.parse().ok())
                .collect(),
            field: field_of(fields, store),
            procedure_code: fields.some("procedure_code").map(|code| clean_line(&code)),
            area_code: fields.some("area_code").map(|code| clean_line(&code)),
        },
        Verb::ReferOut => Action::ReferOut {
            to: clean_line(fields.get("to")),
            document_no: fields.some("document_no"),
            note: fields.some("note"),
        },
        Verb::Assign => assign(fields, store)?,
        Verb::ReturnToIntake => Action::ReturnToIntake {
            reason: fields.text("reason"),
        },
        Verb::Start => Action::Start,
        Verb::Study => Action::Study {
            reason: fields.text("reason"),
        },
        Verb::ReportProgress => Action::ReportProgress {
            message: fields.text("message"),
        },
        Verb::Resume => Action::Resume,
        Verb::DraftAnswer => Action::DraftAnswer {
            answer: answer(fields, true)?,
        },
        Verb::SubmitForApproval => Action::SubmitForApproval {
            answer: answer(fields, false)?,
        },
        Verb::SendBack => Action::SendBack {
            reason: fields.text("reason"),
        },
        Verb::Approve => Action::Approve,
        Verb::Publish => Action::Publish {
            text: PublicText {
                title: clean_line(fields.get("title_public")),
                body: fields.text("body_public"),
                answer: fields.text("answer_public"),
            },
            personal_data_checked: !fields.get("personal_data_checked").is_empty(),
        },
        Verb::ProposeHiding => Action::ProposeHiding {
            reason: fields.text("reason"),
        },
        Verb::ConfirmHiding => Action::ConfirmHiding,
        Verb::DeclineHiding => Action::DeclineHiding {
            reason: fields.text("reason"),
        },
        Verb::Merge => Action::Merge {
            into: target(fields.get("into"), store).await?,
        },
        Verb::Unmerge => Action::Unmerge {
            reason: fields.text("reason"),
        },
        Verb::Extend => Action::Extend {
            working_days: fields.get("working_days").trim().parse().map_err(|_| {
                Refusal::field(
                    "working_days",
                    Problem::NotANumber(1, i64::from(domain::transition::MOST_EXTENSION)),
                )
            })?,
            reason: fields.text("reason"),
        },
        Verb::Note => Action::Note {
            text: fields.text("text"),
        },
        Verb::Remind => Action::Remind {
            text: fields.text("text"),
        },
        // The sender's verbs and the program's own: refused by the rules, whatever the form says.
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
            level: domain::rating::Satisfaction::Satisfied,
            comment: None,
        },
        Verb::Submit => Action::Submit {
            channel: domain::petition::Channel::Web,
        },
        Verb::MoveDeadline | Verb::ReassignBySuccession => return Err(StoreError::NotFound),
    })
}

fn missing(field: &str) -> Refusal {
    Refusal::field(field, Problem::Missing)
}

/// The procedure's field, else the one chosen.
fn field_of(fields: &Fields, store: &Store) -> Option<String> {
    let catalogue = store.catalogue();
    fields
        .some("procedure_code")
        .and_then(|code| {
            catalogue
                .procedure(&code)
                .map(|procedure| procedure.field.clone())
        })
        .filter(|field| !field.is_empty())
        .or_else(|| fields.some("field"))
}

fn assign(fields: &Fields, store: &Store) -> Result<Action, StoreError> {
    let catalogue = store.catalogue();
    let lead = fields.get("lead");
    if lead.is_empty() {
        return Err(missing("lead").into());
    }
    let find = |slug: &str, field: &str| -> Result<AgencyId, Refusal> {
        catalogue
            .agency_by_slug(slug)
            .ok_or_else(|| Refusal::field(field, Problem::NotAChoice))
    };
    let lead = find(lead, "lead")?;
    let mut supporting = fields
        .all("supporting")
        .iter()
        .map(|slug| find(slug, "supporting"))
        .collect::<Result<Vec<_>, _>>()?;
    supporting.sort_unstable();
    supporting.dedup();
    Ok(Action::Assign {
        assignment: Assignment { lead, supporting },
        note: fields.some("note"),
    })
}

/// A draft may still lack outcome and finding; what is submitted may not.
fn answer(fields: &Fields, draft: bool) -> Result<Answer, Refusal> {
    let mut found = Vec::new();
    let outcome = AnswerOutcome::from_code(fields.get("outcome"));
    let upheld = Upheld::from_code(fields.get("upheld"));
    if !draft {
        if outcome.is_none() {
            found.push(Violation::new("outcome", Problem::NotAChoice));
        }
        if upheld.is_none() {
            found.push(Violation::new("upheld", Problem::NotAChoice));
        }
    }
    if !found.is_empty() {
        return Err(Refusal::Violations(found));
    }
    let criterion = |index: usize| Criterion::from_code(fields.get(&format!("criterion_{index}")));
    Ok(Answer {
        body: fields.text("body"),
        outcome: outcome.unwrap_or(AnswerOutcome::Explained),
        upheld: upheld.unwrap_or(Upheld::Partly),
        criteria: std::array::from_fn(criterion),
        document_no: fields.some("document_no"),
    })
}

/// The petition named by record code or tracking code.
async fn target(typed: &str, store: &Store) -> Result<PetitionId, StoreError> {
    let typed = clean_line(typed).to_uppercase();
    let found = if typed.starts_with("PAKN.") {
        store.petition_by_record_code(&typed).await
    } else {
        match typed.parse::<domain::tracking_code::TrackingCode>() {
            Ok(code) => store.petition_by_tracking_code(&code.to_string()).await,
            Err(_) => Err(StoreError::NotFound),
        }
    };
    match found {
        Ok(petition) => Ok(petition.id),
        Err(StoreError::NotFound) => Err(Refusal::field("into", Problem::NotACode).into()),
        Err(error) => Err(error),
    }
}
