//! What does a citizen's question ask for, once politeness and everyday names are out of the way?

use std::collections::HashMap;
use std::sync::LazyLock;

use super::aspect::Aspects;
use super::colloquial::{ABBREVIATIONS, COMBINED, SYNONYMS};
use super::filler::{FILLER_PHRASES, FILLER_WORDS, PERSONS};
use super::focus::focus;
use crate::fold::fold;
use crate::reading::Reading;

/// More words than this add time, not meaning: the first ones of a long text decide.
const MOST_WORDS: usize = 400;
/// How much a word counts when the catalogue has another name for the phrase it stands in.
const RENAMED: f32 = 0.5;
/// How much a word counts that names a person for whom something is done.
const PERSON: f32 = 0.3;
/// How much the catalogue's name counts when the citizen used another.
const OFFICIAL_NAME: f32 = 0.9;
/// Words of an official name that count in full.
const LONG_NAME: f32 = 4.0;
/// How far a longer name is brought back to the worth of a short one.
const LONG_NAME_DISCOUNT: f32 = 0.6;
/// How much a word counts that says nothing about the matter.
const FILLER: f32 = 0.0;

/// A word that is looked for.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct AskedWord {
    /// With diacritics.
    pub exact: String,
    /// Without.
    pub folded: String,
    /// Whether diacritics decide: the word, or the text around it, was written with them.
    pub accented: bool,
    /// How much it counts, 0 to 1.
    pub weight: f32,
    /// What the citizen wrote.
    pub written: String,
}

/// What is looked for: words in sequences, so that neighbours are known.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Asked {
    pub sequences: Vec<Vec<AskedWord>>,
    /// What is to be done.
    pub aspects: Aspects,
    /// The beginning of a word still being typed, folded.
    pub unfinished: Option<AskedWord>,
}

/// Reads a question.
pub(super) fn understand(reading: &Reading) -> Asked {
    let (written, ends_in_word) = read_words(reading);
    let bare = written.iter().all(|word| !word.accented);
    let keys: Vec<String> = written
        .iter()
        .map(|word| if bare { &word.folded } else { &word.exact })
        .cloned()
        .collect();
    let aspects = Aspects::of_words(&keys, bare);
    let mut main = Vec::with_capacity(written.len());
    let mut named = Vec::new();
    let mut at = 0;
    while at < written.len() {
        let rest = &written[at..];
        let Some((length, meaning)) = PHRASES.longest(rest) else {
            main.push(rest[0].clone());
            at += 1;
            continue;
        };
        let phrase = &rest[..length];
        let focus = phrase[0].weight;
        match meaning {
            Meaning::Filler => main.extend(weighed(phrase, FILLER)),
            Meaning::Person => main.extend(weighed(phrase, PERSON)),
            Meaning::LongForm(name) => main.extend(official_words(name, &phrase[0].written, focus)),
            Meaning::OfficialName(name) => {
                main.extend(weighed(phrase, RENAMED));
                named.push(official_words(name, &join(phrase), OFFICIAL_NAME * focus));
            }
        }
        at += length;
    }
    let text = format!(" {} ", keys.join(" "));
    for (_, things, name) in COMBINED.iter().filter(|row| aspects.contains(row.0)) {
        let said = things
            .iter()
            .map(|thing| {
                if bare {
                    fold(thing)
                } else {
                    (*thing).to_owned()
                }
            })
            .find(|thing| text.contains(&format!(" {thing} ")));
        if let Some(said) = said {
            named.push(official_words(name, &said, OFFICIAL_NAME));
        }
    }
    let unfinished = written
        .last()
        .filter(|word| ends_in_word && word.folded.len() > 1)
        .cloned();
    let sequences = std::iter::once(main).chain(named).collect();
    Asked {
        sequences,
        aspects,
        unfinished,
    }
}

/// The words of a text, and whether it ends in the middle of one, for all we know.
fn read_words(reading: &Reading) -> (Vec<AskedWord>, bool) {
    let mut words: Vec<AskedWord> = reading
        .words
        .iter()
        .zip(focus(reading))
        .take(MOST_WORDS)
        .map(|(word, weight)| AskedWord {
            exact: word.exact.clone(),
            folded: word.folded.clone(),
            accented: word.exact != word.folded,
            weight,
            written: reading.letters[word.chars.clone()].iter().collect(),
        })
        .collect();
    // In Vietnamese most words bear a mark; a text where many do was typed with diacritics, so
    // that its bare words are meant bare.
    let accented = words.iter().filter(|word| word.accented).count();
    if accented > 0 && accented * 3 >= words.len() {
        for word in &mut words {
            word.accented = true;
        }
    }
    let ends_in_word = reading
        .words
        .last()
        .is_some_and(|word| word.chars.end == reading.letters.len());
    (words, ends_in_word)
}

/// What a phrase of the tables stands for.
#[derive(Debug, Clone, Copy)]
enum Meaning {
    Filler,
    Person,
    LongForm(&'static str),
    OfficialName(&'static str),
}

/// A phrase as it is looked up: with and without diacritics.
#[derive(Debug)]
struct Phrase {
    exact: Vec<&'static str>,
    folded: Vec<String>,
    meaning: Meaning,
}

/// The tables, by the folded first word of each phrase, longest first.
#[derive(Debug, Default)]
struct PhraseBook(HashMap<String, Vec<Phrase>>);

static PHRASES: LazyLock<PhraseBook> = LazyLock::new(|| {
    let mut book = PhraseBook::default();
    for phrase in FILLER_PHRASES.iter().chain(FILLER_WORDS) {
        book.add(phrase, Meaning::Filler);
    }
    for word in PERSONS {
        book.add(word, Meaning::Person);
    }
    for (short, long) in ABBREVIATIONS {
        book.add(short, Meaning::LongForm(long));
    }
    for (said, name) in SYNONYMS {
        book.add(said, Meaning::OfficialName(name));
    }
    for phrases in book.0.values_mut() {
        phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.exact.len()));
    }
    book
});

impl PhraseBook {
    fn add(&mut self, phrase: &'static str, meaning: Meaning) {
        let exact: Vec<&str> = phrase.split(' ').collect();
        let folded: Vec<String> = exact.iter().map(|word| fold(word)).collect();
        let same_beginning = self.0.entry(folded[0].clone()).or_default();
        same_beginning.push(Phrase {
            exact,
            folded,
            meaning,
        });
    }

    /// The longest phrase with which the words begin: its length in words and its meaning.
    fn longest(&self, words: &[AskedWord]) -> Option<(usize, Meaning)> {
        let phrases = self.0.get(&words.first()?.folded)?;
        let found = phrases.iter().find(|phrase| {
            phrase.exact.len() <= words.len()
                && phrase.exact.iter().zip(&phrase.folded).zip(words).all(
                    |((exact, folded), word)| {
                        word.exact == *exact || (!word.accented && word.folded == *folded)
                    },
                )
        })?;
        Some((found.exact.len(), found.meaning))
    }
}

/// The words of an official name, standing for what the citizen wrote.
fn official_words(name: &str, written: &str, weight: f32) -> Vec<AskedWord> {
    // A long official name says the same thing in more words, not more strongly.
    let words = u8::try_from(name.split_whitespace().count()).unwrap_or(u8::MAX);
    let weight = weight
        * (LONG_NAME / f32::from(words))
            .min(1.0)
            .powf(LONG_NAME_DISCOUNT);
    name.split_whitespace()
        .map(|word| AskedWord {
            exact: word.to_owned(),
            folded: fold(word),
            accented: true,
            weight: if FILLER_WORDS.contains(&word) {
                FILLER
            } else {
                weight
            },
            written: written.to_owned(),
        })
        .collect()
}

fn weighed(words: &[AskedWord], weight: f32) -> impl Iterator<Item = AskedWord> {
    words.iter().map(move |word| AskedWord {
        weight: word.weight * weight,
        ..word.clone()
    })
}

fn join(words: &[AskedWord]) -> String {
    words
        .iter()
        .map(|word| word.written.as_str())
        .collect::<Vec<_>>()
        .join(" ")
}
