//! What does the public see of a petition? Always a text of its own: the original stays sealed.

use serde::{Deserialize, Serialize};

use crate::status::Status;

/// The redacted text that goes public.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicText {
    /// Redacted title.
    pub title: String,
    /// Redacted question.
    pub body: String,
    /// Redacted answer.
    pub answer: String,
}

/// Who may count a petition among what people speak of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// Nobody: its sender took it back.
    Nobody,
    /// Officials at the desk.
    Desk,
    /// Everybody.
    Public,
}

impl Audience {
    /// Who may count a petition.
    ///
    /// The public counts what an official has read and taken up or passed on. Left out is what nobody has read yet,
    /// what was returned (insults, trials, what is no petition), what is answered privately or hidden, and what is
    /// counted with another petition already.
    pub const fn of(status: Status, hidden: bool) -> Self {
        match status {
            Status::Withdrawn => Self::Nobody,
            Status::Accepted
            | Status::ReferredOut
            | Status::Assigned
            | Status::Processing
            | Status::Studying
            | Status::AwaitingApproval
            | Status::Answered
            | Status::Published
                if !hidden =>
            {
                Self::Public
            }
            _ => Self::Desk,
        }
    }

    /// The stable number: who may count more has a higher one.
    pub const fn rank(self) -> i64 {
        match self {
            Self::Nobody => 0,
            Self::Desk => 1,
            Self::Public => 2,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everybody_counts_only_what_was_read_and_taken_up() {
        let counted: Vec<_> = Status::ALL
            .into_iter()
            .filter(|status| Audience::of(*status, false) == Audience::Public)
            .map(Status::code)
            .collect();
        assert_eq!(
            counted,
            [
                "accepted",
                "referred_out",
                "assigned",
                "processing",
                "studying",
                "awaiting_approval",
                "answered",
                "published"
            ]
        );
        for status in Status::ALL {
            assert!(Audience::of(status, true) < Audience::Public, "{status:?}");
        }
        assert_eq!(Audience::of(Status::Withdrawn, false), Audience::Nobody);
        assert_eq!(Audience::of(Status::Merged, false), Audience::Desk);
    }
}
