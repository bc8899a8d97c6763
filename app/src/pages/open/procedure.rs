//! One procedure: all its parts by the law's names, what the record lacks, who is competent, what others asked.

use domain::lang::Lang;
use domain::procedure::Constituent;
use leptos::prelude::*;
use leptos_meta::Link;
use leptos_router::hooks::use_params_map;

use super::results::Results;
use crate::api::procedures::{
    Competence, DocumentGroup, ProcedureView, StepView, WayView, load_procedure,
};
use crate::api::register::{PublicationItem, address};
use crate::components::failure::{Failure, Skeleton};
use crate::components::frame::CitizenPage;
use crate::components::icon::Icon;
use crate::format;
use crate::frame::use_lang;

/// `/thu-tuc/{code}`
#[component]
pub fn ProcedurePage() -> impl IntoView {
    let lang = use_lang();
    let params = use_params_map();
    let code = move || params.with(|params| params.get("code").unwrap_or_default());
    let data = Resource::new(code, load_procedure);
    let title = RwSignal::new(String::new());
    let shown = move || {
        if title.with(String::is_empty) {
            format!("{} {}", lang.pick("Thủ tục", "Procedure"), code())
        } else {
            title.get()
        }
    };
    view! {
        <CitizenPage title=Signal::derive(shown)>
            <p class="crumbs"><a href="/thu-tuc"><Icon name="left"/>{lang.pick("Tất cả thủ tục", "All procedures")}</a></p>
            <Suspense fallback=Skeleton>
                {move || Suspend::new(async move {
                    match data.await {
                        Ok(found) => {
                            title.set(found.name.clone());
                            view! { <OneProcedure found=found/> }.into_any()
                        }
                        Err(error) => view! { <Failure error=error/> }.into_any(),
                    }
                })}
            </Suspense>
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
                <a class="btn" href=send rel="external"><Icon name="send"/>{lang.pick("Phản ánh về thủ tục này", "Send feedback on this procedure")}</a>
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

#[component]
fn Part(part: Constituent, children: Children) -> impl IntoView {
    let lang = use_lang();
    let place = SECTIONS
        .into_iter()
        .find(|(known, _)| *known == part)
        .map_or("", |(_, place)| place);
    view! { <section class="procedure-section" id=place><h2>{words(part, lang)}</h2>{children()}</section> }
}

/// Says that the record lacks a part, and where to look.
#[component]
fn Lacking(part: Constituent, url: String) -> impl IntoView {
    let lang = use_lang();
    if part.is_mandatory() {
        let href = record_address(&url);
        return view! {
            <p class="muted">
                {lang.pick("Chưa có trong dữ liệu. ", "Not in our data. ")}
                <a href=href rel="external noopener">{lang.pick("Xem bản gốc", "See the national record")}</a>
            </p>
        }
        .into_any();
    }
    view! { <p class="muted">{lang.pick("Dữ liệu không nêu.", "The record names none.")}</p> }
        .into_any()
}

#[component]
fn Parts(found: ProcedureView) -> impl IntoView {
    let lang = use_lang();
    let content = (lang == Lang::En).then_some("vi");
    let url = found.url.clone();
    let lacking =
        move |part: Constituent| view! { <Lacking part=part url=url.clone()/> }.into_any();
    let list = move |items: Vec<String>| {
        let items = items
            .into_iter()
            .map(|item| view! { <li>{item}</li> })
            .collect_view();
        view! { <div class="prose" lang=content><ul>{items}</ul></div> }.into_any()
    };
    let text = move |text: String| {
        view! { <div class="typed measure" lang=content>{text}</div> }.into_any()
    };
    let steps = if found.steps.is_empty() {
        lacking(Constituent::Steps)
    } else {
        view! { <Steps steps=found.steps/> }.into_any()
    };
    let ways = if found.ways.is_empty() {
        lacking(Constituent::Ways)
    } else {
        view! { <Ways ways=found.ways/> }.into_any()
    };
    // Time and fee stand in the table of ways; when no row has them, that is said under it.
    let in_table: Vec<_> = [Constituent::TimeLimit, Constituent::Fees]
        .into_iter()
        .filter(|part| !found.has.contains(part))
        .map(
            |part| view! { <div class="stack-s"><h3>{words(part, lang)}</h3>{lacking(part)}</div> },
        )
        .collect();
    let documents = if found.documents.is_empty() {
        lacking(Constituent::Documents)
    } else {
        view! { <Documents groups=found.documents/> }.into_any()
    };
    let audience = if found.audience.is_empty() {
        lacking(Constituent::Audience)
    } else {
        list(found.audience)
    };
    let agency = if found.agency.is_empty() {
        lacking(Constituent::Agency)
    } else {
        text(found.agency)
    };
    let forms = if found.forms.is_empty() {
        lacking(Constituent::Forms)
    } else {
        list(found.forms)
    };
    let result = if found.result.is_empty() {
        lacking(Constituent::Result)
    } else {
        text(found.result)
    };
    let conditions = if found.conditions.is_empty() {
        lacking(Constituent::Conditions)
    } else {
        text(found.conditions)
    };
    let basis = if found.legal_basis.is_empty() {
        view! { <p class="muted">{lang.pick("Chưa có trong dữ liệu.", "Not in our data.")}</p> }
            .into_any()
    } else {
        list(found.legal_basis)
    };
    let related = (!found.related.is_empty()).then(|| {
        view! { <section class="procedure-section"><h2>{lang.pick("Thủ tục liên quan", "Related procedures")}</h2>{list(found.related)}</section> }
    });
    view! {
        <Part part=Constituent::Steps>{steps}</Part>
        <Part part=Constituent::Ways>{ways}{in_table}</Part>
        <Part part=Constituent::Documents>{documents}</Part>
        <Part part=Constituent::Audience>{audience}</Part>
        <Part part=Constituent::Agency>{agency}</Part>
        <Part part=Constituent::Forms>{forms}</Part>
        <Part part=Constituent::Result>{result}</Part>
        <Part part=Constituent::Conditions>{conditions}</Part>
        <section class="procedure-section" id="can-cu"><h2>{lang.pick("Căn cứ pháp lý", "Legal basis")}</h2>{basis}</section>
        {related}
    }
}

/// Longer than this a step is a text, not a heading.
const HEADING: usize = 90;

#[component]
fn Steps(steps: Vec<StepView>) -> impl IntoView {
    let content = (use_lang() == Lang::En).then_some("vi");
    let steps = steps
        .into_iter()
        .map(|step| {
            let class = (!step.more.is_empty() && step.what.chars().count() <= HEADING)
                .then_some("steps-what");
            let more = step
                .more
                .into_iter()
                .map(|line| view! { <p>{line}</p> })
                .collect_view();
            view! { <li><div class="stack-s"><p class=class>{step.what}</p>{more}</div></li> }
        })
        .collect_view();
    view! { <ol class="steps measure" lang=content>{steps}</ol> }
}

#[component]
fn Ways(ways: Vec<WayView>) -> impl IntoView {
    let lang = use_lang();
    let content = (lang == Lang::En).then_some("vi");
    let heads = [
        words(Constituent::Ways, lang),
        words(Constituent::TimeLimit, lang),
        words(Constituent::Fees, lang),
        lang.pick("Ghi chú", "Note"),
    ];
    let notes = ways.iter().any(|way| !way.note.is_empty());
    let cell = move |label: &'static str, value: String| {
        if value.is_empty() {
            view! { <td class="none" data-label=label>{lang.pick("Chưa có trong dữ liệu", "Not in our data")}</td> }.into_any()
        } else {
            view! { <td data-label=label>{value}</td> }.into_any()
        }
    };
    let rows = ways.into_iter().map(|way| {
        view! {
            <tr>
                <th scope="row">{way.methods}</th>
                {cell(heads[1], way.time)}
                {cell(heads[2], way.fee)}
                {notes.then(|| if way.note.is_empty() { view! { <td></td> }.into_any() } else { cell(heads[3], way.note) })}
            </tr>
        }
    }).collect_view();
    view! {
        <div class="table-box" tabindex="0" role="region" aria-label=words(Constituent::Ways, lang)>
            <table class="table" data-stack="" lang=content>
                <thead><tr>
                    {heads.into_iter().take(if notes { 4 } else { 3 }).map(|head| view! { <th scope="col">{head}</th> }).collect_view()}
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

#[component]
fn Documents(groups: Vec<DocumentGroup>) -> impl IntoView {
    let lang = use_lang();
    let content = (lang == Lang::En).then_some("vi");
    let (paper, copies) = (
        lang.pick("Giấy tờ", "Paper"),
        lang.pick("Số lượng", "Copies"),
    );
    groups.into_iter().map(|group| {
        // Notes among the papers have no number: they are a list, not a table.
        if group.documents.iter().all(|(_, number)| number.is_empty()) {
            let items = group.documents.into_iter().map(|(document, _)| view! { <li>{document}</li> }).collect_view();
            let heading = (!group.case.is_empty()).then(|| view! { <h3>{group.case}</h3> });
            return view! { <div class="prose" lang=content>{heading}<ul>{items}</ul></div> }.into_any();
        }
        let name = if group.case.is_empty() { paper.to_owned() } else { group.case.clone() };
        let rows = group.documents.into_iter().map(|(document, number)| {
            let number = if number.is_empty() {
                view! { <td class="none nowrap" data-label=copies>{lang.pick("không ghi", "not said")}</td> }.into_any()
            } else {
                view! { <td class="nowrap" data-label=copies>{number}</td> }.into_any()
            };
            view! { <tr><td class="typed">{document}</td>{number}</tr> }
        }).collect_view();
        view! {
            <div class="table-box" tabindex="0" role="region" aria-label=name>
                <table class="table" data-stack="" lang=content>
                    {(!group.case.is_empty()).then(|| view! { <caption>{group.case}</caption> })}
                    <thead><tr><th scope="col">{paper}</th><th scope="col">{copies}</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
        .into_any()
    }).collect_view()
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
                <a class="btn" href=send rel="external">{lang.pick("Phản ánh về thủ tục này", "Send feedback on this procedure")}</a>
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
