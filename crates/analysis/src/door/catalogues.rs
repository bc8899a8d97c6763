//! How does an analyser come about from the files that ship?

use std::collections::BTreeMap;
use std::io::BufRead;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::competence::{CatalogueError, Competence};
use crate::findings::Analyser;
use crate::procedures::ProcedureText;

/// What of a line of the catalogue the analysis needs.
#[derive(Debug, Deserialize)]
struct Record {
    code: String,
    name: String,
    #[serde(default)]
    field: Option<String>,
    #[serde(default)]
    level: Option<String>,
    #[serde(default)]
    ministry: Option<String>,
}

/// What people say of procedures: titles and key sentences of petitions by the code they were decided to be about.
pub type LearnedWords = BTreeMap<String, Vec<String>>;

/// What the petitions say that were written to train with; `train` makes the file.
pub fn shipped_words() -> &'static LearnedWords {
    static WORDS: LazyLock<LearnedWords> = LazyLock::new(|| {
        serde_json::from_str(include_str!("../../model/procedure-words.json")).unwrap_or_default()
    });
    &WORDS
}

/// An analyser with the shipped model over a catalogue (`procedures.jsonl`, unpacked), the table
/// of agencies (`agencies.json`) and the areas (`areas.json`), as they are on a day
/// (`YYYY-MM-DD`).
pub fn analyser(
    procedures: impl BufRead,
    agencies: &str,
    areas: &str,
    day: &str,
) -> Result<Analyser, CatalogueError> {
    analyser_knowing(procedures, agencies, areas, day, shipped_words())
}

/// The same; its search knows these words of people for procedures and no others.
pub fn analyser_knowing(
    procedures: impl BufRead,
    agencies: &str,
    areas: &str,
    day: &str,
    words: &LearnedWords,
) -> Result<Analyser, CatalogueError> {
    let failed = |error| CatalogueError {
        file: "procedures.jsonl",
        error,
    };
    let mut catalogue = Vec::new();
    for line in procedures.lines() {
        let line = line.map_err(|error| failed(serde_json::Error::io(error)))?;
        let record: Record = serde_json::from_str(&line).map_err(failed)?;
        catalogue.push((
            ProcedureText {
                keywords: words.get(&record.code).cloned().unwrap_or_default(),
                code: record.code,
                name: record.name,
                field: record.field.unwrap_or_default(),
                level: record.level.unwrap_or_default(),
            },
            record.ministry.unwrap_or_default(),
        ));
    }
    Ok(Analyser::new(
        catalogue,
        Competence::read(agencies, areas, day)?,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_ship_for_procedures_of_the_catalogue() {
        let known = shipped_words();
        assert!(known.len() > 100, "{}", known.len());
        assert!(known.values().flatten().all(|words| !words.contains('⟦')));
    }

    #[test]
    fn a_broken_catalogue_is_named() {
        let error = analyser(&b"{}"[..], "{}", "[]", "2026-09-01").unwrap_err();
        assert!(error.to_string().starts_with("procedures.jsonl"), "{error}");
    }
}
