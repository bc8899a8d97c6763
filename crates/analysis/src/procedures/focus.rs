//! Which words of a story name the matter, and which only the papers and events around it?

use std::ops::Range;
use std::sync::LazyLock;

use crate::reading::{Lexicon, Reading};

/// Up to so many words are a question, in which every word is about the matter.
pub(super) const LONGEST_QUESTION: usize = 25;
/// Words after a cue that it speaks of, at most.
const REACH: usize = 10;
const NAMED: f32 = 1.3;
const DEMANDED: f32 = 0.4;
/// What words of later sentences count.
const LATER: f32 = 0.7;

/// What is done: the matter follows.
static ACTIONS: LazyLock<Lexicon> = LazyLock::new(|| {
    Lexicon::new(&[
        "thủ tục",
        "làm thủ tục",
        "hồ sơ",
        "nộp hồ sơ",
        "hồ sơ xin",
        "làm hồ sơ",
        "nộp tờ khai",
        "xin cấp",
        "xin phép",
        "đi đăng ký",
        "đăng ký",
        "làm lại",
        "cấp lại",
        "cấp đổi",
        "việc cấp",
        "tôi xin",
        "đi làm",
        "đi xin",
        "ra xin",
    ])
});

/// What is asked for or brought along: papers follow, not the matter.
static DEMANDS: LazyLock<Lexicon> = LazyLock::new(|| {
    Lexicon::new(&[
        "yêu cầu",
        "đòi",
        "bắt",
        "phải có",
        "phải nộp",
        "nộp thêm",
        "phải thêm",
        "mang",
        "mang theo",
        "đem theo",
        "kèm",
        "kèm theo",
        "thiếu",
        "cần có",
        "bổ sung",
        "trong khi",
        "mặc dù",
        "dù",
        "chứ không",
        "cùng với",
        "không có",
        "đã có",
        "vì",
    ])
});

/// How much each word of a text counts, beside what it means.
pub(super) fn focus(reading: &Reading) -> Vec<f32> {
    let mut weights = vec![1.0; reading.words.len()];
    if weights.len() <= LONGEST_QUESTION {
        return weights;
    }
    for sentence in reading.sentences.iter().skip(1) {
        weights[sentence.clone()].fill(LATER);
    }
    for (cues, factor) in [(&ACTIONS, NAMED), (&DEMANDS, DEMANDED)] {
        for sentence in &reading.sentences {
            for cue in cues.all(reading, sentence.clone()) {
                for weight in &mut weights[clause(reading, cue.end, sentence.end)] {
                    *weight *= factor;
                }
            }
        }
    }
    for weight in &mut weights {
        *weight = weight.clamp(0.2, NAMED);
    }
    weights
}

/// The words from a place to the next comma or sentence's end.
fn clause(reading: &Reading, start: usize, end: usize) -> Range<usize> {
    let end = end.min(start + REACH);
    let comma = (start..end.saturating_sub(1)).find(|&place| {
        let between = reading.words[place].chars.end..reading.words[place + 1].chars.start;
        reading.letters[between]
            .iter()
            .any(|c| matches!(c, ',' | ':' | '(' | ')'))
    });
    start..comma.map_or(end.max(start), |place| place + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_a_question_counts() {
        assert_eq!(
            focus(&Reading::new("phải nộp giấy gì khi đăng ký khai sinh")),
            [1.0; 9]
        );
        assert!(focus(&Reading::new("")).is_empty());
    }

    #[test]
    fn the_matter_counts_more_than_the_papers() {
        let text = "Tôi ra phường làm thủ tục đăng ký khai sinh cho con, cán bộ yêu cầu giấy kết hôn và \
                    giấy tạm trú, tôi đã chờ cả buổi sáng. Hôm sau tôi lại ra phường.";
        let reading = Reading::new(text);
        let weights = focus(&reading);
        let of = |word: &str| {
            let place = reading.words.iter().position(|w| w.exact == word);
            weights[place.unwrap_or_default()]
        };
        assert!(of("sinh") > of("tôi"));
        assert!(of("hôn") < of("tôi"));
        assert!(of("hôm") < of("chờ"));
    }
}
