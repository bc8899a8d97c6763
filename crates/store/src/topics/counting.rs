//! How many petitions speak of what? Counted from the members of topics, without reading a text.

use analysis::topics::Constituent;
use chrono::NaiveDate;
use domain::id::AgencyId;
use domain::publication::Audience;
use sqlx::{FromRow, QueryBuilder};
use uuid::Uuid;

use crate::db::read;
use crate::{Store, StoreError};

/// Which petitions are counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TopicFilter {
    /// For whom.
    pub audience: Audience,
    /// Only those in which one of these agencies takes part; all when absent.
    pub seen_by: Option<Vec<AgencyId>>,
    /// First day of receipt.
    pub from: NaiveDate,
    /// Last day of receipt.
    pub to: NaiveDate,
    /// One topic.
    pub topic: Option<i64>,
    /// One procedure's code.
    pub procedure: Option<String>,
    /// One field.
    pub field: Option<String>,
    /// An agency with its predecessors.
    pub agencies: Option<Vec<Uuid>>,
    /// One commune's code.
    pub area: Option<String>,
    /// Those that find trouble with this constituent.
    pub constituent: Option<Constituent>,
}

impl TopicFilter {
    /// All petitions of those days that this audience may count.
    pub const fn all(audience: Audience, from: NaiveDate, to: NaiveDate) -> Self {
        Self {
            audience,
            seen_by: None,
            from,
            to,
            topic: None,
            procedure: None,
            field: None,
            agencies: None,
            area: None,
            constituent: None,
        }
    }
}

/// Adds the conditions of a filter on the members `t`.
macro_rules! push_members {
    ($query:ident, $filter:ident) => {{
        $query
            .push(" where t.audience >= ")
            .push_bind($filter.audience.rank())
            .push(" and t.received_on >= ")
            .push_bind($filter.from)
            .push(" and t.received_on <= ")
            .push_bind($filter.to);
        if let Some(topic) = $filter.topic {
            $query.push(" and t.topic = ").push_bind(topic);
        }
        if let Some(procedure) = &$filter.procedure {
            $query
                .push(" and t.procedure_code = ")
                .push_bind(procedure.clone());
        }
        if let Some(field) = &$filter.field {
            $query.push(" and t.field = ").push_bind(field.clone());
        }
        if let Some(area) = &$filter.area {
            $query.push(" and t.area_code = ").push_bind(area.clone());
        }
        if let Some(agencies) = &$filter.agencies {
            // An agency that does not exist has no petitions.
            $query.push(" and t.agency_id in (");
            let mut list = $query.separated(", ");
            list.push_bind(Uuid::nil());
            for agency in agencies {
                list.push_bind(*agency);
            }
            $query.push(")");
        }
        if let Some(constituent) = $filter.constituent {
            $query
                .push(" and t.constituents & ")
                .push_bind(constituent.bit())
                .push(" <> 0");
        }
        if let Some(agencies) = &$filter.seen_by {
            $query.push(
                " and exists (select 1 from assignment a where a.petition_id = t.petition_id and a.agency_id in (",
            );
            let mut list = $query.separated(", ");
            list.push_bind(Uuid::nil());
            for agency in agencies {
                list.push_bind(agency.0);
            }
            $query.push("))");
        }
    }};
}
pub(super) use push_members;

/// What people find trouble with in a procedure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProcedureTrouble {
    /// Code of the procedure.
    pub procedure: String,
    /// Petitions by [`Constituent::ALL`]; one may count under two.
    pub by_constituent: [i64; 6],
}

#[derive(FromRow)]
struct TroubleRow {
    procedure_code: String,
    papers: i64,
    time: i64,
    fee: i64,
    steps: i64,
    forms: i64,
    result: i64,
}

/// A petition as a rise is found by.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct RecentMember {
    /// Its number in the log.
    pub number: i64,
    /// Its topic.
    pub topic: i64,
    /// Its procedure.
    pub procedure_code: Option<String>,
    /// Who leads it, or closed it first.
    pub agency_id: Option<Uuid>,
    /// Its commune.
    pub area_code: Option<String>,
    /// When it came.
    pub received_on: NaiveDate,
}

/// Petitions of the filter by the values of a column, the most first.
macro_rules! count_by {
    ($store:ident, $filter:ident, $column:literal) => {
        read!($store.db(), pool => {
            let mut query = QueryBuilder::new(concat!("select t.", $column, ", count(*) from petition_topic t"));
            push_members!(query, $filter);
            query.push(concat!(" and t.", $column, " is not null group by t.", $column, " order by 2 desc, 1"));
            query.build_query_as().fetch_all(pool).await
        })
    };
}

impl Store {
    /// How many petitions there are.
    pub async fn count_members(&self, filter: &TopicFilter) -> Result<i64, StoreError> {
        let (count,): (i64,) = read!(self.db(), pool => {
            let mut query = QueryBuilder::new("select count(*) from petition_topic t");
            push_members!(query, filter);
            query.build_query_as().fetch_one(pool).await
        })?;
        Ok(count)
    }

    /// How many of each topic, the most first.
    pub async fn count_topics(&self, filter: &TopicFilter) -> Result<Vec<(i64, i64)>, StoreError> {
        Ok(count_by!(self, filter, "topic")?)
    }

    /// How many of each procedure.
    pub async fn count_procedures(
        &self,
        filter: &TopicFilter,
    ) -> Result<Vec<(String, i64)>, StoreError> {
        Ok(count_by!(self, filter, "procedure_code")?)
    }

    /// How many of each field.
    pub async fn count_fields(
        &self,
        filter: &TopicFilter,
    ) -> Result<Vec<(String, i64)>, StoreError> {
        Ok(count_by!(self, filter, "field")?)
    }

    /// How many of each agency, as it was called then.
    pub async fn count_agencies(
        &self,
        filter: &TopicFilter,
    ) -> Result<Vec<(AgencyId, i64)>, StoreError> {
        let rows: Vec<(Uuid, i64)> = count_by!(self, filter, "agency_id")?;
        Ok(rows
            .into_iter()
            .map(|(agency, count)| (AgencyId(agency), count))
            .collect())
    }

    /// How many of each commune.
    pub async fn count_areas(
        &self,
        filter: &TopicFilter,
    ) -> Result<Vec<(String, i64)>, StoreError> {
        Ok(count_by!(self, filter, "area_code")?)
    }

    /// How many of these topics came on which day; of all together when no topic is named.
    pub async fn count_days(
        &self,
        filter: &TopicFilter,
        topics: &[i64],
    ) -> Result<Vec<(i64, NaiveDate, i64)>, StoreError> {
        Ok(read!(self.db(), pool => {
            let mut query = QueryBuilder::new(if topics.is_empty() {
                "select cast(0 as bigint), t.received_on, count(*) from petition_topic t"
            } else {
                "select t.topic, t.received_on, count(*) from petition_topic t"
            });
            push_members!(query, filter);
            if topics.is_empty() {
                query.push(" group by t.received_on");
            } else {
                query.push(" and t.topic in (");
                let mut list = query.separated(", ");
                for topic in topics {
                    list.push_bind(*topic);
                }
                query.push(") group by t.topic, t.received_on");
            }
            query.build_query_as().fetch_all(pool).await
        })?)
    }

    /// How many of each topic are about which procedure.
    pub async fn procedures_of_topics(
        &self,
        filter: &TopicFilter,
        topics: &[i64],
    ) -> Result<Vec<(i64, String, i64)>, StoreError> {
        if topics.is_empty() {
            return Ok(Vec::new());
        }
        Ok(read!(self.db(), pool => {
            let mut query = QueryBuilder::new("select t.topic, t.procedure_code, count(*) from petition_topic t");
            push_members!(query, filter);
            query.push(" and t.procedure_code is not null and t.topic in (");
            let mut list = query.separated(", ");
            for topic in topics {
                list.push_bind(*topic);
            }
            query.push(") group by t.topic, t.procedure_code order by 3 desc, 2");
            query.build_query_as().fetch_all(pool).await
        })?)
    }

    /// What people find trouble with, procedure by procedure.
    pub async fn trouble(&self, filter: &TopicFilter) -> Result<Vec<ProcedureTrouble>, StoreError> {
        let rows: Vec<TroubleRow> = read!(self.db(), pool => {
            let mut query = QueryBuilder::new(
                "select t.procedure_code, count(*) filter (where t.constituents & 1 <> 0) as papers,
                    count(*) filter (where t.constituents & 2 <> 0) as time,
                    count(*) filter (where t.constituents & 4 <> 0) as fee,
                    count(*) filter (where t.constituents & 8 <> 0) as steps,
                    count(*) filter (where t.constituents & 16 <> 0) as forms,
                    count(*) filter (where t.constituents & 32 <> 0) as result
                 from petition_topic t",
            );
            push_members!(query, filter);
            query.push(" and t.procedure_code is not null and t.constituents <> 0 group by t.procedure_code");
            query.build_query_as().fetch_all(pool).await
        })?;
        Ok(rows
            .into_iter()
            .map(|row| ProcedureTrouble {
                procedure: row.procedure_code,
                by_constituent: [
                    row.papers, row.time, row.fee, row.steps, row.forms, row.result,
                ],
            })
            .collect())
    }

    /// The petitions themselves, as a rise is found by.
    pub async fn recent_members(
        &self,
        filter: &TopicFilter,
    ) -> Result<Vec<RecentMember>, StoreError> {
        Ok(read!(self.db(), pool => {
            let mut query = QueryBuilder::new(
                "select t.number, t.topic, t.procedure_code, t.agency_id, t.area_code, t.received_on
                 from petition_topic t",
            );
            push_members!(query, filter);
            query.build_query_as().fetch_all(pool).await
        })?)
    }

    /// The day of the first petition that has a topic.
    pub async fn first_member_on(&self) -> Result<Option<NaiveDate>, StoreError> {
        let row: Option<(NaiveDate,)> = read!(self.db(), pool => sqlx::query_as(
            "select received_on from petition_topic order by received_on limit 1"
        ).fetch_optional(pool).await)?;
        Ok(row.map(|(day,)| day))
    }
}
