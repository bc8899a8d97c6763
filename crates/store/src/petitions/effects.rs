//! What else does a verb write? Answers, publications, ratings, the search index, and jobs for those who must hear of it.

use chrono::{DateTime, NaiveDate, Utc};
use domain::action::Action;
use domain::actor::Actor;
use domain::answer::Answer;
use domain::calendar::local_date;
use domain::deadline::{Clock, Step};
use domain::id::PetitionId;
use domain::petition::Petition;
use domain::publication::PublicText;
use domain::rating::Satisfaction;
use domain::refusal::Refusal;
use domain::violation::Problem;

use super::Change;
use crate::catalogue::Catalogue;
use crate::db::{Tx, within};
use crate::search::{self, Index, Text};
use crate::{StoreError, jobs, suggestions};

/// Writes what belongs to the verb beside the petition's own row.
pub(crate) async fn write(
    tx: &mut Tx,
    catalogue: &Catalogue,
    actor: &Actor,
    before: &Petition,
    after: &Petition,
    action: &Action,
    change: &Change,
) -> Result<(), StoreError> {
    match action {
        Action::Accept {
            procedure_code,
            area_code,
            ..
        } => {
            catalogue.check_procedure(procedure_code.as_deref())?;
            catalogue.check_area(area_code.as_deref())?;
        }
        Action::Assign { assignment, .. } => {
            let today = local_date(change.at);
            catalogue.check_agency("lead", assignment.lead, today)?;
            for agency in &assignment.supporting {
                catalogue.check_agency("supporting", *agency, today)?;
            }
        }
        Action::Supplement { .. } => {
            let number = search::number_of(tx, after.id).await?;
            search::put(tx, Index::Desk, number, Text::of(&desk_text(after))).await?;
        }
        Action::DraftAnswer { answer } | Action::SubmitForApproval { answer } => {
            let Some(official) = actor.official() else {
                return Ok(());
            };
            save_answer(tx, after, answer, official.id.0, change.at).await?;
        }
        Action::Approve => {
            let Some(official) = actor.official() else {
                return Ok(());
            };
            within!(tx, connection => sqlx::query(
                "update answer set approved_by = $3, approved_at = $4 where petition_id = $1 and round = $2"
            )
                .bind(after.id.0)
                .bind(i64::from(after.round))
                .bind(official.id.0)
                .bind(change.at)
                .execute(connection)
                .await
                .map(drop))?;
        }
        Action::Publish { text, .. } => {
            let Some(official) = actor.official() else {
                return Ok(());
            };
            publish(tx, catalogue, after, text, official.id.0, change).await?;
        }
        // Hidden after publication, or a second answer that stays private: either way nothing of it is public any more.
        Action::ConfirmHiding => {
            unpublish_words(tx, after.id).await?;
            within!(tx, connection => sqlx::query(
                "update publication set hidden_at = $2 where petition_id = $1 and hidden_at is null"
            )
                .bind(after.id.0)
                .bind(change.at)
                .execute(connection)
                .await
                .map(drop))?;
        }
        Action::Rate { level, comment } => {
            rate(tx, after, *level, comment.as_deref(), change.at).await?;
        }
        // Sending it back says it was not satisfactory, unless the sender has rated already.
        Action::Reopen { .. } if !before.rated => {
            let earlier = Petition {
                round: before.round,
                ..after.clone()
            };
            rate(tx, &earlier, Satisfaction::Dissatisfied, None, change.at).await?;
        }
        _ => {}
    }
    suggestions::record(tx, catalogue, after, action, change.at, change.seq).await
}

/// What the desk's search finds: the sender's words, never the sender.
pub(crate) fn desk_text(petition: &Petition) -> String {
    let proposal = petition.proposed_solution.as_deref().unwrap_or_default();
    format!(
        "{} {} {} {} {}",
        petition.record_code, petition.tracking_code, petition.title, petition.body, proposal
    )
}

async fn save_answer(
    tx: &mut Tx,
    petition: &Petition,
    answer: &Answer,
    drafted_by: uuid::Uuid,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let criteria = serde_json::to_string(&answer.criteria)?;
    within!(tx, connection => sqlx::query(
        "insert into answer (petition_id, round, body, outcome, upheld, criteria, document_no, drafted_by, changed_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         on conflict (petition_id, round) do update set
            body = excluded.body, outcome = excluded.outcome, upheld = excluded.upheld, criteria = excluded.criteria,
            document_no = excluded.document_no, drafted_by = excluded.drafted_by, changed_at = excluded.changed_at"
    )
        .bind(petition.id.0)
        .bind(i64::from(petition.round))
        .bind(answer.body.trim())
        .bind(answer.outcome.code())
        .bind(answer.upheld.code())
        .bind(&criteria)
        .bind(&answer.document_no)
        .bind(drafted_by)
        .bind(at)
        .execute(connection)
        .await
        .map(drop))?;
    Ok(())
}

async fn publish(
    tx: &mut Tx,
    catalogue: &Catalogue,
    petition: &Petition,
    text: &PublicText,
    checked_by: uuid::Uuid,
    change: &Change,
) -> Result<(), StoreError> {
    let (outcome, upheld): (String, String) = within!(tx, connection => sqlx::query_as(
        "select outcome, upheld from answer where petition_id = $1 and round = $2"
    ).bind(petition.id.0).bind(i64::from(petition.round)).fetch_one(connection).await)?;
    let lead = petition
        .lead()
        .ok_or_else(|| StoreError::inconsistent("petition", "state", petition.id))?;
    let answered_at = petition.answered_at.unwrap_or(change.at);
    let on_time = citizen_on_time(tx, petition).await?;
    let shown_name: Option<String> = if petition.flags.name_public {
        within!(tx, connection => sqlx::query_as::<_, (String,)>("select full_name from sender where petition_id = $1")
            .bind(petition.id.0)
            .fetch_optional(connection)
            .await)?
        .map(|(name,)| name)
    } else {
        None
    };
    // A second answer replaces what was public of the first.
    unpublish_words(tx, petition.id).await?;
    within!(tx, connection => sqlx::query("delete from publication where petition_id = $1")
        .bind(petition.id.0)
        .execute(connection)
        .await
        .map(drop))?;
    let name = catalogue.agency_name_on(lead, local_date(answered_at));
    within!(tx, connection => sqlx::query(
        "insert into publication (petition_id, number, record_code, title, body, answer, outcome, upheld, kind,
            procedure_code, field, area_code, agency_id, agency_name, received_on, answered_on, published_at, on_time,
            checked_by, shown_name, demonstration)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)"
    )
        .bind(petition.id.0)
        .bind(change.seq)
        .bind(&petition.record_code)
        .bind(text.title.trim())
        .bind(text.body.trim())
        .bind(text.answer.trim())
        .bind(&outcome)
        .bind(&upheld)
        .bind(petition.kind.code())
        .bind(&petition.procedure_code)
        .bind(&petition.field)
        .bind(&petition.area_code)
        .bind(lead.0)
        .bind(&name)
        .bind(local_date(petition.received_at))
        .bind(local_date(answered_at))
        .bind(change.at)
        .bind(on_time)
        .bind(checked_by)
        .bind(&shown_name)
        .bind(petition.flags.demonstration)
        .execute(connection)
        .await
        .map(drop))?;
    let words = format!(
        "{} {} {} {}",
        petition.record_code, text.title, text.body, text.answer
    );
    search::put(tx, Index::Public, change.seq, Text::of(&words)).await
}

/// Whether the latest answer came within the sender's own clock.
async fn citizen_on_time(tx: &mut Tx, petition: &Petition) -> Result<bool, StoreError> {
    let deadlines = crate::deadlines::load(tx, petition.id).await?;
    let latest = deadlines
        .iter()
        .rev()
        .find(|deadline| deadline.clock == Clock::Citizen && deadline.step == Step::Answer);
    Ok(latest
        .and_then(|deadline| deadline.met_at.map(|met| met <= deadline.due_at))
        .unwrap_or(false))
}

async fn unpublish_words(tx: &mut Tx, id: PetitionId) -> Result<(), StoreError> {
    let number: Option<(i64,)> = within!(tx, connection => sqlx::query_as(
        "select number from publication where petition_id = $1"
    ).bind(id.0).fetch_optional(connection).await)?;
    match number {
        Some((number,)) => search::remove(tx, Index::Public, number).await,
        None => Ok(()),
    }
}

async fn rate(
    tx: &mut Tx,
    petition: &Petition,
    level: Satisfaction,
    comment: Option<&str>,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    within!(tx, connection => sqlx::query(
        "insert into rating (petition_id, round, level, comment, rated_at, rated_on) values ($1, $2, $3, $4, $5, $6)"
    )
        .bind(petition.id.0)
        .bind(i64::from(petition.round))
        .bind(level.code())
        .bind(comment)
        .bind(at)
        .bind(local_date(at))
        .execute(connection)
        .await
        .map(drop))?;
    Ok(())
}

/// Leaves a job for whoever must hear of the event; sending is the outbox's work.
pub(crate) async fn enqueue(
    tx: &mut Tx,
    petition: &Petition,
    action: &Action,
    seq: i64,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let kind = match action {
        Action::DraftAnswer { .. } | Action::Note { .. } => return Ok(()),
        Action::Assign { .. }
        | Action::Remind { .. }
        | Action::ReturnToIntake { .. }
        | Action::SubmitForApproval { .. }
        | Action::SendBack { .. }
        | Action::ProposeHiding { .. } => "tell_officials",
        _ => "tell_sender",
    };
    // No personal data in the payload: the outbox looks up whom to reach when it sends.
    jobs::enqueue(
        tx,
        kind,
        serde_json::json!({ "petition": petition.id, "seq": seq }),
        now,
    )
    .await?;
    if matches!(
        action,
        Action::Approve | Action::Publish { .. } | Action::ConfirmHiding
    ) {
        tell_followers(tx, petition, seq, now).await?;
    }
    Ok(())
}

/// Whoever reported the same matter gets the answer, too (T19).
async fn tell_followers(
    tx: &mut Tx,
    petition: &Petition,
    seq: i64,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let followers: Vec<(uuid::Uuid,)> = within!(&mut *tx, connection => sqlx::query_as(
        "with recursive follower (id) as (
            select id from petition where merged_into = $1
            union select p.id from petition p join follower f on p.merged_into = f.id)
         select id from follower"
    ).bind(petition.id.0).fetch_all(connection).await)?;
    for (follower,) in followers {
        let payload =
            serde_json::json!({ "petition": follower, "seq": seq, "follows": petition.id });
        jobs::enqueue(tx, "tell_sender", payload, now).await?;
    }
    Ok(())
}

impl Catalogue {
    fn check_procedure(&self, code: Option<&str>) -> Result<(), Refusal> {
        match code {
            Some(code) if self.procedure(code).is_none() => {
                Err(Refusal::field("procedure_code", Problem::NotAChoice))
            }
            _ => Ok(()),
        }
    }

    fn check_area(&self, code: Option<&str>) -> Result<(), Refusal> {
        match code {
            Some(code) if self.area(code).is_none() => {
                Err(Refusal::field("area_code", Problem::NotAChoice))
            }
            _ => Ok(()),
        }
    }

    fn check_agency(
        &self,
        field: &str,
        id: domain::id::AgencyId,
        today: NaiveDate,
    ) -> Result<(), Refusal> {
        if self.agency_exists_on(id, today) {
            Ok(())
        } else {
            Err(Refusal::field(field, Problem::NotAChoice))
        }
    }
}
