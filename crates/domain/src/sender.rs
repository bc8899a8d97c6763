//! Who sent a petition and how can they be reached? Kept apart from the petition; every reading is logged.

use serde::{Deserialize, Serialize};

use crate::lang::Lang;

/// What kind of person the sender is (Decree 20/2008 Art. 3.2–3.3).
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum SenderKind {
    /// An individual, Vietnamese or foreign.
    #[default]
    Person,
    /// An association, public unit or other body.
    Organisation,
    /// An enterprise, co-operative or household business.
    Business,
}

impl SenderKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Person, Self::Organisation, Self::Business];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organisation => "organisation",
            Self::Business => "business",
        }
    }

    /// Reads a code back.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// What people call it.
    pub const fn label(self, lang: Lang) -> &'static str {
        let (vi, en) = match self {
            Self::Person => ("Cá nhân", "A person"),
            Self::Organisation => ("Tổ chức", "An organisation"),
            Self::Business => ("Doanh nghiệp, hộ kinh doanh", "A business"),
        };
        match lang {
            Lang::Vi => vi,
            Lang::En => en,
        }
    }
}

/// The sender's personal data.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sender {
    /// Person, organisation or business.
    pub kind: SenderKind,
    /// Full name of the person who writes.
    pub full_name: String,
    /// Name of the organisation or business.
    pub organisation: Option<String>,
    /// Telephone in digits, `+` first when international.
    pub phone: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// Postal address.
    pub address: String,
}

impl std::fmt::Debug for Sender {
    /// Personal data must not reach a log by accident.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Sender")
            .field("kind", &self.kind)
            .finish_non_exhaustive()
    }
}

/// Brings a telephone number to digits, keeping a leading `+`; nothing when it cannot be one.
///
/// Vietnamese numbers have 10 or 11 digits and start with 0; international ones 8 to 15 digits after `+` (E.164).
pub fn normalise_phone(text: &str) -> Option<String> {
    let text = text.trim();
    let mut digits = String::with_capacity(text.len());
    for (position, symbol) in text.chars().enumerate() {
        match symbol {
            '0'..='9' => digits.push(symbol),
            '+' if position == 0 => digits.push('+'),
            ' ' | '.' | '-' | '(' | ')' | '\u{a0}' => {}
            _ => return None,
        }
    }
    if let Some(rest) = digits.strip_prefix("+84") {
        digits = format!("0{}", rest.trim_start_matches('0'));
    }
    let valid = match digits.strip_prefix('+') {
        Some(rest) => (8..=15).contains(&rest.len()) && !rest.starts_with('0'),
        None => digits.starts_with('0') && (10..=11).contains(&digits.len()),
    };
    valid.then_some(digits)
}

/// Whether the text can be an e-mail address: one `@`, a domain with a dot, no spaces, at most 254 characters.
pub fn looks_like_email(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else {
        return false;
    };
    let clean = |part: &str| {
        !part.is_empty()
            && !part.starts_with('.')
            && !part.ends_with('.')
            && !part.contains("..")
            && part.chars().all(|symbol| {
                !symbol.is_whitespace()
                    && !symbol.is_control()
                    && !"<>()[],;:\"\\@".contains(symbol)
            })
    };
    text.len() <= 254 && clean(local) && clean(domain) && domain.contains('.')
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("0912 345 678", Some("0912345678"))]
    #[case("+84 912.345.678", Some("0912345678"))]
    #[case("(0209) 3870-123", Some("02093870123"))]
    #[case("+49 30 1234567", Some("+49301234567"))]
    #[case("912345678", None)]
    #[case("0912 345 67a", None)]
    #[case("", None)]
    #[case("🙂", None)]
    fn telephone_numbers(#[case] typed: &str, #[case] kept: Option<&str>) {
        assert_eq!(normalise_phone(typed).as_deref(), kept);
    }

    #[rstest]
    #[case("ten@vidu.vn", true)]
    #[case("ten.ho@thu.vidu.vn", true)]
    #[case("ten@vidu", false)]
    #[case("ten vidu.vn", false)]
    #[case("a@b@c.vn", false)]
    #[case("<script>@vidu.vn", false)]
    fn e_mail_addresses(#[case] typed: &str, #[case] fits: bool) {
        assert_eq!(looks_like_email(typed), fits);
    }
}
