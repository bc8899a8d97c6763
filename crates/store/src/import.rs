//! Which catalogues does the province start with? Reads the shipped files and reports what is new or different.

mod files;

use domain::id::AgencyId;
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
        area: Option<String>,
    },
    Succession {
        from: Uuid,
        to: Uuid,
        on: chrono::NaiveDate,
    },
    Jurisdiction {
        id: Uuid,
        agency: Uuid,
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
    /// Brings the catalogues to the state of the shipped files. Entries made by hand (calendar days, rules) stay.
    pub async fn import(&self) -> Result<Vec<Imported>, StoreError> {
        let files = files::read()?;
        let mut tx = self.db().begin().await?;
        let mut report = Vec::new();
        for (table, entries) in files.tables {
            report.push(put_all(&mut tx, table, entries).await?);
        }
        let mut days = Imported {
            catalogue: "calendar_day",
            added: 0,
            changed: 0,
            unchanged: 0,
        };
        for day in files.days {
            let known: Option<(String,)> = within!(&mut tx, connection => sqlx::query_as(
                "select name from calendar_day where day = $1"
            ).bind(day.date).fetch_optional(connection).await)?;
            // A day an administrator has set is not overwritten.
            if known.is_some() {
                days.unchanged += 1;
            } else {
                crate::calendar::put_day(&mut tx, day.date, day.kind, &day.name, &day.source)
                    .await?;
                days.added += 1;
            }
        }
        report.push(days);
        tx.commit().await?;
        self.reload_catalogue().await?;
        Ok(report)
    }
}

async fn put_all(
    tx: &mut Tx,
    table: &'static str,
    entries: Vec<Entry>,
) -> Result<Imported, StoreError> {
    let mut done = Imported {
        catalogue: table,
        added: 0,
        changed: 0,
        unchanged: 0,
    };
    let known_sql = match table {
        "agency" => "select slug, detail from agency",
        "agency_succession" => "select detail, detail from agency_succession",
        "jurisdiction" => "select detail, detail from jurisdiction",
        "area" => "select code, detail from area",
        "procedure" => "select code, detail from procedure",
        "deadline_rule" => "select code || '/' || cast(version as text), detail from deadline_rule",
        "rejection_reason" => "select code, detail from rejection_reason",
        _ => "select 'profile', detail from profile",
    };
    let known: Vec<(String, String)> =
        within!(&mut *tx, connection => sqlx::query_as(known_sql).fetch_all(connection).await)?;
    let known: std::collections::HashMap<String, String> = known.into_iter().collect();
    for entry in entries {
        match known.get(&entry.key) {
            Some(detail) if *detail == entry.detail => done.unchanged += 1,
            Some(_) => {
                put(tx, entry).await?;
                done.changed += 1;
            }
            None => {
                put(tx, entry).await?;
                done.added += 1;
            }
        }
    }
    Ok(done)
}

async fn put(tx: &mut Tx, entry: Entry) -> Result<(), StoreError> {
    let Entry {
        key,
        detail,
        columns,
    } = entry;
    match columns {
        Columns::Agency { id, area } => within!(tx, connection => sqlx::query(
            "insert into agency (id, slug, area_code, detail) values ($1, $2, $3, $4)
             on conflict (slug) do update set area_code = excluded.area_code, detail = excluded.detail"
        ).bind(id).bind(key).bind(area).bind(detail).execute(connection).await.map(drop))?,
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
