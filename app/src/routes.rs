//! Every page on one screen.

use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::components::{ParentRoute, Route, Router, Routes};
use leptos_router::path;

use crate::frame::provide_frame;
use crate::pages::citizen::{
    case::CasePage, home::HomePage, receipt::ReceiptPage, send::SendPage, track::TrackPage,
};
use crate::pages::desk::board::{BoardPage, NoCase};
use crate::pages::desk::case::DeskCasePage;
use crate::pages::desk::on_behalf::OnBehalfPage;
use crate::pages::desk::on_behalf::receipt::EnteredPage;
use crate::pages::desk::report::ReportPage;
use crate::pages::desk::sign_in::SignInPage;
use crate::pages::not_found::NotFoundPage;
use crate::pages::open::agencies::{AgenciesPage, AgencyPage};
use crate::pages::open::procedures::{ProcedurePage, ProceduresPage};
use crate::pages::open::register::{PublicationPage, RegisterPage};

/// The application, the same on the server and in the browser.
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
                    <Route path=path!("/dang-nhap") view=SignInPage/>
                    <Route path=path!("/can-bo/nhap-ho") view=OnBehalfPage/>
                    <Route path=path!("/can-bo/nhap-ho/phieu") view=EnteredPage/>
                    <ParentRoute path=path!("/can-bo") view=BoardPage>
                        <Route path=path!("") view=NoCase/>
                        <Route path=path!(":code") view=DeskCasePage/>
                    </ParentRoute>
                    <Route path=path!("/bao-cao") view=ReportPage/>
                </Routes>
        </Router>
    }
}
