//! What of a text must not become public? What the analysis takes for personal data is covered before a person looks.

use domain::publication::PublicText;
use serde::{Deserialize, Serialize};

use crate::api::register::Piece;

/// Something that was covered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Covered {
    /// As it was written.
    pub words: String,
    /// What stands there instead.
    pub cover: String,
    /// What it seems to be.
    pub kind: String,
}

/// A text to publish.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Redacted {
    /// With personal data covered.
    pub text: PublicText,
    /// What was covered, each once.
    pub covered: Vec<Covered>,
    /// Title, question and answer as they were, what was covered marked.
    pub original: Vec<Vec<Piece>>,
}

/// Covers what seems to be personal data.
#[cfg(feature = "ssr")]
pub fn redacted(text: &PublicText, lang: domain::lang::Lang) -> Redacted {
    let mut covered: Vec<Covered> = Vec::new();
    let mut original = Vec::new();
    let mut cover = |part: &str| {
        let mut pieces = Vec::new();
        let mut public = String::with_capacity(part.len());
        let symbols: Vec<char> = part.chars().collect();
        let slice = |from: usize, to: usize| {
            symbols
                .get(from..to)
                .map(String::from_iter)
                .unwrap_or_default()
        };
        let mut at = 0;
        for span in analysis::personal_data::find(part) {
            if span.start < at {
                continue;
            }
            let (before, words) = (slice(at, span.start), slice(span.start, span.end));
            let kind = personal_data_words(span.kind, lang).to_owned();
            let hidden = cover_of(&covered, &words, &kind, lang);
            public.push_str(&before);
            public.push_str(&hidden);
            pieces.push(Piece {
                text: before,
                marked: false,
            });
            pieces.push(Piece {
                text: words.clone(),
                marked: true,
            });
            let entry = Covered {
                words,
                cover: hidden,
                kind,
            };
            if !covered.contains(&entry) {
                covered.push(entry);
            }
            at = span.end;
        }
        let rest = slice(at, symbols.len());
        public.push_str(&rest);
        pieces.push(Piece {
            text: rest,
            marked: false,
        });
        original.push(pieces);
        public
    };
    let text = PublicText {
        title: cover(&text.title),
        body: cover(&text.body),
        answer: cover(&text.answer),
    };
    Redacted {
        text,
        covered,
        original,
    }
}

/// What stands in the place of these words: the same for the same words, another for others, so that one of two
/// numbers can be shown again in its own place.
#[cfg(feature = "ssr")]
fn cover_of(covered: &[Covered], words: &str, kind: &str, lang: domain::lang::Lang) -> String {
    if let Some(known) = covered
        .iter()
        .find(|one| one.words == words && one.kind == kind)
    {
        return known.cover.clone();
    }
    let head = lang.pick("đã che", "covered:");
    match covered.iter().filter(|one| one.kind == kind).count() {
        0 => format!("[{head} {kind}]"),
        others => format!("[{head} {kind} {}]", others + 1),
    }
}

#[cfg(feature = "ssr")]
fn personal_data_words(
    kind: analysis::personal_data::PersonalData,
    lang: domain::lang::Lang,
) -> &'static str {
    use analysis::personal_data::PersonalData;
    match kind {
        PersonalData::Name => lang.pick("tên người", "a name"),
        PersonalData::Phone => lang.pick("số điện thoại", "a telephone number"),
        PersonalData::IdentityNumber => lang.pick("số giấy tờ tùy thân", "an identity number"),
        PersonalData::Email => lang.pick("thư điện tử", "an e-mail address"),
        PersonalData::Plate => lang.pick("biển số xe", "a vehicle's plate"),
        PersonalData::BankAccount => lang.pick("số tài khoản", "a bank account"),
        PersonalData::Address => lang.pick("địa chỉ nhà", "a home address"),
        PersonalData::BirthDate => lang.pick("ngày sinh", "a date of birth"),
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use domain::lang::Lang;

    use super::*;

    #[test]
    fn each_of_two_numbers_has_a_place_of_its_own() {
        let text = PublicText {
            title: "Gọi 0912 345 678".into(),
            body: "Gọi tôi số 0912 345 678 hoặc con tôi số 0987 654 321.".into(),
            answer: String::new(),
        };
        let found = redacted(&text, Lang::Vi);
        assert_eq!(found.text.title, "Gọi [đã che số điện thoại]");
        assert_eq!(
            found.text.body,
            "Gọi tôi số [đã che số điện thoại] hoặc con tôi số [đã che số điện thoại 2]."
        );
        assert_eq!(found.covered.len(), 2);
    }

    #[test]
    fn what_tells_who_it_was_is_covered_and_the_rest_stays() {
        let text = PublicText {
            title: "Chậm cấp giấy khai sinh".into(),
            body: "Tôi là Lò Thị Mẩy, số điện thoại 0912 345 678, nộp hồ sơ 1.001193 ngày 3/11."
                .into(),
            answer: "Ủy ban nhân dân xã đã trả giấy.".into(),
        };
        let found = redacted(&text, Lang::Vi);
        assert!(!found.text.body.contains("0912"), "{}", found.text.body);
        assert!(found.text.body.contains("[đã che số điện thoại]"));
        assert!(found.text.body.contains("hồ sơ 1.001193 ngày 3/11"));
        assert_eq!(found.text.answer, text.answer);
        let whole: String = found.original[1]
            .iter()
            .map(|piece| piece.text.as_str())
            .collect();
        assert_eq!(whole, text.body);
        assert!(found.covered.iter().any(|one| one.words.contains("0912")));
    }
}
