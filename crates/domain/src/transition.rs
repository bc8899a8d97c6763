//! What becomes of a petition when somebody acts? (domain table §9.2, T1–T21)

mod content;
mod next;

use chrono::{DateTime, Utc};

use self::content::check_content;
pub(crate) use self::content::check_text;
use self::next::next_state;
use crate::action::{Action, Verb};
use crate::actor::Actor;
use crate::admissibility::Classification;
use crate::deadline_plan::{self, DeadlineChange};
use crate::id::{AgencyId, PetitionId};
use crate::official::Role;
use crate::permission::may;
use crate::petition::Petition;
use crate::refusal::Refusal;
use crate::status::Status;

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
        Verb::Resume | Verb::ReportProgress => &[S::Studying],
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
