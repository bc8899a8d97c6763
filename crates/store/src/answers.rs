//! What was answered, round by round?

use chrono::{DateTime, Utc};
use domain::answer::{Answer, AnswerOutcome, Upheld};
use domain::id::OfficialId;
use domain::petition::Petition;
use sqlx::FromRow;
use uuid::Uuid;

use crate::db::read;
use crate::{Store, StoreError};

/// An answer with who wrote and who approved it.
#[derive(Clone, Debug)]
pub struct AnswerRecord {
    /// 1, or 2 after a review.
    pub round: u8,
    /// The answer.
    pub answer: Answer,
    /// Who drafted.
    pub drafted_by: OfficialId,
    /// When it was approved; a draft until then.
    pub approved_at: Option<DateTime<Utc>>,
}

#[derive(FromRow)]
struct AnswerRow {
    round: i64,
    body: String,
    outcome: String,
    upheld: String,
    criteria: String,
    document_no: Option<String>,
    drafted_by: Uuid,
    approved_at: Option<DateTime<Utc>>,
}

impl Store {
    /// The petition's answers and drafts, latest round first.
    pub async fn answers(&self, petition: &Petition) -> Result<Vec<AnswerRecord>, StoreError> {
        let rows: Vec<AnswerRow> = read!(self.db(), pool => sqlx::query_as(
            "select round, body, outcome, upheld, criteria, document_no, drafted_by, approved_at
             from answer where petition_id = $1 order by round desc"
        ).bind(petition.id.0).fetch_all(pool).await)?;
        let bad = |column: &'static str| StoreError::inconsistent("answer", column, petition.id);
        rows.into_iter()
            .map(|row| {
                Ok(AnswerRecord {
                    round: u8::try_from(row.round).map_err(|_| bad("round"))?,
                    answer: Answer {
                        body: row.body,
                        outcome: AnswerOutcome::from_code(&row.outcome)
                            .ok_or_else(|| bad("outcome"))?,
                        upheld: Upheld::from_code(&row.upheld).ok_or_else(|| bad("upheld"))?,
                        criteria: serde_json::from_str(&row.criteria)
                            .map_err(|_| bad("criteria"))?,
                        document_no: row.document_no,
                    },
                    drafted_by: OfficialId(row.drafted_by),
                    approved_at: row.approved_at,
                })
            })
            .collect()
    }
}
