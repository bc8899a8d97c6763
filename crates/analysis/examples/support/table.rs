//! How are figures printed, each with how far it may be off?

use super::figures::{self, Pair};

/// Times a set is figures anew.
const DRAWS: usize = 1_000;
/// Units beyond which a set is not figures anew so often.
const MANY: usize = 20_000;

/// What a figure should reach.
#[derive(Debug, Clone, Copy)]
pub enum Aim {
    AtLeast(f64),
    AtMost(f64),
}

/// A line of the table.
#[derive(Debug, Clone)]
pub struct Row {
    pub task: String,
    pub set: String,
    pub size: usize,
    pub figure: f64,
    /// 95 of 100 sets figures anew from this one lie between.
    pub interval: Option<(f64, f64)>,
    pub baseline: Option<(&'static str, f64)>,
    pub published: Option<(&'static str, f64)>,
    pub aim: Option<Aim>,
}

#[derive(Debug, Default)]
pub struct Table {
    rows: Vec<Row>,
    skipped: Vec<String>,
}

impl Table {
    pub fn add(&mut self, row: Row) {
        self.rows.push(row);
    }

    pub fn skip(&mut self, set: &str) {
        self.skipped.push(set.to_owned());
    }

    pub fn print(&self) {
        println!("| task | data | n | figure | 95 % | simple method | published | aim | |");
        println!("|---|---|---|---|---|---|---|---|---|");
        for row in &self.rows {
            let named = |figure: Option<(&str, f64)>| {
                figure.map_or(String::new(), |(name, figure)| {
                    format!("{name} {figure:.3}")
                })
            };
            let interval = row.interval.map_or(String::new(), |(low, high)| {
                format!("{low:.3} to {high:.3}")
            });
            let (aim, met) = match row.aim {
                Some(Aim::AtLeast(aim)) => (format!("≥ {aim:.3}"), verdict(row.figure >= aim)),
                Some(Aim::AtMost(aim)) => (format!("≤ {aim:.1}"), verdict(row.figure <= aim)),
                None => (String::new(), ""),
            };
            println!(
                "| {} | {} | {} | {:.3} | {interval} | {} | {} | {aim} | {met} |",
                row.task,
                row.set,
                row.size,
                row.figure,
                named(row.baseline),
                named(row.published)
            );
        }
        for set in &self.skipped {
            println!("\nskipped: {set} is not beside the repository");
        }
    }
}

fn verdict(met: bool) -> &'static str {
    if met { "met" } else { "missed" }
}

impl Row {
    pub fn of_shares(task: &str, set: &str, right: &[bool]) -> Self {
        let right: Vec<&bool> = right.iter().collect();
        Self::of_resampled(task, set, &right, |chosen| {
            figures::share(chosen.iter().filter(|right| ***right).count(), chosen.len())
        })
    }

    pub fn of_f1(task: &str, set: &str, pairs: &[Pair]) -> Self {
        Self::of_measure(task, set, pairs, figures::macro_f1)
    }

    pub fn of_accuracy(task: &str, set: &str, pairs: &[Pair]) -> Self {
        Self::of_measure(task, set, pairs, figures::accuracy)
    }

    pub fn of_measure(
        task: &str,
        set: &str,
        pairs: &[Pair],
        measure: impl Fn(&[Pair]) -> f64,
    ) -> Self {
        let pairs: Vec<&Pair> = pairs.iter().collect();
        Self::of_resampled(task, set, &pairs, |chosen| {
            measure(&chosen.iter().map(|pair| **pair).collect::<Vec<_>>())
        })
    }

    /// A figure with its interval by the bootstrap: units are figures with replacement.
    pub fn of_resampled<T>(
        task: &str,
        set: &str,
        units: &[&T],
        figure: impl Fn(&[&T]) -> f64,
    ) -> Self {
        let draws = if units.len() > MANY {
            DRAWS / 20
        } else {
            DRAWS
        };
        let mut state = 0x9e37_79b9_7f4a_7c15_u64;
        let mut figures: Vec<f64> = (0..draws)
            .map(|_| {
                let chosen: Vec<&T> = (0..units.len())
                    .map(|_| {
                        state ^= state << 13;
                        state ^= state >> 7;
                        state ^= state << 17;
                        units[usize::try_from(state >> 11).unwrap_or(0) % units.len()]
                    })
                    .collect();
                figure(&chosen)
            })
            .collect();
        figures.sort_by(f64::total_cmp);
        Self {
            task: task.to_owned(),
            set: set.to_owned(),
            size: units.len(),
            figure: figure(units),
            interval: (!units.is_empty())
                .then(|| (figures[draws / 40], figures[draws - 1 - draws / 40])),
            baseline: None,
            published: None,
            aim: None,
        }
    }
}

/// Share of what is right.
pub fn mean(right: &[bool]) -> f64 {
    figures::share(right.iter().filter(|right| **right).count(), right.len())
}
