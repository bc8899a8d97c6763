//! What does the province answer for in a period? Few figures, exact, for everybody.

use domain::statistics::{Figures, Period};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::agencies::Keeping;
use crate::AppError;

/// A period to choose: `2026` or `2026-1` for its first half.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeriodChoice {
    /// As it stands in the address.
    pub code: String,
    /// `Năm 2026`.
    pub name: String,
}

/// The page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatisticsView {
    /// Periods with petitions, the latest first.
    pub periods: Vec<PeriodChoice>,
    /// The chosen one.
    pub chosen: String,
    /// Its days, until today when it is not over.
    pub days: Period,
    /// It is not over.
    pub unfinished: bool,
    /// The figures of the books.
    pub figures: Figures,
    /// How answers kept their deadlines.
    pub keeping: Keeping,
}

/// The public figures of a period; of this year when the code is not understood.
#[server(endpoint = "statistics")]
pub async fn load_statistics(period: String) -> Result<StatisticsView, AppError> {
    use crate::context::{from_store, lang, store};
    use domain::calendar::local_date;
    use domain::statistics::Breakdown;
    use store::statistics::ReportFilter;
    let (store, lang) = (store()?, lang());
    let today = local_date(store.now());
    let first = store
        .first_received_on()
        .await
        .map_err(from_store)?
        .unwrap_or(today);
    let known = periods::choices(first, today, lang);
    let chosen = known
        .iter()
        .find(|(code, ..)| *code == period)
        .or_else(|| known.first());
    let (code, days) = chosen.map_or_else(
        || {
            let day = Period {
                from: today,
                to: today,
            };
            (String::new(), day)
        },
        |(code, _, days)| (code.clone(), *days),
    );
    let report = store
        .periodic_report(days, Breakdown::Kind, &ReportFilter::default(), lang)
        .await
        .map_err(from_store)?;
    let groups = store.answered_in(days, None).await.map_err(from_store)?;
    let keeping = super::agencies::keeping(&groups, &store.catalogue().calendar);
    Ok(StatisticsView {
        periods: known
            .into_iter()
            .map(|(code, name, _)| PeriodChoice { code, name })
            .collect(),
        chosen: code,
        unfinished: days.to >= today,
        days: Period {
            from: days.from,
            to: days.to.min(today),
        },
        figures: report.total,
        keeping,
    })
}

#[cfg(feature = "ssr")]
mod periods {
    use chrono::{Datelike as _, NaiveDate};
    use domain::lang::Lang;
    use domain::statistics::Period;

    /// This year, then the halves and years that have begun and have petitions, the latest first.
    pub fn choices(
        first: NaiveDate,
        today: NaiveDate,
        lang: Lang,
    ) -> Vec<(String, String, Period)> {
        let mut all: Vec<_> = (first.year()..=today.year())
            .rev()
            .flat_map(|year| {
                let whole = (
                    year.to_string(),
                    match lang {
                        Lang::Vi => format!("Năm {year}"),
                        Lang::En => year.to_string(),
                    },
                    Period {
                        from: NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or(today),
                        to: NaiveDate::from_ymd_opt(year, 12, 31).unwrap_or(today),
                    },
                );
                let half = move |second: bool| {
                    let name = match (lang, second) {
                        (Lang::Vi, false) => format!("6 tháng đầu {year}"),
                        (Lang::Vi, true) => format!("6 tháng cuối {year}"),
                        (Lang::En, false) => format!("First half of {year}"),
                        (Lang::En, true) => format!("Second half of {year}"),
                    };
                    let number = if second { 2 } else { 1 };
                    Some((
                        format!("{year}-{number}"),
                        name,
                        Period::half(year, second)?,
                    ))
                };
                [Some(whole), half(true), half(false)].into_iter().flatten()
            })
            .collect();
        all.retain(|(.., period)| period.from <= today && period.to >= first);
        all
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn this_year_comes_first_and_nothing_that_has_not_begun() {
            let day = |text: &str| text.parse().expect("a day");
            let codes: Vec<_> = choices(day("2025-08-02"), day("2026-03-01"), Lang::Vi)
                .into_iter()
                .map(|(code, ..)| code)
                .collect();
            assert_eq!(codes, ["2026", "2026-1", "2025", "2025-2"]);
        }
    }
}
