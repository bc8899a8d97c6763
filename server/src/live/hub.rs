//! Who reads the log when the bell rings? One task for all open pages: each change is read and drawn once.

use std::sync::Arc;
use std::time::Duration;

use domain::board::Card;
use domain::event::Event;
use domain::lang::Lang;
use domain::petition::Petition;
use store::NOTIFY_CHANNEL;
use store::db::Db;
use store::{Store, StoreError};
use tokio::sync::broadcast;

/// Pages that fall behind by more than this read the log themselves.
const BACKLOG: usize = 1_024;
/// Events read at a time.
const PAGE: i64 = 200;

/// A change as all readers share it.
#[derive(Clone, Debug)]
pub struct Change {
    /// What happened.
    pub event: Event,
    /// The petition after it.
    pub petition: Petition,
    /// The card in Vietnamese.
    pub vi: Card,
    /// The card in English.
    pub en: Card,
    /// The event is known already; the card looks different now.
    pub redrawn: bool,
}

impl Change {
    /// The card in the reader's language.
    pub const fn card(&self, lang: Lang) -> &Card {
        match lang {
            Lang::Vi => &self.vi,
            Lang::En => &self.en,
        }
    }

    /// Reads what an event means now.
    pub async fn of(store: &Store, event: Event) -> Result<Self, StoreError> {
        let (vi, petition) = store.card(event.petition_id, Lang::Vi).await?;
        let (en, _) = store.card(event.petition_id, Lang::En).await?;
        Ok(Self {
            event,
            petition,
            vi,
            en,
            redrawn: false,
        })
    }
}

/// Spreads changes.
#[derive(Clone, Debug)]
pub struct Hub {
    sender: broadcast::Sender<Arc<Change>>,
}

impl Hub {
    /// Starts reading the log behind `store`.
    pub fn start(store: &Store) -> Self {
        let sender = broadcast::Sender::new(BACKLOG);
        if let Db::Postgres(pool) = store.db() {
            tokio::spawn(hear_other_programs(store.clone(), pool.clone()));
        }
        tokio::spawn(follow(store.clone(), sender.clone()));
        Self { sender }
    }

    /// Shows a petition anew on open boards although nothing was done to it: something is known of it now.
    pub async fn redraw(&self, store: &Store, event: Event) -> Result<(), StoreError> {
        if self.sender.receiver_count() > 0 {
            let change = Change {
                redrawn: true,
                ..Change::of(store, event).await?
            };
            // An error only says that the last page closed meanwhile.
            let _ = self.sender.send(Arc::new(change));
        }
        Ok(())
    }

    /// Hears of every change from now on.
    pub fn subscribe(&self) -> broadcast::Receiver<Arc<Change>> {
        self.sender.subscribe()
    }
}

async fn follow(store: Store, sender: broadcast::Sender<Arc<Change>>) {
    let mut bell = store.listen();
    let mut seen = *bell.borrow_and_update();
    while bell.changed().await.is_ok() {
        loop {
            let events = match store.events_since(seen, PAGE).await {
                Ok(events) => events,
                Err(error) => {
                    tracing::error!(%error, "the log could not be read; trying again");
                    tokio::time::sleep(Duration::from_secs(1)).await;
                    continue;
                }
            };
            if events.is_empty() {
                break;
            }
            for event in events {
                seen = event.seq;
                // Nobody listens: nothing to draw.
                if sender.receiver_count() == 0 {
                    continue;
                }
                match Change::of(&store, event).await {
                    Ok(change) => {
                        // An error only says that the last page closed meanwhile.
                        let _ = sender.send(Arc::new(change));
                    }
                    Err(error) => {
                        tracing::error!(%error, seq = seen, "a change could not be drawn");
                    }
                }
            }
        }
    }
}

/// Another program on the same database rang. What is missed while reconnecting is found in the log.
async fn hear_other_programs(store: Store, pool: sqlx::PgPool) {
    loop {
        let heard = async {
            let mut listener = sqlx::postgres::PgListener::connect_with(&pool).await?;
            listener.listen(NOTIFY_CHANNEL).await?;
            if let Ok(head) = store.log_head().await {
                store.ring(head);
            }
            loop {
                let notice = listener.recv().await?;
                if let Ok(seq) = notice.payload().parse() {
                    store.ring(seq);
                }
            }
        };
        let ended: Result<(), sqlx::Error> = heard.await;
        if let Err(error) = ended {
            tracing::warn!(%error, "not hearing other programs; connecting again");
        }
        tokio::time::sleep(Duration::from_secs(2)).await;
    }
}
