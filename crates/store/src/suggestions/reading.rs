//! From the findings of the analysis to what the desk shows: codes of our catalogues, whole percents, what is sure
//! enough to be told.

use std::sync::Arc;

use analysis::duplicates::DuplicateIndex;
use analysis::{Analyser, Findings, MissingFact, Petition, confidence};
use chrono::NaiveDate;
use domain::admissibility::Reason;
use domain::id::PetitionId;
use domain::suggestion::{Guess, ReasonGuess, Related, Suggestions};

use crate::catalogue::Catalogue;

/// What is suggested for a text; related petitions are found by others.
pub fn suggest(
    analyser: &Analyser,
    catalogue: &Catalogue,
    title: &str,
    body: &str,
    day: NaiveDate,
) -> Suggestions {
    let findings = analyser.findings(&Petition { title, text: body });
    from_findings(&findings, catalogue, day)
}

pub(crate) fn from_findings(
    findings: &Findings,
    catalogue: &Catalogue,
    day: NaiveDate,
) -> Suggestions {
    if !findings.enough_information {
        return Suggestions::default();
    }
    let shown: f32 = findings
        .procedures
        .iter()
        .take(confidence::MOST_PROCEDURES)
        .map(|hit| hit.score)
        .sum();
    let agency = findings.agency.as_ref().and_then(|agency| {
        let slug = catalogue.agency_slug_named(&agency.value, day)?;
        Some(guess(slug, agency.score, confidence::AGENCY))
    });
    Suggestions {
        classification: Some(guess(
            findings.classification.value.code(),
            findings.classification.score,
            confidence::CLASSIFICATION,
        )),
        reasons: findings
            .reasons
            .iter()
            .filter_map(|found| {
                Some(ReasonGuess {
                    reason: Reason::from_code(found.reason.code())?,
                    percent: percent(found.score),
                    told: found.score >= confidence::REASON,
                    start: found.start,
                    end: found.end,
                })
            })
            .collect(),
        kind: Some(guess(
            findings.kind.value.code(),
            findings.kind.score,
            confidence::KIND,
        )),
        procedures: findings
            .procedures
            .iter()
            .filter(|hit| catalogue.procedure(&hit.code).is_some())
            .take(confidence::MOST_PROCEDURES)
            .map(|hit| Guess {
                value: hit.code.clone(),
                percent: percent(hit.score),
                told: shown >= confidence::PROCEDURES,
                why: hit.matched.clone(),
            })
            .collect(),
        field: findings
            .field
            .as_ref()
            .map(|field| guess(&field.value, field.score, confidence::FIELD)),
        agency,
        toxic: (findings.toxic.value && findings.toxic.score >= confidence::TOXIC)
            .then(|| percent(findings.toxic.score)),
        summary: findings
            .summary
            .iter()
            .map(|span| (span.start, span.end))
            .collect(),
        missing: findings
            .missing
            .iter()
            .map(|fact| {
                match fact {
                    MissingFact::What => "what",
                    MissingFact::Where => "where",
                    MissingFact::When => "when",
                }
                .to_owned()
            })
            .collect(),
        related: Vec::new(),
    }
}

fn guess(value: impl Into<String>, score: f32, least: f32) -> Guess {
    Guess {
        value: value.into(),
        percent: percent(score),
        told: score >= least,
        why: Vec::new(),
    }
}

/// A share as whole percents; nothing that was learned is ever certain.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped before"
)]
pub(crate) fn percent(score: f32) -> u8 {
    (score.clamp(0.0, 0.99) * 100.0).round() as u8
}

/// Reads a text away from the threads that serve; nothing when that failed.
pub async fn findings(analyser: Arc<Analyser>, title: String, body: String) -> Option<Findings> {
    let read = move || {
        analyser.findings(&Petition {
            title: &title,
            text: &body,
        })
    };
    tokio::task::spawn_blocking(read).await.ok()
}

/// How likely two petitions must be about one matter for it to be said.
const RELATED: f32 = 0.6;
/// Related petitions that are named.
const MOST_RELATED: usize = 3;

/// Reads petitions one after the other and remembers what they were about.
#[derive(Debug)]
pub struct Reader {
    analyser: Arc<Analyser>,
    seen: DuplicateIndex,
    petitions: Vec<PetitionId>,
}

impl Reader {
    /// A reader that has not read anything.
    pub fn new(analyser: Arc<Analyser>) -> Self {
        Self {
            analyser,
            seen: DuplicateIndex::default(),
            petitions: Vec::new(),
        }
    }

    /// The same reader with another model; what it remembers does not depend on the model.
    pub fn set_analyser(&mut self, analyser: Arc<Analyser>) {
        self.analyser = analyser;
    }

    /// How many texts it remembers.
    pub fn remembered(&self) -> usize {
        self.petitions.len()
    }

    /// Remembers what a petition is about without suggesting anything.
    pub fn remember(&mut self, id: PetitionId, title: &str, body: &str) {
        let print = self.analyser.fingerprint(&format!("{title}. {body}"));
        self.seen.add(&print);
        self.petitions.push(id);
    }

    /// What is suggested for a petition; remembers it for those to come.
    pub fn read(
        &mut self,
        catalogue: &Catalogue,
        id: PetitionId,
        title: &str,
        body: &str,
        day: NaiveDate,
    ) -> Suggestions {
        let mut suggestions = suggest(&self.analyser, catalogue, title, body, day);
        let print = self.analyser.fingerprint(&format!("{title}. {body}"));
        let mut related: Vec<Related> = Vec::new();
        for found in self.seen.find(&print, 2 * MOST_RELATED) {
            if found.score < RELATED {
                break;
            }
            let petition = self.petitions[found.text];
            // A text that was supplemented stands there as it was, too.
            if petition != id && !related.iter().any(|known| known.petition == petition) {
                related.push(Related {
                    petition,
                    percent: percent(found.score),
                });
            }
        }
        related.truncate(MOST_RELATED);
        suggestions.related = related;
        self.seen.add(&print);
        self.petitions.push(id);
        suggestions
    }
}
