//! Which petition belongs to which topic? Counted once, moved on with what officials decide, named by who may.

use analysis::topics::Constituent;
use domain::action::Action;
use domain::actor::Actor;
use domain::admissibility::Reason;
use domain::id::PetitionId;
use domain::publication::Audience;
use domain::refusal::Refusal;
use store::import::agency_id;
use store::register::RegisterFilter;
use store::topics::counting::{ProcedureTrouble, TopicFilter};
use store::topics::{GrownTopic, Place as ReadTo, ToRead};
use store::{Store, StoreError};

use crate::support::cast::{CONSTRUCTION, HEALTH, person};
use crate::support::deeds::{Stage, accept, act, assign, bring_to, reject, submit, withdraw};
use crate::support::{Cast, Place, stories};

stories!(
    a_petition_is_counted_by_what_was_decided_last,
    what_is_read_twice_is_counted_once,
    a_change_meanwhile_is_not_overlooked,
    names_and_mergers_say_who_and_when,
    what_is_merged_or_not_there_cannot_be_named,
    figures_follow_the_filter,
    officials_count_what_they_take_part_in,
    the_petitions_behind_a_figure_come_in_pages,
    labels_are_looked_at_when_they_change_or_the_topic_doubles,
    the_register_knows_topics,
);

const BEGIN: ReadTo = ReadTo { seq: 0, changes: 0 };

/// Reads the log as the analysis would, all petitions into the topic that `topic` names.
async fn read_into(store: &Store, since: ReadTo, topic: i64, troubles: &[Constituent]) -> ReadTo {
    let read = reading(store, since, topic, troubles).await;
    assert!(keep(store, since, &read, topic).await);
    read.until
}

async fn reading(store: &Store, since: ReadTo, topic: i64, troubles: &[Constituent]) -> ToRead {
    let mut read = store.topics_to_read(since, 1_000).await.expect("to read");
    let bits = troubles.iter().map(|one| one.bit()).sum();
    for petition in &mut read.petitions {
        if petition.text.is_some() {
            petition.belongs_to(topic, bits);
        }
    }
    read
}

async fn keep(store: &Store, since: ReadTo, read: &ToRead, topic: i64) -> bool {
    let grown = GrownTopic {
        id: topic,
        size: i64::try_from(read.petitions.len()).expect("few"),
        label: format!("chủ đề, {topic}"),
    };
    store
        .keep_topics(since, read, "{}", &[grown])
        .await
        .expect("kept")
}

fn all(audience: Audience) -> TopicFilter {
    let day = |text: &str| text.parse().expect("day");
    TopicFilter::all(audience, day("2026-01-01"), day("2026-12-31"))
}

async fn counts(store: &Store, audience: Audience) -> Vec<(i64, i64)> {
    store.count_topics(&all(audience)).await.expect("counts")
}

async fn a_petition_is_counted_by_what_was_decided_last(place: Place) {
    let store = place.open().await;
    let cast = Cast::enter(&store).await;
    let id = submit(&store, "one").await.id;
    let other = submit(&store, "other").await.id;
    let seen = read_into(&store, BEGIN, 0, &[]).await;
    assert_eq!(counts(&store, Audience::Desk).await, [(0, 2)]);
    assert_eq!(
        counts(&store, Audience::Public).await,
        [],
        "nobody has read them yet"
    );

    act(&store, &cast.intake, id, accept()).await;
    act(&store, &cast.intake, id, assign(CONSTRUCTION, &[])).await;
    act(&store, &cast.intake, other, reject(Reason::R10)).await;
    let seen = read_into(&store, seen, 0, &[]).await;
    assert_eq!(counts(&store, Audience::Public).await, [(0, 1)]);
    let filter = all(Audience::Desk);
    assert_eq!(
        store.count_agencies(&filter).await.expect("agencies"),
        [(agency_id(CONSTRUCTION), 1)]
    );
    assert_eq!(
        store.count_fields(&filter).await.expect("fields"),
        [("Xây dựng".to_owned(), 1)]
    );

    act(&store, &Actor::Sender, id, withdraw()).await;
    read_into(&store, seen, 0, &[]).await;
    assert_eq!(counts(&store, Audience::Public).await, []);
    assert_eq!(counts(&store, Audience::Desk).await, [(0, 1)]);
}

async fn what_is_read_twice_is_counted_once(place: Place) {
    let store = place.open().await;
    submit(&store, "one").await;
    let first = reading(&store, BEGIN, 0, &[]).await;
    let again = reading(&store, BEGIN, 1, &[]).await;
    assert!(keep(&store, BEGIN, &first, 0).await);
    assert!(
        !keep(&store, BEGIN, &again, 1).await,
        "somebody else was faster"
    );
    assert_eq!(counts(&store, Audience::Desk).await, [(0, 1)]);
    assert_eq!(
        store.topics(&[1]).await.expect("topics"),
        [],
        "nothing of it is left"
    );
    let (read_to, kept) = store.topics_so_far().await.expect("place");
    assert_eq!((read_to, kept.as_deref()), (first.until, Some("{}")));
    let rest = store.topics_to_read(read_to, 10).await.expect("the rest");
    assert!(rest.petitions.is_empty() && !rest.more && rest.until == read_to);
    let (after, _) = place.open().await.topics_so_far().await.expect("place");
    assert_eq!(after, read_to, "also after a new start");
}

async fn a_change_meanwhile_is_not_overlooked(place: Place) {
    let store = place.open().await;
    let cast = Cast::enter(&store).await;
    submit(&store, "one").await;
    let seen = read_into(&store, BEGIN, 0, &[]).await;
    submit(&store, "two").await;
    let seen = read_into(&store, seen, 1, &[]).await;
    submit(&store, "three").await;
    let read = reading(&store, seen, 0, &[]).await;
    store
        .merge_topics(person(&cast.intake), 0, 1)
        .await
        .expect("merged");
    assert!(
        !keep(&store, seen, &read, 0).await,
        "the third would go into a topic that is gone"
    );
    let read = reading(&store, seen, 1, &[]).await;
    assert_eq!(
        read.changes
            .iter()
            .map(|change| (change.topic, change.merged_into))
            .collect::<Vec<_>>(),
        [(0, Some(1))]
    );
    assert!(keep(&store, seen, &read, 1).await);
    assert_eq!(counts(&store, Audience::Desk).await, [(1, 3)]);
}

async fn names_and_mergers_say_who_and_when(place: Place) {
    let store = place.open().await;
    let cast = Cast::enter(&store).await;
    submit(&store, "one").await;
    let seen = read_into(&store, BEGIN, 0, &[]).await;
    submit(&store, "two").await;
    read_into(&store, seen, 1, &[]).await;
    let official = person(&cast.intake);
    store
        .rename_topic(official, 0, "Chậm trả kết quả")
        .await
        .expect("named");
    let topic = store.topic(0).await.expect("topic").expect("there");
    assert_eq!(topic.name.as_deref(), Some("Chậm trả kết quả"));
    store.merge_topics(official, 0, 1).await.expect("merged");
    assert_eq!(counts(&store, Audience::Desk).await, [(1, 2)]);
    let found = store.topic(0).await.expect("topic").expect("there");
    assert_eq!((found.id, found.size), (1, 2), "the old number leads on");
    let changes = store.topic_changes(0).await.expect("changes");
    let told: Vec<_> = changes
        .iter()
        .map(|change| {
            (
                change.official_name.as_str(),
                change.name.as_deref(),
                change.merged_into,
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            ("Nông Thị Tiếp", None, Some(1)),
            ("Nông Thị Tiếp", Some("Chậm trả kết quả"), None)
        ]
    );
    assert_eq!(changes[0].at, place.now());
    store.rename_topic(official, 1, "").await.expect("unnamed");
    assert_eq!(
        store.topic(1).await.expect("topic").expect("there").name,
        None
    );
}

async fn what_is_merged_or_not_there_cannot_be_named(place: Place) {
    let store = place.open().await;
    let cast = Cast::enter(&store).await;
    submit(&store, "one").await;
    let seen = read_into(&store, BEGIN, 0, &[]).await;
    submit(&store, "two").await;
    read_into(&store, seen, 1, &[]).await;
    let official = person(&cast.intake);
    store.merge_topics(official, 0, 1).await.expect("merged");
    for topic in [0, 7, -1] {
        assert!(matches!(
            store.rename_topic(official, topic, "Tên").await,
            Err(StoreError::NotFound)
        ));
        assert!(matches!(
            store.merge_topics(official, topic, 1).await,
            Err(StoreError::NotFound)
        ));
    }
    assert!(matches!(
        store.merge_topics(official, 1, 1).await,
        Err(StoreError::Refused(Refusal::Violations(_)))
    ));
    assert_eq!(
        place.number("select count(*) from topic_change").await,
        1,
        "what was refused leaves no trace"
    );
}

async fn figures_follow_the_filter(place: Place) {
    let store = place.open().await;
    let cast = Cast::enter(&store).await;
    let stamped = accepted(&store, &cast, "stamped", Some("2.000815")).await;
    let seen = read_into(&store, BEGIN, 0, &[Constituent::Time, Constituent::Papers]).await;
    accepted(&store, &cast, "built", None).await;
    read_into(&store, seen, 1, &[]).await;
    assert_eq!(counts(&store, Audience::Public).await, [(0, 1), (1, 1)]);
    let whole = all(Audience::Public);
    let count = async |filter: TopicFilter| store.count_members(&filter).await.expect("count");
    assert_eq!(count(whole.clone()).await, 2);
    let procedure = |code: &str| TopicFilter {
        procedure: Some(code.to_owned()),
        ..whole.clone()
    };
    assert_eq!(count(procedure("2.000815")).await, 1);
    assert_eq!(count(procedure("' or 1=1 --")).await, 0);
    let of = |agency: &str| TopicFilter {
        agencies: Some(store.catalogue().agency_with_predecessors(agency)),
        ..whole.clone()
    };
    assert_eq!(count(of(CONSTRUCTION)).await, 2);
    assert_eq!(count(of(HEALTH)).await, 0);
    assert_eq!(count(of("khong-co")).await, 0);
    let troubled = |constituent| TopicFilter {
        constituent: Some(constituent),
        ..whole.clone()
    };
    assert_eq!(count(troubled(Constituent::Time)).await, 1);
    assert_eq!(count(troubled(Constituent::Fee)).await, 0);
    assert_eq!(
        store.trouble(&whole).await.expect("trouble"),
        [ProcedureTrouble {
            procedure: "2.000815".into(),
            by_constituent: [1, 1, 0, 0, 0, 0]
        }]
    );
    assert_eq!(
        store
            .procedures_of_topics(&whole, &[0, 1])
            .await
            .expect("procedures"),
        [(0, "2.000815".to_owned(), 1)]
    );
    let day = "2026-11-25".parse().expect("day");
    assert_eq!(
        store.count_days(&whole, &[]).await.expect("days"),
        [(0, day, 2)]
    );
    assert_eq!(
        store.count_days(&whole, &[1]).await.expect("days"),
        [(1, day, 1)]
    );
    let before = TopicFilter {
        to: "2026-11-24".parse().expect("day"),
        ..whole.clone()
    };
    assert_eq!(count(before).await, 0);
    let recent = store.recent_members(&whole).await.expect("recent");
    assert_eq!(recent.len(), 2);
    assert_eq!(recent[0].procedure_code.as_deref(), Some("2.000815"));
    let petition = store.petition(stamped).await.expect("petition");
    let listed = store
        .petitions_numbered(&[recent[0].number])
        .await
        .expect("listed");
    assert_eq!(listed[0].record_code, petition.record_code);
}

/// Accepts a petition about the procedure and passes it to the construction department.
async fn accepted(store: &Store, cast: &Cast, key: &str, procedure: Option<&str>) -> PetitionId {
    let id = submit(store, key).await.id;
    let Action::Accept { kind, clauses, .. } = accept() else {
        panic!("accept")
    };
    let accepted = Action::Accept {
        kind,
        clauses,
        field: None,
        procedure_code: procedure.map(str::to_owned),
        area_code: None,
    };
    act(store, &cast.intake, id, accepted).await;
    act(store, &cast.intake, id, assign(CONSTRUCTION, &[])).await;
    id
}

async fn officials_count_what_they_take_part_in(place: Place) {
    let store = place.open().await;
    let cast = Cast::enter(&store).await;
    bring_to(&store, &cast, "led", Stage::Assigned).await;
    let supported = submit(&store, "supported").await.id;
    act(&store, &cast.intake, supported, accept()).await;
    act(
        &store,
        &cast.intake,
        supported,
        assign(HEALTH, &[CONSTRUCTION]),
    )
    .await;
    submit(&store, "unread").await;
    read_into(&store, BEGIN, 0, &[]).await;
    let count = async |agencies: Vec<domain::id::AgencyId>| {
        let filter = TopicFilter {
            seen_by: Some(agencies),
            ..all(Audience::Desk)
        };
        store.count_members(&filter).await.expect("count")
    };
    assert_eq!(count(vec![agency_id(CONSTRUCTION)]).await, 2);
    assert_eq!(count(vec![agency_id(HEALTH)]).await, 1);
    assert_eq!(count(Vec::new()).await, 0, "who has no agency sees nothing");
}

async fn the_petitions_behind_a_figure_come_in_pages(place: Place) {
    let store = place.open().await;
    for key in ["one", "two", "three"] {
        submit(&store, key).await;
    }
    read_into(&store, BEGIN, 0, &[]).await;
    let filter = TopicFilter {
        topic: Some(0),
        ..all(Audience::Desk)
    };
    let page = async |below| {
        store
            .topic_petitions(&filter, below, 2)
            .await
            .expect("a page")
    };
    let first = page(i64::MAX).await;
    let second = page(first[1].number).await;
    assert_eq!((first.len(), second.len()), (2, 1));
    assert!(first[0].number > first[1].number && first[1].number > second[0].number);
}

async fn labels_are_looked_at_when_they_change_or_the_topic_doubles(place: Place) {
    let store = place.open().await;
    let cast = Cast::enter(&store).await;
    for key in ["one", "two", "three", "four", "five"] {
        bring_to(&store, &cast, key, Stage::Accepted).await;
    }
    let seen = read_into(&store, BEGIN, 0, &[]).await;
    let waiting = store.topics_to_vet(10).await.expect("waiting");
    assert_eq!(waiting.len(), 1);
    assert_eq!(store.texts_of_topic(0).await.expect("texts").len(), 5);
    let public = async || {
        let topic = store.topic(0).await.expect("topic").expect("there");
        topic.public_label
    };
    assert_eq!(public().await, None, "nobody has looked yet");
    store
        .vet_topic(&waiting[0], Some("chậm trả"))
        .await
        .expect("vetted");
    assert_eq!(public().await.as_deref(), Some("chậm trả"));
    assert!(store.topics_to_vet(10).await.expect("none").is_empty());
    let read = reading(&store, seen, 0, &[]).await;
    let grow = async |size, label: &str| {
        let (since, _) = store.topics_so_far().await.expect("place");
        let read = ToRead {
            until: since,
            ..read.clone()
        };
        let grown = GrownTopic {
            id: 0,
            size,
            label: label.into(),
        };
        store
            .keep_topics(since, &read, "{}", &[grown])
            .await
            .expect("kept");
        store.topics_to_vet(10).await.expect("waiting").len()
    };
    assert_eq!(grow(9, "chủ đề, 0").await, 0);
    assert_eq!(grow(10, "chủ đề, 0").await, 1, "twice as many");
    assert_eq!(grow(9, "tách thửa").await, 1, "other words");
    assert_eq!(
        grow(4, "tách thửa").await,
        0,
        "too few to be shown to everybody"
    );
}

async fn the_register_knows_topics(place: Place) {
    let store = place.open().await;
    let cast = Cast::enter(&store).await;
    bring_to(&store, &cast, "published", Stage::Published).await;
    read_into(&store, BEGIN, 3, &[]).await;
    for (topic, found) in [("3", 1), ("4", 0), ("", 1), ("x", 0), ("3 or 1=1", 0)] {
        let filter = RegisterFilter {
            topic: topic.into(),
            ..RegisterFilter::default()
        };
        let page = store.register(&filter).await.expect("register");
        assert_eq!(page.items.len(), found, "{topic}");
    }
}
