//! Every page on one screen.

use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::components::{ParentRoute, Route, Router, Routes};
use leptos_router::{Lazy, LazyRoute, path};

use crate::frame::provide_frame;
use crate::pages::admin::learning::LearningPage;
use crate::pages::citizen::{
    case::CasePage, home::HomePage, receipt::ReceiptPage, send::SendPage, track::TrackPage,
};
use crate::pages::desk::board::{BoardPage, NoCase};
use crate::pages::desk::case::DeskCasePage;
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

/// Groups of pages whose code the browser fetches when the first of them is opened: a citizen who writes does not wait
/// for the desk. A group for each page would end in hundreds of small files, for what pages share is split as well.
macro_rules! groups {
    ($($group:ident, $preload:ident: $($route:ident => $page:ident),* ;)*) => { $(
        mod $group {
            use super::*;

            #[derive(Clone, Copy, Debug)]
            pub enum Page { $($route),* }

            #[lazy]
            pub fn $group(page: Page) -> AnyView {
                match page { $(Page::$route => view! { <$page/> }.into_any()),* }
            }

            pub async fn preload() {
                #[cfg(target_arch = "wasm32")]
                $preload().await;
            }
        }

        $(
            #[derive(Debug)]
            struct $route;

            impl LazyRoute for $route {
                fn data() -> Self {
                    Self
                }

                async fn view(_: Self) -> AnyView {
                    $group::$group($group::Page::$route).await
                }

                async fn preload() {
                    $group::preload().await;
                }
            }
        )*
    )* };
}

groups! {
    writing, __preload_writing: Send => SendPage, Receipt => ReceiptPage;
    following, __preload_following: Track => TrackPage, Case => CasePage;
    open, __preload_open: Register => RegisterPage, Publication => PublicationPage, Procedures => ProceduresPage,
        Procedure => ProcedurePage, Agencies => AgenciesPage, Agency => AgencyPage, Statistics => StatisticsPage,
        Topics => TopicsPage;
    desk, __preload_desk: OnBehalf => OnBehalfPage, Entered => EnteredPage, Board => BoardPage, DeskCase => DeskCasePage,
        Report => ReportPage, Learning => LearningPage, Analysis => AnalysisPage, Behind => BehindPage;
}

/// The application, the same on the server and in the browser.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    provide_frame();
    view! {
        <Router>
                <Routes fallback=NotFoundPage>
                    <Route path=path!("/") view=HomePage/>
                    <Route path=path!("/gui") view={Lazy::<Send>::new()}/>
                    <Route path=path!("/gui/bien-nhan") view={Lazy::<Receipt>::new()}/>
                    <Route path=path!("/tra-cuu") view={Lazy::<Track>::new()}/>
                    <Route path=path!("/tra-cuu/:code") view={Lazy::<Case>::new()}/>
                    <Route path=path!("/cong-khai") view={Lazy::<Register>::new()}/>
                    <Route path=path!("/cong-khai/:code") view={Lazy::<Publication>::new()}/>
                    <Route path=path!("/thu-tuc") view={Lazy::<Procedures>::new()}/>
                    <Route path=path!("/thu-tuc/:code") view={Lazy::<Procedure>::new()}/>
                    <Route path=path!("/co-quan") view={Lazy::<Agencies>::new()}/>
                    <Route path=path!("/co-quan/:slug") view={Lazy::<Agency>::new()}/>
                    <Route path=path!("/thong-ke") view={Lazy::<Statistics>::new()}/>
                    <Route path=path!("/thong-ke/chu-de") view={Lazy::<Topics>::new()}/>
                    <Route path=path!("/dang-nhap") view=SignInPage/>
                    <Route path=path!("/can-bo/nhap-ho") view={Lazy::<OnBehalf>::new()}/>
                    <Route path=path!("/can-bo/nhap-ho/phieu") view={Lazy::<Entered>::new()}/>
                    <Route path=path!("/can-bo/phan-tich") view={Lazy::<Analysis>::new()}/>
                    <Route path=path!("/can-bo/phan-tich/phan-anh") view={Lazy::<Behind>::new()}/>
                    <Route path=path!("/can-bo/phan-tich/chu-de/:id") view={Lazy::<Analysis>::new()}/>
                    <ParentRoute path=path!("/can-bo") view={Lazy::<Board>::new()}>
                        <Route path=path!("") view=NoCase/>
                        <Route path=path!(":code") view={Lazy::<DeskCase>::new()}/>
                    </ParentRoute>
                    <Route path=path!("/bao-cao") view={Lazy::<Report>::new()}/>
                    <Route path=path!("/quan-tri/phan-tich") view={Lazy::<Learning>::new()}/>
                </Routes>
        </Router>
    }
}
