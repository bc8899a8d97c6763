//! Which effort suits comments and sentences? Judged on the development parts only.
//!
//! `cargo run -p analysis --release --example tune_comments -- comments|sentences`

#[path = "support/figures.rs"]
mod figures;
#[path = "support/mod.rs"]
mod support;

use std::error::Error;

use analysis::training::TextClassifier;

fn main() -> Result<(), Box<dyn Error>> {
    let sentences = std::env::args().nth(1).as_deref() == Some("sentences");
    let (train, dev) = if sentences {
        let read = |part| support::vsfc(part).ok_or("eval/uit-vsfc is not here");
        (read("train")?, read("val")?)
    } else {
        (support::comments_to_train_on()?, support::vihsd("dev")?)
    };
    println!("{} to train on, {} to judge by", train.len(), dev.len());
    for passes in [4, 8] {
        for pull in [1e-6, 1e-5, 4e-5] {
            for power in [0.0, 0.3, 0.6] {
                let started = std::time::Instant::now();
                let classifier = TextClassifier::learn(&train, 3, passes, pull, power);
                let shares: Vec<(Vec<f32>, usize)> = dev
                    .iter()
                    .map(|(text, class)| (classifier.shares(text), *class))
                    .collect();
                let mut best = (0.0, 0.0, 0.0);
                for a in -4_i16..=8 {
                    for b in -4_i16..=8 {
                        let lift = [0.0, 0.2 * f32::from(a), 0.2 * f32::from(b)];
                        let pairs: Vec<figures::Pair> = shares
                            .iter()
                            .map(|(shares, class)| (*class, highest(shares, &lift)))
                            .collect();
                        let f1 = figures::macro_f1(&pairs);
                        if f1 > best.0 {
                            best = (f1, lift[1], lift[2]);
                        }
                    }
                }
                let plain: Vec<figures::Pair> = shares
                    .iter()
                    .map(|(s, c)| (*c, highest(s, &[0.0; 3])))
                    .collect();
                println!(
                    "passes {passes} pull {pull:e} power {power}: {:.4} plain, {:.4} lifted by {:.1} {:.1}  {:?}",
                    figures::macro_f1(&plain),
                    best.0,
                    best.1,
                    best.2,
                    started.elapsed()
                );
            }
        }
    }
    Ok(())
}

fn highest(shares: &[f32], lift: &[f32; 3]) -> usize {
    let score = |class: usize| shares[class].max(1e-9).ln() + lift[class];
    (0..3)
        .max_by(|&a, &b| score(a).total_cmp(&score(b)))
        .unwrap_or(0)
}
