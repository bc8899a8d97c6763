//! Can the catalogues be imported again and again, and does what the province entered itself stay?

use domain::action::{Action, Verb};
use domain::agency::Agency;
use domain::deadline::{Clock, Step};
use store::Store;
use store::import::Imported;

use crate::support::deeds::submit;
use crate::support::{Place, stories};

stories!(
    a_second_time_nothing_changes,
    what_differs_is_mended_and_reported,
    what_the_province_entered_stays,
    a_new_day_off_moves_open_dates,
);

async fn import(store: &Store) -> Vec<Imported> {
    store.import().await.expect("import")
}

fn of<'a>(report: &'a [Imported], catalogue: &str) -> &'a Imported {
    report
        .iter()
        .find(|done| done.catalogue == catalogue)
        .expect("catalogue")
}

async fn a_second_time_nothing_changes(place: Place) {
    let store = place.open().await;
    let report = import(&store).await;
    for done in &report {
        assert_eq!(
            (done.added, done.changed, done.removed),
            (0, 0, 0),
            "{done:?}"
        );
    }
    let unchanged = |catalogue| of(&report, catalogue).unchanged;
    assert!(unchanged("procedure") > 2_642);
    assert_eq!(unchanged("area"), 102);
    assert_eq!(unchanged("rejection_reason"), 11);
    assert_eq!(unchanged("profile"), 1);
    assert!(
        unchanged("agency") > 150
            && unchanged("jurisdiction") > 2_000
            && unchanged("calendar_day") > 150
    );
    assert_eq!(report.len(), 9);
    assert_eq!(
        place.number("select count(*) from procedure").await,
        i64::try_from(unchanged("procedure")).expect("count")
    );
}

async fn what_differs_is_mended_and_reported(place: Place) {
    let store = place.open().await;
    let name = store.catalogue().procedures()[0].name.clone();
    place
        .tamper(&[
            "delete from procedure where code = (select max(code) from procedure)",
            "update procedure set name = 'hỏng', detail = replace(detail, 'name', 'nema')
             where code = (select min(code) from procedure)",
            "delete from calendar_day where day = '2027-01-01'",
        ])
        .await;
    let catalogue = store.catalogue();
    let jurisdiction = catalogue
        .organisations
        .by_slug("so-y-te")
        .expect("agency")
        .id;
    let id = if place.is_postgres() {
        "'00000000-0000-0000-0000-000000000007'"
    } else {
        "x'00000000000000000000000000000007'"
    };
    let stray = format!(
        "insert into jurisdiction (id, detail) values ({id}, '{{\"holder\":{{\"agency\":\"{jurisdiction}\"}},\"valid_from\":\"2026-01-01\"}}')"
    );
    // Its id does not follow from what it says, as that of a shipped rule does.
    place.tamper(&[&stray]).await;
    let report = import(&store).await;
    let procedures = of(&report, "procedure");
    assert_eq!((procedures.added, procedures.changed), (1, 1));
    assert_eq!(of(&report, "calendar_day").added, 1);
    assert_eq!(of(&report, "jurisdiction").removed, 1);
    assert_eq!(store.catalogue().procedures()[0].name, name);
    let again = import(&store).await;
    assert!(
        again
            .iter()
            .all(|done| done.added + done.changed + done.removed == 0),
        "{again:?}"
    );
}

async fn what_the_province_entered_stays(place: Place) {
    let store = place.open().await;
    let catalogue = store.catalogue();
    let mut agency: Agency = catalogue
        .organisations
        .by_slug("so-y-te")
        .expect("agency")
        .clone();
    let version = agency.versions.last_mut().expect("version");
    version.hotline = Some("0208 3855 000".to_owned());
    version.name.push_str(" (gõ nhầm)");
    let mut profile = catalogue.profile.clone();
    profile.hotline = Some("0208 3000 001".to_owned());
    let mut rule = catalogue
        .rules
        .version("classify", 1)
        .expect("rule")
        .clone();
    rule.term.amount = 3;
    let json = |value: String| value.replace('\'', "''");
    place
        .tamper(&[
            &format!(
                "update agency set detail = '{}' where slug = 'so-y-te'",
                json(serde_json::to_string(&agency).expect("json"))
            ),
            &format!("update profile set detail = '{}'", json(serde_json::to_string(&profile).expect("json"))),
            &format!(
                "update deadline_rule set detail = '{}' where code = 'classify'",
                json(serde_json::to_string(&rule).expect("json"))
            ),
            "update calendar_day set name = 'Tết Dương lịch (sửa tay)', kind = 'make_up' where day = '2027-01-01'",
        ])
        .await;
    let report = import(&store).await;
    assert_eq!(of(&report, "agency").changed, 1, "the name is mended");
    for catalogue in ["profile", "deadline_rule", "calendar_day"] {
        assert_eq!(of(&report, catalogue).changed, 0, "{catalogue}");
    }
    let catalogue = store.catalogue();
    let id = catalogue.agency_by_slug("so-y-te").expect("agency");
    let version = catalogue
        .agency_version_on(id, "2026-11-25".parse().expect("day"))
        .expect("version");
    assert_eq!(version.hotline.as_deref(), Some("0208 3855 000"));
    assert!(!version.name.contains("nhầm"));
    assert_eq!(catalogue.profile.hotline.as_deref(), Some("0208 3000 001"));
    assert_eq!(
        catalogue
            .rules
            .version("classify", 1)
            .expect("rule")
            .term
            .amount,
        3
    );
    assert!(
        catalogue
            .calendar
            .is_working_day("2027-01-01".parse().expect("day"))
    );
}

async fn a_new_day_off_moves_open_dates(place: Place) {
    place
        .tamper(&["delete from calendar_day where day = '2027-01-01'"])
        .await;
    let store = place.open().await;
    place.set("2026-12-15T08:00:00");
    let id = submit(&store, "open").await.id;
    let due = async || {
        let all = store.deadlines(id).await.expect("deadlines");
        let answer = all
            .into_iter()
            .find(|one| one.clock == Clock::Citizen && one.step == Step::Answer);
        answer.expect("deadline").due_on().to_string()
    };
    assert_eq!(due().await, "2027-01-05");
    import(&store).await;
    assert_eq!(due().await, "2027-01-06");
    let timeline = store.timeline(id).await.expect("timeline");
    assert_eq!(timeline[1].verb(), Verb::MoveDeadline);
    assert!(
        matches!(&timeline[1].action, Action::MoveDeadline { because, .. } if because.contains("Tết"))
    );
    assert_eq!(*store.listen().borrow(), 2);
}
