//! Where is the desk: what is filtered, how it is shown, which petition is open? All of it stands in the address, so that
//! it can be kept, sent to a colleague and gone back to. Board and open petition are one island: going from one petition
//! to the next must not draw the board anew.

use domain::board::BoardFilter;
#[cfg(feature = "hydrate")]
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::api::register::address;

/// The board's own address.
const BOARD: &str = "/can-bo";

/// A place at the desk.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// What the board is narrowed to.
    pub filter: BoardFilter,
    /// A list instead of columns.
    pub as_list: bool,
    /// Record code of the petition that is open beside it.
    pub open: Option<String>,
}

impl Place {
    /// The place that an address names by its parameters, with the petition in its path.
    pub fn read(parameter: impl Fn(&str) -> Option<String>, open: Option<String>) -> Self {
        let get = |name: &str| parameter(name).unwrap_or_default();
        Self {
            filter: BoardFilter {
                q: get("q"),
                agency: get("agency"),
                field: get("field"),
                area: get("area"),
                due: get("due"),
                mine: get("mine"),
                more: get("them"),
            },
            as_list: get("xem") == "danh-sach",
            open,
        }
    }

    /// The parameters of its address.
    pub fn parameters(&self) -> [(&'static str, &str); 8] {
        let filter = &self.filter;
        [
            ("q", &filter.q),
            ("agency", &filter.agency),
            ("field", &filter.field),
            ("area", &filter.area),
            ("due", &filter.due),
            ("mine", &filter.mine),
            ("them", &filter.more),
            ("xem", if self.as_list { "danh-sach" } else { "" }),
        ]
    }

    /// The address of the board alone.
    pub fn board(&self) -> String {
        address(BOARD, &self.parameters())
    }

    /// The address of a petition beside the board as it is now.
    pub fn beside(&self, code: &str) -> String {
        address(&format!("{BOARD}/{code}"), &self.parameters())
    }

    /// The address of this place.
    pub fn address(&self) -> String {
        self.open
            .as_ref()
            .map_or_else(|| self.board(), |code| self.beside(code))
    }

    /// The place behind an address on this site; none when it is no place at this desk.
    #[cfg(feature = "hydrate")]
    fn at(address: &str) -> Option<Self> {
        let (path, search) = address.split_once('?').unwrap_or((address, ""));
        let rest = path.strip_prefix(BOARD)?;
        let open = match rest {
            "" | "/" => None,
            // Other pages of the desk lie below the same address; record codes begin alike.
            _ => Some(rest.strip_prefix('/')?)
                .filter(|code| code.starts_with("PAKN.") && !code.contains('/')),
        };
        if open.is_none() && !rest.trim_matches('/').is_empty() {
            return None;
        }
        let search = search.split('#').next().unwrap_or_default();
        let parameters = web_sys::UrlSearchParams::new_with_str(search).ok()?;
        Some(Self::read(
            |name| parameters.get(name),
            open.map(str::to_owned),
        ))
    }

    /// Where the address bar says one is.
    #[cfg(feature = "hydrate")]
    fn here() -> Option<Self> {
        let location = window().location();
        let address = format!("{}{}", location.pathname().ok()?, location.search().ok()?);
        Self::at(&address)
    }
}

/// Follows links to places at this desk without leaving the page, and the browser's way back.
#[cfg(feature = "hydrate")]
pub fn follow(place: RwSignal<Place>) {
    use leptos::wasm_bindgen::{JsCast as _, JsValue};

    let go = move |next: Place| {
        if place.try_get_untracked().is_some_and(|now| now != next) {
            place.set(next);
        }
    };
    let clicks = window_event_listener(leptos::ev::click, move |event| {
        let other_meaning = event.default_prevented()
            || event.button() != 0
            || event.ctrl_key()
            || event.meta_key()
            || event.shift_key()
            || event.alt_key();
        if other_meaning {
            return;
        }
        let Some(link) = event
            .target()
            .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
            .and_then(|element| element.closest("a[href]").ok().flatten())
            .filter(|link| !link.has_attribute("target") && !link.has_attribute("download"))
        else {
            return;
        };
        let href = link.get_attribute("href").unwrap_or_default();
        let (Some(next), Ok(history)) = (Place::at(&href), window().history()) else {
            return;
        };
        event.prevent_default();
        if place.try_get_untracked().as_ref() == Some(&next) {
            return;
        }
        if history
            .push_state_with_url(&JsValue::NULL, "", Some(&href))
            .is_ok()
        {
            go(next);
            window().scroll_to_with_x_and_y(0.0, 0.0);
        }
    });
    let back = window_event_listener_untyped("popstate", move |_| {
        if let Some(here) = Place::here() {
            go(here);
        }
    });
    on_cleanup(move || {
        clicks.remove();
        back.remove();
    });
}
