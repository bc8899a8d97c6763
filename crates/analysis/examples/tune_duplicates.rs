//! How well are petitions about the same matter told from others, on the tuning half of the
//! corpus and the even half of the questions?
//!
//! `cargo run -p analysis --release --example tune_duplicates`

#[path = "support/pairs.rs"]
mod pairs;
#[path = "support/mod.rs"]
mod support;

use std::error::Error;

use analysis::duplicates::{WordCounts, likeness};
use analysis::folded_words;

fn main() -> Result<(), Box<dyn Error>> {
    let analyser = support::analyser()?;
    let tuning = support::corpus()?.tuning;
    let texts: Vec<String> = tuning
        .iter()
        .map(|p| format!("{}. {}", p.title, p.text))
        .collect();
    let matters: Vec<Vec<String>> = tuning.iter().map(|p| vec![p.matter.clone()]).collect();
    let mut sets = vec![("corpus, tuning half", texts, matters)];
    if let Some(questions) = support::questions()? {
        let even: Vec<&support::Question> = questions
            .iter()
            .filter(|q| q.number % 2 == 0 && q.answerable)
            .collect();
        sets.push((
            "questions, even",
            even.iter().map(|q| q.text.clone()).collect(),
            even.iter().map(|q| q.codes.clone()).collect(),
        ));
    }
    for (name, texts, keys) in sets {
        let prints: Vec<_> = texts
            .iter()
            .map(|text| analyser.fingerprint(text))
            .collect();
        let mut counts = WordCounts::default();
        for print in &prints {
            counts.count(print);
        }
        let words: Vec<Vec<String>> = texts.iter().map(|text| folded_words(text)).collect();
        println!(
            "{name}: jaccard {:.3}, likeness {:.3}, similarity {:.3}",
            pairs::average_precision(&pairs::pairs(&keys, |a, b| pairs::jaccard(
                &words[a], &words[b]
            ))),
            pairs::average_precision(&pairs::pairs(&keys, |a, b| likeness(
                &prints[a], &prints[b], &counts
            ))),
            pairs::average_precision(&pairs::pairs(&keys, |a, b| analysis::similarity(
                &texts[a], &texts[b]
            )))
        );
        if std::env::args().any(|a| a == "--misses") {
            let mut all: Vec<(f32, bool, usize, usize)> = Vec::new();
            for a in 0..texts.len() {
                for b in a + 1..texts.len() {
                    let same = keys[a].iter().any(|k| keys[b].contains(k));
                    all.push((likeness(&prints[a], &prints[b], &counts), same, a, b));
                }
            }
            all.sort_by(|x, y| y.0.total_cmp(&x.0));
            for (rank, (score, same, a, b)) in all.iter().enumerate() {
                if (!same && rank < 60) || (*same && rank > 60) {
                    println!(
                        "{rank} {score:.3} {same}\n   {}\n   {}",
                        texts[*a]
                            .chars()
                            .take(160)
                            .collect::<String>()
                            .replace('\n', " "),
                        texts[*b]
                            .chars()
                            .take(160)
                            .collect::<String>()
                            .replace('\n', " ")
                    );
                }
                if rank > 6000 {
                    break;
                }
            }
        }
    }
    Ok(())
}
