//! Which figures stand on a report, under which heading, and what does each count? The same for screen, CSV and XLSX.

use domain::lang::Lang;
use domain::statistics::Figures;

/// One figure of every line.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Stable name: the field of [`Figures`].
    pub code: &'static str,
    vi: &'static str,
    en: &'static str,
    value: fn(&Figures) -> i64,
}

impl Column {
    /// The heading.
    pub const fn label(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Vi => self.vi,
            Lang::En => self.en,
        }
    }

    /// The number in a line. Counts petitions.
    pub fn of(&self, figures: &Figures) -> i64 {
        (self.value)(figures)
    }
}

/// Figures that are counted by the same day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// What came in and how it was classified.
    Receipt,
    /// From what was carried over to what is left.
    Balance,
    /// How and when it was closed.
    Closing,
    /// Published and rated.
    After,
}

impl Section {
    /// Every section, in the order of the sheet.
    pub const ALL: [Self; 4] = [Self::Receipt, Self::Balance, Self::Closing, Self::After];

    /// The heading.
    pub const fn title(self, lang: Lang) -> &'static str {
        let (vi, en) = match self {
            Self::Receipt => ("Tiếp nhận và phân loại", "Received and classified"),
            Self::Balance => ("Từ đầu kỳ đến cuối kỳ", "From the beginning to the end"),
            Self::Closing => ("Giải quyết", "Closed"),
            Self::After => ("Công khai và đánh giá", "Published and rated"),
        };
        lang.pick(vi, en)
    }

    /// The day that decides whether a petition counts here.
    pub const fn counted_by(self, lang: Lang) -> &'static str {
        let (vi, en) = match self {
            Self::Receipt => ("Tính theo ngày tiếp nhận", "By date of receipt"),
            Self::Balance => (
                "Tính theo ngày tiếp nhận và ngày giải quyết xong",
                "By date of receipt and date of closing",
            ),
            Self::Closing => ("Tính theo ngày giải quyết xong", "By date of closing"),
            Self::After => (
                "Tính theo ngày công khai, ngày đánh giá",
                "By date of publication and date of rating",
            ),
        };
        lang.pick(vi, en)
    }

    /// What the figures of the section count, in a sentence.
    pub const fn counts(self, lang: Lang) -> &'static str {
        let (vi, en) = match self {
            Self::Receipt => (
                "Số phản ánh, kiến nghị nhận trong kỳ, chia theo lần phân loại đầu tiên. Sau này việc có đi tiếp thế nào, cách phân loại ấy cũng không đổi.",
                "Petitions received in the period, by their first classification. It stays whatever happens to them later.",
            ),
            Self::Balance => (
                "Số phản ánh, kiến nghị còn mở khi kỳ bắt đầu, nhận thêm, giải quyết xong và còn lại. “Quá hạn” là đã qua hạn trả lời người gửi vào cuối kỳ, hoặc lúc lập báo cáo nếu kỳ chưa kết thúc.",
                "Petitions open when the period began, received, closed and left. “Overdue” is past the sender's due date at the end of the period, or when the report was drawn up if the period is not over.",
            ),
            Self::Closing => (
                "Số phản ánh, kiến nghị giải quyết xong lần đầu trong kỳ, kể cả việc từ kỳ trước chuyển qua. “Đúng hạn” so với hạn trả lời người gửi; thời gian chờ người gửi bổ sung không tính.",
                "Petitions closed for the first time in the period, those carried over included. “On time” is by the sender's due date; waiting for the sender does not count.",
            ),
            Self::After => (
                "Số phản ánh, kiến nghị có câu trả lời được công khai trong kỳ và số được người gửi đánh giá trong kỳ, dù giải quyết xong từ trước.",
                "Petitions whose answer was published in the period and those rated by their senders in it, whenever they were closed.",
            ),
        };
        lang.pick(vi, en)
    }

    /// The figures.
    pub const fn columns(self) -> &'static [Column] {
        match self {
            Self::Receipt => &[RECEIVED, VALID, INVALID, OUTSIDE, UNCLASSIFIED],
            Self::Balance => &[CARRIED_OVER, RECEIVED, CLOSED, OPEN, OPEN_OVERDUE],
            Self::Closing => &[
                CLOSED, ANSWERED, RETURNED, REFERRED, WITHDRAWN, ON_TIME, LATE,
            ],
            Self::After => &[PUBLISHED, VERY_SATISFIED, SATISFIED, DISSATISFIED],
        }
    }

    /// The figures of the section that no earlier section has: what a sheet with one table prints.
    pub fn new_columns(self) -> impl Iterator<Item = &'static Column> {
        let earlier = Self::ALL
            .into_iter()
            .take_while(move |section| *section != self);
        let seen: Vec<_> = earlier
            .flat_map(Self::columns)
            .map(|column| column.code)
            .collect();
        self.columns()
            .iter()
            .filter(move |column| !seen.contains(&column.code))
    }
}

const fn column(
    code: &'static str,
    vi: &'static str,
    en: &'static str,
    value: fn(&Figures) -> i64,
) -> Column {
    Column {
        code,
        vi,
        en,
        value,
    }
}

const RECEIVED: Column = column("received", "Nhận trong kỳ", "Received", |f| f.received);
const VALID: Column = column("valid", "Hợp lệ", "Valid", |f| f.valid);
const INVALID: Column = column("invalid", "Không hợp lệ", "Invalid", |f| f.invalid);
const OUTSIDE: Column = column(
    "outside_jurisdiction",
    "Không thuộc thẩm quyền",
    "Outside competence",
    |f| f.outside_jurisdiction,
);
const UNCLASSIFIED: Column = column(
    "unclassified",
    "Chưa phân loại",
    "Not classified yet",
    |f| f.unclassified,
);
const CARRIED_OVER: Column = column(
    "carried_over",
    "Kỳ trước chuyển qua",
    "Carried over",
    |f| f.carried_over,
);
const CLOSED: Column = column("closed", "Giải quyết xong", "Closed", Figures::closed);
const OPEN: Column = column("open", "Còn lại cuối kỳ", "Open at the end", |f| {
    f.open
});
const OPEN_OVERDUE: Column = column(
    "open_overdue",
    "Còn lại, đã quá hạn",
    "Open and overdue",
    |f| f.open_overdue,
);
const ANSWERED: Column = column(
    "answered",
    "Xong: đã trả lời",
    "Closed: answered",
    |f| f.answered,
);
const RETURNED: Column = column(
    "returned",
    "Xong: trả lại người gửi",
    "Closed: returned",
    |f| f.returned,
);
const REFERRED: Column = column(
    "referred",
    "Xong: chuyển bộ, ngành",
    "Closed: referred out",
    |f| f.referred,
);
const WITHDRAWN: Column = column(
    "withdrawn",
    "Xong: rút hoặc gộp",
    "Closed: withdrawn or merged",
    |f| f.withdrawn,
);
const ON_TIME: Column = column(
    "closed_on_time",
    "Xong đúng hạn",
    "Closed on time",
    |f| f.closed_on_time,
);
const LATE: Column = column("closed_late", "Xong quá hạn", "Closed late", |f| {
    f.closed_late
});
const PUBLISHED: Column = column("published", "Đã công khai", "Published", |f| f.published);
const VERY_SATISFIED: Column = column(
    "very_satisfied",
    "Rất hài lòng",
    "Very satisfied",
    |f| f.ratings[0],
);
const SATISFIED: Column = column("satisfied", "Hài lòng", "Satisfied", |f| f.ratings[1]);
const DISSATISFIED: Column = column("dissatisfied", "Không hài lòng", "Dissatisfied", |f| {
    f.ratings[2]
});

/// The sums that must agree: what they say in words, and whether they do.
pub fn identities(total: &Figures, lines: &[Figures], lang: Lang) -> Vec<(String, bool)> {
    let sum = |terms: &[Column]| {
        terms
            .iter()
            .map(|term| format!("{} {}", term.of(total), term.label(lang).to_lowercase()))
            .collect::<Vec<_>>()
            .join(" + ")
    };
    let mut added = Figures::default();
    for line in lines {
        added.add(line);
    }
    vec![
        (
            format!(
                "{} = {}",
                sum(&[RECEIVED]),
                sum(&[VALID, INVALID, OUTSIDE, UNCLASSIFIED])
            ),
            total.classes_add_up(),
        ),
        (
            format!(
                "{} = {}",
                sum(&[CARRIED_OVER, RECEIVED]),
                sum(&[CLOSED, OPEN])
            ),
            total.balances(),
        ),
        (
            format!("{} = {}", sum(&[CLOSED]), sum(&[ON_TIME, LATE])),
            total.closed() == total.closed_on_time + total.closed_late,
        ),
        (
            lang.pick(
                "Các dòng cộng lại bằng dòng tổng",
                "The lines add up to the total",
            )
            .to_owned(),
            added == *total,
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_table_has_every_figure_once() {
        let codes: Vec<_> = Section::ALL
            .into_iter()
            .flat_map(|section| section.new_columns().map(|column| column.code))
            .collect();
        let mut once = codes.clone();
        once.sort_unstable();
        once.dedup();
        assert_eq!(codes.len(), once.len(), "{codes:?}");
        // Every field of the figures, the sum of those closed, and three ratings for one field.
        assert_eq!(codes.len(), 19, "{codes:?}");
    }

    #[test]
    fn a_sum_that_does_not_agree_is_told() {
        let total = Figures {
            received: 3,
            valid: 1,
            invalid: 1,
            open: 3,
            ..Figures::default()
        };
        let told: Vec<_> = identities(&total, std::slice::from_ref(&total), Lang::Vi)
            .into_iter()
            .map(|(_, agrees)| agrees)
            .collect();
        assert_eq!(told, [false, true, true, true]);
        let words = &identities(&total, &[], Lang::Vi)[0].0;
        assert_eq!(
            words,
            "3 nhận trong kỳ = 1 hợp lệ + 1 không hợp lệ + 0 không thuộc thẩm quyền + 0 chưa phân loại"
        );
        assert!(
            !identities(&total, &[], Lang::Vi)[3].1,
            "no lines do not add up to three"
        );
    }
}
