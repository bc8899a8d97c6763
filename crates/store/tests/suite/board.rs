//! Does each official see what is theirs, in the right column and order, and hear of every change to it?

use chrono::TimeDelta;
use domain::action::{Action, Verb};
use domain::actor::Actor;
use domain::board::{Board, BoardChange, BoardFilter, Column};
use domain::lang::Lang;
use domain::official::Role;
use store::Store;

use crate::support::cast::{CONSTRUCTION, HEALTH, OFFICE, official, person};
use crate::support::deeds::{
    Stage, accept, act, assign, bring_to, by_web, extend, reopen, request_info, return_to_intake,
    submission, submit, withdraw,
};
use crate::support::{Cast, Place, stories};

stories!(
    each_role_sees_its_own,
    each_status_has_its_column,
    a_full_column_shows_more_when_asked,
    the_most_urgent_come_first,
    what_was_done_leaves_after_a_week,
    all_are_counted_though_a_part_is_shown,
    filters_narrow_the_board,
    a_search_fills_the_columns,
    whoever_loses_a_card_is_told_and_nobody_else,
    a_board_resumed_is_the_board_loaded_anew,
);

async fn load(store: &Store, actor: &Actor, filter: BoardFilter) -> Board {
    store
        .board(person(actor), &filter, Lang::Vi)
        .await
        .expect("board")
}

fn codes(board: &Board) -> Vec<String> {
    let mut codes: Vec<_> = board
        .columns
        .iter()
        .flat_map(|column| column.cards.iter().map(|card| card.code.clone()))
        .collect();
    codes.sort();
    codes
}

fn code(number: usize) -> String {
    format!("PAKN.20261125.{number:04}")
}

async fn each_role_sees_its_own(place: Place) {
    let store = place.open().await;
    let cast = Cast::enter(&store).await;
    bring_to(&store, &cast, "at-intake", Stage::Submitted).await;
    bring_to(&store, &cast, "construction", Stage::Processing).await;
    let health = bring_to(&store, &cast, "health", Stage::Accepted).await;
    act(&store, &cast.intake, health, assign(HEALTH, &[])).await;
    let both = bring_to(&store, &cast, "both", Stage::Accepted).await;
    act(&store, &cast.intake, both, assign(CONSTRUCTION, &[HEALTH])).await;
    let seen = async |actor: &Actor| codes(&load(&store, actor, BoardFilter::default()).await);
    let all: Vec<_> = (1..=4).map(code).collect();
    for actor in [&cast.intake, &cast.publisher, &cast.auditor] {
        assert_eq!(seen(actor).await, all, "{actor:?}");
    }
    for actor in [&cast.handler, &cast.approver, &cast.leader] {
        assert_eq!(seen(actor).await, [code(2), code(4)], "{actor:?}");
    }
    assert_eq!(
        seen(&cast.stranger).await,
        [code(3), code(4)],
        "who supports sees it, too"
    );
    assert_eq!(seen(&cast.reviewer).await, Vec::<String>::new());
    let administrator = official(
        &store,
        "Lường Văn Trị",
        &[(Role::Administrator, CONSTRUCTION)],
    )
    .await;
    assert_eq!(
        seen(&administrator).await,
        Vec::<String>::new(),
        "an administrator has no desk"
    );
    assert_eq!(
        seen(&official(&store, "Không Việc", &[]).await).await,
        Vec::<String>::new()
    );
}

async fn a_full_column_shows_more_when_asked(place: Place) {
    let store = place.open().await;
    let cast = Cast::enter(&store).await;
    for number in 0..30 {
        submit(&store, &format!("many-{number}")).await;
    }
    let first = load(&store, &cast.intake, BoardFilter::default()).await;
    assert_eq!(
        (first.columns[0].cards.len(), first.columns[0].count),
        (25, 30)
    );
    let more = BoardFilter {
        more: "intake".into(),
        ..BoardFilter::default()
    };
    let all = load(&store, &cast.intake, more.clone()).await;
    assert_eq!((all.columns[0].cards.len(), all.columns[0].count), (30, 30));
    assert_eq!(codes(&first), codes(&all)[..25], "the most urgent first");
    let other = BoardFilter {
        more: "waiting".into(),
        ..more
    };
    let other = load(&store, &cast.intake, other).await;
    assert_eq!(other.columns[0].cards.len(), 25);
}

async fn each_status_has_its_column(place: Place) {
    let store = place.open().await;
    let cast = Cast::enter(&store).await;
    for (number, stage) in [
        Stage::Submitted,
        Stage::Accepted,
        Stage::Assigned,
        Stage::Processing,
        Stage::AwaitingApproval,
        Stage::Answered,
        Stage::Published,
    ]
    .into_iter()
    .enumerate()
    {
        bring_to(&store, &cast, &format!("stage-{number}"), stage).await;
    }
    let waiting = submit(&store, "waiting").await.id;
    act(&store, &cast.intake, waiting, request_info()).await;
    let board = load(&store, &cast.intake, BoardFilter::default()).await;
    let shown: Vec<_> = board
        .columns
        .iter()
        .map(|column| (column.column, column.count))
        .collect();
    assert_eq!(shown, Column::ALL.map(|column| (column, 1)));
    for column in &board.columns {
        let card = &column.cards[0];
        assert_eq!(Column::of(card.status), column.column);
        assert!(card.citizen.is_some() && card.unit.is_some());
        assert_eq!(card.title, "Chậm trả kết quả cấp phép xây dựng");
    }
    let processing = &board.columns[4].cards[0];
    assert_eq!(processing.handler.as_deref(), Some("Lý Văn Xử"));
    assert_eq!(processing.agency_slug.as_deref(), Some(CONSTRUCTION));
    assert_eq!(board.seq, store.log_head().await.expect("head"));
    assert_eq!(
        place
            .number(
                "select count(*) from petition where next_due_at is null and board_column <> 'done'"
            )
            .await,
        0,
        "somebody always owes something until it is done"
    );
}

async fn the_most_urgent_come_first(place: Place) {
    let store = place.open().await;
    let cast = Cast::enter(&store).await;
    let first = bring_to(&store, &cast, "first", Stage::Processing).await;
    place.set("2026-11-26T08:00:00");
    bring_to(&store, &cast, "second", Stage::Processing).await;
    place.set("2026-11-27T08:00:00");
    let third = bring_to(&store, &cast, "third", Stage::Processing).await;
    act(&store, &cast.leader, first, extend(10)).await;
    let order = async || {
        let board = load(&store, &cast.handler, BoardFilter::default()).await;
        board.columns[4]
            .cards
            .iter()
            .map(|card| card.code[5..13].to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        order().await,
        ["20261126", "20261127", "20261125"],
        "the extended one has time"
    );
    act(&store, &cast.leader, third, crate::support::deeds::study()).await;
    assert_eq!(
        order().await,
        ["20261127", "20261126", "20261125"],
        "an update is due to the sender in a week"
    );
}

async fn what_was_done_leaves_after_a_week(place: Place) {
    let store = place.open().await;
    let cast = Cast::enter(&store).await;
    let one = submit(&store, "one").await.id;
    let two = submit(&store, "two").await.id;
    act(&store, &Actor::Sender, two, withdraw()).await;
    place.pass(TimeDelta::days(3));
    act(&store, &Actor::Sender, one, withdraw()).await;
    let done = async || {
        let board = load(&store, &cast.intake, BoardFilter::default()).await;
        board.columns[7]
            .cards
            .iter()
            .map(|card| card.code.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(done().await, [code(1), code(2)], "the latest first");
    place.pass(TimeDelta::days(5));
    assert_eq!(done().await, [code(1)]);
    place.pass(TimeDelta::days(3));
    assert_eq!(done().await, Vec::<String>::new());
}

async fn all_are_counted_though_a_part_is_shown(place: Place) {
    let store = place.open().await;
    let cast = Cast::enter(&store).await;
    let sent: Vec<_> = (0..45)
        .map(|number| {
            let store = store.clone();
            tokio::spawn(async move { submit(&store, &format!("sent-{number}")).await })
        })
        .collect();
    for one in sent {
        one.await.expect("sent");
    }
    let board = load(&store, &cast.intake, BoardFilter::default()).await;
    assert_eq!(
        (board.columns[0].count, board.columns[0].cards.len()),
        (45, 25)
    );
    let filter = BoardFilter {
        q: "giấy phép cấp phép".to_owned(),
        ..BoardFilter::default()
    };
    assert_eq!(load(&store, &cast.intake, filter).await.columns[0].count, 0);
    let filter = BoardFilter {
        q: "cấp phép".to_owned(),
        ..BoardFilter::default()
    };
    let board = load(&store, &cast.intake, filter).await;
    assert_eq!(
        (board.columns[0].count, board.columns[0].cards.len()),
        (45, 25)
    );
}

async fn filters_narrow_the_board(place: Place) {
    let store = place.open().await;
    let cast = Cast::enter(&store).await;
    let catalogue = store.catalogue();
    let commune = catalogue.communes("2026-11-25".parse().expect("day"))[0]
        .code
        .to_string();
    bring_to(&store, &cast, "mine", Stage::Processing).await;
    let health = bring_to(&store, &cast, "health", Stage::Accepted).await;
    act(
        &store,
        &cast.intake,
        health,
        assign(HEALTH, &[CONSTRUCTION]),
    )
    .await;
    let local = submit(&store, "local").await.id;
    let Action::Accept {
        kind,
        clauses,
        procedure_code,
        ..
    } = accept()
    else {
        panic!("accept")
    };
    let elsewhere = Action::Accept {
        kind,
        clauses,
        field: Some("Đất đai".into()),
        procedure_code,
        area_code: Some(commune.clone()),
    };
    act(&store, &cast.intake, local, elsewhere).await;
    let with = async |actor: &Actor, filter: BoardFilter| codes(&load(&store, actor, filter).await);
    let none = BoardFilter::default;
    let intake = &cast.intake;
    assert_eq!(
        with(
            intake,
            BoardFilter {
                agency: HEALTH.into(),
                ..none()
            }
        )
        .await,
        [code(2)]
    );
    assert_eq!(
        with(
            intake,
            BoardFilter {
                agency: "khong-co".into(),
                ..none()
            }
        )
        .await,
        Vec::<String>::new()
    );
    assert_eq!(
        with(
            intake,
            BoardFilter {
                field: "Đất đai".into(),
                ..none()
            }
        )
        .await,
        [code(3)]
    );
    assert_eq!(
        with(
            intake,
            BoardFilter {
                area: commune,
                ..none()
            }
        )
        .await,
        [code(3)]
    );
    assert_eq!(
        with(
            &cast.handler,
            BoardFilter {
                mine: "1".into(),
                ..none()
            }
        )
        .await,
        [code(1)]
    );
    assert_eq!(with(&cast.handler, none()).await, [code(1), code(2)]);
    let due = |due: &str| BoardFilter {
        due: due.into(),
        ..BoardFilter::default()
    };
    assert_eq!(with(intake, due("overdue")).await, Vec::<String>::new());
    place.set("2026-11-26T08:00:00");
    assert_eq!(
        with(intake, due("today")).await,
        [code(2)],
        "to be taken up by the end of the day"
    );
    assert_eq!(with(intake, due("soon")).await, [code(2)]);
    place.set("2026-11-27T08:00:00");
    assert_eq!(with(intake, due("overdue")).await, [code(2)]);
    place.set("2026-11-30T08:00:00");
    assert_eq!(
        with(intake, due("soon")).await,
        [code(3)],
        "to be assigned by Wednesday"
    );
    assert_eq!(
        with(
            intake,
            BoardFilter {
                agency: HEALTH.into(),
                ..due("soon")
            }
        )
        .await,
        Vec::<String>::new()
    );
}

async fn a_search_fills_the_columns(place: Place) {
    let store = place.open().await;
    let cast = Cast::enter(&store).await;
    let mut ids = Vec::new();
    for (key, title) in [
        ("a", "Sửa đường liên xã"),
        ("b", "Ông Dương hỏi giấy tờ"),
        ("c", "Cấp phép xây nhà"),
    ] {
        let mut form = submission(key);
        form.title = title.to_owned();
        ids.push(store.submit(form, by_web()).await.expect("submit").id);
    }
    act(&store, &cast.intake, ids[0], accept()).await;
    act(&store, &cast.intake, ids[0], assign(CONSTRUCTION, &[])).await;
    let found = async |actor: &Actor, q: &str| {
        let filter = BoardFilter {
            q: q.to_owned(),
            ..BoardFilter::default()
        };
        let cards = store
            .search_desk(person(actor), &filter, 10, Lang::Vi)
            .await
            .expect("search");
        cards.into_iter().map(|card| card.title).collect::<Vec<_>>()
    };
    assert_eq!(
        found(&cast.intake, "duong").await,
        ["Ông Dương hỏi giấy tờ", "Sửa đường liên xã"]
    );
    assert_eq!(
        found(&cast.intake, "đường").await,
        ["Sửa đường liên xã", "Ông Dương hỏi giấy tờ"]
    );
    assert_eq!(
        found(&cast.handler, "duong").await,
        ["Sửa đường liên xã"],
        "only what is theirs"
    );
    let receipt = store.receipt("b").await.expect("look up").expect("receipt");
    for q in [
        receipt.record_code.clone(),
        receipt.tracking_code.to_string(),
    ] {
        assert_eq!(
            found(&cast.intake, &q).await,
            ["Ông Dương hỏi giấy tờ"],
            "{q}"
        );
    }
    assert!(found(&cast.intake, "\"*' or 1=1 --").await.is_empty());
    let filter = BoardFilter {
        q: "đường".to_owned(),
        ..BoardFilter::default()
    };
    let board = load(&store, &cast.intake, filter).await;
    let shown: Vec<_> = board.columns.iter().map(|column| column.count).collect();
    assert_eq!(shown, [1, 0, 0, 1, 0, 0, 0, 0]);
    act(&store, &cast.intake, ids[2], request_info()).await;
    let text = "Thửa đất ở thôn Khuổi Slẩn".to_owned();
    act(&store, &Actor::Sender, ids[2], Action::Supplement { text }).await;
    assert_eq!(
        found(&cast.intake, "khuoi slan").await,
        ["Cấp phép xây nhà"],
        "what was added is found, too"
    );
}

/// What the last event means for somebody's board.
async fn last_change(store: &Store, actor: &Actor) -> Option<BoardChange> {
    let head = store.log_head().await.expect("head");
    let event = store
        .events_since(head - 1, 1)
        .await
        .expect("events")
        .pop()
        .expect("event");
    store
        .board_change(&event, person(actor), Lang::Vi)
        .await
        .expect("change")
}

async fn whoever_loses_a_card_is_told_and_nobody_else(place: Place) {
    let store = place.open().await;
    let cast = Cast::enter(&store).await;
    let third = official(&store, "Vi Văn Ngoài", &[(Role::Handler, "so-noi-vu")]).await;
    let id = bring_to(&store, &cast, "lost", Stage::Accepted).await;
    act(&store, &cast.intake, id, assign(CONSTRUCTION, &[HEALTH])).await;
    for (actor, shown) in [
        (&cast.intake, true),
        (&cast.handler, true),
        (&cast.stranger, true),
        (&third, false),
    ] {
        assert_eq!(
            last_change(&store, actor)
                .await
                .is_some_and(|change| change.card.is_some()),
            shown
        );
    }
    act(&store, &cast.handler, id, return_to_intake()).await;
    for actor in [&cast.handler, &cast.leader, &cast.stranger] {
        let change = last_change(&store, actor).await.expect("told");
        assert_eq!(
            (change.code.as_str(), change.card),
            (code(1).as_str(), None),
            "the card leaves"
        );
        assert_eq!(change.what, Verb::ReturnToIntake.label(Lang::Vi));
    }
    for actor in [&third, &cast.administrator, &cast.reviewer] {
        assert_eq!(
            last_change(&store, actor).await,
            None,
            "never theirs, not even its code"
        );
    }
    assert!(
        last_change(&store, &cast.intake)
            .await
            .expect("told")
            .card
            .is_some()
    );
    act(&store, &cast.intake, id, assign(CONSTRUCTION, &[])).await;
    assert_eq!(
        last_change(&store, &cast.stranger).await,
        None,
        "the second time they had no part"
    );
    act(&store, &Actor::Sender, id, withdraw()).await;
    assert_eq!(
        last_change(&store, &cast.handler).await.expect("told").card,
        None
    );
    assert_eq!(last_change(&store, &cast.stranger).await, None);
}

/// A board kept up by its changes alone.
fn keep(codes: &mut Vec<String>, change: BoardChange) {
    codes.retain(|code| *code != change.code);
    if change.card.is_some() {
        codes.push(change.code);
    }
    codes.sort();
}

async fn a_board_resumed_is_the_board_loaded_anew(place: Place) {
    let store = place.open().await;
    let cast = Cast::enter(&store).await;
    let one = bring_to(&store, &cast, "one", Stage::Assigned).await;
    let two = bring_to(&store, &cast, "two", Stage::Processing).await;
    let three = bring_to(&store, &cast, "three", Stage::Published).await;
    let everybody = [
        &cast.intake,
        &cast.handler,
        &cast.stranger,
        &cast.reviewer,
        &cast.auditor,
    ];
    let mut boards = Vec::new();
    for actor in everybody {
        let board = load(&store, actor, BoardFilter::default()).await;
        boards.push((board.seq, codes(&board)));
    }
    // Asleep meanwhile.
    act(&store, &cast.handler, one, return_to_intake()).await;
    act(&store, &cast.intake, one, assign(HEALTH, &[CONSTRUCTION])).await;
    act(&store, &Actor::Sender, two, withdraw()).await;
    act(&store, &Actor::Sender, three, reopen()).await;
    submit(&store, "four").await;
    for (actor, (seq, mut kept)) in everybody.into_iter().zip(boards) {
        for event in store.events_since(seq, 100).await.expect("events") {
            if let Some(change) = store
                .board_change(&event, person(actor), Lang::Vi)
                .await
                .expect("change")
            {
                keep(&mut kept, change);
            }
        }
        assert_eq!(
            kept,
            codes(&load(&store, actor, BoardFilter::default()).await),
            "{actor:?}"
        );
    }
    assert!(store.catalogue().agency_by_slug(OFFICE).is_some());
}
