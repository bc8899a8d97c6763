//! Who read a sender's personal data, when and for what? Kept at least twelve months (Decree 333/2026 Art. 16).

use chrono::{DateTime, Utc};
use domain::actor::ActingOfficial;
use domain::permission::may_read_sender;
use domain::petition::Petition;
use domain::refusal::Refusal;
use domain::sender::{Sender, SenderKind};
use sqlx::FromRow;
use uuid::Uuid;

use crate::clock::new_id;
use crate::db::{read, within};
use crate::{Store, StoreError};

/// One reading.
#[derive(Clone, Debug, FromRow)]
pub struct Access {
    /// When.
    pub at: DateTime<Utc>,
    /// Who.
    pub official_id: Uuid,
    /// The official's name today.
    pub full_name: String,
    /// For what.
    pub purpose: String,
}

#[derive(FromRow)]
struct SenderRow {
    kind: String,
    full_name: String,
    organisation: Option<String>,
    phone: Option<String>,
    email: Option<String>,
    address: String,
}

impl Store {
    /// Reads the sender for an official and leaves a row that says so, in one transaction.
    ///
    /// # Errors
    /// [`Refusal::NotVisible`] when the official has no need to know.
    pub async fn read_sender(
        &self,
        official: &ActingOfficial,
        petition: &Petition,
        purpose: &str,
    ) -> Result<Sender, StoreError> {
        if !may_read_sender(official, petition) {
            return Err(Refusal::NotVisible.into());
        }
        let now = self.now();
        let mut tx = self.db().begin().await?;
        within!(&mut tx, connection => sqlx::query(
            "insert into access_log (id, at, official_id, petition_id, purpose) values ($1, $2, $3, $4, $5)"
        )
            .bind(new_id())
            .bind(now)
            .bind(official.id.0)
            .bind(petition.id.0)
            .bind(purpose)
            .execute(connection)
            .await
            .map(drop))?;
        let row: SenderRow = within!(&mut tx, connection => sqlx::query_as(
            "select kind, full_name, organisation, phone, email, address from sender where petition_id = $1"
        ).bind(petition.id.0).fetch_optional(connection).await)?
        .ok_or(StoreError::NotFound)?;
        tx.commit().await?;
        Ok(Sender {
            kind: SenderKind::from_code(&row.kind)
                .ok_or_else(|| StoreError::inconsistent("sender", "kind", petition.id))?,
            full_name: row.full_name,
            organisation: row.organisation,
            phone: row.phone,
            email: row.email,
            address: row.address,
        })
    }

    /// Who read the sender of this petition, latest first, at most 100.
    pub async fn accesses(&self, petition: &Petition) -> Result<Vec<Access>, StoreError> {
        Ok(read!(self.db(), pool => sqlx::query_as::<_, Access>(
            "select a.at, a.official_id, o.full_name, a.purpose from access_log a
             join official o on o.id = a.official_id where a.petition_id = $1 order by a.at desc limit 100"
        ).bind(petition.id.0).fetch_all(pool).await)?)
    }
}
