//! Every page on one screen.

use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::path;

use crate::frame::provide_frame;
use crate::pages::admin::learning::LearningPage;
use crate::pages::citizen::{
    case::CasePage, home::HomePage, receipt::ReceiptPage, send::SendPage, track::TrackPage,
};
use crate::pages::desk::board::BoardPage;
use crate::pages::desk::on_behalf::OnBehalfPage;
use crate::pages::desk::on_behalf::receipt::EnteredPage;
use crate::pages::desk::report::ReportPage;
use crate::pages::desk::sign_in::SignInPage;
use crate::pages::desk::topics::AnalysisPage;
use crate::pages::desk::topics::behind::BehindPage;
use crate::pages::not_found::NotFoundPage;
use crate::pages::open::agencies::{AgenciesPage, AgencyPage};
use crate::pages::open::procedures::{ProcedurePage, ProceduresPage};
use crate::pages::open::register::{PublicationPage, RegisterPage};
use crate::pages::open::statistics::StatisticsPage;
use crate::pages::open::topics::TopicsPage;

/// Whether something on the page is done by code in the browser. All other pages are read and filled in without any:
/// whoever opens them fetches none.
///
/// A test looks at every page and compares.
pub fn has_islands(path: &str) -> bool {
    let desk = ["/can-bo/phan-tich"];
    path == "/gui"
        || path == "/gui/bien-nhan"
        || path.starts_with("/tra-cuu")
        || path == "/bao-cao"
        || (path.starts_with("/can-bo") && !desk.iter().any(|read| path.starts_with(read)))
}

/// The large island of a page, whose code is a file of its own: fetched together with the common code, not after it.
pub fn large_island(path: &str) -> Option<&'static str> {
    if path.starts_with("/tra-cuu/") {
        Some("case_loader")
    } else if path == "/can-bo" || path.starts_with("/can-bo/PAKN.") {
        Some("desk_loader")
    } else {
        None
    }
}

/// All pages. They are made on the server; what lives on in the browser are the islands in them.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    provide_frame();
    view! {
        <Router>
                <Routes fallback=NotFoundPage>
                    <Route path=path!("/") view=HomePage/>
                    <Route path=path!("/gui") view=SendPage/>
                    <Route path=path!("/gui/bien-nhan") view=ReceiptPage/>
                    <Route path=path!("/tra-cuu") view=TrackPage/>
                    <Route path=path!("/tra-cuu/:code") view=CasePage/>
                    <Route path=path!("/cong-khai") view=RegisterPage/>
                    <Route path=path!("/cong-khai/:code") view=PublicationPage/>
                    <Route path=path!("/thu-tuc") view=ProceduresPage/>
                    <Route path=path!("/thu-tuc/:code") view=ProcedurePage/>
                    <Route path=path!("/co-quan") view=AgenciesPage/>
                    <Route path=path!("/co-quan/:slug") view=AgencyPage/>
                    <Route path=path!("/thong-ke") view=StatisticsPage/>
                    <Route path=path!("/thong-ke/chu-de") view=TopicsPage/>
                    <Route path=path!("/dang-nhap") view=SignInPage/>
                    <Route path=path!("/can-bo/nhap-ho") view=OnBehalfPage/>
                    <Route path=path!("/can-bo/nhap-ho/phieu") view=EnteredPage/>
                    <Route path=path!("/can-bo/phan-tich") view=AnalysisPage/>
                    <Route path=path!("/can-bo/phan-tich/phan-anh") view=BehindPage/>
                    <Route path=path!("/can-bo/phan-tich/chu-de/:id") view=AnalysisPage/>
                    <Route path=path!("/can-bo") view=BoardPage/>
                    <Route path=path!("/can-bo/:code") view=BoardPage/>
                    <Route path=path!("/bao-cao") view=ReportPage/>
                    <Route path=path!("/quan-tri/phan-tich") view=LearningPage/>
                </Routes>
        </Router>
    }
}
