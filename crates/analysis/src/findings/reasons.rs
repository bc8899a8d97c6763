//! Which reasons to return a petition show, and in which sentence?

use super::ReasonFound;
use crate::admissibility::{Hint, Part, Reason};
use crate::features::Features;
use crate::model::{Model, Task};
use crate::reading::Reading;

/// A reason that the model thinks likelier than not is named.
const LIKELY: f32 = 0.5;
/// A reason that a rule names needs this much from the model too.
const WITH_A_RULE: f32 = 0.25;
/// Without a model a rule needs this confidence.
const SURE_RULE: f32 = 0.6;

/// The reasons that show, the surest first.
pub(super) fn found(
    model: &Model,
    hints: &[Hint],
    title: &Reading,
    body: &Reading,
    features: &Features,
) -> Vec<ReasonFound> {
    let mut found: Vec<ReasonFound> = crate::model::REASONS
        .into_iter()
        .filter_map(|reason| {
            let hint = hints.iter().find(|hint| hint.reason == reason);
            let learned = model.linear(Task::Reason(reason)).is_some();
            let share = model.shares(Task::Reason(reason), features)[1];
            let score = match hint {
                Some(hint) if !learned => {
                    (hint.confidence >= SURE_RULE).then_some(hint.confidence)?
                }
                Some(_) if share >= WITH_A_RULE => share,
                None if learned && share >= LIKELY => share,
                _ => return None,
            };
            let (start, end, trigger) = match hint {
                Some(hint) if hint.part == Part::Body => {
                    (hint.start, hint.end, hint.trigger.clone())
                }
                Some(hint) => (0, 0, hint.trigger.clone()),
                None => {
                    let span = place(model, reason, title, body);
                    (span.start, span.end, String::new())
                }
            };
            Some(ReasonFound {
                reason,
                score,
                start,
                end,
                trigger,
            })
        })
        .collect();
    found.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.reason.cmp(&b.reason)));
    found
}

/// The sentence that speaks most for a reason; the whole text for one that is about all of it.
fn place(model: &Model, reason: Reason, title: &Reading, body: &Reading) -> std::ops::Range<usize> {
    if matches!(reason, Reason::R01 | Reason::R02) || body.sentences.len() < 2 {
        return body.span(0..body.words.len());
    }
    let mut best: Option<(f32, std::ops::Range<usize>)> = None;
    for sentence in &body.sentences {
        let alone = body.part(sentence.clone());
        let features = crate::features::petition(&crate::features::Petition {
            title,
            body: &alone,
            hints: &[],
            procedure: 0.0,
        });
        let lean = model.lean(Task::Reason(reason), &features);
        if best.as_ref().is_none_or(|(most, _)| lean > *most) {
            best = Some((lean, body.span(sentence.clone())));
        }
    }
    best.map_or(0..0, |(_, span)| span)
}
