//! When are two Vietnamese spellings the same word?
//!
//! Two keys answer it. [`exact_key`] forgives what a keyboard or an encoding decides (composed or
//! decomposed letters, case, `hoà` or `hòa`, invisible characters); [`fold()`] forgives missing
//! diacritics as well. Text is never changed for display: keys are for comparing and searching.

mod syllable;

use std::collections::HashSet;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

/// Characters of a word beyond which a search index gains nothing; PostgreSQL refuses a lexeme
/// of more than 2,046 bytes.
const LONGEST_WORD: usize = 100;

/// The text in Unicode normalisation form C, otherwise unchanged.
pub fn nfc(text: &str) -> String {
    text.nfc().collect()
}

/// The text in form C with every tone mark on the letter where the traditional spelling has it.
///
/// `hoà` becomes `hòa`, `thuý` becomes `thúy`, `cuả` becomes `của`; `quý`, `già` and `hoàn` stay.
/// Case is kept, and what is not a Vietnamese syllable is left alone.
pub fn normalise_tone_placement(text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    let mut letters: Vec<char> = text.nfd().collect();
    syllable::place_tones(&mut letters);
    letters.into_iter().nfc().collect()
}

/// The key under which spellings of the same word, diacritics included, are equal.
///
/// Form C, lower case, traditional tone placement; invisible characters and piled-up combining
/// marks are dropped, control characters become spaces, and the look-alikes of `đ` become `đ`.
pub fn exact_key(text: &str) -> String {
    if text.is_ascii() {
        return text
            .chars()
            .map(|c| {
                if c.is_ascii_control() {
                    ' '
                } else {
                    c.to_ascii_lowercase()
                }
            })
            .collect();
    }
    key_letters(text).into_iter().nfc().collect()
}

/// The key under which a word and the same word written without diacritics are equal.
///
/// [`exact_key`] with every diacritic removed and `đ` written `d`: ASCII for Vietnamese text.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return exact_key(text);
    }
    // Nearly all text is written in composed Vietnamese letters, which need no taking apart.
    if let Some(plain) = text.chars().map(plain_vietnamese).collect() {
        return plain;
    }
    // Tone placement is irrelevant once tones are gone, so the letters need no syllable work.
    plain_letters(text)
        .into_iter()
        .filter(|&c| !is_combining_mark(c))
        .map(|c| if c == 'đ' { 'd' } else { c })
        .collect()
}

/// The words of a text in order, as written: runs of letters and digits and nothing else.
///
/// A word holds no quote, operator or space, so it is safe in an FTS5 or `tsquery` expression.
/// Words are in form C and cut at 100 characters.
pub fn words(text: &str) -> Vec<String> {
    word_ranges(text)
        .map(|word| word_key(&text[word.bytes], nfc))
        .filter(|word| !word.is_empty())
        .collect()
}

/// The different words of a text as [`exact_key`]s, in order of first appearance.
pub fn exact_words(text: &str) -> Vec<String> {
    distinct(all_exact_words(text))
}

/// The different words of a text as [`fold()`]ed keys, in order of first appearance.
pub fn folded_words(text: &str) -> Vec<String> {
    distinct(all_folded_words(text))
}

/// All folded words of a text, repeats included, with single spaces between: what a full-text
/// index should be given so that both databases cut the text into the same words.
pub fn folded_text(text: &str) -> String {
    all_folded_words(text).join(" ")
}

/// Every word of a text as an [`exact_key`], repeats included.
pub(crate) fn all_exact_words(text: &str) -> Vec<String> {
    keys(text, exact_key)
}

/// Every word of a text folded, repeats included.
pub(crate) fn all_folded_words(text: &str) -> Vec<String> {
    keys(text, fold)
}

/// Where a word stands in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct WordRange {
    /// Offsets in bytes.
    pub bytes: Range<usize>,
    /// Offsets in characters.
    pub chars: Range<usize>,
}

/// Where the words of a text stand; combining marks and invisible characters inside a word
/// belong to it.
pub(crate) fn word_ranges(text: &str) -> impl Iterator<Item = WordRange> {
    let mut letters = text.char_indices().enumerate().peekable();
    std::iter::from_fn(move || {
        let (first, (start, _)) = letters.find(|&(_, (_, c))| starts_word(c))?;
        let mut range = WordRange {
            bytes: start..start,
            chars: first..first,
        };
        let mut end = (
            first + 1,
            start + text[start..].chars().next().map_or(0, char::len_utf8),
        );
        while let Some(&(position, (byte, c))) = letters.peek() {
            if starts_word(c) || is_combining_mark(c) {
                end = (position + 1, byte + c.len_utf8());
            } else if !is_invisible(c) {
                break;
            }
            letters.next();
        }
        (range.chars.end, range.bytes.end) = end;
        Some(range)
    })
}

/// A word's key: form C, no stray marks, at most [`LONGEST_WORD`] characters.
pub(crate) fn word_key(word: &str, key: fn(&str) -> String) -> String {
    key(word)
        .chars()
        .filter(|&c| {
            c.is_alphanumeric() && (is_plain_letter(c) || canonical_combining_class(c) == 0)
        })
        .take(LONGEST_WORD)
        .collect()
}

fn keys(text: &str, key: fn(&str) -> String) -> Vec<String> {
    word_ranges(text)
        .map(|word| word_key(&text[word.bytes], key))
        .filter(|word| !word.is_empty())
        .collect()
}

fn distinct(words: Vec<String>) -> Vec<String> {
    let mut seen = HashSet::with_capacity(words.len());
    words
        .into_iter()
        .filter(|word| seen.insert(word.clone()))
        .collect()
}

/// The plain letter of a composed Vietnamese one or of an ASCII character, in lower case.
fn plain_vietnamese(c: char) -> Option<char> {
    let plain = match c {
        c if c.is_ascii_control() => ' ',
        c if c.is_ascii() => c.to_ascii_lowercase(),
        'à' | 'á' | 'ã' | 'ả' | 'ạ' | 'ă' | 'ằ' | 'ắ' | 'ẵ' | 'ẳ' | 'ặ' | 'â' | 'ầ' | 'ấ' | 'ẫ'
        | 'ẩ' | 'ậ' | 'À' | 'Á' | 'Ã' | 'Ả' | 'Ạ' | 'Ă' | 'Ằ' | 'Ắ' | 'Ẵ' | 'Ẳ' | 'Ặ' | 'Â'
        | 'Ầ' | 'Ấ' | 'Ẫ' | 'Ẩ' | 'Ậ' => 'a',
        'è' | 'é' | 'ẽ' | 'ẻ' | 'ẹ' | 'ê' | 'ề' | 'ế' | 'ễ' | 'ể' | 'ệ' | 'È' | 'É' | 'Ẽ' | 'Ẻ'
        | 'Ẹ' | 'Ê' | 'Ề' | 'Ế' | 'Ễ' | 'Ể' | 'Ệ' => 'e',
        'ì' | 'í' | 'ĩ' | 'ỉ' | 'ị' | 'Ì' | 'Í' | 'Ĩ' | 'Ỉ' | 'Ị' => 'i',
        'ò' | 'ó' | 'õ' | 'ỏ' | 'ọ' | 'ô' | 'ồ' | 'ố' | 'ỗ' | 'ổ' | 'ộ' | 'ơ' | 'ờ' | 'ớ' | 'ỡ'
        | 'ở' | 'ợ' | 'Ò' | 'Ó' | 'Õ' | 'Ỏ' | 'Ọ' | 'Ô' | 'Ồ' | 'Ố' | 'Ỗ' | 'Ổ' | 'Ộ' | 'Ơ'
        | 'Ờ' | 'Ớ' | 'Ỡ' | 'Ở' | 'Ợ' => 'o',
        'ù' | 'ú' | 'ũ' | 'ủ' | 'ụ' | 'ư' | 'ừ' | 'ứ' | 'ữ' | 'ử' | 'ự' | 'Ù' | 'Ú' | 'Ũ' | 'Ủ'
        | 'Ụ' | 'Ư' | 'Ừ' | 'Ứ' | 'Ữ' | 'Ử' | 'Ự' => 'u',
        'ỳ' | 'ý' | 'ỹ' | 'ỷ' | 'ỵ' | 'Ỳ' | 'Ý' | 'Ỹ' | 'Ỷ' | 'Ỵ' => 'y',
        'đ' | 'Đ' => 'd',
        _ => return None,
    };
    Some(plain)
}

/// Whether a character is put on the one before it. The letters Vietnamese is written with are
/// known without a table.
pub(crate) fn is_combining_mark(c: char) -> bool {
    !is_plain_letter(c) && unicode_normalization::char::is_combining_mark(c)
}

fn is_plain_letter(c: char) -> bool {
    c < '\u{300}' || ('\u{1e00}'..='\u{1eff}').contains(&c)
}

fn starts_word(c: char) -> bool {
    c.is_alphanumeric() && !is_combining_mark(c)
}

/// Decomposed, cleaned, lower-case letters with tones in their traditional place.
fn key_letters(text: &str) -> Vec<char> {
    let mut letters = plain_letters(text);
    syllable::place_tones(&mut letters);
    letters
}

/// Decomposed, cleaned, lower-case letters.
fn plain_letters(text: &str) -> Vec<char> {
    let mut letters = Vec::with_capacity(text.len());
    let mut marks = Vec::new();
    for c in text.nfd().filter(|&c| !is_invisible(c)) {
        if is_combining_mark(c) {
            marks.push(c);
            continue;
        }
        keep_marks(&mut letters, &mut marks);
        if c.is_control() {
            letters.push(' ');
        } else {
            letters.extend(c.to_lowercase().map(straighten_d));
        }
    }
    keep_marks(&mut letters, &mut marks);
    letters
}

/// Moves the marks of one letter over; a pile of them (zalgo) shrinks to what Vietnamese needs.
fn keep_marks(letters: &mut Vec<char>, marks: &mut Vec<char>) {
    if marks.len() > 1 {
        let tone = marks.iter().copied().find(|&c| syllable::is_tone(c));
        let shape = marks.iter().copied().find(|&c| syllable::is_shape(c));
        if tone.is_some() || shape.is_some() {
            marks.clear();
            marks.extend(shape.into_iter().chain(tone));
        }
        marks.truncate(2);
    }
    letters.append(marks);
}

/// Texts converted from old encodings carry the Icelandic eth or the African d instead of đ.
fn straighten_d(c: char) -> char {
    match c {
        'ð' | 'ɖ' => 'đ',
        other => other,
    }
}

/// Takes no room and carries no meaning in Vietnamese: zero-width characters, direction marks,
/// soft hyphens, variation selectors.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{00AD}'
            | '\u{034F}'
            | '\u{061C}'
            | '\u{180B}'..='\u{180F}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}'
            | '\u{E0000}'..='\u{E0FFF}'
    )
}

#[cfg(test)]
mod tests;
