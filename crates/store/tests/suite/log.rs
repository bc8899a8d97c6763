//! Is the log whole? No place is lost or given twice, nothing in it can be changed unseen.

use std::collections::BTreeMap;

use domain::action::Action;
use domain::id::PetitionId;
use store::verify_log::{Problem, Verdict};

use crate::support::cast::CONSTRUCTION;
use crate::support::deeds::{
    accept, act, assign, by_web, note, publish, remind, submission, submit,
};
use crate::support::{Cast, Place, stories};

stories!(
    no_place_is_lost_when_others_fail_in_between,
    what_is_read_is_never_ahead_of_a_gap,
    events_cannot_be_changed_or_deleted,
    a_changed_event_is_named,
    a_removed_event_is_named,
    exchanged_events_are_named,
    an_event_put_in_is_named,
    a_forged_event_breaks_the_chain,
);

async fn no_place_is_lost_when_others_fail_in_between(place: Place) {
    let store = place.open().await;
    let cast = Cast::enter(&store).await;
    let mut ids = Vec::new();
    for number in 0..6 {
        ids.push(submit(&store, &format!("before-{number}")).await.id);
    }
    let tasks: Vec<_> = (0..80_usize)
        .map(|number| {
            let (store, intake, publisher) =
                (store.clone(), cast.intake.clone(), cast.publisher.clone());
            let id = ids[number % ids.len()];
            tokio::spawn(async move {
                match number % 8 {
                    0 => store
                        .submit(submission(&format!("during-{number}")), by_web())
                        .await
                        .is_ok(),
                    // Refused by the rules, by the catalogues after the row was written, and for a wrong version.
                    1 => store.perform(&publisher, id, None, publish()).await.is_ok(),
                    2 => {
                        let Action::Accept {
                            kind,
                            clauses,
                            field,
                            ..
                        } = accept()
                        else {
                            return false;
                        };
                        let procedure_code = Some("9.999999".to_owned());
                        let action = Action::Accept {
                            kind,
                            clauses,
                            field,
                            procedure_code,
                            area_code: None,
                        };
                        store.perform(&intake, id, None, action).await.is_ok()
                    }
                    3 => store.perform(&intake, id, Some(999), note()).await.is_ok(),
                    _ => store.perform(&intake, id, None, note()).await.is_ok(),
                }
            })
        })
        .collect();
    let mut done = 0;
    for task in tasks {
        done += i64::from(task.await.expect("tried"));
    }
    assert_eq!(done, 50, "ten sent and forty notes");
    let head = store.log_head().await.expect("head");
    assert_eq!(head, 6 + done);
    let events = store.events_since(0, 1_000).await.expect("events");
    let places: Vec<_> = events.iter().map(|event| event.seq).collect();
    assert_eq!(
        places,
        (1..=head).collect::<Vec<_>>(),
        "no gap, nothing twice"
    );
    let mut last: BTreeMap<PetitionId, i64> = BTreeMap::new();
    for event in &events {
        let before = last
            .insert(event.petition_id, event.petition_seq)
            .unwrap_or(0);
        assert_eq!(event.petition_seq, before + 1);
    }
    for (id, count) in last {
        assert_eq!(
            store.petition(id).await.expect("petition").row_version,
            count,
            "one version for each event"
        );
    }
    assert!(
        matches!(store.verify_log().await.expect("verify"), Verdict::Intact { events, .. } if events == head)
    );
    assert_eq!(
        *store.listen().borrow(),
        head,
        "the bell has rung for the last"
    );
}

async fn what_is_read_is_never_ahead_of_a_gap(place: Place) {
    let store = place.open().await;
    let cast = Cast::enter(&store).await;
    let id = submit(&store, "read").await.id;
    let writers: Vec<_> = (0..4)
        .map(|_| {
            let (store, intake) = (store.clone(), cast.intake.clone());
            tokio::spawn(async move {
                for _ in 0..15 {
                    store
                        .perform(&intake, id, None, note())
                        .await
                        .expect("note");
                }
            })
        })
        .collect();
    let (mut seen, mut reads) = (0, 0);
    while seen < 61 {
        for event in store.events_since(seen, 100).await.expect("events") {
            assert_eq!(
                event.seq,
                seen + 1,
                "a later event is never visible before an earlier one"
            );
            seen = event.seq;
        }
        reads += 1;
        assert!(reads < 100_000, "all is read in the end");
        tokio::task::yield_now().await;
    }
    for writer in writers {
        writer.await.expect("written");
    }
    assert_eq!(store.log_head().await.expect("head"), 61);
}

async fn events_cannot_be_changed_or_deleted(place: Place) {
    let store = place.open().await;
    submit(&store, "kept").await;
    for statement in [
        "update event set actor_name = 'x'",
        "delete from event",
        "update event set payload = '{}' where seq = 1",
    ] {
        let (place, statement) = (place.clone(), statement.to_owned());
        let refused = tokio::spawn(async move { place.tamper(&[&statement]).await }).await;
        assert!(refused.is_err(), "the database itself refuses");
    }
    assert_eq!(
        place
            .number("select count(*) from event where actor_name = ''")
            .await,
        1
    );
}

/// What somebody does first who wants to change the log.
fn without_triggers(place: &Place) -> Vec<&'static str> {
    if place.is_postgres() {
        vec!["alter table event disable trigger all"]
    } else {
        vec![
            "drop trigger event_is_append_only_update",
            "drop trigger event_is_append_only_delete",
        ]
    }
}

/// A log of two petitions, eight events: 1 to 5 of the first, then one of the second, then two of the first.
async fn tampered(place: &Place, statements: &[&str]) -> Verdict {
    let store = place.open().await;
    let cast = Cast::enter(&store).await;
    let first = submit(&store, "first").await.id;
    act(&store, &cast.intake, first, note()).await;
    act(&store, &cast.intake, first, accept()).await;
    act(&store, &cast.intake, first, assign(CONSTRUCTION, &[])).await;
    act(&store, &cast.intake, first, remind()).await;
    submit(&store, "second").await;
    act(&store, &cast.handler, first, Action::Start).await;
    act(&store, &cast.intake, first, note()).await;
    let before = store.verify_log().await.expect("verify");
    assert!(matches!(before, Verdict::Intact { events: 8, .. }));
    assert_eq!(
        store.verify_log().await.expect("verify"),
        before,
        "the same log has the same head"
    );
    let mut all: Vec<&str> = without_triggers(place);
    all.extend(statements);
    place.tamper(&all).await;
    store.verify_log().await.expect("verify")
}

fn broken(seq: i64, problem: Problem) -> Verdict {
    Verdict::Broken { seq, problem }
}

async fn a_changed_event_is_named(place: Place) {
    let found = tampered(
        &place,
        &[
            "update event set payload = replace(payload, 'gọi', 'hỏi') where seq = 8",
            "update event set payload = replace(payload, 'gọi', 'hỏi') where seq = 2",
        ],
    )
    .await;
    assert_eq!(found, broken(2, Problem::Changed), "the first of them");
    // Every column is covered.
    let store = place.open().await;
    place
        .tamper(&["update event set payload = replace(payload, 'hỏi', 'gọi')"])
        .await;
    assert!(matches!(
        store.verify_log().await.expect("verify"),
        Verdict::Intact { .. }
    ));
    let (other_time, own_time) = if place.is_postgres() {
        (
            "update event set at = at - interval '1 microsecond' where seq = 4",
            "update event set at = at + interval '1 microsecond' where seq = 4",
        )
    } else {
        (
            "update event set at = replace(at, '2026-', '2025-') where seq = 4",
            "update event set at = replace(at, '2025-', '2026-') where seq = 4",
        )
    };
    for (change, back) in [
        (other_time, own_time),
        (
            "update event set actor_name = 'Ai đó' where seq = 4",
            "update event set actor_name = 'Nông Thị Tiếp' where seq = 4",
        ),
        (
            "update event set actor_role = 'auditor' where seq = 4",
            "update event set actor_role = 'intake' where seq = 4",
        ),
        (
            "update event set verb = 'note' where seq = 4",
            "update event set verb = 'assign' where seq = 4",
        ),
        (
            "update event set to_status = 'accepted' where seq = 4",
            "update event set to_status = 'assigned' where seq = 4",
        ),
        (
            "update event set from_status = null where seq = 4",
            "update event set from_status = 'accepted' where seq = 4",
        ),
    ] {
        place.tamper(&[change]).await;
        assert_eq!(
            store.verify_log().await.expect("verify"),
            broken(4, Problem::Changed),
            "{change}"
        );
        place.tamper(&[back]).await;
    }
    assert!(matches!(
        store.verify_log().await.expect("verify"),
        Verdict::Intact { .. }
    ));
}

async fn a_removed_event_is_named(place: Place) {
    assert_eq!(
        tampered(&place, &["delete from event where seq = 3"]).await,
        broken(3, Problem::Missing)
    );
    let store = place.open().await;
    place.tamper(&["delete from event where seq >= 3"]).await;
    assert_eq!(
        store.verify_log().await.expect("verify"),
        broken(3, Problem::Missing),
        "the end as well"
    );
}

async fn exchanged_events_are_named(place: Place) {
    let found = tampered(
        &place,
        &[
            "update event set seq = 100 where seq = 2",
            "update event set seq = 2 where seq = 6",
            "update event set seq = 6 where seq = 100",
        ],
    )
    .await;
    assert_eq!(found, broken(2, Problem::Changed));
}

async fn an_event_put_in_is_named(place: Place) {
    let columns = "petition_id, at, actor, actor_name, actor_role, agency_id, verb, from_status, to_status, payload, \
         prev_hash, hash";
    let beyond: &'static str = Box::leak(
        format!(
            "insert into event (seq, petition_seq, {columns}) select 9, 8, {columns} from event where seq = 8"
        )
        .into_boxed_str(),
    );
    assert_eq!(tampered(&place, &[beyond]).await, broken(9, Problem::Added));
    let store = place.open().await;
    place.tamper(&["update log_head set seq = 9"]).await;
    assert_eq!(
        store.verify_log().await.expect("verify"),
        broken(9, Problem::Changed)
    );
}

/// Changes an event and gives it the hash that fits, as somebody could who knows how it is made.
async fn forge(place: &Place, change: &'static str, seq: i64) {
    place.tamper(&[change]).await;
    let row = place.event(seq).await;
    let hash = store::secrets::hex(&row.hash());
    let literal = if place.is_postgres() {
        format!("'\\x{hash}'")
    } else {
        format!("x'{hash}'")
    };
    place
        .tamper(&[&format!(
            "update event set hash = {literal} where seq = {seq}"
        )])
        .await;
}

async fn a_forged_event_breaks_the_chain(place: Place) {
    let untouched = tampered(&place, &[]).await;
    assert!(matches!(untouched, Verdict::Intact { .. }));
    let store = place.open().await;
    forge(
        &place,
        "update event set actor_name = 'Ai đó' where seq = 3",
        3,
    )
    .await;
    assert_eq!(
        store.verify_log().await.expect("verify"),
        broken(4, Problem::Unchained),
        "what follows does not fit"
    );
    forge(
        &place,
        "update event set actor_name = 'Nông Thị Tiếp' where seq = 3",
        3,
    )
    .await;
    assert_eq!(
        store.verify_log().await.expect("verify"),
        untouched,
        "the same log has the same head"
    );
    // The last of a petition has nobody after it; the head over all petitions tells.
    forge(
        &place,
        "update event set actor_name = 'Ai đó' where seq = 8",
        8,
    )
    .await;
    let Verdict::Intact { head, .. } = store.verify_log().await.expect("verify") else {
        panic!("intact")
    };
    let Verdict::Intact { head: before, .. } = untouched else {
        panic!("intact")
    };
    assert_ne!(head, before);
    forge(
        &place,
        "update event set from_status = 'studying' where seq = 8",
        8,
    )
    .await;
    assert_eq!(
        store.verify_log().await.expect("verify"),
        broken(8, Problem::Discontinuous)
    );
}
