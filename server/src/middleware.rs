//! What happens to every request before and after its handler?

pub mod fetch_metadata;
pub mod headers;
pub mod operations;
