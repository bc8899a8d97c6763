//! What everybody may know of what people speak of: rounded, and nothing that tells a few people apart.
//!
//! Three rules keep small numbers from being worked out. Counts under five are not told, and everything else is rounded
//! to fives, so that no sum or difference gives an exact number. One filter at a time narrows the page, so that no
//! crossing of place, agency and matter points at a person. Within a filter, none and a few look the same.

use chrono::NaiveDate;
use domain::lang::Lang;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::{TopicName, TopicsQuery};
use crate::AppError;
use crate::api::register::Applied;

/// A count as everybody may see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Shown {
    /// None at all.
    None,
    /// Fewer than five; within a filter perhaps none.
    Few,
    /// About so many, to the nearest five.
    About(i64),
}

impl Shown {
    /// In words.
    pub fn words(self, lang: Lang) -> String {
        match self {
            Self::None => "0".into(),
            Self::Few => lang.pick("dưới 5", "under 5").into(),
            Self::About(count) => {
                let count = crate::format::amount(count, lang);
                match lang {
                    Lang::Vi => format!("khoảng {count}"),
                    Lang::En => format!("about {count}"),
                }
            }
        }
    }
}

/// A line that opens something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenRow {
    /// Value of the filter.
    pub value: String,
    /// What it is called.
    pub name: String,
    /// About how many.
    pub count: i64,
    /// The published petitions.
    pub published: String,
}

/// One topic.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenTopic {
    /// Its number.
    pub id: i64,
    /// What it is called.
    pub name: TopicName,
    /// About how many.
    pub count: i64,
    /// Month by month.
    pub months: Vec<Shown>,
}

/// A procedure with what people find trouble with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenTrouble {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// By constituent, in the order of [`super::constituents`].
    pub counts: [Shown; 6],
}

/// A breakdown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenBreakdown {
    /// Name of the filter: `linh_vuc`, `thu_tuc`, `co_quan`, `xa`.
    pub by: String,
    /// Lines of five or more.
    pub rows: Vec<OpenRow>,
}

/// The page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenTopicsView {
    /// What was asked, as far as it is answered.
    pub asked: TopicsQuery,
    /// More filters were asked for than one.
    pub one_only: bool,
    /// The filter in force.
    pub applied: Vec<Applied>,
    /// Years to choose from, the latest first.
    pub years: Vec<i32>,
    /// First and last day.
    pub days: (NaiveDate, NaiveDate),
    /// All that is counted.
    pub total: Shown,
    /// First days of the months of the trend.
    pub months: Vec<NaiveDate>,
    /// The trend of all that is counted.
    pub trend: Vec<Shown>,
    /// Topics of five or more.
    pub topics: Vec<OpenTopic>,
    /// By field, procedure, agency and commune.
    pub breakdowns: Vec<OpenBreakdown>,
    /// Procedures of which a constituent troubles five or more.
    pub trouble: Vec<OpenTrouble>,
}

/// What people speak of, for everybody.
#[server(endpoint = "open_topics")]
pub async fn load_open_topics(query: TopicsQuery) -> Result<OpenTopicsView, AppError> {
    use crate::context::{from_store, lang, store};
    counting::view(&store()?, query, lang())
        .await
        .map_err(from_store)
}

#[cfg(feature = "ssr")]
pub use counting::topic_name;

#[cfg(feature = "ssr")]
mod counting {
    use analysis::topics::share_shown;
    use chrono::{Datelike as _, Months, NaiveDate};
    use domain::calendar::local_date;
    use domain::lang::Lang;
    use domain::publication::Audience;
    use store::topics::FEWEST;
    use store::topics::counting::TopicFilter;
    use store::{Store, StoreError};

    use super::super::names::{Reader, names};
    use super::super::{TopicsQuery, agencies_of_today, applied, filter_by, procedure_name};
    use super::{OpenBreakdown, OpenRow, OpenTopic, OpenTopicsView, OpenTrouble, Shown};
    use crate::api::register::address;

    /// Topics on the page.
    const TOPICS: usize = 20;
    /// Lines of a breakdown.
    const LINES: usize = 12;

    /// A count as everybody may see it; within a filter none looks like a few.
    fn shown(count: i64, narrowed: bool) -> Shown {
        match share_shown(u32::try_from(count).unwrap_or(u32::MAX)) {
            None => Shown::Few,
            Some(0) if narrowed => Shown::Few,
            Some(0) => Shown::None,
            Some(_) => Shown::About(rounded(count)),
        }
    }

    /// To the nearest five.
    fn rounded(count: i64) -> i64 {
        (count + 2) / 5 * 5
    }

    /// One filter only, in this order: a place says most about who somebody is, so it gives way first.
    fn one_filter(query: &TopicsQuery) -> (TopicsQuery, bool) {
        let asked: Vec<_> = ["thu_tuc", "linh_vuc", "co_quan", "xa"]
            .into_iter()
            .filter_map(|name| {
                let parameters = query.parameters();
                let (_, value) = parameters.into_iter().find(|(known, _)| *known == name)?;
                (!value.is_empty()).then(|| (name, value.to_owned()))
            })
            .collect();
        let one = asked.first().map_or_else(
            || query.period_only(),
            |(name, value)| query.period_only().with(name, value),
        );
        (one, asked.len() > 1)
    }

    /// The months of a year, or the twelve that end with this one.
    fn months(year: Option<i32>, today: NaiveDate) -> Vec<NaiveDate> {
        let first = match year {
            Some(year) => NaiveDate::from_ymd_opt(year, 1, 1),
            None => today
                .with_day(1)
                .and_then(|day| day.checked_sub_months(Months::new(11))),
        };
        let first = first.unwrap_or(today);
        (0..12)
            .filter_map(|month| first.checked_add_months(Months::new(month)))
            .filter(|month| *month <= today)
            .collect()
    }

    fn place(months: &[NaiveDate], day: NaiveDate) -> Option<usize> {
        months.iter().rposition(|month| *month <= day)
    }

    pub async fn view(
        store: &Store,
        query: TopicsQuery,
        lang: Lang,
    ) -> Result<OpenTopicsView, StoreError> {
        let (mut asked, one_only) = one_filter(&query);
        let catalogue = store.catalogue();
        let today = local_date(store.now());
        let first = store.first_member_on().await?.unwrap_or(today);
        let years: Vec<i32> = (first.year()..=today.year()).rev().collect();
        let year = asked
            .ky
            .parse::<i32>()
            .ok()
            .filter(|year| years.contains(year));
        if year.is_none() {
            asked.ky.clear();
        }
        let months = months(year, today);
        let from = months.first().copied().unwrap_or(today);
        let to = months
            .last()
            .and_then(|month| month.checked_add_months(Months::new(1)))
            .and_then(|day| day.pred_opt())
            .unwrap_or(today);
        let mut filter = TopicFilter::all(Audience::Public, from, to);
        filter_by(&mut filter, &asked, &catalogue);
        let narrowed = asked != asked.period_only();
        let total = store.count_members(&filter).await?;
        let mut view = OpenTopicsView {
            applied: applied(&asked, &catalogue, today, lang),
            one_only,
            years,
            days: (from, to.min(today)),
            total: shown(total, narrowed),
            months: months.clone(),
            trend: Vec::new(),
            topics: Vec::new(),
            breakdowns: Vec::new(),
            trouble: Vec::new(),
            asked,
        };
        if total < FEWEST {
            return Ok(view);
        }
        let series = |days: Vec<(i64, NaiveDate, i64)>, topic: i64| -> Vec<Shown> {
            let mut counts = vec![0; months.len()];
            for (_, day, count) in days.into_iter().filter(|(of, ..)| *of == topic) {
                if let Some(place) = place(&months, day) {
                    counts[place] += count;
                }
            }
            counts
                .into_iter()
                .map(|count| shown(count, narrowed))
                .collect()
        };
        view.trend = series(store.count_days(&filter, &[]).await?, 0);
        let mut topics = store.count_topics(&filter).await?;
        topics.retain(|(_, count)| *count >= FEWEST);
        topics.truncate(TOPICS);
        let ids: Vec<i64> = topics.iter().map(|(id, _)| *id).collect();
        let mut names = names(store, &ids, Reader::Everybody, lang).await?;
        let days = if ids.is_empty() {
            Vec::new()
        } else {
            store.count_days(&filter, &ids).await?
        };
        view.topics = topics
            .into_iter()
            .filter_map(|(id, count)| {
                Some(OpenTopic {
                    id,
                    name: names.remove(&id)?,
                    count: rounded(count),
                    months: series(days.clone(), id),
                })
            })
            .collect();
        view.breakdowns = breakdowns(store, &filter, today).await?;
        view.trouble = trouble(store, &filter, narrowed).await?;
        Ok(view)
    }

    async fn breakdowns(
        store: &Store,
        filter: &TopicFilter,
        today: NaiveDate,
    ) -> Result<Vec<OpenBreakdown>, StoreError> {
        let catalogue = store.catalogue();
        let named = |counts: Vec<(String, i64)>, name: &dyn Fn(&str) -> String| {
            counts
                .into_iter()
                .map(|(value, count)| {
                    let name = name(&value);
                    (value, name, count)
                })
                .collect::<Vec<_>>()
        };
        let fields = named(store.count_fields(filter).await?, &str::to_owned);
        let procedures = named(store.count_procedures(filter).await?, &|code| {
            procedure_name(&catalogue, code)
        });
        let areas = named(store.count_areas(filter).await?, &|code| {
            catalogue.area_name(code)
        });
        let agencies = agencies_of_today(&store.count_agencies(filter).await?, &catalogue, today);
        let of = |by: &str, parameter: &str, rows: Vec<(String, String, i64)>| OpenBreakdown {
            by: by.to_owned(),
            rows: rows
                .into_iter()
                .filter(|(_, _, count)| *count >= FEWEST)
                .take(LINES)
                .map(|(value, name, count)| OpenRow {
                    published: address("/cong-khai", &[(parameter, &value)]),
                    value,
                    name,
                    count: rounded(count),
                })
                .collect(),
        };
        // Within a filter only topics and procedures are told: places and agencies crossed would point at people.
        if filter.procedure.is_some() {
            return Ok(Vec::new());
        }
        if filter.field.is_some() || filter.area.is_some() || filter.agencies.is_some() {
            return Ok(vec![of("thu_tuc", "procedure", procedures)]);
        }
        Ok(vec![
            of("linh_vuc", "field", fields),
            of("thu_tuc", "procedure", procedures),
            of("co_quan", "agency", agencies),
            of("xa", "area", areas),
        ])
    }

    async fn trouble(
        store: &Store,
        filter: &TopicFilter,
        narrowed: bool,
    ) -> Result<Vec<OpenTrouble>, StoreError> {
        let catalogue = store.catalogue();
        let mut rows = store.trouble(filter).await?;
        rows.retain(|row| row.by_constituent.iter().any(|count| *count >= FEWEST));
        rows.sort_by_key(|row| std::cmp::Reverse(row.by_constituent.iter().max().copied()));
        rows.truncate(LINES);
        Ok(rows
            .into_iter()
            .map(|row| OpenTrouble {
                name: procedure_name(&catalogue, &row.procedure),
                code: row.procedure,
                counts: row.by_constituent.map(|count| shown(count, narrowed)),
            })
            .collect())
    }

    /// What everybody calls a topic; nothing when there is none or it is too small to be told of.
    pub async fn topic_name(
        store: &Store,
        number: &str,
        lang: Lang,
    ) -> Result<Option<String>, StoreError> {
        let Some(topic) = number.parse().ok() else {
            return Ok(None);
        };
        let Some(found) = store.topic(topic).await? else {
            return Ok(None);
        };
        let far = TopicFilter {
            topic: Some(found.id),
            ..TopicFilter::all(
                Audience::Public,
                NaiveDate::from_ymd_opt(1900, 1, 1).unwrap_or_default(),
                local_date(store.now()),
            )
        };
        if store.count_members(&far).await? < FEWEST {
            return Ok(None);
        }
        let mut names = names(store, &[found.id], Reader::Everybody, lang).await?;
        Ok(names.remove(&found.id).map(|name| name.name))
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn small_counts_are_kept_back_and_large_ones_rounded() {
            let told = [0, 1, 4, 5, 7, 8, 12, 13].map(|count| shown(count, false));
            assert_eq!(
                told,
                [
                    Shown::None,
                    Shown::Few,
                    Shown::Few,
                    Shown::About(5),
                    Shown::About(5),
                    Shown::About(10),
                    Shown::About(10),
                    Shown::About(15)
                ]
            );
            assert_eq!(
                shown(0, true),
                Shown::Few,
                "within a filter nobody can tell"
            );
        }

        #[test]
        fn no_difference_of_two_figures_gives_a_small_one() {
            // Whatever the whole and the part are, what is left between them could be several numbers.
            for rest in 1..FEWEST {
                for part in FEWEST..200 {
                    let told = rounded(part + rest) - rounded(part);
                    let others = (1..FEWEST).filter(|other| {
                        (FEWEST..400).any(|known| {
                            rounded(known) == rounded(part)
                                && rounded(known + other) - rounded(known) == told
                        })
                    });
                    assert!(others.count() > 1, "{part} and {rest}");
                }
            }
        }

        #[test]
        fn one_filter_at_a_time() {
            let query = TopicsQuery {
                ky: "2026".into(),
                xa: "01894".into(),
                co_quan: "so-tu-phap".into(),
                chu_de: "7".into(),
                ..TopicsQuery::default()
            };
            let (one, more) = one_filter(&query);
            assert!(more);
            assert_eq!(one.address("/x"), "/x?ky=2026&co_quan=so-tu-phap");
            assert_eq!(
                one_filter(&one),
                (one.clone(), false),
                "what is answered is what is asked"
            );
        }

        #[test]
        fn months_end_with_this_one() {
            let today = NaiveDate::from_ymd_opt(2026, 11, 24).expect("a day");
            let twelve = months(None, today);
            assert_eq!(twelve.len(), 12);
            assert_eq!(twelve[0].to_string(), "2025-12-01");
            assert_eq!(months(Some(2026), today).len(), 11, "no month to come");
            assert_eq!(place(&twelve, today), Some(11));
        }
    }
}
