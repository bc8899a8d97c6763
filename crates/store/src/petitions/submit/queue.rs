//! Which submissions wait for the next commit, and is somebody working them off?

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use tokio::sync::oneshot;

use super::Receipt;
use super::together::Arrival;
use crate::StoreError;

/// So many submissions share one commit at most; more would make the first of them wait.
const MOST_TOGETHER: usize = 64;

#[derive(Debug)]
pub(super) struct Waiting {
    pub(super) arrival: Arrival,
    pub(super) reply: oneshot::Sender<Result<Receipt, StoreError>>,
}

/// The submissions that wait for the next commit.
#[derive(Debug, Default)]
pub(crate) struct Queue(Mutex<Line>);

#[derive(Debug, Default)]
struct Line {
    waiting: VecDeque<Waiting>,
    /// Somebody is working them off.
    working: bool,
}

/// Somebody's time at the queue. Should it end by a panic, the next to arrive takes over.
pub(super) struct Shift<'a>(pub(super) &'a Queue);

impl Drop for Shift<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.0.lock().working = false;
        }
    }
}

impl Queue {
    fn lock(&self) -> MutexGuard<'_, Line> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds one; true when nobody is working and the caller must see to it.
    pub(super) fn push(&self, waiting: Waiting) -> bool {
        let mut state = self.lock();
        state.waiting.push_back(waiting);
        !std::mem::replace(&mut state.working, true)
    }

    /// The next to be written together; when there are none, nobody is working any more.
    pub(super) fn take(&self) -> Vec<Waiting> {
        let mut state = self.lock();
        let count = state.waiting.len().min(MOST_TOGETHER);
        state.working = count > 0;
        state.waiting.drain(..count).collect()
    }
}
