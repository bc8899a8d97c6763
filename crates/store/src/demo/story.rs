//! How are the invented stories written down?

use std::collections::HashMap;

use chrono::{DateTime, FixedOffset, NaiveDate};
use domain::action::Action;
use domain::admissibility::Reason;
use domain::answer::{Answer, AnswerOutcome, Criterion, Upheld};
use domain::id::PetitionId;
use domain::petition::PetitionKind;
use domain::publication::PublicText;
use domain::rating::Satisfaction;
use domain::sender::{Sender, SenderKind, normalise_phone};
use domain::status::Assignment;
use domain::submission::ValidSubmission;
use serde::Deserialize;

use crate::StoreError;
use crate::import::agency_id;

pub(super) static PAST: &str = include_str!("../../../../data/demo/petitions-2024.json");
pub(super) static PRESENT: &str = include_str!("../../../../data/demo/petitions-2026.json");
/// Many people about a few matters, so that there is something to see all together.
pub(super) static MANY: &str = include_str!("../../../../data/demo/petitions-2026-many.json");
static OFFICIALS: &str = include_str!("../../../../data/demo/officials.json");
static CONTACTS: &str = include_str!("../../../../data/demo/contacts.json");

#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum Moment {
    At(DateTime<FixedOffset>),
    Relative { wd: i32, time: String },
}

#[derive(Clone, Debug, Deserialize)]
pub(super) struct PetitionRecord {
    pub(super) key: String,
    pub(super) received_at: Moment,
    pub(super) channel: String,
    title: String,
    pub(super) body: String,
    proposed_solution: Option<String>,
    kind: String,
    procedure_code: Option<String>,
    area_code: Option<String>,
    pub(super) entered_by: Option<String>,
    sender: SenderRecord,
    name_public: bool,
    pub(super) steps: Vec<Step>,
}

#[derive(Clone, Debug, Deserialize)]
struct SenderRecord {
    kind: String,
    full_name: String,
    organisation: Option<String>,
    phone: Option<String>,
    email: Option<String>,
    address: String,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct CriteriaRecord {
    necessary: String,
    reasonable_lawful: String,
    simple_clear: String,
    feasible: String,
    consistent: String,
    treaty: String,
}

#[derive(Clone, Debug, Deserialize)]
pub(super) struct Step {
    pub(super) at: Moment,
    pub(super) by: String,
    pub(super) verb: String,
    pub(super) reason: Option<String>,
    pub(super) approved_by: Option<String>,
    message: Option<String>,
    text: Option<String>,
    guidance: Option<String>,
    kind: Option<String>,
    clause: Option<u8>,
    procedure_code: Option<String>,
    area_code: Option<String>,
    to_name: Option<String>,
    document_no: Option<String>,
    lead: Option<String>,
    #[serde(default)]
    supporting: Vec<String>,
    note: Option<String>,
    body: Option<String>,
    outcome: Option<String>,
    upheld: Option<String>,
    criteria: Option<CriteriaRecord>,
    title_public: Option<String>,
    body_public: Option<String>,
    answer_public: Option<String>,
    working_days: Option<u32>,
    level: Option<String>,
    comment: Option<String>,
    into: Option<String>,
}

#[derive(Clone, Debug, Deserialize)]
pub(super) struct OfficialRecord {
    pub(super) username: String,
    pub(super) full_name: String,
    pub(super) agency: String,
    pub(super) roles: Vec<String>,
    pub(super) password: Option<String>,
    pub(super) valid_from: NaiveDate,
    pub(super) valid_to: Option<NaiveDate>,
}

#[derive(Clone, Debug, Deserialize)]
#[expect(
    clippy::struct_field_names,
    reason = "the names of the file are the names of an agency's version"
)]
pub(super) struct Contact {
    pub(super) contact_official: Option<String>,
    pub(super) hotline: Option<String>,
    pub(super) email: Option<String>,
    pub(super) address: Option<String>,
}

#[derive(Deserialize)]
struct ContactsFile {
    contacts: HashMap<String, Contact>,
}

pub(super) fn bad(file: &str, problem: &str) -> StoreError {
    StoreError::Catalogue {
        file: format!("demonstration {file}"),
        problem: problem.to_owned(),
    }
}

pub(super) fn petitions(text: &str) -> Result<Vec<PetitionRecord>, StoreError> {
    serde_json::from_str(text).map_err(|error| bad("petitions", &error.to_string()))
}

pub(super) fn officials() -> Result<Vec<OfficialRecord>, StoreError> {
    serde_json::from_str(OFFICIALS).map_err(|error| bad("officials.json", &error.to_string()))
}

pub(super) fn contacts() -> Result<HashMap<String, Contact>, StoreError> {
    serde_json::from_str::<ContactsFile>(CONTACTS)
        .map(|file| file.contacts)
        .map_err(|error| bad("contacts.json", &error.to_string()))
}

impl PetitionRecord {
    pub(super) fn submission(&self, key: &str) -> Result<ValidSubmission, StoreError> {
        let sender = &self.sender;
        Ok(ValidSubmission {
            kind: PetitionKind::from_code(&self.kind).ok_or_else(|| bad(&self.key, "kind"))?,
            title: self.title.clone(),
            body: self.body.clone(),
            proposed_solution: self.proposed_solution.clone(),
            procedure_code: self.procedure_code.clone(),
            area_code: self.area_code.clone(),
            agency_slug: None,
            sender: Sender {
                kind: SenderKind::from_code(&sender.kind)
                    .ok_or_else(|| bad(&self.key, "sender kind"))?,
                full_name: sender.full_name.clone(),
                organisation: sender.organisation.clone(),
                phone: sender.phone.as_deref().and_then(normalise_phone),
                email: sender.email.clone(),
                address: sender.address.clone(),
            },
            name_public: self.name_public,
            idempotency_key: key.to_owned(),
            previous_code: None,
        })
    }
}

impl Step {
    pub(super) fn text(&self, text: Option<&String>) -> Result<String, StoreError> {
        text.cloned()
            .ok_or_else(|| bad(&self.verb, "a text is missing"))
    }

    pub(super) fn answer(&self) -> Result<Answer, StoreError> {
        let criteria = self.criteria.clone().unwrap_or_default();
        Ok(Answer {
            body: self.text(self.body.as_ref())?,
            outcome: self
                .outcome
                .as_deref()
                .and_then(AnswerOutcome::from_code)
                .ok_or_else(|| bad(&self.verb, "outcome"))?,
            upheld: self
                .upheld
                .as_deref()
                .and_then(Upheld::from_code)
                .ok_or_else(|| bad(&self.verb, "upheld"))?,
            criteria: [
                criteria.necessary,
                criteria.reasonable_lawful,
                criteria.simple_clear,
                criteria.feasible,
                criteria.consistent,
                criteria.treaty,
            ]
            .map(|code| Criterion::from_code(&code)),
            document_no: self.document_no.clone(),
        })
    }

    /// The verb as the rules know it. `draft` is the last draft of the same petition.
    pub(super) fn action(
        &self,
        draft: Option<&Answer>,
        petition: impl Fn(&str) -> Option<PetitionId>,
    ) -> Result<Action, StoreError> {
        let missing = |what: &str| bad(&self.verb, what);
        let reason = || self.text(self.reason.as_ref());
        Ok(match self.verb.as_str() {
            "request_info" => Action::RequestInfo {
                question: self.text(self.message.as_ref())?,
            },
            "supplement" => Action::Supplement {
                text: self.text(self.text.as_ref())?,
            },
            "reject" => Action::Reject {
                reason: self
                    .reason
                    .as_deref()
                    .and_then(Reason::from_code)
                    .ok_or_else(|| missing("reason"))?,
                explanation: self.text(self.message.as_ref())?,
                guidance: self.text(self.guidance.as_ref())?,
            },
            "accept" => Action::Accept {
                kind: self
                    .kind
                    .as_deref()
                    .and_then(PetitionKind::from_code)
                    .ok_or_else(|| missing("kind"))?,
                clauses: self.clause.into_iter().collect(),
                field: None,
                procedure_code: self.procedure_code.clone(),
                area_code: self.area_code.clone(),
            },
            "refer_out" => Action::ReferOut {
                to: self.text(self.to_name.as_ref())?,
                document_no: self.document_no.clone(),
                note: self.note.clone(),
            },
            "assign" => Action::Assign {
                assignment: Assignment {
                    lead: agency_id(&self.text(self.lead.as_ref())?),
                    supporting: self.supporting.iter().map(|slug| agency_id(slug)).collect(),
                },
                note: self.note.clone(),
            },
            "return_to_intake" => Action::ReturnToIntake { reason: reason()? },
            "start" => Action::Start,
            "study" => Action::Study { reason: reason()? },
            "report_progress" => Action::ReportProgress {
                message: self.text(self.text.as_ref())?,
            },
            "resume" => Action::Resume,
            "draft_answer" => Action::DraftAnswer {
                answer: self.answer()?,
            },
            "submit_for_approval" => Action::SubmitForApproval {
                answer: draft.cloned().ok_or_else(|| missing("draft"))?,
            },
            "send_back" => Action::SendBack { reason: reason()? },
            "approve" => Action::Approve,
            "publish" => Action::Publish {
                text: PublicText {
                    title: self.text(self.title_public.as_ref())?,
                    body: self.text(self.body_public.as_ref())?,
                    answer: self.text(self.answer_public.as_ref())?,
                },
                personal_data_checked: true,
            },
            "extend" => Action::Extend {
                working_days: self.working_days.ok_or_else(|| missing("working_days"))?,
                reason: reason()?,
            },
            "note" => Action::Note {
                text: self.text(self.text.as_ref())?,
            },
            "rate" => Action::Rate {
                level: self
                    .level
                    .as_deref()
                    .and_then(Satisfaction::from_code)
                    .ok_or_else(|| missing("level"))?,
                comment: self.comment.clone(),
            },
            "reopen" => Action::Reopen { reason: reason()? },
            "withdraw" => Action::Withdraw {
                reason: self.reason.clone(),
            },
            "merge" => Action::Merge {
                into: self
                    .into
                    .as_deref()
                    .and_then(petition)
                    .ok_or_else(|| missing("into"))?,
            },
            other => return Err(missing(other)),
        })
    }
}
