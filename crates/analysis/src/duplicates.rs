//! Which petitions speak of the same matter?
//!
//! The same matter in other words: texts are compared by their telling words, by the procedures
//! they are about, and by what pins a matter down (communes, dates, file numbers, sums, names).
//! Two petitions alike in words but from different communes are near misses. Nothing is merged
//! by it: an official compares.

mod index;

use crate::competence::Competence;
use crate::findings::Analyser;
use crate::hash::{extend, hash, join};
use crate::personal_data::{self, PersonalData, Span};
use crate::procedures::{ProcedureHit, matter};
use crate::reading::Reading;

pub(crate) use index::summed;
pub use index::{DuplicateIndex, Found};

/// Procedures that are compared.
const PROCEDURES: usize = 5;
/// Bits of the numbers under which words are counted.
const COUNTER_BITS: u32 = 16;

/// What of a text decides whether it speaks of the same matter as another.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Fingerprint {
    /// Telling words and pairs of words with what the text makes of them, in order of their hash.
    words: Vec<(u32, f32)>,
    /// The procedures it may be about with their shares.
    procedures: Vec<(u32, f32)>,
    /// Communes it names.
    communes: Vec<u32>,
    /// Dates, sums, codes and names, in order of their hash.
    pins: Vec<u32>,
}

impl Fingerprint {
    /// Telling words with their weights, in order of their hash.
    pub(crate) fn words(&self) -> &[(u32, f32)] {
        &self.words
    }

    /// Procedures with their shares, in order of their numbers.
    pub(crate) fn procedures(&self) -> &[(u32, f32)] {
        &self.procedures
    }

    /// The number of a folded word.
    pub(crate) fn word(folded: &str) -> u32 {
        short(hash(folded.as_bytes()))
    }

    /// The number of two folded words side by side.
    pub(crate) fn pair(first: &str, second: &str) -> u32 {
        short(join(hash(first.as_bytes()), hash(second.as_bytes())))
    }
}

/// How often words stand in texts, so that rare ones count more. Words are counted under a few
/// bits of their hash: enough to tell rare from common.
#[derive(Debug, Clone)]
pub struct WordCounts {
    texts: u32,
    counts: Vec<u32>,
}

impl Default for WordCounts {
    fn default() -> Self {
        Self {
            texts: 0,
            counts: vec![0; 1 << COUNTER_BITS],
        }
    }
}

impl WordCounts {
    /// Counts the words of a text.
    pub fn count(&mut self, fingerprint: &Fingerprint) {
        self.texts += 1;
        for &(word, _) in &fingerprint.words {
            self.counts[place(word)] += 1;
        }
    }

    /// How many texts were counted, and the counts.
    pub(crate) fn parts(&self) -> (u32, Vec<u32>) {
        (self.texts, self.counts.clone())
    }

    pub(crate) fn from_parts((texts, mut counts): (u32, Vec<u32>)) -> Self {
        counts.resize(1 << COUNTER_BITS, 0);
        Self { texts, counts }
    }

    /// How much it says about a text that it has a word.
    #[expect(clippy::cast_precision_loss, reason = "far fewer than 2^24 texts")]
    pub(crate) fn rarity(&self, word: u32) -> f32 {
        let texts = self.texts as f32 + SEEN_BEFORE;
        let count = self.counts[place(word)] as f32 + 1.0;
        (texts / count).ln().max(0.1)
    }
}

/// Texts that are taken as seen before, so that the first ones are not all rare words.
const SEEN_BEFORE: f32 = 60.0;

fn place(word: u32) -> usize {
    (word >> (32 - COUNTER_BITS)) as usize
}

/// What it counts beside the words that both are about the same procedures.
const SAME_PROCEDURE: f32 = 0.3;
/// The same of two short questions, whose few words differ although they mean one thing.
const SAME_PROCEDURE_ASKED: f32 = 1.5;
/// Telling words and pairs up to which a text is a short question.
const QUESTION: usize = 45;
/// What a pin in common adds, up to [`MOST_PINS`] of them.
const PIN: f32 = 0.25;
const MOST_PINS: usize = 3;
/// Likeness of words at which pins and communes count in full.
const ENOUGH_WORDS: f32 = 0.1;
/// What it adds to name the same commune.
const SAME_COMMUNE: f32 = 0.3;
/// What is left of a likeness when the communes differ.
const OTHER_COMMUNE: f32 = 0.3;

impl Analyser {
    /// The fingerprint of a text.
    pub fn fingerprint(&self, text: &str) -> Fingerprint {
        let reading = Reading::new(text);
        let hits = self.search().search_in(&reading, PROCEDURES);
        self.fingerprint_of(&reading, &hits, &personal_data::find_in(&reading))
    }

    /// The fingerprint of a text of which procedures and personal data are known.
    pub(crate) fn fingerprint_of(
        &self,
        reading: &Reading,
        hits: &[ProcedureHit],
        personal_data: &[Span],
    ) -> Fingerprint {
        let procedures = hits
            .iter()
            .take(PROCEDURES)
            .map(|hit| (u32::try_from(hit.index).unwrap_or(u32::MAX), hit.score))
            .collect();
        Fingerprint {
            words: words(reading),
            procedures: sharpened(procedures),
            communes: communes(self.competence(), reading),
            pins: pins(reading, personal_data),
        }
    }
}

/// How likely two texts speak of the same matter, 0 to 1.
pub fn likeness(a: &Fingerprint, b: &Fingerprint, counts: &WordCounts) -> f32 {
    Asked::new(a, counts).likeness(b)
}

/// A text that is compared with many others.
pub(crate) struct Asked<'a> {
    print: &'a Fingerprint,
    counts: &'a WordCounts,
    words: Direction,
    procedures: Direction,
}

impl<'a> Asked<'a> {
    /// Works out what does not depend on the others.
    pub(crate) fn new(print: &'a Fingerprint, counts: &'a WordCounts) -> Self {
        Self {
            print,
            counts,
            words: Direction::of(&print.words, |word| counts.rarity(word)),
            procedures: Direction::of(&print.procedures, |_| 1.0),
        }
    }

    /// How likely the other speaks of the same matter, 0 to 1.
    pub(crate) fn likeness(&self, other: &Fingerprint) -> f32 {
        let (a, b) = (self.print, other);
        let words = self.words.cosine(&b.words, |word| self.counts.rarity(word));
        let procedures = self.procedures.cosine(&b.procedures, |_| 1.0);
        let of_procedures = if a.procedures.is_empty() && b.procedures.is_empty() {
            0.0
        } else if a.words.len().max(b.words.len()) <= QUESTION {
            SAME_PROCEDURE_ASKED
        } else {
            SAME_PROCEDURE
        };
        let mut likeness = (words + of_procedures * procedures) / (1.0 + of_procedures);
        // A date in common says nothing of two texts that speak of different things.
        let gate = (words / ENOUGH_WORDS).min(1.0);
        let pins = common(&a.pins, &b.pins).min(MOST_PINS);
        likeness += gate * PIN * f32::from(u8::try_from(pins).unwrap_or(0));
        if !a.communes.is_empty() && !b.communes.is_empty() {
            if common(&a.communes, &b.communes) > 0 {
                likeness += gate * SAME_COMMUNE;
            } else {
                likeness *= OTHER_COMMUNE;
            }
        }
        likeness.clamp(0.0, 1.0)
    }
}

/// Words and pairs of neighbours that say something about the matter, folded, everyday names read
/// as official ones.
fn words(reading: &Reading) -> Vec<(u32, f32)> {
    let mut found: Vec<(u32, f32)> = Vec::new();
    for sequence in matter(reading) {
        for (word, weight) in &sequence {
            found.push((Fingerprint::word(word), 0.6 * weight));
        }
        for pair in sequence.windows(2) {
            let [(first, a), (second, b)] = pair else {
                continue;
            };
            found.push((Fingerprint::pair(first, second), a.min(*b)));
        }
    }
    found.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
    found.dedup_by_key(|(word, _)| *word);
    found
}

fn short(hash: u64) -> u32 {
    u32::try_from(hash.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32).unwrap_or(0)
}

/// Fits of procedures as parts of a whole, the best ones much above the others.
fn sharpened(mut procedures: Vec<(u32, f32)>) -> Vec<(u32, f32)> {
    let top = procedures.first().map_or(1.0, |&(_, score)| score);
    for (_, score) in &mut procedures {
        *score = (*score / top).powi(6);
    }
    procedures.sort_unstable_by_key(|&(procedure, _)| procedure);
    procedures
}

fn communes(competence: &Competence, reading: &Reading) -> Vec<u32> {
    let mut communes: Vec<u32> = competence
        .communes(&[reading])
        .into_iter()
        .filter(|named| named.count >= 1.0)
        .map(|named| u32::try_from(named.agency).unwrap_or(u32::MAX))
        .collect();
    communes.sort_unstable();
    communes
}

/// Numbers of two digits and more with what parts them, and the last syllables of names.
fn pins(reading: &Reading, personal_data: &[Span]) -> Vec<u32> {
    let digits = |at: usize| {
        let word = &reading.words[at].exact;
        word.starts_with(|c: char| c.is_ascii_digit())
            .then_some(word)
    };
    let mut pins = Vec::new();
    let mut at = 0;
    while at < reading.words.len() {
        let Some(first) = digits(at) else {
            at += 1;
            continue;
        };
        // "22/10", "412/QĐ", "30.000": one number; leading zeros of a date do not count.
        let mut key = hash(first.trim_start_matches('0').as_bytes());
        let mut length = first.len();
        while at + 1 < reading.words.len()
            && matches!(reading.between(at), ['/' | '.' | '-'])
            && let Some(next) = digits(at + 1)
        {
            key = extend(extend(key, b"."), next.trim_start_matches('0').as_bytes());
            length += next.len();
            at += 1;
        }
        // A year pins nothing down.
        let year = length == 4 && (first.starts_with("19") || first.starts_with("20"));
        if length > 1 && !year {
            pins.push(short(key));
        }
        at += 1;
    }
    for span in personal_data {
        if span.kind == PersonalData::Name {
            let name: String = reading.letters[span.start..span.end].iter().collect();
            if let Some(given) = crate::fold::all_folded_words(&name).last() {
                pins.push(short(extend(hash(b"name "), given.as_bytes())));
            }
        }
    }
    pins.sort_unstable();
    pins.dedup();
    pins
}

/// Where a list of keys and weights points, its weights times what each key says.
#[derive(Debug, Clone)]
pub(crate) struct Direction {
    /// In order of their keys.
    parts: Vec<(u32, f32)>,
    square: f32,
}

impl Direction {
    /// Of a list in order of its keys.
    pub(crate) fn of(list: &[(u32, f32)], rarity: impl Fn(u32) -> f32) -> Self {
        let parts: Vec<(u32, f32)> = list
            .iter()
            .map(|&(key, weight)| (key, weight * rarity(key)))
            .collect();
        let square = parts.iter().map(|(_, part)| part * part).sum();
        Self { parts, square }
    }

    /// Cosine between it and another list in order of its keys.
    pub(crate) fn cosine(&self, other: &[(u32, f32)], rarity: impl Fn(u32) -> f32) -> f32 {
        let (mut sum, mut square) = (0.0, 0.0);
        let mut rest = self.parts.as_slice();
        for &(key, weight) in other {
            let part = weight * rarity(key);
            square += part * part;
            let skip = rest.partition_point(|&(known, _)| known < key);
            rest = &rest[skip..];
            if let Some(&(known, own)) = rest.first()
                && known == key
            {
                sum += own * part;
            }
        }
        let lengths = (self.square * square).sqrt();
        if lengths > 0.0 { sum / lengths } else { 0.0 }
    }
}

fn common(a: &[u32], b: &[u32]) -> usize {
    a.iter().filter(|key| b.binary_search(key).is_ok()).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::tests::analyser;

    #[test]
    fn the_same_matter_in_other_words_is_closer_than_a_near_miss() {
        let analyser = analyser();
        let texts = [
            "Ngày 22/10 tôi ra phường chứng thực bản sao, máy in tem hỏng, hẹn hôm sau.",
            "hom 22/10 e di chung thuc ban sao thi may in tem hong, bao mai quay lai",
            "Ngày 3/9 tôi ra phường đăng ký khai sinh cho cháu, cán bộ hẹn hôm sau.",
            "Đường làng em đầy ổ gà.",
        ];
        let prints: Vec<Fingerprint> = texts.iter().map(|t| analyser.fingerprint(t)).collect();
        let mut counts = WordCounts::default();
        for print in &prints {
            counts.count(print);
        }
        let like = |a: usize, b: usize| likeness(&prints[a], &prints[b], &counts);
        assert!(like(0, 1) > 2.0 * like(0, 2) && like(0, 2) > like(0, 3));
        assert!((like(0, 1) - like(1, 0)).abs() < 1e-5);
        assert!(like(0, 0) > 0.99);
    }

    #[test]
    fn texts_without_words_are_alike_in_nothing() {
        let analyser = analyser();
        let (empty, other) = (
            analyser.fingerprint(""),
            analyser.fingerprint("😀 khai sinh"),
        );
        assert!(likeness(&empty, &other, &WordCounts::default()).abs() < f32::EPSILON);
        assert!(likeness(&empty, &empty, &WordCounts::default()).abs() < f32::EPSILON);
    }
}
