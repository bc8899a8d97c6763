//! What helps a citizen while writing: communes, agencies, procedures by their own words, advice, answers to the same question.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::register::{Piece, PublicationItem};
use crate::AppError;

/// What the form offers to choose from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormOptions {
    /// Code and name of each commune, in the order of the alphabet.
    pub communes: Vec<(String, String)>,
    /// Slug and name of each agency of today.
    pub agencies: Vec<(String, String)>,
    /// A fresh key against double sending.
    pub idempotency_key: String,
}

/// A procedure that fits what was typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProcedureChoice {
    /// National code.
    pub code: String,
    /// Name, with the words that decided.
    pub name: Vec<Piece>,
    /// Field and level.
    pub place: String,
}

/// Something to consider before sending; never an obstacle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Advice {
    /// Reason code, or nothing for a missing fact.
    pub reason: Option<String>,
    /// In a few words.
    pub title: String,
    /// What to do.
    pub text: String,
}

/// What is said before sending.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    /// What would make it inadmissible, and what is missing.
    pub advice: Vec<Advice>,
    /// Procedures that the text seems to be about, when none is chosen.
    pub procedures: Vec<ProcedureChoice>,
    /// Answers that may already help.
    pub similar: Vec<PublicationItem>,
    /// The agency that is probably competent: slug, name, why.
    pub agency: Option<(String, String, String)>,
    /// Name of the chosen procedure.
    pub procedure: Option<String>,
    /// Name of the chosen commune.
    pub commune: Option<String>,
    /// Name of the chosen agency.
    pub chosen_agency: Option<String>,
}

/// Reads what the form offers.
#[server(endpoint = "form_options")]
pub async fn load_form_options() -> Result<FormOptions, AppError> {
    let store = crate::context::store()?;
    let catalogue = store.catalogue();
    let today = domain::calendar::local_date(store.now());
    let mut communes: Vec<_> = catalogue
        .communes(today)
        .into_iter()
        .map(|area| (area.code.as_str().to_owned(), area.name.clone()))
        .collect();
    communes.sort_by_cached_key(|(_, name)| analysis::fold(name));
    Ok(FormOptions {
        communes,
        agencies: agencies(&catalogue, today),
        idempotency_key: store::clock::new_id().to_string() + &random_part(),
    })
}

/// The agencies of the province today, departments before communes.
#[cfg(feature = "ssr")]
pub fn agencies(
    catalogue: &store::catalogue::Catalogue,
    today: chrono::NaiveDate,
) -> Vec<(String, String)> {
    use domain::agency::AgencyLevel;
    let mut found: Vec<_> = catalogue
        .organisations
        .standing_on(today)
        .filter_map(|agency| {
            let version = agency.version_on(today)?;
            (version.level != AgencyLevel::Central).then(|| {
                let commune = version.level == AgencyLevel::Commune;
                (
                    (commune, analysis::fold(&version.name)),
                    agency.slug.clone(),
                    version.name.clone(),
                )
            })
        })
        .collect();
    found.sort();
    found
        .into_iter()
        .map(|(_, slug, name)| (slug, name))
        .collect()
}

#[cfg(feature = "ssr")]
fn random_part() -> String {
    store::secrets::random_bytes::<12>()
        .map(|bytes| store::secrets::hex(&bytes))
        .unwrap_or_default()
}

/// Procedures for any words, with or without accents; ten at most.
#[server(endpoint = "suggest_procedures")]
pub async fn suggest_procedures(q: String) -> Result<Vec<ProcedureChoice>, AppError> {
    let store = crate::context::store()?;
    let analyser = crate::context::analyser()?;
    Ok(find_procedures(&store, analyser.search(), &q, 10))
}

/// What the procedure with this code is called; nothing when there is none.
pub fn procedure_name(code: &str) -> String {
    #[cfg(feature = "ssr")]
    if let Ok(store) = crate::context::store() {
        return store
            .catalogue()
            .procedure(code)
            .map(|procedure| procedure.name.clone())
            .unwrap_or_default();
    }
    let _ = code;
    String::new()
}

/// The procedures that fit the words, best first.
#[cfg(feature = "ssr")]
pub fn find_procedures(
    store: &store::Store,
    search: &analysis::ProcedureSearch,
    q: &str,
    limit: usize,
) -> Vec<ProcedureChoice> {
    let catalogue = store.catalogue();
    let q: String = q.chars().take(300).collect();
    search
        .search(&q, limit)
        .into_iter()
        .filter_map(|hit| choice(&catalogue, &hit.code, &hit.matched))
        .collect()
}

#[cfg(feature = "ssr")]
fn choice(
    catalogue: &store::catalogue::Catalogue,
    code: &str,
    matched: &[String],
) -> Option<ProcedureChoice> {
    let summary = catalogue.procedure(code)?;
    let place = [summary.field.as_str(), summary.level.as_str()];
    let place: Vec<_> = place.into_iter().filter(|part| !part.is_empty()).collect();
    Some(ProcedureChoice {
        name: super::register::marked(&summary.name, &matched.join(" ")),
        place: place.join(" · "),
        code: code.to_owned(),
    })
}

/// What to consider, for a text being written.
#[server(endpoint = "review")]
pub async fn load_review(
    title: String,
    body: String,
    procedure_code: String,
    area_code: String,
    agency_id: String,
) -> Result<Review, AppError> {
    let store = crate::context::store()?;
    let lang = crate::context::lang();
    let (title, body): (String, String) = (
        title.chars().take(400).collect(),
        body.chars().take(12_000).collect(),
    );
    let catalogue = store.catalogue();
    let today = domain::calendar::local_date(store.now());
    let chosen = |code: &str| (!code.is_empty()).then(|| code.to_owned());
    let (procedure, area) = (chosen(&procedure_code), chosen(&area_code));
    let mut review = Review::default();
    if body.chars().count() >= domain::submission::BODY_LEAST
        && let Some(found) =
            store::suggestions::findings(crate::context::analyser()?, title.clone(), body.clone())
                .await
    {
        review.advice = advice(&catalogue, &title, &body, &found, lang);
        if procedure.is_none() {
            review.procedures = likely_procedures(&catalogue, &found);
        }
    }
    review.procedure = procedure
        .as_deref()
        .and_then(|code| catalogue.procedure(code))
        .map(|found| found.name.clone());
    review.commune = area
        .as_deref()
        .and_then(|code| catalogue.area(code))
        .map(|found| found.name.clone());
    review.chosen_agency = catalogue
        .agency_by_slug(&agency_id)
        .map(|id| catalogue.agency_name_on(id, today));
    if procedure.is_some() || area.is_some() {
        review.agency = catalogue
            .competent(today, procedure.as_deref(), None, area.as_deref())
            .into_iter()
            .next()
            .and_then(|(id, why)| {
                Some((
                    catalogue.agency_slug(id)?,
                    catalogue.agency_name_on(id, today),
                    why,
                ))
            });
    }
    review.similar = similar(&store, &title, procedure.as_deref(), lang)
        .await
        .map_err(crate::context::from_store)?;
    Ok(review)
}

/// Three procedures at most, when it is likely enough that the right one is among them.
#[cfg(feature = "ssr")]
fn likely_procedures(
    catalogue: &store::catalogue::Catalogue,
    found: &analysis::Findings,
) -> Vec<ProcedureChoice> {
    use analysis::confidence;
    let hits = found.procedures.iter().take(confidence::MOST_PROCEDURES);
    if hits.clone().map(|hit| hit.score).sum::<f32>() < confidence::PROCEDURES {
        return Vec::new();
    }
    hits.filter_map(|hit| choice(catalogue, &hit.code, &hit.matched))
        .collect()
}

#[cfg(feature = "ssr")]
fn advice(
    catalogue: &store::catalogue::Catalogue,
    title: &str,
    body: &str,
    read: &analysis::Findings,
    lang: domain::lang::Lang,
) -> Vec<Advice> {
    use analysis::confidence;
    use analysis::findings::Classification;
    let writing = analysis::Writing {
        title,
        body,
        has_contact: None,
    };
    // What a rule sees is said always; what only the model sees, when it is sure and does not take it for valid.
    let mut seen: Vec<(&str, String)> = analysis::hints(&writing)
        .into_iter()
        .map(|hint| (hint.reason.code(), hint.trigger))
        .collect();
    if read.classification.value != Classification::Valid {
        seen.extend(
            read.reasons
                .iter()
                .filter(|found| found.score >= confidence::REASON)
                .map(|found| (found.reason.code(), found.trigger.clone())),
        );
    }
    let mut found: Vec<Advice> = Vec::new();
    for (code, trigger) in seen {
        if found
            .iter()
            .any(|known| known.reason.as_deref() == Some(code))
        {
            continue;
        }
        let Some(text) = catalogue.reason(code) else {
            continue;
        };
        let because = if trigger.is_empty() {
            String::new()
        } else {
            format!("{} “{trigger}”. ", lang.pick("Bạn viết:", "You write:"))
        };
        found.push(Advice {
            reason: Some(code.to_owned()),
            title: format!(
                "{} {}",
                lang.pick("Có vẻ:", "It seems:"),
                lang.pick(&text.name_vi, &text.name_en).to_lowercase()
            ),
            text: format!("{because}{}", text.guidance(lang)),
        });
    }
    if read.classification.value == Classification::OutsideJurisdiction
        && read.classification.score >= confidence::CLASSIFICATION
    {
        found.push(Advice {
            reason: None,
            title: lang
                .pick("Có vẻ không thuộc thẩm quyền của tỉnh", "It seems to be beyond the province")
                .to_owned(),
            text: lang
                .pick(
                    "Bạn vẫn gửi được. Nếu đúng là việc của bộ, ngành, chúng tôi chuyển đi và báo cho bạn.",
                    "You can send it all the same. If it is a ministry's matter, we pass it on and tell you.",
                )
                .to_owned(),
        });
    }
    for fact in analysis::missing_facts(title, body) {
        use analysis::MissingFact;
        let (title, text) = match fact {
            MissingFact::What => (
                lang.pick("Chuyện gì đã xảy ra?", "What happened?"),
                lang.pick(
                    "Kể rõ bạn làm thủ tục gì, vướng ở bước nào, được trả lời thế nào.",
                    "Say which procedure it was, where it got stuck, what you were told.",
                ),
            ),
            MissingFact::Where => (
                lang.pick("Ở đâu?", "Where?"),
                lang.pick(
                    "Ghi tên xã, phường hoặc cơ quan nơi việc xảy ra, để chuyển đúng nơi.",
                    "Name the commune or the agency, so that it goes to the right place.",
                ),
            ),
            MissingFact::When => (
                lang.pick("Khi nào?", "When?"),
                lang.pick(
                    "Ghi ngày hoặc tháng xảy ra, để cơ quan tìm được hồ sơ.",
                    "Give the day or month, so that the agency finds the file.",
                ),
            ),
        };
        found.push(Advice {
            reason: None,
            title: title.to_owned(),
            text: text.to_owned(),
        });
    }
    found.truncate(3);
    found
}

/// Published answers about the same procedure or with the same words.
#[cfg(feature = "ssr")]
async fn similar(
    store: &store::Store,
    title: &str,
    procedure: Option<&str>,
    lang: domain::lang::Lang,
) -> Result<Vec<PublicationItem>, store::StoreError> {
    use store::register::RegisterFilter;
    let catalogue = store.catalogue();
    let mut found: Vec<store::register::Publication> = Vec::new();
    if let Some(code) = procedure {
        found = store
            .register(&RegisterFilter {
                procedure: code.to_owned(),
                ..RegisterFilter::default()
            })
            .await?
            .items;
    }
    if found.is_empty() && title.chars().count() >= 8 {
        // The longest words carry the matter; all must occur.
        let mut words = analysis::exact_words(title);
        words.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
        words.truncate(4);
        found = store
            .register(&RegisterFilter {
                q: words.join(" "),
                ..RegisterFilter::default()
            })
            .await?
            .items;
    }
    Ok(found
        .iter()
        .take(3)
        .map(|publication| super::register::item(publication, &catalogue, "", lang))
        .collect())
}

/// The receipt of what this browser sent last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceiptView {
    /// Tracking code.
    pub code: String,
    /// PIN.
    pub pin: String,
    /// Record code.
    pub record_code: String,
    /// Title.
    pub title: String,
    /// When it was received.
    pub received_at: chrono::DateTime<chrono::Utc>,
    /// A drawing of the tracking page's address.
    pub qr: String,
    /// By when it is looked at.
    pub classify: Option<super::cases::DueView>,
    /// By when it is answered.
    pub answer: Option<super::cases::DueView>,
    /// The same form had been sent before.
    pub again: bool,
}

/// The cookie that holds the key of what was sent last, and whether it had been sent before.
#[cfg(feature = "ssr")]
pub const RECEIPT_COOKIE: &str = "__Host-ln-receipt";

/// Reads the receipt.
#[server(endpoint = "receipt")]
pub async fn receipt() -> Result<ReceiptView, AppError> {
    use crate::context::{cookie, failed, from_store, lang, store};
    let store = store()?;
    let cookie = cookie(RECEIPT_COOKIE).ok_or_else(|| failed(AppError::CaseLocked))?;
    let (key, again) = cookie
        .strip_suffix(".again")
        .map_or((cookie.as_str(), false), |key| (key, true));
    let receipt = store
        .receipt(key)
        .await
        .map_err(from_store)?
        .ok_or_else(|| failed(AppError::CaseLocked))?;
    receipt_view(&store, &receipt, again, lang())
        .await
        .map_err(from_store)
}

/// Puts a receipt into the form its holder sees.
#[cfg(feature = "ssr")]
pub async fn receipt_view(
    store: &store::Store,
    receipt: &store::petitions::submit::Receipt,
    again: bool,
    lang: domain::lang::Lang,
) -> Result<ReceiptView, store::StoreError> {
    use domain::deadline::{Clock, Step};
    let petition = store.petition(receipt.id).await?;
    let deadlines = store.deadlines(receipt.id).await?;
    let catalogue = store.catalogue();
    let due = |clock: Clock, step: Step| {
        deadlines
            .iter()
            .find(|deadline| deadline.clock == clock && deadline.step == step)
            .map(|deadline| super::cases::due_view(deadline, &catalogue, receipt.received_at, lang))
    };
    let base = use_context::<crate::context::BaseUrl>()
        .map(|base| base.0)
        .unwrap_or_default();
    let code = receipt.tracking_code.to_string();
    Ok(ReceiptView {
        qr: crate::context::qr(&format!("{base}/tra-cuu?code={code}")),
        classify: due(Clock::Unit, Step::Classify),
        answer: due(Clock::Citizen, Step::Answer),
        pin: receipt.pin.to_string(),
        record_code: receipt.record_code.clone(),
        title: petition.title,
        received_at: receipt.received_at,
        code,
        again,
    })
}
