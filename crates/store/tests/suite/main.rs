//! Does the record keep what it promises? Every story is told twice: on SQLite and on PostgreSQL.

mod support;

mod board;
mod calendar;
mod competence;
mod conflicts;
mod demo;
mod importing;
mod jobs;
mod log;
mod merging;
mod migrations;
mod open_pages;
mod privacy;
mod refusals;
mod register;
mod signing_in;
mod statistics;
mod submitting;
mod succession;
mod suggesting;
mod topics;
mod whole_way;
