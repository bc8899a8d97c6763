//! What may an official be? Roles are grants to a person in an agency with a term, so that competence can move without code.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::id::AgencyId;
use crate::lang::Lang;

/// A role at the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Receives, classifies and assigns for the whole province.
    Intake,
    /// Works on petitions assigned to the agency.
    Handler,
    /// Approves the agency's answers.
    Approver,
    /// Checks personal data and publishes.
    Publisher,
    /// Leads the agency: approves, extends, decides on second returns.
    AgencyLead,
    /// Manages accounts and catalogues; sees no petition.
    Administrator,
    /// Reads everything but personal data; changes nothing.
    Auditor,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 7] = [
        Self::Intake,
        Self::Handler,
        Self::Approver,
        Self::Publisher,
        Self::AgencyLead,
        Self::Administrator,
        Self::Auditor,
    ];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Intake => "intake",
            Self::Handler => "handler",
            Self::Approver => "approver",
            Self::Publisher => "publisher",
            Self::AgencyLead => "agency_lead",
            Self::Administrator => "administrator",
            Self::Auditor => "auditor",
        }
    }

    /// Reads a stable code back.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }

    /// What people call the role.
    pub const fn label(self, lang: Lang) -> &'static str {
        let (vi, en) = match self {
            Self::Intake => ("cán bộ tiếp nhận", "intake officer"),
            Self::Handler => ("cán bộ xử lý", "handler"),
            Self::Approver => ("người duyệt", "approver"),
            Self::Publisher => ("cán bộ công khai", "publisher"),
            Self::AgencyLead => ("lãnh đạo đơn vị", "agency lead"),
            Self::Administrator => ("quản trị viên", "administrator"),
            Self::Auditor => ("người kiểm tra", "auditor"),
        };
        match lang {
            Lang::Vi => vi,
            Lang::En => en,
        }
    }
}

/// A role given to an official in an agency for a time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grant {
    /// What.
    pub role: Role,
    /// Where.
    pub agency: AgencyId,
    /// First day.
    pub valid_from: NaiveDate,
    /// Last day; open when absent.
    pub valid_to: Option<NaiveDate>,
}

impl Grant {
    /// Whether the grant is in force on the day.
    pub fn is_valid_on(&self, day: NaiveDate) -> bool {
        self.valid_from <= day && self.valid_to.is_none_or(|last| day <= last)
    }
}
