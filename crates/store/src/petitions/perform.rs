//! One door for every verb: one transaction with the rules' answer, the row, the event, the deadlines and the jobs.

use chrono::{DateTime, Utc};
use domain::action::{Action, Signature};
use domain::actor::{ActingOfficial, Actor};
use domain::deadline::{Clock, Deadline, Step};
use domain::id::{AgencyId, PetitionId};
use domain::official::Role;
use domain::permission::{self, Side};
use domain::petition::Petition;
use domain::transition::{Circumstances, MergeTarget, Outcome, apply, available};

use super::books::Books;
use super::{Change, PetitionRow, effects, lock, save};
use crate::catalogue::Catalogue;
use crate::db::Tx;
use crate::{Store, StoreError, deadlines, events};

/// What was done.
#[derive(Clone, Debug)]
pub struct Performed {
    /// The petition after it.
    pub petition: Petition,
    /// Its event's place in the log.
    pub seq: i64,
}

impl Store {
    /// Does what the actor wants with the petition.
    ///
    /// `decided_on` is the version the actor saw. When the petition has changed since, nothing is
    /// done and the conflict tells what happened, to whoever may see the petition; only a note needs no version.
    ///
    /// # Errors
    /// [`StoreError::Refused`] by the rules, [`StoreError::Conflict`], [`StoreError::NotFound`].
    pub async fn perform(
        &self,
        actor: &Actor,
        id: PetitionId,
        decided_on: Option<i64>,
        action: Action,
    ) -> Result<Performed, StoreError> {
        let catalogue = self.catalogue();
        let action = completed(action, &catalogue);
        let mut tx = self.db().begin().await?;
        let (row, merge_target) = lock_all(&mut tx, id, &action).await?;
        let now = self.now();
        let current = row.version();
        let before = row.into_petition()?;
        if let Some(version) = decided_on.filter(|version| *version != current) {
            drop(tx);
            return Err(self.conflict(actor, &before, version).await);
        }
        let books = Books::load(&mut tx, id).await?;
        let open = deadlines::load(&mut tx, id).await?;
        let circumstances = circumstances(&catalogue, now, &open, merge_target);
        let Outcome {
            petition,
            deadlines: changes,
        } = apply(&before, actor, &action, &circumstances)?;

        let seq = events::next_seq(&mut tx).await?;
        let by = sign(actor, &action, &before, &petition, &catalogue);
        let books = books.after(&before, &petition, &action, &open, now);
        let change = Change {
            at: now,
            seq,
            books,
        };
        save(&mut tx, &before, &petition, &change).await?;
        let frame = deadlines::Frame {
            catalogue: &catalogue,
            petition: &petition,
            now,
            actor,
        };
        deadlines::change(&mut tx, &frame, open, &changes).await?;
        effects::write(
            &mut tx, &catalogue, actor, &before, &petition, &action, &change,
        )
        .await?;
        let new = events::NewEvent {
            petition_id: id,
            at: now,
            by: &by,
            from: Some(before.status()),
            to: petition.status(),
            action: &action,
        };
        events::append(&mut tx, seq, &new).await?;
        effects::enqueue(&mut tx, &petition, &action, seq, now).await?;
        self.notify(&mut tx, seq).await?;
        tx.commit().await?;
        self.ring(seq);
        Ok(Performed { petition, seq })
    }

    /// The verbs the actor may use on the petition now.
    pub async fn available(
        &self,
        actor: &Actor,
        petition: &Petition,
    ) -> Result<Vec<domain::action::Verb>, StoreError> {
        let open = self.deadlines(petition.id).await?;
        let circumstances = circumstances(&self.catalogue(), self.now(), &open, None);
        Ok(available(petition, actor, &circumstances))
    }
}

impl Store {
    async fn conflict(&self, actor: &Actor, petition: &Petition, version: i64) -> StoreError {
        let current = petition.row_version;
        if actor
            .official()
            .is_some_and(|official| !permission::may_see(official, petition))
        {
            return StoreError::Conflict {
                current,
                since: Vec::new(),
            };
        }
        // The first event made version 1, every later one the next.
        match self.timeline_after(petition.id, version).await {
            Ok(since) => StoreError::Conflict { current, since },
            Err(error) => error,
        }
    }
}

/// The action with what the catalogues add to it, so that the event tells all of it: a procedure has its field.
fn completed(action: Action, catalogue: &Catalogue) -> Action {
    match action {
        Action::Accept {
            kind,
            clauses,
            field: None,
            procedure_code: Some(code),
            area_code,
        } => {
            let field = catalogue
                .procedure(&code)
                .map(|procedure| procedure.field.clone());
            let field = field.filter(|field| !field.is_empty());
            Action::Accept {
                kind,
                clauses,
                field,
                procedure_code: Some(code),
                area_code,
            }
        }
        action => action,
    }
}

/// Locks the petition and, for a merge, the one it shall follow: in the order of their ids, so that two merges cannot
/// wait for each other.
async fn lock_all(
    tx: &mut Tx,
    id: PetitionId,
    action: &Action,
) -> Result<(PetitionRow, Option<MergeTarget>), StoreError> {
    let target = match action {
        Action::Merge { into } if *into != id => *into,
        _ => return Ok((lock(tx, id).await?, None)),
    };
    if target < id {
        let target = lock_target(tx, target).await?;
        Ok((lock(tx, id).await?, target))
    } else {
        let row = lock(tx, id).await?;
        Ok((row, lock_target(tx, target).await?))
    }
}

/// The petition to merge into; the rules say what becomes of a merge into one that is not there.
async fn lock_target(tx: &mut Tx, id: PetitionId) -> Result<Option<MergeTarget>, StoreError> {
    let row = match lock(tx, id).await {
        Ok(row) => row,
        Err(StoreError::NotFound) => return Ok(None),
        Err(error) => return Err(error),
    };
    let received_at = row.received_at;
    let petition = row.into_petition()?;
    Ok(Some(MergeTarget {
        id,
        status: petition.status(),
        received_at,
    }))
}

fn circumstances(
    catalogue: &Catalogue,
    now: DateTime<Utc>,
    open: &[Deadline],
    merge_target: Option<MergeTarget>,
) -> Circumstances {
    let due = |clock: Clock, step: Step| {
        open.iter()
            .rev()
            .find(|d| d.clock == clock && d.step == step && d.is_open())
            .map(|d| d.due_at)
    };
    Circumstances {
        now,
        reviewer: catalogue.intake_agency(),
        answer_due: due(Clock::Unit, Step::Answer),
        supplement_due: due(Clock::Citizen, Step::Supplement),
        reopen_due: due(Clock::Citizen, Step::Reopen),
        merge_target,
    }
}

/// Name, role and agency as they stand in the log for ever.
fn sign(
    actor: &Actor,
    action: &Action,
    before: &Petition,
    after: &Petition,
    catalogue: &Catalogue,
) -> Signature {
    match actor {
        Actor::Sender => Signature {
            official: None,
            name: String::new(),
            role: "sender".into(),
            agency: None,
        },
        Actor::System => Signature {
            official: None,
            name: String::new(),
            role: "system".into(),
            agency: None,
        },
        Actor::Official(official) => {
            let lead = before.lead().or(after.lead());
            let (role, agency) = acting_as(official, action, lead, before, catalogue);
            Signature {
                official: Some(official.id),
                name: official.full_name.clone(),
                role: role.code().into(),
                agency,
            }
        }
    }
}

fn acting_as(
    official: &ActingOfficial,
    action: &Action,
    lead: Option<AgencyId>,
    petition: &Petition,
    catalogue: &Catalogue,
) -> (Role, Option<AgencyId>) {
    let found = match permission::side(action.verb()) {
        Side::Province(roles) => official
            .grants
            .iter()
            .find(|grant| roles.contains(&grant.role)),
        Side::Lead(roles) => official
            .grants
            .iter()
            .find(|grant| roles.contains(&grant.role) && Some(grant.agency) == lead),
        Side::Involved | Side::Sender | Side::System => official.grants.iter().find(|grant| {
            petition
                .state
                .assignment()
                .is_some_and(|assignment| assignment.involves(grant.agency))
        }),
    };
    found
        .or_else(|| official.grants.first())
        .map_or((Role::Auditor, Some(catalogue.intake_agency())), |grant| {
            (grant.role, Some(grant.agency))
        })
}

impl PetitionRow {
    /// The version the row is at.
    pub(crate) const fn version(&self) -> i64 {
        self.row_version
    }
}
