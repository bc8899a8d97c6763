use proptest::prelude::*;

use super::*;

const KHAI_SINH: &str =
    "Phường yêu cầu thêm giấy xác nhận tạm trú khi đăng ký khai sinh cho con tôi";
const KHAI_SINH_BARE: &str =
    "dang ky khai sinh cho con o phuong bi yeu cau them giay xac nhan tam tru";
const SO_DO: &str = "Hồ sơ cấp sổ đỏ nộp ở chi nhánh đất đai ba tháng chưa trả kết quả";
const SO_DO_OFFICIAL: &str =
    "Chi nhánh văn phòng đăng ký đất đai quá hẹn cấp giấy chứng nhận quyền sử dụng đất ba tháng";
const WATER: &str = "Trạm bơm thôn hỏng, ruộng khô hạn";

#[test]
fn the_same_matter_is_nearer_than_another() {
    assert!(similarity(KHAI_SINH, KHAI_SINH_BARE) > 0.6);
    assert!(similarity(SO_DO, SO_DO_OFFICIAL) > 0.35);
    assert!(similarity(KHAI_SINH, SO_DO) < 0.15);
    assert!(similarity(KHAI_SINH, WATER) < 0.05);
}

#[test]
fn everyday_and_official_names_meet() {
    let with = similarity("xin cấp sổ đỏ", "cấp giấy chứng nhận quyền sử dụng đất");
    let without = similarity("xin cấp sổ tay", "cấp giấy chứng nhận quyền sử dụng đất");
    assert!(with > 2.0 * without, "{with} {without}");
}

#[test]
fn nothing_is_like_an_empty_text() {
    assert!(similarity("", "").abs() < f32::EPSILON);
    assert!(similarity("😀", KHAI_SINH).abs() < f32::EPSILON);
    assert!(similarity("cho tôi hỏi ở đâu", KHAI_SINH).abs() < f32::EPSILON);
}

#[test]
fn the_index_finds_the_nearest_first() {
    let mut index = SimilarIndex::new();
    for (key, text) in [(1, KHAI_SINH), (2, SO_DO), (3, SO_DO_OFFICIAL), (4, WATER)] {
        index.add(key, text);
    }
    let found = index.query(KHAI_SINH_BARE, 2);
    assert_eq!(found[0].key, 1);
    assert!(found[0].score > 0.5);
    let keys: Vec<i32> = index
        .query(SO_DO, 10)
        .into_iter()
        .map(|similar| similar.key)
        .collect();
    assert_eq!(keys[..2], [2, 3]);
    assert!(!keys.contains(&4));
    assert!(index.query("", 5).is_empty());
    assert!(index.query(SO_DO, 0).is_empty());
}

#[test]
fn a_removed_text_is_gone_and_its_place_used_again() {
    let mut index = SimilarIndex::new();
    index.add("a", KHAI_SINH);
    index.add("b", SO_DO);
    assert!(index.remove(&"a"));
    assert!(!index.remove(&"a"));
    assert_eq!(index.len(), 1);
    assert!(
        index
            .query(KHAI_SINH, 5)
            .iter()
            .all(|similar| similar.key != "a")
    );
    index.add("c", KHAI_SINH_BARE);
    assert_eq!(index.query(KHAI_SINH, 1)[0].key, "c");
    assert_eq!(index.slots.len(), 2);
}

#[test]
fn a_text_added_again_is_replaced() {
    let mut index = SimilarIndex::new();
    index.add(7, KHAI_SINH);
    index.add(7, SO_DO);
    assert_eq!(index.len(), 1);
    assert!(index.query(SO_DO, 1)[0].score > 0.99);
}

#[test]
fn equals_come_in_order_of_their_keys() {
    let mut index = SimilarIndex::new();
    for key in [5, 3, 9] {
        index.add(key, SO_DO);
    }
    let keys: Vec<i32> = index
        .query(SO_DO, 3)
        .into_iter()
        .map(|similar| similar.key)
        .collect();
    assert_eq!(keys, [3, 5, 9]);
}

#[test]
fn history_does_not_matter() {
    let texts = [KHAI_SINH, SO_DO, SO_DO_OFFICIAL, WATER];
    let mut straight = SimilarIndex::new();
    let mut winding = SimilarIndex::new();
    for (key, text) in texts.iter().enumerate().rev() {
        winding.add(key, WATER);
        winding.add(key, text);
        winding.add(key + 10, SO_DO);
    }
    for (key, text) in texts.iter().enumerate() {
        straight.add(key, text);
        winding.remove(&(key + 10));
    }
    for text in texts {
        let (a, b) = (straight.query(text, 10), winding.query(text, 10));
        assert_eq!(a.len(), b.len());
        for (a, b) in a.iter().zip(&b) {
            assert!(a.key == b.key && (a.score - b.score).abs() < 1e-6);
        }
    }
}

proptest! {
    #[test]
    fn similarity_is_symmetric_and_bounded(a in "[a-zđâ ]{0,60}|.{0,30}", b in "[a-zđâ ]{0,60}") {
        let (forth, back) = (similarity(&a, &b), similarity(&b, &a));
        prop_assert!((forth - back).abs() < 1e-5);
        prop_assert!((0.0..=1.0).contains(&forth));
        let own = similarity(&b, &b);
        prop_assert!(own.abs() < f32::EPSILON || own > 0.999);
    }
}
