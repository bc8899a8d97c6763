//! What is a topic called, and for whom? Official names come before words of petitions.

use std::collections::HashMap;

use domain::lang::Lang;
use domain::publication::Audience;
use store::topics::counting::TopicFilter;
use store::topics::{FEWEST, TopicRow};
use store::{Store, StoreError};

use super::{TopicName, procedure_name};

/// Who reads the name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// Who may read every petition.
    Desk,
    /// Everybody, and officials who see a part: nothing that fewer than five petitions say.
    Everybody,
}

/// A topic is about a procedure when so many in a hundred of its petitions are.
const MOSTLY: i64 = 60;

/// The names of topics.
pub async fn names(
    store: &Store,
    topics: &[i64],
    reader: Reader,
    lang: Lang,
) -> Result<HashMap<i64, TopicName>, StoreError> {
    let rows = store.topics(topics).await?;
    let whole = TopicFilter::all(Audience::Public, day(1900), day(9999));
    let mut counted: HashMap<i64, i64> = HashMap::new();
    let mut procedures: HashMap<i64, (String, i64)> = HashMap::new();
    let unnamed: Vec<i64> = rows
        .iter()
        .filter(|row| row.name.is_none())
        .map(|row| row.id)
        .collect();
    if !unnamed.is_empty() {
        for (topic, _, count) in store.count_days(&whole, &unnamed).await? {
            *counted.entry(topic).or_default() += count;
        }
        for (topic, code, count) in store.procedures_of_topics(&whole, &unnamed).await? {
            procedures.entry(topic).or_insert((code, count));
        }
    }
    let catalogue = store.catalogue();
    Ok(rows
        .iter()
        .map(|row| {
            let procedure = procedures
                .get(&row.id)
                .filter(|(_, count)| {
                    let all = counted.get(&row.id).copied().unwrap_or_default();
                    *count >= FEWEST && count * 100 >= all * MOSTLY
                })
                .map(|(code, _)| procedure_name(&catalogue, code));
            (row.id, name(row, procedure, reader, lang))
        })
        .collect())
}

fn day(year: i32) -> chrono::NaiveDate {
    chrono::NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or_default()
}

fn name(row: &TopicRow, procedure: Option<String>, reader: Reader, lang: Lang) -> TopicName {
    let words = match reader {
        Reader::Desk => without_numbers(&row.label),
        Reader::Everybody => row.public_label.clone(),
    };
    match (row.name.clone().or(procedure), words) {
        (Some(name), words) => TopicName {
            words: words.and_then(|words| beside(&name, &words)),
            name,
        },
        (None, Some(words)) => TopicName {
            name: capital(&words),
            words: None,
        },
        (None, None) => TopicName {
            name: format!("{} {}", lang.pick("Chủ đề số", "Topic no."), row.id),
            words: None,
        },
    }
}

/// Parts without digits: what is left of a telephone number names nothing.
fn without_numbers(label: &str) -> Option<String> {
    let parts: Vec<_> = label
        .split(", ")
        .filter(|part| !part.is_empty() && !part.contains(|symbol: char| symbol.is_ascii_digit()))
        .collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// The parts that the name does not say already.
fn beside(name: &str, words: &str) -> Option<String> {
    let said = analysis::fold::folded_text(name);
    let parts: Vec<_> = words
        .split(", ")
        .filter(|part| !said.contains(&analysis::fold::folded_text(part)))
        .collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(name: Option<&str>, public_label: Option<&str>) -> TopicRow {
        TopicRow {
            id: 7,
            size: 9,
            label: "kết hôn, 000 199, hòa cán".into(),
            name: name.map(str::to_owned),
            merged_into: None,
            public_label: public_label.map(str::to_owned),
        }
    }

    fn called(row: &TopicRow, procedure: Option<&str>, reader: Reader) -> (String, Option<String>) {
        let found = name(row, procedure.map(str::to_owned), reader, Lang::Vi);
        (found.name, found.words)
    }

    #[test]
    fn official_names_come_first() {
        let words = row(None, Some("kết hôn"));
        assert_eq!(
            called(
                &row(Some("Ảnh cưới"), None),
                Some("Đăng ký kết hôn"),
                Reader::Everybody
            ),
            ("Ảnh cưới".into(), None)
        );
        assert_eq!(
            called(&words, Some("Đăng ký kết hôn"), Reader::Everybody),
            ("Đăng ký kết hôn".into(), None),
            "words that the name says already are not said again"
        );
        assert_eq!(
            called(&words, Some("Chứng thực"), Reader::Everybody),
            ("Chứng thực".into(), Some("kết hôn".into()))
        );
        assert_eq!(
            called(&words, None, Reader::Everybody),
            ("Kết hôn".into(), None)
        );
    }

    #[test]
    fn words_that_nobody_looked_at_stay_at_the_desk() {
        let unseen = row(None, None);
        assert_eq!(
            called(&unseen, None, Reader::Everybody),
            ("Chủ đề số 7".into(), None)
        );
        assert_eq!(
            called(&unseen, None, Reader::Desk),
            ("Kết hôn, hòa cán".into(), None),
            "and numbers not even there"
        );
    }
}
