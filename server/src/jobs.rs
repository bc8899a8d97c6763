//! Who must be told? Works off the outbox. Sending mail and messages is not set up yet: what would be sent goes to the log.

use std::time::Duration;

use store::Store;
use store::jobs::Job;

/// Jobs claimed at a time.
const BATCH: i64 = 20;

/// How often it is looked whether an agency has ended: it does at midnight, and nobody waits for the minute.
const LOOK_FOR_SUCCESSIONS: Duration = Duration::from_mins(15);

/// Passes petitions of agencies that ended to those that took over, until the program ends.
pub async fn follow_successions(store: Store) {
    loop {
        match store.pass_to_successors().await {
            Ok(0) => {}
            Ok(passed) => tracing::info!(passed, "petitions passed to the agencies that took over"),
            Err(error) => tracing::error!(%error, "petitions could not be passed to successors"),
        }
        tokio::time::sleep(LOOK_FOR_SUCCESSIONS).await;
    }
}

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
