//! On which letter of a Vietnamese syllable does the tone mark stand?

use super::is_combining_mark;

/// One letter of a decomposed text with its marks: positions in the text.
struct Letter {
    base: char,
    start: usize,
    end: usize,
}

/// Whether a combining mark is one of the five tones.
pub(super) fn is_tone(mark: char) -> bool {
    matches!(
        mark,
        '\u{0300}' | '\u{0301}' | '\u{0303}' | '\u{0309}' | '\u{0323}'
    )
}

/// Whether a combining mark makes another vowel: circumflex, breve, horn.
pub(super) fn is_shape(mark: char) -> bool {
    matches!(mark, '\u{0302}' | '\u{0306}' | '\u{031B}')
}

/// Moves the tone of every Vietnamese syllable in a decomposed text to its traditional place.
pub(super) fn place_tones(text: &mut [char]) {
    let mut position = 0;
    while position < text.len() {
        let word = letters_from(text, position);
        match word.last() {
            Some(last) => {
                position = last.end;
                move_tone(text, &word);
            }
            None => position += 1,
        }
    }
}

/// The run of letters that starts at a position, each with its combining marks.
fn letters_from(text: &[char], from: usize) -> Vec<Letter> {
    let mut letters = Vec::new();
    let mut start = from;
    while let Some(&base) = text.get(start)
        && base.is_alphabetic()
        && !is_combining_mark(base)
    {
        let marks = text[start + 1..]
            .iter()
            .take_while(|&&c| is_combining_mark(c))
            .count();
        let end = start + 1 + marks;
        letters.push(Letter {
            base: lower(base),
            start,
            end,
        });
        start = end;
    }
    letters
}

fn move_tone(text: &mut [char], word: &[Letter]) {
    // The longest syllable is "nghiêng".
    if word.len() > 7 {
        return;
    }
    let mut marks = word.iter().flat_map(|l| &text[l.start + 1..l.end]);
    if !marks.all(|&c| is_tone(c) || is_shape(c)) {
        return;
    }
    let mut tones = word
        .iter()
        .flat_map(|l| l.start + 1..l.end)
        .filter(|&at| is_tone(text[at]));
    let (Some(tone), None) = (tones.next(), tones.next()) else {
        return;
    };
    let Some(home) = home_of_tone(text, word) else {
        return;
    };
    // Shift the letters between; the order of marks on one letter is settled when composing.
    if tone >= home.end {
        text[home.end..=tone].rotate_right(1);
    } else if tone < home.start {
        text[tone..home.end].rotate_left(1);
    }
}

/// The letter that carries the tone, or nothing when the word is not a Vietnamese syllable.
fn home_of_tone<'a>(text: &[char], word: &'a [Letter]) -> Option<&'a Letter> {
    let mut nucleus = word.iter().position(|l| is_vowel(l.base))?;
    let end = word[nucleus..]
        .iter()
        .position(|l| !is_vowel(l.base))
        .map_or(word.len(), |length| nucleus + length);
    if word[end..].iter().any(|l| is_vowel(l.base)) {
        return None;
    }
    // The u of "qu" and the i of "gi" before a vowel belong to the consonant.
    if nucleus == 1
        && end > 2
        && matches!((word[0].base, word[1].base), ('q', 'u') | ('g', 'i'))
        && !text[word[1].start + 1..word[1].end]
            .iter()
            .any(|&c| is_shape(c))
    {
        nucleus = 2;
    }
    let vowels = &word[nucleus..end];
    let shaped = vowels
        .iter()
        .rev()
        .find(|l| text[l.start + 1..l.end].iter().any(|&c| is_shape(c)));
    if shaped.is_some() {
        return shaped;
    }
    match (vowels, end < word.len()) {
        ([only], _) => Some(only),
        ([_, second], true) | ([_, second, _], false) => Some(second),
        ([first, _], false) => Some(first),
        _ => None,
    }
}

fn is_vowel(base: char) -> bool {
    matches!(base, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

fn lower(c: char) -> char {
    c.to_lowercase().next().unwrap_or(c)
}
