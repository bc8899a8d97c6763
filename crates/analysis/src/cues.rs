//! Which signs of which matters does a text hold?
//!
//! `cues.txt` lists what people say, by what it is a sign of; one pass over the words finds all.

use std::ops::Range;
use std::sync::LazyLock;

use crate::fold::fold;
use crate::hash::{Keyed, hash};
use crate::reading::{Reading, spellings};

static FILE: &str = include_str!("cues.txt");

/// A group of phrases: what they are a sign of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Group(u16);

/// A phrase that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cue {
    pub group: Group,
    /// Words of the reading.
    pub words: Range<usize>,
}

struct Phrase {
    words: Vec<(String, String)>,
    group: Group,
}

/// All groups, by the folded first word of their phrases.
struct Book {
    groups: Vec<&'static str>,
    phrases: Keyed<Vec<Phrase>>,
}

static BOOK: LazyLock<Book> = LazyLock::new(|| Book::read(FILE));

/// The group under a heading of the file.
pub(crate) fn group(name: &str) -> Group {
    let place = BOOK.groups.iter().position(|known| *known == name);
    debug_assert!(place.is_some(), "cues.txt has no heading {name}");
    Group(
        place
            .and_then(|at| u16::try_from(at).ok())
            .unwrap_or(u16::MAX),
    )
}

/// Every group with its heading.
pub(crate) fn groups() -> impl Iterator<Item = (Group, &'static str)> {
    (0..).map(Group).zip(BOOK.groups.iter().copied())
}

/// The phrases in a text in order of their beginning; of one group the longest that begins at a
/// word counts and what stands inside it does not.
pub(crate) fn find(reading: &Reading) -> Vec<Cue> {
    let mut found = Vec::new();
    let mut ends = vec![0; BOOK.groups.len()];
    for place in 0..reading.words.len() {
        let Some(phrases) = BOOK.phrases.get(&reading.words[place].key) else {
            continue;
        };
        for phrase in phrases {
            let end = &mut ends[usize::from(phrase.group.0)];
            if *end > place {
                continue;
            }
            let fits = phrase
                .words
                .iter()
                .enumerate()
                .all(|(offset, (exact, folded))| reading.is(place + offset, exact, folded));
            if fits {
                *end = place + phrase.words.len();
                found.push(Cue {
                    group: phrase.group,
                    words: place..*end,
                });
            }
        }
    }
    found
}

impl Book {
    fn read(file: &'static str) -> Self {
        let mut book = Self {
            groups: Vec::new(),
            phrases: Keyed::default(),
        };
        for line in file.lines().map(str::trim) {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
                book.groups.push(name);
                continue;
            }
            let group = Group(u16::try_from(book.groups.len().saturating_sub(1)).unwrap_or(0));
            let words = spellings(line);
            if let Some((first, _)) = words.first() {
                let key = hash(fold(first).as_bytes());
                book.phrases
                    .entry(key)
                    .or_default()
                    .push(Phrase { words, group });
            }
        }
        for phrases in book.phrases.values_mut() {
            phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.words.len()));
        }
        book
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(&'static str, String)> {
        let reading = Reading::normalised(text);
        let names: Vec<&str> = groups().map(|(_, name)| name).collect();
        find(&reading)
            .into_iter()
            .map(|cue| (names[usize::from(cue.group.0)], reading.written(cue.words)))
            .collect()
    }

    #[test]
    fn the_longest_phrase_of_a_group_counts_once() {
        let cues = found("Cán bộ quát mắng rồi đòi thêm giấy xác nhận");
        assert!(cues.contains(&("rudeness", "quát mắng".to_owned())));
        assert!(!cues.contains(&("rudeness", "quát".to_owned())));
        assert!(cues.contains(&("extra_papers", "đòi thêm".to_owned())));
        assert!(cues.contains(&("official", "Cán bộ".to_owned())));
    }

    #[test]
    fn short_forms_are_signs_too() {
        assert!(found("hs cua e bi ngam, ko nhan").contains(&("refusal", "ko nhan".to_owned())));
    }

    #[test]
    fn no_phrase_stands_twice_in_a_group() {
        let mut seen = std::collections::HashSet::new();
        let mut heading = "";
        for line in FILE.lines() {
            if line.starts_with('[') {
                heading = line;
            } else if !line.is_empty() && !line.starts_with('#') {
                assert!(seen.insert((heading, line)), "{heading} {line}");
            }
        }
    }
}
