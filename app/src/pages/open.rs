//! Pages everybody may read.

pub mod agencies;
pub mod procedures;
pub mod register;
pub mod results;
