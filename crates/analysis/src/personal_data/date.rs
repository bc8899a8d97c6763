//! On which day was someone born?

use std::ops::Range;
use std::sync::LazyLock;

use super::{PersonalData, Span, span};
use crate::reading::{Lexicon, Reading};

/// Words between the word for birth and the date, at most.
const REACH: usize = 3;

static BORN: LazyLock<Lexicon> = LazyLock::new(|| {
    Lexicon::new(&[
        "sinh ngày",
        "ngày sinh",
        "sinh",
        "sn",
        "ns",
        "ngày tháng năm sinh",
        "sinh nhật",
        "đẻ ngày",
    ])
});

/// Things that are born in a file and not into the world.
static NOT_BORN: LazyLock<Lexicon> = LazyLock::new(|| {
    Lexicon::new(&[
        "khai sinh",
        "phát sinh",
        "học sinh",
        "chứng sinh",
        "tuyển sinh",
        "vệ sinh",
        "hộ sinh",
        "sinh viên",
    ])
});

/// Full dates after a word for birth.
pub(super) fn births(reading: &Reading) -> impl Iterator<Item = Span> + '_ {
    (0..reading.words.len()).filter_map(|place| {
        let born = BORN.at(reading, place)?;
        let other = (0..2.min(place + 1)).any(|back| {
            NOT_BORN
                .at(reading, place - back)
                .is_some_and(|words| words.contains(&place))
        });
        if other {
            return None;
        }
        // "ngày sinh" holds "sinh".
        if place > 0
            && BORN
                .at(reading, place - 1)
                .is_some_and(|words| words.end > place)
        {
            return None;
        }
        let date = (born.end..=born.end + REACH).find_map(|at| date(reading, at))?;
        Some(span(reading.span(date), PersonalData::BirthDate))
    })
}

/// Day, month and year: `17-05-1974`, `ngày 5 tháng 11 năm 1988`.
fn date(reading: &Reading, start: usize) -> Option<Range<usize>> {
    let number = |at: usize| -> Option<u32> { reading.words.get(at)?.exact.parse().ok() };
    let sound = |day: u32, month: u32, year: u32| {
        (1..=31).contains(&day) && (1..=12).contains(&month) && (1900..=2100).contains(&year)
    };
    let word = |at: usize| {
        reading
            .words
            .get(at)
            .map_or("", |word| word.folded.as_str())
    };
    if let (Some(day), Some(month), Some(year)) =
        (number(start), number(start + 1), number(start + 2))
    {
        let parted = |at: usize| {
            matches!(
                reading.between(at),
                ['/' | '-' | '.' | ' '] | [' ', '/' | '-', ' ']
            )
        };
        return (sound(day, month, year) && parted(start) && parted(start + 1))
            .then_some(start..start + 3);
    }
    let at = start + usize::from(matches!(word(start), "ngay" | "mung"));
    if word(at + 1) == "thang" && word(at + 3) == "nam" {
        let (day, month, year) = (number(at)?, number(at + 2)?, number(at + 4)?);
        return sound(day, month, year).then_some(start..at + 5);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let letters: Vec<char> = text.chars().collect();
        births(&Reading::new(text))
            .map(|span| letters[span.start..span.end].iter().collect())
            .collect()
    }

    #[test]
    fn full_dates_after_a_word_for_birth() {
        assert_eq!(found("sinh ngày 17-05-1974, ở"), ["17-05-1974"]);
        assert_eq!(found("ông cháu sinh 20/11/1951"), ["20/11/1951"]);
        assert_eq!(
            found("sinh ngày 5 tháng 11 năm 1988"),
            ["5 tháng 11 năm 1988"]
        );
        assert_eq!(found("ngay sinh: 02.09.1957"), ["02.09.1957"]);
    }

    #[test]
    fn other_dates_are_left_alone() {
        for text in [
            "nộp ngày 17/05/2024",
            "đăng ký khai sinh ngày 17/05/2024",
            "phát sinh ngày 01/01/2025",
            "sinh năm 1964",
            "sinh ngày 32/13/1974",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }
}
