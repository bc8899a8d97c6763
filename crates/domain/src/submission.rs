//! What does a citizen send, and is it complete? The same check runs in the browser and on the server.

use serde::{Deserialize, Serialize};

use crate::petition::PetitionKind;
use crate::sender::{Sender, SenderKind, looks_like_email, normalise_phone};
use crate::transition::check_text;
use crate::violation::{Problem, Violation};

/// Longest title, in characters.
pub const TITLE_MOST: usize = 200;
/// Longest account of what happened, in characters.
pub const BODY_MOST: usize = 10_000;
/// Shortest account, in characters.
pub const BODY_LEAST: usize = 20;
/// Longest proposal, in characters.
pub const PROPOSAL_MOST: usize = 5_000;

/// The form as typed. Field names are the form's.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Submission {
    /// `conduct`, `regulation` or `both`.
    pub kind: String,
    /// One line.
    pub title: String,
    /// What happened.
    pub body: String,
    /// What the sender proposes.
    pub proposed_solution: String,
    /// National code of the procedure, if known.
    pub procedure_code: String,
    /// GSO code of the commune.
    pub area_code: String,
    /// The agency's slug, if the sender knows it.
    pub agency_id: String,
    /// `person`, `organisation` or `business`.
    pub sender_kind: String,
    /// Full name.
    pub full_name: String,
    /// Organisation or business.
    pub organisation: String,
    /// Telephone.
    pub phone: String,
    /// E-mail.
    pub email: String,
    /// Postal address.
    pub address: String,
    /// Ticked when the name may be public.
    pub name_public: String,
    /// Made with the form; the same key never makes two petitions.
    pub idempotency_key: String,
    /// Tracking code of a returned petition that this one repeats (T20).
    pub previous_code: String,
}

/// A submission that is complete.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValidSubmission {
    /// What it is about.
    pub kind: PetitionKind,
    /// One line.
    pub title: String,
    /// What happened.
    pub body: String,
    /// What the sender proposes.
    pub proposed_solution: Option<String>,
    /// National code of the procedure.
    pub procedure_code: Option<String>,
    /// GSO code of the commune.
    pub area_code: Option<String>,
    /// Slug of the agency.
    pub agency_slug: Option<String>,
    /// Who sends it.
    pub sender: Sender,
    /// Whether the name may be public.
    pub name_public: bool,
    /// Key against double sending.
    pub idempotency_key: String,
    /// Tracking code of the petition it repeats.
    pub previous_code: Option<String>,
}

impl Submission {
    /// Cleans what was typed and says everything that must be mended, in the order of the form.
    ///
    /// Name, address and a contact are demanded by Decree 20/2008 Art. 7.1.
    ///
    /// # Errors
    /// All violations at once.
    pub fn validate(&self) -> Result<ValidSubmission, Vec<Violation>> {
        let mut found = Vec::new();
        let kind = PetitionKind::from_code(self.kind.trim());
        if kind.is_none() {
            found.push(Violation::new("kind", Problem::Missing));
        }
        let title = clean_line(&self.title);
        let body = clean_text(&self.body);
        let proposal = clean_text(&self.proposed_solution);
        found.extend(check_text("title", &title, 5, TITLE_MOST));
        found.extend(check_text("body", &body, BODY_LEAST, BODY_MOST));
        found.extend(check_text("proposed_solution", &proposal, 0, PROPOSAL_MOST));
        let sender = self.sender(&mut found);
        match (kind, found.is_empty()) {
            (Some(kind), true) => Ok(ValidSubmission {
                kind,
                title,
                body,
                proposed_solution: some(proposal),
                procedure_code: some(clean_line(&self.procedure_code)),
                area_code: some(clean_line(&self.area_code)),
                agency_slug: some(clean_line(&self.agency_id)),
                sender,
                name_public: matches!(self.name_public.as_str(), "on" | "true" | "1" | "yes"),
                idempotency_key: clean_line(&self.idempotency_key),
                previous_code: some(clean_line(&self.previous_code)),
            }),
            _ => Err(found),
        }
    }

    fn sender(&self, found: &mut Vec<Violation>) -> Sender {
        let kind = SenderKind::from_code(self.sender_kind.trim()).unwrap_or_default();
        let full_name = clean_line(&self.full_name);
        let organisation = clean_line(&self.organisation);
        let address = clean_line(&self.address);
        found.extend(check_text("full_name", &full_name, 2, 120));
        let least = usize::from(kind != SenderKind::Person) * 2;
        found.extend(check_text("organisation", &organisation, least, 200));
        found.extend(check_text("address", &address, 5, 300));
        let (typed_phone, email) = (clean_line(&self.phone), clean_line(&self.email));
        let phone = normalise_phone(&typed_phone);
        if typed_phone.is_empty() && email.is_empty() {
            found.push(Violation::new("phone", Problem::NoContact));
        } else if !typed_phone.is_empty() && phone.is_none() {
            found.push(Violation::new("phone", Problem::NotAPhone));
        }
        if !email.is_empty() && !looks_like_email(&email) {
            found.push(Violation::new("email", Problem::NotAnEmail));
        }
        Sender {
            kind,
            full_name,
            organisation: some(organisation),
            phone,
            email: some(email),
            address,
        }
    }
}

fn some(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

/// One line: control characters and runs of spaces become one space.
pub fn clean_line(text: &str) -> String {
    let spaced: String = text
        .chars()
        .map(|symbol| if is_noise(symbol) { ' ' } else { symbol })
        .collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Several lines: line ends become `\n`, other control characters go, at most one empty line in a row.
pub fn clean_text(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut lines: Vec<String> = Vec::new();
    for line in text.split('\n') {
        let line: String = line
            .chars()
            .filter(|symbol| *symbol == '\t' || !is_noise(*symbol))
            .collect();
        let line = line.trim_end().to_owned();
        if line.is_empty() && lines.last().is_none_or(String::is_empty) {
            continue;
        }
        lines.push(line);
    }
    lines.join("\n").trim().to_owned()
}

/// Control characters, bidirectional overrides and byte-order marks: nothing a person means to write.
fn is_noise(symbol: char) -> bool {
    symbol.is_control()
        || matches!(symbol, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn complete() -> Submission {
        Submission {
            kind: "conduct".into(),
            title: "Phải đi lại nhiều lần khi làm giấy khai sinh".into(),
            body: "Tôi đến ba lần, mỗi lần được yêu cầu thêm một giấy khác nhau.".into(),
            full_name: "Hoàng Thị Mẩy".into(),
            phone: "0900 000 123".into(),
            address: "Thôn Nà Mu, xã Chợ Rã".into(),
            ..Submission::default()
        }
    }

    fn problems(submission: &Submission) -> Vec<(String, Problem)> {
        submission
            .validate()
            .err()
            .unwrap_or_default()
            .into_iter()
            .map(|v| (v.field, v.problem))
            .collect()
    }

    #[test]
    fn a_complete_form_passes() {
        let valid = complete().validate().expect("complete");
        assert_eq!(valid.sender.phone.as_deref(), Some("0900000123"));
        assert!(
            !valid.name_public,
            "the name is not public unless the sender says so"
        );
        assert_eq!(valid.proposed_solution, None);
    }

    #[test]
    fn an_empty_form_names_every_field_the_law_demands() {
        let fields: Vec<_> = problems(&Submission::default())
            .into_iter()
            .map(|(field, _)| field)
            .collect();
        assert_eq!(
            fields,
            ["kind", "title", "body", "full_name", "address", "phone"]
        );
    }

    #[test]
    fn one_contact_is_enough() {
        let by_mail = Submission {
            phone: String::new(),
            email: "may@vidu.vn".into(),
            ..complete()
        };
        assert!(by_mail.validate().is_ok());
        let none = Submission {
            phone: String::new(),
            ..complete()
        };
        assert_eq!(problems(&none), [("phone".into(), Problem::NoContact)]);
    }

    #[test]
    fn emoji_alone_are_not_words() {
        let emoji = Submission {
            body: "😡".repeat(30),
            ..complete()
        };
        assert_eq!(problems(&emoji), [("body".into(), Problem::NoWords)]);
    }

    #[test]
    fn a_text_that_is_too_long_says_by_how_much() {
        let long = Submission {
            body: "ố".repeat(BODY_MOST + 1),
            ..complete()
        };
        assert_eq!(
            problems(&long),
            [("body".into(), Problem::TooLong(BODY_MOST, BODY_MOST + 1))]
        );
    }

    #[test]
    fn a_business_gives_its_name() {
        let business = Submission {
            sender_kind: "business".into(),
            ..complete()
        };
        assert_eq!(
            problems(&business),
            [("organisation".into(), Problem::Missing)]
        );
    }

    #[test]
    fn control_characters_are_not_kept() {
        assert_eq!(clean_line(" Tiêu\u{0}đề\t\u{202e}a\n b "), "Tiêu đề a b");
        assert_eq!(clean_text("a\r\n\r\n\r\n\u{7}b  \n"), "a\n\nb");
    }
}
