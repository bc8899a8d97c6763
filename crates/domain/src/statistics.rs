//! What is counted for reports and for the public, and which sums must agree? (§4, §9.3)

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A period of whole days, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
}

impl Period {
    /// The first or second half of a year.
    pub fn half(year: i32, second: bool) -> Option<Self> {
        let (from, to) = if second {
            ((7, 1), (12, 31))
        } else {
            ((1, 1), (6, 30))
        };
        Some(Self {
            from: NaiveDate::from_ymd_opt(year, from.0, from.1)?,
            to: NaiveDate::from_ymd_opt(year, to.0, to.1)?,
        })
    }
}

/// What a report breaks the figures down by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Breakdown {
    /// By lead agency.
    #[default]
    Agency,
    /// By field.
    Field,
    /// By channel.
    Channel,
    /// By kind.
    Kind,
}

impl Breakdown {
    /// Every breakdown.
    pub const ALL: [Self; 4] = [Self::Agency, Self::Field, Self::Channel, Self::Kind];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Agency => "agency",
            Self::Field => "field",
            Self::Channel => "channel",
            Self::Kind => "kind",
        }
    }

    /// Reads a code back.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|breakdown| breakdown.code() == code)
    }
}

/// One line of a periodic report. Counts petitions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figures {
    /// Open before the period began.
    pub carried_over: i64,
    /// Received in the period.
    pub received: i64,
    /// Of those received: admissible.
    pub valid: i64,
    /// Of those received: returned as inadmissible.
    pub invalid: i64,
    /// Of those received: outside competence.
    pub outside_jurisdiction: i64,
    /// Of those received: not classified yet.
    pub unclassified: i64,
    /// Closed in the period: answered to the sender.
    pub answered: i64,
    /// Closed in the period: returned.
    pub returned: i64,
    /// Closed in the period: referred out.
    pub referred: i64,
    /// Closed in the period: withdrawn or merged.
    pub withdrawn: i64,
    /// Open at the end of the period.
    pub open: i64,
    /// Of those open: past the citizen's clock at the end of the period.
    pub open_overdue: i64,
    /// Closed in the period within the citizen's clock.
    pub closed_on_time: i64,
    /// Closed in the period after it.
    pub closed_late: i64,
    /// Published in the period.
    pub published: i64,
    /// Ratings given in the period, best first.
    pub ratings: [i64; 3],
}

impl Figures {
    /// Closed in the period.
    pub const fn closed(&self) -> i64 {
        self.answered + self.returned + self.referred + self.withdrawn
    }

    /// Received + carried over = closed + open.
    pub const fn balances(&self) -> bool {
        self.received + self.carried_over == self.closed() + self.open
    }

    /// The classes of those received add up to all received.
    pub const fn classes_add_up(&self) -> bool {
        self.valid + self.invalid + self.outside_jurisdiction + self.unclassified == self.received
    }

    /// Adds another line to this one.
    pub fn add(&mut self, other: &Self) {
        self.carried_over += other.carried_over;
        self.received += other.received;
        self.valid += other.valid;
        self.invalid += other.invalid;
        self.outside_jurisdiction += other.outside_jurisdiction;
        self.unclassified += other.unclassified;
        self.answered += other.answered;
        self.returned += other.returned;
        self.referred += other.referred;
        self.withdrawn += other.withdrawn;
        self.open += other.open;
        self.open_overdue += other.open_overdue;
        self.closed_on_time += other.closed_on_time;
        self.closed_late += other.closed_late;
        self.published += other.published;
        for (mine, theirs) in self.ratings.iter_mut().zip(other.ratings) {
            *mine += theirs;
        }
    }
}

/// One named line of a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportLine {
    /// Agency, field, channel or kind.
    pub name: String,
    /// Its figures.
    pub figures: Figures,
}

/// A periodic report (báo cáo định kỳ).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeriodicReport {
    /// Which days.
    pub period: Period,
    /// What the lines are.
    pub breakdown: Breakdown,
    /// The lines, most received first.
    pub lines: Vec<ReportLine>,
    /// The sum, counted on its own and not by adding the lines.
    pub total: Figures,
}
