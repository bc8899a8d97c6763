//! What does a periodic report show, for whom, and of which days? Page, CSV and XLSX are drawn up here.

pub mod columns;

#[cfg(feature = "ssr")]
use chrono::NaiveDate;
use chrono::{DateTime, Utc};
use domain::lang::Lang;
use domain::petition::Channel;
use domain::statistics::{Breakdown, Figures, Period, PeriodicReport};
use domain::violation::Violation;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::AppError;

/// What was asked for, as it stands in the address. Empty fields take their defaults.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReportQuery {
    /// First day, `2024-01-01`.
    pub tu: String,
    /// Last day.
    pub den: String,
    /// Breakdown code.
    pub theo: String,
    /// Channel code; every channel when empty.
    pub kenh: String,
    /// Slug of one of the agencies the official leads.
    pub co_quan: String,
}

impl ReportQuery {
    /// The same report under another ending: empty for the page, `.csv`, `.xlsx`.
    pub fn address(&self, ending: &str) -> String {
        let pairs = [
            ("tu", &self.tu),
            ("den", &self.den),
            ("theo", &self.theo),
            ("kenh", &self.kenh),
            ("co_quan", &self.co_quan),
        ];
        let pairs: Vec<_> = pairs
            .into_iter()
            // What was typed may be anything; what is offered further on is a date, a code or a slug.
            .filter(|(_, value)| {
                !value.is_empty()
                    && value
                        .chars()
                        .all(|symbol| symbol.is_ascii_alphanumeric() || matches!(symbol, '-' | '_'))
            })
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        if pairs.is_empty() {
            format!("/bao-cao{ending}")
        } else {
            format!("/bao-cao{ending}?{}", pairs.join("&"))
        }
    }
}

/// A period to choose at one touch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preset {
    /// `6 tháng đầu 2024`.
    pub name: String,
    /// Its days.
    pub period: Period,
}

/// A report with what must stand on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportSheet {
    /// The figures.
    pub report: PeriodicReport,
    /// The only agency in it; the whole province when absent.
    pub agency: Option<String>,
    /// The only channel in it.
    pub channel: Option<Channel>,
    /// Province.
    pub province: String,
    /// Who drew it up.
    pub drawn_up_by: String,
    /// When.
    pub drawn_up_at: DateTime<Utc>,
    /// The period was not over then.
    pub unfinished: bool,
    /// Everything is a demonstration.
    pub demonstration: bool,
}

impl ReportSheet {
    /// Whom the figures are about.
    pub fn scope(&self, lang: Lang) -> String {
        let every = lang.pick("mọi cơ quan", "every agency");
        self.agency
            .clone()
            .unwrap_or_else(|| format!("{}, {every}", self.province))
    }

    /// Through which channels they came.
    pub fn channels(&self, lang: Lang) -> String {
        match self.channel {
            Some(channel) => format!("{} {}", lang.pick("Kênh:", "Channel:"), channel.label(lang)),
            None => lang.pick("Mọi kênh", "Every channel").to_owned(),
        }
    }

    /// `Từ 01/01/2024 đến 30/06/2024`.
    pub fn days(&self, lang: Lang) -> String {
        let (from, to) = (
            crate::format::date(self.report.period.from, lang),
            crate::format::date(self.report.period.to, lang),
        );
        match lang {
            Lang::Vi => format!("Từ {from} đến {to}"),
            Lang::En => format!("From {from} to {to}"),
        }
    }

    /// Who drew it up and when.
    pub fn signature(&self, lang: Lang) -> String {
        let at = crate::format::moment(self.drawn_up_at, lang);
        match lang {
            Lang::Vi => format!("Người lập: {}, lúc {at}", self.drawn_up_by),
            Lang::En => format!("Drawn up by {}, {at}", self.drawn_up_by),
        }
    }

    /// The sums that must agree.
    pub fn identities(&self, lang: Lang) -> Vec<(String, bool)> {
        let lines: Vec<Figures> = self
            .report
            .lines
            .iter()
            .map(|line| line.figures.clone())
            .collect();
        columns::identities(&self.report.total, &lines, lang)
    }
}

/// The page: what was asked, what may be asked, and the report or what to mend.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportView {
    /// What was asked, with defaults filled in.
    pub asked: ReportQuery,
    /// Half-years with data, the latest first.
    pub halves: Vec<Preset>,
    /// Months and quarters of now.
    pub recent: Vec<Preset>,
    /// Agencies to choose from: slug and name; only for who leads several.
    pub agencies: Vec<(String, String)>,
    /// The report, unless something is to be mended.
    pub sheet: Result<ReportSheet, Vec<Violation>>,
}

/// What the lines of a report are.
pub fn breakdown_label(breakdown: Breakdown, lang: Lang) -> &'static str {
    match breakdown {
        Breakdown::Agency => lang.pick("Cơ quan", "Agency"),
        Breakdown::Field => lang.pick("Lĩnh vực", "Field"),
        Breakdown::Channel => lang.pick("Kênh tiếp nhận", "Channel"),
        Breakdown::Kind => lang.pick("Loại phản ánh", "Kind"),
    }
}

/// Draws up the report.
#[server(endpoint = "report")]
pub async fn load_report(query: ReportQuery) -> Result<ReportView, AppError> {
    use crate::context::{failed, from_store, lang, official, store};
    let (official, store, lang) = (official()?, store()?, lang());
    let Some(scope) = Scope::of(&official) else {
        return Err(failed(AppError::NotAllowed(refusal(lang).to_owned())));
    };
    let view = draw_up(&store, &official, &scope, query, lang)
        .await
        .map_err(from_store)?;
    if let Err(violations) = &view.sheet {
        // Only for the status; what to mend stands beside the fields.
        failed(AppError::Invalid(violations.clone()));
    }
    Ok(view)
}

#[cfg(feature = "ssr")]
const fn refusal(lang: Lang) -> &'static str {
    lang.pick(
        "Báo cáo dành cho cán bộ tiếp nhận, cán bộ công khai, người kiểm tra và lãnh đạo đơn vị. Nếu bạn cần số liệu, hãy hỏi một trong những người đó.",
        "Reports are for intake officers, publishers, auditors and agency leads. If you need figures, ask one of them.",
    )
}

/// Whom an official may report on. There is no report without one.
#[cfg(feature = "ssr")]
#[derive(Clone, Debug)]
pub struct Scope(Option<Vec<domain::id::AgencyId>>);

#[cfg(feature = "ssr")]
impl Scope {
    /// Intake, publishers and auditors see the whole province; who only leads an agency sees what that agency leads.
    pub fn of(official: &domain::actor::ActingOfficial) -> Option<Self> {
        use domain::official::Role;
        use domain::permission::{may_report, sees_all};
        if !may_report(official) {
            return None;
        }
        if sees_all(official) {
            return Some(Self(None));
        }
        let led: Vec<_> = official
            .agencies()
            .into_iter()
            .filter(|agency| official.has_at(Role::AgencyLead, *agency))
            .collect();
        (!led.is_empty()).then_some(Self(Some(led)))
    }
}

/// Draws up the report, or says what must be mended first.
///
/// # Errors
/// What the store says.
#[cfg(feature = "ssr")]
pub async fn draw_up(
    store: &store::Store,
    official: &domain::actor::ActingOfficial,
    scope: &Scope,
    mut query: ReportQuery,
    lang: Lang,
) -> Result<ReportView, store::StoreError> {
    use domain::calendar::local_date;
    use domain::violation::Problem;
    let (catalogue, now) = (store.catalogue(), store.now());
    let today = local_date(now);
    if query.tu.is_empty() && query.den.is_empty() {
        let half = half_of(today);
        (query.tu, query.den) = (half.from.to_string(), half.to.to_string());
    }
    let mut found = Vec::new();
    let period = period(&query, &mut found);
    let breakdown = if query.theo.is_empty() {
        Some(Breakdown::default())
    } else {
        Breakdown::from_code(&query.theo)
    };
    if breakdown.is_none() {
        found.push(Violation::new("theo", Problem::NotAChoice));
    }
    let channel = Channel::from_code(&query.kenh);
    if channel.is_none() && !query.kenh.is_empty() {
        found.push(Violation::new("kenh", Problem::NotAChoice));
    }
    let mut agencies: Vec<_> = scope
        .0
        .iter()
        .flatten()
        .filter_map(|agency| {
            Some((
                *agency,
                catalogue.agency_slug(*agency)?,
                catalogue.agency_name_on(*agency, today),
            ))
        })
        .collect();
    agencies.sort_by_cached_key(|(_, _, name)| analysis::fold(name));
    // Without a choice it is the first of those the official leads.
    let agency = agencies
        .iter()
        .find(|(_, slug, _)| query.co_quan.is_empty() || *slug == query.co_quan)
        .map(|(agency, ..)| *agency);
    if agency.is_none() && scope.0.is_some() {
        found.push(Violation::new("co_quan", Problem::NotAChoice));
    }
    let sheet = match (period, breakdown, found.is_empty()) {
        (Some(period), Some(breakdown), true) => {
            let filter = store::statistics::ReportFilter {
                channel: query.kenh.clone(),
                agency,
            };
            Ok(ReportSheet {
                report: store
                    .periodic_report(period, breakdown, &filter, lang)
                    .await?,
                agency: agency.map(|agency| catalogue.agency_name_on(agency, period.to)),
                channel,
                province: catalogue.profile.name.clone(),
                drawn_up_by: official.full_name.clone(),
                drawn_up_at: now,
                unfinished: period.to >= today,
                demonstration: catalogue.profile.demonstration,
            })
        }
        _ => Err(found),
    };
    let first = store.first_received_on().await?.unwrap_or(today);
    Ok(ReportView {
        asked: query,
        halves: halves(first, today, lang),
        recent: recent(today, lang),
        agencies: if agencies.len() > 1 {
            agencies
                .into_iter()
                .map(|(_, slug, name)| (slug, name))
                .collect()
        } else {
            Vec::new()
        },
        sheet,
    })
}

#[cfg(feature = "ssr")]
fn period(query: &ReportQuery, found: &mut Vec<Violation>) -> Option<Period> {
    use domain::violation::Problem;
    let mut day = |field: &str, typed: &str| {
        let written = typed.len() == 10
            && typed
                .bytes()
                .all(|byte| byte.is_ascii_digit() || byte == b'-');
        let day = typed.parse::<NaiveDate>().ok().filter(|_| written);
        if day.is_none() {
            found.push(Violation::new(
                field,
                if typed.is_empty() {
                    Problem::Missing
                } else {
                    Problem::NotADate
                },
            ));
        }
        day
    };
    let (from, to) = (day("tu", &query.tu), day("den", &query.den));
    let period = Period {
        from: from?,
        to: to?,
    };
    if period.to < period.from {
        found.push(Violation::new("den", Problem::BeforeStart));
        return None;
    }
    Some(period)
}

#[cfg(feature = "ssr")]
fn half_of(day: NaiveDate) -> Period {
    use chrono::Datelike as _;
    Period::half(day.year(), day.month() > 6).unwrap_or(Period { from: day, to: day })
}

/// The half-years from the first petition to today, the latest first.
#[cfg(feature = "ssr")]
fn halves(first: NaiveDate, today: NaiveDate, lang: Lang) -> Vec<Preset> {
    use chrono::Datelike as _;
    (first.year()..=today.year())
        .rev()
        .flat_map(|year| [(year, true), (year, false)])
        .filter_map(|(year, second)| {
            let period = Period::half(year, second)?;
            let name = match (lang, second) {
                (Lang::Vi, false) => format!("6 tháng đầu {year}"),
                (Lang::Vi, true) => format!("6 tháng cuối {year}"),
                (Lang::En, false) => format!("First half of {year}"),
                (Lang::En, true) => format!("Second half of {year}"),
            };
            (period.from <= today && period.to >= first).then_some(Preset { name, period })
        })
        .collect()
}

/// This and the last month and quarter.
#[cfg(feature = "ssr")]
fn recent(today: NaiveDate, lang: Lang) -> Vec<Preset> {
    use chrono::{Datelike as _, Months};
    let start = |months: u32| today.with_day(1)?.checked_sub_months(Months::new(months));
    let stretch = |from: NaiveDate, months: u32| {
        Some(Period {
            from,
            to: from.checked_add_months(Months::new(months))?.pred_opt()?,
        })
    };
    let month = |ago: u32| {
        let period = stretch(start(ago)?, 1)?;
        let (month, year) = (period.from.month(), period.from.year());
        let name = match lang {
            Lang::Vi => format!("Tháng {month}/{year}"),
            Lang::En => format!("{month:02}/{year}"),
        };
        Some(Preset { name, period })
    };
    let quarter = |ago: u32| {
        let period = stretch(start(today.month0() % 3 + 3 * ago)?, 3)?;
        let (number, year) = (period.from.month0() / 3, period.from.year());
        let name = match lang {
            Lang::Vi => format!(
                "Quý {}/{year}",
                ["I", "II", "III", "IV"].get(usize::try_from(number).ok()?)?
            ),
            Lang::En => format!("Q{} {year}", number + 1),
        };
        Some(Preset { name, period })
    };
    [quarter(0), quarter(1), month(0), month(1)]
        .into_iter()
        .flatten()
        .collect()
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn days(preset: &Preset) -> (String, String, String) {
        (
            preset.name.clone(),
            preset.period.from.to_string(),
            preset.period.to.to_string(),
        )
    }

    #[test]
    fn half_years_reach_from_the_first_petition_to_today() {
        let names: Vec<_> = halves(day("2024-08-02"), day("2026-03-01"), Lang::Vi)
            .into_iter()
            .map(|preset| preset.name)
            .collect();
        assert_eq!(
            names,
            [
                "6 tháng đầu 2026",
                "6 tháng cuối 2025",
                "6 tháng đầu 2025",
                "6 tháng cuối 2024"
            ]
        );
        assert_eq!(
            half_of(day("2026-06-30")),
            Period::half(2026, false).expect("half")
        );
        assert_eq!(
            half_of(day("2026-07-01")),
            Period::half(2026, true).expect("half")
        );
    }

    #[test]
    fn months_and_quarters_cross_the_year() {
        let found: Vec<_> = recent(day("2027-01-31"), Lang::Vi)
            .iter()
            .map(days)
            .collect();
        let expected = [
            ("Quý I/2027", "2027-01-01", "2027-03-31"),
            ("Quý IV/2026", "2026-10-01", "2026-12-31"),
            ("Tháng 1/2027", "2027-01-01", "2027-01-31"),
            ("Tháng 12/2026", "2026-12-01", "2026-12-31"),
        ];
        assert_eq!(
            found,
            expected.map(|(name, from, to)| (name.to_owned(), from.to_owned(), to.to_owned()))
        );
    }

    #[test]
    fn days_that_make_no_period_are_named() {
        let asked = |tu: &str, den: &str| {
            let mut found = Vec::new();
            let query = ReportQuery {
                tu: tu.into(),
                den: den.into(),
                ..ReportQuery::default()
            };
            let period = period(&query, &mut found);
            (
                period.is_some(),
                found
                    .into_iter()
                    .map(|violation| violation.field)
                    .collect::<Vec<_>>(),
            )
        };
        assert_eq!(asked("2024-01-01", "2024-01-01"), (true, vec![]));
        assert_eq!(
            asked("2024-01-02", "2024-01-01"),
            (false, vec!["den".to_owned()])
        );
        assert_eq!(
            asked("2024-02-30", ""),
            (false, vec!["tu".to_owned(), "den".to_owned()])
        );
        assert_eq!(
            asked("+12024-1-1", "01/01/2024"),
            (false, vec!["tu".to_owned(), "den".to_owned()])
        );
    }

    #[test]
    fn what_was_typed_does_not_reach_an_address() {
        let query = ReportQuery {
            tu: "2024-01-01".into(),
            theo: "field".into(),
            kenh: "a&b=c\"".into(),
            ..ReportQuery::default()
        };
        assert_eq!(
            query.address(".csv"),
            "/bao-cao.csv?tu=2024-01-01&theo=field"
        );
        assert_eq!(ReportQuery::default().address(""), "/bao-cao");
    }
}
