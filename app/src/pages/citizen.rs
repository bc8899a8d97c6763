//! Pages of those who send.

pub mod case;
mod draft;
pub mod home;
pub mod receipt;
pub mod send;
pub mod track;
