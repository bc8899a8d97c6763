//! How well are deadlines kept? Medians and shares with the count behind them, and nothing where they rest on too few.

use serde::{Deserialize, Serialize};

/// Where the working days of the chart's rows end; the last row has no end.
pub const BUCKETS: [i64; 3] = [5, 10, 15];

/// How an agency answered in a period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Keeping {
    /// How many answers.
    pub answered: i64,
    /// How long they took; none below [`crate::api::register::FEWEST`].
    pub timing: Option<Timing>,
}

/// How long answers took.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timing {
    /// Answers within the sender's clock.
    pub on_time: i64,
    /// Half of the answers took no more working days.
    pub median: i64,
    /// Nine in ten took no more working days.
    pub ninetieth: i64,
    /// How many answers took so long, by [`BUCKETS`].
    pub buckets: [i64; 4],
}

impl Timing {
    /// The share within the sender's clock, in percent, rounded down: only all is 100.
    pub const fn percent(&self, answered: i64) -> i64 {
        if answered > 0 {
            self.on_time * 100 / answered
        } else {
            0
        }
    }
}

#[cfg(feature = "ssr")]
mod counting {
    use std::collections::HashMap;

    use chrono::{Days, Months, NaiveDate};
    use domain::calendar::Calendar;
    use domain::id::AgencyId;
    use domain::statistics::Period;
    use store::statistics::AnsweredGroup;

    use super::{BUCKETS, Keeping, Timing};
    use crate::api::register::FEWEST;

    /// The twelve months that end with the day.
    pub fn twelve_months(until: NaiveDate) -> Period {
        let from = until
            .checked_sub_months(Months::new(12))
            .and_then(|day| day.checked_add_days(Days::new(1)));
        Period {
            from: from.unwrap_or(until),
            to: until,
        }
    }

    /// Each agency's record.
    pub fn by_agency(groups: &[AnsweredGroup], calendar: &Calendar) -> HashMap<AgencyId, Keeping> {
        let mut apart: HashMap<AgencyId, Vec<&AnsweredGroup>> = HashMap::new();
        for group in groups {
            apart
                .entry(AgencyId(group.agency_id))
                .or_default()
                .push(group);
        }
        apart
            .into_iter()
            .map(|(agency, groups)| (agency, keeping(groups, calendar)))
            .collect()
    }

    /// The record of the answers given.
    pub fn keeping<'a>(
        groups: impl IntoIterator<Item = &'a AnsweredGroup>,
        calendar: &Calendar,
    ) -> Keeping {
        let mut on_time = 0;
        // Working days and how many answers took so many.
        let mut took: Vec<(i64, i64)> = Vec::new();
        for group in groups {
            if group.on_time {
                on_time += group.answers;
            }
            let days = calendar
                .working_days_between(group.received_on, group.answered_on)
                .max(0);
            took.push((days, group.answers));
        }
        took.sort_unstable();
        let answered = took.iter().map(|(_, answers)| answers).sum();
        let timing = (answered >= FEWEST).then(|| Timing {
            on_time,
            median: percentile(&took, answered, 50),
            ninetieth: percentile(&took, answered, 90),
            buckets: buckets(&took),
        });
        Keeping { answered, timing }
    }

    /// The smallest number of days within which so many percent of the answers came (nearest rank).
    fn percentile(took: &[(i64, i64)], answered: i64, percent: i64) -> i64 {
        let rank = (answered * percent + 99) / 100;
        let mut counted = 0;
        for (days, answers) in took {
            counted += answers;
            if counted >= rank {
                return *days;
            }
        }
        0
    }

    fn buckets(took: &[(i64, i64)]) -> [i64; 4] {
        let mut counts = [0; 4];
        for (days, answers) in took {
            let place = BUCKETS
                .iter()
                .position(|end| days <= end)
                .unwrap_or(BUCKETS.len());
            counts[place] += answers;
        }
        counts
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        fn day(text: &str) -> NaiveDate {
            text.parse().expect("a date")
        }

        /// Answers to petitions of Monday 2 November 2026.
        fn answers(list: &[(&str, bool, i64)]) -> Keeping {
            let groups: Vec<_> = list
                .iter()
                .map(|(answered_on, on_time, answers)| AnsweredGroup {
                    agency_id: nobody().0,
                    received_on: day("2026-11-02"),
                    answered_on: day(answered_on),
                    on_time: *on_time,
                    answers: *answers,
                })
                .collect();
            keeping(&groups, &Calendar::default())
        }

        fn nobody() -> AgencyId {
            "00000000-0000-0000-0000-000000000000"
                .parse()
                .expect("an id")
        }

        #[test]
        fn few_answers_say_how_many_and_nothing_more() {
            assert_eq!(
                answers(&[("2026-11-03", true, 4)]),
                Keeping {
                    answered: 4,
                    timing: None
                }
            );
            assert_eq!(answers(&[]), Keeping::default());
        }

        #[test]
        fn medians_and_ninetieths_are_days_that_occur() {
            let timing = answers(&[
                ("2026-11-03", true, 5),
                ("2026-11-09", true, 3),
                ("2026-11-30", false, 2),
            ])
            .timing
            .expect("enough");
            // One day five times, five days three times, twenty days twice.
            assert_eq!((timing.median, timing.ninetieth), (1, 20));
            assert_eq!(timing.buckets, [8, 0, 0, 2]);
            assert_eq!((timing.on_time, timing.percent(10)), (8, 80));
        }

        #[test]
        fn an_answer_on_the_day_itself_took_no_day() {
            let timing = answers(&[("2026-11-02", true, 6)]).timing.expect("enough");
            assert_eq!(
                (timing.median, timing.ninetieth, timing.buckets[0]),
                (0, 0, 6)
            );
        }

        #[test]
        fn hundred_percent_means_all() {
            let timing = answers(&[("2026-11-03", true, 199), ("2026-11-30", false, 1)])
                .timing
                .expect("enough");
            assert_eq!(timing.percent(200), 99);
        }

        #[test]
        fn twelve_months_are_whole_days() {
            let period = twelve_months(day("2026-11-24"));
            assert_eq!(
                (period.from, period.to),
                (day("2025-11-25"), day("2026-11-24"))
            );
        }
    }
}

#[cfg(feature = "ssr")]
pub use counting::{by_agency, keeping, twelve_months};
