//! A browser as a server sees it: addresses, forms and cookies.

use std::collections::BTreeMap;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use tower::ServiceExt as _;

use super::html;

/// The host the tests ask for.
const HOST: &str = "langnghe.example";

/// One browser with its cookies.
#[derive(Clone)]
pub struct Browser {
    router: Router,
    cookies: BTreeMap<String, String>,
    headers: HeaderMap,
}

impl Browser {
    pub(super) fn new(router: Router) -> Self {
        Self {
            router,
            cookies: BTreeMap::new(),
            headers: HeaderMap::new(),
        }
    }

    /// Sends this header with every request from now on.
    #[must_use]
    pub fn with_header(mut self, name: header::HeaderName, value: &'static str) -> Self {
        self.headers.insert(name, value.parse().expect("a header"));
        self
    }

    /// The value of a cookie it holds.
    pub fn cookie(&self, name: &str) -> Option<&str> {
        self.cookies.get(name).map(String::as_str)
    }

    /// Puts a cookie into it.
    pub fn set_cookie(&mut self, name: &str, value: &str) {
        self.cookies.insert(name.to_owned(), value.to_owned());
    }

    /// Opens an address. Redirections are not followed.
    pub async fn get(&mut self, path: &str) -> Page {
        self.send(Method::GET, path, Body::empty(), None).await
    }

    /// Posts a form, as a page of the site does.
    pub async fn post<N: AsRef<str>, V: AsRef<str>>(
        &mut self,
        path: &str,
        fields: &[(N, V)],
    ) -> Page {
        let body = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(fields)
            .finish();
        self.send(
            Method::POST,
            path,
            Body::from(body),
            Some("application/x-www-form-urlencoded"),
        )
        .await
    }

    /// Posts bytes that may be no form at all, under the name of one.
    pub async fn post_bytes(&mut self, path: &str, bytes: Vec<u8>) -> Page {
        let kind = "application/x-www-form-urlencoded";
        self.send(Method::POST, path, Body::from(bytes), Some(kind))
            .await
    }

    async fn send(&mut self, method: Method, path: &str, body: Body, kind: Option<&str>) -> Page {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, HOST);
        request = request.header("sec-fetch-site", "same-origin");
        if let Some(kind) = kind {
            request = request.header(header::CONTENT_TYPE, kind);
        }
        if !self.cookies.is_empty() {
            let cookies: Vec<_> = self
                .cookies
                .iter()
                .map(|(name, value)| format!("{name}={value}"))
                .collect();
            request = request.header(header::COOKIE, cookies.join("; "));
        }
        let mut request = request.body(body).expect("a request");
        request.headers_mut().extend(self.headers.clone());
        let response = self
            .router
            .clone()
            .oneshot(request)
            .await
            .expect("the router answers");
        let (parts, body) = response.into_parts();
        self.keep_cookies(&parts.headers);
        let body = to_bytes(body, 32 * 1024 * 1024)
            .await
            .expect("a body")
            .to_vec();
        Page {
            asked: path.to_owned(),
            status: parts.status,
            headers: parts.headers,
            body,
        }
    }

    fn keep_cookies(&mut self, headers: &HeaderMap) {
        for value in headers.get_all(header::SET_COOKIE) {
            let value = value.to_str().expect("a cookie");
            let (pair, attributes) = value.split_once(';').unwrap_or((value, ""));
            let (name, value) = pair.split_once('=').expect("a name and a value");
            if attributes.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }
}

/// What came back.
#[derive(Clone, Debug)]
pub struct Page {
    asked: String,
    /// Status.
    pub status: StatusCode,
    /// Headers.
    pub headers: HeaderMap,
    /// Body.
    pub body: Vec<u8>,
}

impl Page {
    /// Insists on the status and goes on with the page.
    #[track_caller]
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(
            self.status.as_u16(),
            status,
            "{} said: {}",
            self.asked,
            self.words()
        );
        self
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// What a person reads on the page, in one line.
    pub fn words(&self) -> String {
        html::words(&self.text())
    }

    /// Whether a person reads this on the page.
    pub fn says(&self, words: &str) -> bool {
        self.words().contains(words)
    }

    /// What a field of a form on the page holds; for choices the one that is chosen.
    pub fn field(&self, name: &str) -> Option<String> {
        html::field(&self.text(), name)
    }

    /// A header as text; empty when it is missing.
    pub fn header(&self, name: impl header::AsHeaderName) -> &str {
        self.headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    }

    /// Where it leads on to.
    pub fn location(&self) -> &str {
        self.header(header::LOCATION)
    }
}
