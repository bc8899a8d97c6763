//! Does a new day off move what is open and only that, and does a new rule move nothing?

use domain::action::{Action, Verb};
use domain::calendar::{DayKind, DayOverride};
use domain::deadline::Standing::{Lapsed, Met};
use domain::deadline::{Clock, Deadline, Step};
use domain::id::PetitionId;
use store::Store;
use store::verify_log::Verdict;

use crate::support::deeds::{Stage, accept, act, bring_to, note, request_info, submit};
use crate::support::{Cast, Place, stories};

stories!(
    a_day_off_moves_open_dates_with_an_event,
    what_was_met_never_moves,
    a_day_off_set_again_moves_nothing,
    a_make_up_day_brings_dates_forward,
    a_paused_date_moves_by_the_calendar_too,
    a_changed_rule_moves_no_date_already_given,
    the_calendar_and_the_desk_do_not_wait_for_each_other,
    a_supplement_gives_intake_its_time_anew,
    each_way_out_of_intake_is_judged_by_its_own_term,
);

fn day(date: &str, kind: DayKind) -> DayOverride {
    DayOverride {
        date: date.parse().expect("day"),
        kind,
        name: "Nghỉ bù theo thông báo".to_owned(),
        source: "Thông báo của Thủ tướng".to_owned(),
    }
}

async fn due(store: &Store, id: PetitionId, clock: Clock, step: Step) -> Deadline {
    let all = store.deadlines(id).await.expect("deadlines");
    all.into_iter()
        .rev()
        .find(|deadline| (deadline.clock, deadline.step) == (clock, step))
        .expect("deadline")
}

async fn a_day_off_moves_open_dates_with_an_event(place: Place) {
    let store = place.open().await;
    let cast = Cast::enter(&store).await;
    let id = bring_to(&store, &cast, "open", Stage::Processing).await;
    let closed = bring_to(&store, &cast, "closed", Stage::Published).await;
    let before = store.petition(id).await.expect("petition");
    let closed_before = (
        store.petition(closed).await.expect("petition"),
        store.deadlines(closed).await.expect("dates"),
    );
    let head = store.log_head().await.expect("head");
    assert_eq!(
        due(&store, id, Clock::Citizen, Step::Answer)
            .await
            .due_on()
            .to_string(),
        "2026-12-16"
    );

    let moved = store
        .put_calendar_day(&day("2026-12-14", DayKind::Off))
        .await
        .expect("moved");
    assert_eq!(
        moved, 2,
        "both clocks of the answer; the term for sending back is in calendar days"
    );
    for clock in [Clock::Citizen, Clock::Unit] {
        assert_eq!(
            due(&store, id, clock, Step::Answer)
                .await
                .due_on()
                .to_string(),
            "2026-12-17"
        );
    }
    let timeline = store
        .timeline_after(id, before.row_version)
        .await
        .expect("timeline");
    assert_eq!(timeline.len(), 2);
    for event in &timeline {
        assert_eq!(
            (event.verb(), event.by.role.as_str()),
            (Verb::MoveDeadline, "system")
        );
        let Action::MoveDeadline {
            step,
            from,
            to,
            because,
        } = &event.action
        else {
            panic!("moved")
        };
        assert_eq!(
            (*step, because.as_str()),
            (Step::Answer, "Nghỉ bù theo thông báo")
        );
        assert_eq!((*to - *from).num_days(), 1);
    }
    let after = store.petition(id).await.expect("petition");
    assert_eq!(after.row_version, before.row_version + 2);
    assert_eq!(after.state, before.state);
    let closed_after = (
        store.petition(closed).await.expect("petition"),
        store.deadlines(closed).await.expect("dates"),
    );
    assert_eq!(closed_after, closed_before, "what was met never moves");
    assert_eq!(store.log_head().await.expect("head"), head + 2);
    assert!(matches!(
        store.verify_log().await.expect("verify"),
        Verdict::Intact { .. }
    ));
    let later = submit(&store, "later").await.id;
    assert_eq!(
        due(&store, later, Clock::Citizen, Step::Answer)
            .await
            .due_on()
            .to_string(),
        "2026-12-17"
    );
    let conflict = store
        .perform(&cast.handler, id, Some(before.row_version), note())
        .await;
    assert!(conflict.is_err(), "who decided on the old date is told");
}

async fn what_was_met_never_moves(place: Place) {
    let store = place.open().await;
    let cast = Cast::enter(&store).await;
    // Answered today, due in December; its sender may still send it back until 10 December.
    let id = bring_to(&store, &cast, "answered", Stage::Published).await;
    let before = store.deadlines(id).await.expect("deadlines");
    assert!(
        before
            .iter()
            .any(|one| one.is_open() && one.step == Step::Reopen)
    );
    assert!(
        before
            .iter()
            .any(|one| !one.is_open() && one.due_on().to_string() == "2026-12-16")
    );
    let moved = store
        .put_calendar_day(&day("2026-12-01", DayKind::Off))
        .await
        .expect("moved");
    assert_eq!(moved, 0);
    assert_eq!(store.deadlines(id).await.expect("deadlines"), before);
}

async fn a_day_off_set_again_moves_nothing(place: Place) {
    let store = place.open().await;
    submit(&store, "open").await;
    assert_eq!(
        store
            .put_calendar_day(&day("2026-12-14", DayKind::Off))
            .await
            .expect("moved"),
        1
    );
    assert_eq!(
        store
            .put_calendar_day(&day("2026-12-14", DayKind::Off))
            .await
            .expect("moved"),
        0
    );
    assert_eq!(
        store
            .put_calendar_day(&day("2027-06-14", DayKind::Off))
            .await
            .expect("moved"),
        0
    );
    let days = store
        .calendar_days(
            "2026-12-01".parse().expect("day"),
            "2026-12-31".parse().expect("day"),
        )
        .await;
    assert_eq!(days.expect("days").len(), 1);
}

async fn a_make_up_day_brings_dates_forward(place: Place) {
    let store = place.open().await;
    let id = submit(&store, "open").await.id;
    assert_eq!(
        store
            .put_calendar_day(&day("2026-12-05", DayKind::MakeUp))
            .await
            .expect("moved"),
        1
    );
    assert_eq!(
        due(&store, id, Clock::Citizen, Step::Answer)
            .await
            .due_on()
            .to_string(),
        "2026-12-15"
    );
    let store = place.open().await;
    assert!(
        store
            .catalogue()
            .calendar
            .is_working_day("2026-12-05".parse().expect("day")),
        "after a restart, too"
    );
}

async fn a_paused_date_moves_by_the_calendar_too(place: Place) {
    let store = place.open().await;
    let cast = Cast::enter(&store).await;
    let id = submit(&store, "paused").await.id;
    act(&store, &cast.intake, id, request_info()).await;
    assert_eq!(
        store
            .put_calendar_day(&day("2026-12-14", DayKind::Off))
            .await
            .expect("moved"),
        1
    );
    let citizen = due(&store, id, Clock::Citizen, Step::Answer).await;
    assert_eq!(citizen.due_on().to_string(), "2026-12-17");
    assert!(citizen.paused_at().is_some());
}

async fn a_changed_rule_moves_no_date_already_given(place: Place) {
    let store = place.open().await;
    let id = submit(&store, "old").await.id;
    let given = store.deadlines(id).await.expect("deadlines");
    let catalogue = store.catalogue();
    let mut rule = catalogue
        .rules
        .version("answer_citizen", 1)
        .expect("rule")
        .clone();
    (rule.version, rule.term.amount) = (2, 7);
    rule.valid_from = "2026-11-26".parse().expect("day");
    let detail = serde_json::to_string(&rule)
        .expect("json")
        .replace('\'', "''");
    place
        .tamper(&[&format!("insert into deadline_rule (code, version, detail) values ('answer_citizen', 2, '{detail}')")])
        .await;
    store.reload_catalogue().await.expect("reload");
    let same_day = submit(&store, "same-day").await.id;
    assert_eq!(
        due(&store, same_day, Clock::Citizen, Step::Answer)
            .await
            .rule_version,
        1,
        "not yet valid"
    );
    place.set("2026-11-26T08:00:00");
    let new = submit(&store, "new").await.id;
    let answer = due(&store, new, Clock::Citizen, Step::Answer).await;
    assert_eq!(
        (answer.rule_version, answer.due_on().to_string()),
        (2, "2026-12-07".to_owned())
    );
    assert_eq!(store.deadlines(id).await.expect("deadlines"), given);
    // A day off counts on with the term of the old rule.
    store
        .put_calendar_day(&day("2026-12-14", DayKind::Off))
        .await
        .expect("moved");
    assert_eq!(
        due(&store, id, Clock::Citizen, Step::Answer)
            .await
            .due_on()
            .to_string(),
        "2026-12-17"
    );
}

async fn the_calendar_and_the_desk_do_not_wait_for_each_other(place: Place) {
    let store = place.open().await;
    let cast = Cast::enter(&store).await;
    let mut ids = Vec::new();
    for number in 0..12 {
        ids.push(submit(&store, &format!("busy-{number}")).await.id);
    }
    let desk: Vec<_> = ids
        .iter()
        .cycle()
        .take(96)
        .map(|id| {
            let (store, intake, id) = (store.clone(), cast.intake.clone(), *id);
            tokio::spawn(async move { store.perform(&intake, id, None, note()).await })
        })
        .collect();
    for date in ["2026-12-07", "2026-12-08", "2026-12-09"] {
        assert_eq!(
            store
                .put_calendar_day(&day(date, DayKind::Off))
                .await
                .expect("moved"),
            12
        );
    }
    for one in desk {
        one.await.expect("tried").expect("noted");
    }
    for id in ids {
        let petition = store.petition(id).await.expect("petition");
        assert_eq!(petition.row_version, 1 + 8 + 3);
        assert_eq!(
            due(&store, id, Clock::Citizen, Step::Answer)
                .await
                .due_on()
                .to_string(),
            "2026-12-21"
        );
    }
    assert!(matches!(
        store.verify_log().await.expect("verify"),
        Verdict::Intact { events: 144, .. }
    ));
}

async fn a_supplement_gives_intake_its_time_anew(place: Place) {
    let store = place.open().await;
    let cast = Cast::enter(&store).await;
    let id = submit(&store, "supplemented").await.id;
    let first = due(&store, id, Clock::Citizen, Step::Answer).await.due_on();
    act(&store, &cast.intake, id, request_info()).await;
    place.set("2026-12-07T10:00:00");
    act(
        &store,
        &domain::actor::Actor::Sender,
        id,
        crate::support::deeds::supplement(),
    )
    .await;
    let citizen = due(&store, id, Clock::Citizen, Step::Answer).await;
    assert_eq!(
        citizen.starts_at,
        crate::support::place::at("2026-11-25T08:00:00"),
        "the sender's clock never starts anew"
    );
    assert_eq!(first.to_string(), "2026-12-16");
    assert_eq!(
        citizen.due_on().to_string(),
        "2026-12-28",
        "it stood still for eight working days"
    );
    assert_eq!(
        due(&store, id, Clock::Unit, Step::Classify)
            .await
            .due_on()
            .to_string(),
        "2026-12-09"
    );
    place.set("2026-12-08T10:00:00");
    act(&store, &cast.intake, id, accept()).await;
    assert_eq!(
        due(&store, id, Clock::Unit, Step::Assign)
            .await
            .due_on()
            .to_string(),
        "2026-12-14",
        "five working days from the supplement, not from the first receipt"
    );
}

async fn each_way_out_of_intake_is_judged_by_its_own_term(place: Place) {
    let store = place.open().await;
    let cast = Cast::enter(&store).await;
    let asked = submit(&store, "asked").await.id;
    let referred = submit(&store, "referred").await.id;
    let returned = bring_to(&store, &cast, "returned", Stage::Assigned).await;
    // The fourth working day: too late to classify, in time to ask for more or to refer.
    place.set("2026-12-01T10:00:00");
    act(&store, &cast.intake, asked, request_info()).await;
    act(
        &store,
        &cast.intake,
        referred,
        crate::support::deeds::refer_out(),
    )
    .await;
    act(
        &store,
        &cast.handler,
        returned,
        crate::support::deeds::return_to_intake(),
    )
    .await;
    let calendar = store.catalogue().calendar.clone();
    let on_time = async |id, step| {
        let deadline = due(&store, id, Clock::Unit, step).await;
        deadline.standing(place.now(), &calendar)
    };
    assert_eq!(
        on_time(asked, Step::RequestInfo).await,
        Met { on_time: true }
    );
    assert_eq!(
        on_time(asked, Step::Classify).await,
        Lapsed { on_time: false }
    );
    assert_eq!(on_time(referred, Step::Refer).await, Met { on_time: true });
    assert_eq!(
        on_time(returned, Step::ReturnToIntake).await,
        Met { on_time: false },
        "two days from the transfer"
    );
    assert!(matches!(
        on_time(returned, Step::Answer).await,
        Lapsed { .. }
    ));
    assert_eq!(
        due(&store, returned, Clock::Unit, Step::Assign)
            .await
            .due_on()
            .to_string(),
        "2026-12-08"
    );
}
