//! The page of the board, and what the board and the petition beside it share.

mod cards;
#[cfg(feature = "hydrate")]
mod changes;
mod live;
mod place;

use domain::board::Board;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use serde::{Deserialize, Serialize};

pub use self::cards::flags;
use self::live::Desk;
pub use self::place::Place;
use crate::AppError;
use crate::api::desk::{DeskCase, DeskOptions, load_board, load_desk_case, load_desk_options};
use crate::components::frame::DeskPage;
use crate::data::hand;
use crate::frame::use_lang;

/// What the desk shares between the board and the open case: the last change of any petition.
#[derive(Clone, Copy)]
pub struct Changes {
    /// Record code and place in the log of the latest change seen.
    pub latest: RwSignal<Option<(String, i64)>>,
}

/// Whether single keys do something. Who speaks to the machine, or types through another, turns them off (WCAG 2.1.4).
#[derive(Clone, Copy)]
pub struct Shortcuts(pub RwSignal<bool>);

/// Where the choice is kept on this device.
#[cfg(feature = "hydrate")]
const SHORTCUTS_KEY: &str = "ln-shortcuts";

#[cfg(feature = "hydrate")]
fn shortcuts_kept() -> bool {
    let kept = window()
        .local_storage()
        .ok()
        .flatten()
        .and_then(|storage| storage.get_item(SHORTCUTS_KEY).ok().flatten());
    kept.as_deref() != Some("off")
}

impl Shortcuts {
    fn turn(self) {
        self.0.update(|on| *on = !*on);
        #[cfg(feature = "hydrate")]
        if let Ok(Some(storage)) = window().local_storage() {
            // A full or forbidden storage forgets the choice with the page.
            let _ = storage.set_item(
                SHORTCUTS_KEY,
                if self.0.get_untracked() { "on" } else { "off" },
            );
        }
    }
}

/// `/can-bo` and, with a petition beside it, `/can-bo/{code}`
#[component]
pub fn BoardPage() -> impl IntoView {
    let lang = use_lang();
    let open = use_params_map().with_untracked(|params| params.get("code"));
    let place = use_query_map().with_untracked(|query| Place::read(|name| query.get(name), open));
    view! {
        <DeskPage title=lang.pick("Bảng phản ánh", "Board").to_owned() board=true>
            {Suspend::new(async move {
                let start = hand(START, begin(place).await);
                view! { {start} <Desk/> }
            })}
        </DeskPage>
    }
}

/// Under which name the page hands it over.
const START: &str = "desk-start";

/// What the desk begins with.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Start {
    place: Place,
    board: Result<Board, AppError>,
    options: DeskOptions,
    case: Option<Result<DeskCase, AppError>>,
}

async fn begin(place: Place) -> Start {
    let board = load_board(place.filter.clone()).await;
    let options = load_desk_options().await.unwrap_or_default();
    let case = match &place.open {
        Some(code) => Some(load_desk_case(code.clone()).await),
        None => None,
    };
    Start {
        place,
        board,
        options,
        case,
    }
}
