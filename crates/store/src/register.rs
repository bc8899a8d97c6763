//! What is public? The register of published petitions with their answers, searched and filtered, newest first.

mod newest;

use chrono::{DateTime, NaiveDate, Utc};
use domain::id::AgencyId;
use domain::rating::Satisfaction;
use serde::{Deserialize, Serialize};
use sqlx::{FromRow, QueryBuilder};
use uuid::Uuid;

pub(crate) use self::newest::Shelf;
use crate::db::{Db, read};
use crate::dialect;
use crate::search::{Index, Tier, Words};
use crate::{Store, StoreError};

/// One published petition.
#[derive(Clone, Debug, PartialEq, Eq, FromRow, Serialize)]
pub struct Publication {
    /// Orders the register: a later publication has a higher number.
    pub number: i64,
    /// Record code, also its address.
    pub record_code: String,
    /// Redacted title.
    pub title: String,
    /// Redacted question.
    pub body: String,
    /// Redacted answer.
    pub answer: String,
    /// Outcome code.
    pub outcome: String,
    /// Finding code.
    pub upheld: String,
    /// Kind code.
    pub kind: String,
    /// Procedure.
    pub procedure_code: Option<String>,
    /// Field.
    pub field: Option<String>,
    /// Commune.
    pub area_code: Option<String>,
    /// Agency that answered.
    pub agency_id: Uuid,
    /// Its name on the day of the answer.
    pub agency_name: String,
    /// Day of receipt.
    pub received_on: NaiveDate,
    /// Day of the answer.
    pub answered_on: NaiveDate,
    /// When it was published.
    pub published_at: DateTime<Utc>,
    /// Whether the sender's clock was kept.
    pub on_time: bool,
    /// The sender's name, when the sender allows it.
    pub shown_name: Option<String>,
    /// Demonstration data.
    pub demonstration: bool,
}

/// Which publications.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RegisterFilter {
    /// Words.
    pub q: String,
    /// Field.
    pub field: String,
    /// Agency's slug.
    pub agency: String,
    /// Commune code.
    pub area: String,
    /// Procedure code.
    pub procedure: String,
    /// Published on or after (ISO date).
    pub from: String,
    /// Published on or before (ISO date).
    pub to: String,
    /// `yes` on time, `no` late.
    pub on_time: String,
    /// Number of a topic.
    pub topic: String,
    /// Where the page before ended, as given by [`RegisterPage::next`].
    pub after: String,
}

/// One page of the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegisterPage {
    /// At most the page's size.
    pub items: Vec<Publication>,
    /// Where the next page begins; none on the last.
    pub next: Option<String>,
}

/// Publications on one page.
pub const PAGE: usize = 20;

/// What occurs in the register.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RegisterChoices {
    /// Fields.
    pub fields: Vec<String>,
    /// Commune codes.
    pub areas: Vec<String>,
    /// Agencies that answered.
    pub agencies: Vec<AgencyId>,
}

/// The different values of an indexed column: hops from one to the next instead of reading every row.
macro_rules! distinct {
    ($column:literal) => {
        concat!(
            "with recursive value (v) as (
                select (select ",
            $column,
            " from publication where hidden_at is null and ",
            $column,
            " is not null
                    order by ",
            $column,
            " limit 1)
                union all
                select (select ",
            $column,
            " from publication where hidden_at is null and ",
            $column,
            " > value.v
                    order by ",
            $column,
            " limit 1)
                from value where value.v is not null
             )
             select v from value where v is not null"
        )
    };
}

const COLUMNS: &str = "select p.number, p.record_code, p.title, p.body, p.answer, p.outcome, p.upheld, p.kind, \
     p.procedure_code, p.field, p.area_code, p.agency_id, p.agency_name, p.received_on, p.answered_on, p.published_at, \
     p.on_time, p.shown_name, p.demonstration";

macro_rules! push_filter {
    ($query:ident, $filter:ident, $agencies:ident, $number:expr, $below:ident) => {{
        // The number by its name in the index that is read in order: then the newest come out without sorting.
        $query
            .push(" and p.hidden_at is null and ")
            .push($number)
            .push(" < ")
            .push_bind($below);
        if !$filter.field.is_empty() {
            $query
                .push(" and p.field = ")
                .push_bind($filter.field.clone());
        }
        match &$agencies {
            // An agency that does not exist has published nothing.
            Some(agencies) if agencies.is_empty() => {
                $query.push(" and false");
            }
            Some(agencies) => {
                $query.push(" and p.agency_id in (");
                let mut list = $query.separated(", ");
                for agency in agencies {
                    list.push_bind(*agency);
                }
                $query.push(")");
            }
            None => {}
        }
        if !$filter.area.is_empty() {
            $query
                .push(" and p.area_code = ")
                .push_bind($filter.area.clone());
        }
        if !$filter.procedure.is_empty() {
            $query
                .push(" and p.procedure_code = ")
                .push_bind($filter.procedure.clone());
        }
        if let Ok(from) = $filter.from.parse::<NaiveDate>() {
            $query
                .push(" and p.published_at >= ")
                .push_bind(domain::calendar::start_of_day(from));
        }
        if let Ok(to) = $filter.to.parse::<NaiveDate>() {
            $query
                .push(" and p.published_at <= ")
                .push_bind(domain::calendar::end_of_day(to));
        }
        if !$filter.topic.is_empty() {
            $query
                .push(" and p.petition_id in (select t.petition_id from petition_topic t where t.topic = ")
                .push_bind($filter.topic.parse::<i64>().unwrap_or(-1))
                .push(")");
        }
        match $filter.on_time.as_str() {
            "yes" => {
                $query.push(" and p.on_time = ").push_bind(true);
            }
            "no" => {
                // As the partial index has it.
                $query.push(" and not p.on_time");
            }
            _ => {}
        }
        $query
            .push(" order by ")
            .push($number)
            .push(" desc limit ");
        // One more than a page says whether there is another.
    }};
}

/// Where a page begins: the tier of the search and the number to stay below.
fn parse_cursor(after: &str) -> (Tier, i64) {
    let (tier, number) = after.split_once('-').unwrap_or(("0", after));
    let tier = if tier == "1" {
        Tier::Folded
    } else {
        Tier::Exact
    };
    (tier, number.parse().unwrap_or(i64::MAX))
}

impl Store {
    /// A page of the register. The first one without a filter is what nearly everybody asks for: it is kept in memory.
    pub async fn register(&self, filter: &RegisterFilter) -> Result<RegisterPage, StoreError> {
        if *filter == RegisterFilter::default() {
            return Ok(self.newest().await?.page.clone());
        }
        self.read_register(filter).await
    }

    async fn read_register(&self, filter: &RegisterFilter) -> Result<RegisterPage, StoreError> {
        let catalogue = self.catalogue();
        // A filter by today's agency finds what its predecessors answered, too.
        let agencies: Option<Vec<Uuid>> =
            (!filter.agency.is_empty()).then(|| catalogue.agency_with_predecessors(&filter.agency));
        if agencies.as_ref().is_some_and(Vec::is_empty) {
            return Ok(page(Vec::new()));
        }
        let (first_tier, below) = parse_cursor(&filter.after);
        let wanted = i64::try_from(PAGE).unwrap_or(20) + 1;
        let Some(words) = Words::of(&filter.q) else {
            let items: Vec<Publication> = read!(self.db(), pool => {
                let mut query = QueryBuilder::new(COLUMNS);
                query.push(" from publication p where true");
                push_filter!(query, filter, agencies, "p.number", below);
                query.push_bind(wanted);
                query.build_query_as().fetch_all(pool).await
            })?;
            return Ok(page(
                items.into_iter().map(|item| (Tier::Exact, item)).collect(),
            ));
        };
        let mut found: Vec<(Tier, Publication)> = Vec::new();
        for tier in [Tier::Exact, Tier::Folded]
            .into_iter()
            .filter(|tier| *tier >= first_tier)
        {
            let left = wanted - i64::try_from(found.len()).unwrap_or(wanted);
            if left <= 0 {
                break;
            }
            let below = if tier == first_tier { below } else { i64::MAX };
            let items: Vec<Publication> = match self.db() {
                Db::Sqlite { reader, .. } => {
                    let mut query = QueryBuilder::new(COLUMNS);
                    dialect::push_match_sqlite(&mut query, Index::Public, tier, &words);
                    push_filter!(query, filter, agencies, "w.rowid", below);
                    query.push_bind(left);
                    query.build_query_as().fetch_all(reader).await?
                }
                Db::Postgres(pool) => {
                    let mut query = QueryBuilder::new(COLUMNS);
                    dialect::push_match_postgres(&mut query, Index::Public, tier, &words);
                    push_filter!(query, filter, agencies, "w.number", below);
                    query.push_bind(left);
                    query.build_query_as().fetch_all(pool).await?
                }
            };
            found.extend(items.into_iter().map(|item| (tier, item)));
        }
        Ok(page(found))
    }

    /// What the register can be filtered by: only what occurs in it.
    pub async fn register_choices(&self) -> Result<RegisterChoices, StoreError> {
        Ok(self.newest().await?.choices.clone())
    }

    async fn read_choices(&self) -> Result<RegisterChoices, StoreError> {
        let fields: Vec<(String,)> =
            read!(self.db(), pool => sqlx::query_as(distinct!("field")).fetch_all(pool).await)?;
        let areas: Vec<(String,)> =
            read!(self.db(), pool => sqlx::query_as(distinct!("area_code")).fetch_all(pool).await)?;
        let agencies: Vec<(Uuid,)> =
            read!(self.db(), pool => sqlx::query_as(distinct!("agency_id")).fetch_all(pool).await)?;
        Ok(RegisterChoices {
            fields: fields.into_iter().map(|(field,)| field).collect(),
            areas: areas.into_iter().map(|(area,)| area).collect(),
            agencies: agencies
                .into_iter()
                .map(|(agency,)| AgencyId(agency))
                .collect(),
        })
    }

    /// How the senders rated a published answer, best first; of petitions merged into it, too.
    pub async fn ratings_of_publication(&self, record_code: &str) -> Result<[i64; 3], StoreError> {
        let rows: Vec<(String, i64)> = read!(self.db(), pool => sqlx::query_as(
            "select r.level, count(*) from publication u
             join petition p on p.id = u.petition_id or p.merged_into = u.petition_id
             join rating r on r.petition_id = p.id
             where u.record_code = $1 and u.hidden_at is null group by r.level"
        ).bind(record_code).fetch_all(pool).await)?;
        Ok(Satisfaction::ALL.map(|level| {
            rows.iter()
                .find(|(code, _)| code == level.code())
                .map_or(0, |(_, count)| *count)
        }))
    }

    /// One published petition.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when it is not public.
    pub async fn publication(&self, record_code: &str) -> Result<Publication, StoreError> {
        let found: Option<Publication> = read!(self.db(), pool => {
            let mut query = QueryBuilder::new(COLUMNS);
            query.push(" from publication p where p.hidden_at is null and p.record_code = ").push_bind(record_code);
            query.build_query_as().fetch_optional(pool).await
        })?;
        found.ok_or(StoreError::NotFound)
    }
}

fn page(mut found: Vec<(Tier, Publication)>) -> RegisterPage {
    let more = found.len() > PAGE;
    found.truncate(PAGE);
    let next = found.last().filter(|_| more).map(|(tier, item)| {
        let tier = u8::from(*tier == Tier::Folded);
        format!("{tier}-{}", item.number)
    });
    RegisterPage {
        items: found.into_iter().map(|(_, item)| item).collect(),
        next,
    }
}
