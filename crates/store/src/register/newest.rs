//! What does everyone see first? The newest page of the register, kept until something happens.

use std::sync::Arc;
use std::time::{Duration, Instant};

use arc_swap::ArcSwapOption;

use super::{RegisterChoices, RegisterFilter, RegisterPage};
use crate::{Store, StoreError};

/// Another program may write into a SQLite file without ringing: what it published shows after this long.
const LONGEST: Duration = Duration::from_secs(2);

/// The register before anyone filters it.
#[derive(Clone, Debug)]
pub(crate) struct Newest {
    /// Its first page.
    pub(super) page: RegisterPage,
    /// What it can be filtered by.
    pub(super) choices: RegisterChoices,
}

/// The newest page as it was when the log had reached a place.
#[derive(Debug)]
pub(crate) struct Kept {
    reached: i64,
    at: Instant,
    newest: Arc<Newest>,
}

/// Where it is kept; empty at first.
pub(crate) type Shelf = ArcSwapOption<Kept>;

impl Store {
    /// The first page of the register and what it can be filtered by. It is read again as soon as anything
    /// was recorded by this program, and at least every two seconds.
    pub(super) async fn newest(&self) -> Result<Arc<Newest>, StoreError> {
        // Before reading: what is recorded meanwhile makes this outdated, not current.
        let reached = *self.listen().borrow();
        if let Some(kept) = &*self.shelf().load()
            && kept.reached == reached
            && kept.at.elapsed() < LONGEST
        {
            return Ok(Arc::clone(&kept.newest));
        }
        let newest = Arc::new(Newest {
            page: self.read_register(&RegisterFilter::default()).await?,
            choices: self.read_choices().await?,
        });
        self.shelf().store(Some(Arc::new(Kept {
            reached,
            at: Instant::now(),
            newest: Arc::clone(&newest),
        })));
        Ok(newest)
    }
}
