//! How good is the analysis? One table.
//!
//! `make eval`, or `cargo run -p analysis --release --example eval`
//!
//! Figures are from texts that nothing was tuned on: the held-out half of the corpus, the odd half
//! of the questions, the test parts of the data sets. Data sets beside the repository are read
//! when they are there and never copied.

#[path = "support/confidence.rs"]
mod confidence;
#[path = "support/figures.rs"]
mod figures;
#[path = "support/generate.rs"]
mod generate;
#[path = "support/pairs.rs"]
mod pairs;
#[path = "support/personal.rs"]
mod personal;
#[path = "support/mod.rs"]
mod support;
#[path = "support/table.rs"]
mod table;

use std::collections::BTreeMap;
use std::error::Error;

use analysis::corpus::Labelled;
use analysis::duplicates::{WordCounts, likeness};
use analysis::training::TextClassifier;
use analysis::{Analyser, Petition, fold, folded_words};
use table::{Aim, Row, Table};

fn main() -> Result<(), Box<dyn Error>> {
    let analyser = support::analyser()?;
    let mut table = Table::default();
    questions(&analyser, &mut table)?;
    corpus(&analyser, &mut table)?;
    personal_data(&mut table)?;
    duplicates(&analyser, &mut table)?;
    comments(&mut table);
    sentences(&analyser, &mut table);
    table.print();
    Ok(())
}

/// Procedures and fields for questions in citizens' words.
fn questions(analyser: &Analyser, table: &mut Table) -> Result<(), Box<dyn Error>> {
    let Some(questions) = support::questions()? else {
        table.skip("citizen-queries");
        return Ok(());
    };
    let fields: BTreeMap<String, String> = support::catalogue()?
        .into_iter()
        .map(|(text, _)| (text.code, text.field))
        .collect();
    let answerable: Vec<&support::Question> = questions.iter().filter(|q| q.answerable).collect();
    // For each question: top 1, top 3, field, all of them by number of the question.
    let answers: Vec<[bool; 3]> = answerable
        .iter()
        .map(|question| {
            let hits = analyser.search().search(&question.text, 10);
            let rank = hits
                .iter()
                .position(|hit| question.codes.contains(&hit.code));
            let field = hits.first().and_then(|hit| fields.get(&hit.code));
            let wanted: Vec<&String> = question
                .codes
                .iter()
                .filter_map(|code| fields.get(code))
                .collect();
            [
                rank == Some(0),
                rank.is_some_and(|rank| rank < 3),
                field.is_some_and(|field| wanted.contains(&field)),
            ]
        })
        .collect();
    let odd: Vec<usize> = (0..answerable.len())
        .filter(|&at| answerable[at].number % 2 == 1)
        .collect();
    let all: Vec<usize> = (0..answerable.len()).collect();
    for (set, chosen) in [
        ("citizen-queries, odd half", &odd),
        ("citizen-queries, all", &all),
    ] {
        for (column, name, baseline, aim) in [
            (0, "procedure top 1", 0.607, 0.78),
            (1, "procedure top 3", 0.731, 0.88),
            (2, "field of first hit", 0.738, 0.85),
        ] {
            let right: Vec<bool> = chosen.iter().map(|&at| answers[at][column]).collect();
            table.add(Row {
                baseline: Some(("folded BM25", baseline)),
                aim: Some(Aim::AtLeast(aim)),
                ..Row::of_shares(name, set, &right)
            });
        }
    }
    let of_spelling = |bare: bool| -> Vec<bool> {
        all.iter()
            .filter(|&&at| {
                (fold(&answerable[at].text) == answerable[at].text.to_lowercase()) == bare
            })
            .map(|&at| answers[at][0])
            .collect()
    };
    let (accented, bare) = (of_spelling(false), of_spelling(true));
    table.add(Row::of_shares(
        "procedure top 1, accented",
        "citizen-queries",
        &accented,
    ));
    table.add(Row {
        aim: Some(Aim::AtLeast(table::mean(&accented) - 0.03)),
        ..Row::of_shares("procedure top 1, unaccented", "citizen-queries", &bare)
    });
    Ok(())
}

/// What is found in the held-out petitions.
fn corpus(analyser: &Analyser, table: &mut Table) -> Result<(), Box<dyn Error>> {
    let held_out = support::corpus()?.held_out;
    let mut tasks: BTreeMap<String, Vec<figures::Pair>> = BTreeMap::new();
    let mut bare_class = Vec::new();
    let (mut kept, mut marked) = (Vec::new(), Vec::new());
    let mut said: BTreeMap<&str, Vec<(f32, bool)>> = BTreeMap::new();
    for petition in &held_out {
        let findings = analyser.findings(&Petition {
            title: &petition.title,
            text: &petition.text,
        });
        for (task, wanted, got) in figures::answers(petition, &findings) {
            if task == "classification" && petition.spelling != "accented" {
                bare_class.push((wanted, got));
            }
            tasks.entry(task).or_default().push((wanted, got));
        }
        summary(petition, &findings.summary, &mut kept, &mut marked);
        for (task, score, right) in confidence::answers(petition, &findings) {
            said.entry(task).or_default().push((score, right));
        }
    }
    let set = "corpus, held out";
    let take = |task: &str| tasks.get(task).cloned().unwrap_or_default();
    let class = take("classification");
    table.add(Row {
        baseline: Some(("always valid", figures::macro_f1(&always(&class, 0)))),
        aim: Some(Aim::AtLeast(0.80)),
        ..Row::of_f1("admissibility, macro-F1", set, &class)
    });
    table.add(Row::of_f1(
        "admissibility, not fully accented",
        set,
        &bare_class,
    ));
    let kind = take("kind of two");
    table.add(Row {
        baseline: Some(("always conduct", figures::accuracy(&always(&kind, 0)))),
        aim: Some(Aim::AtLeast(0.90)),
        ..Row::of_accuracy("conduct or regulation, accuracy", set, &kind)
    });
    table.add(Row::of_f1("conduct or regulation, macro-F1", set, &kind));
    let three = take("kind");
    table.add(Row::of_accuracy("conduct, regulation or both", set, &three));
    for (name, task) in [
        ("proposal, macro-F1", "proposal"),
        ("sentiment, macro-F1", "sentiment"),
        ("urgency, macro-F1", "urgency"),
        ("toxic, macro-F1", "toxic"),
    ] {
        let pairs = take(task);
        table.add(Row {
            baseline: Some(("commonest", figures::macro_f1(&commonest(&pairs)))),
            ..Row::of_f1(name, set, &pairs)
        });
    }
    for (name, tasks) in [
        (
            "reasons, micro-F1",
            [
                "reason R01",
                "reason R02",
                "reason R03",
                "reason R05",
                "reason R06",
                "reason R07",
                "reason R08",
                "reason R10",
            ]
            .as_slice(),
        ),
        (
            "forbidden acts, micro-F1",
            [
                "act disclosure",
                "act refusal_delay",
                "act extra_papers",
                "act harassment",
                "act money",
                "act shirking",
            ]
            .as_slice(),
        ),
    ] {
        let pairs: Vec<figures::Pair> = tasks.iter().flat_map(|task| take(task)).collect();
        table.add(Row::of_measure(name, set, &pairs, |pairs| {
            figures::f1(pairs, 1)
        }));
    }
    for task in ["reason R06", "reason R07", "reason R08"] {
        table.add(Row::of_measure(
            &format!("{task}, F1"),
            set,
            &take(task),
            |pairs| figures::f1(pairs, 1),
        ));
    }
    for task in [
        "procedure top 1",
        "procedure top 3",
        "procedure top 10",
        "field",
        "agency",
    ] {
        let right: Vec<bool> = take(task)
            .iter()
            .map(|(wanted, got)| wanted == got)
            .collect();
        table.add(Row::of_shares(task, set, &right));
    }
    table.add(Row::of_shares("key sentences found", set, &kept));
    table.add(Row::of_shares("key sentences right", set, &marked));
    told(&said, table);
    Ok(())
}

/// What an official is told: how often anything at all, and how often it is right.
fn told(said: &BTreeMap<&str, Vec<(f32, bool)>>, table: &mut Table) {
    use analysis::confidence as least;
    for (task, least) in [
        ("classification", least::CLASSIFICATION),
        ("reason", least::REASON),
        ("kind", least::KIND),
        ("field", least::FIELD),
        ("agency", least::AGENCY),
        ("procedure, three", least::PROCEDURES),
    ] {
        let answers = said.get(task).cloned().unwrap_or_default();
        let shown: Vec<bool> = answers.iter().map(|(score, _)| *score >= least).collect();
        let right: Vec<bool> = answers
            .iter()
            .filter(|(score, _)| *score >= least)
            .map(|&(_, right)| right)
            .collect();
        table.add(Row::of_shares(
            &format!("{task}: sure enough to be told"),
            "corpus, held out",
            &shown,
        ));
        table.add(Row::of_shares(
            &format!("{task}: right when told"),
            "corpus, held out",
            &right,
        ));
    }
}

/// Which marked key sentences are in the summary, and which of the summary are marked.
fn summary(
    petition: &Labelled,
    summary: &[std::ops::Range<usize>],
    kept: &mut Vec<bool>,
    marked: &mut Vec<bool>,
) {
    if summary.is_empty() {
        return;
    }
    let keys: Vec<_> = petition
        .marks
        .iter()
        .filter(|mark| mark.label == "*")
        .collect();
    let meet = |a: &std::ops::Range<usize>, b: &std::ops::Range<usize>| {
        2 * a.end.min(b.end).saturating_sub(a.start.max(b.start))
            >= (a.end - a.start).min(b.end - b.start)
    };
    kept.extend(
        keys.iter()
            .map(|key| summary.iter().any(|span| meet(&key.chars, span))),
    );
    marked.extend(
        summary
            .iter()
            .map(|span| keys.iter().any(|key| meet(&key.chars, span))),
    );
}

fn personal_data(table: &mut Table) -> Result<(), Box<dyn Error>> {
    let mut per_text = Vec::new();
    for number in 0..2_000 {
        let (text, marks) = generate::petition(number);
        per_text.push(personal::compare(&text, &marks, |_, _, _| {}));
    }
    of_counts(table, "generated petitions", &per_text, true);
    let held_out = support::corpus()?.held_out;
    let per_text: Vec<personal::Counts> = held_out
        .iter()
        .map(|p| personal::compare(&p.text, &p.marks, |_, _, _| {}))
        .collect();
    of_counts(table, "corpus, held out", &per_text, false);
    let (mut found, mut letters) = (0, 0);
    for text in support::catalogue_texts()? {
        letters += text.chars().count();
        found += personal::compare(&text, &[], |_, _, _| {}).found;
    }
    table.add(Row {
        task: "false alarms per 100,000 characters".to_owned(),
        set: "catalogue's own texts".to_owned(),
        size: letters,
        figure: figures::share(found * 100_000, letters),
        interval: None,
        baseline: None,
        published: None,
        aim: Some(Aim::AtMost(2.0)),
    });
    Ok(())
}

fn of_counts(table: &mut Table, set: &str, per_text: &[personal::Counts], aimed: bool) {
    let sum = |chosen: &[&personal::Counts]| {
        let mut counts = personal::Counts::default();
        for next in chosen {
            counts.add(**next);
        }
        counts
    };
    let all: Vec<&personal::Counts> = per_text.iter().collect();
    for (name, figure, aim) in [
        (
            "personal data, recall",
            personal::Counts::recall as fn(personal::Counts) -> f64,
            0.97,
        ),
        (
            "personal data, precision",
            personal::Counts::precision,
            0.95,
        ),
    ] {
        table.add(Row {
            size: per_text.iter().map(|counts| counts.marked).sum(),
            aim: aimed.then_some(Aim::AtLeast(aim)),
            ..Row::of_resampled(name, set, &all, |chosen| figure(sum(chosen)))
        });
    }
}

fn duplicates(analyser: &Analyser, table: &mut Table) -> Result<(), Box<dyn Error>> {
    let held_out = support::corpus()?.held_out;
    let texts: Vec<String> = held_out
        .iter()
        .map(|p| format!("{}. {}", p.title, p.text))
        .collect();
    let matters: Vec<Vec<String>> = held_out.iter().map(|p| vec![p.matter.clone()]).collect();
    of_pairs(
        analyser,
        table,
        "same matter, average precision",
        "corpus, held out",
        &texts,
        &matters,
        None,
    );
    if let Some(questions) = support::questions()? {
        for (set, odd_only) in [
            ("citizen-queries, odd half", true),
            ("citizen-queries, all", false),
        ] {
            let chosen: Vec<&support::Question> = questions
                .iter()
                .filter(|q| q.answerable && (!odd_only || q.number % 2 == 1))
                .collect();
            let texts: Vec<String> = chosen.iter().map(|q| q.text.clone()).collect();
            let codes: Vec<Vec<String>> = chosen.iter().map(|q| q.codes.clone()).collect();
            of_pairs(
                analyser,
                table,
                "same procedure, average precision",
                set,
                &texts,
                &codes,
                Some(0.80),
            );
        }
    }
    Ok(())
}

fn of_pairs(
    analyser: &Analyser,
    table: &mut Table,
    task: &str,
    set: &str,
    texts: &[String],
    keys: &[Vec<String>],
    aim: Option<f64>,
) {
    let prints: Vec<_> = texts
        .iter()
        .map(|text| analyser.fingerprint(text))
        .collect();
    let mut counts = WordCounts::default();
    for print in &prints {
        counts.count(print);
    }
    let words: Vec<Vec<String>> = texts.iter().map(|text| folded_words(text)).collect();
    let ours = pairs::pairs(keys, |a, b| likeness(&prints[a], &prints[b], &counts));
    let simple = pairs::pairs(keys, |a, b| pairs::jaccard(&words[a], &words[b]));
    let all: Vec<&(f32, bool)> = ours.iter().collect();
    table.add(Row {
        baseline: Some(("folded Jaccard", pairs::average_precision(&simple))),
        aim: aim.map(Aim::AtLeast),
        ..Row::of_resampled(task, set, &all, |chosen| {
            pairs::average_precision(&chosen.iter().map(|pair| **pair).collect::<Vec<_>>())
        })
    });
}

/// Moderation: the model that ships.
fn comments(table: &mut Table) {
    let (Ok(train), Ok(dev), Ok(test)) = (
        support::comments_to_train_on(),
        support::vihsd("dev"),
        support::vihsd("test"),
    ) else {
        table.skip("ViHSD");
        return;
    };
    let mut comments = train;
    comments.extend(support::not_in_test(dev).unwrap_or_default());
    let classifier = support::comment_classifier(&comments);
    let pairs: Vec<figures::Pair> = test
        .iter()
        .map(|(text, class)| (*class, classifier.class(text)))
        .collect();
    table.add(Row {
        baseline: Some(("logistic regression", 0.614)),
        published: Some(("CafeBERT", 0.643)),
        aim: Some(Aim::AtLeast(0.64)),
        ..Row::of_f1("moderation, macro-F1", "ViHSD test", &pairs)
    });
}

/// Sentiment of sentences: the method taught on the set's training part, and the shipped model,
/// which has never seen the set.
fn sentences(analyser: &Analyser, table: &mut Table) {
    let (Some(train), Some(test)) = (support::vsfc("train"), support::vsfc("test")) else {
        table.skip("UIT-VSFC");
        return;
    };
    let classifier = TextClassifier::learn(
        &train,
        3,
        support::PASSES,
        support::PULL,
        support::SENTENCE_POWER,
    );
    let set = "UIT-VSFC test";
    let pairs: Vec<figures::Pair> = test
        .iter()
        .map(|(text, class)| (*class, classifier.class(text)))
        .collect();
    table.add(Row {
        baseline: Some(("logistic regression", 0.741)),
        published: Some(("PhoBERT", 0.833)),
        aim: Some(Aim::AtLeast(0.76)),
        ..Row::of_f1("sentiment, method taught here", set, &pairs)
    });
    let pairs: Vec<figures::Pair> = test
        .iter()
        .map(|(text, class)| {
            let found = analyser.findings(&Petition { title: "", text });
            (*class, found.sentiment.value as usize)
        })
        .collect();
    table.add(Row {
        baseline: Some(("commonest", figures::macro_f1(&commonest(&pairs)))),
        aim: Some(Aim::AtLeast(0.76)),
        ..Row::of_f1("sentiment, shipped model untaught", set, &pairs)
    });
}

fn always(pairs: &[figures::Pair], class: usize) -> Vec<figures::Pair> {
    pairs.iter().map(|&(wanted, _)| (wanted, class)).collect()
}

fn commonest(pairs: &[figures::Pair]) -> Vec<figures::Pair> {
    let class = (0..4)
        .max_by_key(|class| pairs.iter().filter(|(wanted, _)| wanted == class).count())
        .unwrap_or(0);
    always(pairs, class)
}
