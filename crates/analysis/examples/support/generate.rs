//! Petitions with personal data in every place and shape, made from parts.
//!
//! The same number makes the same petition. Names come from lists that the finder does not use;
//! the tuning command draws other numbers than the measuring one.

use analysis::corpus::{Mark, unmarked};

struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 16).unwrap_or(0) % sides
    }

    fn pick<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.roll(list.len())]
    }

    fn digits(&mut self, count: usize) -> String {
        (0..count)
            .map(|_| char::from_digit(u32::try_from(self.roll(10)).unwrap_or(0), 10).unwrap_or('0'))
            .collect()
    }
}

const SURNAMES: &[&str] = &[
    "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô", "Dương", "Lý",
    "Nông", "Ma", "Triệu", "Bế", "Hứa", "Lục", "Hầu", "Giàng", "Sùng", "Đàm", "Đồng", "Lò", "Vi",
    "Bàn",
];
const MIDDLES: &[&str] = &[
    "Văn",
    "Thị",
    "Đức",
    "Thu",
    "Minh",
    "Thị Kim",
    "Quang",
    "Hữu",
    "Xuân",
    "Thanh",
    "Seo",
    "A",
    "Đình",
    "Ngọc",
];
const GIVEN: &[&str] = &[
    "Hùng", "Lan", "Mẩy", "Páo", "Dìn", "Thắm", "Khoát", "Nhình", "Coóng", "Phẩy", "Sáng", "Hoè",
    "Quyết", "Trang", "Duyên", "Chấn", "Vượng", "Tỵ", "Loan", "Kiên", "Bảo", "Yểng", "Thoa",
    "Hạnh", "Sìn", "Pảo",
];
const HONORIFICS: &[&str] = &["ông", "bà", "anh", "chị", "cô", "chú", "bác", "cụ"];
const COMMUNES: &[&str] = &[
    "phường Đức Xuân",
    "xã Kim Phượng",
    "xã Nà Phặc",
    "phường Tích Lương",
    "xã Điềm Thụy",
    "xã Ba Bể",
    "phường Phan Đình Phùng",
    "xã Chợ Đồn",
    "xã Định Hóa",
    "xã Bạch Thông",
    "phường Quyết Thắng",
];
const HAMLETS: &[&str] = &[
    "thôn Nà Mùi",
    "xóm Bản Rãi",
    "bản Khâu Đấng",
    "tổ 7",
    "tổ dân phố số 5",
    "xóm 7",
    "thôn Phiêng Liềng",
    "xóm Cầu Cong",
    "tiểu khu 3",
    "thôn 2",
    "tổ 12",
];
const STREETS: &[&str] = &[
    "đường Lương Ngọc Quyến",
    "đường Bắc Kạn",
    "đường Hoàng Văn Thụ",
    "phố Cột Cờ",
];
const MATTERS: &[&str] = &[
    "nộp hồ sơ cấp giấy chứng nhận quyền sử dụng đất từ ngày 12/3/2026 đến nay chưa có kết quả",
    "đi đăng ký khai sinh cho cháu mà bị yêu cầu thêm giấy xác nhận",
    "xin trích lục khai tử theo Nghị định 123/2015/NĐ-CP nhưng bị từ chối",
    "chứng thực hợp đồng, phải nộp 150.000 đồng mà biên lai số 0012345 ghi 50.000 đồng",
    "làm thủ tục 1.001193, mã hồ sơ H55.17-261123-0009, quá hẹn 20 ngày",
    "đăng ký hộ kinh doanh, mã số thuế 4600123456, đã ba lần bổ sung",
    "đề nghị xem lại Quyết định số 412/QĐ-UBND ngày 30/10/2026",
    "chờ tách thửa số 123, tờ bản đồ số 45, diện tích 1.240 m2",
];
const FILLERS: &[&str] = &[
    "Cán bộ một cửa nói phải chờ.",
    "Tôi đã đi lại bốn lần.",
    "Trung tâm Phục vụ hành chính công hẹn lại.",
    "Ủy ban nhân dân xã chưa trả lời bằng văn bản.",
    "Đề nghị lãnh đạo xem xét.",
    "Gọi tổng đài 1022 không ai nghe.",
    "Bảng niêm yết ghi 3 ngày làm việc.",
    "Trường tiểu học Nguyễn Trãi đòi giấy này.",
];

/// A petition and what is marked in it.
pub fn petition(number: u64) -> (String, Vec<Mark>) {
    let mut dice = Dice(number.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    for _ in 0..4 {
        dice.roll(2);
    }
    let mut text = opening(&mut dice);
    text.push(' ');
    text.push_str(dice.pick(FILLERS));
    for _ in 0..=dice.roll(3) {
        text.push(' ');
        text.push_str(&detail(&mut dice));
        if dice.roll(2) == 0 {
            text.push(' ');
            text.push_str(dice.pick(FILLERS));
        }
    }
    if dice.roll(3) == 0 {
        text.push('\n');
        text.push_str(&mark("NAME", &name(&mut dice)));
        if dice.roll(2) == 0 {
            text.push_str(", ");
            text.push_str(&mark("PHONE", &phone(&mut dice)));
        }
    }
    if dice.roll(4) == 0 {
        text = bare(&text);
    }
    unmarked(&text).expect("the parts are balanced")
}

fn opening(dice: &mut Dice) -> String {
    let (name, matter) = (name(dice), dice.pick(MATTERS));
    match dice.roll(6) {
        0 => format!(
            "Tôi tên là {}, trú tại {}, {matter}.",
            mark("NAME", &name),
            mark("ADDRESS", &address(dice))
        ),
        1 => format!(
            "Tôi là {}, ở {}. Tôi {matter}.",
            mark("NAME", &name),
            mark("ADDRESS", &address(dice))
        ),
        2 => format!("Kính gửi các cơ quan. Tôi {matter}."),
        3 => format!(
            "Họ và tên: {}. Số căn cước: {}. Tôi {matter}.",
            mark("NAME", &name),
            mark("CCCD", &identity(dice))
        ),
        4 => format!(
            "Mẹ tôi là bà {}, sinh ngày {}, {matter}.",
            mark("NAME", &name),
            mark("DOB", &birth(dice))
        ),
        _ => format!("Em {matter}."),
    }
}

fn detail(dice: &mut Dice) -> String {
    match dice.roll(11) {
        0 | 1 => format!(
            "Tôi gặp {} {} ở quầy số 3.",
            dice.pick(HONORIFICS),
            mark("NAME", &name(dice))
        ),
        2 => {
            let (honorific, given) = (dice.pick(HONORIFICS), dice.pick(GIVEN));
            format!("Hôm đó {honorific} {} bảo về.", mark("NAME", given))
        }
        3 => format!("Số điện thoại của tôi {}.", mark("PHONE", &phone(dice))),
        4 => format!("Liên hệ {} giúp.", mark("PHONE", &phone(dice))),
        5 => format!("Email {}.", mark("EMAIL", &email(dice))),
        6 => format!("CCCD {} cấp năm 2021.", mark("CCCD", &identity(dice))),
        7 => format!(
            "Xe của tôi biển số {} bị giữ giấy.",
            mark("PLATE", &plate(dice))
        ),
        8 => format!(
            "Tiền xin chuyển vào tài khoản {} ngân hàng Agribank.",
            mark("BANK", &account(dice))
        ),
        9 => format!("Nhà tôi ở {}.", mark("ADDRESS", &address(dice))),
        _ => format!(
            "Con tôi tên là {}, sinh {}.",
            mark("NAME", &name(dice)),
            mark("DOB", &birth(dice))
        ),
    }
}

fn mark(label: &str, text: &str) -> String {
    format!("⟦{label}:{text}⟧")
}

fn name(dice: &mut Dice) -> String {
    format!(
        "{} {} {}",
        dice.pick(SURNAMES),
        dice.pick(MIDDLES),
        dice.pick(GIVEN)
    )
}

fn phone(dice: &mut Dice) -> String {
    let digits = format!(
        "0{}{}",
        dice.pick(&["9", "3", "7", "8", "5"]),
        dice.digits(8)
    );
    let (a, b, c) = (&digits[..4], &digits[4..7], &digits[7..]);
    match dice.roll(9) {
        0 => format!("{a} {b} {c}"),
        1 => format!("{a}.{b}.{c}"),
        2 => format!("{a}-{b}-{c}"),
        3 => format!("+84{}", &digits[1..]),
        4 => format!("+84 {} {} {}", &digits[1..4], b, c),
        5 => format!(
            "{} {} {} {}",
            &digits[..4],
            &digits[4..6],
            &digits[6..8],
            &digits[8..]
        ),
        6 => digits
            .chars()
            .map(|digit| WORDS[digit.to_digit(10).unwrap_or(0) as usize])
            .collect::<Vec<_>>()
            .join(" "),
        7 => format!("0208 38{} {}", &digits[2..4], &digits[4..7]),
        _ => digits,
    }
}

const WORDS: [&str; 10] = [
    "không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín",
];

fn identity(dice: &mut Dice) -> String {
    let digits = format!(
        "0{}{}{}",
        dice.pick(&["06", "19", "20"]),
        dice.pick(&["0", "1", "2", "3"]),
        dice.digits(8)
    );
    if dice.roll(3) == 0 {
        format!(
            "{} {} {} {}",
            &digits[..3],
            &digits[3..6],
            &digits[6..9],
            &digits[9..]
        )
    } else {
        digits
    }
}

fn email(dice: &mut Dice) -> String {
    let user = bare(&dice.pick(GIVEN).to_lowercase());
    format!(
        "{user}.{}{}@{}",
        dice.pick(&["tn", "bk", "nguyen", "py"]),
        dice.digits(2),
        dice.pick(&["gmail.com", "yahoo.com.vn", "vidu.vn"])
    )
}

fn plate(dice: &mut Dice) -> String {
    let series = dice.pick(&["97B1", "20H1", "20C", "97A", "97C"]);
    let digits = dice.digits(5);
    match dice.roll(3) {
        0 => format!("{series}-{}.{}", &digits[..3], &digits[3..]),
        1 => format!("{series} {digits}"),
        _ => format!("{series}-{digits}"),
    }
}

fn account(dice: &mut Dice) -> String {
    let digits = format!("86{}", dice.digits(11));
    if dice.roll(2) == 0 {
        format!("{} {} {}", &digits[..4], &digits[4..8], &digits[8..])
    } else {
        digits
    }
}

fn birth(dice: &mut Dice) -> String {
    let (day, month, year) = (1 + dice.roll(28), 1 + dice.roll(12), 1940 + dice.roll(80));
    match dice.roll(3) {
        0 => format!("{day:02}/{month:02}/{year}"),
        1 => format!("{day}-{month}-{year}"),
        _ => format!("{day} tháng {month} năm {year}"),
    }
}

fn address(dice: &mut Dice) -> String {
    let commune = dice.pick(COMMUNES);
    match dice.roll(4) {
        0 => format!(
            "số {} {}, {commune}",
            1 + dice.roll(300),
            dice.pick(STREETS)
        ),
        1 => format!(
            "số nhà {}, tổ {}, {commune}",
            1 + dice.roll(90),
            1 + dice.roll(20)
        ),
        2 => format!("{}, {commune}, tỉnh Thái Nguyên", dice.pick(HAMLETS)),
        _ => format!("{}, {commune}", dice.pick(HAMLETS)),
    }
}

/// Without diacritics; case, signs and markup stay.
fn bare(text: &str) -> String {
    text.chars()
        .map(|c| {
            let folded = analysis::fold(c.encode_utf8(&mut [0; 4]));
            match folded.chars().next() {
                Some(letter) if c.is_alphabetic() && c.is_uppercase() => {
                    letter.to_ascii_uppercase()
                }
                Some(letter) if c.is_alphabetic() => letter,
                _ => c,
            }
        })
        .collect()
}
