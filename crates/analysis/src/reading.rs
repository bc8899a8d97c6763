//! Where are the words and sentences of a text, and which known phrases do they hold?

use std::ops::Range;

use crate::fold::{all_exact_words, exact_key, fold, word_key, word_ranges};
use crate::hash::{Keyed, hash};
use crate::normalise;

/// Characters of a text that are read; what follows is not looked at.
const LONGEST_TEXT: usize = 100_000;

/// A word of a text.
#[derive(Debug, Clone)]
pub(crate) struct Word {
    /// Lower case, diacritics kept.
    pub exact: String,
    /// Lower case, diacritics removed.
    pub folded: String,
    /// Under which its folded form is filed.
    pub key: u64,
    /// Whether it begins with a capital.
    pub capital: bool,
    /// Offsets in characters of the text.
    pub chars: Range<usize>,
}

impl Word {
    pub(crate) fn new(exact: String, folded: String, capital: bool, chars: Range<usize>) -> Self {
        Self {
            key: hash(folded.as_bytes()),
            exact,
            folded,
            capital,
            chars,
        }
    }
}

/// A text taken apart.
#[derive(Debug, Clone, Default)]
pub(crate) struct Reading {
    pub letters: Vec<char>,
    pub words: Vec<Word>,
    /// Sentences as ranges of words; none is empty.
    pub sentences: Vec<Range<usize>>,
    /// Whether the text was typed without diacritics, give or take a word.
    pub bare: bool,
}

impl Reading {
    pub(crate) fn new(text: &str) -> Self {
        Self::read(text)
    }

    /// The text with short forms, teencode and what an input method left over read as what is
    /// meant; several words may then stand on the same characters.
    pub(crate) fn normalised(text: &str) -> Self {
        Self::new(text).expanded()
    }

    /// The same text with short forms read as what is meant.
    pub(crate) fn expanded(mut self) -> Self {
        self.words = normalise::expand(std::mem::take(&mut self.words), &self.letters);
        self.sentences = sentences(&self.letters, &self.words);
        self
    }

    fn read(text: &str) -> Self {
        let text = match text.char_indices().nth(LONGEST_TEXT) {
            Some((end, _)) => &text[..end],
            None => text,
        };
        let letters: Vec<char> = text.chars().collect();
        let words: Vec<Word> = word_ranges(text)
            .map(|word| {
                let written = &text[word.bytes];
                Word::new(
                    word_key(written, exact_key),
                    word_key(written, fold),
                    written.chars().next().is_some_and(char::is_uppercase),
                    word.chars,
                )
            })
            .filter(|word| !word.exact.is_empty())
            .collect();
        let accented = words
            .iter()
            .filter(|word| word.exact != word.folded)
            .count();
        let bare = accented * 8 < words.len();
        let sentences = sentences(&letters, &words);
        Self {
            letters,
            words,
            sentences,
            bare,
        }
    }

    /// A part of the text as written, from the first to the last of some words.
    pub(crate) fn written(&self, words: Range<usize>) -> String {
        let Range { start, end } = self.span(words);
        self.letters[start..end].iter().collect()
    }

    /// The characters from the first to the last of some words.
    pub(crate) fn span(&self, words: Range<usize>) -> Range<usize> {
        match self.words.get(words) {
            Some([first, .., last]) => first.chars.start..last.chars.end,
            Some([only]) => only.chars.clone(),
            _ => 0..0,
        }
    }

    /// Some words as a text of their own; they keep their places in the whole.
    pub(crate) fn part(&self, words: Range<usize>) -> Self {
        let span = self.span(words.clone());
        let words = self.words.get(words).unwrap_or_default().to_vec();
        let mut letters = self.letters.clone();
        letters.truncate(span.end);
        Self {
            letters,
            sentences: std::iter::once(0..words.len())
                .filter(|words| !words.is_empty())
                .collect(),
            words,
            bare: self.bare,
        }
    }

    /// What stands between a word and the next one; nothing when both stand on the same characters.
    pub(crate) fn between(&self, place: usize) -> &[char] {
        match self.words.get(place..place + 2) {
            Some([one, next]) => self
                .letters
                .get(one.chars.end..next.chars.start)
                .unwrap_or_default(),
            _ => &[],
        }
    }

    /// Whether the word at a place may be the one expected.
    pub(crate) fn is(&self, place: usize, exact: &str, folded: &str) -> bool {
        self.words.get(place).is_some_and(|word| {
            word.exact == exact || (self.bare && word.exact == word.folded && word.folded == folded)
        })
    }
}

/// The words of a phrase, each with its diacritics and as it is also found. After `=` it is found with its diacritics
/// only, for without them it means something else.
pub(crate) fn spellings(phrase: &str) -> Vec<(String, String)> {
    let strict = phrase.starts_with('=');
    all_exact_words(phrase)
        .into_iter()
        .map(|word| {
            let bare = if strict { word.clone() } else { fold(&word) };
            (word, bare)
        })
        .collect()
}

/// Phrases that are looked for together.
#[derive(Debug, Default)]
pub(crate) struct Lexicon(Keyed<Vec<Vec<(String, String)>>>);

impl Lexicon {
    /// Phrases in lower case; they are found with their diacritics, and without in a text that
    /// was typed without.
    pub(crate) fn new(phrases: &[&str]) -> Self {
        let mut lexicon = Self::default();
        for phrase in phrases {
            let words = spellings(phrase);
            if let Some((first, _)) = words.first() {
                let key = hash(fold(first).as_bytes());
                lexicon.0.entry(key).or_default().push(words);
            }
        }
        for phrases in lexicon.0.values_mut() {
            phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.len()));
        }
        lexicon
    }

    /// The longest phrase that begins at a word, as a range of words.
    pub(crate) fn at(&self, reading: &Reading, place: usize) -> Option<Range<usize>> {
        let first = reading.words.get(place)?;
        let phrases = self.0.get(&first.key)?;
        // “Cán bộ tư pháp” is a clerk of the commune, not the ministry of justice.
        if first.folded == "bo" && place > 0 && reading.is(place - 1, "cán", "can") {
            return None;
        }
        phrases
            .iter()
            .find(|phrase| {
                phrase
                    .iter()
                    .enumerate()
                    .all(|(offset, (exact, folded))| reading.is(place + offset, exact, folded))
            })
            .map(|phrase| place..place + phrase.len())
    }

    /// The phrases within some words, none inside another, in order.
    pub(crate) fn all<'a>(
        &'a self,
        reading: &'a Reading,
        words: Range<usize>,
    ) -> impl Iterator<Item = Range<usize>> + 'a {
        let mut place = words.start;
        std::iter::from_fn(move || {
            while place < words.end {
                if let Some(found) = self.at(reading, place)
                    && found.end <= words.end
                {
                    place = found.end;
                    return Some(found);
                }
                place += 1;
            }
            None
        })
    }

    /// The first phrase within some words.
    pub(crate) fn first(&self, reading: &Reading, words: Range<usize>) -> Option<Range<usize>> {
        self.all(reading, words).next()
    }

    /// Whether any phrase stands within some words.
    pub(crate) fn has(&self, reading: &Reading, words: Range<usize>) -> bool {
        self.first(reading, words).is_some()
    }
}

/// Sentences end at a full stop, question mark or the like before a space, and at a line's end.
fn sentences(letters: &[char], words: &[Word]) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for (place, pair) in words.windows(2).enumerate() {
        // The words of one short form stand on the same characters.
        let between = letters
            .get(pair[0].chars.end..pair[1].chars.start)
            .unwrap_or_default();
        let ends = between.iter().enumerate().any(|(at, &c)| match c {
            '\n' | '\r' => true,
            '.' | '!' | '?' | ';' | '…' => between.get(at + 1).is_some_and(|c| c.is_whitespace()),
            _ => false,
        });
        if ends {
            sentences.push(start..place + 1);
            start = place + 1;
        }
    }
    if start < words.len() {
        sentences.push(start..words.len());
    }
    sentences
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_where_people_end_them() {
        let reading = Reading::new("Tôi nộp hồ sơ. Phí 1.500 đồng! Vì sao?\nChờ ở UBND");
        let read: Vec<String> = reading
            .sentences
            .iter()
            .map(|words| reading.written(words.clone()))
            .collect();
        assert_eq!(
            read,
            ["Tôi nộp hồ sơ", "Phí 1.500 đồng", "Vì sao", "Chờ ở UBND"]
        );
        assert!(Reading::new("").sentences.is_empty());
        assert!(Reading::new("...!?").sentences.is_empty());
    }

    #[test]
    fn phrases_need_their_marks_unless_the_text_has_none() {
        let lexicon = Lexicon::new(&["khiếu nại", "đơn khiếu nại"]);
        let found = |text: &str| {
            let reading = Reading::new(text);
            lexicon
                .first(&reading, 0..reading.words.len())
                .map(|words| reading.written(words))
        };
        assert_eq!(
            found("Tôi gửi Đơn  Khiếu nại này").as_deref(),
            Some("Đơn  Khiếu nại")
        );
        assert_eq!(
            found("toi gui don khieu nai").as_deref(),
            Some("don khieu nai")
        );
        assert_eq!(found("một người bạn khiêu nãi"), None);
    }

    #[test]
    fn a_strict_phrase_needs_its_marks() {
        let lexicon = Lexicon::new(&["=ổ gà"]);
        let found = |text: &str| {
            let reading = Reading::new(text);
            lexicon.has(&reading, 0..reading.words.len())
        };
        assert!(found("Đường đầy Ổ gà"));
        assert!(!found("toi dang o ga Thai Nguyen"));
    }

    #[test]
    fn a_very_long_text_is_cut() {
        assert_eq!(
            Reading::new(&"a ".repeat(200_000)).letters.len(),
            LONGEST_TEXT
        );
    }
}
