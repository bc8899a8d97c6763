//! Which rows do new petitions have? Those that share a commit are written table by table, many rows a statement.

use domain::board::Column;
use domain::calendar::local_date;
use sqlx::QueryBuilder;

use super::OnBehalf;
use super::together::Turn;
use crate::StoreError;
use crate::db::{Tx, runs, within};

/// Writes the petitions themselves, with the clocks their cards show.
pub(super) async fn petitions(tx: &mut Tx, turns: &[Turn<'_>]) -> Result<(), StoreError> {
    for run in runs(turns) {
        let states = run
            .iter()
            .map(|turn| serde_json::to_string(&turn.draft().petition.state))
            .collect::<Result<Vec<_>, _>>()?;
        within!(&mut *tx, connection => {
            let mut query = QueryBuilder::new(
                "insert into petition (id, number, tracking_code, pin_hash, record_code, channel, received_at,
                    received_on, title, body, proposed_solution, kind, clauses, procedure_code, field, area_code,
                    target_agency, status, state, board_column, round, hidden, name_public, on_behalf, urgent,
                    demonstration, info_requests, returns, extended, rated, previous_id, row_version, changed_at,
                    changed_seq, clocks, next_due_at, citizen_due_at, idempotency_key) "
            );
            query.push_values(run.iter().zip(&states), |mut row, (turn, state)| {
                let draft = turn.draft();
                let petition = &draft.petition;
                row.push_bind(petition.id.0)
                    .push_bind(turn.seq)
                    .push_bind(&petition.tracking_code)
                    .push_bind(&draft.pin_hash[..])
                    .push_bind(&turn.record_code)
                    .push_bind(petition.channel.code())
                    .push_bind(petition.received_at)
                    .push_bind(local_date(petition.received_at))
                    .push_bind(&petition.title)
                    .push_bind(&petition.body)
                    .push_bind(&petition.proposed_solution)
                    .push_bind(petition.kind.code())
                    .push("'[]'")
                    .push_bind(&petition.procedure_code)
                    .push_bind(&petition.field)
                    .push_bind(&petition.area_code)
                    .push_bind(petition.target_agency.map(|agency| agency.0))
                    .push_bind(petition.status().code())
                    .push_bind(state)
                    .push_bind(Column::of(petition.status()).code())
                    .push_bind(i64::from(petition.round))
                    .push_bind(petition.flags.hidden)
                    .push_bind(petition.flags.name_public)
                    .push_bind(petition.flags.on_behalf)
                    .push_bind(petition.flags.urgent)
                    .push_bind(petition.flags.demonstration)
                    .push_bind(i64::from(petition.info_requests))
                    .push_bind(i64::from(petition.returns))
                    .push_bind(petition.extended)
                    .push_bind(petition.rated)
                    .push_bind(petition.previous.map(|previous| previous.0))
                    .push_bind(petition.row_version)
                    .push_bind(petition.received_at)
                    .push_bind(turn.seq)
                    .push_bind(&draft.shown.clocks)
                    .push_bind(draft.shown.next_due_at)
                    .push_bind(draft.shown.citizen_due_at)
                    .push_bind(turn.key());
            });
            query.build().execute(connection).await.map(drop)
        })?;
    }
    Ok(())
}

/// Writes the senders' personal data, apart from the petitions.
pub(super) async fn senders(tx: &mut Tx, turns: &[Turn<'_>]) -> Result<(), StoreError> {
    for run in runs(turns) {
        within!(&mut *tx, connection => {
            let mut query = QueryBuilder::new(
                "insert into sender (petition_id, kind, full_name, organisation, phone, email, address) "
            );
            query.push_values(run, |mut row, turn| {
                let sender = turn.sender();
                row.push_bind(turn.draft().petition.id.0)
                    .push_bind(sender.kind.code())
                    .push_bind(&sender.full_name)
                    .push_bind(&sender.organisation)
                    .push_bind(&sender.phone)
                    .push_bind(&sender.email)
                    .push_bind(&sender.address);
            });
            query.build().execute(connection).await.map(drop)
        })?;
    }
    Ok(())
}

/// Writes what the law demands of telephone calls.
pub(super) async fn calls(tx: &mut Tx, turns: &[Turn<'_>]) -> Result<(), StoreError> {
    for turn in turns {
        let Some(OnBehalf {
            official,
            call: Some(call),
        }) = turn.on_behalf()
        else {
            continue;
        };
        within!(&mut *tx, connection => sqlx::query(
            "insert into hotline_call (petition_id, number_called, called_at, official_id, transcript, read_back)
             values ($1, $2, $3, $4, $5, $6)"
        )
            .bind(turn.draft().petition.id.0)
            .bind(&call.number_called)
            .bind(turn.draft().petition.received_at)
            .bind(official.id.0)
            .bind(&call.transcript)
            .bind(call.read_back)
            .execute(connection)
            .await
            .map(drop))?;
    }
    Ok(())
}
