//! Who reads a sender's personal data, and does each reading leave a trace?

use domain::action::Action;
use domain::actor::Actor;
use domain::board::BoardFilter;
use domain::lang::Lang;
use domain::refusal::Refusal;
use domain::tracking_code::TrackingCode;
use store::StoreError;

use crate::support::cast::{CONSTRUCTION, HEALTH, person};
use crate::support::deeds::{Stage, accept, act, assign, bring_to, return_to_intake, submit};
use crate::support::{Cast, Place, stories};

stories!(
    each_reading_leaves_a_row,
    without_need_nothing_is_read,
    the_sender_stands_in_no_other_table,
    an_unknown_code_and_a_wrong_pin_look_the_same,
);

async fn each_reading_leaves_a_row(place: Place) {
    let store = place.open().await;
    let cast = Cast::enter(&store).await;
    let id = bring_to(&store, &cast, "read", Stage::Processing).await;
    let petition = store.petition(id).await.expect("petition");
    for (actor, purpose) in [
        (&cast.intake, "gọi lại"),
        (&cast.handler, "trả lời"),
        (&cast.leader, "kiểm tra"),
    ] {
        place.pass(chrono::TimeDelta::minutes(1));
        let sender = store
            .read_sender(person(actor), &petition, purpose)
            .await
            .expect("sender");
        assert_eq!(sender.full_name, "Hoàng Thị Mẩy");
        assert_eq!(sender.phone.as_deref(), Some("0900000123"));
        assert!(
            !format!("{sender:?}").contains("Mẩy"),
            "it does not slip into a log"
        );
    }
    let accesses = store.accesses(&petition).await.expect("accesses");
    let told: Vec<_> = accesses
        .iter()
        .map(|access| (access.full_name.as_str(), access.purpose.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            ("Ma Văn Trưởng", "kiểm tra"),
            ("Lý Văn Xử", "trả lời"),
            ("Nông Thị Tiếp", "gọi lại")
        ],
        "the latest first"
    );
    assert_eq!(accesses[0].at, place.now());
    assert_eq!(accesses[0].official_id, person(&cast.leader).id.0);
}

async fn without_need_nothing_is_read(place: Place) {
    let store = place.open().await;
    let cast = Cast::enter(&store).await;
    let id = bring_to(&store, &cast, "need", Stage::Accepted).await;
    act(&store, &cast.intake, id, assign(CONSTRUCTION, &[HEALTH])).await;
    let petition = store.petition(id).await.expect("petition");
    for actor in [
        &cast.auditor,
        &cast.administrator,
        &cast.publisher,
        &cast.stranger,
        &cast.reviewer,
    ] {
        let refused = store.read_sender(person(actor), &petition, "tò mò").await;
        assert!(
            matches!(refused, Err(StoreError::Refused(Refusal::NotVisible))),
            "{actor:?}"
        );
    }
    assert!(
        store
            .read_sender(person(&cast.handler), &petition, "trả lời")
            .await
            .is_ok()
    );
    act(&store, &cast.handler, id, return_to_intake()).await;
    let petition = store.petition(id).await.expect("petition");
    let refused = store
        .read_sender(person(&cast.handler), &petition, "trả lời")
        .await;
    assert!(
        matches!(refused, Err(StoreError::Refused(Refusal::NotVisible))),
        "no longer the handler's"
    );
    assert_eq!(place.number("select count(*) from access_log").await, 1);
}

async fn the_sender_stands_in_no_other_table(place: Place) {
    let store = place.open().await;
    let cast = Cast::enter(&store).await;
    bring_to(&store, &cast, "apart", Stage::Published).await;
    for statement in [
        "select count(*) from event where payload like '%Mẩy%' or payload like '%0900000123%'",
        "select count(*) from job where payload like '%Mẩy%' or payload like '%0900000123%'",
        "select count(*) from petition where title like '%Mẩy%' or body like '%Mẩy%' or state like '%Mẩy%'",
        "select count(*) from publication where shown_name is not null",
    ] {
        assert_eq!(place.number(statement).await, 0, "{statement}");
    }
    for q in ["Mẩy", "0900000123", "Nà Mu"] {
        let filter = BoardFilter {
            q: q.to_owned(),
            ..BoardFilter::default()
        };
        let found = store
            .search_desk(person(&cast.intake), &filter, 10, Lang::Vi)
            .await
            .expect("search");
        assert!(
            found.is_empty(),
            "the desk's search does not know the sender"
        );
    }
}

async fn an_unknown_code_and_a_wrong_pin_look_the_same(place: Place) {
    let store = place.open().await;
    let cast = Cast::enter(&store).await;
    let receipt = submit(&store, "mine").await;
    let other = submit(&store, "other").await;
    let unknown = TrackingCode::from_random(4_711);
    assert_ne!(unknown, receipt.tracking_code);
    for code in [unknown, receipt.tracking_code] {
        let result = store.open_case(&code, &other.pin, "192.0.2.1").await;
        assert!(matches!(result, Err(StoreError::WrongCredentials)));
        let result = store.open_case_by_token(&code, &other.case_token).await;
        assert!(matches!(result, Err(StoreError::WrongCredentials)));
    }
    act(&store, &cast.intake, receipt.id, accept()).await;
    act(
        &store,
        &Actor::Sender,
        receipt.id,
        Action::Withdraw { reason: None },
    )
    .await;
    assert!(
        store
            .open_case(&receipt.tracking_code, &receipt.pin, "192.0.2.1")
            .await
            .is_ok()
    );
}
