//! The live board: every change made anywhere appears here without disturbing what one is doing.

#[cfg(feature = "hydrate")]
mod changes;

use domain::board::{Board, BoardColumn, BoardFilter, Card, Column};
use domain::lang::Lang;
use leptos::prelude::*;
use leptos_router::components::Outlet;
use leptos_router::hooks::{use_location, use_query_map};

use crate::api::desk::{load_board, load_desk_options};
use crate::components::clock::ClockBadge;
use crate::components::failure::{Failure, Skeleton};
use crate::components::frame::DeskPage;
use crate::components::icon::Icon;
use crate::components::status::StatusBadge;
use crate::data::load;
use crate::format;
use crate::frame::use_lang;
use crate::live::{Connection, ConnectionBar};

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

/// `/can-bo` and, with a case beside it, `/can-bo/{code}`
#[component]
pub fn BoardPage() -> impl IntoView {
    let lang = use_lang();
    let query = use_query_map();
    let filter = Memo::new(move |_| {
        query.with(|query| {
            let get = |name: &str| query.get(name).unwrap_or_default();
            BoardFilter {
                q: get("q"),
                agency: get("agency"),
                field: get("field"),
                area: get("area"),
                due: get("due"),
                mine: get("mine"),
                more: get("them"),
            }
        })
    });
    let as_list =
        Memo::new(move |_| query.with(|query| query.get("xem").as_deref() == Some("danh-sach")));
    let data = load(move || filter.get(), load_board);
    let latest = RwSignal::new(None);
    provide_context(Changes { latest });
    let shortcuts = Shortcuts(RwSignal::new(true));
    provide_context(shortcuts);
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| shortcuts.0.set(shortcuts_kept()));
    view! {
        <DeskPage title=lang.pick("Bảng phản ánh", "Board").to_owned() board=true>
            <Tools filter=filter as_list=as_list/>
            <div class="board-split">
                <Suspense fallback=Skeleton>
                    {move || Suspend::new(async move {
                        match data.await {
                            Ok(board) => view! { <LiveBoard first=board filter=filter as_list=as_list latest=latest/> }.into_any(),
                            Err(error) => view! { <Failure error=error/> }.into_any(),
                        }
                    })}
                </Suspense>
                <Outlet/>
            </div>
        </DeskPage>
    }
}

/// Beside the board when no case is open: nothing.
#[component]
pub fn NoCase() -> impl IntoView {}

#[component]
fn Tools(filter: Memo<BoardFilter>, as_list: Memo<bool>) -> impl IntoView {
    let lang = use_lang();
    let options = load(|| (), |()| load_desk_options());
    let shortcuts = use_context::<Shortcuts>();
    let with = move |change: fn(&mut BoardFilter)| {
        let mut filter = filter.get();
        change(&mut filter);
        address(&filter, as_list.get())
    };
    let chip = move |words: &'static str,
                     on: fn(&BoardFilter) -> bool,
                     set: fn(&mut BoardFilter)| {
        view! {
            <a class="chip" href=move || with(set) aria-current=move || filter.with(on).then_some("true")>{words}</a>
        }
    };
    view! {
        <div class="tools">
            <h1>{lang.pick("Bảng phản ánh", "Board")}</h1>
            <nav class="switch" aria-label=lang.pick("Cách xem", "View")>
                <a href=move || address(&filter.get(), false) aria-current=move || (!as_list.get()).then_some("true")><Icon name="board"/>{lang.pick("Bảng", "Board")}</a>
                <a href=move || address(&filter.get(), true) aria-current=move || as_list.get().then_some("true")><Icon name="list"/>{lang.pick("Danh sách", "List")}</a>
            </nav>
            {chip(lang.pick("Của tôi", "Mine"), |f| !f.mine.is_empty(), |f| f.mine = if f.mine.is_empty() { "1".into() } else { String::new() })}
            {chip(lang.pick("Quá hạn", "Overdue"), |f| f.due == "overdue", |f| f.due = if f.due == "overdue" { String::new() } else { "overdue".into() })}
            {chip(lang.pick("Hạn hôm nay", "Due today"), |f| f.due == "today", |f| f.due = if f.due == "today" { String::new() } else { "today".into() })}
            <details class="more">
                <summary>{lang.pick("Lọc", "Filter")}</summary>
                <form class="row" method="get" action="/can-bo">
                    <Suspense>
                        {move || Suspend::new(async move {
                            let options = options.await.unwrap_or_default();
                            let chosen = filter.get_untracked();
                            let fields = options.fields.into_iter().map(|field| (field.clone(), field)).collect::<Vec<_>>();
                            view! {
                                <FilterSelect name="agency" label=lang.pick("Cơ quan", "Agency") options=options.agencies chosen=chosen.agency/>
                                <FilterSelect name="field" label=lang.pick("Lĩnh vực", "Field") options=fields chosen=chosen.field/>
                                <FilterSelect name="area" label=lang.pick("Xã, phường", "Commune") options=options.communes chosen=chosen.area/>
                            }
                        })}
                    </Suspense>
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
    chosen: String,
) -> impl IntoView {
    let lang = use_lang();
    view! {
        <select class="input" name=name aria-label=label>
            <option value="">{format!("{label}: {}", lang.pick("tất cả", "all"))}</option>
            {options.into_iter().map(|(value, words)| {
                let selected = value == chosen;
                view! { <option value=value selected=selected>{words}</option> }
            }).collect_view()}
        </select>
    }
}

/// The board's address with this filter.
fn address(filter: &BoardFilter, as_list: bool) -> String {
    let mut parts: Vec<String> = [
        ("q", &filter.q),
        ("agency", &filter.agency),
        ("field", &filter.field),
        ("area", &filter.area),
        ("due", &filter.due),
        ("mine", &filter.mine),
        ("them", &filter.more),
    ]
    .into_iter()
    .filter(|(_, value)| !value.is_empty())
    .map(|(name, value)| format!("{name}={}", leptos_router::location::Url::escape(value)))
    .collect();
    if as_list {
        parts.push("xem=danh-sach".into());
    }
    if parts.is_empty() {
        "/can-bo".into()
    } else {
        format!("/can-bo?{}", parts.join("&"))
    }
}

/// What a column is called.
pub fn column_name(column: Column, lang: Lang) -> &'static str {
    match column {
        Column::Intake => lang.pick("Chờ tiếp nhận", "Intake"),
        Column::Waiting => lang.pick("Chờ bổ sung", "Waiting for the sender"),
        Column::ToAssign => lang.pick("Chờ chuyển", "To assign"),
        Column::Assigned => lang.pick("Đã chuyển đơn vị", "Assigned"),
        Column::Processing => lang.pick("Đang xử lý", "In progress"),
        Column::Approval => lang.pick("Chờ duyệt", "To approve"),
        Column::ToPublish => lang.pick("Chờ công khai", "To publish"),
        Column::Done => lang.pick("Đã xong (7 ngày)", "Done (7 days)"),
    }
}

#[component]
fn LiveBoard(
    first: Board,
    filter: Memo<BoardFilter>,
    as_list: Memo<bool>,
    latest: RwSignal<Option<(String, i64)>>,
) -> impl IntoView {
    let lang = use_lang();
    let start = first.seq;
    let state = RwSignal::new(first);
    let connection = RwSignal::new(Connection::Unknown);
    let selected = RwSignal::new(None::<String>);
    let live = move || match connection.get() {
        Connection::On => ("on", lang.pick("Trực tiếp", "Live")),
        Connection::Lost => ("lost", lang.pick("Mất kết nối", "Disconnected")),
        Connection::Unknown => ("lost", lang.pick("Đang nối", "Connecting")),
    };
    #[cfg(feature = "hydrate")]
    {
        Effect::new(move |_| {
            crate::live::listen(
                move |seen| format!("/live/board?since={}", seen.unwrap_or(0).max(start)),
                move |message| {
                    if let Ok(change) =
                        serde_json::from_str::<domain::board::BoardChange>(&message.data)
                    {
                        latest.try_set(Some((change.code.clone(), change.seq)));
                        state.try_update(|board| {
                            changes::apply(board, &change, &filter.get_untracked());
                        });
                    }
                },
                connection,
            );
        });
        keys(state, selected);
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = (start, latest, filter);
    view! {
        <div class="board-live">
            <p class="live visually-hidden" role="status" data-state=move || live().0>{move || live().1}</p>
            {move || if as_list.get() {
                view! { <ListView state=state selected=selected filter=filter/> }.into_any()
            } else {
                view! { <ColumnsView state=state selected=selected filter=filter/> }.into_any()
            }}
            <ConnectionBar connection=connection/>
        </div>
    }
}

#[component]
fn ColumnsView(
    state: RwSignal<Board>,
    selected: RwSignal<Option<String>>,
    filter: Memo<BoardFilter>,
) -> impl IntoView {
    let lang = use_lang();
    let columns = Column::ALL
        .into_iter()
        .map(|column| {
            let count = Memo::new(move |_| state.with(|board| find(board, column).map_or(0, |found| found.count)));
            let overdue = Memo::new(move |_| {
                state.with(|board| {
                    find(board, column).map_or(0, |found| {
                        found.cards.iter().filter(|card| card.unit.iter().any(|clock| clock.standing == "overdue")).count()
                    })
                })
            });
            let cards = move || state.with(|board| find(board, column).map(|found| found.cards.clone()).unwrap_or_default());
            let heading = format!("column-{}", column.code());
            view! {
                <section class="column" aria-labelledby=heading.clone() data-column=column.code()>
                    <header class="column-head">
                        <h2 id=heading.clone()>{column_name(column, lang)}</h2>
                        <span class="count">{move || count.get()}</span>
                        {move || (overdue.get() > 0 && column != Column::Done).then(|| view! {
                            <span class="count" data-tone="danger">{format!("{} {}", overdue.get(), lang.pick("quá hạn", "overdue"))}</span>
                        })}
                    </header>
                    <ol class="column-list" tabindex="-1">
                        // A card is made anew only when it changed: its version is part of the key.
                        <For each=cards key=|card| (card.code.clone(), card.row_version, card.status, card.advice.is_some()) let:card>
                            <CardView card=card selected=selected/>
                        </For>
                    </ol>
                    {move || more(state, column, &filter.get(), false, lang)}
                    {move || (count.get() == 0).then(|| view! {
                        <div class="empty" data-small=""><p>{lang.pick("Không có phản ánh nào ở bước này.", "Nothing at this step.")}</p></div>
                    })}
                </section>
            }
        })
        .collect_view();
    view! { <div class="board" role="group" aria-label=lang.pick("Bảng phản ánh", "Board")>{columns}</div> }
}

/// Leads to more cards of a column, or says that no more are shown.
fn more(
    state: RwSignal<Board>,
    column: Column,
    filter: &BoardFilter,
    as_list: bool,
    lang: Lang,
) -> Option<AnyView> {
    let left = state.with(|board| {
        find(board, column).map_or(0, |found| {
            found.count - i64::try_from(found.cards.len()).unwrap_or(found.count)
        })
    });
    if left <= 0 {
        return None;
    }
    let name = as_list.then(|| format!("{}: ", column_name(column, lang)));
    if filter.more == column.code() {
        let words = lang.pick(
            "Không hiện hết được; hãy lọc hoặc tìm để thu hẹp.",
            "Not all can be shown; filter or search.",
        );
        return Some(view! { <p class="muted">{name}{words}</p> }.into_any());
    }
    let href = address(
        &BoardFilter {
            more: column.code().to_owned(),
            ..filter.clone()
        },
        as_list,
    );
    let words = format!("{} ({left})", lang.pick("Xem thêm", "Show more"));
    Some(view! { <p><a class="btn btn-quiet btn-small" href=href>{name}{words}</a></p> }.into_any())
}

fn find(board: &Board, column: Column) -> Option<&BoardColumn> {
    board.columns.iter().find(|found| found.column == column)
}

/// Where a card leads, keeping the filter.
fn case_address(code: &str) -> impl Fn() -> String + Clone + use<> {
    let search = use_location().search;
    let code = code.to_owned();
    move || {
        search.with(|search| {
            if search.is_empty() {
                format!("/can-bo/{code}")
            } else {
                format!("/can-bo/{code}?{search}")
            }
        })
    }
}

#[component]
fn CardView(card: Card, selected: RwSignal<Option<String>>) -> impl IntoView {
    let lang = use_lang();
    let path = use_location().pathname;
    let href = case_address(&card.code);
    let code = card.code.clone();
    let is_selected = move || {
        selected
            .with(|selected| selected.as_deref() == Some(code.as_str()))
            .then_some("")
    };
    let open_path = format!("/can-bo/{}", card.code);
    let is_open = move || path.with(|path| *path == open_path).then_some("true");
    let short = card.code.trim_start_matches("PAKN.").to_owned();
    view! {
        <li class="card" data-code=card.code.clone() data-selected=is_selected>
            <p class="card-top">
                <span class="card-code">{short}</span>
                {flags(&card, lang)}
                <time class="card-age" datetime=format::machine(card.received_at) title=format::moment(card.received_at, lang)>{format::day(card.received_at, lang)}</time>
            </p>
            <h3 class="card-title"><a href=href aria-current=is_open>{card.title.clone()}</a></h3>
            <p class="card-line">
                <span class="card-what" data-strong="">{card.agency.clone().unwrap_or_else(|| card.channel.label(lang).to_owned())}</span>
                {card.unit.clone().map(|clock| view! { <ClockBadge clock=clock short=true/> })}
            </p>
            <p class="card-line">
                <span class="card-what">{card.procedure.clone().or(card.field.clone()).unwrap_or_else(|| lang.pick("Chưa rõ thủ tục", "Procedure not known").to_owned())}</span>
                {card.citizen.clone().map(|clock| view! { <ClockBadge clock=clock named=true short=true/> })}
            </p>
            {card.advice.clone().map(|advice| view! {
                <p class="card-advice"><span class="visually-hidden">{lang.pick("Máy gợi ý: ", "Suggested: ")}</span>{advice}</p>
            })}
        </li>
    }
}

/// What marks a card.
pub fn flags(card: &Card, lang: Lang) -> impl IntoView + use<> {
    let mut shown = Vec::new();
    if card.flags.urgent {
        shown.push(("urgent", lang.pick("Khẩn", "Urgent")));
    }
    if card.flags.on_behalf {
        shown.push(("on_behalf", lang.pick("Nhập hộ", "On behalf")));
    }
    if card.round > 1 {
        shown.push(("round", lang.pick("Lần 2", "2nd round")));
    }
    if card.flags.hidden {
        shown.push(("hidden", lang.pick("Đã ẩn", "Hidden")));
    }
    shown
        .into_iter()
        .map(|(flag, words)| view! { <span class="flag" data-flag=flag>{words}</span> })
        .collect_view()
}

#[component]
fn ListView(
    state: RwSignal<Board>,
    selected: RwSignal<Option<String>>,
    filter: Memo<BoardFilter>,
) -> impl IntoView {
    let lang = use_lang();
    let cards = move || {
        state.with(|board| {
            board
                .columns
                .iter()
                .flat_map(|column| column.cards.clone())
                .collect::<Vec<_>>()
        })
    };
    view! {
        <div class="list-view">
            <div class="table-box" tabindex="0" role="region" aria-label=lang.pick("Danh sách phản ánh", "List of petitions")>
                <table class="table" data-sticky="">
                    <thead><tr>
                        <th scope="col">{lang.pick("Mã", "Code")}</th>
                        <th scope="col">{lang.pick("Tiêu đề", "Title")}</th>
                        <th scope="col">{lang.pick("Trạng thái", "State")}</th>
                        <th scope="col">{lang.pick("Cơ quan", "Agency")}</th>
                        <th scope="col">{lang.pick("Đơn vị", "Agency clock")}</th>
                        <th scope="col">{lang.pick("Dân", "Citizen clock")}</th>
                    </tr></thead>
                    <tbody>
                        <For each=cards key=|card| (card.code.clone(), card.row_version, card.status, card.advice.is_some()) let:card>
                            <RowView card=card selected=selected/>
                        </For>
                    </tbody>
                </table>
            </div>
            {move || Column::ALL.into_iter().filter_map(|column| more(state, column, &filter.get(), true, lang)).collect_view()}
        </div>
    }
}

#[component]
fn RowView(card: Card, selected: RwSignal<Option<String>>) -> impl IntoView {
    let code = card.code.clone();
    let href = case_address(&card.code);
    let is_selected = move || {
        selected
            .with(|selected| selected.as_deref() == Some(code.as_str()))
            .then_some("")
    };
    view! {
        <tr data-code=card.code.clone() data-selected=is_selected>
            <td class="code">{card.code.clone()}</td>
            <td class="cell-title"><a href=href>{card.title}</a></td>
            <td><StatusBadge status=card.status/></td>
            <td>{card.agency}</td>
            <td>{card.unit.map(|clock| view! { <ClockBadge clock=clock/> })}</td>
            <td>{card.citizen.map(|clock| view! { <ClockBadge clock=clock/> })}</td>
        </tr>
    }
}

/// J and K move through the cards, Enter opens, as in the tools people triage with elsewhere.
#[cfg(feature = "hydrate")]
fn keys(state: RwSignal<Board>, selected: RwSignal<Option<String>>) {
    use leptos::wasm_bindgen::JsCast as _;
    let shortcuts = use_context::<Shortcuts>();
    let handle = window_event_listener(leptos::ev::keydown, move |event| {
        if shortcuts.is_some_and(|shortcuts| shortcuts.0.try_get_untracked() == Some(false)) {
            return;
        }
        let typing = event
            .target()
            .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
            .is_some_and(|element| {
                matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT")
            });
        if typing || event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        let codes: Vec<String> = state.with_untracked(|board| {
            board
                .columns
                .iter()
                .flat_map(|column| column.cards.iter().map(|card| card.code.clone()))
                .collect()
        });
        if codes.is_empty() {
            return;
        }
        let at = selected.with_untracked(|selected| {
            selected
                .as_ref()
                .and_then(|code| codes.iter().position(|known| known == code))
        });
        let next = match event.key().as_str() {
            "j" | "J" => at.map_or(0, |at| (at + 1).min(codes.len() - 1)),
            "k" | "K" => at.map_or(0, |at| at.saturating_sub(1)),
            _ => return,
        };
        event.prevent_default();
        let code = codes[next].clone();
        // The link takes the focus, so that Enter opens it and a screen reader says it.
        let link = document()
            .query_selector(&format!("[data-code='{code}'] a"))
            .ok()
            .flatten();
        if let Some(link) = link.and_then(|link| link.dyn_into::<web_sys::HtmlElement>().ok()) {
            let _ = link.focus();
        }
        selected.set(Some(code));
    });
    on_cleanup(move || handle.remove());
}
