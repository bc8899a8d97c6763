//! Where do these words occur? The same answer on both databases: words typed with their exact
//! diacritics come first, then words that differ only in diacritics; within each, newest first.

use analysis::{exact_words, folded_words};
use sqlx::{Postgres, QueryBuilder, Sqlite};

use crate::db::{Tx, runs, within};
use crate::{StoreError, dialect};

/// Which texts are searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Index {
    /// Everything the desk may find.
    Desk,
    /// What is public.
    Public,
}

/// More words than this in a query add nothing but work.
const MOST_WORDS: usize = 12;

/// The words somebody typed, as tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    pub(crate) exact: Vec<String>,
    pub(crate) folded: Vec<String>,
}

impl Words {
    /// Splits a query into words; none when there is nothing to search for.
    pub fn of(query: &str) -> Option<Self> {
        let (mut exact, mut folded) = (exact_words(query), folded_words(query));
        exact.truncate(MOST_WORDS);
        folded.truncate(MOST_WORDS);
        (!folded.is_empty()).then_some(Self { exact, folded })
    }
}

/// How well a text matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tier {
    /// All words with their diacritics as typed.
    Exact,
    /// All words, but some only when diacritics are ignored.
    Folded,
}

/// A text as the index holds it: its different words as tokens, with their diacritics and folded.
#[derive(Clone, Debug)]
pub(crate) struct Text {
    exact: Vec<String>,
    folded: Vec<String>,
}

impl Text {
    /// Splits a text into its words.
    pub(crate) fn of(text: &str) -> Self {
        Self {
            exact: exact_words(text),
            folded: folded_words(text),
        }
    }

    /// The text with more words at its end.
    pub(crate) fn with(&self, more: &str) -> Self {
        let mut all = self.clone();
        let more = Self::of(more);
        for (words, more) in [(&mut all.exact, more.exact), (&mut all.folded, more.folded)] {
            for word in more {
                if !words.contains(&word) {
                    words.push(word);
                }
            }
        }
        all
    }
}

/// Puts a text into the index under its number, replacing what was there.
pub(crate) async fn put(
    tx: &mut Tx,
    index: Index,
    number: i64,
    text: Text,
) -> Result<(), StoreError> {
    remove(tx, index, number).await?;
    put_new(tx, index, &[(number, text)]).await
}

/// Puts texts into the index under numbers that were never used.
pub(crate) async fn put_new(
    tx: &mut Tx,
    index: Index,
    texts: &[(i64, Text)],
) -> Result<(), StoreError> {
    for run in runs(texts) {
        match tx {
            Tx::Sqlite(transaction) => {
                let mut query = QueryBuilder::<Sqlite>::new(dialect::put_words_sqlite(index));
                query.push_values(run, |mut row, (number, text)| {
                    row.push_bind(*number)
                        .push_bind(text.exact.join(" "))
                        .push_bind(text.folded.join(" "));
                });
                query.build().execute(&mut **transaction).await?;
            }
            Tx::Postgres(transaction) => {
                let mut query = QueryBuilder::<Postgres>::new(dialect::put_words_postgres(index));
                query.push_values(run, |mut row, (number, text)| {
                    row.push_bind(*number)
                        .push_bind(&text.exact)
                        .push_bind(&text.folded);
                });
                query.build().execute(&mut **transaction).await?;
            }
        }
    }
    Ok(())
}

/// Takes a text out of the index.
pub(crate) async fn remove(tx: &mut Tx, index: Index, number: i64) -> Result<(), StoreError> {
    match tx {
        Tx::Sqlite(transaction) => {
            sqlx::query(dialect::remove_words_sqlite(index))
                .bind(number)
                .execute(&mut **transaction)
                .await?;
        }
        Tx::Postgres(transaction) => {
            sqlx::query(dialect::remove_words_postgres(index))
                .bind(number)
                .execute(&mut **transaction)
                .await?;
        }
    }
    Ok(())
}

/// The petition's place in the desk's index.
pub(crate) async fn number_of(tx: &mut Tx, id: domain::id::PetitionId) -> Result<i64, StoreError> {
    let (number,): (i64,) = within!(tx, connection => sqlx::query_as("select number from petition where id = $1")
        .bind(id.0)
        .fetch_one(connection)
        .await)?;
    Ok(number)
}
