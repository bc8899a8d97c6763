//! What does one agency's page say: what it is and was called, whose work it took over, and how it answered?

use chrono::NaiveDate;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::Keeping;
use crate::AppError;
use crate::api::register::PublicationItem;

/// One name during one time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VersionView {
    /// Full name.
    pub name: String,
    /// First day; none when it is older than the catalogue.
    pub from: Option<NaiveDate>,
    /// Last day; none while it lasts.
    pub until: Option<NaiveDate>,
    /// The act it rests on; empty when not known.
    pub basis: String,
    /// Whether the act was checked.
    pub checked: bool,
}

/// Work that passed from one agency to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeView {
    /// The other agency: slug and name.
    pub other: Option<(String, String)>,
    /// First day of the new order.
    pub on: NaiveDate,
    /// In what way, in words.
    pub how: String,
    /// Which part of the work; empty when all.
    pub part: String,
    /// The act it rests on; empty when not known.
    pub basis: String,
    /// Whether the act was checked.
    pub checked: bool,
}

/// One agency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgencyPageView {
    /// Address of the page.
    pub slug: String,
    /// Name today, or its last.
    pub name: String,
    /// Last day, when it is no longer there.
    pub ended_on: Option<NaiveDate>,
    /// Who does its work today: slug and name.
    pub heir: Option<(String, String)>,
    /// It answers to a ministry, not to the province.
    pub outside: bool,
    /// Where it receives people.
    pub address: Option<String>,
    /// Published telephone number.
    pub hotline: Option<String>,
    /// Published address for mail.
    pub email: Option<String>,
    /// Who answers the number.
    pub official: Option<String>,
    /// Old communes its ground was made of: name with district, and whether only a part.
    pub ground: Vec<(String, bool)>,
    /// Its names, the latest first.
    pub versions: Vec<VersionView>,
    /// Whose work it took over.
    pub before: Vec<ChangeView>,
    /// To whom its work passed.
    pub after: Vec<ChangeView>,
    /// How well it kept deadlines.
    pub keeping: Keeping,
    /// The days the record is of.
    pub period: (NaiveDate, NaiveDate),
    /// Open now, and of those overdue.
    pub open: (i64, i64),
    /// Latest published answers, of its predecessors too.
    pub latest: Vec<PublicationItem>,
}

/// Published answers shown on an agency's page.
#[cfg(feature = "ssr")]
const LATEST: usize = 5;

/// Reads one agency, of today or of the past.
#[server(endpoint = "agency")]
pub async fn load_agency(slug: String) -> Result<AgencyPageView, AppError> {
    use super::record::{keeping, twelve_months};
    use crate::context::{failed, from_store, lang, store};
    use store::register::RegisterFilter;
    let (store, lang) = (store()?, lang());
    let catalogue = store.catalogue();
    let today = domain::calendar::local_date(store.now());
    let agency = catalogue
        .organisations
        .by_slug(&slug)
        .ok_or_else(|| failed(AppError::NotFound))?;
    let standing = agency.version_on(today);
    let version = standing
        .or(agency.versions.last())
        .ok_or_else(|| failed(AppError::NotFound))?;
    let ended_on = version
        .valid_to
        .filter(|_| standing.is_none())
        .and_then(|end| end.pred_opt());
    // The record of an agency that is gone is that of its last year.
    let period = twelve_months(ended_on.unwrap_or(today));
    let answered = store
        .answered_in(period, Some(agency.id))
        .await
        .map_err(from_store)?;
    let open = store.open_work(store.now()).await.map_err(from_store)?;
    let open = open
        .iter()
        .find(|work| domain::id::AgencyId(work.agency_id) == agency.id)
        .map_or((0, 0), |work| (work.open, work.overdue));
    let found = store
        .register(&RegisterFilter {
            agency: slug.clone(),
            ..RegisterFilter::default()
        })
        .await
        .map_err(from_store)?;
    let latest = found
        .items
        .iter()
        .take(LATEST)
        .map(|item| crate::api::register::item(item, &catalogue, "", lang))
        .collect();
    let named = |id: domain::id::AgencyId| {
        Some((
            catalogue.agency_slug(id)?,
            catalogue.agency_name_on(id, today),
        ))
    };
    let heir = catalogue.organisations.rolled_up(agency.id, today);
    let organisations = &catalogue.organisations;
    Ok(AgencyPageView {
        name: version.name.clone(),
        ended_on,
        heir: (heir != agency.id).then(|| named(heir)).flatten(),
        outside: version.kind == domain::agency::AgencyKind::Vertical,
        address: version.address.clone(),
        hotline: version.hotline.clone(),
        email: version.email.clone(),
        official: version.contact_official.clone(),
        ground: ground(&catalogue, version),
        versions: agency.versions.iter().rev().map(version_view).collect(),
        before: organisations
            .successions_into(agency.id)
            .into_iter()
            .map(|way| change(way, named(way.from), &catalogue, lang))
            .collect(),
        after: organisations
            .successions_from(agency.id)
            .iter()
            .map(|way| change(way, way.to.and_then(named), &catalogue, lang))
            .collect(),
        keeping: keeping(&answered, &catalogue.calendar),
        period: (period.from, period.to),
        open,
        latest,
        slug,
    })
}

#[cfg(feature = "ssr")]
fn ground(
    catalogue: &store::catalogue::Catalogue,
    version: &domain::agency::AgencyVersion,
) -> Vec<(String, bool)> {
    let area = version
        .area
        .as_ref()
        .filter(|_| version.kind.governs_ground())
        .and_then(|code| catalogue.area(code.as_str()));
    let olds = area
        .map(|area| area.old_names.as_slice())
        .unwrap_or_default();
    olds.iter()
        .map(|old| (format!("{} ({})", old.name, old.district), !old.whole))
        .collect()
}

/// The first day the catalogue covers: what begins then is older.
#[cfg(feature = "ssr")]
const CATALOGUE_BEGINS: Option<NaiveDate> = NaiveDate::from_ymd_opt(2024, 1, 1);

#[cfg(feature = "ssr")]
fn version_view(version: &domain::agency::AgencyVersion) -> VersionView {
    let (basis, checked) = basis(&version.legal_basis);
    VersionView {
        name: version.name.clone(),
        from: Some(version.valid_from).filter(|from| Some(*from) != CATALOGUE_BEGINS),
        until: version.valid_to.and_then(|end| end.pred_opt()),
        basis,
        checked,
    }
}

#[cfg(feature = "ssr")]
fn change(
    way: &domain::agency::Succession,
    other: Option<(String, String)>,
    catalogue: &store::catalogue::Catalogue,
    lang: domain::lang::Lang,
) -> ChangeView {
    use domain::agency::SuccessionKind;
    let how = match way.kind {
        SuccessionKind::Merge => lang.pick("sáp nhập", "merged"),
        SuccessionKind::Split => lang.pick("chia tách", "split"),
        SuccessionKind::Rename => lang.pick("đổi tên", "renamed"),
        SuccessionKind::Dissolve => lang.pick("giải thể", "dissolved"),
        SuccessionKind::TransferOfFunction => lang.pick("chuyển nhiệm vụ", "work transferred"),
    };
    let field = way
        .scope
        .field
        .as_deref()
        .map(|field| format!("{} {field}", lang.pick("lĩnh vực", "field:")));
    let area = way.scope.area.as_ref().map(|area| {
        format!(
            "{} {}",
            lang.pick("địa bàn", "ground of"),
            catalogue.area_name(area.as_str())
        )
    });
    let (basis, checked) = basis(&way.legal_basis);
    ChangeView {
        other,
        on: way.effective_on,
        how: how.to_owned(),
        part: field.into_iter().chain(area).collect::<Vec<_>>().join(", "),
        basis,
        checked,
    }
}

/// What the catalogue writes behind an act that nobody has compared with the text itself.
#[cfg(feature = "ssr")]
const UNCHECKED: &str = "(chưa đối chiếu văn bản)";

/// The act, and whether it was checked; an unknown act was not.
#[cfg(feature = "ssr")]
fn basis(printed: &str) -> (String, bool) {
    let act = printed.strip_suffix(UNCHECKED).map(str::trim_end);
    (
        act.unwrap_or(printed).to_owned(),
        act.is_none() && !printed.is_empty(),
    )
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn an_act_that_was_not_checked_is_not_shown_as_law() {
        assert_eq!(
            basis("Sắp xếp tháng 3/2025 (chưa đối chiếu văn bản)"),
            ("Sắp xếp tháng 3/2025".into(), false)
        );
        assert_eq!(
            basis("Nghị quyết 202/2025/QH15"),
            ("Nghị quyết 202/2025/QH15".into(), true)
        );
        assert_eq!(basis(""), (String::new(), false));
    }

    #[test]
    fn what_begins_with_the_catalogue_is_older() {
        let version = |from: &str| {
            let version = serde_json::json!({
                "name": "Sở X", "short_name": "X", "kind": "department", "level": "province",
                "valid_from": from, "valid_to": "2025-07-01",
            });
            version_view(&serde_json::from_value(version).expect("a version"))
        };
        assert_eq!(version("2024-01-01").from, None);
        assert_eq!(
            version("2025-03-01").from,
            NaiveDate::from_ymd_opt(2025, 3, 1)
        );
        assert_eq!(
            version("2025-03-01").until,
            NaiveDate::from_ymd_opt(2025, 6, 30)
        );
    }
}
