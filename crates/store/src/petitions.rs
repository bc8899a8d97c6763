//! Where are the petitions, and what can be done to them? Rows become domain types here and nowhere else.

mod books;
pub mod effects;
pub mod perform;
pub mod submit;

use chrono::{DateTime, Utc};
use domain::admissibility::Classification;
use domain::board::Column;
use domain::id::{AgencyId, OfficialId, PetitionId};
use domain::petition::{Channel, Flags, Petition, PetitionKind};
use domain::status::{Assignment, State};
use sqlx::FromRow;
use uuid::Uuid;

use self::books::Books;
use crate::db::{Tx, read, within};
use crate::{Store, StoreError};

/// The columns of a petition that the rules need.
macro_rules! petition_columns {
    () => {
        "id, tracking_code, pin_hash, record_code, channel, received_at, title, body, proposed_solution, kind, \
         clauses, procedure_code, field, area_code, target_agency, state, round, classification, hidden, name_public, \
         on_behalf, urgent, demonstration, info_requests, returns, extended, answered_at, rated, first_approver, \
         previous_id, row_version, changed_at, clocks"
    };
}
pub(crate) use petition_columns;

/// One row of `petition`.
#[derive(Clone, Debug, FromRow)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "a row has the columns of its table"
)]
pub struct PetitionRow {
    pub(crate) id: Uuid,
    pub(crate) tracking_code: String,
    pub(crate) pin_hash: Vec<u8>,
    pub(crate) record_code: String,
    channel: String,
    pub(crate) received_at: DateTime<Utc>,
    title: String,
    body: String,
    proposed_solution: Option<String>,
    kind: String,
    clauses: String,
    procedure_code: Option<String>,
    field: Option<String>,
    area_code: Option<String>,
    target_agency: Option<Uuid>,
    state: String,
    round: i64,
    classification: Option<String>,
    hidden: bool,
    name_public: bool,
    on_behalf: bool,
    urgent: bool,
    demonstration: bool,
    info_requests: i64,
    returns: i64,
    extended: bool,
    answered_at: Option<DateTime<Utc>>,
    rated: bool,
    first_approver: Option<Uuid>,
    previous_id: Option<Uuid>,
    row_version: i64,
    pub(crate) changed_at: DateTime<Utc>,
    pub(crate) clocks: String,
}

impl PetitionRow {
    /// Reads the row as the rules see it.
    ///
    /// # Errors
    /// [`StoreError::Inconsistent`] names the column that cannot be.
    pub fn into_petition(self) -> Result<Petition, StoreError> {
        let bad = |column: &'static str| StoreError::inconsistent("petition", column, self.id);
        let small = |value: i64, column: &'static str| u8::try_from(value).map_err(|_| bad(column));
        let state: State = serde_json::from_str(&self.state).map_err(|_| bad("state"))?;
        let classification = match self.classification.as_deref() {
            Some(code) => {
                Some(Classification::from_code(code).ok_or_else(|| bad("classification"))?)
            }
            None => None,
        };
        Ok(Petition {
            id: PetitionId(self.id),
            channel: Channel::from_code(&self.channel).ok_or_else(|| bad("channel"))?,
            kind: PetitionKind::from_code(&self.kind).ok_or_else(|| bad("kind"))?,
            clauses: serde_json::from_str(&self.clauses).map_err(|_| bad("clauses"))?,
            round: small(self.round, "round")?,
            info_requests: small(self.info_requests, "info_requests")?,
            returns: small(self.returns, "returns")?,
            target_agency: self.target_agency.map(AgencyId),
            first_approver: self.first_approver.map(OfficialId),
            previous: self.previous_id.map(PetitionId),
            flags: Flags {
                hidden: self.hidden,
                name_public: self.name_public,
                on_behalf: self.on_behalf,
                urgent: self.urgent,
                demonstration: self.demonstration,
            },
            tracking_code: self.tracking_code,
            record_code: self.record_code,
            received_at: self.received_at,
            title: self.title,
            body: self.body,
            proposed_solution: self.proposed_solution,
            procedure_code: self.procedure_code,
            field: self.field,
            area_code: self.area_code,
            state,
            classification,
            extended: self.extended,
            answered_at: self.answered_at,
            rated: self.rated,
            row_version: self.row_version,
        })
    }
}

/// Locks the petition for the transaction and reads it.
pub(crate) async fn lock(tx: &mut Tx, id: PetitionId) -> Result<PetitionRow, StoreError> {
    let row = match tx {
        Tx::Sqlite(transaction) => {
            sqlx::query_as::<_, PetitionRow>(concat!(
                "select ",
                petition_columns!(),
                " from petition where id = $1"
            ))
            .bind(id.0)
            .fetch_optional(&mut **transaction)
            .await?
        }
        // SQLite has one writer; PostgreSQL must be told.
        Tx::Postgres(transaction) => {
            sqlx::query_as::<_, PetitionRow>(concat!(
                "select ",
                petition_columns!(),
                " from petition where id = $1 for update"
            ))
            .bind(id.0)
            .fetch_optional(&mut **transaction)
            .await?
        }
    };
    row.ok_or(StoreError::NotFound)
}

/// Writes what a verb may change. Text and sender never change here.
pub(crate) async fn save(
    tx: &mut Tx,
    before: &Petition,
    petition: &Petition,
    change: &Change,
) -> Result<(), StoreError> {
    let status = petition.status();
    let state = serde_json::to_string(&petition.state)?;
    let clauses = serde_json::to_string(&petition.clauses)?;
    let merged_into = match &petition.state {
        State::Merged { into, .. } => Some(into.0),
        _ => None,
    };
    let Books {
        classified_on,
        closing,
        published_on,
    } = change.books;
    within!(tx, connection => sqlx::query(
        "update petition set
            body = $2, kind = $3, clauses = $4, procedure_code = $5, field = $6, area_code = $7, status = $8,
            state = $9, lead_agency = $10, handler = $11, round = $12, classification = $13, classified_on = $14,
            hidden = $15, info_requests = $16, returns = $17, extended = $18, answered_at = $19, rated = $20,
            first_approver = $21, merged_into = $22, row_version = $23, changed_at = $24, changed_seq = $25,
            closed_on = $26, closed_as = $27, closed_on_time = $28, closed_agency = $29, published_on = $30,
            board_column = $31
         where id = $1"
    )
        .bind(petition.id.0)
        .bind(&petition.body)
        .bind(petition.kind.code())
        .bind(&clauses)
        .bind(&petition.procedure_code)
        .bind(&petition.field)
        .bind(&petition.area_code)
        .bind(status.code())
        .bind(&state)
        .bind(petition.lead().map(|lead| lead.0))
        .bind(petition.state.handler().map(|handler| handler.0))
        .bind(i64::from(petition.round))
        .bind(petition.classification.map(Classification::code))
        .bind(classified_on)
        .bind(petition.flags.hidden)
        .bind(i64::from(petition.info_requests))
        .bind(i64::from(petition.returns))
        .bind(petition.extended)
        .bind(petition.answered_at)
        .bind(petition.rated)
        .bind(petition.first_approver.map(|official| official.0))
        .bind(merged_into)
        .bind(petition.row_version)
        .bind(change.at)
        .bind(change.seq)
        .bind(closing.map(|closing| closing.on))
        .bind(closing.map(|closing| closing.how.code()))
        .bind(closing.map(|closing| closing.on_time))
        .bind(closing.and_then(|closing| closing.agency).map(|agency| agency.0))
        .bind(published_on)
        .bind(Column::of(status).code())
        .execute(connection)
        .await
        .map(drop))?;
    let assignment = petition.state.assignment();
    if assignment == before.state.assignment() {
        return Ok(());
    }
    save_assignment(tx, petition.id, assignment).await
}

/// Keeps who takes part now in a table of its own, where boards look it up.
async fn save_assignment(
    tx: &mut Tx,
    id: PetitionId,
    assignment: Option<&Assignment>,
) -> Result<(), StoreError> {
    within!(tx, connection => sqlx::query("delete from assignment where petition_id = $1")
        .bind(id.0)
        .execute(connection)
        .await
        .map(drop))?;
    let Some(assignment) = assignment else {
        return Ok(());
    };
    let supporting = assignment
        .supporting
        .iter()
        .map(|agency| (*agency, "supporting"));
    for (agency, role) in std::iter::once((assignment.lead, "lead")).chain(supporting) {
        within!(tx, connection => sqlx::query(
            "insert into assignment (petition_id, agency_id, role) values ($1, $2, $3) on conflict do nothing"
        )
            .bind(id.0)
            .bind(agency.0)
            .bind(role)
            .execute(connection)
            .await
            .map(drop))?;
    }
    Ok(())
}

/// When and by which event a petition changed, and how the books have it now.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Change {
    pub(crate) at: DateTime<Utc>,
    pub(crate) seq: i64,
    pub(crate) books: Books,
}

impl Store {
    /// The petition with this record code (`PAKN.…`), with its place in the search index.
    pub async fn petition_by_record_code(&self, code: &str) -> Result<Petition, StoreError> {
        read!(self.db(), pool => sqlx::query_as::<_, PetitionRow>(
            concat!("select ", petition_columns!(), " from petition where record_code = $1")
        ).bind(code).fetch_optional(pool).await)?
        .ok_or(StoreError::NotFound)?
        .into_petition()
    }

    /// The petition with this id.
    pub async fn petition(&self, id: PetitionId) -> Result<Petition, StoreError> {
        read!(self.db(), pool => sqlx::query_as::<_, PetitionRow>(
            concat!("select ", petition_columns!(), " from petition where id = $1")
        ).bind(id.0).fetch_optional(pool).await)?
        .ok_or(StoreError::NotFound)?
        .into_petition()
    }

    /// The petition with this tracking code; for officials who merge and for repeats, not for senders.
    pub async fn petition_by_tracking_code(&self, code: &str) -> Result<Petition, StoreError> {
        read!(self.db(), pool => sqlx::query_as::<_, PetitionRow>(
            concat!("select ", petition_columns!(), " from petition where tracking_code = $1")
        ).bind(code).fetch_optional(pool).await)?
        .ok_or(StoreError::NotFound)?
        .into_petition()
    }
}
