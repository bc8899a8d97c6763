//! Which parts of a text tell who someone is?
//!
//! The spans feed the redaction screen: what is found is proposed for covering, and a person
//! decides. Numbers of documents, procedures, money and laws are left alone.

mod address;
mod date;
mod name;
mod number;
mod spoken;

use std::ops::Range;

use crate::reading::Reading;

/// What a span tells about a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PersonalData {
    /// A person's name.
    Name,
    /// A telephone number.
    Phone,
    /// A citizen's or old identity card number (CCCD, CMND).
    IdentityNumber,
    /// An e-mail address.
    Email,
    /// A vehicle's plate.
    Plate,
    /// A bank account, when the words near it say so.
    BankAccount,
    /// Where a person lives, down to the house or the hamlet.
    Address,
    /// The day on which a person was born.
    BirthDate,
}

impl PersonalData {
    /// The stable name: `NAME`, `PHONE`, `CCCD`, `EMAIL`, `PLATE`, `BANK`,
    /// `ADDRESS`, `DOB`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Name => "NAME",
            Self::Phone => "PHONE",
            Self::IdentityNumber => "CCCD",
            Self::Email => "EMAIL",
            Self::Plate => "PLATE",
            Self::BankAccount => "BANK",
            Self::Address => "ADDRESS",
            Self::BirthDate => "DOB",
        }
    }
}

/// A part of a text that tells who someone is. Offsets count characters, `end` excluded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// First character.
    pub start: usize,
    /// One past the last character.
    pub end: usize,
    /// What it tells.
    pub kind: PersonalData,
}

/// The personal data in a text, in order, none overlapping another.
pub fn find(text: &str) -> Vec<Span> {
    let reading = Reading::new(text);
    let mut spans: Vec<Span> = number::emails(&reading)
        .chain(number::plates(&reading))
        .chain(number::numbers(&reading))
        .chain(spoken::phones(&reading))
        .chain(date::births(&reading))
        .chain(address::addresses(&reading))
        .chain(name::names(&reading))
        .collect();
    // An earlier finder is surer; sorting is stable.
    spans.sort_by_key(|span| span.start);
    let mut kept: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        if kept.last().is_none_or(|last| last.end <= span.start) {
            kept.push(span);
        }
    }
    kept
}

fn span(chars: Range<usize>, kind: PersonalData) -> Span {
    Span {
        start: chars.start,
        end: chars.end,
        kind,
    }
}

#[cfg(test)]
mod tests;
