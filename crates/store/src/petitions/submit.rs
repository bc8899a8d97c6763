//! T1: a petition is received. Sent once, twice or ten times with the same key, it is one petition.

use chrono::{DateTime, Utc};
use domain::action::{Action, Signature};
use domain::actor::{ActingOfficial, Actor};
use domain::calendar::local_date;
use domain::id::PetitionId;
use domain::official::Role;
use domain::petition::{Channel, Flags, Petition};
use domain::record_code::RecordCode;
use domain::refusal::Refusal;
use domain::status::{State, Status};
use domain::submission::ValidSubmission;
use domain::tracking_code::{Pin, TrackingCode};
use domain::violation::{Problem, Violation};
use sqlx::FromRow;
use uuid::Uuid;

use super::effects;
use crate::catalogue::Catalogue;
use crate::clock::new_id;
use crate::db::{Tx, read, within};
use crate::search::{self, Index};
use crate::{Store, StoreError, deadlines, events, jobs};

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
    /// # Errors
    /// [`StoreError::Refused`] with violations when procedure, commune, agency or previous code are unknown.
    pub async fn submit(
        &self,
        submission: ValidSubmission,
        intake: Intake,
    ) -> Result<Receipt, StoreError> {
        if let Some(receipt) = self.receipt(&submission.idempotency_key).await? {
            return Ok(receipt);
        }
        let catalogue = self.catalogue();
        let now = self.now();
        let known = self.look_up(&catalogue, &submission, now).await?;
        let mut attempt = 0;
        loop {
            match self
                .try_submit(&catalogue, &submission, &intake, &known, now, attempt)
                .await
            {
                // Somebody with the same key was faster: theirs is the petition.
                Err(StoreError::Database(sqlx::Error::Database(error)))
                    if error.is_unique_violation() =>
                {
                    if let Some(receipt) = self.receipt(&submission.idempotency_key).await? {
                        return Ok(receipt);
                    }
                    // Otherwise the drawn code was taken; draw again.
                    attempt += 1;
                    if attempt > MOST_DRAWS {
                        return Err(StoreError::Database(sqlx::Error::Database(error)));
                    }
                }
                done => return done,
            }
        }
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

    async fn try_submit(
        &self,
        catalogue: &Catalogue,
        submission: &ValidSubmission,
        intake: &Intake,
        known: &Known,
        now: DateTime<Utc>,
        attempt: u32,
    ) -> Result<Receipt, StoreError> {
        let (tracking_code, pin) = self.key().draw(&submission.idempotency_key, attempt);
        let pin_hash = self.key().pin_hash(&tracking_code, &pin);
        let id = PetitionId(new_id());
        let today = local_date(now);
        let mut tx = self.db().begin().await?;
        let seq = events::next_seq(&mut tx).await?;
        let (number,): (i64,) = within!(&mut tx, connection => sqlx::query_as(
            "insert into record_counter (day, last) values ($1, 1)
             on conflict (day) do update set last = record_counter.last + 1 returning last"
        ).bind(today).fetch_one(connection).await)?;
        let record_code = u32::try_from(number)
            .ok()
            .and_then(|number| RecordCode::new(today, number).ok())
            .ok_or_else(|| StoreError::inconsistent("record_counter", "last", today))?;
        let petition = Petition {
            id,
            tracking_code: tracking_code.to_string(),
            record_code: record_code.to_string(),
            channel: intake.channel,
            received_at: now,
            title: submission.title.clone(),
            body: submission.body.clone(),
            proposed_solution: submission.proposed_solution.clone(),
            kind: submission.kind,
            clauses: Vec::new(),
            procedure_code: submission.procedure_code.clone(),
            field: known.field.clone(),
            area_code: submission.area_code.clone(),
            target_agency: known.target_agency,
            state: State::Submitted,
            round: 1,
            classification: None,
            flags: Flags {
                name_public: submission.name_public,
                on_behalf: intake.on_behalf.is_some(),
                demonstration: intake.demonstration,
                ..Flags::default()
            },
            info_requests: 0,
            returns: 0,
            extended: false,
            answered_at: None,
            rated: false,
            first_approver: None,
            previous: known.previous,
            row_version: 1,
        };
        insert(
            &mut tx,
            &petition,
            seq,
            &pin_hash,
            &submission.idempotency_key,
        )
        .await?;
        insert_sender(&mut tx, id, submission).await?;
        if let Some(OnBehalf {
            official,
            call: Some(call),
        }) = &intake.on_behalf
        {
            insert_call(&mut tx, id, official, call, now).await?;
        }
        let action = Action::Submit {
            channel: intake.channel,
        };
        let changes = domain::deadline_plan::changes(&petition, &action);
        let frame = deadlines::Frame {
            catalogue,
            petition: &petition,
            now,
            actor: &Actor::System,
        };
        deadlines::change(&mut tx, &frame, Vec::new(), &changes).await?;
        let by = match &intake.on_behalf {
            Some(OnBehalf { official, .. }) => Signature {
                official: Some(official.id),
                name: official.full_name.clone(),
                role: Role::Intake.code().into(),
                agency: official
                    .grants
                    .iter()
                    .find(|grant| grant.role == Role::Intake)
                    .map(|grant| grant.agency),
            },
            None => Signature {
                official: None,
                name: String::new(),
                role: "sender".into(),
                agency: None,
            },
        };
        let event = events::NewEvent {
            petition_id: id,
            at: now,
            by: &by,
            from: None,
            to: Status::Submitted,
            action: &action,
        };
        events::append(&mut tx, seq, &event).await?;
        search::put(&mut tx, Index::Desk, seq, &effects::desk_text(&petition)).await?;
        jobs::enqueue(
            &mut tx,
            "tell_sender",
            &serde_json::json!({ "petition": id, "seq": seq }),
            now,
        )
        .await?;
        self.notify(&mut tx, seq).await?;
        tx.commit().await?;
        self.ring(seq);
        let case_token = self.key().case_token(&tracking_code, &pin_hash);
        Ok(Receipt {
            id,
            tracking_code,
            pin,
            record_code: petition.record_code,
            received_at: now,
            first: true,
            case_token,
        })
    }
}

/// What the catalogues know of what was typed.
#[derive(Clone, Debug)]
struct Known {
    field: Option<String>,
    target_agency: Option<domain::id::AgencyId>,
    previous: Option<PetitionId>,
}

async fn insert(
    tx: &mut Tx,
    petition: &Petition,
    seq: i64,
    pin_hash: &[u8],
    key: &str,
) -> Result<(), StoreError> {
    let state = serde_json::to_string(&petition.state)?;
    within!(tx, connection => sqlx::query(
        "insert into petition (id, number, tracking_code, pin_hash, record_code, channel, received_at, received_on,
            title, body, proposed_solution, kind, clauses, procedure_code, field, area_code, target_agency, status,
            state, round, hidden, name_public, on_behalf, urgent, demonstration, info_requests, returns,
            extended, rated, previous_id, row_version, changed_at, changed_seq, clocks, idempotency_key)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, '[]', $13, $14, $15, $16, $17, $18, 1,
            $19, $20, $21, $22, $23, 0, 0, $24, $25, $26, 1, $27, $28, '{}', $29)"
    )
        .bind(petition.id.0)
        .bind(seq)
        .bind(&petition.tracking_code)
        .bind(pin_hash)
        .bind(&petition.record_code)
        .bind(petition.channel.code())
        .bind(petition.received_at)
        .bind(local_date(petition.received_at))
        .bind(&petition.title)
        .bind(&petition.body)
        .bind(&petition.proposed_solution)
        .bind(petition.kind.code())
        .bind(&petition.procedure_code)
        .bind(&petition.field)
        .bind(&petition.area_code)
        .bind(petition.target_agency.map(|agency| agency.0))
        .bind(petition.status().code())
        .bind(&state)
        .bind(petition.flags.hidden)
        .bind(petition.flags.name_public)
        .bind(petition.flags.on_behalf)
        .bind(petition.flags.urgent)
        .bind(petition.flags.demonstration)
        .bind(false)
        .bind(false)
        .bind(petition.previous.map(|previous| previous.0))
        .bind(petition.received_at)
        .bind(seq)
        .bind(key)
        .execute(connection)
        .await
        .map(drop))?;
    Ok(())
}

async fn insert_sender(
    tx: &mut Tx,
    id: PetitionId,
    submission: &ValidSubmission,
) -> Result<(), StoreError> {
    let sender = &submission.sender;
    within!(tx, connection => sqlx::query(
        "insert into sender (petition_id, kind, full_name, organisation, phone, email, address)
         values ($1, $2, $3, $4, $5, $6, $7)"
    )
        .bind(id.0)
        .bind(sender.kind.code())
        .bind(&sender.full_name)
        .bind(&sender.organisation)
        .bind(&sender.phone)
        .bind(&sender.email)
        .bind(&sender.address)
        .execute(connection)
        .await
        .map(drop))?;
    Ok(())
}

async fn insert_call(
    tx: &mut Tx,
    id: PetitionId,
    official: &ActingOfficial,
    call: &Call,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    within!(tx, connection => sqlx::query(
        "insert into hotline_call (petition_id, number_called, called_at, official_id, transcript, read_back)
         values ($1, $2, $3, $4, $5, $6)"
    )
        .bind(id.0)
        .bind(&call.number_called)
        .bind(now)
        .bind(official.id.0)
        .bind(&call.transcript)
        .bind(call.read_back)
        .execute(connection)
        .await
        .map(drop))?;
    Ok(())
}
