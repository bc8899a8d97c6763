//! By when must a step be done, how does it stand now, and what has moved the date?

pub mod explanation;
pub mod rule;
pub mod term;
mod words;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

pub use self::explanation::{ExplainedPause, Explanation, explain};
pub use self::rule::{
    AppliesTo, BasisKind, CaseTraits, Clock, DeadlineRule, NATIONAL_RULES, RuleError, RuleSet,
    RuleStart, Step,
};
pub use self::term::{Term, TimeUnit};
use crate::calendar::{Calendar, CalendarError, local_date};
use crate::id::{DeadlineId, OfficialId, PetitionId};

/// A stretch during which the clock stood still because the sender was asked for more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pause {
    /// When the clock stopped.
    pub from: DateTime<Utc>,
    /// When it ran on; `None` while it still stands.
    pub until: Option<DateTime<Utc>>,
}

/// More time, granted once by a leader; the reason is shown to the sender.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extension {
    /// The due moment before the extension.
    pub from: DateTime<Utc>,
    /// How much was added, in the unit of the term.
    pub amount: u32,
    /// Why, in words for the sender.
    pub reason: String,
    /// Who granted it.
    pub approved_by: OfficialId,
    /// When it was granted.
    pub at: DateTime<Utc>,
}

/// A date given for one step of one petition.
///
/// It carries the term that was applied, so that a changed rule never moves it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadline {
    /// Its id.
    pub id: DeadlineId,
    /// The petition it belongs to.
    pub petition_id: PetitionId,
    /// Code of the rule that was applied.
    pub rule_code: String,
    /// Version of that rule.
    pub rule_version: u32,
    /// What must be done.
    pub step: Step,
    /// Whose time is measured.
    pub clock: Clock,
    /// The term as it was when the deadline was given.
    pub term: Term,
    /// The event from which it counts.
    pub starts_at: DateTime<Utc>,
    /// The last moment that is still on time.
    pub due_at: DateTime<Utc>,
    /// When the step was done.
    #[serde(default)]
    pub met_at: Option<DateTime<Utc>>,
    /// When the step was no longer needed (another way was taken, the petition moved on or was withdrawn).
    #[serde(default)]
    pub lapsed_at: Option<DateTime<Utc>>,
    /// When the clock stood still, oldest first; only the last may be open.
    #[serde(default)]
    pub pauses: Vec<Pause>,
    /// The one extension a deadline may have.
    #[serde(default)]
    pub extended: Option<Extension>,
}

/// Why a deadline cannot be changed that way.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DeadlineError {
    /// It was met or has lapsed.
    #[error("the deadline has already been met or has lapsed")]
    Ended,
    /// It is already paused.
    #[error("the deadline is already paused")]
    AlreadyPaused,
    /// It is not paused.
    #[error("the deadline is not paused")]
    NotPaused,
    /// It has not lapsed, so there is nothing to restore.
    #[error("the deadline has not lapsed")]
    NotLapsed,
    /// A deadline is extended once only.
    #[error("the deadline has already been extended once")]
    AlreadyExtended,
    /// An extension must come before the date is missed.
    #[error("the deadline passed on {due_on} and can no longer be extended")]
    PastDue {
        /// The date that was missed.
        due_on: NaiveDate,
    },
    /// An extension of nothing.
    #[error("an extension must add some time")]
    NoTimeAdded,
    /// The sender must be told why.
    #[error("an extension needs a reason that the sender can read")]
    ReasonMissing,
    /// The moment lies before the deadline started, or before its last pause.
    #[error("that moment lies before what the deadline already records")]
    BackInTime,
    /// The rule handed over is not the version that was applied.
    #[error("this is not the rule that was applied to the deadline")]
    OtherRule,
    /// The date cannot be counted.
    #[error(transparent)]
    Calendar(#[from] CalendarError),
}

/// How a deadline stands at a moment. Amounts are in the unit of the term.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "standing", rename_all = "snake_case")]
pub enum Standing {
    /// The step was done.
    Met {
        /// Not after the due moment.
        on_time: bool,
    },
    /// The step is no longer needed.
    Lapsed {
        /// The due moment had not passed when it lapsed.
        on_time: bool,
    },
    /// The clock stands still, and stopped before the due moment.
    Paused,
    /// There is time after today.
    DueIn {
        /// How much is left.
        amount: u32,
        /// In what.
        unit: TimeUnit,
    },
    /// Today is the last day.
    DueToday,
    /// The due moment has passed.
    Overdue {
        /// By how much; 0 when no working day or minute has passed since.
        amount: u32,
        /// In what.
        unit: TimeUnit,
    },
}

impl Standing {
    /// Is work late now?
    pub fn is_overdue(self) -> bool {
        matches!(self, Self::Overdue { .. })
    }
}

/// A date that moved because the calendar changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    /// Which deadline.
    pub deadline_id: DeadlineId,
    /// The due moment before.
    pub from: DateTime<Utc>,
    /// The due moment now.
    pub to: DateTime<Utc>,
}

impl DeadlineRule {
    /// Gives a petition its deadline: the day of `at` is not counted.
    pub fn start(
        &self,
        id: DeadlineId,
        petition_id: PetitionId,
        calendar: &Calendar,
        at: DateTime<Utc>,
    ) -> Result<Deadline, DeadlineError> {
        Ok(Deadline {
            id,
            petition_id,
            rule_code: self.code.clone(),
            rule_version: self.version,
            step: self.step,
            clock: self.clock,
            term: self.term,
            starts_at: at,
            due_at: self.due_at(calendar, at)?,
            met_at: None,
            lapsed_at: None,
            pauses: Vec::new(),
            extended: None,
        })
    }
}

impl Deadline {
    /// The due date in the province.
    pub fn due_on(&self) -> NaiveDate {
        local_date(self.due_at)
    }

    /// Is the step still to be done?
    pub fn is_open(&self) -> bool {
        self.met_at.is_none() && self.lapsed_at.is_none()
    }

    /// Since when the clock stands still, if it does.
    pub fn paused_at(&self) -> Option<DateTime<Utc>> {
        self.pauses
            .last()
            .filter(|pause| pause.until.is_none())
            .map(|pause| pause.from)
    }

    /// Office minutes of all finished pauses.
    pub fn paused_minutes(&self, calendar: &Calendar) -> i64 {
        self.pauses
            .iter()
            .filter_map(|pause| Some(calendar.working_minutes_between(pause.from, pause.until?)))
            .sum()
    }

    /// Stops the clock.
    pub fn pause(mut self, at: DateTime<Utc>) -> Result<Self, DeadlineError> {
        self.must_be_open(at)?;
        if self.paused_at().is_some() {
            return Err(DeadlineError::AlreadyPaused);
        }
        self.pauses.push(Pause {
            from: at,
            until: None,
        });
        Ok(self)
    }

    /// Lets the clock run on and moves the due date by the time it stood still, counted in the unit of the term:
    /// a term in working days gains the working days from the date of the pause (not counted) to the date of resuming.
    pub fn resume(mut self, at: DateTime<Utc>, calendar: &Calendar) -> Result<Self, DeadlineError> {
        self.must_be_open(at)?;
        let open = self.pauses.last_mut().filter(|pause| pause.until.is_none());
        open.ok_or(DeadlineError::NotPaused)?.until = Some(at);
        self.due_at = self.recounted(calendar)?;
        Ok(self)
    }

    /// Adds time: once only, before the due moment, with a reason.
    pub fn extend(
        mut self,
        amount: u32,
        reason: &str,
        approved_by: OfficialId,
        at: DateTime<Utc>,
        calendar: &Calendar,
    ) -> Result<Self, DeadlineError> {
        self.must_be_open(at)?;
        if self.extended.is_some() {
            return Err(DeadlineError::AlreadyExtended);
        }
        if !self.in_time(at) {
            return Err(DeadlineError::PastDue {
                due_on: self.due_on(),
            });
        }
        if amount == 0 {
            return Err(DeadlineError::NoTimeAdded);
        }
        let reason = reason.trim().to_owned();
        if reason.is_empty() {
            return Err(DeadlineError::ReasonMissing);
        }
        self.extended = Some(Extension {
            from: self.due_at,
            amount,
            reason,
            approved_by,
            at,
        });
        self.due_at = self.recounted(calendar)?;
        Ok(self)
    }

    /// The step is done.
    pub fn meet(mut self, at: DateTime<Utc>) -> Result<Self, DeadlineError> {
        self.must_be_open(at)?;
        self.met_at = Some(at);
        Ok(self)
    }

    /// The step is no longer needed.
    pub fn lapse(mut self, at: DateTime<Utc>) -> Result<Self, DeadlineError> {
        self.must_be_open(at)?;
        self.lapsed_at = Some(at);
        Ok(self)
    }

    /// What fell away counts again (a merge was undone); the clock has run on meanwhile.
    pub fn restore(mut self) -> Result<Self, DeadlineError> {
        self.lapsed_at.take().ok_or(DeadlineError::NotLapsed)?;
        Ok(self)
    }

    /// How the deadline stands at `now`. A clock that stopped only after the due moment stays overdue by what it was then.
    pub fn standing(&self, now: DateTime<Utc>, calendar: &Calendar) -> Standing {
        if let Some(at) = self.met_at {
            return Standing::Met {
                on_time: self.in_time(at),
            };
        }
        if let Some(at) = self.lapsed_at {
            return Standing::Lapsed {
                on_time: self.in_time(at),
            };
        }
        let now = match self.paused_at() {
            Some(stopped) if self.in_time(stopped) => return Standing::Paused,
            Some(stopped) => stopped,
            None => now,
        };
        let unit = self.term.unit;
        let (today, due_on) = (local_date(now), self.due_on());
        if !self.in_time(now) {
            return Standing::Overdue {
                amount: self.term.elapsed(calendar, self.due_at, now),
                unit,
            };
        }
        if unit != TimeUnit::WorkingMinutes && today == due_on {
            return Standing::DueToday;
        }
        Standing::DueIn {
            amount: self.term.elapsed(calendar, now, self.due_at).max(1),
            unit,
        }
    }

    /// What a change of the calendar does to this deadline: an open one whose date followed from the old calendar
    /// moves to the date that follows from the new one. A met or lapsed one never moves.
    pub fn recompute(
        &self,
        old: &Calendar,
        new: &Calendar,
    ) -> Result<Option<Moved>, DeadlineError> {
        if !self.is_open() || self.recounted(old)? != self.due_at {
            return Ok(None);
        }
        let to = self.recounted(new)?;
        let moved = Moved {
            deadline_id: self.id,
            from: self.due_at,
            to,
        };
        Ok((to != self.due_at).then_some(moved))
    }

    /// Takes over a date that [`Self::recompute`] reported.
    #[must_use]
    pub fn move_to(mut self, moved: &Moved) -> Self {
        self.due_at = moved.to;
        self
    }

    /// The due moment counted anew from what the deadline records.
    fn recounted(&self, calendar: &Calendar) -> Result<DateTime<Utc>, CalendarError> {
        self.term
            .ends_at(calendar, self.starts_at, self.added(calendar))
    }

    /// What finished pauses and the extension add to the term, in its unit.
    fn added(&self, calendar: &Calendar) -> u32 {
        let extended = self
            .extended
            .as_ref()
            .map_or(0, |extension| extension.amount);
        self.pauses
            .iter()
            .filter_map(|pause| Some(self.term.elapsed(calendar, pause.from, pause.until?)))
            .fold(extended, u32::saturating_add)
    }

    /// Was the due moment still ahead at `at`, not counting an open pause? Compares whole seconds, as a day ends with its last second.
    fn in_time(&self, at: DateTime<Utc>) -> bool {
        let stopped = self.paused_at().map_or(at, |since| since.min(at));
        stopped.timestamp() <= self.due_at.timestamp()
    }

    fn must_be_open(&self, at: DateTime<Utc>) -> Result<(), DeadlineError> {
        if !self.is_open() {
            return Err(DeadlineError::Ended);
        }
        let last = self
            .pauses
            .last()
            .map_or(self.starts_at, |pause| pause.until.unwrap_or(pause.from));
        if at < last {
            return Err(DeadlineError::BackInTime);
        }
        Ok(())
    }
}
