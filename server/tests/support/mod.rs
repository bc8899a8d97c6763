//! A server to ask in a test: the real router on a copy of the demonstration, without a network, and browsers with cookies.
//!
//! The demonstration is replayed once for each build of a test program and copied for each test, so that tests may change
//! what they like. The clock stands at [`NOW`] until a test moves it.

#![allow(
    dead_code,
    unused_imports,
    reason = "each test program uses its own part of this"
)]

mod browser;
mod html;

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use std::time::UNIX_EPOCH;

use arc_swap::ArcSwap;
use axum::Router;
use chrono::{DateTime, Utc};
use leptos::config::{Env, LeptosOptions};
use serde::Deserialize;
use server::live::hub::Hub;
use server::router::router;
use server::state::AppState;
use store::Store;
use store::clock::SetClock;
use store::secrets::Key;
use tempfile::TempDir;
use tokio::sync::OnceCell;

pub use browser::{Browser, Page};

/// When tests take place: Wednesday, 25 November 2026, 10:00 in the province; a working day.
pub const NOW: &str = "2026-11-25T03:00:00Z";

/// The catalogue is the same in every test, and indexing it takes longer than most of them.
static ANALYSER: OnceLock<analysis::Analyser> = OnceLock::new();

/// What the seals of the tests' databases are made with.
fn key() -> Key {
    Key::fixed([7; 32])
}

fn now() -> DateTime<Utc> {
    NOW.parse().expect("a time")
}

/// A petition of the demonstration with what its sender holds.
#[derive(Clone, Debug, Deserialize)]
pub struct DemoCase {
    /// Tracking code.
    pub code: String,
    /// Its PIN.
    pub pin: String,
    /// Record code.
    pub record_code: String,
    /// Where it stands.
    pub status: String,
}

#[derive(Deserialize)]
struct Seeded {
    cases: Vec<DemoCase>,
}

/// The program on a database of its own.
pub struct TestServer {
    router: Router,
    state: AppState,
    /// The record, to look behind the pages.
    pub store: Store,
    /// The program's clock.
    pub clock: Arc<SetClock>,
    /// Petitions of the present with code and PIN.
    pub cases: Vec<DemoCase>,
    _folder: TempDir,
}

impl TestServer {
    /// Starts on a fresh copy of the demonstration.
    pub async fn demo() -> Self {
        let template = template().await;
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("demo.db");
        std::fs::copy(template, &file).expect("a copy of the demonstration");
        let seeded = std::fs::read(template.with_extension("json")).expect("what was seeded");
        let Seeded { cases } = serde_json::from_slice(&seeded).expect("readable");
        Self::open(folder, &file, cases).await
    }

    /// Starts as a new installation does: catalogues, but no petitions and no officials.
    pub async fn empty() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("empty.db");
        Self::open(folder, &file, Vec::new()).await
    }

    async fn open(folder: TempDir, file: &Path, cases: Vec<DemoCase>) -> Self {
        let clock = Arc::new(SetClock::at(now()));
        let store = Store::open_with_clock(&url(file), key(), clock.clone())
            .await
            .expect("a database");
        if store.catalogue().is_empty() {
            store.import().await.expect("catalogues");
        }
        let analyser = Arc::new(ArcSwap::from_pointee(
            ANALYSER
                .get_or_init(|| {
                    let day = domain::calendar::local_date(now());
                    store::shipped::analyser(day).expect("the shipped catalogues")
                })
                .clone(),
        ));
        let state = AppState {
            analyser,
            hub: Hub::start(&store),
            kept: server::kept::KeptPages::default(),
            leptos: LeptosOptions::builder()
                .output_name("lang-nghe")
                .site_root(folder.path().display().to_string())
                .env(Env::PROD)
                .build(),
            base_url: "https://langnghe.example".into(),
            trust_proxy: false,
            store: store.clone(),
        };
        Self {
            router: router(state.clone()),
            state,
            store,
            clock,
            cases,
            _folder: folder,
        }
    }

    /// What the worker does that reads what arrives.
    pub async fn suggest(&self) {
        let reader = server::suggestions::reader(&self.state);
        server::suggestions::catch_up(&self.state, reader, 0)
            .await
            .expect("suggestions");
    }

    /// Puts every petition into its topic, as the program does beside its other work.
    pub async fn read_topics(&self) {
        server::topics::catch_up(&self.store, &self.state.analyser)
            .await
            .expect("topics");
    }

    /// Somebody who is not signed in.
    pub fn visitor(&self) -> Browser {
        Browser::new(self.router.clone())
    }

    /// An official of the demonstration, signed in with its password.
    pub async fn sign_in(&self, username: &str) -> Browser {
        let mut browser = self.visitor();
        let password = format!("trinh-dien-{username}");
        let page = browser
            .post(
                "/dang-nhap",
                &[("username", username), ("password", &password)],
            )
            .await;
        page.expect(303);
        browser
    }

    /// A petition of the demonstration that stands there.
    pub fn case(&self, status: &str) -> &DemoCase {
        self.cases
            .iter()
            .find(|case| case.status == status)
            .unwrap_or_else(|| panic!("no petition is {status}"))
    }
}

fn url(file: &Path) -> String {
    format!("sqlite:{}", file.display())
}

/// The demonstration, replayed once for this build of this test program, whoever of its processes comes first.
async fn template() -> &'static Path {
    static TEMPLATE: OnceCell<PathBuf> = OnceCell::const_new();
    TEMPLATE.get_or_init(replay).await
}

async fn replay() -> PathBuf {
    let program = std::env::current_exe().expect("this program");
    let built = program
        .metadata()
        .and_then(|data| data.modified())
        .expect("a time of building");
    let built = built
        .duration_since(UNIX_EPOCH)
        .expect("a time after 1970")
        .as_nanos();
    let name = program
        .file_name()
        .expect("a name")
        .to_string_lossy()
        .into_owned();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(&folder).expect("a folder");
    let lock = std::fs::File::create(folder.join("lock")).expect("a lock");
    lock.lock().expect("the lock");
    let file = folder.join(format!("{built}.db"));
    if !file.is_file() {
        forget_older(&folder);
        let unfinished = folder.join("unfinished.db");
        let seeded = store::demo::seed(&url(&unfinished), key(), now())
            .await
            .expect("the demonstration");
        assert!(
            !unfinished.with_extension("db-wal").exists(),
            "everything is in the one file that is copied"
        );
        std::fs::write(
            file.with_extension("json"),
            serde_json::to_vec(&seeded).expect("readable"),
        )
        .expect("written");
        std::fs::rename(&unfinished, &file).expect("renamed");
    }
    file
}

fn forget_older(folder: &Path) {
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        if entry.file_name() != "lock" {
            std::fs::remove_file(entry.path()).expect("removed");
        }
    }
}
