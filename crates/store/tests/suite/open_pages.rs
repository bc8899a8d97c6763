//! Do the pages everybody may read get the same facts from both databases?

use domain::action::Action;
use domain::actor::Actor;
use domain::rating::Satisfaction;
use domain::statistics::Period;
use store::register::RegisterFilter;
use store::statistics::{AnsweredGroup, OpenWork};

use crate::support::cast::{CONSTRUCTION, HEALTH};
use crate::support::deeds::{
    Stage, accept, act, assign, bring_to, publish, rate, reopen, submit, submit_for_approval,
};
use crate::support::{Cast, Place, official, stories};

stories!(
    the_register_offers_what_occurs_in_it,
    an_agency_that_is_not_known_has_no_answers,
    ratings_belong_to_what_was_published,
    answers_are_counted_by_who_gave_them_and_when,
    what_lies_open_is_counted_by_agency,
);

async fn the_register_offers_what_occurs_in_it(place: Place) {
    let store = place.open().await;
    let cast = Cast::enter(&store).await;
    let choices = store.register_choices().await.expect("choices");
    assert_eq!(choices, store::register::RegisterChoices::default());
    let catalogue = store.catalogue();
    let agency = |slug: &str| catalogue.agency_by_slug(slug).expect("agency");
    bring_to(&store, &cast, "first", Stage::Published).await;
    bring_to(&store, &cast, "second", Stage::Published).await;
    // Answered, but not public.
    bring_to(&store, &cast, "third", Stage::Answered).await;
    let choices = store.register_choices().await.expect("choices");
    assert_eq!(choices.agencies, [agency(CONSTRUCTION)]);
    assert_eq!(choices.fields, ["Xây dựng"]);
    assert!(choices.areas.is_empty());

    let commune = catalogue.communes("2026-11-25".parse().expect("day"))[0]
        .code
        .to_string();
    let approver = official(
        &store,
        "Hà Văn Y",
        &[(domain::official::Role::Approver, HEALTH)],
    )
    .await;
    for (key, field) in [
        ("fourth", "Hộ tịch"),
        ("fifth", "Chứng thực"),
        ("sixth", "Hộ tịch"),
    ] {
        let id = submit(&store, key).await.id;
        let Action::Accept { kind, clauses, .. } = accept() else {
            panic!("accept")
        };
        let accepted = Action::Accept {
            kind,
            clauses,
            field: Some(field.into()),
            procedure_code: None,
            area_code: Some(commune.clone()),
        };
        act(&store, &cast.intake, id, accepted).await;
        act(&store, &cast.intake, id, assign(HEALTH, &[])).await;
        act(&store, &cast.stranger, id, Action::Start).await;
        act(&store, &cast.stranger, id, submit_for_approval()).await;
        act(&store, &approver, id, Action::Approve).await;
        act(&store, &cast.publisher, id, publish()).await;
    }
    let mut choices = store.register_choices().await.expect("choices");
    choices.fields.sort();
    choices.agencies.sort();
    assert_eq!(choices.fields, ["Chứng thực", "Hộ tịch", "Xây dựng"]);
    assert_eq!(choices.areas, [commune]);
    let mut both = [agency(CONSTRUCTION), agency(HEALTH)];
    both.sort();
    assert_eq!(choices.agencies, both);
}

async fn an_agency_that_is_not_known_has_no_answers(place: Place) {
    let store = place.open().await;
    let cast = Cast::enter(&store).await;
    bring_to(&store, &cast, "published", Stage::Published).await;
    let filter = RegisterFilter {
        agency: "khong-co".into(),
        ..RegisterFilter::default()
    };
    let page = store.register(&filter).await.expect("register");
    assert!(page.items.is_empty() && page.next.is_none());
}

async fn ratings_belong_to_what_was_published(place: Place) {
    let store = place.open().await;
    let cast = Cast::enter(&store).await;
    let id = bring_to(&store, &cast, "rated", Stage::Published).await;
    let other = bring_to(&store, &cast, "other", Stage::Published).await;
    act(&store, &Actor::Sender, id, rate(Satisfaction::Satisfied)).await;
    act(
        &store,
        &Actor::Sender,
        other,
        rate(Satisfaction::Dissatisfied),
    )
    .await;
    let code = store.petition(id).await.expect("petition").record_code;
    assert_eq!(
        store.ratings_of_publication(&code).await.expect("ratings"),
        [0, 1, 0]
    );
    assert_eq!(
        store
            .ratings_of_publication("PAKN.20260101.0001")
            .await
            .expect("ratings"),
        [0, 0, 0]
    );
}

async fn answers_are_counted_by_who_gave_them_and_when(place: Place) {
    let store = place.open().await;
    let cast = Cast::enter(&store).await;
    let catalogue = store.catalogue();
    let agency = |slug: &str| catalogue.agency_by_slug(slug).expect("agency");
    let day = |text: &str| text.parse::<chrono::NaiveDate>().expect("day");
    let period = |from: &str, to: &str| Period {
        from: day(from),
        to: day(to),
    };
    let id = bring_to(&store, &cast, "first", Stage::Published).await;
    bring_to(&store, &cast, "second", Stage::Answered).await;
    bring_to(&store, &cast, "third", Stage::Processing).await;
    let both = [AnsweredGroup {
        agency_id: agency(CONSTRUCTION).0,
        received_on: day("2026-11-25"),
        answered_on: day("2026-11-25"),
        on_time: true,
        answers: 2,
    }];
    let month = period("2026-11-01", "2026-11-30");
    assert_eq!(store.answered_in(month, None).await.expect("all"), both);
    let of = async |slug| {
        store
            .answered_in(month, Some(agency(slug)))
            .await
            .expect("one agency")
    };
    assert_eq!(of(CONSTRUCTION).await, both);
    assert_eq!(of(HEALTH).await, []);
    for other in [
        period("2026-11-01", "2026-11-24"),
        period("2026-11-26", "2026-12-31"),
    ] {
        assert_eq!(
            store.answered_in(other, None).await.expect("another time"),
            []
        );
    }
    // A review by another agency does not take the answer over.
    act(&store, &Actor::Sender, id, reopen()).await;
    assert_eq!(of(CONSTRUCTION).await, both);
}

async fn what_lies_open_is_counted_by_agency(place: Place) {
    let store = place.open().await;
    let cast = Cast::enter(&store).await;
    // Nobody's yet, and nobody's any more.
    submit(&store, "unassigned").await;
    bring_to(&store, &cast, "answered", Stage::Answered).await;
    assert_eq!(store.open_work(place.now()).await.expect("open"), []);
    bring_to(&store, &cast, "first", Stage::Assigned).await;
    bring_to(&store, &cast, "second", Stage::Processing).await;
    let agency_id = store
        .catalogue()
        .agency_by_slug(CONSTRUCTION)
        .expect("agency")
        .0;
    let work = |overdue| {
        [OpenWork {
            agency_id,
            open: 2,
            overdue,
        }]
    };
    assert_eq!(store.open_work(place.now()).await.expect("open"), work(0));
    place.set("2027-03-01T08:00:00");
    assert_eq!(store.open_work(place.now()).await.expect("open"), work(2));
}
