//! Which catalogues does the province start with? Reads the shipped files and reports what is new or different.

mod files;

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use domain::agency::{Agency, Succession};
use domain::calendar::DayOverride;
use domain::id::AgencyId;
use serde::de::DeserializeOwned;
use uuid::Uuid;

use crate::db::{Tx, within};
use crate::{Store, StoreError};

/// What an import did to one catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// Which.
    pub catalogue: &'static str,
    /// Entries that were not there.
    pub added: usize,
    /// Entries that differ from what was there.
    pub changed: usize,
    /// Entries that are as they were.
    pub unchanged: usize,
    /// Entries the files do not have any more.
    pub removed: usize,
}

impl Imported {
    const fn of(catalogue: &'static str) -> Self {
        Self {
            catalogue,
            added: 0,
            changed: 0,
            unchanged: 0,
            removed: 0,
        }
    }
}

/// Identifiers of agencies follow from their slugs, so that every installation and every import agrees on them.
const AGENCIES: Uuid = Uuid::from_u128(0x6c61_6e67_6e67_6865_8000_6167_656e_6379);

/// The id of the agency with this slug.
pub fn agency_id(slug: &str) -> AgencyId {
    AgencyId(Uuid::new_v5(&AGENCIES, slug.as_bytes()))
}

/// One entry ready to be written.
pub(crate) struct Entry {
    key: String,
    detail: String,
    columns: Columns,
}

/// What a catalogue's table has besides key and detail.
pub(crate) enum Columns {
    Agency {
        id: Uuid,
    },
    Succession {
        from: Uuid,
        to: Uuid,
        on: NaiveDate,
    },
    Jurisdiction {
        id: Uuid,
        agency: Option<Uuid>,
    },
    Named {
        name: String,
    },
    Procedure {
        name: String,
        field: String,
        level: String,
    },
    Rule {
        code: String,
        version: i64,
    },
    Plain,
}

impl Store {
    /// Brings the catalogues to the state of the shipped files, and again whenever it is called.
    ///
    /// What the province entered itself stays: its profile, contacts of agencies, calendar days, rules. New days off
    /// move open deadlines, as they do when an administrator enters them.
    pub async fn import(&self) -> Result<Vec<Imported>, StoreError> {
        let files = files::read()?;
        let mut tx = self.db().begin().await?;
        let mut report = Vec::new();
        for (table, entries) in files.tables {
            report.push(put_all(&mut tx, table, entries).await?);
        }
        let (days, last) = self.import_days(&mut tx, files.days).await?;
        report.push(days);
        tx.commit().await?;
        self.reload_catalogue().await?;
        if let Some(seq) = last {
            self.ring(seq);
        }
        Ok(report)
    }

    /// Adds the days that are not there; a day an administrator has set is not overwritten.
    async fn import_days(
        &self,
        tx: &mut Tx,
        days: Vec<DayOverride>,
    ) -> Result<(Imported, Option<i64>), StoreError> {
        let known: Vec<(NaiveDate,)> = within!(&mut *tx, connection => sqlx::query_as(
            "select day from calendar_day"
        ).fetch_all(connection).await)?;
        let known: HashSet<NaiveDate> = known.into_iter().map(|(day,)| day).collect();
        let (old, new): (Vec<_>, Vec<_>) =
            days.into_iter().partition(|day| known.contains(&day.date));
        let mut done = Imported::of("calendar_day");
        (done.unchanged, done.added) = (old.len(), new.len());
        let moved = self.put_days(tx, &new).await?;
        Ok((done, moved.last))
    }
}

async fn put_all(
    tx: &mut Tx,
    table: &'static str,
    entries: Vec<Entry>,
) -> Result<Imported, StoreError> {
    let mut done = Imported::of(table);
    let known_sql = match table {
        "agency" => "select slug, detail from agency",
        "agency_succession" => "select '', detail from agency_succession",
        "jurisdiction" => "select detail, detail from jurisdiction",
        "area" => "select code, detail from area",
        "procedure" => "select code, detail from procedure",
        "deadline_rule" => "select code || '/' || cast(version as text), detail from deadline_rule",
        "rejection_reason" => "select code, detail from rejection_reason",
        _ => "select 'profile', detail from profile",
    };
    let rows: Vec<(String, String)> =
        within!(&mut *tx, connection => sqlx::query_as(known_sql).fetch_all(connection).await)?;
    let mut known: HashMap<String, String> = HashMap::with_capacity(rows.len());
    for (key, detail) in rows {
        let key = if table == "agency_succession" {
            succession_key(&parse(&detail, table)?)
        } else {
            key
        };
        known.insert(key, detail);
    }
    for mut entry in entries {
        let Some(detail) = known.remove(&entry.key) else {
            put(tx, entry).await?;
            done.added += 1;
            continue;
        };
        entry.detail = settle(table, entry.detail, &detail)?;
        if entry.detail == detail {
            done.unchanged += 1;
        } else {
            put(tx, entry).await?;
            done.changed += 1;
        }
    }
    done.removed = remove(tx, table, known).await?;
    Ok(done)
}

/// What is written over a known entry: the shipped one, but for what the province entered itself.
fn settle(table: &'static str, shipped: String, known: &str) -> Result<String, StoreError> {
    match table {
        "agency" => keep_contacts(&shipped, known),
        // A version of a rule, once given, is never another; and the profile is the province's.
        "deadline_rule" | "profile" => Ok(known.to_owned()),
        _ => Ok(shipped),
    }
}

/// The shipped agency with the contacts that are known of the same versions.
fn keep_contacts(shipped: &str, known: &str) -> Result<String, StoreError> {
    let mut agency: Agency = parse(shipped, "agency")?;
    let known: Agency = parse(known, "agency")?;
    for version in &mut agency.versions {
        let same = known
            .versions
            .iter()
            .find(|known| known.valid_from == version.valid_from);
        let Some(same) = same else { continue };
        for (mine, theirs) in [
            (&mut version.address, &same.address),
            (&mut version.hotline, &same.hotline),
            (&mut version.email, &same.email),
            (&mut version.contact_official, &same.contact_official),
        ] {
            if theirs.is_some() {
                mine.clone_from(theirs);
            }
        }
    }
    Ok(serde_json::to_string(&agency)?)
}

/// Removes rules of competence and successions that the files do not have any more. Everything else may be named by a
/// petition and stays.
async fn remove(
    tx: &mut Tx,
    table: &'static str,
    left: HashMap<String, String>,
) -> Result<usize, StoreError> {
    let mut removed = 0;
    for detail in left.into_values() {
        match table {
            "jurisdiction" => within!(&mut *tx, connection => sqlx::query(
                "delete from jurisdiction where detail = $1"
            ).bind(&detail).execute(connection).await.map(drop))?,
            "agency_succession" => {
                let Succession {
                    from,
                    to: Some(to),
                    effective_on,
                    ..
                } = parse(&detail, table)?
                else {
                    continue;
                };
                within!(&mut *tx, connection => sqlx::query(
                    "delete from agency_succession where from_agency = $1 and to_agency = $2 and effective_on = $3"
                ).bind(from.0).bind(to.0).bind(effective_on).execute(connection).await.map(drop))?;
            }
            _ => continue,
        }
        removed += 1;
    }
    Ok(removed)
}

/// A succession is the same when it leads from the same agency to the same on the same day.
fn succession_key(succession: &Succession) -> String {
    format!(
        "{} {:?} {}",
        succession.from, succession.to, succession.effective_on
    )
}

/// A rule of competence has no name; it is what it says.
fn jurisdiction_id(detail: &str) -> Uuid {
    Uuid::new_v5(&AGENCIES, detail.as_bytes())
}

fn parse<T: DeserializeOwned>(detail: &str, table: &'static str) -> Result<T, StoreError> {
    serde_json::from_str(detail).map_err(|error| StoreError::inconsistent(table, "detail", error))
}

async fn put(tx: &mut Tx, entry: Entry) -> Result<(), StoreError> {
    let Entry {
        key,
        detail,
        columns,
    } = entry;
    match columns {
        Columns::Agency { id } => within!(tx, connection => sqlx::query(
            "insert into agency (id, slug, detail) values ($1, $2, $3)
             on conflict (slug) do update set detail = excluded.detail"
        ).bind(id).bind(key).bind(detail).execute(connection).await.map(drop))?,
        Columns::Succession { from, to, on } => within!(tx, connection => sqlx::query(
            "insert into agency_succession (from_agency, to_agency, effective_on, detail) values ($1, $2, $3, $4)
             on conflict (from_agency, to_agency, effective_on) do update set detail = excluded.detail"
        ).bind(from).bind(to).bind(on).bind(detail).execute(connection).await.map(drop))?,
        Columns::Jurisdiction { id, agency } => within!(tx, connection => sqlx::query(
            "insert into jurisdiction (id, agency_id, detail) values ($1, $2, $3)
             on conflict (id) do update set detail = excluded.detail"
        ).bind(id).bind(agency).bind(detail).execute(connection).await.map(drop))?,
        Columns::Named { name } => within!(tx, connection => sqlx::query(
            "insert into area (code, name, detail) values ($1, $2, $3)
             on conflict (code) do update set name = excluded.name, detail = excluded.detail"
        ).bind(key).bind(name).bind(detail).execute(connection).await.map(drop))?,
        Columns::Procedure { name, field, level } => within!(tx, connection => sqlx::query(
            "insert into procedure (code, name, field, level, detail) values ($1, $2, $3, $4, $5)
             on conflict (code) do update set name = excluded.name, field = excluded.field, level = excluded.level,
                detail = excluded.detail"
        ).bind(key).bind(name).bind(field).bind(level).bind(detail).execute(connection).await.map(drop))?,
        Columns::Rule { code, version } => within!(tx, connection => sqlx::query(
            "insert into deadline_rule (code, version, detail) values ($1, $2, $3) on conflict (code, version) do nothing"
        ).bind(code).bind(version).bind(detail).execute(connection).await.map(drop))?,
        Columns::Plain if key == "profile" => within!(tx, connection => sqlx::query(
            "insert into profile (id, detail) values (1, $1) on conflict (id) do update set detail = excluded.detail"
        ).bind(detail).execute(connection).await.map(drop))?,
        Columns::Plain => within!(tx, connection => sqlx::query(
            "insert into rejection_reason (code, detail) values ($1, $2)
             on conflict (code) do update set detail = excluded.detail"
        ).bind(key).bind(detail).execute(connection).await.map(drop))?,
    }
    Ok(())
}
