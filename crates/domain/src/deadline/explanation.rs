//! Why is a step due on this date and no other?

use chrono::{DateTime, Days, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::rule::{BasisKind, Clock, DeadlineRule, RuleStart, Step};
use super::term::{Term, TimeUnit};
use super::{Deadline, DeadlineError, Extension};
use crate::calendar::{Calendar, Skipped, local_date};

/// A pause and what it added to the term.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExplainedPause {
    /// When the clock stopped.
    pub from: DateTime<Utc>,
    /// When it ran on; `None` while it still stands.
    pub until: Option<DateTime<Utc>>,
    /// What it added, in the unit of the term; 0 while it still stands.
    pub amount: u32,
}

/// Everything a page needs to answer "why this date?", counted anew from the start.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Explanation {
    /// What must be done.
    pub step: Step,
    /// Whose time is measured.
    pub clock: Clock,
    /// Code of the rule.
    pub rule_code: String,
    /// Version of the rule.
    pub rule_version: u32,
    /// The act and article.
    pub legal_basis: String,
    /// What kind of authority that is.
    pub basis_kind: BasisKind,
    /// Where it was read.
    pub source: String,
    /// The event from which it counts.
    pub starts: RuleStart,
    /// When that event happened.
    pub starts_at: DateTime<Utc>,
    /// Date of that event in the province.
    pub starts_on: NaiveDate,
    /// The day after which counting begins: `starts_on`, or by a cut-off the next working day.
    pub counted_from: NaiveDate,
    /// The term as applied.
    pub term: Term,
    /// Days that were not counted, with reasons; for a term in calendar days only those its end was rolled over.
    pub skipped: Vec<Skipped>,
    /// When the clock stood still, and what that added.
    pub pauses: Vec<ExplainedPause>,
    /// The extension, if one was granted.
    pub extension: Option<Extension>,
    /// The last moment that is on time, as given.
    pub due_at: DateTime<Utc>,
    /// Its date in the province.
    pub due_on: NaiveDate,
    /// What today's calendar gives, when that differs from the date given (a closed deadline keeps its date).
    pub recounted_on: Option<NaiveDate>,
}

/// Explains a deadline by the rule that was applied to it and the calendar.
///
/// Fails with [`DeadlineError::OtherRule`] when `rule` is not the version the deadline records.
pub fn explain(
    deadline: &Deadline,
    rule: &DeadlineRule,
    calendar: &Calendar,
) -> Result<Explanation, DeadlineError> {
    if rule.code != deadline.rule_code || rule.version != deadline.rule_version {
        return Err(DeadlineError::OtherRule);
    }
    let counted_from = deadline.term.counted_from(calendar, deadline.starts_at)?;
    let recounted = deadline.recounted(calendar)?;
    let due_on = deadline.due_on();
    let skipped_from = match deadline.term.unit {
        TimeUnit::WorkingDays | TimeUnit::WorkingMinutes => counted_from,
        // Every day counts until the last one; only what the end was rolled over is left out.
        TimeUnit::CalendarDays => {
            let counted = deadline
                .term
                .amount
                .saturating_add(deadline.added(calendar));
            counted_from + Days::new(u64::from(counted).saturating_sub(1))
        }
    };
    let skipped = match deadline.term.unit {
        TimeUnit::CalendarDays if !deadline.term.rolls_forward => Vec::new(),
        _ => calendar.skipped_between(skipped_from, local_date(recounted)),
    };
    let pauses = deadline
        .pauses
        .iter()
        .map(|pause| ExplainedPause {
            from: pause.from,
            until: pause.until,
            amount: pause.until.map_or(0, |until| {
                deadline.term.elapsed(calendar, pause.from, until)
            }),
        })
        .collect();
    Ok(Explanation {
        step: deadline.step,
        clock: deadline.clock,
        rule_code: rule.code.clone(),
        rule_version: rule.version,
        legal_basis: rule.legal_basis.clone(),
        basis_kind: rule.basis_kind,
        source: rule.source.clone(),
        starts: rule.starts,
        starts_at: deadline.starts_at,
        starts_on: local_date(deadline.starts_at),
        counted_from,
        term: deadline.term,
        skipped,
        pauses,
        extension: deadline.extended.clone(),
        due_at: deadline.due_at,
        due_on,
        recounted_on: (recounted != deadline.due_at).then(|| local_date(recounted)),
    })
}
