//! Who has tried wrongly too often? Kept in the database, so that a restart forgives nobody.

use chrono::{DateTime, TimeDelta, Utc};

use crate::db::{Tx, read, within};
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

impl Store {
    /// Refuses while the key is blocked.
    ///
    /// # Errors
    /// [`StoreError::Throttled`] says until when.
    pub async fn check_throttle(&self, key: &str) -> Result<(), StoreError> {
        let row: Option<(Option<DateTime<Utc>>,)> = read!(self.db(), pool => sqlx::query_as(
            "select blocked_until from throttle where key = $1"
        ).bind(key).fetch_optional(pool).await)?;
        match row
            .and_then(|(blocked,)| blocked)
            .filter(|until| *until > self.now())
        {
            Some(until) => Err(StoreError::Throttled { until }),
            None => Ok(()),
        }
    }

    /// Counts a wrong try.
    pub async fn count_failure(&self, key: &str, limit: Limit) -> Result<(), StoreError> {
        let now = self.now();
        let window_opened = now - limit.window;
        let mut tx = self.db().begin().await?;
        let (failures,): (i64,) = within!(&mut tx, connection => sqlx::query_as(
            "insert into throttle (key, failures, window_starts_at) values ($1, 1, $2)
             on conflict (key) do update set
                failures = case when throttle.window_starts_at < $3 then 1 else throttle.failures + 1 end,
                window_starts_at = case when throttle.window_starts_at < $3 then $2 else throttle.window_starts_at end
             returning failures"
        ).bind(key).bind(now).bind(window_opened).fetch_one(connection).await)?;
        if failures >= limit.tries {
            block(&mut tx, key, now + limit.pause).await?;
        }
        tx.commit().await
    }

    /// Forgets the wrong tries after a right one.
    pub async fn forgive(&self, key: &str) -> Result<(), StoreError> {
        let known: Option<(i64,)> = read!(self.db(), pool => sqlx::query_as("select failures from throttle where key = $1")
            .bind(key)
            .fetch_optional(pool)
            .await)?;
        if known.is_none() {
            return Ok(());
        }
        let mut tx = self.db().begin().await?;
        within!(&mut tx, connection => sqlx::query("delete from throttle where key = $1")
            .bind(key)
            .execute(connection)
            .await
            .map(drop))?;
        tx.commit().await
    }
}

async fn block(tx: &mut Tx, key: &str, until: DateTime<Utc>) -> Result<(), StoreError> {
    within!(tx, connection => sqlx::query("update throttle set blocked_until = $2, failures = 0 where key = $1")
        .bind(key)
        .bind(until)
        .execute(connection)
        .await
        .map(drop))?;
    Ok(())
}
