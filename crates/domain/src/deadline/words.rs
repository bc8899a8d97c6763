//! How are a step, a standing and the reasons for a date said to people?

mod en;
mod vi;

use chrono::NaiveDate;

use super::{Explanation, Standing, Step};
use crate::calendar::{SkipReason, Skipped};
use crate::lang::Lang;

impl Step {
    /// Name of the step.
    pub fn words(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Vi => self.words_vi(),
            Lang::En => self.words_en(),
        }
    }
}

impl Standing {
    /// The standing in a few words.
    pub fn words(self, lang: Lang) -> String {
        match lang {
            Lang::Vi => self.words_vi(),
            Lang::En => self.words_en(),
        }
    }
}

impl Explanation {
    /// The reasons for the date as short sentences, in the order of counting.
    pub fn sentences(&self, lang: Lang) -> Vec<String> {
        match lang {
            Lang::Vi => self.sentences_vi(),
            Lang::En => self.sentences_en(),
        }
    }
}

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
