//! What happened to a petition, in the order it happened: the truth that everything else is read from.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::action::{Action, Signature, Verb};
use crate::id::PetitionId;
use crate::status::Status;

/// One entry of the log. Never changed, never removed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// Position in the whole log, from 1, without gaps.
    pub seq: i64,
    /// Whose.
    pub petition_id: PetitionId,
    /// Position in the petition's own log, from 1, without gaps.
    pub petition_seq: i64,
    /// When.
    pub at: DateTime<Utc>,
    /// By whom, as named at the time.
    pub by: Signature,
    /// The state before; none for the first.
    pub from: Option<Status>,
    /// The state after.
    pub to: Status,
    /// What was done, with all it carried.
    pub action: Action,
}

impl Event {
    /// What was done.
    pub const fn verb(&self) -> Verb {
        self.action.verb()
    }
}
