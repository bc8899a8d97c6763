//! What is there to be told apart?

use serde::{Deserialize, Serialize};

use crate::admissibility::Reason;
use crate::features::{COMMENT_BITS, PETITION_BITS};

/// A question with a few answers, which a model learns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum Task {
    /// Valid, invalid or outside the province's jurisdiction.
    Classification,
    /// Whether a reason to return the petition shows.
    Reason(Reason),
    /// About conduct, about a regulation, or both.
    Kind,
    /// Whether a solution is proposed.
    Proposal,
    /// Whether a forbidden act is alleged.
    Act(Act),
    /// Negative, neutral or positive.
    Sentiment,
    /// Whether it insults or hates.
    Toxic,
    /// Low, normal or high.
    Urgency,
    /// Clean, offensive or hateful, of comments in social media.
    Comment,
}

/// Acts that officials are forbidden (Decree 63/2010/NĐ-CP Art. 6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// Giving away what a file says.
    Disclosure,
    /// Refusing or dragging out.
    RefusalDelay,
    /// Asking for papers that no rule asks for.
    ExtraPapers,
    /// Rudeness, harassment, trouble.
    Harassment,
    /// Asking for or taking money or gifts.
    Money,
    /// Pushing the matter on to others.
    Shirking,
}

impl Act {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Disclosure,
        Self::RefusalDelay,
        Self::ExtraPapers,
        Self::Harassment,
        Self::Money,
        Self::Shirking,
    ];

    /// The stable name.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Disclosure => "disclosure",
            Self::RefusalDelay => "refusal_delay",
            Self::ExtraPapers => "extra_papers",
            Self::Harassment => "harassment",
            Self::Money => "money",
            Self::Shirking => "shirking",
        }
    }
}

/// Reasons that a text can show and that are learned.
pub(crate) const REASONS: [Reason; 8] = [
    Reason::R01,
    Reason::R02,
    Reason::R03,
    Reason::R05,
    Reason::R06,
    Reason::R07,
    Reason::R08,
    Reason::R10,
];

impl Task {
    /// All of them.
    pub fn all() -> impl Iterator<Item = Self> {
        [
            Self::Classification,
            Self::Kind,
            Self::Proposal,
            Self::Sentiment,
            Self::Toxic,
            Self::Urgency,
            Self::Comment,
        ]
        .into_iter()
        .chain(REASONS.map(Self::Reason))
        .chain(Act::ALL.map(Self::Act))
    }

    /// Its answers. Where a thing shows or does not, the second is that it does.
    pub const fn classes(self) -> &'static [&'static str] {
        match self {
            Self::Classification => &["valid", "invalid", "outside_jurisdiction"],
            Self::Reason(_) | Self::Act(_) | Self::Proposal | Self::Toxic => &["no", "yes"],
            Self::Kind => &["conduct", "regulation", "both"],
            Self::Sentiment => &["negative", "neutral", "positive"],
            Self::Urgency => &["low", "normal", "high"],
            Self::Comment => &["clean", "offensive", "hate"],
        }
    }

    /// The place of an answer among [`Self::classes`].
    pub fn class(self, name: &str) -> Option<usize> {
        self.classes().iter().position(|class| *class == name)
    }

    /// The stable name.
    pub fn name(self) -> String {
        match self {
            Self::Classification => "classification".to_owned(),
            Self::Reason(reason) => format!("reason {}", reason.code()),
            Self::Kind => "kind".to_owned(),
            Self::Proposal => "proposal".to_owned(),
            Self::Act(act) => format!("act {}", act.code()),
            Self::Sentiment => "sentiment".to_owned(),
            Self::Toxic => "toxic".to_owned(),
            Self::Urgency => "urgency".to_owned(),
            Self::Comment => "comment".to_owned(),
        }
    }

    /// Bits of the numbers of its features.
    pub(crate) const fn bits(self) -> u32 {
        match self {
            Self::Comment => COMMENT_BITS,
            _ => PETITION_BITS,
        }
    }
}

impl From<Task> for String {
    fn from(task: Task) -> Self {
        task.name()
    }
}

impl TryFrom<String> for Task {
    type Error = String;

    fn try_from(name: String) -> Result<Self, String> {
        Self::all()
            .find(|task| task.name() == name)
            .ok_or_else(|| format!("{name} is no task"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_task_is_found_by_its_name() {
        for task in Task::all() {
            assert_eq!(Task::try_from(task.name()), Ok(task));
            assert!(task.classes().len() > 1);
        }
        assert!(Task::try_from("weather".to_owned()).is_err());
    }
}
