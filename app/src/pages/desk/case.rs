//! One petition at the desk: the text, the sender behind a button, the log, and exactly the verbs one may use now.

use domain::action::Verb;
use leptos::prelude::*;

use super::advice::AdvicePanel;
use super::board::{Changes, Place, flags};
use super::verbs::VerbForm;
use crate::api::desk::advice::Advice;
use crate::api::desk::{DeskCase, DeskOptions, LogEntry, SenderView, load_desk_case, read_sender};
use crate::components::clock::ClockBadge;
use crate::components::icon::Icon;
use crate::components::picker::TakenProcedure;
use crate::components::status::StatusBadge;
use crate::format;
use crate::frame::{use_lang, use_posted};

/// What stands around the petition beside the board.
#[component]
pub fn CaseFrame(
    /// Its record code.
    code: String,
    /// Where the desk is: closing leads to the same board without it.
    place: RwSignal<Place>,
    children: Children,
) -> impl IntoView {
    let lang = use_lang();
    view! {
        <section class="split-case" aria-label=lang.pick("Phản ánh đang mở", "The open petition")>
            <header class="split-head">
                <p class="code">{code}</p>
                <a class="btn btn-quiet btn-small" href=move || place.with(Place::board)><Icon name="close"/>{lang.pick("Đóng", "Close")}</a>
            </header>
            <div class="split-body">{children()}</div>
        </section>
    }
}

/// The petition, which reads itself again when it changes.
#[component]
pub fn OpenCase(
    /// As it was when it was opened.
    first: DeskCase,
    /// What its forms offer to choose from.
    options: DeskOptions,
) -> impl IntoView {
    let lang = use_lang();
    let code = StoredValue::new(first.card.code.clone());
    let view = RwSignal::new(first);
    let reload = move || {
        leptos::task::spawn_local(async move {
            if let Ok(fresh) = load_desk_case(code.get_value()).await {
                view.try_set(fresh);
            }
        });
    };
    // The board hears of every change; this case reads itself again when the change is its own.
    if let Some(changes) = use_context::<Changes>() {
        Effect::new(move |_| {
            let news = changes.latest.with(|latest| {
                latest
                    .as_ref()
                    .is_some_and(|(changed, _)| *changed == code.get_value())
            });
            if news {
                reload();
            }
        });
    }
    let head = Memo::new(move |_| {
        view.with(|case| {
            (
                case.card.clone(),
                case.tracking_code.clone(),
                case.kind_label.clone(),
                case.area.clone(),
                case.supporting.clone(),
                case.is_public,
            )
        })
    });
    let verbs = Memo::new(move |_| view.with(|case| case.can.clone()));
    let log = Memo::new(move |_| view.with(|case| (case.log.clone(), case.now)));
    let advice = Memo::new(move |_| {
        view.with(|case| Some(case.advice.clone()).filter(|advice| *advice != Advice::default()))
    });
    provide_context(TakenProcedure(RwSignal::new(None)));
    let options = StoredValue::new(options);
    view! {
        <div class="desk-case">
            <div class="desk-case-main">
                {move || {
                    let (card, tracking_code, kind_label, area, supporting, is_public) = head.get();
                    view! {
                        <header class="case-head">
                            <p class="row"><StatusBadge status=card.status/>{flags(&card, lang)}</p>
                            <h1>{card.title.clone()}</h1>
                            <p class="clocks">
                                {card.unit.clone().map(|clock| view! { <ClockBadge clock=clock named=true/> })}
                                {card.citizen.clone().map(|clock| view! { <ClockBadge clock=clock named=true/> })}
                            </p>
                            <p><a href="#viec">{lang.pick("Việc làm được lúc này", "What can be done now")}</a></p>
                            <dl class="facts">
                                <div><dt>{lang.pick("Loại", "Kind")}</dt><dd>{kind_label}</dd></div>
                                <div><dt>{lang.pick("Thủ tục", "Procedure")}</dt><dd>{card.procedure.clone().unwrap_or_else(|| lang.pick("Chưa rõ", "Not known").into())}</dd></div>
                                <div><dt>{lang.pick("Xã, phường", "Commune")}</dt><dd>{area.unwrap_or_else(|| lang.pick("Chưa rõ", "Not known").into())}</dd></div>
                                <div><dt>{lang.pick("Chủ trì", "Lead")}</dt><dd>{card.agency.clone().unwrap_or_else(|| lang.pick("Chưa chuyển", "Not assigned").into())}</dd></div>
                                {(!supporting.is_empty()).then(|| view! { <div><dt>{lang.pick("Phối hợp", "Supporting")}</dt><dd>{supporting.join(", ")}</dd></div> })}
                                {card.handler.clone().map(|handler| view! { <div><dt>{lang.pick("Người xử lý", "Handler")}</dt><dd>{handler}</dd></div> })}
                                <div><dt>{lang.pick("Nhận qua", "Channel")}</dt><dd>{card.channel.label(lang)}", "{format::moment(card.received_at, lang)}</dd></div>
                                <div><dt>{lang.pick("Mã tra cứu", "Tracking code")}</dt><dd class="code">{tracking_code}</dd></div>
                            </dl>
                            {is_public.then(|| view! { <p><a href=format!("/cong-khai/{}", card.code)>{lang.pick("Xem trang công khai", "See the public page")}</a></p> })}
                        </header>
                    }
                }}
                <section class="panel">
                    <h2>{lang.pick("Nội dung", "Content")}</h2>
                    <p class="typed">{move || view.with(|case| case.body.clone())}</p>
                    {move || view.with(|case| case.proposed_solution.clone()).map(|proposal| view! {
                        <h3>{lang.pick("Đề xuất", "Proposal")}</h3>
                        <p class="typed">{proposal}</p>
                    })}
                    {move || view.with(|case| case.target_agency.clone()).map(|agency| view! {
                        <p class="muted">{lang.pick("Người gửi nêu cơ quan: ", "The sender named: ")}{agency}</p>
                    })}
                </section>
                {move || view.with(|case| case.may_read_sender).then(|| view! { <SenderBox code=code.get_value()/> })}
                {move || view.with(|case| case.draft.clone()).map(|draft| view! {
                    <section class="panel">
                        <h2>{lang.pick("Câu trả lời", "Answer")}</h2>
                        <p class="typed">{draft.body}</p>
                    </section>
                })}
                <section class="panel" data-after="">
                    <h2>{lang.pick("Hạn đang tính", "Running deadlines")}</h2>
                    {move || view.with(|case| case.due.clone()).into_iter().map(|due| view! {
                        <details class="why">
                            <summary>{due.step}": "{format::weekday_date(due.due_on, lang)}" "<ClockBadge clock=due.clock named=true/></summary>
                            <div><ol>{due.why.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ol></div>
                        </details>
                    }).collect_view()}
                </section>
                <section class="panel" data-after="">
                    <h2>{lang.pick("Diễn biến", "Log")}</h2>
                    {move || {
                        let (entries, now) = log.get();
                        view! { <Log entries=entries now=now/> }
                    }}
                </section>
            </div>
            <aside class="desk-case-side" id="viec">
                <h2 class="visually-hidden">{lang.pick("Việc làm được lúc này", "What can be done now")}</h2>
                // A form stays as it is while the set of verbs does not change: what is being typed is not disturbed.
                {move || advice.get().map(|advice| view! { <AdvicePanel advice=advice/> })}
                {move || {
                    let can = verbs.get();
                    let case = view.get_untracked();
                    view! { <Verbs can=can case=case options=options.get_value() version=Signal::derive(move || view.with(|case| case.card.row_version)) on_done=reload/> }
                }}
            </aside>
        </div>
    }
}

#[component]
fn Verbs(
    can: Vec<Verb>,
    case: DeskCase,
    options: DeskOptions,
    version: Signal<i64>,
    on_done: impl Fn() + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let lang = use_lang();
    let posted = use_posted();
    if can.is_empty() {
        return view! { <p class="muted">{lang.pick("Lúc này bạn không có việc nào cần làm với phản ánh này.", "There is nothing for you to do here now.")}</p> }.into_any();
    }
    let suggested = case.advice.verb().filter(|verb| can.contains(verb));
    let failed = can.iter().any(|verb| posted.form == verb.code());
    let forms = can
        .iter()
        .copied()
        .enumerate()
        .map(|(index, verb)| {
            let open = if failed { posted.form == verb.code() } else { suggested.map_or(index == 0, |suggested| suggested == verb) };
            view! { <VerbForm verb=verb case=case.clone() options=options.clone() version=version open=open first={index == 0} on_done=on_done/> }
        })
        .collect_view();
    view! { <div class="verbs">{forms}</div> }.into_any()
}

#[component]
fn SenderBox(code: String) -> impl IntoView {
    let lang = use_lang();
    let read = Action::new(move |(): &()| {
        let code = code.clone();
        async move { read_sender(code).await }
    });
    let shown = move |sender: SenderView| {
        view! {
            <dl class="facts">
                <div><dt>{lang.pick("Là", "Is")}</dt><dd>{sender.kind}</dd></div>
                <div><dt>{lang.pick("Họ tên", "Name")}</dt><dd>{sender.full_name}</dd></div>
                {sender.organisation.map(|name| view! { <div><dt>{lang.pick("Tổ chức", "Organisation")}</dt><dd>{name}</dd></div> })}
                {sender.phone.map(|phone| view! { <div><dt>{lang.pick("Điện thoại", "Telephone")}</dt><dd><a href=format!("tel:{phone}")>{phone.clone()}</a></dd></div> })}
                {sender.email.map(|email| view! { <div><dt>{lang.pick("Thư điện tử", "E-mail")}</dt><dd>{email}</dd></div> })}
                <div><dt>{lang.pick("Địa chỉ", "Address")}</dt><dd>{sender.address}</dd></div>
            </dl>
        }
    };
    view! {
        <section class="panel" aria-live="polite">
            <h2>{lang.pick("Người gửi", "The sender")}</h2>
            {move || match read.value().get() {
                Some(Ok(sender)) => shown(sender).into_any(),
                Some(Err(error)) => view! { <p class="field-error">{error.advice(lang)}</p> }.into_any(),
                None => view! {
                    <div class="sender-locked">
                        <p>{lang.pick("Thông tin cá nhân được giữ riêng. Mỗi lần xem đều được ghi lại.", "Personal data is kept apart. Each reading is recorded.")}</p>
                        <button class="btn btn-secondary btn-small" r#type="button" on:click=move |_| { read.dispatch(()); }>
                            <Icon name="eye"/>{lang.pick("Xem người gửi", "See the sender")}
                        </button>
                    </div>
                }.into_any(),
            }}
        </section>
    }
}

#[component]
fn Log(entries: Vec<LogEntry>, now: chrono::DateTime<chrono::Utc>) -> impl IntoView {
    let lang = use_lang();
    let last = entries.len().saturating_sub(1);
    let items = entries
        .into_iter()
        .enumerate()
        .rev()
        .map(|(index, entry)| {
            view! {
                <li data-latest=(index == last).then_some("")>
                    <p class="timeline-what">{entry.what}</p>
                    <p class="timeline-when">
                        <time datetime=format::machine(entry.at) title=format::moment(entry.at, lang)>{format::ago(entry.at, now, lang)}</time>
                        " · "{entry.who}
                    </p>
                    {entry.text.map(|text| if entry.note {
                        view! { <div class="note"><p class="typed">{text}</p></div> }.into_any()
                    } else {
                        view! { <p class="timeline-text typed">{text}</p> }.into_any()
                    })}
                </li>
            }
        })
        .collect_view();
    view! { <ol class="timeline">{items}</ol> }
}
