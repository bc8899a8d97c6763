//! Which petitions of the corpus are held out?
//!
//! `cargo run -p analysis --example split_corpus -- crates/analysis/corpus`
//!
//! Run once, when the corpus was complete; refuses to run again. Petitions about the same matter
//! stay together, and so do near misses of it; each class is halved.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use analysis::corpus::{Labelled, read};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(
        std::env::args()
            .nth(1)
            .ok_or("usage: split_corpus <folder>")?,
    );
    let target = folder.join("held-out.txt");
    if target.exists() {
        return Err("the corpus is split already".into());
    }
    let mut groups: BTreeMap<String, Vec<Labelled>> = BTreeMap::new();
    for petition in petitions(&folder)? {
        let stem = petition
            .matter
            .trim_end_matches(|c: char| c.is_ascii_digit() || c == '-')
            .to_owned();
        groups.entry(stem).or_default().push(petition);
    }
    // The groups of one class, in an order that has nothing to do with who wrote them or what
    // they are about.
    let mut strata: BTreeMap<String, Vec<(u64, Vec<Labelled>)>> = BTreeMap::new();
    for (stem, group) in groups {
        let class = group[0].classification.clone();
        strata
            .entry(class)
            .or_default()
            .push((shuffle(&stem), group));
    }
    let mut held_out = Vec::new();
    for (class, mut groups) in strata {
        groups.sort_by_key(|(place, group)| (std::cmp::Reverse(group.len()), *place));
        let mut counts = [0_usize; 2];
        for (_, group) in groups {
            let half = usize::from(counts[1] < counts[0]);
            counts[half] += group.len();
            if half == 1 {
                held_out.extend(group.into_iter().map(|petition| petition.id));
            }
        }
        println!("{class}: {} to tune on, {} held out", counts[0], counts[1]);
    }
    held_out.sort();
    fs::write(&target, held_out.join("\n") + "\n")?;
    Ok(())
}

fn petitions(folder: &Path) -> Result<Vec<Labelled>, Box<dyn Error>> {
    let mut all = Vec::new();
    for name in ["a", "b", "c", "d"] {
        let file = fs::File::open(folder.join(format!("{name}.jsonl")))?;
        all.extend(
            read(std::io::BufReader::new(file)).map_err(|error| format!("{name}: {error}"))?,
        );
    }
    Ok(all)
}

/// FNV-1a.
fn shuffle(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
