//! What is meant by short forms, teencode and the remains of an input method?
//!
//! Nothing is changed for display: the normalised text is for matching, and every piece of it
//! knows which characters of the original it stands for.

mod keys;
mod short_forms;

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use crate::fold::{all_exact_words, fold, nfc, normalise_tone_placement};
use crate::reading::Word;
use short_forms::{CASUAL, OFFICIAL};

/// A part of a text and what is meant by it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Characters of the original.
    pub original: Range<usize>,
    /// Characters of the normalised text.
    pub normalised: Range<usize>,
}

/// A text with everything written out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Normalised {
    /// Form C, traditional tone placement, short forms written out.
    pub text: String,
    /// Its words in order, each with its place in both texts.
    pub pieces: Vec<Piece>,
}

impl Normalised {
    /// The characters of the original that a range of the normalised text stands for.
    pub fn original(&self, normalised: &Range<usize>) -> Option<Range<usize>> {
        let mut touched = self.pieces.iter().filter(|piece| {
            piece.normalised.start < normalised.end && normalised.start < piece.normalised.end
        });
        let first = touched.next()?;
        let last = touched.next_back().unwrap_or(first);
        Some(first.original.start..last.original.end)
    }
}

/// Writes a text out: form C, traditional tone placement (`hoà` as `hòa`), teencode (`ko`, `dc`),
/// abbreviations (`UBND`, `CCCD`) and what Telex or VNI left over (`dduwowcj`, `tho6ng`).
///
/// Reads the first 100,000 characters.
pub fn normalise(text: &str) -> Normalised {
    let reading = crate::reading::Reading::new(text);
    let meanings = meanings(&reading.words, &reading.letters);
    let mut written = String::with_capacity(text.len());
    let mut length = 0;
    let mut pieces = Vec::with_capacity(reading.words.len());
    let mut push = |part: &str, length: &mut usize| {
        *length += part.chars().count();
        written.push_str(part);
    };
    let mut end = 0;
    for (word, meaning) in reading.words.iter().zip(meanings) {
        let between: String = reading.letters[end..word.chars.start].iter().collect();
        push(&nfc(&between), &mut length);
        let start = length;
        let as_written: String = reading.letters[word.chars.clone()].iter().collect();
        let meant = match meaning.or_else(|| long_form(&OFFICIAL_FORMS, word)) {
            Some(meant) if word.capital => capitalised(&meant),
            Some(meant) => meant,
            None => normalise_tone_placement(&nfc(&as_written)),
        };
        push(&meant, &mut length);
        pieces.push(Piece {
            original: word.chars.clone(),
            normalised: start..length,
        });
        end = word.chars.end;
    }
    let rest: String = reading.letters[end..].iter().collect();
    push(&nfc(&rest), &mut length);
    Normalised {
        text: written,
        pieces,
    }
}

/// Words with casual short forms and remains of input methods read as what is meant; the words
/// of one short form stand on the same characters.
pub(crate) fn expand(words: Vec<Word>, letters: &[char]) -> Vec<Word> {
    let meanings = meanings(&words, letters);
    let mut expanded = Vec::with_capacity(words.len());
    for (word, meaning) in words.into_iter().zip(meanings) {
        let Some(meant) = meaning else {
            expanded.push(word);
            continue;
        };
        for part in all_exact_words(&meant) {
            let folded = fold(&part);
            expanded.push(Word::new(part, folded, word.capital, word.chars.clone()));
        }
    }
    expanded
}

/// What each word means when it does not mean itself, casual forms only.
fn meanings(words: &[Word], letters: &[char]) -> Vec<Option<String>> {
    let keyed = keys::evidence(words);
    words
        .iter()
        .map(|word| {
            long_form(&CASUAL_FORMS, word)
                .filter(|_| stands_alone(word, letters))
                .or_else(|| squeezed(&word.exact))
                .or_else(|| keys::typed(&word.exact, keyed))
        })
        .collect()
}

type Forms = HashMap<&'static str, &'static str>;

static CASUAL_FORMS: LazyLock<Forms> = LazyLock::new(|| CASUAL.iter().copied().collect());
static OFFICIAL_FORMS: LazyLock<Forms> = LazyLock::new(|| OFFICIAL.iter().copied().collect());

fn long_form(forms: &Forms, word: &Word) -> Option<String> {
    forms.get(word.exact.as_str()).map(|&long| long.to_owned())
}

/// Whether a word is not part of a code, a file name or an abbreviation with signs in it.
fn stands_alone(word: &Word, letters: &[char]) -> bool {
    let sign = |c: Option<&char>| c.is_some_and(|c| matches!(c, '/' | '-' | '_' | '@' | '&'));
    let before = word
        .chars
        .start
        .checked_sub(1)
        .and_then(|at| letters.get(at));
    let dot = |at: Option<usize>, beyond: Option<usize>| {
        at.and_then(|at| letters.get(at)) == Some(&'.')
            && beyond
                .and_then(|at| letters.get(at))
                .is_some_and(|c| c.is_alphanumeric())
    };
    let (start, end) = (word.chars.start, word.chars.end);
    !sign(before)
        && !sign(letters.get(end))
        && !dot(Some(end), Some(end + 1))
        && !dot(start.checked_sub(1), start.checked_sub(2))
}

/// `lâuuuu` is `lâu`, `quáaa` is `quá`: no Vietnamese word has a vowel three times in a row.
fn squeezed(word: &str) -> Option<String> {
    let letters: Vec<char> = word.chars().collect();
    let bare: Vec<char> = fold(word).chars().collect();
    let run = |three: &[char]| {
        three[0] == three[1] && three[1] == three[2] && crate::syllable::is_vowel(three[0])
    };
    if bare.len() != letters.len() || !bare.windows(3).any(run) {
        return None;
    }
    let mut kept: Vec<(char, char)> = Vec::with_capacity(letters.len());
    for (letter, bare) in letters.into_iter().zip(bare) {
        match kept.last_mut() {
            Some(last) if last.1 == bare => {
                if last.0 == bare {
                    last.0 = letter;
                }
            }
            _ => kept.push((letter, bare)),
        }
    }
    (kept.len() > 1).then(|| kept.into_iter().map(|(letter, _)| letter).collect())
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn meant(text: &str) -> String {
        normalise(text).text
    }

    #[test]
    fn teencode_and_abbreviations_are_written_out() {
        assert_eq!(meant("e ko dc nhận"), "em không được nhận");
        assert_eq!(
            meant("UBND xã trả CCCD"),
            "Ủy ban nhân dân xã trả Căn cước công dân"
        );
        assert_eq!(meant("Chờ lâuuuu quáaa"), "Chờ lâu quá");
        assert_eq!(meant("hoà giải, cuả tôi"), "hòa giải, của tôi");
    }

    #[test]
    fn what_an_input_method_left_over_is_read() {
        assert_eq!(meant("tooi khoong nhaanj dduwowcj"), "tôi không nhận được");
        assert_eq!(
            meant("to6i nho72 tho6ng ba1o giu1p"),
            "tôi nhờ thông báo giúp"
        );
        assert_eq!(meant("đã nộp mà chưa ddươc"), "đã nộp mà chưa đươc");
    }

    #[test]
    fn codes_and_foreign_words_stay() {
        for text in [
            "QĐ-UB/k",
            "mẫu A4, form test, email, web, app",
            "lúc 8h, 50k, m2",
            "a.b@k.vn",
        ] {
            assert_eq!(meant(text), text);
        }
    }

    #[test]
    fn places_lead_back_to_the_original() {
        let text = "ubnd ko nhận";
        let normalised = normalise(text);
        let at = normalised.text.find("không").unwrap();
        let at = normalised.text[..at].chars().count();
        assert_eq!(normalised.original(&(at..at + 5)), Some(5..7));
        assert_eq!(normalised.original(&(0..3)), Some(0..4));
        assert_eq!(Normalised::default().original(&(0..1)), None);
    }

    proptest! {
        #[test]
        fn pieces_are_in_order_and_inside(text in "(.|[a-z0-9]|ko |dc |UBND ){0,60}") {
            let normalised = normalise(&text);
            let (from, to) = (text.chars().count(), normalised.text.chars().count());
            let (mut original, mut written) = (0, 0);
            for piece in normalised.pieces {
                prop_assert!(original <= piece.original.start && piece.original.end <= from);
                prop_assert!(written <= piece.normalised.start && piece.normalised.end <= to);
                (original, written) = (piece.original.end, piece.normalised.end);
            }
        }
    }
}
