//! Which clocks does a verb start, stop, pause or meet? (§9.2 due column, §9.4 clocks)

use serde::{Deserialize, Serialize};

use crate::action::Action;
use crate::deadline::{Clock, Step};
use crate::petition::Petition;
use crate::status::Status;

/// One change to the deadlines of a petition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DeadlineChange {
    /// Start the clock of the step by the rule valid today.
    Start(Clock, Step),
    /// The step was done.
    Meet(Clock, Step),
    /// The step no longer applies.
    Cancel(Clock, Step),
    /// Another step was taken than the one waited for: what was waited for falls away, and what was done is judged by
    /// its own term, counted from the same moment. Asking for more may take five days where classifying may take two.
    Instead {
        /// Which clock.
        clock: Clock,
        /// What was waited for.
        open: Step,
        /// What was done.
        done: Step,
    },
    /// The sender must act: stop counting.
    Pause(Clock, Step),
    /// The sender acted: count on.
    Resume(Clock, Step),
    /// Give more time.
    Extend {
        /// Which clock.
        clock: Clock,
        /// Which step.
        step: Step,
        /// Working days added.
        working_days: u32,
        /// Why.
        reason: String,
    },
    /// Everything still open was done by closing the petition.
    MeetAll,
    /// Everything still open falls away.
    CancelAll,
    /// What fell away with a merge counts again.
    RestoreAll,
}

/// The changes an action makes to the deadlines of the petition as it stood before.
pub fn changes(before: &Petition, action: &Action) -> Vec<DeadlineChange> {
    use Clock::{Citizen, Unit};
    use DeadlineChange::{
        Cancel, CancelAll, Extend, Instead, Meet, MeetAll, Pause, RestoreAll, Resume, Start,
    };
    let instead = |open: Step, done: Step| Instead {
        clock: Unit,
        open,
        done,
    };
    match action {
        Action::Submit { .. } => vec![Start(Citizen, Step::Answer), Start(Unit, Step::Classify)],
        Action::RequestInfo { .. } => vec![
            instead(Step::Classify, Step::RequestInfo),
            Pause(Citizen, Step::Answer),
            Start(Citizen, Step::Supplement),
        ],
        Action::Supplement { .. } => vec![
            Meet(Citizen, Step::Supplement),
            Resume(Citizen, Step::Answer),
            Start(Unit, Step::Classify),
        ],
        Action::Reject { .. } => vec![instead(Step::Classify, Step::Reject), MeetAll],
        // From there the petition was classified already and waited for an agency.
        Action::ReferOut { .. } if before.status() == Status::Accepted => {
            vec![instead(Step::Assign, Step::Refer), MeetAll]
        }
        Action::ReferOut { .. } => vec![instead(Step::Classify, Step::Refer), MeetAll],
        Action::Accept { .. } => vec![Meet(Unit, Step::Classify), Start(Unit, Step::Assign)],
        Action::Assign { .. } => {
            vec![
                Meet(Unit, Step::Assign),
                Start(Unit, Step::Answer),
                Start(Unit, Step::TakeUp),
            ]
        }
        Action::ReturnToIntake { .. } => vec![
            instead(Step::Answer, Step::ReturnToIntake),
            Cancel(Unit, Step::TakeUp),
            Cancel(Unit, Step::Update),
            Start(Unit, Step::Assign),
        ],
        Action::Start => vec![Meet(Unit, Step::TakeUp)],
        Action::Study { .. } => vec![Start(Unit, Step::Update)],
        Action::ReportProgress { .. } => {
            vec![Meet(Unit, Step::Update), Start(Unit, Step::Update)]
        }
        Action::Resume => vec![Meet(Unit, Step::Update)],
        Action::Approve => vec![
            Meet(Unit, Step::Answer),
            Meet(Citizen, Step::Answer),
            Start(Unit, Step::Publish),
        ],
        // The sender's term to ask for a review runs from when that can be asked (T17), so that a late publication
        // takes nothing of it. It can be asked once, and hiding what was published opens no second term.
        Action::Publish { .. } | Action::ConfirmHiding => {
            let mut changes = vec![Meet(Unit, Step::Publish)];
            if before.round == 1 && before.status() == Status::Answered {
                changes.push(Start(Citizen, Step::Reopen));
            }
            changes
        }
        Action::Reopen { .. } => vec![
            Meet(Citizen, Step::Reopen),
            Cancel(Unit, Step::Publish),
            Start(Citizen, Step::Answer),
            Start(Unit, Step::Answer),
        ],
        Action::Withdraw { .. } | Action::Merge { .. } => vec![CancelAll],
        Action::Unmerge { .. } => vec![RestoreAll],
        Action::Extend {
            working_days,
            reason,
        } => [Unit, Citizen]
            .into_iter()
            .map(|clock| Extend {
                clock,
                step: Step::Answer,
                working_days: *working_days,
                reason: reason.clone(),
            })
            .collect(),
        Action::DraftAnswer { .. }
        | Action::SubmitForApproval { .. }
        | Action::SendBack { .. }
        | Action::ProposeHiding { .. }
        | Action::DeclineHiding { .. }
        | Action::Rate { .. }
        | Action::Note { .. }
        | Action::Remind { .. }
        | Action::MoveDeadline { .. }
        | Action::ReassignBySuccession { .. } => vec![],
    }
}
