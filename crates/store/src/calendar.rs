//! Which days are off or made up? A change moves open deadlines, and each move is an event of its petition.

use chrono::NaiveDate;
use domain::action::{Action, Signature};
use domain::calendar::{Calendar, DayKind, DayOverride};
use domain::deadline::Deadline;
use domain::id::PetitionId;
use uuid::Uuid;

use crate::db::{Tx, read, within};
use crate::{Store, StoreError, deadlines, events, petitions};

impl Store {
    /// Adds a day off or a make-up day and moves the open deadlines it affects. Returns how many moved.
    ///
    /// Due dates already met never move.
    pub async fn put_calendar_day(&self, day: &DayOverride) -> Result<usize, StoreError> {
        let before = self.catalogue();
        let mut overrides: Vec<DayOverride> = before
            .calendar
            .overrides()
            .filter(|known| known.date != day.date)
            .cloned()
            .collect();
        overrides.push(day.clone());
        let after = Calendar::new(overrides);
        let mut tx = self.db().begin().await?;
        put_day(&mut tx, day.date, day.kind, &day.name, &day.source).await?;
        let affected: Vec<(Uuid,)> = within!(&mut tx, connection => sqlx::query_as(
            "select distinct petition_id from deadline
             where met_at is null and cancelled_at is null and due_at >= $1 order by petition_id"
        ).bind(domain::calendar::start_of_day(day.date)).fetch_all(connection).await)?;
        let (mut moved, mut last) = (0, None);
        for (petition,) in affected {
            if let Some((count, seq)) = self
                .move_deadlines(&mut tx, PetitionId(petition), &before.calendar, &after, day)
                .await?
            {
                moved += count;
                last = Some(seq);
            }
        }
        if let Some(seq) = last {
            self.notify(&mut tx, seq).await?;
        }
        tx.commit().await?;
        self.reload_catalogue().await?;
        if let Some(seq) = last {
            self.ring(seq);
        }
        Ok(moved)
    }

    async fn move_deadlines(
        &self,
        tx: &mut Tx,
        id: PetitionId,
        before: &Calendar,
        after: &Calendar,
        day: &DayOverride,
    ) -> Result<Option<(usize, i64)>, StoreError> {
        let row = petitions::lock(tx, id).await?;
        let mut petition = row.into_petition()?;
        let mut all: Vec<Deadline> = deadlines::load(tx, id).await?;
        let now = self.now();
        let by = Signature {
            official: None,
            name: String::new(),
            role: "system".into(),
            agency: None,
        };
        let (mut moved, mut last) = (0, 0);
        for deadline in &mut all {
            let failed =
                |error: domain::deadline::DeadlineError| StoreError::Deadline(error.to_string());
            let Some(change) = deadline.recompute(before, after).map_err(failed)? else {
                continue;
            };
            *deadline = deadline.clone().move_to(&change);
            deadlines::save(tx, deadline, petition.round).await?;
            let action = Action::MoveDeadline {
                step: deadline.step,
                from: change.from,
                to: change.to,
                because: day.name.clone(),
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
            moved += 1;
            last = seq;
        }
        if moved == 0 {
            return Ok(None);
        }
        petition.row_version += i64::try_from(moved).unwrap_or(1);
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
        deadlines::save_clocks(tx, id, &all).await?;
        Ok(Some((moved, last)))
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

pub(crate) async fn put_day(
    tx: &mut Tx,
    day: NaiveDate,
    kind: DayKind,
    name: &str,
    source: &str,
) -> Result<(), StoreError> {
    let kind = match kind {
        DayKind::Off => "off",
        DayKind::MakeUp => "make_up",
    };
    within!(tx, connection => sqlx::query(
        "insert into calendar_day (day, kind, name, source) values ($1, $2, $3, $4)
         on conflict (day) do update set kind = excluded.kind, name = excluded.name, source = excluded.source"
    ).bind(day).bind(kind).bind(name).bind(source).execute(connection).await.map(drop))?;
    Ok(())
}
