//! How are a step, a standing and the reasons for a date said in Vietnamese?

use chrono::{Datelike, NaiveDate, Weekday};

use super::{by_reason, closed};
use crate::calendar::{local_date, local_datetime};
use crate::deadline::{BasisKind, Explanation, RuleStart, Standing, Step, TimeUnit};

impl Step {
    /// Name of the step in Vietnamese.
    pub fn words_vi(self) -> &'static str {
        match self {
            Self::Classify => "Phân loại",
            Self::RequestInfo => "Yêu cầu bổ sung",
            Self::Reject => "Trả lại nếu không tiếp nhận",
            Self::Refer => "Chuyển bộ, ngành có thẩm quyền",
            Self::Assign => "Chuyển đơn vị xử lý",
            Self::TakeUp => "Đơn vị nhận xử lý",
            Self::ReturnToIntake => "Chuyển trả nếu không đúng thẩm quyền",
            Self::Supplement => "Người gửi bổ sung",
            Self::Answer => "Trả lời",
            Self::Publish => "Công khai",
            Self::Reopen => "Đề nghị xem lại",
            Self::Update => "Báo tiến độ",
        }
    }
}

impl Standing {
    /// The standing in Vietnamese, e.g. "còn 3 ngày làm việc".
    pub fn words_vi(self) -> String {
        match self {
            Self::Met { on_time: true } => "đúng hạn".to_owned(),
            Self::Met { on_time: false } => "quá hạn".to_owned(),
            Self::Lapsed { on_time: true } => "không còn tính hạn".to_owned(),
            Self::Lapsed { on_time: false } => "đã quá hạn khi thôi tính".to_owned(),
            Self::Paused => "đã tạm dừng".to_owned(),
            Self::DueIn { amount, unit } => format!("còn {}", amount_vi(amount, unit)),
            Self::DueToday => "hạn hôm nay".to_owned(),
            Self::Overdue { amount: 0, .. } => "vừa quá hạn".to_owned(),
            Self::Overdue { amount, unit } => format!("quá hạn {}", amount_vi(amount, unit)),
        }
    }
}

impl Explanation {
    /// The reasons for the date as short Vietnamese sentences, in the order of counting.
    pub fn sentences_vi(&self) -> Vec<String> {
        let mut lines = vec![format!(
            "{}: {} kể từ ngày {} ({}). {}",
            self.step.words_vi(),
            amount_vi(self.term.amount, self.term.unit),
            start_vi(self.starts),
            date_vi(self.starts_on),
            first_day_vi(self.term.unit),
        )];
        if self.counted_from != self.starts_on {
            lines.push(format!(
                "Nhận sau giờ chốt trong ngày nên tính như nhận ngày {}.",
                date_vi(self.counted_from)
            ));
        }
        let (weekend, holidays) = by_reason(&self.skipped);
        if weekend > 0 {
            lines.push(format!("Không tính {weekend} ngày nghỉ cuối tuần."));
        }
        if !holidays.is_empty() {
            let named: Vec<_> = holidays
                .iter()
                .map(|(date, name)| format!("{} ({name})", date_vi(*date)))
                .collect();
            lines.push(format!("Không tính ngày nghỉ: {}.", named.join(", ")));
        }
        if self.term.unit == TimeUnit::CalendarDays && !self.skipped.is_empty() {
            lines.push(
                "Ngày cuối rơi vào ngày nghỉ nên hạn chuyển sang ngày làm việc tiếp theo."
                    .to_owned(),
            );
        }
        for pause in &self.pauses {
            let from = date_vi(local_date(pause.from));
            lines.push(match pause.until {
                Some(until) => format!(
                    "Tạm dừng từ {from} đến {} để chờ bổ sung: cộng thêm {}.",
                    date_vi(local_date(until)),
                    amount_vi(pause.amount, self.term.unit),
                ),
                None => format!(
                    "Đang tạm dừng từ {from} để chờ bổ sung; thời gian chờ sẽ được cộng thêm."
                ),
            });
        }
        if let Some(extension) = &self.extension {
            lines.push(format!(
                "Gia hạn thêm {}, hạn cũ {}. Lý do: {}",
                amount_vi(extension.amount, self.term.unit),
                date_vi(local_date(extension.from)),
                closed(&extension.reason),
            ));
        }
        lines.push(match self.term.unit {
            TimeUnit::WorkingMinutes => format!(
                "Hạn: {} ngày {}.",
                local_datetime(self.due_at).format("%H:%M"),
                date_vi(self.due_on)
            ),
            TimeUnit::WorkingDays | TimeUnit::CalendarDays => {
                format!(
                    "Hạn: hết {} {}.",
                    weekday_vi(self.due_on),
                    date_vi(self.due_on)
                )
            }
        });
        lines.push(format!(
            "{}: {}",
            basis_vi(self.basis_kind),
            closed(&self.legal_basis)
        ));
        if let Some(recounted_on) = self.recounted_on {
            lines.push(format!(
                "Lịch nghỉ đã thay đổi sau khi báo hạn. Theo lịch hiện nay thì hạn là {}; hạn đã báo vẫn được giữ.",
                date_vi(recounted_on)
            ));
        }
        lines
    }
}

fn amount_vi(amount: u32, unit: TimeUnit) -> String {
    match unit {
        TimeUnit::WorkingDays => format!("{amount} ngày làm việc"),
        TimeUnit::CalendarDays => format!("{amount} ngày"),
        TimeUnit::WorkingMinutes => match (amount / 60, amount % 60) {
            (0, minutes) => format!("{minutes} phút làm việc"),
            (hours, 0) => format!("{hours} giờ làm việc"),
            (hours, minutes) => format!("{hours} giờ {minutes} phút làm việc"),
        },
    }
}

fn start_vi(starts: RuleStart) -> &'static str {
    match starts {
        RuleStart::Receipt => "tiếp nhận",
        RuleStart::Transfer => "chuyển đến đơn vị",
        RuleStart::InfoRequested => "yêu cầu bổ sung",
        RuleStart::Closed => "công khai hoặc đóng phản ánh",
        RuleStart::AwaitingPublication => "chờ công khai",
        RuleStart::StudyUpdate => "báo tiến độ gần nhất",
    }
}

fn first_day_vi(unit: TimeUnit) -> &'static str {
    match unit {
        TimeUnit::WorkingDays | TimeUnit::CalendarDays => "Ngày này không tính.",
        TimeUnit::WorkingMinutes => "Chỉ tính trong giờ làm việc.",
    }
}

fn basis_vi(kind: BasisKind) -> &'static str {
    match kind {
        BasisKind::Decree => "Căn cứ",
        BasisKind::PortalScoring => {
            "Theo cách chấm điểm của Cổng Dịch vụ công quốc gia, không phải văn bản quy phạm"
        }
        BasisKind::ProvincialPractice => "Theo quy định của tỉnh",
        BasisKind::Inference => "Thời hạn do hệ thống đặt, không phải quy định của pháp luật",
    }
}

fn date_vi(date: NaiveDate) -> String {
    date.format("%d/%m/%Y").to_string()
}

fn weekday_vi(date: NaiveDate) -> &'static str {
    match date.weekday() {
        Weekday::Mon => "thứ Hai",
        Weekday::Tue => "thứ Ba",
        Weekday::Wed => "thứ Tư",
        Weekday::Thu => "thứ Năm",
        Weekday::Fri => "thứ Sáu",
        Weekday::Sat => "thứ Bảy",
        Weekday::Sun => "Chủ nhật",
    }
}
