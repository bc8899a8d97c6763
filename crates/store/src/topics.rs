//! What do people speak of, all together? Which petition belongs to which topic, read from the log, named by officials.
//!
//! Whoever reads works like this: [`Store::topics_so_far`], then again and again [`Store::topics_to_read`], the analysis,
//! and [`Store::keep_topics`], which writes topics, members and the place in the log together or not at all.

pub mod counting;
mod listing;
mod rises;

pub use listing::{TopicPetition, TopicRow};

use chrono::{DateTime, NaiveDate, Utc};
use domain::actor::ActingOfficial;
use domain::publication::Audience;
use domain::refusal::Refusal;
use domain::status::Status;
use domain::violation::{Problem, Violation};
use sqlx::{FromRow, QueryBuilder};
use uuid::Uuid;

use crate::db::{Tx, read, runs, within};
use crate::{Store, StoreError};

/// A topic with fewer petitions is not named in public.
pub const FEWEST: i64 = 5;

/// Texts that are looked at before a label goes public.
const TEXTS: i64 = 60;

/// Where reading stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The log was read up to here.
    pub seq: i64,
    /// The last change by an official that was taken over.
    pub changes: i64,
}

/// A petition that something happened to.
#[derive(Clone, Debug)]
pub struct PetitionToRead {
    /// Its title and content, when it has no topic yet.
    pub text: Option<String>,
    row: ToReadRow,
}

#[derive(Clone, Debug, FromRow)]
struct ToReadRow {
    id: Uuid,
    number: i64,
    text: Option<String>,
    topic: Option<i64>,
    constituents: Option<i64>,
    received_on: NaiveDate,
    procedure_code: Option<String>,
    field: Option<String>,
    agency_id: Option<Uuid>,
    area_code: Option<String>,
    status: String,
    hidden: bool,
}

impl PetitionToRead {
    /// The same petition with what was found in it.
    pub fn belongs_to(&mut self, topic: i64, constituents: i64) {
        (self.row.topic, self.row.constituents) = (Some(topic), Some(constituents));
    }

    fn audience(&self) -> Audience {
        Status::from_code(&self.row.status).map_or(Audience::Nobody, |status| {
            Audience::of(status, self.row.hidden)
        })
    }
}

/// What an official did to a topic.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct TopicChange {
    /// Orders the changes.
    pub number: i64,
    /// When.
    pub at: DateTime<Utc>,
    /// Who.
    pub official_name: String,
    /// Which topic.
    pub topic: i64,
    /// The name given to it; empty when a name was taken away.
    pub name: Option<String>,
    /// The topic it was merged into.
    pub merged_into: Option<i64>,
}

/// The next piece of the log.
#[derive(Clone, Debug)]
pub struct ToRead {
    /// What was read when this is kept.
    pub until: Place,
    /// Petitions in the order they arrived.
    pub petitions: Vec<PetitionToRead>,
    /// What officials did meanwhile.
    pub changes: Vec<TopicChange>,
    /// More may follow.
    pub more: bool,
}

/// A topic as the analysis left it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GrownTopic {
    /// Its number.
    pub id: i64,
    /// How many petitions it has.
    pub size: i64,
    /// Its most telling words.
    pub label: String,
}

/// A topic whose words nobody has looked at.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct TopicToVet {
    /// Its number.
    pub id: i64,
    /// How many petitions it has.
    pub size: i64,
    /// Its most telling words.
    pub label: String,
}

impl Store {
    /// Where reading stands, and what the analysis kept; nothing of it before the first time.
    pub async fn topics_so_far(&self) -> Result<(Place, Option<String>), StoreError> {
        let (seq, changes, kept): (i64, i64, Option<String>) = read!(self.db(), pool => sqlx::query_as(
            "select seq, changes, kept from topic_state where id = 1"
        ).fetch_one(pool).await)?;
        Ok((Place { seq, changes }, kept))
    }

    /// What follows that place: petitions of at most so many events.
    pub async fn topics_to_read(&self, since: Place, events: i64) -> Result<ToRead, StoreError> {
        let head = self.log_head().await?;
        let seq = head.min(since.seq + events);
        let changes: Vec<TopicChange> = read!(self.db(), pool => sqlx::query_as(
            "select number, at, official_name, topic, name, merged_into from topic_change
             where number > $1 order by number"
        ).bind(since.changes).fetch_all(pool).await)?;
        let rows: Vec<ToReadRow> = if seq > since.seq {
            // The text only of those that have no topic yet.
            read!(self.db(), pool => sqlx::query_as(
                "select p.id, p.number,
                    case when t.topic is null then p.title || '\n' || p.body || '\n' || coalesce(p.proposed_solution, '')
                    end as text,
                    t.topic, t.constituents, p.received_on, p.procedure_code, p.field,
                    coalesce(p.closed_agency, p.lead_agency) as agency_id, p.area_code, p.status, p.hidden
                 from petition p left join petition_topic t on t.petition_id = p.id
                 where p.id in (select petition_id from event where seq > $1 and seq <= $2) order by p.number"
            ).bind(since.seq).bind(seq).fetch_all(pool).await)?
        } else {
            Vec::new()
        };
        Ok(ToRead {
            until: Place {
                seq,
                changes: changes.last().map_or(since.changes, |change| change.number),
            },
            petitions: rows
                .into_iter()
                .map(|mut row| PetitionToRead {
                    text: row.text.take(),
                    row,
                })
                .collect(),
            changes,
            more: seq < head,
        })
    }

    /// Keeps what was read, all of it or nothing. Says no when somebody else read on or changed a topic meanwhile: then
    /// it is to be read again.
    pub async fn keep_topics(
        &self,
        since: Place,
        read: &ToRead,
        kept: &str,
        grown: &[GrownTopic],
    ) -> Result<bool, StoreError> {
        let mut tx = self.db().begin().await?;
        let moved = within!(&mut tx, connection => sqlx::query(
            "update topic_state set seq = $1, changes = $2, kept = $3 where id = 1 and seq = $4 and changes = $5"
        )
            .bind(read.until.seq)
            .bind(read.until.changes)
            .bind(kept)
            .bind(since.seq)
            .bind(since.changes)
            .execute(connection)
            .await
            .map(|done| done.rows_affected()))?;
        if moved == 0 || last_change(&mut tx).await? != read.until.changes {
            return Ok(false);
        }
        put_topics(&mut tx, grown).await?;
        put_members(&mut tx, &read.petitions).await?;
        tx.commit().await?;
        Ok(true)
    }

    /// The largest topics whose words nobody has looked at since they changed, or since the topic doubled.
    pub async fn topics_to_vet(&self, limit: i64) -> Result<Vec<TopicToVet>, StoreError> {
        Ok(read!(self.db(), pool => sqlx::query_as(
            "select id, size, label from topic where merged_into is null and size >= $1
                and (vetted is null or vetted <> label or size >= 2 * vetted_size) order by size desc limit $2"
        ).bind(FEWEST).bind(limit).fetch_all(pool).await)?)
    }

    /// The latest texts of a topic that everybody may count.
    pub async fn texts_of_topic(&self, topic: i64) -> Result<Vec<String>, StoreError> {
        let rows: Vec<(String,)> = read!(self.db(), pool => sqlx::query_as(
            "select p.title || '\n' || p.body from petition_topic t join petition p on p.id = t.petition_id
             where t.topic = $1 and t.audience = $2 order by t.number desc limit $3"
        ).bind(topic).bind(Audience::Public.rank()).bind(TEXTS).fetch_all(pool).await)?;
        Ok(rows.into_iter().map(|(text,)| text).collect())
    }

    /// Notes what of the label everybody may read.
    pub async fn vet_topic(
        &self,
        topic: &TopicToVet,
        public_label: Option<&str>,
    ) -> Result<(), StoreError> {
        let mut tx = self.db().begin().await?;
        within!(&mut tx, connection => sqlx::query(
            "update topic set vetted = $2, vetted_size = $3, public_label = $4 where id = $1"
        )
            .bind(topic.id)
            .bind(&topic.label)
            .bind(topic.size)
            .bind(public_label)
            .execute(connection)
            .await
            .map(drop))?;
        tx.commit().await
    }

    /// Gives a topic a name, or takes it away when the name is empty.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such topic or it was merged into another.
    pub async fn rename_topic(
        &self,
        official: &ActingOfficial,
        topic: i64,
        name: &str,
    ) -> Result<(), StoreError> {
        let mut tx = self.db().begin().await?;
        let number = next_change(&mut tx).await?;
        stands(&mut tx, topic).await?;
        within!(&mut tx, connection => sqlx::query("update topic set name = $2 where id = $1")
            .bind(topic)
            .bind((!name.is_empty()).then_some(name))
            .execute(connection)
            .await
            .map(drop))?;
        self.log_change(&mut tx, number, official, topic, Some(name), None)
            .await?;
        tx.commit().await
    }

    /// Merges a topic into another with all its petitions. It cannot be taken back.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when one of them is not there or was merged before; a violation when they are one.
    pub async fn merge_topics(
        &self,
        official: &ActingOfficial,
        topic: i64,
        into: i64,
    ) -> Result<(), StoreError> {
        if topic == into {
            let same = Violation::new("merge_into", Problem::NotAChoice);
            return Err(Refusal::Violations(vec![same]).into());
        }
        let mut tx = self.db().begin().await?;
        let number = next_change(&mut tx).await?;
        stands(&mut tx, topic).await?;
        stands(&mut tx, into).await?;
        for statement in [
            "update topic set size = size + (select size from topic where id = $1) where id = $2",
            "update topic set merged_into = $2 where id = $1",
            "update petition_topic set topic = $2 where topic = $1",
        ] {
            within!(&mut tx, connection => sqlx::query(statement)
                .bind(topic)
                .bind(into)
                .execute(connection)
                .await
                .map(drop))?;
        }
        self.log_change(&mut tx, number, official, topic, None, Some(into))
            .await?;
        tx.commit().await
    }

    async fn log_change(
        &self,
        tx: &mut Tx,
        number: i64,
        official: &ActingOfficial,
        topic: i64,
        name: Option<&str>,
        into: Option<i64>,
    ) -> Result<(), StoreError> {
        let now = self.now();
        within!(tx, connection => sqlx::query(
            "insert into topic_change (number, at, official_id, official_name, topic, name, merged_into)
             values ($1, $2, $3, $4, $5, $6, $7)"
        )
            .bind(number)
            .bind(now)
            .bind(official.id.0)
            .bind(&official.full_name)
            .bind(topic)
            .bind(name)
            .bind(into)
            .execute(connection)
            .await
            .map(drop))?;
        Ok(())
    }
}

async fn last_change(tx: &mut Tx) -> Result<i64, StoreError> {
    let (last,): (i64,) = within!(tx, connection => sqlx::query_as(
        "select coalesce(max(number), 0) from topic_change"
    ).fetch_one(connection).await)?;
    Ok(last)
}

/// The number of the next change. Holds the place of reading until the transaction ends, so that whoever reads finds
/// the change before or after, never in between.
async fn next_change(tx: &mut Tx) -> Result<i64, StoreError> {
    within!(&mut *tx, connection => sqlx::query("update topic_state set seq = seq where id = 1")
        .execute(connection)
        .await
        .map(drop))?;
    Ok(last_change(tx).await? + 1)
}

async fn stands(tx: &mut Tx, topic: i64) -> Result<(), StoreError> {
    let found: Option<(i64,)> = within!(tx, connection => sqlx::query_as(
        "select id from topic where id = $1 and merged_into is null"
    ).bind(topic).fetch_optional(connection).await)?;
    found.map(drop).ok_or(StoreError::NotFound)
}

async fn put_topics(tx: &mut Tx, grown: &[GrownTopic]) -> Result<(), StoreError> {
    for run in runs(grown) {
        within!(&mut *tx, connection => {
            let mut query = QueryBuilder::new("insert into topic (id, size, label) ");
            query.push_values(run, |mut row, topic| {
                row.push_bind(topic.id).push_bind(topic.size).push_bind(&topic.label);
            });
            query.push(" on conflict (id) do update set size = excluded.size, label = excluded.label");
            query.build().execute(connection).await.map(drop)
        })?;
    }
    Ok(())
}

async fn put_members(tx: &mut Tx, petitions: &[PetitionToRead]) -> Result<(), StoreError> {
    for run in runs(petitions) {
        within!(&mut *tx, connection => {
            let mut query = QueryBuilder::new(
                "insert into petition_topic (petition_id, number, topic, received_on, procedure_code, field, agency_id,
                    area_code, constituents, audience) ",
            );
            query.push_values(run, |mut values, petition| {
                let row = &petition.row;
                values
                    .push_bind(row.id)
                    .push_bind(row.number)
                    .push_bind(row.topic)
                    .push_bind(row.received_on)
                    .push_bind(&row.procedure_code)
                    .push_bind(&row.field)
                    .push_bind(row.agency_id)
                    .push_bind(&row.area_code)
                    .push_bind(row.constituents)
                    .push_bind(petition.audience().rank());
            });
            // A petition keeps its topic; what officials decided about it moves on.
            query.push(
                " on conflict (petition_id) do update set procedure_code = excluded.procedure_code,
                    field = excluded.field, agency_id = excluded.agency_id, area_code = excluded.area_code,
                    audience = excluded.audience",
            );
            query.build().execute(connection).await.map(drop)
        })?;
    }
    Ok(())
}
