//! What connects: routes, forms, the live feed, jobs and the command line.

#![recursion_limit = "512"]

pub mod command;
pub mod config;
pub mod cookies;
pub mod export;
pub mod feed;
pub mod forms;
pub mod jobs;
pub mod kept;
pub mod live;
pub mod middleware;
mod pace;
pub mod page;
pub mod router;
pub mod state;
pub mod succession;
pub mod suggestions;
pub mod topics;
