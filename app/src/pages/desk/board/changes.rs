//! How does a change move a card? What the server would show after it, found in the browser.

use domain::board::{Board, BoardChange, BoardColumn, BoardFilter, Card, Column};

/// Takes a change into the board: the card moves to its column, or goes.
pub fn apply(board: &mut Board, change: &BoardChange, filter: &BoardFilter) {
    if change.redrawn {
        return redraw(board, change);
    }
    if change.seq <= board.seq {
        return;
    }
    board.seq = change.seq;
    for column in &mut board.columns {
        let before = column.cards.len();
        column.cards.retain(|card| card.code != change.code);
        if column.cards.len() < before {
            column.count -= 1;
        }
    }
    let Some(card) = change.card.clone().filter(|card| fits(card, filter)) else {
        return;
    };
    let target = Column::of(card.status);
    if let Some(column) = board
        .columns
        .iter_mut()
        .find(|column| column.column == target)
    {
        insert(column, card);
    }
}

/// Shows a card anew where it is, when it is still the version that was drawn.
fn redraw(board: &mut Board, change: &BoardChange) {
    let Some(fresh) = &change.card else { return };
    let cards = board
        .columns
        .iter_mut()
        .flat_map(|column| &mut column.cards);
    for card in
        cards.filter(|card| card.code == change.code && card.row_version == fresh.row_version)
    {
        *card = fresh.clone();
    }
}

/// Puts a card where the server would: the most urgent first, the latest first among those done.
fn insert(column: &mut BoardColumn, card: Card) {
    let due = |card: &Card| {
        [card.unit.as_ref(), card.citizen.as_ref()]
            .into_iter()
            .flatten()
            .filter(|clock| clock.met_at.is_none() && clock.paused_at.is_none())
            .map(|clock| clock.due_at)
            .min()
    };
    let at = if column.column == Column::Done {
        0
    } else {
        column
            .cards
            .partition_point(|known| due(known) <= due(&card))
    };
    column.cards.insert(at, card);
    column.count += 1;
}

/// Whether a card belongs to what is filtered; words and dates are the server's to judge.
fn fits(card: &Card, filter: &BoardFilter) -> bool {
    let same =
        |wanted: &str, has: &Option<String>| wanted.is_empty() || has.as_deref() == Some(wanted);
    same(&filter.agency, &card.agency_slug)
        && same(&filter.field, &card.field)
        && same(&filter.area, &card.area_code)
        && filter.q.is_empty()
        && match filter.due.as_str() {
            "overdue" => card
                .unit
                .iter()
                .chain(&card.citizen)
                .any(|clock| clock.standing == "overdue"),
            "today" => card
                .unit
                .iter()
                .chain(&card.citizen)
                .any(|clock| clock.standing == "today"),
            _ => true,
        }
}
