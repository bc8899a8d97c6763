//! How are dates and amounts written? In the province's time, by hand: a formatting library would double the download.

use chrono::{DateTime, Datelike as _, NaiveDate, Timelike as _, Utc, Weekday};
use domain::calendar::{local_date, local_datetime};
use domain::lang::Lang;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// `24/11/2026` or `24 November 2026`.
pub fn date(day: NaiveDate, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("{:02}/{:02}/{}", day.day(), day.month(), day.year()),
        Lang::En => {
            let month = usize::try_from(day.month0())
                .ok()
                .and_then(|month| MONTHS.get(month))
                .copied()
                .unwrap_or_default();
            format!("{} {month} {}", day.day(), day.year())
        }
    }
}

/// `thứ Năm, 26/11/2026`.
pub fn weekday_date(day: NaiveDate, lang: Lang) -> String {
    format!("{}, {}", weekday(day, lang), date(day, lang))
}

/// `1.281` or `1,281`.
pub fn amount(number: i64, lang: Lang) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut written = String::from(if number < 0 { "-" } else { "" });
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            written.push_str(lang.pick(".", ","));
        }
        written.push(digit);
    }
    written
}

/// `11/2026`, in every language.
pub fn month(day: NaiveDate) -> String {
    format!("{:02}/{}", day.month(), day.year())
}

/// `24/11`, where the year is known; `24 Nov` in English.
pub fn day_and_month(day: NaiveDate, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("{:02}/{:02}", day.day(), day.month()),
        Lang::En => {
            let whole = date(day, lang);
            let mut parts = whole.split(' ');
            let number = parts.next().unwrap_or_default();
            let month: String = parts.next().unwrap_or_default().chars().take(3).collect();
            format!("{number} {month}")
        }
    }
}

/// The date of a moment in the province.
pub fn day(at: DateTime<Utc>, lang: Lang) -> String {
    date(local_date(at), lang)
}

/// `09:14, 24/11/2026`.
pub fn moment(at: DateTime<Utc>, lang: Lang) -> String {
    let local = local_datetime(at);
    format!(
        "{:02}:{:02}, {}",
        local.hour(),
        local.minute(),
        date(local.date(), lang)
    )
}

/// For `datetime="…"`: ISO with the province's offset.
pub fn machine(at: DateTime<Utc>) -> String {
    let local = local_datetime(at);
    format!(
        "{}-{:02}-{:02}T{:02}:{:02}:{:02}+07:00",
        local.year(),
        local.month(),
        local.day(),
        local.hour(),
        local.minute(),
        local.second()
    )
}

/// `vừa xong`, `5 phút trước`, `2 giờ trước`, `3 ngày trước`.
pub fn ago(at: DateTime<Utc>, now: DateTime<Utc>, lang: Lang) -> String {
    let minutes = (now - at).num_minutes().max(0);
    let (amount, vi, en) = match minutes {
        0 => return lang.pick("vừa xong", "just now").into(),
        1..60 => (minutes, "phút", "min"),
        60..1_440 => (minutes / 60, "giờ", "h"),
        _ => (minutes / 1_440, "ngày", "d"),
    };
    match lang {
        Lang::Vi => format!("{amount} {vi} trước"),
        Lang::En => format!("{amount} {en} ago"),
    }
}

fn weekday(day: NaiveDate, lang: Lang) -> &'static str {
    let (vi, en) = match day.weekday() {
        Weekday::Mon => ("thứ Hai", "Monday"),
        Weekday::Tue => ("thứ Ba", "Tuesday"),
        Weekday::Wed => ("thứ Tư", "Wednesday"),
        Weekday::Thu => ("thứ Năm", "Thursday"),
        Weekday::Fri => ("thứ Sáu", "Friday"),
        Weekday::Sat => ("thứ Bảy", "Saturday"),
        Weekday::Sun => ("Chủ nhật", "Sunday"),
    };
    lang.pick(vi, en)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_grouped_by_thousands() {
        let written = [0, 999, 1_000, 1_234_567, -4_321].map(|number| amount(number, Lang::Vi));
        assert_eq!(written, ["0", "999", "1.000", "1.234.567", "-4.321"]);
        assert_eq!(amount(12_345, Lang::En), "12,345");
    }

    #[test]
    fn short_dates_say_what_is_needed() {
        let day = NaiveDate::from_ymd_opt(2026, 9, 4).expect("a day");
        assert_eq!(month(day), "09/2026");
        assert_eq!(day_and_month(day, Lang::Vi), "04/09");
        assert_eq!(day_and_month(day, Lang::En), "4 Sep");
    }
}
