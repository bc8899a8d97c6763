//! What may the sender read of the log, in plain words?

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::action::Action;
use crate::event::Event;
use crate::id::AgencyId;
use crate::lang::Lang;

/// One line of the sender's timeline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimelineEntry {
    /// Position in the petition's log.
    pub petition_seq: i64,
    /// When.
    pub at: DateTime<Utc>,
    /// What happened, in a sentence.
    pub sentence: String,
    /// What an official wrote to the sender, or the sender wrote.
    pub message: Option<String>,
    /// Whether the message is the sender's own.
    pub own: bool,
}

/// Puts an event into words for the sender; nothing for what is internal.
///
/// Officials are not named: the agency answers (domain §7).
pub fn for_sender(
    event: &Event,
    lang: Lang,
    agency_name: &dyn Fn(AgencyId) -> String,
) -> Option<TimelineEntry> {
    let vi = lang == Lang::Vi;
    let mut own = false;
    let (sentence, message): (String, Option<&str>) = match &event.action {
        Action::Submit { .. } => {
            own = true;
            (lang.pick("Bạn đã gửi phản ánh.", "You sent the petition.").into(), None)
        }
        Action::RequestInfo { question } => (
            lang.pick("Chúng tôi cần bạn bổ sung thông tin.", "We need more information from you.").into(),
            Some(question),
        ),
        Action::Supplement { text } => {
            own = true;
            (lang.pick("Bạn đã gửi thông tin bổ sung.", "You sent what was asked for.").into(), Some(text))
        }
        Action::Reject { reason, explanation, guidance } => {
            let sentence = if vi {
                format!("Phản ánh không được tiếp nhận. Lý do: {}.", reason.label(lang).to_lowercase())
            } else {
                format!("The petition was returned. Reason: {}.", reason.label(lang).to_lowercase())
            };
            return Some(TimelineEntry {
                petition_seq: event.petition_seq,
                at: event.at,
                sentence,
                message: Some(format!("{explanation}\n\n{guidance}")),
                own: false,
            });
        }
        Action::Accept { .. } => (
            lang.pick(
                "Phản ánh hợp lệ và đã được tiếp nhận. Chúng tôi đang xác định cơ quan xử lý.",
                "The petition is valid and was accepted. We are determining the competent agency.",
            )
            .into(),
            None,
        ),
        Action::ReferOut { to, note, .. } => (
            if vi {
                format!("Nội dung không thuộc thẩm quyền của tỉnh nên đã được chuyển tới {to}.")
            } else {
                format!("The matter is outside the province's competence and was referred to {to}.")
            },
            note.as_deref(),
        ),
        Action::Assign { assignment, .. } => {
            let lead = agency_name(assignment.lead);
            (
                if vi { format!("Đã chuyển tới {lead} để xử lý.") } else { format!("Passed to {lead}.") },
                None,
            )
        }
        Action::ReturnToIntake { .. } => (
            lang.pick(
                "Cơ quan được giao báo không đúng thẩm quyền. Chúng tôi đang xác định lại cơ quan xử lý.",
                "The agency says it is not competent. We are determining the agency again.",
            )
            .into(),
            None,
        ),
        Action::Start => {
            let agency = event.by.agency.map(agency_name);
            (
                match (agency, vi) {
                    (Some(agency), true) => format!("{agency} đã phân công người xử lý."),
                    (Some(agency), false) => format!("{agency} has taken it up."),
                    (None, _) => lang.pick("Đã có người xử lý.", "It was taken up.").into(),
                },
                None,
            )
        }
        Action::Study { reason } => (
            lang.pick(
                "Chưa đủ cơ sở trả lời; cơ quan tiếp tục tập hợp, nghiên cứu và cập nhật cho bạn mỗi 7 ngày.",
                "There are not yet enough grounds for an answer; it is studied further, with an update every 7 days.",
            )
            .into(),
            Some(reason),
        ),
        Action::ReportProgress { message } => (
            lang.pick("Cơ quan báo tiến độ nghiên cứu.", "The agency reported how the study stands.").into(),
            Some(message),
        ),
        Action::Resume => (lang.pick("Cơ quan xử lý tiếp phản ánh.", "The agency resumed work on it.").into(), None),
        Action::Approve => (
            lang.pick("Phản ánh đã được trả lời.", "The petition was answered.").into(),
            None,
        ),
        Action::Publish { .. } => (
            lang.pick(
                "Câu hỏi và câu trả lời đã được công khai, không kèm thông tin cá nhân.",
                "Question and answer were published, without personal data.",
            )
            .into(),
            None,
        ),
        Action::ConfirmHiding => (
            lang.pick("Nội dung này không công khai trên trang.", "This is not shown to the public.").into(),
            None,
        ),
        Action::Reopen { reason } => {
            own = true;
            (
                lang.pick(
                    "Bạn báo chưa được giải quyết. Phản ánh được chuyển lên cấp xem xét cao hơn.",
                    "You said it was not solved. The petition goes to the higher reviewer.",
                )
                .into(),
                Some(reason),
            )
        }
        Action::Withdraw { reason } => {
            own = true;
            (lang.pick("Bạn đã rút phản ánh.", "You withdrew the petition.").into(), reason.as_deref())
        }
        Action::Merge { .. } => (
            lang.pick(
                "Phản ánh trùng nội dung với một phản ánh khác nên được gộp; kết quả sẽ gửi cho cả hai.",
                "It is the same matter as another petition and follows it; you will get the result too.",
            )
            .into(),
            None,
        ),
        Action::Unmerge { .. } => (
            lang.pick("Phản ánh được tách ra để xử lý riêng.", "It is handled on its own again.").into(),
            None,
        ),
        Action::Extend { working_days, reason } => (
            if vi {
                format!("Hạn trả lời được lùi thêm {working_days} ngày làm việc.")
            } else {
                format!("The answer is due {working_days} working days later.")
            },
            Some(reason),
        ),
        Action::Rate { level, comment } => {
            own = true;
            (
                if vi {
                    format!("Bạn đã đánh giá câu trả lời: {}.", level.label(lang).to_lowercase())
                } else {
                    format!("You rated the answer: {}.", level.label(lang).to_lowercase())
                },
                comment.as_deref(),
            )
        }
        Action::MoveDeadline { because, .. } => (
            if vi {
                format!("Hạn được tính lại vì lịch nghỉ thay đổi: {because}.")
            } else {
                format!("The due date moved because the calendar changed: {because}.")
            },
            None,
        ),
        Action::ReassignBySuccession { from, to } => {
            let (from, to) = (agency_name(*from), agency_name(*to));
            (
                if vi {
                    format!("Do sắp xếp bộ máy, phản ánh được chuyển từ {from} sang {to}.")
                } else {
                    format!("After a reorganisation it moved from {from} to {to}.")
                },
                None,
            )
        }
        Action::DraftAnswer { .. }
        | Action::SubmitForApproval { .. }
        | Action::SendBack { .. }
        | Action::ProposeHiding { .. }
        | Action::DeclineHiding { .. }
        | Action::Note { .. }
        | Action::Remind { .. } => return None,
    };
    Some(TimelineEntry {
        petition_seq: event.petition_seq,
        at: event.at,
        sentence,
        message: message.map(str::to_owned),
        own,
    })
}
