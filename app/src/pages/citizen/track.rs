//! Where is my petition? Code and PIN open the case.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::components::form::{ErrorSummary, TextField};
use crate::components::frame::CitizenPage;
use crate::frame::{use_frame, use_lang, use_posted};

/// Where the browser keeps codes and titles of what was sent from it.
#[cfg(feature = "hydrate")]
pub const REMEMBERED: &str = "lang-nghe.sent";

/// `/tra-cuu`
#[component]
pub fn TrackPage() -> impl IntoView {
    let lang = use_lang();
    let frame = use_frame();
    let posted = use_posted();
    let query = use_query_map();
    let from_link = query.with_untracked(|query| query.get("code").unwrap_or_default());
    let failed = posted.failed();
    let opened: Vec<_> = frame
        .open_cases
        .iter()
        .map(|code| view! { <li><a class="code" href=format!("/tra-cuu/{code}")>{code.clone()}</a></li> })
        .collect();
    view! {
        <CitizenPage title=lang.pick("Tra cứu phản ánh", "Track a petition").to_owned() failed=failed>
            <div class="measure stack-l">
                <div class="page-head">
                    <h1>{lang.pick("Tra cứu phản ánh", "Track a petition")}</h1>
                    <p class="lede">{lang.pick("Nhập hai mã trên phiếu tiếp nhận. Cần cả hai để không ai khác xem được phản ánh của bạn.", "Enter the two codes of your receipt. Both are needed, so that nobody else can see your petition.")}</p>
                </div>
                <form class="form" method="post" action="/tra-cuu" novalidate>
                    <ErrorSummary posted=posted.clone() what=lang.pick("Chưa mở được", "Not opened yet")/>
                    <TextField name="code" label=lang.pick("Mã tra cứu", "Tracking code") posted=posted.clone() class="input-code" value=from_link
                        hint=lang.pick("Bắt đầu bằng LN. Chữ hoa hay chữ thường, có dấu gạch hay không đều được.", "Begins with LN. Capitals and dashes do not matter.")/>
                    <TextField name="pin" label=lang.pick("Mã PIN", "PIN") posted=posted class="input-code" inputmode="numeric" autocomplete="off"
                        hint=lang.pick("Sáu chữ số.", "Six digits.")/>
                    <div class="btn-row"><button class="btn">{lang.pick("Xem phản ánh", "See the petition")}</button></div>
                </form>
                {(!opened.is_empty()).then(|| view! {
                    <section class="stack">
                        <h2>{lang.pick("Đã mở trên máy này", "Opened on this device")}</h2>
                        <ul>{opened}</ul>
                    </section>
                })}
                <Remembered/>
                <section class="stack">
                    <h2>{lang.pick("Mất mã?", "Lost the codes?")}</h2>
                    <p>{lang.pick("Gọi đường dây nóng hoặc đến nơi tiếp nhận kèm giấy tờ tùy thân; cán bộ tìm giúp phản ánh của bạn.", "Call the hotline or come to the intake office with your papers; an official will find your petition.")}</p>
                </section>
            </div>
        </CitizenPage>
    }
}

/// Codes kept on this device; the PIN is still needed.
#[island]
fn Remembered() -> impl IntoView {
    let lang = use_lang();
    let list = RwSignal::new(Vec::<(String, String)>::new());
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| {
        if let Ok(Some(storage)) = window().local_storage()
            && let Ok(Some(text)) = storage.get_item(REMEMBERED)
        {
            list.set(serde_json::from_str(&text).unwrap_or_default());
        }
    });
    move || {
        let list = list.get();
        (!list.is_empty()).then(|| {
            view! {
                <section class="stack">
                    <h2>{lang.pick("Đã gửi từ máy này", "Sent from this device")}</h2>
                    <ul>
                        {list.into_iter().map(|(code, title)| view! {
                            <li><a href=format!("/tra-cuu?code={code}")><span class="code">{code.clone()}</span>" · "{title}</a></li>
                        }).collect_view()}
                    </ul>
                </section>
            }
        })
    }
}
