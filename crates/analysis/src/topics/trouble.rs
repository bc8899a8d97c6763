//! Which parts of which procedures cause most trouble?
//!
//! The list a province needs for making procedures simpler (Decree 63/2010/NĐ-CP Art. 8 names the
//! constituents).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::cues;
use crate::reading::Reading;

/// A part of which a procedure is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Constituent {
    /// Papers that are asked for.
    Papers,
    /// How long it takes.
    Time,
    /// What it costs.
    Fee,
    /// What has to be done, where and how often.
    Steps,
    /// Forms to be filled in.
    Forms,
    /// What comes out of it.
    Result,
}

impl Constituent {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Papers,
        Self::Time,
        Self::Fee,
        Self::Steps,
        Self::Forms,
        Self::Result,
    ];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Papers => "papers",
            Self::Time => "time",
            Self::Fee => "fee",
            Self::Steps => "steps",
            Self::Forms => "forms",
            Self::Result => "result",
        }
    }

    /// Reads a code back.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.code() == code)
    }

    /// A bit of its own, so that those of a petition fit into one number.
    pub const fn bit(self) -> i64 {
        1 << self as i64
    }

    /// What people say of it, and what they say when it gives trouble.
    const fn signs(self) -> (&'static str, &'static [&'static str]) {
        match self {
            Self::Papers => ("paper", &["extra_papers"]),
            Self::Time => ("time", &["delay"]),
            Self::Fee => ("fee", &["bribe"]),
            Self::Steps => ("step", &["harassment", "shirking"]),
            Self::Forms => ("form", &["rule_trouble"]),
            Self::Result => ("result", &[]),
        }
    }
}

/// The constituents a petition finds trouble with, most spoken of first, at most two.
pub fn constituents(text: &str) -> Vec<Constituent> {
    let cues = cues::find(&Reading::normalised(text));
    let count = |name: &str| {
        let group = cues::group(name);
        cues.iter().filter(|cue| cue.group == group).count()
    };
    let mut found: Vec<(usize, Constituent)> = Constituent::ALL
        .into_iter()
        .filter_map(|constituent| {
            let (named, troubled) = constituent.signs();
            let trouble: usize = troubled.iter().map(|name| count(name)).sum();
            let worth = count(named) + 3 * trouble;
            // A paper or a day is named in every petition; trouble with it is not.
            let enough = if troubled.is_empty() { 1 } else { 3 };
            (worth >= enough).then_some((worth, constituent))
        })
        .collect();
    found.sort_by_key(|&(worth, constituent)| (std::cmp::Reverse(worth), constituent));
    found.truncate(2);
    found
        .into_iter()
        .map(|(_, constituent)| constituent)
        .collect()
}

/// How often a constituent of a procedure causes trouble.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Trouble {
    /// Code of the procedure.
    pub procedure: String,
    /// The constituent.
    pub constituent: Constituent,
    /// The petitions that say so, by their numbers.
    pub petitions: Vec<u64>,
}

/// Procedures and constituents by how many petitions find trouble with them, the most first.
pub fn trouble<'a>(petitions: impl IntoIterator<Item = (u64, &'a str, &'a str)>) -> Vec<Trouble> {
    let mut cells: BTreeMap<(String, Constituent), Vec<u64>> = BTreeMap::new();
    for (petition, procedure, text) in petitions {
        for constituent in constituents(text) {
            cells
                .entry((procedure.to_owned(), constituent))
                .or_default()
                .push(petition);
        }
    }
    let mut list: Vec<Trouble> = cells
        .into_iter()
        .map(|((procedure, constituent), petitions)| Trouble {
            procedure,
            constituent,
            petitions,
        })
        .collect();
    list.sort_by_key(|row| std::cmp::Reverse(row.petitions.len()));
    list
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_gives_trouble_comes_first() {
        let papers = "Cán bộ đòi thêm giấy xác nhận, bắt nộp bản sao công chứng";
        assert_eq!(constituents(papers)[0], Constituent::Papers);
        let late = "phieu hen 15 ngay ma qua hen hai thang van chua tra";
        assert_eq!(constituents(late)[0], Constituent::Time);
        assert!(constituents("Kính gửi các anh chị").is_empty());
    }

    #[test]
    fn every_constituent_has_a_code_and_a_bit_of_its_own() {
        let all = Constituent::ALL;
        assert!(
            all.iter()
                .all(|one| Constituent::from_code(one.code()) == Some(*one))
        );
        assert_eq!(all.iter().map(|one| one.bit()).sum::<i64>(), 63);
        assert_eq!(Constituent::from_code("price"), None);
    }

    #[test]
    fn petitions_are_gathered_under_procedure_and_constituent() {
        let late = "quá hẹn hai tháng vẫn chưa trả";
        let rows = trouble([(1, "1.1", late), (2, "1.1", late), (3, "2.2", late)]);
        assert_eq!(rows[0].procedure, "1.1");
        assert_eq!(rows[0].petitions, [1, 2]);
        assert_eq!(rows[1].petitions, [3]);
    }
}
