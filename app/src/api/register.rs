//! What the register of published petitions shows.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A stretch of text, marked when it matched a search.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    /// The text.
    pub text: String,
    /// It matched.
    pub marked: bool,
}

/// One published petition in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicationItem {
    /// Record code.
    pub code: String,
    /// Title, with what matched.
    pub title: Vec<Piece>,
    /// Beginning of the question, or the part that matched.
    pub question: Vec<Piece>,
    /// Beginning of the answer, or the part that matched.
    pub answer: Vec<Piece>,
    /// Field.
    pub field: Option<String>,
    /// Commune.
    pub area: Option<String>,
    /// Agency that answered, as named then.
    pub agency: String,
    /// Day of the answer.
    pub answered_on: NaiveDate,
    /// Within the sender's clock.
    pub on_time: bool,
    /// Working days from receipt to answer.
    pub working_days: i64,
}

/// Puts a publication into the form a list shows; `query` decides what is marked.
#[cfg(feature = "ssr")]
pub fn item(
    publication: &store::register::Publication,
    catalogue: &store::catalogue::Catalogue,
    query: &str,
    _lang: domain::lang::Lang,
) -> PublicationItem {
    PublicationItem {
        code: publication.record_code.clone(),
        title: marked(&publication.title, query),
        question: excerpt(&publication.body, query, 200),
        answer: excerpt(&publication.answer, query, 220),
        field: publication.field.clone(),
        area: publication.area_code.as_deref().map(|code| catalogue.area_name(code)),
        agency: publication.agency_name.clone(),
        answered_on: publication.answered_on,
        on_time: publication.on_time,
        working_days: catalogue.calendar.working_days_between(publication.received_on, publication.answered_on),
    }
}

/// The whole text, with what matched marked.
#[cfg(feature = "ssr")]
pub fn marked(text: &str, query: &str) -> Vec<Piece> {
    pieces(text, &analysis::highlight(text, query))
}

/// A part of the text around what matched, or its beginning.
#[cfg(feature = "ssr")]
pub fn excerpt(text: &str, query: &str, most: usize) -> Vec<Piece> {
    let snippet = analysis::snippet(text, query, most);
    pieces(&snippet.text, &snippet.marks)
}

#[cfg(feature = "ssr")]
fn pieces(text: &str, marks: &[analysis::Mark]) -> Vec<Piece> {
    let symbols: Vec<char> = text.chars().collect();
    let mut pieces = Vec::new();
    let mut done = 0;
    for mark in marks {
        let (start, end) = (mark.start.min(symbols.len()), mark.end.min(symbols.len()));
        if start > done {
            pieces.push(Piece { text: symbols[done..start].iter().collect(), marked: false });
        }
        if end > start.max(done) {
            pieces.push(Piece { text: symbols[start.max(done)..end].iter().collect(), marked: true });
        }
        done = done.max(end);
    }
    if done < symbols.len() {
        pieces.push(Piece { text: symbols[done..].iter().collect(), marked: false });
    }
    pieces
}
