//! What the pages about agencies show: who there is, how to reach them, and how well they keep deadlines.

#[cfg(feature = "ssr")]
mod find;
mod one;
mod record;

use chrono::NaiveDate;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

pub use self::one::{AgencyPageView, ChangeView, VersionView, load_agency};
#[cfg(feature = "ssr")]
pub use self::record::keeping;
pub use self::record::{BUCKETS, Keeping, Timing};
use crate::AppError;

/// A part of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum AgencyGroup {
    /// Offices of the province other than departments.
    Province,
    /// Departments and what ranks as one.
    Departments,
    /// Answering to a ministry, not to the province.
    Vertical,
    /// Committees of communes.
    Communes,
    /// No longer there.
    Past,
}

impl AgencyGroup {
    /// All, in the order of the page.
    pub const ALL: [Self; 5] = [
        Self::Province,
        Self::Departments,
        Self::Vertical,
        Self::Communes,
        Self::Past,
    ];

    /// Its place on the page, for links.
    pub const fn anchor(self) -> &'static str {
        match self {
            Self::Province => "cap-tinh",
            Self::Departments => "so",
            Self::Vertical => "nganh-doc",
            Self::Communes => "xa-phuong",
            Self::Past => "truoc-day",
        }
    }
}

/// One agency in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgencyItem {
    /// Address of its page.
    pub slug: String,
    /// Name today, or its last.
    pub name: String,
    /// Which part of the list.
    pub group: AgencyGroup,
    /// Where it receives people.
    pub address: Option<String>,
    /// Published telephone number.
    pub hotline: Option<String>,
    /// Who answers it.
    pub official: Option<String>,
    /// The former name under which a search found it, with the district, and whether only a part came here.
    pub formerly: Option<(String, String, bool)>,
    /// Last day, of one that is no longer there.
    pub ended_on: Option<NaiveDate>,
    /// Who does its work today: slug and name.
    pub heir: Option<(String, String)>,
    /// How well it keeps deadlines; none of those that are no longer there.
    pub keeping: Option<Keeping>,
}

/// The agencies of today, or what a search found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgenciesView {
    /// In the order of the page.
    pub items: Vec<AgencyItem>,
    /// First day of the twelve months the figures are of.
    pub since: NaiveDate,
}

/// Reads the list; `q` may be the name of today or a former one, of an agency or of a commune.
#[server(endpoint = "agencies")]
pub async fn load_agencies(q: String) -> Result<AgenciesView, AppError> {
    use crate::context::{from_store, store};
    let store = store()?;
    let catalogue = store.catalogue();
    let today = domain::calendar::local_date(store.now());
    let period = record::twelve_months(today);
    let answered = store.answered_in(period, None).await.map_err(from_store)?;
    let mut keeping = record::by_agency(&answered, &catalogue.calendar);
    let q: String = q.chars().take(200).collect();
    let items = find::agencies(&catalogue, &q, today)
        .into_iter()
        .map(|found| {
            let ended = found.item.ended_on.is_some();
            AgencyItem {
                keeping: (!ended).then(|| keeping.remove(&found.id).unwrap_or_default()),
                ..found.item
            }
        })
        .collect();
    Ok(AgenciesView {
        items,
        since: period.from,
    })
}
