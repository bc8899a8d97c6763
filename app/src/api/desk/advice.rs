//! What the analysis suggests for a petition, in words for the desk.

use domain::action::Verb;
#[cfg(feature = "ssr")]
use domain::suggestion::{Guess, Question, Suggestions};
use serde::{Deserialize, Serialize};

use super::Suggestion;

/// One question with its likely answers, the suggested one first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// Code of the question.
    pub question: String,
    /// In words.
    pub label: String,
    /// The key that takes the first answer; a digit after it takes another.
    pub key: char,
    /// How sure the first answer is, 0 to 100.
    pub percent: u8,
    /// Likely answers and what each rests on.
    pub answers: Vec<Suggestion>,
}

/// An earlier petition that may be about the same matter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RelatedView {
    /// Record code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// Where it stands, in words.
    pub status: String,
    /// How likely, 0 to 100.
    pub percent: u8,
}

/// Everything that is suggested.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Advice {
    /// Questions with likely answers.
    pub asked: Vec<Asked>,
    /// What else to look at.
    pub notes: Vec<String>,
    /// Key sentences of a long text, as written.
    pub summary: Vec<String>,
    /// Earlier petitions that may be about the same matter.
    pub related: Vec<RelatedView>,
}

impl Advice {
    /// The verb that follows from how the petition seems to be taken.
    pub fn verb(&self) -> Option<Verb> {
        let asked = self
            .asked
            .iter()
            .find(|asked| asked.question == "classification")?;
        match asked.answers.first()?.value.as_str() {
            "valid" => Some(Verb::Accept),
            "invalid" => Some(Verb::Reject),
            _ => Some(Verb::ReferOut),
        }
    }
}

/// Puts into words what is suggested for a petition that waits at intake.
#[cfg(feature = "ssr")]
pub async fn advice(
    store: &store::Store,
    official: &domain::actor::ActingOfficial,
    petition: &domain::petition::Petition,
    lang: domain::lang::Lang,
) -> Result<Advice, store::StoreError> {
    let Some(found) = store.suggestions(petition.id).await? else {
        return Ok(Advice::default());
    };
    let catalogue = store.catalogue();
    let body: Vec<char> = petition.body.chars().collect();
    let cut = |start: usize, end: usize| -> String {
        body.iter()
            .skip(start)
            .take(end.saturating_sub(start))
            .collect()
    };
    let mut related = Vec::new();
    for earlier in &found.related {
        let (card, other) = store.card(earlier.petition, lang).await?;
        if domain::permission::may_see(official, &other) {
            related.push(RelatedView {
                code: card.code,
                title: card.title,
                status: card.status.label(lang).to_owned(),
                percent: earlier.percent,
            });
        }
    }
    Ok(Advice {
        asked: asked(&found, &catalogue, &cut, lang),
        notes: notes(&found, lang),
        summary: found
            .summary
            .iter()
            .map(|&(start, end)| cut(start, end))
            .collect(),
        related,
    })
}

#[cfg(feature = "ssr")]
fn asked(
    found: &Suggestions,
    catalogue: &store::catalogue::Catalogue,
    cut: &dyn Fn(usize, usize) -> String,
    lang: domain::lang::Lang,
) -> Vec<Asked> {
    let mut all = Vec::new();
    let told = |guess: &Option<Guess>| guess.clone().filter(|guess| guess.told);
    if let Some(guess) = told(&found.classification) {
        let codes = ["valid", "invalid", "outside_jurisdiction"];
        all.push(Asked {
            answers: first(codes, &guess.value)
                .map(|code| plain(code, class_words(code, lang)))
                .collect(),
            ..question(Question::Classification, 'P', guess.percent, lang)
        });
    }
    let reasons: Vec<_> = found.reasons.iter().filter(|reason| reason.told).collect();
    if let Some(surest) = reasons.first() {
        all.push(Asked {
            answers: reasons
                .iter()
                .map(|reason| Suggestion {
                    value: reason.reason.code().to_owned(),
                    name: format!("{} {}", reason.reason.code(), reason.reason.label(lang)),
                    why: if reason.end > reason.start {
                        format!("“{}”", cut(reason.start, reason.end))
                    } else {
                        String::new()
                    },
                })
                .collect(),
            ..question(Question::Reason, 'R', surest.percent, lang)
        });
    }
    if let Some(guess) = told(&found.kind) {
        let kinds = domain::petition::PetitionKind::ALL;
        all.push(Asked {
            answers: first(
                kinds.map(domain::petition::PetitionKind::code),
                &guess.value,
            )
            .filter_map(|code| {
                let kind = domain::petition::PetitionKind::from_code(code)?;
                Some(plain(code, kind.label(lang)))
            })
            .collect(),
            ..question(Question::Kind, 'L', guess.percent, lang)
        });
    }
    let procedures: Vec<_> = found.procedures.iter().filter(|guess| guess.told).collect();
    if !procedures.is_empty() {
        let percent = procedures
            .iter()
            .map(|guess| u16::from(guess.percent))
            .sum::<u16>()
            .min(100);
        all.push(Asked {
            answers: procedures
                .iter()
                .filter_map(|guess| {
                    Some(Suggestion {
                        value: guess.value.clone(),
                        name: catalogue.procedure(&guess.value)?.name.clone(),
                        why: guess.why.join(", "),
                    })
                })
                .collect(),
            ..question(
                Question::Procedure,
                'T',
                u8::try_from(percent).unwrap_or(100),
                lang,
            )
        });
    }
    all
}

/// The codes with the suggested one before the others.
#[cfg(feature = "ssr")]
fn first<const N: usize>(
    codes: [&'static str; N],
    suggested: &str,
) -> impl Iterator<Item = &'static str> {
    let mut codes = codes;
    codes.sort_by_key(|code| *code != suggested);
    codes.into_iter()
}

#[cfg(feature = "ssr")]
fn plain(value: &str, name: &str) -> Suggestion {
    Suggestion {
        value: value.to_owned(),
        name: name.to_owned(),
        why: String::new(),
    }
}

#[cfg(feature = "ssr")]
fn question(question: Question, key: char, percent: u8, lang: domain::lang::Lang) -> Asked {
    Asked {
        question: question.code().to_owned(),
        label: question_words(question, lang).to_owned(),
        key,
        percent,
        answers: Vec::new(),
    }
}

/// What a question is called.
#[cfg(feature = "ssr")]
pub fn question_words(question: Question, lang: domain::lang::Lang) -> &'static str {
    match question {
        Question::Classification => lang.pick("Phân loại", "Classification"),
        Question::Reason => lang.pick("Lý do trả lại", "Reason to return it"),
        Question::Kind => lang.pick("Loại", "Kind"),
        Question::Procedure => lang.pick("Thủ tục", "Procedure"),
        Question::Field => lang.pick("Lĩnh vực", "Field"),
        Question::Agency => lang.pick("Cơ quan chủ trì", "Lead agency"),
    }
}

/// What a classification is called.
#[cfg(feature = "ssr")]
pub fn class_words(code: &str, lang: domain::lang::Lang) -> &'static str {
    match code {
        "valid" => lang.pick("Hợp lệ", "Valid"),
        "outside_jurisdiction" => lang.pick("Thuộc bộ, ngành", "A ministry's matter"),
        _ => lang.pick("Không hợp lệ", "Invalid"),
    }
}

#[cfg(feature = "ssr")]
fn notes(found: &Suggestions, lang: domain::lang::Lang) -> Vec<String> {
    let mut notes = Vec::new();
    if let Some(percent) = found.toxic {
        notes.push(format!(
            "{} ({percent} %)",
            lang.pick(
                "Có lời lẽ xúc phạm; vẫn cần xem phần phản ánh",
                "Insulting words; look at the matter all the same"
            )
        ));
    }
    let procedures = found.procedures.iter().any(|guess| guess.told);
    if let Some(field) = found
        .field
        .as_ref()
        .filter(|field| field.told && !procedures)
    {
        notes.push(format!(
            "{} {} ({} %)",
            lang.pick("Lĩnh vực có thể là:", "The field may be:"),
            field.value,
            field.percent
        ));
    }
    let missing: Vec<_> = found
        .missing
        .iter()
        .map(|fact| match fact.as_str() {
            "where" => lang.pick("ở đâu", "where"),
            "when" => lang.pick("khi nào", "when"),
            _ => lang.pick("chuyện gì", "what"),
        })
        .collect();
    if !missing.is_empty() {
        notes.push(format!(
            "{} {}",
            lang.pick("Chưa thấy nói rõ:", "Not clearly said:"),
            missing.join(", ")
        ));
    }
    notes
}
