//! What do people do? Each deed with content good enough for the rules.

use domain::action::Action;
use domain::actor::Actor;
use domain::admissibility::Reason;
use domain::answer::{Answer, AnswerOutcome, Criterion, Upheld};
use domain::id::PetitionId;
use domain::petition::{Channel, Petition, PetitionKind};
use domain::publication::PublicText;
use domain::rating::Satisfaction;
use domain::refusal::Refusal;
use domain::sender::{Sender, SenderKind};
use domain::status::Assignment;
use domain::submission::ValidSubmission;
use store::import::agency_id;
use store::petitions::submit::{Intake, Receipt};
use store::{Store, StoreError};

use super::cast::{CONSTRUCTION, Cast};

/// A complete form under a key.
pub fn submission(key: &str) -> ValidSubmission {
    ValidSubmission {
        kind: PetitionKind::Conduct,
        title: "Chậm trả kết quả cấp phép xây dựng".to_owned(),
        body:
            "Tôi nộp hồ sơ xin phép sửa nhà từ đầu tháng, đã quá hẹn mười ngày mà chưa có kết quả."
                .to_owned(),
        proposed_solution: None,
        procedure_code: None,
        area_code: None,
        agency_slug: None,
        sender: Sender {
            kind: SenderKind::Person,
            full_name: "Hoàng Thị Mẩy".to_owned(),
            organisation: None,
            phone: Some("0900000123".to_owned()),
            email: None,
            address: "Thôn Nà Mu, xã Chợ Rã".to_owned(),
        },
        name_public: false,
        idempotency_key: key.to_owned(),
        previous_code: None,
    }
}

pub fn by_web() -> Intake {
    Intake {
        channel: Channel::Web,
        on_behalf: None,
        demonstration: false,
    }
}

pub async fn submit(store: &Store, key: &str) -> Receipt {
    store
        .submit(submission(key), by_web())
        .await
        .expect("submit")
}

/// Does the deed on the version that stands.
pub async fn act(store: &Store, actor: &Actor, id: PetitionId, action: Action) -> Petition {
    let verb = action.verb();
    let version = store.petition(id).await.expect("petition").row_version;
    let done = store.perform(actor, id, Some(version), action).await;
    done.unwrap_or_else(|error| panic!("{}: {error}", verb.code()))
        .petition
}

/// Tries the deed and gives back why the rules refused it.
pub async fn refused(store: &Store, actor: &Actor, id: PetitionId, action: Action) -> Refusal {
    let verb = action.verb();
    let before = store.petition(id).await.expect("petition");
    let refusal = match store
        .perform(actor, id, Some(before.row_version), action)
        .await
    {
        Err(StoreError::Refused(refusal)) => refusal,
        other => panic!("{} should be refused: {other:?}", verb.code()),
    };
    assert_eq!(
        store.petition(id).await.expect("petition"),
        before,
        "nothing is stored by half"
    );
    refusal
}

pub fn request_info() -> Action {
    Action::RequestInfo {
        question: "Bạn cho biết số biên nhận hồ sơ?".to_owned(),
    }
}

pub fn supplement() -> Action {
    Action::Supplement {
        text: "Biên nhận số 12/BN".to_owned(),
    }
}

pub fn reject(reason: Reason) -> Action {
    Action::Reject {
        reason,
        explanation: "Nội dung chưa nêu rõ thủ tục nào.".to_owned(),
        guidance: "Bạn ghi rõ tên thủ tục và gửi lại.".to_owned(),
    }
}

pub fn accept() -> Action {
    Action::Accept {
        kind: PetitionKind::Conduct,
        clauses: vec![1],
        field: Some("Xây dựng".to_owned()),
        procedure_code: None,
        area_code: None,
    }
}

pub fn refer_out() -> Action {
    Action::ReferOut {
        to: "Bộ Xây dựng".to_owned(),
        document_no: Some("12/VP-KSTT".to_owned()),
        note: None,
    }
}

pub fn assign(lead: &str, supporting: &[&str]) -> Action {
    Action::Assign {
        assignment: Assignment {
            lead: agency_id(lead),
            supporting: supporting.iter().map(|slug| agency_id(slug)).collect(),
        },
        note: None,
    }
}

pub fn return_to_intake() -> Action {
    Action::ReturnToIntake {
        reason: "Không thuộc thẩm quyền của Sở".to_owned(),
    }
}

pub fn study() -> Action {
    Action::Study {
        reason: "Cần tập hợp thêm ý kiến của các xã".to_owned(),
    }
}

pub fn report_progress() -> Action {
    Action::ReportProgress {
        message: "Đã khảo sát hai trong ba xã, tuần tới tổng hợp".to_owned(),
    }
}

pub fn answer() -> Answer {
    Answer {
        body: "Sở đã kiểm tra, hồ sơ bị chậm do thiếu phối hợp; kết quả đã trả ngày 20/11, Sở xin lỗi bạn.".to_owned(),
        outcome: AnswerOutcome::Remedied,
        upheld: Upheld::Yes,
        criteria: [Criterion::NotApplicable; 6],
        document_no: None,
    }
}

pub fn submit_for_approval() -> Action {
    Action::SubmitForApproval { answer: answer() }
}

pub fn send_back() -> Action {
    Action::SendBack {
        reason: "Nêu rõ ngày trả kết quả".to_owned(),
    }
}

pub fn publish() -> Action {
    Action::Publish {
        text: PublicText {
            title: "Chậm trả kết quả cấp phép xây dựng".to_owned(),
            body: "Người gửi nộp hồ sơ sửa nhà, quá hẹn mười ngày chưa có kết quả.".to_owned(),
            answer: "Sở đã trả kết quả và rút kinh nghiệm.".to_owned(),
        },
        personal_data_checked: true,
    }
}

pub fn propose_hiding() -> Action {
    Action::ProposeHiding {
        reason: "Nội dung liên quan đời tư".to_owned(),
    }
}

pub fn decline_hiding() -> Action {
    Action::DeclineHiding {
        reason: "Có thể che thông tin rồi công khai".to_owned(),
    }
}

pub fn reopen() -> Action {
    Action::Reopen {
        reason: "Tôi vẫn chưa nhận được giấy phép".to_owned(),
    }
}

pub fn withdraw() -> Action {
    Action::Withdraw { reason: None }
}

pub fn unmerge() -> Action {
    Action::Unmerge {
        reason: "Hai việc khác nhau".to_owned(),
    }
}

pub fn extend(working_days: u32) -> Action {
    Action::Extend {
        working_days,
        reason: "Phải kiểm tra tại hiện trường".to_owned(),
    }
}

pub fn rate(level: Satisfaction) -> Action {
    Action::Rate {
        level,
        comment: None,
    }
}

pub fn note() -> Action {
    Action::Note {
        text: "Đã gọi cho đơn vị".to_owned(),
    }
}

pub fn remind() -> Action {
    Action::Remind {
        text: "Sắp đến hạn trả lời".to_owned(),
    }
}

/// How far a petition has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    Submitted,
    Accepted,
    Assigned,
    Processing,
    AwaitingApproval,
    Answered,
    Published,
}

/// Sends a petition and brings it to the stage by the straight way, led by the construction department.
pub async fn bring_to(store: &Store, cast: &Cast, key: &str, stage: Stage) -> PetitionId {
    let id = submit(store, key).await.id;
    let way: [(Stage, &Actor, Action); 6] = [
        (Stage::Accepted, &cast.intake, accept()),
        (Stage::Assigned, &cast.intake, assign(CONSTRUCTION, &[])),
        (Stage::Processing, &cast.handler, Action::Start),
        (
            Stage::AwaitingApproval,
            &cast.handler,
            submit_for_approval(),
        ),
        (Stage::Answered, &cast.approver, Action::Approve),
        (Stage::Published, &cast.publisher, publish()),
    ];
    for (reached, actor, action) in way {
        if reached <= stage {
            act(store, actor, id, action).await;
        }
    }
    id
}
