//! Demonstration data: replays invented stories through the same verbs that people use.

mod story;

use std::collections::HashMap;
use std::sync::Arc;

use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use domain::action::Action;
use domain::actor::{ActingOfficial, Actor};
use domain::answer::Answer;
use domain::calendar::{Calendar, from_local, local_date};
use domain::id::{OfficialId, PetitionId};
use domain::official::{Grant, Role};
use domain::petition::Channel;
use domain::status::Assignment;
use serde::Serialize;

use self::story::{Moment, OfficialRecord, PetitionRecord, Step};
use crate::clock::SetClock;
use crate::db::within;
use crate::import::agency_id;
use crate::officials::NewOfficial;
use crate::petitions::submit::{Call, Intake, OnBehalf};
use crate::secrets::Key;
use crate::suggestions::Reader;
use crate::{Store, StoreError};

/// An account of the demonstration, to be printed.
#[derive(Clone, Debug, Serialize)]
pub struct DemoAccount {
    /// What is typed.
    pub username: String,
    /// The password.
    pub password: String,
    /// As printed.
    pub full_name: String,
    /// Role codes.
    pub roles: Vec<String>,
    /// Agency slug.
    pub agency: String,
}

/// A case to try.
#[derive(Clone, Debug, Serialize)]
pub struct DemoCase {
    /// Tracking code.
    pub code: String,
    /// Its PIN.
    pub pin: String,
    /// Record code.
    pub record_code: String,
    /// Where it stands.
    pub status: String,
}

/// What was loaded.
#[derive(Clone, Debug, Serialize)]
pub struct Demo {
    /// Accounts that can sign in.
    pub accounts: Vec<DemoAccount>,
    /// Some cases with their PINs.
    pub cases: Vec<DemoCase>,
    /// False when everything was there already.
    pub fresh: bool,
}

/// Loads the demonstration into the database at `url`; a second time changes nothing.
///
/// Times of the present are laid relative to `now`, so that something is always due today.
pub async fn seed(url: &str, key: Key, now: DateTime<Utc>) -> Result<Demo, StoreError> {
    let clock = Arc::new(SetClock::at(now));
    let store = Store::open_with_clock(url, key, clock.clone()).await?;
    if store.catalogue().is_empty() {
        store.import().await?;
    }
    let officials = story::officials()?;
    let fresh = !store.is_demonstration().await?;
    if fresh {
        store.mark_demonstration(&story::contacts()?).await?;
        let ids = put_officials(&store, &officials).await?;
        let analyser =
            crate::shipped::analyser(local_date(now)).map_err(|error| StoreError::Catalogue {
                file: error.file.to_owned(),
                problem: error.error.to_string(),
            })?;
        Replay {
            store: &store,
            clock: &clock,
            ids,
            petitions: HashMap::new(),
            drafts: HashMap::new(),
            reader: Reader::new(Arc::new(analyser)),
        }
        .run(now)
        .await?;
    }
    let cases = cases(&store).await?;
    store.db().close().await;
    Ok(Demo {
        accounts: accounts(&officials),
        cases,
        fresh,
    })
}

fn accounts(officials: &[OfficialRecord]) -> Vec<DemoAccount> {
    officials
        .iter()
        .filter_map(|official| {
            Some(DemoAccount {
                password: official.password.clone()?,
                username: official.username.clone(),
                full_name: official.full_name.clone(),
                roles: official.roles.clone(),
                agency: official.agency.clone(),
            })
        })
        .collect()
}

async fn cases(store: &Store) -> Result<Vec<DemoCase>, StoreError> {
    let mut cases = Vec::new();
    for record in story::petitions(story::PRESENT)? {
        let Some(receipt) = store.receipt(&idempotency_key(&record.key)).await? else {
            continue;
        };
        let petition = store.petition(receipt.id).await?;
        cases.push(DemoCase {
            code: receipt.tracking_code.to_string(),
            pin: receipt.pin.to_string(),
            record_code: receipt.record_code,
            status: petition.status().code().to_owned(),
        });
    }
    Ok(cases)
}

fn idempotency_key(key: &str) -> String {
    format!("demonstration-{key}")
}

async fn put_officials(
    store: &Store,
    officials: &[OfficialRecord],
) -> Result<HashMap<String, ActingOfficial>, StoreError> {
    let mut ids = HashMap::new();
    for record in officials {
        let agency = agency_id(&record.agency);
        let grants = record
            .roles
            .iter()
            .map(|role| {
                let role =
                    Role::from_code(role).ok_or_else(|| story::bad("officials.json", role))?;
                Ok(Grant {
                    role,
                    agency,
                    valid_from: record.valid_from,
                    valid_to: record.valid_to,
                })
            })
            .collect::<Result<Vec<_>, StoreError>>()?;
        let new = NewOfficial {
            username: record.username.clone(),
            full_name: record.full_name.clone(),
            password: record.password.clone(),
            agency,
            grants: grants.clone(),
            demonstration: true,
        };
        let id: OfficialId = store.put_official(&new).await?;
        ids.insert(
            record.username.clone(),
            ActingOfficial {
                id,
                full_name: record.full_name.clone(),
                grants,
            },
        );
    }
    Ok(ids)
}

/// Goes through all stories in the order of time.
struct Replay<'a> {
    store: &'a Store,
    clock: &'a SetClock,
    ids: HashMap<String, ActingOfficial>,
    petitions: HashMap<String, PetitionId>,
    drafts: HashMap<String, Answer>,
    reader: Reader,
}

enum Deed {
    Arrive(Box<PetitionRecord>),
    Act(String, Box<Step>),
}

impl Replay<'_> {
    async fn run(mut self, now: DateTime<Utc>) -> Result<(), StoreError> {
        let calendar = self.store.catalogue().calendar.clone();
        let day_zero = first_worked(&calendar, local_date(now));
        let mut deeds = Vec::new();
        for mut record in story::petitions(story::PAST)?
            .into_iter()
            .chain(story::petitions(story::PRESENT)?)
            .chain(story::petitions(story::MANY)?)
        {
            let steps = std::mem::take(&mut record.steps);
            let key = record.key.clone();
            deeds.push((
                resolve(&record.received_at, &calendar, day_zero),
                Deed::Arrive(Box::new(record)),
            ));
            for step in steps {
                deeds.push((
                    resolve(&step.at, &calendar, day_zero),
                    Deed::Act(key.clone(), Box::new(step)),
                ));
            }
        }
        deeds.retain(|(at, _)| *at <= now);
        // Stable: what a story tells first at the same minute stays first.
        deeds.sort_by_key(|(at, _)| *at);
        for (at, deed) in deeds {
            self.clock.set(at);
            match deed {
                Deed::Arrive(record) => self.arrive(&record).await?,
                Deed::Act(key, step) => self.act(&key, &step).await?,
            }
        }
        Ok(())
    }

    async fn arrive(&mut self, record: &PetitionRecord) -> Result<(), StoreError> {
        let channel = Channel::from_code(&record.channel)
            .ok_or_else(|| story::bad("petitions", &record.channel))?;
        let on_behalf = match &record.entered_by {
            Some(username) => Some(OnBehalf {
                official: self.official(username)?.clone(),
                call: (channel == Channel::Phone).then(|| Call {
                    number_called: "0208 3000 001".into(),
                    transcript: record.body.clone(),
                    read_back: true,
                }),
            }),
            None => None,
        };
        let intake = Intake {
            channel,
            on_behalf,
            demonstration: true,
        };
        let submission = record.submission(&idempotency_key(&record.key))?;
        let receipt = self
            .store
            .submit(submission, intake)
            .await
            .map_err(|error| told(&record.key, "submit", &error))?;
        self.petitions.insert(record.key.clone(), receipt.id);
        self.suggest(receipt.id).await
    }

    /// What the program would have suggested on the day, so that there is something to compare decisions with.
    async fn suggest(&mut self, id: PetitionId) -> Result<(), StoreError> {
        let petition = self.store.petition(id).await?;
        let day = local_date(petition.received_at);
        let (title, body) = (&petition.title, &petition.body);
        let found = self
            .reader
            .read(&self.store.catalogue(), id, title, body, day);
        let up_to = self.store.log_head().await?;
        self.store.keep_suggestions(&[(id, found)], 0, up_to).await
    }

    async fn act(&mut self, key: &str, step: &Step) -> Result<(), StoreError> {
        let id = *self
            .petitions
            .get(key)
            .ok_or_else(|| story::bad("petitions", key))?;
        if step.verb == "answer_private" {
            let reason = step.text(step.reason.as_ref())?;
            let publisher = Actor::Official(self.official(&step.by)?.clone());
            self.perform(key, id, &publisher, Action::ProposeHiding { reason })
                .await?;
            let leader = Actor::Official(
                self.official(&step.text(step.approved_by.as_ref())?)?
                    .clone(),
            );
            return self.perform(key, id, &leader, Action::ConfirmHiding).await;
        }
        let actor = match step.by.as_str() {
            "sender" => Actor::Sender,
            "system" => Actor::System,
            username => Actor::Official(self.official(username)?.clone()),
        };
        if step.verb == "draft_answer" {
            self.drafts.insert(key.to_owned(), step.answer()?);
        }
        let action = step.action(self.drafts.get(key), |key| self.petitions.get(key).copied())?;
        let action = match action {
            Action::Assign {
                assignment:
                    Assignment {
                        lead,
                        mut supporting,
                    },
                note,
            } => {
                supporting.retain(|agency| *agency != lead);
                Action::Assign {
                    assignment: Assignment { lead, supporting },
                    note,
                }
            }
            other => other,
        };
        self.perform(key, id, &actor, action).await
    }

    async fn perform(
        &self,
        key: &str,
        id: PetitionId,
        actor: &Actor,
        action: Action,
    ) -> Result<(), StoreError> {
        let verb = action.verb().code();
        self.store
            .perform(actor, id, None, action)
            .await
            .map_err(|error| told(key, verb, &error))?;
        Ok(())
    }

    fn official(&self, username: &str) -> Result<&ActingOfficial, StoreError> {
        self.ids
            .get(username)
            .ok_or_else(|| story::bad("officials.json", username))
    }
}

/// Names the story and the verb that the rules refused.
fn told(key: &str, verb: &str, error: &StoreError) -> StoreError {
    StoreError::Catalogue {
        file: format!("demonstration {key}"),
        problem: format!("{verb}: {error}"),
    }
}

fn first_worked(calendar: &Calendar, day: NaiveDate) -> NaiveDate {
    calendar.working_day_from(day).unwrap_or(day)
}

fn resolve(moment: &Moment, calendar: &Calendar, day_zero: NaiveDate) -> DateTime<Utc> {
    match moment {
        Moment::At(at) => at.with_timezone(&Utc),
        Moment::Relative { wd, time } => {
            let time = NaiveTime::parse_from_str(time, "%H:%M").unwrap_or(NaiveTime::MIN);
            from_local(working_day(calendar, day_zero, *wd).and_time(time))
        }
    }
}

/// The day `offset` working days after (or, negative, before) day zero.
fn working_day(calendar: &Calendar, day_zero: NaiveDate, offset: i32) -> NaiveDate {
    let mut day = day_zero;
    let mut left = offset;
    // Stories reach back some months; the bound only stops a calendar without working days.
    for _ in 0..2_000 {
        if left == 0 {
            break;
        }
        let next = if left < 0 {
            day.checked_sub_days(Days::new(1))
        } else {
            day.checked_add_days(Days::new(1))
        };
        let Some(next) = next else { break };
        day = next;
        if calendar.is_working_day(day) {
            left -= left.signum();
        }
    }
    day
}

impl Store {
    /// Whether the database holds demonstration data.
    pub async fn is_demonstration(&self) -> Result<bool, StoreError> {
        let row: Option<(String,)> = crate::db::read!(self.db(), pool => sqlx::query_as(
            "select value from meta where key = 'demonstration'"
        ).fetch_optional(pool).await)?;
        Ok(row.is_some())
    }

    async fn mark_demonstration(
        &self,
        contacts: &HashMap<String, story::Contact>,
    ) -> Result<(), StoreError> {
        let catalogue = self.catalogue();
        let mut tx = self.db().begin().await?;
        within!(&mut tx, connection => sqlx::query("insert into meta (key, value) values ('demonstration', 'true')")
            .execute(connection)
            .await
            .map(drop))?;
        let mut profile = catalogue.profile.clone();
        profile.demonstration = true;
        profile.hotline = contacts
            .get(&profile.intake_agency)
            .and_then(|contact| contact.hotline.clone());
        let detail = serde_json::to_string(&profile)?;
        within!(&mut tx, connection => sqlx::query("update profile set detail = $1 where id = 1")
            .bind(&detail)
            .execute(connection)
            .await
            .map(drop))?;
        for agency in catalogue.organisations.iter() {
            let Some(contact) = contacts.get(&agency.slug) else {
                continue;
            };
            let mut agency = agency.clone();
            if let Some(version) = agency.versions.last_mut() {
                version.address.clone_from(&contact.address);
                version.hotline.clone_from(&contact.hotline);
                version.email.clone_from(&contact.email);
                version
                    .contact_official
                    .clone_from(&contact.contact_official);
            }
            let detail = serde_json::to_string(&agency)?;
            within!(&mut tx, connection => sqlx::query("update agency set detail = $2 where id = $1")
                .bind(agency.id.0)
                .bind(&detail)
                .execute(connection)
                .await
                .map(drop))?;
        }
        tx.commit().await?;
        self.reload_catalogue().await
    }
}
