//! Pages everybody may read.

pub mod agencies;
pub mod agency;
mod chart;
pub mod procedure;
pub mod procedures;
pub mod publication;
pub mod register;
pub mod results;
pub mod statistics;
pub mod topics;
