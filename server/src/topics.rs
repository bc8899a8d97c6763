//! What are people speaking of? Follows the log and puts every petition into a topic, a few at a time.

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;
use std::time::{Duration, Instant};

use analysis::Analyser;
use analysis::topics::{Constituent, KeptTopics, TopicId, Topics, constituents, fit_for_everybody};
use arc_swap::ArcSwap;
use store::topics::{GrownTopic, Place, ToRead};
use store::{Store, StoreError};
use thiserror::Error;

use crate::pace::REST;

/// Events read at a time: enough that keeping the topics is not the larger part of the work, few enough that texts
/// take little memory and the one writer of SQLite is not held up.
const BATCH: i64 = 400;
/// Labels looked at between two readings.
const LABELS: i64 = 20;
/// Several petitions in a row are one reading.
const GATHER: Duration = Duration::from_secs(2);

/// Why reading stopped.
#[derive(Debug, Error)]
pub enum ReadingError {
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// What was kept cannot be read or written.
    #[error("kept topics: {0}")]
    Kept(#[from] serde_json::Error),
    /// The analysis broke.
    #[error("analysis: {0}")]
    Analysis(#[from] tokio::task::JoinError),
}

/// Works until the program ends.
pub async fn work(store: Store, analyser: Arc<ArcSwap<Analyser>>) {
    let mut bell = store.listen();
    let mut reader = None;
    loop {
        bell.borrow_and_update();
        match follow(&store, &analyser, &mut reader, REST).await {
            Ok(()) => {
                // Names given in another program ring no bell.
                let _ = tokio::time::timeout(Duration::from_mins(1), bell.changed()).await;
                tokio::time::sleep(GATHER).await;
            }
            Err(error) => {
                tracing::error!(%error, "petitions could not be put into topics");
                reader = None;
                tokio::time::sleep(Duration::from_mins(1)).await;
            }
        }
    }
}

/// Reads everything there is now, for tests and for who cannot wait.
///
/// # Errors
/// [`ReadingError`].
pub async fn catch_up(
    store: &Store,
    analyser: &Arc<ArcSwap<Analyser>>,
) -> Result<(), ReadingError> {
    follow(store, analyser, &mut None, 0).await
}

async fn follow(
    store: &Store,
    analyser: &Arc<ArcSwap<Analyser>>,
    reader: &mut Option<Reader>,
    rest: u32,
) -> Result<(), ReadingError> {
    loop {
        let began = Instant::now();
        let current = match reader.take() {
            Some(current) => current,
            None => Reader::resume(store).await?,
        };
        let read = store.topics_to_read(current.place, BATCH).await?;
        if read.until == current.place {
            *reader = Some(current);
            break;
        }
        let analyser = analyser.load_full();
        let since = current.place;
        let (next, grown, kept, read) =
            tokio::task::spawn_blocking(move || current.read(&analyser, read)).await?;
        // When somebody else was faster, what was read is forgotten and read again from where they stopped.
        if store.keep_topics(since, &read, &kept?, &grown).await? {
            *reader = Some(next);
            if read.more {
                tokio::time::sleep(rest * began.elapsed()).await;
            }
        }
    }
    while vet(store).await? {}
    Ok(())
}

/// Looks at some labels before everybody may read them; says whether there were any.
async fn vet(store: &Store) -> Result<bool, ReadingError> {
    let waiting = store.topics_to_vet(LABELS).await?;
    if waiting.is_empty() {
        return Ok(false);
    }
    let catalogue = store.catalogue();
    let official =
        tokio::task::spawn_blocking(move || Arc::new(words_of_the_catalogue(&catalogue))).await?;
    for topic in waiting {
        let texts = store.texts_of_topic(topic.id).await?;
        let (label, official) = (topic.label.clone(), official.clone());
        let fit = tokio::task::spawn_blocking(move || {
            fit_for_everybody(&label, &texts, |part| official.contains(part))
        })
        .await?;
        store.vet_topic(&topic, fit.as_deref()).await?;
    }
    Ok(true)
}

/// Words and neighbours of words in the names of procedures and fields, folded.
fn words_of_the_catalogue(catalogue: &store::catalogue::Catalogue) -> HashSet<String> {
    let mut known = HashSet::new();
    for procedure in catalogue.procedures() {
        for text in [&procedure.name, &procedure.field] {
            let folded = analysis::fold::folded_text(text);
            let words: Vec<&str> = folded.split(' ').collect();
            known.extend(words.windows(2).map(|pair| pair.join(" ")));
            known.extend(words.into_iter().map(str::to_owned));
        }
    }
    known
}

/// The topics in memory, and the place in the log they stand for.
struct Reader {
    place: Place,
    topics: Topics,
}

impl Reader {
    async fn resume(store: &Store) -> Result<Self, ReadingError> {
        let (place, kept) = store.topics_so_far().await?;
        let topics = match kept {
            Some(kept) => {
                tokio::task::spawn_blocking(move || {
                    serde_json::from_str::<KeptTopics>(&kept).map(Topics::from_kept)
                })
                .await??
            }
            None => Topics::default(),
        };
        Ok(Self { place, topics })
    }

    /// Puts petitions into topics and does what officials did.
    fn read(
        mut self,
        analyser: &Analyser,
        mut read: ToRead,
    ) -> (
        Self,
        Vec<GrownTopic>,
        Result<String, serde_json::Error>,
        ToRead,
    ) {
        let mut touched = BTreeSet::new();
        for change in &read.changes {
            if let Some((from, into)) = id(change.topic).zip(change.merged_into.and_then(id)) {
                self.topics.merge(from, into);
                touched.extend([from, into]);
            }
        }
        for petition in &mut read.petitions {
            let Some(text) = petition.text.take() else {
                continue;
            };
            let topic = self.topics.add(&text, &analyser.fingerprint(&text));
            let found = constituents(&text).into_iter().map(Constituent::bit).sum();
            petition.belongs_to(i64::from(topic.0), found);
            touched.insert(topic);
        }
        let grown = touched
            .into_iter()
            .filter_map(|id| {
                // A merged topic keeps its own row as it was.
                let topic = self.topics.get(id).filter(|topic| topic.id == id)?;
                Some(GrownTopic {
                    id: i64::from(id.0),
                    size: i64::from(topic.size),
                    label: self.topics.words(id),
                })
            })
            .collect();
        self.place = read.until;
        let kept = serde_json::to_string(&self.topics.keep());
        (self, grown, kept, read)
    }
}

fn id(number: i64) -> Option<TopicId> {
    u32::try_from(number).ok().map(TopicId)
}
