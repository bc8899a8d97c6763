//! What is the register asked for, and how is it written in an address?

use serde::{Deserialize, Serialize};

/// What the register is asked for: the parameters of its address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RegisterQuery {
    /// Words.
    pub q: String,
    /// Field.
    pub field: String,
    /// Agency's slug.
    pub agency: String,
    /// Commune code.
    pub area: String,
    /// Procedure code.
    pub procedure: String,
    /// Published on or after (ISO date).
    pub from: String,
    /// Published on or before (ISO date).
    pub to: String,
    /// `yes` on time, `no` late.
    pub on_time: String,
    /// Number of a topic.
    pub chu_de: String,
    /// Where the page before ended.
    pub after: String,
}

impl RegisterQuery {
    /// Reads the parameters; `get` gives the value under a name.
    pub fn read(get: impl Fn(&str) -> Option<String>) -> Self {
        let get = |name: &str| {
            get(name)
                .map(|value| value.trim().to_owned())
                .unwrap_or_default()
        };
        Self {
            q: get("q"),
            field: get("field"),
            agency: get("agency"),
            area: get("area"),
            procedure: get("procedure"),
            from: get("from"),
            to: get("to"),
            on_time: get("on_time"),
            chu_de: get("chu_de"),
            after: get("after"),
        }
    }

    /// Names and values, in the order of the form; the place in the list is not among them.
    pub fn parameters(&self) -> [(&'static str, &str); 9] {
        [
            ("q", &self.q),
            ("field", &self.field),
            ("agency", &self.agency),
            ("area", &self.area),
            ("procedure", &self.procedure),
            ("from", &self.from),
            ("to", &self.to),
            ("on_time", &self.on_time),
            ("chu_de", &self.chu_de),
        ]
    }

    /// The address of this list under a path, from its beginning.
    pub fn address(&self, path: &str) -> String {
        address(path, &self.parameters())
    }

    /// The same list without one parameter.
    #[must_use]
    pub fn without(&self, name: &str) -> Self {
        Self::read(|wanted| {
            let kept = self
                .parameters()
                .into_iter()
                .find(|(known, _)| *known == wanted && *known != name);
            kept.map(|(_, value)| value.to_owned())
        })
    }

    /// Whether anything is asked for.
    pub fn is_empty(&self) -> bool {
        self.parameters().iter().all(|(_, value)| value.is_empty())
    }
}

/// A path with those parameters that have a value.
pub fn address(path: &str, parameters: &[(&str, &str)]) -> String {
    let given: Vec<_> = parameters
        .iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| format!("{name}={}", escape(value)))
        .collect();
    if given.is_empty() {
        path.to_owned()
    } else {
        format!("{path}?{}", given.join("&"))
    }
}

/// The same on the server and in the browser, so that both render the same link.
fn escape(value: &str) -> String {
    let mut escaped = String::with_capacity(value.len());
    for byte in value.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                escaped.push(char::from(byte));
            }
            b' ' => escaped.push('+'),
            other => {
                escaped.push('%');
                for half in [other >> 4, other & 15] {
                    escaped.push(char::from(b"0123456789ABCDEF"[usize::from(half)]));
                }
            }
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn query() -> RegisterQuery {
        RegisterQuery {
            q: "đất & nhà".into(),
            field: "Hộ tịch".into(),
            from: "2026-01-01".into(),
            ..RegisterQuery::default()
        }
    }

    #[test]
    fn an_address_names_only_what_is_asked() {
        assert_eq!(RegisterQuery::default().address("/cong-khai"), "/cong-khai");
        assert_eq!(
            query().address("/cong-khai"),
            "/cong-khai?q=%C4%91%E1%BA%A5t+%26+nh%C3%A0&field=H%E1%BB%99+t%E1%BB%8Bch&from=2026-01-01"
        );
    }

    #[test]
    fn one_filter_can_be_taken_away() {
        let less = query().without("field");
        assert_eq!(
            (less.q.as_str(), less.field.as_str(), less.from.as_str()),
            ("đất & nhà", "", "2026-01-01")
        );
        assert!(less.without("q").without("from").is_empty());
    }

    #[test]
    fn taking_a_filter_away_goes_back_to_the_beginning() {
        let later = RegisterQuery {
            after: "0-17".into(),
            ..query()
        };
        assert_eq!(later.without("q").after, "");
        assert!(!later.address("/").contains("after"));
    }

    #[test]
    fn parameters_are_read_without_blanks_around_them() {
        let read = RegisterQuery::read(|name| (name == "q").then(|| "  khai sinh ".to_owned()));
        assert_eq!(
            read,
            RegisterQuery {
                q: "khai sinh".into(),
                ..RegisterQuery::default()
            }
        );
    }
}
