//! Are wrong tries counted for good, and do sessions and grants end when they should?

use chrono::TimeDelta;
use domain::official::{Grant, Role};
use domain::tracking_code::Pin;
use store::import::agency_id;
use store::officials::NewOfficial;
use store::petitions::submit::Receipt;
use store::{Store, StoreError};

use crate::support::cast::{CONSTRUCTION, OFFICE, grant};
use crate::support::deeds::submit;
use crate::support::{Place, stories};

stories!(
    the_pins_throttle_survives_a_restart,
    a_right_pin_forgives_the_wrong_ones,
    many_tries_at_once_are_counted_one_by_one,
    an_address_is_counted_over_all_cases,
    signing_in_is_throttled_by_name,
    a_new_password_ends_all_sessions,
    a_session_ends,
    grants_hold_from_their_first_day_to_their_last,
);

fn wrong(receipt: &Receipt) -> Pin {
    (0..2)
        .map(Pin::from_random)
        .find(|pin| *pin != receipt.pin)
        .expect("another pin")
}

async fn fail(store: &Store, receipt: &Receipt, times: usize) {
    for _ in 0..times {
        let result = store
            .open_case(&receipt.tracking_code, &wrong(receipt), "192.0.2.1")
            .await;
        assert!(
            matches!(result, Err(StoreError::WrongCredentials)),
            "{result:?}"
        );
    }
}

async fn the_pins_throttle_survives_a_restart(place: Place) {
    let receipt = {
        let store = place.open().await;
        let receipt = submit(&store, "tried").await;
        fail(&store, &receipt, 10).await;
        receipt
    };
    let store = place.open().await;
    let blocked = store
        .open_case(&receipt.tracking_code, &receipt.pin, "198.51.100.7")
        .await;
    let Err(StoreError::Throttled { until }) = blocked else {
        panic!("blocked: {blocked:?}")
    };
    assert_eq!(until, place.now() + TimeDelta::minutes(15));
    let by_token = store
        .open_case_by_token(&receipt.tracking_code, &receipt.case_token)
        .await;
    assert!(
        by_token.is_ok(),
        "whoever opened it before is not locked out by others"
    );
    place.pass(TimeDelta::minutes(14));
    assert!(
        store
            .open_case(&receipt.tracking_code, &receipt.pin, "198.51.100.7")
            .await
            .is_err()
    );
    place.pass(TimeDelta::minutes(1));
    assert!(
        store
            .open_case(&receipt.tracking_code, &receipt.pin, "198.51.100.7")
            .await
            .is_ok()
    );
}

async fn a_right_pin_forgives_the_wrong_ones(place: Place) {
    let store = place.open().await;
    let receipt = submit(&store, "forgiven").await;
    for _ in 0..3 {
        fail(&store, &receipt, 9).await;
        assert!(
            store
                .open_case(&receipt.tracking_code, &receipt.pin, "192.0.2.1")
                .await
                .is_ok()
        );
    }
    fail(&store, &receipt, 9).await;
    place.pass(TimeDelta::minutes(16));
    fail(&store, &receipt, 9).await;
    assert!(
        store
            .open_case(&receipt.tracking_code, &receipt.pin, "192.0.2.1")
            .await
            .is_ok(),
        "old tries are forgotten"
    );
}

async fn many_tries_at_once_are_counted_one_by_one(place: Place) {
    let store = place.open().await;
    let receipt = submit(&store, "burst").await;
    let tries: Vec<_> = (0..40)
        .map(|number| {
            let (store, code, pin) = (store.clone(), receipt.tracking_code, wrong(&receipt));
            tokio::spawn(async move {
                store
                    .open_case(&code, &pin, &format!("192.0.2.{number}"))
                    .await
            })
        })
        .collect();
    let (mut wrong, mut throttled) = (0, 0);
    for one in tries {
        match one.await.expect("tried") {
            Err(StoreError::WrongCredentials) => wrong += 1,
            Err(StoreError::Throttled { .. }) => throttled += 1,
            other => panic!("{other:?}"),
        }
    }
    assert_eq!((wrong, throttled), (10, 30));
}

async fn an_address_is_counted_over_all_cases(place: Place) {
    let store = place.open().await;
    let mut receipts = Vec::new();
    for number in 0..12 {
        receipts.push(submit(&store, &format!("case-{number}")).await);
    }
    // Right ones do not count, however many people share the address.
    for receipt in receipts.iter().cycle().take(105) {
        assert!(
            store
                .open_case(&receipt.tracking_code, &receipt.pin, "192.0.2.1")
                .await
                .is_ok()
        );
    }
    for receipt in receipts.iter().cycle().take(100) {
        let result = store
            .open_case(&receipt.tracking_code, &wrong(receipt), "192.0.2.1")
            .await;
        assert!(
            matches!(result, Err(StoreError::WrongCredentials)),
            "{result:?}"
        );
    }
    let mine = submit(&store, "mine").await;
    let blocked = store
        .open_case(&mine.tracking_code, &mine.pin, "192.0.2.1")
        .await;
    assert!(matches!(blocked, Err(StoreError::Throttled { .. })));
    assert!(
        store
            .open_case(&mine.tracking_code, &mine.pin, "198.51.100.7")
            .await
            .is_ok(),
        "elsewhere it goes on"
    );
}

fn account(username: &str, password: Option<&str>, grants: Vec<Grant>) -> NewOfficial {
    NewOfficial {
        username: username.to_owned(),
        full_name: "Nông Thị Tiếp".to_owned(),
        password: password.map(str::to_owned),
        agency: agency_id(OFFICE),
        grants,
        demonstration: false,
    }
}

async fn signing_in_is_throttled_by_name(place: Place) {
    let store = place.open().await;
    let id = store
        .put_official(&account("Tiep.NT", Some("một mật khẩu dài"), vec![]))
        .await
        .expect("account");
    assert_eq!(
        store
            .check_password(" tiep.nt ", "một mật khẩu dài", "192.0.2.1")
            .await
            .expect("signs in"),
        id
    );
    store
        .put_official(&account("khong.mat.khau", None, vec![]))
        .await
        .expect("account");
    for name in ["khong.mat.khau", "khong.co"] {
        let result = store.check_password(name, "", "192.0.2.1").await;
        assert!(
            matches!(result, Err(StoreError::WrongCredentials)),
            "no password, no account: no entry"
        );
    }
    for _ in 0..5 {
        let result = store.check_password("tiep.nt", "sai", "192.0.2.1").await;
        assert!(matches!(result, Err(StoreError::WrongCredentials)));
    }
    let store = place.open().await;
    let blocked = store
        .check_password("tiep.nt", "một mật khẩu dài", "198.51.100.7")
        .await;
    assert!(
        matches!(blocked, Err(StoreError::Throttled { .. })),
        "after a restart, from anywhere"
    );
    place.pass(TimeDelta::minutes(15));
    assert_eq!(
        store
            .check_password("tiep.nt", "một mật khẩu dài", "198.51.100.7")
            .await
            .expect("signs in"),
        id
    );
    place.tamper(&["update official set disabled_at = '2026-11-25T00:00:00+00:00' where username = 'tiep.nt'"]).await;
    let disabled = store
        .check_password("tiep.nt", "một mật khẩu dài", "198.51.100.7")
        .await;
    assert!(matches!(disabled, Err(StoreError::WrongCredentials)));
}

async fn a_new_password_ends_all_sessions(place: Place) {
    let store = place.open().await;
    let id = store
        .put_official(&account("tiep", Some("mật khẩu thứ nhất"), vec![]))
        .await
        .expect("account");
    let token = store.start_session(id, "Firefox").await.expect("session");
    store
        .put_official(&account("tiep", None, vec![]))
        .await
        .expect("account");
    assert!(
        store.session(&token).await.expect("session").is_some(),
        "a new name or grant does not sign out"
    );
    assert!(
        store
            .check_password("tiep", "mật khẩu thứ nhất", "192.0.2.1")
            .await
            .is_ok(),
        "and keeps the password"
    );
    let again = store
        .put_official(&account("tiep", Some("mật khẩu thứ hai"), vec![]))
        .await
        .expect("account");
    assert_eq!(again, id);
    assert!(store.session(&token).await.expect("session").is_none());
    assert!(
        store
            .check_password("tiep", "mật khẩu thứ nhất", "192.0.2.1")
            .await
            .is_err()
    );
    assert!(
        store
            .check_password("tiep", "mật khẩu thứ hai", "192.0.2.1")
            .await
            .is_ok()
    );
}

async fn a_session_ends(place: Place) {
    let store = place.open().await;
    let id = store
        .put_official(&account("tiep", None, vec![]))
        .await
        .expect("account");
    let token = store.start_session(id, "Firefox").await.expect("session");
    let other = store.start_session(id, "Safari").await.expect("session");
    assert_eq!(token.len(), 64);
    assert!(
        store
            .session("0".repeat(64).as_str())
            .await
            .expect("look up")
            .is_none()
    );
    let signed_in = async |token: &str| store.session(token).await.expect("look up").is_some();
    place.pass(TimeDelta::minutes(119));
    assert!(signed_in(&token).await);
    place.pass(TimeDelta::minutes(2));
    assert!(signed_in(&token).await, "it was used two minutes ago");
    assert!(!signed_in(&other).await, "it was not used for two hours");
    for _ in 0..5 {
        place.pass(TimeDelta::minutes(115));
        assert!(signed_in(&token).await);
    }
    place.pass(TimeDelta::minutes(24));
    assert!(!signed_in(&token).await, "twelve hours are the most");

    let (one, two) = (
        store.start_session(id, "a").await.expect("one"),
        store.start_session(id, "b").await.expect("two"),
    );
    store.end_session(&one).await.expect("end");
    assert!(!signed_in(&one).await && signed_in(&two).await);
    let three = store.start_session(id, "c").await.expect("three");
    store.end_all_sessions(id).await.expect("end");
    assert!(!signed_in(&two).await && !signed_in(&three).await);
    let four = store.start_session(id, "d").await.expect("four");
    place
        .tamper(&["update official set disabled_at = '2026-11-25T00:00:00+00:00'"])
        .await;
    assert!(
        !signed_in(&four).await,
        "a disabled account is signed in nowhere"
    );
}

async fn grants_hold_from_their_first_day_to_their_last(place: Place) {
    let store = place.open().await;
    let day = |text: &str| text.parse().expect("day");
    let grants = vec![
        Grant {
            valid_from: day("2026-11-26"),
            valid_to: Some(day("2026-11-27")),
            ..grant(Role::Intake, agency_id(OFFICE))
        },
        grant(Role::Handler, agency_id(CONSTRUCTION)),
    ];
    let id = store
        .put_official(&account("tiep", None, grants))
        .await
        .expect("account");
    let roles = async |on: &str| {
        let official = store
            .acting_official(id, day(on))
            .await
            .expect("look up")
            .expect("official");
        official
            .grants
            .iter()
            .map(|grant| grant.role)
            .collect::<Vec<_>>()
    };
    assert_eq!(roles("2026-11-25").await, [Role::Handler]);
    assert_eq!(roles("2026-11-26").await, [Role::Handler, Role::Intake]);
    assert_eq!(
        roles("2026-11-27").await,
        [Role::Handler, Role::Intake],
        "the last day counts"
    );
    assert_eq!(roles("2026-11-28").await, [Role::Handler]);
    let token = store.start_session(id, "Firefox").await.expect("session");
    let session = store
        .session(&token)
        .await
        .expect("look up")
        .expect("session");
    assert!(
        !session.official.has(Role::Intake),
        "a session has the grants of the day"
    );
    place.set("2026-11-26T00:30:00");
    let token = store.start_session(id, "Firefox").await.expect("session");
    let session = store
        .session(&token)
        .await
        .expect("look up")
        .expect("session");
    assert!(
        session.official.has(Role::Intake),
        "the day is the province's, not London's"
    );
}
