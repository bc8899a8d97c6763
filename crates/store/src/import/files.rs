//! How do the shipped files read? They are inside the program, so that one file installs everything.

use std::io::Read as _;

use chrono::{Days, NaiveDate};
use domain::agency::{
    Agency, AgencyKind, AgencyLevel, AgencyVersion, Holder, Jurisdiction, Succession,
    SuccessionKind, SuccessionScope,
};
use domain::area::{Area, AreaCode, AreaKind, OldArea};
use domain::calendar::{DayKind, DayOverride};
use domain::deadline::{DeadlineRule, NATIONAL_RULES};
use domain::procedure::{Procedure, ProcedureLevel, nearest_level};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::{Columns, Entry, agency_id, jurisdiction_id, succession_key};
use crate::StoreError;
use crate::catalogue::{Profile, ReasonText};
use crate::shipped::{AGENCIES as AGENCIES_FILE, AREAS, PROCEDURES};

static HOLIDAYS: &str = include_str!("../../../../data/holidays.csv");
static REASONS: &str = include_str!("../../../../data/reasons.json");
static PROVINCE: &str = include_str!("../../../../data/province/thai-nguyen.json");

pub(super) struct Files {
    pub(super) tables: Vec<(&'static str, Vec<Entry>)>,
    pub(super) days: Vec<DayOverride>,
}

/// Reads all files.
pub(super) fn read() -> Result<Files, StoreError> {
    let AgenciesFile {
        agencies,
        successions,
        jurisdictions,
    } = parse("agencies.json", AGENCIES_FILE)?;
    Ok(Files {
        tables: vec![
            (
                "agency",
                agencies
                    .into_iter()
                    .map(AgencyRecord::entry)
                    .collect::<Result<_, _>>()?,
            ),
            (
                "agency_succession",
                successions
                    .into_iter()
                    .map(SuccessionRecord::entry)
                    .collect::<Result<_, _>>()?,
            ),
            (
                "jurisdiction",
                jurisdictions
                    .into_iter()
                    .map(JurisdictionRecord::entry)
                    .collect::<Result<_, _>>()?,
            ),
            (
                "area",
                parse::<Vec<AreaRecord>>("areas.json", AREAS)?
                    .into_iter()
                    .map(AreaRecord::entry)
                    .collect::<Result<_, _>>()?,
            ),
            ("procedure", procedures()?),
            ("deadline_rule", rules()?),
            ("rejection_reason", reasons()?),
            ("profile", profile()?),
        ],
        days: holidays()?,
    })
}

fn parse<T: DeserializeOwned>(file: &str, text: &str) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|error| bad(file, error))
}

fn bad(file: &str, problem: impl std::fmt::Display) -> StoreError {
    StoreError::Catalogue {
        file: file.to_owned(),
        problem: problem.to_string(),
    }
}

fn area_code(text: &str) -> Result<AreaCode, StoreError> {
    text.parse().map_err(|error| bad("agencies.json", error))
}

fn level(text: &str) -> Result<ProcedureLevel, StoreError> {
    nearest_level(text).ok_or_else(|| bad("agencies.json", format!("unknown level {text}")))
}

/// The files give the last day; the rules want the first day after.
fn day_after(last: Option<NaiveDate>) -> Option<NaiveDate> {
    last.and_then(|last| last.checked_add_days(Days::new(1)))
}

#[derive(Deserialize)]
struct AgenciesFile {
    agencies: Vec<AgencyRecord>,
    successions: Vec<SuccessionRecord>,
    jurisdictions: Vec<JurisdictionRecord>,
}

#[derive(Deserialize)]
struct AgencyRecord {
    slug: String,
    versions: Vec<VersionRecord>,
}

#[derive(Deserialize)]
struct VersionRecord {
    name: String,
    short_name: String,
    kind: String,
    level: String,
    parent_slug: Option<String>,
    area: Option<String>,
    national_code: Option<String>,
    valid_from: NaiveDate,
    valid_to: Option<NaiveDate>,
    legal_basis: String,
    address: Option<String>,
    hotline: Option<String>,
    email: Option<String>,
    contact_official: Option<String>,
}

impl AgencyRecord {
    fn entry(self) -> Result<Entry, StoreError> {
        let id = agency_id(&self.slug);
        let agency = Agency {
            id,
            versions: self
                .versions
                .into_iter()
                .map(VersionRecord::version)
                .collect::<Result<_, _>>()?,
            slug: self.slug.clone(),
        };
        Ok(Entry {
            key: self.slug,
            detail: serde_json::to_string(&agency)?,
            columns: Columns::Agency { id: id.0 },
        })
    }
}

impl VersionRecord {
    fn version(self) -> Result<AgencyVersion, StoreError> {
        let kind = match self.kind.as_str() {
            "province_office" => AgencyKind::ProvincialOffice,
            "department" => AgencyKind::Department,
            "inspectorate" => AgencyKind::Inspectorate,
            "board" => AgencyKind::ManagementBoard,
            "service_centre" => AgencyKind::ServiceCentre,
            "commune" => AgencyKind::CommuneCommittee,
            "district" => AgencyKind::DistrictCommittee,
            "ministry" => AgencyKind::Ministry,
            "vertical" => AgencyKind::Vertical,
            "police" => AgencyKind::Police,
            "military" => AgencyKind::Military,
            "public_unit" => AgencyKind::PublicUnit,
            other => return Err(bad("agencies.json", format!("unknown kind {other}"))),
        };
        let level = match (self.level.as_str(), kind) {
            (_, AgencyKind::DistrictCommittee) => AgencyLevel::District,
            ("province", _) => AgencyLevel::Province,
            ("commune", _) => AgencyLevel::Commune,
            ("central", _) => AgencyLevel::Central,
            (other, _) => return Err(bad("agencies.json", format!("unknown level {other}"))),
        };
        Ok(AgencyVersion {
            kind,
            level,
            parent: self.parent_slug.as_deref().map(agency_id),
            area: self.area.as_deref().map(area_code).transpose()?,
            name: self.name,
            short_name: self.short_name,
            national_code: self.national_code,
            valid_from: self.valid_from,
            valid_to: day_after(self.valid_to),
            legal_basis: self.legal_basis,
            address: self.address,
            hotline: self.hotline,
            email: self.email,
            contact_official: self.contact_official,
        })
    }
}

#[derive(Deserialize)]
struct SuccessionRecord {
    from: String,
    to: String,
    effective_on: NaiveDate,
    kind: String,
    scope: Option<String>,
    is_default: bool,
    legal_basis: String,
}

impl SuccessionRecord {
    fn entry(self) -> Result<Entry, StoreError> {
        let kind = match self.kind.as_str() {
            "merge" => SuccessionKind::Merge,
            "split" => SuccessionKind::Split,
            "rename" => SuccessionKind::Rename,
            "dissolve" => SuccessionKind::Dissolve,
            "transfer_of_function" => SuccessionKind::TransferOfFunction,
            other => return Err(bad("agencies.json", format!("unknown succession {other}"))),
        };
        let (from, to) = (agency_id(&self.from), agency_id(&self.to));
        let area = self
            .scope
            .as_deref()
            .and_then(|scope| scope.parse::<AreaCode>().ok());
        let field = self.scope.filter(|_| area.is_none());
        let succession = Succession {
            from,
            to: Some(to),
            effective_on: self.effective_on,
            kind,
            scope: SuccessionScope { field, area },
            is_default: self.is_default,
            legal_basis: self.legal_basis,
        };
        let detail = serde_json::to_string(&succession)?;
        Ok(Entry {
            key: succession_key(&succession),
            detail,
            columns: Columns::Succession {
                from: from.0,
                to: to.0,
                on: self.effective_on,
            },
        })
    }
}

#[derive(Deserialize)]
struct JurisdictionRecord {
    agency: String,
    field: Option<String>,
    procedure_code: Option<String>,
    area: Option<String>,
    level: Option<String>,
    valid_from: NaiveDate,
    valid_to: Option<NaiveDate>,
    priority: u16,
}

impl JurisdictionRecord {
    fn entry(self) -> Result<Entry, StoreError> {
        // The commune, or before July 2025 the district, in whose area the petition lies.
        let agency = (self.agency != "@commune").then(|| agency_id(&self.agency));
        let jurisdiction = Jurisdiction {
            holder: agency.map_or(Holder::OfTheArea, Holder::Agency),
            level: self.level.as_deref().map(level).transpose()?,
            field: self.field,
            procedure_code: self
                .procedure_code
                .map(|code| code.parse())
                .transpose()
                .map_err(|error| bad("agencies.json", format!("{error:?}")))?,
            area: self.area.as_deref().map(area_code).transpose()?,
            valid_from: self.valid_from,
            valid_to: day_after(self.valid_to),
            // The file's larger number goes first, the rules' smaller one.
            priority: 1_000_u16.saturating_sub(self.priority),
        };
        let detail = serde_json::to_string(&jurisdiction)?;
        let id = jurisdiction_id(&detail);
        Ok(Entry {
            key: detail.clone(),
            detail,
            columns: Columns::Jurisdiction {
                id,
                agency: agency.map(|agency| agency.0),
            },
        })
    }
}

#[derive(Deserialize)]
struct AreaRecord {
    code: String,
    name: String,
    kind: String,
    parent: Option<String>,
    old: Vec<OldRecord>,
    valid_from: NaiveDate,
    valid_to: Option<NaiveDate>,
}

#[derive(Deserialize)]
struct OldRecord {
    code: String,
    name: String,
    district: String,
    province: String,
    whole: bool,
    #[serde(default)]
    is_default: Option<bool>,
}

impl AreaRecord {
    fn entry(self) -> Result<Entry, StoreError> {
        let code = |text: &str| {
            text.parse::<AreaCode>()
                .map_err(|error| bad("areas.json", format!("{error:?}")))
        };
        let kind = match self.kind.as_str() {
            "tinh" => AreaKind::Province,
            "xa" => AreaKind::Ward,
            "phuong" => AreaKind::UrbanWard,
            "huyen" | "thanh_pho" | "thi_xa" => AreaKind::OldDistrict,
            "thi_tran" => AreaKind::OldTownship,
            other => return Err(bad("areas.json", format!("unknown kind {other}"))),
        };
        let old_names = self
            .old
            .into_iter()
            .map(|old| {
                Ok(OldArea {
                    code: code(&old.code)?,
                    name: old.name,
                    district: old.district,
                    province: old.province,
                    whole: old.whole,
                    is_default: old.is_default.unwrap_or(old.whole),
                })
            })
            .collect::<Result<_, StoreError>>()?;
        let area = Area {
            code: code(&self.code)?,
            name: self.name.clone(),
            kind,
            parent: self.parent.as_deref().map(code).transpose()?,
            old_names,
            valid_from: self.valid_from,
            valid_to: day_after(self.valid_to),
        };
        Ok(Entry {
            key: self.code,
            detail: serde_json::to_string(&area)?,
            columns: Columns::Named { name: self.name },
        })
    }
}

fn procedures() -> Result<Vec<Entry>, StoreError> {
    let mut text = String::new();
    flate2::read::GzDecoder::new(PROCEDURES)
        .read_to_string(&mut text)
        .map_err(|error| bad("procedures.jsonl.gz", error))?;
    text.lines()
        .map(|line| {
            let procedure: Procedure = parse("procedures.jsonl.gz", line)?;
            Ok(Entry {
                key: procedure.code.to_string(),
                detail: serde_json::to_string(&procedure)?,
                columns: Columns::Procedure {
                    name: procedure.name,
                    field: procedure.field,
                    level: procedure.level,
                },
            })
        })
        .collect()
}

fn rules() -> Result<Vec<Entry>, StoreError> {
    parse::<Vec<DeadlineRule>>("deadline-rules.json", NATIONAL_RULES)?
        .into_iter()
        .map(|rule| {
            Ok(Entry {
                key: format!("{}/{}", rule.code, rule.version),
                detail: serde_json::to_string(&rule)?,
                columns: Columns::Rule {
                    code: rule.code,
                    version: i64::from(rule.version),
                },
            })
        })
        .collect()
}

fn reasons() -> Result<Vec<Entry>, StoreError> {
    parse::<Vec<ReasonText>>("reasons.json", REASONS)?
        .into_iter()
        .map(|reason| {
            Ok(Entry {
                key: reason.code.clone(),
                detail: serde_json::to_string(&reason)?,
                columns: Columns::Plain,
            })
        })
        .collect()
}

fn profile() -> Result<Vec<Entry>, StoreError> {
    let profile: Profile = parse("province/thai-nguyen.json", PROVINCE)?;
    Ok(vec![Entry {
        key: "profile".into(),
        detail: serde_json::to_string(&profile)?,
        columns: Columns::Plain,
    }])
}

fn holidays() -> Result<Vec<DayOverride>, StoreError> {
    HOLIDAYS
        .lines()
        .skip(1)
        .filter(|line| !line.trim().is_empty())
        .map(|line| {
            // Names hold no commas; the checker of the catalogues makes sure.
            let mut cells = line.splitn(4, ',');
            let (Some(date), Some(kind), Some(name), Some(source)) =
                (cells.next(), cells.next(), cells.next(), cells.next())
            else {
                return Err(bad("holidays.csv", line));
            };
            Ok(DayOverride {
                date: date
                    .parse()
                    .map_err(|error| bad("holidays.csv", format!("{date}: {error}")))?,
                kind: if kind == "make_up" {
                    DayKind::MakeUp
                } else {
                    DayKind::Off
                },
                name: name.to_owned(),
                source: source.trim_matches('"').to_owned(),
            })
        })
        .collect()
}
