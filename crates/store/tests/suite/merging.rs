//! Does a petition follow another, and stand on its own again as if it never had?

use domain::action::Action;
use domain::actor::Actor;
use domain::admissibility::{Classification, Reason};
use domain::deadline::Deadline;
use domain::id::PetitionId;
use domain::refusal::Refusal;
use domain::status::{State, Status};
use domain::violation::{Problem, Violation};
use store::Store;
use uuid::Uuid;

use crate::support::deeds::{
    Stage, act, bring_to, refused, reject, return_to_intake, submit, unmerge, withdraw,
};
use crate::support::{Cast, Place, stories};

stories!(
    an_undone_merge_restores_the_clocks,
    what_ended_before_the_merge_stays_ended,
    it_follows_only_an_older_living_petition,
    the_followers_are_told_the_answer,
);

async fn open(store: &Store, id: PetitionId) -> Vec<Deadline> {
    store
        .deadlines(id)
        .await
        .expect("deadlines")
        .into_iter()
        .filter(Deadline::is_open)
        .collect()
}

async fn an_undone_merge_restores_the_clocks(place: Place) {
    let store = place.open().await;
    let cast = Cast::enter(&store).await;
    let into = submit(&store, "older").await.id;
    place.set("2026-11-25T09:00:00");
    let id = bring_to(&store, &cast, "younger", Stage::Assigned).await;
    let before = store.petition(id).await.expect("petition");
    let clocks = open(&store, id).await;
    assert_eq!(
        clocks.len(),
        3,
        "the citizen's, the unit's and taking it up"
    );
    place.set("2026-11-26T09:00:00");
    let merged = act(&store, &cast.intake, id, Action::Merge { into }).await;
    assert_eq!(
        merged.classification,
        Some(Classification::Valid),
        "it keeps its class"
    );
    assert!(open(&store, id).await.is_empty());
    place.set("2026-12-01T09:00:00");
    let after = act(&store, &cast.intake, id, unmerge()).await;
    assert_eq!(after.state, before.state);
    assert_eq!(
        open(&store, id).await,
        clocks,
        "the clocks have run on meanwhile, to the same dates"
    );
    assert_eq!(place.number("select count(*) from petition where merged_into is not null or closed_on is not null").await, 0);
    assert_eq!(
        act(&store, &cast.handler, id, Action::Start).await.status(),
        Status::Processing
    );
}

async fn what_ended_before_the_merge_stays_ended(place: Place) {
    let store = place.open().await;
    let cast = Cast::enter(&store).await;
    let into = submit(&store, "older").await.id;
    let id = bring_to(&store, &cast, "younger", Stage::Assigned).await;
    place.set("2026-11-26T09:00:00");
    act(&store, &cast.handler, id, return_to_intake()).await;
    let clocks = open(&store, id).await;
    place.set("2026-11-26T10:00:00");
    act(&store, &cast.intake, id, Action::Merge { into }).await;
    place.set("2026-11-26T11:00:00");
    act(&store, &cast.intake, id, unmerge()).await;
    assert_eq!(
        open(&store, id).await,
        clocks,
        "the agency's clock was over before"
    );
}

async fn it_follows_only_an_older_living_petition(place: Place) {
    let store = place.open().await;
    let cast = Cast::enter(&store).await;
    let oldest = submit(&store, "oldest").await.id;
    place.set("2026-11-25T09:00:00");
    let id = submit(&store, "middle").await.id;
    place.set("2026-11-25T10:00:00");
    let youngest = submit(&store, "youngest").await.id;
    let merge = |into| Action::Merge { into };
    assert_eq!(
        refused(&store, &cast.intake, id, merge(youngest)).await,
        Refusal::BadMerge
    );
    let no_code = Refusal::Violations(vec![Violation::new("into", Problem::NotACode)]);
    let nobody = PetitionId(Uuid::from_u128(7));
    assert_eq!(
        refused(&store, &cast.intake, id, merge(nobody)).await,
        no_code
    );
    assert_eq!(refused(&store, &cast.intake, id, merge(id)).await, no_code);
    act(&store, &cast.intake, id, merge(oldest)).await;
    assert_eq!(
        refused(&store, &cast.intake, youngest, merge(id)).await,
        Refusal::BadMerge,
        "it follows another"
    );
    act(&store, &cast.intake, oldest, reject(Reason::R10)).await;
    assert_eq!(
        refused(&store, &cast.intake, youngest, merge(oldest)).await,
        Refusal::BadMerge
    );
    let petition = store.petition(id).await.expect("petition");
    assert!(matches!(petition.state, State::Merged { into, .. } if into == oldest));
    let refusal = refused(&store, &Actor::Sender, id, withdraw()).await;
    assert!(matches!(refusal, Refusal::InvalidTransition { .. }));
}

async fn the_followers_are_told_the_answer(place: Place) {
    let store = place.open().await;
    let cast = Cast::enter(&store).await;
    let oldest = bring_to(&store, &cast, "oldest", Stage::AwaitingApproval).await;
    let middle = submit(&store, "middle").await.id;
    let youngest = submit(&store, "youngest").await.id;
    act(
        &store,
        &cast.intake,
        youngest,
        Action::Merge { into: middle },
    )
    .await;
    act(&store, &cast.intake, middle, Action::Merge { into: oldest }).await;
    while !store.claim_jobs(50).await.expect("claim").is_empty() {}
    act(&store, &cast.approver, oldest, Action::Approve).await;
    let mut told: Vec<_> = store
        .claim_jobs(50)
        .await
        .expect("claim")
        .into_iter()
        .map(|job| {
            assert_eq!(job.kind, "tell_sender");
            serde_json::from_value::<PetitionId>(job.payload["petition"].clone()).expect("id")
        })
        .collect();
    told.sort_unstable();
    let mut all = [oldest, middle, youngest];
    all.sort_unstable();
    assert_eq!(told, all, "each sender gets the answer");
}
