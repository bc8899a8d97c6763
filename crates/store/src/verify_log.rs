//! Was the log changed? Recomputes every hash and names the first event that does not fit.

use std::collections::HashMap;

use uuid::Uuid;

use crate::db::read;
use crate::events::{EventRow, NO_HASH, event_columns};
use crate::secrets::hex;
use crate::{Store, StoreError};

/// What the check found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Every event is as it was written.
    Intact {
        /// How many there are.
        events: i64,
        /// Hash over the last hash of every petition: two copies of the same log have the same.
        head: String,
    },
    /// An event was changed, removed or put in.
    Broken {
        /// Its place in the log.
        seq: i64,
        /// What is wrong.
        problem: Problem,
    },
}

/// What can be wrong with an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// There is no event at this place.
    Missing,
    /// There is an event at a place that was never given out.
    Added,
    /// The event does not have the hash it was written with.
    Changed,
    /// The event does not follow the petition's last.
    Unchained,
    /// Its status before is not the status after of the petition's last.
    Discontinuous,
}

const PAGE: i64 = 2_000;

impl Store {
    /// Reads the whole log in pages and checks places, hashes, chains and statuses.
    pub async fn verify_log(&self) -> Result<Verdict, StoreError> {
        let head = self.log_head().await?;
        let mut last: HashMap<Uuid, (i64, Vec<u8>, String)> = HashMap::new();
        let mut expected = 1;
        loop {
            let rows: Vec<EventRow> = read!(self.db(), pool => sqlx::query_as(concat!(
                "select ", event_columns!(), " from event where seq >= $1 and seq <= $2 order by seq limit $3"
            )).bind(expected).bind(head).bind(PAGE).fetch_all(pool).await)?;
            if rows.is_empty() {
                break;
            }
            for row in rows {
                if row.seq != expected {
                    return Ok(Verdict::Broken {
                        seq: expected,
                        problem: Problem::Missing,
                    });
                }
                if let Some(problem) = check(&row, last.get(&row.petition_id)) {
                    return Ok(Verdict::Broken {
                        seq: row.seq,
                        problem,
                    });
                }
                last.insert(row.petition_id, (row.petition_seq, row.hash, row.to_status));
                expected += 1;
            }
        }
        if expected <= head {
            return Ok(Verdict::Broken {
                seq: expected,
                problem: Problem::Missing,
            });
        }
        // Read before the head is read again: what is committed meanwhile raises both, the head first.
        let (highest,): (i64,) = read!(self.db(), pool => sqlx::query_as(
            "select coalesce(max(seq), 0) from event"
        ).fetch_one(pool).await)?;
        let given_out = self.log_head().await?;
        if highest > given_out {
            return Ok(Verdict::Broken {
                seq: given_out + 1,
                problem: Problem::Added,
            });
        }
        let mut heads: Vec<_> = last
            .into_iter()
            .map(|(id, (_, hash, _))| (id, hash))
            .collect();
        heads.sort_unstable();
        let all: Vec<u8> = heads.into_iter().flat_map(|(_, hash)| hash).collect();
        Ok(Verdict::Intact {
            events: head,
            head: hex(&crate::secrets::sha256(&all)),
        })
    }
}

fn check(row: &EventRow, last: Option<&(i64, Vec<u8>, String)>) -> Option<Problem> {
    let first = (0, NO_HASH.to_vec(), String::new());
    let (seq, hash, status) = last.unwrap_or(&first);
    if row.expected_hash()[..] != row.hash[..] {
        Some(Problem::Changed)
    } else if row.petition_seq != seq + 1 || row.prev_hash != *hash {
        Some(Problem::Unchained)
    } else if row.from_status.as_deref().unwrap_or_default() != status {
        Some(Problem::Discontinuous)
    } else {
        None
    }
}
