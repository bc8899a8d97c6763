//! Which topics are there, and which petitions stand behind a figure?

use chrono::NaiveDate;
use sqlx::{FromRow, QueryBuilder};
use uuid::Uuid;

use super::TopicChange;
use super::counting::{TopicFilter, push_members};
use crate::db::read;
use crate::{Store, StoreError};

/// A topic as it stands.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct TopicRow {
    /// Its number.
    pub id: i64,
    /// How many petitions it has.
    pub size: i64,
    /// Its most telling words; only for who sees every petition.
    pub label: String,
    /// The name an official gave it.
    pub name: Option<String>,
    /// The topic it was merged into.
    pub merged_into: Option<i64>,
    /// What of the label everybody may read.
    pub public_label: Option<String>,
}

/// A petition behind a figure.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct TopicPetition {
    /// Its number in the log.
    pub number: i64,
    /// Record code.
    pub record_code: String,
    /// Title as typed.
    pub title: String,
    /// Day of receipt.
    pub received_on: NaiveDate,
    /// Status code.
    pub status: String,
}

const TOPIC: &str = "select id, size, label, name, merged_into, public_label from topic";

impl Store {
    /// These topics, those merged into others too.
    pub async fn topics(&self, ids: &[i64]) -> Result<Vec<TopicRow>, StoreError> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        Ok(read!(self.db(), pool => {
            let mut query = QueryBuilder::new(TOPIC);
            query.push(" where id in (");
            let mut list = query.separated(", ");
            for id in ids {
                list.push_bind(*id);
            }
            query.push(")");
            query.build_query_as().fetch_all(pool).await
        })?)
    }

    /// The topic of that number, or the one it was merged into.
    pub async fn topic(&self, id: i64) -> Result<Option<TopicRow>, StoreError> {
        let mut next = Some(id);
        // A merger goes into a topic that stands, so a chain is no longer than the number of mergers.
        while let Some(id) = next.take() {
            let Some(found) = self.topics(&[id]).await?.pop() else {
                return Ok(None);
            };
            match found.merged_into {
                Some(into) => next = Some(into),
                None => return Ok(Some(found)),
            }
        }
        Ok(None)
    }

    /// The largest topics.
    pub async fn largest_topics(&self, limit: i64) -> Result<Vec<TopicRow>, StoreError> {
        Ok(read!(self.db(), pool => {
            let mut query = QueryBuilder::new(TOPIC);
            query.push(" where merged_into is null order by size desc, id limit ").push_bind(limit);
            query.build_query_as().fetch_all(pool).await
        })?)
    }

    /// What officials did to a topic, the latest first.
    pub async fn topic_changes(&self, topic: i64) -> Result<Vec<TopicChange>, StoreError> {
        Ok(read!(self.db(), pool => sqlx::query_as(
            "select number, at, official_name, topic, name, merged_into from topic_change
             where topic = $1 or merged_into = $1 order by number desc limit 20"
        ).bind(topic).fetch_all(pool).await)?)
    }

    /// The petitions behind a figure, the latest first, below a number.
    pub async fn topic_petitions(
        &self,
        filter: &TopicFilter,
        below: i64,
        limit: i64,
    ) -> Result<Vec<TopicPetition>, StoreError> {
        Ok(read!(self.db(), pool => {
            let mut query = QueryBuilder::new(
                "select t.number, p.record_code, p.title, p.received_on, p.status
                 from petition_topic t join petition p on p.id = t.petition_id",
            );
            push_members!(query, filter);
            query.push(" and t.number < ").push_bind(below);
            query.push(" order by t.number desc limit ").push_bind(limit);
            query.build_query_as().fetch_all(pool).await
        })?)
    }

    /// Petitions by their numbers in the log.
    pub async fn petitions_numbered(
        &self,
        numbers: &[i64],
    ) -> Result<Vec<TopicPetition>, StoreError> {
        if numbers.is_empty() {
            return Ok(Vec::new());
        }
        Ok(read!(self.db(), pool => {
            let mut query = QueryBuilder::new(
                "select number, record_code, title, received_on, status from petition where number in (",
            );
            let mut list = query.separated(", ");
            for number in numbers {
                list.push_bind(*number);
            }
            query.push(") order by number");
            query.build_query_as().fetch_all(pool).await
        })?)
    }
}
