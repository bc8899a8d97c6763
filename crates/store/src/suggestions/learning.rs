//! What do officials' decisions teach? A model for what a text says, and what people of the place call procedures.

use std::collections::BTreeMap;

use analysis::door::LearnedWords;
use analysis::{Adaptation, Analyser, CatalogueError, Label, Model, Petition, Reason, Task};
use chrono::NaiveDate;
use domain::suggestion::Question;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Decided;
use crate::shipped;

/// Titles that are remembered for a procedure, the latest ones.
const MOST_TITLES: usize = 30;
/// One petition of so many is kept apart to compare on.
const APART: u8 = 5;

/// What was learned, as it is kept.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Learned {
    /// What changes in the model.
    adaptation: Adaptation,
    /// What people call procedures.
    words: LearnedWords,
}

/// How often what ships and what was learned agree with decisions that neither has seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Compared {
    /// Code of the question.
    pub question: String,
    /// Decisions compared with.
    pub decisions: usize,
    /// The one that ships said the same.
    pub shipped: usize,
    /// The one that has learned said the same.
    pub learned: usize,
}

/// Why nothing comes of what was learned.
#[derive(Debug, thiserror::Error)]
pub enum LearningError {
    /// A shipped catalogue cannot be read.
    #[error(transparent)]
    Catalogue(#[from] CatalogueError),
    /// It was learned on another model than the one that ships now.
    #[error(transparent)]
    Model(#[from] analysis::model::AdaptationError),
    /// What was kept cannot be read.
    #[error("what was learned cannot be read: {0}")]
    Unreadable(#[from] serde_json::Error),
}

/// A petition with everything that was decided about it.
#[derive(Debug, Clone, Default)]
struct Lesson {
    title: String,
    body: String,
    answers: Vec<(Question, String)>,
}

fn lessons(decisions: &[Decided]) -> BTreeMap<Uuid, Lesson> {
    let mut lessons = BTreeMap::<Uuid, Lesson>::new();
    for decision in decisions {
        let lesson = lessons.entry(decision.petition_id).or_default();
        lesson.title.clone_from(&decision.title);
        lesson.body.clone_from(&decision.body);
        lesson.answers.extend(
            Question::from_code(&decision.question)
                .map(|question| (question, decision.decided.clone())),
        );
    }
    lessons
}

impl Lesson {
    fn labels(&self) -> Vec<Label> {
        let mut labels = Vec::new();
        let mut label = |task: Task, answer: &str| {
            labels.push(Label {
                title: self.title.clone(),
                text: self.body.clone(),
                task,
                answer: answer.to_owned(),
            });
        };
        let reason = self.answer(Question::Reason);
        for (question, answer) in &self.answers {
            match question {
                Question::Classification => label(Task::Classification, answer),
                Question::Kind => label(Task::Kind, answer),
                _ => {}
            }
        }
        // Whoever gave one reason, or none, has seen that the others do not show.
        if reason.is_some() || self.answer(Question::Classification) == Some("valid") {
            for task in Task::all() {
                if let Task::Reason(known) = task {
                    label(
                        task,
                        if Some(known.code()) == reason {
                            "yes"
                        } else {
                            "no"
                        },
                    );
                }
            }
        }
        labels
    }

    fn answer(&self, question: Question) -> Option<&str> {
        self.answers
            .iter()
            .find(|(known, _)| *known == question)
            .map(|(_, answer)| answer.as_str())
    }
}

impl Learned {
    /// Learns from decisions.
    fn from(analyser: &Analyser, lessons: &[&Lesson]) -> Self {
        let mut words = LearnedWords::new();
        for lesson in lessons.iter().rev() {
            if let Some(code) = lesson.answer(Question::Procedure) {
                let titles = words.entry(code.to_owned()).or_default();
                if titles.len() < MOST_TITLES {
                    titles.push(without_personal_data(&lesson.title));
                }
            }
        }
        let labels: Vec<Label> = lessons.iter().flat_map(|lesson| lesson.labels()).collect();
        Self {
            adaptation: analyser.learn(&labels),
            words,
        }
    }

    /// Reads what was kept.
    ///
    /// # Errors
    /// [`LearningError::Unreadable`].
    pub fn read(kept: &str) -> Result<Self, LearningError> {
        Ok(serde_json::from_str(kept)?)
    }

    /// The analyser that knows it, over the catalogues of a day. Takes half a second.
    ///
    /// # Errors
    /// When the shipped model is another one by now.
    pub fn analyser(&self, day: NaiveDate) -> Result<Analyser, LearningError> {
        let model = Model::shipped().adapted(&self.adaptation)?;
        Ok(shipped::analyser_knowing(day, &self.words)?.with_model(model))
    }
}

/// What is learned names nobody.
fn without_personal_data(title: &str) -> String {
    let letters: Vec<char> = title.chars().collect();
    let spans = analysis::personal_data::find(title);
    letters
        .iter()
        .enumerate()
        .filter(|(at, _)| !spans.iter().any(|span| (span.start..span.end).contains(at)))
        .map(|(_, letter)| letter)
        .collect()
}

/// Learns from decisions, and says on one petition of five, from which a trial run did not learn, what that gains.
///
/// # Errors
/// When a shipped catalogue cannot be read.
pub fn learn(
    shipped: &Analyser,
    decisions: &[Decided],
    day: NaiveDate,
) -> Result<(Learned, Vec<Compared>), LearningError> {
    let lessons = lessons(decisions);
    let apart = |id: &Uuid| id.as_bytes()[15].is_multiple_of(APART);
    let seen: Vec<&Lesson> = lessons
        .iter()
        .filter(|(id, _)| !apart(id))
        .map(|(_, lesson)| lesson)
        .collect();
    let unseen: Vec<&Lesson> = lessons
        .iter()
        .filter(|(id, _)| apart(id))
        .map(|(_, lesson)| lesson)
        .collect();
    let trial = Learned::from(shipped, &seen).analyser(day)?;
    let all: Vec<&Lesson> = lessons.values().collect();
    Ok((
        Learned::from(shipped, &all),
        compare(shipped, &trial, &unseen),
    ))
}

fn compare(shipped: &Analyser, trial: &Analyser, unseen: &[&Lesson]) -> Vec<Compared> {
    let mut table = BTreeMap::<Question, Compared>::new();
    for lesson in unseen {
        let petition = Petition {
            title: &lesson.title,
            text: &lesson.body,
        };
        let before = said(shipped, &petition);
        let after = said(trial, &petition);
        for (question, decided) in &lesson.answers {
            if *question == Question::Agency {
                continue;
            }
            let row = table.entry(*question).or_insert_with(|| Compared {
                question: question.code().to_owned(),
                decisions: 0,
                shipped: 0,
                learned: 0,
            });
            let same = |said: &[(Question, String)]| {
                said.iter()
                    .any(|(known, answer)| known == question && answer == decided)
            };
            row.decisions += 1;
            row.shipped += usize::from(same(&before));
            row.learned += usize::from(same(&after));
        }
    }
    table.into_values().collect()
}

/// What an analyser says, without regard to how sure it is; of procedures the three that would be named.
fn said(analyser: &Analyser, petition: &Petition<'_>) -> Vec<(Question, String)> {
    let found = analyser.findings(petition);
    let mut said = vec![
        (
            Question::Classification,
            found.classification.value.code().to_owned(),
        ),
        (Question::Kind, found.kind.value.code().to_owned()),
    ];
    let reason = |reason: Reason| (Question::Reason, reason.code().to_owned());
    said.extend(found.reasons.first().map(|found| reason(found.reason)));
    said.extend(found.field.map(|field| (Question::Field, field.value)));
    said.extend(
        found
            .procedures
            .into_iter()
            .take(analysis::confidence::MOST_PROCEDURES)
            .map(|hit| (Question::Procedure, hit.code)),
    );
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decided(number: u8, title: &str, question: Question, answer: &str) -> Decided {
        Decided {
            seq: i64::from(number),
            petition_id: Uuid::from_bytes([number; 16]),
            title: title.to_owned(),
            body: "Tôi đã đi lại ba lần, lần nào cũng bảo chờ.".to_owned(),
            question: question.code().to_owned(),
            decided: answer.to_owned(),
        }
    }

    #[test]
    fn what_people_call_a_procedure_is_learned_kept_and_found() {
        let day = NaiveDate::from_ymd_opt(2026, 9, 1).expect("a day");
        let analyser = shipped::analyser(day).expect("the catalogues");
        // Nobody but the people here calls it that.
        let title = "Xin cái giấy hoa sim tím";
        let decisions: Vec<_> = (0..20)
            .map(|number| decided(number, title, Question::Procedure, "1.001193"))
            .collect();
        let (learned, compared) = learn(&analyser, &decisions, day).expect("learned");
        let row = compared.first().expect("compared");
        assert_eq!((row.decisions, row.shipped, row.learned), (4, 0, 4));
        let kept = serde_json::to_string(&learned).expect("kept");
        let taught = Learned::read(&kept)
            .and_then(|learned| learned.analyser(day))
            .expect("an analyser");
        let first = |analyser: &Analyser| {
            let hits = analyser.search().search("giấy hoa sim tím", 1);
            hits.first().map(|hit| hit.code.clone())
        };
        assert_eq!(first(&taught).as_deref(), Some("1.001193"));
        assert_ne!(first(&analyser).as_deref(), Some("1.001193"));
    }

    #[test]
    fn what_is_learned_names_nobody() {
        let kept = without_personal_data("Chị Lò Thị Mẩy gọi 0912 345 678 hỏi sổ đỏ");
        assert!(!kept.contains("0912") && !kept.contains("Mẩy"), "{kept}");
        assert!(kept.contains("hỏi sổ đỏ"));
    }

    #[test]
    fn a_reason_that_was_given_says_no_to_the_others() {
        let decisions = [
            decided(1, "a", Question::Classification, "invalid"),
            decided(1, "a", Question::Reason, "R06"),
        ];
        let lessons = lessons(&decisions);
        let labels: Vec<_> = lessons.values().flat_map(Lesson::labels).collect();
        let of = |name: &str| {
            labels
                .iter()
                .find(|label| label.task.name() == name)
                .map(|label| label.answer.as_str())
        };
        assert_eq!(of("reason R06"), Some("yes"));
        assert_eq!(of("reason R07"), Some("no"));
        assert_eq!(of("classification"), Some("invalid"));
    }
}
