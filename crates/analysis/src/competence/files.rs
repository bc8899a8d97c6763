//! What of the catalogues' files does competence need? The store reads all of them (`store/src/import/files.rs`); the
//! analysis knows neither store nor domain and reads its own part.

use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct AgenciesFile {
    pub(super) agencies: Vec<AgencyRecord>,
    pub(super) jurisdictions: Vec<JurisdictionRecord>,
}

#[derive(Deserialize)]
pub(super) struct AgencyRecord {
    pub(super) slug: String,
    pub(super) versions: Vec<VersionRecord>,
}

#[derive(Deserialize)]
pub(super) struct VersionRecord {
    pub(super) name: String,
    pub(super) short_name: String,
    pub(super) kind: String,
    pub(super) area: Option<String>,
    pub(super) valid_from: String,
    pub(super) valid_to: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct JurisdictionRecord {
    pub(super) agency: String,
    pub(super) field: Option<String>,
    pub(super) procedure_code: Option<String>,
    pub(super) area: Option<String>,
    pub(super) level: Option<String>,
    pub(super) valid_from: String,
    pub(super) valid_to: Option<String>,
    pub(super) priority: u16,
}

#[derive(Deserialize)]
pub(super) struct AreaRecord {
    pub(super) code: String,
    pub(super) short_name: String,
    pub(super) kind: String,
    #[serde(default)]
    pub(super) old: Vec<OldArea>,
    pub(super) valid_to: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct OldArea {
    pub(super) name: String,
}
