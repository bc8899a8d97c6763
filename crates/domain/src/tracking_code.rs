//! What does a sender read out, or type, to find a petition again?

mod pin;

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

pub use self::pin::{Pin, PinError};
use crate::lang::Lang;

/// The symbols of a code: no two look alike on paper. Left out are 0 and O, 1, I and L, 2 and Z, 5 and S, 8 and B, U and V.
///
/// There are 23 of them, a prime, so that the check symbol catches every wrong symbol and every swap of two.
pub const ALPHABET: &[u8; 23] = b"34679ACDEFGHJKMNPQRTWXY";

/// Symbols of a code: nine random ones (40.7 bits) and the check symbol.
pub const LENGTH: usize = 10;

/// What every code starts with (Lắng Nghe); may be left out when typing.
pub const PREFIX: &str = "LN";

const BASE: u64 = ALPHABET.len() as u64;

/// Where the dashes stand: read like a Vietnamese telephone number, four, three and three.
const GROUPS: [std::ops::Range<usize>; 3] = [0..4, 4..7, 7..10];

/// A code such as `LN-7K3M-9QX-4TA`, short enough for the telephone, too long to guess.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TrackingCode([u8; LENGTH]);

/// Why typed text is not a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TrackingCodeError {
    /// Too few or too many symbols, not counting the prefix, dashes and spaces.
    #[error("a tracking code has {LENGTH} symbols, not {found}")]
    WrongLength {
        /// How many were typed.
        found: usize,
    },
    /// A symbol that no code contains.
    #[error("symbol {position} of the tracking code, {symbol:?}, is not used in codes")]
    UnknownSymbol {
        /// Which one, counted from 1 after the prefix, without dashes and spaces.
        position: usize,
        /// As typed.
        symbol: char,
    },
    /// The symbols do not belong together: one is wrong, or two changed places.
    #[error("the check symbol of the tracking code does not fit")]
    CheckFailed,
}

impl TrackingCodeError {
    /// What to tell the person who typed it.
    pub fn message(self, lang: Lang) -> String {
        match (self, lang) {
            (Self::WrongLength { found }, Lang::Vi) => format!(
                "Mã tra cứu có {LENGTH} ký tự sau chữ {PREFIX}, bạn đã nhập {found}. Bạn xem lại mã trên biên nhận hoặc tin nhắn."
            ),
            (Self::WrongLength { found }, Lang::En) => format!(
                "A tracking code has {LENGTH} characters after {PREFIX}; you typed {found}. Please look at your receipt or message again."
            ),
            (Self::UnknownSymbol { position, symbol }, Lang::Vi) => format!(
                "Ký tự thứ {position} (“{symbol}”) không có trong mã nào. Mã không dùng 0, O, 1, I, L, 2, Z, 5, S, 8, B, U, V. Bạn xem lại ký tự này."
            ),
            (Self::UnknownSymbol { position, symbol }, Lang::En) => format!(
                "Character {position} (“{symbol}”) is in no code. Codes do not use 0, O, 1, I, L, 2, Z, 5, S, 8, B, U or V. Please check this character."
            ),
            (Self::CheckFailed, Lang::Vi) => {
                "Mã chưa đúng: có ký tự bị nhầm hoặc hai ký tự bị đổi chỗ. Bạn đối chiếu lại từng ký tự.".to_owned()
            }
            (Self::CheckFailed, Lang::En) => {
                "The code is not right: a character is wrong or two have changed places. Please compare it again.".to_owned()
            }
        }
    }
}

impl TrackingCode {
    /// Makes a code from 64 random bits. Nine symbols hold 40.7 bits; taking the remainder favours none by more than one in ten million.
    pub fn from_random(random: u64) -> Self {
        let mut values = [0; LENGTH];
        let mut rest = random;
        for value in &mut values[..LENGTH - 1] {
            *value = rest % BASE;
            rest /= BASE;
        }
        values[LENGTH - 1] = (BASE - weighted_sum(&values) % BASE) % BASE;
        Self(values.map(symbol))
    }

    /// The ten symbols without prefix and dashes.
    pub fn symbols(&self) -> impl Iterator<Item = char> {
        self.0.into_iter().map(char::from)
    }
}

/// Weights run from 10 down to 1, the last for the check symbol. All differ and none is a multiple of 23, so neither
/// another symbol in one place nor any two symbols swapped leaves the sum a multiple of 23.
fn weighted_sum(values: &[u64; LENGTH]) -> u64 {
    values
        .iter()
        .zip((1..=LENGTH as u64).rev())
        .map(|(value, weight)| value * weight)
        .sum()
}

fn symbol(value: u64) -> u8 {
    // `value` is a remainder by the alphabet's length.
    ALPHABET[usize::try_from(value).unwrap_or_default() % ALPHABET.len()]
}

/// Upper case, with đ as D, and without what people put between groups.
fn tidy(text: &str) -> Vec<char> {
    text.chars()
        .filter(|typed| !typed.is_whitespace() && !is_separator(*typed))
        .map(|typed| {
            if matches!(typed, 'đ' | 'Đ') {
                'D'
            } else {
                typed.to_ascii_uppercase()
            }
        })
        .collect()
}

fn is_separator(typed: char) -> bool {
    matches!(
        typed,
        '-' | '.' | '_' | '/' | ',' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{200b}'
    )
}

/// Takes the prefix off; an L misread as 1 or I is forgiven, as no code contains any of them.
fn without_prefix(symbols: &[char]) -> &[char] {
    if let ['L' | '1' | 'I', 'N', body @ ..] = symbols {
        body
    } else {
        symbols
    }
}

impl FromStr for TrackingCode {
    type Err = TrackingCodeError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let typed = tidy(text);
        let body = without_prefix(&typed);
        let mut values = [0; LENGTH];
        for (index, typed) in body.iter().enumerate() {
            let value = (0..)
                .zip(ALPHABET)
                .find(|(_, known)| char::from(**known) == *typed);
            let Some((value, _)) = value else {
                return Err(TrackingCodeError::UnknownSymbol {
                    position: index + 1,
                    symbol: *typed,
                });
            };
            if let Some(place) = values.get_mut(index) {
                *place = value;
            }
        }
        if body.len() != LENGTH {
            return Err(TrackingCodeError::WrongLength { found: body.len() });
        }
        if !weighted_sum(&values).is_multiple_of(BASE) {
            return Err(TrackingCodeError::CheckFailed);
        }
        Ok(Self(values.map(symbol)))
    }
}

impl fmt::Display for TrackingCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(PREFIX)?;
        for group in GROUPS {
            f.write_str("-")?;
            for byte in &self.0[group] {
                write!(f, "{}", char::from(*byte))?;
            }
        }
        Ok(())
    }
}

impl TryFrom<String> for TrackingCode {
    type Error = TrackingCodeError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<TrackingCode> for String {
    fn from(code: TrackingCode) -> Self {
        code.to_string()
    }
}
