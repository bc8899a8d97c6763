//! Which rows does a new petition have?

use chrono::{DateTime, Utc};
use domain::actor::ActingOfficial;
use domain::board::Column;
use domain::calendar::local_date;
use domain::id::PetitionId;
use domain::petition::Petition;
use domain::submission::ValidSubmission;

use super::Call;
use crate::StoreError;
use crate::db::{Tx, within};
use crate::deadlines::Shown;

/// What the row of a new petition has besides what the rules see of it.
pub(super) struct NewRow<'a> {
    /// The place of its first event.
    pub(super) seq: i64,
    pub(super) record_code: &'a str,
    pub(super) pin_hash: &'a [u8],
    pub(super) shown: &'a Shown,
}

/// Writes the petition itself, with the clocks its card shows.
pub(super) async fn petition(
    tx: &mut Tx,
    petition: &Petition,
    key: &str,
    row: &NewRow<'_>,
) -> Result<(), StoreError> {
    let NewRow {
        seq,
        record_code,
        pin_hash,
        shown,
    } = *row;
    let state = serde_json::to_string(&petition.state)?;
    within!(tx, connection => sqlx::query(
        "insert into petition (id, number, tracking_code, pin_hash, record_code, channel, received_at, received_on,
            title, body, proposed_solution, kind, clauses, procedure_code, field, area_code, target_agency, status,
            state, board_column, round, hidden, name_public, on_behalf, urgent, demonstration, info_requests, returns,
            extended, rated, previous_id, row_version, changed_at, changed_seq, clocks, next_due_at, citizen_due_at,
            idempotency_key)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, '[]', $13, $14, $15, $16, $17, $18, $19, 1,
            $20, $21, $22, $23, $24, 0, 0, $25, $26, $27, 1, $28, $29, $30, $31, $32, $33)"
    )
        .bind(petition.id.0)
        .bind(seq)
        .bind(&petition.tracking_code)
        .bind(pin_hash)
        .bind(record_code)
        .bind(petition.channel.code())
        .bind(petition.received_at)
        .bind(local_date(petition.received_at))
        .bind(&petition.title)
        .bind(&petition.body)
        .bind(&petition.proposed_solution)
        .bind(petition.kind.code())
        .bind(&petition.procedure_code)
        .bind(&petition.field)
        .bind(&petition.area_code)
        .bind(petition.target_agency.map(|agency| agency.0))
        .bind(petition.status().code())
        .bind(&state)
        .bind(Column::of(petition.status()).code())
        .bind(petition.flags.hidden)
        .bind(petition.flags.name_public)
        .bind(petition.flags.on_behalf)
        .bind(petition.flags.urgent)
        .bind(petition.flags.demonstration)
        .bind(false)
        .bind(false)
        .bind(petition.previous.map(|previous| previous.0))
        .bind(petition.received_at)
        .bind(seq)
        .bind(&shown.clocks)
        .bind(shown.next_due_at)
        .bind(shown.citizen_due_at)
        .bind(key)
        .execute(connection)
        .await
        .map(drop))?;
    Ok(())
}

/// Writes the sender's personal data, apart from the petition.
pub(super) async fn sender(
    tx: &mut Tx,
    id: PetitionId,
    submission: &ValidSubmission,
) -> Result<(), StoreError> {
    let sender = &submission.sender;
    within!(tx, connection => sqlx::query(
        "insert into sender (petition_id, kind, full_name, organisation, phone, email, address)
         values ($1, $2, $3, $4, $5, $6, $7)"
    )
        .bind(id.0)
        .bind(sender.kind.code())
        .bind(&sender.full_name)
        .bind(&sender.organisation)
        .bind(&sender.phone)
        .bind(&sender.email)
        .bind(&sender.address)
        .execute(connection)
        .await
        .map(drop))?;
    Ok(())
}

/// Writes what the law demands of a telephone call.
pub(super) async fn call(
    tx: &mut Tx,
    id: PetitionId,
    official: &ActingOfficial,
    call: &Call,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    within!(tx, connection => sqlx::query(
        "insert into hotline_call (petition_id, number_called, called_at, official_id, transcript, read_back)
         values ($1, $2, $3, $4, $5, $6)"
    )
        .bind(id.0)
        .bind(&call.number_called)
        .bind(now)
        .bind(official.id.0)
        .bind(&call.transcript)
        .bind(call.read_back)
        .execute(connection)
        .await
        .map(drop))?;
    Ok(())
}
