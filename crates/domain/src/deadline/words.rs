//! What do both languages need to say the reasons for a date?

mod en;
mod vi;

use chrono::NaiveDate;

use crate::calendar::{SkipReason, Skipped};

/// Counts weekend days and lists holidays with their names.
fn by_reason(skipped: &[Skipped]) -> (u32, Vec<(NaiveDate, &str)>) {
    let mut weekend = 0;
    let mut holidays = Vec::new();
    for day in skipped {
        match &day.reason {
            SkipReason::Weekend => weekend += 1,
            SkipReason::Holiday(name) => holidays.push((day.date, name.as_str())),
        }
    }
    (weekend, holidays)
}

/// Ends a sentence that someone else wrote.
fn closed(sentence: &str) -> String {
    let sentence = sentence.trim();
    let end = if sentence.ends_with(['.', '?', '…']) {
        ""
    } else {
        "."
    };
    format!("{sentence}{end}")
}
