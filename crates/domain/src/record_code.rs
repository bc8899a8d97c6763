//! Under which number is a petition written in the books?

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// What every record code starts with (phản ánh, kiến nghị), as on the national portal.
pub const PREFIX: &str = "PAKN";

/// The number in the register: `PAKN.20260302.0012` is the twelfth petition received on 2 March 2026.
///
/// Codes sort by date, then by number. The number is written with four digits, and more when a day needs them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct RecordCode {
    date: NaiveDate,
    number: u32,
}

/// Why a text or a number is not a record code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RecordCodeError {
    /// Not of the form `PAKN.YYYYMMDD.NNNN`.
    #[error("a record code looks like PAKN.20260302.0012")]
    WrongForm,
    /// The eight digits in the middle are no date, or its year does not have four digits.
    #[error("the middle of the record code is not a date")]
    NoSuchDate,
    /// Numbers start at 1.
    #[error("the number of a record code starts at 1")]
    NoSuchNumber,
}

impl RecordCode {
    /// The `number`-th petition of `date` (date of receipt in the province).
    pub fn new(date: NaiveDate, number: u32) -> Result<Self, RecordCodeError> {
        if !(1000..=9999).contains(&date.year()) {
            return Err(RecordCodeError::NoSuchDate);
        }
        if number == 0 {
            return Err(RecordCodeError::NoSuchNumber);
        }
        Ok(Self { date, number })
    }

    /// Date of receipt in the province.
    pub fn date(self) -> NaiveDate {
        self.date
    }

    /// Which petition of that day, from 1.
    pub fn number(self) -> u32 {
        self.number
    }
}

impl FromStr for RecordCode {
    type Err = RecordCodeError;

    /// Reads a code as printed; lower case and blanks around it are forgiven.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim().to_ascii_uppercase();
        let mut parts = text.split('.');
        let (Some(PREFIX), Some(day), Some(number), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(RecordCodeError::WrongForm);
        };
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let padded = number.len() == 4 || (number.len() > 4 && !number.starts_with('0'));
        if day.len() != 8 || !digits(day) || !digits(number) || !padded {
            return Err(RecordCodeError::WrongForm);
        }
        let date =
            NaiveDate::parse_from_str(day, "%Y%m%d").map_err(|_| RecordCodeError::NoSuchDate)?;
        Self::new(
            date,
            number.parse().map_err(|_| RecordCodeError::NoSuchNumber)?,
        )
    }
}

impl fmt::Display for RecordCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{PREFIX}.{}.{:04}",
            self.date.format("%Y%m%d"),
            self.number
        )
    }
}

impl TryFrom<String> for RecordCode {
    type Error = RecordCodeError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<RecordCode> for String {
    fn from(code: RecordCode) -> Self {
        code.to_string()
    }
}
