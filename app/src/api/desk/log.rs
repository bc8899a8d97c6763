//! What does an official read of an event?

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// One line of the desk's timeline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogEntry {
    /// Position in the petition's log.
    pub petition_seq: i64,
    /// When.
    pub at: DateTime<Utc>,
    /// What was done.
    pub what: String,
    /// Name, role and agency at the time.
    pub who: String,
    /// What was written with it, and to whom.
    pub text: Option<String>,
    /// An internal note.
    pub note: bool,
}

/// The event in words, with the names of its day.
#[cfg(feature = "ssr")]
pub fn log_entry(
    event: &domain::event::Event,
    catalogue: &store::catalogue::Catalogue,
    lang: domain::lang::Lang,
) -> LogEntry {
    use domain::action::Action;
    use domain::official::Role;
    let day = domain::calendar::local_date(event.at);
    let name = |id| catalogue.agency_name_on(id, day);
    let text = match &event.action {
        Action::RequestInfo { question } => Some(question.clone()),
        Action::Supplement { text } | Action::Note { text } | Action::Remind { text } => {
            Some(text.clone())
        }
        Action::Reject {
            reason,
            explanation,
            guidance,
        } => Some(format!(
            "{} {}\n{explanation}\n{guidance}",
            reason.code(),
            reason.label(lang)
        )),
        Action::ReferOut {
            to,
            document_no,
            note,
        } => Some(
            [Some(to.clone()), document_no.clone(), note.clone()]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join("\n"),
        ),
        Action::Assign { assignment, note } => {
            let mut lines = vec![name(assignment.lead)];
            if !assignment.supporting.is_empty() {
                let names: Vec<_> = assignment.supporting.iter().copied().map(name).collect();
                lines.push(format!(
                    "{} {}",
                    lang.pick("Phối hợp:", "Supporting:"),
                    names.join(", ")
                ));
            }
            lines.extend(note.clone());
            Some(lines.join("\n"))
        }
        Action::ReturnToIntake { reason }
        | Action::Study { reason }
        | Action::SendBack { reason }
        | Action::ProposeHiding { reason }
        | Action::DeclineHiding { reason }
        | Action::Reopen { reason }
        | Action::Unmerge { reason } => Some(reason.clone()),
        Action::Withdraw { reason } => reason.clone(),
        Action::DraftAnswer { answer } | Action::SubmitForApproval { answer } => {
            Some(answer.body.clone())
        }
        Action::Extend {
            working_days,
            reason,
        } => Some(format!("+{working_days}: {reason}")),
        // How the sender rated is for statistics, not for those who handled it.
        Action::Rate { .. } => None,
        Action::MoveDeadline {
            step,
            from,
            to,
            because,
        } => Some(format!(
            "{}: {} → {} ({because})",
            lang.pick(step.words_vi(), step.words_en()),
            crate::format::day(*from, lang),
            crate::format::day(*to, lang)
        )),
        Action::ReassignBySuccession { from, to } => {
            Some(format!("{} → {}", name(*from), name(*to)))
        }
        Action::ReportProgress { message } => Some(message.clone()),
        Action::Submit { channel } => Some(channel.label(lang).to_owned()),
        Action::Accept { .. }
        | Action::Start
        | Action::Resume
        | Action::Approve
        | Action::Publish { .. }
        | Action::ConfirmHiding
        | Action::Merge { .. } => None,
    };
    let who = match (event.by.role.as_str(), event.by.agency) {
        ("sender", _) => lang.pick("Người gửi", "The sender").to_owned(),
        ("system", _) => lang.pick("Hệ thống", "The system").to_owned(),
        (role, agency) => {
            let role = Role::from_code(role)
                .map(|role| role.label(lang))
                .unwrap_or_default();
            let agency = agency.map(name).unwrap_or_default();
            format!("{}, {role}, {agency}", event.by.name)
        }
    };
    LogEntry {
        petition_seq: event.petition_seq,
        at: event.at,
        what: event.verb().label(lang).to_owned(),
        who,
        text,
        note: event.verb() == domain::action::Verb::Note,
    }
}
