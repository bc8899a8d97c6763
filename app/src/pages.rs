//! The pages, by who reads them.

pub mod admin;
pub mod citizen;
pub mod desk;
pub mod not_found;
pub mod open;
