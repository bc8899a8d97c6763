//! How do other programs ask, and in which form are they answered?
//!
//! JSON lines in, JSON lines out, in order. A line that cannot be read gets a line that says why,
//! with its number, and does not stop the rest.

mod analyse;
mod catalogues;
mod duplicates;

pub use analyse::{Answer, analyse};
pub use catalogues::{LearnedWords, analyser, analyser_knowing, shipped_words};
pub use duplicates::duplicates;

use serde::Serialize;

/// A line without the byte order mark that some programs of Windows begin a file with.
fn without_mark(number: usize, line: &[u8]) -> &[u8] {
    let mark = "\u{feff}".as_bytes();
    match line.strip_prefix(mark) {
        Some(rest) if number == 0 => rest,
        _ => line,
    }
}

/// A line that could not be read.
#[derive(Debug, Serialize)]
struct BadLine {
    /// Counted from one.
    line: usize,
    error: String,
}
