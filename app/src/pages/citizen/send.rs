//! Sending: one page with everything, then a page to check, then it is sent.

use domain::lang::Lang;
use leptos::prelude::*;

use super::draft::FormKey;
use crate::api::sending::{Advice, FormOptions, Review, load_form_options, load_review};
use crate::components::form::{Check, Choices, ErrorSummary, SelectField, TextArea, TextField};
use crate::components::frame::CitizenPage;
use crate::components::icon::Icon;
use crate::components::loaded::loaded;
use crate::components::picker::{ProcedureField, TakenProcedure, plain};
use crate::frame::{Posted, use_lang, use_posted};
use crate::pages::open::results::Results;

/// The form fields that the check page carries along, in the order of the form.
pub const FIELDS: [&str; 17] = [
    "kind",
    "title",
    "body",
    "proposed_solution",
    "procedure_q",
    "procedure_code",
    "area_code",
    "agency_id",
    "sender_kind",
    "full_name",
    "organisation",
    "phone",
    "email",
    "address",
    "name_public",
    "previous_code",
    "idempotency_key",
];

/// `/gui`
#[component]
pub fn SendPage() -> impl IntoView {
    let lang = use_lang();
    let posted = use_posted();
    let checking = posted.form == "check" && !posted.failed();
    let failed = posted.failed();
    let title = if checking {
        lang.pick("Xem lại trước khi gửi", "Check before sending")
    } else {
        lang.pick("Gửi phản ánh, kiến nghị", "Send feedback or a proposal")
    };
    view! {
        <CitizenPage title=title.to_owned() failed=failed>
            {if checking {
                view! { <CheckView posted=posted/> }.into_any()
            } else {
                view! { <WriteView posted=posted/> }.into_any()
            }}
        </CitizenPage>
    }
}

#[component]
fn WriteView(posted: Posted) -> impl IntoView {
    let lang = use_lang();
    let options = load_form_options();
    view! {
        <div class="measure stack-l">
            <div class="page-head">
                <h1>{lang.pick("Gửi phản ánh, kiến nghị", "Send feedback or a proposal")}</h1>
                <p class="lede">
                    {lang.pick(
                        "Góp ý của bạn về cách làm thủ tục hoặc về quy định. Gửi xong bạn biết ngay hạn trả lời và theo dõi được từng bước.",
                        "Your feedback on how procedures are carried out or on the rules. You learn at once when you will be answered, and can follow every step.",
                    )}
                </p>
            </div>
            {loaded(options, |options| view! { <SendForm posted=posted options=options/> })}
        </div>
    }
}

/// What it can be about, in the sender's words: code, name, explanation.
fn kinds(lang: Lang) -> Vec<(String, String, String)> {
    vec![
        (
            "conduct".to_owned(),
            lang.pick("Cách cán bộ làm việc", "How officials acted")
                .to_owned(),
            lang.pick(
                "Chậm trễ, gây phiền hà, đòi thêm giấy tờ, không làm đúng quy định.",
                "Delay, harassment, extra papers demanded, rules not followed.",
            )
            .to_owned(),
        ),
        (
            "regulation".to_owned(),
            lang.pick("Điều quy định đòi hỏi", "What a rule demands")
                .to_owned(),
            lang.pick(
                "Quy định không rõ, không hợp lý, không thống nhất hoặc không hợp pháp.",
                "A rule that is unclear, unreasonable, inconsistent or unlawful.",
            )
            .to_owned(),
        ),
        (
            "both".to_owned(),
            lang.pick("Cả hai", "Both").to_owned(),
            String::new(),
        ),
    ]
}

#[component]
fn SendForm(posted: Posted, options: FormOptions) -> impl IntoView {
    let lang = use_lang();
    let key = if posted.value("idempotency_key").is_empty() {
        options.idempotency_key.clone()
    } else {
        posted.value("idempotency_key")
    };
    let shown = if posted.failed() {
        posted.clone()
    } else {
        Posted {
            violations: vec![],
            ..posted.clone()
        }
    };
    let sender_kinds = domain::sender::SenderKind::ALL
        .into_iter()
        .map(|kind| {
            (
                kind.code().to_owned(),
                kind.label(lang).to_owned(),
                String::new(),
            )
        })
        .collect();
    let with_summary = shown.clone();
    view! {
        <form class="form" method="post" action="/gui" novalidate id="send-form">
            <ErrorSummary posted=with_summary what=lang.pick("Chưa gửi được", "Not sent yet")/>
            <FormKey key=key/>
            <input type="hidden" name="previous_code" value=posted.value("previous_code")/>

            <fieldset class="form-section">
                <legend>{lang.pick("Việc gì", "What it is about")}</legend>
                <Choices name="kind" legend=lang.pick("Bạn phản ánh về điều gì", "What is your feedback about") options=kinds(lang) posted=shown.clone()/>
                <ProcedureField posted=shown.clone()/>
                <SelectField name="area_code" label=lang.pick("Xảy ra ở xã, phường nào", "In which commune") options=options.communes
                    nothing=lang.pick("Chưa rõ hoặc cấp tỉnh", "Not sure, or at the province") posted=shown.clone() optional=true
                    hint=lang.pick("Tên xã, phường hiện nay.", "The commune's name of today.")/>
                <SelectField name="agency_id" label=lang.pick("Cơ quan nào", "Which agency") options=options.agencies
                    nothing=lang.pick("Để nơi tiếp nhận xác định", "Let intake determine it") posted=shown.clone() optional=true/>
            </fieldset>

            <fieldset class="form-section">
                <legend>{lang.pick("Chuyện gì đã xảy ra", "What happened")}</legend>
                <TextField name="title" label=lang.pick("Tóm tắt trong một câu", "In one sentence") posted=shown.clone()
                    hint=lang.pick("Ví dụ: Phải đi lại ba lần để làm giấy khai sinh cho con.", "For example: Had to come three times to register a birth.")/>
                <TextArea name="body" label=lang.pick("Kể lại sự việc", "Tell what happened") posted=shown.clone() rows=8
                    hint=lang.pick("Ở đâu, khi nào, ai nói gì, bạn được yêu cầu giấy tờ nào. Viết bằng tiếng Việt, không cần số căn cước.", "Where, when, who said what, which papers were demanded. In Vietnamese; no identity numbers needed.")/>
                <WritingAdvice/>
                <TextArea name="proposed_solution" label=lang.pick("Bạn đề xuất thế nào", "What do you propose") posted=shown.clone() optional=true rows=3
                    hint=lang.pick("Nếu có đề xuất, phản ánh của bạn được ghi là kiến nghị.", "With a proposal, it is recorded as a kiến nghị (proposal).")/>
            </fieldset>

            <fieldset class="form-section">
                <legend>{lang.pick("Bạn là ai", "Who you are")}</legend>
                <p class="form-why">
                    {lang.pick(
                        "Nghị định 20/2008/NĐ-CP (Điều 7) yêu cầu họ tên, địa chỉ và cách liên hệ. Chúng tôi chỉ dùng để hỏi lại và trả lời bạn; người đọc thông tin này được ghi lại.",
                        "Decree 20/2008/NĐ-CP (Art. 7) demands name, address and a contact. We use them only to ask back and to answer you; whoever reads them is recorded.",
                    )}
                </p>
                <Choices name="sender_kind" legend=lang.pick("Bạn gửi với tư cách", "You write as") options=sender_kinds posted=shown.clone() value="person" inline=true/>
                <TextField name="full_name" label=lang.pick("Họ và tên", "Full name") posted=shown.clone() autocomplete="name"/>
                <TextField name="organisation" label=lang.pick("Tên tổ chức, doanh nghiệp", "Organisation or business") posted=shown.clone() optional=true autocomplete="organization"
                    hint=lang.pick("Chỉ cần khi bạn gửi thay cho tổ chức, doanh nghiệp.", "Only when you write for an organisation or business.")/>
                <TextField name="address" label=lang.pick("Địa chỉ", "Address") posted=shown.clone() autocomplete="street-address"/>
                <div class="field-row">
                    <TextField name="phone" label=lang.pick("Số điện thoại", "Telephone") posted=shown.clone() inputmode="tel" autocomplete="tel" class="input-short"
                        hint=lang.pick("Ví dụ 0912 345 678. Cần số điện thoại hoặc thư điện tử.", "Such as 0912 345 678. A telephone or an e-mail is needed.")/>
                    <TextField name="email" label=lang.pick("Thư điện tử", "E-mail") posted=shown.clone() optional=true kind="email" autocomplete="email"/>
                </div>
                <Check name="name_public" label=lang.pick("Cho hiện tên tôi khi công khai", "Show my name in public") posted=shown.clone()
                    hint=lang.pick("Nếu không chọn, chúng tôi không nêu tên bạn.", "If you do not tick this, we do not name you.")/>
            </fieldset>

            <div class="form-end">
                <div class="btn-row">
                    <button class="btn" name="intent" value="check">{lang.pick("Xem lại trước khi gửi", "Check before sending")}</button>
                </div>
            </div>
        </form>
    }
}

/// Looks at the text while it is being written and says, without blocking, what would make it inadmissible.
#[island]
pub fn WritingAdvice() -> impl IntoView {
    let lang = use_lang();
    let review = RwSignal::new(Review::default());
    let take = use_context::<TakenProcedure>();
    #[cfg(feature = "hydrate")]
    watch_writing(review);
    let procedures = move || {
        let list = review.with(|review| review.procedures.clone());
        (!list.is_empty() && take.is_some()).then(|| {
            let buttons = list
                .into_iter()
                .map(|choice| {
                    let name = plain(&choice.name);
                    let taken = (choice.code.clone(), name.clone());
                    let press = move |_| {
                        if let Some(TakenProcedure(procedure)) = take {
                            procedure.set(Some(taken.clone()));
                        }
                        review.update(|review| review.procedures.clear());
                    };
                    view! { <li><button class="btn-link" r#type="button" on:click=press>{name}</button></li> }
                })
                .collect_view();
            view! {
                <aside class="advice" data-tone="info">
                    <Icon name="procedure"/>
                    <div><p class="advice-title">{lang.pick("Có phải về thủ tục này? Bấm để chọn.", "Is it about this procedure? Press to choose it.")}</p><ul>{buttons}</ul></div>
                </aside>
            }
        })
    };
    let similar = move || {
        let list = review.with(|review| review.similar.clone());
        (!list.is_empty()).then(|| {
            let links = list
                .into_iter()
                .take(2)
                .map(|item| {
                    let href = format!("/cong-khai/{}", item.code);
                    view! { <li><a href=href target="_blank">{plain(&item.title)}</a></li> }
                })
                .collect_view();
            view! {
                <aside class="advice" data-tone="info">
                    <Icon name="register"/>
                    <div><p class="advice-title">{lang.pick("Việc tương tự đã có trả lời (mở trang mới)", "Answered before (opens another page)")}</p><ul>{links}</ul></div>
                </aside>
            }
        })
    };
    view! {
        <div class="stack-s" aria-live="polite">
            {move || review.with(|review| review.advice.clone()).into_iter().map(|advice| view! { <AdviceBox advice=advice/> }).collect_view()}
            {procedures}
            {similar}
        </div>
    }
}

#[component]
fn AdviceBox(advice: Advice) -> impl IntoView {
    view! {
        <aside class="advice" data-tone=advice.reason.is_none().then_some("info")>
            <Icon name="info"/>
            <div>
                <p class="advice-title">{advice.title}</p>
                <p>{advice.text}</p>
            </div>
        </aside>
    }
}

#[cfg(feature = "hydrate")]
fn watch_writing(review: RwSignal<Review>) {
    use leptos::wasm_bindgen::JsCast as _;
    let value_of = |id: &str| {
        let element = document().get_element_by_id(id)?;
        element
            .dyn_ref::<web_sys::HtmlTextAreaElement>()
            .map(web_sys::HtmlTextAreaElement::value)
            .or_else(|| {
                element
                    .dyn_ref::<web_sys::HtmlInputElement>()
                    .map(web_sys::HtmlInputElement::value)
            })
    };
    let asked = StoredValue::new(0_u32);
    let look = move || {
        let Some(number) = asked.try_get_value().map(|number| number + 1) else {
            return;
        };
        asked.set_value(number);
        leptos::task::spawn_local(async move {
            gloo_timers::future::TimeoutFuture::new(700).await;
            if asked.try_get_value() != Some(number) {
                return;
            }
            let (title, body) = (
                value_of("title").unwrap_or_default(),
                value_of("body").unwrap_or_default(),
            );
            let procedure = document()
                .query_selector("input[name=procedure_code]")
                .ok()
                .flatten()
                .and_then(|field| field.get_attribute("value"))
                .unwrap_or_default();
            if let Ok(found) =
                load_review(title, body, procedure, String::new(), String::new()).await
                && asked.try_get_value() == Some(number)
            {
                review.try_set(found);
            }
        });
    };
    let handle = window_event_listener(leptos::ev::input, move |event| {
        let watched = event
            .target()
            .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
            .is_some_and(|element| matches!(element.id().as_str(), "title" | "body"));
        if watched {
            look();
        }
    });
    on_cleanup(move || handle.remove());
    // What was typed before this code arrived, or came back with the page.
    Effect::new(move |_| {
        if value_of("body").is_some_and(|typed| !typed.trim().is_empty()) {
            look();
        }
    });
}

#[component]
fn CheckView(posted: Posted) -> impl IntoView {
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
