//! Which files can be taken away? The periodic report as CSV and XLSX, by the same rules as the page.

mod csv;
mod xlsx;

use app::Posted;
use app::api::reports::{ReportQuery, ReportSheet, Scope, draw_up};
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse as _, Response};
use domain::lang::Lang;
use domain::statistics::Breakdown;

use crate::forms::uri;
use crate::page::{Reader, reader, render, sign_in_first};
use crate::state::AppState;

/// `/bao-cao.csv`
pub async fn report_csv(State(state): State<AppState>, request: Request) -> Response {
    report(
        &state,
        request,
        "csv",
        "text/csv; charset=utf-8",
        csv::write,
    )
    .await
}

/// `/bao-cao.xlsx`
pub async fn report_xlsx(State(state): State<AppState>, request: Request) -> Response {
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    report(&state, request, "xlsx", kind, xlsx::write).await
}

/// Draws up the report and hands it out as a file. Whatever stands in the way is shown on the page of the report.
async fn report<E: std::error::Error>(
    state: &AppState,
    request: Request,
    ending: &str,
    kind: &'static str,
    write: fn(&ReportSheet, Lang) -> Result<Vec<u8>, E>,
) -> Response {
    let reader = reader(state, request.headers()).await;
    let lang = reader.lang();
    let (page, asked) = question(request.uri());
    let Some(official) = reader.official.clone() else {
        return sign_in_first(&page);
    };
    let Some(scope) = Scope::of(&official) else {
        return on_page(state, reader, page, request).await;
    };
    let sheet = match draw_up(&state.store, &official, &scope, asked, lang).await {
        Ok(view) => view.sheet,
        Err(error) => {
            tracing::error!(%error, "a report could not be drawn up");
            return on_page(state, reader, page, request).await;
        }
    };
    let Ok(sheet) = sheet else {
        return on_page(state, reader, page, request).await;
    };
    match write(&sheet, lang) {
        Ok(bytes) => attachment(bytes, kind, &file_name(&sheet, ending)),
        Err(error) => {
            tracing::error!(%error, ending, "a report could not be written");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// The page with the same question, and the question.
fn question(asked: &Uri) -> (Uri, ReportQuery) {
    let raw = asked.query().unwrap_or_default();
    let page = if raw.is_empty() {
        uri("/bao-cao")
    } else {
        uri(&format!("/bao-cao?{raw}"))
    };
    let mut query = ReportQuery::default();
    for (name, value) in form_urlencoded::parse(raw.as_bytes()) {
        let field = match name.as_ref() {
            "tu" => &mut query.tu,
            "den" => &mut query.den,
            "theo" => &mut query.theo,
            "kenh" => &mut query.kenh,
            "co_quan" => &mut query.co_quan,
            _ => continue,
        };
        *field = value.into_owned();
    }
    (page, query)
}

async fn on_page(state: &AppState, reader: Reader, page: Uri, request: Request) -> Response {
    render(
        state,
        reader,
        page,
        request.headers().clone(),
        Posted::default(),
        None,
    )
    .await
}

fn attachment(bytes: Vec<u8>, kind: &'static str, name: &str) -> Response {
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    response
}

/// `bao-cao-2024-01-01-2024-06-30-co-quan.csv`; a report of one channel names it.
fn file_name(sheet: &ReportSheet, ending: &str) -> String {
    let by = match sheet.report.breakdown {
        Breakdown::Agency => "co-quan",
        Breakdown::Field => "linh-vuc",
        Breakdown::Channel => "kenh",
        Breakdown::Kind => "loai",
    };
    let channel = sheet
        .channel
        .map(|channel| format!("-{}", channel.code()))
        .unwrap_or_default();
    format!(
        "bao-cao-{}-{}-{by}{channel}.{ending}",
        sheet.report.period.from, sheet.report.period.to
    )
}

/// What a file from a demonstration says of itself.
const fn demonstration(lang: Lang) -> &'static str {
    lang.pick(
        "Bản trình diễn: người và việc ở đây đều không có thật",
        "Demonstration: the people and events here are invented",
    )
}
