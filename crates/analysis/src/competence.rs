//! Which agency should handle a matter, as far as its text tells?
//!
//! The table of who is competent for what comes from the province's catalogues; the text adds the
//! commune and any office that it names.

mod communes;
mod files;
mod offices;

use std::collections::HashMap;

use self::communes::Commune;
use self::files::{AgenciesFile, AreaRecord, JurisdictionRecord};
use self::offices::{BRANCHES, COMMUNE, OFFICES, SYSTEMS};
use crate::fold::fold;
use crate::hash::Keyed;
use crate::reading::{Lexicon, Reading};

/// Who holds a competence in the table.
const OF_THE_AREA: &str = "@commune";
/// What an office named in the text counts beside what the procedures say.
const NAMED: f32 = 0.6;
/// What it counts when the text tells of the commune's own office: most of what people meet is done there, whoever
/// decides in the end.
const MET_AT_THE_COMMUNE: f32 = 0.4;

/// Part of a procedure of unknown level that falls to the commune whose office is told of, or that is only named.
const LEVEL_MET: f32 = 0.9;
const LEVEL_SAID: f32 = 0.5;
/// What is known of a procedure that a text may be about.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Candidate<'a> {
    pub code: &'a str,
    pub field: &'a str,
    pub level: &'a str,
    pub ministry: &'a str,
    /// How likely it is the one, 0 to 1.
    pub share: f32,
}

/// The agencies of a province and what each is competent for.
#[derive(Debug, Default)]
pub struct Competence {
    names: Vec<String>,
    by_code: HashMap<String, Holder>,
    by_field: HashMap<String, Holder>,
    by_level: HashMap<String, Holder>,
    otherwise: Option<Holder>,
    /// Names of communes, by their first folded word: the words and the agency.
    communes: Keyed<Vec<Commune>>,
    /// Official names of ministries and the like, folded.
    by_name: HashMap<String, usize>,
    offices: Vec<(Lexicon, usize)>,
    /// What people call the office of their commune.
    commune: Lexicon,
    /// Central authorities, and who stands for them in the province.
    branches: HashMap<usize, usize>,
    systems: Vec<(Lexicon, usize)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Holder {
    /// `None`: whichever commune the matter lies in.
    agency: Option<usize>,
    priority: u16,
}

/// Why the catalogues cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("{file}: {error}")]
pub struct CatalogueError {
    /// Which file.
    pub file: &'static str,
    /// What is wrong.
    pub error: serde_json::Error,
}

impl Competence {
    /// Reads the agencies and areas that ship, as they are on a day (`YYYY-MM-DD`).
    pub fn read(agencies: &str, areas: &str, day: &str) -> Result<Self, CatalogueError> {
        let file: AgenciesFile =
            serde_json::from_str(agencies).map_err(|error| CatalogueError {
                file: "agencies.json",
                error,
            })?;
        let areas: Vec<AreaRecord> =
            serde_json::from_str(areas).map_err(|error| CatalogueError {
                file: "areas.json",
                error,
            })?;
        let valid = |from: &str, to: Option<&str>| from <= day && to.is_none_or(|to| day < to);
        let mut table = Self::default();
        let mut slugs: HashMap<&str, usize> = HashMap::new();
        let mut of_area: HashMap<&str, usize> = HashMap::new();
        for agency in &file.agencies {
            let Some(version) = agency
                .versions
                .iter()
                .find(|version| valid(&version.valid_from, version.valid_to.as_deref()))
            else {
                continue;
            };
            let place = table.names.len();
            table.names.push(version.name.clone());
            slugs.insert(&agency.slug, place);
            for name in [&version.name, &version.short_name] {
                table.by_name.entry(fold(name)).or_insert(place);
            }
            if let (Some(area), "commune") = (&version.area, version.kind.as_str()) {
                of_area.insert(area, place);
            }
        }
        for row in &file.jurisdictions {
            if row.area.is_some() || !valid(&row.valid_from, row.valid_to.as_deref()) {
                continue;
            }
            let agency = if row.agency == OF_THE_AREA {
                None
            } else {
                match slugs.get(row.agency.as_str()) {
                    Some(&place) => Some(place),
                    None => continue,
                }
            };
            table.add(row, agency);
        }
        for area in areas.iter().filter(|area| area.valid_to.is_none()) {
            if let (Some(&agency), "xa" | "phuong") =
                (of_area.get(area.code.as_str()), area.kind.as_str())
            {
                table.add_commune(&area.short_name, agency, true);
                for old in &area.old {
                    table.add_commune(without_kind(&old.name), agency, false);
                }
            }
        }
        let known = |rows: &[(&str, &[&str])]| {
            rows.iter()
                .filter_map(|(slug, words)| Some((Lexicon::new(words), *slugs.get(slug)?)))
                .collect()
        };
        table.offices = known(OFFICES);
        table.systems = known(SYSTEMS);
        table.commune = Lexicon::new(COMMUNE);
        table.branches = BRANCHES
            .iter()
            .filter_map(|(central, branch)| Some((*slugs.get(central)?, *slugs.get(branch)?)))
            .collect();
        Ok(table)
    }

    fn add(&mut self, row: &JurisdictionRecord, agency: Option<usize>) {
        let holder = Holder {
            agency,
            priority: row.priority,
        };
        let first = |known: &mut Holder| {
            if holder.priority > known.priority {
                *known = holder;
            }
        };
        match (&row.procedure_code, &row.field, &row.level) {
            (Some(code), _, _) => {
                self.by_code
                    .entry(code.clone())
                    .and_modify(first)
                    .or_insert(holder);
            }
            (None, Some(field), None) => {
                self.by_field
                    .entry(fold(field))
                    .and_modify(first)
                    .or_insert(holder);
            }
            // A field at one level: kept under both words.
            (None, Some(field), Some(level)) => {
                let key = format!("{}|{}", fold(field), fold(level));
                self.by_field.entry(key).and_modify(first).or_insert(holder);
            }
            (None, None, Some(level)) => {
                self.by_level
                    .entry(fold(level))
                    .and_modify(first)
                    .or_insert(holder);
            }
            (None, None, None) => {
                if self
                    .otherwise
                    .is_none_or(|known| holder.priority > known.priority)
                {
                    self.otherwise = Some(holder);
                }
            }
        }
    }

    /// Names of all agencies.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The agency that should handle a matter of the province, and how likely it is.
    pub(crate) fn of_the_province(
        &self,
        candidates: &[Candidate<'_>],
        parts: &[&Reading],
    ) -> Option<(usize, f32)> {
        let communes = self.communes(parts);
        let named = communes.first();
        let commune = named.map(|named| named.agency);
        let met_there = commune.is_some()
            && (named.is_some_and(|named| named.acts)
                || parts
                    .iter()
                    .any(|part| self.commune.has(part, 0..part.words.len())));
        let mut votes: Vec<(Option<usize>, f32)> = Vec::new();
        for candidate in candidates {
            if let Some(holder) = self.holder(candidate) {
                let agency = holder.agency.or(commune);
                let here = agency.map(|agency| *self.branches.get(&agency).unwrap_or(&agency));
                // Where the catalogue does not tell the level, most such things are done by the commune that is named.
                let there = if !candidate.level.is_empty() || commune.is_none() {
                    0.0
                } else if met_there {
                    LEVEL_MET
                } else if named.is_some_and(|named| named.said) {
                    LEVEL_SAID
                } else {
                    0.0
                };
                vote(&mut votes, here, candidate.share * (1.0 - there));
                vote(&mut votes, commune, candidate.share * there);
            }
        }
        for (lexicon, agency) in &self.offices {
            if parts
                .iter()
                .any(|part| lexicon.has(part, 0..part.words.len()))
            {
                vote(&mut votes, Some(*agency), NAMED);
            }
        }
        if votes.is_empty() {
            vote(&mut votes, commune, NAMED);
        } else if met_there {
            vote(&mut votes, commune, MET_AT_THE_COMMUNE);
        }
        best(votes)
    }

    /// The central authority that a matter beyond the province belongs to.
    pub(crate) fn beyond_the_province(
        &self,
        candidates: &[Candidate<'_>],
        parts: &[&Reading],
    ) -> Option<(usize, f32)> {
        let mut votes = Vec::new();
        for candidate in candidates {
            if let Some(&agency) = self.by_name.get(&fold(candidate.ministry)) {
                vote(&mut votes, Some(agency), candidate.share);
            }
        }
        for (lexicon, agency) in &self.systems {
            let named: usize = parts
                .iter()
                .map(|part| lexicon.all(part, 0..part.words.len()).count())
                .sum();
            if named > 0 {
                let more = if named > 1 { 1.5 } else { 1.0 };
                vote(&mut votes, Some(*agency), NAMED * more);
            }
        }
        best(votes)
    }

    fn holder(&self, candidate: &Candidate<'_>) -> Option<Holder> {
        let field = fold(candidate.field);
        // Of several levels the one nearest to the citizen carries it out.
        let level = fold(candidate.level);
        let nearest = ["cap xa", "cap tinh", "cap bo"]
            .into_iter()
            .find(|known| level.contains(known))
            .unwrap_or(&level)
            .to_owned();
        [
            self.by_code.get(candidate.code),
            self.by_field.get(&format!("{field}|{nearest}")),
            self.by_level.get(&nearest),
            self.by_field.get(&field),
            self.otherwise.as_ref(),
        ]
        .into_iter()
        .flatten()
        .max_by_key(|holder| holder.priority)
        .copied()
    }
}

fn vote(votes: &mut Vec<(Option<usize>, f32)>, agency: Option<usize>, share: f32) {
    match votes.iter_mut().find(|(known, _)| *known == agency) {
        Some((_, sum)) => *sum += share,
        None => votes.push((agency, share)),
    }
}

fn best(votes: Vec<(Option<usize>, f32)>) -> Option<(usize, f32)> {
    let sum: f32 = votes.iter().map(|(_, share)| share).sum();
    let (agency, share) = votes
        .into_iter()
        .filter_map(|(agency, share)| Some((agency?, share)))
        .fold(None, |best: Option<(usize, f32)>, next| match best {
            Some(best) if best.1 >= next.1 => Some(best),
            _ => Some(next),
        })?;
    Some((agency, share / sum))
}

fn without_kind(name: &str) -> &str {
    ["Phường ", "Xã ", "Thị trấn "]
        .iter()
        .find_map(|kind| name.strip_prefix(kind))
        .unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    const AGENCIES: &str = r#"{"agencies":[
        {"slug":"van-phong","versions":[{"name":"Văn phòng","short_name":"VP","kind":"province_office","area":"19","valid_from":"2025-07-01","valid_to":null}]},
        {"slug":"thue-tinh","versions":[{"name":"Thuế tỉnh","short_name":"Thuế","kind":"vertical","area":"19","valid_from":"2025-07-01","valid_to":null}]},
        {"slug":"so-tu-phap","versions":[{"name":"Sở Tư pháp","short_name":"STP","kind":"department","area":"19","valid_from":"2025-07-01","valid_to":null}]},
        {"slug":"ubnd-duc-xuan","versions":[{"name":"Ủy ban nhân dân phường Đức Xuân","short_name":"UBND","kind":"commune","area":"01840","valid_from":"2025-07-01","valid_to":null}]},
        {"slug":"bo-cong-an","versions":[{"name":"Bộ Công an","short_name":"BCA","kind":"ministry","area":null,"valid_from":"2024-01-01","valid_to":null}]},
        {"slug":"cu","versions":[{"name":"Sở cũ","short_name":"SC","kind":"department","area":"06","valid_from":"2024-01-01","valid_to":"2025-06-30"}]}],
      "successions":[],"jurisdictions":[
        {"agency":"van-phong","field":null,"procedure_code":null,"area":null,"level":null,"valid_from":"2025-07-01","valid_to":null,"priority":1},
        {"agency":"@commune","field":null,"procedure_code":null,"area":null,"level":"Cấp xã","valid_from":"2024-01-01","valid_to":null,"priority":60},
        {"agency":"so-tu-phap","field":"Hộ tịch","procedure_code":null,"area":null,"level":null,"valid_from":"2025-07-01","valid_to":null,"priority":50},
        {"agency":"cu","field":"Hộ tịch","procedure_code":null,"area":null,"level":null,"valid_from":"2024-01-01","valid_to":"2025-06-30","priority":90}]}"#;
    const AREAS: &str = r#"[{"code":"01840","name":"Phường Đức Xuân","short_name":"Đức Xuân","kind":"phuong","old":[{"name":"Phường Huyền Tụng"}],"valid_to":null}]"#;

    fn competence() -> Competence {
        Competence::read(AGENCIES, AREAS, "2026-09-01").unwrap()
    }

    fn handled_by(level: &str, text: &str) -> Option<String> {
        let table = competence();
        let candidate = Candidate {
            code: "1",
            field: "Hộ tịch",
            level,
            ministry: "Bộ Tư pháp",
            share: 0.9,
        };
        let (agency, _) = table.of_the_province(&[candidate], &[&Reading::normalised(text)])?;
        Some(table.names()[agency].clone())
    }

    #[test]
    fn the_commune_is_the_one_that_the_text_names() {
        let commune = Some("Ủy ban nhân dân phường Đức Xuân".to_owned());
        assert_eq!(handled_by("Cấp xã", "ở phường Đức Xuân"), commune);
        assert_eq!(handled_by("Cấp xã", "phuong duc xuan lam cham"), commune);
        assert_eq!(handled_by("Cấp xã", "phường Huyền Tụng cũ"), commune);
        assert_eq!(handled_by("Cấp xã", "không nói ở đâu"), None);
    }

    #[test]
    fn a_department_is_found_by_field_and_an_office_by_its_name() {
        let department = Some("Sở Tư pháp".to_owned());
        assert_eq!(handled_by("Cấp tỉnh", "đi mãi"), department);
        let table = competence();
        let reading = Reading::normalised("bên thuế bắt nộp");
        let (agency, share) = table.of_the_province(&[], &[&reading]).unwrap();
        assert_eq!(table.names()[agency], "Thuế tỉnh");
        assert!((share - 1.0).abs() < f32::EPSILON);
    }

    #[test]
    fn systems_of_the_state_lead_to_who_answers_for_them() {
        let table = competence();
        let reading = Reading::normalised("app VNeID lỗi suốt");
        let (agency, _) = table.beyond_the_province(&[], &[&reading]).unwrap();
        assert_eq!(table.names()[agency], "Bộ Công an");
    }

    #[test]
    fn a_clerk_is_no_ministry() {
        let table = competence();
        let reading = Reading::normalised("cán bộ công an phường hẹn mãi");
        assert!(table.beyond_the_province(&[], &[&reading]).is_none());
    }

    #[test]
    fn what_a_commune_did_is_for_the_commune() {
        let commune = Some("Ủy ban nhân dân phường Đức Xuân".to_owned());
        assert_eq!(handled_by("", "phường Đức Xuân hẹn rồi không trả"), commune);
        assert_eq!(
            handled_by("", "tôi ở Đức Xuân"),
            Some("Sở Tư pháp".to_owned())
        );
    }

    #[test]
    fn a_broken_file_is_named() {
        let error = Competence::read("{", AREAS, "2026-09-01").unwrap_err();
        assert!(error.to_string().starts_with("agencies.json"));
    }
}
