//! Are deadlines given, moved, judged and explained as the rules say?

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, Utc};
use domain::calendar::{
    Calendar, DayKind, DayOverride, SkipReason, end_of_day, from_local, start_of_day,
};
use domain::deadline::{
    BasisKind, CaseTraits, Clock, Deadline, DeadlineError, DeadlineRule, NATIONAL_RULES, RuleError,
    RuleSet, RuleStart, Standing, Step, TimeUnit, explain,
};
use domain::id::{DeadlineId, OfficialId, PetitionId};
use proptest::prelude::*;
use rstest::rstest;
use uuid::Uuid;

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn at(text: &str) -> DateTime<Utc> {
    from_local(text.parse().unwrap())
}

fn leader() -> OfficialId {
    OfficialId(Uuid::from_u128(7))
}

fn off(text: &str, name: &str) -> DayOverride {
    DayOverride {
        date: date(text),
        kind: DayKind::Off,
        name: name.to_owned(),
        source: String::new(),
    }
}

fn calendar() -> Calendar {
    Calendar::new([
        off("2026-02-16", "Giao thừa Tết Nguyên Đán"),
        off("2026-02-17", "Tết Nguyên Đán"),
        off("2026-02-18", "Mùng hai Tết Nguyên Đán"),
        off("2026-02-19", "Mùng ba Tết Nguyên Đán"),
        off("2026-02-20", "Mùng bốn Tết Nguyên Đán"),
    ])
}

fn rules() -> RuleSet {
    RuleSet::from_json(NATIONAL_RULES).unwrap()
}

fn rule(step: Step, clock: Clock) -> DeadlineRule {
    rules()
        .rule_for(step, clock, date("2026-02-02"))
        .unwrap()
        .clone()
}

fn given(rule: &DeadlineRule, starts_at: &str) -> Deadline {
    rule.start(
        DeadlineId(Uuid::from_u128(1)),
        PetitionId(Uuid::from_u128(2)),
        &calendar(),
        at(starts_at),
    )
    .unwrap()
}

fn answer() -> Deadline {
    given(&rule(Step::Answer, Clock::Citizen), "2026-02-02T09:00:00")
}

#[rstest]
#[case(
    Step::Classify,
    Clock::Unit,
    2,
    TimeUnit::WorkingDays,
    BasisKind::Inference
)]
#[case(
    Step::RequestInfo,
    Clock::Unit,
    5,
    TimeUnit::WorkingDays,
    BasisKind::PortalScoring
)]
#[case(
    Step::Reject,
    Clock::Unit,
    2,
    TimeUnit::WorkingDays,
    BasisKind::PortalScoring
)]
#[case(Step::Refer, Clock::Unit, 5, TimeUnit::WorkingDays, BasisKind::Decree)]
#[case(
    Step::Assign,
    Clock::Unit,
    5,
    TimeUnit::WorkingDays,
    BasisKind::Inference
)]
#[case(
    Step::TakeUp,
    Clock::Unit,
    1,
    TimeUnit::WorkingDays,
    BasisKind::Inference
)]
#[case(
    Step::ReturnToIntake,
    Clock::Unit,
    2,
    TimeUnit::WorkingDays,
    BasisKind::PortalScoring
)]
#[case(
    Step::Supplement,
    Clock::Citizen,
    10,
    TimeUnit::WorkingDays,
    BasisKind::Inference
)]
#[case(
    Step::Answer,
    Clock::Citizen,
    15,
    TimeUnit::WorkingDays,
    BasisKind::PortalScoring
)]
#[case(
    Step::Answer,
    Clock::Unit,
    15,
    TimeUnit::WorkingDays,
    BasisKind::PortalScoring
)]
#[case(
    Step::Publish,
    Clock::Unit,
    2,
    TimeUnit::WorkingDays,
    BasisKind::PortalScoring
)]
#[case(
    Step::Reopen,
    Clock::Citizen,
    15,
    TimeUnit::CalendarDays,
    BasisKind::Inference
)]
#[case(
    Step::Update,
    Clock::Unit,
    7,
    TimeUnit::CalendarDays,
    BasisKind::Inference
)]
fn the_national_rules_are_complete(
    #[case] step: Step,
    #[case] clock: Clock,
    #[case] amount: u32,
    #[case] unit: TimeUnit,
    #[case] basis_kind: BasisKind,
) {
    let rule = rule(step, clock);
    assert_eq!(
        (rule.term.amount, rule.term.unit, rule.basis_kind),
        (amount, unit, basis_kind)
    );
    assert!(!rule.legal_basis.is_empty() && !rule.source.is_empty());
}

#[test]
fn every_step_has_a_rule_and_an_event_that_starts_it() {
    let rules = rules();
    let on = date("2024-01-02");
    let starts = [
        RuleStart::Receipt,
        RuleStart::Transfer,
        RuleStart::InfoRequested,
        RuleStart::Closed,
        RuleStart::AwaitingPublication,
        RuleStart::StudyUpdate,
    ];
    let started: Vec<_> = starts
        .iter()
        .flat_map(|start| rules.started_by(*start, on, CaseTraits::default()))
        .collect();
    assert_eq!(started.len(), rules.iter().count());
    assert!(
        Step::ALL
            .iter()
            .all(|step| started.iter().any(|rule| rule.step == *step))
    );
    assert_eq!(
        rules
            .started_by(RuleStart::Transfer, on, CaseTraits::default())
            .len(),
        3
    );
}

#[test]
fn the_version_valid_that_day_is_chosen() {
    let mut old = rule(Step::Answer, Clock::Citizen);
    old.valid_to = Some(date("2026-07-01"));
    let mut new = old.clone();
    (new.version, new.term.amount, new.valid_from, new.valid_to) =
        (2, 10, date("2026-07-01"), None);
    let mut by_phone = new.clone();
    (
        by_phone.code,
        by_phone.term.amount,
        by_phone.applies_to.channel,
    ) = ("answer_phone".to_owned(), 3, Some("phone".to_owned()));
    let set = RuleSet::new(vec![new, by_phone, old]).unwrap();
    let amount = |on: &str| {
        set.rule_for(Step::Answer, Clock::Citizen, date(on))
            .map(|rule| rule.term.amount)
    };
    assert_eq!(amount("2026-06-30"), Some(15));
    assert_eq!(amount("2026-07-01"), Some(10));
    assert_eq!(amount("1999-01-01"), None);
    let case = CaseTraits {
        kind: Some("conduct"),
        channel: Some("phone"),
    };
    let chosen = set.started_by(RuleStart::Receipt, date("2026-08-03"), case);
    assert_eq!(
        chosen
            .iter()
            .map(|rule| rule.code.as_str())
            .collect::<Vec<_>>(),
        ["answer_phone"]
    );
    assert_eq!(set.version("answer_citizen", 1).unwrap().term.amount, 15);
}

#[test]
fn rules_that_contradict_themselves_are_refused() {
    let good = rule(Step::Answer, Clock::Citizen);
    assert!(matches!(
        RuleSet::new(vec![good.clone(), good.clone()]),
        Err(RuleError::DuplicateVersion { version: 1, .. })
    ));
    let mut empty = good.clone();
    empty.term.amount = 0;
    assert!(matches!(
        RuleSet::new(vec![empty]),
        Err(RuleError::NoTime { .. })
    ));
    let mut backwards = good;
    backwards.valid_to = Some(backwards.valid_from);
    assert!(matches!(
        RuleSet::new(vec![backwards]),
        Err(RuleError::NeverValid { .. })
    ));
    assert!(matches!(
        RuleSet::from_json("[{}]"),
        Err(RuleError::Unreadable(_))
    ));
}

#[test]
fn fifteen_working_days_run_around_tet() {
    assert_eq!(answer().due_on(), date("2026-03-02"));
    assert_eq!(answer().due_at, end_of_day(date("2026-03-02")));
}

#[test]
fn a_cut_off_moves_late_receipts_to_the_next_working_day() {
    let mut rule = rule(Step::Classify, Clock::Unit);
    rule.term.cut_off = NaiveTime::from_hms_opt(15, 0, 0);
    assert_eq!(
        given(&rule, "2026-03-06T15:00:00").due_on(),
        date("2026-03-10")
    );
    let late = given(&rule, "2026-03-06T15:00:01");
    assert_eq!(late.due_on(), date("2026-03-11"));
    let explanation = explain(&late, &rule, &calendar()).unwrap();
    assert_eq!(
        (explanation.starts_on, explanation.counted_from),
        (date("2026-03-06"), date("2026-03-09"))
    );
    assert!(
        explanation
            .sentences_vi()
            .iter()
            .any(|line| line.contains("sau giờ chốt"))
    );
}

#[test]
fn the_senders_last_day_is_never_a_day_off() {
    let reopen = rule(Step::Reopen, Clock::Citizen);
    let deadline = given(&reopen, "2026-02-06T10:00:00");
    assert_eq!(
        deadline.due_on(),
        date("2026-02-23"),
        "21 February is a Saturday"
    );
    let explanation = explain(&deadline, &reopen, &calendar()).unwrap();
    assert_eq!(explanation.skipped.len(), 2);
    assert!(
        explanation
            .sentences_vi()
            .iter()
            .any(|line| line.starts_with("Ngày cuối rơi vào ngày nghỉ"))
    );
    let monday = given(&reopen, "2026-03-01T10:00:00");
    assert_eq!(monday.due_on(), date("2026-03-16"));
    assert!(
        explain(&monday, &reopen, &calendar())
            .unwrap()
            .skipped
            .is_empty()
    );
}

#[rstest]
#[case::weeks_ahead("2026-02-25T08:00:00", "còn 3 ngày làm việc", "3 working days left")]
#[case::weekend_before("2026-03-01T08:00:00", "còn 1 ngày làm việc", "1 working day left")]
#[case::the_day_itself("2026-03-02T00:00:00", "hạn hôm nay", "due today")]
#[case::its_last_second("2026-03-02T23:59:59", "hạn hôm nay", "due today")]
#[case::the_day_after(
    "2026-03-03T00:00:00",
    "quá hạn 1 ngày làm việc",
    "1 working day overdue"
)]
#[case::a_week_after(
    "2026-03-08T08:00:00",
    "quá hạn 4 ngày làm việc",
    "4 working days overdue"
)]
fn says_how_it_stands(#[case] now: &str, #[case] vi: &str, #[case] en: &str) {
    let standing = answer().standing(at(now), &calendar());
    assert_eq!(
        (standing.words_vi().as_str(), standing.words_en().as_str()),
        (vi, en)
    );
    assert_eq!(standing.is_overdue(), vi.starts_with("quá hạn"));
}

#[test]
fn missed_on_friday_is_just_overdue_on_saturday() {
    let deadline = given(&rule(Step::Classify, Clock::Unit), "2026-03-04T09:00:00");
    assert_eq!(deadline.due_on(), date("2026-03-06"));
    assert_eq!(
        deadline
            .standing(at("2026-03-07T09:00:00"), &calendar())
            .words_vi(),
        "vừa quá hạn"
    );
}

#[test]
fn a_met_deadline_remembers_whether_it_was_in_time() {
    let now = at("2026-05-01T00:00:00");
    let met = |when| answer().meet(at(when)).unwrap().standing(now, &calendar());
    assert_eq!(met("2026-03-02T23:59:59"), Standing::Met { on_time: true });
    assert_eq!(
        met("2026-03-02T23:59:59.900"),
        Standing::Met { on_time: true }
    );
    assert_eq!(met("2026-03-03T00:00:00"), Standing::Met { on_time: false });
    assert_eq!(Standing::Met { on_time: true }.words_vi(), "đúng hạn");
    assert_eq!(Standing::Met { on_time: false }.words_vi(), "quá hạn");
}

#[test]
fn a_lapsed_deadline_is_no_longer_overdue_but_does_not_forget() {
    let now = at("2026-05-01T00:00:00");
    let lapsed = |when| answer().lapse(at(when)).unwrap().standing(now, &calendar());
    assert_eq!(
        lapsed("2026-02-10T08:00:00"),
        Standing::Lapsed { on_time: true }
    );
    assert_eq!(
        lapsed("2026-03-10T08:00:00"),
        Standing::Lapsed { on_time: false }
    );
}

#[test]
fn an_undone_merge_brings_the_deadline_back() {
    let lapsed = answer().lapse(at("2026-02-10T08:00:00")).unwrap();
    assert_eq!(lapsed.restore(), Ok(answer()));
    assert_eq!(answer().restore(), Err(DeadlineError::NotLapsed));
}

#[test]
fn waiting_for_the_sender_moves_the_date() {
    let paused = answer().pause(at("2026-02-04T10:00:00")).unwrap();
    assert_eq!(
        paused.standing(at("2026-04-01T08:00:00"), &calendar()),
        Standing::Paused
    );
    assert_eq!(
        paused.clone().pause(at("2026-02-05T10:00:00")),
        Err(DeadlineError::AlreadyPaused)
    );
    let resumed = paused
        .resume(at("2026-02-09T08:00:00"), &calendar())
        .unwrap();
    assert_eq!(
        resumed.due_on(),
        date("2026-03-05"),
        "three working days more"
    );
    assert_eq!(resumed.paused_minutes(&calendar()), 300 + 450 + 450 + 30);
    assert_eq!(resumed.paused_at(), None);
    assert_eq!(
        resumed
            .clone()
            .resume(at("2026-02-10T08:00:00"), &calendar()),
        Err(DeadlineError::NotPaused)
    );
    assert_eq!(
        resumed.pause(at("2026-02-08T08:00:00")),
        Err(DeadlineError::BackInTime)
    );
}

#[test]
fn a_pause_does_not_hide_that_the_date_was_missed() {
    let paused = answer().pause(at("2026-03-04T10:00:00")).unwrap();
    let standing = paused.standing(at("2026-04-01T08:00:00"), &calendar());
    assert_eq!(
        standing,
        Standing::Overdue {
            amount: 2,
            unit: TimeUnit::WorkingDays
        }
    );
    let met_while_paused = answer()
        .pause(at("2026-02-27T10:00:00"))
        .unwrap()
        .meet(at("2026-03-10T08:00:00"))
        .unwrap();
    assert_eq!(
        met_while_paused.standing(at("2026-04-01T08:00:00"), &calendar()),
        Standing::Met { on_time: true }
    );
}

#[test]
fn a_deadline_is_extended_once_in_time_and_with_a_reason() {
    let now = at("2026-02-27T15:00:00");
    let extend = |deadline: Deadline, amount, reason, when| {
        deadline.extend(amount, reason, leader(), when, &calendar())
    };
    assert_eq!(
        extend(answer(), 5, "  ", now),
        Err(DeadlineError::ReasonMissing)
    );
    assert_eq!(
        extend(answer(), 0, "Chờ ý kiến", now),
        Err(DeadlineError::NoTimeAdded)
    );
    let past = extend(answer(), 5, "Chờ ý kiến", at("2026-03-03T00:00:00"));
    assert_eq!(
        past,
        Err(DeadlineError::PastDue {
            due_on: date("2026-03-02")
        })
    );
    let longer = extend(answer(), 5, " Chờ ý kiến hai sở ", now).unwrap();
    assert_eq!(longer.due_on(), date("2026-03-09"));
    let extension = longer.extended.as_ref().unwrap();
    assert_eq!(
        (extension.from, extension.reason.as_str()),
        (answer().due_at, "Chờ ý kiến hai sở")
    );
    assert_eq!(
        extend(longer.clone(), 1, "Thêm", now),
        Err(DeadlineError::AlreadyExtended)
    );
    assert_eq!(
        extend(longer.meet(now).unwrap(), 1, "Thêm", now),
        Err(DeadlineError::Ended)
    );
}

#[test]
fn a_new_holiday_moves_open_deadlines_only() {
    let old = calendar();
    let new = Calendar::new(
        old.overrides()
            .cloned()
            .chain([off("2026-02-24", "Nghỉ bão")]),
    );
    let open = answer();
    let moved = open.recompute(&old, &new).unwrap().unwrap();
    assert_eq!(
        (moved.from, moved.to),
        (open.due_at, end_of_day(date("2026-03-03")))
    );
    assert_eq!(open.clone().move_to(&moved).recompute(&new, &new), Ok(None));
    let met = open.clone().meet(at("2026-03-02T08:00:00")).unwrap();
    assert_eq!(met.recompute(&old, &new), Ok(None));
    let mut agreed_by_hand = open;
    agreed_by_hand.due_at = end_of_day(date("2026-03-20"));
    assert_eq!(agreed_by_hand.recompute(&old, &new), Ok(None));
    let explanation = explain(&met, &rule(Step::Answer, Clock::Citizen), &new).unwrap();
    assert_eq!(
        (explanation.due_on, explanation.recounted_on),
        (date("2026-03-02"), Some(date("2026-03-03")))
    );
}

#[test]
fn a_changed_rule_does_not_move_a_deadline_already_given() {
    let mut changed = rule(Step::Answer, Clock::Citizen);
    (changed.version, changed.term.amount) = (2, 5);
    assert_eq!(
        explain(&answer(), &changed, &calendar()),
        Err(DeadlineError::OtherRule)
    );
    let resumed = answer()
        .pause(at("2026-02-04T10:00:00"))
        .unwrap()
        .resume(at("2026-02-05T10:00:00"), &calendar())
        .unwrap();
    assert_eq!(resumed.due_on(), date("2026-03-03"));
}

#[test]
fn answers_why_this_date() {
    let deadline = answer()
        .pause(at("2026-02-04T10:00:00"))
        .and_then(|deadline| deadline.resume(at("2026-02-06T08:00:00"), &calendar()))
        .and_then(|deadline| {
            deadline.extend(
                3,
                "Chờ ý kiến Sở Xây dựng",
                leader(),
                at("2026-02-27T08:00:00"),
                &calendar(),
            )
        })
        .unwrap();
    let explanation = explain(&deadline, &rule(Step::Answer, Clock::Citizen), &calendar()).unwrap();
    assert_eq!(explanation.due_on, date("2026-03-09"));
    let holidays = explanation
        .skipped
        .iter()
        .filter(|day| matches!(day.reason, SkipReason::Holiday(_)))
        .count();
    assert_eq!((holidays, explanation.skipped.len()), (5, 15));
    let lines = explanation.sentences_vi();
    assert_eq!(
        lines[0],
        "Trả lời: 15 ngày làm việc kể từ ngày tiếp nhận (02/02/2026). Ngày này không tính."
    );
    assert_eq!(lines[1], "Không tính 10 ngày nghỉ cuối tuần.");
    assert!(
        lines[2]
            .starts_with("Không tính ngày nghỉ: 16/02/2026 (Giao thừa Tết Nguyên Đán), 17/02/2026")
    );
    assert_eq!(
        lines[3],
        "Tạm dừng từ 04/02/2026 đến 06/02/2026 để chờ bổ sung: cộng thêm 2 ngày làm việc."
    );
    assert_eq!(
        lines[4],
        "Gia hạn thêm 3 ngày làm việc, hạn cũ 04/03/2026. Lý do: Chờ ý kiến Sở Xây dựng."
    );
    assert_eq!(lines[5], "Hạn: hết thứ Hai 09/03/2026.");
    assert!(lines[6].contains("không phải văn bản quy phạm"));
    assert_eq!(lines.len(), explanation.sentences_en().len());
}

#[test]
fn a_rule_in_office_minutes_is_due_at_that_minute() {
    let mut rule = rule(Step::Classify, Clock::Unit);
    (rule.term.amount, rule.term.unit) = (60, TimeUnit::WorkingMinutes);
    let deadline = given(&rule, "2026-03-02T16:30:00");
    assert_eq!(deadline.due_at, at("2026-03-03T08:00:00"));
    let words = |now| deadline.standing(at(now), &calendar()).words_vi();
    assert_eq!(words("2026-03-02T20:00:00"), "còn 30 phút làm việc");
    assert_eq!(
        words("2026-03-03T09:05:00"),
        "quá hạn 1 giờ 5 phút làm việc"
    );
    let resumed = deadline
        .pause(at("2026-03-02T16:45:00"))
        .unwrap()
        .resume(at("2026-03-03T10:00:00"), &calendar())
        .unwrap();
    assert_eq!(resumed.due_at, at("2026-03-03T10:45:00"));
}

#[test]
fn serialised_names_are_stable() {
    let names: Vec<_> = Step::ALL
        .iter()
        .map(|step| serde_json::to_value(step).unwrap())
        .collect();
    assert_eq!(
        names,
        [
            "classify",
            "request_info",
            "reject",
            "refer",
            "assign",
            "take_up",
            "return_to_intake",
            "supplement",
            "answer",
            "publish",
            "reopen",
            "update",
        ]
    );
    let deadline = answer().pause(at("2026-02-04T10:00:00")).unwrap();
    let text = serde_json::to_string(&deadline).unwrap();
    assert_eq!(serde_json::from_str::<Deadline>(&text).unwrap(), deadline);
    let set = serde_json::to_string(&rules()).unwrap();
    assert_eq!(serde_json::from_str::<RuleSet>(&set).unwrap(), rules());
}

prop_compose! {
    fn any_rule()(index in 0_usize..13, amount in 1_u32..40, unit in 0_usize..3, rolls_forward: bool, cut_off in prop::option::of(0_u32..24)) -> DeadlineRule {
        let mut rule = rules().iter().nth(index).unwrap().clone();
        rule.term.amount = amount;
        rule.term.unit = [TimeUnit::WorkingDays, TimeUnit::CalendarDays, TimeUnit::WorkingMinutes][unit];
        rule.term.rolls_forward = rolls_forward;
        rule.term.cut_off = cut_off.and_then(|hour| NaiveTime::from_hms_opt(hour, 0, 0));
        rule
    }
}

prop_compose! {
    fn any_moment()(day in 0_u64..60, second in 0_i64..86_400) -> DateTime<Utc> {
        start_of_day(date("2026-01-15") + Days::new(day)) + TimeDelta::seconds(second)
    }
}

fn start(rule: &DeadlineRule, at: DateTime<Utc>) -> Deadline {
    rule.start(
        DeadlineId(Uuid::from_u128(1)),
        PetitionId(Uuid::from_u128(2)),
        &calendar(),
        at,
    )
    .unwrap()
}

proptest! {
    #[test]
    fn later_starts_and_longer_terms_are_never_due_earlier(rule in any_rule(), moment in any_moment(), wait in 0_i64..900_000, more in 1_u32..20) {
        let due = start(&rule, moment).due_at;
        prop_assert!(start(&rule, moment + TimeDelta::seconds(wait)).due_at >= due);
        let mut longer = rule.clone();
        longer.term.amount += more;
        let later = start(&longer, moment).due_at;
        prop_assert!(later > due || (rule.term.rolls_forward && later == due));
    }

    #[test]
    fn the_explanation_arrives_at_the_same_date(
        rule in any_rule(), moment in any_moment(), waits in prop::collection::vec((0_i64..200_000, 0_i64..900_000), 0..4), extension in 0_u32..9,
    ) {
        let mut deadline = start(&rule, moment);
        if extension > 0 {
            deadline = deadline.extend(extension, "Cần thêm thời gian", leader(), moment, &calendar()).unwrap();
        }
        let mut clock = moment;
        for (run, stand) in waits {
            let before = deadline.due_at;
            clock += TimeDelta::seconds(run);
            deadline = deadline.pause(clock).unwrap();
            clock += TimeDelta::seconds(stand);
            deadline = deadline.resume(clock, &calendar()).unwrap();
            prop_assert!(deadline.due_at >= before);
        }
        let explanation = explain(&deadline, &rule, &calendar()).unwrap();
        prop_assert_eq!(explanation.recounted_on, None);
        let paused: u32 = explanation.pauses.iter().map(|pause| pause.amount).sum();
        if rule.term.unit == TimeUnit::WorkingDays {
            let counted = (explanation.due_on - explanation.counted_from).num_days() - i64::try_from(explanation.skipped.len()).unwrap();
            prop_assert_eq!(counted, i64::from(rule.term.amount + extension + paused));
        }
        prop_assert_eq!(deadline.recompute(&calendar(), &calendar()), Ok(None));
    }

    #[test]
    fn standing_turns_from_due_to_overdue_once_and_at_the_due_moment(rule in any_rule(), moment in any_moment(), wait in 0_i64..9_000_000) {
        let deadline = start(&rule, moment);
        let now = moment + TimeDelta::seconds(wait);
        prop_assert_eq!(deadline.standing(now, &calendar()).is_overdue(), now > deadline.due_at);
    }
}
