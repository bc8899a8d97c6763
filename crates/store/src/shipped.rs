//! Which catalogues are inside the program?

use std::io::{BufRead, BufReader};

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
