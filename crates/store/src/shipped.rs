//! Which catalogues are inside the program?

use std::io::{BufRead, BufReader};

use analysis::door::LearnedWords;
use analysis::{Analyser, CatalogueError};
use chrono::NaiveDate;
use flate2::read::GzDecoder;

pub(crate) static PROCEDURES: &[u8] = include_bytes!("../../../data/procedures.jsonl.gz");

/// Agencies, successions and competences, as in `data/agencies.json`.
pub static AGENCIES: &str = include_str!("../../../data/agencies.json");

/// Communes and what became of the old ones, as in `data/areas.json`.
pub static AREAS: &str = include_str!("../../../data/areas.json");

/// The lines of `data/procedures.jsonl.gz`, unpacked while they are read.
pub fn procedures() -> impl BufRead {
    BufReader::new(GzDecoder::new(PROCEDURES))
}

/// An analyser over these catalogues as they are on a day, with the model that ships.
///
/// # Errors
/// When one of them cannot be read.
pub fn analyser(day: NaiveDate) -> Result<Analyser, CatalogueError> {
    analyser_knowing(day, &LearnedWords::new())
}

/// The same; its search also knows what people of a place say of procedures.
///
/// # Errors
/// When one of them cannot be read.
pub fn analyser_knowing(day: NaiveDate, words: &LearnedWords) -> Result<Analyser, CatalogueError> {
    let day = day.to_string();
    let mut known = analysis::door::shipped_words().clone();
    for (code, said) in words {
        known
            .entry(code.clone())
            .or_default()
            .extend_from_slice(said);
    }
    let analyser = analysis::door::analyser_knowing(procedures(), AGENCIES, AREAS, &day, &known)?;
    // The first question builds the tables; nobody should wait for them.
    analyser.search().search("khai sinh", 1);
    Ok(analyser)
}
