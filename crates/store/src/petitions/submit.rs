//! T1: a petition is received. Sent once, twice or ten times with the same key, it is one petition.

pub(crate) mod queue;
mod rows;
mod together;

use chrono::{DateTime, Utc};
use domain::action::Verb;
use domain::actor::ActingOfficial;
use domain::calendar::local_date;
use domain::id::PetitionId;
use domain::official::Role;
use domain::permission::may_enter_on_behalf;
use domain::petition::Channel;
use domain::refusal::Refusal;
use domain::status::Status;
use domain::submission::ValidSubmission;
use domain::tracking_code::{Pin, TrackingCode};
use domain::violation::{Problem, Violation};
use sqlx::FromRow;
use uuid::Uuid;

use crate::catalogue::Catalogue;
use crate::clock::new_id;
use crate::db::read;
use crate::{Store, StoreError};

/// How a petition came in besides the form itself.
#[derive(Clone, Debug)]
pub struct Intake {
    /// Through which channel.
    pub channel: Channel,
    /// The official who enters it for the sender, with what the law demands of a telephone call.
    pub on_behalf: Option<OnBehalf>,
    /// Demonstration data.
    pub demonstration: bool,
}

/// Entry by an official for somebody else (Decree 20/2008 Art. 7.2, 9.1.b–c).
#[derive(Clone, Debug)]
pub struct OnBehalf {
    /// Who enters it.
    pub official: ActingOfficial,
    /// For telephone calls: number called, truthful transcript, read-back.
    pub call: Option<Call>,
}

/// A call to the hotline.
#[derive(Clone, Debug)]
pub struct Call {
    /// The number that was called.
    pub number_called: String,
    /// What the caller said, written down truthfully (Art. 7.2.đ).
    pub transcript: String,
    /// The code was read back to the caller.
    pub read_back: bool,
}

/// What the sender takes away.
#[derive(Clone, Debug)]
pub struct Receipt {
    /// The petition.
    pub id: PetitionId,
    /// For the telephone.
    pub tracking_code: TrackingCode,
    /// Opens the case together with the code; stored nowhere.
    pub pin: Pin,
    /// The books' code.
    pub record_code: String,
    /// When it was received.
    pub received_at: DateTime<Utc>,
    /// False when the same key had been sent before: nothing new was stored.
    pub first: bool,
    /// Lets this browser see the case without the PIN.
    pub case_token: String,
}

/// Codes drawn for one submission before giving up; each is free with a probability of nearly one.
const MOST_DRAWS: u32 = 8;

#[derive(FromRow)]
struct ReceiptRow {
    id: Uuid,
    tracking_code: String,
    record_code: String,
    received_at: DateTime<Utc>,
    pin_hash: Vec<u8>,
}

impl Store {
    /// Receives a petition and acknowledges it once it is durable.
    ///
    /// A key that was sent before gets the receipt of the first time; a submission without a key is always a new one.
    ///
    /// # Errors
    /// [`StoreError::Refused`] with violations when procedure, commune, agency or previous code are unknown, or when
    /// somebody enters it on behalf who may not.
    pub async fn submit(
        &self,
        mut submission: ValidSubmission,
        intake: Intake,
    ) -> Result<Receipt, StoreError> {
        if let Some(on_behalf) = &intake.on_behalf
            && !may_enter_on_behalf(&on_behalf.official)
        {
            return Err(Refusal::NotAllowed {
                verb: Verb::Submit,
                needs: vec![Role::Intake],
            }
            .into());
        }
        if submission.idempotency_key.is_empty() {
            submission.idempotency_key = new_id().to_string();
        } else if let Some(receipt) = self.receipt(&submission.idempotency_key).await? {
            return Ok(receipt);
        }
        let now = self.now();
        let known = self.look_up(&self.catalogue(), &submission, now).await?;
        let arrival = self.arrival(submission, intake, known, now, 0)?;
        self.receive(arrival).await
    }

    /// The receipt of what was sent with this key, if anything was.
    pub async fn receipt(&self, idempotency_key: &str) -> Result<Option<Receipt>, StoreError> {
        let row: Option<ReceiptRow> = read!(self.db(), pool => sqlx::query_as(
            "select id, tracking_code, record_code, received_at, pin_hash from petition where idempotency_key = $1"
        ).bind(idempotency_key).fetch_optional(pool).await)?;
        let Some(row) = row else { return Ok(None) };
        let drawn = (0..=MOST_DRAWS)
            .map(|attempt| self.key().draw(idempotency_key, attempt))
            .find(|(code, _)| code.to_string() == row.tracking_code);
        Ok(drawn.map(|(tracking_code, pin)| Receipt {
            id: PetitionId(row.id),
            tracking_code,
            pin,
            record_code: row.record_code,
            received_at: row.received_at,
            first: false,
            case_token: self.key().case_token(&tracking_code, &row.pin_hash),
        }))
    }

    async fn look_up(
        &self,
        catalogue: &Catalogue,
        submission: &ValidSubmission,
        now: DateTime<Utc>,
    ) -> Result<Known, StoreError> {
        let mut found = Vec::new();
        let mut unknown =
            |field: &str, problem: Problem| found.push(Violation::new(field, problem));
        let procedure = submission
            .procedure_code
            .as_deref()
            .map(|code| catalogue.procedure(code));
        if procedure.is_some_and(|procedure| procedure.is_none()) {
            unknown("procedure_code", Problem::NotAChoice);
        }
        if submission
            .area_code
            .as_deref()
            .is_some_and(|code| catalogue.area(code).is_none())
        {
            unknown("area_code", Problem::NotAChoice);
        }
        let today = local_date(now);
        let agency = submission
            .agency_slug
            .as_deref()
            .map(|slug| catalogue.agency_by_slug(slug));
        let target_agency = match agency {
            Some(Some(id)) if catalogue.agency_exists_on(id, today) => Some(id),
            Some(_) => {
                unknown("agency_id", Problem::NotAChoice);
                None
            }
            None => None,
        };
        let previous = match submission.previous_code.as_deref() {
            Some(code) => match self.petition_by_tracking_code(code).await {
                Ok(petition) if petition.status() == Status::Rejected => Some(petition.id),
                Ok(_) | Err(StoreError::NotFound) => {
                    unknown("previous_code", Problem::NotACode);
                    None
                }
                Err(error) => return Err(error),
            },
            None => None,
        };
        if found.is_empty() {
            let field = procedure
                .flatten()
                .map(|procedure| procedure.field.clone())
                .filter(|field| !field.is_empty());
            Ok(Known {
                field,
                target_agency,
                previous,
            })
        } else {
            Err(Refusal::Violations(found).into())
        }
    }
}

/// What the catalogues know of what was typed.
#[derive(Clone, Debug)]
pub(super) struct Known {
    pub(super) field: Option<String>,
    pub(super) target_agency: Option<domain::id::AgencyId>,
    pub(super) previous: Option<PetitionId>,
}
