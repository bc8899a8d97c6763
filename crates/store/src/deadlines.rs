//! Which dates were given, met, paused, moved? Written in the transaction of the verb that causes it.

mod plan;

use chrono::{DateTime, Utc};
use domain::actor::Actor;
use domain::deadline::{Clock, Deadline, Step};
use domain::deadline_plan::DeadlineChange;
use domain::id::PetitionId;
use domain::petition::Petition;
use serde::{Deserialize, Serialize};
use sqlx::QueryBuilder;

pub(crate) use self::plan::changed;
use crate::catalogue::Catalogue;
use crate::db::{Tx, read, runs, within};
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
    before: Vec<Deadline>,
    changes: &[DeadlineChange],
) -> Result<(), StoreError> {
    if changes.is_empty() {
        return Ok(());
    }
    let after = changed(frame, before.clone(), changes)?;
    for (index, deadline) in after.iter().enumerate() {
        // New ones come last; the others keep their place.
        if before.get(index) != Some(deadline) {
            save(tx, deadline, frame.petition.round).await?;
        }
    }
    save_clocks(tx, frame.petition.id, &after).await
}

pub(crate) async fn save(tx: &mut Tx, deadline: &Deadline, round: u8) -> Result<(), StoreError> {
    insert(tx, &[deadline], round).await
}

/// Writes deadlines, given for the first time or changed.
pub(crate) async fn insert(tx: &mut Tx, all: &[&Deadline], round: u8) -> Result<(), StoreError> {
    for run in runs(all) {
        let texts = run
            .iter()
            .map(|deadline| {
                Ok((
                    code(deadline.clock)?,
                    code(deadline.step)?,
                    serde_json::to_string(deadline)?,
                ))
            })
            .collect::<Result<Vec<_>, StoreError>>()?;
        within!(&mut *tx, connection => {
            let mut query = QueryBuilder::new(
                "insert into deadline (id, petition_id, round, clock, step, rule_code, rule_version, starts_at, due_at,
                    met_at, cancelled_at, paused_at, detail) "
            );
            query.push_values(run.iter().zip(&texts), |mut row, (deadline, (clock, step, detail))| {
                row.push_bind(deadline.id.0)
                    .push_bind(deadline.petition_id.0)
                    .push_bind(i64::from(round))
                    .push_bind(clock)
                    .push_bind(step)
                    .push_bind(&deadline.rule_code)
                    .push_bind(i64::from(deadline.rule_version))
                    .push_bind(deadline.starts_at)
                    .push_bind(deadline.due_at)
                    .push_bind(deadline.met_at)
                    .push_bind(deadline.lapsed_at)
                    .push_bind(deadline.paused_at())
                    .push_bind(detail);
            });
            query.push(
                " on conflict (id) do update set due_at = excluded.due_at, met_at = excluded.met_at,
                    cancelled_at = excluded.cancelled_at, paused_at = excluded.paused_at, detail = excluded.detail"
            );
            query.build().execute(connection).await.map(drop)
        })?;
    }
    Ok(())
}

/// How a clock or a step is written.
fn code(value: impl Serialize) -> Result<String, StoreError> {
    let value = serde_json::to_value(value)?;
    Ok(value.as_str().unwrap_or_default().to_owned())
}

/// What the petition's own row shows of its deadlines.
#[derive(Debug)]
pub(crate) struct Shown {
    /// The two clocks of the card, as JSON.
    pub(crate) clocks: String,
    /// The earliest date by which somebody owes something.
    pub(crate) next_due_at: Option<DateTime<Utc>>,
    /// By when the first answer was due to the sender; it stays when the petition is closed, for the books.
    pub(crate) citizen_due_at: Option<DateTime<Utc>>,
}

impl Shown {
    pub(crate) fn of(all: &[Deadline]) -> Result<Self, StoreError> {
        let owed = |deadline: &&Deadline| {
            deadline.is_open() && deadline.paused_at().is_none() && deadline.step != Step::Reopen
        };
        let first_answer = all
            .iter()
            .filter(|deadline| deadline.clock == Clock::Citizen && deadline.step == Step::Answer)
            .min_by_key(|deadline| deadline.starts_at);
        // A clock that stands still, and stopped in time, cannot run out.
        let runs_out = |deadline: &&Deadline| {
            deadline
                .paused_at()
                .is_none_or(|since| !deadline.is_open() || since > deadline.due_at)
        };
        Ok(Self {
            clocks: serde_json::to_string(&Clocks::of(all))?,
            next_due_at: all
                .iter()
                .filter(owed)
                .map(|deadline| deadline.due_at)
                .min(),
            citizen_due_at: first_answer
                .filter(runs_out)
                .map(|deadline| deadline.due_at),
        })
    }
}

/// Keeps with the petition what its card shows.
pub(crate) async fn save_clocks(
    tx: &mut Tx,
    id: PetitionId,
    all: &[Deadline],
) -> Result<(), StoreError> {
    let shown = Shown::of(all)?;
    within!(tx, connection => sqlx::query(
        "update petition set clocks = $2, next_due_at = $3, citizen_due_at = $4 where id = $1"
    )
        .bind(id.0)
        .bind(&shown.clocks)
        .bind(shown.next_due_at)
        .bind(shown.citizen_due_at)
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
