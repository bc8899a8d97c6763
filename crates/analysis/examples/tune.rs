//! How well do the tasks go on the tuning half of the corpus, each petition judged by a model
//! that has not seen its matter?
//!
//! `cargo run -p analysis --release --example tune [-- --misses TASK]`

#[path = "support/figures.rs"]
mod figures;
#[path = "support/folds.rs"]
mod folds;
#[path = "support/mod.rs"]
mod support;

use std::collections::BTreeMap;
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let shown: Option<String> = std::env::args().skip_while(|a| a != "--misses").nth(1);
    let mut answers: BTreeMap<String, Vec<(usize, usize)>> = BTreeMap::new();
    folds::each_unseen(|petition, findings| {
        for (task, wanted, got) in figures::answers(petition, findings) {
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
    })?;
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
