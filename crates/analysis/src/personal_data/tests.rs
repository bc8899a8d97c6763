use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::*;

/// What is found, as written, with its kind.
fn found(text: &str) -> Vec<(&'static str, String)> {
    let letters: Vec<char> = text.chars().collect();
    find(text)
        .into_iter()
        .map(|span| {
            (
                span.kind.code(),
                letters[span.start..span.end].iter().collect(),
            )
        })
        .collect()
}

fn finds(kind: &'static str, cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(found(text), [(kind, (*expected).to_owned())], "{text}");
    }
}

fn finds_nothing(texts: &[&str]) {
    for text in texts {
        assert_eq!(found(text), [], "{text}");
    }
}

#[test]
fn phones_in_every_way_people_write_them() {
    finds(
        "PHONE",
        &[
            ("Gọi tôi số 0912 345 678 nhé", "0912 345 678"),
            ("sđt 0912345678", "0912345678"),
            ("SĐT: 0912.345.678.", "0912.345.678"),
            ("SĐT.0912345678", "0912345678"),
            ("dt 09.1234.5678", "09.1234.5678"),
            ("liên hệ +84912345678", "+84912345678"),
            ("liên hệ +84 912 345 678", "+84 912 345 678"),
            ("zalo 84912345678", "84912345678"),
            ("0912-345-678 là số của em", "0912-345-678"),
            ("máy bàn (0208) 3855 123", "(0208) 3855 123"),
            ("máy bàn 0208.3855.123", "0208.3855.123"),
            ("(+84) 912345678", "(+84) 912345678"),
            ("Số 0345678901, gọi buổi tối", "0345678901"),
        ],
    );
    assert_eq!(
        found("gọi 0912 345 678 0987 654 321"),
        [
            ("PHONE", "0912 345 678".to_owned()),
            ("PHONE", "0987 654 321".to_owned())
        ]
    );
    assert_eq!(
        found("sđt 0912345678/0987654321"),
        [
            ("PHONE", "0912345678".to_owned()),
            ("PHONE", "0987654321".to_owned())
        ]
    );
}

#[test]
fn identity_numbers() {
    finds(
        "CCCD",
        &[
            ("CCCD 001085012345", "001085012345"),
            ("số căn cước công dân: 019 185 001 234", "019 185 001 234"),
            ("tôi có số 019185001234 cấp năm 2021", "019185001234"),
            ("CMND số 095123456", "095123456"),
            ("can cuoc 019185001234", "019185001234"),
            ("mã số BHXH 1912345678", "1912345678"),
            ("hộ chiếu B1234567", "B1234567"),
            ("Passport số C12345678", "C12345678"),
        ],
    );
}

#[test]
fn addresses_plates_and_accounts() {
    finds(
        "EMAIL",
        &[
            (
                "Gửi về lan.nguyen+don@example.com.vn.",
                "lan.nguyen+don@example.com.vn",
            ),
            ("email: abc_12@gmail.com, cảm ơn", "abc_12@gmail.com"),
        ],
    );
    finds(
        "PLATE",
        &[
            ("xe 20A-123.45 của tôi", "20A-123.45"),
            ("biển số 97B1 23456", "97B1 23456"),
            ("biển kiểm soát 20-B1 234.56", "20-B1 234.56"),
            ("xe máy 29X5-1234", "29X5-1234"),
            ("BKS 51F12345", "51F12345"),
            ("bien so 20a 12345", "20a 12345"),
        ],
    );
    finds(
        "BANK",
        &[
            ("STK 8500205123456 Agribank", "8500205123456"),
            (
                "chuyển vào tài khoản số 0912345678 ngân hàng MB",
                "0912345678",
            ),
            ("số tài khoản: 1903 4567 8901 23", "1903 4567 8901 23"),
        ],
    );
}

#[test]
fn names_after_honorifics() {
    finds(
        "NAME",
        &[
            ("Tôi gặp ông Nguyễn Văn Hùng ở một cửa", "Nguyễn Văn Hùng"),
            (
                "bà Trần Thị Minh Nguyệt không nhận hồ sơ",
                "Trần Thị Minh Nguyệt",
            ),
            ("Anh Lý Seo Phủ hướng dẫn tôi", "Lý Seo Phủ"),
            ("gặp chị Lan ở quầy số 3", "Lan"),
            ("cô Thu Hà trả lời", "Thu Hà"),
            ("ông Chủ tịch Hoàng Văn Tài ký giấy", "Hoàng Văn Tài"),
            ("Tôi tên là Đặng Thùy Dương, làm ruộng", "Đặng Thùy Dương"),
            ("Họ và tên: Phạm Quốc Bảo", "Phạm Quốc Bảo"),
            ("giấy mang tên Lê Thị Hồng", "Lê Thị Hồng"),
            ("hồ sơ của Nguyễn Thị Hoa nộp hôm qua", "Nguyễn Thị Hoa"),
            ("toi gap ong Nguyen Van Hung o mot cua", "Nguyen Van Hung"),
            ("toi ten la Tran Thi Mai o xa Phu Luong", "Tran Thi Mai"),
            ("ho so cua nguyen thi hoa nop hom qua", "nguyen thi hoa"),
            ("Chồng tôi và ông Vũ Đức Thắng cùng ký", "Vũ Đức Thắng"),
            ("ÔNG NGUYỄN VĂN AN", "NGUYỄN VĂN AN"),
        ],
    );
}

#[test]
fn numbers_of_documents_laws_and_money_are_left_alone() {
    finds_nothing(&[
        "Quyết định số 123/QĐ-UBND ngày 12/9/2026",
        "Nghị định 123/2015/NĐ-CP và Thông tư 04/2020/TT-BTP",
        "Nghị quyết 66.7/2025/NQ-CP",
        "thủ tục 1.001193 và 2.000815",
        "mẫu TK 1.001023",
        "Hồ sơ H08.25-240612-0031",
        "mã hồ sơ 000.00.12.H08-240613-0001",
        "mã hồ sơ 0912345678",
        "mã số thuế 0312345678",
        "mã số thuế 4600123456-001",
        "lệ phí 50.000 đồng, tổng 1.250.000.000 đồng",
        "nộp 2000000 vào tài khoản của xã",
        "tài khoản nộp 12.500.000đ",
        "từ ngày 01/07/2025 đến 31-12-2025",
        "thửa đất số 123, tờ bản đồ số 45, diện tích 120,5 m2",
        "Điều 12 khoản 3 Luật số 31/2024/QH15",
        "gọi tổng đài 1900 1234 hoặc 18001098",
        "công văn 0987654321/UBND-VP",
        "ngày 12 3 4 5 6 7 8 9 10 11",
        "giấy chứng nhận CS 01234567",
        "lúc 15H 2024 người chờ",
        "mẫu TK01 và CT07",
        "email chưa có @ ở đâu, a@b",
    ]);
}

#[test]
fn offices_and_places_are_no_names() {
    finds_nothing(&[
        "ông Chủ tịch xã không có mặt",
        "anh Công an xã hướng dẫn tôi",
        "Bà Rịa và Bà Nà là địa danh",
        "nhà ở đường Bà Triệu, phường Phan Đình Phùng",
        "huyện Anh Sơn, đảo Cô Tô",
        "Bà mẹ Việt Nam Anh hùng",
        "Anh Quốc không cần thị thực",
        "Trường tiểu học Nguyễn Văn Trỗi",
        "cô giáo và các anh chị ở trung tâm",
        "Ủy ban nhân dân xã Phú Lương, tỉnh Thái Nguyên",
        "ba toi di nop ho so, anh em trong nha deu biet",
        "Chị ơi cho em hỏi Thủ tục này",
        "Sở Tư pháp và Văn phòng đăng ký đất đai",
        "Em Xin cảm ơn",
        "nhận trẻ em Việt Nam làm con nuôi",
        "số 47 Phạm Văn Đồng, phường Phú Diễn",
    ]);
}

#[test]
fn several_in_one_text_come_in_order() {
    let text = "Tôi tên là Lê Văn Sáng, CCCD 019085001234, sđt 0912 345 678, xe 20A-123.45, email sang@example.vn";
    let kinds: Vec<&str> = found(text).into_iter().map(|(kind, _)| kind).collect();
    assert_eq!(kinds, ["NAME", "CCCD", "PHONE", "PLATE", "EMAIL"]);
}

#[test]
fn decomposed_text_is_found_too() {
    let text: String = "gặp bà Trần Thị Hoà".nfd().collect();
    let letters: Vec<char> = text.chars().collect();
    let spans = find(&text);
    let name: String = letters[spans[0].start..spans[0].end]
        .iter()
        .copied()
        .nfc()
        .collect();
    assert_eq!(name, "Trần Thị Hoà");
}

proptest! {
    #[test]
    fn spans_are_sound(text in "(.|[0-9 .@/-]|ông |Nguyễn |Văn |sđt ){0,60}") {
        let length = text.chars().count();
        let mut end = 0;
        for span in find(&text) {
            prop_assert!(end <= span.start && span.start < span.end && span.end <= length);
            end = span.end;
        }
    }

    #[test]
    fn any_mobile_number_is_found(number in "0[35789][0-9]{8}", shape in 0usize..5) {
        let written = match shape {
            0 => number.clone(),
            1 => format!("{} {} {}", &number[..4], &number[4..7], &number[7..]),
            2 => format!("{}.{}.{}", &number[..4], &number[4..7], &number[7..]),
            3 => format!("{}-{}-{}", &number[..3], &number[3..6], &number[6..]),
            _ => format!("+84{}", &number[1..]),
        };
        prop_assert_eq!(found(&format!("Số của tôi: {written}, cảm ơn")), [("PHONE", written)]);
    }
}
