use super::*;

fn procedure(code: &str, name: &str, field: &str) -> ProcedureText {
    ProcedureText {
        code: code.to_owned(),
        name: name.to_owned(),
        field: field.to_owned(),
        level: "Cấp xã".to_owned(),
        keywords: Vec::new(),
    }
}

fn catalogue() -> ProcedureSearch {
    ProcedureSearch::new([
        procedure("1.01", "Thủ tục đăng ký khai sinh", "Hộ tịch"),
        procedure("1.02", "Thủ tục đăng ký lại khai sinh", "Hộ tịch"),
        procedure(
            "1.03",
            "Thủ tục đăng ký khai sinh có yếu tố nước ngoài",
            "Hộ tịch",
        ),
        procedure("1.04", "Thủ tục đăng ký kết hôn", "Hộ tịch"),
        procedure(
            "1.05",
            "Thủ tục đăng ký kết hôn có yếu tố nước ngoài",
            "Hộ tịch",
        ),
        procedure("1.06", "Cấp lại Giấy chứng nhận do bị mất", "Đất đai"),
        procedure(
            "1.07",
            "Cấp đổi Giấy chứng nhận quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất",
            "Đất đai",
        ),
        procedure("1.08", "Tách thửa hoặc hợp thửa đất", "Đất đai"),
        procedure("1.09", "Đăng ký thường trú", "Đăng ký, quản lý cư trú"),
        procedure("1.10", "Xóa đăng ký thường trú", "Đăng ký, quản lý cư trú"),
        procedure(
            "1.11",
            "Cấp lại giấy phép lái xe",
            "Sát hạch, cấp giấy phép lái xe",
        ),
        procedure("1.12", "Cấp đổi thẻ căn cước", "Cấp, quản lý căn cước"),
        procedure("1.13", "Cấp lại thẻ căn cước", "Cấp, quản lý căn cước"),
        procedure("1.14", "Đăng ký thành lập hộ kinh doanh", "Hộ kinh doanh"),
        procedure(
            "1.15",
            "Cấp lại, đổi, điều chỉnh thông tin trên sổ BHXH, thẻ BHYT",
            "Bảo hiểm",
        ),
        procedure("1.16", "Đăng ký thành lập chợ đầu mối", "Thương mại"),
    ])
}

fn first(query: &str) -> String {
    catalogue()
        .search(query, 3)
        .first()
        .map(|hit| hit.code.clone())
        .unwrap_or_default()
}

#[test]
fn everyday_names_find_official_ones() {
    assert_eq!(first("sổ đỏ bị rách muốn đổi sổ mới"), "1.07");
    assert_eq!(first("tách sổ cho con trai"), "1.08");
    assert_eq!(first("nhập hộ khẩu cho vợ"), "1.09");
    assert_eq!(first("làm lại bằng lái xe bị mất"), "1.11");
    assert_eq!(first("mở quán phở phải xin giấy gì"), "1.14");
}

#[test]
fn spelling_without_diacritics_finds_the_same() {
    for (accented, bare) in [
        ("đăng ký khai sinh cho con", "dang ky khai sinh cho con"),
        ("cắt hộ khẩu", "cat ho khau"),
        ("đổi thẻ căn cước hết hạn", "doi the can cuoc het han"),
        ("mất CCCD", "mat cccd"),
    ] {
        assert_eq!(first(accented), first(bare), "{accented}");
    }
}

#[test]
fn the_plain_case_is_meant_when_nothing_else_is_said() {
    assert_eq!(first("khai sinh"), "1.01");
    assert_eq!(first("đăng ký kết hôn ở đâu"), "1.04");
    assert_eq!(
        first("chồng tôi là người Hàn Quốc, đăng ký kết hôn thế nào"),
        "1.05"
    );
    assert_eq!(first("khai sinh có yếu tố nước ngoài"), "1.03");
    assert_eq!(first("giấy khai sinh bị cháy, xin đăng ký lại"), "1.02");
}

#[test]
fn what_is_to_be_done_decides_between_like_names() {
    assert_eq!(first("thẻ căn cước sắp hết hạn, muốn đổi"), "1.12");
    assert_eq!(first("đánh rơi căn cước, xin cấp lại"), "1.13");
    assert_eq!(first("thẻ bảo hiểm y tế ghi sai tên"), "1.15");
}

#[test]
fn written_diacritics_are_taken_at_their_word() {
    let chợ = catalogue().search("chợ đầu mối", 1);
    assert_eq!(chợ[0].code, "1.16");
    let cho = catalogue().search("giấy cho đậu môi", 3);
    assert!(cho.first().is_none_or(|hit| hit.score < chợ[0].score / 2.0));
}

#[test]
fn the_word_being_typed_is_completed() {
    assert_eq!(first("đăng ký thường tr"), "1.09");
    assert_eq!(first("dang ky ket ho"), "1.04");
}

#[test]
fn the_words_that_decided_are_named_as_written() {
    let hits = catalogue().search("Sổ Đỏ của tôi bị rách", 1);
    assert_eq!(hits[0].matched[0], "Sổ Đỏ");
    let hits = catalogue().search("xin hỏi KHAI SINH", 1);
    assert!(
        hits[0].matched.iter().any(|word| word == "KHAI SINH"),
        "{:?}",
        hits[0].matched
    );
    assert!(!hits[0].matched.iter().any(|word| word.contains("hỏi")));
}

#[test]
fn equals_come_in_order_of_their_codes() {
    let twice = || {
        ProcedureSearch::new([
            procedure("2.2", "Cấp phép đào giếng", ""),
            procedure("2.1", "Cấp phép đào giếng", ""),
            procedure("2.3", "Cấp phép đào giếng", ""),
        ])
    };
    let codes = |limit| -> Vec<String> {
        twice()
            .search("đào giếng", limit)
            .into_iter()
            .map(|hit| hit.code)
            .collect()
    };
    assert_eq!(codes(3), ["2.1", "2.2", "2.3"]);
    assert_eq!(codes(1), ["2.1"]);
    assert_eq!(twice().search("đào giếng", 1)[0].index, 1);
}

#[test]
fn nothing_is_found_for_nothing() {
    for query in [
        "",
        "   ",
        "😀",
        "\0",
        "xyzzy qwrt",
        "cho tôi hỏi ở đâu vậy ạ",
    ] {
        assert!(catalogue().search(query, 5).is_empty(), "{query:?}");
    }
    assert!(catalogue().search("khai sinh", 0).is_empty());
    assert!(ProcedureSearch::default().search("khai sinh", 5).is_empty());
    assert!(ProcedureSearch::default().is_empty());
    assert_eq!(catalogue().len(), 16);
}

#[test]
fn a_very_long_text_is_answered() {
    let text = "tôi đi làm khai sinh cho con nhưng phải chờ ".repeat(3000);
    assert_eq!(first(&text), "1.01");
}

#[test]
fn tables_are_written_as_keys() {
    use super::colloquial::{ABBREVIATIONS, COMBINED, SYNONYMS};
    use super::filler::{FILLER_PHRASES, FILLER_WORDS, PERSONS};
    let pairs = ABBREVIATIONS
        .iter()
        .chain(SYNONYMS)
        .flat_map(|(said, meant)| [*said, *meant]);
    let combined = COMBINED
        .iter()
        .flat_map(|(_, things, name)| things.iter().copied().chain([*name]));
    let single = FILLER_PHRASES
        .iter()
        .chain(FILLER_WORDS)
        .chain(PERSONS)
        .copied();
    for text in pairs.chain(combined).chain(single) {
        assert_eq!(crate::exact_key(text), text);
        assert_eq!(crate::words(text).join(" "), text);
    }
}
