//! What does one petition say?
//!
//! An [`Analyser`] holds the catalogue, the table of competence and a model; its [`Findings`]
//! say for each question the likeliest answer, how sure it is and what in the text it rests on.

mod reasons;

use std::ops::Range;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::admissibility::{Hint, MissingFact, Reason, Writing, hints_in, missing_in};
use crate::competence::{Candidate, Competence};
use crate::duplicates::Fingerprint;
use crate::features::{self, Features};
use crate::model::{Act, Adaptation, Agreement, Model, Task};
use crate::personal_data::{self, Span};
use crate::procedures::{ProcedureHit, ProcedureSearch, ProcedureText};
use crate::reading::Reading;
use crate::summary;

/// Procedures that are named.
const MOST_PROCEDURES: usize = 10;
/// How much the fit of the best procedure outweighs the others' when shares are made of it.
const SHARPNESS: i32 = 4;
/// A fit that speaks of a procedure as surely as not.
const HALF_FIT: f32 = 12.0;

/// What is known of a petition before it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
pub struct Petition<'a> {
    /// As typed; may be empty.
    #[serde(default)]
    pub title: &'a str,
    /// As typed; offsets of findings count its characters.
    pub text: &'a str,
}

/// An answer and how sure it is, 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Scored<T, S = f32> {
    /// The answer.
    pub value: T,
    /// How sure it is, 0 to 1.
    pub score: S,
}

macro_rules! answers {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $code:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$variant_doc])* $variant),* }

        impl $name {
            /// All answers, in the order in which the model knows them.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The stable name.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),* }
            }
        }
    };
}

answers! {
    /// How a petition is to be taken.
    Classification {
        /// Goes forward.
        Valid = "valid",
        /// Is returned, or more is asked for.
        Invalid = "invalid",
        /// Belongs to a central authority or another province.
        OutsideJurisdiction = "outside_jurisdiction",
    }
}
answers! {
    /// What a petition is about (Decree 20/2008/NĐ-CP Art. 5).
    Kind {
        /// How an official or an agency acted.
        Conduct = "conduct",
        /// What a rule demands.
        Regulation = "regulation",
        /// Both.
        Both = "both",
    }
}
answers! {
    /// In which tone it is written.
    Sentiment {
        /// Displeased.
        Negative = "negative",
        /// Neither.
        Neutral = "neutral",
        /// Pleased.
        Positive = "positive",
    }
}
answers! {
    /// How soon someone has to look.
    Urgency {
        /// It can wait.
        Low = "low",
        /// In its turn.
        Normal = "normal",
        /// Today: health, danger, a date about to pass.
        High = "high",
    }
}

/// A reason to return a petition, and where it shows.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReasonFound {
    /// The reason.
    #[serde(rename = "code", serialize_with = "reason_code")]
    pub reason: Reason,
    /// How sure it is, 0 to 1.
    pub score: f32,
    /// First character of the sentence that shows it.
    pub start: usize,
    /// One past its last character; equal to `start` when it shows in the title or nowhere.
    pub end: usize,
    /// The words that decided, as written; empty when no words did.
    #[serde(skip)]
    pub trigger: String,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde asks for a reference"
)]
fn reason_code<S: serde::Serializer>(reason: &Reason, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(reason.code())
}

/// Everything that was found in one petition.
#[derive(Debug, Clone, PartialEq)]
pub struct Findings {
    /// Procedures it may be about, best first; scores make up at most one.
    pub procedures: Vec<ProcedureHit>,
    /// Field of procedures, as in the catalogue.
    pub field: Option<Scored<String>>,
    /// Agency that should handle it: of the province, or the central one when it is beyond it.
    pub agency: Option<Scored<String>>,
    /// How it is to be taken.
    pub classification: Scored<Classification>,
    /// Share of each classification, in the order of [`Classification::ALL`].
    pub classification_shares: [f32; 3],
    /// Reasons for which it may be returned, the surest first.
    pub reasons: Vec<ReasonFound>,
    /// About conduct or a regulation.
    pub kind: Scored<Kind>,
    /// Whether a solution is proposed (kiến nghị).
    pub proposal: Scored<bool>,
    /// Forbidden acts that are alleged, the surest first.
    pub acts: Vec<Scored<Act>>,
    /// Names, numbers and addresses of people, in order.
    pub personal_data: Vec<Span>,
    /// Its tone.
    pub sentiment: Scored<Sentiment>,
    /// Whether it insults or hates.
    pub toxic: Scored<bool>,
    /// How soon someone has to look.
    pub urgency: Scored<Urgency>,
    /// Key sentences in order, as characters of the text.
    pub summary: Vec<Range<usize>>,
    /// Facts an official would have to ask for.
    pub missing: Vec<MissingFact>,
    /// Whether there is enough in it to say anything; without, every score is low.
    pub enough_information: bool,
}

/// A decision of an official about a petition, to learn from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Label {
    /// Title of the petition.
    pub title: String,
    /// Its text.
    pub text: String,
    /// What was decided about.
    pub task: Task,
    /// What was decided, one of [`Task::classes`].
    pub answer: String,
}

/// Reads petitions. A copy shares everything but the model.
#[derive(Debug, Clone)]
pub struct Analyser {
    search: Arc<ProcedureSearch>,
    /// Field, level and ministry of each procedure, in the order of the search.
    procedures: Arc<[Entry]>,
    competence: Arc<Competence>,
    model: Model,
}

#[derive(Debug)]
struct Entry {
    field: String,
    level: String,
    ministry: String,
}

/// A petition taken apart.
struct Parts {
    /// The text as it was written.
    written: Reading,
    title: Reading,
    body: Reading,
    hints: Vec<Hint>,
    procedures: Vec<ProcedureHit>,
    fit: f32,
    features: Features,
}

impl Analyser {
    /// An analyser over a catalogue, each procedure with the ministry that answers for it, with
    /// the shipped model.
    pub fn new(
        catalogue: impl IntoIterator<Item = (ProcedureText, String)>,
        competence: Competence,
    ) -> Self {
        let mut procedures = Vec::new();
        let mut texts = Vec::new();
        for (text, ministry) in catalogue {
            procedures.push(Entry {
                field: text.field.clone(),
                level: text.level.clone(),
                ministry,
            });
            texts.push(text);
        }
        Self {
            search: Arc::new(ProcedureSearch::new(texts)),
            procedures: procedures.into(),
            competence: Arc::new(competence),
            model: Model::shipped().clone(),
        }
    }

    /// The same analyser with another model.
    #[must_use]
    pub fn with_model(mut self, model: Model) -> Self {
        self.model = model;
        self
    }

    /// The model in use.
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// The search over the catalogue.
    pub fn search(&self) -> &ProcedureSearch {
        &self.search
    }

    /// Who is competent for what.
    pub(crate) fn competence(&self) -> &Competence {
        &self.competence
    }

    /// Everything that can be found in a petition. Reads its first 100,000 characters.
    pub fn findings(&self, petition: &Petition<'_>) -> Findings {
        let parts = self.take_apart(petition);
        let personal_data = personal_data::find_in(&parts.written);
        self.answers(parts, personal_data)
    }

    /// The same, and the fingerprint that finds petitions about the same matter.
    pub fn findings_and_fingerprint(&self, petition: &Petition<'_>) -> (Findings, Fingerprint) {
        let parts = self.take_apart(petition);
        let personal_data = personal_data::find_in(&parts.written);
        let fingerprint = self.fingerprint_of(&parts.written, &parts.procedures, &personal_data);
        (self.answers(parts, personal_data), fingerprint)
    }

    fn answers(&self, parts: Parts, personal_data: Vec<Span>) -> Findings {
        let readings = [&parts.title, &parts.body];
        let candidates = self.candidates(&parts.procedures);
        let shares = self.model.shares(Task::Classification, &parts.features);
        let (class, score) = best(&shares);
        let classification = Classification::ALL[class];
        let agency = match classification {
            Classification::OutsideJurisdiction => self
                .competence
                .beyond_the_province(&candidates, &readings)
                .or_else(|| self.competence.of_the_province(&candidates, &readings)),
            _ => self.competence.of_the_province(&candidates, &readings),
        };
        let summary = summary::key_sentences(&parts.body);
        Findings {
            field: field(&candidates),
            agency: agency.map(|(agency, score)| Scored {
                value: self.competence.names()[agency].clone(),
                score: score * parts.fit.sqrt(),
            }),
            classification: Scored {
                value: classification,
                score,
            },
            classification_shares: [shares[0], shares[1], shares[2]],
            reasons: reasons::found(
                &self.model,
                &parts.hints,
                &parts.title,
                &parts.body,
                &parts.features,
            ),
            kind: self.answer(Task::Kind, &parts.features, Kind::ALL),
            proposal: self.yes_or_no(Task::Proposal, &parts.features),
            acts: self.acts(&parts.features),
            personal_data,
            sentiment: self.answer(Task::Sentiment, &parts.features, Sentiment::ALL),
            toxic: self.yes_or_no(Task::Toxic, &parts.features),
            urgency: self.answer(Task::Urgency, &parts.features, Urgency::ALL),
            summary,
            missing: missing_in(&readings),
            enough_information: parts.body.words.len() + parts.title.words.len() > 3,
            procedures: parts.procedures,
        }
    }

    /// What officials' decisions add to the shipped model.
    pub fn learn(&self, labels: &[Label]) -> Adaptation {
        Adaptation::learn(Model::shipped(), &self.seen(labels))
    }

    /// How often a model agrees with labels, task by task.
    pub fn agreement(&self, model: &Model, labels: &[Label]) -> Vec<Agreement> {
        model.agreement(&self.seen(labels))
    }

    fn seen(&self, labels: &[Label]) -> Vec<crate::model::Seen> {
        // Labels of one petition follow each other; it is read once.
        let mut last: Option<(&str, &str, Features)> = None;
        labels
            .iter()
            .filter_map(|label| {
                let features = match last.take() {
                    Some((title, text, features)) if title == label.title && text == label.text => {
                        features
                    }
                    _ => self.features(&label.title, &label.text),
                };
                last = Some((&label.title, &label.text, features.clone()));
                Some(crate::model::Seen {
                    task: label.task,
                    class: label.task.class(&label.answer)?,
                    features,
                })
            })
            .collect()
    }

    /// The features of a petition, as the model's tasks see it.
    pub(crate) fn features(&self, title: &str, text: &str) -> Features {
        self.take_apart(&Petition { title, text }).features
    }

    fn take_apart(&self, petition: &Petition<'_>) -> Parts {
        let title = Reading::normalised(petition.title);
        let written = Reading::new(petition.text);
        let body = written.clone().expanded();
        let writing = Writing {
            title: petition.title,
            body: petition.text,
            has_contact: None,
        };
        let hints = hints_in(&writing, &title, &body);
        // A title is a sentence of its own.
        let mut procedures = if petition.title.trim().is_empty() {
            self.search.search_in(&written, MOST_PROCEDURES)
        } else {
            let whole = format!(
                "{}. {}",
                petition.title.trim_end_matches(['.', ' ']),
                petition.text
            );
            self.search.search(&whole, MOST_PROCEDURES)
        };
        let fit = procedures
            .first()
            .map_or(0.0, |hit| hit.score / (hit.score + HALF_FIT));
        make_shares(&mut procedures, fit);
        let mut features = features::petition(&features::Petition {
            title: &title,
            body: &body,
            hints: &hints,
            procedure: fit,
        });
        self.add_comment(&mut features, &body);
        Parts {
            written,
            title,
            body,
            hints,
            procedures,
            fit,
            features,
        }
    }

    /// How offensive the text would be taken in social media is a sign among others.
    fn add_comment(&self, features: &mut Features, body: &Reading) {
        if self.model.linear(Task::Comment).is_none() {
            return;
        }
        let shares = self.model.shares(Task::Comment, &features::comment(body));
        features.extend(features::offence(shares[1], shares[2]));
        features.sort_unstable_by_key(|&(number, _)| number);
    }

    fn candidates<'a>(&'a self, hits: &'a [ProcedureHit]) -> Vec<Candidate<'a>> {
        hits.iter()
            .map(|hit| {
                let entry = &self.procedures[hit.index];
                Candidate {
                    code: &hit.code,
                    field: &entry.field,
                    level: &entry.level,
                    ministry: &entry.ministry,
                    share: hit.score,
                }
            })
            .collect()
    }

    fn answer<T: Copy>(&self, task: Task, features: &Features, answers: &[T]) -> Scored<T> {
        let (class, score) = self.model.likeliest(task, features);
        Scored {
            value: answers[class],
            score,
        }
    }

    fn yes_or_no(&self, task: Task, features: &Features) -> Scored<bool> {
        self.answer(task, features, &[false, true])
    }

    fn acts(&self, features: &Features) -> Vec<Scored<Act>> {
        let mut acts: Vec<Scored<Act>> = Act::ALL
            .into_iter()
            .filter_map(|act| {
                let said = self.yes_or_no(Task::Act(act), features);
                said.value.then_some(Scored {
                    value: act,
                    score: said.score,
                })
            })
            .collect();
        acts.sort_by(|a, b| b.score.total_cmp(&a.score));
        acts
    }
}

/// Makes fits comparable between petitions: each gets its part of how surely any procedure is
/// spoken of at all.
fn make_shares(hits: &mut [ProcedureHit], fit: f32) {
    let Some(top) = hits.first().map(|hit| hit.score) else {
        return;
    };
    let power = |score: f32| (score / top).powi(SHARPNESS);
    let sum: f32 = hits.iter().map(|hit| power(hit.score)).sum();
    for hit in hits {
        hit.score = fit * power(hit.score) / sum;
    }
}

fn field(candidates: &[Candidate<'_>]) -> Option<Scored<String>> {
    let mut fields: Vec<(&str, f32)> = Vec::new();
    for candidate in candidates {
        match fields
            .iter_mut()
            .find(|(field, _)| *field == candidate.field)
        {
            Some((_, sum)) => *sum += candidate.share,
            None => fields.push((candidate.field, candidate.share)),
        }
    }
    fields
        .into_iter()
        .filter(|(field, _)| !field.is_empty())
        .reduce(|best, next| if next.1 > best.1 { next } else { best })
        .map(|(field, score)| Scored {
            value: field.to_owned(),
            score,
        })
}

fn best(shares: &[f32]) -> (usize, f32) {
    let mut best = (0, 0.0);
    for (class, &share) in shares.iter().enumerate() {
        if share > best.1 {
            best = (class, share);
        }
    }
    best
}

#[cfg(test)]
pub(crate) mod tests;
