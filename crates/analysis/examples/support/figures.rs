//! How good are answers, in one number?

#![allow(dead_code, reason = "each example uses a part")]

use analysis::Findings;
use analysis::corpus::Labelled;
use analysis::model::{Act, Task};

/// A pair of what was wanted and what came.
pub type Pair = (usize, usize);

/// What a petition's labels and its findings say, task by task.
pub fn answers(petition: &Labelled, findings: &Findings) -> Vec<(String, usize, usize)> {
    let mut all = Vec::new();
    let mut add = |name: &str, task: Task, wanted: &str, got: &str| {
        if let (Some(wanted), Some(got)) = (task.class(wanted), task.class(got)) {
            all.push((name.to_owned(), wanted, got));
        }
    };
    let yes = |holds: bool| if holds { "yes" } else { "no" };
    add(
        "classification",
        Task::Classification,
        &petition.classification,
        findings.classification.value.code(),
    );
    if let Some(kind) = &petition.kind {
        add("kind", Task::Kind, kind, findings.kind.value.code());
        if kind != "both" {
            add("kind of two", Task::Kind, kind, findings.kind.value.code());
        }
    }
    add(
        "proposal",
        Task::Proposal,
        yes(petition.proposal),
        yes(findings.proposal.value),
    );
    add(
        "sentiment",
        Task::Sentiment,
        &petition.sentiment,
        findings.sentiment.value.code(),
    );
    add(
        "toxic",
        Task::Toxic,
        yes(petition.toxic),
        yes(findings.toxic.value),
    );
    add(
        "urgency",
        Task::Urgency,
        &petition.urgency,
        findings.urgency.value.code(),
    );
    for act in Act::ALL {
        let alleged = petition.acts.iter().any(|code| code == act.code());
        let found = findings.acts.iter().any(|found| found.value == act);
        add(
            &format!("act {}", act.code()),
            Task::Act(act),
            yes(alleged),
            yes(found),
        );
    }
    for reason in ["R01", "R02", "R03", "R05", "R06", "R07", "R08", "R10"] {
        let shows = petition.reasons.iter().any(|code| code == reason);
        let found = findings
            .reasons
            .iter()
            .any(|found| found.reason.code() == reason);
        all.push((
            format!("reason {reason}"),
            usize::from(shows),
            usize::from(found),
        ));
    }
    let right = |right: bool| (1, usize::from(right));
    if !petition.procedures.is_empty() {
        let rank = findings
            .procedures
            .iter()
            .position(|hit| petition.procedures.contains(&hit.code));
        for (name, limit) in [
            ("procedure top 1", 1),
            ("procedure top 3", 3),
            ("procedure top 10", 10),
        ] {
            let (wanted, got) = right(rank.is_some_and(|rank| rank < limit));
            all.push((name.to_owned(), wanted, got));
        }
    }
    if let Some(field) = &petition.field {
        let (wanted, got) = right(
            findings
                .field
                .as_ref()
                .is_some_and(|found| found.value == *field),
        );
        all.push(("field".to_owned(), wanted, got));
    }
    if let Some(agency) = &petition.agency {
        let (wanted, got) = right(
            findings
                .agency
                .as_ref()
                .is_some_and(|found| found.value == *agency),
        );
        all.push(("agency".to_owned(), wanted, got));
    }
    all
}

#[expect(clippy::cast_precision_loss, reason = "some thousand answers")]
pub fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

/// Share of right answers.
pub fn accuracy(pairs: &[Pair]) -> f64 {
    share(
        pairs.iter().filter(|(wanted, got)| wanted == got).count(),
        pairs.len(),
    )
}

/// F1 of one class.
pub fn f1(pairs: &[Pair], class: usize) -> f64 {
    let both = pairs
        .iter()
        .filter(|&&(w, g)| w == class && g == class)
        .count();
    let wanted = pairs.iter().filter(|&&(w, _)| w == class).count();
    let got = pairs.iter().filter(|&&(_, g)| g == class).count();
    share(2 * both, wanted + got)
}

/// Mean of the classes' F1, over the classes that are wanted.
pub fn macro_f1(pairs: &[Pair]) -> f64 {
    let mut classes: Vec<usize> = pairs.iter().map(|&(wanted, _)| wanted).collect();
    classes.sort_unstable();
    classes.dedup();
    let sum: f64 = classes.iter().map(|&class| f1(pairs, class)).sum();
    sum / f64::from(u32::try_from(classes.len().max(1)).unwrap_or(1))
}

/// F1 of each class, in words.
pub fn per_class(pairs: &[Pair]) -> String {
    let highest = pairs
        .iter()
        .map(|&(wanted, got)| wanted.max(got))
        .max()
        .unwrap_or(0);
    (0..=highest)
        .map(|class| {
            let wanted = pairs.iter().filter(|&&(w, _)| w == class).count();
            format!("[{class}] {:.2} of {wanted}", f1(pairs, class))
        })
        .collect::<Vec<_>>()
        .join("  ")
}
