//! Which agencies are meant by a name, of today or of the past?

use chrono::NaiveDate;
use domain::agency::{Agency, AgencyKind, AgencyLevel, AgencyVersion};
use domain::area::{Area, OldArea};
use domain::id::AgencyId;
use store::catalogue::Catalogue;

use super::{AgencyGroup, AgencyItem};

/// An agency of the list with its id.
pub struct Found {
    /// Its id.
    pub id: AgencyId,
    /// What the list shows; the record is still missing.
    pub item: AgencyItem,
}

/// The agencies of today in the order of the page; with words, those that fit best first within their part, and past ones too.
pub fn agencies(catalogue: &Catalogue, q: &str, today: NaiveDate) -> Vec<Found> {
    let asked = Asked::of(q);
    let mut found: Vec<(AgencyGroup, u8, String, Found)> = catalogue
        .organisations
        .iter()
        .filter_map(|agency| {
            let standing = agency.version_on(today);
            let version = standing.or(agency.versions.last())?;
            if version.level == AgencyLevel::Central || (standing.is_none() && asked.is_none()) {
                return None;
            }
            let area = version
                .area
                .as_ref()
                .filter(|_| version.kind.governs_ground())
                .and_then(|code| catalogue.area(code.as_str()));
            let (rank, formerly) = match &asked {
                None => (0, None),
                Some(asked) => fit(asked, agency, area)?,
            };
            let group = group(version, standing.is_some());
            let item = item(catalogue, agency, version, group, formerly, today);
            Some((
                group,
                rank,
                analysis::fold(&version.name),
                Found {
                    id: agency.id,
                    item,
                },
            ))
        })
        .collect();
    let place = |group: AgencyGroup| AgencyGroup::ALL.iter().position(|known| *known == group);
    found.sort_by(|a, b| (place(a.0), a.1, &a.2).cmp(&(place(b.0), b.1, &b.2)));
    found.into_iter().map(|(_, _, _, found)| found).collect()
}

fn group(version: &AgencyVersion, stands: bool) -> AgencyGroup {
    match (version.kind, version.level) {
        _ if !stands => AgencyGroup::Past,
        (AgencyKind::Vertical | AgencyKind::Police | AgencyKind::Military, _) => {
            AgencyGroup::Vertical
        }
        (_, AgencyLevel::Commune) => AgencyGroup::Communes,
        (AgencyKind::Department | AgencyKind::Inspectorate, _) => AgencyGroup::Departments,
        _ => AgencyGroup::Province,
    }
}

fn item(
    catalogue: &Catalogue,
    agency: &Agency,
    version: &AgencyVersion,
    group: AgencyGroup,
    formerly: Option<&OldArea>,
    today: NaiveDate,
) -> AgencyItem {
    let ended_on = (group == AgencyGroup::Past)
        .then(|| version.valid_to.and_then(|end| end.pred_opt()))
        .flatten();
    let heir = catalogue.organisations.rolled_up(agency.id, today);
    let heir = (heir != agency.id)
        .then(|| {
            Some((
                catalogue.agency_slug(heir)?,
                catalogue.agency_name_on(heir, today),
            ))
        })
        .flatten();
    AgencyItem {
        slug: agency.slug.clone(),
        name: version.name.clone(),
        group,
        address: version.address.clone(),
        hotline: version.hotline.clone(),
        official: version.contact_official.clone(),
        formerly: formerly.map(|old| (old.name.clone(), old.district.clone(), old.whole)),
        ended_on,
        heir,
        keeping: None,
    }
}

/// The words somebody typed, with their accents and without.
struct Asked {
    exact: Vec<String>,
    folded: Vec<String>,
}

impl Asked {
    fn of(q: &str) -> Option<Self> {
        let folded = analysis::folded_words(q);
        (!folded.is_empty()).then(|| Self {
            exact: analysis::exact_words(q),
            folded,
        })
    }

    /// 0 when all words occur as typed, 1 when some differ in their accents, nothing when one does not occur.
    fn rank(&self, text: &str) -> Option<u8> {
        let holds = |words: &[String], all: &[String]| all.iter().all(|word| words.contains(word));
        if !holds(&analysis::folded_words(text), &self.folded) {
            None
        } else if holds(&analysis::exact_words(text), &self.exact) {
            Some(0)
        } else {
            Some(1)
        }
    }
}

/// How well an agency fits, best 0, and the former commune by which it was found.
fn fit<'a>(
    asked: &Asked,
    agency: &Agency,
    area: Option<&'a Area>,
) -> Option<(u8, Option<&'a OldArea>)> {
    let names = agency
        .versions
        .iter()
        .flat_map(|version| [&version.name, &version.short_name]);
    let by_name = names
        .map(String::as_str)
        .chain(area.map(|area| area.name.as_str()))
        .filter_map(|name| asked.rank(name))
        .min();
    // A commune of the same name as before is not news; one that vanished is found by its name and its district.
    let olds = area
        .map(|area| area.old_names.as_slice())
        .unwrap_or_default();
    let by_old = olds
        .iter()
        .filter(|old| by_name.is_none() || area.is_some_and(|area| area.name != old.name))
        .filter_map(|old| {
            let rank = asked
                .rank(&old.name)
                .or_else(|| asked.rank(&format!("{} {}", old.name, old.district)))?;
            Some((rank, !old.whole, !old.is_default, old))
        })
        .min_by_key(|(rank, part, other, _)| (*rank, *part, *other));
    // Accents as typed weigh more than the name of today; of equals today's goes first, then whole units before parts.
    let of_today = by_name.map(|rank| (rank * 8, None));
    let formerly = by_old.map(|(rank, part, other, old)| {
        (
            rank * 8 + 1 + 2 * u8::from(part) + u8::from(other),
            Some(old),
        )
    });
    of_today
        .into_iter()
        .chain(formerly)
        .min_by_key(|(rank, _)| *rank)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn commune(name: &str, old: &[(&str, &str, bool)]) -> (Agency, Area) {
        let area: Area = serde_json::from_value(serde_json::json!({
            "code": "01894", "name": name, "kind": "ward", "valid_from": "2025-07-01",
            "old_names": old.iter().map(|(name, district, whole)| serde_json::json!({
                "code": "01891", "name": name, "district": district, "whole": whole, "is_default": whole
            })).collect::<Vec<_>>(),
        }))
        .expect("an area");
        let version = serde_json::json!({
            "name": format!("Ủy ban nhân dân {name}"), "short_name": format!("UBND {name}"), "kind": "commune_committee",
            "level": "commune", "area": "01894", "valid_from": "2025-07-01",
        });
        let agency = serde_json::json!({ "id": "00000000-0000-0000-0000-000000000000", "slug": "x", "versions": [version] });
        (serde_json::from_value(agency).expect("an agency"), area)
    }

    fn found(q: &str) -> Option<(u8, Option<String>)> {
        let (agency, area) = commune(
            "Xã Phúc Lộc",
            &[
                ("Xã Bành Trạch", "Huyện Ba Bể", true),
                ("Xã Hà Hiệu", "Huyện Ba Bể", false),
            ],
        );
        let asked = Asked::of(q)?;
        fit(&asked, &agency, Some(&area)).map(|(rank, old)| (rank, old.map(|old| old.name.clone())))
    }

    #[test]
    fn a_commune_is_found_by_its_name_of_today() {
        assert_eq!(found("Phúc Lộc"), Some((0, None)));
        assert_eq!(found("ubnd phuc loc"), Some((8, None)));
    }

    #[test]
    fn a_commune_is_found_by_what_it_was_before() {
        assert_eq!(
            found("xã Bành Trạch"),
            Some((1, Some("Xã Bành Trạch".into())))
        );
        assert_eq!(
            found("banh trach ba be"),
            Some((9, Some("Xã Bành Trạch".into())))
        );
    }

    #[test]
    fn a_part_comes_after_a_whole() {
        assert_eq!(found("Hà Hiệu"), Some((4, Some("Xã Hà Hiệu".into()))));
    }

    #[test]
    fn other_words_find_nothing() {
        assert_eq!(found("Phúc Lộc Hà Nội"), None);
        assert_eq!(found("  ?!"), None);
    }
}
