//! How does a figure change over time? Columns from zero, the highest and the last one labelled.

use leptos::prelude::*;

use super::bar::share;
use crate::components::verbatim::verbatim;
use crate::frame::use_lang;

/// One step of time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Its name in the table, in full.
    pub name: String,
    /// Its name under the drawing, short.
    pub short: String,
    /// Its figure in words.
    pub words: String,
    /// Its figure; nothing when it is too small to be told.
    pub count: Option<i64>,
}

/// Height of the drawing in pixels: the columns, with room for a label above and names below.
const HEIGHT: i64 = 120;
const ABOVE: i64 = 22;
const BELOW: i64 = 24;
/// Height of what is too small to be told.
const UNTOLD: i64 = 8;

/// Where the column of a step begins and how high it is.
fn column(count: Option<i64>, most: i64) -> (i64, i64) {
    let height = match count {
        // The least one is still to be seen.
        Some(count) if count > 0 => (count * HEIGHT / most.max(1)).max(2),
        Some(_) => 0,
        None => UNTOLD,
    };
    (ABOVE + HEIGHT - height, height)
}

fn most(steps: &[Step]) -> i64 {
    steps
        .iter()
        .filter_map(|step| step.count)
        .max()
        .unwrap_or_default()
}

/// A figure over time, as columns and as a table.
#[component]
pub fn Columns(
    /// Prefix of the ids, of its own on the page.
    id: &'static str,
    /// What is shown.
    #[prop(into)]
    title: String,
    /// How to read it.
    #[prop(into)]
    note: String,
    /// What it says, in a sentence.
    #[prop(into)]
    described: String,
    /// Head of the table's first column.
    step_head: &'static str,
    /// Head of the table's second column.
    count_head: &'static str,
    /// From the earliest to the latest.
    steps: Vec<Step>,
) -> impl IntoView {
    let lang = use_lang();
    let most = most(&steps);
    let number = i64::try_from(steps.len()).unwrap_or(1).max(1);
    let last = steps.len().saturating_sub(1);
    let highest = steps
        .iter()
        .rposition(|step| most > 0 && step.count == Some(most));
    let drawn = steps
        .iter()
        .zip(0_i64..)
        .enumerate()
        .map(|(place, (step, at))| {
            let (top, height) = column(step.count, most);
            let tone = step.count.is_none().then_some("untold");
            // Labels of the highest and the last one, and of none beside them: they would overlap.
            let labelled = step.count.is_some_and(|count| count > 0)
                && (Some(place) == highest
                    || (place == last && highest.is_none_or(|peak| last - peak > 2)));
            let label = labelled.then(|| view! {
                <text class="chart-value" text-anchor=anchor(place, last) x=edge(at, number, place, last) y=(top - 6).to_string()>
                    {step.words.clone()}
                </text>
            });
            view! {
                <rect class="chart-bar" data-tone=tone x=share(at * 10 + 1, number * 10) width=share(8, number * 10)
                    y=top.to_string() height=height.to_string()/>
                {label}
            }
        })
        .collect_view();
    let ends = steps.first().zip(steps.last()).map(|(first, latest)| {
        let y = (ABOVE + HEIGHT + 18).to_string();
        view! {
            <text class="chart-muted" x="0" y=y.clone()>{first.short.clone()}</text>
            <text class="chart-muted" text-anchor="end" x="100%" y=y>{latest.short.clone()}</text>
        }
    });
    let table = steps
        .iter()
        .map(|step| view! { <tr><th scope="row">{step.name.clone()}</th><td class="num">{step.words.clone()}</td></tr> })
        .collect_view();
    let base = (ABOVE + HEIGHT).to_string();
    let (title_id, text_id) = (format!("{id}-title"), format!("{id}-text"));
    let labelled_by = format!("{title_id} {text_id}");
    view! {
        <figure class="chart">
            <figcaption>{title.clone()}<span class="chart-note">{note}</span></figcaption>
            <svg role="img" aria-labelledby=labelled_by width="100%" height=(ABOVE + HEIGHT + BELOW).to_string()>
                <title id=title_id>{verbatim(title.clone())}</title>
                <desc id=text_id>{described}</desc>
                {drawn}
                <line class="chart-axis" x1="0" x2="100%" y1=base.clone() y2=base/>
                {ends}
            </svg>
            <details class="chart-data">
                <summary>{lang.pick("Xem bảng số liệu", "See the figures as a table")}</summary>
                <div class="table-box" tabindex="0" role="region" aria-label=title>
                    <table class="table">
                        <thead><tr><th scope="col">{step_head}</th><th scope="col" class="num">{count_head}</th></tr></thead>
                        <tbody>{table}</tbody>
                    </table>
                </div>
            </details>
        </figure>
    }
    .into_any()
}

/// A label at an end of the drawing stays inside it.
fn anchor(place: usize, last: usize) -> &'static str {
    match place {
        0 => "start",
        place if place == last => "end",
        _ => "middle",
    }
}

fn edge(at: i64, number: i64, place: usize, last: usize) -> String {
    match anchor(place, last) {
        "start" => "0".into(),
        "end" if place == last => "100%".into(),
        _ => share(at * 10 + 5, number * 10),
    }
}

/// The same without words, for a line of a table that says the figures itself.
#[component]
pub fn Spark(
    /// From the earliest to the latest; nothing where it is too small to be told.
    counts: Vec<Option<i64>>,
    /// What it says, in a sentence.
    #[prop(into)]
    described: String,
) -> impl IntoView {
    const TALL: i64 = 28;
    let most = counts.iter().flatten().copied().max().unwrap_or_default();
    let number = i64::try_from(counts.len()).unwrap_or(1).max(1);
    let drawn = counts
        .into_iter()
        .zip(0_i64..)
        .map(|(count, at)| {
            let height = match count {
                Some(0) => 0,
                Some(count) => (count * TALL / most.max(1)).max(2),
                None => 3,
            };
            view! {
                <rect class="chart-bar" data-tone=count.is_none().then_some("untold") x=share(at * 10 + 1, number * 10)
                    width=share(8, number * 10) y=(TALL - height).to_string() height=height.to_string()/>
            }
        })
        .collect_view();
    view! {
        <svg class="spark" role="img" aria-label=described width="100%" height=(TALL + 1).to_string()>
            {drawn}
            <line class="chart-axis" x1="0" x2="100%" y1=(TALL + 1).to_string() y2=(TALL + 1).to_string()/>
        </svg>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_begin_at_zero() {
        assert_eq!(column(Some(0), 9), (ABOVE + HEIGHT, 0));
        assert_eq!(column(Some(9), 9), (ABOVE, HEIGHT));
        assert_eq!(column(Some(3), 9), (ABOVE + 80, 40));
        assert_eq!(column(Some(1), 1_000).1, 2, "the least is still seen");
        assert_eq!(column(None, 9).1, UNTOLD);
        assert_eq!(column(Some(0), 0).1, 0);
    }

    #[test]
    fn labels_stay_inside() {
        assert_eq!(
            (anchor(0, 11), anchor(5, 11), anchor(11, 11)),
            ("start", "middle", "end")
        );
        assert_eq!(edge(0, 12, 0, 11), "0");
        assert_eq!(edge(11, 12, 11, 11), "100%");
        assert_eq!(edge(5, 10, 5, 9), "55.00%");
    }
}
