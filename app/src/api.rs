//! What pages ask of the server, by noun. Reading only: whatever changes something is a form with an address of its own.

#![expect(
    missing_docs,
    reason = "the server macro makes argument structs that cannot be documented"
)]

pub mod agencies;
pub mod cases;
pub mod desk;
pub mod home;
pub mod learning;
pub mod on_behalf;
pub mod procedures;
pub mod register;
pub mod reports;
pub mod sending;
pub mod statistics;
pub mod topics;
