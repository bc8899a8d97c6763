//! What is answered for each petition?

use std::io::{self, BufRead, Write};
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::{BadLine, without_mark};
use crate::findings::{
    Analyser, Classification, Findings, Kind, Petition, ReasonFound, Scored, Sentiment, Urgency,
};

/// A petition as it comes in. Other members are allowed and not looked at; `channel` is one.
#[derive(Debug, Deserialize)]
struct Asked {
    #[serde(default)]
    id: serde_json::Value,
    #[serde(default)]
    title: Option<String>,
    text: String,
}

/// What is answered for one petition. Offsets count Unicode characters of its `text`.
#[derive(Debug, Serialize)]
pub struct Answer {
    id: serde_json::Value,
    procedures: Vec<Procedure>,
    field: Option<Scored<String>>,
    agency: Option<Scored<String>>,
    classification: Scored<Classification>,
    reasons: Vec<ReasonFound>,
    kind: Scored<Kind>,
    proposal: bool,
    acts: Vec<Scored<&'static str>>,
    personal_data: Vec<Part>,
    sentiment: Scored<Sentiment>,
    toxic: Scored<bool>,
    urgency: Scored<Urgency>,
    summary: Vec<[usize; 2]>,
    /// `không đủ thông tin` when there is too little to say anything.
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'static str>,
}

#[derive(Debug, Serialize)]
struct Procedure {
    code: String,
    score: f32,
    /// The words that decided, as written.
    words: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Part {
    start: usize,
    end: usize,
    r#type: &'static str,
}

impl Answer {
    /// The answer for a petition with an id.
    pub fn new(id: serde_json::Value, findings: Findings) -> Self {
        let note = (!findings.enough_information).then_some("không đủ thông tin");
        Self {
            id,
            procedures: findings
                .procedures
                .into_iter()
                .map(|hit| Procedure {
                    code: hit.code,
                    score: rounded(hit.score),
                    words: hit.matched,
                })
                .collect(),
            field: findings.field.map(shortened),
            agency: findings.agency.map(shortened),
            classification: shortened(findings.classification),
            reasons: findings
                .reasons
                .into_iter()
                .map(|reason| ReasonFound {
                    score: rounded(reason.score),
                    ..reason
                })
                .collect(),
            kind: shortened(findings.kind),
            proposal: findings.proposal.value,
            acts: findings
                .acts
                .into_iter()
                .map(|act| Scored {
                    value: act.value.code(),
                    score: rounded(act.score),
                })
                .collect(),
            personal_data: findings
                .personal_data
                .into_iter()
                .map(|span| Part {
                    start: span.start,
                    end: span.end,
                    r#type: span.kind.code(),
                })
                .collect(),
            sentiment: shortened(findings.sentiment),
            toxic: shortened(findings.toxic),
            urgency: shortened(findings.urgency),
            summary: findings
                .summary
                .into_iter()
                .map(|Range { start, end }| [start, end])
                .collect(),
            note,
        }
    }
}

fn shortened<T>(scored: Scored<T>) -> Scored<T> {
    Scored {
        score: rounded(scored.score),
        ..scored
    }
}

/// Three digits: more would promise what no score holds.
fn rounded(score: f32) -> f32 {
    (score * 1000.0).round() / 1000.0
}

/// Reads petitions `{"id", "title", "text", "channel"}`, one a line, and writes one answer a line,
/// in order. A bad line is answered by `{"line", "error"}`; empty lines are passed over.
pub fn analyse(analyser: &Analyser, input: impl BufRead, mut output: impl Write) -> io::Result<()> {
    for (number, line) in input.split(b'\n').enumerate() {
        let line = line?;
        let line = without_mark(number, &line);
        if line.trim_ascii().is_empty() {
            continue;
        }
        match serde_json::from_slice::<Asked>(line) {
            Ok(asked) => {
                let findings = analyser.findings(&Petition {
                    title: asked.title.as_deref().unwrap_or_default(),
                    text: &asked.text,
                });
                serde_json::to_writer(&mut output, &Answer::new(asked.id, findings))?;
            }
            Err(error) => serde_json::to_writer(
                &mut output,
                &BadLine {
                    line: number + 1,
                    error: error.to_string(),
                },
            )?,
        }
        output.write_all(b"\n")?;
    }
    output.flush()
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::findings::tests::analyser;

    fn answered(input: &[u8]) -> Vec<Value> {
        let mut output = Vec::new();
        analyse(&analyser(), input, &mut output).unwrap();
        String::from_utf8(output)
            .unwrap()
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }

    #[test]
    fn every_line_is_answered_in_order() {
        let input = "\u{feff}{\"id\":\"a\",\"title\":\"Khai sinh\",\"text\":\"Đăng ký khai sinh, gọi 0912 345 678\",\"channel\":\"web\"}\n\
                     not json\n\n{\"id\":7,\"text\":\"\"}\n{\"id\":\"c\"}\n";
        let lines = answered(input.as_bytes());
        assert_eq!(lines.len(), 4);
        let first = &lines[0];
        assert_eq!(first["id"], "a");
        assert_eq!(first["procedures"][0]["code"], "1.001193");
        assert_eq!(first["field"]["value"], "Hộ tịch");
        assert_eq!(first["personal_data"][0]["type"], "PHONE");
        assert_eq!(first["personal_data"][0]["start"], 23);
        assert_eq!(first["personal_data"][0]["end"], 35);
        for key in [
            "agency",
            "classification",
            "reasons",
            "kind",
            "proposal",
            "sentiment",
            "toxic",
            "urgency",
            "summary",
        ] {
            assert!(first.get(key).is_some(), "{key}");
        }
        assert!(first.get("note").is_none());
        assert_eq!(lines[1]["line"], 2);
        assert_eq!(lines[2]["id"], 7);
        assert_eq!(lines[2]["note"], "không đủ thông tin");
        assert_eq!(lines[3]["line"], 5);
    }

    #[test]
    fn bytes_that_are_no_text_stop_nothing() {
        let lines = answered(b"\xff\xfe\n{\"id\":1,\"text\":\"khai sinh\\u0000\"}\n");
        assert_eq!(lines[0]["line"], 1);
        assert_eq!(lines[1]["id"], 1);
    }
}
