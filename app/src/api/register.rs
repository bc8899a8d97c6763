//! What the register of published petitions shows.

mod excerpt;
mod publication;
mod query;

use chrono::NaiveDate;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

pub use self::excerpt::Piece;
#[cfg(feature = "ssr")]
pub use self::excerpt::{excerpt, marked};
pub use self::publication::{FEWEST, PublicationView, load_publication};
pub use self::query::{RegisterQuery, address};
use crate::AppError;

/// One published petition in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicationItem {
    /// Record code.
    pub code: String,
    /// Title, with what matched.
    pub title: Vec<Piece>,
    /// Beginning of the question, or the part that matched.
    pub question: Vec<Piece>,
    /// Beginning of the answer, or the part that matched.
    pub answer: Vec<Piece>,
    /// Field.
    pub field: Option<String>,
    /// Commune.
    pub area: Option<String>,
    /// Agency that answered, as named then.
    pub agency: String,
    /// Day of the answer.
    pub answered_on: NaiveDate,
    /// Within the sender's clock.
    pub on_time: bool,
    /// Working days from receipt to answer.
    pub working_days: i64,
}

/// One filter in force, in words, and how to do without it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Applied {
    /// In words.
    pub words: String,
    /// Name of the parameter.
    pub parameter: String,
}

/// A page of the register with what it can be filtered by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisterView {
    /// What was found.
    pub items: Vec<PublicationItem>,
    /// Where the next page begins.
    pub next: Option<String>,
    /// Filters in force.
    pub applied: Vec<Applied>,
    /// Fields that occur.
    pub fields: Vec<String>,
    /// Slug and name of the agencies of today whose answers, or whose predecessors', occur.
    pub agencies: Vec<(String, String)>,
    /// Code and name of the communes that occur.
    pub areas: Vec<(String, String)>,
}

/// Reads a page of the register.
#[server(endpoint = "register")]
pub async fn load_register(query: RegisterQuery) -> Result<RegisterView, AppError> {
    use crate::context::{from_store, lang, store};
    let (store, lang) = (store()?, lang());
    let query = RegisterQuery {
        q: query.q.chars().take(300).collect(),
        ..query
    };
    let page = store.register(&filter(&query)).await.map_err(from_store)?;
    let choices = store.register_choices().await.map_err(from_store)?;
    let catalogue = store.catalogue();
    let today = domain::calendar::local_date(store.now());
    let mut fields = choices.fields;
    fields.sort_by_cached_key(|field| analysis::fold(field));
    let mut applied = applied(&query, &catalogue, today, lang);
    if let Some(topic) = applied.iter_mut().find(|one| one.parameter == "chu_de")
        && let Some(name) = super::topics::open::topic_name(&store, &query.chu_de, lang)
            .await
            .map_err(from_store)?
    {
        topic.words = format!("{} {name}", lang.pick("Chủ đề:", "Topic:"));
    }
    Ok(RegisterView {
        items: page
            .items
            .iter()
            .map(|found| item(found, &catalogue, &query.q, lang))
            .collect(),
        next: page.next,
        applied,
        fields,
        agencies: agencies_of_today(&choices.agencies, &catalogue, today),
        areas: sorted_by_name(
            choices
                .areas
                .into_iter()
                .map(|code| (code.clone(), catalogue.area_name(&code)))
                .collect(),
        ),
    })
}

/// The store's filter for a query.
#[cfg(feature = "ssr")]
pub fn filter(query: &RegisterQuery) -> store::register::RegisterFilter {
    let query = query.clone();
    store::register::RegisterFilter {
        q: query.q,
        field: query.field,
        agency: query.agency,
        area: query.area,
        procedure: query.procedure,
        from: query.from,
        to: query.to,
        on_time: query.on_time,
        topic: query.chu_de,
        after: query.after,
    }
}

/// The filters in force, in words. What filters nothing, such as a mistyped date, is not named.
#[cfg(feature = "ssr")]
pub fn applied(
    query: &RegisterQuery,
    catalogue: &store::catalogue::Catalogue,
    today: NaiveDate,
    lang: domain::lang::Lang,
) -> Vec<Applied> {
    let day = |text: &str| {
        text.parse::<NaiveDate>()
            .ok()
            .map(|day| crate::format::date(day, lang))
    };
    let words = |parameter: &str, value: &str| match parameter {
        "q" => Some(format!("“{value}”")),
        "agency" => Some(catalogue.agency_by_slug(value).map_or_else(
            || value.to_owned(),
            |id| catalogue.agency_name_on(id, today),
        )),
        "area" => Some(catalogue.area_name(value)),
        "procedure" => {
            let name = catalogue
                .procedure(value)
                .map_or(value, |procedure| &procedure.name);
            Some(format!("{} {name}", lang.pick("Thủ tục:", "Procedure:")))
        }
        "from" => day(value).map(|day| format!("{} {day}", lang.pick("Từ", "From"))),
        "to" => day(value).map(|day| format!("{} {day}", lang.pick("Đến", "Until"))),
        "on_time" => match value {
            "yes" => Some(lang.pick("Đúng hạn", "On time").to_owned()),
            "no" => Some(lang.pick("Trễ hạn", "Late").to_owned()),
            _ => None,
        },
        "chu_de" => Some(format!("{} {value}", lang.pick("Chủ đề số", "Topic no."))),
        _ => Some(value.to_owned()),
    };
    query
        .parameters()
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .filter_map(|(name, value)| {
            Some(Applied {
                words: words(name, value)?,
                parameter: name.to_owned(),
            })
        })
        .collect()
}

#[cfg(feature = "ssr")]
fn agencies_of_today(
    answered: &[domain::id::AgencyId],
    catalogue: &store::catalogue::Catalogue,
    today: NaiveDate,
) -> Vec<(String, String)> {
    let heirs: std::collections::BTreeSet<_> = answered
        .iter()
        .map(|id| catalogue.organisations.rolled_up(*id, today))
        .collect();
    let named = heirs.into_iter().filter_map(|id| {
        Some((
            catalogue.agency_slug(id)?,
            catalogue.agency_name_on(id, today),
        ))
    });
    sorted_by_name(named.collect())
}

#[cfg(feature = "ssr")]
fn sorted_by_name(mut list: Vec<(String, String)>) -> Vec<(String, String)> {
    list.sort_by_cached_key(|(_, name)| analysis::fold(name));
    list
}

/// Puts a publication into the form a list shows; `query` decides what is marked.
#[cfg(feature = "ssr")]
pub fn item(
    publication: &store::register::Publication,
    catalogue: &store::catalogue::Catalogue,
    query: &str,
    _lang: domain::lang::Lang,
) -> PublicationItem {
    PublicationItem {
        code: publication.record_code.clone(),
        title: marked(&publication.title, query),
        question: excerpt(&publication.body, query, 200),
        answer: excerpt(&publication.answer, query, 220),
        field: publication.field.clone(),
        area: publication
            .area_code
            .as_deref()
            .map(|code| catalogue.area_name(code)),
        agency: publication.agency_name.clone(),
        answered_on: publication.answered_on,
        on_time: publication.on_time,
        working_days: catalogue
            .calendar
            .working_days_between(publication.received_on, publication.answered_on),
    }
}
