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
        "đ/c", "đc", "vợ", "chồng", "con trai", "con gái", "bạn", "thằng", "con", "mụ", "lão", "mr", "ms", "mrs", "dì", "cậu", "mợ", "thím",
    ];
    INTRODUCTIONS = [
        "tôi tên là", "tên tôi là", "tôi tên", "tên là", "em tên là", "em tên", "mình tên là",
        "họ và tên", "họ tên", "người gửi", "người phản ánh", "người viết đơn", "người làm đơn",
        "tôi là", "em là", "cháu là", "con là", "mình là", "bà là", "ông là", "bố tôi là", "mẹ tôi là",
        "vợ tôi là", "chồng tôi là", "con gái là", "con trai là", "con gái", "con trai", "bố cháu",
        "mẹ cháu", "bố tôi", "mẹ tôi", "chồng tôi", "vợ tôi", "tên", "tên họ", "cháu tên", "chồng là", "vợ là", "người ghi",
        "người viết", "người liên hệ", "liên hệ", "ký tên", "ký bởi", "giám đốc htx", "phụ huynh",
        "người báo", "người nộp", "người đại diện", "đại diện", "my name is", "regards",
        "contact", "name", "trưởng thôn", "trưởng xóm", "trưởng bản", "tên chồng là", "tên vợ là",
        "học bạ đều là", "cựu chiến binh", "y sĩ", "chủ hộ", "chủ đất", "bên bán", "bên mua",
        "mang tên", "đứng tên",
    ];
    /* After these a single capitalised syllable is a name too. */
    CALLED = [
        "tên", "tên là", "tôi tên", "tôi tên là", "tên tôi là", "em tên", "em tên là", "cháu tên",
        "cháu tên là", "tên cháu là", "tôi là", "em là", "mình tên", "y sĩ", "con là",
    ];
    /* No names, though written with a capital after an honorific. */
    NO_SINGLE = [
        "công", "chủ", "phó", "bí", "trưởng", "giám", "kế", "địa", "việt", "nam", "sở", "ủy", "tư",
        "hộ", "chi", "thuế", "một", "bên", "ban", "phòng", "trung", "hội", "đảng", "xã", "phường",
        "tỉnh", "thôn", "xóm", "bộ", "nhà", "nước", "ơi", "ạ", "có", "là", "đã", "không", "kính",
        "rất", "xin", "em", "tôi", "anh", "chị", "ông", "bà", "cô", "chú", "bác", "hồ", "tôn", "mẹ",
        "cho", "để", "và", "thì", "này", "nào", "ấy", "ở", "cán", "người", "nói", "thầy", "y",
        "kinh", "tày", "nùng", "mông", "dao", "đi", "sinh", "hai", "ba", "tư pháp", "samsung",
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
        "việt nam", "bác ái", "quyết định", "công văn", "ba bể", "ba vì", "ba đình", "thông báo", "giấy chứng nhận", "ông ích khiêm", "cô giang", "cô bắc",
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
    "lường",
    "lăng",
    "mông",
    "sầm",
    "liêu",
    "hán",
    "lèng",
    "lùng",
    "ngạc",
    "nhữ",
    "bồ",
    "lôi",
    "mua",
    "thền",
    "chẩu",
    "sằm",
    "đới",
    "ngọ",
    "ân",
    "ngụy",
    "khúc",
    "kha",
    "tòng",
    "cà",
    "vì",
    "hờ",
    "lìu",
    "trạc",
];

/// Family names that are hardly anything else when written small and without diacritics.
const BARE_SURNAMES: &[&str] = &[
    "nguyen", "tran", "pham", "huynh", "hoang", "truong", "dang", "ngo", "duong", "doan", "dinh",
    "trinh", "luong", "phung", "phan", "bui", "le", "vu",
];

/// Names after honorifics and introductions, and full names by their form.
pub(super) fn names(reading: &Reading) -> impl Iterator<Item = Span> + '_ {
    let mut place = 0;
    std::iter::from_fn(move || {
        while place < reading.words.len() {
            let found = after_honorific(reading, place)
                .or_else(|| after_introduction(reading, place))
                .or_else(|| full_name(reading, place))
                .or_else(|| signature(reading, place));
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
    let shouted = |at: usize| {
        let word = &reading.words[at];
        word.chars.len() > 1
            && reading.letters[word.chars.clone()]
                .iter()
                .all(|c| !c.is_lowercase())
    };
    let spoken_of = reading.words[place].folded.as_str();
    let known = if name.len() == 1 {
        // In the middle of a sentence hardly anything but a name has a capital after "ông".
        let other = PLACES
            .at(reading, start)
            .is_some_and(|words| words.len() > 1);
        !matches!(spoken_of, "em" | "vo" | "chong" | "ban")
            && NO_SINGLE.at(reading, start).is_none()
            && first.chars.len() > 1
            && !(shouted(start) || other)
    } else {
        // "bà con Kim Lư" are people of a place.
        let kin = reading.is(place + 1, "con", "con")
            || matches!(spoken_of, "vo" | "chong" | "con" | "ban" | "em");
        is_surname(reading, start) || (!reading.bare && !kin && start == honorific.end)
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
    if name.len() > 1 && is_surname(reading, start) {
        return Some(name);
    }
    let called = CALLED
        .at(reading, place)
        .is_some_and(|words| words.end == introduction.end);
    let single = name.len() == 1
        && NO_SINGLE.at(reading, start).is_none()
        && reading.words[start].chars.len() > 1
        && follows_directly(reading, start);
    (called && single).then_some(name)
}

/// Whether a word stands in the same clause as the one before it.
fn follows_directly(reading: &Reading, place: usize) -> bool {
    place > 0
        && reading
            .between(place - 1)
            .iter()
            .all(|&c| matches!(c, ' ' | ':' | '\u{a0}'))
}

/// A name that stands by itself, as people sign or begin a letter: a family name and one to three
/// more, with a sign, a line's end or a number on either side.
fn signature(reading: &Reading, place: usize) -> Option<Range<usize>> {
    if !reading.words[place].capital
        || !is_surname(reading, place)
        || PLACE_STOPS.at(reading, place).is_some()
        || after_place(reading, place)
    {
        return None;
    }
    let name = capitalised(reading, place);
    if !(2..=4).contains(&name.len()) || NO_NAMES.at(reading, place).is_some() {
        return None;
    }
    let before = place
        .checked_sub(1)
        .map_or(&[][..], |at| reading.between(at));
    let opens = place == 0
        || before
            .iter()
            .any(|c| matches!(c, '.' | '!' | '?' | '\n' | ';' | ':' | ')' | '–' | '…'))
        || matches!(before, [' ', '-', ' ']);
    let rest = &reading.letters[reading.words[name.end - 1].chars.end..];
    let after: Vec<char> = rest.iter().copied().take(3).collect();
    let number_next = reading.words.get(name.end).is_some_and(|word| {
        word.exact.starts_with(|c: char| c.is_ascii_digit()) && word.exact.len() > 2
    });
    let mail_next = rest
        .iter()
        .skip(1)
        .take_while(|c| !c.is_whitespace())
        .any(|&c| c == '@');
    let closes = mail_next
        || match after.as_slice() {
            [] => true,
            [first, ..] => matches!(first, '.' | ',' | '\n' | ';' | ')' | '(' | '-' | '–'),
        }
        || matches!(after.as_slice(), [' ', '-' | '–' | '(' | '+', ..])
        || number_next;
    // Two syllables alone may be a place; three with a family name in front hardly are.
    let place_word = matches!(
        reading.words[place].folded.as_str(),
        "xa" | "phuong" | "thon" | "xom" | "ban" | "to" | "tinh" | "huyen" | "duong" | "pho" | "so"
    );
    let long = name.len() > 2 && !(reading.bare && place_word);
    let ends_text = rest.len() < 30 || number_next || mail_next;
    (opens && closes && (long || ends_text) && (name.len() > 2 || ends_text)).then_some(name)
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
            && touching(reading, place - 1..place + 1)
    })
}

/// Whether nothing but spaces parts some words.
fn touching(reading: &Reading, words: Range<usize>) -> bool {
    reading.words[words].windows(2).all(|pair| {
        let between = &reading.letters[pair[0].chars.end..pair[1].chars.start];
        // "Mr. Hùng"
        between.iter().all(|&c| c == ' ' || c == '\u{a0}')
            || (between == ['.', ' '] && matches!(pair[0].folded.as_str(), "mr" | "ms" | "mrs"))
    })
}
