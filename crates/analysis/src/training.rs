//! How does the shipped model come about?
//!
//! Used by the commands that train and measure; the program that serves never trains from
//! nothing. The same lessons in the same order make the same model.

use crate::corpus::Labelled;
use crate::features::{self, Features};
use crate::findings::Analyser;
use crate::fold::fold;
use crate::model::linear::{Effort, Example, Linear};
use crate::model::packed::{OF_CORPUS, Packed};
use crate::model::{Act, Model, REASONS, Task};
use crate::reading::Reading;

/// A text and what is known of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Lesson {
    /// Title.
    pub title: String,
    /// Text.
    pub text: String,
    /// For each task that is known its answer, one of [`Task::classes`].
    pub answers: Vec<(Task, usize)>,
    /// What it counts beside a petition of the corpus.
    pub weight: f32,
}

impl Lesson {
    /// Everything that a petition of the corpus teaches.
    pub fn of(petition: &Labelled) -> Self {
        let mut lesson = Self::plain(
            &petition.title,
            &petition.text,
            &petition.classification,
            &petition.reasons,
        );
        let mut know = |task: Task, name: &str| {
            if let Some(class) = task.class(name) {
                lesson.answers.push((task, class));
            }
        };
        if let Some(kind) = &petition.kind {
            know(Task::Kind, kind);
        }
        know(Task::Sentiment, &petition.sentiment);
        know(Task::Urgency, &petition.urgency);
        know(Task::Proposal, yes_or_no(petition.proposal));
        know(Task::Toxic, yes_or_no(petition.toxic));
        for act in Act::ALL {
            let alleged = petition.acts.iter().any(|code| code == act.code());
            know(Task::Act(act), yes_or_no(alleged));
        }
        lesson
    }

    /// What a text teaches of which only the classification and the reasons are known.
    pub fn plain(title: &str, text: &str, classification: &str, reasons: &[String]) -> Self {
        let mut answers = Vec::new();
        if let Some(class) = Task::Classification.class(classification) {
            answers.push((Task::Classification, class));
        }
        for reason in REASONS {
            let shows = reasons.iter().any(|code| code == reason.code());
            answers.push((Task::Reason(reason), usize::from(shows)));
        }
        Self {
            title: title.to_owned(),
            text: text.to_owned(),
            answers,
            weight: 1.0,
        }
    }

    /// The same lesson typed without diacritics, so that a model does not mind.
    #[must_use]
    pub fn bare(&self) -> Self {
        Self {
            title: without_diacritics(&self.title),
            text: without_diacritics(&self.text),
            ..self.clone()
        }
    }
}

fn yes_or_no(yes: bool) -> &'static str {
    if yes { "yes" } else { "no" }
}

/// The text as typed without an input method; case and signs stay.
fn without_diacritics(text: &str) -> String {
    text.chars()
        .map(|c| {
            let folded = fold(c.encode_utf8(&mut [0; 4]));
            let mut letters = folded.chars();
            match (letters.next(), letters.next()) {
                (Some(letter), None) if c.is_alphabetic() => {
                    if c.is_uppercase() {
                        letter.to_ascii_uppercase()
                    } else {
                        letter
                    }
                }
                _ => c,
            }
        })
        .collect()
}

/// How hard the tasks of petitions are learned: few examples need a strong pull.
const PETITIONS: Effort = Effort {
    passes: 40,
    rate: 0.15,
    pull: 2e-3,
};

/// Learns all tasks of petitions; the model that `analyser` has gives the signs of offence.
pub fn train(analyser: &Analyser, lessons: &[Lesson]) -> Model {
    let features: Vec<Features> = lessons
        .iter()
        .map(|lesson| analyser.features(&lesson.title, &lesson.text))
        .collect();
    let mut model = analyser.model().clone();
    for task in Task::all().filter(|task| *task != Task::Comment) {
        let mut counts = vec![0.0_f32; task.classes().len()];
        let known: Vec<(&Features, usize, f32)> = lessons
            .iter()
            .zip(&features)
            .filter_map(|(lesson, features)| {
                let (_, class) = lesson.answers.iter().find(|(known, _)| *known == task)?;
                counts[*class] += lesson.weight;
                Some((features, *class, lesson.weight))
            })
            .collect();
        if counts.iter().filter(|&&count| count > 0.0).count() < 2 {
            continue;
        }
        let examples: Vec<Example<'_>> = known
            .iter()
            .map(|&(features, class, weight)| Example {
                features,
                class,
                weight: weight * balance(&counts, class, rarity_counts(task)),
            })
            .collect();
        let mut linear = Linear::empty(task.classes().len(), task.bits());
        linear.learn(&examples, PETITIONS);
        model.put(task, Packed::of(&linear, OF_CORPUS));
    }
    model
}

/// How far rare classes are brought up: 0 not at all, 1 to the weight of the common ones. What is
/// rare in the corpus is rare at the desk too, so that a classification is left half as it comes.
fn rarity_counts(task: Task) -> f32 {
    match task {
        Task::Classification => 0.5,
        Task::Kind => 0.75,
        _ => 1.0,
    }
}

#[expect(clippy::cast_precision_loss, reason = "a handful of classes")]
fn balance(counts: &[f32], class: usize, power: f32) -> f32 {
    let mean = counts.iter().sum::<f32>() / counts.len() as f32;
    (mean / counts[class].max(1.0)).powf(power)
}

/// Tells classes of short texts apart by words, pairs of words and runs of letters.
#[derive(Debug, Clone)]
pub struct TextClassifier {
    linear: Linear,
    /// What is added to each class's score before the highest is taken.
    lift: Vec<f32>,
}

impl TextClassifier {
    /// Learns from texts with the numbers of their classes. `balance` says how far rare classes
    /// are brought up: 0 not at all, 1 to the weight of the common ones.
    pub fn learn(
        texts: &[(String, usize)],
        classes: usize,
        passes: usize,
        pull: f32,
        power: f32,
    ) -> Self {
        let features: Vec<Features> = texts.iter().map(|(text, _)| comment(text)).collect();
        let mut counts = vec![0.0_f32; classes];
        for &(_, class) in texts {
            counts[class] += 1.0;
        }
        let examples: Vec<Example<'_>> = texts
            .iter()
            .zip(&features)
            .map(|(&(_, class), features)| Example {
                features,
                class,
                weight: balance(&counts, class, power),
            })
            .collect();
        let mut linear = Linear::empty(classes, Task::Comment.bits());
        linear.learn(
            &examples,
            Effort {
                passes,
                rate: 0.15,
                pull,
            },
        );
        Self {
            linear,
            lift: vec![0.0; classes],
        }
    }

    /// Adds to the scores of classes, so that rare ones are named more often.
    #[must_use]
    pub fn lifted(mut self, lift: &[f32]) -> Self {
        self.lift = lift.to_vec();
        for (bias, lift) in self.linear.bias.iter_mut().zip(lift) {
            *bias += lift;
        }
        self
    }

    /// The likeliest class of a text.
    pub fn class(&self, text: &str) -> usize {
        let shares = self.shares(text);
        let mut best = 0;
        for class in 1..shares.len() {
            if shares[class] > shares[best] {
                best = class;
            }
        }
        best
    }

    /// The share of each class.
    pub fn shares(&self, text: &str) -> Vec<f32> {
        self.linear.shares(&comment(text))
    }

    /// Makes it the part of a model that tells offensive comments from clean ones.
    #[must_use]
    pub fn into_model(self, mut model: Model) -> Model {
        model.put(Task::Comment, Packed::of(&self.linear, OF_CORPUS));
        model
    }
}

fn comment(text: &str) -> Features {
    features::comment(&Reading::normalised(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bare_lesson_keeps_case_and_signs() {
        let lesson = Lesson::plain("Đơn", "Tôi ở Đồng Hỷ, số 12!", "valid", &[]).bare();
        assert_eq!(lesson.title, "Don");
        assert_eq!(lesson.text, "Toi o Dong Hy, so 12!");
        assert_eq!(lesson.answers[0], (Task::Classification, 0));
        assert_eq!(lesson.answers.len(), 1 + REASONS.len());
    }

    #[test]
    fn a_classifier_learns_what_it_is_shown() {
        let texts: Vec<(String, usize)> = [
            ("đồ ngu", 1),
            ("hay quá", 0),
            ("ngu thế", 1),
            ("rất hay", 0),
        ]
        .map(|(text, class)| (text.to_owned(), class))
        .into();
        let classifier = TextClassifier::learn(&texts, 2, 20, 1e-5, 0.0);
        assert_eq!(classifier.class("ngu quá"), 1);
        assert_eq!(classifier.class("hay thế"), 0);
        let wary = classifier.lifted(&[-9.0, 9.0]);
        assert_eq!(wary.class("hay thế"), 1);
    }
}
