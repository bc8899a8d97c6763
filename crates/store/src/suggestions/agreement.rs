//! How often did officials decide as was suggested?

use domain::suggestion::Question;
use sqlx::FromRow;

use crate::db::read;
use crate::{Store, StoreError};

/// Decisions of a month on one question, beside what was suggested.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Agreed {
    /// Code of the [`Question`].
    pub question: String,
    /// Year and month of the decision, `YYYY-MM`.
    pub month: String,
    /// Decisions for which something had been suggested.
    pub suggested: i64,
    /// Those that say what was suggested.
    pub agreed: i64,
    /// Those for which the suggestion was sure enough to be told.
    pub told: i64,
    /// Those of them that say what was suggested.
    pub told_agreed: i64,
}

/// How often one answer was suggested and another (or the same) decided.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Confused {
    /// What was suggested.
    pub suggested: String,
    /// What was decided.
    pub decided: String,
    /// How often.
    pub count: i64,
}

/// How often suggestions of a certain confidence were agreed with.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Calibration {
    /// Confidence in tens of percents: 7 is 70 to 79; 100 counts as 9.
    pub tens: i64,
    /// Suggestions so sure.
    pub suggested: i64,
    /// Those that were decided so.
    pub agreed: i64,
}

/// Pairs that are listed.
const MOST_PAIRS: i64 = 40;

impl Store {
    /// Agreement by question and month, the latest month first; two years at most.
    pub async fn agreement(&self) -> Result<Vec<Agreed>, StoreError> {
        let since = domain::calendar::local_date(self.now()) - chrono::Months::new(24);
        let since = since.format("%Y-%m").to_string();
        Ok(read!(self.db(), pool => sqlx::query_as(
            "select question, month, count(*) as suggested,
                sum(case when suggested = decided then 1 else 0 end) as agreed,
                sum(case when told then 1 else 0 end) as told,
                sum(case when told and suggested = decided then 1 else 0 end) as told_agreed
             from decision where suggested is not null and month > $1
             group by question, month order by question, month desc"
        ).bind(&since).fetch_all(pool).await)?)
    }

    /// What was suggested and what was decided, the commonest pairs first.
    pub async fn confusion(&self, question: Question) -> Result<Vec<Confused>, StoreError> {
        Ok(read!(self.db(), pool => sqlx::query_as(
            "select suggested, decided, count(*) as count from decision
             where question = $1 and suggested is not null
             group by suggested, decided order by count(*) desc, suggested, decided limit $2"
        ).bind(question.code()).bind(MOST_PAIRS).fetch_all(pool).await)?)
    }

    /// Agreement by confidence.
    pub async fn calibration(&self, question: Question) -> Result<Vec<Calibration>, StoreError> {
        Ok(read!(self.db(), pool => sqlx::query_as(
            "select case when percent >= 100 then 9 else percent / 10 end as tens, count(*) as suggested,
                sum(case when suggested = decided then 1 else 0 end) as agreed
             from decision where question = $1 and suggested is not null
             group by 1 order by 1"
        ).bind(question.code()).fetch_all(pool).await)?)
    }

    /// How many decisions there are to learn from.
    pub async fn count_decisions(&self) -> Result<i64, StoreError> {
        let (count,): (i64,) = read!(self.db(), pool => sqlx::query_as(
            "select count(*) from decision"
        ).fetch_one(pool).await)?;
        Ok(count)
    }
}
