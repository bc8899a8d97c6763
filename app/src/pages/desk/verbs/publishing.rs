//! What a publisher fills in: the public text with what is covered in it.

use leptos::prelude::*;

use crate::api::desk::{Covered, DeskCase, Redacted};
use crate::api::register::Piece;
use crate::components::form::{Check, TextArea, TextField};
use crate::components::icon::Icon;
use crate::components::picker::Marked;
use crate::frame::{Posted, use_lang};

#[component]
pub(super) fn PublishFields(posted: Posted, case: DeskCase) -> impl IntoView {
    let lang = use_lang();
    let Some(Redacted {
        text,
        covered,
        original,
    }) = case.publish
    else {
        return ().into_any();
    };
    view! {
        {if covered.is_empty() {
            view! { <p class="muted">{lang.pick("Máy không thấy dữ liệu cá nhân rõ ràng, nhưng bạn vẫn cần đọc lại.", "No obvious personal data was found, but read it all the same.")}</p> }.into_any()
        } else {
            view! { <Coverings covered=covered original=original/> }.into_any()
        }}
        <TextField name="title_public" label=lang.pick("Tiêu đề công khai", "Public title") posted=posted.clone() value=text.title prefix="publish-"/>
        <TextArea name="body_public" label=lang.pick("Câu hỏi công khai", "Public question") posted=posted.clone() value=text.body rows=8 prefix="publish-"
            hint=lang.pick("Thay thông tin riêng bằng ngoặc vuông, ví dụ [đã che số điện thoại].", "Replace private data by square brackets, such as [telephone covered].")/>
        <TextArea name="answer_public" label=lang.pick("Câu trả lời công khai", "Public answer") posted=posted.clone() value=text.answer rows=8 prefix="publish-"/>
        <Check name="personal_data_checked" label=lang.pick("Tôi đã kiểm tra dữ liệu cá nhân", "I have checked for personal data") posted=posted prefix="publish-"/>
        <p class="row"><Icon name="info"/>{lang.pick("Bản gốc được giữ nguyên; chỉ bản này được công khai.", "The original stays as it is; only this text is public.")}</p>
    }
    .into_any()
}

/// What was covered, each to be shown again, and the original to compare with.
#[component]
fn Coverings(covered: Vec<Covered>, original: Vec<Vec<Piece>>) -> impl IntoView {
    let lang = use_lang();
    let items = covered
        .into_iter()
        .map(|one| {
            let open = RwSignal::new(false);
            let (words, cover) = (one.words.clone(), one.cover.clone());
            let turn = move |_| {
                open.update(|open| *open = !*open);
                let (from, to) = if open.get_untracked() { (&cover, &words) } else { (&words, &cover) };
                exchange(from, to);
            };
            view! {
                <li>
                    <mark>{one.words}</mark>" · "{one.kind}" "
                    <button class="btn-link" r#type="button" on:click=turn>
                        {move || if open.get() { lang.pick("Che lại", "Cover again") } else { lang.pick("Để nguyên", "Leave as it was") }}
                    </button>
                </li>
            }
        })
        .collect_view();
    view! {
        <div class="notice" data-tone="warning">
            <h3>{lang.pick("Đã che sẵn, hãy kiểm tra", "Covered already; please check")}</h3>
            <ul>{items}</ul>
            <details class="more">
                <summary>{lang.pick("Bản gốc, chỗ bị che được tô", "The original, what is covered marked")}</summary>
                {original.into_iter().map(|pieces| view! { <p class="typed"><Marked pieces=pieces/></p> }).collect_view()}
            </details>
        </div>
    }
}

/// Puts other words in the place of some, in everything that is about to become public.
#[cfg(feature = "hydrate")]
fn exchange(from: &str, to: &str) {
    use leptos::wasm_bindgen::JsCast as _;
    for id in [
        "publish-title_public",
        "publish-body_public",
        "publish-answer_public",
    ] {
        let Some(field) = document().get_element_by_id(id) else {
            continue;
        };
        match field.dyn_into::<web_sys::HtmlTextAreaElement>() {
            Ok(area) => area.set_value(&area.value().replace(from, to)),
            Err(field) => {
                if let Ok(input) = field.dyn_into::<web_sys::HtmlInputElement>() {
                    input.set_value(&input.value().replace(from, to));
                }
            }
        }
    }
}

#[cfg(not(feature = "hydrate"))]
fn exchange(_: &str, _: &str) {}
