//! What do people speak of, all together? The questions both pages ask, and what a topic is called for whom.

pub mod desk;
#[cfg(feature = "ssr")]
mod names;
pub mod open;

use domain::lang::Lang;
use serde::{Deserialize, Serialize};

use super::register::address;

/// What is asked for: the parameters of the address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TopicsQuery {
    /// Period: a year, or a number of weeks at the desk.
    pub ky: String,
    /// Field.
    pub linh_vuc: String,
    /// Agency's slug.
    pub co_quan: String,
    /// Commune's code.
    pub xa: String,
    /// Procedure's code.
    pub thu_tuc: String,
    /// Constituent's code.
    pub thanh_phan: String,
    /// Number of a topic.
    pub chu_de: String,
    /// Where the page before ended.
    pub sau: String,
}

impl TopicsQuery {
    /// Reads the parameters; `get` gives the value under a name.
    pub fn read(get: impl Fn(&str) -> Option<String>) -> Self {
        let get = |name: &str| {
            let value = get(name).unwrap_or_default();
            value.trim().chars().take(200).collect()
        };
        Self {
            ky: get("ky"),
            linh_vuc: get("linh_vuc"),
            co_quan: get("co_quan"),
            xa: get("xa"),
            thu_tuc: get("thu_tuc"),
            thanh_phan: get("thanh_phan"),
            chu_de: get("chu_de"),
            sau: get("sau"),
        }
    }

    /// Names and values; the place in the list is not among them.
    pub fn parameters(&self) -> [(&'static str, &str); 7] {
        [
            ("ky", &self.ky),
            ("linh_vuc", &self.linh_vuc),
            ("co_quan", &self.co_quan),
            ("xa", &self.xa),
            ("thu_tuc", &self.thu_tuc),
            ("thanh_phan", &self.thanh_phan),
            ("chu_de", &self.chu_de),
        ]
    }

    /// The address of this question under a path.
    pub fn address(&self, path: &str) -> String {
        address(path, &self.parameters())
    }

    /// The same question with another value under a name; from the beginning.
    #[must_use]
    pub fn with(&self, name: &str, value: &str) -> Self {
        let mut other = Self {
            sau: String::new(),
            ..self.clone()
        };
        match name {
            "ky" => value.clone_into(&mut other.ky),
            "linh_vuc" => value.clone_into(&mut other.linh_vuc),
            "co_quan" => value.clone_into(&mut other.co_quan),
            "xa" => value.clone_into(&mut other.xa),
            "thu_tuc" => value.clone_into(&mut other.thu_tuc),
            "thanh_phan" => value.clone_into(&mut other.thanh_phan),
            "chu_de" => value.clone_into(&mut other.chu_de),
            _ => {}
        }
        other
    }

    /// The period alone.
    #[must_use]
    pub fn period_only(&self) -> Self {
        Self {
            ky: self.ky.clone(),
            ..Self::default()
        }
    }
}

/// What a topic is called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TopicName {
    /// A name an official gave, a procedure's, or words of petitions.
    pub name: String,
    /// What people write of it, when the name is another's.
    pub words: Option<String>,
}

/// The constituents of a procedure: code and name, in the order in which they are counted.
pub fn constituents(lang: Lang) -> [(&'static str, &'static str); 6] {
    [
        ("papers", lang.pick("Giấy tờ", "Papers")),
        ("time", lang.pick("Thời gian", "Time")),
        ("fee", lang.pick("Phí, lệ phí", "Fees")),
        ("steps", lang.pick("Trình tự, nơi làm", "Steps and places")),
        (
            "forms",
            lang.pick("Mẫu đơn, điều kiện", "Forms and conditions"),
        ),
        ("result", lang.pick("Kết quả", "Result")),
    ]
}

/// What a constituent is called.
pub fn constituent_name(code: &str, lang: Lang) -> Option<&'static str> {
    constituents(lang)
        .into_iter()
        .find(|(known, _)| *known == code)
        .map(|(_, name)| name)
}

/// Whether it finds out what the store can be asked with: filters that are not understood filter nothing away silently.
#[cfg(feature = "ssr")]
pub(crate) fn filter_by(
    filter: &mut store::topics::counting::TopicFilter,
    query: &TopicsQuery,
    catalogue: &store::catalogue::Catalogue,
) {
    let given = |value: &str| (!value.is_empty()).then(|| value.to_owned());
    filter.procedure = given(&query.thu_tuc);
    filter.field = given(&query.linh_vuc);
    filter.area = given(&query.xa);
    filter.agencies = given(&query.co_quan).map(|slug| catalogue.agency_with_predecessors(&slug));
    filter.constituent = analysis::topics::Constituent::from_code(&query.thanh_phan);
    filter.topic = given(&query.chu_de).map(|number| number.parse().unwrap_or(-1));
}

/// The filters in force but the period, in words.
#[cfg(feature = "ssr")]
pub(crate) fn applied(
    query: &TopicsQuery,
    catalogue: &store::catalogue::Catalogue,
    today: chrono::NaiveDate,
    lang: Lang,
) -> Vec<super::register::Applied> {
    let words = |name: &str, value: &str| match name {
        "co_quan" => Some(catalogue.agency_by_slug(value).map_or_else(
            || value.to_owned(),
            |id| catalogue.agency_name_on(id, today),
        )),
        "xa" => Some(catalogue.area_name(value)),
        "thu_tuc" => Some(procedure_name(catalogue, value)),
        "thanh_phan" => constituent_name(value, lang).map(str::to_owned),
        "linh_vuc" => Some(value.to_owned()),
        _ => None,
    };
    query
        .parameters()
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .filter_map(|(name, value)| {
            Some(super::register::Applied {
                words: words(name, value)?,
                parameter: name.to_owned(),
            })
        })
        .collect()
}

/// The name of a procedure; its code when it is not in the catalogue.
#[cfg(feature = "ssr")]
pub(crate) fn procedure_name(catalogue: &store::catalogue::Catalogue, code: &str) -> String {
    catalogue
        .procedure(code)
        .map_or_else(|| code.to_owned(), |procedure| procedure.name.clone())
}

/// Counts of agencies as they are called today: slug, name and sum, the most first.
#[cfg(feature = "ssr")]
pub(crate) fn agencies_of_today(
    counts: &[(domain::id::AgencyId, i64)],
    catalogue: &store::catalogue::Catalogue,
    today: chrono::NaiveDate,
) -> Vec<(String, String, i64)> {
    let mut sums: std::collections::BTreeMap<domain::id::AgencyId, i64> =
        std::collections::BTreeMap::new();
    for (agency, count) in counts {
        let heir = catalogue.organisations.rolled_up(*agency, today);
        *sums.entry(heir).or_default() += count;
    }
    let mut named: Vec<_> = sums
        .into_iter()
        .filter_map(|(agency, count)| {
            Some((
                catalogue.agency_slug(agency)?,
                catalogue.agency_name_on(agency, today),
                count,
            ))
        })
        .collect();
    named.sort_by(|a, b| b.2.cmp(&a.2).then_with(|| a.1.cmp(&b.1)));
    named
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_is_read_and_written_alike() {
        let read = TopicsQuery::read(|name| match name {
            "xa" => Some(" 01894 ".into()),
            "ky" => Some("2026".into()),
            "sau" => Some("17".into()),
            _ => None,
        });
        assert_eq!(
            read.address("/thong-ke/chu-de"),
            "/thong-ke/chu-de?ky=2026&xa=01894"
        );
        assert_eq!(
            read.with("xa", "").address("/thong-ke/chu-de"),
            "/thong-ke/chu-de?ky=2026"
        );
        assert_eq!(read.with("ky", "").sau, "", "from the beginning");
        assert_eq!(read.period_only().address("/x"), "/x?ky=2026");
    }
}
