//! What is left to do after a transaction: the outbox. A job is written with the change that needs it, or not at all.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::Value;
use sqlx::QueryBuilder;
use uuid::Uuid;

use crate::clock::new_id;
use crate::db::{Tx, runs, within};
use crate::{Store, StoreError};

/// A claimed job that crashed its worker may be claimed again after this long.
const CLAIM_LASTS: TimeDelta = TimeDelta::minutes(10);
/// After so many failures a job waits for a person.
pub const MOST_ATTEMPTS: i64 = 8;

/// Something to do.
#[derive(Clone, Debug)]
pub struct Job {
    /// Its identity.
    pub id: Uuid,
    /// `tell_sender` or `tell_officials`.
    pub kind: String,
    /// What it is about; never personal data.
    pub payload: Value,
    /// How often it was tried before.
    pub attempts: i64,
}

/// A job to be left.
pub(crate) struct NewJob {
    /// `tell_sender` or `tell_officials`.
    pub(crate) kind: &'static str,
    /// What it is about; never personal data.
    pub(crate) payload: Value,
    /// Not to be done before.
    pub(crate) run_after: DateTime<Utc>,
}

/// Leaves a job in the transaction.
pub(crate) async fn enqueue(
    tx: &mut Tx,
    kind: &'static str,
    payload: Value,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    enqueue_all(
        tx,
        &[NewJob {
            kind,
            payload,
            run_after: now,
        }],
    )
    .await
}

/// Leaves jobs in the transaction.
pub(crate) async fn enqueue_all(tx: &mut Tx, jobs: &[NewJob]) -> Result<(), StoreError> {
    for run in runs(jobs) {
        within!(&mut *tx, connection => {
            let mut query = QueryBuilder::new("insert into job (id, kind, payload, run_after, attempts) ");
            query.push_values(run, |mut row, job| {
                row.push_bind(new_id())
                    .push_bind(job.kind)
                    .push_bind(job.payload.to_string())
                    .push_bind(job.run_after)
                    .push("0");
            });
            query.build().execute(connection).await.map(drop)
        })?;
    }
    Ok(())
}

impl Store {
    /// Claims up to `limit` waiting jobs for this worker.
    pub async fn claim_jobs(&self, limit: i64) -> Result<Vec<Job>, StoreError> {
        let now = self.now();
        let mut tx = self.db().begin().await?;
        let stale = now - CLAIM_LASTS;
        let waiting =
            "select id from job where done_at is null and attempts < $3 and run_after <= $1
             and (claimed_at is null or claimed_at < $2) order by run_after limit $4";
        let rows: Vec<(Uuid, String, String, i64)> = match &mut tx {
            Tx::Sqlite(transaction) => {
                let sql = format!(
                    "update job set claimed_at = $1, attempts = attempts + 1 where id in ({waiting})
                     returning id, kind, payload, attempts - 1"
                );
                sqlx::query_as(sqlx::AssertSqlSafe(sql))
                    .bind(now)
                    .bind(stale)
                    .bind(MOST_ATTEMPTS)
                    .bind(limit)
                    .fetch_all(&mut **transaction)
                    .await?
            }
            Tx::Postgres(transaction) => {
                let sql = format!(
                    "update job set claimed_at = $1, attempts = attempts + 1
                     where id in ({waiting} for update skip locked) returning id, kind, payload, attempts - 1"
                );
                sqlx::query_as(sqlx::AssertSqlSafe(sql))
                    .bind(now)
                    .bind(stale)
                    .bind(MOST_ATTEMPTS)
                    .bind(limit)
                    .fetch_all(&mut **transaction)
                    .await?
            }
        };
        tx.commit().await?;
        rows.into_iter()
            .map(|(id, kind, payload, attempts)| {
                let payload = serde_json::from_str(&payload)
                    .map_err(|_| StoreError::inconsistent("job", "payload", id))?;
                Ok(Job {
                    id,
                    kind,
                    payload,
                    attempts,
                })
            })
            .collect()
    }

    /// The job is done.
    pub async fn finish_job(&self, id: Uuid) -> Result<(), StoreError> {
        let now = self.now();
        let mut tx = self.db().begin().await?;
        within!(&mut tx, connection => sqlx::query("update job set done_at = $2 where id = $1")
            .bind(id)
            .bind(now)
            .execute(connection)
            .await
            .map(drop))?;
        tx.commit().await
    }

    /// The job failed; it is tried again after twice the time.
    pub async fn fail_job(&self, job: &Job, error: &str) -> Result<(), StoreError> {
        let exponent = u32::try_from(job.attempts.clamp(0, MOST_ATTEMPTS)).unwrap_or(0);
        let run_after = self.now() + TimeDelta::seconds(i64::from(30 * 2_i32.pow(exponent)));
        let mut tx = self.db().begin().await?;
        within!(&mut tx, connection => sqlx::query(
            "update job set claimed_at = null, run_after = $2, last_error = $3 where id = $1"
        )
            .bind(job.id)
            .bind(run_after)
            .bind(error)
            .execute(connection)
            .await
            .map(drop))?;
        tx.commit().await
    }
}
