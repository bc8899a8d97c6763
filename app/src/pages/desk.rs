//! Pages of officials.

pub mod advice;
pub mod board;
pub mod case;
pub mod on_behalf;
pub mod report;
pub mod sign_in;
pub mod topics;
pub mod verbs;
