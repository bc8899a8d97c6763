//! Which word did someone mean whose Telex or VNI keys were not turned into letters?

use vi::processor::AccentStyle;
use vi::{Definition, TELEX, VNI, transform_buffer_with_style};

use crate::fold::{exact_key, fold, word_key};
use crate::reading::Word;
use crate::syllable::is_syllable;

/// The longest syllable typed in Telex is `nghieengs`.
const LONGEST: usize = 10;
/// So many words that can be nothing else show that a text was typed without an input method.
const ENOUGH: usize = 2;

/// What speaks in a text for each way of typing.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Evidence {
    telex: bool,
    vni: bool,
}

/// Looks through a text for words that can only be keys.
pub(super) fn evidence(words: &[Word]) -> Evidence {
    let mut telex = 0;
    let mut vni = 0;
    for word in words {
        if doubled(&word.exact) && word.exact != "xoong" {
            telex += usize::from(as_typed(&word.exact, &TELEX).is_some());
        }
        if vni_shape(&word.exact) {
            vni += usize::from(as_typed(&word.exact, &VNI).is_some());
        }
    }
    Evidence {
        telex: telex >= ENOUGH,
        vni: vni >= ENOUGH,
    }
}

/// The word meant by keys, when it can hardly be anything else.
pub(super) fn typed(word: &str, evidence: Evidence) -> Option<String> {
    if word.len() > LONGEST || word.len() < 3 && !word.starts_with("dd") {
        return None;
    }
    // A stray "dd" or "đd" is a key pressed once too often, whatever else the text is like.
    for doubled in ["dd", "đd", "dđ"] {
        if let Some(rest) = word.strip_prefix(doubled) {
            let straight = format!("đ{rest}");
            if is_syllable(&fold(&straight)) {
                return Some(straight);
            }
        }
    }
    let telex = evidence.telex || (doubled(word) && ends_in_tone(word) && !is_syllable(word));
    if telex && (doubled(word) || !is_syllable(&fold(word))) {
        return as_typed(word, &TELEX);
    }
    if evidence.vni && vni_shape(word) {
        return as_typed(word, &VNI);
    }
    None
}

fn as_typed(word: &str, method: &'static Definition) -> Option<String> {
    if !word.is_ascii() || word.len() > LONGEST {
        return None;
    }
    let mut typed = String::new();
    transform_buffer_with_style(method, AccentStyle::Old, word.chars(), &mut typed);
    let typed = word_key(&typed, exact_key);
    let sound = typed.chars().all(char::is_alphabetic) && is_syllable(&fold(&typed));
    (sound && typed != word).then_some(typed)
}

/// Letters that only Telex doubles, or its `w`.
fn doubled(word: &str) -> bool {
    word.is_ascii()
        && (["aa", "ee", "oo", "dd", "uw", "ow", "aw"].iter()).any(|pair| word.contains(pair))
}

fn ends_in_tone(word: &str) -> bool {
    word.ends_with(['s', 'f', 'r', 'x', 'j'])
}

/// Letters with one or two digits among or behind them.
fn vni_shape(word: &str) -> bool {
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    word.is_ascii()
        && word.len() > 2
        && (1..=2).contains(&digits)
        && !word.starts_with(|c: char| c.is_ascii_digit())
        && word.bytes().filter(u8::is_ascii_lowercase).count() + digits == word.len()
}
