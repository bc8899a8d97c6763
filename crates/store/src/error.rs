//! What can go wrong in the record?

use std::path::PathBuf;

use chrono::{DateTime, NaiveDate, Utc};
use domain::deadline::{Clock, DeadlineError, Step};
use domain::event::Event;
use domain::refusal::Refusal;
use thiserror::Error;

/// Why the store did not do what it was asked.
#[derive(Debug, Error)]
pub enum StoreError {
    /// The rules refuse it.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// Somebody else changed the petition in between.
    #[error("changed in between: now version {current}")]
    Conflict {
        /// The version now.
        current: i64,
        /// What happened since the version it was decided on.
        since: Vec<Event>,
    },
    /// There is no such thing, or it is not for this person.
    #[error("not found")]
    NotFound,
    /// Too many wrong tries.
    #[error("blocked until {until}")]
    Throttled {
        /// When it may be tried again.
        until: DateTime<Utc>,
    },
    /// Code and PIN, or user name and password, do not match.
    #[error("wrong credentials")]
    WrongCredentials,
    /// A row that cannot be: the database was changed by other hands or by a fault.
    #[error("inconsistent {table}.{column} in row {row}")]
    Inconsistent {
        /// Table.
        table: &'static str,
        /// Column.
        column: &'static str,
        /// Which row.
        row: String,
    },
    /// A catalogue cannot be read.
    #[error("catalogue {file}: {problem}")]
    Catalogue {
        /// Which file.
        file: String,
        /// What is wrong with it.
        problem: String,
    },
    /// A folder or file cannot be made or read.
    #[error("{}: {error}", folder.display())]
    Folder {
        /// Which.
        folder: PathBuf,
        /// Why.
        error: std::io::Error,
    },
    /// A deadline cannot be given or changed.
    #[error("deadline: {0}")]
    Deadline(#[from] DeadlineError),
    /// The province has no rule for a step that must have a deadline.
    #[error("no rule for {step:?} by the {clock:?} clock on {on}")]
    NoRule {
        /// Whose clock.
        clock: Clock,
        /// Which step.
        step: Step,
        /// On which day.
        on: NaiveDate,
    },
    /// The program stopped before it was known whether the submission was stored; the same key tells.
    #[error("interrupted")]
    Interrupted,
    /// A password cannot be hashed.
    #[error("password: {0}")]
    Password(String),
    /// The database itself.
    #[error(transparent)]
    Database(#[from] sqlx::Error),
    /// Bringing the tables up to date failed.
    #[error(transparent)]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// A value cannot be written as JSON.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
}

impl StoreError {
    /// An impossible row.
    pub(crate) fn inconsistent(
        table: &'static str,
        column: &'static str,
        row: impl std::fmt::Display,
    ) -> Self {
        Self::Inconsistent {
            table,
            column,
            row: row.to_string(),
        }
    }
}
