//! Which earlier texts speak of the same matter?
//!
//! Texts are compared by their words and pairs of neighbouring words, folded, with everyday names
//! read as official ones; rare words weigh more. Nothing is merged by it: an official compares.

use std::collections::HashMap;

use crate::procedures::matter;
use crate::reading::Reading;

/// What a word counts beside a pair of words.
const WORD: f32 = 0.6;
/// What a pair of neighbouring words counts.
const PAIR: f32 = 1.0;
/// Texts a new index behaves as if it had seen, so that its first texts are not all rare words.
const SEEN_BEFORE: f32 = 50.0;
/// Texts with the most weight in common that are compared in full.
const MOST_CANDIDATES: usize = 200;
/// A word in more texts than this share of an index finds no text by itself.
const COMMON_SHARE: usize = 8;
/// Below so many texts every word may find one.
const SMALL_INDEX: usize = 500;

/// The features of a text, each once, with the weight the text gives it.
type Features<F> = Vec<(F, f32)>;

/// How alike two texts are, 0 (nothing in common) to 1 (the same words), whatever else is known.
pub fn similarity(a: &str, b: &str) -> f32 {
    let a: HashMap<String, f32> = features(a).into_iter().collect();
    let b = features(b);
    let (mut common, mut theirs) = (0.0, 0.0);
    for (feature, weight) in &b {
        theirs += weight * weight;
        common += a.get(feature).map_or(0.0, |own| own * weight);
    }
    let ours: f32 = sum(a.values().map(|weight| weight * weight));
    cosine(common, ours, theirs)
}

/// An earlier text that is like the one asked about.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Similar<K> {
    /// The key it was added with.
    pub key: K,
    /// How alike they are, 0 to 1.
    pub score: f32,
}

/// Texts that can be asked for the ones most like another; grows and shrinks one text at a time.
#[derive(Debug, Clone)]
pub struct SimilarIndex<K> {
    /// Numbers of features, never given back.
    numbers: HashMap<String, u32>,
    /// For each feature, the slots of the texts that have it, ascending.
    postings: Vec<Vec<u32>>,
    slots: Vec<Option<Slot<K>>>,
    places: std::collections::BTreeMap<K, u32>,
    free: Vec<u32>,
}

#[derive(Debug, Clone)]
struct Slot<K> {
    key: K,
    features: Features<u32>,
}

impl<K> Default for SimilarIndex<K> {
    fn default() -> Self {
        Self {
            numbers: HashMap::new(),
            postings: Vec::new(),
            slots: Vec::new(),
            places: std::collections::BTreeMap::new(),
            free: Vec::new(),
        }
    }
}

impl<K: Ord + Clone> SimilarIndex<K> {
    /// An index without texts.
    pub fn new() -> Self {
        Self::default()
    }

    /// How many texts it holds.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether it holds no text.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// Adds a text; one added before under the same key is replaced.
    pub fn add(&mut self, key: K, text: &str) {
        self.remove(&key);
        let features: Features<u32> = features(text)
            .into_iter()
            .map(|(feature, weight)| (self.number(feature), weight))
            .collect();
        let place = self.free.pop().unwrap_or_else(|| {
            self.slots.push(None);
            u32::try_from(self.slots.len() - 1).unwrap_or(u32::MAX)
        });
        for &(feature, _) in &features {
            let posting = &mut self.postings[feature as usize];
            let at = posting.partition_point(|&other| other < place);
            posting.insert(at, place);
        }
        self.places.insert(key.clone(), place);
        self.slots[place as usize] = Some(Slot { key, features });
    }

    /// Removes a text; says whether it was there.
    pub fn remove(&mut self, key: &K) -> bool {
        let Some(place) = self.places.remove(key) else {
            return false;
        };
        if let Some(slot) = self.slots[place as usize].take() {
            for (feature, _) in slot.features {
                let posting = &mut self.postings[feature as usize];
                if let Ok(at) = posting.binary_search(&place) {
                    posting.remove(at);
                }
            }
        }
        self.free.push(place);
        true
    }

    /// At most `k` texts that have something in common with this one, the most alike first,
    /// equals in order of their keys.
    pub fn query(&self, text: &str, k: usize) -> Vec<Similar<K>> {
        let asked: Features<u32> = features(text)
            .into_iter()
            .map(|(feature, weight)| {
                (
                    self.numbers.get(&feature).copied().unwrap_or(u32::MAX),
                    weight,
                )
            })
            .collect();
        let weights: HashMap<u32, f32> = asked
            .iter()
            .map(|&(feature, weight)| (feature, weight * self.rarity(feature)))
            .collect();
        let ours: f32 = sum(asked
            .iter()
            .map(|&(feature, weight)| (weight * self.rarity(feature)).powi(2)));
        let mut found: Vec<Similar<K>> = self
            .candidates(&asked)
            .into_iter()
            .filter_map(|place| self.slots[place as usize].as_ref())
            .map(|slot| {
                let (mut common, mut theirs) = (0.0, 0.0);
                for &(feature, weight) in &slot.features {
                    let weight = weight * self.rarity(feature);
                    theirs += weight * weight;
                    common += weights.get(&feature).map_or(0.0, |own| own * weight);
                }
                Similar {
                    key: slot.key.clone(),
                    score: cosine(common, ours, theirs),
                }
            })
            .filter(|similar| similar.score > 0.0)
            .collect();
        found.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.key.cmp(&b.key)));
        found.truncate(k);
        found
    }

    /// The texts that share most with the features, by weight; found through their rarer ones.
    fn candidates(&self, asked: &[(u32, f32)]) -> Vec<u32> {
        let limit = (self.len() / COMMON_SHARE).max(SMALL_INDEX);
        let mut shared = vec![0.0_f32; self.slots.len()];
        let mut touched = Vec::new();
        for &(feature, weight) in asked {
            let Some(posting) = self.postings.get(feature as usize) else {
                continue;
            };
            if posting.len() > limit {
                continue;
            }
            let weight = weight * self.rarity(feature).powi(2);
            for &place in posting {
                if shared[place as usize] == 0.0 {
                    touched.push(place);
                }
                shared[place as usize] += weight;
            }
        }
        let better = |a: &u32, b: &u32| {
            shared[*b as usize]
                .total_cmp(&shared[*a as usize])
                .then_with(|| a.cmp(b))
        };
        if touched.len() > MOST_CANDIDATES {
            touched.select_nth_unstable_by(MOST_CANDIDATES - 1, better);
            touched.truncate(MOST_CANDIDATES);
        }
        touched
    }

    /// How much it says about a text that it has a feature.
    #[expect(clippy::cast_precision_loss, reason = "far fewer than 2^24 texts")]
    fn rarity(&self, feature: u32) -> f32 {
        let frequency = self.postings.get(feature as usize).map_or(0, Vec::len) as f32;
        ((self.len() as f32 + SEEN_BEFORE) / (frequency + 1.0))
            .ln()
            .max(0.1)
    }

    fn number(&mut self, feature: String) -> u32 {
        let next = u32::try_from(self.postings.len()).unwrap_or(u32::MAX);
        let number = *self.numbers.entry(feature).or_insert(next);
        if number == next {
            self.postings.push(Vec::new());
        }
        number
    }
}

/// Words and pairs of neighbours that say something about the matter, in order, each once.
fn features(text: &str) -> Features<String> {
    let mut found: Features<String> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut add = |feature: String, weight: f32| {
        let place = *places.entry(feature).or_insert_with_key(|feature| {
            found.push((feature.clone(), 0.0));
            found.len() - 1
        });
        found[place].1 = found[place].1.max(weight);
    };
    for words in matter(&Reading::new(text)) {
        for (word, weight) in &words {
            add(word.clone(), WORD * weight);
        }
        for pair in words.windows(2) {
            let [(first, a), (second, b)] = pair else {
                continue;
            };
            add(format!("{first} {second}"), PAIR * a.min(*b));
        }
    }
    found
}

/// Cosine of two weighted sets, safe for empty ones.
fn cosine(common: f32, ours: f32, theirs: f32) -> f32 {
    if ours <= 0.0 || theirs <= 0.0 {
        return 0.0;
    }
    (common / (ours * theirs).sqrt()).clamp(0.0, 1.0)
}

/// A sum in the order of the values after sorting, so that a hash map's order does not matter.
fn sum(values: impl Iterator<Item = f32>) -> f32 {
    let mut values: Vec<f32> = values.collect();
    values.sort_by(f32::total_cmp);
    values.into_iter().sum()
}

#[cfg(test)]
mod tests;
