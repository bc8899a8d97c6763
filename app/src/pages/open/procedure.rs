//! One procedure: all its parts by the law's names, what the record lacks, who is competent, what others asked.

mod parts;

use domain::lang::Lang;
use domain::procedure::Constituent;
use leptos::prelude::*;
use leptos_meta::Link;
use leptos_router::hooks::use_params_map;

use self::parts::Parts;
use super::results::Results;
use crate::api::procedures::{Competence, ProcedureView, load_procedure};
use crate::api::register::{PublicationItem, address};
use crate::components::frame::CitizenPage;
use crate::components::icon::Icon;
use crate::components::loaded::loaded;
use crate::format;
use crate::frame::use_lang;

/// `/thu-tuc/{code}`
#[component]
pub fn ProcedurePage() -> impl IntoView {
    let lang = use_lang();
    let code = use_params_map().with_untracked(|params| params.get("code").unwrap_or_default());
    let data = load_procedure(code.clone());
    let title = RwSignal::new(String::new());
    let shown = move || {
        if title.with(String::is_empty) {
            format!("{} {}", lang.pick("Thủ tục", "Procedure"), code)
        } else {
            title.get()
        }
    };
    view! {
        <CitizenPage title=Signal::derive(shown)>
            <p class="crumbs"><a href="/thu-tuc"><Icon name="left"/>{lang.pick("Tất cả thủ tục", "All procedures")}</a></p>
            {loaded(data, move |found| { title.set(found.name.clone()); view! { <OneProcedure found=found/> } })}
        </CitizenPage>
    }
}

/// What is shown of the record, in the order of the page: the part, its place and whether it stands alone.
const SECTIONS: [(Constituent, &str); 8] = [
    (Constituent::Steps, "trinh-tu"),
    (Constituent::Ways, "cach-thuc"),
    (Constituent::Documents, "ho-so"),
    (Constituent::Audience, "doi-tuong"),
    (Constituent::Agency, "co-quan"),
    (Constituent::Forms, "mau-don"),
    (Constituent::Result, "ket-qua"),
    (Constituent::Conditions, "dieu-kien"),
];

fn words(part: Constituent, lang: Lang) -> &'static str {
    lang.pick(part.words_vi(), part.words_en())
}

#[component]
fn OneProcedure(found: ProcedureView) -> impl IntoView {
    let lang = use_lang();
    let content = (lang == Lang::En).then_some("vi");
    let send = address("/gui", &[("procedure", &found.code)]);
    let local = found.local_code.clone().map(|code| {
        view! { <p class="muted small">{lang.pick("Mã của tỉnh ", "The province's code ")}<span class="code">{code}</span>{lang.pick(" là thủ tục này.", " is this procedure.")}</p> }
    });
    let sections = found
        .has_detail
        .then(|| view! { <Parts found=found.clone()/> });
    let contents = found.has_detail.then(|| view! { <Contents/> });
    let canonical = format!("/thu-tuc/{}", found.code);
    view! {
        <Link rel="canonical" href=canonical/>
        <div class="page-head measure">
            <p class="meta"><span class="code">{found.code.clone()}</span>{(!found.field.is_empty()).then(|| view! { <span lang=content>{found.field.clone()}</span> })}</p>
            <h1 lang=content>{found.name.clone()}</h1>
            {local}
            <div class="btn-row">
                <a class="btn" href=send><Icon name="send"/>{lang.pick("Phản ánh về thủ tục này", "Send feedback on this procedure")}</a>
            </div>
        </div>
        <div class="with-aside">
            <div>
                <Summary found=found.clone()/>
                {sections}
                <About code=found.code.clone() published=found.published latest=found.latest.clone()/>
                <Source url=found.url.clone()/>
            </div>
            <aside class="contents-aside">{contents}</aside>
        </div>
    }
}

#[component]
fn Contents() -> impl IntoView {
    let lang = use_lang();
    let links = SECTIONS
        .into_iter()
        .map(|(part, place)| view! { <li><a href=format!("#{place}")>{words(part, lang)}</a></li> })
        .collect_view();
    view! {
        <nav aria-label=lang.pick("Trong trang này", "On this page")>
            <ul class="contents">
                {links}
                <li><a href="#can-cu">{lang.pick("Căn cứ pháp lý", "Legal basis")}</a></li>
                <li><a href="#phan-anh">{lang.pick("Phản ánh đã công khai", "Published petitions")}</a></li>
            </ul>
        </nav>
    }
}

/// The facts at the top: who carries it out, who is competent here, what the record lacks.
#[component]
fn Summary(found: ProcedureView) -> impl IntoView {
    let lang = use_lang();
    let content = (lang == Lang::En).then_some("vi");
    let fact = move |name: &'static str, value: String| {
        (!value.is_empty())
            .then(|| view! { <div><dt>{name}</dt><dd lang=content>{value}</dd></div> })
    };
    let lacking: Vec<_> = Constituent::ALL
        .into_iter()
        .filter(|part| part.is_mandatory() && !found.has.contains(part))
        .map(|part| words(part, lang))
        .collect();
    let notice = if !found.has_detail {
        Some((
            lang.pick("Chúng tôi mới có tên thủ tục này", "We only have the name of this procedure"),
            lang.pick(
                "Trình tự, giấy tờ, thời hạn và lệ phí chưa có trong dữ liệu. Bạn vẫn gửi phản ánh về thủ tục này được.",
                "Steps, papers, time limit and fees are not in our data. You can still send feedback on it.",
            )
            .to_owned(),
        ))
    } else if lacking.is_empty() {
        None
    } else {
        Some((
            lang.pick("Dữ liệu còn thiếu", "Our data lack a part"),
            format!(
                "{}. {}",
                lacking.join(", "),
                lang.pick(
                    "Bản gốc có thể có; nếu bản gốc cũng thiếu, bạn có thể phản ánh điều đó.",
                    "The national record may have it; if that lacks it too, you can send feedback on that.",
                )
            ),
        ))
    };
    let url = record_address(&found.url);
    view! {
        <div class="stack">
            <dl class="panel facts" data-columns="">
                <div><dt>{lang.pick("Nơi giải quyết ở tỉnh hiện nay", "Competent in the province today")}</dt><dd lang=content><Competent competence=found.competence/></dd></div>
                {fact(lang.pick("Cấp thực hiện", "Level"), found.level)}
                {fact(lang.pick("Bộ quản lý", "Ministry"), found.ministry)}
                {fact(lang.pick("Quyết định công bố", "Published by decision"), found.decision_no)}
            </dl>
            {notice.map(|(title, text)| view! {
                <div class="notice">
                    <h2>{title}</h2>
                    <p>{text}</p>
                    <p><a class="icon-link" href=url rel="external noopener"><Icon name="external"/>{lang.pick("Xem tại Cổng Dịch vụ công quốc gia", "See the National Public Service Portal")}</a></p>
                </div>
            })}
        </div>
    }
}

#[component]
fn Competent(competence: Competence) -> impl IntoView {
    let lang = use_lang();
    match competence {
        Competence::Agencies(agencies) => agencies
            .into_iter()
            .map(|(slug, name, why)| view! { <p><a href=format!("/co-quan/{slug}")>{name}</a>" "<span class="muted small">"("{why}")"</span></p> })
            .collect_view()
            .into_any(),
        Competence::OfTheCommune => view! {
            <p>
                {lang.pick("Ủy ban nhân dân xã, phường nơi xảy ra việc. ", "Ủy ban nhân dân of the commune where the matter lies. ")}
                <a href="/co-quan#xa-phuong">{lang.pick("Tìm xã, phường của bạn", "Find your commune")}</a>
            </p>
        }
        .into_any(),
        Competence::Unknown(slug, name) => view! {
            <p>
                {lang.pick("Chưa xác định. ", "Not determined. ")}
                <a href=format!("/co-quan/{slug}")>{name}</a>
                {lang.pick(" nhận phản ánh và chuyển đúng nơi.", " takes feedback and passes it on.")}
            </p>
        }
        .into_any(),
    }
}

/// The national record, or the portal when the record's own address is not known.
fn record_address(url: &str) -> String {
    if url.starts_with("https://") {
        url.to_owned()
    } else {
        "https://dichvucong.gov.vn".to_owned()
    }
}

/// What others asked about this procedure.
#[component]
fn About(code: String, published: i64, latest: Vec<PublicationItem>) -> impl IntoView {
    let lang = use_lang();
    let send = address("/gui", &[("procedure", &code)]);
    let all = address("/cong-khai", &[("procedure", &code)]);
    let shown = i64::try_from(latest.len()).unwrap_or_default();
    let content = if latest.is_empty() {
        view! {
            <div class="empty" data-small="">
                <p>{lang.pick("Chưa có phản ánh nào về thủ tục này được công khai. Nếu bạn gặp vướng mắc, hãy nói với chúng tôi.", "No petition on this procedure has been published. If it gives you trouble, tell us.")}</p>
                <a class="btn" href=send>{lang.pick("Phản ánh về thủ tục này", "Send feedback on this procedure")}</a>
            </div>
        }
        .into_any()
    } else {
        let more = (published > shown).then(|| {
            let words = match lang {
                Lang::Vi => format!("Xem tất cả {} phản ánh", format::amount(published, lang)),
                Lang::En => format!("See all {} petitions", format::amount(published, lang)),
            };
            view! { <p><a class="btn btn-secondary" href=all>{words}</a></p> }
        });
        view! { <Results items=latest heading=3/>{more} }.into_any()
    };
    view! {
        <section class="procedure-section" id="phan-anh">
            <h2>{lang.pick("Phản ánh đã công khai về thủ tục này", "Published petitions on this procedure")}</h2>
            {content}
        </section>
    }
}

#[component]
fn Source(url: String) -> impl IntoView {
    let lang = use_lang();
    let href = record_address(&url);
    view! {
        <p class="procedure-section muted small">
            {lang.pick("Nguồn: ", "Source: ")}
            <a href=href rel="external noopener">{lang.pick("Cổng Dịch vụ công quốc gia", "National Public Service Portal")}</a>
            {lang.pick(
                ", bản ghi công khai tháng 7/2026. Khi khác nhau, bản gốc là căn cứ.",
                ", public record of July 2026. Where they differ, the national record counts.",
            )}
        </p>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_of_the_law_has_its_place() {
        // The name is the heading; time and fees stand in the table of ways.
        let elsewhere = [Constituent::Name, Constituent::TimeLimit, Constituent::Fees];
        for part in Constituent::ALL {
            assert_eq!(
                SECTIONS.iter().any(|(known, _)| *known == part),
                !elsewhere.contains(&part),
                "{part:?}"
            );
        }
    }

    #[test]
    fn a_record_without_an_address_leads_to_the_portal() {
        assert_eq!(record_address(""), "https://dichvucong.gov.vn");
        assert_eq!(
            record_address("javascript:alert(1)"),
            "https://dichvucong.gov.vn"
        );
        assert_eq!(
            record_address("https://dichvucong.gov.vn/x"),
            "https://dichvucong.gov.vn/x"
        );
    }
}
