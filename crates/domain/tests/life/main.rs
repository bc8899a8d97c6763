//! Does a petition live by the table of states, and may each do what the table gives them and nothing else?

mod people;
mod permissions;
mod transitions;
mod world;
