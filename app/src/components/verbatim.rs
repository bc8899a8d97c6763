//! Text for the elements whose content Leptos sends as it stands: `textarea` and `title`.

/// The text as it may stand between the tags. On the server what could end the element is written as character
/// references; the browser has the text itself.
///
/// Without it, what a citizen types could close the field in which an official reads it.
pub fn verbatim(text: String) -> String {
    #[cfg(feature = "ssr")]
    return html_escape::encode_text(&text).into_owned();
    #[cfg(not(feature = "ssr"))]
    text
}
