//! What is the core of an official name, and what only narrows it down?

use super::colloquial::ABBREVIATIONS;
use crate::fold::exact_key;

/// What opens the part of a name that narrows it down.
const NARROWING: &[&str] = &[
    "(",
    ":",
    ";",
    " bằng ",
    " cho ",
    " có ",
    " do ",
    " để ",
    " đối với ",
    " giữa ",
    " kết hợp ",
    " khi ",
    " mà ",
    " tại ",
    " theo ",
    " thuộc ",
    " trên ",
    " trong ",
    " trường hợp ",
    " từ ",
    " của ",
    " vì ",
    " với ",
];

/// Words that a core has at least.
const SHORTEST_CORE: usize = 3;

/// The core of a name and the rest.
pub(super) fn split(name: &str) -> (&str, &str) {
    let end = NARROWING
        .iter()
        .flat_map(|opening| name.match_indices(opening))
        .map(|(at, _)| at)
        .filter(|&at| name[..at].split_whitespace().count() >= SHORTEST_CORE)
        .min()
        .unwrap_or(name.len());
    name.split_at(end)
}

/// A name in form C with the long form put behind its abbreviations in capitals (`BHXH`, `TNCN`).
pub(super) fn spell_out(name: &str) -> String {
    let mut spelled = String::with_capacity(name.len());
    for word in crate::fold::nfc(name).split_whitespace() {
        if !spelled.is_empty() {
            spelled.push(' ');
        }
        spelled.push_str(word);
        let letters = word.trim_matches(|c: char| !c.is_alphanumeric());
        if letters.chars().count() > 2 && letters.chars().all(char::is_uppercase) {
            let key = exact_key(letters);
            if let Some((_, long)) = ABBREVIATIONS.iter().find(|(short, _)| *short == key) {
                spelled.push(' ');
                spelled.push_str(long);
            }
        }
    }
    spelled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_core_ends_where_restrictions_begin() {
        assert_eq!(
            split("Thủ tục đăng ký kết hôn có yếu tố nước ngoài"),
            ("Thủ tục đăng ký kết hôn", " có yếu tố nước ngoài")
        );
        assert_eq!(
            split("Cấp lại thẻ căn cước (thực hiện tại cấp tỉnh)"),
            ("Cấp lại thẻ căn cước ", "(thực hiện tại cấp tỉnh)")
        );
        assert_eq!(split("Tách hộ"), ("Tách hộ", ""));
        assert_eq!(
            split("Có đất của ai"),
            ("Có đất của ai", ""),
            "too short to narrow down"
        );
    }

    #[test]
    fn abbreviations_in_capitals_are_spelled_out() {
        assert_eq!(
            spell_out("Cấp lại thẻ BHYT, sổ cũ"),
            "Cấp lại thẻ BHYT, bảo hiểm y tế sổ cũ"
        );
        assert_eq!(spell_out("Giấy tờ J và dn"), "Giấy tờ J và dn");
    }
}
