//! How do a petition's deadlines stand after what a verb does to them?

use chrono::{DateTime, Utc};
use domain::calendar::local_date;
use domain::deadline::{CaseTraits, Clock, Deadline, DeadlineError, DeadlineRule, RuleStart, Step};
use domain::deadline_plan::DeadlineChange;
use domain::id::{DeadlineId, OfficialId};
use domain::petition::Petition;
use uuid::Uuid;

use super::Frame;
use crate::StoreError;
use crate::clock::new_id;

/// The deadlines after the changes.
pub(crate) fn changed(
    frame: &Frame<'_>,
    mut all: Vec<Deadline>,
    changes: &[DeadlineChange],
) -> Result<Vec<Deadline>, StoreError> {
    for change in changes {
        apply(frame, &mut all, change)?;
    }
    Ok(all)
}

fn apply(
    frame: &Frame<'_>,
    all: &mut Vec<Deadline>,
    change: &DeadlineChange,
) -> Result<(), StoreError> {
    let now = frame.now;
    let calendar = &frame.catalogue.calendar;
    match change {
        DeadlineChange::Start(clock, step) => {
            lapse(all, *clock, *step, now)?;
            let deadline = start(frame, all, *clock, *step)?;
            all.push(deadline);
        }
        DeadlineChange::Meet(clock, step) => {
            if let Some(deadline) = open(all, *clock, *step) {
                *deadline = deadline.clone().meet(now)?;
            }
        }
        DeadlineChange::Cancel(clock, step) => {
            lapse(all, *clock, *step, now)?;
        }
        DeadlineChange::Instead {
            clock,
            open: waited_for,
            done,
        } => {
            // A province may have no term for what was done; then only what was waited for falls away.
            if let Some(since) = lapse(all, *clock, *waited_for, now)?
                && let Some(rule) = rule(frame, *clock, *done)
            {
                let deadline = begin(frame, rule, since)?;
                all.push(deadline.meet(now)?);
            }
        }
        DeadlineChange::Pause(clock, step) => {
            if let Some(deadline) = open(all, *clock, *step) {
                *deadline = deadline.clone().pause(now)?;
            }
        }
        DeadlineChange::Resume(clock, step) => {
            if let Some(deadline) = open(all, *clock, *step) {
                *deadline = deadline.clone().resume(now, calendar)?;
            }
        }
        DeadlineChange::Extend {
            clock,
            step,
            working_days,
            reason,
        } => {
            if let Some(deadline) = open(all, *clock, *step) {
                let by = frame
                    .actor
                    .official()
                    .map_or(OfficialId(Uuid::nil()), |official| official.id);
                // The citizen's clock may have run out before the unit's; what is late stays late.
                match deadline
                    .clone()
                    .extend(*working_days, reason, by, now, calendar)
                {
                    Ok(extended) => *deadline = extended,
                    Err(DeadlineError::PastDue { .. }) if *clock == Clock::Citizen => {}
                    Err(error) => return Err(error.into()),
                }
            }
        }
        DeadlineChange::MeetAll => {
            for deadline in all.iter_mut().filter(|deadline| deadline.is_open()) {
                // What was the sender's to do is not met by our closing the case.
                let step = deadline.clone();
                let ended = if step.step.is_senders() {
                    step.lapse(now)
                } else {
                    step.meet(now)
                };
                *deadline = ended?;
            }
        }
        DeadlineChange::CancelAll => {
            for deadline in all.iter_mut().filter(|deadline| deadline.is_open()) {
                *deadline = deadline.clone().lapse(now)?;
            }
        }
        DeadlineChange::RestoreAll => {
            // All that fell away with the merge fell away at one moment, the last.
            let last = all.iter().filter_map(|deadline| deadline.lapsed_at).max();
            let with_the_merge =
                |deadline: &&mut Deadline| last.is_some() && deadline.lapsed_at == last;
            for deadline in all.iter_mut().filter(with_the_merge) {
                *deadline = deadline.clone().restore()?;
            }
        }
    }
    Ok(())
}

/// The latest of the step's deadlines, while it is open.
fn open(all: &mut [Deadline], clock: Clock, step: Step) -> Option<&mut Deadline> {
    all.iter_mut()
        .rev()
        .find(|deadline| deadline.clock == clock && deadline.step == step && deadline.is_open())
}

/// Lets an open deadline fall away and tells since when it had run.
fn lapse(
    all: &mut [Deadline],
    clock: Clock,
    step: Step,
    now: DateTime<Utc>,
) -> Result<Option<DateTime<Utc>>, StoreError> {
    let Some(deadline) = open(all, clock, step) else {
        return Ok(None);
    };
    *deadline = deadline.clone().lapse(now)?;
    Ok(Some(deadline.starts_at))
}

/// The rule in force today for this petition.
fn rule<'a>(frame: &Frame<'a>, clock: Clock, step: Step) -> Option<&'a DeadlineRule> {
    let petition = frame.petition;
    let traits = CaseTraits {
        kind: Some(petition.kind.code()),
        channel: Some(petition.channel.code()),
    };
    frame
        .catalogue
        .rules
        .rule_for_case(step, clock, local_date(frame.now), traits)
}

fn begin(
    frame: &Frame<'_>,
    rule: &DeadlineRule,
    at: DateTime<Utc>,
) -> Result<Deadline, StoreError> {
    Ok(rule.start(
        DeadlineId(new_id()),
        frame.petition.id,
        &frame.catalogue.calendar,
        at,
    )?)
}

fn start(
    frame: &Frame<'_>,
    earlier: &[Deadline],
    clock: Clock,
    step: Step,
) -> Result<Deadline, StoreError> {
    let on = local_date(frame.now);
    let rule = rule(frame, clock, step).ok_or(StoreError::NoRule { clock, step, on })?;
    // A term counted from receipt starts there the first time only; when the step comes again, it counts from now.
    let again = earlier
        .iter()
        .any(|deadline| deadline.clock == clock && deadline.step == step);
    let at = if rule.starts == RuleStart::Receipt && !again {
        received(frame.petition, earlier, clock)
    } else {
        frame.now
    };
    begin(frame, rule, at)
}

/// When the petition reached intake, by the clock: a supplement is a new receipt on the unit's (T3), never on the sender's.
fn received(petition: &Petition, earlier: &[Deadline], clock: Clock) -> DateTime<Utc> {
    let last_receipt = earlier
        .iter()
        .filter(|deadline| deadline.clock == Clock::Unit && deadline.step == Step::Classify)
        .map(|deadline| deadline.starts_at)
        .max();
    last_receipt
        .filter(|_| clock == Clock::Unit)
        .unwrap_or(petition.received_at)
}
