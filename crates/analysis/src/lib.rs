//! Vietnamese text in, findings out.
//!
//! Everything here is deterministic, runs on the processor at hand and asks no outside service.
//! A finding advises: it says what in the text it rests on, and a person decides.
//! Offsets count Unicode characters of the text that was passed in, never bytes.

pub mod admissibility;
pub mod competence;
pub mod confidence;
pub mod corpus;
mod cues;
pub mod door;
pub mod duplicates;
mod features;
pub mod findings;
pub mod fold;
mod hash;
pub mod highlight;
pub mod model;
pub mod normalise;
pub mod personal_data;
pub mod procedures;
mod reading;
pub mod similar;
mod summary;
mod syllable;
pub mod topics;
pub mod training;

pub use admissibility::{Hint, MissingFact, Part, Reason, Writing, hints, missing_facts};
pub use competence::{CatalogueError, Competence};
pub use findings::{Analyser, Findings, Label, Petition, Scored};
pub use fold::{
    exact_key, exact_words, fold, folded_text, folded_words, nfc, normalise_tone_placement, words,
};
pub use highlight::{Mark, Snippet, highlight, snippet};
pub use model::{Act, Adaptation, Model, Task, Versions};
pub use normalise::{Normalised, normalise};
pub use personal_data::{PersonalData, Span};
pub use procedures::{ProcedureHit, ProcedureSearch, ProcedureText};
pub use similar::{Similar, SimilarIndex, similarity};
