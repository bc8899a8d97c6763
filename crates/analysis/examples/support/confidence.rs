//! Answers as an official would see them: with how sure they are, and whether they are right.

#![allow(dead_code, reason = "each example uses a part")]

use analysis::Findings;
use analysis::corpus::Labelled;

/// What is said of a petition: task, score, whether it is right.
pub fn answers(petition: &Labelled, findings: &Findings) -> Vec<(&'static str, f32, bool)> {
    let mut said = vec![(
        "classification",
        findings.classification.score,
        findings.classification.value.code() == petition.classification,
    )];
    if let Some(kind) = &petition.kind {
        said.push((
            "kind",
            findings.kind.score,
            findings.kind.value.code() == *kind,
        ));
    }
    if let Some(reason) = findings.reasons.first() {
        let code = reason.reason.code();
        said.push((
            "reason",
            reason.score,
            petition.reasons.iter().any(|known| known == code),
        ));
    }
    if !petition.procedures.is_empty()
        && let Some(hit) = findings.procedures.first()
    {
        let right = |limit: usize| {
            findings
                .procedures
                .iter()
                .take(limit)
                .any(|hit| petition.procedures.contains(&hit.code))
        };
        said.push(("procedure, first", hit.score, right(1)));
        let three: f32 = findings
            .procedures
            .iter()
            .take(3)
            .map(|hit| hit.score)
            .sum();
        said.push(("procedure, three", three, right(3)));
    }
    if let (Some(wanted), Some(found)) = (&petition.field, &findings.field) {
        said.push(("field", found.score, found.value == *wanted));
    }
    if let (Some(wanted), Some(found)) = (&petition.agency, &findings.agency) {
        said.push(("agency", found.score, found.value == *wanted));
    }
    said.push((
        "toxic",
        if findings.toxic.value {
            findings.toxic.score
        } else {
            0.0
        },
        findings.toxic.value == petition.toxic,
    ));
    said
}

/// Share of answers at least so sure, and the share of those that are right.
pub fn shown(answers: &[(f32, bool)], least: f32) -> (f64, f64) {
    let chosen: Vec<bool> = answers
        .iter()
        .filter(|(score, _)| *score >= least)
        .map(|&(_, right)| right)
        .collect();
    let share = |part: usize, whole: usize| {
        f64::from(u32::try_from(part).unwrap_or(0))
            / f64::from(u32::try_from(whole.max(1)).unwrap_or(1))
    };
    (
        share(chosen.len(), answers.len()),
        share(chosen.iter().filter(|right| **right).count(), chosen.len()),
    )
}
