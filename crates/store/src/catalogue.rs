//! What does the province work with? All catalogues that rules and pages need at hand, read once and kept in memory.

mod overview;

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::agency::{Agency, AgencyVersion, Jurisdiction, Matter, Organisations, Succession};
use domain::area::{Area, AreaCode, Areas};
use domain::calendar::{Calendar, DayKind, DayOverride};
use domain::deadline::{DeadlineRule, RuleSet};
use domain::id::AgencyId;
use domain::lang::Lang;
use domain::procedure::{ProcedureCode, nearest_level};
use serde::{Deserialize, Serialize};
use sqlx::FromRow;
use uuid::Uuid;

pub use self::overview::{FieldCount, Overview};
use crate::StoreError;
use crate::db::{Db, read};

/// What lists and suggestions need of a procedure; the rest is read when somebody opens it.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct ProcedureSummary {
    /// National code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Field (lĩnh vực).
    pub field: String,
    /// Level (cấp thực hiện).
    pub level: String,
}

/// A reason for refusal with the words the sender gets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReasonText {
    /// `R01` to `R11`.
    pub code: String,
    /// Vietnamese name.
    pub name_vi: String,
    /// English name.
    pub name_en: String,
    /// `decree` or `practice`.
    pub ground: String,
    /// Act and article.
    pub legal_basis: String,
    /// What to do instead, in Vietnamese.
    pub guidance_vi: String,
    /// What to do instead, in English.
    pub guidance_en: String,
    /// What the official should check first.
    #[serde(default)]
    pub official_hint_vi: String,
}

impl ReasonText {
    /// The guidance in the language.
    pub fn guidance(&self, lang: Lang) -> &str {
        lang.pick(&self.guidance_vi, &self.guidance_en)
    }
}

/// The province as configured. What is not read in a legal act says so in its own file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Profile {
    /// Name of the province.
    pub name: String,
    /// Slug of the agency that receives, publishes and reviews.
    pub intake_agency: String,
    /// The published dedicated telephone number; none until the province sets it.
    pub hotline: Option<String>,
    /// Everything in the database is a demonstration.
    pub demonstration: bool,
}

/// The catalogues at a moment.
#[derive(Clone, Debug)]
pub struct Catalogue {
    /// Agencies, their names over time, succession and competence.
    pub organisations: Organisations,
    /// Communes and what they were before.
    pub areas: Areas,
    /// Working days and hours.
    pub calendar: Calendar,
    /// Deadline rules, all versions.
    pub rules: RuleSet,
    /// Reasons for refusal.
    pub reasons: Vec<ReasonText>,
    /// The province.
    pub profile: Profile,
    procedures: Vec<ProcedureSummary>,
    overview: Overview,
    by_code: HashMap<String, usize>,
    area_by_code: HashMap<String, Area>,
}

#[derive(FromRow)]
struct AgencyRow {
    detail: String,
}

#[derive(FromRow)]
struct DayRow {
    day: NaiveDate,
    kind: String,
    name: String,
    source: String,
}

impl Catalogue {
    /// Reads everything from the database.
    pub(crate) async fn load(db: &Db) -> Result<Self, StoreError> {
        let agencies: Vec<AgencyRow> = read!(db, pool => sqlx::query_as("select detail from agency order by slug").fetch_all(pool).await)?;
        let successions = details(db, "agency_succession").await?;
        let jurisdictions = details(db, "jurisdiction").await?;
        let agencies = agencies
            .iter()
            .map(|row| parse::<Agency>(&row.detail, "agency"))
            .collect::<Result<Vec<_>, _>>()?;
        let organisations = Organisations::new(
            agencies,
            parse_all::<Succession>(&successions, "agency_succession")?,
            parse_all::<Jurisdiction>(&jurisdictions, "jurisdiction")?,
        )
        .map_err(|error| StoreError::Catalogue {
            file: "agencies".into(),
            problem: error.to_string(),
        })?;
        let areas = parse_all::<Area>(&details(db, "area").await?, "area")?;
        let area_by_code = areas
            .iter()
            .map(|area| (area.code.as_str().to_owned(), area.clone()))
            .collect();
        let days: Vec<DayRow> = read!(db, pool => sqlx::query_as("select day, kind, name, source from calendar_day order by day")
            .fetch_all(pool)
            .await)?;
        let rules =
            parse_all::<DeadlineRule>(&details(db, "deadline_rule").await?, "deadline_rule")?;
        let rules = if rules.is_empty() {
            RuleSet::from_json(domain::deadline::NATIONAL_RULES)
        } else {
            RuleSet::new(rules)
        }
        .map_err(|error| StoreError::Catalogue {
            file: "deadline-rules".into(),
            problem: error.to_string(),
        })?;
        let reasons =
            parse_all::<ReasonText>(&details(db, "rejection_reason").await?, "rejection_reason")?;
        let profile = parse_all::<Profile>(&details(db, "profile").await?, "profile")?
            .pop()
            .unwrap_or_default();
        let procedures: Vec<ProcedureSummary> = read!(db, pool => sqlx::query_as(
            "select code, name, field, level from procedure order by code"
        ).fetch_all(pool).await)?;
        let by_code = procedures
            .iter()
            .enumerate()
            .map(|(index, procedure)| (procedure.code.clone(), index))
            .collect();
        Ok(Self {
            organisations,
            areas: Areas::new(areas),
            calendar: Calendar::new(days.into_iter().map(DayRow::into_override)),
            rules,
            reasons,
            profile,
            overview: Overview::of(&procedures),
            procedures,
            by_code,
            area_by_code,
        })
    }

    /// Whether nothing has been imported yet.
    pub fn is_empty(&self) -> bool {
        self.procedures.is_empty()
    }

    /// All procedures, by code.
    pub fn procedures(&self) -> &[ProcedureSummary] {
        &self.procedures
    }

    /// All procedures, in the order of the alphabet.
    pub fn procedures_by_name(&self) -> impl Iterator<Item = &ProcedureSummary> {
        self.overview
            .alphabetical()
            .iter()
            .map(|index| &self.procedures[*index])
    }

    /// The catalogue of procedures in numbers.
    pub const fn overview(&self) -> &Overview {
        &self.overview
    }

    /// The procedure with this national code.
    pub fn procedure(&self, code: &str) -> Option<&ProcedureSummary> {
        self.by_code
            .get(code)
            .and_then(|index| self.procedures.get(*index))
    }

    /// The area with this code, of today or of the past.
    pub fn area(&self, code: &str) -> Option<&Area> {
        self.area_by_code.get(code)
    }

    /// The name of an area, or its code when it is unknown.
    pub fn area_name(&self, code: &str) -> String {
        self.area(code)
            .map_or_else(|| code.to_owned(), |area| area.name.clone())
    }

    /// The communes of the day, in the order of the catalogue.
    pub fn communes(&self, on: NaiveDate) -> Vec<&Area> {
        self.areas
            .iter()
            .filter(|area| area.kind.is_commune_level() && area.is_valid_on(on))
            .collect()
    }

    /// The agency with this slug.
    pub fn agency_by_slug(&self, slug: &str) -> Option<AgencyId> {
        self.organisations.by_slug(slug).map(|agency| agency.id)
    }

    /// The slug of an agency.
    pub fn agency_slug(&self, id: AgencyId) -> Option<String> {
        self.organisations
            .agency(id)
            .map(|agency| agency.slug.clone())
    }

    /// The slug of the agency that bears the name on the day.
    pub fn agency_slug_named(&self, name: &str, on: NaiveDate) -> Option<String> {
        self.organisations
            .standing_on(on)
            .find(|agency| {
                agency
                    .version_on(on)
                    .is_some_and(|version| version.name == name)
            })
            .map(|agency| agency.slug.clone())
    }

    /// The agency's name on the day; its id when it is unknown.
    pub fn agency_name_on(&self, id: AgencyId, on: NaiveDate) -> String {
        self.organisations
            .name_on(id, on)
            .map_or_else(|| id.to_string(), str::to_owned)
    }

    /// The agency's short name on the day.
    pub fn agency_short_name_on(&self, id: AgencyId, on: NaiveDate) -> String {
        let version = self.agency_version_on(id, on);
        version
            .map(|version| version.short_name.clone())
            .filter(|name| !name.is_empty())
            .unwrap_or_else(|| self.agency_name_on(id, on))
    }

    /// The agency as it was on the day.
    pub fn agency_version_on(&self, id: AgencyId, on: NaiveDate) -> Option<&AgencyVersion> {
        self.organisations
            .agency(id)
            .and_then(|agency| agency.version_on(on))
    }

    /// Whether the agency stands on the day.
    pub fn agency_exists_on(&self, id: AgencyId, on: NaiveDate) -> bool {
        self.organisations
            .agency(id)
            .is_some_and(|agency| agency.stands_on(on))
    }

    /// The agency and those whose work it took over, for filters that roll up to today.
    pub fn agency_with_predecessors(&self, slug: &str) -> Vec<Uuid> {
        let Some(id) = self.agency_by_slug(slug) else {
            return Vec::new();
        };
        let far = NaiveDate::MAX;
        let mut all = vec![id.0];
        all.extend(
            self.organisations
                .iter()
                .filter(|agency| {
                    agency.id != id && self.organisations.rolled_up(agency.id, far) == id
                })
                .map(|agency| agency.id.0),
        );
        all
    }

    /// The agency that receives petitions, publishes answers and reviews those the sender is not satisfied with.
    pub fn intake_agency(&self) -> AgencyId {
        self.agency_by_slug(&self.profile.intake_agency)
            .unwrap_or(AgencyId(Uuid::nil()))
    }

    /// Who is competent, the first to propose first, each with the reason in Vietnamese.
    ///
    /// What is known of a procedure (field, level) decides before what the form says of its field.
    pub fn competent(
        &self,
        on: NaiveDate,
        procedure: Option<&str>,
        field: Option<&str>,
        area: Option<&str>,
    ) -> Vec<(AgencyId, String)> {
        let summary = procedure.and_then(|code| self.procedure(code));
        let known_field = summary
            .map(|summary| summary.field.as_str())
            .filter(|field| !field.is_empty());
        let code = procedure.and_then(|code| code.parse::<ProcedureCode>().ok());
        let area = area
            .and_then(|code| code.parse::<AreaCode>().ok())
            .map(|code| self.ground(code, on));
        let matter = Matter {
            field: known_field.or(field),
            procedure: code.as_ref(),
            level: summary.and_then(|summary| nearest_level(&summary.level)),
            area: area.as_ref(),
        };
        self.organisations
            .competent(on, matter)
            .into_iter()
            .map(|competent| (competent.agency_id, competent.because.words(Lang::Vi)))
            .collect()
    }

    /// The code of the unit that governed the ground on that day; before July 2025 a commune's is its district's.
    fn ground(&self, code: AreaCode, on: NaiveDate) -> AreaCode {
        self.areas
            .governing_on(&code, on)
            .map_or(code, |area| area.code.clone())
    }

    /// The words for a reason.
    pub fn reason(&self, code: &str) -> Option<&ReasonText> {
        self.reasons.iter().find(|reason| reason.code == code)
    }
}

impl DayRow {
    fn into_override(self) -> DayOverride {
        let kind = if self.kind == "make_up" {
            DayKind::MakeUp
        } else {
            DayKind::Off
        };
        DayOverride {
            date: self.day,
            kind,
            name: self.name,
            source: self.source,
        }
    }
}

async fn details(db: &Db, table: &'static str) -> Result<Vec<(String,)>, StoreError> {
    let sql = match table {
        "agency_succession" => {
            "select detail from agency_succession order by effective_on, from_agency, to_agency"
        }
        "jurisdiction" => "select detail from jurisdiction order by id",
        "area" => "select detail from area order by code",
        "deadline_rule" => "select detail from deadline_rule order by code, version",
        "rejection_reason" => "select detail from rejection_reason order by code",
        _ => "select detail from profile",
    };
    Ok(read!(db, pool => sqlx::query_as(sql).fetch_all(pool).await)?)
}

fn parse<T: for<'a> Deserialize<'a>>(detail: &str, table: &'static str) -> Result<T, StoreError> {
    serde_json::from_str(detail).map_err(|error| StoreError::Inconsistent {
        table,
        column: "detail",
        row: error.to_string(),
    })
}

fn parse_all<T: for<'a> Deserialize<'a>>(
    details: &[(String,)],
    table: &'static str,
) -> Result<Vec<T>, StoreError> {
    details
        .iter()
        .map(|(detail,)| parse(detail, table))
        .collect()
}
