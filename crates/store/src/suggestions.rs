//! What was suggested for a petition, and what did officials decide? Both are kept, side by side.

mod agreement;
mod learning;
mod reading;

use chrono::{DateTime, Utc};
use domain::action::Action;
use domain::id::PetitionId;
use domain::petition::Petition;
use domain::suggestion::{Question, Suggestions, decided};

use crate::catalogue::Catalogue;
use crate::db::{Tx, read, within};
use crate::{Store, StoreError};

pub use agreement::{Agreed, Calibration, Confused};
pub use learning::{Compared, Learned, LearningError, learn};
pub use reading::{Reader, findings, suggest};

/// A decision to learn from: the text and what was decided about it.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Decided {
    /// Its place in the log.
    pub seq: i64,
    /// The petition.
    pub petition_id: uuid::Uuid,
    /// Title of the petition.
    pub title: String,
    /// Its text.
    pub body: String,
    /// Code of the [`Question`].
    pub question: String,
    /// What was decided.
    pub decided: String,
}

/// What of a petition the analysis reads.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct PetitionText {
    /// Orders petitions by arrival.
    pub number: i64,
    /// Which.
    pub id: uuid::Uuid,
    /// Its title.
    pub title: String,
    /// Its text.
    pub body: String,
}

impl Store {
    /// What is suggested for the petition as it reads now; nothing while nobody has read it.
    pub async fn suggestions(&self, id: PetitionId) -> Result<Option<Suggestions>, StoreError> {
        let row: Option<(String,)> = read!(self.db(), pool => sqlx::query_as(
            "select findings from suggestion where petition_id = $1"
        ).bind(id.0).fetch_optional(pool).await)?;
        row.map(|(findings,)| {
            serde_json::from_str(&findings)
                .map_err(|_| StoreError::inconsistent("suggestion", "findings", id))
        })
        .transpose()
    }

    /// How far the log was read for suggestions.
    pub async fn suggested_up_to(&self) -> Result<i64, StoreError> {
        let (seq,): (i64,) = read!(self.db(), pool => sqlx::query_as(
            "select seq from suggestion_progress"
        ).fetch_one(pool).await)?;
        Ok(seq)
    }

    /// Keeps what a model suggests and how far the log was read, together.
    pub async fn keep_suggestions(
        &self,
        suggested: &[(PetitionId, Suggestions)],
        model: i64,
        up_to: i64,
    ) -> Result<(), StoreError> {
        let now = self.now();
        let mut tx = self.db().begin().await?;
        for (id, suggestions) in suggested {
            let findings = serde_json::to_string(suggestions)?;
            within!(&mut tx, connection => sqlx::query(
                "insert into suggestion (petition_id, at, model, findings) values ($1, $2, $3, $4)
                 on conflict (petition_id) do update set at = excluded.at, model = excluded.model,
                    findings = excluded.findings"
            )
                .bind(id.0)
                .bind(now)
                .bind(model)
                .bind(&findings)
                .execute(connection)
                .await
                .map(drop))?;
        }
        within!(&mut tx, connection => sqlx::query(
            "update suggestion_progress set seq = $1 where seq < $1"
        ).bind(up_to).execute(connection).await.map(drop))?;
        tx.commit().await
    }

    /// Numbers, titles and texts of petitions that came after a number, in their order.
    pub async fn texts_after(
        &self,
        number: i64,
        limit: i64,
    ) -> Result<Vec<PetitionText>, StoreError> {
        Ok(read!(self.db(), pool => sqlx::query_as(
            "select number, id, title, body from petition where number > $1 order by number limit $2"
        ).bind(number).bind(limit).fetch_all(pool).await)?)
    }

    /// Decisions after a place in the log, in its order: what there is to learn from.
    pub async fn decisions(&self, after: i64, limit: i64) -> Result<Vec<Decided>, StoreError> {
        Ok(read!(self.db(), pool => sqlx::query_as(
            "select d.seq, d.petition_id, p.title, p.body, d.question, d.decided from decision d
             join petition p on p.id = d.petition_id
             where d.seq > $1 and d.seq <= (select coalesce(max(seq), 0) from
                (select seq from decision where seq > $1 order by seq limit $2) page)
             order by d.seq, d.question"
        ).bind(after).bind(limit).fetch_all(pool).await)?)
    }
}

/// Writes what the action decides beside what had been suggested; part of the verb's transaction.
pub(crate) async fn record(
    tx: &mut Tx,
    catalogue: &Catalogue,
    petition: &Petition,
    action: &Action,
    at: DateTime<Utc>,
    seq: i64,
) -> Result<(), StoreError> {
    let mut answers = decided(action);
    if let Action::Assign { assignment, .. } = action {
        let slug = catalogue.agency_slug(assignment.lead);
        answers.extend(slug.map(|slug| (Question::Agency, slug)));
    }
    if answers.is_empty() {
        return Ok(());
    }
    let row: Option<(String, i64)> = within!(&mut *tx, connection => sqlx::query_as(
        "select findings, model from suggestion where petition_id = $1"
    ).bind(petition.id.0).fetch_optional(connection).await)?;
    // What cannot be read was made by another version of the program: no suggestion, no reason to refuse the verb.
    let suggested = row.and_then(|(findings, model)| {
        Some((serde_json::from_str::<Suggestions>(&findings).ok()?, model))
    });
    let month = domain::calendar::local_date(at).format("%Y-%m").to_string();
    for (question, answer) in answers {
        let guess = suggested
            .as_ref()
            .and_then(|(suggestions, _)| suggestions.guess(question));
        within!(&mut *tx, connection => sqlx::query(
            "insert into decision (petition_id, question, suggested, percent, told, model, decided, month, seq)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
             on conflict (petition_id, question) do update set suggested = excluded.suggested,
                percent = excluded.percent, told = excluded.told, model = excluded.model,
                decided = excluded.decided, month = excluded.month, seq = excluded.seq"
        )
            .bind(petition.id.0)
            .bind(question.code())
            .bind(guess.as_ref().map(|guess| guess.value.as_str()))
            .bind(guess.as_ref().map(|guess| i64::from(guess.percent)))
            .bind(guess.as_ref().is_some_and(|guess| guess.told))
            .bind(suggested.as_ref().map(|(_, model)| *model))
            .bind(&answer)
            .bind(&month)
            .bind(seq)
            .execute(connection)
            .await
            .map(drop))?;
    }
    Ok(())
}
