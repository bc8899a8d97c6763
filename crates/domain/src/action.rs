//! What can be done to a petition: the verbs of the trade and what each needs (domain table §9.2).

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::admissibility::Reason;
use crate::answer::Answer;
use crate::deadline::Step;
use crate::id::{AgencyId, OfficialId, PetitionId};
use crate::lang::Lang;
use crate::petition::{Channel, PetitionKind};
use crate::publication::PublicText;
use crate::rating::Satisfaction;
use crate::status::Assignment;

/// One deed with all it carries; stored as the payload of the event it leaves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "verb", rename_all = "snake_case")]
pub enum Action {
    /// T1: the petition was received.
    Submit {
        /// How it came in.
        channel: Channel,
    },
    /// T2: ask the sender for more.
    RequestInfo {
        /// What is needed, in words for the sender.
        question: String,
    },
    /// T3: the sender adds what was asked for.
    Supplement {
        /// What the sender adds; joined to the petition's text.
        text: String,
    },
    /// T4, T5: refuse and return to the sender.
    Reject {
        /// Which reason.
        reason: Reason,
        /// Why, for this petition.
        explanation: String,
        /// What the sender can do instead.
        guidance: String,
    },
    /// T6: find admissible and classify.
    Accept {
        /// What it is about.
        kind: PetitionKind,
        /// Clauses 1–8 of Decree 20/2008 Art. 5.
        clauses: Vec<u8>,
        /// Field of the catalogue.
        field: Option<String>,
        /// Procedure of the catalogue.
        procedure_code: Option<String>,
        /// Commune concerned.
        area_code: Option<String>,
    },
    /// T7: refer to a ministry or other body outside the province.
    ReferOut {
        /// Its name.
        to: String,
        /// Number of the outgoing document.
        document_no: Option<String>,
        /// Words for the sender.
        note: Option<String>,
    },
    /// T8: pass to a lead agency and supporting ones.
    Assign {
        /// Lead and supporting agencies.
        assignment: Assignment,
        /// Words for the agencies.
        note: Option<String>,
    },
    /// T10: the agency is not competent and returns it.
    ReturnToIntake {
        /// Why.
        reason: String,
    },
    /// T9: an official takes it up.
    Start,
    /// T11: not enough grounds yet; study further.
    Study {
        /// Why and what is awaited, in words for the sender.
        reason: String,
    },
    /// While it is studied, the sender is told how it stands; the next report is due a term later.
    ReportProgress {
        /// How it stands, in words for the sender.
        message: String,
    },
    /// T12: back to handling.
    Resume,
    /// Save a draft of the answer without handing it on.
    DraftAnswer {
        /// The draft.
        answer: Answer,
    },
    /// T13: hand the answer to the approver.
    SubmitForApproval {
        /// The answer to be approved.
        answer: Answer,
    },
    /// T14: the approver sends it back.
    SendBack {
        /// What to mend.
        reason: String,
    },
    /// T14: the approver agrees; the sender has an answer.
    Approve,
    /// T15: publish question and answer.
    Publish {
        /// The redacted text.
        text: PublicText,
        /// The publisher has checked for personal data.
        personal_data_checked: bool,
    },
    /// T16: propose to keep the answer from the public.
    ProposeHiding {
        /// Why.
        reason: String,
    },
    /// T16: another person agrees to keep it from the public.
    ConfirmHiding,
    /// T16: another person does not agree.
    DeclineHiding {
        /// Why.
        reason: String,
    },
    /// T17: the sender is not satisfied; to the higher reviewer.
    Reopen {
        /// What is still unsolved.
        reason: String,
    },
    /// T18: the sender takes it back.
    Withdraw {
        /// Why, if told.
        reason: Option<String>,
    },
    /// T19: the same matter as another petition.
    Merge {
        /// The older petition it follows.
        into: PetitionId,
    },
    /// T19 undone.
    Unmerge {
        /// Why.
        reason: String,
    },
    /// T21: more time for the answer.
    Extend {
        /// Working days added.
        working_days: u32,
        /// Why, in words for the sender.
        reason: String,
    },
    /// The sender rates the answer.
    Rate {
        /// How satisfied.
        level: Satisfaction,
        /// What the sender adds.
        comment: Option<String>,
    },
    /// An internal note.
    Note {
        /// The note.
        text: String,
    },
    /// Intake presses a late agency (đôn đốc).
    Remind {
        /// Words for the agency.
        text: String,
    },
    /// The calendar changed and an open deadline moved.
    MoveDeadline {
        /// Which.
        step: Step,
        /// From.
        from: DateTime<Utc>,
        /// To.
        to: DateTime<Utc>,
        /// What changed in the calendar.
        because: String,
    },
    /// A reorganisation moved the petition to the successor (§6.3).
    ReassignBySuccession {
        /// The agency that ceased.
        from: AgencyId,
        /// Its successor.
        to: AgencyId,
    },
}

/// The name of a deed, without what it carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(
    missing_docs,
    reason = "each is described at the action of the same name"
)]
pub enum Verb {
    Submit,
    RequestInfo,
    Supplement,
    Reject,
    Accept,
    ReferOut,
    Assign,
    ReturnToIntake,
    Start,
    Study,
    ReportProgress,
    Resume,
    DraftAnswer,
    SubmitForApproval,
    SendBack,
    Approve,
    Publish,
    ProposeHiding,
    ConfirmHiding,
    DeclineHiding,
    Reopen,
    Withdraw,
    Merge,
    Unmerge,
    Extend,
    Rate,
    Note,
    Remind,
    MoveDeadline,
    ReassignBySuccession,
}

impl Action {
    /// The name of the deed.
    pub const fn verb(&self) -> Verb {
        match self {
            Self::Submit { .. } => Verb::Submit,
            Self::RequestInfo { .. } => Verb::RequestInfo,
            Self::Supplement { .. } => Verb::Supplement,
            Self::Reject { .. } => Verb::Reject,
            Self::Accept { .. } => Verb::Accept,
            Self::ReferOut { .. } => Verb::ReferOut,
            Self::Assign { .. } => Verb::Assign,
            Self::ReturnToIntake { .. } => Verb::ReturnToIntake,
            Self::Start => Verb::Start,
            Self::Study { .. } => Verb::Study,
            Self::ReportProgress { .. } => Verb::ReportProgress,
            Self::Resume => Verb::Resume,
            Self::DraftAnswer { .. } => Verb::DraftAnswer,
            Self::SubmitForApproval { .. } => Verb::SubmitForApproval,
            Self::SendBack { .. } => Verb::SendBack,
            Self::Approve => Verb::Approve,
            Self::Publish { .. } => Verb::Publish,
            Self::ProposeHiding { .. } => Verb::ProposeHiding,
            Self::ConfirmHiding => Verb::ConfirmHiding,
            Self::DeclineHiding { .. } => Verb::DeclineHiding,
            Self::Reopen { .. } => Verb::Reopen,
            Self::Withdraw { .. } => Verb::Withdraw,
            Self::Merge { .. } => Verb::Merge,
            Self::Unmerge { .. } => Verb::Unmerge,
            Self::Extend { .. } => Verb::Extend,
            Self::Rate { .. } => Verb::Rate,
            Self::Note { .. } => Verb::Note,
            Self::Remind { .. } => Verb::Remind,
            Self::MoveDeadline { .. } => Verb::MoveDeadline,
            Self::ReassignBySuccession { .. } => Verb::ReassignBySuccession,
        }
    }
}

impl Verb {
    /// Every verb.
    pub const ALL: [Self; 30] = [
        Self::Submit,
        Self::RequestInfo,
        Self::Supplement,
        Self::Reject,
        Self::Accept,
        Self::ReferOut,
        Self::Assign,
        Self::ReturnToIntake,
        Self::Start,
        Self::Study,
        Self::ReportProgress,
        Self::Resume,
        Self::DraftAnswer,
        Self::SubmitForApproval,
        Self::SendBack,
        Self::Approve,
        Self::Publish,
        Self::ProposeHiding,
        Self::ConfirmHiding,
        Self::DeclineHiding,
        Self::Reopen,
        Self::Withdraw,
        Self::Merge,
        Self::Unmerge,
        Self::Extend,
        Self::Rate,
        Self::Note,
        Self::Remind,
        Self::MoveDeadline,
        Self::ReassignBySuccession,
    ];

    /// The verbs of officials, in the order the desk offers them.
    pub const DESK: [Self; 22] = [
        Self::Accept,
        Self::RequestInfo,
        Self::Reject,
        Self::Assign,
        Self::ReferOut,
        Self::Start,
        Self::DraftAnswer,
        Self::SubmitForApproval,
        Self::Approve,
        Self::SendBack,
        Self::Publish,
        Self::ConfirmHiding,
        Self::DeclineHiding,
        Self::ProposeHiding,
        Self::ReportProgress,
        Self::Resume,
        Self::Study,
        Self::ReturnToIntake,
        Self::Extend,
        Self::Merge,
        Self::Unmerge,
        Self::Remind,
    ];

    /// The verbs of the sender.
    pub const SENDER: [Self; 4] = [Self::Supplement, Self::Withdraw, Self::Rate, Self::Reopen];

    /// The stable code used in addresses and events.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Submit => "submit",
            Self::RequestInfo => "request_info",
            Self::Supplement => "supplement",
            Self::Reject => "reject",
            Self::Accept => "accept",
            Self::ReferOut => "refer_out",
            Self::Assign => "assign",
            Self::ReturnToIntake => "return_to_intake",
            Self::Start => "start",
            Self::Study => "study",
            Self::ReportProgress => "report_progress",
            Self::Resume => "resume",
            Self::DraftAnswer => "draft_answer",
            Self::SubmitForApproval => "submit_for_approval",
            Self::SendBack => "send_back",
            Self::Approve => "approve",
            Self::Publish => "publish",
            Self::ProposeHiding => "propose_hiding",
            Self::ConfirmHiding => "confirm_hiding",
            Self::DeclineHiding => "decline_hiding",
            Self::Reopen => "reopen",
            Self::Withdraw => "withdraw",
            Self::Merge => "merge",
            Self::Unmerge => "unmerge",
            Self::Extend => "extend",
            Self::Rate => "rate",
            Self::Note => "note",
            Self::Remind => "remind",
            Self::MoveDeadline => "move_deadline",
            Self::ReassignBySuccession => "reassign_by_succession",
        }
    }

    /// Reads a stable code back.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verb| verb.code() == code)
    }

    /// What the desk's button says.
    pub const fn label(self, lang: Lang) -> &'static str {
        let (vi, en) = match self {
            Self::Submit => ("Gửi phản ánh", "Send"),
            Self::RequestInfo => ("Yêu cầu bổ sung", "Ask for more"),
            Self::Supplement => ("Gửi bổ sung", "Add what was asked"),
            Self::Reject => ("Không tiếp nhận, trả lại", "Reject and return"),
            Self::Accept => ("Tiếp nhận và phân loại", "Accept and classify"),
            Self::ReferOut => ("Chuyển bộ, ngành", "Refer to a ministry"),
            Self::Assign => ("Chuyển đơn vị xử lý", "Assign to agencies"),
            Self::ReturnToIntake => ("Trả lại nơi tiếp nhận", "Return to intake"),
            Self::Start => ("Nhận xử lý", "Take up"),
            Self::Study => ("Tiếp tục tập hợp, nghiên cứu", "Study further"),
            Self::ReportProgress => ("Báo tiến độ cho người gửi", "Report progress to the sender"),
            Self::Resume => ("Xử lý tiếp", "Resume"),
            Self::DraftAnswer => ("Lưu nháp câu trả lời", "Save the draft answer"),
            Self::SubmitForApproval => ("Trình duyệt", "Submit for approval"),
            Self::SendBack => ("Trả lại để sửa", "Send back"),
            Self::Approve => ("Phê duyệt", "Approve"),
            Self::Publish => ("Công khai", "Publish"),
            Self::ProposeHiding => ("Đề nghị không công khai", "Propose to hide"),
            Self::ConfirmHiding => ("Đồng ý không công khai", "Agree to hide"),
            Self::DeclineHiding => ("Không đồng ý ẩn", "Decline to hide"),
            Self::Reopen => ("Chưa giải quyết", "Not solved"),
            Self::Withdraw => ("Rút phản ánh", "Withdraw"),
            Self::Merge => ("Gộp vào phản ánh khác", "Merge"),
            Self::Unmerge => ("Tách khỏi phản ánh đã gộp", "Undo the merge"),
            Self::Extend => ("Gia hạn", "Extend"),
            Self::Rate => ("Gửi đánh giá", "Rate the answer"),
            Self::Note => ("Thêm ghi chú nội bộ", "Add an internal note"),
            Self::Remind => ("Đôn đốc", "Remind"),
            Self::MoveDeadline => ("Dời hạn theo lịch", "Deadline moved"),
            Self::ReassignBySuccession => {
                ("Chuyển theo sắp xếp bộ máy", "Reassigned by reorganisation")
            }
        };
        match lang {
            Lang::Vi => vi,
            Lang::En => en,
        }
    }
}

/// An official's name and role as printed beside an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// Who, when an official acted.
    pub official: Option<OfficialId>,
    /// Name at the time; empty for the sender and the system.
    pub name: String,
    /// Role code, `sender` or `system`.
    pub role: String,
    /// The agency the official acted for.
    pub agency: Option<AgencyId>,
}
