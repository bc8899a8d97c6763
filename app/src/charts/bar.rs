//! How long is this beside the longest? One bar under the words of its line.

use leptos::prelude::*;

/// A bar from zero, beside a number that says the same; screen readers hear the number.
#[component]
pub fn Bar(
    /// The figure.
    count: i64,
    /// The largest of all lines.
    most: i64,
) -> impl IntoView {
    view! {
        <svg class="bar" aria-hidden="true" width="100%" height="10">
            <rect class="chart-track" width="100%" height="10" rx="3"/>
            <rect class="chart-bar" width=share(count, most) height="10" rx="3"/>
        </svg>
    }
}

/// A part of the whole in hundredths of a percent.
pub fn share(count: i64, most: i64) -> String {
    let hundredths = if most > 0 {
        count.clamp(0, most) * 10_000 / most
    } else {
        0
    };
    format!("{}.{:02}%", hundredths / 100, hundredths % 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_begin_at_zero_and_stay_inside() {
        let drawn =
            [(0, 40), (40, 40), (13, 40), (50, 40), (3, 0)].map(|(count, most)| share(count, most));
        assert_eq!(drawn, ["0.00%", "100.00%", "32.50%", "100.00%", "0.00%"]);
    }
}
