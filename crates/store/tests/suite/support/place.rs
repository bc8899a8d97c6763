//! Where is a story told? In a fresh database with the catalogues in it, deleted afterwards.

use std::fs::{self, File};
use std::future::Future;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::UNIX_EPOCH;

use chrono::{DateTime, TimeDelta, Utc};
use domain::calendar::from_local;
use sha2::{Digest as _, Sha256};
use sqlx::{AssertSqlSafe, Connection as _, FromRow, PgConnection, SqliteConnection};
use store::Store;
use store::clock::{Clock as _, SetClock};
use store::secrets::Key;
use tokio::runtime::Runtime;
use uuid::Uuid;

/// A moment by the province's clocks, e.g. `2026-11-25T08:00:00`.
pub fn at(text: &str) -> DateTime<Utc> {
    from_local(text.parse().expect("a moment"))
}

/// A database of its own and a clock that stands until the story sets it: at first Wednesday, 25 November 2026, 8 o'clock.
#[derive(Clone, Debug)]
pub struct Place {
    pub url: String,
    pub clock: Arc<SetClock>,
    /// Holds the SQLite file.
    folder: Option<PathBuf>,
    /// Name and server of the PostgreSQL database.
    server: Option<(String, String)>,
}

impl Place {
    pub fn is_postgres(&self) -> bool {
        self.server.is_some()
    }

    /// Opens the record; a second time it is as if the program had been started again.
    pub async fn open(&self) -> Store {
        Store::open_with_clock(&self.url, Key::fixed([7; 32]), self.clock.clone())
            .await
            .expect("open")
    }

    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    pub fn set(&self, text: &str) {
        self.clock.set(at(text));
    }

    pub fn pass(&self, time: TimeDelta) {
        self.clock.set(self.now() + time);
    }

    /// Runs statements past the store, as somebody with the file or the server's password could.
    pub async fn tamper(&self, statements: &[&str]) {
        if self.is_postgres() {
            let mut connection = PgConnection::connect(&self.url).await.expect("connect");
            for statement in statements {
                sqlx::raw_sql(AssertSqlSafe(*statement))
                    .execute(&mut connection)
                    .await
                    .expect(statement);
            }
            connection.close().await.expect("close");
        } else {
            let mut connection = SqliteConnection::connect(&self.url).await.expect("connect");
            for statement in statements {
                sqlx::raw_sql(AssertSqlSafe(*statement))
                    .execute(&mut connection)
                    .await
                    .expect(statement);
            }
            connection.close().await.expect("close");
        }
    }

    /// A row of the log, past the store.
    pub async fn event(&self, seq: i64) -> EventRow {
        let statement = "select * from event where seq = $1";
        if self.is_postgres() {
            let mut connection = PgConnection::connect(&self.url).await.expect("connect");
            sqlx::query_as(statement)
                .bind(seq)
                .fetch_one(&mut connection)
                .await
                .expect("event")
        } else {
            let mut connection = SqliteConnection::connect(&self.url).await.expect("connect");
            sqlx::query_as(statement)
                .bind(seq)
                .fetch_one(&mut connection)
                .await
                .expect("event")
        }
    }

    /// A number that a statement finds, past the store.
    pub async fn number(&self, statement: &'static str) -> i64 {
        let (number,): (i64,) = if self.is_postgres() {
            let mut connection = PgConnection::connect(&self.url).await.expect("connect");
            sqlx::query_as(statement)
                .fetch_one(&mut connection)
                .await
                .expect(statement)
        } else {
            let mut connection = SqliteConnection::connect(&self.url).await.expect("connect");
            sqlx::query_as(statement)
                .fetch_one(&mut connection)
                .await
                .expect(statement)
        };
        number
    }
}

/// A row of the log as it stands in the table.
#[derive(Debug, FromRow)]
pub struct EventRow {
    seq: i64,
    petition_id: Uuid,
    petition_seq: i64,
    at: DateTime<Utc>,
    actor: Option<Uuid>,
    actor_name: String,
    actor_role: String,
    agency_id: Option<Uuid>,
    verb: String,
    from_status: Option<String>,
    to_status: String,
    payload: String,
    prev_hash: Vec<u8>,
}

impl EventRow {
    /// The hash the row ought to have: SHA-256 over all columns in order, each after its length in eight bytes.
    pub fn hash(&self) -> Vec<u8> {
        let none = Vec::new();
        let id = |id: &Option<Uuid>| id.map_or(none.clone(), |id| id.as_bytes().to_vec());
        let columns: [Vec<u8>; 13] = [
            self.seq.to_be_bytes().to_vec(),
            self.petition_id.as_bytes().to_vec(),
            self.petition_seq.to_be_bytes().to_vec(),
            self.at.timestamp_micros().to_be_bytes().to_vec(),
            id(&self.actor),
            self.actor_name.clone().into_bytes(),
            self.actor_role.clone().into_bytes(),
            id(&self.agency_id),
            self.verb.clone().into_bytes(),
            self.from_status.clone().unwrap_or_default().into_bytes(),
            self.to_status.clone().into_bytes(),
            self.payload.clone().into_bytes(),
            self.prev_hash.clone(),
        ];
        let mut hasher = Sha256::new();
        for column in columns {
            hasher.update((column.len() as u64).to_be_bytes());
            hasher.update(column);
        }
        hasher.finalize().to_vec()
    }
}

/// Tells the story on SQLite.
pub fn on_sqlite<F: Future<Output = ()>>(story: impl FnOnce(Place) -> F) {
    let runtime = runtime();
    let folder = tempfile::tempdir().expect("folder");
    let file = folder.path().join("record.db");
    fs::copy(sqlite_template(&runtime), &file).expect("copy the template");
    let place = Place {
        url: format!("sqlite:{}", file.display()),
        clock: Arc::new(SetClock::at(at("2026-11-25T08:00:00"))),
        folder: Some(folder.path().to_owned()),
        server: None,
    };
    assert!(
        place.folder.is_some(),
        "the folder lives as long as the story"
    );
    runtime.block_on(story(place));
}

/// Tells the story on PostgreSQL; without a server says that it was skipped, or fails where one is required.
pub fn on_postgres<F: Future<Output = ()>>(story: impl FnOnce(Place) -> F) {
    let Some(server) = setting("LANG_NGHE_TEST_POSTGRES_URL") else {
        assert!(
            setting("LANG_NGHE_REQUIRE_POSTGRES").as_deref() != Some("1"),
            "LANG_NGHE_TEST_POSTGRES_URL is not set; run the tests by tools/with-postgres"
        );
        eprintln!("skipped: LANG_NGHE_TEST_POSTGRES_URL is not set");
        return;
    };
    let runtime = runtime();
    let name = format!("story_{}", store::clock::new_id().simple());
    runtime.block_on(async {
        let template = postgres_template(&server).await;
        execute(
            &server,
            &format!("create database {name} template {template}"),
        )
        .await;
    });
    let place = Place {
        url: beside(&server, &name),
        clock: Arc::new(SetClock::at(at("2026-11-25T08:00:00"))),
        folder: None,
        server: Some((name.clone(), server.clone())),
    };
    let told = catch_unwind(AssertUnwindSafe(|| runtime.block_on(story(place))));
    runtime.block_on(execute(
        &server,
        &format!("drop database {name} with (force)"),
    ));
    if let Err(panic) = told {
        resume_unwind(panic);
    }
}

fn runtime() -> Runtime {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(4)
        .enable_all()
        .build()
        .expect("runtime")
}

fn setting(name: &str) -> Option<String> {
    #[expect(
        clippy::disallowed_methods,
        reason = "tests have no settings but these"
    )]
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// Stands for the catalogues, the migrations and the importer: a template is made anew when the tests are built anew.
fn build() -> String {
    let program = std::env::current_exe().expect("program");
    let metadata = fs::metadata(&program).expect("metadata");
    let modified = metadata
        .modified()
        .expect("time")
        .duration_since(UNIX_EPOCH)
        .expect("time");
    let mut hasher = DefaultHasher::new();
    (program, metadata.len(), modified).hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

/// A SQLite file with the catalogues, made once for all tests of a build.
fn sqlite_template(runtime: &Runtime) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let file = folder.join(format!("template-{}.db", build()));
    let lock = File::create(folder.join("template.lock")).expect("lock file");
    lock.lock().expect("lock");
    if !file.exists() {
        for old in fs::read_dir(folder).expect("folder").flatten() {
            if old.file_name().to_string_lossy().starts_with("template-") {
                let _ = fs::remove_file(old.path());
            }
        }
        let unfinished = folder.join("unfinished.db");
        for suffix in ["", "-wal", "-shm"] {
            let _ = fs::remove_file(format!("{}{suffix}", unfinished.display()));
        }
        runtime.block_on(fill(&format!("sqlite:{}", unfinished.display())));
        fs::rename(unfinished, &file).expect("rename");
    }
    file
}

/// The same on the server, as a database to copy.
async fn postgres_template(server: &str) -> String {
    let name = format!("template_{}", build());
    let mut connection = PgConnection::connect(server).await.expect("connect");
    sqlx::query("select pg_advisory_lock(7)")
        .execute(&mut connection)
        .await
        .expect("lock");
    let known: Option<(i32,)> = sqlx::query_as("select 1 from pg_database where datname = $1")
        .bind(&name)
        .fetch_optional(&mut connection)
        .await
        .expect("look up");
    if known.is_none() {
        let unfinished = format!("{name}_unfinished");
        for statement in [
            format!("drop database if exists {unfinished}"),
            format!("create database {unfinished}"),
        ] {
            execute(server, &statement).await;
        }
        fill(&beside(server, &unfinished)).await;
        execute(
            server,
            &format!("alter database {unfinished} rename to {name}"),
        )
        .await;
    }
    connection.close().await.expect("close");
    name
}

async fn fill(url: &str) {
    let store = Store::open(url, Key::fixed([7; 32])).await.expect("open");
    store.import().await.expect("import");
    store.db().close().await;
}

async fn execute(server: &str, statement: &str) {
    let mut connection = PgConnection::connect(server).await.expect("connect");
    sqlx::raw_sql(AssertSqlSafe(statement))
        .execute(&mut connection)
        .await
        .expect(statement);
    connection.close().await.expect("close");
}

/// The address of another database on the same server.
fn beside(server: &str, name: &str) -> String {
    let (before, _) = server.rsplit_once('/').expect("an address with a database");
    format!("{before}/{name}")
}
