//! Board and open petition, alive in the browser: every change made anywhere appears without disturbing what one is doing.

use domain::board::{Board, BoardFilter};
use leptos::prelude::*;

use super::cards::{ColumnsView, ListView};
use super::{Changes, Place, START, Shortcuts, Start};
#[cfg(feature = "hydrate")]
use super::{cards::keys, changes, shortcuts_kept};
use crate::AppError;
use crate::api::desk::{DeskCase, DeskOptions};
#[cfg(feature = "hydrate")]
use crate::api::desk::{load_board, load_desk_case};
use crate::components::failure::{Failure, Skeleton};
use crate::components::icon::Icon;
use crate::data::handed;
#[cfg(feature = "hydrate")]
use crate::frame::Posted;
use crate::frame::use_lang;
use crate::live::{Connection, ConnectionBar};
use crate::pages::desk::case::{CaseFrame, OpenCase};

/// Board and open petition.
#[island(lazy)]
pub fn Desk() -> impl IntoView {
    handed(START).map(|start| view! { <FromStart start=start/> })
}

#[component]
fn FromStart(start: Start) -> impl IntoView {
    let Start {
        place,
        board,
        options,
        case,
    } = start;
    let case = match (&place.open, case) {
        (Some(code), Some(read)) => Beside::Read(code.clone(), Box::new(read)),
        _ => Beside::Nothing,
    };
    let place = RwSignal::new(place);
    let fault = RwSignal::new(board.as_ref().err().cloned());
    let board = RwSignal::new(board.unwrap_or_default());
    let case = RwSignal::new(case);
    provide_context(Changes {
        latest: RwSignal::new(None),
    });
    let shortcuts = Shortcuts(RwSignal::new(true));
    provide_context(shortcuts);
    #[cfg(feature = "hydrate")]
    {
        Effect::new(move |_| shortcuts.0.set(shortcuts_kept()));
        super::place::follow(place);
        read_board_again(place, board, fault);
        read_case_again(place, case);
    }
    let fields = options.clone();
    let options = StoredValue::new(options);
    view! {
        <Tools place=place options=fields/>
        <div class="board-split">
            {move || match fault.get() {
                None => view! { <LiveBoard state=board place=place/> }.into_any(),
                Some(error) => view! { <Failure error=error/> }.into_any(),
            }}
            {move || match case.get() {
                Beside::Nothing => None,
                Beside::Loading(code) => Some(view! { <CaseFrame code=code place=place><Skeleton/></CaseFrame> }.into_any()),
                Beside::Read(code, read) => Some(view! {
                    <CaseFrame code=code place=place>
                        {match *read {
                            Ok(case) => view! { <OpenCase first=case options=options.get_value()/> }.into_any(),
                            Err(error) => view! { <Failure error=error/> }.into_any(),
                        }}
                    </CaseFrame>
                }.into_any()),
            }}
        </div>
    }
}

/// What is beside the board.
#[derive(Clone, Debug)]
enum Beside {
    Nothing,
    #[cfg_attr(
        not(feature = "hydrate"),
        expect(dead_code, reason = "only the browser waits")
    )]
    Loading(String),
    Read(String, Box<Result<DeskCase, AppError>>),
}

/// Reads the board again when what is filtered changes; until it is there, the one before stays.
#[cfg(feature = "hydrate")]
fn read_board_again(
    place: RwSignal<Place>,
    board: RwSignal<Board>,
    fault: RwSignal<Option<AppError>>,
) {
    let filter = Memo::new(move |_| place.with(|place| place.filter.clone()));
    Effect::new(move |before: Option<BoardFilter>| {
        let wanted = filter.get();
        if before.is_some_and(|before| before != wanted) {
            let asked = wanted.clone();
            leptos::task::spawn_local(async move {
                loop {
                    let read = load_board(asked.clone()).await;
                    // An answer to what is no longer asked comes too late.
                    if filter.try_get_untracked().as_ref() != Some(&asked) {
                        return;
                    }
                    match read {
                        // Older than a change that was shown meanwhile: putting it in its place would take that back.
                        Ok(fresh) if board.with_untracked(|shown| fresh.seq < shown.seq) => {}
                        Ok(fresh) => {
                            board.try_set(fresh);
                            fault.try_set(None);
                            return;
                        }
                        Err(error) => {
                            fault.try_set(Some(error));
                            return;
                        }
                    }
                }
            });
        }
        wanted
    });
}

/// Reads the petition that is to be beside the board.
#[cfg(feature = "hydrate")]
fn read_case_again(place: RwSignal<Place>, case: RwSignal<Beside>) {
    let open = Memo::new(move |_| place.with(|place| place.open.clone()));
    let posted = use_context::<RwSignal<Posted>>();
    Effect::new(move |before: Option<Option<String>>| {
        let wanted = open.get();
        if before.is_some_and(|before| before != wanted) {
            // A form that came back belongs to the petition it was about.
            if let Some(posted) = posted {
                posted.set(Posted::default());
            }
            match wanted.clone() {
                None => case.set(Beside::Nothing),
                Some(code) => {
                    case.set(Beside::Loading(code.clone()));
                    leptos::task::spawn_local(async move {
                        let read = load_desk_case(code.clone()).await;
                        if open.try_get_untracked().flatten().as_ref() == Some(&code) {
                            case.try_set(Beside::Read(code, Box::new(read)));
                        }
                    });
                }
            }
        }
        wanted
    });
}

#[component]
fn Tools(place: RwSignal<Place>, options: DeskOptions) -> impl IntoView {
    let lang = use_lang();
    let shortcuts = use_context::<Shortcuts>();
    let with = move |change: fn(&mut Place)| {
        let mut next = place.get();
        change(&mut next);
        next.address()
    };
    let chip = move |words: &'static str,
                     on: fn(&BoardFilter) -> bool,
                     set: fn(&mut BoardFilter)| {
        view! {
            <a class="chip" href=move || { let mut next = place.get(); set(&mut next.filter); next.address() } aria-current=move || place.with(|place| on(&place.filter)).then_some("true")>{words}</a>
        }
    };
    let chosen = move |part: fn(&BoardFilter) -> &String| {
        Signal::derive(move || place.with(|place| part(&place.filter).clone()))
    };
    // What stands in the address and is not chosen here stays as it is.
    let kept = move || {
        place.with(|place| {
            place
                .parameters()
                .into_iter()
                .filter(|(name, value)| {
                    matches!(*name, "q" | "due" | "mine" | "xem") && !value.is_empty()
                })
                .map(|(name, value)| view! { <input type="hidden" name=name value=value.to_owned()/> })
                .collect_view()
        })
    };
    let fields = options
        .fields
        .into_iter()
        .map(|field| (field.clone(), field))
        .collect::<Vec<_>>();
    let as_list = move || place.with(|place| place.as_list);
    view! {
        <div class="tools">
            <h1>{lang.pick("Bảng phản ánh", "Board")}</h1>
            <nav class="switch" aria-label=lang.pick("Cách xem", "View")>
                <a href=move || with(|place| place.as_list = false) aria-current=move || (!as_list()).then_some("true")><Icon name="board"/>{lang.pick("Bảng", "Board")}</a>
                <a href=move || with(|place| place.as_list = true) aria-current=move || as_list().then_some("true")><Icon name="list"/>{lang.pick("Danh sách", "List")}</a>
            </nav>
            {chip(lang.pick("Của tôi", "Mine"), |f| !f.mine.is_empty(), |f| f.mine = if f.mine.is_empty() { "1".into() } else { String::new() })}
            {chip(lang.pick("Quá hạn", "Overdue"), |f| f.due == "overdue", |f| f.due = if f.due == "overdue" { String::new() } else { "overdue".into() })}
            {chip(lang.pick("Hạn hôm nay", "Due today"), |f| f.due == "today", |f| f.due = if f.due == "today" { String::new() } else { "today".into() })}
            <details class="more">
                <summary>{lang.pick("Lọc", "Filter")}</summary>
                <form class="row" method="get" action="/can-bo">
                    {kept}
                    <FilterSelect name="agency" label=lang.pick("Cơ quan", "Agency") options=options.agencies chosen=chosen(|filter| &filter.agency)/>
                    <FilterSelect name="field" label=lang.pick("Lĩnh vực", "Field") options=fields chosen=chosen(|filter| &filter.field)/>
                    <FilterSelect name="area" label=lang.pick("Xã, phường", "Commune") options=options.communes chosen=chosen(|filter| &filter.area)/>
                    <button class="btn btn-secondary btn-small">{lang.pick("Áp dụng", "Apply")}</button>
                    <a class="btn btn-quiet btn-small" href="/can-bo">{lang.pick("Bỏ lọc", "Clear")}</a>
                </form>
            </details>
            <p class="keys tools-end">
                <span><kbd>"J"</kbd>" "<kbd>"K"</kbd>" "{lang.pick("lên xuống", "up, down")}</span>" "<span><kbd>"Enter"</kbd>" "{lang.pick("mở", "open")}</span>" "
                {shortcuts.map(|shortcuts| view! {
                    <button class="btn-link" r#type="button" on:click=move |_| shortcuts.turn()>
                        {move || if shortcuts.0.get() { lang.pick("Tắt phím tắt", "Turn keys off") } else { lang.pick("Bật phím tắt", "Turn keys on") }}
                    </button>
                })}
            </p>
        </div>
    }
}

#[component]
fn FilterSelect(
    name: &'static str,
    label: &'static str,
    options: Vec<(String, String)>,
    chosen: Signal<String>,
) -> impl IntoView {
    let lang = use_lang();
    view! {
        <select class="input" name=name aria-label=label prop:value=move || chosen.get()>
            <option value="">{format!("{label}: {}", lang.pick("tất cả", "all"))}</option>
            {options.into_iter().map(|(value, words)| {
                let selected = chosen.with_untracked(|chosen| value == *chosen);
                view! { <option value=value selected=selected>{words}</option> }
            }).collect_view()}
        </select>
    }
}

#[component]
fn LiveBoard(state: RwSignal<Board>, place: RwSignal<Place>) -> impl IntoView {
    let lang = use_lang();
    let as_list = Memo::new(move |_| place.with(|place| place.as_list));
    let connection = RwSignal::new(Connection::Unknown);
    let selected = RwSignal::new(None::<String>);
    let live = move || match connection.get() {
        Connection::On => ("on", lang.pick("Trực tiếp", "Live")),
        Connection::Lost => ("lost", lang.pick("Mất kết nối", "Disconnected")),
        Connection::Unknown => ("lost", lang.pick("Đang nối", "Connecting")),
    };
    #[cfg(feature = "hydrate")]
    {
        let latest = use_context::<Changes>();
        Effect::new(move |_| {
            let start = state.with_untracked(|board| board.seq);
            crate::live::listen(
                move |seen| format!("/live/board?since={}", seen.unwrap_or(0).max(start)),
                move |message| {
                    if let Ok(change) =
                        serde_json::from_str::<domain::board::BoardChange>(&message.data)
                    {
                        if let Some(changes) = latest {
                            changes
                                .latest
                                .try_set(Some((change.code.clone(), change.seq)));
                        }
                        state.try_update(|board| {
                            place.with_untracked(|place| {
                                changes::apply(board, &change, &place.filter);
                            });
                        });
                    }
                },
                connection,
            );
        });
        keys(state, selected);
    }
    view! {
        <div class="board-live">
            <p class="live visually-hidden" role="status" data-state=move || live().0>{move || live().1}</p>
            {move || if as_list.get() {
                view! { <ListView state=state selected=selected place=place/> }.into_any()
            } else {
                view! { <ColumnsView state=state selected=selected place=place/> }.into_any()
            }}
            <ConnectionBar connection=connection/>
        </div>
    }
}
