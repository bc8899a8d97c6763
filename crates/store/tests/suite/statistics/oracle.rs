//! What must a report say? Counted anew from the log alone, petition by petition.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use domain::action::{Action, Verb};
use domain::admissibility::Classification;
use domain::calendar::{end_of_day, local_date};
use domain::deadline::{Clock, Deadline, Standing, Step};
use domain::id::{AgencyId, PetitionId};
use domain::lang::Lang;
use domain::petition::Petition;
use domain::rating::Satisfaction;
use domain::statistics::{Breakdown, Figures, Period};
use domain::status::Status;
use store::Store;

/// What the log tells of one petition.
pub struct History {
    petition: Petition,
    received_on: NaiveDate,
    class: Option<Classification>,
    closed: Option<(NaiveDate, Status)>,
    on_time: bool,
    due_at: DateTime<Utc>,
    /// Its clock stands still, and stopped in time.
    waits: bool,
    agency: Option<AgencyId>,
    published_on: Option<NaiveDate>,
    ratings: Vec<(NaiveDate, Satisfaction)>,
    reached: BTreeSet<Status>,
}

/// All of them, and what the store's catalogue calls the agencies.
pub struct Histories {
    all: Vec<History>,
    store: Store,
}

impl Histories {
    pub async fn of(store: &Store, ids: &[PetitionId]) -> Self {
        let mut all = Vec::new();
        for id in ids {
            all.push(history(store, *id).await);
        }
        Self {
            all,
            store: store.clone(),
        }
    }

    /// How many different states the petitions have been in.
    pub fn reached(&self) -> usize {
        self.all
            .iter()
            .flat_map(|history| &history.reached)
            .collect::<BTreeSet<_>>()
            .len()
    }

    pub fn line(&self, period: Period, breakdown: Breakdown, name: &str) -> Figures {
        self.figures(period, |history| {
            self.name(history, breakdown, period.to) == name
        })
    }

    fn name(&self, history: &History, breakdown: Breakdown, on: NaiveDate) -> String {
        let petition = &history.petition;
        match breakdown {
            Breakdown::Agency => history.agency.map_or_else(
                || "Nơi tiếp nhận (chưa hoặc không chuyển đơn vị)".to_owned(),
                |agency| self.store.catalogue().agency_name_on(agency, on),
            ),
            Breakdown::Field => petition
                .field
                .clone()
                .unwrap_or_else(|| "Chưa xác định".to_owned()),
            Breakdown::Channel => petition.channel.label(Lang::Vi).to_owned(),
            Breakdown::Kind => petition.kind.label(Lang::Vi).to_owned(),
        }
    }

    pub fn figures(&self, period: Period, counts: impl Fn(&History) -> bool) -> Figures {
        let mut figures = Figures::default();
        for history in self.all.iter().filter(|history| counts(history)) {
            figures.add(&history.figures(period, self.store.now()));
        }
        figures
    }
}

impl History {
    fn figures(&self, period: Period, now: DateTime<Utc>) -> Figures {
        let Period { from, to } = period;
        let mut one = Figures::default();
        if self.received_on > to {
            return one;
        }
        let within = |day: NaiveDate| from <= day && day <= to;
        one.published = i64::from(self.published_on.is_some_and(within));
        for (day, level) in &self.ratings {
            let index = Satisfaction::ALL
                .iter()
                .position(|one| one == level)
                .expect("level");
            one.ratings[index] += i64::from(within(*day));
        }
        if self.closed.is_some_and(|(day, _)| day < from) {
            return one;
        }
        if self.received_on < from {
            one.carried_over = 1;
        } else {
            one.received = 1;
            match self.class {
                Some(Classification::Valid) => one.valid = 1,
                Some(Classification::Invalid) => one.invalid = 1,
                Some(Classification::OutsideJurisdiction) => one.outside_jurisdiction = 1,
                None => one.unclassified = 1,
            }
        }
        match self.closed.filter(|(day, _)| *day <= to) {
            None => {
                one.open = 1;
                let late = self.due_at < end_of_day(to).min(now) && !self.waits;
                one.open_overdue = i64::from(late);
            }
            Some((_, how)) => {
                match how {
                    Status::Answered => one.answered = 1,
                    Status::Rejected => one.returned = 1,
                    Status::ReferredOut => one.referred = 1,
                    _ => one.withdrawn = 1,
                }
                one.closed_on_time = i64::from(self.on_time);
                one.closed_late = i64::from(!self.on_time);
            }
        }
        one
    }
}

async fn history(store: &Store, id: PetitionId) -> History {
    let petition = store.petition(id).await.expect("petition");
    let events = store.timeline(id).await.expect("timeline");
    let deadlines = store.deadlines(id).await.expect("deadlines");
    let answer = deadlines
        .iter()
        .find(|deadline: &&Deadline| {
            deadline.clock == Clock::Citizen && deadline.step == Step::Answer
        })
        .expect("the sender's clock");
    let on_time = matches!(
        answer.standing(store.now(), &store.catalogue().calendar),
        Standing::Met { on_time: true } | Standing::Lapsed { on_time: true }
    );
    let mut history = History {
        received_on: local_date(events[0].at),
        class: None,
        closed: None,
        on_time,
        due_at: answer.due_at,
        waits: answer.is_open()
            && answer
                .paused_at()
                .is_some_and(|since| since <= answer.due_at),
        agency: None,
        published_on: None,
        ratings: Vec::new(),
        reached: events.iter().map(|event| event.to).collect(),
        petition,
    };
    let (mut lead, mut rated) = (None, false);
    for event in &events {
        let day = local_date(event.at);
        let class = match event.verb() {
            Verb::Accept => Some(Classification::Valid),
            Verb::Reject => Some(Classification::Invalid),
            Verb::ReferOut => Some(Classification::OutsideJurisdiction),
            _ => None,
        };
        history.class = history.class.or(class);
        match &event.action {
            Action::Assign { assignment, .. } => lead = Some(assignment.lead),
            Action::Publish { .. } => history.published_on = history.published_on.or(Some(day)),
            Action::Rate { level, .. } => {
                history.ratings.push((day, *level));
                rated = true;
            }
            Action::Reopen { .. } if !rated => {
                history.ratings.push((day, Satisfaction::Dissatisfied));
            }
            Action::Reopen { .. } => rated = false,
            Action::Unmerge { .. } => history.closed = None,
            _ => {}
        }
        if !event.to.is_open() && history.closed.is_none() {
            let how = if event.to.has_answer() {
                Status::Answered
            } else {
                event.to
            };
            history.closed = Some((day, how));
            history.agency = lead;
        }
        if event.verb() == Verb::ReturnToIntake {
            lead = None;
        }
    }
    if history.closed.is_none() {
        history.agency = history.petition.lead();
    }
    history
}
