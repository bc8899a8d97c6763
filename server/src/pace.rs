//! How much of the machine may what reads along take?

/// After work that took so long a rest of so many times as long: a sixth of one processor at most for each reader, for
/// who sends a petition or asks for a page comes first.
pub(crate) const REST: u32 = 5;
