//! How does the labelled corpus of this project read?
//!
//! Only training and measuring use this; `corpus/README.md` says what the labels mean.

use std::io::BufRead;
use std::ops::Range;

use serde::Deserialize;

/// A petition with everything a reader found in it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Labelled {
    /// A letter and a number.
    pub id: String,
    /// The concrete event; petitions about the same one share it.
    pub matter: String,
    /// As typed; may be empty.
    pub title: String,
    /// As typed, without the markup once it is read.
    pub text: String,
    /// `web`, `app`, `phone`, `counter`, `letter` or `national_portal`.
    pub channel: String,
    /// `accented`, `unaccented`, `mixed`, `teencode` or `telex`.
    pub spelling: String,
    /// Codes of the procedures that fit, best first.
    pub procedures: Vec<String>,
    /// Field, as in the catalogue.
    pub field: Option<String>,
    /// Agency that should handle it.
    pub agency: Option<String>,
    /// `valid`, `invalid` or `outside_jurisdiction`.
    pub classification: String,
    /// Codes of reasons for which it may be returned.
    pub reasons: Vec<String>,
    /// `conduct`, `regulation` or `both`.
    pub kind: Option<String>,
    /// Whether a solution is proposed.
    pub proposal: bool,
    /// Forbidden acts that are alleged.
    pub acts: Vec<String>,
    /// `negative`, `neutral` or `positive`.
    pub sentiment: String,
    /// Whether it insults or hates.
    pub toxic: bool,
    /// `low`, `normal` or `high`.
    pub urgency: String,
    /// Why a hard case is labelled so.
    #[serde(default)]
    pub note: Option<String>,
    /// Parts of the text that are marked.
    #[serde(skip)]
    pub marks: Vec<Mark>,
}

/// A marked part of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// A type of personal data, a reason, or `*` for a key sentence.
    pub label: String,
    /// Characters of the text without markup.
    pub chars: Range<usize>,
}

/// Why a corpus cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum CorpusError {
    /// The file cannot be read.
    #[error("cannot be read: {0}")]
    Unreadable(#[from] std::io::Error),
    /// A line is no petition.
    #[error("line {line}: {error}")]
    NoPetition {
        /// Counted from one.
        line: usize,
        /// What is wrong with it.
        error: serde_json::Error,
    },
    /// The brackets of a text do not pair.
    #[error("line {line}: the brackets do not pair")]
    Unbalanced {
        /// Counted from one.
        line: usize,
    },
}

/// Reads petitions, one JSON object a line; the markup is taken out of the texts.
pub fn read(lines: impl BufRead) -> Result<Vec<Labelled>, CorpusError> {
    let mut petitions = Vec::new();
    for (number, line) in lines.lines().enumerate() {
        let (line, number) = (line?, number + 1);
        if line.trim().is_empty() {
            continue;
        }
        let mut petition: Labelled =
            serde_json::from_str(&line).map_err(|error| CorpusError::NoPetition {
                line: number,
                error,
            })?;
        let (text, marks) =
            unmarked(&petition.text).ok_or(CorpusError::Unbalanced { line: number })?;
        (petition.text, petition.marks) = (text, marks);
        petitions.push(petition);
    }
    Ok(petitions)
}

/// A text without its markup `⟦LABEL:…⟧`, and what was marked, in order of its beginning.
pub fn unmarked(text: &str) -> Option<(String, Vec<Mark>)> {
    let mut plain = String::with_capacity(text.len());
    let mut length = 0;
    let mut open: Vec<(String, usize)> = Vec::new();
    let mut marks = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        match c {
            '⟦' => {
                let colon = rest.find(':')?;
                open.push((rest[..colon].to_owned(), length));
                rest = &rest[colon + 1..];
            }
            '⟧' => {
                let (label, start) = open.pop()?;
                marks.push(Mark {
                    label,
                    chars: start..length,
                });
            }
            _ => {
                plain.push(c);
                length += 1;
            }
        }
    }
    marks.sort_by_key(|mark| (mark.chars.start, mark.chars.end));
    open.is_empty().then_some((plain, marks))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_may_nest_and_leaves_the_text_as_it_was() {
        let (text, marks) = unmarked("⟦R06:Tôi là ⟦NAME:Lò Mẩy⟧ khiếu nại.⟧ Hết").unwrap();
        assert_eq!(text, "Tôi là Lò Mẩy khiếu nại. Hết");
        let found: Vec<(&str, Range<usize>)> = marks
            .iter()
            .map(|mark| (mark.label.as_str(), mark.chars.clone()))
            .collect();
        assert_eq!(found, [("R06", 0..24), ("NAME", 7..13)]);
        assert_eq!(unmarked("⟦R06:Tôi"), None);
        assert_eq!(unmarked("Tôi⟧"), None);
    }

    #[test]
    fn a_bad_line_is_named() {
        let error = read(&b"\n{\"id\":1}\n"[..]).unwrap_err();
        assert!(error.to_string().starts_with("line 2:"), "{error}");
    }
}
