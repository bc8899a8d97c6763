//! Does the calendar count working days and hours as an office in Vietnam does?

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, Utc, Weekday};
use domain::calendar::{
    Calendar, CalendarError, DayKind, DayOverride, SkipReason, end_of_day, from_local, local_date,
    local_time, start_of_day,
};
use proptest::prelude::*;
use rstest::rstest;

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn at(text: &str) -> DateTime<Utc> {
    from_local(text.parse().unwrap())
}

fn day(text: &str, kind: DayKind, name: &str) -> DayOverride {
    DayOverride {
        date: date(text),
        kind,
        name: name.to_owned(),
        source: "thông báo".to_owned(),
    }
}

/// Public holidays of 2026 and early 2027 with the one swapped day, as announced.
fn calendar() -> Calendar {
    let off = |text, name| day(text, DayKind::Off, name);
    Calendar::new([
        off("2026-01-01", "Tết Dương lịch"),
        off("2026-02-16", "Giao thừa Tết Nguyên Đán"),
        off("2026-02-17", "Tết Nguyên Đán"),
        off("2026-02-18", "Mùng hai Tết Nguyên Đán"),
        off("2026-02-19", "Mùng ba Tết Nguyên Đán"),
        off("2026-02-20", "Mùng bốn Tết Nguyên Đán"),
        off("2026-04-26", "Ngày Giỗ Tổ Hùng Vương"),
        off("2026-04-27", "Ngày Giỗ Tổ Hùng Vương (nghỉ bù)"),
        off("2026-04-30", "Ngày Chiến thắng"),
        off("2026-05-01", "Ngày Quốc tế Lao động"),
        day("2026-08-22", DayKind::MakeUp, "Làm bù cho 31/8/2026"),
        off("2026-08-31", "Ngày nghỉ (thay cho ngày 22/08/2026)"),
        off("2026-09-01", "Quốc khánh"),
        off("2026-09-02", "Quốc khánh"),
        off("2026-11-24", "Ngày Văn hóa Việt Nam"),
        off("2027-02-04", "29 Tết"),
        off("2027-02-05", "Giao thừa Tết Nguyên Đán"),
        off("2027-02-08", "Mùng ba Tết Nguyên Đán"),
        off("2027-02-09", "Mùng bốn Tết Nguyên Đán"),
        off("2027-02-10", "Mùng năm Tết Nguyên Đán"),
    ])
}

#[rstest]
#[case::ordinary_week("2026-03-02", 5, "2026-03-09")]
#[case::received_on_saturday_starts_on_monday("2026-03-07", 1, "2026-03-09")]
#[case::over_tet_2026("2026-02-13", 1, "2026-02-23")]
#[case::over_tet_2027("2027-02-03", 2, "2027-02-12")]
#[case::hung_kings_moved_to_monday("2026-04-24", 1, "2026-04-28")]
#[case::swapped_monday_off("2026-08-28", 1, "2026-09-03")]
#[case::swapped_saturday_is_worked("2026-08-21", 1, "2026-08-22")]
#[case::first_culture_day("2026-11-23", 1, "2026-11-25")]
fn counts_working_days(#[case] from: &str, #[case] amount: u32, #[case] due: &str) {
    assert_eq!(
        calendar()
            .add_working_days(date(from), amount)
            .unwrap()
            .due_on,
        date(due)
    );
}

#[test]
fn says_which_days_were_skipped_and_why() {
    let counted = calendar().add_working_days(date("2026-11-20"), 2).unwrap();
    assert_eq!(counted.due_on, date("2026-11-25"));
    let reasons: Vec<_> = counted
        .skipped
        .iter()
        .map(|day| (day.date.to_string(), &day.reason))
        .collect();
    assert_eq!(
        reasons,
        [
            ("2026-11-21".to_owned(), &SkipReason::Weekend),
            ("2026-11-22".to_owned(), &SkipReason::Weekend),
            (
                "2026-11-24".to_owned(),
                &SkipReason::Holiday("Ngày Văn hóa Việt Nam".to_owned())
            ),
        ]
    );
}

#[test]
fn a_holiday_on_a_sunday_keeps_its_name() {
    let skipped = calendar().why_off(date("2026-04-26")).unwrap();
    assert_eq!(
        skipped.reason,
        SkipReason::Holiday("Ngày Giỗ Tổ Hùng Vương".to_owned())
    );
}

#[test]
fn the_province_is_seven_hours_ahead() {
    let late_evening: DateTime<Utc> = "2026-11-23T17:30:00Z".parse().unwrap();
    assert_eq!(local_date(late_evening), date("2026-11-24"));
    assert_eq!(local_time(late_evening).to_string(), "00:30:00");
    assert_eq!(
        start_of_day(date("2026-11-24")).to_rfc3339(),
        "2026-11-23T17:00:00+00:00"
    );
    assert_eq!(
        end_of_day(date("2026-11-24")).to_rfc3339(),
        "2026-11-24T16:59:59+00:00"
    );
}

#[rstest]
#[case::inside_a_session("2026-03-02T08:00:00", 60, "2026-03-02T09:00:00")]
#[case::over_lunch("2026-03-02T11:00:00", 60, "2026-03-02T14:00:00")]
#[case::ends_with_the_session("2026-03-02T16:00:00", 60, "2026-03-02T17:00:00")]
#[case::into_the_next_day("2026-03-02T16:30:00", 60, "2026-03-03T08:00:00")]
#[case::sent_at_night("2026-03-01T23:10:00", 5, "2026-03-02T07:35:00")]
#[case::over_the_holiday("2026-11-23T16:59:00", 2, "2026-11-25T07:31:00")]
#[case::a_whole_day("2026-03-02T07:30:00", 450, "2026-03-02T17:00:00")]
#[case::nothing_to_add("2026-03-01T23:10:00", 0, "2026-03-01T23:10:00")]
fn counts_working_minutes(#[case] from: &str, #[case] minutes: u32, #[case] due: &str) {
    assert_eq!(
        calendar().add_working_minutes(at(from), minutes).unwrap(),
        at(due)
    );
}

#[rstest]
#[case::before_opening("2026-03-02T06:00:00", "2026-03-02T07:30:00")]
#[case::working("2026-03-02T09:15:30", "2026-03-02T09:15:30")]
#[case::lunch("2026-03-02T11:30:00", "2026-03-02T13:30:00")]
#[case::after_closing_before_a_holiday("2026-11-23T17:00:00", "2026-11-25T07:30:00")]
fn finds_the_next_working_moment(#[case] from: &str, #[case] expected: &str) {
    assert_eq!(
        calendar().next_working_moment(at(from)).unwrap(),
        at(expected)
    );
}

#[test]
fn refuses_what_it_cannot_count() {
    assert_eq!(
        calendar().add_working_days(date("2026-01-02"), 5_000),
        Err(CalendarError::TooFar)
    );
    assert_eq!(
        calendar().add_working_minutes(at("2026-01-02T08:00:00"), u32::MAX),
        Err(CalendarError::TooFar)
    );
    assert_eq!(
        calendar().add_working_days(NaiveDate::MAX, 1),
        Err(CalendarError::TooFar)
    );
    let noon = NaiveTime::from_hms_opt(12, 0, 0).unwrap();
    let one = NaiveTime::from_hms_opt(13, 0, 0).unwrap();
    assert_eq!(
        Calendar::with_hours(&[], vec![(noon, one)], []),
        Err(CalendarError::NoWorkingTime)
    );
    assert_eq!(
        Calendar::with_hours(&[Weekday::Mon], vec![(one, noon)], []),
        Err(CalendarError::SessionsOverlap)
    );
}

#[test]
fn counts_past_the_last_known_holiday_with_weekends_only() {
    let counted = calendar()
        .add_working_days(date("2029-12-31"), 2_000)
        .unwrap();
    assert!(
        counted
            .skipped
            .iter()
            .all(|day| day.reason == SkipReason::Weekend)
    );
    assert_eq!(counted.due_on, date("2037-08-31"));
}

#[test]
fn a_later_override_replaces_an_earlier_one() {
    let changed = Calendar::new([
        day("2026-03-03", DayKind::Off, "Nghỉ bão"),
        day("2026-03-03", DayKind::MakeUp, "Đi làm bình thường"),
    ]);
    assert!(changed.is_working_day(date("2026-03-03")));
    assert_eq!(
        changed.working_days_between(date("2026-03-02"), date("2026-03-04")),
        2
    );
}

#[test]
fn survives_the_journey_to_the_browser() {
    let saturday_shift = (
        NaiveTime::from_hms_opt(8, 0, 0).unwrap(),
        NaiveTime::from_hms_opt(10, 0, 0).unwrap(),
    );
    let original = Calendar::with_hours(
        &[Weekday::Fri, Weekday::Sat],
        vec![saturday_shift],
        [day("2026-03-06", DayKind::Off, "Nghỉ")],
    )
    .unwrap();
    let text = serde_json::to_string(&original).unwrap();
    assert_eq!(serde_json::from_str::<Calendar>(&text).unwrap(), original);
    assert!(serde_json::from_str::<Calendar>(&text.replace("10:00", "07:00")).is_err());
}

prop_compose! {
    fn any_calendar()(
        days in prop::collection::btree_map(0_u64..800, any::<bool>(), 0..80),
        week in prop::sample::subsequence(vec![Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Sat], 1..4),
    ) -> Calendar {
        let first = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
        let overrides = days.into_iter().map(|(ahead, off)| DayOverride {
            date: first + Days::new(ahead),
            kind: if off { DayKind::Off } else { DayKind::MakeUp },
            name: "ngày".to_owned(),
            source: String::new(),
        });
        let sessions = calendar().sessions().to_vec();
        Calendar::with_hours(&week, sessions, overrides).unwrap()
    }
}

prop_compose! {
    fn any_date()(ahead in 0_u64..800) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 1, 1).unwrap() + Days::new(ahead)
    }
}

prop_compose! {
    fn any_moment()(day in any_date(), second in 0_i64..86_400) -> DateTime<Utc> {
        start_of_day(day) + TimeDelta::seconds(second)
    }
}

proptest! {
    #[test]
    fn the_distance_to_the_due_day_is_the_term(calendar in any_calendar(), from in any_date(), amount in 0_u32..60) {
        let counted = calendar.add_working_days(from, amount).unwrap();
        prop_assert_eq!(calendar.working_days_between(from, counted.due_on), i64::from(amount));
        prop_assert!(amount == 0 || calendar.is_working_day(counted.due_on));
        let passed = u32::try_from((counted.due_on - from).num_days()).unwrap();
        prop_assert_eq!(passed, amount + u32::try_from(counted.skipped.len()).unwrap());
    }

    #[test]
    fn distance_agrees_with_counting_day_by_day(calendar in any_calendar(), from in any_date(), until in any_date()) {
        let (first, last) = (from.min(until), from.max(until));
        let one_by_one = first.iter_days().skip(1).take_while(|day| *day <= last).filter(|day| calendar.is_working_day(*day)).count();
        let signed = i64::try_from(one_by_one).unwrap() * if from <= until { 1 } else { -1 };
        prop_assert_eq!(calendar.working_days_between(from, until), signed);
    }

    #[test]
    fn minutes_added_are_minutes_found(calendar in any_calendar(), from in any_moment(), minutes in 0_u32..3_000) {
        let due = calendar.add_working_minutes(from, minutes).unwrap();
        prop_assert_eq!(calendar.working_minutes_between(from, due), i64::from(minutes));
        prop_assert_eq!(calendar.working_minutes_between(due, from), -i64::from(minutes));
        prop_assert!(due >= from);
    }

    #[test]
    fn later_or_longer_is_never_due_earlier(
        calendar in any_calendar(), from in any_moment(), wait in 0_i64..500_000, minutes in 0_u32..2_000, more in 0_u32..500,
    ) {
        let due = calendar.add_working_minutes(from, minutes).unwrap();
        prop_assert!(calendar.add_working_minutes(from, minutes + more).unwrap() >= due);
        prop_assert!(calendar.add_working_minutes(from + TimeDelta::seconds(wait), minutes).unwrap() >= due);
        let (day, later) = (local_date(from), local_date(from + TimeDelta::seconds(wait)));
        prop_assert!(calendar.working_day_after(later, minutes / 60).unwrap() >= calendar.working_day_after(day, minutes / 60).unwrap());
    }

    #[test]
    fn the_next_working_moment_is_worked_and_nothing_was_missed(calendar in any_calendar(), from in any_moment()) {
        let next = calendar.next_working_moment(from).unwrap();
        prop_assert!(next >= from);
        prop_assert_eq!(calendar.working_minutes_between(from, next), 0);
        prop_assert!(calendar.is_working_day(local_date(next)));
        let open = |session: &(NaiveTime, NaiveTime)| session.0 <= local_time(next) && local_time(next) < session.1;
        prop_assert!(calendar.sessions().iter().any(open));
    }
}
