//! Under which number is a word or a feature filed?
//!
//! The numbers are written into model files, so they must be the same on every machine and for ever.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01b3;

/// FNV-1a of some bytes.
pub(crate) const fn hash(bytes: &[u8]) -> u64 {
    extend(OFFSET, bytes)
}

/// Goes on with a hash.
pub(crate) const fn extend(mut hash: u64, bytes: &[u8]) -> u64 {
    let mut at = 0;
    while at < bytes.len() {
        hash ^= bytes[at] as u64;
        hash = hash.wrapping_mul(PRIME);
        at += 1;
    }
    hash
}

/// One hash of two.
pub(crate) const fn join(first: u64, second: u64) -> u64 {
    let mixed = (first ^ second.rotate_left(31)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed ^ (mixed >> 29)
}

/// A table whose keys are hashes already.
pub(crate) type Keyed<V> = HashMap<u64, V, BuildHasherDefault<Identity>>;

/// Takes a hash for what it is.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Identity(u64);

impl Hasher for Identity {
    fn write(&mut self, bytes: &[u8]) {
        self.0 = extend(self.0, bytes);
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = number;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_in_model_files_never_change() {
        assert_eq!(hash(b"khai sinh"), 0x93be_1d30_442d_afaa);
        assert_ne!(join(1, 2), join(2, 1));
    }
}
