//! Who acts: the sender, an official with roles, or the system itself.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::id::{AgencyId, OfficialId};
use crate::official::{Grant, Role};

/// The one who wants to do something to a petition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Actor {
    /// The sender, proved by tracking code and PIN.
    Sender,
    /// An official who signed in.
    Official(ActingOfficial),
    /// The program: calendar changes, succession of agencies, expired terms.
    System,
}

/// A signed-in official with the grants that are in force today.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActingOfficial {
    /// Who.
    pub id: OfficialId,
    /// Name as printed in the timeline.
    pub full_name: String,
    /// What the official may be, where and when.
    pub grants: Vec<Grant>,
}

impl ActingOfficial {
    /// Keeps only the grants in force on the day.
    #[must_use]
    pub fn on(mut self, day: NaiveDate) -> Self {
        self.grants.retain(|grant| grant.is_valid_on(day));
        self
    }

    /// Whether the official has the role anywhere.
    pub fn has(&self, role: Role) -> bool {
        self.grants.iter().any(|grant| grant.role == role)
    }

    /// Whether the official has the role in the agency.
    pub fn has_at(&self, role: Role, agency: AgencyId) -> bool {
        self.grants
            .iter()
            .any(|grant| grant.role == role && grant.agency == agency)
    }

    /// The agencies in which the official has any role, each once.
    pub fn agencies(&self) -> Vec<AgencyId> {
        let mut agencies: Vec<_> = self.grants.iter().map(|grant| grant.agency).collect();
        agencies.sort_unstable();
        agencies.dedup();
        agencies
    }
}

impl Actor {
    /// The official, when it is one.
    pub const fn official(&self) -> Option<&ActingOfficial> {
        match self {
            Self::Official(official) => Some(official),
            Self::Sender | Self::System => None,
        }
    }
}
