//! Which earlier petitions speak of the same matter as a new one?
//!
//! Made for some hundred thousand texts in little memory: of each only the most telling words are
//! kept, all in a few long lists.

use super::{Asked, Fingerprint, WordCounts};

/// Words that are kept of a text, the most telling ones.
const KEPT: usize = 24;
/// Words under which a text is found, the rarest of those.
const FILED: usize = 10;
/// Bits of the numbers under which texts are filed.
const FILE_BITS: u32 = 17;
/// A word in more texts than this finds none by itself.
const COMMON: usize = 1_500;
/// Texts with most in common that are compared in full.
const COMPARED: usize = 64;
/// Procedures, communes and pins that are kept.
const PROCEDURES: usize = 3;
const COMMUNES: usize = 2;
const PINS: usize = 6;

/// An earlier text that may speak of the same matter.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Found {
    /// In which place it was added, from 0.
    pub text: usize,
    /// How likely it speaks of the same matter, 0 to 1.
    pub score: f32,
}

/// Texts that can be asked for those about the same matter; grows one text at a time.
#[derive(Debug, Clone, Default)]
pub struct DuplicateIndex {
    counts: WordCounts,
    /// Where the parts of each text begin.
    starts: Vec<Start>,
    words: Vec<u32>,
    /// Weights of words in 64ths.
    weights: Vec<u8>,
    procedures: Vec<(u16, u8)>,
    /// Communes, then pins.
    pins: Vec<u32>,
    files: Vec<Vec<u32>>,
}

/// Where the parts of one text begin in the long lists.
#[derive(Debug, Clone, Copy, Default)]
struct Start {
    words: u32,
    procedures: u32,
    pins: u32,
    communes: u8,
}

impl DuplicateIndex {
    /// How many texts it holds.
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// Whether it holds no text.
    pub fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }

    /// Bytes it takes in memory, give or take what the allocator adds.
    pub fn size(&self) -> usize {
        self.starts.capacity() * size_of::<Start>()
            + self.words.capacity() * 4
            + self.weights.capacity()
            + self.procedures.capacity() * 4
            + self.pins.capacity() * 4
            + self
                .files
                .iter()
                .map(|file| 24 + file.capacity() * 4)
                .sum::<usize>()
            + self.counts.counts.len() * 4
    }

    /// Gives back the room that lists keep for growing; worth it after many texts were added.
    pub fn compact(&mut self) {
        self.starts.shrink_to_fit();
        self.words.shrink_to_fit();
        self.weights.shrink_to_fit();
        self.procedures.shrink_to_fit();
        self.pins.shrink_to_fit();
        self.files.iter_mut().for_each(Vec::shrink_to_fit);
    }

    /// Adds a text and says under which place.
    pub fn add(&mut self, fingerprint: &Fingerprint) -> usize {
        if self.files.is_empty() {
            self.files = vec![Vec::new(); 1 << FILE_BITS];
        }
        let text = self.starts.len();
        self.counts.count(fingerprint);
        self.starts.push(Start {
            words: offset(self.words.len()),
            procedures: offset(self.procedures.len()),
            pins: offset(self.pins.len()),
            communes: u8::try_from(fingerprint.communes.len().min(COMMUNES)).unwrap_or(0),
        });
        let telling = self.telling(fingerprint, KEPT);
        for &(word, _) in telling.iter().take(FILED) {
            self.files[file(word)].push(offset(text));
        }
        let mut kept = telling;
        kept.sort_unstable_by_key(|&(word, _)| word);
        for (word, weight) in kept {
            self.words.push(word);
            self.weights.push(in_64ths(weight));
        }
        for &(procedure, share) in &best(&fingerprint.procedures, PROCEDURES) {
            self.procedures.push((
                u16::try_from(procedure).unwrap_or(u16::MAX),
                in_64ths(share),
            ));
        }
        self.pins.extend(fingerprint.communes.iter().take(COMMUNES));
        self.pins.extend(fingerprint.pins.iter().take(PINS));
        text
    }

    /// At most `most` earlier texts that may speak of the same matter, the likeliest first.
    pub fn find(&self, fingerprint: &Fingerprint, most: usize) -> Vec<Found> {
        let asked = Asked::new(fingerprint, &self.counts);
        let mut found: Vec<Found> = self
            .candidates(fingerprint)
            .into_iter()
            .map(|text| Found {
                text,
                score: asked.likeness(&self.fingerprint(text)),
            })
            .filter(|found| found.score > 0.0)
            .collect();
        found.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.text.cmp(&b.text)));
        found.truncate(most);
        found
    }

    /// The texts that share most of the telling words.
    fn candidates(&self, fingerprint: &Fingerprint) -> Vec<usize> {
        let mut hits: Vec<(u32, f32)> = Vec::new();
        for (word, _) in self.telling(fingerprint, KEPT) {
            let Some(texts) = self.files.get(file(word)) else {
                continue;
            };
            if texts.len() <= COMMON {
                let rarity = self.counts.rarity(word);
                hits.extend(texts.iter().map(|&text| (text, rarity)));
            }
        }
        let mut hits = summed(hits);
        if hits.len() > COMPARED {
            hits.select_nth_unstable_by(COMPARED - 1, |a, b| {
                b.1.total_cmp(&a.1).then(a.0.cmp(&b.0))
            });
            hits.truncate(COMPARED);
        }
        hits.into_iter().map(|(text, _)| text as usize).collect()
    }

    /// The most telling words of a text, the most telling first.
    fn telling(&self, fingerprint: &Fingerprint, most: usize) -> Vec<(u32, f32)> {
        let mut words: Vec<(f32, u32, f32)> = fingerprint
            .words
            .iter()
            .map(|&(word, weight)| (weight * self.counts.rarity(word), word, weight))
            .filter(|&(_, _, weight)| weight > 0.0)
            .collect();
        let order =
            |a: &(f32, u32, f32), b: &(f32, u32, f32)| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1));
        if words.len() > most {
            words.select_nth_unstable_by(most - 1, order);
            words.truncate(most);
        }
        words.sort_unstable_by(order);
        words
            .into_iter()
            .map(|(_, word, weight)| (word, weight))
            .collect()
    }

    /// What is kept of a text.
    fn fingerprint(&self, text: usize) -> Fingerprint {
        let start = self.starts[text];
        let end = self.starts.get(text + 1).copied().unwrap_or(Start {
            words: offset(self.words.len()),
            procedures: offset(self.procedures.len()),
            pins: offset(self.pins.len()),
            communes: 0,
        });
        let words = start.words as usize..end.words as usize;
        let pins = &self.pins[start.pins as usize..end.pins as usize];
        let (communes, pins) = pins.split_at(usize::from(start.communes));
        Fingerprint {
            words: self.words[words.clone()]
                .iter()
                .zip(&self.weights[words])
                .map(|(&word, &weight)| (word, f32::from(weight) / 64.0))
                .collect(),
            procedures: self.procedures[start.procedures as usize..end.procedures as usize]
                .iter()
                .map(|&(procedure, share)| (u32::from(procedure), f32::from(share) / 64.0))
                .collect(),
            communes: communes.to_vec(),
            pins: pins.to_vec(),
        }
    }
}

/// The most likely procedures, in order of their numbers.
fn best(procedures: &[(u32, f32)], most: usize) -> Vec<(u32, f32)> {
    let mut best = procedures.to_vec();
    best.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    best.truncate(most);
    best.sort_unstable_by_key(|&(procedure, _)| procedure);
    best
}

fn file(word: u32) -> usize {
    (word >> (32 - FILE_BITS)) as usize
}

fn offset(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "between 0 and 255"
)]
fn in_64ths(weight: f32) -> u8 {
    (weight * 64.0).round().clamp(1.0, 255.0) as u8
}

/// One hit for each number, with the sum of its weights.
pub(crate) fn summed(mut hits: Vec<(u32, f32)>) -> Vec<(u32, f32)> {
    hits.sort_unstable_by_key(|&(number, _)| number);
    hits.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        if same {
            kept.1 += next.1;
        }
        same
    });
    hits
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::tests::analyser;

    #[test]
    fn an_earlier_text_about_the_same_matter_is_found() {
        let analyser = analyser();
        let mut index = DuplicateIndex::default();
        assert!(index.find(&analyser.fingerprint("khai sinh"), 5).is_empty());
        for number in 0..300 {
            let text = format!(
                "Tôi nộp hồ sơ tách thửa đất số {number} ở xóm {}",
                number % 17
            );
            index.add(&analyser.fingerprint(&text));
        }
        let earlier = index
            .add(&analyser.fingerprint(
                "Máy in tem chứng thực của phường hỏng hai hôm, dân chờ cả buổi sáng",
            ));
        let found = index.find(
            &analyser.fingerprint("may in tem chung thuc hong, cho ca buoi sang khong duoc"),
            3,
        );
        assert_eq!(found[0].text, earlier);
        assert!(found[0].score > 0.5, "{found:?}");
        assert_eq!(index.len(), 301);
        assert!(index.size() < 8_000_000);
    }
}
