//! What happens when two act on the same petition? Exactly one does; the other is told what changed.

use domain::action::{Action, Verb};
use domain::actor::Actor;
use domain::admissibility::Reason;
use domain::status::Status;
use store::StoreError;

use crate::support::cast::CONSTRUCTION;
use crate::support::deeds::{
    Stage, accept, act, assign, bring_to, note, refer_out, reject, request_info, submit,
};
use crate::support::{Cast, Place, stories};

stories!(
    of_two_at_once_exactly_one_wins,
    the_second_is_told_what_changed,
    a_conflict_tells_nothing_to_whom_it_does_not_concern,
    two_merges_of_each_other_do_not_wait_for_ever,
);

async fn of_two_at_once_exactly_one_wins(place: Place) {
    let store = place.open().await;
    let cast = Cast::enter(&store).await;
    for number in 0..10 {
        let id = submit(&store, &format!("race-{number}")).await.id;
        let tries: Vec<_> = [
            accept(),
            reject(Reason::R02),
            refer_out(),
            request_info(),
            note(),
        ]
        .into_iter()
        .map(|action| {
            let (store, actor) = (store.clone(), cast.intake.clone());
            tokio::spawn(async move { store.perform(&actor, id, Some(1), action).await })
        })
        .collect();
        let (mut won, mut lost) = (Vec::new(), 0);
        for one in tries {
            match one.await.expect("tried") {
                Ok(done) => won.push(done),
                Err(StoreError::Conflict { current, since }) => {
                    lost += 1;
                    assert_eq!(current, 2);
                    assert_eq!(since.len(), 1, "the event of the winner");
                }
                Err(error) => panic!("{error}"),
            }
        }
        assert_eq!((won.len(), lost), (1, 4));
        let petition = store.petition(id).await.expect("petition");
        assert_eq!(petition, won[0].petition);
        assert_eq!(store.timeline(id).await.expect("timeline").len(), 2);
    }
}

async fn the_second_is_told_what_changed(place: Place) {
    let store = place.open().await;
    let cast = Cast::enter(&store).await;
    let id = submit(&store, "told").await.id;
    let seen = store.petition(id).await.expect("petition").row_version;
    act(&store, &cast.intake, id, note()).await;
    act(&store, &cast.intake, id, accept()).await;
    act(&store, &cast.intake, id, assign(CONSTRUCTION, &[])).await;
    let result = store
        .perform(&cast.intake, id, Some(seen), reject(Reason::R02))
        .await;
    let Err(StoreError::Conflict { current, since }) = result else {
        panic!("a conflict: {result:?}")
    };
    assert_eq!(current, 4);
    let verbs: Vec<_> = since.iter().map(domain::event::Event::verb).collect();
    assert_eq!(verbs, [Verb::Note, Verb::Accept, Verb::Assign]);
    assert_eq!(
        store.petition(id).await.expect("petition").status(),
        Status::Assigned,
        "nothing is overwritten"
    );
    let from_the_future = store
        .perform(&cast.handler, id, Some(99), Action::Start)
        .await;
    assert!(
        matches!(from_the_future, Err(StoreError::Conflict { current: 4, since }) if since.is_empty())
    );
}

async fn a_conflict_tells_nothing_to_whom_it_does_not_concern(place: Place) {
    let store = place.open().await;
    let cast = Cast::enter(&store).await;
    let id = bring_to(&store, &cast, "secret", Stage::Processing).await;
    for actor in [&cast.stranger, &cast.administrator] {
        let result = store.perform(actor, id, Some(1), note()).await;
        assert!(matches!(result, Err(StoreError::Conflict { since, .. }) if since.is_empty()));
    }
    let result = store
        .perform(
            &Actor::Sender,
            id,
            Some(1),
            Action::Withdraw { reason: None },
        )
        .await;
    assert!(matches!(result, Err(StoreError::Conflict { since, .. }) if since.len() == 3));
}

async fn two_merges_of_each_other_do_not_wait_for_ever(place: Place) {
    let store = place.open().await;
    let cast = Cast::enter(&store).await;
    for number in 0..10 {
        let one = submit(&store, &format!("one-{number}")).await.id;
        let other = submit(&store, &format!("other-{number}")).await.id;
        let tries: Vec<_> = [(one, other), (other, one)]
            .into_iter()
            .map(|(id, into)| {
                let (store, actor) = (store.clone(), cast.intake.clone());
                tokio::spawn(async move {
                    store
                        .perform(&actor, id, Some(1), Action::Merge { into })
                        .await
                })
            })
            .collect();
        let mut merged = 0;
        for one in tries {
            match one.await.expect("tried") {
                Ok(_) => merged += 1,
                Err(StoreError::Refused(_)) => {}
                Err(error) => panic!("{error}"),
            }
        }
        assert_eq!(merged, 1, "the other would follow itself");
    }
}
