//! The handle everything else holds: the database, the clock, the key, the catalogues in memory and the bell.

use std::sync::Arc;

use arc_swap::ArcSwap;
use chrono::{DateTime, Utc};
use tokio::sync::watch;

use crate::StoreError;
use crate::catalogue::Catalogue;
use crate::clock::{Clock, SystemClock};
use crate::db::{Db, Tx};
use crate::petitions::submit::queue::Queue;
use crate::register::Shelf;
use crate::secrets::Key;

/// The name under which PostgreSQL rings for other programs on the same database.
pub const NOTIFY_CHANNEL: &str = "lang_nghe_log";

/// The record.
#[derive(Clone, Debug)]
pub struct Store {
    db: Db,
    clock: Arc<dyn Clock>,
    key: Key,
    catalogue: Arc<ArcSwap<Catalogue>>,
    bell: watch::Sender<i64>,
    queue: Arc<Queue>,
    shelf: Arc<Shelf>,
}

impl Store {
    /// Opens and migrates the database and reads its catalogues.
    pub async fn open(url: &str, key: Key) -> Result<Self, StoreError> {
        Self::open_with_clock(url, key, Arc::new(SystemClock)).await
    }

    /// The same with another clock: for tests and for replaying.
    pub async fn open_with_clock(
        url: &str,
        key: Key,
        clock: Arc<dyn Clock>,
    ) -> Result<Self, StoreError> {
        let db = Db::open(url).await?;
        db.migrate().await?;
        let catalogue = Catalogue::load(&db).await?;
        let store = Self {
            db,
            clock,
            key,
            catalogue: Arc::new(ArcSwap::from_pointee(catalogue)),
            bell: watch::Sender::new(0),
            queue: Arc::default(),
            shelf: Arc::default(),
        };
        let head = store.log_head().await?;
        store.ring(head);
        Ok(store)
    }

    /// The database.
    pub const fn db(&self) -> &Db {
        &self.db
    }

    /// Now, by the store's clock.
    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// The installation's secret.
    pub const fn key(&self) -> &Key {
        &self.key
    }

    /// The catalogues as they stand; a reload does not disturb who holds them.
    pub fn catalogue(&self) -> Arc<Catalogue> {
        self.catalogue.load_full()
    }

    /// Reads the catalogues again after they changed.
    pub async fn reload_catalogue(&self) -> Result<(), StoreError> {
        self.catalogue
            .store(Arc::new(Catalogue::load(&self.db).await?));
        Ok(())
    }

    /// The submissions that wait for the next commit.
    pub(crate) fn queue(&self) -> &Queue {
        &self.queue
    }

    /// Where the newest page of the register is kept.
    pub(crate) fn shelf(&self) -> &Shelf {
        &self.shelf
    }

    /// Listens for the bell. It says only "look": the value is a place in the log that has been reached.
    pub fn listen(&self) -> watch::Receiver<i64> {
        self.bell.subscribe()
    }

    /// Rings for everyone in this program; a late bell for an earlier place is no news.
    pub fn ring(&self, seq: i64) {
        self.bell.send_if_modified(|last| {
            let news = seq > *last;
            if news {
                *last = seq;
            }
            news
        });
    }

    /// Rings for other programs on the same database, when the transaction commits.
    pub(crate) async fn notify(&self, tx: &mut Tx, seq: i64) -> Result<(), StoreError> {
        if let Tx::Postgres(transaction) = tx {
            sqlx::query("select pg_notify($1, $2)")
                .bind(NOTIFY_CHANNEL)
                .bind(seq.to_string())
                .execute(&mut **transaction)
                .await?;
        }
        Ok(())
    }
}
