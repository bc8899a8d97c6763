//! What are people speaking of, all together?
//!
//! Topics form and grow one petition at a time. A topic keeps its number for ever; its label is
//! made of the words that tell it from the others until an official gives it a name.

mod label;
mod trend;
mod trouble;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::duplicates::{Direction, Fingerprint, WordCounts, summed};
use crate::fold::exact_key;
use crate::hash::Keyed;
use crate::reading::Reading;

pub use label::fit_for_everybody;
pub use trend::{Cell, Series, Warning, share_shown, warnings};
pub use trouble::{Constituent, Trouble, constituents, trouble};

/// Words kept of a petition when it is compared with topics.
const OF_PETITION: usize = 24;
/// Words kept of a topic.
const OF_TOPIC: usize = 40;
/// Petitions this close to a topic join it.
const JOINS: f32 = 0.22;
/// How much being about the same procedure counts.
const PROCEDURE: f32 = 0.35;
/// Words of a topic under which it is found.
const FILED: usize = 12;
/// Topics that are compared with a petition in full.
const COMPARED: usize = 24;
/// A word that files more topics than this finds none by itself.
const COMMON: usize = 400;
/// Words of a label.
const LABEL: usize = 3;
/// Spellings kept to label topics with.
const MOST_SPELLINGS: usize = 60_000;

/// The number of a topic; never given to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct TopicId(pub u32);

/// Petitions that speak of one thing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Topic {
    /// Its number.
    pub id: TopicId,
    /// The name an official gave it.
    pub name: Option<String>,
    /// How many petitions it has.
    pub size: u32,
    /// The topic it was merged into.
    pub merged_into: Option<TopicId>,
    /// Sums of its petitions' words, the heaviest ones, in order of their hash.
    words: Vec<(u32, f32)>,
    procedures: Vec<(u32, f32)>,
}

/// All topics of an installation.
#[derive(Debug, Clone, Default)]
pub struct Topics {
    all: Vec<Topic>,
    counts: WordCounts,
    /// Topics by their heaviest words.
    files: Keyed<Vec<u32>>,
    /// How a word or pair of words is written, to label topics with.
    spellings: BTreeMap<u32, String>,
}

/// What can be kept of topics between two runs.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct KeptTopics {
    all: Vec<Topic>,
    counts: (u32, Vec<u32>),
    spellings: Vec<(u32, String)>,
}

impl Topics {
    /// Puts a petition into the topic it fits, or begins one with it.
    pub fn add(&mut self, text: &str, fingerprint: &Fingerprint) -> TopicId {
        self.counts.count(fingerprint);
        self.learn_spellings(text, fingerprint);
        let words = self.telling(fingerprint);
        let place = match self.nearest(&words, fingerprint) {
            Some((place, likeness)) if likeness >= JOINS => place,
            _ => self.begin(),
        };
        self.join(place, &words, fingerprint);
        TopicId(number(place))
    }

    /// The topic of a petition that is not added; nothing when it fits none.
    pub fn topic_of(&self, fingerprint: &Fingerprint) -> Option<TopicId> {
        let words = self.telling(fingerprint);
        self.nearest(&words, fingerprint)
            .filter(|&(_, likeness)| likeness >= JOINS)
            .map(|(place, _)| TopicId(number(place)))
    }

    /// A topic, as it is after merging.
    pub fn get(&self, id: TopicId) -> Option<&Topic> {
        let topic = self.all.get(id.0 as usize)?;
        match topic.merged_into {
            Some(other) if other != id => self.get(other),
            _ => Some(topic),
        }
    }

    /// All topics that were not merged into others, the largest first.
    pub fn largest(&self) -> Vec<&Topic> {
        let mut topics: Vec<&Topic> = self
            .all
            .iter()
            .filter(|topic| topic.merged_into.is_none())
            .collect();
        topics.sort_by_key(|topic| (std::cmp::Reverse(topic.size), topic.id));
        topics
    }

    /// Gives a topic a name; says whether there is such a topic.
    pub fn rename(&mut self, id: TopicId, name: &str) -> bool {
        let Some(topic) = self.all.get_mut(id.0 as usize) else {
            return false;
        };
        topic.name = Some(name.trim().to_owned()).filter(|name| !name.is_empty());
        true
    }

    /// Merges one topic into another; what speaks of it joins the other from now on. Says whether
    /// both are there and differ.
    pub fn merge(&mut self, from: TopicId, into: TopicId) -> bool {
        let (Some(source), Some(target)) = (self.get(from), self.get(into)) else {
            return false;
        };
        let (source, target) = (source.clone(), target.id);
        if source.id == target {
            return false;
        }
        let place = target.0 as usize;
        let topic = &mut self.all[place];
        topic.size += source.size;
        add_up(&mut topic.words, &source.words, OF_TOPIC);
        add_up(&mut topic.procedures, &source.procedures, OF_TOPIC);
        self.all[source.id.0 as usize].merged_into = Some(target);
        self.file(place);
        true
    }

    /// What a topic is called: the name an official gave it, or its most telling words.
    pub fn label(&self, id: TopicId) -> String {
        let Some(topic) = self.get(id) else {
            return String::new();
        };
        match &topic.name {
            Some(name) => name.clone(),
            None => self.words(id),
        }
    }

    /// The most telling words of a topic, whatever its name.
    pub fn words(&self, id: TopicId) -> String {
        let Some(topic) = self.get(id) else {
            return String::new();
        };
        let mut words: Vec<(f32, &str)> = topic
            .words
            .iter()
            .filter_map(|&(word, weight)| {
                let spelling = self.spellings.get(&word)?;
                // Two syllables make a word; one alone says little.
                let whole = if spelling.contains(' ') { 1.6 } else { 1.0 };
                Some((weight * self.counts.rarity(word) * whole, spelling.as_str()))
            })
            .collect();
        words.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
        let mut chosen: Vec<&str> = Vec::new();
        for (_, spelling) in words {
            let new = !chosen.iter().any(|known| {
                known
                    .split(' ')
                    .any(|part| spelling.split(' ').any(|own| own == part))
            });
            if new {
                chosen.push(spelling);
            }
            if chosen.len() == LABEL {
                break;
            }
        }
        chosen.join(", ")
    }

    /// What has to be kept so that topics go on with the same numbers.
    pub fn keep(&self) -> KeptTopics {
        KeptTopics {
            all: self.all.clone(),
            counts: self.counts.parts(),
            spellings: self.spellings.clone().into_iter().collect(),
        }
    }

    /// Goes on from what was kept.
    pub fn from_kept(kept: KeptTopics) -> Self {
        let mut topics = Self {
            all: kept.all,
            counts: WordCounts::from_parts(kept.counts),
            files: Keyed::default(),
            spellings: kept.spellings.into_iter().collect(),
        };
        for place in 0..topics.all.len() {
            topics.file(place);
        }
        topics
    }

    fn begin(&mut self) -> usize {
        self.all.push(Topic {
            id: TopicId(number(self.all.len())),
            name: None,
            size: 0,
            merged_into: None,
            words: Vec::new(),
            procedures: Vec::new(),
        });
        self.all.len() - 1
    }

    fn join(&mut self, place: usize, words: &[(u32, f32)], fingerprint: &Fingerprint) {
        let topic = &mut self.all[place];
        topic.size += 1;
        add_up(&mut topic.words, words, OF_TOPIC);
        add_up(&mut topic.procedures, fingerprint.procedures(), OF_TOPIC);
        // A topic's words settle; filing it again at each doubling is often enough.
        if topic.size.is_power_of_two() {
            self.file(place);
        }
    }

    fn file(&mut self, place: usize) {
        let mut heaviest: Vec<(f32, u32)> = self.all[place]
            .words
            .iter()
            .map(|&(word, weight)| (weight * self.counts.rarity(word), word))
            .collect();
        heaviest.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        for (_, word) in heaviest.into_iter().take(FILED) {
            let file = self.files.entry(u64::from(word)).or_default();
            if !file.contains(&number(place)) {
                file.push(number(place));
            }
        }
    }

    /// The topic nearest to a petition and how near it is.
    fn nearest(&self, words: &[(u32, f32)], fingerprint: &Fingerprint) -> Option<(usize, f32)> {
        let mut hits: Vec<(u32, f32)> = Vec::new();
        for &(word, weight) in words {
            let Some(topics) = self.files.get(&u64::from(word)) else {
                continue;
            };
            if topics.len() <= COMMON {
                let rarity = weight * self.counts.rarity(word);
                hits.extend(topics.iter().map(|&topic| (topic, rarity)));
            }
        }
        let mut hits = summed(hits);
        hits.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        hits.truncate(COMPARED);
        let of_words = Direction::of(words, |word| self.counts.rarity(word));
        let of_procedures = Direction::of(fingerprint.procedures(), |_| 1.0);
        hits.into_iter()
            .filter_map(|(topic, _)| self.get(TopicId(topic)))
            .map(|topic| {
                let words = of_words.cosine(&topic.words, |word| self.counts.rarity(word));
                let procedures = of_procedures.cosine(&topic.procedures, |_| 1.0);
                let likeness = (words + PROCEDURE * procedures) / (1.0 + PROCEDURE);
                (topic.id.0 as usize, likeness)
            })
            .reduce(|best, next| if next.1 > best.1 { next } else { best })
    }

    /// The most telling words of a petition, in order of their hash, of length one together.
    fn telling(&self, fingerprint: &Fingerprint) -> Vec<(u32, f32)> {
        let mut words: Vec<(f32, u32, f32)> = fingerprint
            .words()
            .iter()
            .map(|&(word, weight)| (weight * self.counts.rarity(word), word, weight))
            .filter(|&(worth, _, _)| worth > 0.0)
            .collect();
        words.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        words.truncate(OF_PETITION);
        let length: f32 = words
            .iter()
            .map(|(worth, _, _)| worth * worth)
            .sum::<f32>()
            .sqrt();
        let mut telling: Vec<(u32, f32)> = words
            .into_iter()
            .map(|(_, word, weight)| (word, weight / length.max(f32::MIN_POSITIVE)))
            .collect();
        telling.sort_unstable_by_key(|&(word, _)| word);
        telling
    }

    /// Remembers how words are written, diacritics first.
    fn learn_spellings(&mut self, text: &str, fingerprint: &Fingerprint) {
        let reading = Reading::normalised(text);
        if reading.bare && !self.spellings.is_empty() {
            return;
        }
        let known = |word: u32| {
            fingerprint
                .words()
                .binary_search_by_key(&word, |&(w, _)| w)
                .is_ok()
        };
        let words = &reading.words;
        for place in 0..words.len() {
            if self.spellings.len() >= MOST_SPELLINGS {
                return;
            }
            let one = Fingerprint::word(&words[place].folded);
            if known(one) {
                self.spellings
                    .entry(one)
                    .or_insert_with(|| exact_key(&words[place].exact));
            }
            if let Some(next) = words.get(place + 1) {
                let two = Fingerprint::pair(&words[place].folded, &next.folded);
                if known(two) {
                    self.spellings
                        .entry(two)
                        .or_insert_with(|| format!("{} {}", words[place].exact, next.exact));
                }
            }
        }
    }
}

/// Adds one list to another, both in order of their keys, and keeps the heaviest.
fn add_up(list: &mut Vec<(u32, f32)>, other: &[(u32, f32)], most: usize) {
    list.extend_from_slice(other);
    list.sort_unstable_by_key(|&(key, _)| key);
    list.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        if same {
            kept.1 += next.1;
        }
        same
    });
    if list.len() > most {
        list.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        list.truncate(most);
        list.sort_unstable_by_key(|&(key, _)| key);
    }
}

fn number(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::tests::analyser;

    const STAMP: [&str; 3] = [
        "Máy in tem chứng thực của phường hỏng, chờ cả buổi sáng",
        "máy in tem chứng thực lại hỏng hai hôm liền",
        "may in tem chung thuc hong, hen hom sau",
    ];
    const LAND: [&str; 3] = [
        "Tách thửa đất cho con quá hẹn hai tháng",
        "hồ sơ tách thửa đất nộp mãi chưa trả",
        "tach thua dat qua hen khong ai tra loi",
    ];

    fn grown() -> (Topics, Vec<TopicId>) {
        let analyser = analyser();
        let mut topics = Topics::default();
        let ids = STAMP
            .iter()
            .zip(LAND)
            .flat_map(|(stamp, land)| [*stamp, land])
            .map(|text| topics.add(text, &analyser.fingerprint(text)))
            .collect();
        (topics, ids)
    }

    #[test]
    fn petitions_about_one_thing_share_a_topic() {
        let (topics, ids) = grown();
        assert_eq!(ids[0], ids[2]);
        assert_eq!(ids[0], ids[4]);
        assert_eq!(ids[1], ids[3]);
        assert_eq!(ids[1], ids[5]);
        assert_ne!(ids[0], ids[1]);
        assert_eq!(topics.get(ids[0]).map(|topic| topic.size), Some(3));
        assert!(
            topics.label(ids[0]).contains("tem"),
            "{}",
            topics.label(ids[0])
        );
    }

    #[test]
    fn numbers_and_names_outlive_a_restart_and_a_merger() {
        let (mut topics, ids) = grown();
        assert!(topics.rename(ids[1], "Tách thửa chậm"));
        let kept = serde_json::to_string(&topics.keep()).unwrap();
        let mut topics = Topics::from_kept(serde_json::from_str(&kept).unwrap());
        assert_eq!(topics.label(ids[1]), "Tách thửa chậm");
        let text = "lại tách thửa đất quá hẹn";
        let print = analyser().fingerprint(text);
        assert_eq!(topics.topic_of(&print), Some(ids[1]));

        assert!(topics.merge(ids[1], ids[0]));
        assert!(!topics.merge(ids[1], ids[0]), "they are one already");
        assert_eq!(topics.get(ids[1]).map(|topic| topic.id), Some(ids[0]));
        assert_eq!(topics.add(text, &print), ids[0]);
        assert_eq!(topics.largest().len(), 1);
        assert!(!topics.rename(TopicId(99), "x"));
    }
}
