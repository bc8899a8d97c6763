//! What is in the catalogue of procedures, all together? Counted once when it is read: who opens its page does not wait
//! for three thousand procedures to be looked at.

use std::collections::BTreeMap;

use analysis::fold;
use domain::procedure::{ProcedureLevel, levels};

use super::ProcedureSummary;

/// A field and its procedures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldCount {
    /// Its name.
    pub name: String,
    /// How many procedures it has.
    pub count: usize,
    /// Some of them are carried out in the province or its communes.
    pub local: bool,
}

/// The catalogue of procedures in numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overview {
    /// Every field, in the order of the alphabet.
    pub fields: Vec<FieldCount>,
    /// How many procedures name no field.
    pub without_field: usize,
    by_level: Vec<(ProcedureLevel, usize)>,
    alphabetical: Vec<usize>,
}

impl Overview {
    pub(super) fn of(procedures: &[ProcedureSummary]) -> Self {
        let mut fields = BTreeMap::<&str, (usize, bool)>::new();
        let mut by_level = Vec::<(ProcedureLevel, usize)>::new();
        for procedure in procedures {
            let carried_out = levels(&procedure.level);
            let (count, local) = fields.entry(&procedure.field).or_default();
            *count += 1;
            *local |= carried_out.contains(&ProcedureLevel::Commune)
                || carried_out.contains(&ProcedureLevel::Province);
            for (index, level) in carried_out.iter().enumerate() {
                // Printed twice is still one procedure.
                if carried_out[..index].contains(level) {
                    continue;
                }
                match by_level.iter_mut().find(|(known, _)| known == level) {
                    Some((_, count)) => *count += 1,
                    None => by_level.push((*level, 1)),
                }
            }
        }
        let without_field = fields.remove("").map_or(0, |(count, _)| count);
        let mut fields: Vec<_> = fields
            .into_iter()
            .map(|(name, (count, local))| FieldCount {
                name: name.to_owned(),
                count,
                local,
            })
            .collect();
        fields.sort_by_cached_key(|field| fold(&field.name));
        let mut alphabetical: Vec<usize> = (0..procedures.len()).collect();
        alphabetical.sort_by_cached_key(|index| fold(&procedures[*index].name));
        Self {
            fields,
            without_field,
            by_level,
            alphabetical,
        }
    }

    /// How many procedures the level carries out, alone or with others.
    pub fn carried_out_by(&self, level: ProcedureLevel) -> usize {
        self.by_level
            .iter()
            .find(|(known, _)| *known == level)
            .map_or(0, |(_, count)| *count)
    }

    /// Places of all procedures in the catalogue, in the order of the alphabet.
    pub(super) fn alphabetical(&self) -> &[usize] {
        &self.alphabetical
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn procedure(name: &str, field: &str, level: &str) -> ProcedureSummary {
        ProcedureSummary {
            code: name.to_owned(),
            name: name.to_owned(),
            field: field.to_owned(),
            level: level.to_owned(),
        }
    }

    #[test]
    fn fields_are_counted_and_sorted_without_their_accents() {
        let overview = Overview::of(&[
            procedure("Hoàn thuế", "Thuế", "Cấp bộ"),
            procedure("Ấn", "", ""),
            procedure("Tách thửa", "Đất đai", "Cấp bộ"),
            procedure("Thẻ", "Báo chí", ""),
            procedure("Đo đạc", "Đất đai", "Cấp tỉnh, Cấp xã, Cấp xã"),
            procedure("Ước", "", "Cấp xã"),
        ]);
        let counted: Vec<_> = overview
            .fields
            .iter()
            .map(|field| (field.name.as_str(), field.count, field.local))
            .collect();
        assert_eq!(
            counted,
            [
                ("Báo chí", 1, false),
                ("Đất đai", 2, true),
                ("Thuế", 1, false)
            ]
        );
        assert_eq!(overview.without_field, 2);
        assert_eq!(overview.carried_out_by(ProcedureLevel::Commune), 2);
        assert_eq!(overview.carried_out_by(ProcedureLevel::Ministry), 2);
        assert_eq!(overview.carried_out_by(ProcedureLevel::District), 0);
        assert_eq!(overview.alphabetical(), [1, 4, 0, 2, 3, 5]);
    }
}
