//! For what is an office competent, and why was it proposed?

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::area::AreaCode;
use crate::calendar::valid_on;
use crate::id::AgencyId;
use crate::lang::Lang;
use crate::procedure::{ProcedureCode, ProcedureLevel};

/// Who is competent by a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Holder {
    /// One office.
    Agency(AgencyId),
    /// Whichever committee governs the ground where the matter lies.
    OfTheArea,
}

/// What a matter is about, as far as it is known.
#[derive(Clone, Copy, Debug, Default)]
pub struct Matter<'a> {
    /// Field of procedures.
    pub field: Option<&'a str>,
    /// The procedure.
    pub procedure: Option<&'a ProcedureCode>,
    /// The level that carries the procedure out, nearest to the citizen.
    pub level: Option<ProcedureLevel>,
    /// The place.
    pub area: Option<&'a AreaCode>,
}

/// A statement of competence. What it names must fit; what it leaves out fits anything.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Jurisdiction {
    /// The competent office.
    pub holder: Holder,
    /// Field of procedures, e.g. "Đất đai".
    #[serde(default)]
    pub field: Option<String>,
    /// One procedure; a local code stands for its national one.
    #[serde(default)]
    pub procedure_code: Option<ProcedureCode>,
    /// One place; `None` for the whole province.
    #[serde(default)]
    pub area: Option<AreaCode>,
    /// Procedures that this level carries out, nearest to the citizen; `None` for any.
    #[serde(default)]
    pub level: Option<ProcedureLevel>,
    /// First day of the competence.
    pub valid_from: NaiveDate,
    /// First day on which it has ended.
    #[serde(default)]
    pub valid_to: Option<NaiveDate>,
    /// Of the statements that fit the lowest number comes first; among equals the more specific.
    #[serde(default)]
    pub priority: u16,
}

impl Jurisdiction {
    /// Is it in force on that day?
    pub fn is_valid_on(&self, on: NaiveDate) -> bool {
        valid_on(self.valid_from, self.valid_to, on)
    }

    /// How closely it describes a matter: a procedure says more than a field, a field than a place, a place than a level.
    pub(super) fn specificity(&self) -> u8 {
        8 * u8::from(self.procedure_code.is_some())
            + 4 * u8::from(self.field.is_some())
            + 2 * u8::from(self.area.is_some())
            + u8::from(self.level.is_some())
    }
}

/// What made an office competent: the parts of the statement that fitted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Because {
    /// It is competent for this procedure.
    pub procedure_code: Option<ProcedureCode>,
    /// It is competent for this field.
    pub field: Option<String>,
    /// It is competent in that place.
    pub area: bool,
    /// It is competent for procedures of this level.
    pub level: Option<ProcedureLevel>,
    /// It took the competence over from this office, which no longer exists.
    pub inherited_from: Option<AgencyId>,
}

impl Because {
    /// The reason in words, e.g. "theo thủ tục 1.013080, theo địa bàn".
    pub fn words(&self, lang: Lang) -> String {
        let mut parts = Vec::new();
        if let Some(code) = &self.procedure_code {
            parts.push(format!(
                "{} {}",
                lang.pick("theo thủ tục", "by procedure"),
                code.national()
            ));
        }
        if let Some(field) = &self.field {
            parts.push(format!(
                "{} {field}",
                lang.pick("theo lĩnh vực", "by field:")
            ));
        }
        if self.area {
            parts.push(lang.pick("theo địa bàn", "by place").to_owned());
        }
        if let Some(level) = self.level {
            parts.push(match lang {
                Lang::Vi => format!("thủ tục do {} thực hiện", level.words_vi()),
                Lang::En => format!("carried out by the {}", level.words_en()),
            });
        }
        if parts.is_empty() {
            parts.push(
                lang.pick("cơ quan đầu mối chung", "general contact point")
                    .to_owned(),
            );
        }
        if self.inherited_from.is_some() {
            parts.push(
                lang.pick(
                    "nhận nhiệm vụ từ cơ quan trước đây",
                    "took over from a former agency",
                )
                .to_owned(),
            );
        }
        parts.join(", ")
    }
}

/// An office proposed for a matter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Competent {
    /// The office.
    pub agency_id: AgencyId,
    /// Why it was proposed.
    pub because: Because,
}
