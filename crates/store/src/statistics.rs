//! What do the books say of a period? One pass over the petitions that were open in it or received in it.

use chrono::{DateTime, NaiveDate, Utc};
use domain::calendar::end_of_day;
use domain::id::AgencyId;
use domain::lang::Lang;
use domain::petition::{Channel, PetitionKind};
use domain::rating::Satisfaction;
use domain::statistics::{Breakdown, Figures, Period, PeriodicReport, ReportLine};
use sqlx::FromRow;
use uuid::Uuid;

use crate::db::read;
use crate::{Store, StoreError};

/// What a report is limited to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReportFilter {
    /// Channel code; all when empty.
    pub channel: String,
    /// The agency whose petitions they are; all, and those that were never assigned, when absent.
    pub agency: Option<AgencyId>,
}

impl ReportFilter {
    fn channel(&self) -> Option<&str> {
        (!self.channel.is_empty()).then_some(self.channel.as_str())
    }
}

/// Answers of one agency that were received on one day and given on another.
///
/// Grouped by the two days, because only the calendar knows how many working days lie between them.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct AnsweredGroup {
    /// The agency that gave them first; a review does not take them over.
    pub agency_id: Uuid,
    /// Day of receipt.
    pub received_on: NaiveDate,
    /// Day of the first answer.
    pub answered_on: NaiveDate,
    /// Within the sender's clock.
    pub on_time: bool,
    /// How many.
    pub answers: i64,
}

/// What lies open at one agency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromRow)]
pub struct OpenWork {
    /// The lead agency.
    pub agency_id: Uuid,
    /// Not answered yet.
    pub open: i64,
    /// Of those: past the sender's clock.
    pub overdue: i64,
}

#[derive(Clone, Debug, FromRow)]
struct FiguresRow {
    carried_over: i64,
    received: i64,
    valid: i64,
    invalid: i64,
    outside_jurisdiction: i64,
    unclassified: i64,
    answered: i64,
    returned: i64,
    referred: i64,
    withdrawn: i64,
    open: i64,
    open_overdue: i64,
    closed_on_time: i64,
    closed_late: i64,
    published: i64,
    very_satisfied: i64,
    satisfied: i64,
    dissatisfied: i64,
}

#[derive(Clone, Debug, FromRow)]
struct Grouped<K> {
    name: Option<K>,
    #[sqlx(flatten)]
    figures: FiguresRow,
}

impl From<FiguresRow> for Figures {
    fn from(row: FiguresRow) -> Self {
        Self {
            carried_over: row.carried_over,
            received: row.received,
            valid: row.valid,
            invalid: row.invalid,
            outside_jurisdiction: row.outside_jurisdiction,
            unclassified: row.unclassified,
            answered: row.answered,
            returned: row.returned,
            referred: row.referred,
            withdrawn: row.withdrawn,
            open: row.open,
            open_overdue: row.open_overdue,
            closed_on_time: row.closed_on_time,
            closed_late: row.closed_late,
            published: row.published,
            ratings: [row.very_satisfied, row.satisfied, row.dissatisfied],
        }
    }
}

/// The counts of a report over petitions `p`; $1 and $2 are the first and last day, $3 the moment for which overdue is
/// asked, $4 the channel or nothing, $5 true and $6 false, $7 the agency or nothing.
macro_rules! figures {
    ($name:literal, $group:literal) => {
        concat!(
            "select ",
            $name,
            "count(*) filter (where p.received_on < $1 and (p.closed_on is null or p.closed_on >= $1)) as carried_over,
             count(*) filter (where p.received_on >= $1) as received,
             count(*) filter (where p.received_on >= $1 and p.classification = 'valid') as valid,
             count(*) filter (where p.received_on >= $1 and p.classification = 'invalid') as invalid,
             count(*) filter (where p.received_on >= $1 and p.classification = 'outside_jurisdiction')
                as outside_jurisdiction,
             count(*) filter (where p.received_on >= $1 and p.classification is null) as unclassified,
             count(*) filter (where p.closed_on >= $1 and p.closed_on <= $2 and p.closed_as = 'answered') as answered,
             count(*) filter (where p.closed_on >= $1 and p.closed_on <= $2 and p.closed_as = 'rejected') as returned,
             count(*) filter (where p.closed_on >= $1 and p.closed_on <= $2 and p.closed_as = 'referred_out')
                as referred,
             count(*) filter (where p.closed_on >= $1 and p.closed_on <= $2
                and p.closed_as in ('withdrawn', 'merged')) as withdrawn,
             count(*) filter (where p.closed_on is null or p.closed_on > $2) as open,
             count(*) filter (where (p.closed_on is null or p.closed_on > $2) and p.citizen_due_at < $3)
                as open_overdue,
             count(*) filter (where p.closed_on >= $1 and p.closed_on <= $2 and p.closed_on_time = $5)
                as closed_on_time,
             count(*) filter (where p.closed_on >= $1 and p.closed_on <= $2 and p.closed_on_time = $6) as closed_late,
             count(*) filter (where p.published_on >= $1 and p.published_on <= $2) as published,
             cast(coalesce(sum(r.very_satisfied), 0) as bigint) as very_satisfied,
             cast(coalesce(sum(r.satisfied), 0) as bigint) as satisfied,
             cast(coalesce(sum(r.dissatisfied), 0) as bigint) as dissatisfied
             from petition p left join (select petition_id,
                    sum(case level when 'very_satisfied' then 1 else 0 end) as very_satisfied,
                    sum(case level when 'satisfied' then 1 else 0 end) as satisfied,
                    sum(case level when 'dissatisfied' then 1 else 0 end) as dissatisfied
                from rating where rated_on >= $1 and rated_on <= $2 group by petition_id) r on r.petition_id = p.id
             where p.received_on <= $2
                and (p.closed_on is null or p.closed_on >= $1 or (p.published_on >= $1 and p.published_on <= $2)
                    or r.petition_id is not null)
                and (cast($4 as text) is null or p.channel = $4)
                and (cast($7 as uuid) is null or coalesce(p.closed_agency, p.lead_agency) = $7)",
            $group
        )
    };
}

impl Store {
    /// The figures of a period, broken down, with the total counted on its own.
    ///
    /// A petition closed before the period appears only with what was published or rated in it. The line of an agency has
    /// what it had when the petition was first closed, or has now. Days are the province's.
    pub async fn periodic_report(
        &self,
        period: Period,
        breakdown: Breakdown,
        filter: &ReportFilter,
        lang: Lang,
    ) -> Result<PeriodicReport, StoreError> {
        let lines = match breakdown {
            Breakdown::Agency => self.by_agency(period, filter, lang).await?,
            Breakdown::Field => self.by_text(period, filter, "field", lang).await?,
            Breakdown::Channel => self.by_text(period, filter, "channel", lang).await?,
            Breakdown::Kind => self.by_text(period, filter, "kind", lang).await?,
        };
        let total = self.total(period, filter).await?;
        Ok(PeriodicReport {
            period,
            breakdown,
            lines: sorted(lines),
            total,
        })
    }
}

fn sorted(mut lines: Vec<ReportLine>) -> Vec<ReportLine> {
    lines.sort_by(|a, b| {
        (b.figures.received + b.figures.carried_over, &a.name)
            .cmp(&(a.figures.received + a.figures.carried_over, &b.name))
    });
    lines
}

impl Store {
    /// The moment for which a report asks what is overdue: the end of the period, or now while it lasts.
    fn overdue_by(&self, period: Period) -> DateTime<Utc> {
        end_of_day(period.to).min(self.now())
    }

    async fn total(&self, period: Period, filter: &ReportFilter) -> Result<Figures, StoreError> {
        let row = read!(self.db(), pool => sqlx::query_as::<_, FiguresRow>(figures!("", ""))
            .bind(period.from)
            .bind(period.to)
            .bind(self.overdue_by(period))
            .bind(filter.channel())
            .bind(true)
            .bind(false)
            .bind(filter.agency.map(|agency| agency.0))
            .fetch_one(pool)
            .await)?;
        Ok(row.into())
    }

    async fn by_agency(
        &self,
        period: Period,
        filter: &ReportFilter,
        lang: Lang,
    ) -> Result<Vec<ReportLine>, StoreError> {
        let rows = read!(self.db(), pool => sqlx::query_as::<_, Grouped<Uuid>>(
            figures!(
                "coalesce(p.closed_agency, p.lead_agency) as name, ",
                " group by coalesce(p.closed_agency, p.lead_agency)"
            )
        )
            .bind(period.from)
            .bind(period.to)
            .bind(self.overdue_by(period))
            .bind(filter.channel())
            .bind(true)
            .bind(false)
            .bind(filter.agency.map(|agency| agency.0))
            .fetch_all(pool)
            .await)?;
        let catalogue = self.catalogue();
        Ok(rows
            .into_iter()
            .map(|row| ReportLine {
                name: row.name.map_or_else(
                    || {
                        lang.pick(
                            "Nơi tiếp nhận (chưa hoặc không chuyển đơn vị)",
                            "Intake (not assigned)",
                        )
                        .to_owned()
                    },
                    |id| catalogue.agency_name_on(AgencyId(id), period.to),
                ),
                figures: row.figures.into(),
            })
            .collect())
    }

    async fn by_text(
        &self,
        period: Period,
        filter: &ReportFilter,
        column: &str,
        lang: Lang,
    ) -> Result<Vec<ReportLine>, StoreError> {
        let sql = match column {
            "field" => figures!("p.field as name, ", " group by p.field"),
            "channel" => figures!("p.channel as name, ", " group by p.channel"),
            _ => figures!("p.kind as name, ", " group by p.kind"),
        };
        let rows = read!(self.db(), pool => sqlx::query_as::<_, Grouped<String>>(sql)
            .bind(period.from)
            .bind(period.to)
            .bind(self.overdue_by(period))
            .bind(filter.channel())
            .bind(true)
            .bind(false)
            .bind(filter.agency.map(|agency| agency.0))
            .fetch_all(pool)
            .await)?;
        Ok(rows
            .into_iter()
            .map(|row| ReportLine {
                name: readable(column, row.name, lang),
                figures: row.figures.into(),
            })
            .collect())
    }

    /// The day the first petition was received; nothing while there is none.
    pub async fn first_received_on(&self) -> Result<Option<NaiveDate>, StoreError> {
        let row: Option<(NaiveDate,)> = read!(self.db(), pool => sqlx::query_as(
            "select received_on from petition order by received_on limit 1"
        ).fetch_optional(pool).await)?;
        Ok(row.map(|(day,)| day))
    }

    /// All answers given in a period, published or not, of one agency or of all.
    pub async fn answered_in(
        &self,
        period: Period,
        agency: Option<AgencyId>,
    ) -> Result<Vec<AnsweredGroup>, StoreError> {
        let mut query = String::from(
            "select closed_agency as agency_id, received_on, closed_on as answered_on, closed_on_time as on_time,
                count(*) as answers
             from petition
             where closed_as = 'answered' and closed_on >= $1 and closed_on <= $2 and closed_agency is not null",
        );
        if agency.is_some() {
            query.push_str(" and closed_agency = $3");
        }
        query.push_str(" group by closed_agency, closed_on, received_on, closed_on_time");
        Ok(read!(self.db(), pool => {
            let asked = sqlx::query_as(sqlx::AssertSqlSafe(query)).bind(period.from).bind(period.to);
            let asked = match agency {
                Some(agency) => asked.bind(agency.0),
                None => asked,
            };
            asked.fetch_all(pool).await
        })?)
    }

    /// What lies open at each agency, and how much of it is overdue by then.
    pub async fn open_work(&self, by: DateTime<Utc>) -> Result<Vec<OpenWork>, StoreError> {
        Ok(read!(self.db(), pool => sqlx::query_as(
            "select lead_agency as agency_id, count(*) as open, count(*) filter (where citizen_due_at < $1) as overdue
             from petition where closed_on is null and lead_agency is not null group by lead_agency"
        ).bind(by).fetch_all(pool).await)?)
    }

    /// How often each level was given to an agency's answers in all time, best first.
    pub async fn ratings_of_agency(&self, agency: Uuid) -> Result<[i64; 3], StoreError> {
        let rows: Vec<(String, i64)> = read!(self.db(), pool => sqlx::query_as(
            "select level, count(*) from (
                select r.level from petition p join rating r on r.petition_id = p.id and r.round = 1
                where p.closed_agency = $1
                union all
                select r.level from rating r join petition p on p.id = r.petition_id
                where r.round > 1 and p.lead_agency = $1) given group by level"
        ).bind(agency).fetch_all(pool).await)?;
        Ok(Satisfaction::ALL.map(|level| {
            rows.iter()
                .find(|(code, _)| code == level.code())
                .map_or(0, |(_, count)| *count)
        }))
    }
}

fn readable(column: &str, name: Option<String>, lang: Lang) -> String {
    let Some(name) = name else {
        return lang.pick("Chưa xác định", "Not determined").to_owned();
    };
    match column {
        "channel" => {
            Channel::from_code(&name).map_or(name, |channel| channel.label(lang).to_owned())
        }
        "kind" => PetitionKind::from_code(&name).map_or(name, |kind| kind.label(lang).to_owned()),
        _ => name,
    }
}
