//! Which administrative procedures do a citizen's words speak of?
//!
//! An index in memory, built once from the catalogue: BM25F over the words of name, field and
//! keywords, with and without diacritics, and over pairs of neighbouring words; a small table says
//! what people call a thing and what the catalogue calls it.

mod aspect;
mod colloquial;
mod filler;
mod focus;
mod index;
mod name;
mod query;

use index::{Builder, Index};

/// One entry of the catalogue, as far as searching needs it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ProcedureText {
    /// National code, such as `1.001193`.
    pub code: String,
    /// Official name.
    pub name: String,
    /// Field (`lĩnh vực`); may be empty.
    pub field: String,
    /// Level that carries it out (`Cấp xã`, `Cấp tỉnh`, `Cấp bộ`, or several); may be empty.
    pub level: String,
    /// Other words people may use for it: the paper that results, an everyday name.
    pub keywords: Vec<String>,
}

/// A procedure that fits a query.
#[derive(Debug, Clone, PartialEq)]
pub struct ProcedureHit {
    /// Position in the order in which the catalogue was given.
    pub index: usize,
    /// National code.
    pub code: String,
    /// How well it fits; comparable within one answer only, higher is better.
    pub score: f32,
    /// The words of the query that decided, most decisive first, as written.
    pub matched: Vec<String>,
}

/// The catalogue, ready to be searched.
#[derive(Debug, Default)]
pub struct ProcedureSearch {
    codes: Vec<String>,
    index: Index,
}

impl ProcedureSearch {
    /// Indexes a catalogue. The same catalogue in the same order always gives the same answers.
    pub fn new(procedures: impl IntoIterator<Item = ProcedureText>) -> Self {
        let mut builder = Builder::default();
        let mut codes = Vec::new();
        for procedure in procedures {
            builder.add(&procedure);
            codes.push(procedure.code);
        }
        Self {
            codes,
            index: builder.finish(),
        }
    }

    /// How many procedures are indexed.
    pub fn len(&self) -> usize {
        self.codes.len()
    }

    /// Whether the catalogue is empty.
    pub fn is_empty(&self) -> bool {
        self.codes.is_empty()
    }

    /// At most `limit` procedures that fit, best first, equals in order of their codes.
    ///
    /// The last word counts as still being typed unless something follows it. A query without a
    /// single word of the catalogue finds nothing.
    pub fn search(&self, query: &str, limit: usize) -> Vec<ProcedureHit> {
        if limit == 0 || self.is_empty() {
            return Vec::new();
        }
        self.answer(&query::understand(query), limit)
    }

    /// What a petition speaks of: the words of its title and of its text.
    pub(crate) fn search_in(&self, title: &str, text: &str, limit: usize) -> Vec<ProcedureHit> {
        if title.trim().is_empty() {
            return self.search(text, limit);
        }
        // A title is a sentence of its own.
        self.search(
            &format!("{}. {text}", title.trim_end_matches(['.', ' '])),
            limit,
        )
    }

    fn answer(&self, asked: &query::Asked, limit: usize) -> Vec<ProcedureHit> {
        let terms = self.index.terms(asked);
        let scores = self.index.score(&terms, asked.aspects);
        let mut found: Vec<usize> = (0..scores.len()).filter(|&at| scores[at] > 0.0).collect();
        let better = |a: &usize, b: &usize| {
            scores[*b]
                .total_cmp(&scores[*a])
                .then_with(|| self.codes[*a].cmp(&self.codes[*b]))
        };
        if found.len() > limit {
            found.select_nth_unstable_by(limit - 1, better);
            found.truncate(limit);
        }
        found.sort_unstable_by(better);
        found
            .into_iter()
            .map(|index| ProcedureHit {
                index,
                code: self.codes[index].clone(),
                score: scores[index],
                matched: self.index.deciding_words(&terms, index),
            })
            .collect()
    }
}

/// The folded words of a text that say something about its matter, with their weights: first its
/// own, then the official names of what it calls by everyday ones.
pub(crate) fn matter(text: &str) -> Vec<Vec<(String, f32)>> {
    query::understand(text)
        .sequences
        .into_iter()
        .map(|words| {
            let telling = words.into_iter().filter(|word| word.weight > 0.0);
            telling.map(|word| (word.folded, word.weight)).collect()
        })
        .collect()
}

#[cfg(test)]
mod tests;
