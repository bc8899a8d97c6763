//! Is a text, as it stands, likely to be turned away, and what in it says so?
//!
//! Hints for the sender while typing and for the official while deciding. They would rather miss a
//! reason than name a wrong one, and they never decide: the law wants the sender guided first
//! (Decree 20/2008 Art. 9.1.a), and an official classifies.

mod language;
mod phrases;
mod rules;

use std::ops::Range;

use crate::reading::Reading;

pub(crate) use facts::missing_in;
pub use facts::{MissingFact, missing_facts};

mod facts;

/// Why a petition may be refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// Not in Vietnamese.
    R01,
    /// The content is unclear.
    R02,
    /// Name, address or contact is missing.
    R03,
    /// Not supplemented in time. No text can show it.
    R04,
    /// Not about administrative rules or procedures.
    R05,
    /// A complaint (khiếu nại).
    R06,
    /// A denunciation (tố cáo).
    R07,
    /// A legal question or a look-up of a file.
    R08,
    /// Answered already, no new facts. Only the register can show it.
    R09,
    /// Insult, advertising or a trial.
    R10,
    /// By telephone to another number than the published one. No text can show it.
    R11,
}

impl Reason {
    /// The stable code, `R01` to `R11`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::R01 => "R01",
            Self::R02 => "R02",
            Self::R03 => "R03",
            Self::R04 => "R04",
            Self::R05 => "R05",
            Self::R06 => "R06",
            Self::R07 => "R07",
            Self::R08 => "R08",
            Self::R09 => "R09",
            Self::R10 => "R10",
            Self::R11 => "R11",
        }
    }
}

/// Which of the two texts a hint points into.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// The title.
    Title,
    /// The body.
    Body,
}

/// What has been written so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Writing<'a> {
    /// The title; may be empty.
    pub title: &'a str,
    /// The body.
    pub body: &'a str,
    /// Whether name, address and a way to answer are there; `None` while it is too early to ask.
    pub has_contact: Option<bool>,
}

/// A reason for which a petition may be turned away, and what speaks for it.
#[derive(Debug, Clone, PartialEq)]
pub struct Hint {
    /// The reason.
    pub reason: Reason,
    /// The text in which it shows.
    pub part: Part,
    /// First character of the sentence that shows it.
    pub start: usize,
    /// One past its last character; equal to `start` when no sentence shows it.
    pub end: usize,
    /// How sure the rule is, 0 to 1. A judgement of its author, not a measured frequency.
    pub confidence: f32,
    /// The words that decided, as written; empty when no words did.
    pub trigger: String,
}

/// Characters of a trigger that are shown.
const LONGEST_TRIGGER: usize = 80;

/// What a rule found: words of one part, and how sure it is.
struct Finding {
    reason: Reason,
    /// The words that decided.
    trigger: Range<usize>,
    confidence: f32,
}

/// The reasons that show in a text, each once, the surest first; empty when nothing is sure enough.
pub fn hints(writing: &Writing<'_>) -> Vec<Hint> {
    hints_in(
        writing,
        &Reading::normalised(writing.title),
        &Reading::normalised(writing.body),
    )
}

/// The same, of texts taken apart already.
pub(crate) fn hints_in(writing: &Writing<'_>, title: &Reading, body: &Reading) -> Vec<Hint> {
    let mut hints = Vec::new();
    if writing.has_contact == Some(false) {
        hints.push(Hint {
            reason: Reason::R03,
            part: Part::Body,
            start: 0,
            end: 0,
            confidence: 0.9,
            trigger: String::new(),
        });
    }
    let nothing_readable = body.words.is_empty() && title.words.is_empty();
    if nothing_readable {
        hints.extend(rules::nothing_to_read(writing));
    } else {
        for (part, reading, other) in [(Part::Body, body, title), (Part::Title, title, body)] {
            let found = rules::findings(reading, other, part);
            hints.extend(
                found
                    .into_iter()
                    .map(|finding| located(&finding, reading, part)),
            );
        }
    }
    hints.sort_by(|a, b| {
        b.confidence
            .total_cmp(&a.confidence)
            .then_with(|| a.reason.cmp(&b.reason))
    });
    let mut seen = Vec::new();
    hints.retain(|hint| {
        let first = !seen.contains(&hint.reason);
        seen.push(hint.reason);
        first
    });
    hints
}

/// A finding with the sentence around it.
fn located(finding: &Finding, reading: &Reading, part: Part) -> Hint {
    let sentence = reading
        .sentences
        .iter()
        .find(|words| words.contains(&finding.trigger.start))
        .map_or(finding.trigger.clone(), |words| {
            words.start..words.end.max(finding.trigger.end)
        });
    let span = reading.span(sentence);
    Hint {
        reason: finding.reason,
        part,
        start: span.start,
        end: span.end,
        confidence: finding.confidence,
        trigger: reading
            .written(finding.trigger.clone())
            .chars()
            .take(LONGEST_TRIGGER)
            .collect(),
    }
}

#[cfg(test)]
mod tests;
