//! How do open pages hear of changes? Server-sent events from the log; the bell only says "look".

pub mod board;
pub mod hub;
pub mod petition;
