//! What the pages about procedures show: the catalogue, searched or by field, and one procedure with all its parts.

mod detail;
mod parts;

use domain::procedure::ProcedureLevel;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

pub use self::detail::{Competence, ProcedureView, load_procedure};
pub use self::parts::{DocumentGroup, StepView, WayView};
use super::register::{Piece, address};
use crate::AppError;

/// Procedures on one page.
pub const PAGE: usize = 20;

/// The field of procedures whose field is not known.
pub const NO_FIELD: &str = "-";

/// The levels one can choose, with their words in addresses.
pub const LEVELS: [(ProcedureLevel, &str); 4] = [
    (ProcedureLevel::Commune, "xa"),
    (ProcedureLevel::Province, "tinh"),
    (ProcedureLevel::Ministry, "bo"),
    (ProcedureLevel::Other, "khac"),
];

/// What the catalogue is asked for: the parameters of its address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ProceduresQuery {
    /// Words.
    pub q: String,
    /// Field, or [`NO_FIELD`].
    pub field: String,
    /// Level, as in [`LEVELS`].
    pub level: String,
    /// Code of the last procedure of the page before.
    pub after: String,
}

impl ProceduresQuery {
    /// Reads the parameters; `get` gives the value under a name.
    pub fn read(get: impl Fn(&str) -> Option<String>) -> Self {
        let get = |name: &str| {
            get(name)
                .map(|value| value.trim().to_owned())
                .unwrap_or_default()
        };
        Self {
            q: get("q"),
            field: get("field"),
            level: get("level"),
            after: get("after"),
        }
    }

    /// The address of this list from its beginning.
    pub fn address(&self) -> String {
        address(
            "/thu-tuc",
            &[
                ("q", &self.q),
                ("field", &self.field),
                ("level", &self.level),
            ],
        )
    }

    /// The address of the page that follows a procedure.
    pub fn address_after(&self, code: &str) -> String {
        address(
            "/thu-tuc",
            &[
                ("q", &self.q),
                ("field", &self.field),
                ("level", &self.level),
                ("after", code),
            ],
        )
    }

    /// Whether nothing is asked for: then the fields are shown.
    pub fn is_empty(&self) -> bool {
        self.q.is_empty() && self.field.is_empty() && self.level.is_empty()
    }
}

/// One procedure in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProcedureItem {
    /// National code.
    pub code: String,
    /// Name, with the words that decided.
    pub name: Vec<Piece>,
    /// Field.
    pub field: String,
    /// Level as printed.
    pub level: String,
}

/// A field and its procedures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldCount {
    /// Its name.
    pub name: String,
    /// How many procedures it has.
    pub count: usize,
    /// Some of them are carried out in the province or its communes.
    pub local: bool,
}

/// A page of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProceduresView {
    /// What was found.
    pub items: Vec<ProcedureItem>,
    /// How many there are in all.
    pub total: usize,
    /// How many were shown on the pages before.
    pub before: usize,
    /// Code of the last one here, when there are more.
    pub next: Option<String>,
    /// Every field, in the order of the alphabet.
    pub fields: Vec<FieldCount>,
    /// How many procedures name no field.
    pub without_field: usize,
    /// How many procedures each of [`LEVELS`] carries out.
    pub by_level: Vec<usize>,
}

/// Reads a page of the catalogue.
#[server(endpoint = "procedures")]
pub async fn load_procedures(query: ProceduresQuery) -> Result<ProceduresView, AppError> {
    let store = crate::context::store()?;
    let analyser = crate::context::analyser()?;
    let query = ProceduresQuery {
        q: query.q.chars().take(300).collect(),
        ..query
    };
    Ok(view(&store.catalogue(), analyser.search(), &query))
}

/// More hits than this say that the words were too common; nobody pages through them.
#[cfg(feature = "ssr")]
const MOST_HITS: usize = 400;

/// What scores less than this share of the best hit has a common word with the question, not a matter.
#[cfg(feature = "ssr")]
const LEAST_SHARE: f32 = 0.25;

#[cfg(feature = "ssr")]
fn view(
    catalogue: &store::catalogue::Catalogue,
    search: &analysis::ProcedureSearch,
    query: &ProceduresQuery,
) -> ProceduresView {
    let overview = catalogue.overview();
    let found = found(catalogue, search, query);
    let before = page_start(found.iter().map(|(code, _)| code.as_str()), &query.after);
    let items: Vec<_> = found
        .iter()
        .skip(before)
        .take(PAGE)
        .filter_map(|(code, matched)| {
            let summary = catalogue.procedure(code)?;
            Some(ProcedureItem {
                code: code.clone(),
                name: super::register::marked(&summary.name, matched),
                field: summary.field.clone(),
                level: summary.level.clone(),
            })
        })
        .collect();
    ProceduresView {
        next: (found.len() > before + PAGE)
            .then(|| items.last().map(|last| last.code.clone()))
            .flatten(),
        total: found.len(),
        before,
        items,
        fields: overview
            .fields
            .iter()
            .map(|field| FieldCount {
                name: field.name.clone(),
                count: field.count,
                local: field.local,
            })
            .collect(),
        without_field: overview.without_field,
        by_level: LEVELS
            .map(|(level, _)| overview.carried_out_by(level))
            .to_vec(),
    }
}

/// The codes that fit, each with the words that decided: best first for words, by name otherwise.
#[cfg(feature = "ssr")]
fn found(
    catalogue: &store::catalogue::Catalogue,
    search: &analysis::ProcedureSearch,
    query: &ProceduresQuery,
) -> Vec<(String, String)> {
    if query.is_empty() {
        return Vec::new();
    }
    let level = LEVELS
        .iter()
        .find(|(_, word)| *word == query.level)
        .map(|(level, _)| *level);
    let fits = |summary: &store::catalogue::ProcedureSummary| {
        let field = match query.field.as_str() {
            "" => true,
            NO_FIELD => summary.field.is_empty(),
            field => summary.field == field,
        };
        field && level.is_none_or(|level| carries_out(&summary.level, level))
    };
    if query.q.is_empty() {
        return catalogue
            .procedures_by_name()
            .filter(|summary| fits(summary))
            .map(|summary| (summary.code.clone(), String::new()))
            .collect();
    }
    // A code leads straight to its procedure.
    if let Ok(code) = query.q.parse::<domain::procedure::ProcedureCode>() {
        let known = catalogue
            .procedure(code.national())
            .filter(|summary| fits(summary));
        return known
            .into_iter()
            .map(|summary| (summary.code.clone(), String::new()))
            .collect();
    }
    let mut hits = search.search(&query.q, MOST_HITS);
    hits.retain(|hit| catalogue.procedure(&hit.code).is_some_and(fits));
    let enough = hits.first().map_or(0.0, |best| best.score * LEAST_SHARE);
    hits.into_iter()
        .filter(|hit| hit.score >= enough)
        .map(|hit| (hit.code, hit.matched.join(" ")))
        .collect()
}

/// Where the page begins: behind the code, or at the beginning when the code is not in the list.
#[cfg(feature = "ssr")]
fn page_start<'a>(mut codes: impl Iterator<Item = &'a str>, after: &str) -> usize {
    if after.is_empty() {
        return 0;
    }
    codes
        .position(|code| code == after)
        .map_or(0, |position| position + 1)
}

#[cfg(feature = "ssr")]
fn carries_out(printed: &str, level: ProcedureLevel) -> bool {
    domain::procedure::levels(printed).contains(&level)
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn a_page_begins_behind_the_last_code_shown() {
        let codes = ["1.000001", "1.000002", "1.000003"];
        assert_eq!(page_start(codes.into_iter(), ""), 0);
        assert_eq!(page_start(codes.into_iter(), "1.000002"), 2);
        assert_eq!(page_start(codes.into_iter(), "9.999999"), 0);
    }

    #[test]
    fn a_level_is_read_out_of_several() {
        assert!(carries_out("Cấp tỉnh, Cấp xã", ProcedureLevel::Commune));
        assert!(!carries_out("Cấp bộ", ProcedureLevel::Commune));
        assert!(!carries_out("", ProcedureLevel::Commune));
    }

    #[test]
    fn the_next_page_keeps_what_was_asked() {
        let query = ProceduresQuery {
            q: "khai sinh".into(),
            level: "xa".into(),
            ..ProceduresQuery::default()
        };
        assert_eq!(query.address(), "/thu-tuc?q=khai+sinh&level=xa");
        assert_eq!(
            query.address_after("1.001193"),
            "/thu-tuc?q=khai+sinh&level=xa&after=1.001193"
        );
    }
}
