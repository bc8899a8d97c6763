//! How far apart are two moments in office hours?

use chrono::{DateTime, NaiveTime, TimeDelta, Timelike, Utc};

use super::{Calendar, CalendarError, from_local, local_date, local_datetime};

impl Calendar {
    /// Length of a working day in minutes.
    pub fn minutes_per_day(&self) -> i64 {
        self.seconds_per_day() / 60
    }

    /// The moment at which `minutes` of office hours have passed since `at`; the end of a session is reached rather than the start of the next.
    pub fn add_working_minutes(
        &self,
        at: DateTime<Utc>,
        minutes: u32,
    ) -> Result<DateTime<Utc>, CalendarError> {
        if minutes == 0 {
            return Ok(at);
        }
        let target = self.worked_seconds(at) + i64::from(minutes) * 60;
        let full_days = (target - 1).div_euclid(self.seconds_per_day());
        let date = self.day_reaching(full_days + 1, local_date(at))?;
        let mut rest = target - full_days * self.seconds_per_day();
        for (from, until) in &self.sessions {
            let length = (*until - *from).num_seconds();
            if rest <= length {
                return Ok(from_local(date.and_time(*from) + TimeDelta::seconds(rest)));
            }
            rest -= length;
        }
        Err(CalendarError::NoWorkingTime)
    }

    /// Whole minutes of office hours between two moments; negative when `until` lies before `from`.
    pub fn working_minutes_between(&self, from: DateTime<Utc>, until: DateTime<Utc>) -> i64 {
        (self.worked_seconds(until) - self.worked_seconds(from)) / 60
    }

    /// `at` itself inside office hours, else the start of the next session.
    pub fn next_working_moment(&self, at: DateTime<Utc>) -> Result<DateTime<Utc>, CalendarError> {
        let local = local_datetime(at);
        if self.is_working_day(local.date()) {
            for (from, until) in &self.sessions {
                if local.time() < *from {
                    return Ok(from_local(local.date().and_time(*from)));
                }
                if local.time() < *until {
                    return Ok(at);
                }
            }
        }
        let date = self.working_day_after(local.date(), 1)?;
        let opening = self
            .sessions
            .first()
            .map_or(NaiveTime::MIN, |session| session.0);
        Ok(from_local(date.and_time(opening)))
    }

    fn seconds_per_day(&self) -> i64 {
        self.sessions
            .iter()
            .map(|(from, until)| (*until - *from).num_seconds())
            .sum()
    }

    /// Seconds of office hours from the beginning of the count until `at`.
    fn worked_seconds(&self, at: DateTime<Utc>) -> i64 {
        let local = local_datetime(at);
        let through = self.working_days_through(local.date());
        if !self.is_working_day(local.date()) {
            return through * self.seconds_per_day();
        }
        let now = i64::from(local.time().num_seconds_from_midnight());
        let today: i64 = self
            .sessions
            .iter()
            .map(|(from, until)| {
                let opened = i64::from(from.num_seconds_from_midnight());
                (now - opened).clamp(0, (*until - *from).num_seconds())
            })
            .sum();
        (through - 1) * self.seconds_per_day() + today
    }
}
