//! What does one procedure's page say: its parts by the law's names, what the record lacks, who is competent, what was answered?

use domain::procedure::Constituent;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::{DocumentGroup, StepView, WayView};
use crate::AppError;
use crate::api::register::PublicationItem;

/// Who is competent in the province today.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Competence {
    /// These agencies: slug, name, why.
    Agencies(Vec<(String, String, String)>),
    /// The committee of the commune where the matter lies.
    OfTheCommune,
    /// Not known; this agency finds out: slug, name.
    Unknown(String, String),
}

/// One procedure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProcedureView {
    /// National code.
    pub code: String,
    /// The code as asked for, when it was a province's own.
    pub local_code: Option<String>,
    /// Name.
    pub name: String,
    /// Field.
    pub field: String,
    /// Level as printed.
    pub level: String,
    /// Ministry that governs it.
    pub ministry: String,
    /// Agency as printed.
    pub agency: String,
    /// Decision that published it.
    pub decision_no: String,
    /// Who may apply.
    pub audience: Vec<String>,
    /// Steps.
    pub steps: Vec<StepView>,
    /// Ways of handing in.
    pub ways: Vec<WayView>,
    /// Papers by case.
    pub documents: Vec<DocumentGroup>,
    /// Papers on a form.
    pub forms: Vec<String>,
    /// Result.
    pub result: String,
    /// Requirements and conditions.
    pub conditions: String,
    /// Legal basis.
    pub legal_basis: Vec<String>,
    /// Related procedures as printed.
    pub related: Vec<String>,
    /// The national record; empty when its address is not known.
    pub url: String,
    /// More is known than code and name.
    pub has_detail: bool,
    /// Parts the catalogue holds.
    pub has: Vec<Constituent>,
    /// Who is competent today.
    pub competence: Competence,
    /// Published petitions about it.
    pub published: i64,
    /// The latest of them.
    pub latest: Vec<PublicationItem>,
}

/// Published petitions shown on a procedure's page.
#[cfg(feature = "ssr")]
const LATEST: usize = 5;

/// Reads a procedure by its national code or by a province's own.
#[server(endpoint = "procedure")]
pub async fn load_procedure(code: String) -> Result<ProcedureView, AppError> {
    use crate::context::{failed, from_store, lang, store};
    use domain::procedure::ProcedureCode;
    use store::register::RegisterFilter;
    let (store, lang) = (store()?, lang());
    let asked: ProcedureCode = code.parse().map_err(|_| failed(AppError::NotFound))?;
    let national = asked.national().to_owned();
    let procedure = store.procedure(&national).await.map_err(from_store)?;
    let published = store.published_about(&national).await.map_err(from_store)?;
    let about = RegisterFilter {
        procedure: national.clone(),
        ..RegisterFilter::default()
    };
    let found = store.register(&about).await.map_err(from_store)?;
    let catalogue = store.catalogue();
    let today = domain::calendar::local_date(store.now());
    let latest = found
        .items
        .iter()
        .take(LATEST)
        .map(|item| crate::api::register::item(item, &catalogue, "", lang));
    Ok(ProcedureView {
        latest: latest.collect(),
        published,
        competence: competence(&catalogue, &procedure, today, lang),
        local_code: (asked.as_str() != national).then(|| asked.to_string()),
        ..parts(procedure)
    })
}

/// The parts the record itself gives.
#[cfg(feature = "ssr")]
fn parts(procedure: domain::procedure::Procedure) -> ProcedureView {
    let is_form = |name: &str| {
        let name = name.to_lowercase();
        ["mẫu", "tờ khai"].iter().any(|word| name.contains(word))
    };
    ProcedureView {
        has: Constituent::ALL
            .into_iter()
            .filter(|part| procedure.has(*part))
            .collect(),
        steps: super::parts::steps(&procedure.steps),
        ways: super::parts::ways(&procedure.ways),
        documents: super::parts::documents(&procedure.documents),
        forms: procedure
            .documents
            .iter()
            .map(|document| document.name.clone())
            .filter(|name| is_form(name))
            .collect(),
        code: procedure.code.to_string(),
        local_code: None,
        name: procedure.name,
        field: procedure.field,
        level: procedure.level,
        ministry: procedure.ministry,
        agency: procedure.agency,
        decision_no: procedure.decision_no,
        audience: procedure.audience,
        result: procedure.result,
        conditions: procedure.conditions,
        legal_basis: procedure.legal_basis,
        related: procedure.related,
        url: procedure.url,
        has_detail: procedure.has_detail,
        competence: Competence::OfTheCommune,
        published: 0,
        latest: Vec::new(),
    }
}

/// Who is competent: asked for one commune, because a procedure of the communes belongs to each in its own ground.
#[cfg(feature = "ssr")]
fn competence(
    catalogue: &store::catalogue::Catalogue,
    procedure: &domain::procedure::Procedure,
    today: chrono::NaiveDate,
    lang: domain::lang::Lang,
) -> Competence {
    use domain::agency::Matter;
    let area = catalogue
        .communes(today)
        .first()
        .map(|area| area.code.clone());
    let matter = Matter {
        field: Some(procedure.field.as_str()).filter(|field| !field.is_empty()),
        procedure: Some(&procedure.code),
        level: domain::procedure::nearest_level(&procedure.level),
        area: area.as_ref(),
    };
    let found = catalogue.organisations.competent(today, matter);
    let Some(first) = found.first() else {
        return unknown(catalogue, today);
    };
    if first.because.area {
        return Competence::OfTheCommune;
    }
    let telling = |because: &domain::agency::Because| {
        because.procedure_code.is_some() || because.field.is_some()
    };
    if !telling(&first.because) {
        return unknown(catalogue, today);
    }
    let agencies = found
        .iter()
        .filter(|competent| telling(&competent.because) && !competent.because.area)
        .take(3)
        .filter_map(|competent| {
            let slug = catalogue.agency_slug(competent.agency_id)?;
            Some((
                slug,
                catalogue.agency_name_on(competent.agency_id, today),
                competent.because.words(lang),
            ))
        });
    Competence::Agencies(agencies.collect())
}

#[cfg(feature = "ssr")]
fn unknown(catalogue: &store::catalogue::Catalogue, today: chrono::NaiveDate) -> Competence {
    let intake = catalogue.intake_agency();
    Competence::Unknown(
        catalogue.agency_slug(intake).unwrap_or_default(),
        catalogue.agency_name_on(intake, today),
    )
}
