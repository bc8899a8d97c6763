//! Which of a topic's words may everybody read?
//!
//! A label is made of what people wrote. A name or a place that only a few know of must not get into it.

use crate::fold::all_folded_words;
use crate::personal_data;

/// Fewer petitions than this could be told apart by their words.
const FEWEST: usize = 5;

/// What of a label may be shown to everybody: the parts that at least five petitions have outside of anything that
/// looks like personal data, or that `official` knows from an official text. Nothing when no part of two words is left.
///
/// `texts` are petitions of the topic, `official` is asked with a folded part.
pub fn fit_for_everybody(
    label: &str,
    texts: &[String],
    official: impl Fn(&str) -> bool,
) -> Option<String> {
    let texts: Vec<String> = texts.iter().map(|text| padded(&covered(text))).collect();
    let parts: Vec<&str> = label
        .split(", ")
        .filter(|part| !part.is_empty() && personal_data::find(part).is_empty())
        .filter(|part| {
            let folded = padded(part);
            official(folded.trim())
                || texts.iter().filter(|text| text.contains(&folded)).count() >= FEWEST
        })
        .collect();
    parts
        .iter()
        .any(|part| part.contains(' '))
        .then(|| parts.join(", "))
}

/// The text with every piece of personal data replaced by a zero.
fn covered(text: &str) -> String {
    let mut spans = personal_data::find(text).into_iter().peekable();
    let mut kept = String::with_capacity(text.len());
    for (place, letter) in text.chars().enumerate() {
        while spans.peek().is_some_and(|span| span.end <= place) {
            spans.next();
        }
        match spans.peek() {
            Some(span) if span.start <= place => {
                if span.start == place {
                    // Words on both sides do not become neighbours.
                    kept.push_str(" 0 ");
                }
            }
            _ => kept.push(letter),
        }
    }
    kept
}

/// Folded words with a space before and after each.
fn padded(text: &str) -> String {
    format!(" {} ", all_folded_words(text).join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn times(count: usize, text: &str) -> Vec<String> {
        vec![text.to_owned(); count]
    }

    #[test]
    fn words_of_fewer_than_five_petitions_are_left_out() {
        let mut texts = times(5, "Tách thửa đất quá hẹn hai tháng");
        texts.extend(times(4, "Tách thửa ở Nà Mu quá hẹn"));
        let label = "tách thửa, nà mu, quá hẹn";
        assert_eq!(
            fit_for_everybody(label, &texts, |_| false).as_deref(),
            Some("tách thửa, quá hẹn")
        );
        assert_eq!(
            fit_for_everybody("nà mu", &texts, |_| false),
            None,
            "nothing is left"
        );
        assert_eq!(
            fit_for_everybody("hẹn", &texts, |_| false),
            None,
            "one syllable says nothing"
        );
    }

    #[test]
    fn a_name_that_many_write_is_not_shown() {
        let texts = times(9, "Cán bộ tên Hoàng Thị Mẩy giữ hồ sơ tách thửa của tôi");
        assert_eq!(
            fit_for_everybody("thị mẩy, tách thửa", &texts, |_| false).as_deref(),
            Some("tách thửa")
        );
    }

    #[test]
    fn words_of_official_texts_may_be_shown_whoever_wrote_them() {
        assert_eq!(
            fit_for_everybody("khai sinh", &[], |part| part == "khai sinh").as_deref(),
            Some("khai sinh")
        );
    }
}
