//! How is a catalogue turned into an index?

use super::super::aspect::Aspects;
use super::super::{ProcedureText, name};
use super::{Dictionary, Index, Kind, Posting, Postings, TermId};
use crate::fold::{all_exact_words, all_folded_words, fold};
use crate::hash::Keyed;

/// Saturation of repeated words.
const K1: f32 = 1.2;
/// Parts of a procedure's text: core of the name, rest of the name, field, keywords.
const PARTS: usize = 4;
/// What a word in each part counts.
const PART_WEIGHTS: [f32; PARTS] = [1.0, 0.5, 0.45, 0.25];
/// How much the length of each part dilutes its words.
const DILUTION: [f32; PARTS] = [0.6, 0.4, 0.5, 0.8];
/// What the longest restrictions of a name cost, when words of them were not asked for.
const RESTRICTION: f32 = 0.08;

/// A word or pair that stands in a part of a procedure: term, procedure, part.
type Occurrence = (TermId, u32, u8);

/// An index being built.
#[derive(Debug, Default)]
pub(in super::super) struct Builder {
    index: Index,
    terms: Keyed<TermId>,
    /// In one list: a hundred thousand small ones would leave holes in memory when they are let go.
    occurrences: Vec<Occurrence>,
    /// Whether a term is one word.
    words: Vec<bool>,
    lengths: [Vec<f32>; PARTS],
}

impl Builder {
    #[expect(clippy::cast_precision_loss, reason = "a name has some hundred words")]
    pub(in super::super) fn add(&mut self, procedure: &ProcedureText) {
        let number = u32::try_from(self.index.priors.len()).unwrap_or(u32::MAX);
        let full_name = name::spell_out(&procedure.name);
        let (core, rest) = name::split(&full_name);
        let keywords = procedure.keywords.join(" . ");
        for (part, text) in [core, rest, &procedure.field, &keywords]
            .into_iter()
            .enumerate()
        {
            let exact = all_exact_words(text);
            let folded = all_folded_words(text);
            self.lengths[part].push(exact.len() as f32);
            for (words, kind) in [(&exact, Kind::Exact), (&folded, Kind::Folded)] {
                for word in words {
                    let known = self.words.len();
                    let id = self.count(kind.word(word), true, number, part);
                    if kind == Kind::Folded && self.words.len() > known {
                        self.index.vocabulary.push((word.clone(), id));
                    }
                }
                for pair in words.windows(2) {
                    self.count(kind.pair(&pair[0], &pair[1]), false, number, part);
                }
            }
        }
        let restriction = (rest.split_whitespace().count() as f32 / 20.0).min(1.0);
        self.index
            .priors
            .push(prior(procedure) * (1.0 - RESTRICTION * restriction));
        self.index.aspects.push(Aspects::of_name(&full_name));
    }

    /// Turns counts into BM25F weights.
    #[expect(
        clippy::cast_precision_loss,
        reason = "counts of a catalogue are far below 2^24"
    )]
    pub(in super::super) fn finish(self) -> Index {
        let Self {
            mut index,
            terms,
            mut occurrences,
            words,
            lengths,
        } = self;
        let total = index.priors.len() as f32;
        let averages = lengths.each_ref().map(|lengths| {
            let present = lengths.iter().filter(|&&length| length > 0.0).count();
            lengths.iter().sum::<f32>() / present.max(1) as f32
        });
        let mut cores = vec![0.0; index.priors.len()];
        occurrences.sort_unstable();
        let same_posting = |a: &Occurrence, b: &Occurrence| (a.0, a.1) == (b.0, b.1);
        let mut postings = Vec::with_capacity(occurrences.chunk_by(same_posting).count());
        let mut ends = Vec::with_capacity(words.len());
        for (term, found) in occurrences.chunk_by(|a, b| a.0 == b.0).enumerate() {
            let frequency = found.chunk_by(same_posting).count() as f32;
            let rarity = (1.0 + (total - frequency + 0.5) / (frequency + 0.5)).ln();
            for standing in found.chunk_by(same_posting) {
                let procedure = standing[0].1;
                let mut parts = [0.0; PARTS];
                for &(_, _, part) in standing {
                    parts[usize::from(part)] += 1.0;
                }
                let mut count = 0.0;
                for part in 0..PARTS {
                    let length = lengths[part][procedure as usize] / averages[part].max(1.0);
                    let dilution = 1.0 - DILUTION[part] + DILUTION[part] * length;
                    count += PART_WEIGHTS[part] * parts[part] / dilution;
                }
                let weight = rarity * count * (K1 + 1.0) / (count + K1);
                let cover = if words[term] && parts[0] > 0.0 {
                    rarity
                } else {
                    0.0
                };
                // Every word is there twice, with its diacritics and without.
                cores[procedure as usize] += cover / 2.0;
                postings.push(Posting {
                    procedure,
                    weight,
                    cover,
                });
            }
            ends.push(u32::try_from(postings.len()).unwrap_or(u32::MAX));
        }
        for posting in &mut postings {
            posting.cover /= cores[posting.procedure as usize].max(f32::MIN_POSITIVE);
        }
        index.postings = Postings {
            all: postings,
            ends,
        };
        index.terms = Dictionary::of(terms);
        index.vocabulary.shrink_to_fit();
        index.vocabulary.sort_unstable();
        index
    }

    /// Counts a term, and says its number.
    fn count(&mut self, term: u64, word: bool, procedure: u32, part: usize) -> TermId {
        let next = TermId::try_from(self.words.len()).unwrap_or(TermId::MAX);
        let id = *self.terms.entry(term).or_insert(next);
        if id == next {
            self.words.push(word);
        }
        self.occurrences
            .push((id, procedure, u8::try_from(part).unwrap_or(u8::MAX)));
        id
    }
}

/// Fields of everyday life, folded.
const EVERYDAY: &[&str] = &[
    "ho tich",
    "dat dai",
    "cu tru",
    "can cuoc",
    "chung thuc",
    "bao tro xa hoi",
    "nguoi co cong",
    "hoat dong xay dung",
    "ho kinh doanh",
    "giay phep lai xe",
    "nuoi con nuoi",
    "dinh danh",
];

/// Fields in which hardly anyone but a firm has dealings, folded.
const PROFESSIONAL: &[&str] = &[
    "hai quan",
    "hang khong",
    "hang hai",
    "ngan hang",
    "chung khoan",
    "dang kiem",
    "duong sat",
    "ngoai hoi",
];

/// People mostly meet the procedures of their commune, then of their province.
fn prior(procedure: &ProcedureText) -> f32 {
    let level = fold(&procedure.level);
    let field = fold(&procedure.field);
    let one_of = |fields: &[&str]| fields.iter().any(|known| field.contains(known));
    let near = if level.contains("cap xa") {
        1.12
    } else if level.contains("cap tinh") {
        1.06
    } else {
        1.0
    };
    if one_of(EVERYDAY) {
        near * 1.1
    } else if one_of(PROFESSIONAL) {
        near * 0.85
    } else {
        near
    }
}
