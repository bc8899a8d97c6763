//! What does everybody see of one published petition?

use chrono::{DateTime, NaiveDate, Utc};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::AppError;

/// A published petition as everybody may read it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicationView {
    /// Record code.
    pub code: String,
    /// Redacted title.
    pub title: String,
    /// Redacted question.
    pub body: String,
    /// Redacted answer.
    pub answer: String,
    /// What came of it.
    pub outcome: String,
    /// Whether it proved true.
    pub upheld: String,
    /// What it was about: an act, a rule or both.
    pub kind: String,
    /// Field.
    pub field: Option<String>,
    /// Code and name of the procedure.
    pub procedure: Option<(String, String)>,
    /// Code and name of the commune.
    pub area: Option<(String, String)>,
    /// Agency that answered, as named then.
    pub agency: String,
    /// Its page.
    pub agency_slug: Option<String>,
    /// Slug and name of who does its work today, when that is another agency or another name.
    pub agency_today: Option<(String, String)>,
    /// Day of receipt.
    pub received_on: NaiveDate,
    /// Day of the answer.
    pub answered_on: NaiveDate,
    /// When it was published.
    pub published_at: DateTime<Utc>,
    /// Within the sender's clock.
    pub on_time: bool,
    /// Working days from receipt to answer.
    pub working_days: i64,
    /// Ratings, best first; none while they are so few that they could point to persons.
    pub ratings: Option<[i64; 3]>,
    /// The sender's name, when the sender wants it shown.
    pub shown_name: Option<String>,
    /// Demonstration data.
    pub demonstration: bool,
}

/// From how many on numbers are shown.
pub const FEWEST: i64 = 5;

/// Reads a published petition.
#[server(endpoint = "publication")]
pub async fn load_publication(code: String) -> Result<PublicationView, AppError> {
    use crate::context::{from_store, lang, store};
    let (store, lang) = (store()?, lang());
    let found = store.publication(&code).await.map_err(from_store)?;
    let ratings = store
        .ratings_of_publication(&code)
        .await
        .map_err(from_store)?;
    let today = domain::calendar::local_date(store.now());
    Ok(publication_view(
        found,
        ratings,
        &store.catalogue(),
        today,
        lang,
    ))
}

#[cfg(feature = "ssr")]
fn publication_view(
    found: store::register::Publication,
    ratings: [i64; 3],
    catalogue: &store::catalogue::Catalogue,
    today: NaiveDate,
    lang: domain::lang::Lang,
) -> PublicationView {
    use domain::answer::{AnswerOutcome, Upheld};
    let agency = domain::id::AgencyId(found.agency_id);
    let heir = catalogue.organisations.rolled_up(agency, today);
    let heir_name = catalogue.agency_name_on(heir, today);
    let agency_today = (heir != agency || heir_name != found.agency_name)
        .then(|| Some((catalogue.agency_slug(heir)?, heir_name)))
        .flatten();
    let named = |code: String, name: Option<String>| (code.clone(), name.unwrap_or(code));
    PublicationView {
        outcome: AnswerOutcome::from_code(&found.outcome)
            .map_or(found.outcome, |outcome| outcome.label(lang).to_owned()),
        upheld: Upheld::from_code(&found.upheld)
            .map_or(found.upheld, |upheld| upheld.label(lang).to_owned()),
        kind: domain::petition::PetitionKind::from_code(&found.kind)
            .map_or(found.kind, |kind| kind.label(lang).to_owned()),
        procedure: found.procedure_code.map(|code| {
            let name = catalogue
                .procedure(&code)
                .map(|procedure| procedure.name.clone());
            named(code, name)
        }),
        area: found.area_code.map(|code| {
            let name = catalogue.area_name(&code);
            (code, name)
        }),
        agency_slug: catalogue.agency_slug(agency),
        agency_today,
        working_days: catalogue
            .calendar
            .working_days_between(found.received_on, found.answered_on),
        ratings: (ratings.iter().sum::<i64>() >= FEWEST).then_some(ratings),
        code: found.record_code,
        title: found.title,
        body: found.body,
        answer: found.answer,
        field: found.field,
        agency: found.agency_name,
        received_on: found.received_on,
        answered_on: found.answered_on,
        published_at: found.published_at,
        on_time: found.on_time,
        shown_name: found.shown_name,
        demonstration: found.demonstration,
    }
}
