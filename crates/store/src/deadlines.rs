//! Which dates were given, met, paused, moved? Written in the transaction of the verb that causes it.

use chrono::{DateTime, Utc};
use domain::actor::Actor;
use domain::calendar::local_date;
use domain::deadline::{CaseTraits, Clock, Deadline, RuleStart, Step};
use domain::deadline_plan::DeadlineChange;
use domain::id::{DeadlineId, OfficialId, PetitionId};
use domain::petition::Petition;
use serde::{Deserialize, Serialize};

use crate::catalogue::Catalogue;
use crate::clock::new_id;
use crate::db::{Tx, read, within};
use crate::{Store, StoreError};

/// What a change of deadlines must know.
pub(crate) struct Frame<'a> {
    pub(crate) catalogue: &'a Catalogue,
    pub(crate) petition: &'a Petition,
    pub(crate) now: DateTime<Utc>,
    pub(crate) actor: &'a Actor,
}

/// The clocks a card shows, kept with the petition so that a board needs no second query.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clocks {
    /// The sender's wait for the answer, in the latest round.
    pub citizen: Option<Deadline>,
    /// What is owed next by whoever must act.
    pub unit: Option<Deadline>,
}

/// The petition's deadlines, oldest first.
pub(crate) async fn load(tx: &mut Tx, id: PetitionId) -> Result<Vec<Deadline>, StoreError> {
    let rows: Vec<(String,)> = within!(tx, connection => sqlx::query_as(
        "select detail from deadline where petition_id = $1 order by starts_at, id"
    ).bind(id.0).fetch_all(connection).await)?;
    parse(rows, id)
}

fn parse(rows: Vec<(String,)>, id: PetitionId) -> Result<Vec<Deadline>, StoreError> {
    rows.into_iter()
        .map(|(detail,)| {
            serde_json::from_str(&detail)
                .map_err(|_| StoreError::inconsistent("deadline", "detail", id))
        })
        .collect()
}

/// Applies the changes a verb makes and keeps the petition's clocks in step.
pub(crate) async fn change(
    tx: &mut Tx,
    frame: &Frame<'_>,
    mut all: Vec<Deadline>,
    changes: &[DeadlineChange],
) -> Result<(), StoreError> {
    if changes.is_empty() {
        return Ok(());
    }
    for change in changes {
        apply(frame, &mut all, change)?;
    }
    for deadline in &all {
        save(tx, deadline, frame.petition.round).await?;
    }
    save_clocks(tx, frame.petition.id, &all).await
}

fn apply(
    frame: &Frame<'_>,
    all: &mut Vec<Deadline>,
    change: &DeadlineChange,
) -> Result<(), StoreError> {
    let now = frame.now;
    let calendar = &frame.catalogue.calendar;
    let failed = |error: domain::deadline::DeadlineError| StoreError::Deadline(error.to_string());
    let open = |all: &[Deadline], clock: Clock, step: Step| {
        all.iter().rposition(|deadline| {
            deadline.clock == clock && deadline.step == step && deadline.is_open()
        })
    };
    match change {
        DeadlineChange::Start(clock, step) => {
            if let Some(index) = open(all, *clock, *step) {
                all[index] = all[index].clone().lapse(now).map_err(failed)?;
            }
            let deadline = start(frame, all, *clock, *step)?;
            all.push(deadline);
        }
        DeadlineChange::Meet(clock, step) => {
            if let Some(index) = open(all, *clock, *step) {
                all[index] = all[index].clone().meet(now).map_err(failed)?;
            }
        }
        DeadlineChange::Cancel(clock, step) => {
            if let Some(index) = open(all, *clock, *step) {
                all[index] = all[index].clone().lapse(now).map_err(failed)?;
            }
        }
        DeadlineChange::Pause(clock, step) => {
            if let Some(index) = open(all, *clock, *step) {
                all[index] = all[index].clone().pause(now).map_err(failed)?;
            }
        }
        DeadlineChange::Resume(clock, step) => {
            if let Some(index) = open(all, *clock, *step) {
                all[index] = all[index].clone().resume(now, calendar).map_err(failed)?;
            }
        }
        DeadlineChange::Extend {
            clock,
            step,
            working_days,
            reason,
        } => {
            if let Some(index) = open(all, *clock, *step) {
                let by = frame
                    .actor
                    .official()
                    .map_or(OfficialId(uuid::Uuid::nil()), |official| official.id);
                // The citizen's clock may have run out before the unit's; what is late stays late.
                match all[index]
                    .clone()
                    .extend(*working_days, reason, by, now, calendar)
                {
                    Ok(extended) => all[index] = extended,
                    Err(domain::deadline::DeadlineError::PastDue { .. })
                        if *clock == Clock::Citizen => {}
                    Err(error) => return Err(failed(error)),
                }
            }
        }
        DeadlineChange::MeetAll => {
            for deadline in all.iter_mut().filter(|deadline| deadline.is_open()) {
                // What was the sender's to do is not met by our closing the case.
                let step = deadline.clone();
                *deadline = if step.step.is_senders() {
                    step.lapse(now)
                } else {
                    step.meet(now)
                }
                .map_err(failed)?;
            }
        }
        DeadlineChange::CancelAll => {
            for deadline in all.iter_mut().filter(|deadline| deadline.is_open()) {
                *deadline = deadline.clone().lapse(now).map_err(failed)?;
            }
        }
        DeadlineChange::RestoreAll => {
            // All that fell away with the merge fell away at one moment, the last.
            let last = all.iter().filter_map(|deadline| deadline.lapsed_at).max();
            for deadline in all
                .iter_mut()
                .filter(|deadline| deadline.lapsed_at.is_some() && deadline.lapsed_at == last)
            {
                deadline.lapsed_at = None;
            }
        }
    }
    Ok(())
}

fn start(
    frame: &Frame<'_>,
    earlier: &[Deadline],
    clock: Clock,
    step: Step,
) -> Result<Deadline, StoreError> {
    let petition = frame.petition;
    let today = local_date(frame.now);
    let traits = CaseTraits {
        kind: Some(petition.kind.code()),
        channel: Some(petition.channel.code()),
    };
    let rule = frame
        .catalogue
        .rules
        .rule_for_case(step, clock, today, traits)
        .ok_or_else(|| {
            StoreError::Deadline(format!(
                "no rule for {step:?} by the {clock:?} clock on {today}"
            ))
        })?;
    // A term counted from receipt starts there the first time only; when the step comes again, it counts from now.
    let again = earlier
        .iter()
        .any(|deadline| deadline.clock == clock && deadline.step == step);
    let from_receipt = rule.starts == RuleStart::Receipt && !again;
    let at = if from_receipt {
        petition.received_at
    } else {
        frame.now
    };
    rule.start(
        DeadlineId(new_id()),
        petition.id,
        &frame.catalogue.calendar,
        at,
    )
    .map_err(|error| StoreError::Deadline(error.to_string()))
}

pub(crate) async fn save(tx: &mut Tx, deadline: &Deadline, round: u8) -> Result<(), StoreError> {
    let detail = serde_json::to_string(deadline)?;
    let clock = serde_json::to_value(deadline.clock)?;
    let step = serde_json::to_value(deadline.step)?;
    within!(tx, connection => sqlx::query(
        "insert into deadline (id, petition_id, round, clock, step, rule_code, rule_version, starts_at, due_at, met_at,
            cancelled_at, paused_at, detail)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
         on conflict (id) do update set due_at = excluded.due_at, met_at = excluded.met_at,
            cancelled_at = excluded.cancelled_at, paused_at = excluded.paused_at, detail = excluded.detail"
    )
        .bind(deadline.id.0)
        .bind(deadline.petition_id.0)
        .bind(i64::from(round))
        .bind(clock.as_str().unwrap_or_default())
        .bind(step.as_str().unwrap_or_default())
        .bind(&deadline.rule_code)
        .bind(i64::from(deadline.rule_version))
        .bind(deadline.starts_at)
        .bind(deadline.due_at)
        .bind(deadline.met_at)
        .bind(deadline.lapsed_at)
        .bind(deadline.paused_at())
        .bind(&detail)
        .execute(connection)
        .await
        .map(drop))?;
    Ok(())
}

/// Keeps with the petition what its card shows.
pub(crate) async fn save_clocks(
    tx: &mut Tx,
    id: PetitionId,
    all: &[Deadline],
) -> Result<(), StoreError> {
    let clocks = Clocks::of(all);
    let next = all
        .iter()
        .filter(|deadline| {
            deadline.is_open() && deadline.paused_at().is_none() && deadline.step != Step::Reopen
        })
        .map(|deadline| deadline.due_at)
        .min();
    let citizen = clocks
        .citizen
        .as_ref()
        .filter(|deadline| deadline.is_open() && deadline.paused_at().is_none())
        .map(|deadline| deadline.due_at);
    let json = serde_json::to_string(&clocks)?;
    within!(tx, connection => sqlx::query(
        "update petition set clocks = $2, next_due_at = $3, citizen_due_at = $4 where id = $1"
    )
        .bind(id.0)
        .bind(&json)
        .bind(next)
        .bind(citizen)
        .execute(connection)
        .await
        .map(drop))?;
    Ok(())
}

impl Clocks {
    /// Picks the two clocks of a card from all deadlines.
    pub fn of(all: &[Deadline]) -> Self {
        let citizen = all
            .iter()
            .filter(|deadline| deadline.clock == Clock::Citizen && deadline.step == Step::Answer)
            .max_by_key(|deadline| deadline.starts_at)
            .cloned();
        let unit_open = all
            .iter()
            .filter(|deadline| deadline.is_open() && deadline.step != Step::Reopen)
            .filter(|deadline| !(deadline.clock == Clock::Citizen && deadline.step == Step::Answer))
            .min_by_key(|deadline| deadline.due_at);
        let unit = unit_open.or_else(|| {
            all.iter()
                .filter(|deadline| deadline.clock == Clock::Unit && deadline.met_at.is_some())
                .max_by_key(|deadline| deadline.met_at)
        });
        Self {
            citizen,
            unit: unit.cloned(),
        }
    }
}

impl Store {
    /// The petition's deadlines, oldest first.
    pub async fn deadlines(&self, id: PetitionId) -> Result<Vec<Deadline>, StoreError> {
        let rows: Vec<(String,)> = read!(self.db(), pool => sqlx::query_as(
            "select detail from deadline where petition_id = $1 order by starts_at, id"
        ).bind(id.0).fetch_all(pool).await)?;
        parse(rows, id)
    }
}
