//! How do the books have the petition? The first classifying day, the first closing and the first publication stay, whatever
//! happens later, so that the figures of a past period stay the same.

use chrono::{DateTime, NaiveDate, Utc};
use domain::action::{Action, Verb};
use domain::calendar::local_date;
use domain::deadline::Deadline;
use domain::id::{AgencyId, PetitionId};
use domain::petition::Petition;
use domain::status::Status;
use sqlx::FromRow;
use uuid::Uuid;

use crate::StoreError;
use crate::db::{Tx, within};
use crate::deadlines::Clocks;

/// How the books have the petition so far.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Books {
    /// The day it was first classified.
    pub(crate) classified_on: Option<NaiveDate>,
    /// How it was first closed.
    pub(crate) closing: Option<Closing>,
    /// The day it was first published.
    pub(crate) published_on: Option<NaiveDate>,
}

/// How a petition was first closed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Closing {
    /// The day.
    pub(crate) on: NaiveDate,
    /// In which status: `answered`, `rejected`, `referred_out`, `withdrawn` or `merged`.
    pub(crate) how: Status,
    /// Within the sender's clock.
    pub(crate) on_time: bool,
    /// The agency that had it; none at intake.
    pub(crate) agency: Option<AgencyId>,
}

#[derive(FromRow)]
struct BooksRow {
    classified_on: Option<NaiveDate>,
    closed_on: Option<NaiveDate>,
    closed_as: Option<String>,
    closed_on_time: Option<bool>,
    closed_agency: Option<Uuid>,
    published_on: Option<NaiveDate>,
}

impl Books {
    /// Reads what the books have.
    pub(crate) async fn load(tx: &mut Tx, id: PetitionId) -> Result<Self, StoreError> {
        let row: BooksRow = within!(tx, connection => sqlx::query_as(
            "select classified_on, closed_on, closed_as, closed_on_time, closed_agency, published_on
             from petition where id = $1"
        ).bind(id.0).fetch_one(connection).await)?;
        let how = row.closed_as.as_deref().and_then(Status::from_code);
        let closing = match (row.closed_on, how, row.closed_on_time) {
            (Some(on), Some(how), Some(on_time)) => Some(Closing {
                on,
                how,
                on_time,
                agency: row.closed_agency.map(AgencyId),
            }),
            _ => None,
        };
        Ok(Self {
            classified_on: row.classified_on,
            closing,
            published_on: row.published_on,
        })
    }

    /// What a verb does to the books; only an undone merge opens them again.
    pub(crate) fn after(
        self,
        before: &Petition,
        after: &Petition,
        action: &Action,
        deadlines: &[Deadline],
        now: DateTime<Utc>,
    ) -> Self {
        let today = local_date(now);
        let closing = match (self.closing, after.status().is_open()) {
            (_, true) if action.verb() == Verb::Unmerge => None,
            (Some(closing), _) => Some(closing),
            (None, true) => None,
            (None, false) => Some(Closing {
                on: today,
                how: if after.status().has_answer() {
                    Status::Answered
                } else {
                    after.status()
                },
                on_time: in_time(deadlines, now),
                agency: before.lead(),
            }),
        };
        let published = action.verb() == Verb::Publish;
        Self {
            classified_on: self
                .classified_on
                .or_else(|| after.classification.map(|_| today)),
            closing,
            published_on: self.published_on.or_else(|| published.then_some(today)),
        }
    }
}

/// Whether the sender's clock has time left, or stands still.
fn in_time(deadlines: &[Deadline], now: DateTime<Utc>) -> bool {
    Clocks::of(deadlines)
        .citizen
        .is_none_or(|deadline| deadline.paused_at().unwrap_or(now).min(now) <= deadline.due_at)
}
