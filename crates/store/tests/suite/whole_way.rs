//! Does a petition go the whole way, twice, with everything written that belongs to each step?

use domain::action::{Action, Verb};
use domain::actor::Actor;
use domain::admissibility::{Classification, Reason};
use domain::id::PetitionId;
use domain::petition::Petition;
use domain::rating::Satisfaction;
use domain::refusal::Refusal;
use domain::status::Status;
use store::register::RegisterFilter;
use store::verify_log::Verdict;
use store::{Store, StoreError};

use crate::support::cast::{CONSTRUCTION, HEALTH, OFFICE, person};
use crate::support::deeds::{
    Stage, accept, act, assign, bring_to, decline_hiding, note, propose_hiding, publish, rate,
    refer_out, refused, reject, reopen, report_progress, request_info, return_to_intake, send_back,
    study, submit, submit_for_approval, supplement,
};
use crate::support::{Cast, Place, stories};

stories!(
    from_the_sender_to_a_second_answer,
    the_class_never_drifts,
    a_private_answer_is_nowhere_in_public,
    what_was_hidden_stays_hidden_until_a_new_decision,
    a_private_second_answer_takes_the_first_from_the_public,
    the_name_is_shown_only_by_consent,
    the_field_follows_from_the_procedure,
    a_note_needs_no_version,
);

async fn status(store: &Store, id: PetitionId) -> Status {
    store.petition(id).await.expect("petition").status()
}

async fn from_the_sender_to_a_second_answer(place: Place) {
    let store = place.open().await;
    let cast = Cast::enter(&store).await;
    let receipt = submit(&store, "whole-way").await;
    let id = receipt.id;
    let way: Vec<(&str, &Actor, Action, Status)> = vec![
        (
            "2026-11-25T10:00:00",
            &cast.intake,
            request_info(),
            Status::NeedInfo,
        ),
        (
            "2026-11-26T20:00:00",
            &Actor::Sender,
            supplement(),
            Status::Resubmitted,
        ),
        (
            "2026-11-27T09:00:00",
            &cast.intake,
            accept(),
            Status::Accepted,
        ),
        (
            "2026-11-27T09:30:00",
            &cast.intake,
            assign(HEALTH, &[]),
            Status::Assigned,
        ),
        (
            "2026-11-27T14:00:00",
            &cast.stranger,
            return_to_intake(),
            Status::Accepted,
        ),
        (
            "2026-11-27T15:00:00",
            &cast.intake,
            assign(CONSTRUCTION, &[HEALTH]),
            Status::Assigned,
        ),
        (
            "2026-11-30T08:00:00",
            &cast.handler,
            Action::Start,
            Status::Processing,
        ),
        (
            "2026-11-30T09:00:00",
            &cast.leader,
            study(),
            Status::Studying,
        ),
        (
            "2026-12-02T08:00:00",
            &cast.handler,
            report_progress(),
            Status::Studying,
        ),
        (
            "2026-12-02T09:00:00",
            &cast.handler,
            Action::Resume,
            Status::Processing,
        ),
        (
            "2026-12-03T09:00:00",
            &cast.handler,
            submit_for_approval(),
            Status::AwaitingApproval,
        ),
        (
            "2026-12-03T10:00:00",
            &cast.approver,
            send_back(),
            Status::Processing,
        ),
        (
            "2026-12-03T11:00:00",
            &cast.handler,
            submit_for_approval(),
            Status::AwaitingApproval,
        ),
        (
            "2026-12-03T16:00:00",
            &cast.approver,
            Action::Approve,
            Status::Answered,
        ),
        (
            "2026-12-04T08:30:00",
            &cast.publisher,
            publish(),
            Status::Published,
        ),
        (
            "2026-12-05T07:00:00",
            &Actor::Sender,
            rate(Satisfaction::Satisfied),
            Status::Published,
        ),
        (
            "2026-12-10T07:00:00",
            &Actor::Sender,
            reopen(),
            Status::Processing,
        ),
        (
            "2026-12-10T09:00:00",
            &cast.reviewer,
            Action::Start,
            Status::Processing,
        ),
        (
            "2026-12-11T09:00:00",
            &cast.reviewer,
            submit_for_approval(),
            Status::AwaitingApproval,
        ),
        (
            "2026-12-11T10:00:00",
            &cast.second_approver,
            Action::Approve,
            Status::Answered,
        ),
        (
            "2026-12-11T15:00:00",
            &cast.publisher,
            publish(),
            Status::Published,
        ),
        (
            "2026-12-12T15:00:00",
            &Actor::Sender,
            rate(Satisfaction::VerySatisfied),
            Status::Published,
        ),
    ];
    let verbs: Vec<Verb> = way.iter().map(|(_, _, action, _)| action.verb()).collect();
    for (when, actor, action, reached) in way {
        place.set(when);
        let petition = act(&store, actor, id, action).await;
        assert_eq!(petition.status(), reached, "{when}");
        assert_eq!(
            store.petition(id).await.expect("petition"),
            petition,
            "what was returned is what was written"
        );
    }
    let petition = store.petition(id).await.expect("petition");
    assert_eq!(
        (petition.round, petition.returns, petition.info_requests),
        (2, 1, 1)
    );
    assert_eq!(petition.classification, Some(Classification::Valid));
    assert_eq!(
        petition.lead(),
        store.catalogue().agency_by_slug(OFFICE),
        "the reviewer leads the second round"
    );
    assert!(petition.body.ends_with("Bổ sung: Biên nhận số 12/BN"));

    let timeline = store.timeline(id).await.expect("timeline");
    assert_eq!(timeline.len(), verbs.len() + 1);
    assert_eq!(
        petition.row_version,
        i64::try_from(timeline.len()).expect("count")
    );
    for (index, pair) in timeline.windows(2).enumerate() {
        assert_eq!(pair[1].verb(), verbs[index]);
        assert_eq!(
            pair[1].from,
            Some(pair[0].to),
            "each event goes on where the last ended"
        );
        assert_eq!(pair[1].petition_seq, pair[0].petition_seq + 1);
    }
    assert!(matches!(
        store.verify_log().await.expect("verify"),
        Verdict::Intact { .. }
    ));

    let publication = store
        .publication(&receipt.record_code)
        .await
        .expect("public");
    assert_eq!(
        publication.agency_name,
        store.catalogue().agency_name_on(
            petition.lead().expect("lead"),
            "2026-12-11".parse().expect("day")
        )
    );
    assert!(publication.on_time);
    assert_eq!(
        place.number("select count(*) from publication").await,
        1,
        "the second answer replaces the first"
    );
    assert_eq!(place.number("select count(*) from rating").await, 2);
    assert_eq!(place.number("select count(*) from answer").await, 2);
    let found = store
        .register(&RegisterFilter {
            q: "rút kinh nghiệm".into(),
            ..RegisterFilter::default()
        })
        .await;
    assert_eq!(found.expect("register").items.len(), 1);
    assert_eq!(
        refused(&store, &Actor::Sender, id, reopen()).await,
        Refusal::ReopenedAlready
    );
}

async fn the_class_never_drifts(place: Place) {
    let store = place.open().await;
    let cast = Cast::enter(&store).await;
    let returned = submit(&store, "returned").await.id;
    let referred = submit(&store, "referred").await.id;
    let accepted = submit(&store, "accepted").await.id;
    let withdrawn = submit(&store, "withdrawn").await.id;
    act(&store, &cast.intake, returned, reject(Reason::R05)).await;
    act(&store, &cast.intake, referred, refer_out()).await;
    act(&store, &cast.intake, accepted, accept()).await;
    place.set("2026-11-26T08:00:00");
    // Found admissible first, found outside competence later: the books keep the first.
    act(&store, &cast.intake, accepted, refer_out()).await;
    act(
        &store,
        &Actor::Sender,
        withdrawn,
        Action::Withdraw { reason: None },
    )
    .await;
    let class = async |id| store.petition(id).await.expect("petition").classification;
    assert_eq!(class(returned).await, Some(Classification::Invalid));
    assert_eq!(
        class(referred).await,
        Some(Classification::OutsideJurisdiction)
    );
    assert_eq!(class(accepted).await, Some(Classification::Valid));
    assert_eq!(class(withdrawn).await, None);
    assert_eq!(
        place
            .number("select count(*) from petition where classified_on is not null")
            .await,
        3
    );
    let today = "select count(*) from petition where classified_on = '2026-11-26'";
    assert_eq!(
        place.number(today).await,
        0,
        "the first classifying day stays"
    );
}

async fn a_private_answer_is_nowhere_in_public(place: Place) {
    let store = place.open().await;
    let cast = Cast::enter(&store).await;
    let id = bring_to(&store, &cast, "private", Stage::Answered).await;
    let code = store.petition(id).await.expect("petition").record_code;
    act(&store, &cast.publisher, id, propose_hiding()).await;
    act(&store, &cast.leader, id, decline_hiding()).await;
    act(&store, &cast.publisher, id, propose_hiding()).await;
    let petition = act(&store, &cast.leader, id, Action::ConfirmHiding).await;
    assert_eq!(petition.status(), Status::AnsweredPrivate);
    assert!(matches!(
        store.publication(&code).await,
        Err(StoreError::NotFound)
    ));
    assert!(
        store
            .register(&RegisterFilter::default())
            .await
            .expect("register")
            .items
            .is_empty()
    );
}

async fn what_was_hidden_stays_hidden_until_a_new_decision(place: Place) {
    let store = place.open().await;
    let cast = Cast::enter(&store).await;
    let id = bring_to(&store, &cast, "hidden", Stage::Published).await;
    let code = store.petition(id).await.expect("petition").record_code;
    assert!(store.publication(&code).await.is_ok());
    act(&store, &cast.publisher, id, propose_hiding()).await;
    let petition = act(&store, &cast.leader, id, Action::ConfirmHiding).await;
    assert_eq!(
        petition.status(),
        Status::Published,
        "it stays what it is, and is not shown"
    );
    assert!(petition.flags.hidden);
    assert!(matches!(
        store.publication(&code).await,
        Err(StoreError::NotFound)
    ));
    let everything = [
        RegisterFilter::default(),
        RegisterFilter {
            q: "kinh nghiệm".into(),
            ..RegisterFilter::default()
        },
    ];
    for filter in &everything {
        assert!(
            store
                .register(filter)
                .await
                .expect("register")
                .items
                .is_empty()
        );
    }
    second_round(&store, &cast, id).await;
    assert!(
        matches!(store.publication(&code).await, Err(StoreError::NotFound)),
        "not yet decided anew"
    );
    let petition = act(&store, &cast.publisher, id, publish()).await;
    assert!(!petition.flags.hidden);
    assert!(store.publication(&code).await.is_ok());
    assert_eq!(
        store
            .register(&everything[1])
            .await
            .expect("register")
            .items
            .len(),
        1
    );
}

/// Sent back, reviewed and answered again.
async fn second_round(store: &Store, cast: &Cast, id: PetitionId) -> Petition {
    act(store, &Actor::Sender, id, reopen()).await;
    act(store, &cast.reviewer, id, Action::Start).await;
    act(store, &cast.reviewer, id, submit_for_approval()).await;
    act(store, &cast.second_approver, id, Action::Approve).await
}

async fn a_private_second_answer_takes_the_first_from_the_public(place: Place) {
    let store = place.open().await;
    let cast = Cast::enter(&store).await;
    let id = bring_to(&store, &cast, "second-private", Stage::Published).await;
    let code = store.petition(id).await.expect("petition").record_code;
    second_round(&store, &cast, id).await;
    assert!(
        store.publication(&code).await.is_ok(),
        "the first stays public while the second is written"
    );
    let lead = crate::support::official(
        &store,
        "Vi Thị Chánh",
        &[(domain::official::Role::AgencyLead, OFFICE)],
    )
    .await;
    act(&store, &cast.publisher, id, propose_hiding()).await;
    let petition = act(&store, &lead, id, Action::ConfirmHiding).await;
    assert_eq!(petition.status(), Status::AnsweredPrivate);
    assert!(matches!(
        store.publication(&code).await,
        Err(StoreError::NotFound)
    ));
    let search = RegisterFilter {
        q: "kinh nghiệm".into(),
        ..RegisterFilter::default()
    };
    assert!(
        store
            .register(&search)
            .await
            .expect("register")
            .items
            .is_empty()
    );
}

async fn the_name_is_shown_only_by_consent(place: Place) {
    let store = place.open().await;
    let cast = Cast::enter(&store).await;
    for (key, consents) in [("silent", false), ("open", true)] {
        let mut form = crate::support::deeds::submission(key);
        form.name_public = consents;
        let id = store
            .submit(form, crate::support::deeds::by_web())
            .await
            .expect("submit")
            .id;
        for (actor, action) in [
            (&cast.intake, accept()),
            (&cast.intake, assign(CONSTRUCTION, &[])),
            (&cast.handler, Action::Start),
            (&cast.handler, submit_for_approval()),
            (&cast.approver, Action::Approve),
            (&cast.publisher, publish()),
        ] {
            act(&store, actor, id, action).await;
        }
        let code = store.petition(id).await.expect("petition").record_code;
        let shown = store.publication(&code).await.expect("public").shown_name;
        assert_eq!(shown.as_deref(), consents.then_some("Hoàng Thị Mẩy"));
    }
}

async fn the_field_follows_from_the_procedure(place: Place) {
    let store = place.open().await;
    let cast = Cast::enter(&store).await;
    let catalogue = store.catalogue();
    let procedure = catalogue
        .procedures()
        .iter()
        .find(|procedure| !procedure.field.is_empty())
        .expect("procedure");
    let id = submit(&store, "field").await.id;
    let action = Action::Accept {
        kind: domain::petition::PetitionKind::Regulation,
        clauses: vec![2],
        field: None,
        procedure_code: Some(procedure.code.clone()),
        area_code: None,
    };
    let petition = act(&store, &cast.intake, id, action).await;
    assert_eq!(petition.field.as_deref(), Some(procedure.field.as_str()));
    let timeline = store.timeline(id).await.expect("timeline");
    assert!(
        matches!(&timeline[1].action, Action::Accept { field: Some(field), .. } if *field == procedure.field)
    );
}

async fn a_note_needs_no_version(place: Place) {
    let store = place.open().await;
    let cast = Cast::enter(&store).await;
    let id = bring_to(&store, &cast, "noted", Stage::Processing).await;
    store
        .perform(&cast.intake, id, None, note())
        .await
        .expect("note");
    assert_eq!(status(&store, id).await, Status::Processing);
    let refusal = store.perform(&cast.auditor, id, None, note()).await;
    assert!(
        matches!(
            refusal,
            Err(StoreError::Refused(Refusal::NotAllowed { .. }))
        ),
        "auditors change nothing"
    );
    assert!(domain::permission::may_see(
        person(&cast.auditor),
        &store.petition(id).await.expect("petition")
    ));
}
