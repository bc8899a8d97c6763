//! `/can-bo/phan-tich/chu-de/{id}/ten` and `/gop`: an official names a topic or merges it into another.

use app::{AppError, Posted};
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use domain::actor::ActingOfficial;
use domain::permission::may_name_topics;
use domain::refusal::Refusal;
use domain::violation::{Problem, Violation};
use store::StoreError;

use super::{Fields, failure, show_again, uri};
use crate::page::{Reader, reader, see_other, sign_in_first, turned_away};
use crate::state::AppState;

/// Characters of a name: it has to fit on one line.
const LONGEST_NAME: usize = 80;

/// Names a topic; an empty name takes it away.
pub async fn rename(
    State(state): State<AppState>,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let (form, official) = match Form::read(&state, &id, "ten", headers, &body).await {
        Ok(read) => read,
        Err(turned_away) => return turned_away,
    };
    let topic = form.topic;
    let done = match name(&form.fields) {
        Ok(name) => state.store.rename_topic(&official, topic, &name).await,
        Err(violation) => Err(Refusal::Violations(vec![violation]).into()),
    };
    form.answer(&state, done.map(|()| topic)).await
}

/// Merges a topic into another.
pub async fn merge(
    State(state): State<AppState>,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let (form, official) = match Form::read(&state, &id, "gop", headers, &body).await {
        Ok(read) => read,
        Err(turned_away) => return turned_away,
    };
    let done = match other(&state, &form.fields).await {
        Ok(into) => state
            .store
            .merge_topics(&official, form.topic, into)
            .await
            .map(|()| into),
        Err(error) => Err(error),
    };
    form.answer(&state, done).await
}

/// A posted form about a topic.
struct Form {
    topic: i64,
    reader: Reader,
    headers: HeaderMap,
    fields: Fields,
    posted: Posted,
}

impl Form {
    /// The form and who posted it, when that official may name topics; else what turns them away.
    async fn read(
        state: &AppState,
        id: &str,
        name: &str,
        headers: HeaderMap,
        body: &Bytes,
    ) -> Result<(Self, ActingOfficial), Response> {
        let fields = Fields::parse(body);
        let form = Self {
            // No topic has a negative number.
            topic: id.parse().unwrap_or(-1),
            reader: reader(state, &headers).await,
            headers,
            posted: fields.clone().posted(name),
            fields,
        };
        let Some(official) = form.reader.official.clone() else {
            return Err(sign_in_first(&uri("/can-bo/phan-tich")));
        };
        if !may_name_topics(&official) {
            let words = form.reader.lang().pick(
                "Chỉ cán bộ tiếp nhận và cán bộ công khai được đặt tên và gộp chủ đề.",
                "Only intake officers and publishers may name and merge topics.",
            );
            let fault = AppError::NotAllowed(words.to_owned());
            return Err(turned_away(state, form.headers, fault).await);
        }
        Ok((form, official))
    }

    async fn answer(self, state: &AppState, done: Result<i64, StoreError>) -> Response {
        let page = format!("/can-bo/phan-tich/chu-de/{}", self.topic);
        match done {
            Ok(topic) => see_other(&format!("/can-bo/phan-tich/chu-de/{topic}")),
            Err(error) => {
                let failed = failure(error, self.posted, self.reader.lang());
                show_again(state, self.reader, self.headers, uri(&page), failed).await
            }
        }
    }
}

/// The name, when everybody may read it.
fn name(fields: &Fields) -> Result<String, Violation> {
    let name = fields
        .text("topic_name")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    let wrong = |problem| Err(Violation::new("topic_name", problem));
    let length = name.chars().count();
    if length > LONGEST_NAME {
        return wrong(Problem::TooLong(LONGEST_NAME, length));
    }
    if !name.is_empty() && !name.chars().any(char::is_alphabetic) {
        return wrong(Problem::NoWords);
    }
    if !analysis::personal_data::find(&name).is_empty() {
        return wrong(Problem::PersonalData);
    }
    Ok(name)
}

/// The topic to merge into.
async fn other(state: &AppState, fields: &Fields) -> Result<i64, StoreError> {
    let wrong = |problem| Refusal::Violations(vec![Violation::new("merge_into", problem)]);
    let chosen = fields.get("merge_into");
    if chosen.is_empty() {
        return Err(wrong(Problem::Missing).into());
    }
    let found = match chosen.parse() {
        Ok(number) => state.store.topic(number).await?,
        Err(_) => None,
    };
    found
        .map(|topic| topic.id)
        .ok_or_else(|| wrong(Problem::NotAChoice).into())
}
