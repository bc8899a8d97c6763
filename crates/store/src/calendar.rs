//! Which days are off or made up? A change moves open deadlines, and each move is an event of its petition.

use std::collections::{BTreeSet, HashSet};

use chrono::NaiveDate;
use domain::action::{Action, Signature};
use domain::calendar::{Calendar, DayKind, DayOverride};
use domain::id::PetitionId;
use domain::petition::Petition;
use uuid::Uuid;

use crate::db::{Tx, read, within};
use crate::{Store, StoreError, deadlines, events, petitions};

/// Deadlines that a change of the calendar moved.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct MovedDates {
    /// How many.
    pub(crate) count: usize,
    /// The place in the log of the last event that says so.
    pub(crate) last: Option<i64>,
}

/// What a change of the calendar does to deadlines.
struct Change<'a> {
    before: &'a Calendar,
    after: &'a Calendar,
    because: &'a str,
}

impl Store {
    /// Adds a day off or a make-up day and moves the open deadlines it affects. Returns how many moved.
    ///
    /// Due dates already met never move.
    pub async fn put_calendar_day(&self, day: &DayOverride) -> Result<usize, StoreError> {
        let mut tx = self.db().begin().await?;
        let moved = self.put_days(&mut tx, std::slice::from_ref(day)).await?;
        tx.commit().await?;
        self.reload_catalogue().await?;
        if let Some(seq) = moved.last {
            self.ring(seq);
        }
        Ok(moved.count)
    }

    /// Writes the days and moves the open deadlines they affect, within the transaction.
    pub(crate) async fn put_days(
        &self,
        tx: &mut Tx,
        days: &[DayOverride],
    ) -> Result<MovedDates, StoreError> {
        let Some(first) = days.iter().map(|day| day.date).min() else {
            return Ok(MovedDates::default());
        };
        let before = self.catalogue();
        let changed: HashSet<NaiveDate> = days.iter().map(|day| day.date).collect();
        let kept = before
            .calendar
            .overrides()
            .filter(|known| !changed.contains(&known.date));
        let after = Calendar::new(kept.chain(days).cloned());
        for day in days {
            put_day(tx, day).await?;
        }
        let because = reason(days);
        let change = Change {
            before: &before.calendar,
            after: &after,
            because: &because,
        };
        // All are locked in one order before the first event takes a place in the log: whoever holds a petition and
        // waits for the log must not be waited for.
        let affected: Vec<(Uuid,)> = within!(&mut *tx, connection => sqlx::query_as(
            "select petition_id from deadline where met_at is null and cancelled_at is null and due_at >= $1"
        ).bind(domain::calendar::start_of_day(first)).fetch_all(connection).await)?;
        let affected: BTreeSet<_> = affected.into_iter().collect();
        let mut petitions = Vec::with_capacity(affected.len());
        for (petition,) in affected {
            petitions.push(
                petitions::lock(tx, PetitionId(petition))
                    .await?
                    .into_petition()?,
            );
        }
        let mut moved = MovedDates::default();
        for petition in petitions {
            self.move_deadlines(tx, petition, &change, &mut moved)
                .await?;
        }
        if let Some(seq) = moved.last {
            self.notify(tx, seq).await?;
        }
        Ok(moved)
    }

    async fn move_deadlines(
        &self,
        tx: &mut Tx,
        mut petition: Petition,
        change: &Change<'_>,
        moved: &mut MovedDates,
    ) -> Result<(), StoreError> {
        let (id, now) = (petition.id, self.now());
        let mut all = deadlines::load(tx, id).await?;
        let by = Signature {
            official: None,
            name: String::new(),
            role: "system".into(),
            agency: None,
        };
        let mut last = None;
        for deadline in &mut all {
            let Some(to) = deadline.recompute(change.before, change.after)? else {
                continue;
            };
            *deadline = deadline.clone().move_to(&to);
            deadlines::save(tx, deadline, petition.round).await?;
            let action = Action::MoveDeadline {
                step: deadline.step,
                from: to.from,
                to: to.to,
                because: change.because.to_owned(),
            };
            let seq = events::next_seq(tx).await?;
            let status = petition.status();
            let new = events::NewEvent {
                petition_id: id,
                at: now,
                by: &by,
                from: Some(status),
                to: status,
                action: &action,
            };
            events::append(tx, seq, &new).await?;
            petition.row_version += 1;
            moved.count += 1;
            last = Some(seq);
        }
        let Some(last) = last else { return Ok(()) };
        moved.last = Some(last);
        within!(&mut *tx, connection => sqlx::query(
            "update petition set row_version = $2, changed_at = $3, changed_seq = $4 where id = $1"
        )
            .bind(id.0)
            .bind(petition.row_version)
            .bind(now)
            .bind(last)
            .execute(connection)
            .await
            .map(drop))?;
        deadlines::save_clocks(tx, id, &all).await
    }

    /// The days off and made up in a year.
    pub async fn calendar_days(
        &self,
        from: NaiveDate,
        to: NaiveDate,
    ) -> Result<Vec<(NaiveDate, String, String, String)>, StoreError> {
        Ok(read!(self.db(), pool => sqlx::query_as(
            "select day, kind, name, source from calendar_day where day >= $1 and day <= $2 order by day"
        ).bind(from).bind(to).fetch_all(pool).await)?)
    }
}

/// What the events say: the names of the days, each once.
fn reason(days: &[DayOverride]) -> String {
    let mut names: Vec<&str> = Vec::new();
    for day in days {
        if !names.contains(&day.name.as_str()) {
            names.push(&day.name);
        }
    }
    names.join(", ")
}

async fn put_day(tx: &mut Tx, day: &DayOverride) -> Result<(), StoreError> {
    let kind = match day.kind {
        DayKind::Off => "off",
        DayKind::MakeUp => "make_up",
    };
    within!(tx, connection => sqlx::query(
        "insert into calendar_day (day, kind, name, source) values ($1, $2, $3, $4)
         on conflict (day) do update set kind = excluded.kind, name = excluded.name, source = excluded.source"
    )
        .bind(day.date)
        .bind(kind)
        .bind(&day.name)
        .bind(&day.source)
        .execute(connection)
        .await
        .map(drop))?;
    Ok(())
}
