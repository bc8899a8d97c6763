//! Which place is meant, what was it called before, and when was it so?

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::calendar::valid_on;

/// Code of an administrative unit given by the statistics office: text, because zeros at the front count.
/// Two digits for a province, three for a district (until 30 June 2025), five for a commune or ward.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct AreaCode(String);

/// Why a text is not an area code.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an area code has 2, 3 or 5 digits: {0:?}")]
pub struct AreaCodeError(pub String);

impl AreaCode {
    /// The code as text, with its zeros.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for AreaCode {
    type Err = AreaCodeError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        if matches!(text.len(), 2 | 3 | 5) && text.bytes().all(|byte| byte.is_ascii_digit()) {
            Ok(Self(text.to_owned()))
        } else {
            Err(AreaCodeError(text.to_owned()))
        }
    }
}

impl fmt::Display for AreaCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for AreaCode {
    type Error = AreaCodeError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<AreaCode> for String {
    fn from(code: AreaCode) -> Self {
        code.0
    }
}

/// What kind of unit a place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AreaKind {
    /// Tỉnh.
    Province,
    /// Xã.
    Ward,
    /// Phường.
    UrbanWard,
    /// Đặc khu.
    SpecialZone,
    /// Thị trấn (until 30 June 2025).
    OldTownship,
    /// Huyện, thị xã, thành phố thuộc tỉnh (until 30 June 2025).
    OldDistrict,
}

impl AreaKind {
    /// Does this kind of unit have its own people's committee that answers petitions today?
    pub fn is_commune_level(self) -> bool {
        matches!(self, Self::Ward | Self::UrbanWard | Self::SpecialZone)
    }
}

/// A unit that was merged, wholly or in part, into a present one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OldArea {
    /// Its code then.
    pub code: AreaCode,
    /// Its name then, with its kind, e.g. "Thị trấn Chợ Rã".
    pub name: String,
    /// The district it lay in.
    #[serde(default)]
    pub district: String,
    /// The province it lay in.
    #[serde(default)]
    pub province: String,
    /// The whole unit went here; `false` when it was split among several.
    pub whole: bool,
    /// Of a unit that was split: this is the part to propose first.
    #[serde(default)]
    pub is_default: bool,
}

/// A unit and the time during which it exists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Area {
    /// Its code.
    pub code: AreaCode,
    /// Its name with its kind, e.g. "Xã Chợ Rã".
    pub name: String,
    /// What kind of unit it is.
    pub kind: AreaKind,
    /// The province or district it lies in.
    #[serde(default)]
    pub parent: Option<AreaCode>,
    /// What it was made of.
    #[serde(default)]
    pub old_names: Vec<OldArea>,
    /// First day on which it exists.
    pub valid_from: NaiveDate,
    /// First day on which it no longer exists.
    #[serde(default)]
    pub valid_to: Option<NaiveDate>,
}

impl Area {
    /// Does it exist on that day?
    pub fn is_valid_on(&self, on: NaiveDate) -> bool {
        valid_on(self.valid_from, self.valid_to, on)
    }
}

/// All places, looked up by code; built once.
///
/// A new unit may reuse the code of an old one with other borders, so a lookup always says the day.
#[derive(Clone, Debug, Default)]
pub struct Areas {
    all: Vec<Area>,
    by_code: BTreeMap<AreaCode, Vec<usize>>,
    by_old_code: BTreeMap<AreaCode, Vec<usize>>,
}

impl Areas {
    /// Indexes the places.
    pub fn new(areas: Vec<Area>) -> Self {
        let mut by_code: BTreeMap<AreaCode, Vec<usize>> = BTreeMap::new();
        let mut by_old_code: BTreeMap<AreaCode, Vec<usize>> = BTreeMap::new();
        for (index, area) in areas.iter().enumerate() {
            by_code.entry(area.code.clone()).or_default().push(index);
            for old in &area.old_names {
                by_old_code.entry(old.code.clone()).or_default().push(index);
            }
        }
        Self {
            all: areas,
            by_code,
            by_old_code,
        }
    }

    /// Every place, in the order given.
    pub fn iter(&self) -> impl Iterator<Item = &Area> {
        self.all.iter()
    }

    /// The place that carries this code on that day.
    pub fn on(&self, code: &AreaCode, on: NaiveDate) -> Option<&Area> {
        let places = self.by_code.get(code)?;
        places
            .iter()
            .map(|index| &self.all[*index])
            .find(|area| area.is_valid_on(on))
    }

    /// Which unit governed the ground of `code` on that day: the unit itself, the one that took it over, or, on a day
    /// before it was set up, the district it lay in.
    pub fn governing_on(&self, code: &AreaCode, on: NaiveDate) -> Option<&Area> {
        let successor = || {
            let ways = self.successors_of(code).into_iter();
            ways.map(|(area, _)| area).find(|area| area.is_valid_on(on))
        };
        self.on(code, on).or_else(successor).or_else(|| {
            let area = &self.all[*self.by_code.get(code)?.first()?];
            let default = area.old_names.iter().find(|old| old.is_default);
            let district = &default.or(area.old_names.first())?.district;
            self.all.iter().find(|area| {
                area.kind == AreaKind::OldDistrict && area.name == *district && area.is_valid_on(on)
            })
        })
    }

    /// The places that took over an old unit, with how much of it: the one to propose comes first.
    pub fn successors_of(&self, old_code: &AreaCode) -> Vec<(&Area, &OldArea)> {
        let places = self
            .by_old_code
            .get(old_code)
            .map_or(&[][..], Vec::as_slice);
        let mut found: Vec<_> = places
            .iter()
            .flat_map(|index| {
                let area = &self.all[*index];
                area.old_names
                    .iter()
                    .filter(|old| old.code == *old_code)
                    .map(move |old| (area, old))
            })
            .collect();
        found.sort_by_key(|(_, old)| (!old.whole, !old.is_default));
        found
    }
}
