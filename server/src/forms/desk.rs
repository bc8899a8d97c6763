//! `/can-bo/{code}/{verb}`: an official does something with a petition.

use app::Posted;
use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use domain::action::Verb;
use domain::actor::Actor;
use domain::permission::may_see;
use store::StoreError;

use super::{Fields, desk_action, failure, show_again, uri, wants_data};
use crate::page::{reader, see_other, sign_in_first};
use crate::state::AppState;

/// Does the verb if the rules allow it. The form names the version the official decided on.
pub async fn act(
    State(state): State<AppState>,
    Path((code, verb)): Path<(String, String)>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let reader = reader(&state, &headers).await;
    let lang = reader.lang();
    let page = uri(&format!("/can-bo/{code}"));
    let fields = Fields::parse(&body);
    let posted = fields.clone().posted(&verb);
    let Some(official) = reader.official.clone() else {
        if wants_data(&headers) {
            let problem = lang.pick("Phiên làm việc đã hết. Hãy đăng nhập ở thẻ khác rồi bấm lại; nội dung vẫn còn đây.", "Your session ended. Sign in in another tab and press again; everything is still here.").to_owned();
            return (
                StatusCode::UNAUTHORIZED,
                Json(Posted {
                    problem: Some(problem),
                    ..posted
                }),
            )
                .into_response();
        }
        return sign_in_first(&page);
    };
    let result = async {
        let verb = Verb::from_code(&verb).ok_or(StoreError::NotFound)?;
        let petition = state.store.petition_by_record_code(&code).await?;
        // What one may not see does not exist.
        if !may_see(&official, &petition) {
            return Err(StoreError::NotFound);
        }
        let action = desk_action::read(verb, &fields, &state.store).await;
        // Who may not do it at all hears that first, whatever the form looks like.
        domain::permission::may(&Actor::Official(official.clone()), verb, &petition)?;
        let decided_on = if verb == Verb::Note {
            None
        } else {
            fields.get("row_version").parse::<i64>().ok().or(Some(0))
        };
        state
            .store
            .perform(
                &Actor::Official(official.clone()),
                petition.id,
                decided_on,
                action?,
            )
            .await
    };
    match result.await {
        Ok(done) if wants_data(&headers) => {
            Json(serde_json::json!({ "seq": done.seq, "row_version": done.petition.row_version }))
                .into_response()
        }
        Ok(_) => see_other(&format!("/can-bo/{code}")),
        Err(error) => show_again(&state, reader, headers, page, failure(error, posted, lang)).await,
    }
}
