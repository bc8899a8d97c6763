//! What stands around the content: the citizen's header and footer, and the desk's bar.

use domain::lang::Lang;
use leptos::prelude::*;
use leptos_meta::{Body, Title};
use leptos_router::hooks::use_location;

use super::icon::Icon;
use super::verbatim::verbatim;
use crate::frame::{Viewer, use_frame};

/// A citizen's page: banner, header with navigation, content, footer with the hotline.
#[component]
pub fn CitizenPage(
    /// The page's own title.
    #[prop(into)]
    title: Signal<String>,
    /// Whether a form on it failed: the title says so first.
    #[prop(optional)]
    failed: bool,
    /// The content brings its own full-width sections.
    #[prop(optional)]
    bare: bool,
    children: Children,
) -> impl IntoView {
    let frame = use_frame();
    let lang = frame.lang;
    let full_title = move || {
        let error = if failed {
            lang.pick("Lỗi: ", "Error: ")
        } else {
            ""
        };
        verbatim(format!("{error}{} · Lắng Nghe", title.get()))
    };
    view! {
        <Body attr:class=""/>
        <Title text=full_title/>
        <a class="skip-link" href="#noi-dung">{lang.pick("Chuyển tới nội dung", "Skip to content")}</a>
        <DemoBanner/>
        <SiteHeader lang=lang province=frame.province.clone()/>
        {if bare {
            view! { <main id="noi-dung" tabindex="-1">{children()}</main> }.into_any()
        } else {
            view! { <main class="page" id="noi-dung" tabindex="-1"><div class="wrap">{children()}</div></main> }.into_any()
        }}
        <SiteFooter/>
    }
}

/// Says that nothing here is real.
#[component]
pub fn DemoBanner() -> impl IntoView {
    let frame = use_frame();
    let lang = frame.lang;
    frame.demonstration.then(|| {
        view! {
            <aside class="demo-banner" aria-label=lang.pick("Bản trình diễn", "Demonstration")><p>
                <strong>{lang.pick("Bản trình diễn:", "Demonstration:")}</strong>
                " "
                {lang.pick("người và việc ở đây đều không có thật.", "the people and events here are invented.")}
            </p></aside>
        }
    })
}

#[component]
fn SiteHeader(lang: Lang, province: String) -> impl IntoView {
    let path = use_location().pathname;
    // `aria-current` marks the section one is in.
    let current = move |section: &'static str| {
        path.with(|path| path == section || path.starts_with(&format!("{section}/")))
            .then_some("page")
    };
    let link = move |href: &'static str,
                     icon: &'static str,
                     long: &'static str,
                     short: &'static str| {
        let names = if long == short {
            view! { <span>{long}</span> }.into_any()
        } else {
            view! { <span class="site-nav-long">{long}</span><span class="site-nav-short">{short}</span> }.into_any()
        };
        view! { <a href=href aria-current=move || current(href)><Icon name=icon/>{names}</a> }
    };
    let other = match lang {
        Lang::Vi => ("en", "English"),
        Lang::En => ("vi", "Tiếng Việt"),
    };
    let switch = move || format!("/ngon-ngu?lang={}&den={}", other.0, path.get());
    view! {
        <header class="site-header">
            <div class="wrap site-header-row">
                <a class="wordmark" href="/">
                    <svg class="wordmark-mark" aria-hidden="true"><use href="/icons/icons.svg#mark"/></svg>
                    <span class="wordmark-name">"Lắng Nghe "<span class="wordmark-place">{province}</span></span>
                </a>
                <nav class="site-nav" aria-label=lang.pick("Chính", "Main")>
                    <ul class="site-nav-list">
                        <li>{link("/gui", "send", lang.pick("Gửi phản ánh", "Send feedback"), lang.pick("Gửi", "Send"))}</li>
                        <li>{link("/tra-cuu", "track", lang.pick("Tra cứu", "Track"), lang.pick("Tra cứu", "Track"))}</li>
                        <li>{link("/cong-khai", "register", lang.pick("Đã công khai", "Published"), lang.pick("Công khai", "Published"))}</li>
                        <li>{link("/thu-tuc", "procedure", lang.pick("Thủ tục", "Procedures"), lang.pick("Thủ tục", "Procedures"))}</li>
                        <li class="site-nav-extra">{link("/co-quan", "agency", lang.pick("Cơ quan", "Agencies"), lang.pick("Cơ quan", "Agencies"))}</li>
                        <li class="site-nav-extra">{link("/thong-ke", "chart", lang.pick("Thống kê", "Statistics"), lang.pick("Thống kê", "Statistics"))}</li>
                        <li class="site-nav-more">
                            <a href="#lien-ket"><Icon name="more"/><span>{lang.pick("Thêm", "More")}</span></a>
                        </li>
                    </ul>
                </nav>
                <p class="lang-switch"><a href=switch lang=other.0 hreflang=other.0>{other.1}</a></p>
            </div>
        </header>
    }
}

#[component]
fn SiteFooter() -> impl IntoView {
    let frame = use_frame();
    let lang = frame.lang;
    let hotline = frame.hotline.clone().map(|number| {
        let digits: String = number.chars().filter(|symbol| symbol.is_ascii_digit() || *symbol == '+').collect();
        view! {
            <a class="hotline-number" href=format!("tel:{digits}")><Icon name="phone"/>{number}</a>
            <p class="muted">
                {lang.pick(
                    "Đường dây nóng tiếp nhận phản ánh, giờ hành chính. Chúng tôi ghi lại lời bạn và đọc mã tra cứu cho bạn.",
                    "The hotline for petitions, in office hours. We write down your words and read you the tracking code.",
                )}
            </p>
        }
    });
    let no_hotline = frame.hotline.is_none().then(|| {
        view! {
            <p class="muted">
                {lang.pick(
                    "Đến Trung tâm Phục vụ hành chính công xã, phường: cán bộ ở đó giúp bạn gửi.",
                    "Go to your commune's public service centre: the officials there will help you send.",
                )}
            </p>
        }
    });
    view! {
        <footer class="site-footer" id="lien-ket">
            <div class="wrap">
                <div class="site-footer-grid">
                    <section class="hotline">
                        <h2>{lang.pick("Cần người giúp?", "Need someone to help?")}</h2>
                        {hotline}
                        {no_hotline}
                    </section>
                    <nav aria-labelledby="footer-need">
                        <h2 id="footer-need">{lang.pick("Bạn cần", "You want to")}</h2>
                        <ul class="site-footer-links">
                            <li><a href="/gui">{lang.pick("Gửi phản ánh, kiến nghị", "Send feedback or a proposal")}</a></li>
                            <li><a href="/tra-cuu">{lang.pick("Tra cứu phản ánh đã gửi", "Track what you sent")}</a></li>
                            <li><a href="/cong-khai">{lang.pick("Xem câu trả lời đã công khai", "Read published answers")}</a></li>
                        </ul>
                    </nav>
                    <nav aria-labelledby="footer-know">
                        <h2 id="footer-know">{lang.pick("Tìm hiểu", "Find out")}</h2>
                        <ul class="site-footer-links">
                            <li><a href="/thu-tuc">{lang.pick("Thủ tục hành chính", "Administrative procedures")}</a></li>
                            <li><a href="/co-quan">{lang.pick("Cơ quan và đường dây nóng", "Agencies and hotlines")}</a></li>
                            <li><a href="/thong-ke">{lang.pick("Thống kê", "Statistics")}</a></li>
                            <li><a href="/thong-ke/chu-de">{lang.pick("Người dân nói về điều gì", "What people speak of")}</a></li>
                            <li><a href="/can-bo">{lang.pick("Dành cho cán bộ", "For officials")}</a></li>
                        </ul>
                    </nav>
                </div>
                <p class="site-footer-end">
                    {lang.pick(
                        "Trang này không nhận khiếu nại, tố cáo. Nếu bạn gửi nhầm, chúng tôi chỉ cho bạn nơi nhận. Việc khẩn cấp: gọi 113, 114, 115.",
                        "This site does not take complaints or denunciations; we will tell you where they go. Emergencies: call 113, 114, 115.",
                    )}
                </p>
            </div>
        </footer>
    }
}

/// A page of the desk: the bar with navigation, search and the signed-in official.
#[component]
pub fn DeskPage(
    /// The page's own title.
    #[prop(into)]
    title: Signal<String>,
    /// The board takes the whole window.
    #[prop(optional)]
    board: bool,
    children: Children,
) -> impl IntoView {
    let frame = use_frame();
    let lang = frame.lang;
    let class = if board { "desk desk-board" } else { "desk" };
    view! {
        <Body attr:class=class/>
        <Title text=move || verbatim(format!("{} · Lắng Nghe", title.get()))/>
        <a class="skip-link" href="#noi-dung">{lang.pick("Chuyển tới nội dung", "Skip to content")}</a>
        <DemoBanner/>
        <DeskBar viewer=frame.viewer.clone() lang=lang/>
        {if board {
            view! { <main id="noi-dung" tabindex="-1">{children()}</main> }.into_any()
        } else {
            view! { <main class="page" id="noi-dung" tabindex="-1"><div class="wrap">{children()}</div></main> }.into_any()
        }}
    }
}

#[component]
fn DeskBar(viewer: Option<Viewer>, lang: Lang) -> impl IntoView {
    let path = use_location().pathname;
    let within = move |section: &'static str| {
        path.with(|path| path.starts_with(section))
            .then_some("page")
    };
    let board = move || {
        let others = ["/can-bo/nhap-ho", "/can-bo/phan-tich"];
        path.with(|path| {
            path.starts_with("/can-bo") && !others.iter().any(|other| path.starts_with(other))
        })
        .then_some("page")
    };
    let may = |allowed: fn(&Viewer) -> bool| viewer.as_ref().is_some_and(allowed);
    let (has_board, may_enter, may_report, may_administer) = (
        may(|v| v.has_board),
        may(|v| v.may_enter),
        may(|v| v.may_report),
        may(|v| v.may_administer),
    );
    let user = viewer.map(|viewer| {
        let roles: Vec<_> = viewer.roles.iter().map(|role| role.label(lang)).collect();
        view! {
            <details class="desk-user">
                <summary><Icon name="user"/><span class="desk-user-name">{viewer.name.clone()}</span></summary>
                <div class="menu">
                    <p>{format!("{}, {}", roles.join(", "), viewer.agency)}</p>
                    <form method="post" action="/dang-xuat"><button>{lang.pick("Đăng xuất", "Sign out")}</button></form>
                    <form method="post" action="/dang-xuat"><input type="hidden" name="everywhere" value="1"/>
                        <button>{lang.pick("Đăng xuất mọi nơi", "Sign out everywhere")}</button></form>
                </div>
            </details>
        }
    });
    view! {
        <header class="desk-bar">
            <a class="wordmark" href="/can-bo">
                <svg class="wordmark-mark" aria-hidden="true"><use href="/icons/icons.svg#mark"/></svg>
                <span class="wordmark-name">"Lắng Nghe"</span>
            </a>
            <nav class="desk-nav" aria-label=lang.pick("Bàn làm việc", "Desk")>
                <ul>
                    {has_board.then(|| view! { <li><a href="/can-bo" aria-current=board>{lang.pick("Bảng", "Board")}</a></li> })}
                    {may_enter.then(|| view! { <li><a href="/can-bo/nhap-ho" aria-current=move || within("/can-bo/nhap-ho")>{lang.pick("Nhập hộ", "Enter for others")}</a></li> })}
                    {has_board.then(|| view! { <li><a href="/can-bo/phan-tich" aria-current=move || within("/can-bo/phan-tich")>{lang.pick("Phân tích", "Analysis")}</a></li> })}
                    {may_report.then(|| view! { <li><a href="/bao-cao" aria-current=move || within("/bao-cao")>{lang.pick("Báo cáo", "Reports")}</a></li> })}
                    {may_administer.then(|| view! { <li><a href="/quan-tri/phan-tich" aria-current=move || within("/quan-tri")>{lang.pick("Phân tích và học", "Analysis and learning")}</a></li> })}
                </ul>
            </nav>
            {has_board.then(|| view! {
                <form class="desk-search" role="search" action="/can-bo">
                    <label class="visually-hidden" for="desk-q">{lang.pick("Tìm", "Search")}</label>
                    <input class="input" id="desk-q" name="q" type="search" placeholder=lang.pick("Mã hoặc chữ trong nội dung", "Code or words in the text")/>
                </form>
            })}
            {user}
        </header>
    }
}
