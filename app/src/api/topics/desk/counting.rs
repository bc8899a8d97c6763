//! How do exact figures of topics, rises and troubles come from the store, for what one official may see?

use std::collections::HashMap;

use analysis::topics::Warning;
use chrono::{Days, NaiveDate};
use domain::actor::ActingOfficial;
use domain::calendar::local_date;
use domain::id::AgencyId;
use domain::lang::Lang;
use domain::permission::{agencies_worked_for, may_name_topics, sees_all};
use domain::publication::Audience;
use domain::status::Status;
use store::topics::counting::TopicFilter;
use store::topics::{TopicChange, TopicPetition, TopicRow};
use store::{Store, StoreError};

use super::super::names::{Reader, names};
use super::super::{TopicName, TopicsQuery, agencies_of_today, applied, filter_by, procedure_name};
use super::{
    BehindView, ChangeLine, DeskBreakdown, DeskRow, DeskTopic, DeskTopicsView, DeskTrouble,
    OneTopic, PERIODS, PetitionLink, Rise,
};

/// Topics on the page.
const TOPICS: usize = 25;
/// Lines of a breakdown.
const LINES: usize = 10;
/// One petition makes no topic, nor does it show where a procedure causes trouble.
const SEVERAL: i64 = 2;
/// Procedures in the list of trouble.
const TROUBLE: usize = 20;
/// Petitions on a page of them.
const PAGE: i64 = 30;
/// Petitions named with a rise.
const NAMED: usize = 8;
/// Topics offered to merge into.
const OTHERS: i64 = 60;

pub const fn refusal(lang: Lang) -> &'static str {
    lang.pick(
        "Trang phân tích dành cho cán bộ xử lý, tiếp nhận, công khai, kiểm tra và lãnh đạo đơn vị.",
        "The analysis is for officials who receive, handle, publish or audit petitions, and for agency leads.",
    )
}

/// The question with its defaults, and what is counted for the official.
fn asked(
    store: &Store,
    official: &ActingOfficial,
    mut query: TopicsQuery,
) -> (TopicsQuery, TopicFilter, Vec<NaiveDate>) {
    let today = local_date(store.now());
    let weeks = query
        .ky
        .parse()
        .ok()
        .filter(|weeks| PERIODS.contains(weeks))
        .unwrap_or(PERIODS[0]);
    query.ky = if weeks == PERIODS[0] {
        String::new()
    } else {
        weeks.to_string()
    };
    let weeks: Vec<NaiveDate> = (1..=weeks)
        .rev()
        .filter_map(|ago| {
            let days = u64::try_from(7 * ago - 1).ok()?;
            today.checked_sub_days(Days::new(days))
        })
        .collect();
    let from = weeks.first().copied().unwrap_or(today);
    let mut filter = TopicFilter::all(Audience::Desk, from, today);
    filter.seen_by = (!sees_all(official)).then(|| agencies_worked_for(official));
    filter_by(&mut filter, &query, &store.catalogue());
    (query, filter, weeks)
}

fn reader(official: &ActingOfficial) -> Reader {
    if sees_all(official) {
        Reader::Desk
    } else {
        Reader::Everybody
    }
}

fn link(petition: TopicPetition) -> Option<PetitionLink> {
    Some(PetitionLink {
        status: Status::from_code(&petition.status)?,
        code: petition.record_code,
        title: petition.title,
        received_on: petition.received_on,
    })
}

pub async fn view(
    store: &Store,
    official: &ActingOfficial,
    query: TopicsQuery,
    lang: Lang,
) -> Result<DeskTopicsView, StoreError> {
    let (mut asked, mut filter, weeks) = asked(store, official, query);
    let catalogue = store.catalogue();
    let today = local_date(store.now());
    let one = match filter.topic {
        Some(id) => {
            let row = store.topic(id).await?.ok_or(StoreError::NotFound)?;
            filter.topic = Some(row.id);
            asked.chu_de = row.id.to_string();
            // What one may not see does not exist.
            let mut ever = filter.clone();
            ever.from = NaiveDate::from_ymd_opt(1900, 1, 1).unwrap_or_default();
            if !sees_all(official) && store.count_members(&ever).await? == 0 {
                return Err(StoreError::NotFound);
            }
            Some(one_topic(store, official, row, lang).await?)
        }
        None => None,
    };
    let series = |days: &[(i64, NaiveDate, i64)], topic: i64| {
        let mut counts = vec![0; weeks.len()];
        for (_, day, count) in days.iter().filter(|(of, ..)| *of == topic) {
            if let Some(week) = weeks.iter().rposition(|first| first <= day) {
                counts[week] += count;
            }
        }
        counts
    };
    let trend = series(&store.count_days(&filter, &[]).await?, 0);
    let mut topics = if one.is_some() {
        Vec::new()
    } else {
        store.count_topics(&filter).await?
    };
    let all = topics.len();
    topics.retain(|(_, count)| *count >= SEVERAL);
    topics.truncate(TOPICS);
    let topics_left_out = all - topics.len();
    let ids: Vec<i64> = topics.iter().map(|(id, _)| *id).collect();
    let mut named = names(store, &ids, reader(official), lang).await?;
    let days = if ids.is_empty() {
        Vec::new()
    } else {
        store.count_days(&filter, &ids).await?
    };
    let topics = topics
        .into_iter()
        .filter_map(|(id, count)| {
            Some(DeskTopic {
                id,
                name: named.remove(&id)?,
                count,
                weeks: series(&days, id),
            })
        })
        .collect();
    let scope = filter.seen_by.as_ref().map_or_else(Vec::new, |agencies| {
        agencies
            .iter()
            .map(|agency| catalogue.agency_name_on(*agency, today))
            .collect()
    });
    let (breakdowns, choices) = breakdowns(store, &filter, &asked, today).await?;
    Ok(DeskTopicsView {
        scope,
        may_name: may_name_topics(official),
        applied: applied(&asked, &catalogue, today, lang),
        choices,
        to: today,
        total: trend.iter().sum(),
        trend,
        rises: rises(store, official, &filter, today, lang).await?,
        topics,
        topics_left_out,
        breakdowns,
        trouble: trouble(store, &filter).await?,
        one,
        weeks,
        asked,
    })
}

async fn one_topic(
    store: &Store,
    official: &ActingOfficial,
    row: TopicRow,
    lang: Lang,
) -> Result<OneTopic, StoreError> {
    let fallback = TopicName {
        name: row.id.to_string(),
        words: None,
    };
    let name = names(store, &[row.id], reader(official), lang)
        .await?
        .remove(&row.id)
        .unwrap_or(fallback);
    let (mut public_name, mut others) = (None, Vec::new());
    if may_name_topics(official) {
        public_name = names(store, &[row.id], Reader::Everybody, lang)
            .await?
            .remove(&row.id)
            .map(|name| name.name);
        let largest: Vec<i64> = store
            .largest_topics(OTHERS)
            .await?
            .into_iter()
            .map(|other| other.id)
            .filter(|id| *id != row.id)
            .collect();
        let mut called = names(store, &largest, Reader::Desk, lang).await?;
        others = largest
            .into_iter()
            .filter_map(|id| Some((id, in_full(called.remove(&id)?))))
            .collect();
    }
    let changes = store.topic_changes(row.id).await?;
    let changes = changes
        .into_iter()
        .map(|change| ChangeLine {
            at: change.at,
            words: change_words(&change, row.id, lang),
        })
        .collect();
    Ok(OneTopic {
        id: row.id,
        name,
        given: row.name,
        public_name,
        changes,
        others,
    })
}

fn in_full(name: TopicName) -> String {
    match name.words {
        Some(words) => format!("{} ({words})", name.name),
        None => name.name,
    }
}

fn change_words(change: &TopicChange, topic: i64, lang: Lang) -> String {
    let who = &change.official_name;
    match (change.merged_into, change.name.as_deref(), lang) {
        (Some(into), _, Lang::Vi) if into == topic => {
            format!("{who} gộp chủ đề số {} vào chủ đề này", change.topic)
        }
        (Some(into), _, Lang::En) if into == topic => {
            format!("{who} merged topic no. {} into this one", change.topic)
        }
        (Some(into), _, Lang::Vi) => format!("{who} gộp vào chủ đề số {into}"),
        (Some(into), _, Lang::En) => format!("{who} merged it into topic no. {into}"),
        (None, Some(name), Lang::Vi) if !name.is_empty() => format!("{who} đặt tên “{name}”"),
        (None, Some(name), Lang::En) if !name.is_empty() => format!("{who} named it “{name}”"),
        (None, _, Lang::Vi) => format!("{who} bỏ tên đã đặt"),
        (None, _, Lang::En) => format!("{who} took its name away"),
    }
}

type Choices = Vec<(String, Vec<(String, String)>)>;

async fn breakdowns(
    store: &Store,
    filter: &TopicFilter,
    asked: &TopicsQuery,
    today: NaiveDate,
) -> Result<(Vec<DeskBreakdown>, Choices), StoreError> {
    let catalogue = store.catalogue();
    let of = |by: &str, counts: Vec<(String, String, i64)>| DeskBreakdown {
        by: by.to_owned(),
        left_out: counts.len().saturating_sub(LINES),
        rows: counts
            .into_iter()
            .take(LINES)
            .map(|(value, name, count)| DeskRow { value, name, count })
            .collect(),
    };
    let with = |counts: Vec<(String, i64)>, name: &dyn Fn(&str) -> String| {
        counts
            .into_iter()
            .map(|(value, count)| {
                let name = name(&value);
                (value, name, count)
            })
            .collect::<Vec<_>>()
    };
    let procedures = with(store.count_procedures(filter).await?, &|code| {
        procedure_name(&catalogue, code)
    });
    let fields = with(store.count_fields(filter).await?, &str::to_owned);
    let agencies = agencies_of_today(&store.count_agencies(filter).await?, &catalogue, today);
    let areas = with(store.count_areas(filter).await?, &|code| {
        catalogue.area_name(code)
    });
    // What is chosen already stays a choice, alone: the others are not counted any more.
    let choices = [
        ("linh_vuc", &fields),
        ("co_quan", &agencies),
        ("xa", &areas),
    ]
    .map(|(by, rows)| {
        let mut rows: Vec<_> = rows
            .iter()
            .map(|(value, name, _)| (value.clone(), name.clone()))
            .collect();
        rows.sort_by_cached_key(|(_, name)| analysis::fold(name));
        (by.to_owned(), rows)
    });
    let all = [
        ("thu_tuc", &asked.thu_tuc, procedures),
        ("co_quan", &asked.co_quan, agencies),
        ("xa", &asked.xa, areas),
        ("linh_vuc", &asked.linh_vuc, fields),
    ];
    let breakdowns = all
        .into_iter()
        .filter(|(_, chosen, _)| chosen.is_empty())
        .map(|(by, _, counts)| of(by, counts))
        .collect();
    Ok((breakdowns, choices.into()))
}

async fn rises(
    store: &Store,
    official: &ActingOfficial,
    filter: &TopicFilter,
    today: NaiveDate,
    lang: Lang,
) -> Result<Vec<Rise>, StoreError> {
    let found = store.rises(filter, today).await?;
    let topics: Vec<i64> = found
        .iter()
        .filter_map(|warning| warning.cell.topic.map(i64::from))
        .collect();
    let numbers: Vec<i64> = found
        .iter()
        .flat_map(|warning| warning.petitions.iter().rev().take(NAMED))
        .filter_map(|number| i64::try_from(*number).ok())
        .collect();
    let names = names(store, &topics, reader(official), lang).await?;
    let petitions: HashMap<i64, PetitionLink> = store
        .petitions_numbered(&numbers)
        .await?
        .into_iter()
        .filter_map(|petition| Some((petition.number, link(petition)?)))
        .collect();
    Ok(found
        .into_iter()
        .map(|warning| rise(&warning, &names, &petitions, store, today))
        .collect())
}

fn rise(
    warning: &Warning,
    names: &HashMap<i64, TopicName>,
    petitions: &HashMap<i64, PetitionLink>,
    store: &Store,
    today: NaiveDate,
) -> Rise {
    let catalogue = store.catalogue();
    let cell = &warning.cell;
    let topic = cell
        .topic
        .and_then(|topic| names.get(&i64::from(topic)))
        .map(|name| name.name.clone());
    let procedure = cell
        .procedure
        .as_deref()
        .map(|code| procedure_name(&catalogue, code));
    let agency = cell
        .agency
        .as_deref()
        .and_then(|id| id.parse::<AgencyId>().ok())
        .map(|agency| catalogue.agency_name_on(agency, today));
    let area = cell.area.as_deref().map(|code| catalogue.area_name(code));
    #[expect(clippy::cast_possible_truncation, reason = "a mean of small counts")]
    let expected = (warning.expected * 10.0).round() as i64;
    Rise {
        what: [topic, procedure, agency, area]
            .into_iter()
            .flatten()
            .collect(),
        seen: warning.seen,
        expected,
        petitions: warning
            .petitions
            .iter()
            .rev()
            .take(NAMED)
            .filter_map(|number| petitions.get(&i64::try_from(*number).ok()?).cloned())
            .collect(),
    }
}

async fn trouble(store: &Store, filter: &TopicFilter) -> Result<Vec<DeskTrouble>, StoreError> {
    let catalogue = store.catalogue();
    let mut rows = store.trouble(filter).await?;
    rows.retain(|row| row.by_constituent.iter().any(|count| *count >= SEVERAL));
    rows.sort_by_key(|row| {
        let sum: i64 = row.by_constituent.iter().sum();
        (std::cmp::Reverse(sum), row.procedure.clone())
    });
    rows.truncate(TROUBLE);
    Ok(rows
        .into_iter()
        .map(|row| DeskTrouble {
            name: procedure_name(&catalogue, &row.procedure),
            code: row.procedure,
            counts: row.by_constituent,
        })
        .collect())
}

pub async fn behind(
    store: &Store,
    official: &ActingOfficial,
    query: TopicsQuery,
    lang: Lang,
) -> Result<BehindView, StoreError> {
    let (asked, mut filter, _) = asked(store, official, query);
    let catalogue = store.catalogue();
    let today = local_date(store.now());
    let mut words = applied(&asked, &catalogue, today, lang);
    if let Some(topic) = filter.topic {
        let row = store.topic(topic).await?.ok_or(StoreError::NotFound)?;
        filter.topic = Some(row.id);
        let named = names(store, &[row.id], reader(official), lang).await?;
        words.extend(
            named
                .into_values()
                .map(|name| crate::api::register::Applied {
                    words: name.name,
                    parameter: "chu_de".into(),
                }),
        );
    }
    let below = asked.sau.parse().unwrap_or(i64::MAX);
    let mut found = store.topic_petitions(&filter, below, PAGE + 1).await?;
    let more = i64::try_from(found.len()).is_ok_and(|count| count > PAGE);
    found.truncate(usize::try_from(PAGE).unwrap_or_default());
    let next = found
        .last()
        .filter(|_| more)
        .map(|petition| petition.number.to_string());
    Ok(BehindView {
        applied: words,
        days: (filter.from, filter.to),
        total: store.count_members(&filter).await?,
        petitions: found.into_iter().filter_map(link).collect(),
        next,
        asked,
    })
}
