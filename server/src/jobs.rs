//! Who must be told? Works off the outbox. Sending mail and messages is not set up yet: what would be sent goes to the log.

use std::time::Duration;

use store::Store;
use store::jobs::Job;

/// Jobs claimed at a time.
const BATCH: i64 = 20;

/// Works until the program ends.
pub async fn work(store: Store) {
    let mut bell = store.listen();
    loop {
        match store.claim_jobs(BATCH).await {
            Ok(jobs) if jobs.is_empty() => {
                // A job may also wait for its time without any bell.
                let _ = tokio::time::timeout(Duration::from_secs(30), bell.changed()).await;
                // Several rings in a row are one round of work.
                tokio::time::sleep(Duration::from_millis(500)).await;
            }
            Ok(jobs) => {
                for job in jobs {
                    deliver(&store, &job).await;
                }
            }
            Err(error) => {
                tracing::error!(%error, "jobs could not be claimed");
                tokio::time::sleep(Duration::from_secs(10)).await;
            }
        }
    }
}

async fn deliver(store: &Store, job: &Job) {
    tracing::debug!(kind = job.kind, payload = %job.payload, "would be told; sending is not set up");
    if let Err(error) = store.finish_job(job.id).await {
        tracing::error!(%error, "a job could not be finished");
    }
}
