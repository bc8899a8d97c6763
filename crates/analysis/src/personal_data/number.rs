//! Which numbers and addresses belong to a person, and which to a document, a law or a price?

use std::ops::Range;
use std::sync::LazyLock;

use super::{PersonalData, Span, span};
use crate::reading::{Lexicon, Reading};

/// Words before a number within which a keyword says what the number is.
const CONTEXT: usize = 6;

macro_rules! lexicons {
    ($($name:ident = [$($phrase:literal),* $(,)?];)*) => {
        $(static $name: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(&[$($phrase),*]));)*
    };
}

lexicons! {
    PHONE_WORDS = [
        "điện thoại", "đt", "sđt", "sdt", "dt", "tel", "phone", "di động", "dđ", "zalo", "số máy",
        "alo", "gọi", "liên hệ", "liên lạc", "viber", "hotline",
    ];
    IDENTITY_WORDS = [
        "cccd", "cmnd", "cmt", "cmtnd", "căn cước", "căn cước công dân", "chứng minh nhân dân",
        "chứng minh thư", "chứng minh", "định danh", "số định danh", "mã định danh", "số thẻ",
        "bhxh", "bảo hiểm xã hội", "thẻ bhyt", "bhyt", "bảo hiểm y tế",
    ];
    PASSPORT_WORDS = ["hộ chiếu", "passport"];
    BANK_WORDS = [
        "stk", "số tk", "tk", "số tài khoản", "tài khoản", "tài khoản ngân hàng", "chuyển khoản",
        "ngân hàng", "vietcombank", "vcb", "agribank", "bidv", "vietinbank", "techcombank",
        "mbbank", "mb bank", "sacombank", "acb", "tpbank", "vpbank", "lpbank", "hdbank",
        "số thẻ atm", "thẻ atm",
    ];
    PLATE_WORDS = [
        "biển số", "bks", "biển kiểm soát", "biển", "xe máy", "xe ô tô", "ô tô", "xe tải", "xe",
    ];
    OTHER_NUMBERS = [
        "hồ sơ", "mã hồ sơ", "số hồ sơ", "mã số thuế", "mst", "mã đơn", "mã vận đơn", "mã bưu gửi",
        "biên lai", "hóa đơn", "quyết định", "công văn", "văn bản", "nghị định", "thông tư", "luật",
        "số hiệu", "số seri", "seri", "số phát hành", "số vào sổ", "giấy chứng nhận", "mã thủ tục",
        "thủ tục", "mã tra cứu", "mã phản ánh", "biên nhận", "phiếu", "giấy phép", "thửa",
        "tờ bản đồ", "mã số doanh nghiệp", "mã số", "mã", "tờ trình",
    ];
}

/// What the nearest keyword before a number says it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Said {
    Phone,
    Identity,
    Passport,
    Bank,
    Other,
    Nothing,
}

/// E-mail addresses.
pub(super) fn emails(reading: &Reading) -> impl Iterator<Item = Span> + '_ {
    let letters = &reading.letters;
    letters
        .iter()
        .enumerate()
        .filter(|&(_, &c)| c == '@')
        .filter_map(move |(at, _)| {
            let local =
                |c: &char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '%' | '+' | '-');
            let domain = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
            let before = letters[..at]
                .iter()
                .rev()
                .take(64)
                .take_while(|c| local(c))
                .count();
            let mut after = letters[at + 1..]
                .iter()
                .take(255)
                .take_while(|c| domain(c))
                .count();
            // A sentence's full stop is not part of the address.
            while after > 0 && matches!(letters[at + after], '.' | '-') {
                after -= 1;
            }
            let host: String = letters[at + 1..=at + after].iter().collect();
            let ending = host.rsplit_once('.').map(|(_, ending)| ending);
            let sound =
                ending.is_some_and(|e| e.len() > 1 && e.chars().all(|c| c.is_ascii_alphabetic()));
            (before > 0 && sound).then(|| span(at - before..at + 1 + after, PersonalData::Email))
        })
}

/// Plates such as `20A-123.45`, `97-B1 234.56`, `29X5-1234`.
pub(super) fn plates(reading: &Reading) -> impl Iterator<Item = Span> + '_ {
    (0..reading.words.len()).filter_map(|place| {
        let start = reading.words[place].chars.start;
        if inside_a_code(reading, start) {
            return None;
        }
        let plate = Plate::read(&reading.letters[start..])?;
        let said = || PLATE_WORDS.has(reading, place.saturating_sub(CONTEXT)..place);
        (plate.plain || said()).then(|| span(start..start + plate.length, PersonalData::Plate))
    })
}

/// A text that has the form of a plate.
struct Plate {
    /// In characters.
    length: usize,
    /// Whether its form alone tells, without a word for a vehicle near it.
    plain: bool,
}

impl Plate {
    /// Reads a plate at the beginning of a text: two digits, a series, four or five digits.
    fn read(letters: &[char]) -> Option<Self> {
        let digit = |at: usize| letters.get(at).is_some_and(char::is_ascii_digit);
        let is = |at: usize, signs: &[char]| letters.get(at).is_some_and(|c| signs.contains(c));
        let capital = |at: usize| {
            letters
                .get(at)
                .is_some_and(|c| c.is_ascii_uppercase() || *c == 'Đ')
        };
        if !(digit(0) && digit(1)) {
            return None;
        }
        let mut at = 2 + usize::from(is(2, &['-']));
        let small = letters.get(at).is_some_and(char::is_ascii_lowercase);
        if !capital(at) && !small {
            return None;
        }
        at += 1;
        // The second sign of the series is a digit, or a letter as in "LD".
        let closes_series = is(at + 1, &['-', '.', ' ']) || (at + 1..at + 6).all(digit);
        at += usize::from(capital(at) || (digit(at) && closes_series));
        let signed = is(at, &['-', '.']);
        at += match letters.get(at..) {
            Some([' ', '-', ' ', ..]) => 3,
            Some(['-' | '.' | ' ', ..]) => 1,
            _ => 0,
        };
        let (digits, dotted) = Self::number(&letters[at..])?;
        at += digits + usize::from(dotted);
        let ends = letters
            .get(at)
            .is_none_or(|c| !c.is_alphanumeric() && *c != '/');
        ends.then_some(Self {
            length: at,
            plain: !small && (dotted || signed),
        })
    }

    /// Four digits, or five with or without a full stop after the third.
    fn number(letters: &[char]) -> Option<(usize, bool)> {
        let run = |letters: &[char]| letters.iter().take_while(|c| c.is_ascii_digit()).count();
        match (run(letters), letters.get(3)) {
            (digits @ (4 | 5), _) => Some((digits, false)),
            (3, Some('.')) if run(&letters[4..]) == 2 => Some((5, true)),
            _ => None,
        }
    }
}

/// Telephone, identity and account numbers.
pub(super) fn numbers(reading: &Reading) -> impl Iterator<Item = Span> + '_ {
    let mut spans = Vec::new();
    let groups = groups(&reading.letters);
    let mut first = 0;
    while first < groups.len() {
        let found = classify(reading, &groups[first..]);
        first += match found {
            Some((length, kind)) => {
                let start = lead(&reading.letters, &groups[first]);
                spans.push(span(start..groups[first + length - 1].end, kind));
                length
            }
            None => 1,
        };
    }
    spans.into_iter().chain(passports(reading))
}

/// Runs of digits.
fn groups(letters: &[char]) -> Vec<Range<usize>> {
    let mut groups = Vec::new();
    let mut at = 0;
    while at < letters.len() {
        let length = letters[at..]
            .iter()
            .take_while(|c| c.is_ascii_digit())
            .count();
        if length > 0 {
            groups.push(at..at + length);
        }
        at += length.max(1);
    }
    groups
}

/// The start of a number with its `+` or opening bracket.
fn lead(letters: &[char], group: &Range<usize>) -> usize {
    let mut start = group.start;
    while start > 0 && matches!(letters[start - 1], '+' | '(') {
        start -= 1;
    }
    start
}

/// What a number that begins with the first group is, and of how many groups it is made.
fn classify(reading: &Reading, groups: &[Range<usize>]) -> Option<(usize, PersonalData)> {
    let letters = &reading.letters;
    let start = groups[0].start;
    let said = said_before(reading, start);
    if inside_a_code(reading, start) && !(said == Said::Phone && touches_word(letters, start)) {
        return None;
    }
    if is_procedure_code(letters, groups) {
        return None;
    }
    let mut digits = String::new();
    let mut best = None;
    for (number, group) in groups.iter().enumerate().take(12) {
        if number > 0 && !joined(&letters[groups[number - 1].end..group.start]) {
            break;
        }
        digits.extend(&letters[group.clone()]);
        if digits.len() > 19 {
            break;
        }
        let ends = !goes_on(letters, group.end);
        if ends
            && let Some(kind) = kind_of(&digits, said, plus(letters, start))
            && !is_price(reading, group.end, kind)
        {
            best = Some((number + 1, kind));
            // A phone number is complete; what follows is another number.
            if kind == PersonalData::Phone {
                break;
            }
        }
    }
    best
}

fn kind_of(digits: &str, said: Said, plus: bool) -> Option<PersonalData> {
    let length = digits.len();
    match said {
        Said::Bank if (6..=19).contains(&length) => return Some(PersonalData::BankAccount),
        Said::Identity if matches!(length, 9 | 10 | 12) => {
            return Some(PersonalData::IdentityNumber);
        }
        Said::Other => return None,
        _ => {}
    }
    if is_phone(digits, said == Said::Phone, plus) {
        return Some(PersonalData::Phone);
    }
    let of_a_citizen = length == 12 && is_citizen_number(digits);
    of_a_citizen.then_some(PersonalData::IdentityNumber)
}

/// Mobile numbers have ten digits, others eleven since 2017; abroad the 0 becomes 84.
fn is_phone(digits: &str, said: bool, plus: bool) -> bool {
    let national = if let Some(rest) = digits.strip_prefix("0084") {
        format!("0{}", rest.strip_prefix('0').unwrap_or(rest))
    } else if let Some(rest) = digits.strip_prefix("84").filter(|_| plus || said) {
        format!("0{}", rest.strip_prefix('0').unwrap_or(rest))
    } else {
        digits.to_owned()
    };
    let begins = |prefixes: &[&str]| prefixes.iter().any(|prefix| national.starts_with(prefix));
    match national.len() {
        10 => begins(&["03", "05", "07", "08", "09"]),
        11 => begins(&["02"]) || (said && begins(&["012", "016", "018", "019"])),
        _ => false,
    }
}

/// Province of birth 001 to 096, then century and sex.
fn is_citizen_number(digits: &str) -> bool {
    let province = digits[..3].parse::<u16>().unwrap_or(0);
    (1..=96).contains(&province) && matches!(digits.as_bytes()[3], b'0'..=b'3')
}

/// A letter and seven or eight digits after the word for a passport.
fn passports(reading: &Reading) -> impl Iterator<Item = Span> + '_ {
    (0..reading.words.len()).filter_map(|place| {
        let word = reading.words[place].folded.as_bytes();
        let form = matches!(word.len(), 8 | 9)
            && word[0].is_ascii_lowercase()
            && word[1..].iter().all(u8::is_ascii_digit);
        let said = form && PASSPORT_WORDS.has(reading, place.saturating_sub(CONTEXT)..place);
        said.then(|| {
            span(
                reading.words[place].chars.clone(),
                PersonalData::IdentityNumber,
            )
        })
    })
}

/// What the nearest keyword before a place in the text says of the number there.
fn said_before(reading: &Reading, start: usize) -> Said {
    let place = reading
        .words
        .partition_point(|word| word.chars.end <= start);
    let sentence = reading
        .sentences
        .iter()
        .find(|words| words.contains(&place));
    let earliest = sentence.map_or(0, |words| words.start);
    let context = place.saturating_sub(CONTEXT).max(earliest)..place;
    let nearest = [
        (&PHONE_WORDS, Said::Phone),
        (&IDENTITY_WORDS, Said::Identity),
        (&PASSPORT_WORDS, Said::Passport),
        (&BANK_WORDS, Said::Bank),
        (&OTHER_NUMBERS, Said::Other),
    ]
    .into_iter()
    .filter_map(|(lexicon, said)| {
        let last = lexicon.all(reading, context.clone()).last()?;
        let between = &reading.words[last.end..place];
        // What a keyword said was of a number before this one.
        let spent = between
            .iter()
            .any(|word| word.exact.len() > 4 && word.exact.bytes().all(|c| c.is_ascii_digit()));
        // "Mã Thị Diễm 0333…": a name, not a code.
        let name = said == Said::Other && between.iter().any(|word| word.capital);
        if spent || name {
            return None;
        }
        // Of two keywords that end together the longer one is meant.
        Some(((last.end, last.len()), said))
    })
    .max_by_key(|(nearness, _)| *nearness);
    nearest.map_or(Said::Nothing, |(_, said)| said)
}

/// National codes of procedures: one digit, a full stop, six digits.
fn is_procedure_code(letters: &[char], groups: &[Range<usize>]) -> bool {
    let [first, second, ..] = groups else {
        return false;
    };
    first.len() == 1 && second.len() == 6 && letters[first.end..second.start] == ['.']
}

/// Signs that part the groups of one number.
fn joined(between: &[char]) -> bool {
    matches!(
        between,
        [' ' | '.' | '-' | '\u{a0}' | ')'] | [')' | '.', ' '] | [' ', '-', ' ']
    )
}

/// A letter, or a slash or hyphen with more behind it, makes the number part of a code.
fn goes_on(letters: &[char], end: usize) -> bool {
    let next = |offset: usize| letters.get(end + offset).copied().unwrap_or(' ');
    next(0).is_alphanumeric()
        || next(0) == '_'
        || (next(0) == '/' && next(1).is_alphanumeric() && !long_number(&letters[end + 1..]))
        || (matches!(next(0), '-' | '.') && (next(1).is_alphabetic()))
        || (next(0) == ',' && next(1).is_ascii_digit())
}

/// Whether ten digits follow: people part two telephone numbers with a slash.
fn long_number(letters: &[char]) -> bool {
    letters.first() == Some(&'0') && letters.iter().take_while(|c| c.is_ascii_digit()).count() >= 10
}

/// Whether ten digits stand before.
fn long_number_before(letters: &[char]) -> bool {
    letters
        .iter()
        .rev()
        .take_while(|c| c.is_ascii_digit())
        .count()
        >= 10
}

/// Whether something before the number makes it part of a code: `H08.25-240612-0031`, `QĐ-2024`.
fn inside_a_code(reading: &Reading, start: usize) -> bool {
    let letters = &reading.letters;
    let before = |offset: usize| start.checked_sub(offset).map_or(' ', |at| letters[at]);
    if before(1) == '/' && long_number_before(&letters[..start - 1]) {
        return false;
    }
    let joint = matches!(before(1), '.' | '-' | '/' | '_' | ',');
    before(1).is_alphanumeric() || (joint && before(2).is_alphanumeric())
}

/// Whether a word of letters touches the number through a dot or nothing: `SĐT.0912…`, `ĐT0912…`.
fn touches_word(letters: &[char], start: usize) -> bool {
    let before = |offset: usize| start.checked_sub(offset).map_or(' ', |at| letters[at]);
    before(1).is_alphabetic() || (before(1) == '.' && before(2).is_alphabetic())
}

fn plus(letters: &[char], start: usize) -> bool {
    lead(letters, &(start..start)) < start
}

/// A price has its currency behind it.
fn is_price(reading: &Reading, end: usize, kind: PersonalData) -> bool {
    if kind == PersonalData::Phone {
        return false;
    }
    let next = reading.words.partition_point(|word| word.chars.start < end);
    [
        "đồng", "đ", "vnđ", "vnd", "triệu", "tỷ", "tỉ", "nghìn", "ngàn", "k", "usd", "m2", "m",
    ]
    .iter()
    .any(|unit| reading.is(next, unit, &crate::fold::fold(unit)))
}
