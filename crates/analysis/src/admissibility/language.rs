//! Is a text Vietnamese, with or without diacritics, or hardly language at all?

use unicode_normalization::char::is_combining_mark;

use crate::reading::Reading;
use crate::syllable::{is_syllable, is_vowel};

/// What a text looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Language {
    Vietnamese,
    /// Another language, or another script.
    Other,
    /// Keys pressed at random.
    Noise,
    /// Too little to tell.
    Unknown,
}

/// Frequent English, French, Spanish and Indonesian words that are no Vietnamese syllable.
const FOREIGN: &[&str] = &[
    "and", "are", "been", "but", "could", "des", "does", "el", "els", "est", "for", "from", "had",
    "has", "have", "he", "her", "his", "how", "it", "its", "ist", "les", "las", "los", "mais",
    "more", "not", "of", "or", "our", "para", "pas", "please", "pour", "que", "she", "should",
    "sont", "that", "their", "there", "they", "this", "une", "und", "vous", "was", "were", "what",
    "when", "which", "who", "why", "will", "with", "would", "you", "your", "yang", "dan", "tidak",
    "my", "is", "we", "the", "very", "about", "after", "office", "want",
];

/// What the words of a text look like, taken together.
pub(super) fn language(reading: &Reading) -> Language {
    let letters = reading
        .letters
        .iter()
        .filter(|&&c| c.is_alphabetic() && !is_combining_mark(c))
        .count();
    let latin = reading.letters.iter().filter(|c| is_latin(**c)).count();
    if letters >= 4 && latin * 2 < letters {
        return Language::Other;
    }
    let words: Vec<&str> = reading
        .words
        .iter()
        .map(|word| word.folded.as_str())
        .filter(|word| word.chars().all(|c| c.is_ascii_lowercase()))
        .collect();
    let with_marks = reading
        .words
        .iter()
        .filter(|word| has_vietnamese_marks(&word.exact))
        .count();
    if with_marks * 5 >= reading.words.len().max(1) {
        return Language::Vietnamese;
    }
    let syllables = words.iter().filter(|word| is_syllable(word)).count();
    let foreign = words.iter().filter(|word| FOREIGN.contains(word)).count();
    let noise = words.iter().filter(|word| is_noise(word)).count();
    let total = words.len();
    if total > 0 && noise * 2 > total && with_marks == 0 {
        Language::Noise
    } else if total >= 5
        && foreign > 0
        && ((foreign * 5 >= total && syllables * 10 < total * 7) || syllables * 3 < total)
    {
        Language::Other
    } else if total >= 3 && syllables * 10 >= total * 8 {
        Language::Vietnamese
    } else {
        Language::Unknown
    }
}

/// Whether a folded word looks like keys pressed at random: a row of the keyboard, one key over
/// and over, or far too many consonants.
fn is_noise(word: &str) -> bool {
    const ROWS: &[&str] = &[
        "qwertyuiop",
        "asdfghjkl",
        "zxcvbnm",
        "abcdefghijklmnopqrstuvwxyz",
    ];
    let length = word.len();
    if length < 3 {
        return false;
    }
    let letters = word.as_bytes();
    let same = letters.iter().all(|&c| c == letters[0]);
    let row = (length > 3 || !word.contains(is_vowel)) && ROWS.iter().any(|row| row.contains(word));
    let repeated = length >= 6
        && letters
            .chunks(length / 2)
            .take(2)
            .collect::<Vec<_>>()
            .windows(2)
            .all(|p| p[0] == p[1])
        && !is_syllable(&word[..length / 2]);
    let longest_run = word.split(is_vowel).map(str::len).max().unwrap_or(0);
    same || row || repeated || (length > 4 && longest_run > 4)
}

fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic()
        || ('\u{c0}'..='\u{24f}').contains(&c)
        || ('\u{1e00}'..='\u{1eff}').contains(&c)
}

/// Letters and tones that hardly another language writes.
fn has_vietnamese_marks(word: &str) -> bool {
    word.chars()
        .any(|c| matches!(c, 'đ' | 'ă' | 'ơ' | 'ư') || ('\u{1ea0}'..='\u{1ef9}').contains(&c))
        || word.chars().any(|c| {
            matches!(
                c,
                'à' | 'á'
                    | 'ã'
                    | 'è'
                    | 'é'
                    | 'ì'
                    | 'í'
                    | 'ĩ'
                    | 'ò'
                    | 'ó'
                    | 'õ'
                    | 'ù'
                    | 'ú'
                    | 'ũ'
                    | 'ý'
                    | 'â'
                    | 'ê'
                    | 'ô'
            )
        }) && is_syllable(&crate::fold::fold(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Language {
        language(&Reading::new(text))
    }

    #[test]
    fn vietnamese_with_and_without_marks() {
        assert_eq!(
            of("Tôi đã nộp hồ sơ xin cấp giấy phép xây dựng"),
            Language::Vietnamese
        );
        assert_eq!(
            of("toi da nop ho so xin cap giay phep xay dung"),
            Language::Vietnamese
        );
        assert_eq!(
            of("em lam cccd o phuong nhung may loi hoai"),
            Language::Vietnamese
        );
        assert_eq!(
            of("Xin link VNeID, app bị lỗi login hoài"),
            Language::Vietnamese
        );
    }

    #[test]
    fn other_languages() {
        assert_eq!(
            of("I want to complain about the office, it was closed"),
            Language::Other
        );
        assert_eq!(
            of("Le bureau est fermé pour les étrangers et je ne sais pas"),
            Language::Other
        );
        assert_eq!(of("我要投诉办事处工作人员态度不好"), Language::Other);
        assert_eq!(of("Я хочу подать жалобу"), Language::Other);
    }

    #[test]
    fn noise() {
        for text in [
            "asdf",
            "asdfgh jkl",
            "aaaaaa",
            "dfgdfg",
            "qwerty",
            "hhhhh kkkkk",
            "sdfkjhsdf",
        ] {
            assert_eq!(of(text), Language::Noise, "{text}");
        }
    }

    #[test]
    fn too_little_to_tell() {
        assert_eq!(of("ok"), Language::Unknown);
        assert_eq!(of("Samsung Galaxy"), Language::Unknown);
        assert_eq!(of("123 456"), Language::Unknown);
    }
}
