//! Which days does the province work, and how far apart are two dates in working days?

mod office_hours;
mod province_time;

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate, NaiveTime, Weekday};
use serde::{Deserialize, Serialize};

pub use self::province_time::{
    end_of_day, from_local, local_date, local_datetime, local_time, start_of_day,
};

/// How far ahead a count may reach, in calendar days (ten years). A longer term is a mistake in the data.
pub const MAX_SPAN_DAYS: u64 = 3_660;

/// Office hours when the province has not set its own: 07:30–11:30 and 13:30–17:00.
pub const DEFAULT_SESSIONS: [Session; 2] = [
    (clock_time(7, 30), clock_time(11, 30)),
    (clock_time(13, 30), clock_time(17, 0)),
];

/// Weekdays worked when the province has not set its own.
pub const DEFAULT_WEEKDAYS: [Weekday; 5] = [
    Weekday::Mon,
    Weekday::Tue,
    Weekday::Wed,
    Weekday::Thu,
    Weekday::Fri,
];

/// One stretch of office hours: from, until (local time; the end is not worked).
pub type Session = (NaiveTime, NaiveTime);

const fn clock_time(hour: u32, minute: u32) -> NaiveTime {
    match NaiveTime::from_hms_opt(hour, minute, 0) {
        Some(time) => time,
        None => NaiveTime::MIN,
    }
}

/// Is `on` inside a validity that starts with `valid_from` and ends before `valid_to` (`None`: still valid)?
pub(crate) fn valid_on(valid_from: NaiveDate, valid_to: Option<NaiveDate>, on: NaiveDate) -> bool {
    valid_from <= on && valid_to.is_none_or(|end| on < end)
}

/// What an override does to its day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayKind {
    /// Not worked: a public holiday, or a day swapped for a Saturday.
    Off,
    /// Worked although it is a weekend: makes up for a swapped day.
    MakeUp,
}

/// One day that departs from the weekly pattern, as announced.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayOverride {
    /// Date in the province.
    pub date: NaiveDate,
    /// Off, or worked to make up.
    pub kind: DayKind,
    /// Name shown to people, e.g. "Mùng hai Tết Nguyên Đán".
    pub name: String,
    /// Where the announcement was read.
    pub source: String,
}

/// Why a day is not counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "name", rename_all = "snake_case")]
pub enum SkipReason {
    /// The weekly pattern does not work that day.
    Weekend,
    /// An override takes the day off; carries its name.
    Holiday(String),
}

/// A day that was not counted, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Skipped {
    /// Date in the province.
    pub date: NaiveDate,
    /// Why it was not counted.
    pub reason: SkipReason,
}

/// Result of counting a term in days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counted {
    /// Last day of the term.
    pub due_on: NaiveDate,
    /// Days passed over on the way, in order.
    pub skipped: Vec<Skipped>,
}

/// Why a calendar cannot be made, or cannot count that far.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CalendarError {
    /// No weekday is worked, or the working day has no hours.
    #[error("a calendar needs at least one working weekday and one working session")]
    NoWorkingTime,
    /// Sessions must be in order, must not overlap and must end after they start.
    #[error("the working sessions overlap or end before they start")]
    SessionsOverlap,
    /// The count reaches further than [`MAX_SPAN_DAYS`].
    #[error("the term reaches more than {MAX_SPAN_DAYS} days ahead")]
    TooFar,
}

/// The weekly pattern, the office hours and the days that depart from the pattern.
///
/// Counting is fast enough for every row of a list: distances are arithmetic plus a binary search over the overrides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "CalendarData", into = "CalendarData")]
pub struct Calendar {
    works: [bool; 7],
    sessions: Vec<Session>,
    overrides: BTreeMap<NaiveDate, DayOverride>,
    /// By how much the overrides up to and including that date change the number of working days.
    shifts: Vec<(NaiveDate, i64)>,
}

/// A calendar as it is stored and sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct CalendarData {
    weekdays: Vec<Weekday>,
    sessions: Vec<Session>,
    overrides: Vec<DayOverride>,
}

impl Default for Calendar {
    fn default() -> Self {
        Self::new([])
    }
}

impl Calendar {
    /// The usual week (Monday to Friday) and office hours with these overrides; a later override replaces an earlier one of the same date.
    pub fn new(overrides: impl IntoIterator<Item = DayOverride>) -> Self {
        Self::build(&DEFAULT_WEEKDAYS, DEFAULT_SESSIONS.to_vec(), overrides)
    }

    /// A calendar with its own week and hours.
    pub fn with_hours(
        weekdays: &[Weekday],
        sessions: Vec<Session>,
        overrides: impl IntoIterator<Item = DayOverride>,
    ) -> Result<Self, CalendarError> {
        if weekdays.is_empty() || sessions.is_empty() {
            return Err(CalendarError::NoWorkingTime);
        }
        let ordered = sessions.iter().all(|(from, until)| from < until)
            && sessions.windows(2).all(|pair| pair[0].1 <= pair[1].0);
        if !ordered {
            return Err(CalendarError::SessionsOverlap);
        }
        Ok(Self::build(weekdays, sessions, overrides))
    }

    fn build(
        weekdays: &[Weekday],
        sessions: Vec<Session>,
        overrides: impl IntoIterator<Item = DayOverride>,
    ) -> Self {
        let works = std::array::from_fn(|index| {
            weekdays
                .iter()
                .any(|day| day.num_days_from_monday() as usize == index)
        });
        let overrides: BTreeMap<_, _> = overrides.into_iter().map(|day| (day.date, day)).collect();
        let mut total = 0;
        let shifts = overrides
            .values()
            .map(|day| {
                let by_pattern = works[weekday_index(day.date)];
                total += i64::from(day.kind == DayKind::MakeUp) - i64::from(by_pattern);
                (day.date, total)
            })
            .collect();
        Self {
            works,
            sessions,
            overrides,
            shifts,
        }
    }

    /// Office hours of a working day, in order.
    pub fn sessions(&self) -> &[Session] {
        &self.sessions
    }

    /// The days that depart from the weekly pattern, in order.
    pub fn overrides(&self) -> impl Iterator<Item = &DayOverride> {
        self.overrides.values()
    }

    /// Is `date` worked?
    pub fn is_working_day(&self, date: NaiveDate) -> bool {
        self.overrides
            .get(&date)
            .map_or(self.works[weekday_index(date)], |day| {
                day.kind == DayKind::MakeUp
            })
    }

    /// Why `date` is not worked; `None` when it is. A holiday on a weekend is named as the holiday.
    pub fn why_off(&self, date: NaiveDate) -> Option<Skipped> {
        let reason = match self.overrides.get(&date) {
            Some(DayOverride {
                kind: DayKind::MakeUp,
                ..
            }) => return None,
            Some(day) => SkipReason::Holiday(day.name.clone()),
            None if self.works[weekday_index(date)] => return None,
            None => SkipReason::Weekend,
        };
        Some(Skipped { date, reason })
    }

    /// The `amount`-th working day after `from`, which is itself not counted (Civil Code 2015 Art. 147).
    ///
    /// Past the last known override only weekends are skipped. For a list; [`Self::add_working_days`] also says what was skipped.
    pub fn working_day_after(
        &self,
        from: NaiveDate,
        amount: u32,
    ) -> Result<NaiveDate, CalendarError> {
        if amount == 0 {
            return Ok(from);
        }
        self.day_reaching(self.working_days_through(from) + i64::from(amount), from)
    }

    /// The `amount`-th working day after `from`, with the days passed over on the way.
    pub fn add_working_days(&self, from: NaiveDate, amount: u32) -> Result<Counted, CalendarError> {
        let due_on = self.working_day_after(from, amount)?;
        Ok(Counted {
            due_on,
            skipped: self.skipped_between(from, due_on),
        })
    }

    /// Days not worked after `from`, up to and including `until`. Walks day by day: for terms, not for decades.
    pub fn skipped_between(&self, from: NaiveDate, until: NaiveDate) -> Vec<Skipped> {
        from.iter_days()
            .skip(1)
            .take_while(|date| *date <= until)
            .filter_map(|date| self.why_off(date))
            .collect()
    }

    /// Working days after `from` up to and including `until`; negative when `until` lies before `from`.
    pub fn working_days_between(&self, from: NaiveDate, until: NaiveDate) -> i64 {
        self.working_days_through(until) - self.working_days_through(from)
    }

    /// `date` itself when it is worked, else the first working day after it.
    pub fn working_day_from(&self, date: NaiveDate) -> Result<NaiveDate, CalendarError> {
        if self.is_working_day(date) {
            return Ok(date);
        }
        self.day_reaching(self.working_days_through(date) + 1, date)
    }

    /// Working days from the beginning of the count (1 January of the year 1, a Monday) through `date`.
    fn working_days_through(&self, date: NaiveDate) -> i64 {
        let days = i64::from(date.num_days_from_ce());
        let (weeks, rest) = (days.div_euclid(7), days.rem_euclid(7));
        let by_pattern: i64 = (0..)
            .zip(self.works)
            .map(|(index, works)| {
                if works {
                    weeks + i64::from(index < rest)
                } else {
                    0
                }
            })
            .sum();
        let known = self
            .shifts
            .partition_point(|(changed_on, _)| *changed_on <= date);
        let shift = known.checked_sub(1).map_or(0, |last| self.shifts[last].1);
        by_pattern + shift
    }

    /// The first day not before `from` through which `count` working days have passed.
    fn day_reaching(&self, count: i64, from: NaiveDate) -> Result<NaiveDate, CalendarError> {
        let day = |ahead: u64| {
            from.checked_add_days(Days::new(ahead))
                .ok_or(CalendarError::TooFar)
        };
        let reached = |ahead| day(ahead).map(|date| self.working_days_through(date) >= count);
        let mut high = 1;
        while !reached(high)? {
            if high == MAX_SPAN_DAYS {
                return Err(CalendarError::TooFar);
            }
            high = (high * 2).min(MAX_SPAN_DAYS);
        }
        let mut low = 0;
        while low < high {
            let middle = u64::midpoint(low, high);
            if reached(middle)? {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        day(low)
    }
}

fn weekday_index(date: NaiveDate) -> usize {
    date.weekday().num_days_from_monday() as usize
}

impl TryFrom<CalendarData> for Calendar {
    type Error = CalendarError;

    fn try_from(data: CalendarData) -> Result<Self, Self::Error> {
        Self::with_hours(&data.weekdays, data.sessions, data.overrides)
    }
}

impl From<Calendar> for CalendarData {
    fn from(calendar: Calendar) -> Self {
        let week = [
            Weekday::Mon,
            Weekday::Tue,
            Weekday::Wed,
            Weekday::Thu,
            Weekday::Fri,
            Weekday::Sat,
            Weekday::Sun,
        ];
        let weekdays = week
            .into_iter()
            .zip(calendar.works)
            .filter_map(|(day, works)| works.then_some(day))
            .collect();
        Self {
            weekdays,
            sessions: calendar.sessions,
            overrides: calendar.overrides.into_values().collect(),
        }
    }
}
