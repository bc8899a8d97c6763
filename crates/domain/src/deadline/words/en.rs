//! How are a step, a standing and the reasons for a date said in English?

use chrono::NaiveDate;

use super::{by_reason, closed};
use crate::calendar::{local_date, local_datetime};
use crate::deadline::{BasisKind, Explanation, RuleStart, Standing, Step, TimeUnit};

impl Step {
    /// Name of the step in English.
    pub fn words_en(self) -> &'static str {
        match self {
            Self::Classify => "Classify",
            Self::RequestInfo => "Ask for more information",
            Self::Reject => "Return if not accepted",
            Self::Refer => "Refer to the competent ministry",
            Self::Assign => "Pass to the agency in charge",
            Self::TakeUp => "Agency takes it up",
            Self::ReturnToIntake => "Return if misdirected",
            Self::Supplement => "Sender adds information",
            Self::Answer => "Answer",
            Self::Publish => "Publish",
            Self::Reopen => "Ask for another look",
            Self::Update => "Report progress",
        }
    }
}

impl Standing {
    /// The standing in English, e.g. "3 working days left".
    pub fn words_en(self) -> String {
        match self {
            Self::Met { on_time: true } => "on time".to_owned(),
            Self::Met { on_time: false } => "late".to_owned(),
            Self::Lapsed { on_time: true } => "no longer counted".to_owned(),
            Self::Lapsed { on_time: false } => "was overdue when it stopped counting".to_owned(),
            Self::Paused => "paused".to_owned(),
            Self::DueIn { amount, unit } => format!("{} left", amount_en(amount, unit)),
            Self::DueToday => "due today".to_owned(),
            Self::Overdue { amount: 0, .. } => "just overdue".to_owned(),
            Self::Overdue { amount, unit } => format!("{} overdue", amount_en(amount, unit)),
        }
    }
}

impl Explanation {
    /// The reasons for the date as short English sentences, in the order of counting.
    pub fn sentences_en(&self) -> Vec<String> {
        let mut lines = vec![format!(
            "{}: {} from {} ({}). {}",
            self.step.words_en(),
            amount_en(self.term.amount, self.term.unit),
            start_en(self.starts),
            date_en(self.starts_on),
            first_day_en(self.term.unit),
        )];
        if self.counted_from != self.starts_on {
            lines.push(format!(
                "It came in after the daily cut-off, so it counts as received on {}.",
                date_en(self.counted_from)
            ));
        }
        let (weekend, holidays) = by_reason(&self.skipped);
        if weekend > 0 {
            lines.push(format!("Not counted: {}.", plural(weekend, "weekend day")));
        }
        if !holidays.is_empty() {
            let named: Vec<_> = holidays
                .iter()
                .map(|(date, name)| format!("{} ({name})", date_en(*date)))
                .collect();
            lines.push(format!("Not counted, days off: {}.", named.join(", ")));
        }
        if self.term.unit == TimeUnit::CalendarDays && !self.skipped.is_empty() {
            lines.push(
                "The last day fell on a day off, so the term ends on the next working day."
                    .to_owned(),
            );
        }
        for pause in &self.pauses {
            let from = date_en(local_date(pause.from));
            lines.push(match pause.until {
                Some(until) => format!(
                    "Paused from {from} to {} while waiting for the sender: {} added.",
                    date_en(local_date(until)),
                    amount_en(pause.amount, self.term.unit),
                ),
                None => format!(
                    "Paused since {from} while waiting for the sender; the wait will be added."
                ),
            });
        }
        if let Some(extension) = &self.extension {
            lines.push(format!(
                "Extended by {}; it was due on {}. Reason: {}",
                amount_en(extension.amount, self.term.unit),
                date_en(local_date(extension.from)),
                closed(&extension.reason),
            ));
        }
        lines.push(match self.term.unit {
            TimeUnit::WorkingMinutes => format!(
                "Due at {} on {}.",
                local_datetime(self.due_at).format("%H:%M"),
                date_en(self.due_on)
            ),
            TimeUnit::WorkingDays | TimeUnit::CalendarDays => {
                format!(
                    "Due by the end of {}, {}.",
                    self.due_on.format("%A"),
                    date_en(self.due_on)
                )
            }
        });
        lines.push(format!(
            "{}: {}",
            basis_en(self.basis_kind),
            closed(&self.legal_basis)
        ));
        if let Some(recounted_on) = self.recounted_on {
            lines.push(format!(
                "The calendar changed after this date was given. Today it would be {}; the date given stands.",
                date_en(recounted_on)
            ));
        }
        lines
    }
}

fn amount_en(amount: u32, unit: TimeUnit) -> String {
    match unit {
        TimeUnit::WorkingDays => plural(amount, "working day"),
        TimeUnit::CalendarDays => plural(amount, "day"),
        TimeUnit::WorkingMinutes => match (amount / 60, amount % 60) {
            (0, minutes) => plural(minutes, "working minute"),
            (hours, 0) => plural(hours, "working hour"),
            (hours, minutes) => format!(
                "{} {}",
                plural(hours, "working hour"),
                plural(minutes, "minute")
            ),
        },
    }
}

fn plural(amount: u32, noun: &str) -> String {
    format!("{amount} {noun}{}", if amount == 1 { "" } else { "s" })
}

fn start_en(starts: RuleStart) -> &'static str {
    match starts {
        RuleStart::Receipt => "the day of receipt",
        RuleStart::Transfer => "the day it came in at the agency",
        RuleStart::InfoRequested => "the day more information was asked for",
        RuleStart::Closed => "the day it was published or closed",
        RuleStart::AwaitingPublication => "the day it was ready to be published",
        RuleStart::StudyUpdate => "the day of the last progress report",
    }
}

fn first_day_en(unit: TimeUnit) -> &'static str {
    match unit {
        TimeUnit::WorkingDays | TimeUnit::CalendarDays => "That day itself is not counted.",
        TimeUnit::WorkingMinutes => "Only office hours are counted.",
    }
}

fn basis_en(kind: BasisKind) -> &'static str {
    match kind {
        BasisKind::Decree => "Legal basis",
        BasisKind::PortalScoring => {
            "Follows how the National Public Service Portal scores, which is not a legal act"
        }
        BasisKind::ProvincialPractice => "Set by the province",
        BasisKind::Inference => "A term set by this system, not by law",
    }
}

fn date_en(date: NaiveDate) -> String {
    date.format("%-d %B %Y").to_string()
}
