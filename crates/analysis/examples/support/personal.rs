//! How well is personal data found?

#![allow(dead_code, reason = "each example uses a part")]

use std::ops::Range;

use analysis::corpus::Mark;
use analysis::personal_data::{self, PersonalData};

/// What was to be found in a text, what was, and what of it agrees.
#[derive(Debug, Clone, Copy, Default)]
pub struct Counts {
    pub marked: usize,
    pub found: usize,
    pub marked_and_found: usize,
    pub found_and_marked: usize,
}

impl Counts {
    pub fn add(&mut self, other: Self) {
        self.marked += other.marked;
        self.found += other.found;
        self.marked_and_found += other.marked_and_found;
        self.found_and_marked += other.found_and_marked;
    }

    pub fn recall(self) -> f64 {
        super::figures::share(self.marked_and_found, self.marked)
    }

    pub fn precision(self) -> f64 {
        super::figures::share(self.found_and_marked, self.found)
    }
}

/// Compares what is found in a text with what is marked. A span agrees with one of the same type
/// when they share at least half of the characters that either covers.
pub fn compare(text: &str, marks: &[Mark], mut miss: impl FnMut(&str, &str, &str)) -> Counts {
    let letters: Vec<char> = text.chars().collect();
    let marks: Vec<&Mark> = marks
        .iter()
        .filter(|mark| {
            [
                "NAME", "PHONE", "CCCD", "EMAIL", "ADDRESS", "PLATE", "BANK", "DOB",
            ]
            .contains(&mark.label.as_str())
        })
        .collect();
    let found = personal_data::find(text);
    let agrees = |mark: &Mark, kind: PersonalData, chars: &Range<usize>| {
        mark.label == kind.code() && overlap(&mark.chars, chars)
    };
    let mut counts = Counts {
        marked: marks.len(),
        found: found.len(),
        ..Counts::default()
    };
    for mark in &marks {
        if found
            .iter()
            .any(|span| agrees(mark, span.kind, &(span.start..span.end)))
        {
            counts.marked_and_found += 1;
        } else {
            let from = mark.chars.start.saturating_sub(25);
            miss(
                "missed",
                &mark.label,
                &letters[from..mark.chars.end].iter().collect::<String>(),
            );
        }
    }
    for span in &found {
        if marks
            .iter()
            .any(|mark| agrees(mark, span.kind, &(span.start..span.end)))
        {
            counts.found_and_marked += 1;
        } else {
            let from = span.start.saturating_sub(25);
            miss(
                "false",
                span.kind.code(),
                &letters[from..span.end].iter().collect::<String>(),
            );
        }
    }
    counts
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    let both = a.end.min(b.end).saturating_sub(a.start.max(b.start));
    let either = a.end.max(b.end) - a.start.min(b.start);
    both * 2 >= either
}
