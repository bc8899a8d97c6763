//! Is this the code of a procedure, and of which province?

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Length of the national part, `d.dddddd`.
const NATIONAL_LENGTH: usize = 8;

/// What stands between the national part and the province in a local code.
const LOCAL_INFIX: &str = ".000.00.00.";

/// Code of a procedure: national (`1.013080`), or local with the identifier of a province or ministry
/// (`2.000815.000.00.00.H55`) and perhaps the number of a service (`2.000815.000.00.00.H55.02`).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ProcedureCode(String);

/// Why a text is not a procedure code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProcedureCodeError {
    /// The national part is one digit, a dot and six digits.
    #[error("a procedure code starts like 1.013080")]
    WrongNationalPart,
    /// What follows is not `.000.00.00.`, an identifier such as `H55`, and perhaps a dot and two digits.
    #[error(
        "after the national part a local code goes on like .000.00.00.H55 or .000.00.00.H55.02"
    )]
    WrongLocalPart,
}

impl ProcedureCode {
    /// The code as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The national part, the same in every province.
    pub fn national(&self) -> &str {
        &self.0[..NATIONAL_LENGTH]
    }

    /// Identifier of the province or ministry, e.g. `H55`; `None` for a national code.
    pub fn issuer(&self) -> Option<&str> {
        let start = NATIONAL_LENGTH + LOCAL_INFIX.len();
        self.0.get(start..start + 3)
    }

    /// Number of the service in the province, e.g. `02`.
    pub fn service(&self) -> Option<&str> {
        self.0.get(NATIONAL_LENGTH + LOCAL_INFIX.len() + 4..)
    }

    /// The same procedure as `other`, whatever the province?
    pub fn is_same_procedure(&self, other: &Self) -> bool {
        self.national() == other.national()
    }
}

impl FromStr for ProcedureCode {
    type Err = ProcedureCodeError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim().to_ascii_uppercase();
        let (national, local) = text
            .split_at_checked(NATIONAL_LENGTH)
            .ok_or(ProcedureCodeError::WrongNationalPart)?;
        let matches = |text: &[u8], form: &[u8]| {
            text.len() == form.len()
                && text
                    .iter()
                    .zip(form)
                    .all(|(byte, expected)| match expected {
                        b'd' => byte.is_ascii_digit(),
                        b'L' => byte.is_ascii_uppercase(),
                        other => byte == other,
                    })
        };
        if !matches(national.as_bytes(), b"d.dddddd") {
            return Err(ProcedureCodeError::WrongNationalPart);
        }
        let issuer = local.strip_prefix(LOCAL_INFIX).map(str::as_bytes);
        let is_local =
            issuer.is_some_and(|issuer| matches(issuer, b"Ldd") || matches(issuer, b"Ldd.dd"));
        if local.is_empty() || is_local {
            Ok(Self(text))
        } else {
            Err(ProcedureCodeError::WrongLocalPart)
        }
    }
}

impl fmt::Display for ProcedureCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for ProcedureCode {
    type Error = ProcedureCodeError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<ProcedureCode> for String {
    fn from(code: ProcedureCode) -> Self {
        code.0
    }
}
