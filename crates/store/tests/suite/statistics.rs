//! Do the books add up, for every period and every breakdown, and stay as they were?

mod oracle;

use chrono::{NaiveDate, TimeDelta};
use domain::action::{Action, Verb};
use domain::actor::Actor;
use domain::admissibility::Reason;
use domain::id::PetitionId;
use domain::lang::Lang;
use domain::petition::{Channel, PetitionKind};
use domain::rating::Satisfaction;
use domain::statistics::{Breakdown, Figures, Period, PeriodicReport};
use domain::status::Status;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use store::Store;
use store::petitions::submit::Intake;
use store::statistics::ReportFilter;

use self::oracle::Histories;
use crate::support::cast::{CONSTRUCTION, HEALTH, OFFICE, official};
use crate::support::deeds::{self, Stage, act, bring_to, publish, rate, reopen, submission};
use crate::support::{Cast, Place, stories};

stories!(
    whatever_happens_the_books_add_up,
    a_past_period_stays_as_it_was,
    what_is_published_in_the_next_period_counts_there,
    an_answer_stays_on_the_account_of_who_gave_it,
    in_a_running_period_late_is_late_by_now,
    a_channel_is_counted_alone,
    an_agency_is_counted_alone,
);

fn period(from: &str, to: &str) -> Period {
    Period {
        from: from.parse().expect("day"),
        to: to.parse().expect("day"),
    }
}

async fn report(store: &Store, period: Period, breakdown: Breakdown) -> PeriodicReport {
    store
        .periodic_report(period, breakdown, &ReportFilter::default(), Lang::Vi)
        .await
        .expect("report")
}

/// One petition's life: when it comes in and what is tried, by whom and how many days later.
#[derive(Clone, Debug)]
struct Life {
    day: i64,
    kind: PetitionKind,
    channel: Channel,
    tries: Vec<(i64, usize, usize)>,
}

fn lives() -> impl Strategy<Value = Vec<Life>> {
    let life = (
        0..150_i64,
        prop::sample::select(PetitionKind::ALL.to_vec()),
        prop::sample::select(vec![Channel::Dvcqg, Channel::Web, Channel::Letter]),
        vec((0..4_i64, 0..10_usize, 0..20_usize), 20..60),
    );
    vec(
        life.prop_map(|(day, kind, channel, tries)| Life {
            day,
            kind,
            channel,
            tries,
        }),
        60,
    )
}

async fn whatever_happens_the_books_add_up(place: Place) {
    let store = place.open().await;
    let cast = Cast::enter(&store).await;
    let lead = official(
        &store,
        "Vi Thị Chánh",
        &[(domain::official::Role::AgencyLead, OFFICE)],
    )
    .await;
    let lives = lives()
        .new_tree(&mut TestRunner::deterministic())
        .expect("lives")
        .current();
    let mut ids = Vec::new();
    for (number, life) in lives.iter().enumerate() {
        ids.push(live(&place, &store, &cast, &lead, number, life, &ids).await);
    }
    place.set("2026-12-31T23:00:00");
    let histories = Histories::of(&store, &ids).await;
    assert!(
        histories.reached() >= 11,
        "the lives are various: {}",
        histories.reached()
    );
    let half = |second| Period::half(2026, second).expect("half");
    let mut periods = vec![
        half(false),
        half(true),
        period("2026-02-10", "2026-02-10"),
        period("2027-01-01", "2027-06-30"),
    ];
    periods.extend((0..9).map(|month| {
        let from = NaiveDate::from_ymd_opt(2026, 1 + month, 1).expect("day");
        Period {
            from,
            to: NaiveDate::from_ymd_opt(2026, 2 + month, 1)
                .expect("day")
                .pred_opt()
                .expect("day"),
        }
    }));
    for period in periods {
        for breakdown in Breakdown::ALL {
            let report = report(&store, period, breakdown).await;
            let total = &report.total;
            assert!(
                total.balances() && total.classes_add_up(),
                "{period:?} {total:?}"
            );
            assert_eq!(
                total.closed_on_time + total.closed_late,
                total.closed(),
                "{period:?}"
            );
            assert_eq!(*total, histories.figures(period, |_| true), "{period:?}");
            let mut sum = Figures::default();
            for line in &report.lines {
                assert!(
                    line.figures.balances() && line.figures.classes_add_up(),
                    "{period:?} {line:?}"
                );
                assert_eq!(
                    line.figures,
                    histories.line(period, breakdown, &line.name),
                    "{period:?} {}",
                    line.name
                );
                sum.add(&line.figures);
            }
            assert_eq!(sum, *total, "{period:?}: the lines add up to the total");
        }
    }
    let (first, second) = (
        report(&store, half(false), Breakdown::Kind).await,
        report(&store, half(true), Breakdown::Kind).await,
    );
    assert_eq!(
        first.total.open, second.total.carried_over,
        "what is left open is carried over"
    );
}

/// Sends a petition and lets people do what they may, as the life says.
async fn live(
    place: &Place,
    store: &Store,
    cast: &Cast,
    lead: &Actor,
    number: usize,
    life: &Life,
    others: &[PetitionId],
) -> PetitionId {
    place.set("2026-01-05T09:00:00");
    place.pass(TimeDelta::days(life.day));
    let mut form = submission(&format!("life-{number}"));
    form.kind = life.kind;
    let intake = Intake {
        channel: life.channel,
        on_behalf: None,
        demonstration: false,
    };
    let id = store.submit(form, intake).await.expect("submit").id;
    let people = [
        &Actor::Sender,
        &cast.intake,
        &cast.intake,
        &cast.handler,
        &cast.approver,
        &cast.leader,
        &cast.publisher,
        &cast.reviewer,
        &cast.second_approver,
        lead,
    ];
    for (days, who, what) in &life.tries {
        place.pass(TimeDelta::days(*days));
        let petition = store.petition(id).await.expect("petition");
        let actor = people[*who];
        let verbs = store.available(actor, &petition).await.expect("verbs");
        // Most of the time people do what leads on, else few would ever be answered.
        let likely: Vec<_> = verbs
            .into_iter()
            .filter(|verb| what % 6 == 0 || leads_on(*verb))
            .collect();
        let Some(verb) = likely.get(what % likely.len().max(1)) else {
            continue;
        };
        let Some(action) = deed(*verb, petition.status(), *what, others) else {
            continue;
        };
        let done = store
            .perform(actor, id, Some(petition.row_version), action)
            .await;
        match done {
            Ok(_) | Err(store::StoreError::Refused(domain::refusal::Refusal::BadMerge)) => {}
            Err(error) => panic!("{verb:?} was offered: {error}"),
        }
    }
    id
}

fn leads_on(verb: Verb) -> bool {
    !matches!(
        verb,
        Verb::Withdraw
            | Verb::Reject
            | Verb::ReferOut
            | Verb::RequestInfo
            | Verb::ReturnToIntake
            | Verb::Merge
            | Verb::SendBack
            | Verb::Study
            | Verb::ReportProgress
            | Verb::Note
            | Verb::Remind
    )
}

fn deed(verb: Verb, status: Status, chosen: usize, others: &[PetitionId]) -> Option<Action> {
    Some(match verb {
        Verb::RequestInfo => deeds::request_info(),
        Verb::Supplement => deeds::supplement(),
        Verb::Reject if status == Status::NeedInfo => deeds::reject(Reason::R04),
        Verb::Reject => deeds::reject(Reason::R05),
        Verb::Accept => deeds::accept(),
        Verb::ReferOut => deeds::refer_out(),
        Verb::Assign => deeds::assign(CONSTRUCTION, &[HEALTH]),
        Verb::ReturnToIntake => deeds::return_to_intake(),
        Verb::Start => Action::Start,
        Verb::Study => deeds::study(),
        Verb::ReportProgress => deeds::report_progress(),
        Verb::Resume => Action::Resume,
        Verb::DraftAnswer => Action::DraftAnswer {
            answer: deeds::answer(),
        },
        Verb::SubmitForApproval => deeds::submit_for_approval(),
        Verb::SendBack => deeds::send_back(),
        Verb::Approve => Action::Approve,
        Verb::Publish => publish(),
        Verb::ProposeHiding => deeds::propose_hiding(),
        Verb::ConfirmHiding => Action::ConfirmHiding,
        Verb::DeclineHiding => deeds::decline_hiding(),
        Verb::Reopen => reopen(),
        Verb::Withdraw => deeds::withdraw(),
        Verb::Merge => Action::Merge {
            into: *others.get(chosen % others.len().max(1))?,
        },
        Verb::Unmerge => deeds::unmerge(),
        Verb::Extend => deeds::extend(3),
        Verb::Rate => rate(Satisfaction::ALL[chosen % 3]),
        Verb::Note => deeds::note(),
        Verb::Remind => deeds::remind(),
        Verb::Submit | Verb::MoveDeadline | Verb::ReassignBySuccession => return None,
    })
}

async fn a_past_period_stays_as_it_was(place: Place) {
    let store = place.open().await;
    let cast = Cast::enter(&store).await;
    let answered = bring_to(&store, &cast, "answered", Stage::Published).await;
    let open = bring_to(&store, &cast, "open", Stage::Processing).await;
    let waiting = deeds::submit(&store, "waiting").await.id;
    act(
        &store,
        &Actor::Sender,
        answered,
        rate(Satisfaction::Satisfied),
    )
    .await;
    place.set("2027-01-01T08:00:00");
    let half = Period::half(2026, true).expect("half");
    let mut before = Vec::new();
    for breakdown in Breakdown::ALL {
        before.push(report(&store, half, breakdown).await);
    }
    let total = &before[0].total;
    assert_eq!(
        (
            total.received,
            total.answered,
            total.open,
            total.open_overdue,
            total.published
        ),
        (3, 1, 2, 2, 1)
    );
    assert_eq!(total.ratings, [0, 1, 0]);
    // What happens next year belongs to next year.
    act(&store, &cast.handler, open, deeds::submit_for_approval()).await;
    act(&store, &cast.approver, open, Action::Approve).await;
    act(&store, &cast.publisher, open, publish()).await;
    act(&store, &Actor::Sender, open, reopen()).await;
    act(&store, &cast.intake, waiting, deeds::reject(Reason::R05)).await;
    for (breakdown, before) in Breakdown::ALL.into_iter().zip(before) {
        let after = report(&store, half, breakdown).await;
        let unclassified = |report: &PeriodicReport| report.total.unclassified;
        assert_eq!(
            (unclassified(&before), unclassified(&after)),
            (1, 0),
            "only the class comes later"
        );
        let figures = |report: &PeriodicReport| Figures {
            invalid: 0,
            unclassified: 0,
            ..report.total.clone()
        };
        assert_eq!(figures(&after), figures(&before));
        let lines = |report: &PeriodicReport| {
            report
                .lines
                .iter()
                .map(|line| line.name.clone())
                .collect::<Vec<_>>()
        };
        assert_eq!(lines(&after), lines(&before));
    }
    let next = report(
        &store,
        Period::half(2027, false).expect("half"),
        Breakdown::Agency,
    )
    .await
    .total;
    assert_eq!(
        (
            next.carried_over,
            next.received,
            next.answered,
            next.returned,
            next.open
        ),
        (2, 0, 1, 1, 0)
    );
    assert_eq!((next.published, next.closed_late), (1, 2));
    assert_eq!(
        next.ratings,
        [0, 0, 1],
        "sending back says that it was not satisfactory"
    );
}

async fn what_is_published_in_the_next_period_counts_there(place: Place) {
    let store = place.open().await;
    let cast = Cast::enter(&store).await;
    place.set("2026-12-30T08:00:00");
    let id = bring_to(&store, &cast, "new-year", Stage::Answered).await;
    place.set("2027-01-04T08:00:00");
    act(&store, &cast.publisher, id, publish()).await;
    act(
        &store,
        &Actor::Sender,
        id,
        rate(Satisfaction::VerySatisfied),
    )
    .await;
    let (old, new) = (
        Period::half(2026, true).expect("half"),
        Period::half(2027, false).expect("half"),
    );
    let (old, new) = (
        report(&store, old, Breakdown::Agency).await.total,
        report(&store, new, Breakdown::Agency).await,
    );
    assert_eq!(
        (old.received, old.answered, old.published, old.ratings),
        (1, 1, 0, [0, 0, 0])
    );
    let total = &new.total;
    assert_eq!(
        (
            total.carried_over,
            total.received,
            total.closed(),
            total.open
        ),
        (0, 0, 0, 0)
    );
    assert_eq!((total.published, total.ratings), (1, [1, 0, 0]));
    assert_eq!(new.lines.len(), 1);
    // A second answer does not publish it again.
    act(&store, &Actor::Sender, id, reopen()).await;
    act(&store, &cast.reviewer, id, Action::Start).await;
    act(&store, &cast.reviewer, id, deeds::submit_for_approval()).await;
    act(&store, &cast.second_approver, id, Action::Approve).await;
    place.set("2027-07-01T08:00:00");
    act(&store, &cast.publisher, id, publish()).await;
    let later = report(
        &store,
        Period::half(2027, true).expect("half"),
        Breakdown::Agency,
    )
    .await;
    assert_eq!((later.total, later.lines.len()), (Figures::default(), 0));
}

async fn an_answer_stays_on_the_account_of_who_gave_it(place: Place) {
    let store = place.open().await;
    let cast = Cast::enter(&store).await;
    let id = bring_to(&store, &cast, "account", Stage::Published).await;
    let construction = store
        .catalogue()
        .agency_by_slug(CONSTRUCTION)
        .expect("agency");
    let office = store.catalogue().agency_by_slug(OFFICE).expect("agency");
    let name = store
        .catalogue()
        .agency_name_on(construction, "2026-12-31".parse().expect("day"));
    let half = Period::half(2026, true).expect("half");
    let lines = async || {
        let report = report(&store, half, Breakdown::Agency).await;
        report
            .lines
            .into_iter()
            .map(|line| (line.name, line.figures.answered))
            .collect::<Vec<_>>()
    };
    assert_eq!(lines().await, [(name.clone(), 1)]);
    act(&store, &Actor::Sender, id, reopen()).await;
    assert_eq!(
        lines().await,
        [(name, 1)],
        "the reviewer has it now, the agency answered"
    );
    assert_eq!(
        store
            .ratings_of_agency(construction.0)
            .await
            .expect("ratings"),
        [0, 0, 1]
    );
    act(&store, &cast.reviewer, id, Action::Start).await;
    act(&store, &cast.reviewer, id, deeds::submit_for_approval()).await;
    act(&store, &cast.second_approver, id, Action::Approve).await;
    act(
        &store,
        &Actor::Sender,
        id,
        rate(Satisfaction::VerySatisfied),
    )
    .await;
    assert_eq!(
        store
            .ratings_of_agency(construction.0)
            .await
            .expect("ratings"),
        [0, 0, 1]
    );
    assert_eq!(
        store.ratings_of_agency(office.0).await.expect("ratings"),
        [1, 0, 0]
    );
}

async fn in_a_running_period_late_is_late_by_now(place: Place) {
    let store = place.open().await;
    let cast = Cast::enter(&store).await;
    bring_to(&store, &cast, "late", Stage::Processing).await;
    let asked = deeds::submit(&store, "asked").await.id;
    act(&store, &cast.intake, asked, deeds::request_info()).await;
    let half = Period::half(2026, true).expect("half");
    let overdue = async || {
        report(&store, half, Breakdown::Field)
            .await
            .total
            .open_overdue
    };
    place.set("2026-12-16T17:00:00");
    assert_eq!(overdue().await, 0, "there is time until midnight");
    place.set("2026-12-17T00:00:01");
    assert_eq!(overdue().await, 1, "the other waits for its sender");
}

async fn a_channel_is_counted_alone(place: Place) {
    let store = place.open().await;
    for (number, channel) in [Channel::Dvcqg, Channel::Web, Channel::Web]
        .into_iter()
        .enumerate()
    {
        let intake = Intake {
            channel,
            on_behalf: None,
            demonstration: false,
        };
        store
            .submit(submission(&format!("channel-{number}")), intake)
            .await
            .expect("submit");
    }
    let half = Period::half(2026, true).expect("half");
    for (channel, count) in [("", 3), ("dvcqg", 1), ("web", 2), ("phone", 0)] {
        let filter = ReportFilter {
            channel: channel.to_owned(),
            ..ReportFilter::default()
        };
        for breakdown in Breakdown::ALL {
            let report = store
                .periodic_report(half, breakdown, &filter, Lang::Vi)
                .await
                .expect("report");
            assert_eq!(report.total.received, count, "{channel}");
            assert_eq!(
                report
                    .lines
                    .iter()
                    .map(|line| line.figures.received)
                    .sum::<i64>(),
                count
            );
        }
    }
}

async fn an_agency_is_counted_alone(place: Place) {
    let store = place.open().await;
    assert_eq!(store.first_received_on().await.expect("day"), None);
    let cast = Cast::enter(&store).await;
    for (key, stage) in [
        ("waiting", Stage::Submitted),
        ("working", Stage::Processing),
        ("done", Stage::Published),
    ] {
        bring_to(&store, &cast, key, stage).await;
    }
    // Answered by construction, reviewed by the office now: it stays on the account of construction.
    let reviewed = bring_to(&store, &cast, "reviewed", Stage::Published).await;
    act(&store, &Actor::Sender, reviewed, reopen()).await;
    let half = Period::half(2026, true).expect("half");
    for (slug, received, answered) in [(CONSTRUCTION, 3, 2), (HEALTH, 0, 0), (OFFICE, 0, 0)] {
        let filter = ReportFilter {
            agency: store.catalogue().agency_by_slug(slug),
            ..ReportFilter::default()
        };
        assert!(filter.agency.is_some(), "{slug} is an agency");
        for breakdown in Breakdown::ALL {
            let report = store
                .periodic_report(half, breakdown, &filter, Lang::Vi)
                .await
                .expect("report");
            let total = &report.total;
            assert_eq!((total.received, total.answered), (received, answered));
            assert!(total.balances() && total.classes_add_up());
            assert_eq!(report.lines.is_empty(), received == 0, "{slug}");
        }
    }
    let today = domain::calendar::local_date(store.now());
    let first = store.first_received_on().await.expect("day");
    assert_eq!(first, Some(today));
}
