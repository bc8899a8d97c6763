//! How strongly does each procedure of the catalogue speak of the words that are looked for?

use std::collections::HashMap;

use super::ProcedureText;
use super::aspect::Aspects;
use super::name;
use super::query::{Asked, AskedWord};
use crate::fold::{all_exact_words, all_folded_words, fold};

/// Saturation of repeated words.
const K1: f32 = 1.2;
/// Parts of a procedure's text: core of the name, rest of the name, field, keywords.
const PARTS: usize = 4;
/// What a word in each part counts.
const PART_WEIGHTS: [f32; PARTS] = [1.0, 0.5, 0.45, 0.35];
/// How much the length of each part dilutes its words.
const DILUTION: [f32; PARTS] = [0.6, 0.4, 0.5, 0.5];
/// How much the share of a name's core that was asked for counts.
const COVER: f32 = 0.3;
/// What a pair of neighbouring words adds to the two words.
const PAIR: f32 = 0.8;
/// The same, when one of them alone says nothing about the matter.
const PAIR_WITH_FILLER: f32 = 0.3;
/// What the bare letters are worth when the citizen wrote diacritics that do not match.
const OTHER_MARKS: f32 = 0.2;
/// What a completed word is worth while it is still being typed.
const COMPLETED: f32 = 0.6;
/// Completions of the word being typed that are tried.
const MOST_COMPLETIONS: usize = 12;
/// What the longest restrictions of a name cost, when words of them were not asked for.
const RESTRICTION: f32 = 0.08;

type TermId = u32;

/// A term that is looked for and what it is worth.
#[derive(Debug, Clone)]
pub(super) struct Term {
    id: TermId,
    weight: f32,
    /// Whether it tells which words of a name were asked for.
    covers: bool,
    /// What the citizen wrote.
    written: String,
}

#[derive(Debug, Clone, Copy)]
struct Posting {
    procedure: u32,
    weight: f32,
    /// Share of the information in the name's core.
    cover: f32,
}

/// How often each part of a procedure holds a term.
type Counts = Vec<(u32, [f32; PARTS])>;

/// Postings of words and word pairs, with and without diacritics.
#[derive(Debug, Default)]
pub(super) struct Index {
    terms: HashMap<String, TermId>,
    postings: Vec<Vec<Posting>>,
    /// Folded words in order, for completing the word being typed.
    vocabulary: Vec<(String, TermId)>,
    /// What speaks for each procedure whatever is asked.
    priors: Vec<f32>,
    aspects: Vec<Aspects>,
}

/// An index being built.
#[derive(Debug, Default)]
pub(super) struct Builder {
    index: Index,
    counts: Vec<Counts>,
    lengths: [Vec<f32>; PARTS],
}

impl Builder {
    #[expect(clippy::cast_precision_loss, reason = "a name has some hundred words")]
    pub(super) fn add(&mut self, procedure: &ProcedureText) {
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
                    self.count(kind.word(word), number, part);
                }
                for pair in words.windows(2) {
                    self.count(kind.pair(&pair[0], &pair[1]), number, part);
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
    pub(super) fn finish(self) -> Index {
        let Self {
            mut index,
            counts,
            lengths,
        } = self;
        let total = index.priors.len() as f32;
        let averages = lengths.each_ref().map(|lengths| {
            let present = lengths.iter().filter(|&&length| length > 0.0).count();
            lengths.iter().sum::<f32>() / present.max(1) as f32
        });
        let words: Vec<bool> = {
            let mut words = vec![false; counts.len()];
            for (term, &id) in &index.terms {
                words[id as usize] = !term.contains(' ');
            }
            words
        };
        let mut cores = vec![0.0; index.priors.len()];
        for (term, counts) in counts.iter().enumerate() {
            let frequency = counts.len() as f32;
            let rarity = (1.0 + (total - frequency + 0.5) / (frequency + 0.5)).ln();
            for &(procedure, ref parts) in counts {
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
                index.postings[term].push(Posting {
                    procedure,
                    weight,
                    cover,
                });
            }
        }
        for posting in index.postings.iter_mut().flatten() {
            posting.cover /= cores[posting.procedure as usize].max(f32::MIN_POSITIVE);
        }
        index.vocabulary = index
            .terms
            .iter()
            .filter_map(|(term, &id)| Some((term.strip_prefix(Kind::Folded.prefix())?, id)))
            .filter(|(word, _)| !word.contains(' '))
            .map(|(word, id)| (word.to_owned(), id))
            .collect();
        index.vocabulary.sort_unstable();
        index
    }

    fn count(&mut self, term: String, procedure: u32, part: usize) {
        let next = TermId::try_from(self.counts.len()).unwrap_or(TermId::MAX);
        let id = *self.index.terms.entry(term).or_insert(next);
        if id == next {
            self.counts.push(Vec::new());
            self.index.postings.push(Vec::new());
        }
        let counts = &mut self.counts[id as usize];
        if counts.last().is_none_or(|&(last, _)| last != procedure) {
            counts.push((procedure, [0.0; PARTS]));
        }
        if let Some((_, parts)) = counts.last_mut() {
            parts[part] += 1.0;
        }
    }
}

impl Index {
    /// The terms of the catalogue that a question asks for, each once.
    pub(super) fn terms(&self, asked: &Asked) -> Vec<Term> {
        let mut terms = Terms {
            index: self,
            found: Vec::new(),
            places: HashMap::new(),
        };
        for words in &asked.sequences {
            for word in words {
                terms.ask_word(word);
            }
            for pair in words.windows(2) {
                terms.ask_pair(&pair[0], &pair[1]);
            }
        }
        if let Some(word) = &asked.unfinished
            && !self.terms.contains_key(&Kind::Folded.word(&word.folded))
        {
            let first = self
                .vocabulary
                .partition_point(|(known, _)| *known < word.folded);
            for (_, id) in self.vocabulary[first..]
                .iter()
                .take_while(|(known, _)| known.starts_with(&word.folded))
                .take(MOST_COMPLETIONS)
            {
                terms.ask(Some(id), COMPLETED, true, || word.written.clone());
            }
        }
        terms.found
    }

    /// The score of every procedure.
    pub(super) fn score(&self, terms: &[Term], asked: Aspects) -> Vec<f32> {
        let mut scores = vec![0.0_f32; self.priors.len()];
        let mut covers = vec![0.0_f32; self.priors.len()];
        for term in terms {
            for posting in &self.postings[term.id as usize] {
                scores[posting.procedure as usize] += term.weight * posting.weight;
                if term.covers {
                    covers[posting.procedure as usize] += term.weight * posting.cover;
                }
            }
        }
        for (procedure, score) in scores
            .iter_mut()
            .enumerate()
            .filter(|(_, score)| **score > 0.0)
        {
            *score *= self.priors[procedure]
                * (1.0 + COVER * covers[procedure].min(1.0))
                * self.aspects[procedure].fit(asked);
        }
        scores
    }

    /// What was written that made four fifths of a procedure's score, most decisive first.
    pub(super) fn deciding_words(&self, terms: &[Term], procedure: usize) -> Vec<String> {
        let mut shares: Vec<(&str, f32)> = Vec::new();
        for term in terms {
            let postings = &self.postings[term.id as usize];
            let found = postings.binary_search_by_key(&procedure, |p| p.procedure as usize);
            let Ok(at) = found else { continue };
            let share = term.weight * postings[at].weight;
            match shares
                .iter_mut()
                .find(|(written, _)| *written == term.written)
            {
                Some((_, sum)) => *sum += share,
                None => shares.push((&term.written, share)),
            }
        }
        shares.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(b.0)));
        let enough = 0.8 * shares.iter().map(|(_, share)| share).sum::<f32>();
        let mut sum = 0.0;
        shares
            .into_iter()
            .take_while(|(_, share)| {
                let needed = sum < enough;
                sum += share;
                needed
            })
            .map(|(written, _)| written.to_owned())
            .collect()
    }
}

/// Terms being collected, each once, with the highest worth it was asked for with.
struct Terms<'a> {
    index: &'a Index,
    found: Vec<Term>,
    places: HashMap<TermId, usize>,
}

impl Terms<'_> {
    fn ask_word(&mut self, word: &AskedWord) {
        let written = || word.written.clone();
        let folded = self.index.terms.get(&Kind::Folded.word(&word.folded));
        if word.accented {
            let exact = self.index.terms.get(&Kind::Exact.word(&word.exact));
            self.ask(exact, word.weight, true, written);
            self.ask(folded, word.weight * OTHER_MARKS, false, written);
        } else {
            self.ask(folded, word.weight, true, written);
        }
    }

    fn ask_pair(&mut self, first: &AskedWord, second: &AskedWord) {
        let mut weight = PAIR * first.weight.max(second.weight);
        if first.weight.min(second.weight) <= 0.0 {
            weight *= PAIR_WITH_FILLER;
        }
        let written = || {
            if first.written == second.written {
                first.written.clone()
            } else {
                format!("{} {}", first.written, second.written)
            }
        };
        let folded = self
            .index
            .terms
            .get(&Kind::Folded.pair(&first.folded, &second.folded));
        if first.accented && second.accented {
            let pair = Kind::Exact.pair(&first.exact, &second.exact);
            self.ask(self.index.terms.get(&pair), weight, false, written);
            self.ask(folded, weight * OTHER_MARKS, false, written);
        } else {
            self.ask(folded, weight, false, written);
        }
    }

    fn ask(
        &mut self,
        term: Option<&TermId>,
        weight: f32,
        covers: bool,
        written: impl FnOnce() -> String,
    ) {
        let Some(&id) = term else { return };
        if weight <= 0.0 {
            return;
        }
        if let Some(&place) = self.places.get(&id) {
            let known = &mut self.found[place];
            known.weight = known.weight.max(weight);
            known.covers |= covers;
        } else {
            self.places.insert(id, self.found.len());
            self.found.push(Term {
                id,
                weight,
                covers,
                written: written(),
            });
        }
    }
}

/// Which of the two spellings a term holds.
#[derive(Debug, Clone, Copy)]
enum Kind {
    Exact,
    Folded,
}

impl Kind {
    fn prefix(self) -> char {
        match self {
            Self::Exact => '=',
            Self::Folded => '~',
        }
    }

    fn word(self, word: &str) -> String {
        format!("{}{word}", self.prefix())
    }

    fn pair(self, first: &str, second: &str) -> String {
        format!("{}{first} {second}", self.prefix())
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
