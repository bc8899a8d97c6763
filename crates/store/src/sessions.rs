//! Which browser is signed in as whom? The token is known to the browser only; the table holds its SHA-256.

use chrono::{DateTime, TimeDelta, Utc};
use domain::actor::ActingOfficial;
use domain::calendar::local_date;
use domain::id::OfficialId;
use uuid::Uuid;

use crate::db::{read, within};
use crate::secrets::{hex, random_bytes, sha256};
use crate::{Store, StoreError};

/// A session ends after this long in any case.
pub const LONGEST: TimeDelta = TimeDelta::hours(12);
/// A session ends when nothing was done for this long.
pub const IDLE: TimeDelta = TimeDelta::hours(2);
/// The table notes activity at most this often.
const NOTE_EVERY: TimeDelta = TimeDelta::minutes(5);

/// Who is signed in.
#[derive(Clone, Debug)]
pub struct Session {
    /// The official with the grants of today.
    pub official: ActingOfficial,
    /// When it ends.
    pub expires_at: DateTime<Utc>,
}

impl Store {
    /// Signs the official in and returns the token for the cookie: 256 random bits in hexadecimal.
    pub async fn start_session(
        &self,
        official: OfficialId,
        user_agent: &str,
    ) -> Result<String, StoreError> {
        let token = random_bytes::<32>()?;
        let now = self.now();
        let agent: String = user_agent.chars().take(200).collect();
        let mut tx = self.db().begin().await?;
        within!(&mut tx, connection => sqlx::query("delete from session where expires_at < $1")
            .bind(now)
            .execute(connection)
            .await
            .map(drop))?;
        within!(&mut tx, connection => sqlx::query(
            "insert into session (token_hash, official_id, created_at, seen_at, expires_at, user_agent)
             values ($1, $2, $3, $3, $4, $5)"
        )
            .bind(&sha256(hex(&token).as_bytes())[..])
            .bind(official.0)
            .bind(now)
            .bind(now + LONGEST)
            .bind(&agent)
            .execute(connection)
            .await
            .map(drop))?;
        tx.commit().await?;
        Ok(hex(&token))
    }

    /// Who holds the token; nothing when it ended, was idle too long, or the account is disabled.
    pub async fn session(&self, token: &str) -> Result<Option<Session>, StoreError> {
        let hash = sha256(token.as_bytes());
        let row: Option<(Uuid, DateTime<Utc>, DateTime<Utc>)> = read!(self.db(), pool => sqlx::query_as(
            "select official_id, seen_at, expires_at from session where token_hash = $1"
        ).bind(&hash[..]).fetch_optional(pool).await)?;
        let Some((official, seen_at, expires_at)) = row else {
            return Ok(None);
        };
        let now = self.now();
        if now >= expires_at || now - seen_at > IDLE {
            return Ok(None);
        }
        let Some(official) = self
            .acting_official(OfficialId(official), local_date(now))
            .await?
        else {
            return Ok(None);
        };
        if now - seen_at > NOTE_EVERY {
            let mut tx = self.db().begin().await?;
            within!(&mut tx, connection => sqlx::query("update session set seen_at = $2 where token_hash = $1")
                .bind(&hash[..])
                .bind(now)
                .execute(connection)
                .await
                .map(drop))?;
            tx.commit().await?;
        }
        Ok(Some(Session {
            official,
            expires_at,
        }))
    }

    /// Signs this browser out.
    pub async fn end_session(&self, token: &str) -> Result<(), StoreError> {
        let hash = sha256(token.as_bytes());
        let mut tx = self.db().begin().await?;
        within!(&mut tx, connection => sqlx::query("delete from session where token_hash = $1")
            .bind(&hash[..])
            .execute(connection)
            .await
            .map(drop))?;
        tx.commit().await
    }

    /// Signs the official out everywhere.
    pub async fn end_all_sessions(&self, official: OfficialId) -> Result<(), StoreError> {
        let mut tx = self.db().begin().await?;
        within!(&mut tx, connection => sqlx::query("delete from session where official_id = $1")
            .bind(official.0)
            .execute(connection)
            .await
            .map(drop))?;
        tx.commit().await
    }
}
