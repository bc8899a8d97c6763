//! How often does the procedure search find what people ask for?
//!
//! `cargo run -p analysis --release --example eval_procedures -- <questions.tsv> [catalogue.jsonl.gz]`
//!
//! The questions are not part of this repository and are only measured with, never tuned on as a
//! whole: the even half is for tuning, the odd half and the sum are what may be reported.

use std::collections::HashMap;
use std::error::Error;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::time::Instant;

use analysis::{ProcedureSearch, ProcedureText, fold};
use flate2::read::GzDecoder;
use serde_json::Value;

struct Question {
    number: usize,
    text: String,
    accepted: Vec<String>,
}

#[derive(Default)]
struct Figures {
    asked: usize,
    top1: usize,
    top3: usize,
    top10: usize,
    field: usize,
    reciprocal: f64,
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let Some(questions) = arguments.next() else {
        println!("usage: eval_procedures <questions.tsv> [catalogue.jsonl.gz]");
        return Ok(());
    };
    let catalogue = arguments
        .next()
        .unwrap_or_else(|| "data/procedures.jsonl.gz".to_owned());
    for path in [&questions, &catalogue] {
        if !Path::new(path).exists() {
            println!("skipped: {path} is not here");
            return Ok(());
        }
    }
    let procedures = read_catalogue(&catalogue)?;
    let fields: HashMap<&str, &str> = procedures
        .iter()
        .map(|p| (p.code.as_str(), p.field.as_str()))
        .collect();
    let questions: Vec<Question> = read_questions(&questions)?
        .into_iter()
        .filter(|q| {
            q.accepted
                .iter()
                .any(|code| fields.contains_key(code.as_str()))
        })
        .collect();
    let started = Instant::now();
    let search = ProcedureSearch::new(procedures.clone());
    println!(
        "{} procedures indexed in {:.0} ms, {} questions",
        search.len(),
        started.elapsed().as_secs_f64() * 1e3,
        questions.len()
    );
    let own = std::env::args().any(|argument| argument.ends_with("procedure-questions.tsv"));
    let verbose = std::env::args().any(|argument| argument == "--misses");
    let mut groups: Vec<(&str, Figures)> = [
        "all",
        "tuned on (even)",
        "held out (odd)",
        "accented",
        "unaccented",
    ]
    .map(|name| (name, Figures::default()))
    .into();
    let mut times = Vec::new();
    for question in &questions {
        let started = Instant::now();
        let hits = search.search(&question.text, 10);
        times.push(started.elapsed());
        let rank = hits
            .iter()
            .position(|hit| question.accepted.contains(&hit.code));
        let field = hits.first().is_some_and(|hit| {
            question
                .accepted
                .iter()
                .any(|code| fields.get(code.as_str()) == fields.get(hit.code.as_str()))
        });
        let half = if question.number % 2 == 0 { 1 } else { 2 };
        let spelling = if fold(&question.text) == question.text.to_lowercase() {
            4
        } else {
            3
        };
        for group in [0, half, spelling] {
            groups[group].1.count(rank, field);
        }
        // Only the half that may be tuned on is ever shown.
        if verbose && (half == 1 || own) && rank != Some(0) {
            println!(
                "\n{} (rank {rank:?}), wanted {:?}",
                question.text, question.accepted
            );
            for hit in hits.iter().take(3) {
                let name = &procedures[hit.index].name;
                let short: String = name.chars().take(110).collect();
                println!(
                    "   {:6.2} {} {short} {:?}",
                    hit.score, hit.code, hit.matched
                );
            }
            for code in &question.accepted {
                if let Some(p) = procedures.iter().find(|p| p.code == *code) {
                    let short: String = p.name.chars().take(150).collect();
                    println!("   wanted {} {short} [{}]", p.code, p.field);
                }
            }
        }
    }
    println!(
        "{:<18} {:>5} {:>7} {:>7} {:>7} {:>7} {:>7}",
        "", "n", "top-1", "top-3", "top-10", "field", "MRR"
    );
    for (name, figures) in &groups {
        figures.print(name);
    }
    times.sort();
    println!(
        "time per question: p50 {:?}, p99 {:?}",
        times[times.len() / 2],
        times[times.len() * 99 / 100]
    );
    Ok(())
}

impl Figures {
    fn count(&mut self, rank: Option<usize>, field: bool) {
        self.asked += 1;
        self.field += usize::from(field);
        if let Some(rank) = rank {
            self.top1 += usize::from(rank < 1);
            self.top3 += usize::from(rank < 3);
            self.top10 += usize::from(rank < 10);
            self.reciprocal += 1.0 / f64::from(u16::try_from(rank + 1).unwrap_or(u16::MAX));
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "a few hundred questions")]
    fn print(&self, name: &str) {
        let of = |count: usize| 100.0 * count as f64 / self.asked.max(1) as f64;
        println!(
            "{name:<18} {:>5} {:>7.1} {:>7.1} {:>7.1} {:>7.1} {:>7.3}",
            self.asked,
            of(self.top1),
            of(self.top3),
            of(self.top10),
            of(self.field),
            self.reciprocal / self.asked.max(1) as f64
        );
    }
}

/// Reads the shipped catalogue or, with its Vietnamese keys, the national record it is made from.
fn read_catalogue(path: &str) -> Result<Vec<ProcedureText>, Box<dyn Error>> {
    let text = |record: &Value, keys: [&str; 2]| {
        keys.iter()
            .find_map(|key| record[key].as_str())
            .unwrap_or_default()
            .to_owned()
    };
    BufReader::new(GzDecoder::new(File::open(path)?))
        .lines()
        .map(|line| {
            let record: Value = serde_json::from_str(&line?)?;
            Ok(ProcedureText {
                code: text(&record, ["code", "ma_thu_tuc"]),
                name: text(&record, ["name", "ten_thu_tuc"]),
                field: text(&record, ["field", "linh_vuc"]),
                level: text(&record, ["level", "cap_thuc_hien"]),
                keywords: Vec::new(),
            })
        })
        .collect()
}

/// Reads `expect_ids`/`codes` and `q`/`question` of a table with a heading.
fn read_questions(path: &str) -> Result<Vec<Question>, Box<dyn Error>> {
    let mut lines = BufReader::new(File::open(path)?).lines();
    let heading = lines.next().transpose()?.unwrap_or_default();
    let column = |names: [&str; 2]| {
        let place = heading.split('\t').position(|name| names.contains(&name));
        place.ok_or_else(|| format!("{path} has no column {names:?}"))
    };
    let (codes, text) = (column(["expect_ids", "codes"])?, column(["q", "question"])?);
    let mut questions = Vec::new();
    for (number, line) in lines.enumerate() {
        let line = line?;
        let columns: Vec<&str> = line.split('\t').collect();
        if let (Some(codes), Some(text)) = (columns.get(codes), columns.get(text)) {
            questions.push(Question {
                number: number + 1,
                text: (*text).to_owned(),
                accepted: codes
                    .split(',')
                    .filter(|c| !c.is_empty())
                    .map(str::to_owned)
                    .collect(),
            });
        }
    }
    Ok(questions)
}
