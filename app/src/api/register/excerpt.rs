//! Which part of a text shows what a search found?

use serde::{Deserialize, Serialize};

/// A stretch of text, marked when it matched a search.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    /// The text.
    pub text: String,
    /// It matched.
    pub marked: bool,
}

/// The whole text, with what matched marked.
#[cfg(feature = "ssr")]
pub fn marked(text: &str, query: &str) -> Vec<Piece> {
    pieces(text, &analysis::highlight(text, query))
}

/// A part of the text around what matched, or its beginning; dots stand for what was left out.
#[cfg(feature = "ssr")]
pub fn excerpt(text: &str, query: &str, most: usize) -> Vec<Piece> {
    let snippet = analysis::snippet(text, query, most);
    let mut pieces = pieces(&snippet.text, &snippet.marks);
    if snippet.cut_before {
        pieces.insert(
            0,
            Piece {
                text: "… ".to_owned(),
                marked: false,
            },
        );
    }
    if snippet.cut_after {
        pieces.push(Piece {
            text: " …".to_owned(),
            marked: false,
        });
    }
    pieces
}

#[cfg(feature = "ssr")]
fn pieces(text: &str, marks: &[analysis::Mark]) -> Vec<Piece> {
    let symbols: Vec<char> = text.chars().collect();
    let mut pieces = Vec::new();
    let mut done = 0;
    for mark in marks {
        let (start, end) = (mark.start.min(symbols.len()), mark.end.min(symbols.len()));
        if start > done {
            pieces.push(Piece {
                text: symbols[done..start].iter().collect(),
                marked: false,
            });
        }
        if end > start.max(done) {
            pieces.push(Piece {
                text: symbols[start.max(done)..end].iter().collect(),
                marked: true,
            });
        }
        done = done.max(end);
    }
    if done < symbols.len() {
        pieces.push(Piece {
            text: symbols[done..].iter().collect(),
            marked: false,
        });
    }
    pieces
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    fn written(pieces: &[Piece]) -> String {
        pieces
            .iter()
            .map(|piece| {
                if piece.marked {
                    format!("[{}]", piece.text)
                } else {
                    piece.text.clone()
                }
            })
            .collect()
    }

    #[test]
    fn words_found_without_accents_are_marked_as_written() {
        assert_eq!(
            written(&marked("Đăng ký khai sinh cho con", "khai sinh")),
            "Đăng ký [khai] [sinh] cho con"
        );
        assert_eq!(
            written(&marked("Đăng ký khai sinh", "dang")),
            "[Đăng] ký khai sinh"
        );
        assert_eq!(
            written(&marked("Đăng ký khai sinh", "")),
            "Đăng ký khai sinh"
        );
    }

    #[test]
    fn what_is_left_out_is_shown_by_dots() {
        assert_eq!(written(&excerpt("một hai ba bốn năm", "", 8)), "một hai …");
        assert_eq!(written(&excerpt("một hai", "hai", 80)), "một [hai]");
        let late = written(&excerpt(
            "một hai ba bốn năm sáu bảy tám chín mười",
            "chín",
            14,
        ));
        assert!(late.starts_with("… ") && late.contains("[chín]"), "{late}");
    }
}
