//! Which combinations of words make a reason likely enough to be named?

use std::ops::Range;

use super::language::{Language, language};
use super::phrases::{
    ADVERT, ADVERT_SIGNS, ASKED_FILE, ASKED_RULE, ASKS, COMPLAINS, COMPLAINT_AS_SUBJECT,
    COMPLAINT_HEADING, CRIMES, CRIMES_IN_GENERAL, DAMAGES, DECISIONS, DENOUNCES,
    DENUNCIATION_AS_SUBJECT, DENUNCIATION_HEADING, INSULTS, OFFICE_HOLDERS, OUTSIDE,
    OUTSIDE_PERHAPS, OWN, PROCEDURE, TRIAL, TROUBLE, WANTS_UNDONE,
};
use super::{Finding, Hint, Part, Reason, Writing};
use crate::reading::{Lexicon, Reading};

/// A question longer than this tells a story and is read by an official.
const LONGEST_QUESTION: usize = 60;
/// Without a question mark, only so few words that end in asking are surely a question.
const SHORT_QUESTION: usize = 25;
/// A heading is a title, or a first line of a few words.
const LONGEST_HEADING: usize = 12;
/// Fewer words than this can hardly say what happened.
const SHORTEST_BODY: usize = 4;

/// The hint for a text without a single word; nothing for one that is not begun.
pub(super) fn nothing_to_read(writing: &Writing<'_>) -> Option<Hint> {
    let written = writing.body.trim();
    (!written.is_empty()).then(|| Hint {
        reason: Reason::R02,
        part: Part::Body,
        start: 0,
        end: writing.body.chars().count(),
        confidence: 0.9,
        trigger: written.chars().take(40).collect(),
    })
}

/// Everything that shows in one part, read together with the other.
pub(super) fn findings(reading: &Reading, other: &Reading, part: Part) -> Vec<Finding> {
    let whole = 0..reading.words.len();
    if whole.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    if part == Part::Body {
        match language(reading) {
            Language::Other => {
                found.push(Finding {
                    reason: Reason::R01,
                    trigger: whole.clone(),
                    confidence: 0.9,
                });
                return found;
            }
            Language::Noise => {
                found.push(Finding {
                    reason: Reason::R10,
                    trigger: whole.clone(),
                    confidence: 0.8,
                });
                return found;
            }
            Language::Vietnamese | Language::Unknown => {}
        }
        found.extend(trial(reading).or_else(|| too_short(reading, other)));
        found.extend(question(reading, other));
        found.extend(outside(reading, other));
    }
    found.extend(complaint(reading, part));
    found.extend(denunciation(reading, part));
    found.extend(insult(reading));
    found.extend(advert(reading));
    found
}

fn trial(reading: &Reading) -> Option<Finding> {
    let whole = 0..reading.words.len();
    let tried = TRIAL.first(reading, whole.clone())?;
    // "test" among many words may be a covid test; alone it is a trial.
    let only = TRIAL
        .all(reading, whole.clone())
        .map(|words| words.len())
        .sum::<usize>();
    (whole.len() <= only + 2).then_some(Finding {
        reason: Reason::R10,
        trigger: tried,
        confidence: 0.8,
    })
}

fn too_short(reading: &Reading, other: &Reading) -> Option<Finding> {
    let words = reading.words.len();
    (words < SHORTEST_BODY && words + other.words.len() < 2 * SHORTEST_BODY).then_some(Finding {
        reason: Reason::R02,
        trigger: 0..words,
        confidence: 0.55,
    })
}

fn question(reading: &Reading, other: &Reading) -> Option<Finding> {
    let whole = 0..reading.words.len();
    if whole.len() > LONGEST_QUESTION || has_trouble(reading) || has_trouble(other) {
        return None;
    }
    let asks = ASKS.first(reading, whole.clone());
    let file = ASKED_FILE.first(reading, whole.clone());
    let rule = ASKED_RULE.first(reading, whole.clone());
    let mark = reading.letters.contains(&'?');
    let (trigger, confidence) = match (asks, file, rule) {
        (Some(asks), Some(_), _) | (Some(asks), _, Some(_)) => (asks, 0.8),
        (None, Some(file), Some(_)) => (file, 0.75),
        (None, Some(file), None) if mark => (file, 0.75),
        (Some(asks), None, None) if mark => (asks, 0.7),
        (None, None, Some(rule)) if mark => (rule, 0.7),
        (None, Some(file), None) => (file, 0.6),
        (None, None, Some(rule)) if whole.len() <= SHORT_QUESTION && ends_asking(reading) => {
            (rule, 0.6)
        }
        _ => return None,
    };
    Some(Finding {
        reason: Reason::R08,
        trigger,
        confidence,
    })
}

/// Whether the last words ask, or the text asks twice.
fn ends_asking(reading: &Reading) -> bool {
    let whole = 0..reading.words.len();
    let asked: Vec<Range<usize>> = ASKED_RULE.all(reading, whole.clone()).collect();
    asked.len() > 1 || asked.last().is_some_and(|last| last.end + 2 >= whole.end)
}

fn outside(reading: &Reading, other: &Reading) -> Option<Finding> {
    let whole = 0..reading.words.len();
    let speaks_of_procedure = |text: &Reading| PROCEDURE.has(text, 0..text.words.len());
    if speaks_of_procedure(reading) || speaks_of_procedure(other) {
        return None;
    }
    let mut signs = OUTSIDE.all(reading, whole.clone());
    let first = signs.next()?;
    let more = signs.next().is_some() || OUTSIDE_PERHAPS.has(reading, whole);
    let confidence = if more { 0.75 } else { 0.6 };
    Some(Finding {
        reason: Reason::R05,
        trigger: first,
        confidence,
    })
}

fn complaint(reading: &Reading, part: Part) -> Option<Finding> {
    let said = said_so(
        reading,
        part,
        &COMPLAINS,
        &COMPLAINT_HEADING,
        &COMPLAINT_AS_SUBJECT,
    )
    .map(|(trigger, confidence)| Finding {
        reason: Reason::R06,
        trigger,
        confidence,
    });
    let whole = 0..reading.words.len();
    let damages = DAMAGES
        .first(reading, whole.clone())
        .map(|trigger| Finding {
            reason: Reason::R06,
            trigger,
            confidence: 0.65,
        });
    let undone = DECISIONS
        .first(reading, whole.clone())
        .and_then(|decision| {
            let near = nearby(reading, &decision);
            let own = OWN.has(reading, near.clone());
            let wants = WANTS_UNDONE.has(reading, near);
            (own && wants).then_some(Finding {
                reason: Reason::R06,
                trigger: decision,
                confidence: 0.75,
            })
        });
    surest([said, damages, undone])
}

fn denunciation(reading: &Reading, part: Part) -> Option<Finding> {
    let said = said_so(
        reading,
        part,
        &DENOUNCES,
        &DENUNCIATION_HEADING,
        &DENUNCIATION_AS_SUBJECT,
    )
    .map(|(trigger, confidence)| Finding {
        reason: Reason::R07,
        trigger,
        confidence,
    });
    let crime = reading.sentences.iter().find_map(|sentence| {
        if CRIMES_IN_GENERAL.has(reading, sentence.clone()) {
            return None;
        }
        let crime = CRIMES.first(reading, sentence.clone())?;
        let someone = OFFICE_HOLDERS
            .all(reading, sentence.start..crime.start)
            .next()
            .or_else(|| named_person(reading, sentence.start..crime.start));
        someone.map(|_| Finding {
            reason: Reason::R07,
            trigger: crime,
            confidence: 0.7,
        })
    });
    surest([said, crime, None])
}

fn insult(reading: &Reading) -> Option<Finding> {
    let trigger = INSULTS.first(reading, 0..reading.words.len())?;
    Some(Finding {
        reason: Reason::R10,
        trigger,
        confidence: 0.75,
    })
}

fn advert(reading: &Reading) -> Option<Finding> {
    let whole = 0..reading.words.len();
    if has_trouble(reading) {
        return None;
    }
    let plain = ADVERT.first(reading, whole.clone());
    let signs: Vec<Range<usize>> = ADVERT_SIGNS.all(reading, whole.clone()).collect();
    let trigger = match (plain, signs.as_slice()) {
        (Some(plain), _) => plain,
        (None, [first, _, _, ..]) => first.clone(),
        (None, [first, _]) if !PROCEDURE.has(reading, whole) => first.clone(),
        _ => return None,
    };
    Some(Finding {
        reason: Reason::R10,
        trigger,
        confidence: 0.7,
    })
}

/// The sender names the act in so many words, or as the heading, and not merely as a subject.
fn said_so(
    reading: &Reading,
    part: Part,
    acts: &Lexicon,
    heading: &Lexicon,
    subject: &Lexicon,
) -> Option<(Range<usize>, f32)> {
    for (number, sentence) in reading.sentences.iter().enumerate() {
        let as_subject: Vec<Range<usize>> = subject.all(reading, sentence.clone()).collect();
        let free = |words: &Range<usize>| {
            !as_subject
                .iter()
                .any(|s| s.start < words.end && words.start < s.end)
        };
        if asks_how(reading, sentence) {
            continue;
        }
        if let Some(act) = acts
            .all(reading, sentence.clone())
            .find(|words| free(words))
        {
            return Some((act, 0.85));
        }
        let is_heading = sentence.len() <= LONGEST_HEADING && (part == Part::Title || number == 0);
        if is_heading
            && let Some(named) = heading.at(reading, sentence.start)
            && free(&named)
        {
            return Some((named, 0.7));
        }
    }
    None
}

/// Whether a sentence asks how or where something is done.
fn asks_how(reading: &Reading, sentence: &Range<usize>) -> bool {
    ASKS.has(reading, sentence.clone()) || ASKED_RULE.has(reading, sentence.clone())
}

fn has_trouble(reading: &Reading) -> bool {
    TROUBLE.has(reading, 0..reading.words.len())
}

/// The sentence of a phrase and the one after it.
fn nearby(reading: &Reading, phrase: &Range<usize>) -> Range<usize> {
    let place = reading
        .sentences
        .iter()
        .position(|words| words.contains(&phrase.start));
    match place {
        Some(place) => {
            let next = reading
                .sentences
                .get(place + 1)
                .unwrap_or(&reading.sentences[place]);
            let before = place.saturating_sub(1);
            reading.sentences[before].start..next.end
        }
        None => phrase.clone(),
    }
}

/// An honorific before a capitalised name.
fn named_person(reading: &Reading, words: Range<usize>) -> Option<Range<usize>> {
    let mut places = words.clone();
    places
        .find(|&place| {
            let title = [("ông", "ong"), ("bà", "ba"), ("anh", "anh"), ("chị", "chi")]
                .iter()
                .any(|(exact, folded)| reading.is(place, exact, folded));
            title
                && place + 1 < words.end
                && reading.words[place + 1].capital
                && !reading.words[place].chars.is_empty()
        })
        .map(|place| place..place + 2)
}

fn surest(findings: [Option<Finding>; 3]) -> Option<Finding> {
    findings.into_iter().flatten().reduce(|best, next| {
        if next.confidence > best.confidence {
            next
        } else {
            best
        }
    })
}
