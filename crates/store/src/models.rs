//! What did this installation learn from its officials, and which of it is in use? Nothing learned is ever lost: a
//! version is kept, put to use, and taken back.

use chrono::{DateTime, Utc};
use domain::actor::ActingOfficial;
use domain::permission::may_administer;
use domain::refusal::Refusal;
use sqlx::FromRow;

use crate::db::{read, within};
use crate::{Store, StoreError};

/// A learned version without what it learned.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct LearnedModel {
    /// Its number, from 1; 0 is the model that ships.
    pub number: i64,
    /// When it was trained.
    pub trained_at: DateTime<Utc>,
    /// By whom.
    pub trained_by: String,
    /// From how many decisions.
    pub labels: i64,
    /// How it compared with the one in use then, as JSON.
    pub compared: String,
}

/// A model was put to use.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct ModelUse {
    /// When.
    pub at: DateTime<Utc>,
    /// By whom.
    pub used_by: String,
    /// Number of the model.
    pub model: i64,
}

/// Versions and uses that are listed.
const MOST_LISTED: i64 = 50;

fn administrator(official: &ActingOfficial) -> Result<(), StoreError> {
    if may_administer(official) {
        Ok(())
    } else {
        Err(Refusal::NotVisible.into())
    }
}

impl Store {
    /// Keeps what was learned under the next number; it is not yet in use.
    ///
    /// # Errors
    /// Refused to all but administrators.
    pub async fn keep_model(
        &self,
        official: &ActingOfficial,
        labels: i64,
        learned: &str,
        compared: &str,
    ) -> Result<i64, StoreError> {
        administrator(official)?;
        let now = self.now();
        let mut tx = self.db().begin().await?;
        let (number,): (i64,) = within!(&mut tx, connection => sqlx::query_as(
            "insert into learned_model (number, trained_at, trained_by, labels, learned, compared)
             select coalesce(max(number), 0) + 1, $1, $2, $3, $4, $5 from learned_model returning number"
        )
            .bind(now)
            .bind(official.id.0)
            .bind(labels)
            .bind(learned)
            .bind(compared)
            .fetch_one(connection)
            .await)?;
        tx.commit().await?;
        Ok(number)
    }

    /// Puts a version to use; 0 is the model that ships.
    ///
    /// # Errors
    /// Refused to all but administrators; [`StoreError::NotFound`] for a number that was never given.
    pub async fn use_model(
        &self,
        official: &ActingOfficial,
        number: i64,
    ) -> Result<(), StoreError> {
        administrator(official)?;
        if number != 0 && self.learned(number).await?.is_none() {
            return Err(StoreError::NotFound);
        }
        let now = self.now();
        let mut tx = self.db().begin().await?;
        within!(&mut tx, connection => sqlx::query(
            "insert into model_use (id, at, official_id, model)
             select coalesce(max(id), 0) + 1, $1, $2, $3 from model_use"
        )
            .bind(now)
            .bind(official.id.0)
            .bind(number)
            .execute(connection)
            .await
            .map(drop))?;
        tx.commit().await
    }

    /// The number of the model in use; 0 for the one that ships.
    pub async fn model_in_use(&self) -> Result<i64, StoreError> {
        let row: Option<(i64,)> = read!(self.db(), pool => sqlx::query_as(
            "select model from model_use order by id desc limit 1"
        ).fetch_optional(pool).await)?;
        Ok(row.map_or(0, |(model,)| model))
    }

    /// What a version learned, as it was kept.
    pub async fn learned(&self, number: i64) -> Result<Option<String>, StoreError> {
        let row: Option<(String,)> = read!(self.db(), pool => sqlx::query_as(
            "select learned from learned_model where number = $1"
        ).bind(number).fetch_optional(pool).await)?;
        Ok(row.map(|(learned,)| learned))
    }

    /// The versions, the latest first.
    pub async fn learned_models(&self) -> Result<Vec<LearnedModel>, StoreError> {
        Ok(read!(self.db(), pool => sqlx::query_as(
            "select m.number, m.trained_at, o.full_name as trained_by, m.labels, m.compared
             from learned_model m join official o on o.id = m.trained_by order by m.number desc limit $1"
        ).bind(MOST_LISTED).fetch_all(pool).await)?)
    }

    /// Which model was put to use when and by whom, the latest first.
    pub async fn model_uses(&self) -> Result<Vec<ModelUse>, StoreError> {
        Ok(read!(self.db(), pool => sqlx::query_as(
            "select u.at, o.full_name as used_by, u.model from model_use u
             join official o on o.id = u.official_id order by u.id desc limit $1"
        ).bind(MOST_LISTED).fetch_all(pool).await)?)
    }
}
