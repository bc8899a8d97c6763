//! What is new in the register, for programs that follow it? An Atom feed of the same list.

use app::api::register::{RegisterQuery, applied, filter};
use atom_syndication::{Category, Content, Entry, Feed, FixedDateTime, Link, Person, Text};
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use chrono::{DateTime, FixedOffset, Utc};
use domain::calendar::local_date;
use domain::lang::Lang;
use store::StoreError;
use store::register::Publication;

use crate::page::base_url;
use crate::state::AppState;

/// Entries in the feed.
const ENTRIES: usize = 30;

/// Longest words that are searched for.
const MOST_SYMBOLS: usize = 300;

/// `/cong-khai.atom`: the latest answers; `q`, `field`, `agency` and `area` filter as on the page.
pub async fn register(
    State(state): State<AppState>,
    RawQuery(parameters): RawQuery,
    headers: HeaderMap,
) -> Response {
    let query = read(parameters.as_deref().unwrap_or_default());
    match latest(&state, &query).await {
        Ok(found) => {
            let feed = feed(&state, &query, &found, &base_url(&state, &headers));
            let mut response = feed.to_string().into_response();
            let headers = response.headers_mut();
            headers.insert(
                header::CONTENT_TYPE,
                HeaderValue::from_static("application/atom+xml; charset=utf-8"),
            );
            headers.insert(
                header::CACHE_CONTROL,
                HeaderValue::from_static("public, max-age=300"),
            );
            response
        }
        Err(error) => {
            tracing::error!(%error, "the feed could not be made");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// The parameters the feed knows; symbols that XML cannot hold are left out.
fn read(parameters: &str) -> RegisterQuery {
    let given: Vec<_> = form_urlencoded::parse(parameters.as_bytes()).collect();
    RegisterQuery::read(|wanted| {
        let known = ["q", "field", "agency", "area"].contains(&wanted);
        let value = given
            .iter()
            .find(|(name, _)| known && name == wanted)
            .map(|(_, value)| value)?;
        Some(clean(value).chars().take(MOST_SYMBOLS).collect())
    })
}

async fn latest(state: &AppState, query: &RegisterQuery) -> Result<Vec<Publication>, StoreError> {
    let mut wanted = filter(query);
    let mut found = Vec::new();
    while found.len() < ENTRIES {
        let page = state.store.register(&wanted).await?;
        found.extend(page.items);
        match page.next {
            Some(next) => wanted.after = next,
            None => break,
        }
    }
    // A search lists exact matches before others; a feed is by time alone.
    found.sort_by_key(|publication| std::cmp::Reverse(publication.number));
    found.truncate(ENTRIES);
    Ok(found)
}

fn feed(state: &AppState, query: &RegisterQuery, found: &[Publication], base: &str) -> Feed {
    let catalogue = state.store.catalogue();
    let today = local_date(state.store.now());
    let words: Vec<_> = applied(query, &catalogue, today, Lang::Vi)
        .into_iter()
        .map(|filter| filter.words)
        .collect();
    let place = clean(&catalogue.profile.name);
    let mut title = format!("Câu trả lời đã công khai, {place}");
    if !words.is_empty() {
        title = format!("{title}: {}", words.join(", "));
    }
    if catalogue.profile.demonstration {
        title = format!("Bản trình diễn: {title}");
    }
    let own = format!("{base}{}", query.address("/cong-khai.atom"));
    Feed {
        title: plain(title),
        id: own.clone(),
        // An empty feed has not changed since the register began.
        updated: found.first().map_or_else(
            || local(DateTime::<Utc>::UNIX_EPOCH),
            |newest| local(newest.published_at),
        ),
        authors: vec![Person {
            name: place,
            ..Person::default()
        }],
        links: vec![
            link("self", own, "application/atom+xml"),
            link(
                "alternate",
                format!("{base}{}", query.address("/cong-khai")),
                "text/html",
            ),
        ],
        entries: found
            .iter()
            .map(|publication| entry(publication, base))
            .collect(),
        lang: Some("vi".into()),
        ..Feed::default()
    }
}

fn entry(publication: &Publication, base: &str) -> Entry {
    let address = format!("{base}/cong-khai/{}", publication.record_code);
    let published = local(publication.published_at);
    let html = format!(
        "<h2>Phản ánh</h2>{}<h2>Trả lời của {}</h2>{}",
        paragraphs(&publication.body),
        escape(&publication.agency_name),
        paragraphs(&publication.answer)
    );
    Entry {
        title: plain(clean(&publication.title)),
        id: address.clone(),
        updated: published,
        published: Some(published),
        authors: vec![Person {
            name: clean(&publication.agency_name),
            ..Person::default()
        }],
        categories: publication
            .field
            .iter()
            .map(|field| Category {
                term: clean(field),
                ..Category::default()
            })
            .collect(),
        links: vec![link("alternate", address, "text/html")],
        content: Some(Content {
            value: Some(html),
            content_type: Some("html".into()),
            ..Content::default()
        }),
        ..Entry::default()
    }
}

fn link(rel: &str, href: String, mime_type: &str) -> Link {
    Link {
        href,
        rel: rel.into(),
        mime_type: Some(mime_type.into()),
        ..Link::default()
    }
}

fn plain(value: String) -> Text {
    Text {
        value,
        ..Text::default()
    }
}

/// The moment in the province's time.
fn local(at: DateTime<Utc>) -> FixedDateTime {
    const HANOI: Option<FixedOffset> = FixedOffset::east_opt(7 * 3600);
    HANOI.map_or_else(|| at.fixed_offset(), |offset| at.with_timezone(&offset))
}

/// Text as HTML, a paragraph for each line.
fn paragraphs(text: &str) -> String {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.fold(String::new(), |mut all, line| {
        all.push_str("<p>");
        all.push_str(&escape(line));
        all.push_str("</p>");
        all
    })
}

fn escape(text: &str) -> String {
    clean(text)
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

/// Without the symbols that XML cannot hold, not even escaped.
fn clean(text: &str) -> String {
    let held = |symbol: &char| {
        matches!(symbol, '\t' | '\n' | '\r')
            || (!symbol.is_control() && !matches!(symbol, '\u{fffe}' | '\u{ffff}'))
    };
    text.chars().filter(held).collect()
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;

    fn publication() -> Publication {
        let day = NaiveDate::from_ymd_opt(2026, 11, 3).expect("a day");
        Publication {
            number: 7,
            record_code: "PAKN.20261103.0001".into(),
            title: "Đòi giấy <xác nhận> & lệ phí".into(),
            body: "Dòng một\n\nDòng <b>hai</b>\u{1}".into(),
            answer: "Không cần giấy đó.".into(),
            outcome: "explained".into(),
            upheld: "yes".into(),
            kind: "conduct".into(),
            procedure_code: None,
            field: Some("Hộ tịch".into()),
            area_code: None,
            agency_id: "00000000-0000-0000-0000-000000000000"
                .parse()
                .expect("an id"),
            agency_name: "Sở Tư pháp".into(),
            received_on: day,
            answered_on: day,
            published_at: DateTime::parse_from_rfc3339("2026-11-03T18:30:00Z")
                .expect("a time")
                .with_timezone(&Utc),
            on_time: true,
            shown_name: None,
            demonstration: true,
        }
    }

    #[test]
    fn an_entry_is_read_back_as_it_was_written() {
        let feed = Feed {
            entries: vec![entry(&publication(), "https://langnghe.example")],
            ..Feed::default()
        };
        let read: Feed = feed.to_string().parse().expect("a feed");
        let entry = &read.entries[0];
        assert_eq!(entry.title.value, "Đòi giấy <xác nhận> & lệ phí");
        assert_eq!(
            entry.id,
            "https://langnghe.example/cong-khai/PAKN.20261103.0001"
        );
        assert_eq!(entry.links[0].href, entry.id);
        assert_eq!(entry.updated.to_rfc3339(), "2026-11-04T01:30:00+07:00");
        let content = entry
            .content
            .as_ref()
            .and_then(|content| content.value.as_deref())
            .expect("content");
        assert!(
            content.contains("<p>Dòng một</p><p>Dòng &lt;b&gt;hai&lt;/b&gt;</p>"),
            "{content}"
        );
        assert!(content.contains("Trả lời của Sở Tư pháp"), "{content}");
    }

    #[test]
    fn only_known_parameters_are_read() {
        let query = read("q=%C4%91%E1%BA%A5t&area=01894&on_time=no&after=0-3&field=a%01b");
        assert_eq!(
            query.address("/cong-khai.atom"),
            "/cong-khai.atom?q=%C4%91%E1%BA%A5t&field=ab&area=01894"
        );
        assert_eq!(query.after, "");
    }

    #[test]
    fn what_xml_cannot_hold_is_left_out() {
        assert_eq!(clean("a\u{0}b\u{8}\tc\u{ffff}"), "ab\tc");
    }
}
