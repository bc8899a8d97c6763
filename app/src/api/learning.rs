//! How well do suggestions and officials agree, and what was learned from them?

use chrono::{DateTime, Utc};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::AppError;

/// Agreement on one question in one month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MonthView {
    /// `YYYY-MM`.
    pub month: String,
    /// Decisions for which something had been suggested.
    pub suggested: i64,
    /// Those that say the same.
    pub agreed: i64,
    /// Decisions for which the suggestion was told.
    pub told: i64,
    /// Those of them that say the same.
    pub told_agreed: i64,
}

/// One answer suggested, one decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PairView {
    /// What was suggested, in words.
    pub suggested: String,
    /// What was decided, in words.
    pub decided: String,
    /// How often.
    pub count: i64,
    /// They are the same.
    pub same: bool,
}

/// Everything about one question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuestionView {
    /// Code.
    pub code: String,
    /// In words.
    pub name: String,
    /// Month by month, the latest first.
    pub months: Vec<MonthView>,
    /// What was suggested and what was decided, the commonest first.
    pub pairs: Vec<PairView>,
    /// Confidence in tens of percents, suggestions, those agreed with.
    pub calibration: Vec<(i64, i64, i64)>,
}

/// A learned version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ModelView {
    /// Its number; 0 is the one that ships.
    pub number: i64,
    /// When it was trained.
    pub trained_at: Option<DateTime<Utc>>,
    /// By whom.
    pub trained_by: String,
    /// From how many decisions.
    pub decisions: i64,
    /// Question, decisions compared with, the shipped one agreed, this one agreed.
    pub compared: Vec<(String, usize, usize, usize)>,
}

/// A model was put to use.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UseView {
    /// When.
    pub at: DateTime<Utc>,
    /// By whom.
    pub by: String,
    /// Which.
    pub number: i64,
}

/// `/quan-tri/phan-tich`
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LearningView {
    /// Questions that were suggested and decided.
    pub questions: Vec<QuestionView>,
    /// Decisions there are to learn from.
    pub decisions: i64,
    /// The number in use.
    pub in_use: i64,
    /// The versions, the latest first; the shipped one last.
    pub models: Vec<ModelView>,
    /// Which was put to use when, the latest first.
    pub uses: Vec<UseView>,
}

/// Reads how well suggestions and officials agree.
#[server(endpoint = "learning")]
pub async fn load_learning() -> Result<LearningView, AppError> {
    use crate::context::{failed, from_store, lang, official, store};
    let official = official()?;
    if !domain::permission::may_administer(&official) {
        return Err(failed(AppError::NotAllowed(
            lang()
                .pick(
                    "Chỉ quản trị viên xem được trang này.",
                    "This page is for administrators.",
                )
                .into(),
        )));
    }
    read(&store()?, lang()).await.map_err(from_store)
}

#[cfg(feature = "ssr")]
async fn read(
    store: &store::Store,
    lang: domain::lang::Lang,
) -> Result<LearningView, store::StoreError> {
    use domain::suggestion::Question;
    let catalogue = store.catalogue();
    let today = domain::calendar::local_date(store.now());
    let months = store.agreement().await?;
    let mut questions = Vec::new();
    for question in Question::ALL {
        let months: Vec<_> = months
            .iter()
            .filter(|row| row.question == question.code())
            .map(|row| MonthView {
                month: row.month.clone(),
                suggested: row.suggested,
                agreed: row.agreed,
                told: row.told,
                told_agreed: row.told_agreed,
            })
            .collect();
        if months.is_empty() {
            continue;
        }
        let pairs = store.confusion(question).await?;
        let calibration = store.calibration(question).await?;
        questions.push(QuestionView {
            code: question.code().to_owned(),
            name: super::desk::advice::question_words(question, lang).to_owned(),
            months,
            pairs: pairs
                .into_iter()
                .map(|pair| PairView {
                    same: pair.suggested == pair.decided,
                    suggested: words(question, &pair.suggested, &catalogue, today, lang),
                    decided: words(question, &pair.decided, &catalogue, today, lang),
                    count: pair.count,
                })
                .collect(),
            calibration: calibration
                .into_iter()
                .map(|row| (row.tens, row.suggested, row.agreed))
                .collect(),
        });
    }
    let name = |code: &str| {
        Question::from_code(code).map_or_else(
            || code.to_owned(),
            |question| super::desk::advice::question_words(question, lang).to_owned(),
        )
    };
    let mut models: Vec<_> = store
        .learned_models()
        .await?
        .into_iter()
        .map(|model| ModelView {
            number: model.number,
            trained_at: Some(model.trained_at),
            trained_by: model.trained_by,
            decisions: model.labels,
            compared: serde_json::from_str::<Vec<store::suggestions::Compared>>(&model.compared)
                .unwrap_or_default()
                .into_iter()
                .map(|row| (name(&row.question), row.decisions, row.shipped, row.learned))
                .collect(),
        })
        .collect();
    models.push(ModelView {
        number: 0,
        trained_at: None,
        trained_by: String::new(),
        decisions: 0,
        compared: Vec::new(),
    });
    Ok(LearningView {
        questions,
        decisions: store.count_decisions().await?,
        in_use: store.model_in_use().await?,
        models,
        uses: store
            .model_uses()
            .await?
            .into_iter()
            .map(|one| UseView {
                at: one.at,
                by: one.used_by,
                number: one.model,
            })
            .collect(),
    })
}

/// An answer in words.
#[cfg(feature = "ssr")]
fn words(
    question: domain::suggestion::Question,
    value: &str,
    catalogue: &store::catalogue::Catalogue,
    today: chrono::NaiveDate,
    lang: domain::lang::Lang,
) -> String {
    use domain::suggestion::Question;
    let found = match question {
        Question::Classification => Some(super::desk::advice::class_words(value, lang).to_owned()),
        Question::Reason => domain::admissibility::Reason::from_code(value)
            .map(|reason| format!("{value} {}", reason.label(lang))),
        Question::Kind => {
            domain::petition::PetitionKind::from_code(value).map(|kind| kind.label(lang).to_owned())
        }
        Question::Procedure => catalogue
            .procedure(value)
            .map(|procedure| procedure.name.clone()),
        Question::Field => None,
        Question::Agency => catalogue
            .agency_by_slug(value)
            .map(|id| catalogue.agency_name_on(id, today)),
    };
    found.unwrap_or_else(|| value.to_owned())
}
