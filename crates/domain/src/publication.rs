//! What does the public see of a petition? Always a text of its own: the original stays sealed.

use serde::{Deserialize, Serialize};

/// The redacted text that goes public.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicText {
    /// Redacted title.
    pub title: String,
    /// Redacted question.
    pub body: String,
    /// Redacted answer.
    pub answer: String,
}
