//! What does an administrative procedure consist of?

pub mod code;

use serde::{Deserialize, Deserializer, Serialize};

pub use self::code::{ProcedureCode, ProcedureCodeError};

/// One way of handing in an application.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Way {
    /// E.g. "Trực tiếp", "Trực tuyến", "Dịch vụ bưu chính".
    pub method: String,
    /// Time it takes, as printed; empty when the record lost its unit.
    pub time: String,
    /// Fee as printed.
    pub fee: String,
    /// Anything added.
    pub note: String,
}

/// One paper of the application.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Document {
    /// The case in which it is asked for; empty when always.
    pub group: String,
    /// What it is called.
    pub name: String,
    /// How many, as printed, e.g. "1 bản chính, 1 bản sao".
    pub copies: String,
}

/// The level of government that carries a procedure out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProcedureLevel {
    /// Cấp bộ.
    Ministry,
    /// Cấp tỉnh.
    Province,
    /// Cấp huyện, in records not yet brought up to date.
    District,
    /// Cấp xã.
    Commune,
    /// Cơ quan khác.
    Other,
}

impl ProcedureLevel {
    /// Reads one level as the catalogue prints it.
    fn from_words(text: &str) -> Option<Self> {
        match text.trim().to_lowercase().as_str() {
            "cấp bộ" => Some(Self::Ministry),
            "cấp tỉnh" => Some(Self::Province),
            "cấp huyện" => Some(Self::District),
            "cấp xã" => Some(Self::Commune),
            "cơ quan khác" => Some(Self::Other),
            _ => None,
        }
    }

    /// Its name in Vietnamese, within a sentence.
    pub const fn words_vi(self) -> &'static str {
        match self {
            Self::Ministry => "cấp bộ",
            Self::Province => "cấp tỉnh",
            Self::District => "cấp huyện",
            Self::Commune => "cấp xã",
            Self::Other => "cơ quan khác",
        }
    }

    /// Its name in English, within a sentence.
    pub const fn words_en(self) -> &'static str {
        match self {
            Self::Ministry => "ministry",
            Self::Province => "province",
            Self::District => "district",
            Self::Commune => "commune",
            Self::Other => "other office",
        }
    }
}

/// The levels named in a printed text such as "Cấp tỉnh, Cấp xã"; what is not a level is left out.
pub fn levels(printed: &str) -> Vec<ProcedureLevel> {
    printed
        .split(',')
        .filter_map(ProcedureLevel::from_words)
        .collect()
}

/// Of the levels in a printed text the one nearest to the citizen: "Cấp tỉnh, Cấp xã" is the commune's.
pub fn nearest_level(printed: &str) -> Option<ProcedureLevel> {
    let distance = |level: &ProcedureLevel| match level {
        ProcedureLevel::Commune => 0,
        ProcedureLevel::District => 1,
        ProcedureLevel::Province => 2,
        ProcedureLevel::Ministry => 3,
        ProcedureLevel::Other => 4,
    };
    levels(printed).into_iter().min_by_key(distance)
}

/// A part of a procedure that must be published (Decree 63/2010 Art. 8 cl. 2), and about which a petition can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Constituent {
    /// Tên thủ tục.
    Name,
    /// Trình tự thực hiện.
    Steps,
    /// Cách thức thực hiện.
    Ways,
    /// Thành phần, số lượng hồ sơ.
    Documents,
    /// Thời hạn giải quyết.
    TimeLimit,
    /// Đối tượng thực hiện.
    Audience,
    /// Cơ quan thực hiện.
    Agency,
    /// Mẫu đơn, tờ khai (if any).
    Forms,
    /// Kết quả thực hiện (if any).
    Result,
    /// Yêu cầu, điều kiện (if any).
    Conditions,
    /// Phí, lệ phí (if any).
    Fees,
}

impl Constituent {
    /// All of them, in the order of the decree.
    pub const ALL: [Self; 11] = [
        Self::Name,
        Self::Steps,
        Self::Ways,
        Self::Documents,
        Self::TimeLimit,
        Self::Audience,
        Self::Agency,
        Self::Forms,
        Self::Result,
        Self::Conditions,
        Self::Fees,
    ];

    /// Must every procedure have it? The others only "if any".
    pub fn is_mandatory(self) -> bool {
        !matches!(
            self,
            Self::Forms | Self::Result | Self::Conditions | Self::Fees
        )
    }

    /// Its name in Vietnamese.
    pub fn words_vi(self) -> &'static str {
        match self {
            Self::Name => "Tên thủ tục",
            Self::Steps => "Trình tự thực hiện",
            Self::Ways => "Cách thức thực hiện",
            Self::Documents => "Thành phần, số lượng hồ sơ",
            Self::TimeLimit => "Thời hạn giải quyết",
            Self::Audience => "Đối tượng thực hiện",
            Self::Agency => "Cơ quan thực hiện",
            Self::Forms => "Mẫu đơn, tờ khai",
            Self::Result => "Kết quả thực hiện",
            Self::Conditions => "Yêu cầu, điều kiện",
            Self::Fees => "Phí, lệ phí",
        }
    }

    /// Its name in English.
    pub fn words_en(self) -> &'static str {
        match self {
            Self::Name => "Name",
            Self::Steps => "Steps",
            Self::Ways => "Ways to apply",
            Self::Documents => "Papers and copies",
            Self::TimeLimit => "Time limit",
            Self::Audience => "Who may apply",
            Self::Agency => "Competent agency",
            Self::Forms => "Forms",
            Self::Result => "Result",
            Self::Conditions => "Requirements and conditions",
            Self::Fees => "Fees",
        }
    }
}

/// A procedure as the catalogue gives it. Everything but code and name may be empty: the national record leaves it out,
/// or it could not be read (then `url` leads to the record itself).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Procedure {
    /// National code.
    pub code: ProcedureCode,
    /// Tên thủ tục.
    pub name: String,
    /// Lĩnh vực.
    #[serde(default)]
    pub field: String,
    /// Cấp thực hiện as printed; several are separated by commas.
    #[serde(default)]
    pub level: String,
    /// The ministry that governs it.
    #[serde(default)]
    pub ministry: String,
    /// Cơ quan thực hiện as printed.
    #[serde(default)]
    pub agency: String,
    /// Number of the decision that published it.
    #[serde(default)]
    pub decision_no: String,
    /// Đối tượng thực hiện.
    #[serde(default)]
    pub audience: Vec<String>,
    /// Trình tự thực hiện.
    #[serde(default)]
    pub steps: Vec<String>,
    /// Cách thức thực hiện, with time and fee.
    #[serde(default)]
    pub ways: Vec<Way>,
    /// Thành phần hồ sơ.
    #[serde(default)]
    pub documents: Vec<Document>,
    /// Kết quả.
    #[serde(default)]
    pub result: String,
    /// Căn cứ pháp lý.
    #[serde(default)]
    pub legal_basis: Vec<String>,
    /// Yêu cầu, điều kiện.
    #[serde(default)]
    pub conditions: String,
    /// Thủ tục liên quan; read from a text or a list of texts.
    #[serde(default, deserialize_with = "one_or_many")]
    pub related: Vec<String>,
    /// The record at the National Public Service Portal.
    #[serde(default)]
    pub url: String,
    /// More is known than code, name, field and level.
    #[serde(default)]
    pub has_detail: bool,
}

impl Procedure {
    /// The levels that carry it out, as far as the printed text names known ones.
    pub fn levels(&self) -> Vec<ProcedureLevel> {
        levels(&self.level)
    }

    /// Does the catalogue hold this part? Forms are not listed apart: a paper that calls itself a form counts as one.
    pub fn has(&self, constituent: Constituent) -> bool {
        let is_form = |document: &Document| {
            let name = document.name.to_lowercase();
            ["mẫu", "tờ khai"].iter().any(|word| name.contains(word))
        };
        match constituent {
            Constituent::Name => !self.name.is_empty(),
            Constituent::Steps => !self.steps.is_empty(),
            Constituent::Ways => !self.ways.is_empty(),
            Constituent::Documents => !self.documents.is_empty(),
            Constituent::TimeLimit => self.ways.iter().any(|way| !way.time.is_empty()),
            Constituent::Audience => !self.audience.is_empty(),
            Constituent::Agency => !self.agency.is_empty(),
            Constituent::Forms => self.documents.iter().any(is_form),
            Constituent::Result => !self.result.is_empty(),
            Constituent::Conditions => !self.conditions.is_empty(),
            Constituent::Fees => self.ways.iter().any(|way| !way.fee.is_empty()),
        }
    }

    /// Mandatory parts that the catalogue lacks; `None` when nothing but the index entry is known.
    ///
    /// Lacking here does not prove that the national record lacks it: it may have been unreadable.
    pub fn lacking(&self) -> Option<Vec<Constituent>> {
        self.has_detail.then(|| {
            Constituent::ALL
                .into_iter()
                .filter(|part| part.is_mandatory() && !self.has(*part))
                .collect()
        })
    }
}

fn one_or_many<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Given {
        One(String),
        Many(Vec<String>),
    }
    Ok(match Given::deserialize(deserializer)? {
        Given::One(text) if text.is_empty() => Vec::new(),
        Given::One(text) => vec![text],
        Given::Many(texts) => texts,
    })
}
