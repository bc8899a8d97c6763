//! Which sentences of a long text say what it is about?
//!
//! Sentences are taken as they are: nothing is written anew. What happened, where and when, and
//! what is asked for count; greetings, thanks and anger do not.

use std::ops::Range;

use crate::cues;
use crate::reading::Reading;

/// Shorter texts are read whole.
const SHORT: usize = 300;
/// Sentences that are picked.
const MOST: usize = 3;
/// Of this many sentences one is picked, at least one.
const ONE_OF: usize = 3;

/// What each sign adds to a sentence.
const WORTH: &[(&str, f32)] = &[
    ("delay", 1.2),
    ("refusal", 1.3),
    ("extra_papers", 1.3),
    ("rudeness", 0.8),
    ("harassment", 0.7),
    ("bribe", 1.3),
    ("shirking", 0.9),
    ("disclosure", 1.0),
    ("event", 0.8),
    ("official", 0.5),
    ("rule", 0.4),
    ("rule_trouble", 0.9),
    ("proposal", 1.1),
    ("wants_remedy", 1.2),
    ("complaint", 0.8),
    ("denunciation", 0.9),
    ("ask_rule", 0.5),
    ("ask_file", 0.7),
    ("own_province", 0.4),
    ("deadline", 0.6),
    ("health", 0.4),
    ("thanks", -1.0),
    ("anger", -0.3),
    ("paper", 0.2),
];
/// What it adds to begin or end the text: people say first what it is about and last what they want.
const FIRST: f32 = 0.6;
const LAST: f32 = 0.2;

/// Characters of the key sentences, in the order of the text; nothing for a text that is short
/// enough to be read.
pub(crate) fn key_sentences(reading: &Reading) -> Vec<Range<usize>> {
    let sentences: Vec<&Range<usize>> = reading
        .sentences
        .iter()
        .filter(|words| words.len() > 3)
        .collect();
    if reading.letters.len() <= SHORT || sentences.is_empty() {
        return Vec::new();
    }
    let groups: Vec<(cues::Group, f32)> = WORTH
        .iter()
        .map(|&(name, worth)| (cues::group(name), worth))
        .collect();
    let cues = cues::find(reading);
    let mut scored: Vec<(usize, f32)> = sentences
        .iter()
        .enumerate()
        .map(|(place, words)| {
            let mut score: f32 = groups
                .iter()
                .map(|&(group, worth)| {
                    let says = cues.iter().any(|cue| {
                        cue.group == group
                            && words.start <= cue.words.start
                            && cue.words.end <= words.end
                    });
                    if says { worth } else { 0.0 }
                })
                .sum();
            let has_number = reading.words[(*words).clone()]
                .iter()
                .any(|word| word.exact.starts_with(|c: char| c.is_ascii_digit()));
            if has_number {
                score += 0.4;
            }
            if place == 0 {
                score += FIRST;
            } else if place + 1 == sentences.len() {
                score += LAST;
            }
            // A very short sentence says little, a very long one is no summary.
            let length = words.len();
            if length < 7 {
                score *= 0.6;
            } else if length > 60 {
                score *= 0.85;
            }
            (place, score)
        })
        .collect();
    scored.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    scored.truncate((sentences.len() / ONE_OF).clamp(1, MOST));
    scored.sort_by_key(|&(place, _)| place);
    scored
        .into_iter()
        .map(|(place, _)| with_its_stop(reading, reading.span(sentences[place].clone())))
        .collect()
}

/// A sentence with the sign that ends it.
fn with_its_stop(reading: &Reading, mut span: Range<usize>) -> Range<usize> {
    while reading
        .letters
        .get(span.end)
        .is_some_and(|c| matches!(c, '.' | '!' | '?' | '…' | ';'))
    {
        span.end += 1;
    }
    span
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_happened_and_what_is_asked_is_picked() {
        let text = "Kính gửi các anh chị. Ngày 12/8 tôi nộp hồ sơ cấp lại sổ đỏ ở phường Đức Xuân, \
                    phiếu hẹn 15 ngày nhưng đến nay đã hai tháng vẫn chưa trả kết quả. Nhà tôi ở xa, \
                    trời thì nắng. Tôi năm nay 65 tuổi. Cán bộ một cửa yêu cầu nộp thêm giấy xác nhận \
                    của tổ dân phố mà quy định không có. Tôi buồn lắm. Đề nghị lãnh đạo kiểm tra và \
                    trả lời cho tôi. Xin cảm ơn nhiều.";
        let letters: Vec<char> = text.chars().collect();
        let picked: Vec<String> = key_sentences(&Reading::normalised(text))
            .into_iter()
            .map(|span| letters[span].iter().collect())
            .collect();
        assert_eq!(picked.len(), 2);
        assert!(picked[0].starts_with("Ngày 12/8") && picked[0].ends_with('.'));
        assert!(picked[1].starts_with("Cán bộ một cửa") || picked[1].starts_with("Đề nghị"));
    }

    #[test]
    fn a_short_text_needs_no_summary() {
        assert!(key_sentences(&Reading::normalised("Quá hẹn 20 ngày chưa trả.")).is_empty());
        assert!(key_sentences(&Reading::normalised("")).is_empty());
    }
}
