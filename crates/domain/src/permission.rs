//! Who may do what? Denied unless a line here allows it.

use crate::action::Verb;
use crate::actor::{ActingOfficial, Actor};
use crate::id::AgencyId;
use crate::official::{Grant, Role};
use crate::petition::Petition;
use crate::refusal::Refusal;
use crate::status::State;

/// Which side of the desk a verb belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The sender, by code and PIN.
    Sender,
    /// Officials with one of the roles, anywhere in the province.
    Province(&'static [Role]),
    /// Officials with one of the roles in the lead agency.
    Lead(&'static [Role]),
    /// Whoever may see the petition at the desk, but not auditors.
    Involved,
    /// The program only.
    System,
}

/// Who may use the verb, leaving aside state and four eyes.
pub const fn side(verb: Verb) -> Side {
    match verb {
        Verb::Supplement | Verb::Withdraw | Verb::Rate | Verb::Reopen => Side::Sender,
        Verb::RequestInfo
        | Verb::Reject
        | Verb::Accept
        | Verb::ReferOut
        | Verb::Assign
        | Verb::Merge
        | Verb::Unmerge
        | Verb::Remind => Side::Province(&[Role::Intake]),
        Verb::Start | Verb::DraftAnswer | Verb::SubmitForApproval => Side::Lead(&[Role::Handler]),
        Verb::Resume | Verb::ReportProgress | Verb::ReturnToIntake => {
            Side::Lead(&[Role::Handler, Role::AgencyLead])
        }
        Verb::Approve | Verb::SendBack | Verb::Extend => {
            Side::Lead(&[Role::Approver, Role::AgencyLead])
        }
        Verb::Publish | Verb::ProposeHiding => Side::Province(&[Role::Publisher]),
        // For hiding, the leader of the agency that answered is the second pair of eyes.
        Verb::Study | Verb::ConfirmHiding | Verb::DeclineHiding => Side::Lead(&[Role::AgencyLead]),
        Verb::Note => Side::Involved,
        // Only T1 itself and the program's own changes.
        Verb::Submit | Verb::MoveDeadline | Verb::ReassignBySuccession => Side::System,
    }
}

/// May the actor use the verb on the petition? Checks role, agency and four eyes, not the state.
///
/// # Errors
/// The [`Refusal`] says who may.
pub fn may(actor: &Actor, verb: Verb, petition: &Petition) -> Result<(), Refusal> {
    let not_allowed = |needs: &[Role]| Refusal::NotAllowed {
        verb,
        needs: needs.to_vec(),
    };
    match (side(verb), actor) {
        (Side::Sender, Actor::Sender) | (Side::System, Actor::System) => Ok(()),
        (Side::Sender | Side::System, _) => Err(not_allowed(&[])),
        // An expired term is the program's to notice, an officer's to confirm: the program does nothing else.
        (Side::Province(needs) | Side::Lead(needs), Actor::Sender | Actor::System) => {
            Err(not_allowed(needs))
        }
        (Side::Involved, Actor::Sender | Actor::System) => Err(not_allowed(&[Role::Handler])),
        (Side::Province(needs), Actor::Official(official)) => {
            if needs.iter().any(|role| official.has(*role)) {
                Ok(())
            } else {
                Err(not_allowed(needs))
            }
        }
        (Side::Lead(needs), Actor::Official(official)) => {
            let Some(lead) = petition.lead() else {
                return Err(not_allowed(needs));
            };
            if needs.iter().any(|role| official.has_at(*role, lead)) {
                four_eyes(official, verb, petition)
            } else {
                Err(not_allowed(needs))
            }
        }
        (Side::Involved, Actor::Official(official)) => {
            if works_on(official, petition) {
                Ok(())
            } else {
                Err(not_allowed(&[
                    Role::Intake,
                    Role::Handler,
                    Role::AgencyLead,
                ]))
            }
        }
    }
}

/// Who drafts does not approve, who approved the first answer does not approve the second, who proposes to hide does not confirm.
fn four_eyes(official: &ActingOfficial, verb: Verb, petition: &Petition) -> Result<(), Refusal> {
    let same = match (verb, &petition.state) {
        (Verb::Approve, State::AwaitingApproval { drafted_by, .. }) => {
            *drafted_by == official.id
                || petition.first_approver == Some(official.id) && petition.round > 1
        }
        (Verb::ConfirmHiding, state) => state
            .hiding()
            .is_some_and(|hiding| hiding.proposed_by == official.id),
        _ => false,
    };
    if same { Err(Refusal::FourEyes) } else { Ok(()) }
}

/// The roles with which an official works on the petitions of an agency.
const AGENCY_ROLES: [Role; 3] = [Role::Handler, Role::Approver, Role::AgencyLead];

/// The agencies whose petitions the official works on, each once.
pub fn agencies_worked_for(official: &ActingOfficial) -> Vec<AgencyId> {
    let working = |grant: &&Grant| AGENCY_ROLES.contains(&grant.role);
    let mut agencies: Vec<_> = official
        .grants
        .iter()
        .filter(working)
        .map(|grant| grant.agency)
        .collect();
    agencies.sort_unstable();
    agencies.dedup();
    agencies
}

/// Whether the official has a working part in the petition.
fn works_on(official: &ActingOfficial, petition: &Petition) -> bool {
    if official.has(Role::Intake) || official.has(Role::Publisher) {
        return true;
    }
    let agencies = agencies_worked_for(official);
    petition
        .state
        .assignment()
        .is_some_and(|assignment| agencies.iter().any(|agency| assignment.involves(*agency)))
}

/// May the official see the petition at the desk? Auditors see all, administrators none.
pub fn may_see(official: &ActingOfficial, petition: &Petition) -> bool {
    official.has(Role::Auditor) || works_on(official, petition)
}

/// Whether the official sees every petition of the province rather than those of some agencies.
pub fn sees_all(official: &ActingOfficial) -> bool {
    [Role::Intake, Role::Publisher, Role::Auditor]
        .into_iter()
        .any(|role| official.has(role))
}

/// Whether the official has a desk with petitions at all.
pub fn has_board(official: &ActingOfficial) -> bool {
    sees_all(official) || !agencies_worked_for(official).is_empty()
}

/// May the official read the sender's personal data? Each reading is logged.
///
/// Intake needs it to guide the sender, the lead agency to answer; nobody else does.
pub fn may_read_sender(official: &ActingOfficial, petition: &Petition) -> bool {
    official.has(Role::Intake)
        || petition.lead().is_some_and(|lead| {
            AGENCY_ROLES
                .into_iter()
                .any(|role| official.has_at(role, lead))
        })
}

/// May the official enter petitions for others (hotline, counter, letter)?
pub fn may_enter_on_behalf(official: &ActingOfficial) -> bool {
    official.has(Role::Intake)
}

/// May the official draw up periodic reports?
pub fn may_report(official: &ActingOfficial) -> bool {
    [
        Role::Intake,
        Role::AgencyLead,
        Role::Auditor,
        Role::Publisher,
    ]
    .into_iter()
    .any(|role| official.has(role))
}

/// May the official see what many petitions speak of together? Whoever has petitions, and of no others.
pub fn may_analyse(official: &ActingOfficial) -> bool {
    has_board(official)
}

/// May the official name topics and merge them? It changes what everybody reads: who sees all petitions, but audits none.
pub fn may_name_topics(official: &ActingOfficial) -> bool {
    [Role::Intake, Role::Publisher]
        .into_iter()
        .any(|role| official.has(role))
}

/// May the official manage accounts, catalogues and the calendar?
pub fn may_administer(official: &ActingOfficial) -> bool {
    official.has(Role::Administrator)
}
