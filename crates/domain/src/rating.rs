//! How satisfied was the sender with the answer?

use serde::{Deserialize, Serialize};

use crate::lang::Lang;

/// The three levels used by provinces and by the national index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Satisfaction {
    /// Rất hài lòng.
    VerySatisfied,
    /// Hài lòng.
    Satisfied,
    /// Không hài lòng.
    Dissatisfied,
}

impl Satisfaction {
    /// Every level, best first.
    pub const ALL: [Self; 3] = [Self::VerySatisfied, Self::Satisfied, Self::Dissatisfied];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::VerySatisfied => "very_satisfied",
            Self::Satisfied => "satisfied",
            Self::Dissatisfied => "dissatisfied",
        }
    }

    /// Reads a code back.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.code() == code)
    }

    /// What people call it.
    pub const fn label(self, lang: Lang) -> &'static str {
        let (vi, en) = match self {
            Self::VerySatisfied => ("Rất hài lòng", "Very satisfied"),
            Self::Satisfied => ("Hài lòng", "Satisfied"),
            Self::Dissatisfied => ("Không hài lòng", "Dissatisfied"),
        };
        match lang {
            Lang::Vi => vi,
            Lang::En => en,
        }
    }
}
