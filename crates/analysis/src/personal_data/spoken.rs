//! Which telephone numbers are written in words?

use super::{PersonalData, Span, span};
use crate::reading::Reading;

/// Digits of a number read out, one word each; people leave one out or say one twice.
const DIGITS: std::ops::RangeInclusive<usize> = 9..=11;

/// `không chín một hai, ba bốn năm, sáu bảy tám`.
pub(super) fn phones(reading: &Reading) -> impl Iterator<Item = Span> + '_ {
    let mut place = 0;
    std::iter::from_fn(move || {
        while place < reading.words.len() {
            let start = place;
            let mut end = start;
            while end < reading.words.len()
                && is_digit(&reading.words[end].folded)
                && (end == start || joined(reading, end - 1))
            {
                end += 1;
            }
            place = end.max(start + 1);
            let zero = matches!(reading.words[start].folded.as_str(), "khong" | "ko");
            if zero && DIGITS.contains(&(end - start)) {
                return Some(span(reading.span(start..end), PersonalData::Phone));
            }
        }
        None
    })
}

fn is_digit(word: &str) -> bool {
    matches!(
        word,
        "khong"
            | "ko"
            | "mot"
            | "hai"
            | "ba"
            | "bon"
            | "tu"
            | "nam"
            | "lam"
            | "sau"
            | "bay"
            | "tam"
            | "chin"
    )
}

fn joined(reading: &Reading, place: usize) -> bool {
    reading
        .between(place)
        .iter()
        .all(|c| matches!(c, ' ' | ',' | '.' | '-' | '\u{a0}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let letters: Vec<char> = text.chars().collect();
        phones(&Reading::new(text))
            .map(|span| letters[span.start..span.end].iter().collect())
            .collect()
    }

    #[test]
    fn numbers_that_were_read_out() {
        assert_eq!(
            found("số tôi không chín sáu bảy, ba hai một, bốn bốn không, tên Quảng"),
            ["không chín sáu bảy, ba hai một, bốn bốn không"]
        );
        assert_eq!(
            found("goi khong ba tam sau hai khong mot chin chin bon nhe"),
            ["khong ba tam sau hai khong mot chin chin bon"]
        );
        assert_eq!(found("không một ai, hai ba lần rồi"), [""; 0]);
    }
}
