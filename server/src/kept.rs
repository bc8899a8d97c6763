//! Which pages need not be drawn again? What everybody sees alike is kept until something is recorded, ten seconds at
//! most: an article that links to an answer, or a search that a whole commune makes, is drawn once.
//!
//! A page is everybody's when its address is public and the request brings no cookie: no session, no opened case, no
//! language of its own. The nonce of its scripts is drawn anew for each reader.

use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use chrono::{DateTime, TimeDelta, Utc};
use leptos::nonce::Nonce;
use quick_cache::Weighter;
use quick_cache::sync::Cache;
use store::Store;

/// As long as a proxy may keep it, too (`Cache-Control`); another program may write into a SQLite file unheard.
const LONGEST: TimeDelta = TimeDelta::seconds(10);
/// Bytes of all pages kept.
const MOST_BYTES: u64 = 8 << 20;
/// Pages that are expected.
const PAGES: usize = 256;
/// Longer addresses are hardly asked for twice.
const LONGEST_ADDRESS: usize = 300;

/// Does everybody see the same at this address?
pub fn is_public(path: &str) -> bool {
    path == "/"
        || ["/cong-khai", "/thu-tuc", "/co-quan"]
            .iter()
            .any(|start| path.starts_with(start))
}

/// A page as it was drawn for its first reader.
#[derive(Debug)]
struct Page {
    /// Place in the log that had been reached before it was drawn.
    reached: i64,
    at: DateTime<Utc>,
    headers: HeaderMap,
    /// The body between the places where its nonce stood.
    pieces: Vec<Bytes>,
    nonce: String,
}

#[derive(Debug, Clone)]
struct Bytewise;

impl Weighter<String, Arc<Page>> for Bytewise {
    fn weight(&self, address: &String, page: &Arc<Page>) -> u64 {
        let bytes: usize = page.pieces.iter().map(Bytes::len).sum();
        (address.len() + bytes + 1024) as u64
    }
}

/// The pages that are kept.
#[derive(Debug, Clone)]
pub struct KeptPages(Arc<Cache<String, Arc<Page>, Bytewise>>);

impl Default for KeptPages {
    fn default() -> Self {
        Self(Arc::new(Cache::with_weighter(PAGES, MOST_BYTES, Bytewise)))
    }
}

/// What is needed to keep a page once it is drawn.
#[derive(Debug)]
pub struct Place {
    key: String,
    reached: i64,
    at: DateTime<Utc>,
}

impl KeptPages {
    /// Where the answer to a request would be kept: nowhere when it is not everybody's.
    pub fn place(&self, store: &Store, base: &str, request: &Request) -> Option<Place> {
        let address = request.uri().path_and_query()?.as_str();
        let everybodys = request.method() == Method::GET
            && is_public(request.uri().path())
            && !request.headers().contains_key(header::COOKIE)
            && address.len() <= LONGEST_ADDRESS;
        everybodys.then(|| Place {
            // The page names the host it was asked at.
            key: format!("{base}{address}"),
            // Before drawing: what is recorded meanwhile makes the page outdated, not current.
            reached: *store.listen().borrow(),
            at: store.now(),
        })
    }

    /// The page, when it is kept and nothing was recorded since.
    pub fn get(&self, place: &Place) -> Option<Response> {
        let page = self.0.get(&place.key)?;
        let age = place.at - page.at;
        let current = page.reached == place.reached && age >= TimeDelta::zero() && age < LONGEST;
        current.then(|| page.for_a_reader())
    }

    /// Keeps a page that was drawn; hands it out as it is.
    pub async fn keep(&self, place: Place, response: Response) -> Response {
        if response.status() != StatusCode::OK {
            return response;
        }
        let (parts, body) = response.into_parts();
        let Ok(body) = axum::body::to_bytes(body, usize::MAX).await else {
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        };
        if let Some(page) = Page::of(&place, &parts.headers, &body) {
            self.0.insert(place.key, Arc::new(page));
        }
        Response::from_parts(parts, Body::from(body))
    }
}

impl Page {
    /// Takes a page apart at its nonce. A page without one has a policy that is not understood here, and one that sets
    /// a cookie is somebody's: neither is kept.
    fn of(place: &Place, headers: &HeaderMap, body: &Bytes) -> Option<Self> {
        if headers.contains_key(header::SET_COOKIE) {
            return None;
        }
        let policy = headers
            .get(header::CONTENT_SECURITY_POLICY)?
            .to_str()
            .ok()?;
        let nonce = policy.split("'nonce-").nth(1)?.split('\'').next()?;
        let text = std::str::from_utf8(body).ok()?;
        let mut pieces = Vec::new();
        let mut from = 0;
        for (at, found) in text.match_indices(nonce) {
            pieces.push(body.slice(from..at));
            from = at + found.len();
        }
        pieces.push(body.slice(from..));
        Some(Self {
            reached: place.reached,
            at: place.at,
            headers: headers.clone(),
            pieces,
            nonce: nonce.to_owned(),
        })
    }

    /// The page with a nonce of its own.
    fn for_a_reader(&self) -> Response {
        let nonce = Nonce::new().to_string();
        let length: usize = self
            .pieces
            .iter()
            .map(|piece| piece.len() + nonce.len())
            .sum();
        let mut body = Vec::with_capacity(length);
        for (number, piece) in self.pieces.iter().enumerate() {
            if number > 0 {
                body.extend_from_slice(nonce.as_bytes());
            }
            body.extend_from_slice(piece);
        }
        let mut response = Response::new(Body::from(body));
        *response.headers_mut() = self.headers.clone();
        if let Some(policy) = self
            .headers
            .get(header::CONTENT_SECURITY_POLICY)
            .and_then(|policy| policy.to_str().ok())
            .and_then(|policy| HeaderValue::from_str(&policy.replace(&self.nonce, &nonce)).ok())
        {
            response
                .headers_mut()
                .insert(header::CONTENT_SECURITY_POLICY, policy);
        }
        response
    }
}
