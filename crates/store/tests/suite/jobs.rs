//! Is each job done by one worker, and again when it failed?

use std::collections::BTreeSet;

use chrono::TimeDelta;
use store::jobs::MOST_ATTEMPTS;

use crate::support::deeds::submit;
use crate::support::{Place, stories};

stories!(
    two_workers_never_claim_the_same,
    a_failed_job_is_tried_again_later_and_later,
    a_crashed_workers_job_is_claimed_again,
);

async fn two_workers_never_claim_the_same(place: Place) {
    let store = place.open().await;
    for number in 0..30 {
        submit(&store, &format!("job-{number}")).await;
    }
    let workers: Vec<_> = (0..4)
        .map(|_| {
            let store = store.clone();
            tokio::spawn(async move {
                let mut claimed = Vec::new();
                loop {
                    let jobs = store.claim_jobs(3).await.expect("claim");
                    if jobs.is_empty() {
                        break claimed;
                    }
                    for job in jobs {
                        assert_eq!((job.kind.as_str(), job.attempts), ("tell_sender", 0));
                        store.finish_job(job.id).await.expect("finish");
                        claimed.push(job.id);
                    }
                }
            })
        })
        .collect();
    let mut all = Vec::new();
    for worker in workers {
        all.extend(worker.await.expect("worked"));
    }
    assert_eq!(all.len(), 30);
    assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), 30, "none twice");
    place.pass(TimeDelta::hours(1));
    assert!(
        store.claim_jobs(10).await.expect("claim").is_empty(),
        "what is done is done"
    );
}

async fn a_failed_job_is_tried_again_later_and_later(place: Place) {
    let store = place.open().await;
    submit(&store, "job").await;
    let mut waits = Vec::new();
    for attempt in 0..MOST_ATTEMPTS {
        let job = store
            .claim_jobs(10)
            .await
            .expect("claim")
            .pop()
            .expect("a job");
        assert_eq!(job.attempts, attempt);
        store
            .fail_job(&job, "máy chủ thư không trả lời")
            .await
            .expect("fail");
        assert!(
            store.claim_jobs(10).await.expect("claim").is_empty(),
            "not at once"
        );
        if attempt + 1 == MOST_ATTEMPTS {
            break;
        }
        let mut waited = 0;
        let next = loop {
            place.pass(TimeDelta::seconds(30));
            waited += 30;
            if waited == 30 << attempt {
                break waited;
            }
            assert!(
                store.claim_jobs(10).await.expect("claim").is_empty(),
                "after {waited} s"
            );
        };
        waits.push(next);
    }
    assert_eq!(
        waits,
        [30, 60, 120, 240, 480, 960, 1920],
        "twice as long each time"
    );
    place.pass(TimeDelta::days(30));
    assert!(
        store.claim_jobs(10).await.expect("claim").is_empty(),
        "it waits for a person now"
    );
    assert_eq!(
        place
            .number("select count(*) from job where done_at is null and last_error is not null")
            .await,
        1
    );
}

async fn a_crashed_workers_job_is_claimed_again(place: Place) {
    let store = place.open().await;
    submit(&store, "job").await;
    let job = store
        .claim_jobs(10)
        .await
        .expect("claim")
        .pop()
        .expect("a job");
    place.pass(TimeDelta::minutes(10));
    assert!(
        store.claim_jobs(10).await.expect("claim").is_empty(),
        "its worker may still be at it"
    );
    place.pass(TimeDelta::seconds(1));
    let again = store
        .claim_jobs(10)
        .await
        .expect("claim")
        .pop()
        .expect("a job");
    assert_eq!((again.id, again.attempts), (job.id, 1));
    assert_eq!(again.payload["petition"], job.payload["petition"]);
}
