//! How does a count change over time, and when is it more than usual?

use std::collections::BTreeMap;

/// Counts below this are not shown to the public: few enough to tell who they are.
const SMALLEST_SHOWN: u32 = 5;
/// Weeks that make a baseline; the one before the last is left out, so that a rise which has just
/// begun does not hide itself.
const BASELINE: usize = 8;
const GAP: usize = 1;
/// A rise with fewer petitions than this warns of nothing.
const FEWEST: u32 = 4;
/// Of a thousand weeks without any change this many may warn.
const RISK: f64 = 0.005;

/// What is counted: a topic, a procedure, an agency, an area, or several of them together.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Cell {
    /// Number of the topic.
    pub topic: Option<u32>,
    /// Code of the procedure.
    pub procedure: Option<String>,
    /// Agency.
    pub agency: Option<String>,
    /// Area.
    pub area: Option<String>,
}

/// Petitions of each cell, week by week.
#[derive(Debug, Clone, Default)]
pub struct Series {
    weeks: BTreeMap<Cell, BTreeMap<i32, Vec<u64>>>,
}

impl Series {
    /// Counts a petition, known by a number, in a week (any count of weeks that goes up).
    pub fn count(&mut self, cell: Cell, week: i32, petition: u64) {
        self.weeks
            .entry(cell)
            .or_default()
            .entry(week)
            .or_default()
            .push(petition);
    }

    /// All cells.
    pub fn cells(&self) -> impl Iterator<Item = &Cell> {
        self.weeks.keys()
    }

    /// Counts from one week to another, both included.
    pub fn counts(&self, cell: &Cell, from: i32, to: i32) -> Vec<u32> {
        (from..=to).map(|week| self.at(cell, week)).collect()
    }

    /// Petitions of a cell in a week.
    pub fn petitions(&self, cell: &Cell, week: i32) -> &[u64] {
        self.weeks
            .get(cell)
            .and_then(|weeks| weeks.get(&week))
            .map_or(&[], Vec::as_slice)
    }

    fn at(&self, cell: &Cell, week: i32) -> u32 {
        u32::try_from(self.petitions(cell, week).len()).unwrap_or(u32::MAX)
    }
}

/// A cell that has risen above its own baseline.
#[derive(Debug, Clone, PartialEq)]
pub struct Warning {
    /// What has risen.
    pub cell: Cell,
    /// Petitions of the week.
    pub seen: u32,
    /// Petitions that the weeks before let expect.
    pub expected: f64,
    /// How likely so many are if nothing has changed.
    pub chance: f64,
    /// The petitions that make it.
    pub petitions: Vec<u64>,
}

/// The cells that have risen in a week, the least likely by chance first.
///
/// The baseline is the mean of eight weeks with a week's gap; where it varies more than chance
/// lets it, a rise has to be higher. Early weeks, without a whole baseline, warn of nothing.
pub fn warnings(series: &Series, week: i32, first_week: i32) -> Vec<Warning> {
    let weeks = i32::try_from(BASELINE + GAP).unwrap_or(0);
    if week - weeks < first_week {
        return Vec::new();
    }
    let mut warnings: Vec<Warning> = series
        .cells()
        .filter_map(|cell| {
            let seen = series.at(cell, week);
            if seen < FEWEST {
                return None;
            }
            let gap = i32::try_from(GAP).unwrap_or(0);
            let before = series.counts(cell, week - weeks, week - gap - 1);
            let (expected, spread) = baseline(&before);
            let chance = at_least(seen, expected, spread);
            (chance < RISK && f64::from(seen) > expected).then(|| Warning {
                cell: cell.clone(),
                seen,
                expected,
                chance,
                petitions: series.petitions(cell, week).to_vec(),
            })
        })
        .collect();
    warnings.sort_by(|a, b| {
        a.chance
            .total_cmp(&b.chance)
            .then_with(|| a.cell.cmp(&b.cell))
    });
    warnings
}

/// Mean, and how many times the variance is what chance alone makes it (at least one).
fn baseline(counts: &[u32]) -> (f64, f64) {
    let number = f64::from(u32::try_from(counts.len().max(1)).unwrap_or(1));
    let mean = counts.iter().map(|&count| f64::from(count)).sum::<f64>() / number;
    // Half a petition a baseline: what was never seen is not impossible.
    let mean = mean.max(0.5 / number);
    let variance = counts
        .iter()
        .map(|&count| (f64::from(count) - mean).powi(2))
        .sum::<f64>()
        / (number - 1.0).max(1.0);
    (mean, (variance / mean).max(1.0))
}

/// The chance of at least so many, by the Poisson distribution; with a spread above one, by the
/// negative binomial distribution of the same mean and variance.
fn at_least(seen: u32, mean: f64, spread: f64) -> f64 {
    let mut below = 0.0;
    let (mut term, size, share);
    if spread < 1.01 {
        term = (-mean).exp();
        for count in 0..seen {
            below += term;
            term *= mean / f64::from(count + 1);
        }
    } else {
        share = 1.0 / spread;
        size = mean * share / (1.0 - share);
        term = share.powf(size);
        for count in 0..seen {
            below += term;
            term *= (f64::from(count) + size) * (1.0 - share) / f64::from(count + 1);
        }
    }
    (1.0 - below).max(0.0)
}

/// A count as the public may see it: nothing when it is small but not none.
pub fn share_shown(count: u32) -> Option<u32> {
    (count == 0 || count >= SMALLEST_SHOWN).then_some(count)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn series(counts: &[u32]) -> (Series, Cell) {
        let cell = Cell {
            topic: Some(3),
            ..Cell::default()
        };
        let mut series = Series::default();
        let mut petition = 0;
        for (week, &count) in (0..).zip(counts) {
            for _ in 0..count {
                series.count(cell.clone(), week, petition);
                petition += 1;
            }
        }
        (series, cell)
    }

    #[test]
    fn a_rise_above_the_own_baseline_warns_with_its_cases() {
        let (quiet, cell) = series(&[1, 0, 2, 1, 0, 1, 1, 2, 1, 9]);
        let found = warnings(&quiet, 9, 0);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].cell, cell);
        assert_eq!((found[0].seen, found[0].petitions.len()), (9, 9));
        assert!(found[0].expected < 1.5 && found[0].chance < 0.005);
    }

    #[test]
    fn what_is_usual_warns_of_nothing() {
        let (busy, _) = series(&[9, 11, 8, 10, 12, 9, 10, 11, 10, 12]);
        assert!(warnings(&busy, 9, 0).is_empty());
        let (wild, _) = series(&[0, 12, 1, 14, 0, 11, 2, 13, 0, 14]);
        assert!(
            warnings(&wild, 9, 0).is_empty(),
            "it goes up and down all the time"
        );
        let (rare, _) = series(&[0, 0, 0, 0, 0, 0, 0, 0, 0, 3]);
        assert!(warnings(&rare, 9, 0).is_empty(), "three are too few");
        let (young, _) = series(&[0, 0, 0, 9]);
        assert!(
            warnings(&young, 3, 0).is_empty(),
            "there is no baseline yet"
        );
    }

    #[test]
    fn chances_are_those_of_the_distributions() {
        assert!((at_least(1, 2.0, 1.0) - (1.0 - (-2.0_f64).exp())).abs() < 1e-9);
        assert!((at_least(0, 2.0, 1.0) - 1.0).abs() < 1e-9);
        assert!(at_least(8, 2.0, 3.0) > at_least(8, 2.0, 1.0));
    }

    #[test]
    fn small_counts_are_not_shown() {
        assert_eq!(
            [0, 1, 4, 5].map(share_shown),
            [Some(0), None, None, Some(5)]
        );
    }
}
