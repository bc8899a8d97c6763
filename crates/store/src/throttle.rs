//! Who has tried wrongly too often? Kept in the database, so that a restart forgives nobody.

use chrono::{DateTime, TimeDelta, Utc};

use crate::db::{Tx, within};
use crate::{Store, StoreError};

/// How many wrong tries in which time lead to which pause.
#[derive(Clone, Copy, Debug)]
pub struct Limit {
    /// Wrong tries allowed within the window.
    pub tries: i64,
    /// Length of the window.
    pub window: TimeDelta,
    /// How long nothing more is tried.
    pub pause: TimeDelta,
}

/// For the PIN of one case: 10 in a quarter of an hour, which leaves a guesser 0.1 % of the PINs in a day.
pub const CASE: Limit = Limit {
    tries: 10,
    window: TimeDelta::minutes(15),
    pause: TimeDelta::minutes(15),
};
/// For one address over all cases; generous, because many people share the address of a mobile network.
pub const ADDRESS: Limit = Limit {
    tries: 100,
    window: TimeDelta::minutes(15),
    pause: TimeDelta::minutes(15),
};
/// For one user name.
pub const ACCOUNT: Limit = Limit {
    tries: 5,
    window: TimeDelta::minutes(15),
    pause: TimeDelta::minutes(15),
};

/// One count of tries: what is counted, and how many are allowed.
pub(crate) type Count<'a> = (&'a str, Limit);

impl Store {
    /// Counts a try before its outcome is known, so that many tries at the same moment are counted like one after the
    /// other. The last try allowed blocks what follows it; [`Store::tried_rightly`] takes that back.
    ///
    /// # Errors
    /// [`StoreError::Throttled`] says until when nothing is tried; then nothing was counted.
    pub(crate) async fn count_try(&self, counts: &[Count<'_>]) -> Result<(), StoreError> {
        let mut tx = self.db().begin().await?;
        for (key, limit) in counts {
            count(&mut tx, key, *limit, self.now()).await?;
        }
        tx.commit().await
    }

    /// The try was right: forgets the tries at `own` and takes this one back at `shared`, where others may have failed.
    pub(crate) async fn tried_rightly(&self, own: &str, shared: &str) -> Result<(), StoreError> {
        let mut tx = self.db().begin().await?;
        within!(&mut tx, connection => sqlx::query("delete from throttle where key = $1")
            .bind(own)
            .execute(connection)
            .await
            .map(drop))?;
        within!(&mut tx, connection => sqlx::query(
            "update throttle set failures = failures - 1, blocked_until = null where key = $1 and failures > 0"
        )
            .bind(shared)
            .execute(connection)
            .await
            .map(drop))?;
        tx.commit().await
    }
}

async fn count(tx: &mut Tx, key: &str, limit: Limit, now: DateTime<Utc>) -> Result<(), StoreError> {
    // A window that is over, or a block that is over, starts a new count.
    let (tries, blocked_until): (i64, Option<DateTime<Utc>>) = within!(&mut *tx, connection => sqlx::query_as(
        "insert into throttle (key, failures, window_starts_at) values ($1, 1, $2)
         on conflict (key) do update set
            failures = case when throttle.window_starts_at < $3 or throttle.blocked_until <= $2 then 1
                else throttle.failures + 1 end,
            window_starts_at = case when throttle.window_starts_at < $3 or throttle.blocked_until <= $2 then $2
                else throttle.window_starts_at end,
            blocked_until = case when throttle.blocked_until <= $2 then null else throttle.blocked_until end
         returning failures, blocked_until"
    )
        .bind(key)
        .bind(now)
        .bind(now - limit.window)
        .fetch_one(connection)
        .await)?;
    if let Some(until) = blocked_until {
        return Err(StoreError::Throttled { until });
    }
    if tries >= limit.tries {
        within!(tx, connection => sqlx::query("update throttle set blocked_until = $2 where key = $1")
            .bind(key)
            .bind(now + limit.pause)
            .execute(connection)
            .await
            .map(drop))?;
    }
    Ok(())
}
