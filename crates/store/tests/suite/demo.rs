//! Is the demonstration replayed through the rules, and does it give the half-year of the source text?

use domain::board::{BoardFilter, Column};
use domain::lang::Lang;
use domain::official::Role;
use domain::statistics::{Breakdown, Figures, Period};
use store::secrets::Key;
use store::statistics::ReportFilter;
use store::verify_log::Verdict;

use crate::support::cast::{OFFICE, official, person};
use crate::support::{Place, stories};

stories!(the_half_year_of_2024_is_27_7_17_3);

async fn the_half_year_of_2024_is_27_7_17_3(place: Place) {
    let key = Key::fixed([7; 32]);
    let demo = store::demo::seed(&place.url, key.clone(), place.now())
        .await
        .expect("seed");
    assert!(demo.fresh);
    let again = store::demo::seed(&place.url, key, place.now())
        .await
        .expect("seed again");
    assert!(!again.fresh, "a second time changes nothing");

    let store = place.open().await;
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
        assert_eq!(
            (total.returned, total.referred, total.withdrawn),
            (17, 3, 0)
        );
        assert_eq!((total.carried_over, total.answered + total.open), (0, 7));
        assert!(total.published <= total.answered);
        assert!(total.balances() && total.classes_add_up(), "{total:?}");
        let mut sum = Figures::default();
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
    let intake = official(&store, "Nông Thị Tiếp", &[(Role::Intake, OFFICE)]).await;
    let board = store
        .board(person(&intake), &BoardFilter::default(), Lang::Vi)
        .await
        .expect("board");
    for column in board.columns {
        assert!(
            column.count > 0,
            "{:?} has something to show",
            column.column
        );
        assert!(
            column.column == Column::Done || column.cards.iter().all(|card| card.unit.is_some())
        );
    }
}
