//! May this sender see this case? Tracking code and PIN together, or a token given for them before.

use domain::petition::Petition;
use domain::tracking_code::{Pin, TrackingCode};

use crate::db::read;
use crate::petitions::{PetitionRow, petition_columns};
use crate::secrets::same;
use crate::throttle::{ADDRESS, CASE};
use crate::{Store, StoreError};

/// A case the sender has proved to be theirs.
#[derive(Clone, Debug)]
pub struct OpenCase {
    /// The petition.
    pub petition: Petition,
    /// Opens it again in this browser.
    pub case_token: String,
}

impl Store {
    /// Opens the case by code and PIN. Wrong tries are counted for the case and for the address.
    ///
    /// An unknown code and a wrong PIN look the same from outside.
    ///
    /// # Errors
    /// [`StoreError::WrongCredentials`], [`StoreError::Throttled`].
    pub async fn open_case(
        &self,
        code: &TrackingCode,
        pin: &Pin,
        address: &str,
    ) -> Result<OpenCase, StoreError> {
        let (by_case, by_address) = (format!("case:{code}"), format!("case-address:{address}"));
        self.count_try(&[(&by_case, CASE), (&by_address, ADDRESS)])
            .await?;
        let row = self.case_row(code).await?;
        let expected = self.key().pin_hash(code, pin);
        let row = row
            .filter(|row| same(&row.pin_hash, &expected))
            .ok_or(StoreError::WrongCredentials)?;
        self.tried_rightly(&by_case, &by_address).await?;
        let case_token = self.key().case_token(code, &row.pin_hash);
        Ok(OpenCase {
            petition: row.into_petition()?,
            case_token,
        })
    }

    /// Opens the case by the token this browser was given.
    ///
    /// # Errors
    /// [`StoreError::WrongCredentials`].
    pub async fn open_case_by_token(
        &self,
        code: &TrackingCode,
        token: &str,
    ) -> Result<Petition, StoreError> {
        let row = self
            .case_row(code)
            .await?
            .ok_or(StoreError::WrongCredentials)?;
        let expected = self.key().case_token(code, &row.pin_hash);
        if same(expected.as_bytes(), token.as_bytes()) {
            row.into_petition()
        } else {
            Err(StoreError::WrongCredentials)
        }
    }

    async fn case_row(&self, code: &TrackingCode) -> Result<Option<PetitionRow>, StoreError> {
        Ok(read!(self.db(), pool => sqlx::query_as::<_, PetitionRow>(
            concat!("select ", petition_columns!(), " from petition where tracking_code = $1")
        ).bind(code.to_string()).fetch_optional(pool).await)?)
    }
}
