//! Why may a petition be refused, and which of those reasons are law?

use serde::{Deserialize, Serialize};

use crate::lang::Lang;

/// What a reason for refusal rests on; shown to the official who refuses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ground {
    /// Named by Decree 20/2008 Art. 7.1–7.2 (refusal under Art. 9.1.d).
    Decree,
    /// Usual practice of provinces, not a ground of the decree.
    Practice,
}

impl Ground {
    /// What the desk shows beside a reason.
    pub const fn label(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::Decree, Lang::Vi) => "căn cứ Nghị định 20/2008",
            (Self::Decree, Lang::En) => "ground of Decree 20/2008",
            (Self::Practice, Lang::Vi) => "theo thực tiễn, không phải căn cứ của nghị định",
            (Self::Practice, Lang::En) => "practice, not a ground of the decree",
        }
    }
}

/// A reason for refusing a petition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Reason {
    /// Not in Vietnamese.
    R01,
    /// The content is unclear.
    R02,
    /// Name, address or contact is missing.
    R03,
    /// Not supplemented in time.
    R04,
    /// Not about administrative rules or procedures.
    R05,
    /// A complaint (khiếu nại).
    R06,
    /// A denunciation (tố cáo).
    R07,
    /// A legal question or a look-up of a file.
    R08,
    /// Answered already, no new facts.
    R09,
    /// Insult, plainly untrue, advertising or a trial.
    R10,
    /// By telephone to another number than the published one.
    R11,
}

impl Reason {
    /// Every reason.
    pub const ALL: [Self; 11] = [
        Self::R01,
        Self::R02,
        Self::R03,
        Self::R04,
        Self::R05,
        Self::R06,
        Self::R07,
        Self::R08,
        Self::R09,
        Self::R10,
        Self::R11,
    ];

    /// The stable code, `R01` to `R11`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::R01 => "R01",
            Self::R02 => "R02",
            Self::R03 => "R03",
            Self::R04 => "R04",
            Self::R05 => "R05",
            Self::R06 => "R06",
            Self::R07 => "R07",
            Self::R08 => "R08",
            Self::R09 => "R09",
            Self::R10 => "R10",
            Self::R11 => "R11",
        }
    }

    /// Reads a code back.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.code() == code)
    }

    /// Law or practice? Only R01–R03 and R11 are grounds of the decree itself.
    pub const fn ground(self) -> Ground {
        match self {
            Self::R01 | Self::R02 | Self::R03 | Self::R11 => Ground::Decree,
            _ => Ground::Practice,
        }
    }

    /// The reason in a few words.
    pub const fn label(self, lang: Lang) -> &'static str {
        let (vi, en) = match self {
            Self::R01 => ("Không viết bằng tiếng Việt", "Not in Vietnamese"),
            Self::R02 => ("Nội dung không rõ", "The content is unclear"),
            Self::R03 => (
                "Thiếu tên, địa chỉ hoặc cách liên hệ",
                "Name, address or contact is missing",
            ),
            Self::R04 => ("Không bổ sung đúng hạn", "Not supplemented in time"),
            Self::R05 => (
                "Không liên quan quy định, thủ tục hành chính",
                "Not about administrative rules or procedures",
            ),
            Self::R06 => ("Là khiếu nại", "It is a complaint"),
            Self::R07 => ("Là tố cáo", "It is a denunciation"),
            Self::R08 => (
                "Là câu hỏi pháp luật hoặc tra cứu hồ sơ",
                "A legal question or a look-up of a file",
            ),
            Self::R09 => (
                "Đã trả lời, không có tình tiết mới",
                "Answered already, no new facts",
            ),
            Self::R10 => (
                "Xúc phạm, sai sự thật rõ ràng, quảng cáo hoặc gửi thử",
                "Insult, plainly untrue, advert or trial",
            ),
            Self::R11 => (
                "Gọi ngoài số điện thoại chuyên dùng",
                "Not by the published telephone number",
            ),
        };
        match lang {
            Lang::Vi => vi,
            Lang::En => en,
        }
    }
}

/// The class a petition counts under in reports; set once, by the first classifying event (§9.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Classification {
    /// Admissible and within competence (hợp lệ).
    Valid,
    /// Returned (không hợp lệ).
    Invalid,
    /// Outside the province's competence (không thuộc thẩm quyền).
    OutsideJurisdiction,
}

impl Classification {
    /// Every class.
    pub const ALL: [Self; 3] = [Self::Valid, Self::Invalid, Self::OutsideJurisdiction];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Valid => "valid",
            Self::Invalid => "invalid",
            Self::OutsideJurisdiction => "outside_jurisdiction",
        }
    }

    /// Reads a code back.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|class| class.code() == code)
    }

    /// What people call the class.
    pub const fn label(self, lang: Lang) -> &'static str {
        let (vi, en) = match self {
            Self::Valid => ("Hợp lệ", "Valid"),
            Self::Invalid => ("Không hợp lệ", "Invalid"),
            Self::OutsideJurisdiction => ("Không thuộc thẩm quyền", "Outside competence"),
        };
        match lang {
            Lang::Vi => vi,
            Lang::En => en,
        }
    }
}
