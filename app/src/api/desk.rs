//! What officials see: the board, and one petition with the verbs they may use.

pub mod advice;
mod log;
mod redaction;

use chrono::{DateTime, Utc};
use domain::action::Verb;
use domain::board::{Board, BoardFilter, Card};
#[cfg(feature = "ssr")]
use domain::publication::PublicText;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::cases::DueView;
use crate::AppError;
pub use log::LogEntry;
#[cfg(feature = "ssr")]
use log::log_entry;
pub use redaction::{Covered, Redacted};

/// A draft or answer of the present round.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftView {
    /// The text.
    pub body: String,
    /// Outcome code.
    pub outcome: String,
    /// Finding code.
    pub upheld: String,
    /// Number of the document.
    pub document_no: String,
    /// The six criteria's codes.
    pub criteria: Vec<String>,
}

/// A suggestion and what it rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suggestion {
    /// What to fill in.
    pub value: String,
    /// In words.
    pub name: String,
    /// Why.
    pub why: String,
}

/// A reason for refusal, as the desk offers it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReasonChoice {
    /// Code.
    pub code: String,
    /// In words, with the ground.
    pub name: String,
    /// What the sender gets.
    pub guidance: String,
}

/// Everything an official sees of one petition, but the sender.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeskCase {
    /// The card.
    pub card: Card,
    /// Tracking code.
    pub tracking_code: String,
    /// What happened.
    pub body: String,
    /// What is proposed.
    pub proposed_solution: Option<String>,
    /// Kind code.
    pub kind: String,
    /// Kind in words, and whether it is a proposal.
    pub kind_label: String,
    /// Code of the procedure.
    pub procedure_code: Option<String>,
    /// Name of the commune.
    pub area: Option<String>,
    /// Names of the supporting agencies.
    pub supporting: Vec<String>,
    /// The agency the sender named.
    pub target_agency: Option<String>,
    /// The clocks with their reasons.
    pub due: Vec<DueView>,
    /// The verbs this official may use now.
    pub can: Vec<Verb>,
    /// The sender may be read.
    pub may_read_sender: bool,
    /// Draft or answer of the present round.
    pub draft: Option<DraftView>,
    /// What to publish, with what seems to be personal data covered.
    pub publish: Option<Redacted>,
    /// Why hiding was proposed.
    pub hiding: Option<String>,
    /// Who may be the lead, best first.
    pub lead_suggestions: Vec<Suggestion>,
    /// What the analysis suggests while nobody has decided.
    pub advice: advice::Advice,
    /// The log, oldest first.
    pub log: Vec<LogEntry>,
    /// The public page, when it is public.
    pub is_public: bool,
    /// When this was read.
    pub now: DateTime<Utc>,
}

/// What forms at the desk offer to choose from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeskOptions {
    /// Code and name of communes.
    pub communes: Vec<(String, String)>,
    /// Slug and name of agencies of the province.
    pub agencies: Vec<(String, String)>,
    /// Names of ministries.
    pub ministries: Vec<String>,
    /// Reasons for refusal.
    pub reasons: Vec<ReasonChoice>,
    /// Fields of the catalogue.
    pub fields: Vec<String>,
}

/// The sender's personal data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SenderView {
    /// Kind in words.
    pub kind: String,
    /// Full name.
    pub full_name: String,
    /// Organisation.
    pub organisation: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// E-mail.
    pub email: Option<String>,
    /// Address.
    pub address: String,
}

/// Reads the board.
#[server(endpoint = "board")]
pub async fn load_board(filter: BoardFilter) -> Result<Board, AppError> {
    use crate::context::{failed, from_store, lang, official, store};
    let official = official()?;
    if !domain::permission::has_board(&official) {
        return Err(failed(AppError::NotAllowed(
            lang()
                .pick(
                    "Tài khoản này không có bảng phản ánh.",
                    "This account has no board.",
                )
                .into(),
        )));
    }
    store()?
        .board(&official, &filter, lang())
        .await
        .map_err(from_store)
}

/// Reads what the desk's forms offer.
#[server(endpoint = "desk_options")]
pub async fn load_desk_options() -> Result<DeskOptions, AppError> {
    crate::context::official()?;
    let store = crate::context::store()?;
    Ok(options(&store, crate::context::lang()))
}

#[cfg(feature = "ssr")]
fn options(store: &store::Store, lang: domain::lang::Lang) -> DeskOptions {
    use domain::admissibility::Reason;
    use domain::agency::AgencyLevel;
    let catalogue = store.catalogue();
    let today = domain::calendar::local_date(store.now());
    let mut communes: Vec<_> = catalogue
        .communes(today)
        .into_iter()
        .map(|area| (area.code.as_str().to_owned(), area.name.clone()))
        .collect();
    communes.sort_by_cached_key(|(_, name)| analysis::fold(name));
    let mut ministries: Vec<_> = catalogue
        .organisations
        .standing_on(today)
        .filter_map(|agency| agency.version_on(today))
        .filter(|version| version.level == AgencyLevel::Central)
        .map(|version| version.name.clone())
        .collect();
    ministries.sort_by_cached_key(|name| analysis::fold(name));
    let mut fields: Vec<_> = catalogue
        .procedures()
        .iter()
        .map(|procedure| procedure.field.clone())
        .filter(|field| !field.is_empty())
        .collect::<std::collections::BTreeSet<_>>()
        .into_iter()
        .collect();
    fields.sort_by_cached_key(|name| analysis::fold(name));
    let reasons = Reason::ALL
        .into_iter()
        .map(|reason| ReasonChoice {
            code: reason.code().to_owned(),
            name: format!(
                "{} · {} ({})",
                reason.code(),
                reason.label(lang),
                reason.ground().label(lang)
            ),
            guidance: catalogue
                .reason(reason.code())
                .map(|text| text.guidance_vi.clone())
                .unwrap_or_default(),
        })
        .collect();
    DeskOptions {
        communes,
        agencies: super::sending::agencies(&catalogue, today),
        ministries,
        reasons,
        fields,
    }
}

/// Reads one petition for the desk.
#[server(endpoint = "desk_case")]
pub async fn load_desk_case(code: String) -> Result<DeskCase, AppError> {
    use crate::context::{from_store, lang, official, store};
    let official = official()?;
    let store = store()?;
    read_case(&store, &official, &code, lang())
        .await
        .map_err(from_store)
}

#[cfg(feature = "ssr")]
async fn read_case(
    store: &store::Store,
    official: &domain::actor::ActingOfficial,
    code: &str,
    lang: domain::lang::Lang,
) -> Result<DeskCase, store::StoreError> {
    use domain::actor::Actor;
    use domain::calendar::local_date;
    let petition = store.petition_by_record_code(code).await?;
    if !domain::permission::may_see(official, &petition) {
        return Err(store::StoreError::NotFound);
    }
    let (card, _) = store.card(petition.id, lang).await?;
    let catalogue = store.catalogue();
    let now = store.now();
    let today = local_date(now);
    let actor = Actor::Official(official.clone());
    let can = store.available(&actor, &petition).await?;
    let deadlines = store.deadlines(petition.id).await?;
    let due = deadlines
        .iter()
        .filter(|deadline| deadline.is_open())
        .map(|deadline| super::cases::due_view(deadline, &catalogue, now, lang))
        .collect();
    let answers = store.answers(&petition).await?;
    let current = answers
        .into_iter()
        .find(|record| record.round == petition.round);
    let publish = can.contains(&Verb::Publish).then(|| PublicText {
        title: petition.title.clone(),
        body: petition.body.clone(),
        answer: current
            .as_ref()
            .map(|record| record.answer.body.clone())
            .unwrap_or_default(),
    });
    let publish = publish.map(|text| redaction::redacted(&text, lang));
    let draft = current.map(|record| DraftView {
        body: record.answer.body,
        outcome: record.answer.outcome.code().to_owned(),
        upheld: record.answer.upheld.code().to_owned(),
        document_no: record.answer.document_no.unwrap_or_default(),
        criteria: record
            .answer
            .criteria
            .iter()
            .map(|criterion| {
                serde_json::to_value(criterion)
                    .ok()
                    .and_then(|v| v.as_str().map(str::to_owned))
                    .unwrap_or_default()
            })
            .collect(),
    });
    let lead_suggestions = if can.contains(&Verb::Assign) {
        catalogue
            .competent(
                today,
                petition.procedure_code.as_deref(),
                petition.field.as_deref(),
                petition.area_code.as_deref(),
            )
            .into_iter()
            .take(3)
            .filter_map(|(id, why)| {
                Some(Suggestion {
                    value: catalogue.agency_slug(id)?,
                    name: catalogue.agency_name_on(id, today),
                    why,
                })
            })
            .collect()
    } else {
        Vec::new()
    };
    let advice = if can.contains(&Verb::Accept) {
        advice::advice(store, official, &petition, lang).await?
    } else {
        advice::Advice::default()
    };
    let log = store
        .timeline(petition.id)
        .await?
        .iter()
        .map(|event| log_entry(event, &catalogue, lang))
        .collect();
    let kind_label = format!(
        "{} · {}",
        if petition.is_proposal() {
            lang.pick("Kiến nghị", "Proposal")
        } else {
            lang.pick("Phản ánh", "Feedback")
        },
        petition.kind.label(lang)
    );
    let name = |id| catalogue.agency_name_on(id, today);
    Ok(DeskCase {
        card,
        kind: petition.kind.code().to_owned(),
        kind_label,
        area: petition
            .area_code
            .as_deref()
            .map(|code| catalogue.area_name(code)),
        supporting: petition
            .state
            .assignment()
            .map(|a| a.supporting.iter().copied().map(name).collect())
            .unwrap_or_default(),
        target_agency: petition.target_agency.map(name),
        due,
        can,
        may_read_sender: domain::permission::may_read_sender(official, &petition),
        draft,
        publish,
        hiding: petition.state.hiding().map(|hiding| hiding.reason.clone()),
        lead_suggestions,
        advice,
        log,
        is_public: petition.status() == domain::status::Status::Published && !petition.flags.hidden,
        now,
        tracking_code: petition.tracking_code,
        body: petition.body,
        proposed_solution: petition.proposed_solution,
        procedure_code: petition.procedure_code,
    })
}

/// Reads the sender; the reading is logged. A deed with a trace, so it is asked for by a button, never with the page.
#[server(endpoint = "read_sender")]
pub async fn read_sender(code: String) -> Result<SenderView, AppError> {
    use crate::context::{from_store, lang, official, store};
    let official = official()?;
    let store = store()?;
    let petition = store
        .petition_by_record_code(&code)
        .await
        .map_err(from_store)?;
    let sender = store
        .read_sender(&official, &petition, "desk")
        .await
        .map_err(from_store)?;
    Ok(SenderView {
        kind: sender.kind.label(lang()).to_owned(),
        full_name: sender.full_name,
        organisation: sender.organisation,
        phone: sender.phone,
        email: sender.email,
        address: sender.address,
    })
}
