//! What officials see of what people speak of: exact, week by week, with the petitions, as far as they may see these.

#[cfg(feature = "ssr")]
mod counting;

use chrono::NaiveDate;
use domain::status::Status;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::{TopicName, TopicsQuery};
use crate::AppError;
use crate::api::register::Applied;

/// Periods in weeks; the first is taken without a choice.
pub const PERIODS: [i64; 3] = [12, 26, 52];

/// A petition behind a figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PetitionLink {
    /// Record code, also its address at the desk.
    pub code: String,
    /// Title.
    pub title: String,
    /// Day of receipt.
    pub received_on: NaiveDate,
    /// Where it stands.
    pub status: Status,
}

/// A line of a breakdown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeskRow {
    /// Value of the filter.
    pub value: String,
    /// What it is called.
    pub name: String,
    /// How many petitions.
    pub count: i64,
}

/// A breakdown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeskBreakdown {
    /// Name of the filter: `linh_vuc`, `thu_tuc`, `co_quan`, `xa`.
    pub by: String,
    /// The largest.
    pub rows: Vec<DeskRow>,
    /// How many lines were left out.
    pub left_out: usize,
}

/// One topic.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeskTopic {
    /// Its number.
    pub id: i64,
    /// What it is called.
    pub name: TopicName,
    /// How many petitions.
    pub count: i64,
    /// Week by week, the latest last.
    pub weeks: Vec<i64>,
}

/// Something that is told of more than usual.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rise {
    /// What has risen, from the general to the particular.
    pub what: Vec<String>,
    /// Petitions of the last seven days.
    pub seen: u32,
    /// Petitions that the weeks before let expect, in tenths.
    pub expected: i64,
    /// The petitions that make it.
    pub petitions: Vec<PetitionLink>,
}

/// What people find trouble with in a procedure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeskTrouble {
    /// Code of the procedure.
    pub code: String,
    /// Its name.
    pub name: String,
    /// By constituent, in the order of [`super::constituents`].
    pub counts: [i64; 6],
}

/// What an official did to a topic.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeLine {
    /// When.
    pub at: chrono::DateTime<chrono::Utc>,
    /// Who and what.
    pub words: String,
}

/// The topic a page is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OneTopic {
    /// Its number.
    pub id: i64,
    /// What it is called.
    pub name: TopicName,
    /// The name an official gave it.
    pub given: Option<String>,
    /// What everybody calls it, for who may name it.
    pub public_name: Option<String>,
    /// What was done to it, the latest first.
    pub changes: Vec<ChangeLine>,
    /// Others that it could be merged into: number and name.
    pub others: Vec<(i64, String)>,
}

/// The page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeskTopicsView {
    /// What was asked, with defaults filled in.
    pub asked: TopicsQuery,
    /// The only agencies whose petitions are counted; all when empty.
    pub scope: Vec<String>,
    /// May name and merge topics.
    pub may_name: bool,
    /// The filters in force.
    pub applied: Vec<Applied>,
    /// What can be filtered by: name of the filter, values and names.
    pub choices: Vec<(String, Vec<(String, String)>)>,
    /// First days of the sevens that are counted.
    pub weeks: Vec<NaiveDate>,
    /// Last day.
    pub to: NaiveDate,
    /// All that is counted.
    pub total: i64,
    /// Week by week.
    pub trend: Vec<i64>,
    /// The topic the page is about.
    pub one: Option<OneTopic>,
    /// What has risen.
    pub rises: Vec<Rise>,
    /// The largest topics.
    pub topics: Vec<DeskTopic>,
    /// How many topics were left out.
    pub topics_left_out: usize,
    /// By procedure, agency, commune and field.
    pub breakdowns: Vec<DeskBreakdown>,
    /// What people find trouble with, the most first.
    pub trouble: Vec<DeskTrouble>,
}

/// The petitions behind a figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BehindView {
    /// What was asked.
    pub asked: TopicsQuery,
    /// In words.
    pub applied: Vec<Applied>,
    /// First and last day.
    pub days: (NaiveDate, NaiveDate),
    /// How many there are.
    pub total: i64,
    /// A page of them, the latest first.
    pub petitions: Vec<PetitionLink>,
    /// Where the next page begins.
    pub next: Option<String>,
}

/// What people speak of, for officials.
#[server(endpoint = "desk_topics")]
pub async fn load_desk_topics(query: TopicsQuery) -> Result<DeskTopicsView, AppError> {
    use crate::context::{failed, from_store, lang, official, store};
    let (official, store, lang) = (official()?, store()?, lang());
    if !domain::permission::may_analyse(&official) {
        return Err(failed(AppError::NotAllowed(counting::refusal(lang).into())));
    }
    counting::view(&store, &official, query, lang)
        .await
        .map_err(from_store)
}

/// The petitions behind a figure of that page.
#[server(endpoint = "behind_figure")]
pub async fn load_behind(query: TopicsQuery) -> Result<BehindView, AppError> {
    use crate::context::{failed, from_store, lang, official, store};
    let (official, store, lang) = (official()?, store()?, lang());
    if !domain::permission::may_analyse(&official) {
        return Err(failed(AppError::NotAllowed(counting::refusal(lang).into())));
    }
    counting::behind(&store, &official, query, lang)
        .await
        .map_err(from_store)
}
