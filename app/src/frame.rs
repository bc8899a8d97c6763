//! What does every page know: the language, who is signed in, the province, and what was just posted?

use domain::lang::Lang;
use domain::official::Role;
use domain::violation::Violation;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::AppError;
use crate::components::picker::TakenProcedure;
use crate::data::hand;

/// What surrounds every page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frame {
    /// The reader's language.
    pub lang: Lang,
    /// The signed-in official.
    pub viewer: Option<Viewer>,
    /// Everything is a demonstration.
    pub demonstration: bool,
    /// Name of the province.
    pub province: String,
    /// Published telephone number.
    pub hotline: Option<String>,
    /// Who answers it.
    pub hotline_official: Option<String>,
    /// Cases this browser has opened, by tracking code.
    pub open_cases: Vec<String>,
    /// Why a page of its own is shown instead of the one asked for.
    pub fault: Option<AppError>,
}

/// The signed-in official as pages need it.
#[expect(
    clippy::struct_excessive_bools,
    reason = "one for each part of the desk that may be shown"
)]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Viewer {
    /// Full name.
    pub name: String,
    /// Agency, short.
    pub agency: String,
    /// Roles in force today.
    pub roles: Vec<Role>,
    /// Has a board.
    pub has_board: bool,
    /// May enter petitions for others.
    pub may_enter: bool,
    /// May draw up reports.
    pub may_report: bool,
    /// May administer.
    pub may_administer: bool,
}

/// A form that was posted and not accepted: it is shown again as it was typed, with what to mend.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Posted {
    /// Which form, when a page has several: the verb's code.
    pub form: String,
    /// Field names and what was typed, in order.
    pub values: Vec<(String, String)>,
    /// What to mend.
    pub violations: Vec<Violation>,
    /// Why it was refused, when no field is to blame.
    pub problem: Option<String>,
    /// What others did meanwhile, one sentence each.
    pub meanwhile: Vec<String>,
}

impl Posted {
    /// What was typed in the field; empty when nothing.
    pub fn value(&self, field: &str) -> String {
        self.values
            .iter()
            .find(|(name, _)| name == field)
            .map(|(_, value)| value.clone())
            .unwrap_or_default()
    }

    /// Everything chosen under a name that may occur several times.
    pub fn all(&self, field: &str) -> Vec<String> {
        self.values
            .iter()
            .filter(|(name, _)| name == field)
            .map(|(_, value)| value.clone())
            .collect()
    }

    /// What to mend in the field.
    pub fn error(&self, field: &str, lang: Lang) -> Option<String> {
        self.violations
            .iter()
            .find(|violation| violation.field == field)
            .map(|violation| violation.message(lang))
    }

    /// Whether the form was posted and failed.
    pub fn failed(&self) -> bool {
        !self.violations.is_empty() || self.problem.is_some()
    }

    /// Whether nothing came with it: what a form begins with is shown. A field that was emptied stays empty.
    pub fn is_fresh(&self) -> bool {
        self.values.is_empty() && !self.failed()
    }

    /// The posted form, if it is the one named; otherwise an untouched one.
    #[must_use]
    pub fn of(&self, form: &str) -> Self {
        if self.form == form {
            self.clone()
        } else {
            Self::default()
        }
    }
}

/// Where the page keeps what its islands need to know.
const ISLANDS_KNOW: &str = "islands-know";

/// Gives to all components what the form was posted with, and what is taken from suggestions.
pub fn provide_frame() {
    let posted = use_context::<Posted>().unwrap_or_default();
    provide_context(RwSignal::new(posted));
    provide_context(TakenProcedure(RwSignal::new(None)));
}

/// What islands need to know of the page around them.
#[component]
pub fn IslandsKnow() -> impl IntoView {
    hand(
        ISLANDS_KNOW,
        (use_frame(), use_context::<Posted>().unwrap_or_default()),
    )
}

/// Gives all islands of the page what it knows.
#[cfg(feature = "hydrate")]
pub fn provide_to_islands() {
    let (frame, posted): (Frame, Posted) = crate::data::handed(ISLANDS_KNOW).unwrap_or_default();
    provide_context(frame);
    provide_context(posted);
    provide_frame();
}

/// The frame of the page.
pub fn use_frame() -> Frame {
    use_context::<Frame>().unwrap_or_default()
}

/// The reader's language.
pub fn use_lang() -> Lang {
    use_frame().lang
}

/// The form posted to this page.
pub fn use_posted() -> Posted {
    use_context::<RwSignal<Posted>>()
        .map(|posted| posted.get_untracked())
        .unwrap_or_default()
}
