//! How strongly does each procedure of the catalogue speak of the words that are looked for?

use super::aspect::Aspects;
use super::query::{Asked, AskedWord};
use crate::hash::{Keyed, extend, hash, join};

mod builder;

pub(super) use builder::Builder;

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

/// The postings of all terms, one term after the other.
#[derive(Debug, Default)]
struct Postings {
    all: Vec<Posting>,
    /// Where those of each term end.
    ends: Vec<u32>,
}

impl Postings {
    /// Those of one term, in order of procedures.
    fn of(&self, term: TermId) -> &[Posting] {
        let term = term as usize;
        let start = term.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.all[start as usize..self.ends[term] as usize]
    }
}

/// Terms by the hash of what they hold: a hundred thousand texts would take more room than all postings, and a table
/// with free places twice as much as two full lists.
#[derive(Debug, Default)]
struct Dictionary {
    /// In order.
    keys: Vec<u64>,
    ids: Vec<TermId>,
}

impl Dictionary {
    fn of(terms: Keyed<TermId>) -> Self {
        let mut sorted: Vec<(u64, TermId)> = terms.into_iter().collect();
        sorted.sort_unstable();
        let (keys, ids) = sorted.into_iter().unzip();
        Self { keys, ids }
    }

    fn get(&self, key: u64) -> Option<TermId> {
        let place = self.keys.binary_search(&key).ok()?;
        self.ids.get(place).copied()
    }
}

/// Postings of words and word pairs, with and without diacritics.
#[derive(Debug, Default)]
pub(super) struct Index {
    terms: Dictionary,
    postings: Postings,
    /// Folded words in order, for completing the word being typed.
    vocabulary: Vec<(String, TermId)>,
    /// What speaks for each procedure whatever is asked.
    priors: Vec<f32>,
    aspects: Vec<Aspects>,
}

impl Index {
    /// The terms of the catalogue that a question asks for, each once.
    pub(super) fn terms(&self, asked: &Asked) -> Vec<Term> {
        let mut terms = Terms {
            index: self,
            found: Vec::new(),
            places: Keyed::default(),
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
            && self.terms.get(Kind::Folded.word(&word.folded)).is_none()
        {
            let first = self
                .vocabulary
                .partition_point(|(known, _)| *known < word.folded);
            for (_, id) in self.vocabulary[first..]
                .iter()
                .take_while(|(known, _)| known.starts_with(&word.folded))
                .take(MOST_COMPLETIONS)
            {
                terms.ask(Some(*id), COMPLETED, true, || word.written.clone());
            }
        }
        terms.found
    }

    /// The score of every procedure.
    pub(super) fn score(&self, terms: &[Term], asked: Aspects) -> Vec<f32> {
        // Score and cover side by side: a posting is added to both.
        let mut sums = vec![[0.0_f32; 2]; self.priors.len()];
        for term in terms {
            let covers = if term.covers { term.weight } else { 0.0 };
            for posting in self.postings.of(term.id) {
                let [score, cover] = &mut sums[posting.procedure as usize];
                *score += term.weight * posting.weight;
                *cover += covers * posting.cover;
            }
        }
        sums.into_iter()
            .enumerate()
            .map(|(procedure, [score, cover])| {
                if score > 0.0 {
                    let fit = self.aspects[procedure].fit(asked);
                    score * (self.priors[procedure] * (1.0 + COVER * cover.min(1.0)) * fit)
                } else {
                    0.0
                }
            })
            .collect()
    }

    /// What was written that made four fifths of a procedure's score, most decisive first.
    pub(super) fn deciding_words(&self, terms: &[Term], procedure: usize) -> Vec<String> {
        let mut shares: Vec<(&str, f32)> = Vec::new();
        for term in terms {
            let postings = self.postings.of(term.id);
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
    places: Keyed<usize>,
}

impl Terms<'_> {
    fn ask_word(&mut self, word: &AskedWord) {
        let written = || word.written.clone();
        let folded = self.index.terms.get(Kind::Folded.word(&word.folded));
        if word.accented {
            let exact = self.index.terms.get(Kind::Exact.word(&word.exact));
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
            .get(Kind::Folded.pair(&first.folded, &second.folded));
        if first.accented && second.accented {
            let pair = Kind::Exact.pair(&first.exact, &second.exact);
            self.ask(self.index.terms.get(pair), weight, false, written);
            self.ask(folded, weight * OTHER_MARKS, false, written);
        } else {
            self.ask(folded, weight, false, written);
        }
    }

    fn ask(
        &mut self,
        term: Option<TermId>,
        weight: f32,
        covers: bool,
        written: impl FnOnce() -> String,
    ) {
        let Some(id) = term else { return };
        if weight <= 0.0 {
            return;
        }
        // Numbers of terms follow each other; a hash has to spread them.
        let key = join(u64::from(id), 1);
        if let Some(&place) = self.places.get(&key) {
            let known = &mut self.found[place];
            known.weight = known.weight.max(weight);
            known.covers |= covers;
        } else {
            self.places.insert(key, self.found.len());
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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Exact,
    Folded,
}

impl Kind {
    /// Under which hash words of a spelling begin.
    const fn start(self) -> u64 {
        match self {
            Self::Exact => hash(b"="),
            Self::Folded => hash(b"~"),
        }
    }

    const fn word(self, word: &str) -> u64 {
        extend(self.start(), word.as_bytes())
    }

    const fn pair(self, first: &str, second: &str) -> u64 {
        extend(extend(self.word(first), b" "), second.as_bytes())
    }
}
