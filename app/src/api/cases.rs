//! What the sender sees of the case.

use chrono::{DateTime, NaiveDate, Utc};
use domain::action::Verb;
use domain::board::ClockView;
use domain::status::Status;
use domain::timeline::TimelineEntry;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::AppError;

/// The answer as the sender reads it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerView {
    /// 1, or 2 after a review.
    pub round: u8,
    /// The text.
    pub body: String,
    /// What came of it.
    pub outcome: String,
    /// Whether the report proved true.
    pub upheld: String,
    /// Number of the document.
    pub document_no: Option<String>,
    /// When it was approved.
    pub approved_at: Option<DateTime<Utc>>,
}

/// A date and the reasons for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DueView {
    /// What is due.
    pub step: String,
    /// The clock.
    pub clock: ClockView,
    /// The day.
    pub due_on: NaiveDate,
    /// Why this day, one sentence each.
    pub why: Vec<String>,
}

/// Everything the sender sees.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseView {
    /// Tracking code.
    pub code: String,
    /// Record code.
    pub record_code: String,
    /// Title.
    pub title: String,
    /// What happened.
    pub body: String,
    /// What is proposed.
    pub proposed_solution: Option<String>,
    /// Where it stands.
    pub status: Status,
    /// Where it stands, in a sentence.
    pub headline: String,
    /// Who has it now.
    pub holder: String,
    /// How far it is: 0 sent, 1 accepted, 2 in progress, 3 answered, 4 published.
    pub stage: u8,
    /// The sender's clock for the answer.
    pub citizen: Option<DueView>,
    /// What is owed next by whoever must act.
    pub unit: Option<DueView>,
    /// What intake asked.
    pub question: Option<String>,
    /// What the sender may do now.
    pub can: Vec<Verb>,
    /// Answers, latest first.
    pub answers: Vec<AnswerView>,
    /// What happened, oldest first.
    pub timeline: Vec<TimelineEntry>,
    /// Whether the answer is public.
    pub is_public: bool,
    /// It may be sent again after this return.
    pub may_send_again: bool,
    /// Version of the petition.
    pub row_version: i64,
    /// When this was read.
    pub now: DateTime<Utc>,
}

/// Reads a case this browser has opened.
#[server(endpoint = "case")]
pub async fn case(code: String) -> Result<CaseView, AppError> {
    let petition = crate::context::open_case(&code).await?;
    let store = crate::context::store()?;
    case_view(&store, petition, crate::context::lang())
        .await
        .map_err(crate::context::from_store)
}

/// Puts a petition into the form its sender sees.
#[cfg(feature = "ssr")]
pub async fn case_view(
    store: &store::Store,
    petition: domain::petition::Petition,
    lang: domain::lang::Lang,
) -> Result<CaseView, store::StoreError> {
    use domain::actor::Actor;
    use domain::calendar::local_date;
    let catalogue = store.catalogue();
    let now = store.now();
    let today = local_date(now);
    let name = |agency| catalogue.agency_name_on(agency, today);
    let timeline = store
        .timeline(petition.id)
        .await?
        .iter()
        .filter_map(|event| domain::timeline::for_sender(event, lang, &name))
        .collect();
    let deadlines = store.deadlines(petition.id).await?;
    let clocks = store::deadlines::Clocks::of(&deadlines);
    let due = |deadline: Option<&domain::deadline::Deadline>| {
        deadline.map(|deadline| due_view(deadline, &catalogue, now, lang))
    };
    let (citizen, unit) = (due(clocks.citizen.as_ref()), due(clocks.unit.as_ref()));
    let status = petition.status();
    let answers = if status.has_answer() || petition.round > 1 {
        store.answers(&petition).await?
    } else {
        Vec::new()
    };
    let answers = answers
        .into_iter()
        .filter(|record| record.approved_at.is_some())
        .map(|record| AnswerView {
            round: record.round,
            body: record.answer.body,
            outcome: record.answer.outcome.label(lang).to_owned(),
            upheld: record.answer.upheld.label(lang).to_owned(),
            document_no: record.answer.document_no,
            approved_at: record.approved_at,
        })
        .collect();
    let question = match &petition.state {
        domain::status::State::NeedInfo { question } => Some(question.clone()),
        _ => None,
    };
    let can = store.available(&Actor::Sender, &petition).await?;
    let holder = petition.lead().map_or_else(
        || catalogue.agency_name_on(catalogue.intake_agency(), today),
        name,
    );
    let headline = headline(&petition, &holder, citizen.as_ref(), unit.as_ref(), lang);
    Ok(CaseView {
        headline,
        holder,
        stage: stage(status, petition.round),
        is_public: status == Status::Published && !petition.flags.hidden,
        may_send_again: status == Status::Rejected,
        code: petition.tracking_code,
        record_code: petition.record_code,
        title: petition.title,
        body: petition.body,
        proposed_solution: petition.proposed_solution,
        status,
        citizen,
        unit,
        question,
        can,
        answers,
        timeline,
        row_version: petition.row_version,
        now,
    })
}

#[cfg(feature = "ssr")]
pub(crate) fn due_view(
    deadline: &domain::deadline::Deadline,
    catalogue: &store::catalogue::Catalogue,
    now: DateTime<Utc>,
    lang: domain::lang::Lang,
) -> DueView {
    let why = catalogue
        .rules
        .version(&deadline.rule_code, deadline.rule_version)
        .and_then(|rule| domain::deadline::explain(deadline, rule, &catalogue.calendar).ok())
        .map(|explanation| match lang {
            domain::lang::Lang::Vi => explanation.sentences_vi(),
            domain::lang::Lang::En => explanation.sentences_en(),
        })
        .unwrap_or_default();
    DueView {
        step: lang
            .pick(deadline.step.words_vi(), deadline.step.words_en())
            .to_owned(),
        clock: store::board::clock_view(deadline, catalogue, now, lang),
        due_on: deadline.due_on(),
        why,
    }
}

#[cfg(feature = "ssr")]
const fn stage(status: Status, round: u8) -> u8 {
    match status {
        Status::Submitted | Status::NeedInfo | Status::Resubmitted => 0,
        Status::Accepted => 1,
        Status::Assigned | Status::Processing | Status::Studying | Status::AwaitingApproval => {
            if round > 1 {
                3
            } else {
                2
            }
        }
        Status::Answered | Status::AnsweredPrivate => 3,
        Status::Published => 4,
        Status::Rejected | Status::ReferredOut | Status::Withdrawn | Status::Merged => 0,
    }
}

/// The answer to "where is my petition?" in one sentence (§9.1, what the citizen sees).
#[cfg(feature = "ssr")]
fn headline(
    petition: &domain::petition::Petition,
    holder: &str,
    citizen: Option<&DueView>,
    unit: Option<&DueView>,
    lang: domain::lang::Lang,
) -> String {
    use domain::lang::Lang;
    use domain::status::State;
    let by = |due: Option<&DueView>| {
        due.map(|due| crate::format::weekday_date(due.due_on, lang))
            .unwrap_or_default()
    };
    let (answer_by, next_by) = (by(citizen), by(unit));
    match (&petition.state, lang) {
        (State::Submitted, Lang::Vi) => {
            format!("Đã gửi, đang chờ tiếp nhận. Chúng tôi xem xét trước hết ngày {next_by}.")
        }
        (State::Submitted, Lang::En) => {
            format!("Sent and waiting for intake. We will look at it by {next_by}.")
        }
        (State::NeedInfo { .. }, Lang::Vi) => {
            format!("Chúng tôi cần bạn bổ sung trước hết ngày {next_by}.")
        }
        (State::NeedInfo { .. }, Lang::En) => {
            format!("We need something more from you by {next_by}.")
        }
        (State::Resubmitted, Lang::Vi) => {
            format!("Đã nhận bổ sung, đang xem xét. Chúng tôi xem xong trước hết ngày {next_by}.")
        }
        (State::Resubmitted, Lang::En) => {
            format!("We have what you added and will look at it by {next_by}.")
        }
        (State::Rejected { reason }, Lang::Vi) => {
            format!(
                "Chúng tôi không tiếp nhận được phản ánh này: {}. Bên dưới có hướng dẫn cách làm tiếp.",
                reason.label(lang).to_lowercase()
            )
        }
        (State::Rejected { reason }, Lang::En) => {
            format!(
                "We could not accept this petition: {}. Below is what you can do next.",
                reason.label(lang).to_lowercase()
            )
        }
        (State::Accepted, Lang::Vi) => format!(
            "Phản ánh đã được tiếp nhận, đang xác định cơ quan xử lý trước hết ngày {next_by}."
        ),
        (State::Accepted, Lang::En) => {
            format!("Accepted; the competent agency will be determined by {next_by}.")
        }
        (State::ReferredOut { to, .. }, Lang::Vi) => format!(
            "Nội dung không thuộc thẩm quyền của tỉnh. Chúng tôi đã chuyển tới {to}, nơi sẽ trả lời bạn."
        ),
        (State::ReferredOut { to, .. }, Lang::En) => format!(
            "This is outside the province's competence. We referred it to {to}, which will answer you."
        ),
        (State::Assigned { .. }, Lang::Vi) => {
            format!("{holder} đã nhận phản ánh của bạn, sẽ trả lời trước hết ngày {answer_by}.")
        }
        (State::Assigned { .. }, Lang::En) => {
            format!("{holder} has your petition and will answer by {answer_by}.")
        }
        (State::Processing { .. }, Lang::Vi) if petition.round > 1 => format!(
            "{holder} đang xem xét lại phản ánh của bạn, sẽ trả lời trước hết ngày {answer_by}."
        ),
        (State::Processing { .. }, Lang::En) if petition.round > 1 => {
            format!("{holder} is reviewing your petition and will answer by {answer_by}.")
        }
        (State::Processing { .. }, Lang::Vi) => {
            format!("{holder} đang xử lý phản ánh của bạn, sẽ trả lời trước hết ngày {answer_by}.")
        }
        (State::Processing { .. }, Lang::En) => {
            format!("{holder} is working on your petition and will answer by {answer_by}.")
        }
        (State::Studying { .. }, Lang::Vi) => format!(
            "{holder} đã ghi nhận và cần thêm thời gian nghiên cứu; sẽ cập nhật cho bạn mỗi 7 ngày."
        ),
        (State::Studying { .. }, Lang::En) => format!(
            "{holder} has noted it and needs more time to study; you get an update every 7 days."
        ),
        (State::AwaitingApproval { .. }, Lang::Vi) => {
            format!("{holder} đang hoàn thiện câu trả lời, trước hết ngày {answer_by}.")
        }
        (State::AwaitingApproval { .. }, Lang::En) => {
            format!("{holder} is finishing the answer, by {answer_by}.")
        }
        (State::Answered { .. } | State::AnsweredPrivate { .. }, Lang::Vi) => {
            format!("{holder} đã trả lời phản ánh của bạn.")
        }
        (State::Answered { .. } | State::AnsweredPrivate { .. }, Lang::En) => {
            format!("{holder} has answered your petition.")
        }
        (State::Published { .. }, Lang::Vi) => {
            format!("{holder} đã trả lời; câu hỏi và câu trả lời đã được công khai.")
        }
        (State::Published { .. }, Lang::En) => {
            format!("{holder} has answered; question and answer are public.")
        }
        (State::Withdrawn, Lang::Vi) => "Bạn đã rút phản ánh này.".into(),
        (State::Withdrawn, Lang::En) => "You have withdrawn this petition.".into(),
        (State::Merged { .. }, Lang::Vi) => {
            "Phản ánh trùng nội dung với một phản ánh khác; bạn sẽ nhận kết quả chung.".into()
        }
        (State::Merged { .. }, Lang::En) => {
            "The matter is the same as in another petition; you will get the same result.".into()
        }
    }
}
