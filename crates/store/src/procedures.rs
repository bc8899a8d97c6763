//! What does a procedure ask? Its constituents, read when somebody opens it.

use domain::procedure::Procedure;

use crate::db::read;
use crate::{Store, StoreError};

impl Store {
    /// The procedure with all its constituents.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub async fn procedure(&self, code: &str) -> Result<Procedure, StoreError> {
        let row: Option<(String,)> = read!(self.db(), pool => sqlx::query_as("select detail from procedure where code = $1")
            .bind(code)
            .fetch_optional(pool)
            .await)?;
        let (detail,) = row.ok_or(StoreError::NotFound)?;
        serde_json::from_str(&detail)
            .map_err(|_| StoreError::inconsistent("procedure", "detail", code))
    }

    /// How many published petitions each of these procedures has.
    pub async fn published_about(&self, code: &str) -> Result<i64, StoreError> {
        let (count,): (i64,) = read!(self.db(), pool => sqlx::query_as(
            "select count(*) from publication where procedure_code = $1 and hidden_at is null"
        ).bind(code).fetch_one(pool).await)?;
        Ok(count)
    }
}
