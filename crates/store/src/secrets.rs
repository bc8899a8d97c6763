//! What must stay secret: the installation's key, PINs, session tokens and passwords.

use std::path::Path;

use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use argon2::{Argon2, PasswordHash};
use domain::tracking_code::{Pin, TrackingCode};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;

use crate::error::StoreError;

/// A secret of this installation, kept in the data folder and not in the database: who steals
/// the database alone can try no PIN.
#[derive(Clone)]
pub struct Key([u8; 32]);

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Key(…)")
    }
}

impl Key {
    /// Reads the key from the data folder, or makes one that only the owner may read.
    pub fn load_or_create(data_dir: &Path) -> Result<Self, StoreError> {
        let file = data_dir.join("secret.key");
        let io = |error| StoreError::Folder {
            folder: file.clone(),
            error,
        };
        std::fs::create_dir_all(data_dir).map_err(io)?;
        if !file.exists() {
            let key = random_bytes::<32>()?;
            write_privately(&file, &key).map_err(io)?;
        }
        let bytes = std::fs::read(&file).map_err(io)?;
        let key = <[u8; 32]>::try_from(bytes.as_slice()).map_err(|_| StoreError::Catalogue {
            file: file.display().to_string(),
            problem: "must hold exactly 32 bytes".into(),
        })?;
        Ok(Self(key))
    }

    /// A key for tests.
    pub const fn fixed(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    fn mac(&self, purpose: &str, parts: &[&[u8]]) -> [u8; 32] {
        // HMAC takes keys of any length, so this cannot fail for one of 32 bytes.
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&self.0) else {
            return [0; 32];
        };
        mac.update(purpose.as_bytes());
        for part in parts {
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part);
        }
        mac.finalize().into_bytes().into()
    }

    /// What is stored of a PIN.
    pub fn pin_hash(&self, code: &TrackingCode, pin: &Pin) -> [u8; 32] {
        self.mac(
            "pin",
            &[code.to_string().as_bytes(), pin.to_string().as_bytes()],
        )
    }

    /// The token that lets the sender's browser see the case again without the PIN.
    pub fn case_token(&self, code: &TrackingCode, pin_hash: &[u8]) -> String {
        hex(&self.mac("case", &[code.to_string().as_bytes(), pin_hash]))
    }

    /// Draws code and PIN for an idempotency key, the same each time: a submission that is sent
    /// twice gets the receipt of the first, although the PIN itself is stored nowhere.
    pub fn draw(&self, idempotency_key: &str, attempt: u32) -> (TrackingCode, Pin) {
        let bytes = self.mac(
            "draw",
            &[idempotency_key.as_bytes(), &attempt.to_be_bytes()],
        );
        let number = |range: std::ops::Range<usize>| {
            bytes[range]
                .iter()
                .fold(0_u64, |sum, byte| sum << 8 | u64::from(*byte))
        };
        (
            TrackingCode::from_random(number(0..8)),
            Pin::from_random(number(8..16)),
        )
    }
}

/// Whether two secrets are equal, in time that does not depend on where they differ.
pub fn same(a: &[u8], b: &[u8]) -> bool {
    a.ct_eq(b).into()
}

/// Random bytes of the operating system.
pub fn random_bytes<const N: usize>() -> Result<[u8; N], StoreError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| StoreError::Folder {
        folder: "/dev/urandom".into(),
        error: std::io::Error::other(error.to_string()),
    })?;
    Ok(bytes)
}

/// Lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes
        .iter()
        .fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
            // Writing to a string cannot fail.
            let _ = write!(text, "{byte:02x}");
            text
        })
}

/// SHA-256.
pub fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// Hashes a password with argon2id. Takes tens of milliseconds and 19 MiB: run it off the async threads.
pub fn hash_password(password: &str) -> Result<String, StoreError> {
    let salt = random_bytes::<16>()?;
    let hash = Argon2::default()
        .hash_password_with_salt(password.as_bytes(), &salt)
        .map_err(|error| StoreError::Password(error.to_string()))?;
    Ok(hash.to_string())
}

/// Whether the password is the one that was hashed.
pub fn verify_password(password: &str, hash: &str) -> bool {
    PasswordHash::new(hash).is_ok_and(|parsed| {
        Argon2::default()
            .verify_password(password.as_bytes(), &parsed)
            .is_ok()
    })
}

#[cfg(unix)]
fn write_privately(file: &Path, bytes: &[u8]) -> std::io::Result<()> {
    use std::io::Write as _;
    use std::os::unix::fs::OpenOptionsExt as _;
    let mut opened = std::fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(file)?;
    opened.write_all(bytes)?;
    opened.sync_all()
}

#[cfg(not(unix))]
fn write_privately(file: &Path, bytes: &[u8]) -> std::io::Result<()> {
    std::fs::write(file, bytes)
}
