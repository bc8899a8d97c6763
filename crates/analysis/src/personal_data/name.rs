//! Which words are a person's name?

use std::ops::Range;
use std::sync::LazyLock;

use super::{PersonalData, Span, span};
use crate::fold::fold;
use crate::reading::{Lexicon, Reading};
use crate::syllable::is_syllable;

/// Syllables of the longest name that is looked for.
const LONGEST_NAME: usize = 4;

macro_rules! lexicons {
    ($($name:ident = [$($phrase:literal),* $(,)?];)*) => {
        $(static $name: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(&[$($phrase),*]));)*
    };
}

lexicons! {
    HONORIFICS = [
        "ông", "bà", "anh", "chị", "cô", "chú", "bác", "cụ", "thầy", "em", "cháu", "bé", "đồng chí",
        "đ/c", "đc", "vợ", "chồng", "con trai", "con gái", "bạn",
    ];
    INTRODUCTIONS = [
        "tôi tên là", "tên tôi là", "tôi tên", "tên là", "em tên là", "em tên", "mình tên là",
        "họ và tên", "họ tên", "người gửi", "người phản ánh", "người viết đơn", "người làm đơn",
        "tôi là", "em là", "cháu là", "con là", "chủ hộ", "chủ đất", "bên bán", "bên mua",
        "mang tên", "đứng tên",
    ];
    TITLES = [
        "chủ tịch", "phó chủ tịch", "giám đốc", "phó giám đốc", "bí thư", "phó bí thư",
        "trưởng thôn", "trưởng phòng", "phó phòng", "phó trưởng phòng", "trưởng ban", "trưởng bản",
        "trưởng công an", "công an", "cán bộ", "công chức", "chuyên viên", "nhân viên", "kế toán",
        "địa chính", "hiệu trưởng", "hiệu phó", "bác sĩ", "luật sư", "thẩm phán", "tổ trưởng",
        "chi cục trưởng", "đội trưởng", "trung úy", "thượng úy", "đại úy", "thiếu tá", "trung tá",
        "thượng tá", "đại tá", "kiểm lâm", "tư pháp", "hộ tịch", "thanh tra", "lãnh đạo",
        "=văn phòng",
    ];
    PLACES = [
        "đường", "phố", "ngõ", "ngách", "xã", "phường", "thị trấn", "thôn", "xóm", "bản", "ấp",
        "huyện", "quận", "thị xã", "thành phố", "tp", "tỉnh", "chợ", "cầu", "trường", "đảo", "núi",
        "hồ", "sông", "tổ", "khu", "số nhà", "tiểu học", "thcs", "thpt", "công ty", "tnhh",
        "cửa hàng", "quán", "chùa", "đền", "bệnh viện",
    ];
    PLACE_STOPS = [
        "=xã", "=phường", "=thôn", "=xóm", "=huyện", "=quận", "=tỉnh", "=thành phố", "=thị trấn",
        "=số nhà", "=ủy ban",
    ];
    NO_NAMES = [
        "bà rịa", "bà nà", "bà triệu", "bà điểm", "bà đen", "bà huyện thanh quan", "cô tô",
        "anh quốc", "anh sơn", "bác hồ", "bác tôn", "anh hùng lao động", "anh hùng lực lượng",
        "việt nam", "bác ái", "ông ích khiêm", "cô giang", "cô bắc",
    ];
}

/// Family names, in order of how common they are.
const SURNAMES: &[&str] = &[
    "nguyễn",
    "trần",
    "lê",
    "phạm",
    "võ",
    "huỳnh",
    "phan",
    "bùi",
    "hoàng",
    "vũ",
    "trương",
    "đỗ",
    "đặng",
    "hồ",
    "ngô",
    "dương",
    "đoàn",
    "đinh",
    "trịnh",
    "cao",
    "đào",
    "mai",
    "lương",
    "lưu",
    "lâm",
    "hà",
    "thái",
    "phùng",
    "tạ",
    "châu",
    "tô",
    "chu",
    "la",
    "lý",
    "kiều",
    "từ",
    "quách",
    "vương",
    "tăng",
    "tống",
    "nông",
    "triệu",
    "hứa",
    "lục",
    "ma",
    "bế",
    "vi",
    "giàng",
    "sùng",
    "vàng",
    "lò",
    "quàng",
    "cầm",
    "đàm",
    "lã",
    "thân",
    "ninh",
    "khổng",
    "doãn",
    "mạc",
    "nghiêm",
    "văn",
    "đồng",
    "hầu",
    "thào",
    "hoàng văn",
    "bàn",
    "dương văn",
    "trang",
    "phí",
    "tôn",
    "âu",
    "diệp",
    "kim",
    "thạch",
    "sơn",
    "danh",
    "lầu",
    "mùa",
    "hạng",
    "cù",
    "chử",
    "giáp",
    "dư",
    "đậu",
    "lai",
    "lại",
    "lữ",
    "bạch",
    "chung",
    "nhan",
    "khuất",
    "cấn",
    "phương",
    "mã",
    "hàn",
    "vừ",
    "tráng",
    "ly",
    "chảo",
    "phàn",
    "tẩn",
];

/// Family names that are hardly anything else when written small and without diacritics.
const BARE_SURNAMES: &[&str] = &[
    "nguyen", "tran", "pham", "huynh", "hoang", "truong", "dang", "ngo", "duong", "doan", "dinh",
    "trinh", "luong", "phung", "phan", "bui", "le", "vu",
];

/// Given names common enough to be known by themselves after an honorific.
const GIVEN_NAMES: &[&str] = &[
    "an",
    "anh",
    "ánh",
    "bắc",
    "bằng",
    "bích",
    "bình",
    "cúc",
    "cường",
    "châu",
    "chi",
    "chiến",
    "chính",
    "chung",
    "công",
    "cương",
    "diễm",
    "diệp",
    "diệu",
    "dũng",
    "dung",
    "duy",
    "duyên",
    "đại",
    "đạt",
    "điệp",
    "định",
    "đông",
    "đức",
    "giang",
    "hà",
    "hải",
    "hạnh",
    "hào",
    "hằng",
    "hân",
    "hậu",
    "hiền",
    "hiếu",
    "hiệp",
    "hoa",
    "hòa",
    "hoài",
    "hoàn",
    "hoàng",
    "hồng",
    "huệ",
    "huy",
    "huyền",
    "hùng",
    "hưng",
    "hương",
    "hường",
    "khánh",
    "khang",
    "khoa",
    "khôi",
    "kiên",
    "kiều",
    "lan",
    "lâm",
    "lệ",
    "liên",
    "linh",
    "loan",
    "long",
    "lộc",
    "lợi",
    "lụa",
    "luân",
    "lương",
    "ly",
    "mai",
    "mạnh",
    "minh",
    "mỹ",
    "my",
    "nam",
    "nga",
    "ngân",
    "nghĩa",
    "ngọc",
    "nguyên",
    "nguyệt",
    "nhàn",
    "nhân",
    "nhật",
    "nhi",
    "nhung",
    "ninh",
    "oanh",
    "phát",
    "phong",
    "phú",
    "phúc",
    "phương",
    "phượng",
    "quang",
    "quân",
    "quốc",
    "quyên",
    "quyết",
    "quỳnh",
    "sáng",
    "sâm",
    "sen",
    "sinh",
    "sơn",
    "tài",
    "tâm",
    "tân",
    "thanh",
    "thành",
    "thảo",
    "thắm",
    "thắng",
    "thân",
    "thế",
    "thịnh",
    "thoa",
    "thơ",
    "thu",
    "thủy",
    "thúy",
    "thương",
    "thư",
    "tiên",
    "tiến",
    "tín",
    "toàn",
    "toản",
    "trang",
    "trâm",
    "trinh",
    "trí",
    "trọng",
    "trung",
    "trường",
    "tú",
    "tuấn",
    "tùng",
    "tuyên",
    "tuyền",
    "tuyết",
    "tư",
    "uyên",
    "vân",
    "vinh",
    "việt",
    "vĩnh",
    "vũ",
    "vượng",
    "vy",
    "xuân",
    "yên",
    "yến",
];

/// Names after honorifics and introductions, and full names by their form.
pub(super) fn names(reading: &Reading) -> impl Iterator<Item = Span> + '_ {
    let mut place = 0;
    std::iter::from_fn(move || {
        while place < reading.words.len() {
            let found = after_honorific(reading, place)
                .or_else(|| after_introduction(reading, place))
                .or_else(|| full_name(reading, place));
            match found {
                Some(words) => {
                    place = words.end;
                    return Some(span(reading.span(words), PersonalData::Name));
                }
                None => place += 1,
            }
        }
        None
    })
}

fn after_honorific(reading: &Reading, place: usize) -> Option<Range<usize>> {
    let honorific = HONORIFICS.at(reading, place)?;
    // Without diacritics "Vo" may be a wife or a family name.
    let surname = reading.bare
        && reading.words[place].capital
        && is_surname(reading, place)
        && !reading.sentences.iter().any(|words| words.start == place);
    if surname || NO_NAMES.at(reading, place).is_some() || after_place(reading, place) {
        return None;
    }
    let start = skip_titles(reading, honorific.end);
    if NO_NAMES.at(reading, start).is_some() {
        return None;
    }
    let name = capitalised(reading, start);
    let [first, ..] = &reading.words[name.clone()] else {
        return None;
    };
    let given = |exact: &str| GIVEN_NAMES.contains(&exact);
    let known = match name.len() {
        1 => given(&first.exact) && reading.words[place].exact != "em",
        _ => {
            is_surname(reading, start)
                || (!reading.bare && start == honorific.end && plausible(reading, &name))
        }
    };
    (known && touching(reading, place..name.end)).then_some(name)
}

fn after_introduction(reading: &Reading, place: usize) -> Option<Range<usize>> {
    let introduction = INTRODUCTIONS.at(reading, place)?;
    let mut start = introduction.end;
    if let Some(honorific) = HONORIFICS.at(reading, start)
        && !reading.words[start].capital
    {
        start = honorific.end;
    }
    let name = capitalised(reading, start);
    (name.len() > 1 && is_surname(reading, start)).then_some(name)
}

/// A family name, "văn" or "thị", and one or two more: hardly anything else has this form.
fn full_name(reading: &Reading, place: usize) -> Option<Range<usize>> {
    let middle = |at: usize| {
        ["văn", "thị"].iter().any(|word| {
            reading
                .words
                .get(at)
                .is_some_and(|w| w.exact == *word || w.exact == fold(word))
        })
    };
    // A name after a house number is a street's.
    let after_number = place > 0
        && reading.words[place - 1]
            .exact
            .starts_with(|c: char| c.is_ascii_digit());
    if !middle(place + 1) || after_place(reading, place) || after_number {
        return None;
    }
    let small = reading.bare
        && !reading.words[place].capital
        && BARE_SURNAMES.contains(&reading.words[place].exact.as_str())
        && reading
            .words
            .get(place + 2)
            .is_some_and(|word| !word.capital && is_syllable(&word.folded))
        && touching(reading, place..place + 3);
    if small {
        return Some(place..place + 3);
    }
    let name = capitalised(reading, place);
    (name.len() > 2 && is_surname(reading, place)).then_some(name)
}

/// Capitalised syllables that stand together, at most [`LONGEST_NAME`]; titles and places end them.
fn capitalised(reading: &Reading, start: usize) -> Range<usize> {
    let shouted = |at: usize| {
        let word = &reading.words[at];
        word.chars.len() > 1
            && reading.letters[word.chars.clone()]
                .iter()
                .all(|c| !c.is_lowercase())
    };
    let mut end = start;
    while end < reading.words.len()
        && end - start < LONGEST_NAME
        && reading.words[end].capital
        && is_syllable(&reading.words[end].folded)
        && TITLES.at(reading, end).is_none()
        && (end == start
            || (touching(reading, end - 1..end + 1) && PLACE_STOPS.at(reading, end).is_none()))
        && (end == start || shouted(end) == shouted(start))
    {
        end += 1;
    }
    // In a text in capitals the sentence goes on; most names have three syllables.
    let all_capitals =
        end > start && shouted(start) && reading.words.get(end).is_some_and(|w| w.capital);
    if all_capitals && end - start == LONGEST_NAME {
        end -= 1;
    }
    start..end
}

fn is_surname(reading: &Reading, place: usize) -> bool {
    reading.words.get(place).is_some_and(|word| {
        SURNAMES.iter().any(|surname| {
            word.exact == *surname || (word.exact == word.folded && word.folded == fold(surname))
        })
    })
}

/// Two or more capitalised words after an honorific that are no surname: the last is a given name.
fn plausible(reading: &Reading, name: &Range<usize>) -> bool {
    name.len() > 1 && GIVEN_NAMES.contains(&reading.words[name.end - 1].exact.as_str())
}

fn skip_titles(reading: &Reading, mut place: usize) -> usize {
    while let Some(title) = TITLES.at(reading, place) {
        place = title.end;
    }
    place
}

/// Whether a word for a street, place or school stands right before.
fn after_place(reading: &Reading, place: usize) -> bool {
    (1..=3.min(place)).any(|back| {
        PLACES
            .at(reading, place - back)
            .is_some_and(|words| words.end == place)
    })
}

/// Whether nothing but spaces parts some words.
fn touching(reading: &Reading, words: Range<usize>) -> bool {
    reading.words[words].windows(2).all(|pair| {
        let between = &reading.letters[pair[0].chars.end..pair[1].chars.start];
        between.iter().all(|&c| c == ' ' || c == '\u{a0}')
    })
}
