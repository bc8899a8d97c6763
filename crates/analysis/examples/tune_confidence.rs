//! From which confidence on is an answer right often enough to be shown to an official?
//!
//! `cargo run -p analysis --release --example tune_confidence`
//!
//! On the tuning half of the corpus, each petition judged by a model that has not seen its matter.

#[path = "support/confidence.rs"]
mod confidence;
#[path = "support/folds.rs"]
mod folds;
#[path = "support/mod.rs"]
mod support;

use std::collections::BTreeMap;
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let mut said: BTreeMap<&str, Vec<(f32, bool)>> = BTreeMap::new();
    folds::each_unseen(|petition, findings| {
        for (task, score, right) in confidence::answers(petition, findings) {
            said.entry(task).or_default().push((score, right));
        }
    })?;
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
