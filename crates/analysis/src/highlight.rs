//! Which words of a text did a search find, and which part of the text shows it best?

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::fold::{all_exact_words, all_folded_words, exact_key, fold, word_key, word_ranges};

/// A word of the text that a query asked for. Offsets count characters, `end` excluded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// First character.
    pub start: usize,
    /// One past the last character.
    pub end: usize,
    /// Whether the diacritics match too, not only the letters.
    pub exact: bool,
}

/// A part of a text around the words that were found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Snippet {
    /// The part, as written.
    pub text: String,
    /// Where the part starts in the whole text, in characters.
    pub start: usize,
    /// Found words; offsets count characters of [`Snippet::text`].
    pub marks: Vec<Mark>,
    /// Whether text before the part was left out.
    pub cut_before: bool,
    /// Whether text after the part was left out.
    pub cut_after: bool,
}

/// The words of `text` that `query` asks for, in order.
pub fn highlight(text: &str, query: &str) -> Vec<Mark> {
    let folded: HashSet<String> = all_folded_words(query).into_iter().collect();
    if folded.is_empty() {
        return Vec::new();
    }
    let exact: HashSet<String> = all_exact_words(query).into_iter().collect();
    // Most words differ in the first letter already; a bare one folds to itself in small.
    let initials: HashSet<u8> = folded.iter().map(|word| word.as_bytes()[0]).collect();
    let may_match = |first: u8| !first.is_ascii() || initials.contains(&first.to_ascii_lowercase());
    word_ranges(text)
        .filter_map(|word| {
            let written = &text[word.bytes];
            if !may_match(written.as_bytes()[0]) {
                return None;
            }
            folded.contains(&word_key(written, fold)).then(|| Mark {
                start: word.chars.start,
                end: word.chars.end,
                exact: exact.contains(&word_key(written, exact_key)),
            })
        })
        .collect()
}

/// At most `max_chars` characters of `text` with as many different found words as possible,
/// cut between words; the beginning of the text when nothing was found.
pub fn snippet(text: &str, query: &str, max_chars: usize) -> Snippet {
    let marks = highlight(text, query);
    if marks.is_empty() {
        return beginning(text, max_chars);
    }
    let letters: Vec<char> = text.chars().collect();
    let words: Vec<Range<usize>> = word_ranges(text).map(|word| word.chars).collect();
    let (start, end) = part(&letters, &words, &marks, max_chars);
    Snippet {
        text: letters[start..end].iter().collect(),
        start,
        marks: marks
            .into_iter()
            .filter(|mark| mark.start >= start && mark.end <= end)
            .map(|mark| Mark {
                start: mark.start - start,
                end: mark.end - start,
                ..mark
            })
            .collect(),
        cut_before: start > 0,
        cut_after: end < letters.len(),
    }
}

/// The first words of a text, at most `max_chars` characters of them; looks no further than that.
fn beginning(text: &str, max_chars: usize) -> Snippet {
    let Some((limit, _)) = text.char_indices().nth(max_chars) else {
        return Snippet {
            text: text.to_owned(),
            ..Snippet::default()
        };
    };
    // A little more than the part shows whether its last word goes on, even behind invisible signs.
    let ahead = text[limit..].char_indices().nth(32);
    let seen = &text[..ahead.map_or(text.len(), |(next, _)| limit + next)];
    let crossing = word_ranges(seen)
        .map(|word| word.bytes)
        .find(|word| word.start < limit && limit < word.end);
    let end = match crossing {
        Some(word) if word.start > 0 => word.start,
        _ => limit,
    };
    Snippet {
        text: text[..end].trim_end().to_owned(),
        cut_after: true,
        ..Snippet::default()
    }
}

/// The part to show, in characters.
fn part(
    letters: &[char],
    words: &[Range<usize>],
    marks: &[Mark],
    max_chars: usize,
) -> (usize, usize) {
    if letters.len() <= max_chars {
        return (0, letters.len());
    }
    // A few words before the first one found give it a meaning.
    let lead = max_chars / 4;
    let wanted = best_mark(letters, marks, max_chars - lead)
        .map_or(0, |mark| mark.start.saturating_sub(lead))
        .min(letters.len() - max_chars);
    let start = match words.iter().position(|word| word.start >= wanted) {
        Some(0) | None => 0,
        Some(word) => words[word].start,
    };
    let limit = (start + max_chars).min(letters.len());
    let crossing = words
        .iter()
        .find(|word| word.start < limit && limit < word.end);
    let end = match crossing {
        Some(word) if word.start > start => word.start,
        _ => limit,
    };
    let spaces = letters[start..end]
        .iter()
        .rev()
        .take_while(|c| c.is_whitespace())
        .count();
    (start, end - spaces)
}

/// The mark after which most different words were found within `reach` characters; the earliest
/// of equals.
fn best_mark<'a>(letters: &[char], marks: &'a [Mark], reach: usize) -> Option<&'a Mark> {
    let keys: Vec<String> = marks
        .iter()
        .map(|mark| {
            word_key(
                &letters[mark.start..mark.end].iter().collect::<String>(),
                fold,
            )
        })
        .collect();
    let mut best = None;
    let mut most = 0;
    let mut counts: HashMap<&str, usize> = HashMap::new();
    let mut next = 0;
    for (first, mark) in marks.iter().enumerate() {
        while next < marks.len() && marks[next].end <= mark.start + reach {
            *counts.entry(&keys[next]).or_default() += 1;
            next += 1;
        }
        if counts.len() > most || best.is_none() {
            (best, most) = (Some(mark), counts.len());
        }
        if let Some(count) = counts.get_mut(keys[first].as_str()) {
            *count -= 1;
            if *count == 0 {
                counts.remove(keys[first].as_str());
            }
        }
        next = next.max(first + 1);
    }
    best
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    fn marked(text: &str, query: &str) -> String {
        let letters: Vec<char> = text.chars().collect();
        let mut out = String::new();
        let mut at = 0;
        for mark in highlight(text, query) {
            out.extend(&letters[at..mark.start]);
            let (open, close) = if mark.exact { ('[', ']') } else { ('(', ')') };
            out.push(open);
            out.extend(&letters[mark.start..mark.end]);
            out.push(close);
            at = mark.end;
        }
        out.extend(&letters[at..]);
        out
    }

    #[test]
    fn exact_and_folded_words_are_told_apart() {
        assert_eq!(
            marked("Đăng ký đất đai, dat cuoc", "dat đai"),
            "Đăng ký (đất) [đai], [dat] cuoc"
        );
        assert_eq!(
            marked("Hoà giải ở Hòa Bình", "hòa"),
            "[Hoà] giải ở [Hòa] Bình"
        );
        assert_eq!(marked("khai sinh", "sinh viên"), "khai [sinh]");
    }

    #[test]
    fn decomposed_text_keeps_its_own_offsets() {
        let text: String = "Đổi thẻ căn cước".nfd().collect();
        let marks = highlight(&text, "căn cước");
        let letters: Vec<char> = text.chars().collect();
        let found: Vec<String> = marks
            .iter()
            .map(|m| letters[m.start..m.end].iter().copied().nfc().collect())
            .collect();
        assert_eq!(found, ["căn", "cước"]);
        assert!(marks.iter().all(|m| m.exact));
    }

    #[test]
    fn nothing_asked_nothing_found() {
        assert!(highlight("khai sinh", "").is_empty());
        assert!(highlight("khai sinh", "😀 ?!").is_empty());
        assert!(highlight("", "khai").is_empty());
    }

    #[test]
    fn a_short_text_is_shown_whole() {
        let part = snippet("Khai sinh cho con", "sinh", 100);
        assert_eq!(part.text, "Khai sinh cho con");
        assert!(!part.cut_before && !part.cut_after);
        assert_eq!(
            part.marks,
            [Mark {
                start: 5,
                end: 9,
                exact: true
            }]
        );
    }

    proptest! {
        #[test]
        fn every_word_asked_for_is_marked(text in "[a-cA-Cà-ãđĐ0-1 \u{301}\u{323}]{0,40}", query in "[a-cà-ãđ0-1]{1,3}") {
            let asked = all_folded_words(&query);
            let all: Vec<Range<usize>> = word_ranges(&text)
                .filter(|word| asked.contains(&word_key(&text[word.bytes.clone()], fold)))
                .map(|word| word.chars)
                .collect();
            let marked: Vec<Range<usize>> = highlight(&text, &query).iter().map(|mark| mark.start..mark.end).collect();
            prop_assert_eq!(marked, all);
        }

        #[test]
        fn the_beginning_is_the_part_without_matches(text in "[a-c à-ỹ,.\u{301}\u{200b}]{0,60}", most in 1usize..40) {
            let letters: Vec<char> = text.chars().collect();
            let words: Vec<Range<usize>> = word_ranges(&text).map(|word| word.chars).collect();
            let (start, end) = part(&letters, &words, &[], most);
            let found = snippet(&text, "", most);
            prop_assert_eq!((start, end), (0, found.text.chars().count()));
            prop_assert!(text.starts_with(&found.text));
            prop_assert_eq!(found.cut_after, end < letters.len());
        }
    }

    #[test]
    fn the_part_is_cut_between_words_around_the_match() {
        let text = "Tôi đến trung tâm từ sáng sớm và chờ rất lâu. Cán bộ yêu cầu giấy xác nhận \
                    tình trạng hôn nhân dù quy định không cần. Sau đó tôi ra về.";
        let part = snippet(text, "xac nhan hon nhan", 60);
        assert!(part.text.chars().count() <= 60);
        assert!(
            part.text.contains("xác nhận tình trạng hôn nhân"),
            "{}",
            part.text
        );
        assert!(part.cut_before && part.cut_after);
        assert!(!part.text.starts_with(' ') && !part.text.ends_with(' '));
        let letters: Vec<char> = part.text.chars().collect();
        let first: String = letters[part.marks[0].start..part.marks[0].end]
            .iter()
            .collect();
        assert_eq!(first, "xác");
    }

    #[test]
    fn the_part_with_more_different_words_wins() {
        let text = format!("đất đất đất {} đất đai thừa kế", "lời dẫn dài ".repeat(30));
        assert!(
            snippet(&text, "thừa kế đất đai", 40)
                .text
                .contains("đất đai thừa kế")
        );
    }

    #[test]
    fn nothing_found_shows_the_beginning() {
        let part = snippet("một hai ba bốn năm", "không", 8);
        assert_eq!(part.text, "một hai");
        assert!(part.cut_after && !part.cut_before);
    }

    proptest! {
        #[test]
        fn a_part_always_fits(text in ".{0,80}", query in ".{0,10}", max in 0usize..40) {
            let part = snippet(&text, &query, max);
            let length = part.text.chars().count();
            prop_assert!(length <= max);
            let whole: Vec<char> = text.chars().collect();
            prop_assert_eq!(
                part.text.chars().collect::<Vec<_>>(),
                whole[part.start..part.start + length].to_vec()
            );
            for mark in part.marks {
                prop_assert!(mark.start < mark.end && mark.end <= length);
            }
        }
    }
}
