//! Who is competent for this matter on this day, and who stands in for an office that is gone?

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{Agency, Because, Competent, Holder, Jurisdiction, Matter, Succession};
use crate::area::AreaCode;
use crate::id::AgencyId;
use crate::procedure::{ProcedureCode, ProcedureLevel};

/// Why a set of offices is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OrganisationError {
    /// A succession or jurisdiction names an office that is not there.
    #[error("no agency has the id {0}")]
    UnknownAgency(AgencyId),
    /// Two offices share an id.
    #[error("two agencies have the id {0}")]
    DuplicateId(AgencyId),
    /// Two offices share an address.
    #[error("two agencies have the address {0:?}")]
    DuplicateSlug(String),
    /// An office without a name.
    #[error("agency {0:?} has no version")]
    NoVersion(String),
    /// Two versions of an office are valid on the same day, or they are not in order.
    #[error("the versions of agency {0:?} overlap or are out of order")]
    OverlappingVersions(String),
    /// An office cannot take over from itself.
    #[error("agency {0} succeeds itself")]
    SucceedsItself(AgencyId),
    /// Only one successor can be the default.
    #[error("agency {from} has two default successors on {effective_on}")]
    TwoDefaults {
        /// The office that was succeeded.
        from: AgencyId,
        /// The day.
        effective_on: NaiveDate,
    },
}

/// All offices with their successions and competences; built once, asked often.
#[derive(Clone, Debug, Default)]
pub struct Organisations {
    agencies: BTreeMap<AgencyId, Agency>,
    by_slug: BTreeMap<String, AgencyId>,
    /// From an area to the committees that govern it or once did.
    by_area: BTreeMap<AreaCode, Vec<AgencyId>>,
    /// From an office to its successions: the newest first, as the last one ended it; among those the default first.
    successions: BTreeMap<AgencyId, Vec<Succession>>,
    jurisdictions: Vec<Jurisdiction>,
    by_procedure: BTreeMap<String, Vec<usize>>,
    by_field: BTreeMap<String, Vec<usize>>,
    /// Competences that name neither a procedure nor a field.
    general: Vec<usize>,
}

/// A matter made ready for comparing: fields by [`field_key`], procedures by their national code.
struct Keyed<'a> {
    field: Option<String>,
    procedure: Option<&'a str>,
    level: Option<ProcedureLevel>,
    area: Option<&'a AreaCode>,
}

impl Organisations {
    /// Indexes the offices after checking that they fit together.
    pub fn new(
        agencies: Vec<Agency>,
        successions: Vec<Succession>,
        jurisdictions: Vec<Jurisdiction>,
    ) -> Result<Self, OrganisationError> {
        let mut all = Self {
            jurisdictions,
            ..Self::default()
        };
        for agency in agencies {
            all.add_agency(agency)?;
        }
        for succession in successions {
            all.add_succession(succession)?;
        }
        for ways in all.successions.values_mut() {
            ways.sort_by_key(|way| (Reverse(way.effective_on), !way.is_default));
        }
        for (index, jurisdiction) in all.jurisdictions.iter().enumerate() {
            if let Holder::Agency(id) = jurisdiction.holder
                && !all.agencies.contains_key(&id)
            {
                return Err(OrganisationError::UnknownAgency(id));
            }
            let group = match (&jurisdiction.procedure_code, &jurisdiction.field) {
                (Some(code), _) => all
                    .by_procedure
                    .entry(code.national().to_owned())
                    .or_default(),
                (None, Some(field)) => all.by_field.entry(field_key(field)).or_default(),
                (None, None) => &mut all.general,
            };
            group.push(index);
        }
        Ok(all)
    }

    fn add_agency(&mut self, agency: Agency) -> Result<(), OrganisationError> {
        if agency.versions.is_empty() {
            return Err(OrganisationError::NoVersion(agency.slug));
        }
        let ordered = agency.versions.windows(2).all(|pair| {
            pair[0]
                .valid_to
                .is_some_and(|end| pair[0].valid_from < end && end <= pair[1].valid_from)
        });
        if !ordered {
            return Err(OrganisationError::OverlappingVersions(agency.slug));
        }
        if self
            .by_slug
            .insert(agency.slug.clone(), agency.id)
            .is_some()
        {
            return Err(OrganisationError::DuplicateSlug(agency.slug));
        }
        let id = agency.id;
        let grounds: BTreeSet<_> = agency
            .versions
            .iter()
            .filter(|version| version.kind.governs_ground())
            .filter_map(|version| version.area.clone())
            .collect();
        for area in grounds {
            self.by_area.entry(area).or_default().push(id);
        }
        match self.agencies.insert(id, agency) {
            Some(_) => Err(OrganisationError::DuplicateId(id)),
            None => Ok(()),
        }
    }

    fn add_succession(&mut self, succession: Succession) -> Result<(), OrganisationError> {
        let from = succession.from;
        for id in [Some(from), succession.to].into_iter().flatten() {
            if !self.agencies.contains_key(&id) {
                return Err(OrganisationError::UnknownAgency(id));
            }
        }
        if succession.to == Some(from) {
            return Err(OrganisationError::SucceedsItself(from));
        }
        let ways = self.successions.entry(from).or_default();
        let effective_on = succession.effective_on;
        if succession.is_default
            && ways
                .iter()
                .any(|other| other.is_default && other.effective_on == effective_on)
        {
            return Err(OrganisationError::TwoDefaults { from, effective_on });
        }
        ways.push(succession);
        Ok(())
    }

    /// Every office, past and present.
    pub fn iter(&self) -> impl Iterator<Item = &Agency> {
        self.agencies.values()
    }

    /// The office with this id.
    pub fn agency(&self, id: AgencyId) -> Option<&Agency> {
        self.agencies.get(&id)
    }

    /// The office with this address.
    pub fn by_slug(&self, slug: &str) -> Option<&Agency> {
        self.agency(*self.by_slug.get(slug)?)
    }

    /// What the office was called on that day.
    pub fn name_on(&self, id: AgencyId, on: NaiveDate) -> Option<&str> {
        Some(self.agency(id)?.name_on(on))
    }

    /// The offices that exist on that day.
    pub fn standing_on(&self, on: NaiveDate) -> impl Iterator<Item = &Agency> {
        self.agencies
            .values()
            .filter(move |agency| agency.stands_on(on))
    }

    /// To whom the work of an office passed: the newest step first, among those of one day the default first.
    pub fn successions_from(&self, agency: AgencyId) -> &[Succession] {
        self.successions.get(&agency).map_or(&[][..], Vec::as_slice)
    }

    /// Whose work an office took over, the newest step first.
    pub fn successions_into(&self, agency: AgencyId) -> Vec<&Succession> {
        let mut found: Vec<_> = self
            .successions
            .values()
            .flatten()
            .filter(|way| way.to == Some(agency))
            .collect();
        found.sort_by_key(|way| Reverse(way.effective_on));
        found
    }

    /// Who does the work of `agency` on that day, the default first: the office itself while it stands, then those that
    /// took over, however many steps later. Empty when it was dissolved and nobody did.
    pub fn successors_on(&self, agency: AgencyId, on: NaiveDate) -> Vec<AgencyId> {
        let mut found = Vec::new();
        self.follow(
            agency,
            on,
            NaiveDate::MIN,
            None,
            &mut found,
            &mut BTreeSet::new(),
        );
        found
    }

    /// The one office under which a report of that day counts the work of `agency`: the default successor, step by step.
    /// An office that left no successor counts under its own name.
    pub fn rolled_up(&self, agency: AgencyId, on: NaiveDate) -> AgencyId {
        let mut seen = BTreeSet::from([agency]);
        let (mut current, mut since) = (agency, NaiveDate::MIN);
        while !self.stands_on(current, on) {
            let ways: Vec<_> = self.ways(current, since, on).collect();
            let next = ways.iter().find(|way| way.is_default).or(ways.first());
            let Some((next, effective_on)) = next.and_then(|way| Some((way.to?, way.effective_on)))
            else {
                return current;
            };
            if !seen.insert(next) {
                return current;
            }
            (current, since) = (next, effective_on);
        }
        current
    }

    /// Which offices are competent on that day, the first to propose first. A competence of an office that no longer
    /// exists passes to its successors. Proposals only: an official decides.
    pub fn competent(&self, on: NaiveDate, matter: Matter<'_>) -> Vec<Competent> {
        let matter = Keyed {
            field: matter.field.map(field_key),
            procedure: matter.procedure.map(ProcedureCode::national),
            level: matter.level,
            area: matter.area,
        };
        let mut fitting: Vec<&Jurisdiction> = self
            .candidates(&matter)
            .filter(|jurisdiction| jurisdiction.is_valid_on(on) && fits(jurisdiction, &matter))
            .collect();
        fitting.sort_by_key(|jurisdiction| {
            (jurisdiction.priority, Reverse(jurisdiction.specificity()))
        });
        let mut proposed = BTreeSet::new();
        let mut competent = Vec::new();
        for jurisdiction in fitting {
            for named in self.named(jurisdiction.holder, matter.area) {
                for agency_id in self.holders(named, on, &matter) {
                    if proposed.insert(agency_id) {
                        competent.push(Competent {
                            agency_id,
                            because: because(jurisdiction, named, agency_id),
                        });
                    }
                }
            }
        }
        competent
    }

    /// The offices a statement names, whether they still exist or not.
    fn named(&self, holder: Holder, area: Option<&AreaCode>) -> Vec<AgencyId> {
        match holder {
            Holder::Agency(id) => vec![id],
            Holder::OfTheArea => area
                .and_then(|area| self.by_area.get(area))
                .cloned()
                .unwrap_or_default(),
        }
    }

    fn candidates<'a>(&'a self, matter: &Keyed<'_>) -> impl Iterator<Item = &'a Jurisdiction> {
        let by_procedure = matter
            .procedure
            .and_then(|code| self.by_procedure.get(code));
        let by_field = matter
            .field
            .as_ref()
            .and_then(|field| self.by_field.get(field));
        let indices = by_procedure
            .into_iter()
            .flatten()
            .chain(by_field.into_iter().flatten())
            .chain(&self.general);
        indices.map(|index| &self.jurisdictions[*index])
    }

    fn holders(&self, agency: AgencyId, on: NaiveDate, matter: &Keyed<'_>) -> Vec<AgencyId> {
        if self.stands_on(agency, on) {
            return vec![agency];
        }
        let mut found = Vec::new();
        self.follow(
            agency,
            on,
            NaiveDate::MIN,
            Some(matter),
            &mut found,
            &mut BTreeSet::new(),
        );
        found
    }

    fn stands_on(&self, agency: AgencyId, on: NaiveDate) -> bool {
        self.agency(agency)
            .is_some_and(|agency| agency.stands_on(on))
    }

    /// Successions of an office that took effect after it received the work and not after that day.
    fn ways(
        &self,
        agency: AgencyId,
        since: NaiveDate,
        on: NaiveDate,
    ) -> impl Iterator<Item = &Succession> {
        self.successions_from(agency)
            .iter()
            .filter(move |way| since <= way.effective_on && way.effective_on <= on)
    }

    fn follow(
        &self,
        agency: AgencyId,
        on: NaiveDate,
        since: NaiveDate,
        matter: Option<&Keyed<'_>>,
        found: &mut Vec<AgencyId>,
        seen: &mut BTreeSet<AgencyId>,
    ) {
        // Offices may be merged and split back, so the same one can come round again.
        if !seen.insert(agency) {
            return;
        }
        let ways: Vec<_> = self.ways(agency, since, on).collect();
        let meant: Vec<_> = ways
            .iter()
            .copied()
            .filter(|way| matter.is_some_and(|matter| meant_for(way, matter)))
            .collect();
        if self.stands_on(agency, on) && meant.is_empty() {
            found.push(agency);
        }
        for way in if meant.is_empty() { ways } else { meant } {
            if let Some(next) = way.to {
                self.follow(next, on, way.effective_on, matter, found, seen);
            }
        }
    }
}

/// Does a jurisdiction fit a matter? What it names must be named by the matter too.
fn fits(jurisdiction: &Jurisdiction, matter: &Keyed<'_>) -> bool {
    let procedure = jurisdiction
        .procedure_code
        .as_ref()
        .is_none_or(|code| matter.procedure == Some(code.national()));
    let field = jurisdiction
        .field
        .as_ref()
        .is_none_or(|field| matter.field == Some(field_key(field)));
    let area = jurisdiction
        .area
        .as_ref()
        .is_none_or(|area| matter.area == Some(area));
    let level = jurisdiction
        .level
        .is_none_or(|level| matter.level == Some(level));
    procedure && field && area && level
}

/// Does a succession name part of the work, and is the matter of that part?
fn meant_for(way: &Succession, matter: &Keyed<'_>) -> bool {
    let field = way
        .scope
        .field
        .as_ref()
        .is_none_or(|field| matter.field == Some(field_key(field)));
    let area = way
        .scope
        .area
        .as_ref()
        .is_none_or(|area| matter.area == Some(area));
    !way.scope.is_all() && field && area
}

fn because(jurisdiction: &Jurisdiction, named: AgencyId, agency_id: AgencyId) -> Because {
    let of_the_area = jurisdiction.holder == Holder::OfTheArea;
    Because {
        procedure_code: jurisdiction.procedure_code.clone(),
        field: jurisdiction.field.clone(),
        area: jurisdiction.area.is_some() || of_the_area,
        level: jurisdiction.level,
        inherited_from: (named != agency_id).then_some(named),
    }
}

/// Syllables whose tone mark sources place on either vowel, e.g. "hoá" and "hóa".
const TONE_PLACES: [(&str, &str); 15] = [
    ("oà", "òa"),
    ("oá", "óa"),
    ("oả", "ỏa"),
    ("oã", "õa"),
    ("oạ", "ọa"),
    ("oè", "òe"),
    ("oé", "óe"),
    ("oẻ", "ỏe"),
    ("oẽ", "õe"),
    ("oẹ", "ọe"),
    ("uỳ", "ùy"),
    ("uý", "úy"),
    ("uỷ", "ủy"),
    ("uỹ", "ũy"),
    ("uỵ", "ụy"),
];

/// A field's name for comparing: lower case, single blanks, one way of placing tone marks. Not for showing.
fn field_key(field: &str) -> String {
    let words: Vec<_> = field.split_whitespace().collect();
    TONE_PLACES
        .iter()
        .fold(words.join(" ").to_lowercase(), |text, (other, this)| {
            text.replace(other, this)
        })
}
