//! Pages of administrators.

pub mod learning;
