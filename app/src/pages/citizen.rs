//! Pages of those who send.

pub mod case;
mod check;
mod draft;
pub mod home;
pub mod receipt;
pub mod send;
pub mod track;
