//! What date and time is it in the province?

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};

/// Vietnam keeps UTC+7 all year, so no table of time zones travels to the browser.
const UTC_OFFSET_SECONDS: i64 = 7 * 3600;

/// Date and time of day in the province (UTC+7).
pub fn local_datetime(at: DateTime<Utc>) -> NaiveDateTime {
    at.naive_utc()
        .checked_add_signed(TimeDelta::seconds(UTC_OFFSET_SECONDS))
        .unwrap_or(NaiveDateTime::MAX)
}

/// Date in the province (UTC+7).
pub fn local_date(at: DateTime<Utc>) -> NaiveDate {
    local_datetime(at).date()
}

/// Time of day in the province (UTC+7).
pub fn local_time(at: DateTime<Utc>) -> NaiveTime {
    local_datetime(at).time()
}

/// The moment at which the province's clocks show `local`.
pub fn from_local(local: NaiveDateTime) -> DateTime<Utc> {
    local
        .checked_sub_signed(TimeDelta::seconds(UTC_OFFSET_SECONDS))
        .unwrap_or(NaiveDateTime::MIN)
        .and_utc()
}

/// Midnight at which `date` begins in the province.
pub fn start_of_day(date: NaiveDate) -> DateTime<Utc> {
    from_local(date.and_time(NaiveTime::MIN))
}

/// Last whole second of `date` in the province (23:59:59); a term counted in days ends here.
pub fn end_of_day(date: NaiveDate) -> DateTime<Utc> {
    start_of_day(date) + TimeDelta::seconds(86_399)
}
