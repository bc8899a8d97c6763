//! The vocabulary and the rules of receiving, routing, answering and publishing petitions
//! (phản ánh, kiến nghị) about administrative procedures. Nothing here reads a clock, a file or a database.

pub mod action;
pub mod actor;
pub mod admissibility;
pub mod agency;
pub mod answer;
pub mod area;
pub mod board;
pub mod calendar;
pub mod deadline;
pub mod deadline_plan;
pub mod event;
pub mod id;
pub mod lang;
pub mod official;
pub mod permission;
pub mod petition;
pub mod procedure;
pub mod publication;
pub mod rating;
pub mod record_code;
pub mod refusal;
pub mod sender;
pub mod statistics;
pub mod status;
pub mod submission;
pub mod suggestion;
pub mod timeline;
pub mod tracking_code;
pub mod transition;
pub mod violation;
