//! How does a page come out? Renders the application with what surrounds every page, fresh or after a failed form.

use std::sync::LazyLock;

use app::context::{BaseUrl, CASE_COOKIE, SignedIn, cases_in, cookie_in};
use app::{AppError, Frame, Posted, Viewer, shell};
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse as _, Response};
use domain::actor::ActingOfficial;
use domain::calendar::local_date;
use domain::lang::Lang;
use domain::official::Role;
use domain::permission;
use leptos::prelude::*;
use tokio::sync::Semaphore;

use crate::cookies::{LANG_COOKIE, session_token};
use crate::forms::wants_data;
use crate::state::AppState;

/// What is known of a request before rendering.
#[derive(Clone, Debug)]
pub struct Reader {
    /// Who is signed in.
    pub official: Option<ActingOfficial>,
    /// What surrounds the page.
    pub frame: Frame,
}

impl Reader {
    /// The reader's language.
    pub const fn lang(&self) -> Lang {
        self.frame.lang
    }
}

/// The language of a request: the one chosen before, else Vietnamese. What a phone's maker has set says little of its owner.
pub fn lang_of(headers: &HeaderMap) -> Lang {
    cookie_in(headers, LANG_COOKIE).map_or(Lang::Vi, |tag| Lang::from_tag(&tag))
}

/// Looks up who reads and what surrounds the page. A broken database must not take the page with it.
pub async fn reader(state: &AppState, headers: &HeaderMap) -> Reader {
    let official = match session_token(headers) {
        Some(token) => match state.store.session(&token).await {
            Ok(session) => session.map(|session| session.official),
            Err(error) => {
                tracing::error!(%error, "the session could not be read");
                None
            }
        },
        None => None,
    };
    let catalogue = state.store.catalogue();
    let today = local_date(state.store.now());
    let viewer = official.as_ref().map(|official| Viewer {
        name: official.full_name.clone(),
        agency: official
            .grants
            .first()
            .map(|grant| catalogue.agency_short_name_on(grant.agency, today))
            .unwrap_or_default(),
        roles: Role::ALL
            .into_iter()
            .filter(|role| official.has(*role))
            .collect(),
        has_board: permission::has_board(official),
        may_enter: permission::may_enter_on_behalf(official),
        may_report: permission::may_report(official),
        may_administer: permission::may_administer(official),
    });
    let hotline_official = catalogue
        .agency_version_on(catalogue.intake_agency(), today)
        .and_then(|version| version.contact_official.clone());
    let open_cases = cookie_in(headers, CASE_COOKIE)
        .map(|cookie| {
            cases_in(&cookie)
                .into_iter()
                .map(|(code, _)| code)
                .collect()
        })
        .unwrap_or_default();
    let frame = Frame {
        lang: lang_of(headers),
        viewer,
        demonstration: catalogue.profile.demonstration,
        province: catalogue.profile.name.clone(),
        hotline: catalogue.profile.hotline.clone(),
        hotline_official,
        open_cases,
        fault: None,
    };
    Reader { official, frame }
}

/// Any page: as it is kept for everybody, else fresh.
pub async fn page(State(state): State<AppState>, request: Request) -> Response {
    let base = base_url(&state, request.headers());
    let place = state.kept.place(&state.store, &base, &request);
    if let Some(kept) = place.as_ref().and_then(|place| state.kept.get(place)) {
        return kept;
    }
    let reader = reader(&state, request.headers()).await;
    let fresh = render(
        &state,
        reader,
        request.uri().clone(),
        request.headers().clone(),
        Posted::default(),
        None,
    )
    .await;
    match place {
        Some(place) => state.kept.keep(place, fresh).await,
        None => fresh,
    }
}

/// A page for officials: who is not signed in is sent to sign in first, and comes back.
pub async fn desk_page(State(state): State<AppState>, request: Request) -> Response {
    let reader = reader(&state, request.headers()).await;
    let Some(official) = &reader.official else {
        return sign_in_first(request.uri());
    };
    // Who signs in to administer has no board to begin with.
    if request.uri().path() == "/can-bo"
        && !permission::has_board(official)
        && permission::may_administer(official)
    {
        return see_other("/quan-tri/phan-tich");
    }
    render(
        &state,
        reader,
        request.uri().clone(),
        request.headers().clone(),
        Posted::default(),
        None,
    )
    .await
}

/// A page of its own for a request that was turned away, or the words alone for a script.
pub async fn turned_away(state: &AppState, headers: HeaderMap, fault: AppError) -> Response {
    let mut reader = reader(state, &headers).await;
    let status = StatusCode::from_u16(fault.status()).unwrap_or(StatusCode::BAD_REQUEST);
    if wants_data(&headers) {
        let problem = format!(
            "{}. {}",
            fault.title(reader.lang()),
            fault.advice(reader.lang())
        );
        let posted = Posted {
            problem: Some(problem),
            ..Posted::default()
        };
        return (status, axum::Json(posted)).into_response();
    }
    reader.frame.fault = Some(fault);
    // No page has this address, so the one for whatever is no page is shown.
    let uri = Uri::from_static("/su-co");
    render(state, reader, uri, headers, Posted::default(), Some(status)).await
}

/// Sends to the sign-in page, keeping where one wanted to go.
pub fn sign_in_first(uri: &Uri) -> Response {
    let wanted = uri.path_and_query().map_or("/can-bo", |path| path.as_str());
    let wanted: String = escape(wanted);
    see_other(&format!("/dang-nhap?den={wanted}"))
}

fn escape(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' => {
                char::from(byte).to_string()
            }
            other => format!("%{other:02X}"),
        })
        .collect()
}

/// Goes on to another page after something was done: a reload of it does nothing again.
pub fn see_other(path: &str) -> Response {
    let mut response = StatusCode::SEE_OTHER.into_response();
    if let Ok(location) = HeaderValue::from_str(path) {
        response.headers_mut().insert(header::LOCATION, location);
    }
    response
}

/// Renders the page at the address, with a failed form when there is one.
pub async fn render(
    state: &AppState,
    reader: Reader,
    uri: Uri,
    headers: HeaderMap,
    posted: Posted,
    status: Option<StatusCode>,
) -> Response {
    let mut request = Request::new(Body::empty());
    *request.method_mut() = Method::GET;
    *request.uri_mut() = uri;
    *request.headers_mut() = headers;
    let (store, analyser, leptos) = (
        state.store.clone(),
        state.analyser.clone(),
        state.leptos.clone(),
    );
    let base = BaseUrl(base_url(state, request.headers()));
    let handler = leptos_axum::render_app_async_with_context(
        move || {
            provide_context(store.clone());
            provide_context(analyser.clone());
            provide_context(SignedIn(reader.official.clone()));
            provide_context(reader.frame.clone());
            provide_context(posted.clone());
            provide_context(base.clone());
        },
        move || shell(leptos.clone()),
    );
    let mut response = alone(handler(request)).await;
    if let Some(status) = status {
        *response.status_mut() = status;
    }
    response
}

/// Renders on a thread that serves nobody else meanwhile.
///
/// Leptos keeps what belongs to a request (current owner, arena of signals) per thread, and reads some of it outside
/// the part that is guarded. On threads that take turns between requests a title was lost, and one reader's context
/// could have been found by another. It is also work for the processor, which the async threads are not for.
async fn alone(rendering: impl Future<Output = Response> + Send + 'static) -> Response {
    // More at once than processors gain nothing. The semaphore is never closed.
    let permit = RENDERING.acquire().await;
    let runtime = tokio::runtime::Handle::current();
    let rendered = tokio::task::spawn_blocking(move || {
        runtime.block_on(async move {
            let (parts, body) = rendering.await.into_parts();
            // The page is complete here; reading it to the end on this thread lets go of its signals here, too.
            let bytes = axum::body::to_bytes(body, usize::MAX).await;
            bytes.map(|bytes| Response::from_parts(parts, Body::from(bytes)))
        })
    })
    .await;
    drop(permit);
    match rendered {
        Ok(Ok(response)) => response,
        Ok(Err(error)) => crate::middleware::operations::after_panic(Box::new(error.to_string())),
        Err(error) => crate::middleware::operations::after_panic(Box::new(error.to_string())),
    }
}

/// How many pages are drawn at once.
static RENDERING: LazyLock<Semaphore> = LazyLock::new(|| {
    Semaphore::new(std::thread::available_parallelism().map_or(2, usize::from) * 2)
});

/// The address people reach it under: as set, else what the request says.
pub fn base_url(state: &AppState, headers: &HeaderMap) -> String {
    if !state.base_url.is_empty() {
        return state.base_url.trim_end_matches('/').to_owned();
    }
    let host = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok())
        .unwrap_or("127.0.0.1:3000");
    let local = host.starts_with("127.0.0.1") || host.starts_with("localhost");
    format!("{}://{host}", if local { "http" } else { "https" })
}

/// What pages ask while they are open.
pub async fn server_function(State(state): State<AppState>, request: Request) -> Response {
    let reader = reader(&state, request.headers()).await;
    let base = BaseUrl(base_url(&state, request.headers()));
    leptos_axum::handle_server_fns_with_context(
        move || {
            provide_context(state.store.clone());
            provide_context(state.analyser.clone());
            provide_context(SignedIn(reader.official.clone()));
            provide_context(reader.frame.clone());
            provide_context(base.clone());
        },
        request,
    )
    .await
    .into_response()
}
