//! How well do the tasks go on the tuning half of the corpus, each petition judged by a model
//! that has not seen its matter?
//!
//! `cargo run -p analysis --release --example tune [-- --misses TASK]`

#[path = "support/figures.rs"]
mod figures;
#[path = "support/mod.rs"]
mod support;

use std::collections::BTreeMap;
use std::error::Error;

use analysis::corpus::Labelled;
use analysis::training::{Lesson, train};
use analysis::{Petition, Task};

const FOLDS: usize = 5;

fn main() -> Result<(), Box<dyn Error>> {
    let shown: Option<String> = std::env::args().skip_while(|a| a != "--misses").nth(1);
    let tuning = support::corpus()?.tuning;
    let mut matters: Vec<&str> = tuning
        .iter()
        .map(|p| {
            p.matter
                .trim_end_matches(|c: char| c.is_ascii_digit() || c == '-')
        })
        .collect();
    matters.sort_unstable();
    matters.dedup();
    let fold_of = |p: &Labelled| {
        let stem = p
            .matter
            .trim_end_matches(|c: char| c.is_ascii_digit() || c == '-');
        matters.iter().position(|m| *m == stem).unwrap_or(0) % FOLDS
    };
    let extra = support::short_texts()?;
    let mut analyser = support::analyser()?;
    let base = analyser.model().clone();
    let mut answers: BTreeMap<String, Vec<(usize, usize)>> = BTreeMap::new();
    for fold in 0..FOLDS {
        let mut lessons: Vec<Lesson> = tuning
            .iter()
            .filter(|p| fold_of(p) != fold)
            .map(Lesson::of)
            .collect();
        lessons.extend(extra.iter().cloned());
        let unmarked: Vec<Lesson> = lessons.iter().map(Lesson::bare).collect();
        lessons.extend(unmarked);
        analyser = analyser.with_model(base.clone());
        let model = train(&analyser, &lessons);
        analyser = analyser.with_model(model);
        for petition in tuning.iter().filter(|p| fold_of(p) == fold) {
            let findings = analyser.findings(&Petition {
                title: &petition.title,
                text: &petition.text,
            });
            for (task, wanted, got) in figures::answers(petition, &findings) {
                if shown.as_deref() == Some(task.as_str()) && wanted != got {
                    println!(
                        "{} wanted {wanted} got {got} {:?} {:?} | {} | {}",
                        petition.id,
                        petition.reasons,
                        findings
                            .reasons
                            .iter()
                            .map(|r| r.reason.code())
                            .collect::<Vec<_>>(),
                        petition.title,
                        petition
                            .text
                            .chars()
                            .take(300)
                            .collect::<String>()
                            .replace('\n', " / ")
                    );
                }
                answers.entry(task).or_default().push((wanted, got));
            }
        }
    }
    let _ = Task::Kind;
    for (task, pairs) in &answers {
        println!(
            "{task:<28} n {:>4}  accuracy {:.3}  macro-F1 {:.3}  {}",
            pairs.len(),
            figures::accuracy(pairs),
            figures::macro_f1(pairs),
            figures::per_class(pairs)
        );
    }
    Ok(())
}
