//! What happened, in order? Appends without gaps, chains each petition's events by hash, and reads them back.

use chrono::{DateTime, Utc};
use domain::action::{Action, Signature};
use domain::event::Event;
use domain::id::{AgencyId, OfficialId, PetitionId};
use domain::status::Status;
use sqlx::{FromRow, QueryBuilder};
use uuid::Uuid;

use crate::db::{Tx, read, runs, within};
use crate::secrets::sha256;
use crate::{Store, StoreError};

/// One row of `event`.
#[derive(Clone, Debug, FromRow)]
pub(crate) struct EventRow {
    pub(crate) seq: i64,
    pub(crate) petition_id: Uuid,
    pub(crate) petition_seq: i64,
    pub(crate) at: DateTime<Utc>,
    pub(crate) actor: Option<Uuid>,
    pub(crate) actor_name: String,
    pub(crate) actor_role: String,
    pub(crate) agency_id: Option<Uuid>,
    pub(crate) verb: String,
    pub(crate) from_status: Option<String>,
    pub(crate) to_status: String,
    pub(crate) payload: String,
    pub(crate) prev_hash: Vec<u8>,
    pub(crate) hash: Vec<u8>,
}

macro_rules! event_columns {
    () => {
        "seq, petition_id, petition_seq, at, actor, actor_name, actor_role, agency_id, verb, from_status, to_status, \
         payload, prev_hash, hash"
    };
}
pub(crate) use event_columns;

impl EventRow {
    /// What the hash covers: every column but the hash itself, each with its length, so that no two rows look alike.
    pub(crate) fn expected_hash(&self) -> [u8; 32] {
        let mut bytes = Vec::with_capacity(self.payload.len() + 256);
        let mut put = |part: &[u8]| {
            bytes.extend_from_slice(&(part.len() as u64).to_be_bytes());
            bytes.extend_from_slice(part);
        };
        put(&self.seq.to_be_bytes());
        put(self.petition_id.as_bytes());
        put(&self.petition_seq.to_be_bytes());
        put(&self.at.timestamp_micros().to_be_bytes());
        put(self.actor.as_ref().map_or(&[][..], |id| id.as_bytes()));
        put(self.actor_name.as_bytes());
        put(self.actor_role.as_bytes());
        put(self.agency_id.as_ref().map_or(&[][..], |id| id.as_bytes()));
        put(self.verb.as_bytes());
        put(self.from_status.as_deref().unwrap_or_default().as_bytes());
        put(self.to_status.as_bytes());
        put(self.payload.as_bytes());
        put(&self.prev_hash);
        sha256(&bytes)
    }

    pub(crate) fn into_event(self) -> Result<Event, StoreError> {
        let bad = |column: &'static str| StoreError::inconsistent("event", column, self.seq);
        let action: Action = serde_json::from_str(&self.payload).map_err(|_| bad("payload"))?;
        let from = match self.from_status.as_deref() {
            Some(code) => Some(Status::from_code(code).ok_or_else(|| bad("from_status"))?),
            None => None,
        };
        Ok(Event {
            seq: self.seq,
            petition_id: PetitionId(self.petition_id),
            petition_seq: self.petition_seq,
            at: self.at,
            by: Signature {
                official: self.actor.map(OfficialId),
                name: self.actor_name.clone(),
                role: self.actor_role.clone(),
                agency: self.agency_id.map(AgencyId),
            },
            from,
            to: Status::from_code(&self.to_status).ok_or_else(|| bad("to_status"))?,
            action,
        })
    }
}

/// What the first event of a petition has for the hash of the one before.
pub(crate) const NO_HASH: [u8; 32] = [0; 32];

/// What is about to be written to the log.
pub(crate) struct NewEvent<'a> {
    pub(crate) petition_id: PetitionId,
    pub(crate) at: DateTime<Utc>,
    pub(crate) by: &'a Signature,
    pub(crate) from: Option<Status>,
    pub(crate) to: Status,
    pub(crate) action: &'a Action,
}

/// Takes the next place in the log. Holds the log's head until the transaction ends, so that
/// places are given out in the order of commits and none is lost when a transaction fails.
pub(crate) async fn next_seq(tx: &mut Tx) -> Result<i64, StoreError> {
    let (seq,): (i64,) = within!(tx, connection => sqlx::query_as(
        "update log_head set seq = seq + 1 where id = 1 returning seq"
    ).fetch_one(connection).await)?;
    Ok(seq)
}

/// Holds the log's head until the transaction ends and tells the last place given out; [`move_head`] must follow.
pub(crate) async fn hold_head(tx: &mut Tx) -> Result<i64, StoreError> {
    let (seq,): (i64,) = within!(tx, connection => sqlx::query_as(
        "update log_head set seq = seq where id = 1 returning seq"
    ).fetch_one(connection).await)?;
    Ok(seq)
}

/// Moves the head that [`hold_head`] holds.
pub(crate) async fn move_head(tx: &mut Tx, seq: i64) -> Result<(), StoreError> {
    within!(tx, connection => sqlx::query("update log_head set seq = $1 where id = 1")
        .bind(seq)
        .execute(connection)
        .await
        .map(drop))?;
    Ok(())
}

/// Appends an event at the place taken before, chained to the petition's last.
pub(crate) async fn append(tx: &mut Tx, seq: i64, new: &NewEvent<'_>) -> Result<(), StoreError> {
    let last: Option<(i64, Vec<u8>)> = within!(tx, connection => sqlx::query_as(
        "select petition_seq, hash from event where petition_id = $1 order by petition_seq desc limit 1"
    ).bind(new.petition_id.0).fetch_optional(connection).await)?;
    let (last_seq, prev_hash) = last.unwrap_or_else(|| (0, NO_HASH.to_vec()));
    let row = EventRow::new(seq, new, last_seq + 1, prev_hash)?;
    insert(tx, std::slice::from_ref(&row)).await
}

impl EventRow {
    /// The first event of a petition.
    pub(crate) fn first(seq: i64, new: &NewEvent<'_>) -> Result<Self, StoreError> {
        Self::new(seq, new, 1, NO_HASH.to_vec())
    }

    fn new(
        seq: i64,
        new: &NewEvent<'_>,
        petition_seq: i64,
        prev_hash: Vec<u8>,
    ) -> Result<Self, StoreError> {
        let mut row = Self {
            seq,
            petition_id: new.petition_id.0,
            petition_seq,
            at: new.at,
            actor: new.by.official.map(|id| id.0),
            actor_name: new.by.name.clone(),
            actor_role: new.by.role.clone(),
            agency_id: new.by.agency.map(|id| id.0),
            verb: new.action.verb().code().to_owned(),
            from_status: new.from.map(|status| status.code().to_owned()),
            to_status: new.to.code().to_owned(),
            payload: serde_json::to_string(new.action)?,
            prev_hash,
            hash: Vec::new(),
        };
        row.hash = row.expected_hash().to_vec();
        Ok(row)
    }
}

/// Writes events whose places were taken before.
pub(crate) async fn insert(tx: &mut Tx, rows: &[EventRow]) -> Result<(), StoreError> {
    for run in runs(rows) {
        within!(&mut *tx, connection => {
            let mut query = QueryBuilder::new(concat!("insert into event (", event_columns!(), ") "));
            query.push_values(run, |mut row, event| {
                row.push_bind(event.seq)
                    .push_bind(event.petition_id)
                    .push_bind(event.petition_seq)
                    .push_bind(event.at)
                    .push_bind(event.actor)
                    .push_bind(&event.actor_name)
                    .push_bind(&event.actor_role)
                    .push_bind(event.agency_id)
                    .push_bind(&event.verb)
                    .push_bind(&event.from_status)
                    .push_bind(&event.to_status)
                    .push_bind(&event.payload)
                    .push_bind(&event.prev_hash)
                    .push_bind(&event.hash);
            });
            query.build().execute(connection).await.map(drop)
        })?;
    }
    Ok(())
}

impl Store {
    /// The petition's whole log, oldest first.
    pub async fn timeline(&self, petition: PetitionId) -> Result<Vec<Event>, StoreError> {
        self.timeline_after(petition, 0).await
    }

    /// The petition's log after the given place in it, oldest first.
    pub async fn timeline_after(
        &self,
        petition: PetitionId,
        petition_seq: i64,
    ) -> Result<Vec<Event>, StoreError> {
        read!(self.db(), pool => sqlx::query_as::<_, EventRow>(concat!(
            "select ", event_columns!(), " from event where petition_id = $1 and petition_seq > $2 order by petition_seq"
        )).bind(petition.0).bind(petition_seq).fetch_all(pool).await)?
        .into_iter()
        .map(EventRow::into_event)
        .collect()
    }

    /// The log after a place in it, oldest first, at most `limit` events.
    pub async fn events_since(&self, seq: i64, limit: i64) -> Result<Vec<Event>, StoreError> {
        read!(self.db(), pool => sqlx::query_as::<_, EventRow>(concat!(
            "select ", event_columns!(), " from event where seq > $1 order by seq limit $2"
        )).bind(seq).bind(limit).fetch_all(pool).await)?
        .into_iter()
        .map(EventRow::into_event)
        .collect()
    }

    /// The last place in the log that is committed.
    pub async fn log_head(&self) -> Result<i64, StoreError> {
        let (seq,): (i64,) = read!(self.db(), pool => sqlx::query_as("select seq from log_head where id = 1").fetch_one(pool).await)?;
        Ok(seq)
    }
}
