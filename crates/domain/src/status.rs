//! In which state is a petition, and what does that state carry? (domain table §9.1)

use serde::{Deserialize, Serialize};

use crate::admissibility::Reason;
use crate::id::{AgencyId, OfficialId, PetitionId};
use crate::lang::Lang;

/// The name of a state, without what it carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Sent, waiting for intake.
    Submitted,
    /// Intake asked the sender for more.
    NeedInfo,
    /// The sender added what was asked for.
    Resubmitted,
    /// Inadmissible and returned to the sender.
    Rejected,
    /// Admissible; the competent agency is being determined.
    Accepted,
    /// Outside the province's competence and passed on.
    ReferredOut,
    /// Passed to a lead agency.
    Assigned,
    /// An official of the lead agency is working on it.
    Processing,
    /// Not enough grounds yet; collected and studied further (Decree 20/2008 Art. 14.2.b).
    Studying,
    /// An answer waits for the approval of another person.
    AwaitingApproval,
    /// Answered; waiting to be published.
    Answered,
    /// Question and answer are public.
    Published,
    /// Answered to the sender only.
    AnsweredPrivate,
    /// Taken back by the sender.
    Withdrawn,
    /// The same matter as another petition; follows it.
    Merged,
}

impl Status {
    /// Every status, in the order of a petition's life.
    pub const ALL: [Self; 15] = [
        Self::Submitted,
        Self::NeedInfo,
        Self::Resubmitted,
        Self::Rejected,
        Self::Accepted,
        Self::ReferredOut,
        Self::Assigned,
        Self::Processing,
        Self::Studying,
        Self::AwaitingApproval,
        Self::Answered,
        Self::Published,
        Self::AnsweredPrivate,
        Self::Withdrawn,
        Self::Merged,
    ];

    /// The stable code used in databases, addresses and exports.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Submitted => "submitted",
            Self::NeedInfo => "need_info",
            Self::Resubmitted => "resubmitted",
            Self::Rejected => "rejected",
            Self::Accepted => "accepted",
            Self::ReferredOut => "referred_out",
            Self::Assigned => "assigned",
            Self::Processing => "processing",
            Self::Studying => "studying",
            Self::AwaitingApproval => "awaiting_approval",
            Self::Answered => "answered",
            Self::Published => "published",
            Self::AnsweredPrivate => "answered_private",
            Self::Withdrawn => "withdrawn",
            Self::Merged => "merged",
        }
    }

    /// Reads a stable code back.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.code() == code)
    }

    /// What officials call the state.
    pub const fn label(self, lang: Lang) -> &'static str {
        let (vi, en) = match self {
            Self::Submitted => ("Chờ tiếp nhận", "Awaiting intake"),
            Self::NeedInfo => ("Chờ bổ sung", "Awaiting the sender"),
            Self::Resubmitted => ("Đã bổ sung", "Supplemented"),
            Self::Rejected => ("Đã trả lại", "Returned"),
            Self::Accepted => ("Chờ chuyển", "To be assigned"),
            Self::ReferredOut => ("Đã chuyển bộ, ngành", "Referred out"),
            Self::Assigned => ("Đã chuyển đơn vị", "Assigned"),
            Self::Processing => ("Đang xử lý", "In progress"),
            Self::Studying => ("Đang nghiên cứu thêm", "Under study"),
            Self::AwaitingApproval => ("Chờ duyệt trả lời", "Awaiting approval"),
            Self::Answered => ("Chờ công khai", "To be published"),
            Self::Published => ("Đã công khai", "Published"),
            Self::AnsweredPrivate => ("Trả lời riêng", "Answered privately"),
            Self::Withdrawn => ("Người gửi rút", "Withdrawn"),
            Self::Merged => ("Đã gộp", "Merged"),
        };
        match lang {
            Lang::Vi => vi,
            Lang::En => en,
        }
    }

    /// Whether somebody in the administration still owes the sender something before the answer.
    pub const fn is_open(self) -> bool {
        matches!(
            self,
            Self::Submitted
                | Self::NeedInfo
                | Self::Resubmitted
                | Self::Accepted
                | Self::Assigned
                | Self::Processing
                | Self::Studying
                | Self::AwaitingApproval
        )
    }

    /// Whether the sender has an answer.
    pub const fn has_answer(self) -> bool {
        matches!(
            self,
            Self::Answered | Self::Published | Self::AnsweredPrivate
        )
    }
}

/// Who handles a petition: one lead (chủ trì) and any number of supporting agencies (phối hợp).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assignment {
    /// Answers for the petition and owes the reply.
    pub lead: AgencyId,
    /// Contribute; never the lead itself.
    #[serde(default)]
    pub supporting: Vec<AgencyId>,
}

impl Assignment {
    /// Whether the agency takes part, leading or supporting.
    pub fn involves(&self, agency: AgencyId) -> bool {
        self.lead == agency || self.supporting.contains(&agency)
    }
}

/// A wish to keep an answer from the public, waiting for a second person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HidingProposal {
    /// Who proposed it; somebody else must confirm.
    pub proposed_by: OfficialId,
    /// Why; kept with the case and reviewed.
    pub reason: String,
}

/// The state of a petition together with what only that state has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum State {
    /// Sent, waiting for intake.
    Submitted,
    /// Waiting for the sender.
    NeedInfo {
        /// What the sender was asked.
        question: String,
    },
    /// Supplemented; back at intake.
    Resubmitted,
    /// Returned to the sender.
    Rejected {
        /// Why.
        reason: Reason,
    },
    /// Admissible, not yet assigned.
    Accepted,
    /// Passed to a body outside the province.
    ReferredOut {
        /// The name of that body.
        to: String,
        /// Number of the outgoing letter, where there is one.
        document_no: Option<String>,
    },
    /// Passed to agencies; nobody has taken it up.
    Assigned {
        /// Lead and supporting agencies.
        assignment: Assignment,
    },
    /// Being worked on.
    Processing {
        /// Lead and supporting agencies.
        assignment: Assignment,
        /// Who works on it; nobody yet when a reviewer has just received it (second round).
        handler: Option<OfficialId>,
    },
    /// Studied further for want of grounds.
    Studying {
        /// Lead and supporting agencies.
        assignment: Assignment,
        /// Who works on it.
        handler: Option<OfficialId>,
    },
    /// An answer waits for approval.
    AwaitingApproval {
        /// Lead and supporting agencies.
        assignment: Assignment,
        /// Who drafted; may not approve.
        drafted_by: OfficialId,
    },
    /// Approved and given to the sender.
    Answered {
        /// Lead and supporting agencies.
        assignment: Assignment,
        /// Who drafted.
        drafted_by: OfficialId,
        /// Who approved.
        approved_by: OfficialId,
        /// A pending proposal not to publish.
        hiding: Option<HidingProposal>,
    },
    /// Public.
    Published {
        /// Lead and supporting agencies.
        assignment: Assignment,
        /// Who approved the answer.
        approved_by: OfficialId,
        /// A pending proposal to hide.
        hiding: Option<HidingProposal>,
    },
    /// Answered, kept from the public.
    AnsweredPrivate {
        /// Lead and supporting agencies.
        assignment: Assignment,
        /// Who approved the answer.
        approved_by: OfficialId,
        /// Why it is not public.
        reason: String,
    },
    /// Taken back.
    Withdrawn,
    /// Follows another petition.
    Merged {
        /// The petition it follows.
        into: PetitionId,
        /// The state to return to when the merge is undone.
        before: Box<State>,
    },
}

impl State {
    /// The name of the state.
    pub const fn status(&self) -> Status {
        match self {
            Self::Submitted => Status::Submitted,
            Self::NeedInfo { .. } => Status::NeedInfo,
            Self::Resubmitted => Status::Resubmitted,
            Self::Rejected { .. } => Status::Rejected,
            Self::Accepted => Status::Accepted,
            Self::ReferredOut { .. } => Status::ReferredOut,
            Self::Assigned { .. } => Status::Assigned,
            Self::Processing { .. } => Status::Processing,
            Self::Studying { .. } => Status::Studying,
            Self::AwaitingApproval { .. } => Status::AwaitingApproval,
            Self::Answered { .. } => Status::Answered,
            Self::Published { .. } => Status::Published,
            Self::AnsweredPrivate { .. } => Status::AnsweredPrivate,
            Self::Withdrawn => Status::Withdrawn,
            Self::Merged { .. } => Status::Merged,
        }
    }

    /// The agencies handling the petition, once it is assigned.
    pub const fn assignment(&self) -> Option<&Assignment> {
        match self {
            Self::Assigned { assignment }
            | Self::Processing { assignment, .. }
            | Self::Studying { assignment, .. }
            | Self::AwaitingApproval { assignment, .. }
            | Self::Answered { assignment, .. }
            | Self::Published { assignment, .. }
            | Self::AnsweredPrivate { assignment, .. } => Some(assignment),
            _ => None,
        }
    }

    /// The official working on the petition, if one has taken it up.
    pub const fn handler(&self) -> Option<OfficialId> {
        match self {
            Self::Processing { handler, .. } | Self::Studying { handler, .. } => *handler,
            Self::AwaitingApproval { drafted_by, .. } | Self::Answered { drafted_by, .. } => {
                Some(*drafted_by)
            }
            _ => None,
        }
    }

    /// The pending proposal to keep the answer from the public.
    pub const fn hiding(&self) -> Option<&HidingProposal> {
        match self {
            Self::Answered { hiding, .. } | Self::Published { hiding, .. } => hiding.as_ref(),
            _ => None,
        }
    }
}
