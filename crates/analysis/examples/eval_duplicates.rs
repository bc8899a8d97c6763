//! How well does similarity tell texts about the same procedure from others?
//!
//! `cargo run -p analysis --release --example eval_duplicates -- <questions.tsv>`
//!
//! Every pair of questions that share an accepted procedure counts as alike. The questions are
//! not part of this repository; nothing is tuned on them.

use std::error::Error;
use std::fs;
use std::path::Path;
use std::time::Instant;

use analysis::{SimilarIndex, folded_words, similarity};

struct Question {
    text: String,
    codes: Vec<String>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let Some(path) = std::env::args().nth(1) else {
        println!("usage: eval_duplicates <questions.tsv>");
        return Ok(());
    };
    if !Path::new(&path).exists() {
        println!("skipped: {path} is not here");
        return Ok(());
    }
    let questions: Vec<Question> = fs::read_to_string(&path)?
        .lines()
        .skip(1)
        .filter_map(|line| {
            let mut columns = line.split('\t').skip(2);
            let codes = columns
                .next()?
                .split(',')
                .filter(|c| !c.is_empty())
                .map(str::to_owned);
            Some(Question {
                codes: codes.collect(),
                text: columns.next()?.to_owned(),
            })
        })
        .filter(|question| !question.codes.is_empty())
        .collect();
    let mut index = SimilarIndex::new();
    for (number, question) in questions.iter().enumerate() {
        index.add(number, &question.text);
    }
    let started = Instant::now();
    let mut indexed = vec![vec![0.0; questions.len()]; questions.len()];
    for (number, question) in questions.iter().enumerate() {
        for similar in index.query(&question.text, questions.len()) {
            indexed[number][similar.key] = similar.score;
        }
    }
    println!(
        "{} questions, {:?} per query",
        questions.len(),
        started.elapsed() / u32::try_from(questions.len())?
    );
    println!("{:<28} {:>10} {:>10}", "", "avg. prec.", "nearest");
    report("folded words, Jaccard", &questions, |a, b| {
        jaccard(&questions[a].text, &questions[b].text)
    });
    report("similarity", &questions, |a, b| {
        similarity(&questions[a].text, &questions[b].text)
    });
    report("SimilarIndex", &questions, |a, b| indexed[a][b]);
    Ok(())
}

fn jaccard(a: &str, b: &str) -> f32 {
    let (a, b) = (folded_words(a), folded_words(b));
    let common =
        u16::try_from(a.iter().filter(|word| b.contains(word)).count()).unwrap_or(u16::MAX);
    let all = u16::try_from(a.len() + b.len()).unwrap_or(u16::MAX) - common;
    f32::from(common) / f32::from(all.max(1))
}

fn report(name: &str, questions: &[Question], score: impl Fn(usize, usize) -> f32) {
    let alike = |a: usize, b: usize| {
        questions[a]
            .codes
            .iter()
            .any(|c| questions[b].codes.contains(c))
    };
    let mut pairs = Vec::new();
    let (mut nearest_right, mut with_partner) = (0.0, 0.0);
    for a in 0..questions.len() {
        let others = (0..questions.len()).filter(|&b| b != a);
        let nearest = others
            .clone()
            .max_by(|&b, &c| score(a, b).total_cmp(&score(a, c)));
        if others.clone().any(|b| alike(a, b)) {
            with_partner += 1.0;
            nearest_right += f64::from(u8::from(nearest.is_some_and(|b| alike(a, b))));
        }
        pairs.extend((a + 1..questions.len()).map(|b| (score(a, b), alike(a, b))));
    }
    pairs.sort_by(|x, y| y.0.total_cmp(&x.0));
    let (mut hits, mut sum) = (0.0, 0.0);
    for (rank, (_, alike)) in pairs.iter().enumerate() {
        if *alike {
            hits += 1.0;
            sum += hits / f64::from(u32::try_from(rank + 1).unwrap_or(u32::MAX));
        }
    }
    println!(
        "{name:<28} {:>10.3} {:>10.1}",
        sum / f64::max(hits, 1.0),
        100.0 * nearest_right / f64::max(with_partner, 1.0)
    );
}
