//! Which clocks does a verb start, stop, pause or meet? (§9.2 due column, §9.4 clocks)

use serde::{Deserialize, Serialize};

use crate::action::Action;
use crate::deadline::{Clock, Step};

/// One change to the deadlines of a petition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DeadlineChange {
    /// Start the clock of the step by the rule valid today.
    Start(Clock, Step),
    /// The step was done.
    Meet(Clock, Step),
    /// The step no longer applies.
    Cancel(Clock, Step),
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

/// The changes an action makes to the deadlines.
pub fn changes(action: &Action) -> Vec<DeadlineChange> {
    use Clock::{Citizen, Unit};
    use DeadlineChange::{
        Cancel, CancelAll, Extend, Meet, MeetAll, Pause, RestoreAll, Resume, Start,
    };
    match action {
        Action::Submit { .. } => vec![Start(Citizen, Step::Answer), Start(Unit, Step::Classify)],
        Action::RequestInfo { .. } => {
            vec![
                Meet(Unit, Step::Classify),
                Pause(Citizen, Step::Answer),
                Start(Citizen, Step::Supplement),
            ]
        }
        Action::Supplement { .. } => {
            vec![
                Meet(Citizen, Step::Supplement),
                Resume(Citizen, Step::Answer),
                Start(Unit, Step::Classify),
            ]
        }
        Action::Reject { .. } | Action::ReferOut { .. } => vec![MeetAll],
        Action::Accept { .. } => vec![Meet(Unit, Step::Classify), Start(Unit, Step::Assign)],
        Action::Assign { .. } => {
            vec![
                Meet(Unit, Step::Assign),
                Start(Unit, Step::Answer),
                Start(Unit, Step::TakeUp),
            ]
        }
        Action::ReturnToIntake { .. } => {
            vec![
                Cancel(Unit, Step::Answer),
                Cancel(Unit, Step::TakeUp),
                Cancel(Unit, Step::Update),
                Start(Unit, Step::Assign),
            ]
        }
        Action::Start => vec![Meet(Unit, Step::TakeUp)],
        Action::Study { .. } => vec![Start(Unit, Step::Update)],
        Action::Resume => vec![Meet(Unit, Step::Update)],
        Action::Approve => vec![
            Meet(Unit, Step::Answer),
            Meet(Citizen, Step::Answer),
            Start(Unit, Step::Publish),
            Start(Citizen, Step::Reopen),
        ],
        Action::Publish { .. } | Action::ConfirmHiding => vec![Meet(Unit, Step::Publish)],
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
