//! What time is it, and what is the next identifier? The one home of both, so that a test can decide them.

use std::fmt::Debug;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, SubsecRound as _, Utc};
use uuid::Uuid;

/// Tells the time. Microseconds, because PostgreSQL keeps no more.
pub trait Clock: Debug + Send + Sync {
    /// Now.
    fn now(&self) -> DateTime<Utc>;
}

/// The clock of the machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> DateTime<Utc> {
        #[expect(clippy::disallowed_methods, reason = "this is the clock's home")]
        Utc::now().trunc_subsecs(6)
    }
}

/// A clock that stands still until it is set: for tests and for replaying demonstration data.
#[derive(Debug)]
pub struct SetClock(AtomicI64);

impl SetClock {
    /// Stands at the given time.
    pub fn at(time: DateTime<Utc>) -> Self {
        Self(AtomicI64::new(time.timestamp_micros()))
    }

    /// Moves to the given time.
    pub fn set(&self, time: DateTime<Utc>) {
        self.0.store(time.timestamp_micros(), Ordering::SeqCst);
    }
}

impl Clock for SetClock {
    fn now(&self) -> DateTime<Utc> {
        DateTime::from_timestamp_micros(self.0.load(Ordering::SeqCst))
            .unwrap_or(DateTime::UNIX_EPOCH)
    }
}

/// A new identifier that sorts by time.
pub fn new_id() -> Uuid {
    #[expect(clippy::disallowed_methods, reason = "this is the identifiers' home")]
    Uuid::now_v7()
}
