//! Which dates were given, met, paused, moved? Written in the transaction of the verb that causes it.

use chrono::{DateTime, Utc};
use domain::actor::Actor;
use domain::calendar::local_date;
use domain::deadline::{CaseTraits, Clock, Deadline, DeadlineError, DeadlineRule, RuleStart, Step};
use domain::deadline_plan::DeadlineChange;
use domain::id::{DeadlineId, OfficialId, PetitionId};
use domain::petition::Petition;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

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
    match change {
        DeadlineChange::Start(clock, step) => {
            lapse(all, *clock, *step, now)?;
            let deadline = start(frame, all, *clock, *step)?;
            all.push(deadline);
        }
        DeadlineChange::Meet(clock, step) => {
            if let Some(deadline) = open(all, *clock, *step) {
                *deadline = deadline.clone().meet(now)?;
            }
        }
        DeadlineChange::Cancel(clock, step) => {
            lapse(all, *clock, *step, now)?;
        }
        DeadlineChange::Instead {
            clock,
            open: waited_for,
            done,
        } => {
            // A province may have no term for what was done; then only what was waited for falls away.
            if let Some(since) = lapse(all, *clock, *waited_for, now)?
                && let Some(rule) = rule(frame, *clock, *done)
            {
                let deadline = begin(frame, rule, since)?;
                all.push(deadline.meet(now)?);
            }
        }
        DeadlineChange::Pause(clock, step) => {
            if let Some(deadline) = open(all, *clock, *step) {
                *deadline = deadline.clone().pause(now)?;
            }
        }
        DeadlineChange::Resume(clock, step) => {
            if let Some(deadline) = open(all, *clock, *step) {
                *deadline = deadline.clone().resume(now, calendar)?;
            }
        }
        DeadlineChange::Extend {
            clock,
            step,
            working_days,
            reason,
        } => {
            if let Some(deadline) = open(all, *clock, *step) {
                let by = frame
                    .actor
                    .official()
                    .map_or(OfficialId(Uuid::nil()), |official| official.id);
                // The citizen's clock may have run out before the unit's; what is late stays late.
                match deadline
                    .clone()
                    .extend(*working_days, reason, by, now, calendar)
                {
                    Ok(extended) => *deadline = extended,
                    Err(DeadlineError::PastDue { .. }) if *clock == Clock::Citizen => {}
                    Err(error) => return Err(error.into()),
                }
            }
        }
        DeadlineChange::MeetAll => {
            for deadline in all.iter_mut().filter(|deadline| deadline.is_open()) {
                // What was the sender's to do is not met by our closing the case.
                let step = deadline.clone();
                let ended = if step.step.is_senders() {
                    step.lapse(now)
                } else {
                    step.meet(now)
                };
                *deadline = ended?;
            }
        }
        DeadlineChange::CancelAll => {
            for deadline in all.iter_mut().filter(|deadline| deadline.is_open()) {
                *deadline = deadline.clone().lapse(now)?;
            }
        }
        DeadlineChange::RestoreAll => {
            // All that fell away with the merge fell away at one moment, the last.
            let last = all.iter().filter_map(|deadline| deadline.lapsed_at).max();
            let with_the_merge =
                |deadline: &&mut Deadline| last.is_some() && deadline.lapsed_at == last;
            for deadline in all.iter_mut().filter(with_the_merge) {
                *deadline = deadline.clone().restore()?;
            }
        }
    }
    Ok(())
}

/// The latest of the step's deadlines, while it is open.
fn open(all: &mut [Deadline], clock: Clock, step: Step) -> Option<&mut Deadline> {
    all.iter_mut()
        .rev()
        .find(|deadline| deadline.clock == clock && deadline.step == step && deadline.is_open())
}

/// Lets an open deadline fall away and tells since when it had run.
fn lapse(
    all: &mut [Deadline],
    clock: Clock,
    step: Step,
    now: DateTime<Utc>,
) -> Result<Option<DateTime<Utc>>, StoreError> {
    let Some(deadline) = open(all, clock, step) else {
        return Ok(None);
    };
    *deadline = deadline.clone().lapse(now)?;
    Ok(Some(deadline.starts_at))
}

/// The rule in force today for this petition.
fn rule<'a>(frame: &Frame<'a>, clock: Clock, step: Step) -> Option<&'a DeadlineRule> {
    let petition = frame.petition;
    let traits = CaseTraits {
        kind: Some(petition.kind.code()),
        channel: Some(petition.channel.code()),
    };
    frame
        .catalogue
        .rules
        .rule_for_case(step, clock, local_date(frame.now), traits)
}

fn begin(
    frame: &Frame<'_>,
    rule: &DeadlineRule,
    at: DateTime<Utc>,
) -> Result<Deadline, StoreError> {
    Ok(rule.start(
        DeadlineId(new_id()),
        frame.petition.id,
        &frame.catalogue.calendar,
        at,
    )?)
}

fn start(
    frame: &Frame<'_>,
    earlier: &[Deadline],
    clock: Clock,
    step: Step,
) -> Result<Deadline, StoreError> {
    let on = local_date(frame.now);
    let rule = rule(frame, clock, step).ok_or(StoreError::NoRule { clock, step, on })?;
    // A term counted from receipt starts there the first time only; when the step comes again, it counts from now.
    let again = earlier
        .iter()
        .any(|deadline| deadline.clock == clock && deadline.step == step);
    let at = if rule.starts == RuleStart::Receipt && !again {
        received(frame.petition, earlier, clock)
    } else {
        frame.now
    };
    begin(frame, rule, at)
}

/// When the petition reached intake, by the clock: a supplement is a new receipt on the unit's (T3), never on the sender's.
fn received(petition: &Petition, earlier: &[Deadline], clock: Clock) -> DateTime<Utc> {
    let last_receipt = earlier
        .iter()
        .filter(|deadline| deadline.clock == Clock::Unit && deadline.step == Step::Classify)
        .map(|deadline| deadline.starts_at)
        .max();
    last_receipt
        .filter(|_| clock == Clock::Unit)
        .unwrap_or(petition.received_at)
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
