//! What is a petition like in each state, and what is good content for each verb?

use chrono::{DateTime, TimeDelta, Utc};
use domain::action::{Action, Verb};
use domain::admissibility::Reason;
use domain::answer::{Answer, AnswerOutcome, Criterion, Upheld};
use domain::deadline::Step;
use domain::id::PetitionId;
use domain::petition::{Channel, Flags, Petition, PetitionKind};
use domain::publication::PublicText;
use domain::rating::Satisfaction;
use domain::status::{Assignment, HidingProposal, State, Status};
use domain::transition::{Circumstances, MergeTarget};
use uuid::Uuid;

use crate::people::{LEAD, OFFICE, OTHER, SUPPORT, id};

pub const OLDER: PetitionId = PetitionId(Uuid::from_u128(0xa));

pub fn received_at() -> DateTime<Utc> {
    "2026-11-25T01:00:00Z".parse().expect("moment")
}

/// A petition as it was received.
pub fn received() -> Petition {
    Petition {
        id: PetitionId(Uuid::from_u128(0xb)),
        tracking_code: String::new(),
        record_code: "PAKN.20261125.0001".to_owned(),
        channel: Channel::Web,
        received_at: received_at(),
        title: "Chậm trả kết quả".to_owned(),
        body: "Đã quá hẹn mười ngày mà chưa có kết quả.".to_owned(),
        proposed_solution: None,
        kind: PetitionKind::Conduct,
        clauses: Vec::new(),
        procedure_code: None,
        field: None,
        area_code: None,
        target_agency: None,
        state: State::Submitted,
        round: 1,
        classification: None,
        flags: Flags::default(),
        info_requests: 0,
        returns: 0,
        extended: false,
        answered_at: None,
        rated: false,
        first_approver: None,
        previous: None,
        row_version: 1,
    }
}

pub fn assignment() -> Assignment {
    Assignment {
        lead: LEAD,
        supporting: vec![SUPPORT],
    }
}

/// A state of this name; drafted by official 900 and approved by official 901, both elsewhere unknown.
pub fn state(status: Status) -> State {
    let assignment = assignment();
    let (handler, drafted_by, approved_by, hiding) = (Some(id(900)), id(900), id(901), None);
    match status {
        Status::Submitted => State::Submitted,
        Status::NeedInfo => State::NeedInfo {
            question: "Số biên nhận?".to_owned(),
        },
        Status::Resubmitted => State::Resubmitted,
        Status::Rejected => State::Rejected {
            reason: Reason::R02,
        },
        Status::Accepted => State::Accepted,
        Status::ReferredOut => State::ReferredOut {
            to: "Bộ Tài chính".to_owned(),
            document_no: None,
        },
        Status::Assigned => State::Assigned { assignment },
        Status::Processing => State::Processing {
            assignment,
            handler,
        },
        Status::Studying => State::Studying {
            assignment,
            handler,
        },
        Status::AwaitingApproval => State::AwaitingApproval {
            assignment,
            drafted_by,
        },
        Status::Answered => State::Answered {
            assignment,
            drafted_by,
            approved_by,
            hiding,
        },
        Status::Published => State::Published {
            assignment,
            approved_by,
            hiding,
        },
        Status::AnsweredPrivate => State::AnsweredPrivate {
            assignment,
            approved_by,
            reason: "Đời tư".to_owned(),
        },
        Status::Withdrawn => State::Withdrawn,
        Status::Merged => State::Merged {
            into: OLDER,
            before: Box::new(State::Assigned { assignment }),
        },
    }
}

/// The same with a proposal to hide, by official 902.
pub fn with_proposal(state: State) -> State {
    let proposal = Some(HidingProposal {
        proposed_by: id(902),
        reason: "Đời tư".to_owned(),
    });
    match state {
        State::Answered {
            assignment,
            drafted_by,
            approved_by,
            ..
        } => State::Answered {
            assignment,
            drafted_by,
            approved_by,
            hiding: proposal,
        },
        State::Published {
            assignment,
            approved_by,
            ..
        } => State::Published {
            assignment,
            approved_by,
            hiding: proposal,
        },
        other => other,
    }
}

/// Everything in time, an older petition at hand to follow.
pub fn in_time() -> Circumstances {
    let now = received_at() + TimeDelta::days(1);
    Circumstances {
        now,
        reviewer: OFFICE,
        answer_due: Some(now + TimeDelta::days(1)),
        supplement_due: Some(now + TimeDelta::days(1)),
        reopen_due: Some(now + TimeDelta::days(1)),
        merge_target: Some(MergeTarget {
            id: OLDER,
            status: Status::Processing,
            received_at: received_at() - TimeDelta::days(3),
        }),
    }
}

/// The verb with content that nothing can be said against while the petition stands where it does.
pub fn well_filled(verb: Verb, status: Status) -> Action {
    let text = || "Nêu rõ lý do cho người gửi biết".to_owned();
    match verb {
        Verb::Submit => Action::Submit {
            channel: Channel::Web,
        },
        Verb::RequestInfo => Action::RequestInfo { question: text() },
        Verb::Supplement => Action::Supplement { text: text() },
        Verb::Reject => Action::Reject {
            reason: if status == Status::NeedInfo {
                Reason::R04
            } else {
                Reason::R05
            },
            explanation: text(),
            guidance: text(),
        },
        Verb::Accept => Action::Accept {
            kind: PetitionKind::Both,
            clauses: vec![1, 8],
            field: Some("Đất đai".to_owned()),
            procedure_code: None,
            area_code: None,
        },
        Verb::ReferOut => Action::ReferOut {
            to: text(),
            document_no: None,
            note: None,
        },
        Verb::Assign => Action::Assign {
            assignment: assignment(),
            note: None,
        },
        Verb::ReturnToIntake => Action::ReturnToIntake { reason: text() },
        Verb::Start => Action::Start,
        Verb::Study => Action::Study { reason: text() },
        Verb::ReportProgress => Action::ReportProgress { message: text() },
        Verb::Resume => Action::Resume,
        Verb::DraftAnswer => Action::DraftAnswer { answer: answer() },
        Verb::SubmitForApproval => Action::SubmitForApproval { answer: answer() },
        Verb::SendBack => Action::SendBack { reason: text() },
        Verb::Approve => Action::Approve,
        Verb::Publish => Action::Publish {
            text: PublicText {
                title: text(),
                body: text(),
                answer: text(),
            },
            personal_data_checked: true,
        },
        Verb::ProposeHiding => Action::ProposeHiding { reason: text() },
        Verb::ConfirmHiding => Action::ConfirmHiding,
        Verb::DeclineHiding => Action::DeclineHiding { reason: text() },
        Verb::Reopen => Action::Reopen { reason: text() },
        Verb::Withdraw => Action::Withdraw { reason: None },
        Verb::Merge => Action::Merge { into: OLDER },
        Verb::Unmerge => Action::Unmerge { reason: text() },
        Verb::Extend => Action::Extend {
            working_days: 5,
            reason: text(),
        },
        Verb::Rate => Action::Rate {
            level: Satisfaction::Satisfied,
            comment: None,
        },
        Verb::Note => Action::Note { text: text() },
        Verb::Remind => Action::Remind { text: text() },
        Verb::MoveDeadline => Action::MoveDeadline {
            step: Step::Answer,
            from: received_at(),
            to: received_at(),
            because: text(),
        },
        Verb::ReassignBySuccession => Action::ReassignBySuccession {
            from: LEAD,
            to: OTHER,
        },
    }
}

fn answer() -> Answer {
    Answer {
        body: "Sở đã kiểm tra, hồ sơ bị chậm do thiếu phối hợp; kết quả đã trả ngày 20/11."
            .to_owned(),
        outcome: AnswerOutcome::Remedied,
        upheld: Upheld::Yes,
        criteria: [Criterion::NotApplicable; 6],
        document_no: None,
    }
}
