//! What does an official's board show, and what travels to it when something changes?

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::deadline::Clock;
use crate::petition::{Channel, Flags};
use crate::status::Status;

/// One column of the board.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Column {
    /// Submitted and supplemented.
    Intake,
    /// Waiting for the sender.
    Waiting,
    /// Accepted, to be assigned.
    ToAssign,
    /// Assigned, not taken up.
    Assigned,
    /// In progress and under study.
    Processing,
    /// Waiting for approval.
    Approval,
    /// Answered, to be published.
    ToPublish,
    /// Closed lately.
    Done,
}

impl Column {
    /// Every column, left to right.
    pub const ALL: [Self; 8] = [
        Self::Intake,
        Self::Waiting,
        Self::ToAssign,
        Self::Assigned,
        Self::Processing,
        Self::Approval,
        Self::ToPublish,
        Self::Done,
    ];

    /// The column of a status.
    pub const fn of(status: Status) -> Self {
        match status {
            Status::Submitted | Status::Resubmitted => Self::Intake,
            Status::NeedInfo => Self::Waiting,
            Status::Accepted => Self::ToAssign,
            Status::Assigned => Self::Assigned,
            Status::Processing | Status::Studying => Self::Processing,
            Status::AwaitingApproval => Self::Approval,
            Status::Answered => Self::ToPublish,
            Status::Rejected
            | Status::ReferredOut
            | Status::Published
            | Status::AnsweredPrivate
            | Status::Withdrawn
            | Status::Merged => Self::Done,
        }
    }

    /// The statuses in the column.
    pub fn statuses(self) -> Vec<Status> {
        Status::ALL
            .into_iter()
            .filter(|status| Self::of(*status) == self)
            .collect()
    }

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Intake => "intake",
            Self::Waiting => "waiting",
            Self::ToAssign => "to_assign",
            Self::Assigned => "assigned",
            Self::Processing => "processing",
            Self::Approval => "approval",
            Self::ToPublish => "to_publish",
            Self::Done => "done",
        }
    }
}

/// One clock as a card shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClockView {
    /// Whose clock.
    pub clock: Clock,
    /// When it is due.
    pub due_at: DateTime<Utc>,
    /// When it was met.
    pub met_at: Option<DateTime<Utc>>,
    /// Since when it is paused.
    pub paused_at: Option<DateTime<Utc>>,
    /// For the stylesheet: `due`, `today`, `overdue`, `paused`, `met`.
    pub standing: String,
    /// In words: "còn 3 ngày làm việc".
    pub words: String,
}

/// One petition on the board.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// Record code, the name it has at the desk and in its address.
    pub code: String,
    /// One line.
    pub title: String,
    /// Where it stands.
    pub status: Status,
    /// How it came in.
    pub channel: Channel,
    /// Name of the procedure.
    pub procedure: Option<String>,
    /// Field.
    pub field: Option<String>,
    /// Commune code.
    pub area_code: Option<String>,
    /// Slug of the lead agency.
    pub agency_slug: Option<String>,
    /// Its name today.
    pub agency: Option<String>,
    /// Name of the official working on it.
    pub handler: Option<String>,
    /// When it was received.
    pub received_at: DateTime<Utc>,
    /// When it last changed.
    pub changed_at: DateTime<Utc>,
    /// The citizen's clock.
    pub citizen: Option<ClockView>,
    /// The unit's next clock.
    pub unit: Option<ClockView>,
    /// Marks.
    pub flags: Flags,
    /// Second round.
    pub round: u8,
    /// Version for the verbs.
    pub row_version: i64,
    /// What is suggested at intake, in a few words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub advice: Option<String>,
}

/// A change on its way to open boards.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoardChange {
    /// Position in the log.
    pub seq: i64,
    /// Record code of the petition.
    pub code: String,
    /// The card as it is now; none when it is not for this reader any more.
    pub card: Option<Card>,
    /// What happened, in a few words.
    pub what: String,
    /// Nothing happened: the card only looks different now.
    #[serde(default)]
    pub redrawn: bool,
}

/// Which petitions a board or list shows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct BoardFilter {
    /// Words to search for.
    pub q: String,
    /// Slug of the lead agency.
    pub agency: String,
    /// Field.
    pub field: String,
    /// Commune code.
    pub area: String,
    /// `today`, `soon` (within three days) or `overdue`.
    pub due: String,
    /// `1`: taken up by the reader.
    pub mine: String,
    /// Code of the column of which more is shown.
    pub more: String,
}

impl BoardFilter {
    /// Whether nothing is filtered.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A column with its first cards.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoardColumn {
    /// Which.
    pub column: Column,
    /// All in it, up to a thousand.
    pub count: i64,
    /// The most urgent first; the latest first in `done`.
    pub cards: Vec<Card>,
}

/// A board as it stands at a place in the log.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Board {
    /// Changes after this place are not in it.
    pub seq: i64,
    /// Left to right.
    pub columns: Vec<BoardColumn>,
}
