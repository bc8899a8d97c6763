//! Petitions of the tuning half, each read by a model that has not seen its matter.

use std::error::Error;

use analysis::corpus::Labelled;
use analysis::training::{Lesson, train};
use analysis::{Findings, Petition};

use crate::support;

const FOLDS: usize = 5;

/// Variants of a matter count as one.
fn stem(petition: &Labelled) -> &str {
    petition
        .matter
        .trim_end_matches(|c: char| c.is_ascii_digit() || c == '-')
}

/// Hands over each petition with what was found in it.
pub fn each_unseen(mut look: impl FnMut(&Labelled, &Findings)) -> Result<(), Box<dyn Error>> {
    let tuning = support::corpus()?.tuning;
    let mut matters: Vec<&str> = tuning.iter().map(stem).collect();
    matters.sort_unstable();
    matters.dedup();
    let fold_of = |petition: &Labelled| {
        matters
            .iter()
            .position(|matter| *matter == stem(petition))
            .unwrap_or(0)
            % FOLDS
    };
    let extra = support::short_texts()?;
    for fold in 0..FOLDS {
        let mut lessons: Vec<Lesson> = tuning
            .iter()
            .filter(|petition| fold_of(petition) != fold)
            .map(Lesson::of)
            .collect();
        lessons.extend(extra.iter().cloned());
        let unmarked: Vec<Lesson> = lessons.iter().map(Lesson::bare).collect();
        lessons.extend(unmarked);
        // Neither its model nor its search has seen them.
        let others = tuning.iter().filter(|petition| fold_of(petition) != fold);
        let analyser = support::analyser_knowing(&support::words_of(others))?;
        let model = train(&analyser, &lessons);
        let analyser = analyser.with_model(model);
        for petition in tuning.iter().filter(|petition| fold_of(petition) == fold) {
            let findings = analyser.findings(&Petition {
                title: &petition.title,
                text: &petition.text,
            });
            look(petition, &findings);
        }
    }
    Ok(())
}
