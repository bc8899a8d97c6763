//! Charts drawn on the server: SVG with title, description and the same figures as a table. No script, no colour alone.

mod bar;
mod columns;

pub use bar::Bar;
pub use columns::{Columns, Spark, Step};
