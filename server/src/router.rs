//! Every route and every layer on one page.

use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{get, post};
use tower_http::CompressionLevel;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::services::ServeDir;

use crate::export;
use crate::feed;
use crate::forms::{case, desk, lang, learning, on_behalf, send, sign_in, topics, track};
use crate::live::{board, petition};
use crate::middleware::{fetch_metadata, headers, operations};
use crate::page::{desk_page, page, server_function};
use crate::state::AppState;

/// The largest form: a long text in four-byte characters, percent-encoded, with room to spare.
const MOST_BYTES: usize = 512 * 1024;

/// The whole program as seen from outside.
pub fn router(state: AppState) -> Router {
    // Pages wait for their data on this runtime. A second router in the same program finds it set up already.
    let _ = any_spawner::Executor::init_tokio();
    let site = state.leptos.site_root.to_string();
    let files = ServeDir::new(site)
        .precompressed_br()
        .precompressed_gzip()
        .append_index_html_on_directories(false);
    Router::new()
        // Citizens.
        .route("/", get(page))
        .route("/gui", get(send::form).post(send::send))
        .route("/gui/bien-nhan", get(page))
        .route("/tra-cuu", get(page).post(track::open))
        .route("/tra-cuu/{code}", get(page))
        .route("/tra-cuu/{code}/{verb}", post(case::act))
        .route("/ngon-ngu", get(lang::choose))
        // Everybody.
        .route("/cong-khai", get(page))
        .route("/cong-khai.atom", get(feed::register))
        .route("/cong-khai/{code}", get(page))
        .route("/thu-tuc", get(page))
        .route("/thu-tuc/{code}", get(page))
        .route("/co-quan", get(page))
        .route("/co-quan/{slug}", get(page))
        .route("/thong-ke", get(page))
        .route("/thong-ke/chu-de", get(page))
        // Officials.
        .route("/dang-nhap", get(page).post(sign_in::sign_in))
        .route("/dang-xuat", post(sign_in::sign_out))
        .route("/can-bo", get(desk_page))
        .route("/can-bo/nhap-ho", get(desk_page).post(on_behalf::enter))
        .route(
            "/can-bo/nhap-ho/phieu",
            get(desk_page).post(on_behalf::read_back),
        )
        .route("/can-bo/phan-tich", get(desk_page))
        .route("/can-bo/phan-tich/phan-anh", get(desk_page))
        .route("/can-bo/phan-tich/chu-de/{id}", get(desk_page))
        .route("/can-bo/phan-tich/chu-de/{id}/ten", post(topics::rename))
        .route("/can-bo/phan-tich/chu-de/{id}/gop", post(topics::merge))
        .route("/can-bo/{code}", get(desk_page))
        .route("/can-bo/{code}/{verb}", post(desk::act))
        .route("/bao-cao", get(desk_page))
        .route("/bao-cao.csv", get(export::report_csv))
        .route("/bao-cao.xlsx", get(export::report_xlsx))
        .route(
            "/quan-tri",
            get(|| async { axum::response::Redirect::to("/quan-tri/phan-tich") }),
        )
        .route("/quan-tri/phan-tich", get(desk_page))
        .route("/quan-tri/phan-tich/hoc", post(learning::train))
        .route("/quan-tri/phan-tich/dung", post(learning::put_to_use))
        // What open pages ask and hear.
        .route("/api/{*function}", post(server_function))
        .route("/live/board", get(board::stream))
        .route("/live/petition/{code}", get(petition::stream))
        // Operations.
        .route("/healthz", get(operations::health))
        .route("/readyz", get(operations::ready))
        // Scripts, styles, fonts; whatever else is asked for is a page that does not exist.
        .fallback_service(files.fallback(get(page).with_state(state.clone())))
        .layer(from_fn_with_state(state.clone(), operations::too_long))
        .layer(from_fn_with_state(
            state.clone(),
            operations::no_store_for_people,
        ))
        // Phones in the mountains wait for bytes, not for the processor. Streams and what is compressed already pass by.
        .layer(CompressionLayer::new().quality(CompressionLevel::Fastest))
        .layer(DefaultBodyLimit::max(MOST_BYTES))
        .layer(from_fn_with_state(state.clone(), fetch_metadata::guard))
        .layer(from_fn(headers::secure))
        .layer(CatchPanicLayer::custom(operations::after_panic))
        .layer(tower_http::timeout::RequestBodyTimeoutLayer::new(
            Duration::from_secs(30),
        ))
        .with_state(state)
}
