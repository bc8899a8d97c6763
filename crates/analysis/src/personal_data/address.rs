//! Where does a person live, down to the house or the hamlet?
//!
//! A commune alone tells of nobody, nor does the seat of an office; a house number, an alley, a
//! group or a hamlet does, and then the commune beside it belongs to it.

use std::ops::Range;
use std::sync::LazyLock;

use super::{PersonalData, Span, span};
use crate::fold::fold;
use crate::reading::{Lexicon, Reading};
use crate::syllable::is_syllable;

/// Words of the longest name of a place.
const LONGEST_NAME: usize = 4;

macro_rules! lexicons {
    ($($name:ident = [$($phrase:literal),* $(,)?];)*) => {
        $(static $name: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(&[$($phrase),*]));)*
    };
}

lexicons! {
    /* Units of a few houses. */
    SMALL = [
        "số nhà", "nhà số", "sn", "số", "ngõ", "ngách", "hẻm", "tổ", "tổ dân phố", "tdp", "thôn",
        "=bản", "xóm", "=làng", "ấp", "tiểu khu", "khu phố", "khu tập thể", "khu dân cư",
        "khu tái định cư", "khu trọ", "chung cư", "phòng trọ", "buôn", "xóm trọ", "cụm",
    ];
    STREETS = ["đường", "phố", "quốc lộ", "ql"];
    COMMUNES = ["xã", "phường", "thị trấn", "tt"];
    LARGER = ["huyện", "thị xã", "thành phố", "tp", "tỉnh", "quận"];
    /* Words for the small unit as such, not for where someone lives. */
    NO_PLACES = [
        "trưởng thôn", "trưởng xóm", "trưởng bản", "tổ trưởng", "tổ công tác", "tổ chức", "hàng xóm",
        "bản sao", "bản vẽ", "bản chính", "bản án", "bản gốc", "bản đồ", "bản thân", "văn bản",
        "biên bản", "tổ hợp", "tổ tiên", "tổ một cửa", "họp thôn", "họp xóm", "nông thôn", "làng xóm",
        "nhà văn hóa thôn", "nhà văn hóa xóm", "tổ tiết kiệm", "tổ liên gia", "số điện thoại",
        "số máy", "số căn cước", "số cccd", "số tài khoản", "số thẻ", "quyết định số", "công văn số",
        "văn bản số", "thông báo số", "quầy số", "mẫu số", "hồ sơ số", "thửa số", "thửa đất số",
        "tờ bản đồ số", "tờ số", "bàn số", "cửa số", "phòng số", "biên lai số", "giấy số", "luật số",
        "nghị định số", "thông tư số", "nghị quyết số", "số lượng", "số tiền", "đại lý thu", "lô số",
        "chỉ thị số", "phiếu số", "đơn số", "hợp đồng số", "số seri", "số thứ tự", "căn cước số",
        "chứng minh số", "điện thoại số", "máy số", "phụ lục số", "tổ phụ nữ", "tổ chuyên môn",
        "cụm công nghiệp", "khu công nghiệp", "số hiệu", "km số", "tổ hòa giải", "xóm giềng",
    ];
}

/// A unit and its name or number.
struct Unit {
    end: usize,
    kind: UnitKind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum UnitKind {
    Small,
    Street,
    Commune,
    Larger,
}

/// Addresses: small units with what stands beside them, up to the province.
pub(super) fn addresses(reading: &Reading) -> impl Iterator<Item = Span> + '_ {
    let mut place = 0;
    std::iter::from_fn(move || {
        while place < reading.words.len() {
            if let Some(words) = address(reading, place) {
                place = words.end;
                return Some(span(reading.span(words), PersonalData::Address));
            }
            place += 1;
        }
        None
    })
}

fn address(reading: &Reading, start: usize) -> Option<Range<usize>> {
    let first = unit(reading, start)?;
    if first.kind != UnitKind::Small {
        return None;
    }
    let mut end = first.end;
    let mut communes = 0;
    let mut smalls = 1;
    while let Some(next) = follow(reading, end).and_then(|at| unit(reading, at)) {
        match next.kind {
            UnitKind::Small => smalls += 1,
            UnitKind::Street => {}
            UnitKind::Commune => communes += 1,
            // "tỉnh" after a commune belongs to it; after a hamlet alone it does too.
            UnitKind::Larger => {}
        }
        end = next.end;
    }
    // What a commune was called before belongs to the address.
    if communes > 0
        && let Some(after) = former(reading, end)
    {
        end = after;
    }
    let tells = communes > 0 || smalls > 1 || end > first.end || known_alone(reading, start);
    tells.then_some(start..end)
}

/// The unit that begins at a word.
fn unit(reading: &Reading, place: usize) -> Option<Unit> {
    let no_place = (0..3.min(place + 1)).any(|back| {
        NO_PLACES.at(reading, place - back).is_some_and(|words| {
            words.end > place && (words.start..words.end - 1).all(|at| touching(reading, at))
        })
    });
    if no_place {
        return None;
    }
    let (word, kind) = if let Some(words) = SMALL.at(reading, place) {
        (words, UnitKind::Small)
    } else if let Some(words) = COMMUNES.at(reading, place) {
        (words, UnitKind::Commune)
    } else if let Some(words) = LARGER.at(reading, place) {
        (words, UnitKind::Larger)
    } else if let Some(words) = STREETS.at(reading, place) {
        (words, UnitKind::Street)
    } else {
        return None;
    };
    let number_only = matches!(
        reading.words[word.start].folded.as_str(),
        "so" | "nha" | "sn" | "ngo" | "ngach" | "hem"
    ) && !reading.words[word.end - 1].folded.ends_with("phong");
    let end = named(reading, word.end, number_only)?;
    Some(Unit { end, kind })
}

/// The end of a name or number right after the word for a unit.
fn named(reading: &Reading, start: usize, number_only: bool) -> Option<usize> {
    if start == 0 || !touching(reading, start - 1) {
        return None;
    }
    let first = reading.words.get(start)?;
    if first.exact.starts_with(|c: char| c.is_ascii_digit()) {
        // "số 17A", "ngõ 41/2": the rest of the number belongs to it, a long one is no house's.
        if first.exact.len() > 4 {
            return None;
        }
        let mut end = start + 1;
        while reading
            .words
            .get(end)
            .is_some_and(|word| word.exact.starts_with(|c: char| c.is_ascii_digit()))
            && reading.between(end - 1) == ['/']
        {
            end += 1;
        }
        let unit_of_measure = reading.words.get(end).is_some_and(|word| {
            matches!(
                word.folded.as_str(),
                "ngay"
                    | "thang"
                    | "trieu"
                    | "nghin"
                    | "dong"
                    | "nguoi"
                    | "ho"
                    | "nam"
                    | "tuoi"
                    | "m2"
                    | "lan"
            ) && reading.words[start - 1].folded != "to"
        });
        if unit_of_measure {
            return None;
        }
        // "xóm 5 Đồng Hỷ": the commune without the word for it.
        let hamlet = matches!(
            reading.words[start - 1].folded.as_str(),
            "thon" | "xom" | "to"
        );
        let commune = (end..reading.words.len().min(end + 3))
            .take_while(|&at| {
                touching(reading, at - 1)
                    && reading.words[at].capital
                    && is_syllable(&reading.words[at].folded)
                    && !opens_unit(reading, at)
            })
            .count();
        return Some(end + if hamlet && commune > 1 { commune } else { 0 });
    }
    if number_only {
        return None;
    }
    let capitals = (start..reading.words.len().min(start + LONGEST_NAME))
        .take_while(|&at| {
            let word = &reading.words[at];
            (at == start || touching(reading, at - 1))
                && (word.capital
                    || (at > start
                        && word.exact.chars().all(|c| c.is_ascii_digit())
                        && word.exact.len() < 3))
                && (is_syllable(&word.folded) || word.exact.chars().all(|c| c.is_ascii_digit()))
                && (at == start || !opens_unit(reading, at))
        })
        .count();
    (capitals > 0).then_some(start + capitals)
}

/// Whether the word for another unit stands at a place with a name behind it.
fn opens_unit(reading: &Reading, place: usize) -> bool {
    [&*COMMUNES, &*LARGER]
        .iter()
        .any(|lexicon| lexicon.at(reading, place).is_some())
}

/// Where the next part of an address begins: right after, after a comma, or after "thuộc".
fn follow(reading: &Reading, end: usize) -> Option<usize> {
    let between = reading.between(end.checked_sub(1)?);
    let joined = between
        .iter()
        .all(|c| matches!(c, ' ' | ',' | '-' | '\u{a0}' | '–'))
        && !between.is_empty();
    if !joined {
        return None;
    }
    let skipped = reading
        .words
        .get(end)
        .is_some_and(|word| matches!(word.folded.as_str(), "thuoc" | "o" | "cua"));
    Some(end + usize::from(skipped))
}

/// "cũ", "(nay là xã …)", ", trước là xã …" behind a commune.
fn former(reading: &Reading, end: usize) -> Option<usize> {
    let mut at = end;
    let is = |at: usize, word: &str| reading.words.get(at).is_some_and(|w| w.folded == word);
    let old = is(at, "cu");
    at += usize::from(old);
    if is(at, "nay") && is(at + 1, "la") {
        let next = unit(reading, at + 2)?;
        return (next.kind == UnitKind::Commune).then_some(next.end);
    }
    old.then_some(at)
}

/// Whether a unit tells where someone lives without a commune beside it.
fn known_alone(reading: &Reading, start: usize) -> bool {
    matches!(
        reading.words[start].folded.as_str(),
        "thon" | "xom" | "ban" | "ap" | "tieu" | "to" | "tdp"
    )
}

/// Whether only spaces part a word from the next.
fn touching(reading: &Reading, place: usize) -> bool {
    let between = reading.between(place);
    !between.is_empty() && between.iter().all(|&c| c == ' ' || c == '\u{a0}')
        || fold(&between.iter().collect::<String>()).trim() == "so"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let letters: Vec<char> = text.chars().collect();
        addresses(&Reading::new(text))
            .map(|span| letters[span.start..span.end].iter().collect())
            .collect()
    }

    #[test]
    fn houses_and_hamlets_with_their_commune() {
        for (text, address) in [
            (
                "Tôi ở số nhà 14, tổ 7, phường Đức Xuân.",
                "số nhà 14, tổ 7, phường Đức Xuân",
            ),
            (
                "ở thôn Nà Mùi, xã Kim Phượng báo",
                "thôn Nà Mùi, xã Kim Phượng",
            ),
            (
                "xom Soi Vang, xa Tan Cuong la",
                "xom Soi Vang, xa Tan Cuong",
            ),
            ("xóm 7, xã La Bằng nói", "xóm 7, xã La Bằng"),
            (
                "số 9 ngõ 41 tổ 5, phường Tích Lương",
                "số 9 ngõ 41 tổ 5, phường Tích Lương",
            ),
            (
                "tổ 7, phường Sông Cầu cũ, nay là phường Bắc Kạn",
                "tổ 7, phường Sông Cầu cũ, nay là phường Bắc Kạn",
            ),
            (
                "trú tại thôn Nà Tào, xã Yên Bình, tỉnh Thái Nguyên.",
                "thôn Nà Tào, xã Yên Bình, tỉnh Thái Nguyên",
            ),
            ("Thôn Nà Đao chúng tôi", "Thôn Nà Đao"),
            ("nhà số 12 đường Bắc Kạn", "nhà số 12 đường Bắc Kạn"),
        ] {
            assert_eq!(found(text), [address], "{text}");
        }
    }

    #[test]
    fn offices_communes_and_documents_are_no_addresses() {
        for text in [
            "UBND xã Kim Phượng",
            "trưởng thôn Hà Văn Diện",
            "Quyết định số 412/QĐ-UBND",
            "tổ công tác của phường Gia Sàng",
            "bản sao Giấy khai sinh",
            "quầy số 2 phường Đức Xuân",
            "hàng xóm ở xã Phú Lạc",
            "thửa đất số 45, tờ bản đồ số 12",
            "khu công nghiệp Sông Công 2",
            "đường Lương Ngọc Quyến",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }
}
