//! From which confidence on is an answer right often enough to be shown to an official?
//!
//! `cargo run -p analysis --release --example tune_confidence`
//!
//! On the tuning half of the corpus, each petition judged by a model that has not seen its matter.

#[path = "support/confidence.rs"]
mod confidence;
#[path = "support/mod.rs"]
mod support;

use std::collections::BTreeMap;
use std::error::Error;

use analysis::Petition;
use analysis::corpus::Labelled;
use analysis::training::{Lesson, train};

const FOLDS: usize = 5;

/// Variants of a matter count as one.
fn stem(petition: &Labelled) -> &str {
    petition
        .matter
        .trim_end_matches(|c: char| c.is_ascii_digit() || c == '-')
}

fn main() -> Result<(), Box<dyn Error>> {
    let tuning = support::corpus()?.tuning;
    let mut matters: Vec<&str> = tuning.iter().map(stem).collect();
    matters.sort_unstable();
    matters.dedup();
    let fold_of = |petition: &Labelled| {
        matters
            .binary_search(&stem(petition))
            .unwrap_or_else(|at| at)
            % FOLDS
    };
    let extra = support::short_texts()?;
    let mut analyser = support::analyser()?;
    let base = analyser.model().clone();
    let mut said: BTreeMap<&str, Vec<(f32, bool)>> = BTreeMap::new();
    for fold in 0..FOLDS {
        let mut lessons: Vec<Lesson> = tuning
            .iter()
            .filter(|petition| fold_of(petition) != fold)
            .map(Lesson::of)
            .collect();
        lessons.extend(extra.iter().cloned());
        let unmarked: Vec<Lesson> = lessons.iter().map(Lesson::bare).collect();
        lessons.extend(unmarked);
        analyser = analyser.with_model(base.clone());
        let model = train(&analyser, &lessons);
        analyser = analyser.with_model(model);
        for petition in tuning.iter().filter(|petition| fold_of(petition) == fold) {
            let findings = analyser.findings(&Petition {
                title: &petition.title,
                text: &petition.text,
            });
            for (task, score, right) in confidence::answers(petition, &findings) {
                said.entry(task).or_default().push((score, right));
            }
        }
    }
    println!("least score: share of answers shown, share of those right");
    for (task, mut answers) in said {
        answers.sort_by(|a, b| b.0.total_cmp(&a.0));
        print!("{task:<18} n {:>3} ", answers.len());
        for least in [0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9] {
            let (shown, right) = confidence::shown(&answers, least);
            print!(" | {least:.1}: {shown:.2} {right:.2}");
        }
        println!();
    }
    Ok(())
}
