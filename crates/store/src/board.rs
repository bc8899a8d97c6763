//! What is on an official's board? Reads rows with their clocks; the database filters, nothing is counted twice.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use domain::action::{Action, Verb};
use domain::actor::ActingOfficial;
use domain::board::{Board, BoardChange, BoardColumn, BoardFilter, Card, ClockView, Column};
use domain::calendar::{end_of_day, local_date};
use domain::deadline::{Deadline, Standing};
use domain::event::Event;
use domain::id::PetitionId;
use domain::lang::Lang;
use domain::permission::{agencies_worked_for, may_see, sees_all};
use domain::petition::Petition;
use domain::suggestion::Suggestions;
use sqlx::{FromRow, QueryBuilder};
use uuid::Uuid;

use crate::catalogue::Catalogue;
use crate::db::{Db, read};
use crate::deadlines::Clocks;
use crate::dialect;
use crate::petitions::{PetitionRow, petition_columns};
use crate::search::{Index, Tier, Words};
use crate::{Store, StoreError};

/// Cards in one column before "show more": what a screen holds, several times over.
pub const CARDS_A_COLUMN: i64 = 25;
/// Cards in the column of which more is shown.
pub const MORE_CARDS: i64 = 250;
/// The last column shows what was closed within so many days.
const DONE_DAYS: i64 = 7;
/// Counting stops here.
const MOST_COUNTED: i64 = 1_000;
/// A search on the board stops here.
const MOST_FOUND: i64 = 200;

#[derive(FromRow)]
struct CardRow {
    #[sqlx(flatten)]
    petition: PetitionRow,
    handler_name: Option<String>,
    findings: Option<String>,
}

/// Adds the conditions of the filter and of what the official may see.
macro_rules! push_conditions {
    ($query:ident, $official:ident, $filter:ident, $catalogue:ident, $now:ident) => {{
        if !sees_all($official) {
            let agencies = agencies_worked_for($official);
            if agencies.is_empty() {
                $query.push(" and false");
            } else {
                $query.push(
                    " and exists (select 1 from assignment a where a.petition_id = p.id and a.agency_id in (",
                );
                let mut list = $query.separated(", ");
                for agency in agencies {
                    list.push_bind(agency.0);
                }
                $query.push("))");
            }
        }
        if !$filter.agency.is_empty() {
            // An agency that does not exist has no petitions.
            let agency = $catalogue.agency_by_slug(&$filter.agency).map_or(Uuid::nil(), |agency| agency.0);
            $query.push(" and p.lead_agency = ").push_bind(agency);
        }
        if !$filter.field.is_empty() {
            $query.push(" and p.field = ").push_bind($filter.field.clone());
        }
        if !$filter.area.is_empty() {
            $query.push(" and p.area_code = ").push_bind($filter.area.clone());
        }
        if !$filter.mine.is_empty() {
            $query.push(" and p.handler = ").push_bind($official.id.0);
        }
        let today = local_date($now);
        match $filter.due.as_str() {
            "overdue" => {
                $query.push(" and p.next_due_at < ").push_bind($now);
            }
            "today" => {
                $query.push(" and p.next_due_at >= ").push_bind($now);
                $query.push(" and p.next_due_at <= ").push_bind(end_of_day(today));
            }
            "soon" => {
                $query.push(" and p.next_due_at >= ").push_bind($now);
                $query.push(" and p.next_due_at <= ").push_bind(end_of_day(today) + TimeDelta::days(3));
            }
            _ => {}
        }
    }};
}

/// How many cards of the column are shown.
fn most_cards(filter: &BoardFilter, column: Column) -> i64 {
    if filter.more == column.code() {
        MORE_CARDS
    } else {
        CARDS_A_COLUMN
    }
}

macro_rules! push_column {
    ($query:ident, $column:ident, $now:ident) => {{
        $query
            .push(" and p.board_column = ")
            .push_bind($column.code());
        if $column == Column::Done {
            $query
                .push(" and p.changed_at >= ")
                .push_bind($now - TimeDelta::days(DONE_DAYS));
        }
    }};
}

const CARD_FROM: &str = " from petition p left join official o on o.id = p.handler where true";

/// The columns of a card, each of the petition `p`.
fn card_columns() -> String {
    let columns: Vec<_> = petition_columns!()
        .split(", ")
        .map(|column| format!("p.{}", column.trim()))
        .collect();
    // What is suggested counts until somebody has decided.
    format!(
        "select {}, o.full_name as handler_name, case when p.board_column = 'intake'
            then (select s.findings from suggestion s where s.petition_id = p.id) end as findings",
        columns.join(", ")
    )
}

impl Store {
    /// The board of an official, as it stands at a place in the log.
    pub async fn board(
        &self,
        official: &ActingOfficial,
        filter: &BoardFilter,
        lang: Lang,
    ) -> Result<Board, StoreError> {
        // Read first: what changes while the columns are read is told again as a change.
        let seq = self.log_head().await?;
        if Words::of(&filter.q).is_some() {
            let found = self.search_desk(official, filter, MOST_FOUND, lang).await?;
            return Ok(Board {
                seq,
                columns: into_columns(found, filter),
            });
        }
        let mut columns = Vec::with_capacity(Column::ALL.len());
        for column in Column::ALL {
            let cards = self.column(official, filter, column, lang).await?;
            let shown = amount(cards.len());
            let count = if shown < most_cards(filter, column) {
                shown
            } else {
                self.count_column(official, filter, column).await?
            };
            columns.push(BoardColumn {
                column,
                count,
                cards,
            });
        }
        Ok(Board { seq, columns })
    }

    async fn column(
        &self,
        official: &ActingOfficial,
        filter: &BoardFilter,
        column: Column,
        lang: Lang,
    ) -> Result<Vec<Card>, StoreError> {
        let catalogue = self.catalogue();
        let now = self.now();
        let rows: Vec<CardRow> = read!(self.db(), pool => {
            let mut query = QueryBuilder::new(card_columns());
            query.push(CARD_FROM);
            push_column!(query, column, now);
            push_conditions!(query, official, filter, catalogue, now);
            query.push(if column == Column::Done {
                " order by p.changed_at desc, p.changed_seq desc limit "
            } else {
                " order by p.next_due_at, p.number limit "
            });
            query.push_bind(most_cards(filter, column));
            query.build_query_as().fetch_all(pool).await
        })?;
        rows.into_iter()
            .map(|row| card(row, &catalogue, now, lang))
            .collect()
    }

    async fn count_column(
        &self,
        official: &ActingOfficial,
        filter: &BoardFilter,
        column: Column,
    ) -> Result<i64, StoreError> {
        let catalogue = self.catalogue();
        let now = self.now();
        let (count,): (i64,) = read!(self.db(), pool => {
            let mut query = QueryBuilder::new("select count(*) from (select 1 from petition p where true");
            push_column!(query, column, now);
            push_conditions!(query, official, filter, catalogue, now);
            query.push(" limit ").push_bind(MOST_COUNTED).push(") counted");
            query.build_query_as().fetch_one(pool).await
        })?;
        Ok(count)
    }

    /// Petitions whose text has the words of the filter, exact diacritics first, newest first.
    pub async fn search_desk(
        &self,
        official: &ActingOfficial,
        filter: &BoardFilter,
        limit: i64,
        lang: Lang,
    ) -> Result<Vec<Card>, StoreError> {
        let catalogue = self.catalogue();
        let now = self.now();
        let Some(words) = Words::of(&filter.q) else {
            return Ok(Vec::new());
        };
        let mut rows: Vec<CardRow> = Vec::new();
        for tier in [Tier::Exact, Tier::Folded] {
            let left = limit - i64::try_from(rows.len()).unwrap_or(limit);
            if left <= 0 {
                break;
            }
            // The index joins first; who works on it comes by a scalar look-up.
            let head = card_columns().replace(
                "o.full_name",
                "(select o.full_name from official o where o.id = p.handler)",
            );
            let found: Vec<CardRow> = match self.db() {
                Db::Sqlite { reader, .. } => {
                    let mut query = QueryBuilder::new(head);
                    dialect::push_match_sqlite(&mut query, Index::Desk, tier, &words);
                    push_conditions!(query, official, filter, catalogue, now);
                    query.push(" order by w.rowid desc limit ").push_bind(left);
                    query.build_query_as().fetch_all(reader).await?
                }
                Db::Postgres(pool) => {
                    let mut query = QueryBuilder::new(head);
                    dialect::push_match_postgres(&mut query, Index::Desk, tier, &words);
                    push_conditions!(query, official, filter, catalogue, now);
                    query.push(" order by w.number desc limit ").push_bind(left);
                    query.build_query_as().fetch_all(pool).await?
                }
            };
            rows.extend(found);
        }
        rows.into_iter()
            .map(|row| card(row, &catalogue, now, lang))
            .collect()
    }

    /// The card of one petition as it is now.
    pub async fn card(&self, id: PetitionId, lang: Lang) -> Result<(Card, Petition), StoreError> {
        let catalogue = self.catalogue();
        let row: Option<CardRow> = read!(self.db(), pool => {
            let mut query = QueryBuilder::new(card_columns());
            query.push(CARD_FROM).push(" and p.id = ").push_bind(id.0);
            query.build_query_as().fetch_optional(pool).await
        })?;
        let row = row.ok_or(StoreError::NotFound)?;
        let petition = row.petition.clone().into_petition()?;
        Ok((card(row, &catalogue, self.now(), lang)?, petition))
    }

    /// What an event means for an official's board: the card as it is now, or that it is gone from it.
    ///
    /// Nothing when the official never had to do with the petition.
    pub async fn board_change(
        &self,
        event: &Event,
        official: &ActingOfficial,
        lang: Lang,
    ) -> Result<Option<BoardChange>, StoreError> {
        let (card, petition) = match self.card(event.petition_id, lang).await {
            Ok(found) => found,
            Err(StoreError::NotFound) => return Ok(None),
            Err(error) => return Err(error),
        };
        let visible = may_see(official, &petition);
        if !visible && !self.has_lost(event, official).await? {
            return Ok(None);
        }
        Ok(Some(BoardChange {
            seq: event.seq,
            code: card.code.clone(),
            card: visible.then_some(card),
            what: event.verb().label(lang).to_owned(),
            redrawn: false,
        }))
    }
}

impl Store {
    /// Whether the event took the petition from an official who had it.
    async fn has_lost(&self, event: &Event, official: &ActingOfficial) -> Result<bool, StoreError> {
        let leaves = matches!(
            event.verb(),
            Verb::ReturnToIntake
                | Verb::Merge
                | Verb::Withdraw
                | Verb::Reopen
                | Verb::ReassignBySuccession
        );
        if !leaves {
            return Ok(false);
        }
        let mut involved = BTreeSet::new();
        for earlier in self.timeline(event.petition_id).await? {
            if earlier.petition_seq >= event.petition_seq {
                break;
            }
            match earlier.action {
                Action::Assign { assignment, .. } => {
                    involved = assignment
                        .supporting
                        .into_iter()
                        .chain([assignment.lead])
                        .collect();
                }
                Action::ReassignBySuccession { from, to } => {
                    involved.remove(&from);
                    involved.insert(to);
                }
                Action::ReturnToIntake { .. } => involved.clear(),
                _ => {}
            }
        }
        Ok(agencies_worked_for(official)
            .iter()
            .any(|agency| involved.contains(agency)))
    }
}

fn card(
    row: CardRow,
    catalogue: &Catalogue,
    now: DateTime<Utc>,
    lang: Lang,
) -> Result<Card, StoreError> {
    let clocks: Clocks = serde_json::from_str(&row.petition.clocks)
        .map_err(|_| StoreError::inconsistent("petition", "clocks", row.petition.id))?;
    let changed_at = row.petition.changed_at;
    let petition = row.petition.into_petition()?;
    let today = local_date(now);
    let lead = petition.lead();
    Ok(Card {
        status: petition.status(),
        procedure: petition
            .procedure_code
            .as_deref()
            .and_then(|code| catalogue.procedure(code))
            .map(|procedure| procedure.name.clone()),
        agency_slug: lead.and_then(|lead| catalogue.agency_slug(lead)),
        agency: lead.map(|lead| catalogue.agency_short_name_on(lead, today)),
        handler: row.handler_name,
        changed_at,
        citizen: clocks
            .citizen
            .as_ref()
            .map(|deadline| clock_view(deadline, catalogue, now, lang)),
        unit: clocks
            .unit
            .as_ref()
            .map(|deadline| clock_view(deadline, catalogue, now, lang)),
        code: petition.record_code,
        title: petition.title,
        channel: petition.channel,
        field: petition.field,
        area_code: petition.area_code,
        received_at: petition.received_at,
        flags: petition.flags,
        round: petition.round,
        row_version: petition.row_version,
        advice: row
            .findings
            .and_then(|findings| serde_json::from_str::<Suggestions>(&findings).ok())
            .and_then(|suggestions| suggestions.in_short(lang)),
    })
}

fn amount(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// What a search found, each card in its column, in the order found.
fn into_columns(found: Vec<Card>, filter: &BoardFilter) -> Vec<BoardColumn> {
    let mut columns: Vec<_> = Column::ALL
        .into_iter()
        .map(|column| BoardColumn {
            column,
            count: 0,
            cards: Vec::new(),
        })
        .collect();
    for card in found {
        let column = Column::of(card.status);
        if let Some(target) = columns.iter_mut().find(|target| target.column == column) {
            target.count += 1;
            if target.count <= most_cards(filter, column) {
                target.cards.push(card);
            }
        }
    }
    columns
}

/// A deadline as a card or a page shows it: words, and a code for colour and shape.
pub fn clock_view(
    deadline: &Deadline,
    catalogue: &Catalogue,
    now: DateTime<Utc>,
    lang: Lang,
) -> ClockView {
    let standing = deadline.standing(now, &catalogue.calendar);
    let code = match standing {
        Standing::Met { on_time: true } | Standing::Lapsed { on_time: true } => "met",
        Standing::Met { on_time: false } | Standing::Lapsed { on_time: false } => "late",
        Standing::Paused => "paused",
        Standing::DueIn { amount, .. } if amount <= 1 => "soon",
        Standing::DueIn { .. } => "due",
        Standing::DueToday => "today",
        Standing::Overdue { .. } => "overdue",
    };
    ClockView {
        clock: deadline.clock,
        due_at: deadline.due_at,
        met_at: deadline.met_at,
        paused_at: deadline.paused_at(),
        standing: code.to_owned(),
        words: match lang {
            Lang::Vi => standing.words_vi(),
            Lang::En => standing.words_en(),
        },
    }
}
