//! What is a petition?

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::admissibility::Classification;
use crate::id::{AgencyId, PetitionId};
use crate::lang::Lang;
use crate::status::{State, Status};

/// What a petition is about (Decree 20/2008 Art. 5, Art. 9.1.d).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PetitionKind {
    /// How officials carried out a procedure (hành vi hành chính).
    Conduct,
    /// What a rule demands (quy định hành chính).
    Regulation,
    /// Both.
    Both,
}

impl PetitionKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Conduct, Self::Regulation, Self::Both];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Conduct => "conduct",
            Self::Regulation => "regulation",
            Self::Both => "both",
        }
    }

    /// Reads a code back.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The term of the law.
    pub const fn label(self, lang: Lang) -> &'static str {
        let (vi, en) = match self {
            Self::Conduct => ("Hành vi hành chính", "Conduct of officials"),
            Self::Regulation => ("Quy định hành chính", "Administrative rules"),
            Self::Both => ("Cả hành vi và quy định", "Conduct and rules"),
        };
        match lang {
            Lang::Vi => vi,
            Lang::En => en,
        }
    }
}

/// How a petition reached the province.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// The National Public Service Portal.
    Dvcqg,
    /// This product, in a browser or installed.
    Web,
    /// The dedicated telephone number.
    Phone,
    /// Handed in at a counter.
    Counter,
    /// By post.
    Letter,
    /// By e-mail.
    Email,
    /// Through a commune's service centre.
    Commune,
}

impl Channel {
    /// Every channel.
    pub const ALL: [Self; 7] = [
        Self::Dvcqg,
        Self::Web,
        Self::Phone,
        Self::Counter,
        Self::Letter,
        Self::Email,
        Self::Commune,
    ];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Dvcqg => "dvcqg",
            Self::Web => "web",
            Self::Phone => "phone",
            Self::Counter => "counter",
            Self::Letter => "letter",
            Self::Email => "email",
            Self::Commune => "commune",
        }
    }

    /// Reads a code back.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|channel| channel.code() == code)
    }

    /// What people call it.
    pub const fn label(self, lang: Lang) -> &'static str {
        let (vi, en) = match self {
            Self::Dvcqg => (
                "Cổng Dịch vụ công quốc gia",
                "National Public Service Portal",
            ),
            Self::Web => ("Trang Lắng Nghe", "This site"),
            Self::Phone => ("Đường dây nóng", "Hotline"),
            Self::Counter => ("Trực tiếp tại quầy", "At the counter"),
            Self::Letter => ("Thư gửi bưu điện", "By post"),
            Self::Email => ("Thư điện tử", "By e-mail"),
            Self::Commune => ("Trung tâm cấp xã", "Commune centre"),
        };
        match lang {
            Lang::Vi => vi,
            Lang::En => en,
        }
    }
}

/// What marks a petition without being a state (§9.1).
#[expect(
    clippy::struct_excessive_bools,
    reason = "each flag is independent of the others and of the state"
)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Flags {
    /// Kept from the public after publication.
    pub hidden: bool,
    /// The sender allows the name to be shown in public.
    pub name_public: bool,
    /// Entered by an official for the sender.
    pub on_behalf: bool,
    /// To be handled first.
    pub urgent: bool,
    /// Marked demonstration data.
    pub demonstration: bool,
}

/// A petition as the rules see it: no personal data of the sender.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Petition {
    /// Its identity.
    pub id: PetitionId,
    /// What the sender reads over the phone.
    pub tracking_code: String,
    /// The record code of the books, `PAKN.YYYYMMDD.NNNN`.
    pub record_code: String,
    /// How it came in.
    pub channel: Channel,
    /// When it was received.
    pub received_at: DateTime<Utc>,
    /// One line.
    pub title: String,
    /// What happened.
    pub body: String,
    /// What the sender proposes; makes it a kiến nghị (Decree 20/2008 Art. 3.5).
    pub proposed_solution: Option<String>,
    /// As chosen by the sender, then as classified.
    pub kind: PetitionKind,
    /// Clauses 1–8 of Decree 20/2008 Art. 5, as classified.
    pub clauses: Vec<u8>,
    /// National code of the procedure.
    pub procedure_code: Option<String>,
    /// The field (lĩnh vực), as in the catalogue.
    pub field: Option<String>,
    /// GSO code of the commune concerned.
    pub area_code: Option<String>,
    /// The agency the sender named.
    pub target_agency: Option<AgencyId>,
    /// Where it stands.
    pub state: State,
    /// 1, or 2 after the sender was not satisfied.
    pub round: u8,
    /// Set by the first classifying event; never changes afterwards.
    pub classification: Option<Classification>,
    /// Marks.
    pub flags: Flags,
    /// How often the sender was asked for more.
    pub info_requests: u8,
    /// How often agencies returned it to intake.
    pub returns: u8,
    /// Whether the answer deadline was extended in this round.
    pub extended: bool,
    /// When the answer was approved, in the latest round.
    pub answered_at: Option<DateTime<Utc>>,
    /// Whether the sender rated the latest answer.
    pub rated: bool,
    /// Who approved the answer of the first round: may not approve the second.
    pub first_approver: Option<crate::id::OfficialId>,
    /// The earlier petition this one repeats after a return.
    pub previous: Option<PetitionId>,
    /// Counts the changes; a verb names the version it was decided on.
    pub row_version: i64,
}

impl Petition {
    /// The name of the state.
    pub const fn status(&self) -> Status {
        self.state.status()
    }

    /// Whether the sender proposed a solution (kiến nghị) or only reported (phản ánh).
    pub const fn is_proposal(&self) -> bool {
        self.proposed_solution.is_some()
    }

    /// The agency that answers for the petition, once assigned.
    pub fn lead(&self) -> Option<AgencyId> {
        self.state.assignment().map(|assignment| assignment.lead)
    }
}
