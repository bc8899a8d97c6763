//! The page to check before it is sent: everything as others will read it, and who sees what.

use leptos::prelude::*;

use super::send::{FIELDS, kinds};
use crate::api::sending::{Review, load_review};
use crate::components::writing_advice::AdviceBox;
use crate::frame::{Posted, use_lang};
use crate::pages::open::results::Results;

/// `/gui`, when nothing is left to mend.
#[component]
pub fn CheckView(
    /// What was typed.
    posted: Posted,
) -> impl IntoView {
    let lang = use_lang();
    let review = load_review(
        posted.value("title"),
        posted.value("body"),
        posted.value("procedure_code"),
        posted.value("area_code"),
        posted.value("agency_id"),
    );
    view! {
        <div class="measure stack-l">
            <h1>{lang.pick("Xem lại trước khi gửi", "Check before sending")}</h1>
            {Suspend::new(async move {
                let review = review.await.unwrap_or_default();
                view! { <Checked posted=posted review=review/> }
            })}
        </div>
    }
}

#[component]
fn Checked(posted: Posted, review: Review) -> impl IntoView {
    let lang = use_lang();
    let kind = kinds(lang)
        .into_iter()
        .find(|(code, ..)| *code == posted.value("kind"))
        .map(|(_, words, _)| words)
        .unwrap_or_default();
    let agency = review.chosen_agency.clone().or_else(|| {
        review
            .agency
            .clone()
            .map(|(_, name, why)| format!("{name} ({why})"))
    });
    let name_public = !posted.value("name_public").is_empty();
    let contact: Vec<_> = ["phone", "email"]
        .into_iter()
        .map(|field| posted.value(field))
        .filter(|value| !value.is_empty())
        .collect();
    let rows: Vec<(&str, String)> = vec![
        (lang.pick("Phản ánh về", "About"), kind),
        (
            lang.pick("Thủ tục", "Procedure"),
            review
                .procedure
                .clone()
                .unwrap_or_else(|| lang.pick("Chưa chọn", "None chosen").into()),
        ),
        (
            lang.pick("Xã, phường", "Commune"),
            review
                .commune
                .clone()
                .unwrap_or_else(|| lang.pick("Chưa chọn", "None chosen").into()),
        ),
        (
            lang.pick("Cơ quan", "Agency"),
            agency.unwrap_or_else(|| {
                lang.pick("Nơi tiếp nhận sẽ xác định", "Intake will determine it")
                    .into()
            }),
        ),
        (
            lang.pick("Tóm tắt", "In one sentence"),
            posted.value("title"),
        ),
        (lang.pick("Sự việc", "What happened"), posted.value("body")),
        (
            lang.pick("Đề xuất", "Proposal"),
            if posted.value("proposed_solution").is_empty() {
                lang.pick("Không có", "None").into()
            } else {
                posted.value("proposed_solution")
            },
        ),
    ];
    let person: Vec<(&str, String)> = vec![
        (
            lang.pick("Họ và tên", "Full name"),
            posted.value("full_name"),
        ),
        (lang.pick("Địa chỉ", "Address"), posted.value("address")),
        (lang.pick("Liên hệ", "Contact"), contact.join(", ")),
    ];
    let list = |rows: Vec<(&'static str, String)>| {
        rows.into_iter()
            .map(|(what, value)| view! { <div><dt>{what}</dt><dd class="typed">{value}</dd></div> })
            .collect_view()
    };
    let hidden = FIELDS
        .into_iter()
        .map(|field| (field, posted.value(field)))
        .filter(|(_, value)| !value.is_empty())
        .map(|(field, value)| view! { <input type="hidden" name=field value=value/> })
        .collect_view();
    view! {
        {(!review.advice.is_empty()).then(|| review.advice.clone().into_iter().map(|advice| view! { <AdviceBox advice=advice/> }).collect_view())}
        {(!review.similar.is_empty()).then(|| view! {
            <section class="stack">
                <h2>{lang.pick("Câu trả lời này có giúp được bạn không?", "Does one of these answers help you?")}</h2>
                <Results items=review.similar.clone() heading=3/>
            </section>
        })}
        <SendOnce>
            {hidden}
            <section class="stack">
                <h2>{lang.pick("Nội dung gửi đi, và công khai sau khi có câu trả lời", "What is sent, and published once answered")}</h2>
                <p class="muted">{lang.pick("Trước khi công khai, cán bộ che số điện thoại, tên và thông tin riêng trong lời kể.", "Before publishing, an official covers telephone numbers, names and private data in the text.")}</p>
                <dl class="check-list">{list(rows)}</dl>
            </section>
            <section class="stack">
                <h2>{lang.pick("Chỉ cán bộ xử lý mới xem được", "Seen only by those who handle it")}</h2>
                <dl class="check-list">{list(person)}</dl>
                <p>{if name_public {
                    lang.pick("Tên của bạn sẽ hiện khi công khai, như bạn đã chọn.", "Your name will be shown in public, as you chose.")
                } else {
                    lang.pick("Tên của bạn sẽ không hiện khi công khai.", "Your name will not be shown in public.")
                }}</p>
            </section>
        </SendOnce>
    }
}

/// The form that sends at last, around what is sent.
#[island]
fn SendOnce(children: Children) -> impl IntoView {
    let lang = use_lang();
    let busy = RwSignal::new(false);
    let problem = RwSignal::new(None::<String>);
    #[cfg(feature = "hydrate")]
    let on_submit = move |event: leptos::ev::SubmitEvent| send_once(&event, busy, problem);
    #[cfg(not(feature = "hydrate"))]
    let on_submit = |_: leptos::ev::SubmitEvent| ();
    view! {
        <form class="form" method="post" action="/gui" on:submit=on_submit>
            {children()}
            <div class="form-end">
                {move || problem.get().map(|problem| view! { <p class="field-error" role="alert">{problem}</p> })}
                <div class="btn-row">
                    <button class="btn" name="intent" value="send" aria-busy=move || busy.get().then_some("true")>{lang.pick("Gửi phản ánh", "Send")}</button>
                    <button class="btn btn-secondary" name="intent" value="edit">{lang.pick("Sửa lại", "Change something")}</button>
                </div>
            </div>
        </form>
    }
}

/// Sends and puts the receipt in the place of this page, so that the back button leads to the form as it was typed and
/// not to a question about sending twice. Without a connection everything stays where it is.
#[cfg(feature = "hydrate")]
fn send_once(
    event: &leptos::ev::SubmitEvent,
    busy: RwSignal<bool>,
    problem: RwSignal<Option<String>>,
) {
    use leptos::wasm_bindgen::JsCast as _;
    let submitter = event
        .submitter()
        .and_then(|button| button.dyn_into::<web_sys::HtmlButtonElement>().ok());
    if submitter.is_some_and(|button| button.value() != "send") {
        return;
    }
    let form = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::HtmlFormElement>().ok());
    let Some(form) = form else { return };
    let Some(body) = crate::components::form::entries(&form) else {
        return;
    };
    event.prevent_default();
    if busy.get_untracked() {
        return;
    }
    busy.set(true);
    problem.set(None);
    let lang = use_lang();
    body.append("intent", "send");
    leptos::task::spawn_local(async move {
        let sent = gloo_net::http::Request::post("/gui")
            .body(body)
            .map(gloo_net::http::Request::send);
        let outcome = match sent {
            Ok(sending) => sending.await,
            Err(error) => Err(error),
        };
        match outcome {
            Ok(response) if response.redirected() => {
                let _ = window().location().replace(&response.url());
            }
            // The server wants something mended: it says so on a page of its own.
            Ok(_) => {
                let _ = form.submit();
            }
            Err(_) => {
                busy.try_set(false);
                problem.try_set(Some(
                    lang.pick(
                        "Chưa gửi được vì mất mạng. Nội dung vẫn còn đây; hãy thử lại khi có mạng.",
                        "Not sent: no connection. Everything is still here; try again when it is back.",
                    )
                    .to_owned(),
                ));
            }
        }
    });
}
