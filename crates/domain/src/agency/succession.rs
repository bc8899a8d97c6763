//! Who took over whose work, and when?

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::area::AreaCode;
use crate::id::AgencyId;

/// In what way work passed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SuccessionKind {
    /// Sáp nhập: into one that others also joined.
    Merge,
    /// Chia tách: into several.
    Split,
    /// Đổi tên, with a new record for the office.
    Rename,
    /// Giải thể.
    Dissolve,
    /// Chuyển chức năng: the old office goes on without this part of its work.
    TransferOfFunction,
}

/// Which part of the work passed on; all of it when nothing is named.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct SuccessionScope {
    /// Only this field of work.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// Only this area.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub area: Option<AreaCode>,
}

impl SuccessionScope {
    /// Does all of the work pass on?
    pub fn is_all(&self) -> bool {
        self.field.is_none() && self.area.is_none()
    }
}

/// One step from an office to one that took over from it. An office may have several, and several may lead to one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Succession {
    /// The office whose work passed on.
    pub from: AgencyId,
    /// The office that took it over; `None` when it was dissolved and nobody did.
    #[serde(default)]
    pub to: Option<AgencyId>,
    /// First day on which the new office is in charge.
    pub effective_on: NaiveDate,
    /// In what way.
    pub kind: SuccessionKind,
    /// Which part of the work.
    #[serde(default)]
    pub scope: SuccessionScope,
    /// Open petitions and sums in reports go here unless someone decides otherwise.
    #[serde(default)]
    pub is_default: bool,
    /// The act; empty when not known.
    #[serde(default)]
    pub legal_basis: String,
}
