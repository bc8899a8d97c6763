use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::*;

fn nfd(text: &str) -> String {
    text.nfd().collect()
}

#[test]
fn tone_moves_to_the_traditional_place() {
    for (modern, traditional) in [
        ("hoà", "hòa"),
        ("thuý", "thúy"),
        ("khoẻ", "khỏe"),
        ("Hoá", "Hóa"),
        ("HOÀ", "HÒA"),
        ("tuỳ tiện", "tùy tiện"),
        ("uỷ ban", "ủy ban"),
        ("cuả", "của"),
        ("nghiã", "nghĩa"),
        ("muà", "mùa"),
        ("tíêp", "tiếp"),
        ("hòan tòan", "hoàn toàn"),
        ("húynh", "huýnh"),
        ("qúy", "quý"),
        ("qúa", "quá"),
        ("gìa", "già"),
        ("gỉai", "giải"),
        ("lọai", "loại"),
    ] {
        assert_eq!(normalise_tone_placement(modern), traditional, "{modern}");
        assert_eq!(
            normalise_tone_placement(&nfd(modern)),
            traditional,
            "{modern} decomposed"
        );
    }
}

#[test]
fn right_spelling_stays() {
    for word in [
        "quý",
        "quốc",
        "quả",
        "già",
        "giải",
        "gìn",
        "gì",
        "giếng",
        "giữ",
        "hoàn",
        "ngoài",
        "khuỷu",
        "huỳnh",
        "khuya",
        "thuở",
        "Huế",
        "được",
        "nghiêng",
        "nghĩa",
        "hoặc",
        "xoong",
        "yếu",
        "của",
        "cứu",
        "gửi",
        "mưa",
        "lứa",
        "thủy",
        "hòa",
        "khỏe",
        "chuyến",
        "đường",
        "tiền",
        "thuế",
        "khoáy",
        "ngoẻo",
        "quẹo",
        "quỳnh",
        "giường",
        "café",
        "Zoë",
        "naïve",
        "Ubuntu",
        "señora",
    ] {
        assert_eq!(normalise_tone_placement(word), word);
        assert_eq!(
            normalise_tone_placement(&word.to_uppercase()),
            word.to_uppercase()
        );
    }
}

#[test]
fn exact_key_forgives_the_keyboard_only() {
    assert_eq!(exact_key("Thuý HOÀ"), "thúy hòa");
    assert_eq!(exact_key(&nfd("Đường Điện")), "đường điện");
    assert_eq!(exact_key("Ðường"), "đường", "Icelandic eth");
    assert_eq!(exact_key("kh\u{200b}iếu\u{feff} n\u{00ad}ại"), "khiếu nại");
    assert_eq!(exact_key("a\0b\tc\u{1b}"), "a b c ");
    assert_ne!(exact_key("ma"), exact_key("má"));
}

#[test]
fn fold_removes_diacritics() {
    assert_eq!(
        fold("Giấy chứng nhận quyền sử dụng đất"),
        "giay chung nhan quyen su dung dat"
    );
    assert_eq!(fold("ĐẶNG THUỲ"), "dang thuy");
    assert_eq!(fold(&nfd("Nguyễn Ðức")), "nguyen duc");
}

#[test]
fn words_are_letters_and_digits_only() {
    assert_eq!(
        words("Hồ sơ 123/QĐ-UBND: \"a*b\" OR (c) 'd' NEAR/2 😀 email@x.vn"),
        [
            "Hồ", "sơ", "123", "QĐ", "UBND", "a", "b", "OR", "c", "d", "NEAR", "2", "email", "x",
            "vn"
        ]
    );
    assert_eq!(words(""), Vec::<String>::new());
    assert_eq!(words("😀👨‍👩‍👧 \0\u{200b}"), Vec::<String>::new());
    assert_eq!(
        words("\u{0301}\u{0302} ệ"),
        ["ệ"],
        "a mark without a letter is no word"
    );
    assert_eq!(words(&"x".repeat(5000))[0].len(), LONGEST_WORD);
}

#[test]
fn distinct_words_keep_their_order() {
    assert_eq!(exact_words("Hòa hoà HOA hoa"), ["hòa", "hoa"]);
    assert_eq!(folded_words("Đất đai, đất ĐAI dat"), ["dat", "dai"]);
    assert_eq!(folded_text("Đất đai, đất!"), "dat dai dat");
}

#[test]
fn zalgo_shrinks_to_the_letters() {
    let zalgo: String = "khiếu nại"
        .nfd()
        .flat_map(|c| std::iter::once(c).chain(['\u{0335}', '\u{0321}', '\u{035c}', '\u{0488}']))
        .collect();
    assert_eq!(fold(&zalgo), "khieu nai");
    assert_eq!(folded_words(&zalgo), ["khieu", "nai"]);
    let pile = format!("a{}", "\u{0301}\u{0323}\u{0302}".repeat(50_000));
    assert!(exact_key(&pile).chars().count() <= 3);
}

#[test]
fn other_scripts_pass_through() {
    assert_eq!(exact_key("ПРИВЕТ 你好"), "привет 你好");
    assert_eq!(words("Привет, 你好"), ["Привет", "你好"]);
    assert_eq!(words("שלום"), ["שלום"]);
}

#[test]
fn word_ranges_count_characters() {
    let text = nfd("ệ ab");
    let ranges: Vec<_> = word_ranges(&text).map(|w| w.chars).collect();
    assert_eq!(ranges, [0..3, 4..6]);
}

/// Text of the kind people and machines send: Vietnamese, marks out of place, anything at all.
fn any_text() -> impl Strategy<Value = String> {
    let vietnamese =
        "[a-zA-ZđĐàáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ ]{0,40}";
    prop_oneof![
        vietnamese,
        "[aeiouyqgAEOUY\u{0300}\u{0301}\u{0303}\u{0309}\u{0323}\u{0302}\u{0306}\u{031b}ưđ ]{0,30}",
        ".{0,60}",
        proptest::collection::vec(any::<char>(), 0..60).prop_map(String::from_iter),
    ]
}

proptest! {
    #[test]
    fn keys_are_idempotent(text in any_text()) {
        let exact = exact_key(&text);
        prop_assert_eq!(&exact_key(&exact), &exact);
        let folded = fold(&text);
        prop_assert_eq!(&fold(&folded), &folded);
        let placed = normalise_tone_placement(&text);
        prop_assert_eq!(&normalise_tone_placement(&placed), &placed);
        prop_assert_eq!(fold(&exact), folded);
    }

    #[test]
    fn composed_and_decomposed_are_the_same(text in any_text()) {
        let (composed, decomposed) = (nfc(&text), nfd(&text));
        prop_assert_eq!(exact_key(&composed), exact_key(&decomposed));
        prop_assert_eq!(fold(&composed), fold(&decomposed));
        prop_assert_eq!(words(&composed), words(&decomposed));
        prop_assert_eq!(exact_words(&composed), exact_words(&decomposed));
    }

    #[test]
    fn vietnamese_folds_to_ascii(text in "[a-zA-ZđĐàảãạăằẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ0-9 .,]{0,80}") {
        prop_assert!(fold(&text).is_ascii());
        prop_assert!(fold(&nfd(&text)).is_ascii());
        prop_assert_eq!(fold(&text).len(), text.chars().count());
    }

    #[test]
    fn words_are_safe_in_a_query(text in any_text()) {
        let ranges = word_ranges(&text).map(|w| w.bytes).collect::<Vec<_>>();
        for word in words(&text).into_iter().chain(exact_words(&text)).chain(folded_words(&text)) {
            prop_assert!(!word.is_empty() && word.chars().all(char::is_alphanumeric), "{:?}", word);
        }
        for range in ranges {
            prop_assert!(text.get(range).is_some());
        }
    }
}

#[test]
fn composed_letters_fold_as_decomposed_ones_do() {
    let composed = "Ẩn đỠ ỲÝỹ ặẵằ ểễ ịỉ ộỗ ợỡ ựữ Đăng Ký\t123";
    let decomposed: String = composed.nfd().collect();
    assert_eq!(fold(composed), fold(&decomposed));
    assert_eq!(fold(composed), "an do yyy aaa ee ii oo oo uu dang ky 123");
}
