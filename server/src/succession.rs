//! When an agency ends, who sees to it that its petitions go on?

use std::time::Duration;

use store::Store;

/// How often it is looked whether an agency has ended: it does at midnight, and nobody waits for the minute.
const LOOK: Duration = Duration::from_mins(15);

/// Passes petitions of agencies that ended to those that took over, until the program ends.
pub async fn follow(store: Store) {
    loop {
        match store.pass_to_successors().await {
            Ok(0) => {}
            Ok(passed) => tracing::info!(passed, "petitions passed to the agencies that took over"),
            Err(error) => tracing::error!(%error, "petitions could not be passed to successors"),
        }
        tokio::time::sleep(LOOK).await;
    }
}
