//! What does the analysis suggest about a petition? It advises and says why; an official decides.

use serde::{Deserialize, Serialize};

use crate::action::Action;
use crate::admissibility::Reason;
use crate::id::PetitionId;
use crate::lang::Lang;

/// What is suggested and then decided by an official.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Question {
    /// Valid, invalid or outside the province's jurisdiction.
    Classification,
    /// Why it is returned.
    Reason,
    /// About conduct, a regulation or both.
    Kind,
    /// Which procedure.
    Procedure,
    /// Which field of the catalogue.
    Field,
    /// Which agency leads, by its slug.
    Agency,
}

impl Question {
    /// All of them, in the order in which the desk asks.
    pub const ALL: [Self; 6] = [
        Self::Classification,
        Self::Reason,
        Self::Kind,
        Self::Procedure,
        Self::Field,
        Self::Agency,
    ];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Classification => "classification",
            Self::Reason => "reason",
            Self::Kind => "kind",
            Self::Procedure => "procedure",
            Self::Field => "field",
            Self::Agency => "agency",
        }
    }

    /// Reads a stable code back.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|question| question.code() == code)
    }
}

/// One likely answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guess {
    /// A code of the question's answers.
    pub value: String,
    /// How sure, 0 to 100.
    pub percent: u8,
    /// Sure enough to be told to an official.
    pub told: bool,
    /// The words that decided, as the sender wrote them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub why: Vec<String>,
}

/// A reason for which it may have to be returned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReasonGuess {
    /// The reason.
    pub reason: Reason,
    /// How sure, 0 to 100.
    pub percent: u8,
    /// Sure enough to be told to an official.
    pub told: bool,
    /// First character, in the body, of the sentence that shows it.
    pub start: usize,
    /// One past its last character; equal to `start` when no sentence does.
    pub end: usize,
}

/// An earlier petition that may be about the same matter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Related {
    /// Which.
    pub petition: PetitionId,
    /// How likely, 0 to 100.
    pub percent: u8,
}

/// Everything that was suggested for a petition.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Suggestions {
    /// How it is to be taken.
    pub classification: Option<Guess>,
    /// Why it may have to be returned, the surest first.
    pub reasons: Vec<ReasonGuess>,
    /// About conduct, a regulation or both.
    pub kind: Option<Guess>,
    /// Procedures, best first; told together or not at all.
    pub procedures: Vec<Guess>,
    /// Field of the catalogue.
    pub field: Option<Guess>,
    /// Slug of the agency that should lead.
    pub agency: Option<Guess>,
    /// It insults or hates; how sure, 0 to 100.
    pub toxic: Option<u8>,
    /// Key sentences of a long text, as characters of the body.
    pub summary: Vec<(usize, usize)>,
    /// Facts that are missing: `what`, `where`, `when`.
    pub missing: Vec<String>,
    /// Earlier petitions that may be about the same matter, the likeliest first.
    pub related: Vec<Related>,
}

impl Suggestions {
    /// What a card says of it: how it is to be taken, and what else to look at first.
    pub fn in_short(&self, lang: Lang) -> Option<String> {
        let mut parts = Vec::new();
        let reason = self.reasons.first().filter(|found| found.told);
        match &self.classification {
            Some(guess) if guess.told => {
                let words = match (guess.value.as_str(), reason) {
                    ("valid", _) => lang.pick("có vẻ hợp lệ", "seems valid").to_owned(),
                    ("outside_jurisdiction", _) => lang
                        .pick("có vẻ thuộc bộ, ngành", "seems a ministry's matter")
                        .to_owned(),
                    (_, Some(found)) => format!(
                        "{} {}",
                        lang.pick("xem lý do", "see reason"),
                        found.reason.code()
                    ),
                    _ => lang.pick("có vẻ không hợp lệ", "seems invalid").to_owned(),
                };
                parts.push(format!("{words} {} %", guess.percent));
            }
            _ => {}
        }
        if self.toxic.is_some() {
            parts.push(lang.pick("có lời xúc phạm", "insulting words").to_owned());
        }
        if !self.related.is_empty() {
            parts.push(lang.pick("có thể trùng", "maybe sent before").to_owned());
        }
        (!parts.is_empty()).then(|| parts.join(" · "))
    }

    /// The likeliest answer to a question, told or not.
    pub fn guess(&self, question: Question) -> Option<Guess> {
        match question {
            Question::Classification => self.classification.clone(),
            Question::Reason => self.reasons.first().map(|found| Guess {
                value: found.reason.code().to_owned(),
                percent: found.percent,
                told: found.told,
                why: Vec::new(),
            }),
            Question::Kind => self.kind.clone(),
            Question::Procedure => self.procedures.first().cloned(),
            Question::Field => self.field.clone(),
            Question::Agency => self.agency.clone(),
        }
    }
}

/// What an action decides about the questions, but for the lead agency, whose slug only the catalogue knows.
pub fn decided(action: &Action) -> Vec<(Question, String)> {
    match action {
        Action::Accept {
            kind,
            field,
            procedure_code,
            ..
        } => {
            let mut answers = vec![
                (Question::Classification, "valid".to_owned()),
                (Question::Kind, kind.code().to_owned()),
            ];
            answers.extend(
                procedure_code
                    .iter()
                    .map(|code| (Question::Procedure, code.clone())),
            );
            answers.extend(field.iter().map(|field| (Question::Field, field.clone())));
            answers
        }
        Action::Reject { reason, .. } => vec![
            (Question::Classification, "invalid".to_owned()),
            (Question::Reason, reason.code().to_owned()),
        ],
        Action::ReferOut { .. } => {
            vec![(Question::Classification, "outside_jurisdiction".to_owned())]
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::petition::PetitionKind;

    #[test]
    fn every_question_is_found_by_its_code() {
        for question in Question::ALL {
            assert_eq!(Question::from_code(question.code()), Some(question));
        }
        assert_eq!(Question::from_code("weather"), None);
    }

    #[test]
    fn a_verb_says_what_it_decides() {
        let accept = Action::Accept {
            kind: PetitionKind::Conduct,
            clauses: Vec::new(),
            field: None,
            procedure_code: Some("1.004884".into()),
            area_code: None,
        };
        let answers = decided(&accept);
        assert!(answers.contains(&(Question::Procedure, "1.004884".into())));
        assert!(answers.contains(&(Question::Classification, "valid".into())));
        assert!(
            !answers
                .iter()
                .any(|(question, _)| *question == Question::Field)
        );
        let reject = Action::Reject {
            reason: Reason::R06,
            explanation: String::new(),
            guidance: String::new(),
        };
        assert!(decided(&reject).contains(&(Question::Reason, "R06".into())));
        assert!(decided(&Action::Start).is_empty());
    }
}
