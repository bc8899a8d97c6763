//! How long may each step take, counted from which event, and by what authority?

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::term::Term;
use crate::calendar::{Calendar, CalendarError, valid_on};

/// The rules a new province starts with, as JSON: the terms of Decree 20/2008 and of the national portal's scoring, with their authority.
pub const NATIONAL_RULES: &str = include_str!("../../../../data/deadline-rules.json");

/// Whose time a deadline measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Clock {
    /// The sender's wait: runs from the first receipt and never starts again.
    Citizen,
    /// The work of whoever holds the petition: starts again when it comes in again.
    Unit,
}

/// What must be done before a deadline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// Intake decides: valid, invalid or outside the province's competence.
    Classify,
    /// Intake asks the sender for what is missing.
    RequestInfo,
    /// Intake declines an invalid petition.
    Reject,
    /// Intake sends the petition to a ministry or another province.
    Refer,
    /// Intake passes the petition to the competent agency.
    Assign,
    /// The agency names the official who works on it.
    TakeUp,
    /// The agency sends a misdirected petition back.
    ReturnToIntake,
    /// The sender adds what was asked for.
    Supplement,
    /// The answer is approved and given.
    Answer,
    /// Question and answer are published.
    Publish,
    /// The sender, not satisfied, asks for another look.
    Reopen,
    /// While the matter is studied, the sender is told how it stands.
    Update,
}

impl Step {
    /// Every step, in the order in which a petition meets them.
    pub const ALL: [Self; 12] = [
        Self::Classify,
        Self::RequestInfo,
        Self::Reject,
        Self::Refer,
        Self::Assign,
        Self::TakeUp,
        Self::ReturnToIntake,
        Self::Supplement,
        Self::Answer,
        Self::Publish,
        Self::Reopen,
        Self::Update,
    ];

    /// Is the sender, not an official, the one who must act?
    pub fn is_senders(self) -> bool {
        matches!(self, Self::Supplement | Self::Reopen)
    }
}

/// The event from which a rule counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RuleStart {
    /// The petition reaches intake. A supplement counts as a new receipt on the unit clock, never on the citizen clock.
    Receipt,
    /// The petition comes in at an agency (every transfer).
    Transfer,
    /// The sender is asked for more.
    InfoRequested,
    /// Handling is over: the answer is published, or kept from the public.
    #[serde(alias = "answered")]
    Closed,
    /// The answer is ready to be published.
    AwaitingPublication,
    /// The matter is put under study, or the sender has just been told how it stands.
    StudyUpdate,
}

/// What kind of authority stands behind a rule; people are told the difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BasisKind {
    /// Written in a decree.
    Decree,
    /// How the national portal scores provinces; not a legal act.
    PortalScoring,
    /// A decision of the province.
    ProvincialPractice,
    /// A default of this system, open to change.
    Inference,
}

/// Which petitions a rule is for; an empty filter is for all.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct AppliesTo {
    /// Serialised petition kind, e.g. `conduct`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// Serialised channel, e.g. `phone`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<String>,
}

impl AppliesTo {
    fn matches(&self, case: CaseTraits<'_>) -> bool {
        let fits = |wanted: &Option<String>, found: Option<&str>| {
            wanted.as_deref().is_none_or(|wanted| Some(wanted) == found)
        };
        fits(&self.kind, case.kind) && fits(&self.channel, case.channel)
    }

    fn specificity(&self) -> u8 {
        u8::from(self.kind.is_some()) + u8::from(self.channel.is_some())
    }
}

/// What of a petition a rule may depend on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CaseTraits<'a> {
    /// Serialised petition kind.
    pub kind: Option<&'a str>,
    /// Serialised channel.
    pub channel: Option<&'a str>,
}

/// One version of one rule. A change makes a new version; deadlines already given keep theirs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeadlineRule {
    /// Stable name, e.g. `answer_citizen`.
    pub code: String,
    /// Counts up from 1 for each code.
    pub version: u32,
    /// What must be done.
    pub step: Step,
    /// Whose time is measured.
    pub clock: Clock,
    /// How long, and how it is counted.
    #[serde(flatten)]
    pub term: Term,
    /// The event from which it counts.
    pub starts: RuleStart,
    /// Which petitions it is for.
    #[serde(default)]
    pub applies_to: AppliesTo,
    /// The act and article, in Vietnamese, as shown to people.
    pub legal_basis: String,
    /// What kind of authority that is.
    pub basis_kind: BasisKind,
    /// Where it was read, and how sure that reading is.
    pub source: String,
    /// First day on which it is applied.
    pub valid_from: NaiveDate,
    /// First day on which it is no longer applied.
    #[serde(default)]
    pub valid_to: Option<NaiveDate>,
}

impl DeadlineRule {
    /// Is this version applied on that day?
    pub fn is_valid_on(&self, on: NaiveDate) -> bool {
        valid_on(self.valid_from, self.valid_to, on)
    }

    /// When a step that starts at `at` would be due, without giving a deadline yet.
    pub fn due_at(
        &self,
        calendar: &Calendar,
        at: DateTime<Utc>,
    ) -> Result<DateTime<Utc>, CalendarError> {
        self.term.ends_at(calendar, at, 0)
    }
}

/// Why a set of rules is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RuleError {
    /// The JSON text does not describe rules.
    #[error("the rules cannot be read: {0}")]
    Unreadable(String),
    /// Two rules carry the same code and version.
    #[error("rule {code} has version {version} twice")]
    DuplicateVersion {
        /// The rule's code.
        code: String,
        /// The version given twice.
        version: u32,
    },
    /// A term of nothing would be overdue at once.
    #[error("rule {code} version {version} gives no time")]
    NoTime {
        /// The rule's code.
        code: String,
        /// Its version.
        version: u32,
    },
    /// The validity ends before it starts.
    #[error("rule {code} version {version} ends before it starts")]
    NeverValid {
        /// The rule's code.
        code: String,
        /// Its version.
        version: u32,
    },
}

/// All versions of all rules.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<DeadlineRule>", into = "Vec<DeadlineRule>")]
pub struct RuleSet(Vec<DeadlineRule>);

impl RuleSet {
    /// A set in which each version is unique, gives time and is valid some day.
    pub fn new(rules: Vec<DeadlineRule>) -> Result<Self, RuleError> {
        let mut seen = BTreeSet::new();
        for rule in &rules {
            let (code, version) = (rule.code.clone(), rule.version);
            if rule.term.amount == 0 {
                return Err(RuleError::NoTime { code, version });
            }
            if rule.valid_to.is_some_and(|end| end <= rule.valid_from) {
                return Err(RuleError::NeverValid { code, version });
            }
            if !seen.insert((rule.code.as_str(), version)) {
                return Err(RuleError::DuplicateVersion { code, version });
            }
        }
        Ok(Self(rules))
    }

    /// Reads a set from JSON, e.g. [`NATIONAL_RULES`].
    pub fn from_json(text: &str) -> Result<Self, RuleError> {
        let rules =
            serde_json::from_str(text).map_err(|error| RuleError::Unreadable(error.to_string()))?;
        Self::new(rules)
    }

    /// Every version of every rule.
    pub fn iter(&self) -> impl Iterator<Item = &DeadlineRule> {
        self.0.iter()
    }

    /// The version that was applied to a stored deadline.
    pub fn version(&self, code: &str, version: u32) -> Option<&DeadlineRule> {
        self.0
            .iter()
            .find(|rule| rule.code == code && rule.version == version)
    }

    /// The rule for any petition valid on that day.
    pub fn rule_for(&self, step: Step, clock: Clock, on: NaiveDate) -> Option<&DeadlineRule> {
        self.rule_for_case(step, clock, on, CaseTraits::default())
    }

    /// The rule for this petition valid on that day: the one that names most of its traits, then the newest.
    pub fn rule_for_case(
        &self,
        step: Step,
        clock: Clock,
        on: NaiveDate,
        case: CaseTraits<'_>,
    ) -> Option<&DeadlineRule> {
        self.0
            .iter()
            .filter(|rule| rule.step == step && rule.clock == clock)
            .filter(|rule| rule.is_valid_on(on) && rule.applies_to.matches(case))
            .max_by_key(|rule| rank(rule))
    }

    /// The rules that an event sets going for this petition: one for each step and clock, in the order of [`Step::ALL`].
    pub fn started_by(
        &self,
        starts: RuleStart,
        on: NaiveDate,
        case: CaseTraits<'_>,
    ) -> Vec<&DeadlineRule> {
        let mut chosen: BTreeMap<(Step, Clock), &DeadlineRule> = BTreeMap::new();
        let candidates = self
            .0
            .iter()
            .filter(|rule| rule.is_valid_on(on) && rule.applies_to.matches(case));
        for rule in candidates {
            let best = chosen.entry((rule.step, rule.clock)).or_insert(rule);
            if rank(rule) >= rank(best) {
                *best = rule;
            }
        }
        chosen
            .into_values()
            .filter(|rule| rule.starts == starts)
            .collect()
    }
}

fn rank(rule: &DeadlineRule) -> (u8, NaiveDate, u32) {
    (rule.applies_to.specificity(), rule.valid_from, rule.version)
}

impl TryFrom<Vec<DeadlineRule>> for RuleSet {
    type Error = RuleError;

    fn try_from(rules: Vec<DeadlineRule>) -> Result<Self, Self::Error> {
        Self::new(rules)
    }
}

impl From<RuleSet> for Vec<DeadlineRule> {
    fn from(set: RuleSet) -> Self {
        set.0
    }
}
