//! Which communes does a text name, and does it tell of what their office did?

use super::Competence;
use crate::fold::{all_exact_words, fold};
use crate::hash::hash;
use crate::reading::Reading;

/// What an office does, as a text tells it: the word after the commune's name, folded.
const DOES: &[&str] = &[
    "bao", "hen", "doi", "bat", "ra", "yeu", "tra", "giu", "cap", "hop", "noi", "lam", "thu",
    "khong", "chua", "ket", "to", "chi", "cho", "lap", "moi", "treo", "quy",
];

/// A commune that a text names.
#[derive(Debug, Clone, Copy)]
pub(crate) struct NamedCommune {
    pub(crate) agency: usize,
    /// How often, and how surely it is meant.
    pub(crate) count: f32,
    /// It is called a commune.
    pub(super) said: bool,
    /// Something is told that it did.
    pub(super) acts: bool,
}

#[derive(Debug)]
pub(super) struct Commune {
    /// With diacritics and without.
    words: Vec<(String, String)>,
    agency: usize,
    /// Whether it is the name of today, not of a commune that is part of it now.
    today: bool,
}

impl Competence {
    pub(super) fn add_commune(&mut self, name: &str, agency: usize, today: bool) {
        let words: Vec<(String, String)> = all_exact_words(name)
            .into_iter()
            .map(|word| {
                let folded = fold(&word);
                (word, folded)
            })
            .collect();
        if let Some((_, first)) = words.first() {
            let key = hash(first.as_bytes());
            let known = self.communes.entry(key).or_default();
            known.push(Commune {
                words,
                agency,
                today,
            });
            known.sort_by_key(|commune| std::cmp::Reverse((commune.words.len(), commune.today)));
        }
    }

    /// The communes that a text names, the most often named first.
    pub(crate) fn communes(&self, parts: &[&Reading]) -> Vec<NamedCommune> {
        let mut found: Vec<NamedCommune> = Vec::new();
        for reading in parts {
            let mut place = 0;
            while place < reading.words.len() {
                let Some((length, named)) = self.commune_at(reading, place) else {
                    place += 1;
                    continue;
                };
                match found.iter_mut().find(|known| known.agency == named.agency) {
                    Some(known) => {
                        known.count += named.count;
                        known.acts |= named.acts;
                    }
                    None => found.push(named),
                }
                place += length;
            }
        }
        found.sort_by(|a, b| b.count.total_cmp(&a.count));
        found
    }

    /// A commune named at a word, and the length of its name.
    fn commune_at(&self, reading: &Reading, place: usize) -> Option<(usize, NamedCommune)> {
        let word = reading.words.get(place)?;
        let before = |back: usize| {
            place
                .checked_sub(back)
                .map(|at| reading.words[at].folded.as_str())
        };
        let said = matches!(before(1), Some("xa" | "phuong" | "tran"));
        let of_office = said
            && matches!(
                before(2),
                Some(
                    "dan"
                        | "ubnd"
                        | "an"
                        | "uy"
                        | "cua"
                        | "can"
                        | "bo"
                        | "o"
                        | "tai"
                        | "ra"
                        | "len"
                )
            );
        self.communes.get(&word.key)?.iter().find_map(|commune| {
            let fits = commune
                .words
                .iter()
                .enumerate()
                .all(|(offset, (exact, folded))| reading.is(place + offset, exact, folded));
            let capital =
                word.capital && reading.words.get(place + commune.words.len() - 1)?.capital;
            // Names such as "Bắc Kạn" or "Đại Từ" are said of much else.
            let meant = said || (capital && commune.words.len() > 1 && !reading.bare);
            let length = commune.words.len();
            let does = reading
                .words
                .get(place + length)
                .is_some_and(|next| DOES.contains(&next.folded.as_str()));
            let count = if of_office {
                2.0
            } else if said {
                1.5
            } else {
                0.5
            };
            let named = NamedCommune {
                agency: commune.agency,
                count,
                said,
                acts: said && does,
            };
            (fits && meant).then_some((length, named))
        })
    }
}
