//! What does an answer say, and is it fit to be approved?

use serde::{Deserialize, Serialize};

use crate::lang::Lang;

/// What came of the petition (Decree 20/2008 Art. 14–15).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnswerOutcome {
    /// The rule or the act was explained.
    Explained,
    /// What went wrong was put right.
    Remedied,
    /// A rule will be amended, supplemented or repealed.
    RegulationAmended,
    /// Recommended to a higher body.
    RecommendedUpward,
    /// A new rule will be issued.
    NewRegulation,
    /// No grounds were found.
    NoBasis,
    /// The sender was shown the right way.
    Guided,
}

impl AnswerOutcome {
    /// Every outcome.
    pub const ALL: [Self; 7] = [
        Self::Explained,
        Self::Remedied,
        Self::RegulationAmended,
        Self::RecommendedUpward,
        Self::NewRegulation,
        Self::NoBasis,
        Self::Guided,
    ];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Explained => "explained",
            Self::Remedied => "remedied",
            Self::RegulationAmended => "regulation_amended",
            Self::RecommendedUpward => "recommended_upward",
            Self::NewRegulation => "new_regulation",
            Self::NoBasis => "no_basis",
            Self::Guided => "guided",
        }
    }

    /// Reads a code back.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.code() == code)
    }

    /// What people call it.
    pub const fn label(self, lang: Lang) -> &'static str {
        let (vi, en) = match self {
            Self::Explained => ("Đã giải trình", "Explained"),
            Self::Remedied => ("Đã khắc phục", "Put right"),
            Self::RegulationAmended => ("Sửa đổi, bãi bỏ quy định", "Rule to be amended"),
            Self::RecommendedUpward => ("Kiến nghị cấp trên", "Recommended to a higher body"),
            Self::NewRegulation => ("Ban hành quy định mới", "New rule to be issued"),
            Self::NoBasis => ("Không có cơ sở", "No grounds found"),
            Self::Guided => ("Hướng dẫn người gửi", "Guidance given"),
        };
        match lang {
            Lang::Vi => vi,
            Lang::En => en,
        }
    }
}

/// Whether what the sender reported proved true.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Upheld {
    /// Well founded.
    Yes,
    /// Unfounded.
    No,
    /// In part.
    Partly,
}

impl Upheld {
    /// Every finding.
    pub const ALL: [Self; 3] = [Self::Yes, Self::No, Self::Partly];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::Partly => "partly",
        }
    }

    /// Reads a code back.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|upheld| upheld.code() == code)
    }

    /// What people call it.
    pub const fn label(self, lang: Lang) -> &'static str {
        let (vi, en) = match self {
            Self::Yes => ("Có căn cứ", "Well founded"),
            Self::No => ("Không có căn cứ", "Unfounded"),
            Self::Partly => ("Có căn cứ một phần", "Partly founded"),
        };
        match lang {
            Lang::Vi => vi,
            Lang::En => en,
        }
    }
}

/// The six criteria a rule is examined by (Decree 20/2008 Art. 14.2), in the decree's order.
pub const CRITERIA: [(&str, &str); 6] = [
    ("Cần thiết", "Necessary"),
    ("Hợp lý, hợp pháp", "Reasonable and lawful"),
    ("Đơn giản, dễ hiểu", "Simple and clear"),
    ("Khả thi", "Feasible"),
    ("Thống nhất, đồng bộ", "Consistent"),
    ("Phù hợp điều ước quốc tế", "In line with treaties"),
];

/// How a rule fares under one criterion.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Criterion {
    /// Meets it.
    Met,
    /// Does not meet it.
    NotMet,
    /// Does not apply.
    #[default]
    NotApplicable,
}

impl Criterion {
    /// Reads a code back; anything unknown does not apply.
    pub fn from_code(code: &str) -> Self {
        match code {
            "met" => Self::Met,
            "not_met" => Self::NotMet,
            _ => Self::NotApplicable,
        }
    }
}

/// An answer while it is being written, and as it was approved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// What the sender reads.
    pub body: String,
    /// What came of it.
    pub outcome: AnswerOutcome,
    /// Whether the report proved true.
    pub upheld: Upheld,
    /// The six criteria, when the petition is about a rule.
    #[serde(default)]
    pub criteria: [Criterion; 6],
    /// Number of the answering document.
    #[serde(default)]
    pub document_no: Option<String>,
}
