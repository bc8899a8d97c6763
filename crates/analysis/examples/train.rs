//! Trains the model that ships.
//!
//! `cargo run -p analysis --release --example train`
//!
//! Reads the tuning half of the corpus, the texts written for training, and the training and
//! development parts of `ViHSD` beside the repository; writes `model/petitions.bin`, and what the
//! petitions call their procedures, `model/procedure-words.json`. The same sources make the same bytes.

#[path = "support/mod.rs"]
mod support;

use std::error::Error;
use std::fs;
use std::path::Path;

use analysis::Model;
use analysis::training::{Lesson, train};

fn main() -> Result<(), Box<dyn Error>> {
    let started = std::time::Instant::now();
    let mut comments = support::comments_to_train_on()?;
    let more = support::vihsd("dev")?;
    comments.extend(support::not_in_test(more)?);
    let classifier = support::comment_classifier(&comments);
    let sources = vec![
        format!("{} petitions of crates/analysis/corpus (AGPL-3.0-or-later)", support::corpus()?.tuning.len()),
        "short-texts.tsv, tone.tsv and procedure-questions.tsv of crates/analysis/corpus (AGPL-3.0-or-later)".to_owned(),
        format!("{} comments of ViHSD (Luu, Nguyen and Nguyen 2021, MIT): its training and development parts without the texts that are in its test part", comments.len()),
    ];
    let mut base = classifier.into_model(Model::default());
    base.version = 1;
    base.sources = sources;
    let words = support::words_of(&support::corpus()?.tuning);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("model");
    fs::write(
        folder.join("procedure-words.json"),
        serde_json::to_string_pretty(&words)? + "\n",
    )?;
    let analyser = support::analyser_knowing(&words)?.with_model(base);
    let mut lessons: Vec<Lesson> = support::corpus()?.tuning.iter().map(Lesson::of).collect();
    lessons.extend(support::short_texts()?);
    let unmarked: Vec<Lesson> = lessons.iter().map(Lesson::bare).collect();
    lessons.extend(unmarked);
    let model = train(&analyser, &lessons);
    let bytes = model.to_bytes();
    fs::write(folder.join("petitions.bin"), &bytes)?;
    println!(
        "{} lessons, {} tasks, {} bytes in the repository, {} in memory, {:.1} s",
        lessons.len(),
        model.tasks().count(),
        bytes.len(),
        model.size(),
        started.elapsed().as_secs_f64()
    );
    Ok(())
}
