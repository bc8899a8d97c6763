//! Who are the officials, and what may they be?

use std::sync::LazyLock;

use chrono::NaiveDate;
use domain::actor::ActingOfficial;
use domain::id::{AgencyId, OfficialId};
use domain::official::{Grant, Role};
use sqlx::FromRow;
use uuid::Uuid;

use crate::clock::new_id;
use crate::db::{Tx, read, within};
use crate::secrets::{hash_password, verify_password};
use crate::throttle::{ACCOUNT, ADDRESS};
use crate::{Store, StoreError};

/// An account to be made.
#[derive(Clone, Debug)]
pub struct NewOfficial {
    /// What is typed to sign in; lower case.
    pub username: String,
    /// As printed in timelines.
    pub full_name: String,
    /// Nobody can sign in without one.
    pub password: Option<String>,
    /// The agency the official belongs to.
    pub agency: AgencyId,
    /// What the official may be.
    pub grants: Vec<Grant>,
    /// Demonstration account.
    pub demonstration: bool,
}

#[derive(FromRow)]
struct GrantRow {
    role: String,
    agency_id: Uuid,
    valid_from: NaiveDate,
    valid_to: Option<NaiveDate>,
}

/// Hash of no password: signing in with an unknown name takes as long as with a known one.
static NOBODY: LazyLock<String> =
    LazyLock::new(|| hash_password("nobody has this password").unwrap_or_default());

impl Store {
    /// Makes an account with its grants, or brings an existing one of the same name up to date.
    ///
    /// Without a password the account keeps the one it has; with a new one it is signed out everywhere.
    pub async fn put_official(&self, new: &NewOfficial) -> Result<OfficialId, StoreError> {
        let password_hash = match new.password.clone() {
            Some(password) => {
                let hashed = tokio::task::spawn_blocking(move || hash_password(&password)).await;
                Some(hashed.map_err(|error| StoreError::Password(error.to_string()))??)
            }
            None => None,
        };
        let mut tx = self.db().begin().await?;
        let (id,): (Uuid,) = within!(&mut tx, connection => sqlx::query_as(
            "insert into official (id, username, full_name, password_hash, agency_id, demonstration)
             values ($1, $2, $3, $4, $5, $6)
             on conflict (username) do update set full_name = excluded.full_name,
                password_hash = coalesce(excluded.password_hash, official.password_hash), agency_id = excluded.agency_id
             returning id"
        )
            .bind(new_id())
            .bind(new.username.trim().to_lowercase())
            .bind(&new.full_name)
            .bind(&password_hash)
            .bind(new.agency.0)
            .bind(new.demonstration)
            .fetch_one(connection)
            .await)?;
        put_grants(&mut tx, id, &new.grants).await?;
        if password_hash.is_some() {
            within!(&mut tx, connection => sqlx::query("delete from session where official_id = $1")
                .bind(id)
                .execute(connection)
                .await
                .map(drop))?;
        }
        tx.commit().await?;
        Ok(OfficialId(id))
    }

    /// The official with the grants in force on the day; nothing when the account is disabled.
    pub async fn acting_official(
        &self,
        id: OfficialId,
        day: NaiveDate,
    ) -> Result<Option<ActingOfficial>, StoreError> {
        let name: Option<(String,)> = read!(self.db(), pool => sqlx::query_as(
            "select full_name from official where id = $1 and disabled_at is null"
        ).bind(id.0).fetch_optional(pool).await)?;
        let Some((full_name,)) = name else {
            return Ok(None);
        };
        let rows: Vec<GrantRow> = read!(self.db(), pool => sqlx::query_as(
            "select role, agency_id, valid_from, valid_to from role_grant where official_id = $1 order by role, agency_id"
        ).bind(id.0).fetch_all(pool).await)?;
        let grants = rows
            .into_iter()
            .map(|row| {
                let role = Role::from_code(&row.role)
                    .ok_or_else(|| StoreError::inconsistent("role_grant", "role", id))?;
                Ok(Grant {
                    role,
                    agency: AgencyId(row.agency_id),
                    valid_from: row.valid_from,
                    valid_to: row.valid_to,
                })
            })
            .collect::<Result<Vec<_>, StoreError>>()?;
        Ok(Some(
            ActingOfficial {
                id,
                full_name,
                grants,
            }
            .on(day),
        ))
    }

    /// The official with this user name.
    pub async fn official_by_username(&self, username: &str) -> Result<OfficialId, StoreError> {
        let row: Option<(Uuid,)> = read!(self.db(), pool => sqlx::query_as("select id from official where username = $1")
            .bind(username.trim().to_lowercase())
            .fetch_optional(pool)
            .await)?;
        row.map(|(id,)| OfficialId(id)).ok_or(StoreError::NotFound)
    }

    /// The names of officials, for those who handle petitions.
    pub async fn official_name(&self, id: OfficialId) -> Result<Option<String>, StoreError> {
        let row: Option<(String,)> = read!(self.db(), pool => sqlx::query_as("select full_name from official where id = $1")
            .bind(id.0)
            .fetch_optional(pool)
            .await)?;
        Ok(row.map(|(name,)| name))
    }

    /// Checks name and password. Wrong tries are counted for the account and for the address.
    ///
    /// # Errors
    /// [`StoreError::WrongCredentials`], [`StoreError::Throttled`].
    pub async fn check_password(
        &self,
        username: &str,
        password: &str,
        address: &str,
    ) -> Result<OfficialId, StoreError> {
        let username = username.trim().to_lowercase();
        let (by_account, by_address) = (
            format!("account:{username}"),
            format!("account-address:{address}"),
        );
        self.count_try(&[(&by_account, ACCOUNT), (&by_address, ADDRESS)])
            .await?;
        let row: Option<(Uuid, Option<String>)> = read!(self.db(), pool => sqlx::query_as(
            "select id, password_hash from official where username = $1 and disabled_at is null"
        ).bind(&username).fetch_optional(pool).await)?;
        let known = row.as_ref().is_some_and(|(_, hash)| hash.is_some());
        let hash = row
            .as_ref()
            .and_then(|(_, hash)| hash.clone())
            .unwrap_or_else(|| NOBODY.clone());
        let password = password.to_owned();
        let fits = tokio::task::spawn_blocking(move || verify_password(&password, &hash))
            .await
            .unwrap_or(false);
        let (id, _) = row
            .filter(|_| fits && known)
            .ok_or(StoreError::WrongCredentials)?;
        self.tried_rightly(&by_account, &by_address).await?;
        Ok(OfficialId(id))
    }
}

async fn put_grants(tx: &mut Tx, official: Uuid, grants: &[Grant]) -> Result<(), StoreError> {
    within!(tx, connection => sqlx::query("delete from role_grant where official_id = $1")
        .bind(official)
        .execute(connection)
        .await
        .map(drop))?;
    for grant in grants {
        within!(tx, connection => sqlx::query(
            "insert into role_grant (official_id, role, agency_id, valid_from, valid_to) values ($1, $2, $3, $4, $5)"
        )
            .bind(official)
            .bind(grant.role.code())
            .bind(grant.agency.0)
            .bind(grant.valid_from)
            .bind(grant.valid_to)
            .execute(connection)
            .await
            .map(drop))?;
    }
    Ok(())
}
