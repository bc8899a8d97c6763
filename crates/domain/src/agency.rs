//! Which office is meant, and what was it called on a given day?

pub mod jurisdiction;
pub mod organisations;
pub mod succession;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use self::jurisdiction::{Because, Competent, Holder, Jurisdiction, Matter};
pub use self::organisations::{OrganisationError, Organisations};
pub use self::succession::{Succession, SuccessionKind, SuccessionScope};
use crate::area::AreaCode;
use crate::calendar::valid_on;
use crate::id::AgencyId;

/// What kind of office it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AgencyKind {
    /// Ủy ban nhân dân tỉnh.
    ProvincialCommittee,
    /// Văn phòng Ủy ban nhân dân tỉnh.
    ProvincialOffice,
    /// Sở, and what ranks as one.
    Department,
    /// Thanh tra tỉnh.
    Inspectorate,
    /// Ban quản lý.
    ManagementBoard,
    /// Trung tâm Phục vụ hành chính công, of the province or of a commune.
    ServiceCentre,
    /// Ủy ban nhân dân huyện (until 30 June 2025).
    DistrictCommittee,
    /// Ủy ban nhân dân xã, phường.
    CommuneCommittee,
    /// Công an.
    Police,
    /// Quân sự.
    Military,
    /// Answers to a ministry, not to the province: thuế, hải quan, bảo hiểm xã hội, thi hành án.
    Vertical,
    /// Bộ, ngành.
    Ministry,
    /// Đơn vị sự nghiệp.
    PublicUnit,
    /// Anything else.
    Other,
}

impl AgencyKind {
    /// Does it govern the ground of a commune or a district?
    pub const fn governs_ground(self) -> bool {
        matches!(self, Self::CommuneCommittee | Self::DistrictCommittee)
    }
}

/// At which level of the state it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AgencyLevel {
    /// The ministries.
    Central,
    /// Cấp tỉnh.
    Province,
    /// Cấp huyện (until 30 June 2025).
    District,
    /// Cấp xã.
    Commune,
}

/// An office as it was during a time. A change of name or rank makes a new version; none is overwritten.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgencyVersion {
    /// Full name.
    pub name: String,
    /// Name for lists.
    pub short_name: String,
    /// What kind of office it is.
    pub kind: AgencyKind,
    /// At which level it stands.
    pub level: AgencyLevel,
    /// The office it belongs to.
    #[serde(default)]
    pub parent: Option<AgencyId>,
    /// The ground it governs, for the committee of a commune or a district.
    #[serde(default)]
    pub area: Option<AreaCode>,
    /// Its electronic identifier, e.g. `H55.242`.
    #[serde(default)]
    pub national_code: Option<String>,
    /// First day of this version.
    pub valid_from: NaiveDate,
    /// First day on which it is no longer so.
    #[serde(default)]
    pub valid_to: Option<NaiveDate>,
    /// The act that made it so; empty when not known.
    #[serde(default)]
    pub legal_basis: String,
    /// Where it receives people.
    #[serde(default)]
    pub address: Option<String>,
    /// Published telephone number.
    #[serde(default)]
    pub hotline: Option<String>,
    /// Published address for mail.
    #[serde(default)]
    pub email: Option<String>,
    /// Who answers the published number, as the office names them.
    #[serde(default)]
    pub contact_official: Option<String>,
}

/// An office through all its versions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agency {
    /// Its id, the same through all names.
    pub id: AgencyId,
    /// Its name in addresses, the same through all names.
    pub slug: String,
    /// Its versions, oldest first.
    pub versions: Vec<AgencyVersion>,
}

impl Agency {
    /// The version valid on that day; `None` before it was set up and after it was closed.
    pub fn version_on(&self, on: NaiveDate) -> Option<&AgencyVersion> {
        self.versions
            .iter()
            .find(|version| valid_on(version.valid_from, version.valid_to, on))
    }

    /// Does the office exist on that day?
    pub fn stands_on(&self, on: NaiveDate) -> bool {
        self.version_on(on).is_some()
    }

    /// Its name on that day, as a document of that day prints it. A closed office keeps its last name; before it was set
    /// up it is called by its first.
    pub fn name_on(&self, on: NaiveDate) -> &str {
        let last_begun = self
            .versions
            .iter()
            .rev()
            .find(|version| version.valid_from <= on);
        last_begun
            .or(self.versions.first())
            .map_or(&self.slug, |version| &version.name)
    }
}
