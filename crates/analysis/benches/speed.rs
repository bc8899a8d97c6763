//! How fast is the analysis?
//!
//! `cargo bench -p analysis` measures one petition of 600 characters against the shipped catalogue
//! and 100,000 earlier petitions, and prints how much memory the model and the index take.

#[path = "../examples/support/generate.rs"]
mod generate;
#[path = "../examples/support/mod.rs"]
mod support;

use std::hint::black_box;
use std::time::{Duration, Instant};

use analysis::duplicates::DuplicateIndex;
use analysis::topics::Topics;
use analysis::{Analyser, Petition};
use criterion::{Criterion, criterion_group, criterion_main};

/// Shows what the analysis itself costs; the server keeps the system's, which takes less memory.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const EARLIER: u64 = 100_000;

/// A petition of about 600 characters.
fn petition(number: u64) -> String {
    let mut text = String::new();
    let mut part = number;
    while text.chars().count() < 600 {
        text.push_str(&generate::petition(part).0);
        text.push(' ');
        part += 7_919;
    }
    text.chars().take(600).collect()
}

fn speed(criterion: &mut Criterion) {
    let analyser = support::analyser().expect("the catalogues are there");
    let texts: Vec<String> = (0..200)
        .map(|number| petition(number + 5_000_000))
        .collect();
    analyser.findings(&Petition {
        title: "",
        text: &texts[0],
    });
    let mut next = texts.iter().cycle();
    criterion.bench_function("findings of 600 characters", |bencher| {
        bencher.iter(|| {
            let text = next.next().expect("a cycle has no end");
            black_box(analyser.findings(&Petition {
                title: "Phản ánh",
                text,
            }))
        });
    });
    let index = earlier(&analyser);
    criterion.bench_function("findings and duplicates among 100,000", |bencher| {
        bencher.iter(|| {
            black_box(all(
                &analyser,
                &index,
                next.next().expect("a cycle has no end"),
            ))
        });
    });
    let mut times: Vec<Duration> = (0..2_000)
        .map(|_| {
            let text = next.next().expect("a cycle has no end");
            let started = Instant::now();
            black_box(all(&analyser, &index, text));
            started.elapsed()
        })
        .collect();
    times.sort_unstable();
    println!(
        "findings and duplicates: p50 {:?}, p99 {:?}",
        times[1_000], times[1_980]
    );
    println!(
        "memory: model {:.1} MB, index of {} petitions {:.1} MB",
        megabytes(analyser.model().size()),
        index.len(),
        megabytes(index.size())
    );
}

fn all(analyser: &Analyser, index: &DuplicateIndex, text: &str) -> usize {
    let (findings, fingerprint) = analyser.findings_and_fingerprint(&Petition {
        title: "Phản ánh",
        text,
    });
    let alike = index.find(&fingerprint, 10);
    findings.personal_data.len() + alike.len()
}

fn earlier(analyser: &Analyser) -> DuplicateIndex {
    let mut index = DuplicateIndex::default();
    let mut topics = Topics::default();
    let mut prints = Duration::ZERO;
    let mut clustering = Duration::ZERO;
    for number in 0..EARLIER {
        let (text, _) = generate::petition(number);
        let started = Instant::now();
        let print = analyser.fingerprint(&text);
        let read = Instant::now();
        topics.add(&text, &print);
        clustering += read.elapsed();
        prints += read - started;
        index.add(&print);
    }
    println!(
        "100,000 petitions: {:.1} s to read, {:.1} s to put into {} topics",
        prints.as_secs_f64(),
        clustering.as_secs_f64(),
        topics.largest().len()
    );
    index.compact();
    index
}

#[expect(clippy::cast_precision_loss, reason = "some million bytes")]
fn megabytes(bytes: usize) -> f64 {
    bytes as f64 / 1e6
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(30);
    targets = speed
}
criterion_main!(benches);
