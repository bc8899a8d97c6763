//! Which facts would an official have to ask for: what, where, when?

use std::sync::LazyLock;

use super::phrases::PROCEDURE;
use crate::reading::{Lexicon, Reading};

/// A fact that a petition does not tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MissingFact {
    /// Which procedure, paper or rule.
    What,
    /// At which agency or place.
    Where,
    /// On which day or since when.
    When,
}

/// Fewer words than this are not a text yet; asking would only interrupt.
const SHORTEST_TEXT: usize = 6;

static PLACES: LazyLock<Lexicon> = LazyLock::new(|| {
    Lexicon::new(&[
        "xã",
        "phường",
        "thị trấn",
        "thôn",
        "xóm",
        "bản",
        "tổ dân phố",
        "tổ",
        "huyện",
        "thành phố",
        "tp",
        "thị xã",
        "tỉnh",
        "ubnd",
        "ủy ban",
        "sở",
        "chi cục",
        "cục",
        "chi nhánh",
        "văn phòng đăng ký",
        "công an",
        "trung tâm",
        "bộ phận một cửa",
        "một cửa",
        "bệnh viện",
        "trường",
        "cơ quan thuế",
        "thuế tỉnh",
        "thuế cơ sở",
        "bảo hiểm xã hội",
        "bhxh",
        "phòng",
        "trạm y tế",
        "cổng dịch vụ công",
        "dịch vụ công trực tuyến",
        "vneid",
        "ứng dụng",
        "trang web",
        "website",
        "ngân hàng",
        "kho bạc",
        "tòa án",
        "điện lực",
    ])
});

static TIMES: LazyLock<Lexicon> = LazyLock::new(|| {
    Lexicon::new(&[
        "hôm nay",
        "hôm qua",
        "hôm kia",
        "hôm trước",
        "hôm sau",
        "sáng nay",
        "chiều nay",
        "tối qua",
        "sáng",
        "chiều",
        "tuần trước",
        "tuần này",
        "tuần rồi",
        "tháng trước",
        "tháng này",
        "tháng rồi",
        "năm ngoái",
        "năm nay",
        "năm trước",
        "đầu năm",
        "cuối năm",
        "đầu tháng",
        "cuối tháng",
        "giữa tháng",
        "mới đây",
        "gần đây",
        "vừa rồi",
        "vừa qua",
        "cách đây",
        "từ tháng",
        "từ ngày",
        "từ năm",
        "thứ hai",
        "thứ ba",
        "thứ tư",
        "thứ năm",
        "thứ sáu",
        "thứ bảy",
        "chủ nhật",
        "đến nay",
        "hiện nay",
        "lâu nay",
        "nửa tháng",
        "nửa năm",
        "hàng tháng nay",
        "mấy tháng nay",
        "mấy tuần nay",
        "mấy hôm nay",
        "mấy ngày nay",
        "dịp tết",
        "trước tết",
        "sau tết",
        "hơn một tháng",
        "hơn một năm",
        "cả tháng",
        "cả tuần",
    ])
});

/// Words before or after a number that make it a time.
static TIME_UNITS: LazyLock<Lexicon> = LazyLock::new(|| {
    Lexicon::new(&[
        "ngày",
        "tháng",
        "năm",
        "tuần",
        "giờ",
        "quý",
        "lúc",
        "hôm",
        "mùng",
        "h",
        "ngày làm việc",
    ])
});

/// A rule is spoken of: it holds everywhere and at all times.
static RULES: LazyLock<Lexicon> = LazyLock::new(|| {
    Lexicon::new(&[
        "quy định",
        "nghị định",
        "thông tư",
        "luật",
        "văn bản",
        "mức phí",
        "mức thu",
        "biểu mẫu",
        "thành phần hồ sơ",
    ])
});

/// Someone did something.
static CONDUCT: LazyLock<Lexicon> = LazyLock::new(|| {
    Lexicon::new(&[
        "cán bộ",
        "công chức",
        "nhân viên",
        "tôi đến",
        "tôi đi",
        "tôi đã nộp",
        "tôi nộp",
        "tôi ra",
        "tôi lên",
        "em đi",
        "em nộp",
        "em đã nộp",
        "em ra",
        "bắt tôi",
        "yêu cầu tôi",
        "hẹn tôi",
        "từ chối",
        "không nhận hồ sơ",
        "trễ hẹn",
        "quá hẹn",
    ])
});

/// The facts a text does not tell; nothing while it is too short to judge.
///
/// Of a rule that someone finds wrong, place and time are not asked.
pub fn missing_facts(title: &str, body: &str) -> Vec<MissingFact> {
    missing_in(&[&Reading::normalised(title), &Reading::normalised(body)])
}

/// The facts that texts taken apart do not tell together.
pub(crate) fn missing_in(readings: &[&Reading]) -> Vec<MissingFact> {
    if readings
        .iter()
        .map(|reading| reading.words.len())
        .sum::<usize>()
        < SHORTEST_TEXT
    {
        return Vec::new();
    }
    let tells = |lexicon: &Lexicon| readings.iter().any(|r| lexicon.has(r, 0..r.words.len()));
    let mut missing = Vec::new();
    if !tells(&PROCEDURE) && !tells(&RULES) {
        missing.push(MissingFact::What);
    }
    if !tells(&RULES) || tells(&CONDUCT) {
        if !tells(&PLACES) {
            missing.push(MissingFact::Where);
        }
        if !tells(&TIMES) && !readings.iter().any(|reading| has_date(reading)) {
            missing.push(MissingFact::When);
        }
    }
    missing
}

/// A number next to a unit of time, or two or three numbers parted by `/`, `-` or `.`.
fn has_date(reading: &Reading) -> bool {
    let number = |place: usize| -> Option<u32> { reading.words.get(place)?.exact.parse().ok() };
    let spelled = |place: usize| {
        [
            "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười", "vài", "mấy",
            "nhiều",
        ]
        .iter()
        .any(|word| reading.is(place, word, &crate::fold::fold(word)))
    };
    (0..reading.words.len()).any(|place| {
        let unit = TIME_UNITS.at(reading, place).is_some();
        let before = place > 0 && (number(place - 1).is_some() || spelled(place - 1));
        if unit && (before || number(place + 1).is_some()) {
            return true;
        }
        let (Some(day), Some(month)) = (number(place), number(place + 1)) else {
            return false;
        };
        let between = reading.between(place);
        (1..=31).contains(&day) && (1..=12).contains(&month) && matches!(between, ['/' | '-' | '.'])
    })
}
