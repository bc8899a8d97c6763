//! Is every refusal of the rules given by the record, with nothing stored by half?

use chrono::TimeDelta;
use domain::action::{Action, Verb};
use domain::actor::Actor;
use domain::admissibility::Reason;
use domain::id::PetitionId;
use domain::official::Role;
use domain::rating::Satisfaction;
use domain::refusal::Refusal;
use domain::status::Status;
use domain::violation::{Problem, Violation};
use store::StoreError;
use uuid::Uuid;

use crate::support::cast::{CONSTRUCTION, HEALTH, official};
use crate::support::deeds::{
    Stage, accept, act, assign, bring_to, extend, note, propose_hiding, publish, rate, refused,
    reject, remind, reopen, report_progress, request_info, return_to_intake, study, submit,
    submit_for_approval, supplement,
};
use crate::support::{Cast, Place, stories};

stories!(
    a_verb_that_does_not_lead_on_is_refused,
    a_role_or_an_agency_that_may_not_is_refused,
    who_drafts_does_not_approve,
    who_approved_the_first_answer_does_not_approve_the_second,
    who_proposes_to_hide_does_not_confirm,
    the_sender_is_asked_twice_at_most,
    it_is_returned_twice_at_most,
    it_is_extended_once_and_in_time,
    it_is_sent_back_once_and_in_time,
    a_late_publication_takes_nothing_of_the_senders_term,
    each_report_of_progress_is_due_a_week_after_the_last,
    it_is_rated_once_a_round,
    only_an_expired_term_ends_the_waiting_for_the_sender,
    a_form_that_is_not_filled_in_is_refused,
    what_the_catalogues_do_not_know_is_refused,
    there_is_nothing_to_do_to_what_is_not_there,
);

fn not_possible(verb: Verb, status: Status) -> Refusal {
    Refusal::InvalidTransition { verb, status }
}

async fn a_verb_that_does_not_lead_on_is_refused(place: Place) {
    let store = place.open().await;
    let cast = Cast::enter(&store).await;
    let id = bring_to(&store, &cast, "way", Stage::Submitted).await;
    assert_eq!(
        refused(&store, &cast.publisher, id, publish()).await,
        not_possible(Verb::Publish, Status::Submitted)
    );
    assert_eq!(
        refused(&store, &cast.intake, id, assign(CONSTRUCTION, &[])).await,
        not_possible(Verb::Assign, Status::Submitted)
    );
    assert_eq!(
        refused(&store, &Actor::Sender, id, supplement()).await,
        not_possible(Verb::Supplement, Status::Submitted)
    );
    act(&store, &cast.intake, id, reject(Reason::R01)).await;
    assert_eq!(
        refused(&store, &cast.intake, id, accept()).await,
        not_possible(Verb::Accept, Status::Rejected)
    );
    assert_eq!(
        refused(&store, &Actor::Sender, id, rate(Satisfaction::Satisfied)).await,
        not_possible(Verb::Rate, Status::Rejected)
    );
    assert_eq!(
        store.timeline(id).await.expect("timeline").len(),
        2,
        "what was refused is not in the log"
    );
}

async fn a_role_or_an_agency_that_may_not_is_refused(place: Place) {
    let store = place.open().await;
    let cast = Cast::enter(&store).await;
    let id = bring_to(&store, &cast, "roles", Stage::Assigned).await;
    let tries: Vec<(&Actor, Action, Vec<Role>)> = vec![
        (&cast.stranger, Action::Start, vec![Role::Handler]),
        (&cast.intake, Action::Start, vec![Role::Handler]),
        (&cast.auditor, Action::Start, vec![Role::Handler]),
        (&Actor::Sender, Action::Start, vec![Role::Handler]),
        (&Actor::System, Action::Start, vec![Role::Handler]),
        (
            &cast.handler,
            extend(3),
            vec![Role::Approver, Role::AgencyLead],
        ),
        (&cast.handler, remind(), vec![Role::Intake]),
        (
            &cast.administrator,
            note(),
            vec![Role::Intake, Role::Handler, Role::AgencyLead],
        ),
        (&cast.intake, supplement(), vec![]),
        (&cast.leader, reopen(), vec![]),
    ];
    for (actor, action, needs) in tries {
        let verb = action.verb();
        assert_eq!(
            refused(&store, actor, id, action).await,
            Refusal::NotAllowed { verb, needs }
        );
    }
}

async fn who_drafts_does_not_approve(place: Place) {
    let store = place.open().await;
    let cast = Cast::enter(&store).await;
    let both = official(
        &store,
        "Sầm Thị Kiêm",
        &[
            (Role::Handler, CONSTRUCTION),
            (Role::Approver, CONSTRUCTION),
            (Role::AgencyLead, CONSTRUCTION),
        ],
    )
    .await;
    let id = bring_to(&store, &cast, "eyes", Stage::Processing).await;
    act(&store, &both, id, submit_for_approval()).await;
    assert_eq!(
        refused(&store, &both, id, Action::Approve).await,
        Refusal::FourEyes
    );
    assert_eq!(
        act(&store, &cast.approver, id, Action::Approve)
            .await
            .status(),
        Status::Answered
    );
}

async fn who_approved_the_first_answer_does_not_approve_the_second(place: Place) {
    let store = place.open().await;
    let cast = Cast::enter(&store).await;
    let everywhere = official(
        &store,
        "Sầm Thị Kiêm",
        &[
            (Role::Approver, CONSTRUCTION),
            (Role::Approver, "van-phong"),
        ],
    )
    .await;
    let id = bring_to(&store, &cast, "second", Stage::AwaitingApproval).await;
    act(&store, &everywhere, id, Action::Approve).await;
    act(&store, &cast.publisher, id, publish()).await;
    act(&store, &Actor::Sender, id, reopen()).await;
    act(&store, &cast.reviewer, id, Action::Start).await;
    act(&store, &cast.reviewer, id, submit_for_approval()).await;
    assert_eq!(
        refused(&store, &everywhere, id, Action::Approve).await,
        Refusal::FourEyes
    );
    assert_eq!(
        act(&store, &cast.second_approver, id, Action::Approve)
            .await
            .status(),
        Status::Answered
    );
}

async fn who_proposes_to_hide_does_not_confirm(place: Place) {
    let store = place.open().await;
    let cast = Cast::enter(&store).await;
    let both = official(
        &store,
        "Sầm Thị Kiêm",
        &[
            (Role::Publisher, "van-phong"),
            (Role::AgencyLead, CONSTRUCTION),
        ],
    )
    .await;
    let id = bring_to(&store, &cast, "hide", Stage::Answered).await;
    act(&store, &both, id, propose_hiding()).await;
    assert_eq!(
        refused(&store, &both, id, Action::ConfirmHiding).await,
        Refusal::FourEyes
    );
    assert_eq!(
        act(&store, &cast.leader, id, Action::ConfirmHiding)
            .await
            .status(),
        Status::AnsweredPrivate
    );
}

async fn the_sender_is_asked_twice_at_most(place: Place) {
    let store = place.open().await;
    let cast = Cast::enter(&store).await;
    let id = submit(&store, "asked").await.id;
    for _ in 0..2 {
        act(&store, &cast.intake, id, request_info()).await;
        act(&store, &Actor::Sender, id, supplement()).await;
    }
    assert_eq!(
        refused(&store, &cast.intake, id, request_info()).await,
        Refusal::AskedTwice
    );
    assert_eq!(
        act(&store, &cast.intake, id, accept()).await.status(),
        Status::Accepted
    );
}

async fn it_is_returned_twice_at_most(place: Place) {
    let store = place.open().await;
    let cast = Cast::enter(&store).await;
    let id = bring_to(&store, &cast, "returned", Stage::Assigned).await;
    act(&store, &cast.handler, id, return_to_intake()).await;
    act(&store, &cast.intake, id, assign(CONSTRUCTION, &[])).await;
    let second = refused(&store, &cast.handler, id, return_to_intake()).await;
    assert_eq!(
        second,
        Refusal::NotAllowed {
            verb: Verb::ReturnToIntake,
            needs: vec![Role::AgencyLead]
        },
        "the second time the leader decides"
    );
    act(&store, &cast.leader, id, return_to_intake()).await;
    act(&store, &cast.intake, id, assign(CONSTRUCTION, &[])).await;
    assert_eq!(
        refused(&store, &cast.leader, id, return_to_intake()).await,
        Refusal::ReturnedTwice
    );
}

async fn it_is_extended_once_and_in_time(place: Place) {
    let store = place.open().await;
    let cast = Cast::enter(&store).await;
    let id = bring_to(&store, &cast, "extended", Stage::Processing).await;
    let late = bring_to(&store, &cast, "late", Stage::Processing).await;
    place.set("2026-12-15T16:00:00");
    let before = store.deadlines(id).await.expect("deadlines");
    act(&store, &cast.leader, id, extend(5)).await;
    let after = store.deadlines(id).await.expect("deadlines");
    let moved: Vec<_> = before
        .iter()
        .zip(&after)
        .filter(|(before, after)| before.due_at != after.due_at)
        .map(|(before, after)| (before.due_on().to_string(), after.due_on().to_string()))
        .collect();
    let five_days = ("2026-12-16".to_owned(), "2026-12-23".to_owned());
    assert_eq!(
        moved,
        [five_days.clone(), five_days],
        "both clocks of the answer"
    );
    assert_eq!(
        refused(&store, &cast.approver, id, extend(1)).await,
        Refusal::ExtendedAlready
    );
    place.set("2026-12-17T08:00:00");
    assert_eq!(
        refused(&store, &cast.leader, late, extend(5)).await,
        Refusal::PastDue
    );
}

async fn it_is_sent_back_once_and_in_time(place: Place) {
    let store = place.open().await;
    let cast = Cast::enter(&store).await;
    let id = bring_to(&store, &cast, "late", Stage::Published).await;
    place.pass(TimeDelta::days(16));
    assert_eq!(
        refused(&store, &Actor::Sender, id, reopen()).await,
        Refusal::TooLateToReopen
    );
    let id = bring_to(&store, &cast, "early", Stage::Published).await;
    place.pass(TimeDelta::days(15));
    assert_eq!(act(&store, &Actor::Sender, id, reopen()).await.round, 2);
    let due = store.deadlines(id).await.expect("deadlines");
    let again = bring_round(&store, &cast, id).await;
    assert_eq!(again, Refusal::ReopenedAlready);
    let terms = async |step| {
        let all = store.deadlines(id).await.expect("deadlines");
        all.iter().filter(|deadline| deadline.step == step).count()
    };
    assert_eq!(
        terms(domain::deadline::Step::Reopen).await,
        1,
        "the second answer opens no term for a third"
    );
    assert_eq!(
        terms(domain::deadline::Step::Answer).await,
        due.iter()
            .filter(|d| d.step == domain::deadline::Step::Answer)
            .count()
    );
}

/// The term to ask for a review runs from when that can be asked.
async fn a_late_publication_takes_nothing_of_the_senders_term(place: Place) {
    let store = place.open().await;
    let cast = Cast::enter(&store).await;
    let id = bring_to(&store, &cast, "late", Stage::Answered).await;
    place.pass(TimeDelta::days(30));
    act(&store, &cast.publisher, id, publish()).await;
    place.pass(TimeDelta::days(14));
    assert_eq!(act(&store, &Actor::Sender, id, reopen()).await.round, 2);
}

async fn each_report_of_progress_is_due_a_week_after_the_last(place: Place) {
    let store = place.open().await;
    let cast = Cast::enter(&store).await;
    let id = bring_to(&store, &cast, "study", Stage::Processing).await;
    act(&store, &cast.leader, id, study()).await;
    let due = async || {
        let all = store.deadlines(id).await.expect("deadlines");
        let mut open = all
            .iter()
            .filter(|one| one.step == domain::deadline::Step::Update && one.is_open());
        let due = open.next().expect("a term for the report").due_on();
        assert!(open.next().is_none(), "one term at a time");
        due
    };
    let first = due().await;
    place.pass(TimeDelta::days(6));
    act(&store, &cast.handler, id, report_progress()).await;
    assert_eq!(due().await, first + TimeDelta::days(6));
    let told = store.timeline(id).await.expect("timeline");
    assert_eq!(told.last().expect("an event").action, report_progress());
    assert_eq!(
        refused(&store, &cast.intake, id, report_progress()).await,
        Refusal::NotAllowed {
            verb: Verb::ReportProgress,
            needs: vec![Role::Handler, Role::AgencyLead]
        }
    );
    act(&store, &cast.handler, id, Action::Resume).await;
    let all = store.deadlines(id).await.expect("deadlines");
    assert!(
        all.iter()
            .all(|one| one.step != domain::deadline::Step::Update || !one.is_open())
    );
}

async fn bring_round(store: &store::Store, cast: &Cast, id: PetitionId) -> Refusal {
    act(store, &cast.reviewer, id, Action::Start).await;
    act(store, &cast.reviewer, id, submit_for_approval()).await;
    act(store, &cast.second_approver, id, Action::Approve).await;
    act(store, &cast.publisher, id, publish()).await;
    refused(store, &Actor::Sender, id, reopen()).await
}

async fn it_is_rated_once_a_round(place: Place) {
    let store = place.open().await;
    let cast = Cast::enter(&store).await;
    let id = bring_to(&store, &cast, "rated", Stage::Answered).await;
    act(&store, &Actor::Sender, id, rate(Satisfaction::Dissatisfied)).await;
    assert_eq!(
        refused(&store, &Actor::Sender, id, rate(Satisfaction::Satisfied)).await,
        Refusal::RatedAlready
    );
}

async fn only_an_expired_term_ends_the_waiting_for_the_sender(place: Place) {
    let store = place.open().await;
    let cast = Cast::enter(&store).await;
    let id = submit(&store, "silent").await.id;
    act(&store, &cast.intake, id, request_info()).await;
    place.set("2026-12-09T17:00:00");
    assert_eq!(
        refused(&store, &cast.intake, id, reject(Reason::R04)).await,
        not_possible(Verb::Reject, Status::NeedInfo),
        "ten working days, counted from the next"
    );
    place.set("2026-12-10T08:00:00");
    assert_eq!(
        refused(&store, &cast.intake, id, reject(Reason::R05)).await,
        Refusal::Violations(vec![Violation::new("reason", Problem::NotAChoice)])
    );
    assert_eq!(
        act(&store, &cast.intake, id, reject(Reason::R04))
            .await
            .status(),
        Status::Rejected
    );
}

async fn a_form_that_is_not_filled_in_is_refused(place: Place) {
    let store = place.open().await;
    let cast = Cast::enter(&store).await;
    let id = submit(&store, "form").await.id;
    let empty = Action::Reject {
        reason: Reason::R02,
        explanation: " ".to_owned(),
        guidance: "😡".repeat(20),
    };
    assert_eq!(
        refused(&store, &cast.intake, id, empty).await,
        Refusal::Violations(vec![
            Violation::new("explanation", Problem::Missing),
            Violation::new("guidance", Problem::NoWords),
        ])
    );
    let unchecked = bring_to(&store, &cast, "unchecked", Stage::Answered).await;
    let Action::Publish { text, .. } = publish() else {
        panic!("publish")
    };
    let action = Action::Publish {
        text,
        personal_data_checked: false,
    };
    assert_eq!(
        refused(&store, &cast.publisher, unchecked, action).await,
        Refusal::Violations(vec![Violation::new(
            "personal_data_checked",
            Problem::NotConfirmed
        )])
    );
}

async fn what_the_catalogues_do_not_know_is_refused(place: Place) {
    let store = place.open().await;
    let cast = Cast::enter(&store).await;
    let id = submit(&store, "unknown").await.id;
    let Action::Accept {
        kind,
        clauses,
        field,
        ..
    } = accept()
    else {
        panic!("accept")
    };
    let unknown = Action::Accept {
        kind,
        clauses,
        field,
        procedure_code: Some("9.999999".to_owned()),
        area_code: None,
    };
    let not_a_choice =
        |field: &str| Refusal::Violations(vec![Violation::new(field, Problem::NotAChoice)]);
    assert_eq!(
        refused(&store, &cast.intake, id, unknown).await,
        not_a_choice("procedure_code")
    );
    act(&store, &cast.intake, id, accept()).await;
    assert_eq!(
        refused(&store, &cast.intake, id, assign("bk-so-y-te", &[])).await,
        not_a_choice("lead"),
        "an agency of the past gets nothing new"
    );
    assert_eq!(
        refused(
            &store,
            &cast.intake,
            id,
            assign(CONSTRUCTION, &["bk-so-y-te"])
        )
        .await,
        not_a_choice("supporting")
    );
    assert_eq!(
        refused(
            &store,
            &cast.intake,
            id,
            assign(CONSTRUCTION, &[HEALTH, CONSTRUCTION])
        )
        .await,
        not_a_choice("supporting")
    );
}

async fn there_is_nothing_to_do_to_what_is_not_there(place: Place) {
    let store = place.open().await;
    let cast = Cast::enter(&store).await;
    let nobody = PetitionId(Uuid::from_u128(7));
    assert!(matches!(
        store.petition(nobody).await,
        Err(StoreError::NotFound)
    ));
    assert!(matches!(
        store.perform(&cast.intake, nobody, Some(1), accept()).await,
        Err(StoreError::NotFound)
    ));
    assert_eq!(store.log_head().await.expect("head"), 0);
}
