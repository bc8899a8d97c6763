//! The cards, in columns or as a list.

use domain::board::{Board, BoardColumn, Card, Column};
use domain::lang::Lang;
use leptos::prelude::*;

use super::Place;
#[cfg(feature = "hydrate")]
use super::Shortcuts;
use crate::components::clock::ClockBadge;
use crate::components::status::StatusBadge;
use crate::format;
use crate::frame::use_lang;

/// What a column is called.
fn column_name(column: Column, lang: Lang) -> &'static str {
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
pub fn ColumnsView(
    state: RwSignal<Board>,
    selected: RwSignal<Option<String>>,
    place: RwSignal<Place>,
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
                            <CardView card=card selected=selected place=place/>
                        </For>
                    </ol>
                    {move || more(state, column, &place.get(), lang)}
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
fn more(state: RwSignal<Board>, column: Column, place: &Place, lang: Lang) -> Option<AnyView> {
    let left = state.with(|board| {
        find(board, column).map_or(0, |found| {
            found.count - i64::try_from(found.cards.len()).unwrap_or(found.count)
        })
    });
    if left <= 0 {
        return None;
    }
    let name = place
        .as_list
        .then(|| format!("{}: ", column_name(column, lang)));
    if place.filter.more == column.code() {
        let words = lang.pick(
            "Không hiện hết được; hãy lọc hoặc tìm để thu hẹp.",
            "Not all can be shown; filter or search.",
        );
        return Some(view! { <p class="muted">{name}{words}</p> }.into_any());
    }
    let mut all = place.clone();
    column.code().clone_into(&mut all.filter.more);
    let href = all.address();
    let words = format!("{} ({left})", lang.pick("Xem thêm", "Show more"));
    Some(view! { <p><a class="btn btn-quiet btn-small" href=href>{name}{words}</a></p> }.into_any())
}

fn find(board: &Board, column: Column) -> Option<&BoardColumn> {
    board.columns.iter().find(|found| found.column == column)
}

#[component]
fn CardView(
    card: Card,
    selected: RwSignal<Option<String>>,
    place: RwSignal<Place>,
) -> impl IntoView {
    let lang = use_lang();
    let (led, opened) = (card.code.clone(), card.code.clone());
    let href = move || place.with(|place| place.beside(&led));
    let is_open = move || {
        place
            .with(|place| place.open.as_deref() == Some(opened.as_str()))
            .then_some("true")
    };
    let code = card.code.clone();
    let is_selected = move || {
        selected
            .with(|selected| selected.as_deref() == Some(code.as_str()))
            .then_some("")
    };
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
pub fn ListView(
    state: RwSignal<Board>,
    selected: RwSignal<Option<String>>,
    place: RwSignal<Place>,
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
                            <RowView card=card selected=selected place=place/>
                        </For>
                    </tbody>
                </table>
            </div>
            {move || Column::ALL.into_iter().filter_map(|column| more(state, column, &place.get(), lang)).collect_view()}
        </div>
    }
}

#[component]
fn RowView(
    card: Card,
    selected: RwSignal<Option<String>>,
    place: RwSignal<Place>,
) -> impl IntoView {
    let code = card.code.clone();
    let led = card.code.clone();
    let href = move || place.with(|place| place.beside(&led));
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
pub fn keys(state: RwSignal<Board>, selected: RwSignal<Option<String>>) {
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
