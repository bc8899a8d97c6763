//! What people see: pages and components, and the server functions that feed them.

// Views are types made of types; the deepest page is deeper than the default allows.
#![recursion_limit = "512"]

pub mod api;
pub mod charts;
pub mod components;
#[cfg(feature = "ssr")]
pub mod context;
pub mod data;
pub mod error;
pub mod format;
pub mod frame;
pub mod live;
pub mod pages;
pub mod routes;
pub mod shell;

pub use error::AppError;
pub use frame::{Frame, Posted, Viewer};
pub use routes::App;
pub use shell::shell;
