//! The demonstration is replayed through the rules and gives the half-year of the source text.

use chrono::{TimeZone as _, Utc};
use domain::lang::Lang;
use domain::statistics::{Breakdown, Period};
use store::Store;
use store::secrets::Key;
use store::statistics::ReportFilter;
use store::verify_log::Verdict;

#[tokio::test]
async fn the_half_year_of_2024_is_27_7_17_3() {
    let folder = tempfile::tempdir().expect("folder");
    let url = format!("sqlite:{}", folder.path().join("demo.db").display());
    let key = Key::fixed([7; 32]);
    let now = Utc
        .with_ymd_and_hms(2026, 11, 25, 3, 0, 0)
        .single()
        .expect("time");
    let demo = store::demo::seed(&url, key.clone(), now)
        .await
        .expect("seed");
    assert!(demo.fresh);
    let again = store::demo::seed(&url, key.clone(), now)
        .await
        .expect("seed again");
    assert!(!again.fresh, "a second time changes nothing");

    let store = Store::open(&url, key).await.expect("open");
    let period = Period::half(2024, false).expect("period");
    for breakdown in Breakdown::ALL {
        let report = store
            .periodic_report(period, breakdown, &ReportFilter::default(), Lang::Vi)
            .await
            .expect("report");
        let total = &report.total;
        assert_eq!(
            (
                total.received,
                total.valid,
                total.invalid,
                total.outside_jurisdiction,
                total.unclassified
            ),
            (27, 7, 17, 3, 0)
        );
        assert!(total.balances() && total.classes_add_up(), "{total:?}");
        let mut sum = domain::statistics::Figures::default();
        for line in &report.lines {
            assert!(
                line.figures.balances() && line.figures.classes_add_up(),
                "{line:?}"
            );
            sum.add(&line.figures);
        }
        assert_eq!(sum, *total, "the lines add up to the total");
    }
    assert!(matches!(
        store.verify_log().await.expect("verify"),
        Verdict::Intact { .. }
    ));
}
