//! Is a petition received once, whole, and for good?

use std::collections::BTreeSet;

use chrono::TimeDelta;
use domain::admissibility::Reason;
use domain::deadline::{Clock, Step};
use domain::official::Role;
use domain::petition::Channel;
use domain::refusal::Refusal;
use domain::status::Status;
use domain::violation::Problem;
use store::StoreError;
use store::petitions::submit::{Call, Intake, OnBehalf};
use store::verify_log::Verdict;

use crate::support::cast::{CONSTRUCTION, person};
use crate::support::deeds::{act, by_web, reject, submission, submit};
use crate::support::{Cast, Place, stories};

stories!(
    the_same_key_twice_is_one_petition,
    ten_at_once_with_one_key_are_one_petition,
    many_at_once_are_all_there,
    what_was_acknowledged_is_there_after_a_restart,
    a_submission_without_a_key_is_never_another_persons,
    what_the_catalogues_do_not_know_is_refused,
    a_returned_petition_can_be_repeated,
    an_official_enters_for_a_caller,
    the_rules_of_the_day_give_the_dates,
);

async fn the_same_key_twice_is_one_petition(place: Place) {
    let store = place.open().await;
    let first = submit(&store, "once").await;
    place.pass(TimeDelta::minutes(5));
    let again = submit(&store, "once").await;
    assert!(first.first && !again.first);
    assert_eq!((again.id, again.received_at), (first.id, first.received_at));
    assert_eq!(again.tracking_code, first.tracking_code);
    assert_eq!(again.pin, first.pin, "the receipt can be shown again");
    assert_eq!(again.case_token, first.case_token);
    assert_eq!(place.number("select count(*) from petition").await, 1);
    let other = submit(&store, "another").await;
    assert_ne!(other.tracking_code, first.tracking_code);
    assert_eq!(other.record_code, "PAKN.20261125.0002");
}

async fn ten_at_once_with_one_key_are_one_petition(place: Place) {
    let store = place.open().await;
    let sent: Vec<_> = (0..10)
        .map(|_| {
            let store = store.clone();
            tokio::spawn(async move { submit(&store, "once").await })
        })
        .collect();
    let mut receipts = Vec::new();
    for one in sent {
        receipts.push(one.await.expect("sent"));
    }
    let different: BTreeSet<_> = receipts
        .iter()
        .map(|receipt| {
            (
                receipt.id,
                receipt.tracking_code,
                receipt.pin.to_string(),
                receipt.record_code.clone(),
            )
        })
        .collect();
    assert_eq!(different.len(), 1, "{different:?}");
    assert_eq!(receipts.iter().filter(|receipt| receipt.first).count(), 1);
    for table in [
        "select count(*) from petition",
        "select count(*) from event",
        "select count(*) from sender",
        "select count(*) from job",
    ] {
        assert_eq!(place.number(table).await, 1, "{table}");
    }
    assert_eq!(store.log_head().await.expect("head"), 1);
}

async fn many_at_once_are_all_there(place: Place) {
    let store = place.open().await;
    let sent: Vec<_> = (0..120)
        .map(|number| {
            let store = store.clone();
            // Every third key is sent twice; of the others each third names a procedure that is not there.
            let key = format!("key-{}", if number % 3 == 2 { number - 1 } else { number });
            tokio::spawn(async move {
                let mut form = submission(&key);
                form.procedure_code = (number % 9 == 0).then(|| "9.999999".to_owned());
                store.submit(form, by_web()).await
            })
        })
        .collect();
    let (mut codes, mut refused) = (BTreeSet::new(), 0);
    for one in sent {
        match one.await.expect("sent") {
            Ok(receipt) => {
                codes.insert((receipt.record_code, receipt.tracking_code));
            }
            Err(StoreError::Refused(Refusal::Violations(_))) => refused += 1,
            Err(error) => panic!("{error}"),
        }
    }
    assert_eq!(refused, 14);
    let petitions = place.number("select count(*) from petition").await;
    assert_eq!(petitions, i64::try_from(codes.len()).expect("count"));
    let last = codes.last().expect("codes").0.clone();
    assert_eq!(
        last,
        format!("PAKN.20261125.{petitions:04}"),
        "numbers have no gaps"
    );
    assert_eq!(store.log_head().await.expect("head"), petitions);
    assert!(
        matches!(store.verify_log().await.expect("verify"), Verdict::Intact { events, .. } if events == petitions)
    );
    assert_eq!(
        place.number("select count(*) from deadline").await,
        petitions * 2
    );
    assert_eq!(place.number("select count(*) from job").await, petitions);
}

async fn what_was_acknowledged_is_there_after_a_restart(place: Place) {
    let receipt = {
        let store = place.open().await;
        submit(&store, "once").await
        // Not closed in an orderly way: the program may be killed after it has answered.
    };
    let store = place.open().await;
    let petition = store.petition(receipt.id).await.expect("petition");
    assert_eq!(petition.tracking_code, receipt.tracking_code.to_string());
    assert_eq!(
        (petition.status(), petition.row_version),
        (Status::Submitted, 1)
    );
    let open = store
        .open_case(&receipt.tracking_code, &receipt.pin, "192.0.2.1")
        .await
        .expect("case");
    assert_eq!(open.petition, petition);
    let by_token = store
        .open_case_by_token(&receipt.tracking_code, &receipt.case_token)
        .await
        .expect("token");
    assert_eq!(by_token, petition);
    let again = submit(&store, "once").await;
    assert!(!again.first && again.pin == receipt.pin);
    assert_eq!(store.timeline(receipt.id).await.expect("timeline").len(), 1);
}

async fn a_submission_without_a_key_is_never_another_persons(place: Place) {
    let store = place.open().await;
    let first = submit(&store, "").await;
    let second = submit(&store, "").await;
    assert_ne!(first.id, second.id);
    assert!(store.receipt("").await.expect("look up").is_none());
}

async fn what_the_catalogues_do_not_know_is_refused(place: Place) {
    let store = place.open().await;
    let mut form = submission("wrong");
    form.procedure_code = Some("9.999999".to_owned());
    form.area_code = Some("99999".to_owned());
    form.agency_slug = Some("bk-so-y-te".to_owned());
    form.previous_code = Some("nothing".to_owned());
    let Err(StoreError::Refused(Refusal::Violations(found))) = store.submit(form, by_web()).await
    else {
        panic!("should be refused");
    };
    let fields: Vec<_> = found
        .iter()
        .map(|violation| (violation.field.as_str(), &violation.problem))
        .collect();
    assert_eq!(
        fields,
        [
            ("procedure_code", &Problem::NotAChoice),
            ("area_code", &Problem::NotAChoice),
            ("agency_id", &Problem::NotAChoice),
            ("previous_code", &Problem::NotACode),
        ]
    );
    assert_eq!(place.number("select count(*) from petition").await, 0);
    assert_eq!(
        store.log_head().await.expect("head"),
        0,
        "no place in the log is lost"
    );
}

async fn a_returned_petition_can_be_repeated(place: Place) {
    let store = place.open().await;
    let cast = Cast::enter(&store).await;
    let first = submit(&store, "first").await;
    let repeat = |key: &str| {
        let mut form = submission(key);
        form.previous_code = Some(first.tracking_code.to_string());
        store.submit(form, by_web())
    };
    assert!(
        repeat("too-early").await.is_err(),
        "it has not been returned"
    );
    act(&store, &cast.intake, first.id, reject(Reason::R02)).await;
    let second = repeat("second").await.expect("submit");
    let petition = store.petition(second.id).await.expect("petition");
    assert_eq!(petition.previous, Some(first.id));
    assert_ne!(
        second.tracking_code, first.tracking_code,
        "a new record with a new code"
    );
    assert_eq!(
        store.petition(first.id).await.expect("petition").status(),
        Status::Rejected
    );
}

async fn an_official_enters_for_a_caller(place: Place) {
    let store = place.open().await;
    let cast = Cast::enter(&store).await;
    let by_phone = |official| Intake {
        channel: Channel::Phone,
        on_behalf: Some(OnBehalf {
            official,
            call: Some(Call {
                number_called: "0209 3000 001".to_owned(),
                transcript: "Tôi gọi để phản ánh việc chậm trả hồ sơ.".to_owned(),
                read_back: true,
            }),
        }),
        demonstration: false,
    };
    let handler = person(&cast.handler).clone();
    let refused = store
        .submit(submission("by-handler"), by_phone(handler))
        .await;
    assert!(
        matches!(refused, Err(StoreError::Refused(Refusal::NotAllowed { needs, .. })) if needs == [Role::Intake])
    );
    let intake = person(&cast.intake).clone();
    let receipt = store
        .submit(submission("by-intake"), by_phone(intake.clone()))
        .await
        .expect("submit");
    let petition = store.petition(receipt.id).await.expect("petition");
    assert!(petition.flags.on_behalf);
    assert_eq!(petition.channel, Channel::Phone);
    assert_eq!(place.number("select count(*) from hotline_call").await, 1);
    let timeline = store.timeline(receipt.id).await.expect("timeline");
    assert_eq!(
        timeline[0].by.official,
        Some(intake.id),
        "the log says who entered it"
    );
    assert_eq!(timeline[0].by.role, "intake");
}

async fn the_rules_of_the_day_give_the_dates(place: Place) {
    let store = place.open().await;
    let receipt = submit(&store, "once").await;
    let given: Vec<_> = store
        .deadlines(receipt.id)
        .await
        .expect("deadlines")
        .into_iter()
        .map(|deadline| {
            (
                deadline.clock,
                deadline.step,
                deadline.due_on().to_string(),
                deadline.rule_version,
            )
        })
        .collect();
    assert!(
        given.contains(&(Clock::Citizen, Step::Answer, "2026-12-16".to_owned(), 1)),
        "{given:?}"
    );
    assert!(
        given.contains(&(Clock::Unit, Step::Classify, "2026-11-27".to_owned(), 1)),
        "{given:?}"
    );
    assert_eq!(given.len(), 2);
    let construction = store.catalogue().agency_by_slug(CONSTRUCTION);
    assert!(
        construction.is_some(),
        "the stories' agencies are in the catalogue"
    );
}
