//! Why can something not be done, in words a person understands?

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::action::Verb;
use crate::lang::Lang;
use crate::official::Role;
use crate::status::Status;
use crate::violation::Violation;

/// Why a verb was refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Error)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// The verb does not lead on from this state (table §9.2).
    #[error("{} is not possible while {}", verb.code(), status.code())]
    InvalidTransition {
        /// What was tried.
        verb: Verb,
        /// Where the petition stands.
        status: Status,
    },
    /// The actor has none of the roles that may.
    #[error("{} needs one of {needs:?}", verb.code())]
    NotAllowed {
        /// What was tried.
        verb: Verb,
        /// Who may.
        needs: Vec<Role>,
    },
    /// The actor may not see the petition at all.
    #[error("not visible")]
    NotVisible,
    /// Who drafts does not approve; who proposes does not confirm.
    #[error("four eyes")]
    FourEyes,
    /// The sender was asked twice already.
    #[error("asked twice already")]
    AskedTwice,
    /// Returned twice already; the lead of intake decides.
    #[error("returned twice already")]
    ReturnedTwice,
    /// One extension only.
    #[error("extended already")]
    ExtendedAlready,
    /// Extension is asked for before the due date.
    #[error("past due")]
    PastDue,
    /// Sent back once already.
    #[error("reopened already")]
    ReopenedAlready,
    /// The term for sending it back is over.
    #[error("too late to reopen")]
    TooLateToReopen,
    /// Rated already.
    #[error("rated already")]
    RatedAlready,
    /// A petition cannot follow itself or one that follows another.
    #[error("cannot merge into that")]
    BadMerge,
    /// A field needs mending.
    #[error("{} fields to mend", .0.len())]
    Violations(Vec<Violation>),
}

impl Refusal {
    /// A single field to mend.
    pub fn field(field: &str, problem: crate::violation::Problem) -> Self {
        Self::Violations(vec![Violation::new(field, problem)])
    }

    /// What to tell the person, with what to do next.
    pub fn message(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::InvalidTransition { verb, status }, Lang::Vi) => format!(
                "Không thể “{}” khi phản ánh đang ở bước “{}”. Tải lại trang để xem các việc làm được lúc này.",
                verb.label(lang),
                status.label(lang)
            ),
            (Self::InvalidTransition { verb, status }, Lang::En) => format!(
                "“{}” is not possible while the petition is “{}”. Reload the page to see what can be done now.",
                verb.label(lang),
                status.label(lang)
            ),
            (Self::NotAllowed { verb, needs }, _) => {
                let names: Vec<_> = needs.iter().map(|role| role.label(lang)).collect();
                match (needs.is_empty(), lang) {
                    (true, Lang::Vi) => format!("Chỉ người gửi mới “{}” được.", verb.label(lang)),
                    (true, Lang::En) => format!("Only the sender may “{}”.", verb.label(lang)),
                    (false, Lang::Vi) => {
                        format!("Chỉ {} của đơn vị phụ trách mới “{}” được.", names.join(" hoặc "), verb.label(lang))
                    }
                    (false, Lang::En) => {
                        format!("Only the {} of the agency in charge may “{}”.", names.join(" or the "), verb.label(lang))
                    }
                }
            }
            (Self::NotVisible, Lang::Vi) => "Phản ánh này không thuộc phạm vi của bạn.".into(),
            (Self::NotVisible, Lang::En) => "This petition is outside your remit.".into(),
            (Self::FourEyes, Lang::Vi) => {
                "Việc này cần người thứ hai: ai soạn hoặc đề nghị thì không tự duyệt được.".into()
            }
            (Self::FourEyes, Lang::En) => {
                "This needs a second person: who drafts or proposes does not approve.".into()
            }
            (Self::AskedTwice, Lang::Vi) => {
                "Đã yêu cầu bổ sung hai lần. Hãy tiếp nhận, hoặc trả lại kèm hướng dẫn.".into()
            }
            (Self::AskedTwice, Lang::En) => "The sender was asked twice already. Accept it, or return it with guidance.".into(),
            (Self::ReturnedTwice, Lang::Vi) => {
                "Phản ánh đã bị trả lại hai lần. Đơn vị được giao phải xử lý; nếu vướng, hãy trao đổi với lãnh đạo nơi tiếp nhận.".into()
            }
            (Self::ReturnedTwice, Lang::En) => {
                "It was returned twice already. The agency must handle it; talk to the lead of intake if you cannot.".into()
            }
            (Self::ExtendedAlready, Lang::Vi) => "Mỗi phản ánh chỉ được gia hạn một lần.".into(),
            (Self::ExtendedAlready, Lang::En) => "A petition can be extended once only.".into(),
            (Self::PastDue, Lang::Vi) => "Đã quá hạn nên không gia hạn được nữa; hãy trả lời sớm nhất có thể.".into(),
            (Self::PastDue, Lang::En) => "It is past due and cannot be extended any more; answer as soon as possible.".into(),
            (Self::ReopenedAlready, Lang::Vi) => {
                "Phản ánh này đã được xem xét lại một lần. Nếu quyền lợi của bạn bị ảnh hưởng, bạn có thể khiếu nại theo Luật Khiếu nại.".into()
            }
            (Self::ReopenedAlready, Lang::En) => {
                "This petition was reviewed once already. If your own rights are affected, you can lodge a complaint under the Law on Complaints.".into()
            }
            (Self::TooLateToReopen, Lang::Vi) => {
                "Đã hết thời gian đề nghị xem xét lại câu trả lời. Bạn có thể gửi một phản ánh mới.".into()
            }
            (Self::TooLateToReopen, Lang::En) => "The term for asking for a review is over. You can send a new petition.".into(),
            (Self::RatedAlready, Lang::Vi) => "Bạn đã đánh giá câu trả lời này.".into(),
            (Self::RatedAlready, Lang::En) => "You have rated this answer already.".into(),
            (Self::BadMerge, Lang::Vi) => {
                "Không gộp được vào phản ánh đó: hãy chọn một phản ánh khác, gửi trước và chưa bị gộp.".into()
            }
            (Self::BadMerge, Lang::En) => "It cannot follow that one: choose another petition, older and not merged itself.".into(),
            (Self::Violations(violations), _) => {
                let messages: Vec<_> = violations.iter().map(|violation| violation.message(lang)).collect();
                messages.join(". ")
            }
        }
    }
}
