//! What becomes of a petition when somebody acts? (domain table §9.2, T1–T21)

use chrono::{DateTime, Utc};

use crate::action::{Action, Verb};
use crate::actor::Actor;
use crate::admissibility::{Classification, Reason};
use crate::deadline_plan::{self, DeadlineChange};
use crate::id::{AgencyId, PetitionId};
use crate::official::Role;
use crate::permission::may;
use crate::petition::Petition;
use crate::refusal::Refusal;
use crate::status::{Assignment, HidingProposal, State, Status};
use crate::violation::{Problem, Violation};

/// At most this many requests for more (by analogy with Decree 63/2010 Art. 20.4; a choice of the design).
pub const MOST_INFO_REQUESTS: u8 = 2;
/// An agency's officer returns once, its lead a second time, nobody a third.
pub const MOST_RETURNS: u8 = 2;
/// The longest extension, in working days.
pub const MOST_EXTENSION: u32 = 20;

/// What the rules must know besides the petition.
#[derive(Clone, Debug)]
pub struct Circumstances {
    /// Now.
    pub now: DateTime<Utc>,
    /// The agency that reviews when the sender is not satisfied.
    pub reviewer: AgencyId,
    /// When the answer is due, by the unit's clock.
    pub answer_due: Option<DateTime<Utc>>,
    /// Until when the sender may supplement.
    pub supplement_due: Option<DateTime<Utc>>,
    /// Until when the sender may send the answer back.
    pub reopen_due: Option<DateTime<Utc>>,
    /// The petition to merge into, as it stands.
    pub merge_target: Option<MergeTarget>,
}

/// What the rules must know of a petition that another shall follow.
#[derive(Clone, Debug)]
pub struct MergeTarget {
    /// Which.
    pub id: PetitionId,
    /// Where it stands.
    pub status: Status,
    /// When it was received.
    pub received_at: DateTime<Utc>,
}

/// What came of an action.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// The petition after it.
    pub petition: Petition,
    /// What it does to the deadlines.
    pub deadlines: Vec<DeadlineChange>,
}

/// Applies the action: permission, then state, then the form's content.
///
/// # Errors
/// A [`Refusal`] in words for the person who tried.
pub fn apply(
    petition: &Petition,
    actor: &Actor,
    action: &Action,
    circumstances: &Circumstances,
) -> Result<Outcome, Refusal> {
    let verb = action.verb();
    may(actor, verb, petition)?;
    check_state(petition, actor, verb, circumstances)?;
    check_content(petition, action)?;
    let mut after = petition.clone();
    after.state = next_state(petition, actor, action, circumstances)?;
    keep_count(&mut after, actor, action, circumstances);
    after.row_version += 1;
    Ok(Outcome {
        petition: after,
        deadlines: deadline_plan::changes(petition, action),
    })
}

/// The verbs the actor may use on the petition now, in the order of the desk.
pub fn available(petition: &Petition, actor: &Actor, circumstances: &Circumstances) -> Vec<Verb> {
    Verb::DESK
        .into_iter()
        .chain(Verb::SENDER)
        .chain([Verb::Note])
        .filter(|verb| may(actor, *verb, petition).is_ok())
        .filter(|verb| check_state(petition, actor, *verb, circumstances).is_ok())
        .collect()
}

/// Does the verb lead on from where the petition stands?
fn check_state(
    petition: &Petition,
    actor: &Actor,
    verb: Verb,
    circumstances: &Circumstances,
) -> Result<(), Refusal> {
    use Status as S;
    let status = petition.status();
    let from: &[Status] = match verb {
        Verb::RequestInfo | Verb::Accept => &[S::Submitted, S::Resubmitted],
        Verb::Supplement => &[S::NeedInfo],
        Verb::Reject => &[S::Submitted, S::Resubmitted, S::NeedInfo],
        Verb::ReferOut => &[S::Submitted, S::Resubmitted, S::Accepted],
        Verb::Assign => &[S::Accepted],
        Verb::Start | Verb::ReturnToIntake => &[S::Assigned, S::Processing],
        Verb::Study | Verb::DraftAnswer | Verb::SubmitForApproval => &[S::Processing],
        Verb::Resume => &[S::Studying],
        Verb::Approve | Verb::SendBack => &[S::AwaitingApproval],
        Verb::Publish => &[S::Answered],
        Verb::ProposeHiding | Verb::ConfirmHiding | Verb::DeclineHiding => {
            &[S::Answered, S::Published]
        }
        Verb::Reopen => &[S::Published, S::AnsweredPrivate],
        Verb::Withdraw => &[
            S::Submitted,
            S::NeedInfo,
            S::Resubmitted,
            S::Accepted,
            S::Assigned,
            S::Processing,
            S::Studying,
            S::AwaitingApproval,
        ],
        Verb::Merge => &[S::Submitted, S::Accepted, S::Assigned],
        Verb::Unmerge => &[S::Merged],
        Verb::Extend | Verb::Remind => {
            &[S::Assigned, S::Processing, S::Studying, S::AwaitingApproval]
        }
        Verb::Rate => &[S::Answered, S::Published, S::AnsweredPrivate],
        Verb::Note | Verb::MoveDeadline => &Status::ALL,
        // A closed case keeps the agency it was closed by.
        Verb::ReassignBySuccession => &[
            S::Assigned,
            S::Processing,
            S::Studying,
            S::AwaitingApproval,
            S::Answered,
        ],
        // The first event is written with the petition itself.
        Verb::Submit => &[],
    };
    let invalid = Refusal::InvalidTransition { verb, status };
    if !from.contains(&status) {
        return Err(invalid);
    }
    let passed = |due: Option<DateTime<Utc>>| due.is_some_and(|due| circumstances.now > due);
    let pending = petition.state.hiding().is_some();
    match verb {
        Verb::RequestInfo if petition.info_requests >= MOST_INFO_REQUESTS => {
            Err(Refusal::AskedTwice)
        }
        // T4: only after the sender's term.
        Verb::Reject if status == S::NeedInfo && !passed(circumstances.supplement_due) => {
            Err(invalid)
        }
        Verb::Start if status == S::Processing && petition.state.handler().is_some() => {
            Err(invalid)
        }
        Verb::ReturnToIntake if petition.round > 1 => Err(invalid),
        Verb::ReturnToIntake if petition.returns >= MOST_RETURNS => Err(Refusal::ReturnedTwice),
        Verb::ReturnToIntake if petition.returns == 1 && !leads(actor, petition) => {
            Err(Refusal::NotAllowed {
                verb,
                needs: vec![Role::AgencyLead],
            })
        }
        Verb::ProposeHiding if pending || petition.flags.hidden => Err(invalid),
        Verb::ConfirmHiding | Verb::DeclineHiding if !pending => Err(invalid),
        Verb::Reopen if petition.round > 1 => Err(Refusal::ReopenedAlready),
        Verb::Reopen if passed(circumstances.reopen_due) => Err(Refusal::TooLateToReopen),
        Verb::Extend if petition.extended => Err(Refusal::ExtendedAlready),
        Verb::Extend if passed(circumstances.answer_due) => Err(Refusal::PastDue),
        Verb::Rate if petition.rated => Err(Refusal::RatedAlready),
        _ => Ok(()),
    }
}

fn leads(actor: &Actor, petition: &Petition) -> bool {
    match (actor.official(), petition.lead()) {
        (Some(official), Some(lead)) => official.has_at(Role::AgencyLead, lead),
        _ => false,
    }
}

/// Is the form filled in well enough? Lengths count characters.
fn check_content(petition: &Petition, action: &Action) -> Result<(), Refusal> {
    let mut found = Vec::new();
    let mut text = |field: &str, value: &str, least: usize, most: usize| {
        found.extend(check_text(field, value, least, most));
    };
    match action {
        Action::RequestInfo { question } => text("question", question, 10, 4_000),
        Action::Supplement { text: added } => text("text", added, 5, 10_000),
        Action::Reject {
            reason,
            explanation,
            guidance,
        } => {
            text("explanation", explanation, 10, 4_000);
            text("guidance", guidance, 10, 4_000);
            let late = petition.status() == Status::NeedInfo;
            if late && !matches!(reason, Reason::R03 | Reason::R04) {
                found.push(Violation::new("reason", Problem::NotAChoice));
            }
        }
        Action::Accept { clauses, .. } => {
            if clauses.iter().any(|clause| !(1..=8).contains(clause)) {
                found.push(Violation::new("clauses", Problem::NotAChoice));
            }
        }
        Action::ReferOut {
            to,
            document_no,
            note,
        } => {
            text("to", to, 3, 300);
            text(
                "document_no",
                document_no.as_deref().unwrap_or_default(),
                0,
                100,
            );
            text("note", note.as_deref().unwrap_or_default(), 0, 4_000);
        }
        Action::Assign { assignment, note } => {
            text("note", note.as_deref().unwrap_or_default(), 0, 4_000);
            if assignment.supporting.contains(&assignment.lead) || assignment.supporting.len() > 20
            {
                found.push(Violation::new("supporting", Problem::NotAChoice));
            }
        }
        Action::ReturnToIntake { reason }
        | Action::Study { reason }
        | Action::SendBack { reason }
        | Action::ProposeHiding { reason }
        | Action::DeclineHiding { reason }
        | Action::Reopen { reason }
        | Action::Unmerge { reason } => text("reason", reason, 5, 4_000),
        Action::Withdraw { reason } => {
            text("reason", reason.as_deref().unwrap_or_default(), 0, 2_000);
        }
        Action::DraftAnswer { answer } => {
            text("body", &answer.body, 1, 20_000);
            text(
                "document_no",
                answer.document_no.as_deref().unwrap_or_default(),
                0,
                100,
            );
        }
        Action::SubmitForApproval { answer } => {
            text("body", &answer.body, 50, 20_000);
            text(
                "document_no",
                answer.document_no.as_deref().unwrap_or_default(),
                0,
                100,
            );
        }
        Action::Publish {
            text: public,
            personal_data_checked,
        } => {
            text("title_public", &public.title, 5, 200);
            text("body_public", &public.body, 10, 12_000);
            text("answer_public", &public.answer, 10, 22_000);
            if !personal_data_checked {
                found.push(Violation::new(
                    "personal_data_checked",
                    Problem::NotConfirmed,
                ));
            }
        }
        Action::Extend {
            working_days,
            reason,
        } => {
            text("reason", reason, 10, 2_000);
            if !(1..=MOST_EXTENSION).contains(working_days) {
                found.push(Violation::new(
                    "working_days",
                    Problem::NotANumber(1, i64::from(MOST_EXTENSION)),
                ));
            }
        }
        Action::Rate { comment, .. } => {
            text("comment", comment.as_deref().unwrap_or_default(), 0, 2_000);
        }
        Action::Note { text: note } | Action::Remind { text: note } => text("text", note, 2, 4_000),
        Action::Submit { .. }
        | Action::Start
        | Action::Resume
        | Action::Approve
        | Action::ConfirmHiding
        | Action::Merge { .. }
        | Action::MoveDeadline { .. }
        | Action::ReassignBySuccession { .. } => {}
    }
    if found.is_empty() {
        Ok(())
    } else {
        Err(Refusal::Violations(found))
    }
}

/// Checks a text's length in characters, after trimming; `least` 0 means it may be empty.
pub(crate) fn check_text(field: &str, value: &str, least: usize, most: usize) -> Option<Violation> {
    let value = value.trim();
    let count = value.chars().count();
    let problem = if least > 0 && count == 0 {
        Problem::Missing
    } else if count > most {
        Problem::TooLong(most, count)
    } else if count < least {
        Problem::TooShort(least)
    } else if count > 0 && !value.chars().any(char::is_alphanumeric) {
        Problem::NoWords
    } else {
        return None;
    };
    Some(Violation::new(field, problem))
}

/// The state that follows; the pairing of states and verbs was checked before.
fn next_state(
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

/// Keeps what outlives the state: class, counts, marks.
fn keep_count(after: &mut Petition, actor: &Actor, action: &Action, circumstances: &Circumstances) {
    let class = match action {
        Action::Accept { .. } => Some(Classification::Valid),
        Action::Reject { .. } => Some(Classification::Invalid),
        Action::ReferOut { .. } => Some(Classification::OutsideJurisdiction),
        _ => None,
    };
    after.classification = after.classification.or(class);
    match action {
        Action::Accept {
            kind,
            clauses,
            field,
            procedure_code,
            area_code,
        } => {
            after.kind = *kind;
            after.clauses.clone_from(clauses);
            after.field.clone_from(field);
            after.procedure_code.clone_from(procedure_code);
            after.area_code.clone_from(area_code);
        }
        Action::Supplement { text } => {
            after.body.push_str("\n\nBổ sung: ");
            after.body.push_str(text.trim());
        }
        Action::RequestInfo { .. } => after.info_requests = after.info_requests.saturating_add(1),
        Action::ReturnToIntake { .. } => after.returns = after.returns.saturating_add(1),
        Action::Extend { .. } => after.extended = true,
        Action::Rate { .. } => after.rated = true,
        Action::ConfirmHiding if after.status() == Status::Published => after.flags.hidden = true,
        Action::Approve => {
            after.answered_at = Some(circumstances.now);
            if after.round == 1 {
                after.first_approver = actor.official().map(|official| official.id);
            }
        }
        Action::Reopen { .. } => {
            after.round += 1;
            after.rated = false;
            after.extended = false;
            // Hiding was decided about the first answer; the second is a decision of its own.
            after.flags.hidden = false;
        }
        _ => {}
    }
}
