//! Is the form of a verb filled in well enough?

use super::MOST_EXTENSION;
use crate::action::Action;
use crate::admissibility::Reason;
use crate::petition::Petition;
use crate::refusal::Refusal;
use crate::status::Status;
use crate::violation::{Problem, Violation};

/// Says everything that must be mended. Lengths count characters.
pub(super) fn check_content(petition: &Petition, action: &Action) -> Result<(), Refusal> {
    let mut found = Vec::new();
    let mut text = |field: &str, value: &str, least: usize, most: usize| {
        found.extend(check_text(field, value, least, most));
    };
    match action {
        Action::RequestInfo { question } => text("question", question, 10, 4_000),
        Action::Supplement { text: added } => text("text", added, 5, 10_000),
        Action::Reject {
            reason,
            explanation,
            guidance,
        } => {
            text("explanation", explanation, 10, 4_000);
            text("guidance", guidance, 10, 4_000);
            let late = petition.status() == Status::NeedInfo;
            if late && !matches!(reason, Reason::R03 | Reason::R04) {
                found.push(Violation::new("reason", Problem::NotAChoice));
            }
        }
        Action::Accept { clauses, .. } => {
            if clauses.iter().any(|clause| !(1..=8).contains(clause)) {
                found.push(Violation::new("clauses", Problem::NotAChoice));
            }
        }
        Action::ReferOut {
            to,
            document_no,
            note,
        } => {
            text("to", to, 3, 300);
            text(
                "document_no",
                document_no.as_deref().unwrap_or_default(),
                0,
                100,
            );
            text("note", note.as_deref().unwrap_or_default(), 0, 4_000);
        }
        Action::Assign { assignment, note } => {
            text("note", note.as_deref().unwrap_or_default(), 0, 4_000);
            if assignment.supporting.contains(&assignment.lead) || assignment.supporting.len() > 20
            {
                found.push(Violation::new("supporting", Problem::NotAChoice));
            }
        }
        Action::ReturnToIntake { reason }
        | Action::Study { reason }
        | Action::SendBack { reason }
        | Action::ProposeHiding { reason }
        | Action::DeclineHiding { reason }
        | Action::Reopen { reason }
        | Action::Unmerge { reason } => text("reason", reason, 5, 4_000),
        Action::ReportProgress { message } => text("message", message, 10, 4_000),
        Action::Withdraw { reason } => {
            text("reason", reason.as_deref().unwrap_or_default(), 0, 2_000);
        }
        Action::DraftAnswer { answer } => {
            text("body", &answer.body, 1, 20_000);
            text(
                "document_no",
                answer.document_no.as_deref().unwrap_or_default(),
                0,
                100,
            );
        }
        Action::SubmitForApproval { answer } => {
            text("body", &answer.body, 50, 20_000);
            text(
                "document_no",
                answer.document_no.as_deref().unwrap_or_default(),
                0,
                100,
            );
        }
        Action::Publish {
            text: public,
            personal_data_checked,
        } => {
            text("title_public", &public.title, 5, 200);
            text("body_public", &public.body, 10, 12_000);
            text("answer_public", &public.answer, 10, 22_000);
            if !personal_data_checked {
                found.push(Violation::new(
                    "personal_data_checked",
                    Problem::NotConfirmed,
                ));
            }
        }
        Action::Extend {
            working_days,
            reason,
        } => {
            text("reason", reason, 10, 2_000);
            if !(1..=MOST_EXTENSION).contains(working_days) {
                found.push(Violation::new(
                    "working_days",
                    Problem::NotANumber(1, i64::from(MOST_EXTENSION)),
                ));
            }
        }
        Action::Rate { comment, .. } => {
            text("comment", comment.as_deref().unwrap_or_default(), 0, 2_000);
        }
        Action::Note { text: note } | Action::Remind { text: note } => text("text", note, 2, 4_000),
        Action::Submit { .. }
        | Action::Start
        | Action::Resume
        | Action::Approve
        | Action::ConfirmHiding
        | Action::Merge { .. }
        | Action::MoveDeadline { .. }
        | Action::ReassignBySuccession { .. } => {}
    }
    if found.is_empty() {
        Ok(())
    } else {
        Err(Refusal::Violations(found))
    }
}

/// Checks a text's length in characters, after trimming; `least` 0 means it may be empty.
pub(crate) fn check_text(field: &str, value: &str, least: usize, most: usize) -> Option<Violation> {
    let value = value.trim();
    let count = value.chars().count();
    let problem = if least > 0 && count == 0 {
        Problem::Missing
    } else if count > most {
        Problem::TooLong(most, count)
    } else if count < least {
        Problem::TooShort(least)
    } else if count > 0 && !value.chars().any(char::is_alphanumeric) {
        Problem::NoWords
    } else {
        return None;
    };
    Some(Violation::new(field, problem))
}
