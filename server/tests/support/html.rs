//! What does a person read on a page, and what stands in its fields? Enough of HTML for what our own pages are made of.

/// The words between the tags of the body, in one line. Scripts and styles are no words.
pub fn words(page: &str) -> String {
    let body = page.find("<body").map_or(page, |start| &page[start..]);
    let mut text = String::new();
    let mut rest = body;
    while let Some(start) = rest.find('<') {
        text.push_str(&rest[..start]);
        rest = &rest[start..];
        // What the framework leaves between two texts separates nothing.
        if rest.starts_with("<!") {
            rest = after(rest, if rest.starts_with("<!--") { "-->" } else { ">" });
            continue;
        }
        text.push(' ');
        let skipped = ["script", "style"]
            .into_iter()
            .find(|name| rest[1..].starts_with(name));
        rest = match skipped {
            Some(name) => after(rest, &format!("</{name}>")),
            None => after(rest, ">"),
        };
    }
    text.push_str(rest);
    let words = decoded(&text);
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What the field of this name holds: the value of an input, the chosen one of several, the text of a text area.
pub fn field(page: &str, name: &str) -> Option<String> {
    let mark = format!("name=\"{name}\"");
    let mut found = None;
    let mut from = 0;
    while let Some(at) = page[from..].find(&mark).map(|at| at + from) {
        from = at + mark.len();
        let start = page[..at].rfind('<')?;
        let end = start + page[start..].find('>')?;
        let tag = &page[start..end];
        if tag.starts_with("<textarea") {
            let close = end + page[end..].find("</textarea>")?;
            return Some(decoded(&page[end + 1..close]).replace("<!>", ""));
        }
        if tag.starts_with("<select") {
            let close = end + page[end..].find("</select>")?;
            let chosen = page[end..close]
                .split("<option")
                .find(|option| option.contains(" selected"));
            return Some(
                chosen
                    .and_then(|option| attribute(option, "value"))
                    .unwrap_or_default(),
            );
        }
        let choice = tag.contains("type=\"radio\"") || tag.contains("type=\"checkbox\"");
        if choice && !tag.contains(" checked") {
            found.get_or_insert_with(String::new);
            continue;
        }
        return Some(attribute(tag, "value").unwrap_or_default());
    }
    found
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let mark = format!(" {name}=\"");
    let start = tag.find(&mark)? + mark.len();
    let end = start + tag[start..].find('"')?;
    Some(decoded(&tag[start..end]))
}

fn after<'a>(text: &'a str, mark: &str) -> &'a str {
    text.find(mark).map_or("", |at| &text[at + mark.len()..])
}

fn decoded(text: &str) -> String {
    let pairs = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#x27;", "'"),
        ("&#39;", "'"),
        ("&amp;", "&"),
    ];
    pairs
        .into_iter()
        .fold(text.to_owned(), |text, (coded, plain)| {
            text.replace(coded, plain)
        })
}
