//! What does a sender keep secret beside the tracking code?

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::lang::Lang;

/// Digits of a PIN.
pub const PIN_LENGTH: usize = 6;

/// Six digits that open a petition together with its tracking code. Shown once on the receipt; only its hash is stored.
///
/// `Debug` never shows it, so that it cannot slip into a log; comparing two takes the same time wherever they differ.
#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Pin([u8; PIN_LENGTH]);

/// Why typed text is not a PIN. Never repeats what was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a PIN has {PIN_LENGTH} digits")]
pub struct PinError;

impl PinError {
    /// What to tell the person who typed it.
    pub fn message(self, lang: Lang) -> String {
        match lang {
            Lang::Vi => {
                format!("Mã PIN gồm {PIN_LENGTH} chữ số. Bạn xem lại mã PIN trên biên nhận.")
            }
            Lang::En => {
                format!("A PIN has {PIN_LENGTH} digits. Please look at your receipt again.")
            }
        }
    }
}

impl Pin {
    /// Makes a PIN from 64 random bits.
    pub fn from_random(random: u64) -> Self {
        let mut digits = [b'0'; PIN_LENGTH];
        let mut rest = random;
        for digit in &mut digits {
            *digit = b"0123456789"[usize::try_from(rest % 10).unwrap_or_default()];
            rest /= 10;
        }
        Self(digits)
    }
}

impl PartialEq for Pin {
    fn eq(&self, other: &Self) -> bool {
        self.0
            .iter()
            .zip(other.0)
            .fold(0, |differences, (one, two)| differences | (one ^ two))
            == 0
    }
}

impl Eq for Pin {}

impl FromStr for Pin {
    type Err = PinError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits: Vec<u8> = text
            .bytes()
            .filter(|byte| !byte.is_ascii_whitespace() && *byte != b'-')
            .collect();
        match <[u8; PIN_LENGTH]>::try_from(digits) {
            Ok(digits) if digits.iter().all(u8::is_ascii_digit) => Ok(Self(digits)),
            _ => Err(PinError),
        }
    }
}

impl fmt::Display for Pin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0
            .iter()
            .try_for_each(|digit| write!(f, "{}", char::from(*digit)))
    }
}

impl fmt::Debug for Pin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pin(······)")
    }
}

impl TryFrom<String> for Pin {
    type Error = PinError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Pin> for String {
    fn from(pin: Pin) -> Self {
        pin.to_string()
    }
}
