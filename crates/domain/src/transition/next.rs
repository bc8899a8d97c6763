//! Which state follows? (domain table §9.2, column "from → to")

use super::Circumstances;
use crate::action::Action;
use crate::actor::Actor;
use crate::id::AgencyId;
use crate::petition::Petition;
use crate::refusal::Refusal;
use crate::status::{Assignment, HidingProposal, State, Status};
use crate::violation::Problem;

/// The state that follows; the pairing of states and verbs was checked before.
pub(super) fn next_state(
    petition: &Petition,
    actor: &Actor,
    action: &Action,
    circumstances: &Circumstances,
) -> Result<State, Refusal> {
    let invalid = || Refusal::InvalidTransition {
        verb: action.verb(),
        status: petition.status(),
    };
    let me = actor.official().map(|official| official.id);
    Ok(match (action, petition.state.clone()) {
        (Action::RequestInfo { question }, _) => State::NeedInfo {
            question: question.clone(),
        },
        (Action::Supplement { .. }, _) => State::Resubmitted,
        (Action::Reject { reason, .. }, _) => State::Rejected { reason: *reason },
        (Action::Accept { .. } | Action::ReturnToIntake { .. }, _) => State::Accepted,
        (
            Action::ReferOut {
                to, document_no, ..
            },
            _,
        ) => State::ReferredOut {
            to: to.clone(),
            document_no: document_no.clone(),
        },
        (Action::Assign { assignment, .. }, _) => State::Assigned {
            assignment: assignment.clone(),
        },
        (Action::Start, State::Assigned { assignment } | State::Processing { assignment, .. }) => {
            State::Processing {
                assignment,
                handler: me,
            }
        }
        (
            Action::Study { .. },
            State::Processing {
                assignment,
                handler,
            },
        ) => State::Studying {
            assignment,
            handler,
        },
        (Action::ReportProgress { .. }, state @ State::Studying { .. }) => state,
        (
            Action::Resume,
            State::Studying {
                assignment,
                handler,
            },
        )
        | (
            Action::DraftAnswer { .. },
            State::Processing {
                assignment,
                handler,
            },
        ) => State::Processing {
            assignment,
            handler: handler.or(me),
        },
        (Action::SubmitForApproval { .. }, State::Processing { assignment, .. }) => {
            State::AwaitingApproval {
                assignment,
                drafted_by: me.ok_or_else(invalid)?,
            }
        }
        (
            Action::SendBack { .. },
            State::AwaitingApproval {
                assignment,
                drafted_by,
            },
        ) => State::Processing {
            assignment,
            handler: Some(drafted_by),
        },
        (
            Action::Approve,
            State::AwaitingApproval {
                assignment,
                drafted_by,
            },
        ) => State::Answered {
            assignment,
            drafted_by,
            approved_by: me.ok_or_else(invalid)?,
            hiding: None,
        },
        (
            Action::Publish { .. },
            State::Answered {
                assignment,
                approved_by,
                ..
            },
        ) => State::Published {
            assignment,
            approved_by,
            hiding: None,
        },
        (Action::ProposeHiding { reason }, state) => {
            let proposal = HidingProposal {
                proposed_by: me.ok_or_else(invalid)?,
                reason: reason.clone(),
            };
            with_hiding(state, Some(proposal))
        }
        (Action::DeclineHiding { .. }, state)
        | (Action::ConfirmHiding, state @ State::Published { .. }) => with_hiding(state, None),
        (
            Action::ConfirmHiding,
            State::Answered {
                assignment,
                approved_by,
                hiding: Some(hiding),
                ..
            },
        ) => State::AnsweredPrivate {
            assignment,
            approved_by,
            reason: hiding.reason,
        },
        (Action::Reopen { .. }, state) => reviewed(state.assignment(), circumstances.reviewer),
        (Action::Withdraw { .. }, _) => State::Withdrawn,
        (Action::Merge { into }, before) => {
            let target = circumstances
                .merge_target
                .as_ref()
                .filter(|target| target.id == *into);
            let target = target.ok_or_else(|| Refusal::field("into", Problem::NotACode))?;
            let follows = matches!(
                target.status,
                Status::Merged | Status::Withdrawn | Status::Rejected
            );
            if target.id == petition.id || follows || target.received_at > petition.received_at {
                return Err(Refusal::BadMerge);
            }
            State::Merged {
                into: *into,
                before: Box::new(before),
            }
        }
        (Action::Unmerge { .. }, State::Merged { before, .. }) => *before,
        (Action::ReassignBySuccession { from, to }, state) => succeeded(state, *from, *to),
        (
            Action::Extend { .. }
            | Action::Rate { .. }
            | Action::Note { .. }
            | Action::Remind { .. }
            | Action::MoveDeadline { .. },
            state,
        ) => state,
        _ => return Err(invalid()),
    })
}

fn with_hiding(mut state: State, proposal: Option<HidingProposal>) -> State {
    if let State::Answered { hiding, .. } | State::Published { hiding, .. } = &mut state {
        *hiding = proposal;
    }
    state
}

/// In the second round the reviewer leads and the agencies of the first round support (Decree 20/2008 Art. 17.3).
fn reviewed(first: Option<&Assignment>, reviewer: AgencyId) -> State {
    let mut supporting: Vec<AgencyId> = first
        .into_iter()
        .flat_map(|first| std::iter::once(first.lead).chain(first.supporting.iter().copied()))
        .collect();
    supporting.retain(|agency| *agency != reviewer);
    State::Processing {
        assignment: Assignment {
            lead: reviewer,
            supporting,
        },
        handler: None,
    }
}

fn succeeded(mut state: State, from: AgencyId, to: AgencyId) -> State {
    if let State::Assigned { assignment }
    | State::Processing { assignment, .. }
    | State::Studying { assignment, .. }
    | State::AwaitingApproval { assignment, .. }
    | State::Answered { assignment, .. } = &mut state
    {
        if assignment.lead == from {
            assignment.lead = to;
        }
        for agency in &mut assignment.supporting {
            if *agency == from {
                *agency = to;
            }
        }
        let mut seen = vec![assignment.lead];
        assignment.supporting.retain(|agency| {
            let first = !seen.contains(agency);
            seen.push(*agency);
            first
        });
    }
    state
}
