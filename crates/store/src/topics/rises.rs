//! What has risen in the last seven days above its own baseline, and which petitions make it?

use std::collections::{BTreeMap, BTreeSet};

use analysis::topics::{Cell, Series, Warning, warnings};
use chrono::{Days, NaiveDate};

use super::counting::{RecentMember, TopicFilter};
use crate::{Store, StoreError};

/// Weeks that are looked at: the last one, a gap, and the baseline.
const WEEKS: u64 = 10;
/// Rises shown at once; who has more to look at looks at none.
const MOST: usize = 12;

impl Store {
    /// What has risen, the least likely by chance first. The days of the filter are replaced by those before `today`.
    ///
    /// Of two rises made by the same petitions only the one that says less in particular is told.
    pub async fn rises(
        &self,
        filter: &TopicFilter,
        today: NaiveDate,
    ) -> Result<Vec<Warning>, StoreError> {
        let Some(first) = self.first_member_on().await? else {
            return Ok(Vec::new());
        };
        let recent = TopicFilter {
            from: today
                .checked_sub_days(Days::new(7 * WEEKS - 1))
                .unwrap_or(today),
            to: today,
            ..filter.clone()
        };
        let members = self.recent_members(&recent).await?;
        let mut series = Series::default();
        let risen: BTreeSet<Cell> = members
            .iter()
            .filter(|member| week(member.received_on, today) == 0)
            .flat_map(cells)
            .collect();
        for member in &members {
            // A cell without a petition in the last week has not risen.
            for cell in cells(member).filter(|cell| risen.contains(cell)) {
                let number = u64::try_from(member.number).unwrap_or_default();
                series.count(cell, week(member.received_on, today), number);
            }
        }
        Ok(without_repeats(warnings(&series, 0, week(first, today))))
    }
}

/// Sevens of days before today: the last seven are 0, the seven before them -1.
fn week(day: NaiveDate, today: NaiveDate) -> i32 {
    i32::try_from((today - day).num_days().div_euclid(7)).map_or(i32::MIN, |weeks| -weeks)
}

/// Everything a petition is counted under.
fn cells(member: &RecentMember) -> impl Iterator<Item = Cell> + use<> {
    let topic = u32::try_from(member.topic).ok();
    let procedure = member.procedure_code.clone();
    let agency = member.agency_id.map(|agency| agency.to_string());
    let area = member.area_code.clone();
    let of_topic = move |cell: Cell| Cell { topic, ..cell };
    let alone = [
        procedure.map(|procedure| Cell {
            procedure: Some(procedure),
            ..Cell::default()
        }),
        agency.map(|agency| Cell {
            agency: Some(agency),
            ..Cell::default()
        }),
        area.map(|area| Cell {
            area: Some(area),
            ..Cell::default()
        }),
    ];
    let together = alone.clone().map(|cell| cell.map(of_topic));
    std::iter::once(of_topic(Cell::default()))
        .chain(alone.into_iter().flatten())
        .chain(together.into_iter().flatten())
}

fn without_repeats(found: Vec<Warning>) -> Vec<Warning> {
    let particular = |warning: &Warning| {
        let cell = &warning.cell;
        let parts = [&cell.procedure, &cell.agency, &cell.area];
        // A topic alone says most to who reads it.
        (
            parts.into_iter().flatten().count() + usize::from(cell.topic.is_some()),
            cell.topic.is_none(),
        )
    };
    let mut told: BTreeMap<Vec<u64>, usize> = BTreeMap::new();
    let mut kept: Vec<Warning> = Vec::new();
    for warning in found {
        match told.get(&warning.petitions) {
            Some(&place) if particular(&kept[place]) <= particular(&warning) => {}
            Some(&place) => kept[place] = warning,
            None => {
                told.insert(warning.petitions.clone(), kept.len());
                kept.push(warning);
            }
        }
    }
    kept.truncate(MOST);
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn weeks_are_sevens_of_days_that_end_today() {
        let today = day("2026-11-25");
        let weeks = [
            "2026-11-25",
            "2026-11-19",
            "2026-11-18",
            "2026-11-12",
            "2026-11-11",
        ]
        .map(|text| week(day(text), today));
        assert_eq!(weeks, [0, 0, -1, -1, -2]);
    }

    #[test]
    fn the_same_petitions_are_told_of_once() {
        let warning = |topic, area: Option<&str>, petitions: &[u64]| Warning {
            cell: Cell {
                topic,
                area: area.map(str::to_owned),
                ..Cell::default()
            },
            seen: 4,
            expected: 0.5,
            chance: 0.001,
            petitions: petitions.to_vec(),
        };
        let told = without_repeats(vec![
            warning(Some(1), Some("a"), &[1, 2]),
            warning(None, Some("a"), &[1, 2]),
            warning(Some(1), None, &[1, 2]),
            warning(Some(1), Some("b"), &[3]),
        ]);
        assert_eq!(
            told,
            [
                warning(Some(1), None, &[1, 2]),
                warning(Some(1), Some("b"), &[3])
            ]
        );
    }
}
