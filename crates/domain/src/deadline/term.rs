//! How is an amount of time counted from a moment?

use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use serde::{Deserialize, Serialize};

use crate::calendar::{Calendar, CalendarError, MAX_SPAN_DAYS, end_of_day, local_date, local_time};

/// What an amount of time is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TimeUnit {
    /// Days worked; the term ends with the last of them.
    WorkingDays,
    /// All days; the term ends with the last of them.
    CalendarDays,
    /// Minutes of office hours; the term ends at that minute.
    WorkingMinutes,
}

/// How long, and how it is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// Number of `unit`s.
    pub amount: u32,
    /// Working days, calendar days or working minutes.
    pub unit: TimeUnit,
    /// What comes in after this time of day (local), or on a day off, counts as received on the next working day. Terms in days only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cut_off: Option<NaiveTime>,
    /// A term in calendar days that would end on a day off ends on the next working day instead.
    #[serde(default)]
    pub rolls_forward: bool,
}

impl Term {
    /// The date after which counting begins: the date of `at` in the province, or by the cut-off the next working day.
    ///
    /// With a cut-off, a day off is past it all day: else Friday evening would be due later than Saturday.
    pub fn counted_from(
        &self,
        calendar: &Calendar,
        at: DateTime<Utc>,
    ) -> Result<NaiveDate, CalendarError> {
        let received_on = local_date(at);
        match self.cut_off {
            Some(_) if self.unit == TimeUnit::WorkingMinutes => Ok(received_on),
            Some(cut_off) if local_time(at) > cut_off || !calendar.is_working_day(received_on) => {
                calendar.working_day_after(received_on, 1)
            }
            _ => Ok(received_on),
        }
    }

    /// When a term that started at `at` ends, with `extra` units on top (pauses, an extension).
    pub fn ends_at(
        &self,
        calendar: &Calendar,
        at: DateTime<Utc>,
        extra: u32,
    ) -> Result<DateTime<Utc>, CalendarError> {
        let amount = self.amount.saturating_add(extra);
        match self.unit {
            TimeUnit::WorkingDays => {
                let from = self.counted_from(calendar, at)?;
                Ok(end_of_day(calendar.working_day_after(from, amount)?))
            }
            TimeUnit::CalendarDays => {
                let from = self.counted_from(calendar, at)?;
                let days = Some(u64::from(amount)).filter(|days| *days <= MAX_SPAN_DAYS);
                let last = days
                    .and_then(|days| from.checked_add_days(Days::new(days)))
                    .ok_or(CalendarError::TooFar)?;
                let last = if self.rolls_forward {
                    calendar.working_day_from(last)?
                } else {
                    last
                };
                Ok(end_of_day(last))
            }
            TimeUnit::WorkingMinutes => calendar.add_working_minutes(at, amount),
        }
    }

    /// How many of this term's units lie between two moments; never negative.
    pub fn elapsed(&self, calendar: &Calendar, from: DateTime<Utc>, until: DateTime<Utc>) -> u32 {
        let (first, last) = (local_date(from), local_date(until));
        let units = match self.unit {
            TimeUnit::WorkingDays => calendar.working_days_between(first, last),
            TimeUnit::CalendarDays => (last - first).num_days(),
            TimeUnit::WorkingMinutes => calendar.working_minutes_between(from, until),
        };
        u32::try_from(units.max(0)).unwrap_or(u32::MAX)
    }
}
