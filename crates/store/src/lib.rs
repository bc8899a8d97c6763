//! The record: petitions and their log, officials, sessions and catalogues, on SQLite or PostgreSQL.
//!
//! One verb, one transaction: the row, its event, its deadlines and its jobs are written together or not at all.

pub mod access_log;
pub mod answers;
pub mod board;
pub mod calendar;
pub mod cases;
pub mod catalogue;
pub mod clock;
pub mod db;
pub mod deadlines;
pub mod demo;
pub mod dialect;
pub mod error;
pub mod events;
pub mod import;
pub mod jobs;
pub mod models;
pub mod officials;
pub mod petitions;
pub mod procedures;
pub mod register;
pub mod search;
pub mod secrets;

pub mod sessions;
pub mod shipped;
pub mod statistics;
pub mod succession;
pub mod suggestions;
pub mod throttle;
pub mod topics;
pub mod verify_log;

mod store;

pub use error::StoreError;
pub use store::{NOTIFY_CHANNEL, Store};
