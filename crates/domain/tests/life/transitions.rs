//! Does no sequence of deeds lead outside the table of states (T1–T21), and do the clocks follow it?

use std::collections::BTreeSet;

use chrono::TimeDelta;
use domain::action::{Action, Verb};
use domain::actor::Actor;
use domain::deadline::{Clock, Step};
use domain::deadline_plan::DeadlineChange;
use domain::petition::Petition;
use domain::refusal::Refusal;
use domain::status::{State, Status};
use domain::transition::{Circumstances, apply, available};
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;

use crate::people::{everybody, id};
use crate::world::{in_time, received, received_at, well_filled};

/// The table: verb, from, to. What is not here is not possible.
const TABLE: &[(Verb, &[Status], &[Status])] = {
    use Status as S;
    &[
        // T2
        (
            Verb::RequestInfo,
            &[S::Submitted, S::Resubmitted],
            &[S::NeedInfo],
        ),
        // T3
        (Verb::Supplement, &[S::NeedInfo], &[S::Resubmitted]),
        // T4, T5
        (
            Verb::Reject,
            &[S::NeedInfo, S::Submitted, S::Resubmitted],
            &[S::Rejected],
        ),
        // T6
        (
            Verb::Accept,
            &[S::Submitted, S::Resubmitted],
            &[S::Accepted],
        ),
        // T7
        (
            Verb::ReferOut,
            &[S::Submitted, S::Resubmitted, S::Accepted],
            &[S::ReferredOut],
        ),
        // T8
        (Verb::Assign, &[S::Accepted], &[S::Assigned]),
        // T9; in the second round the reviewer takes up what is in progress already
        (Verb::Start, &[S::Assigned, S::Processing], &[S::Processing]),
        // T10
        (
            Verb::ReturnToIntake,
            &[S::Assigned, S::Processing],
            &[S::Accepted],
        ),
        // T11, T12
        (Verb::Study, &[S::Processing], &[S::Studying]),
        (Verb::ReportProgress, &[S::Studying], &[S::Studying]),
        (Verb::Resume, &[S::Studying], &[S::Processing]),
        // T13
        (
            Verb::SubmitForApproval,
            &[S::Processing],
            &[S::AwaitingApproval],
        ),
        // T14
        (Verb::Approve, &[S::AwaitingApproval], &[S::Answered]),
        (Verb::SendBack, &[S::AwaitingApproval], &[S::Processing]),
        // T15
        (Verb::Publish, &[S::Answered], &[S::Published]),
        // T16; after publication it stays published and is hidden
        (Verb::ConfirmHiding, &[S::Answered], &[S::AnsweredPrivate]),
        (Verb::ConfirmHiding, &[S::Published], &[S::Published]),
        // T17
        (
            Verb::Reopen,
            &[S::Published, S::AnsweredPrivate],
            &[S::Processing],
        ),
        // T18
        (
            Verb::Withdraw,
            &[
                S::Submitted,
                S::NeedInfo,
                S::Resubmitted,
                S::Accepted,
                S::Assigned,
                S::Processing,
                S::Studying,
                S::AwaitingApproval,
            ],
            &[S::Withdrawn],
        ),
        // T19 and its undoing
        (
            Verb::Merge,
            &[S::Submitted, S::Accepted, S::Assigned],
            &[S::Merged],
        ),
        (
            Verb::Unmerge,
            &[S::Merged],
            &[S::Submitted, S::Accepted, S::Assigned],
        ),
    ]
};

/// Verbs that leave the state as it is (T21 among them).
const STAY: [Verb; 9] = [
    Verb::DraftAnswer,
    Verb::ProposeHiding,
    Verb::DeclineHiding,
    Verb::Extend,
    Verb::Rate,
    Verb::Note,
    Verb::Remind,
    Verb::MoveDeadline,
    Verb::ReassignBySuccession,
];

fn in_the_table(verb: Verb, from: Status, to: Status) -> bool {
    let moves = TABLE
        .iter()
        .any(|(one, before, after)| *one == verb && before.contains(&from) && after.contains(&to));
    moves || from == to && STAY.contains(&verb)
}

/// One attempt: at random, or one of those that are possible, and whether the terms are over by then.
#[derive(Clone, Copy, Debug)]
enum Try {
    AtRandom { who: usize, verb: Verb, late: bool },
    Possible { which: usize, late: bool },
}

impl Try {
    fn is_late(self) -> bool {
        match self {
            Self::AtRandom { late, .. } | Self::Possible { late, .. } => late,
        }
    }

    /// Who does what. Of the possible deeds those that lead on are as likely as all others together, so that most
    /// sequences get far.
    fn choose(
        self,
        people: &[Actor],
        petition: &Petition,
        circumstances: &Circumstances,
    ) -> Option<(usize, Verb)> {
        let which = match self {
            Self::AtRandom { who, verb, .. } => return Some((who, verb)),
            Self::Possible { which, .. } => which,
        };
        let (on, rest): (Vec<_>, Vec<_>) = people
            .iter()
            .enumerate()
            .flat_map(|(who, actor)| {
                available(petition, actor, circumstances)
                    .into_iter()
                    .map(move |verb| (who, verb))
            })
            .partition(|(_, verb)| leads_on(*verb));
        let chosen = if which % 2 == 0 && !on.is_empty() {
            on
        } else {
            rest
        };
        chosen.get(which / 2 % chosen.len().max(1)).copied()
    }
}

fn leads_on(verb: Verb) -> bool {
    TABLE.iter().any(|(one, ..)| *one == verb)
        && !matches!(
            verb,
            Verb::Withdraw | Verb::Reject | Verb::ReferOut | Verb::Merge
        )
}

fn tries() -> impl Strategy<Value = Vec<Try>> {
    let late = prop::bool::weighted(0.2);
    let at_random = (
        0..everybody().len(),
        prop::sample::select(Verb::ALL.to_vec()),
        late,
    )
        .prop_map(|(who, verb, late)| Try::AtRandom { who, verb, late });
    let possible = (0..10_000_usize, late).prop_map(|(which, late)| Try::Possible { which, late });
    prop::collection::vec(prop_oneof![at_random, possible], 0..80)
}

fn circumstances(petition: &Petition, late: bool) -> Circumstances {
    let mut circumstances = in_time();
    circumstances.now = received_at() + TimeDelta::hours(petition.row_version);
    let due = circumstances.now
        + if late {
            TimeDelta::hours(-1)
        } else {
            TimeDelta::hours(1)
        };
    (
        circumstances.answer_due,
        circumstances.supplement_due,
        circumstances.reopen_due,
    ) = (Some(due), Some(due), Some(due));
    circumstances
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_sequence_leaves_the_table(tries in tries()) {
        let people = everybody();
        let mut petition = received();
        let mut clocks = Clocks::default();
        clocks.follow(&petition, &well_filled(Verb::Submit, Status::Submitted));
        for one in tries {
            let before = petition.clone();
            let circumstances = circumstances(&before, one.is_late());
            let Some((who, verb)) = one.choose(&people, &before, &circumstances) else { continue };
            let (actor, action) = (&people[who], well_filled(verb, before.status()));
            let Ok(outcome) = apply(&before, actor, &action, &circumstances) else { continue };
            petition = outcome.petition;
            let (from, to) = (before.status(), petition.status());
            prop_assert!(in_the_table(verb, from, to), "{:?}: {:?} → {:?}", verb, from, to);
            prop_assert_eq!(petition.row_version, before.row_version + 1);
            check_what_outlives_the_state(&before, &petition)?;
            check_four_eyes(&before, &petition, actor)?;
            clocks.follow(&before, &action);
            prop_assert_eq!(&clocks.open, &expected_clocks(&petition), "after {:?} in {:?}", verb, petition.state);
        }
    }

    #[test]
    fn what_is_offered_is_what_is_possible(tries in tries()) {
        let people = everybody();
        let mut petition = received();
        for one in tries {
            let circumstances = circumstances(&petition, one.is_late());
            let Some((who, verb)) = one.choose(&people, &petition, &circumstances) else { continue };
            let actor = &people[who];
            let offered = available(&petition, actor, &circumstances);
            let possible: Vec<_> = Verb::ALL
                .into_iter()
                .filter(|verb| apply(&petition, actor, &well_filled(*verb, petition.status()), &circumstances).is_ok())
                .filter(|_| *actor != Actor::System)
                .collect();
            let mut sorted = offered.clone();
            sorted.sort_unstable();
            prop_assert_eq!(sorted, possible, "{:?} in {:?}", actor, petition.state);
            if let Ok(outcome) = apply(&petition, actor, &well_filled(verb, petition.status()), &circumstances) {
                petition = outcome.petition;
            }
        }
    }
}

fn check_what_outlives_the_state(before: &Petition, after: &Petition) -> Result<(), TestCaseError> {
    if before.classification.is_some() {
        prop_assert_eq!(
            after.classification,
            before.classification,
            "the first classifying event decides"
        );
    }
    prop_assert!(after.round <= 2 && after.info_requests <= 2 && after.returns <= 2);
    prop_assert!(after.round >= before.round && after.returns >= before.returns);
    prop_assert_eq!(
        (
            after.id,
            after.received_at,
            &after.record_code,
            after.channel,
            after.flags.name_public
        ),
        (
            before.id,
            before.received_at,
            &before.record_code,
            before.channel,
            before.flags.name_public
        )
    );
    if let Some(assignment) = after.state.assignment() {
        prop_assert!(!assignment.supporting.contains(&assignment.lead));
    }
    Ok(())
}

fn check_four_eyes(
    before: &Petition,
    after: &Petition,
    actor: &Actor,
) -> Result<(), TestCaseError> {
    if let (State::AwaitingApproval { drafted_by, .. }, State::Answered { approved_by, .. }) =
        (&before.state, &after.state)
    {
        prop_assert_ne!(drafted_by, approved_by, "who drafts does not approve");
        if after.round == 2 {
            prop_assert_ne!(
                Some(*approved_by),
                after.first_approver,
                "another approves the second answer"
            );
        }
    }
    if let (Some(proposal), None) = (before.state.hiding(), after.state.hiding())
        && (after.status() == Status::AnsweredPrivate || after.flags.hidden)
    {
        prop_assert_ne!(
            Some(proposal.proposed_by),
            actor.official().map(|official| official.id)
        );
    }
    Ok(())
}

/// The clocks that run, as the plan says; what fell away with a merge is remembered.
#[derive(Default)]
struct Clocks {
    open: BTreeSet<(Clock, Step)>,
    fell_away: BTreeSet<(Clock, Step)>,
}

impl Clocks {
    fn follow(&mut self, before: &Petition, action: &Action) {
        for change in domain::deadline_plan::changes(before, action) {
            match change {
                DeadlineChange::Start(clock, step) => {
                    self.open.insert((clock, step));
                }
                DeadlineChange::Meet(clock, step)
                | DeadlineChange::Cancel(clock, step)
                | DeadlineChange::Instead {
                    clock, open: step, ..
                } => {
                    self.open.remove(&(clock, step));
                }
                DeadlineChange::Pause(clock, step)
                | DeadlineChange::Resume(clock, step)
                | DeadlineChange::Extend { clock, step, .. } => {
                    assert!(
                        self.open.contains(&(clock, step)),
                        "{change:?} of a clock that does not run"
                    );
                }
                DeadlineChange::MeetAll | DeadlineChange::CancelAll => {
                    self.fell_away = std::mem::take(&mut self.open);
                }
                DeadlineChange::RestoreAll => self.open = std::mem::take(&mut self.fell_away),
            }
        }
    }
}

/// Which clocks run in which state (§9.2, §9.4).
fn expected_clocks(petition: &Petition) -> BTreeSet<(Clock, Step)> {
    use Clock::{Citizen, Unit};
    let sender_waits = (Citizen, Step::Answer);
    let first = petition.round == 1;
    let clocks: Vec<(Clock, Step)> = match petition.status() {
        Status::Submitted | Status::Resubmitted => vec![sender_waits, (Unit, Step::Classify)],
        Status::NeedInfo => vec![sender_waits, (Citizen, Step::Supplement)],
        Status::Accepted => vec![sender_waits, (Unit, Step::Assign)],
        Status::Assigned => vec![sender_waits, (Unit, Step::TakeUp), (Unit, Step::Answer)],
        Status::Processing | Status::AwaitingApproval => vec![sender_waits, (Unit, Step::Answer)],
        Status::Studying => vec![sender_waits, (Unit, Step::Answer), (Unit, Step::Update)],
        Status::Answered => vec![(Unit, Step::Publish)],
        Status::Published | Status::AnsweredPrivate if first => vec![(Citizen, Step::Reopen)],
        Status::Published
        | Status::AnsweredPrivate
        | Status::Rejected
        | Status::ReferredOut
        | Status::Withdrawn
        | Status::Merged => vec![],
    };
    clocks.into_iter().collect()
}

/// The sequences of the properties above get far: they reach every state and both rounds.
#[test]
fn the_sequences_get_far() {
    let people = everybody();
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut reached = BTreeSet::new();
    for _ in 0..400 {
        let tries = tries().new_tree(&mut runner).expect("tries").current();
        let mut petition = received();
        for one in tries {
            let circumstances = circumstances(&petition, one.is_late());
            let Some((who, verb)) = one.choose(&people, &petition, &circumstances) else {
                continue;
            };
            let action = well_filled(verb, petition.status());
            if let Ok(outcome) = apply(&petition, &people[who], &action, &circumstances) {
                petition = outcome.petition;
            }
            reached.insert((petition.round, petition.status()));
        }
    }
    for status in Status::ALL {
        assert!(reached.contains(&(1, status)), "{status:?}: {reached:?}");
    }
    assert!(reached.contains(&(2, Status::Published)), "{reached:?}");
}

/// Every row of the table can be walked: the property tests do not pass because nothing ever happens.
#[test]
fn every_row_of_the_table_is_possible() {
    let people = everybody();
    for (verb, before, after) in TABLE {
        for from in *before {
            let late = *verb == Verb::Reject && *from == Status::NeedInfo;
            let mut reached = BTreeSet::new();
            for state in standing(*from, *verb) {
                let petition = Petition {
                    state,
                    ..received()
                };
                let petition = Petition {
                    round: if *verb == Verb::Start && *from == Status::Processing {
                        2
                    } else {
                        1
                    },
                    ..petition
                };
                for actor in &people {
                    let done = apply(
                        &petition,
                        actor,
                        &well_filled(*verb, *from),
                        &circumstances(&petition, late),
                    );
                    reached.extend(done.ok().map(|outcome| outcome.petition.status()));
                }
            }
            assert!(!reached.is_empty(), "{verb:?} from {from:?}");
            assert!(
                reached.iter().all(|to| after.contains(to)),
                "{verb:?} from {from:?} leads to {reached:?}"
            );
        }
    }
}

/// States of this name in which the verb can be tried.
fn standing(status: Status, verb: Verb) -> Vec<State> {
    let state = crate::world::state(status);
    match (verb, state) {
        (Verb::ConfirmHiding, state) => vec![crate::world::with_proposal(state)],
        (Verb::Start, State::Processing { assignment, .. }) => vec![State::Processing {
            assignment,
            handler: None,
        }],
        (Verb::Unmerge, State::Merged { into, .. }) => {
            [Status::Submitted, Status::Accepted, Status::Assigned]
                .map(|before| State::Merged {
                    into,
                    before: Box::new(crate::world::state(before)),
                })
                .to_vec()
        }
        (_, state) => vec![state],
    }
}

#[test]
fn an_old_handler_is_not_replaced_without_a_word() {
    let people = everybody();
    let petition = Petition {
        state: crate::world::state(Status::Processing),
        ..received()
    };
    for actor in &people {
        let taken = apply(&petition, actor, &Action::Start, &in_time());
        assert!(taken.is_err(), "somebody is at it already");
    }
    assert_eq!(petition.state.handler(), Some(id(900)));
}

#[test]
fn the_system_is_offered_nothing_and_the_sender_nothing_of_the_desk() {
    for status in Status::ALL {
        let petition = Petition {
            state: crate::world::state(status),
            ..received()
        };
        assert!(available(&petition, &Actor::System, &in_time()).is_empty());
        let desk = available(&petition, &Actor::Sender, &in_time());
        assert!(
            desk.iter().all(|verb| Verb::SENDER.contains(verb)),
            "{desk:?}"
        );
        let submit = apply(
            &petition,
            &Actor::System,
            &well_filled(Verb::Submit, status),
            &in_time(),
        );
        assert_eq!(
            submit,
            Err(Refusal::InvalidTransition {
                verb: Verb::Submit,
                status
            }),
            "received once only"
        );
    }
}
