//! Where are the texts to train on and to measure with?

#![allow(dead_code, reason = "each example uses a part")]

use std::collections::HashSet;
use std::error::Error;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use analysis::corpus::{self, Labelled};
use analysis::training::{Lesson, TextClassifier};
use analysis::{Analyser, ProcedureText, Task};
use flate2::read::GzDecoder;
use serde_json::Value;

/// The day as of which agencies are named; the corpus was labelled so.
pub const DAY: &str = "2026-09-01";

/// The repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The corpus of this crate.
pub fn corpus_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus")
}

/// Data sets that are beside the repository and not part of it.
pub fn shared(path: &str) -> Option<PathBuf> {
    let found = root().join("../shared/data").join(path);
    found.exists().then_some(found)
}

/// An entry of the catalogue with the ministry that answers for it.
pub type CatalogueEntry = (ProcedureText, String);

/// The shipped catalogue.
pub fn catalogue() -> Result<Vec<CatalogueEntry>, Box<dyn Error>> {
    let file = fs::File::open(root().join("data/procedures.jsonl.gz"))?;
    BufReader::new(GzDecoder::new(file))
        .lines()
        .map(|line| {
            let record: Value = serde_json::from_str(&line?)?;
            let text = |key: &str| record[key].as_str().unwrap_or_default().to_owned();
            Ok((
                ProcedureText {
                    code: text("code"),
                    name: text("name"),
                    field: text("field"),
                    level: text("level"),
                    keywords: Vec::new(),
                },
                text("ministry"),
            ))
        })
        .collect()
}

/// A question in citizens' words.
pub struct Question {
    /// Line, from 1.
    pub number: usize,
    pub text: String,
    /// Codes that answer it.
    pub codes: Vec<String>,
    /// Whether it is meant to be answered and the catalogue has an answer.
    pub answerable: bool,
}

/// The questions beside the repository, when they are there.
pub fn questions() -> Result<Option<Vec<Question>>, Box<dyn Error>> {
    let Some(path) = shared("eval/citizen-queries.tsv") else {
        return Ok(None);
    };
    let known: HashSet<String> = catalogue()?
        .into_iter()
        .map(|(text, _)| text.code)
        .collect();
    let text = fs::read_to_string(path)?;
    let questions = (1..)
        .zip(text.lines().skip(1))
        .filter_map(|(number, line)| {
            let columns: Vec<&str> = line.split('\t').collect();
            let [_, kind, codes, text] = columns.as_slice() else {
                return None;
            };
            let codes: Vec<String> = codes
                .split(',')
                .filter(|code| !code.is_empty())
                .map(str::to_owned)
                .collect();
            Some(Question {
                number,
                text: (*text).to_owned(),
                answerable: *kind == "answer" && codes.iter().any(|code| known.contains(code)),
                codes,
            })
        })
        .collect();
    Ok(Some(questions))
}

/// The official texts of the catalogue: names, steps, papers, conditions. They tell of nobody.
pub fn catalogue_texts() -> Result<Vec<String>, Box<dyn Error>> {
    fn gather(value: &Value, texts: &mut Vec<String>) {
        match value {
            Value::String(text) => texts.push(text.clone()),
            Value::Array(values) => values.iter().for_each(|value| gather(value, texts)),
            Value::Object(values) => values.values().for_each(|value| gather(value, texts)),
            _ => {}
        }
    }
    let file = fs::File::open(root().join("data/procedures.jsonl.gz"))?;
    let mut texts = Vec::new();
    for line in BufReader::new(GzDecoder::new(file)).lines() {
        let mut record: Value = serde_json::from_str(&line?)?;
        if let Some(record) = record.as_object_mut() {
            for key in ["code", "url", "related"] {
                record.remove(key);
            }
        }
        gather(&record, &mut texts);
    }
    Ok(texts)
}

/// An analyser over everything that ships.
pub fn analyser() -> Result<Analyser, Box<dyn Error>> {
    let agencies = fs::read_to_string(root().join("data/agencies.json"))?;
    let areas = fs::read_to_string(root().join("data/areas.json"))?;
    let procedures = fs::File::open(root().join("data/procedures.jsonl.gz"))?;
    let procedures = BufReader::new(GzDecoder::new(procedures));
    Ok(analysis::door::analyser(
        procedures, &agencies, &areas, DAY,
    )?)
}

/// What petitions call their procedures: titles and key sentences, without personal data.
pub fn words_of<'a>(
    petitions: impl IntoIterator<Item = &'a Labelled>,
) -> analysis::door::LearnedWords {
    let mut words = analysis::door::LearnedWords::new();
    for petition in petitions {
        let Some(code) = petition.procedures.first() else {
            continue;
        };
        let personal = |at: usize| {
            petition
                .marks
                .iter()
                .any(|mark| mark.label.chars().all(char::is_alphabetic) && mark.chars.contains(&at))
        };
        let letters: Vec<char> = petition.text.chars().collect();
        let keys = petition.marks.iter().filter(|mark| mark.label == "*");
        let said = words.entry(code.clone()).or_default();
        said.push(petition.title.clone());
        said.extend(keys.map(|mark| {
            mark.chars
                .clone()
                .map(|at| if personal(at) { ' ' } else { letters[at] })
                .collect()
        }));
        said.retain(|words: &String| !words.trim().is_empty());
    }
    words
}

/// An analyser whose search knows what people say of procedures.
pub fn analyser_knowing(words: &analysis::door::LearnedWords) -> Result<Analyser, Box<dyn Error>> {
    let agencies = fs::read_to_string(root().join("data/agencies.json"))?;
    let areas = fs::read_to_string(root().join("data/areas.json"))?;
    let procedures = fs::File::open(root().join("data/procedures.jsonl.gz"))?;
    let procedures = BufReader::new(GzDecoder::new(procedures));
    Ok(analysis::door::analyser_knowing(
        procedures, &agencies, &areas, DAY, words,
    )?)
}

/// The two halves of the corpus.
pub struct Corpus {
    pub tuning: Vec<Labelled>,
    pub held_out: Vec<Labelled>,
}

/// Reads the corpus as it was split.
pub fn corpus() -> Result<Corpus, Box<dyn Error>> {
    let folder = corpus_folder();
    let ids = fs::read_to_string(folder.join("held-out.txt"))?;
    let ids: HashSet<&str> = ids.lines().collect();
    let mut halves = Corpus {
        tuning: Vec::new(),
        held_out: Vec::new(),
    };
    for name in ["a", "b", "c", "d", "e", "f", "g"] {
        let file = fs::File::open(folder.join(format!("{name}.jsonl")))?;
        for petition in
            corpus::read(BufReader::new(file)).map_err(|error| format!("{name}.jsonl: {error}"))?
        {
            if ids.contains(petition.id.as_str()) {
                halves.held_out.push(petition);
            } else {
                halves.tuning.push(petition);
            }
        }
    }
    Ok(halves)
}

/// Short texts written to train on, and the questions and petitions that the search was tuned on.
pub fn short_texts() -> Result<Vec<Lesson>, Box<dyn Error>> {
    let mut lessons = Vec::new();
    let path = corpus_folder().join("short-texts.tsv");
    for line in fs::read_to_string(path)?.lines().skip(1) {
        let columns: Vec<&str> = line.split('\t').collect();
        let [classification, reasons, kind, proposal, text] = columns.as_slice() else {
            return Err(format!("short-texts.tsv: {line}").into());
        };
        let reasons: Vec<String> = reasons
            .split(',')
            .filter(|reason| !reason.is_empty())
            .map(str::to_owned)
            .collect();
        let mut lesson = Lesson::plain("", text, classification, &reasons);
        if let Some(kind) = Task::Kind.class(kind) {
            lesson.answers.push((Task::Kind, kind));
        }
        if let Some(proposal) = Task::Proposal.class(proposal) {
            lesson.answers.push((Task::Proposal, proposal));
        }
        lesson.weight = 0.7;
        lessons.push(lesson);
    }
    for line in fs::read_to_string(corpus_folder().join("tone.tsv"))?
        .lines()
        .skip(1)
    {
        let (tone, text) = line.split_once('\t').ok_or("tone.tsv")?;
        let class = Task::Sentiment.class(tone).ok_or("tone.tsv")?;
        lessons.push(Lesson {
            title: String::new(),
            text: text.to_owned(),
            answers: vec![(Task::Sentiment, class)],
            weight: 0.7,
        });
    }
    let questions = fs::read_to_string(corpus_folder().join("procedure-questions.tsv"))?;
    for line in questions.lines().skip(1) {
        let question = line.split('\t').next().unwrap_or_default();
        // Some of them tell of trouble; those are no mere questions.
        if question.contains('?') || question.split_whitespace().count() < 12 {
            let mut lesson = Lesson::plain("", question, "invalid", &["R08".to_owned()]);
            lesson.weight = 0.15;
            lessons.push(lesson);
        }
    }
    Ok(lessons)
}

/// Comments with their class: 0 clean, 1 offensive, 2 hateful.
pub fn vihsd(part: &str) -> Result<Vec<(String, usize)>, Box<dyn Error>> {
    let Some(path) = shared(&format!("eval/vihsd/{part}.csv")) else {
        return Err("eval/vihsd is not here".into());
    };
    let text = fs::read_to_string(path)?;
    Ok(csv_rows(&text)
        .into_iter()
        .skip(1)
        .filter_map(|row| {
            let [text, class] = row.as_slice() else {
                return None;
            };
            Some((text.clone(), class.trim().parse().ok()?))
        })
        .collect())
}

/// How comments are learned; chosen on the development part by `tune_comments`.
pub const PASSES: usize = 4;
pub const PULL: f32 = 4e-5;
pub const POWER: f32 = 0.0;
pub const LIFT: [f32; 3] = [0.0, 1.2, 0.4];
/// The same for sentences.
pub const SENTENCE_POWER: f32 = 0.3;

/// Learns comments as the shipped model does.
pub fn comment_classifier(comments: &[(String, usize)]) -> TextClassifier {
    TextClassifier::learn(comments, 3, PASSES, PULL, POWER).lifted(&LIFT)
}

/// Texts that the test part of `ViHSD` does not hold.
pub fn not_in_test(
    mut texts: Vec<(String, usize)>,
) -> Result<Vec<(String, usize)>, Box<dyn Error>> {
    let key = |text: &str| analysis::exact_key(text.trim());
    let test: HashSet<String> = vihsd("test")?.iter().map(|(text, _)| key(text)).collect();
    texts.retain(|(text, _)| !test.contains(&key(text)));
    Ok(texts)
}

/// The comments of the training part that are not in the test part as well.
pub fn comments_to_train_on() -> Result<Vec<(String, usize)>, Box<dyn Error>> {
    not_in_test(vihsd("train")?)
}

/// Sentences with their sentiment: 0 negative, 1 neutral, 2 positive.
pub fn vsfc(part: &str) -> Option<Vec<(String, usize)>> {
    let folder = shared(&format!("eval/uit-vsfc/{part}"))?;
    let read = |name: &str| fs::read_to_string(folder.join(name)).ok();
    let (sentences, classes) = (read("sents.txt")?, read("sentiments.txt")?);
    let classes = classes
        .lines()
        .map(|class| class.trim().parse().unwrap_or(1));
    Some(sentences.lines().map(str::to_owned).zip(classes).collect())
}

/// Rows of a CSV text; quoted fields may hold commas, quotes and line breaks.
fn csv_rows(text: &str) -> Vec<Vec<String>> {
    let mut rows = vec![vec![String::new()]];
    let mut quoted = false;
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        let last = rows.last_mut().expect("never empty");
        match c {
            '"' if quoted && letters.peek() == Some(&'"') => {
                last.last_mut().expect("never empty").push('"');
                letters.next();
            }
            '"' => quoted = !quoted,
            ',' if !quoted => last.push(String::new()),
            '\n' if !quoted => rows.push(vec![String::new()]),
            '\r' if !quoted => {}
            _ => last.last_mut().expect("never empty").push(c),
        }
    }
    rows
}
