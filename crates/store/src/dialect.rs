//! The few statements that differ between SQLite and PostgreSQL, side by side.

use sqlx::{Postgres, QueryBuilder, Sqlite};

use crate::search::{Index, Tier, Words};

pub(crate) const fn put_words_sqlite(index: Index) -> &'static str {
    match index {
        Index::Desk => "insert into desk_words (rowid, exact, folded) ",
        Index::Public => "insert into public_words (rowid, exact, folded) ",
    }
}

pub(crate) const fn put_words_postgres(index: Index) -> &'static str {
    match index {
        Index::Desk => "insert into desk_words (number, exact, folded) ",
        Index::Public => "insert into public_words (number, exact, folded) ",
    }
}

pub(crate) const fn remove_words_sqlite(index: Index) -> &'static str {
    match index {
        Index::Desk => "delete from desk_words where rowid = $1",
        Index::Public => "delete from public_words where rowid = $1",
    }
}

pub(crate) const fn remove_words_postgres(index: Index) -> &'static str {
    match index {
        Index::Desk => "delete from desk_words where number = $1",
        Index::Public => "delete from public_words where number = $1",
    }
}

/// Joins the index to the table `p` by number and keeps what matches in the tier; the newest come out first without sorting.
pub(crate) fn push_match_sqlite(
    query: &mut QueryBuilder<Sqlite>,
    index: Index,
    tier: Tier,
    words: &Words,
) {
    // `cross join` fixes the order of the loops: the index yields row ids newest first, the table is looked up.
    query.push(match index {
        Index::Desk => " from desk_words w cross join petition p on p.number = w.rowid where desk_words match ",
        Index::Public => " from public_words w cross join publication p on p.number = w.rowid where public_words match ",
    });
    let all = |column: &str, words: &[String]| {
        // Tokens hold letters and digits only; quoting keeps AND, OR and NOT words.
        let quoted: Vec<_> = words.iter().map(|word| format!("\"{word}\"")).collect();
        format!("({column} : ({}))", quoted.join(" AND "))
    };
    query.push_bind(match tier {
        Tier::Exact => all("exact", &words.exact),
        Tier::Folded => format!(
            "{} NOT {}",
            all("folded", &words.folded),
            all("exact", &words.exact)
        ),
    });
}

/// The same on PostgreSQL.
pub(crate) fn push_match_postgres(
    query: &mut QueryBuilder<Postgres>,
    index: Index,
    tier: Tier,
    words: &Words,
) {
    query.push(match index {
        Index::Desk => " from desk_words w join petition p on p.number = w.number where ",
        Index::Public => " from public_words w join publication p on p.number = w.number where ",
    });
    match tier {
        Tier::Exact => {
            query.push("w.exact @> ").push_bind(words.exact.clone());
        }
        Tier::Folded => {
            query.push("w.folded @> ").push_bind(words.folded.clone());
            query
                .push(" and not w.exact @> ")
                .push_bind(words.exact.clone());
        }
    }
}
