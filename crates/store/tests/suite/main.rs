//! Does the record keep what it promises? Every story is told twice: on SQLite and on PostgreSQL.

mod support;

mod board;
mod calendar;
mod conflicts;
mod jobs;
mod log;
mod merging;
mod privacy;
mod refusals;
mod register;
mod signing_in;
mod submitting;
mod whole_way;
