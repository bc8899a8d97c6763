//! How do submissions that arrive together share one commit? Each is there whole or not at all, and none is acknowledged
//! before it is durable; making a transaction durable takes the disk longer than all the rest.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, NaiveDate, Utc};
use domain::action::{Action, Signature};
use domain::actor::Actor;
use domain::calendar::local_date;
use domain::deadline::Deadline;
use domain::deadline_plan;
use domain::id::PetitionId;
use domain::official::Role;
use domain::petition::{Flags, Petition};
use domain::record_code::RecordCode;
use domain::sender::Sender;
use domain::status::{State, Status};
use domain::submission::ValidSubmission;
use domain::tracking_code::{Pin, TrackingCode};
use tokio::sync::oneshot;

use super::queue::{Shift, Waiting};
use super::{Intake, Known, MOST_DRAWS, OnBehalf, Receipt, rows};
use crate::clock::new_id;
use crate::db::{Tx, within};
use crate::events::EventRow;
use crate::petitions::effects;
use crate::search::{self, Index, Text};
use crate::{Store, StoreError, deadlines, events, jobs};

/// A checked submission on its way into the record.
#[derive(Debug)]
pub(crate) struct Arrival {
    pub(super) submission: ValidSubmission,
    pub(super) intake: Intake,
    pub(super) known: Known,
    pub(super) at: DateTime<Utc>,
    /// Which draw of code and PIN; above 0 when an earlier code was taken.
    attempt: u32,
    draft: Draft,
}

/// All that can be worked out before the turn comes: only its places in the log and in the books are missing.
#[derive(Debug)]
pub(super) struct Draft {
    pub(super) petition: Petition,
    tracking_code: TrackingCode,
    pin: Pin,
    pub(super) pin_hash: [u8; 32],
    dates: Vec<Deadline>,
    pub(super) shown: deadlines::Shown,
    words: Text,
}

impl Store {
    /// Puts the arrival in the queue and waits until it is durable.
    pub(super) async fn receive(&self, arrival: Arrival) -> Result<Receipt, StoreError> {
        let (reply, answer) = oneshot::channel();
        if self.queue().push(Waiting { arrival, reply }) {
            let store = self.clone();
            // A task of its own: whoever sent the first of them may hang up while the others still wait.
            tokio::spawn(async move {
                let _shift = Shift(store.queue());
                loop {
                    let batch = store.queue().take();
                    if batch.is_empty() {
                        break;
                    }
                    store.work_off(batch).await;
                }
            });
        }
        answer.await.map_err(|_| StoreError::Interrupted)?
    }

    async fn work_off(&self, batch: Vec<Waiting>) {
        let mut keys = HashSet::new();
        let (first, repeated): (Vec<_>, Vec<_>) = batch
            .into_iter()
            .partition(|waiting| keys.insert(waiting.arrival.submission.idempotency_key.clone()));
        let (arrivals, replies): (Vec<_>, Vec<_>) = first
            .into_iter()
            .map(|waiting| (waiting.arrival, waiting.reply))
            .unzip();
        match self.write(&arrivals).await {
            Ok(receipts) => {
                for (receipt, reply) in receipts.into_iter().zip(replies) {
                    // Whoever hung up finds the receipt by the key.
                    let _ = reply.send(Ok(receipt));
                }
            }
            // One of them spoils the commit; alone, only that one fails.
            Err(_) => {
                for (arrival, reply) in arrivals.into_iter().zip(replies) {
                    let _ = reply.send(self.write_alone(arrival).await);
                }
            }
        }
        for waiting in repeated {
            let receipt = self
                .receipt(&waiting.arrival.submission.idempotency_key)
                .await;
            let _ = waiting
                .reply
                .send(receipt.and_then(|receipt| receipt.ok_or(StoreError::Interrupted)));
        }
    }

    async fn write_alone(&self, mut arrival: Arrival) -> Result<Receipt, StoreError> {
        loop {
            match self.write(std::slice::from_ref(&arrival)).await {
                Err(StoreError::Database(sqlx::Error::Database(error)))
                    if error.is_unique_violation() =>
                {
                    // Somebody with the same key was faster: theirs is the petition.
                    if let Some(receipt) = self.receipt(&arrival.submission.idempotency_key).await?
                    {
                        return Ok(receipt);
                    }
                    // Otherwise the drawn code was taken; draw again.
                    if arrival.attempt == MOST_DRAWS {
                        return Err(StoreError::Database(sqlx::Error::Database(error)));
                    }
                    let Arrival {
                        submission,
                        intake,
                        known,
                        at,
                        attempt,
                        ..
                    } = arrival;
                    arrival = self.arrival(submission, intake, known, at, attempt + 1)?;
                }
                written => {
                    return written.and_then(|receipts| {
                        receipts.into_iter().next().ok_or(StoreError::Interrupted)
                    });
                }
            }
        }
    }

    /// Writes all of them in one transaction; the receipts come in the same order.
    async fn write(&self, arrivals: &[Arrival]) -> Result<Vec<Receipt>, StoreError> {
        let mut tx = self.db().begin().await?;
        let head = events::hold_head(&mut tx).await?;
        let turns = turns(&mut tx, head, arrivals).await?;
        rows::petitions(&mut tx, &turns).await?;
        rows::senders(&mut tx, &turns).await?;
        rows::calls(&mut tx, &turns).await?;
        let dates: Vec<_> = arrivals
            .iter()
            .flat_map(|arrival| &arrival.draft.dates)
            .collect();
        deadlines::insert(&mut tx, &dates, 1).await?;
        let first = turns
            .iter()
            .map(Turn::event)
            .collect::<Result<Vec<_>, _>>()?;
        events::insert(&mut tx, &first).await?;
        let words: Vec<_> = turns.iter().map(Turn::words).collect();
        search::put_new(&mut tx, Index::Desk, &words).await?;
        let told: Vec<_> = turns.iter().map(Turn::job).collect();
        jobs::enqueue_all(&mut tx, &told).await?;
        let seq = turns.last().map_or(head, |turn| turn.seq);
        events::move_head(&mut tx, seq).await?;
        self.notify(&mut tx, seq).await?;
        tx.commit().await?;
        self.ring(seq);
        Ok(turns
            .into_iter()
            .map(|turn| self.receipt_of(turn))
            .collect())
    }

    fn receipt_of(&self, turn: Turn<'_>) -> Receipt {
        let draft = turn.draft();
        Receipt {
            id: draft.petition.id,
            tracking_code: draft.tracking_code,
            pin: draft.pin,
            received_at: draft.petition.received_at,
            first: true,
            case_token: self.key().case_token(&draft.tracking_code, &draft.pin_hash),
            record_code: turn.record_code,
        }
    }

    /// Works out what does not depend on the turn.
    pub(super) fn arrival(
        &self,
        submission: ValidSubmission,
        intake: Intake,
        known: Known,
        at: DateTime<Utc>,
        attempt: u32,
    ) -> Result<Arrival, StoreError> {
        let (tracking_code, pin) = self.key().draw(&submission.idempotency_key, attempt);
        let petition = new_petition(&submission, &intake, &known, at, tracking_code.to_string());
        let catalogue = self.catalogue();
        let frame = deadlines::Frame {
            catalogue: &catalogue,
            petition: &petition,
            now: at,
            actor: &Actor::System,
        };
        let changes = deadline_plan::changes(&petition, &submitted(&intake));
        let dates = deadlines::changed(&frame, Vec::new(), &changes)?;
        let draft = Draft {
            shown: deadlines::Shown::of(&dates)?,
            words: Text::of(&effects::desk_text(&petition)),
            pin_hash: self.key().pin_hash(&tracking_code, &pin),
            petition,
            tracking_code,
            pin,
            dates,
        };
        Ok(Arrival {
            submission,
            intake,
            known,
            at,
            attempt,
            draft,
        })
    }
}

fn submitted(intake: &Intake) -> Action {
    Action::Submit {
        channel: intake.channel,
    }
}

/// An arrival whose turn has come: with its place in the log and its number in the books.
pub(super) struct Turn<'a> {
    arrival: &'a Arrival,
    pub(super) seq: i64,
    pub(super) record_code: String,
}

impl Turn<'_> {
    pub(super) fn draft(&self) -> &Draft {
        &self.arrival.draft
    }

    pub(super) fn key(&self) -> &str {
        &self.arrival.submission.idempotency_key
    }

    pub(super) fn sender(&self) -> &Sender {
        &self.arrival.submission.sender
    }

    pub(super) fn on_behalf(&self) -> Option<&OnBehalf> {
        self.arrival.intake.on_behalf.as_ref()
    }

    fn event(&self) -> Result<EventRow, StoreError> {
        EventRow::first(
            self.seq,
            &events::NewEvent {
                petition_id: self.draft().petition.id,
                at: self.arrival.at,
                by: &signature(&self.arrival.intake),
                from: None,
                to: Status::Submitted,
                action: &submitted(&self.arrival.intake),
            },
        )
    }

    fn words(&self) -> (i64, Text) {
        (self.seq, self.draft().words.with(&self.record_code))
    }

    fn job(&self) -> jobs::NewJob {
        jobs::NewJob {
            kind: "tell_sender",
            payload: serde_json::json!({ "petition": self.draft().petition.id, "seq": self.seq }),
            run_after: self.arrival.at,
        }
    }
}

/// Gives each its place and its number, in the order of arrival.
async fn turns<'a>(
    tx: &mut Tx,
    head: i64,
    arrivals: &'a [Arrival],
) -> Result<Vec<Turn<'a>>, StoreError> {
    let mut numbers: HashMap<NaiveDate, i64> = HashMap::new();
    let mut turns = Vec::with_capacity(arrivals.len());
    for (seq, arrival) in (head + 1..).zip(arrivals) {
        let today = local_date(arrival.at);
        let last = match numbers.get(&today) {
            Some(last) => *last,
            None => last_number(tx, today).await?,
        };
        numbers.insert(today, last + 1);
        let record_code = u32::try_from(last + 1)
            .ok()
            .and_then(|number| RecordCode::new(today, number).ok())
            .ok_or_else(|| StoreError::inconsistent("record_counter", "last", today))?;
        turns.push(Turn {
            arrival,
            seq,
            record_code: record_code.to_string(),
        });
    }
    for (day, last) in numbers {
        within!(&mut *tx, connection => sqlx::query("update record_counter set last = $2 where day = $1")
            .bind(day)
            .bind(last)
            .execute(connection)
            .await
            .map(drop))?;
    }
    Ok(turns)
}

/// The last number given out on the day. Its row stays locked until the transaction ends.
async fn last_number(tx: &mut Tx, day: NaiveDate) -> Result<i64, StoreError> {
    let (last,): (i64,) = within!(tx, connection => sqlx::query_as(
        "insert into record_counter (day, last) values ($1, 0)
         on conflict (day) do update set last = record_counter.last returning last"
    ).bind(day).fetch_one(connection).await)?;
    Ok(last)
}

fn signature(intake: &Intake) -> Signature {
    match &intake.on_behalf {
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
    }
}

fn new_petition(
    submission: &ValidSubmission,
    intake: &Intake,
    known: &Known,
    at: DateTime<Utc>,
    tracking_code: String,
) -> Petition {
    Petition {
        id: PetitionId(new_id()),
        tracking_code,
        // Its number in the books comes with its turn.
        record_code: String::new(),
        channel: intake.channel,
        received_at: at,
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
    }
}
