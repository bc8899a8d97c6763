//! Which of many petitions speak of the same matter?

use std::io::{self, BufRead, Write};

use serde::{Deserialize, Serialize};

use super::{BadLine, without_mark};
use crate::duplicates::{DuplicateIndex, Fingerprint, WordCounts, likeness};
use crate::findings::Analyser;

/// Up to so many texts every pair is compared.
const FEW: usize = 3_000;
/// Beyond, each is compared with so many of the likeliest.
const MOST: usize = 30;

#[derive(Debug, Deserialize)]
struct Asked {
    #[serde(default)]
    id: serde_json::Value,
    text: String,
}

#[derive(Debug, Serialize)]
struct Pair<'a> {
    a: &'a serde_json::Value,
    b: &'a serde_json::Value,
    score: f32,
}

/// Reads `{"id", "text"}`, one a line, and writes `{"a", "b", "score"}` for every pair that may
/// speak of the same matter with at least `floor` (0 to 1), in the order of the lines. A bad line
/// is answered by `{"line", "error"}`.
pub fn duplicates(
    analyser: &Analyser,
    floor: f32,
    input: impl BufRead,
    mut output: impl Write,
) -> io::Result<()> {
    let mut ids = Vec::new();
    let mut prints = Vec::new();
    let mut counts = WordCounts::default();
    for (number, line) in input.split(b'\n').enumerate() {
        let line = line?;
        let line = without_mark(number, &line);
        if line.trim_ascii().is_empty() {
            continue;
        }
        match serde_json::from_slice::<Asked>(line) {
            Ok(asked) => {
                let print = analyser.fingerprint(&asked.text);
                counts.count(&print);
                ids.push(asked.id);
                prints.push(print);
            }
            Err(error) => {
                let bad = BadLine {
                    line: number + 1,
                    error: error.to_string(),
                };
                serde_json::to_writer(&mut output, &bad)?;
                output.write_all(b"\n")?;
            }
        }
    }
    for (a, b, score) in pairs(&prints, &counts, floor) {
        let pair = Pair {
            a: &ids[a],
            b: &ids[b],
            score: (score * 1000.0).round() / 1000.0,
        };
        serde_json::to_writer(&mut output, &pair)?;
        output.write_all(b"\n")?;
    }
    output.flush()
}

fn pairs(prints: &[Fingerprint], counts: &WordCounts, floor: f32) -> Vec<(usize, usize, f32)> {
    let mut pairs = Vec::new();
    let mut compare = |a: usize, b: usize| {
        let score = likeness(&prints[a], &prints[b], counts);
        if score >= floor {
            pairs.push((a, b, score));
        }
    };
    if prints.len() <= FEW {
        for a in 0..prints.len() {
            for b in a + 1..prints.len() {
                compare(a, b);
            }
        }
    } else {
        // Each with those that came before it, found by their telling words.
        let mut index = DuplicateIndex::default();
        for (b, print) in prints.iter().enumerate() {
            for found in index.find(print, MOST) {
                compare(found.text, b);
            }
            index.add(print);
        }
        pairs.sort_by_key(|&(a, b, _)| (a, b));
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::tests::analyser;

    #[test]
    fn pairs_above_the_floor_are_written() {
        let input = r#"{"id":"x","text":"Máy in tem chứng thực hỏng hai hôm liền ở phường"}
{"id":"y","text":"may in tem chung thuc hong 2 hom lien"}
oops
{"id":"z","text":"Đường làng nhiều ổ gà"}"#;
        let mut output = Vec::new();
        duplicates(&analyser(), 0.3, input.as_bytes(), &mut output).unwrap();
        let output = String::from_utf8(output).unwrap();
        let lines: Vec<serde_json::Value> = output
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        assert_eq!(lines.len(), 2);
        assert_eq!(lines[0]["line"], 3);
        assert_eq!((&lines[1]["a"], &lines[1]["b"]), (&"x".into(), &"y".into()));
        assert!(lines[1]["score"].as_f64().unwrap() >= 0.3);
    }
}
