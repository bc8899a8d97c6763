//! How sure must a finding be before an official is told?
//!
//! The least confidence from which at least 85 of 100 answers were right on the tuning half of the corpus, each
//! petition judged by a model that had not seen its matter (`examples/tune_confidence.rs`); `make eval` says how many
//! are right on the other half. Below it nothing is said.

/// Valid, invalid or outside the province's jurisdiction.
pub const CLASSIFICATION: f32 = 0.6;
/// The surest reason to return it.
pub const REASON: f32 = 0.6;
/// Conduct, regulation or both.
pub const KIND: f32 = 0.5;
/// Field of the catalogue.
pub const FIELD: f32 = 0.4;
/// The agency that should handle it.
pub const AGENCY: f32 = 0.7;
/// Three procedures, by the sum of their scores: that the right one is among them.
pub const PROCEDURES: f32 = 0.5;
/// How many procedures are named.
pub const MOST_PROCEDURES: usize = 3;
/// That it insults or hates.
pub const TOXIC: f32 = 0.7;
