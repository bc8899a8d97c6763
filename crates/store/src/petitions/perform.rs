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
    /// done and the conflict tells what happened; only a note needs no version.
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
        let mut tx = self.db().begin().await?;
        // A merge locks its target first when that is older, so that two merges cannot wait for each other.
        let merge_target = match &action {
            Action::Merge { into } if *into != id => Some(lock_target(&mut tx, *into).await?),
            _ => None,
        };
        let row = lock(&mut tx, id).await?;
        let now = self.now();
        if let Some(version) = decided_on.filter(|version| *version != row.version()) {
            let current = row.version();
            drop(tx);
            let timeline = self.timeline(id).await?;
            // The first event made version 1, every later one the next.
            let since = timeline
                .into_iter()
                .filter(|event| event.petition_seq > version)
                .collect();
            return Err(StoreError::Conflict { current, since });
        }
        let books = effects::books(&mut tx, id).await?;
        let before = row.into_petition()?;
        let open = deadlines::load(&mut tx, id).await?;
        let circumstances = circumstances(&catalogue, now, &open, merge_target);
        let Outcome {
            petition,
            deadlines: changes,
        } = apply(&before, actor, &action, &circumstances)?;

        let seq = events::next_seq(&mut tx).await?;
        let by = sign(actor, &action, &before, &petition, &catalogue);
        let books = effects::keep_books(books, &petition, &action, &open, now);
        let change = Change {
            at: now,
            seq,
            classified_on: books.classified_on,
            closing: books.closing,
        };
        save(&mut tx, &petition, &change).await?;
        deadlines::change(
            &mut tx,
            &deadlines::Frame {
                catalogue: &catalogue,
                petition: &petition,
                now,
                actor,
            },
            open,
            &changes,
        )
        .await?;
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

async fn lock_target(tx: &mut Tx, id: PetitionId) -> Result<MergeTarget, StoreError> {
    let row = lock(tx, id).await?;
    let received_at = row.received_at;
    let petition = row.into_petition()?;
    Ok(MergeTarget {
        id,
        status: petition.status(),
        received_at,
    })
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
