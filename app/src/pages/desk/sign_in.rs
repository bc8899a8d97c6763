//! Officials sign in.

use leptos::prelude::*;
use leptos_meta::{Body, Title};
use leptos_router::hooks::use_query_map;

use crate::components::form::{ErrorSummary, TextField};
use crate::components::frame::DemoBanner;
use crate::frame::{use_lang, use_posted};

/// `/dang-nhap`
#[component]
pub fn SignInPage() -> impl IntoView {
    let lang = use_lang();
    let posted = use_posted();
    let query = use_query_map();
    let on = query.with_untracked(|query| query.get("den").unwrap_or_default());
    let on = if posted.value("den").is_empty() {
        on
    } else {
        posted.value("den")
    };
    let title = format!(
        "{}{} · Lắng Nghe",
        if posted.failed() {
            lang.pick("Lỗi: ", "Error: ")
        } else {
            ""
        },
        lang.pick("Cán bộ đăng nhập", "Officials sign in")
    );
    view! {
        <Body attr:class=""/>
        <Title text=title/>
        <DemoBanner/>
        <main class="login" id="noi-dung">
            <a class="wordmark" href="/">
                <svg class="wordmark-mark" aria-hidden="true"><use href="/icons/icons.svg#mark"/></svg>
                <span class="wordmark-name">"Lắng Nghe"</span>
            </a>
            <div class="panel login-box">
                <h1>{lang.pick("Cán bộ đăng nhập", "Officials sign in")}</h1>
                <form class="form" method="post" action="/dang-nhap" novalidate>
                    <ErrorSummary posted=posted.clone() what=lang.pick("Chưa đăng nhập được", "Not signed in")/>
                    <input type="hidden" name="den" value=on/>
                    <TextField name="username" label=lang.pick("Tên đăng nhập", "User name") posted=posted.clone() autocomplete="username"/>
                    <TextField name="password" label=lang.pick("Mật khẩu", "Password") posted=posted kind="password" autocomplete="current-password"/>
                    <button class="btn btn-wide">{lang.pick("Đăng nhập", "Sign in")}</button>
                </form>
            </div>
            <p><a href="/">{lang.pick("Về trang của người dân", "To the citizens' pages")}</a></p>
        </main>
    }
}
