//! How long did answers take? Bars drawn on the server, with the same figures as a table.

use domain::lang::Lang;
use leptos::prelude::*;

use crate::api::agencies::{BUCKETS, Timing};
use crate::format;
use crate::frame::use_lang;

/// Height of one row in pixels, and the share of the width that bars may take: the rest is for the figure.
const ROW: usize = 56;
const WIDEST: i64 = 82;

/// The figures of the chart: what a row is of, and how many answers.
fn rows(timing: &Timing, lang: Lang) -> Vec<(String, i64)> {
    let mut from = 0;
    let mut names = Vec::new();
    for end in BUCKETS {
        names.push(match lang {
            Lang::Vi => format!("{from} đến {end} ngày"),
            Lang::En => format!("{from} to {end} days"),
        });
        from = end + 1;
    }
    let longest = BUCKETS[BUCKETS.len() - 1];
    names.push(match lang {
        Lang::Vi => format!("Trên {longest} ngày"),
        Lang::En => format!("More than {longest} days"),
    });
    names.into_iter().zip(timing.buckets).collect()
}

/// The length of a bar in hundredths of a percent of the drawing; the longest takes what there is.
fn length(count: i64, most: i64) -> String {
    let hundredths = if most > 0 {
        count * WIDEST * 100 / most
    } else {
        0
    };
    format!("{}.{:02}%", hundredths / 100, hundredths % 100)
}

/// How many answers took how many working days.
#[component]
pub fn DaysChart(
    /// How many answers.
    answered: i64,
    /// How long they took.
    timing: Timing,
    /// In which time they were given.
    #[prop(optional, into)]
    within: Option<String>,
) -> impl IntoView {
    let lang = use_lang();
    let within = within.unwrap_or_else(|| lang.pick("trong 12 tháng", "in 12 months").to_owned());
    let rows = rows(&timing, lang);
    let most = rows
        .iter()
        .map(|(_, count)| *count)
        .max()
        .unwrap_or_default();
    let (title, note, described) = match lang {
        Lang::Vi => (
            "Trả lời sau bao nhiêu ngày làm việc",
            format!("{} câu trả lời {within}", format::amount(answered, lang)),
            format!(
                "Một nửa được trả lời trong {} ngày làm việc, chín phần mười trong {} ngày.",
                timing.median, timing.ninetieth
            ),
        ),
        Lang::En => (
            "How many working days answers took",
            format!("{} answers {within}", format::amount(answered, lang)),
            format!(
                "Half were answered within {} working days, nine in ten within {} days.",
                timing.median, timing.ninetieth
            ),
        ),
    };
    let bars = rows.iter().enumerate().map(|(index, (name, count))| {
        let top = index * ROW;
        let width = length(*count, most);
        let beside = length(*count, most).trim_end_matches('%').parse::<f32>().unwrap_or_default() + 2.0;
        let tone = (index == BUCKETS.len()).then_some("quiet");
        view! {
            <text x="0" y=(top + 16).to_string()>{name.clone()}</text>
            <rect class="chart-track" x="0" y=(top + 24).to_string() width=format!("{WIDEST}%") height="18" rx="3"/>
            <rect class="chart-bar" data-tone=tone x="0" y=(top + 24).to_string() width=width height="18" rx="3"/>
            <text class="chart-value" x=format!("{beside:.2}%") y=(top + 38).to_string()>{format::amount(*count, lang)}</text>
        }
    }).collect_view();
    let table = rows.iter().map(|(name, count)| {
        view! { <tr><th scope="row">{name.clone()}</th><td class="num">{format::amount(*count, lang)}</td></tr> }
    }).collect_view();
    view! {
        <figure class="chart">
            <figcaption>{title}<span class="chart-note">{note}</span></figcaption>
            <svg role="img" aria-labelledby="days-title days-text" height=(rows.len() * ROW).to_string() width="100%">
                <title id="days-title">{title}</title>
                <desc id="days-text">{described}</desc>
                {bars}
            </svg>
            <details class="chart-data">
                <summary>{lang.pick("Xem bảng số liệu", "See the figures as a table")}</summary>
                <div class="table-box" tabindex="0" role="region" aria-label=title>
                    <table class="table">
                        <thead><tr>
                            <th scope="col">{lang.pick("Số ngày làm việc", "Working days")}</th>
                            <th scope="col" class="num">{lang.pick("Số câu trả lời", "Answers")}</th>
                        </tr></thead>
                        <tbody>{table}</tbody>
                    </table>
                </div>
            </details>
        </figure>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_follow_each_other_without_a_gap() {
        let timing = Timing {
            on_time: 0,
            median: 0,
            ninetieth: 0,
            buckets: [1, 2, 3, 4],
        };
        let names: Vec<_> = rows(&timing, Lang::Vi)
            .into_iter()
            .map(|(name, count)| format!("{name}: {count}"))
            .collect();
        assert_eq!(
            names,
            [
                "0 đến 5 ngày: 1",
                "6 đến 10 ngày: 2",
                "11 đến 15 ngày: 3",
                "Trên 15 ngày: 4"
            ]
        );
    }

    #[test]
    fn bars_begin_at_zero_and_stay_inside() {
        assert_eq!(length(0, 40), "0.00%");
        assert_eq!(length(40, 40), "82.00%");
        assert_eq!(length(13, 40), "26.65%");
        assert_eq!(length(0, 0), "0.00%");
    }
}
