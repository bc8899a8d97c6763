//! Do both databases have the same tables? Same names, columns, kinds of values, empty or not, unique or not.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use sqlx::{Connection as _, PgConnection, SqliteConnection};

use crate::support::{Place, on_postgres, on_sqlite, stories};

stories!(the_steps_are_run_once, who_opens_again_finds_everything);

/// The names of the steps of a database, in order.
fn steps(database: &str) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("migrations")
        .join(database);
    let files = std::fs::read_dir(folder).expect("folder").flatten();
    let mut names: Vec<_> = files
        .map(|file| file.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

async fn the_steps_are_run_once(place: Place) {
    place.open().await.db().migrate().await.expect("again");
    assert_eq!(
        place
            .number("select count(*) from _sqlx_migrations where not success")
            .await,
        0
    );
    let run = place.number("select count(*) from _sqlx_migrations").await;
    assert_eq!(usize::try_from(run).expect("count"), steps("sqlite").len());
    assert_eq!(
        steps("sqlite"),
        steps("postgres"),
        "the same files, in the same order"
    );
}

async fn who_opens_again_finds_everything(place: Place) {
    let first = place.open().await.catalogue();
    let second = place.open().await.catalogue();
    assert_eq!(first.procedures(), second.procedures());
    assert_eq!(first.reasons, second.reasons);
    assert!(!second.is_empty());
}

/// What a column holds, whatever the database calls it, and whether it may be empty.
type Column = (&'static str, bool);
type Tables = BTreeMap<String, BTreeMap<String, Column>>;

/// Tables of the full-text index differ by nature; the search's own stories compare what it finds.
fn is_ours(table: &str) -> bool {
    !table.contains("_words") && !table.starts_with("_sqlx") && !table.starts_with("sqlite_")
}

#[test]
fn both_databases_have_the_same_tables() {
    let mut sqlite = (Tables::new(), BTreeSet::new());
    let found = &mut sqlite;
    on_sqlite(async |place: Place| {
        place.open().await;
        *found = of_sqlite(&place).await;
    });
    assert!(sqlite.0.len() > 20, "{:?}", sqlite.0.keys());
    assert!(sqlite.1.len() > 20, "{:?}", sqlite.1);
    on_postgres(async |place: Place| {
        place.open().await;
        let (tables, indexes) = of_postgres(&place).await;
        for (name, columns) in &sqlite.0 {
            assert_eq!(tables.get(name), Some(columns), "table {name}");
        }
        assert_eq!(tables.len(), sqlite.0.len(), "{:?}", tables.keys());
        assert_eq!(indexes, sqlite.1);
    });
}

async fn of_sqlite(place: &Place) -> (Tables, BTreeSet<String>) {
    let mut connection = SqliteConnection::connect(&place.url)
        .await
        .expect("connect");
    let rows: Vec<(String, String, String, bool, i64)> = sqlx::query_as(
        "select t.name, c.name, c.type, c.\"notnull\", c.pk from sqlite_master t join pragma_table_info(t.name) c
         where t.type = 'table'",
    )
    .fetch_all(&mut connection)
    .await
    .expect("tables");
    let mut tables = Tables::new();
    for (table, column, kind, not_null, key) in
        rows.into_iter().filter(|(table, ..)| is_ours(table))
    {
        let kind = match kind.to_lowercase().as_str() {
            "text" => "text",
            "integer" => "number",
            "blob" => "bytes",
            other => panic!("{table}.{column} is {other}"),
        };
        tables
            .entry(table)
            .or_default()
            .insert(column, (kind, !not_null && key == 0));
    }
    let indexes: Vec<(String, String)> = sqlx::query_as(
        "select l.\"unique\" || ' ' || m.name, group_concat(i.name) from sqlite_master m
         join pragma_index_list(m.name) l join pragma_index_info(l.name) i where m.type = 'table'
         group by m.name, l.name",
    )
    .fetch_all(&mut connection)
    .await
    .expect("indexes");
    (tables, named(indexes))
}

async fn of_postgres(place: &Place) -> (Tables, BTreeSet<String>) {
    let mut connection = PgConnection::connect(&place.url).await.expect("connect");
    let rows: Vec<(String, String, String, String)> = sqlx::query_as(
        "select table_name::text, column_name::text, data_type::text, is_nullable::text
         from information_schema.columns where table_schema = 'public'",
    )
    .fetch_all(&mut connection)
    .await
    .expect("tables");
    let mut tables = Tables::new();
    for (table, column, kind, nullable) in rows.into_iter().filter(|(table, ..)| is_ours(table)) {
        let kind = match kind.as_str() {
            // SQLite keeps moments and days as text, truths as numbers.
            "text" | "date" | "timestamp with time zone" => "text",
            "bigint" | "boolean" => "number",
            "uuid" | "bytea" => "bytes",
            other => panic!("{table}.{column} is {other}"),
        };
        tables
            .entry(table)
            .or_default()
            .insert(column, (kind, nullable == "YES"));
    }
    // SQLite has no index for a primary key that is its row id; those of one integer column are left out on both sides.
    let indexes: Vec<(String, String)> = sqlx::query_as(
        "select (case when x.indisunique then '1 ' else '0 ' end) || t.relname,
            string_agg(a.attname::text, ',' order by array_position(x.indkey::smallint[], a.attnum))
         from pg_index x join pg_class t on t.oid = x.indrelid join pg_namespace n on n.oid = t.relnamespace
         join pg_attribute a on a.attrelid = t.oid and a.attnum = any (x.indkey)
         where n.nspname = 'public'
            and not (x.indisprimary and x.indnatts = 1 and a.atttypid = 'bigint'::regtype)
         group by x.indexrelid, x.indisunique, t.relname",
    )
    .fetch_all(&mut connection)
    .await
    .expect("indexes");
    (tables, named(indexes))
}

/// An index by what it does: whether it is unique, of which table, over which columns.
fn named(indexes: Vec<(String, String)>) -> BTreeSet<String> {
    indexes
        .into_iter()
        .filter(|(table, _)| is_ours(&table[2..]))
        .map(|(table, columns)| format!("{table} ({columns})"))
        .collect()
}
