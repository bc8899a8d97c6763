//! What does a text look like to a linear model?
//!
//! Features are numbers in a fixed range, filed under the hash of what they say, so that a model
//! needs no list of words. Words count folded: a text without diacritics looks the same.

use crate::admissibility::{Hint, MissingFact, missing_in};
use crate::cues::{self, Cue};
use crate::hash::{extend, hash, join};
use crate::reading::Reading;

/// Features of one text, each once, in order of their numbers.
pub(crate) type Features = Vec<(u32, f32)>;

/// What the words of a text weigh together beside its signs.
const WORDS: f32 = 1.0;
/// What a sign weighs.
const SIGN: f32 = 0.5;
/// Words within which a negation turns what follows.
const NEGATION_REACH: usize = 3;

/// A text taken apart once, for everything that wants to look at it.
#[derive(Debug)]
pub(crate) struct Petition<'a> {
    pub title: &'a Reading,
    pub body: &'a Reading,
    pub hints: &'a [Hint],
    /// How well the best procedure fits, 0 to 1.
    pub procedure: f32,
}

/// Collects features; the same one adds up.
struct Collector {
    bits: u32,
    features: Features,
}

impl Collector {
    fn new(bits: u32) -> Self {
        Self {
            bits,
            features: Vec::with_capacity(512),
        }
    }

    fn add(&mut self, key: u64, value: f32) {
        // The high bits of a product are the well-mixed ones.
        let mixed = key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - self.bits);
        self.features
            .push((u32::try_from(mixed).unwrap_or(0), value));
    }

    fn sign(&mut self, name: &str, value: f32) {
        self.add(hash(name.as_bytes()), value * SIGN);
    }

    /// A sign of a kind and a name.
    fn named(&mut self, kind: &str, name: &str, value: f32) {
        self.add(extend(hash(kind.as_bytes()), name.as_bytes()), value * SIGN);
    }

    fn finish(mut self) -> Features {
        self.features.sort_unstable_by_key(|&(number, _)| number);
        self.features.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            if same {
                kept.1 += next.1;
            }
            same
        });
        self.features
    }
}

/// Bits of the numbers of a petition's features.
pub(crate) const PETITION_BITS: u32 = 16;

/// The features of a petition: its words, what they are signs of, its length and punctuation,
/// and what the rules for admissibility say.
pub(crate) fn petition(petition: &Petition<'_>) -> Features {
    let mut collector = Collector::new(PETITION_BITS);
    let (title, body) = (petition.title, petition.body);
    words(&mut collector, &[title, body]);
    signs(&mut collector, title, "title");
    signs(&mut collector, body, "body");
    shape(&mut collector, title, body);
    for hint in petition.hints {
        collector.named("hint ", hint.reason.code(), 2.0 * hint.confidence);
    }
    if petition.hints.is_empty() {
        collector.sign("no hint", 1.0);
    }
    for fact in missing_in(&[title, body]) {
        let name = match fact {
            MissingFact::What => "no what",
            MissingFact::Where => "no where",
            MissingFact::When => "no when",
        };
        collector.sign(name, 1.0);
    }
    collector.sign("procedure", petition.procedure);
    collector.finish()
}

/// Words and pairs of neighbours; their weights have length [`WORDS`].
fn words(collector: &mut Collector, parts: &[&Reading]) {
    let mut keys = Vec::new();
    for part in parts {
        for (place, word) in part.words.iter().enumerate() {
            if word.exact.starts_with(|c: char| c.is_ascii_digit()) {
                keys.push(hash(b"a number"));
                continue;
            }
            keys.push(word.key);
            if let Some(next) = part.words.get(place + 1) {
                keys.push(join(word.key, next.key));
            }
        }
    }
    keys.sort_unstable();
    keys.dedup();
    let weight = WORDS / length(keys.len()).sqrt();
    for key in keys {
        collector.add(key, weight);
    }
}

/// What a part of the text holds signs of, where they stand and how dense they are.
fn signs(collector: &mut Collector, part: &Reading, name: &str) {
    let cues = cues::find(part);
    let last = part.sentences.last().map_or(0, |words| words.start);
    let first = part.sentences.first().map_or(0, |words| words.end);
    for (group, heading) in cues::groups() {
        let mut count = 0_usize;
        let (mut opens, mut closes) = (false, false);
        for cue in cues.iter().filter(|cue| cue.group == group) {
            count += 1;
            opens |= cue.words.start < first;
            closes |= cue.words.start >= last;
        }
        if count == 0 {
            continue;
        }
        collector.named("holds ", heading, 1.0);
        if count > 1 {
            collector.named("repeats ", heading, 1.0);
        }
        if name == "title" || opens {
            collector.named("opens with ", heading, 0.7);
        }
        if name == "body" && closes && part.sentences.len() > 1 {
            collector.named("closes with ", heading, 0.7);
        }
        let dense = (10.0 * length(count) / length(part.words.len())).min(1.5);
        collector.named("dense ", heading, dense);
    }
    polarity(collector, part, &cues);
}

/// Praise and blame, turned around where a negation stands before.
fn polarity(collector: &mut Collector, part: &Reading, cues: &[Cue]) {
    let (good, bad, negation) = (
        cues::group("good"),
        cues::group("bad"),
        cues::group("negation"),
    );
    let negated = |at: usize| {
        cues.iter().any(|cue| {
            cue.group == negation && cue.words.end <= at && at < cue.words.end + NEGATION_REACH
        })
    };
    let mut balance = 0.0_f32;
    for cue in cues {
        let value = if cue.group == good {
            1.0
        } else if cue.group == bad {
            -1.0
        } else {
            continue;
        };
        let turned = negated(cue.words.start);
        let name = match (value > 0.0, turned) {
            (true, false) => "praised",
            (true, true) => "not praised",
            (false, false) => "blamed",
            (false, true) => "not blamed",
        };
        collector.sign(name, 1.0);
        balance += if turned { -0.7 * value } else { value };
    }
    let dense = 4.0 * balance / length(part.words.len()).max(4.0);
    collector.sign("balance", dense.clamp(-2.0, 2.0));
    if balance > 0.5 {
        collector.sign("more praise", 1.0);
    } else if balance < -0.5 {
        collector.sign("more blame", 1.0);
    } else {
        collector.sign("even", 1.0);
    }
}

/// Length, punctuation, capitals.
fn shape(collector: &mut Collector, title: &Reading, body: &Reading) {
    let count = body.words.len();
    for (limit, name) in [
        (4, "under 4 words"),
        (8, "under 8 words"),
        (15, "under 15 words"),
        (30, "under 30 words"),
        (60, "under 60 words"),
        (120, "under 120 words"),
    ] {
        if count < limit {
            collector.sign(name, 1.0);
        }
    }
    if title.words.is_empty() {
        collector.sign("no title", 1.0);
    }
    let ends_asking = body
        .letters
        .iter()
        .rev()
        .find(|c| !c.is_whitespace())
        .is_some_and(|&c| c == '?');
    let marks = body.letters.iter().filter(|&&c| c == '?').count();
    for (holds, name) in [
        (marks > 0, "question mark"),
        (marks > 1, "question marks"),
        (ends_asking, "ends asking"),
        (body.letters.contains(&'!'), "exclamation"),
        (body.bare, "bare"),
    ] {
        if holds {
            collector.sign(name, 1.0);
        }
    }
    if marks > 0 && count < 40 {
        collector.sign("short question", 1.0);
    }
}

/// Bits of the numbers of a comment's features.
pub(crate) const COMMENT_BITS: u32 = 18;

/// The features of a short comment from social media: words with diacritics and without, pairs
/// of neighbours, and runs of three to five letters, which survive odd spelling.
pub(crate) fn comment(reading: &Reading) -> Features {
    let mut collector = Collector::new(COMMENT_BITS);
    let mut keys = Vec::new();
    let mut runs = Vec::new();
    let mut previous: Option<u64> = None;
    for word in &reading.words {
        let exact = extend(hash(b"="), word.exact.as_bytes());
        keys.push(exact);
        keys.push(word.key);
        if let Some(previous) = previous {
            keys.push(join(previous, exact));
        }
        previous = Some(exact);
    }
    let spaced: Vec<char> = reading
        .words
        .iter()
        .flat_map(|word| std::iter::once(' ').chain(word.exact.chars()))
        .chain(std::iter::once(' '))
        .collect();
    for size in 2..=5 {
        for run in spaced.windows(size) {
            let mut key = hash(b"run ");
            for c in run {
                key = extend(key, &u32::from(*c).to_le_bytes());
            }
            runs.push(key);
        }
    }
    for (mut keys, share) in [(keys, 1.0), (runs, 0.8)] {
        keys.sort_unstable();
        keys.dedup();
        let weight = share / length(keys.len()).sqrt();
        for key in keys {
            collector.add(key, weight);
        }
    }
    for cue in cues::find(reading) {
        if cue.group == cues::group("insult") {
            collector.sign("insult", 0.5);
        }
    }
    for (sign, name) in [('?', "asks"), ('!', "cries"), ('@', "names")] {
        if reading.letters.contains(&sign) {
            collector.sign(name, 0.2);
        }
    }
    for (limit, name) in [(4, "short"), (10, "medium"), (25, "long")] {
        if reading.words.len() < limit {
            collector.sign(name, 0.3);
        }
    }
    collector.finish()
}

/// What a text would be taken for in social media, as features of a petition.
pub(crate) fn offence(offensive: f32, hateful: f32) -> Features {
    let mut collector = Collector::new(PETITION_BITS);
    collector.sign("offensive", 2.0 * offensive);
    collector.sign("hateful", 2.0 * hateful);
    collector.finish()
}

/// A count as a number to divide by; never zero.
#[expect(clippy::cast_precision_loss, reason = "a text has some thousand words")]
fn length(count: usize) -> f32 {
    count.max(1) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn features(text: &str) -> Features {
        petition(&Petition {
            title: &Reading::normalised(""),
            body: &Reading::normalised(text),
            hints: &[],
            procedure: 0.0,
        })
    }

    #[test]
    fn numbers_are_in_order_and_in_range() {
        let found = features("Tôi nộp hồ sơ quá hẹn 20 ngày, cán bộ quát mắng. Đề nghị xem xét?");
        assert!(found.windows(2).all(|pair| pair[0].0 < pair[1].0));
        assert!(found.iter().all(|&(number, _)| number < 1 << PETITION_BITS));
        let comment = comment(&Reading::normalised("hay quá đi"));
        assert!(
            comment
                .iter()
                .all(|&(number, _)| number < 1 << COMMENT_BITS)
        );
    }

    #[test]
    fn a_negation_turns_praise_around() {
        let has = |text: &str, sign: &str| {
            let mut collector = Collector::new(PETITION_BITS);
            collector.sign(sign, 1.0);
            let wanted = collector.finish()[0].0;
            features(text).iter().any(|&(number, _)| number == wanted)
        };
        assert!(has("cán bộ nhiệt tình", "praised"));
        assert!(has("cán bộ không nhiệt tình", "not praised"));
        assert!(!has("cán bộ không nhiệt tình", "praised"));
    }

    #[test]
    fn an_empty_text_has_features_too() {
        assert!(!features("").is_empty());
        assert!(comment(&Reading::normalised("")).len() < 8);
    }
}
