//! What is to be done with a paper or a registration: for the first time, again, differently, no more?
//!
//! Many procedures share all their words but one (`cấp`, `cấp lại`, `gia hạn`). People name that
//! one word in their own way ("bị mất", "hết hạn"), or leave it out when they mean the plain case.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::focus::LONGEST_QUESTION;
use crate::fold::{all_exact_words, all_folded_words};

/// Cues of one aspect: in the catalogue's names, and in people's words.
struct Aspect {
    official: &'static [&'static str],
    said: &'static [&'static str],
}

/// Aspects present in a text, one bit each, in the order of [`ASPECTS`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Aspects(u16);

pub(super) const AGAIN: Aspects = Aspects(1);
pub(super) const CHANGE: Aspects = Aspects(1 << 3);
pub(super) const END: Aspects = Aspects(1 << 4);

const ASPECTS: &[Aspect] = &[
    // Again.
    Aspect {
        official: &["cấp lại", "đăng ký lại", "báo mất"],
        said: &[
            "bị mất",
            "làm mất",
            "đánh mất",
            "mất giấy",
            "mất sổ",
            "mất thẻ",
            "mất bằng",
            "mất hộ chiếu",
            "bị hỏng",
            "bị rách",
            "bị thất lạc",
            "xin cấp lại",
            "cấp lại",
            "làm lại",
            "xin lại",
            "đăng ký lại",
            "mất",
            "thất lạc",
            "bị cháy",
            "hỏng",
            "rách",
            "rớt mất",
            "đánh rơi",
            "cũ nát",
            "mờ hết",
        ],
    },
    // A new paper for an old one.
    Aspect {
        official: &[
            "cấp đổi",
            "đổi giấy",
            "đổi chứng nhận",
            "đổi thẻ",
            "đổi, cấp lại",
        ],
        said: &[
            "cấp đổi",
            "đổi giấy",
            "đổi thẻ",
            "đổi sổ",
            "đổi bằng",
            "xin đổi",
            "muốn đổi",
            "đã hết hạn",
            "sắp hết hạn",
            "đổi",
            "hết hạn",
            "quá hạn",
            "rách",
            "hỏng",
            "mẫu cũ",
        ],
    },
    // Longer.
    Aspect {
        official: &["gia hạn"],
        said: &["gia hạn", "hết hạn", "sắp hết", "kéo dài thời hạn"],
    },
    // Different content.
    Aspect {
        official: &[
            "thay đổi",
            "điều chỉnh",
            "sửa đổi",
            "bổ sung",
            "cải chính",
            "đính chính",
            "chỉnh sửa",
            "cập nhật",
            "hiệu đính",
        ],
        said: &[
            "thay đổi thông tin",
            "ghi sai",
            "bị sai",
            "sai tên",
            "sai ngày",
            "sai năm",
            "sai thông tin",
            "sai họ",
            "đổi tên",
            "đổi địa chỉ",
            "sửa tên",
            "sửa thông tin",
            "ghi nhầm",
            "cập nhật thông tin",
            "thay đổi nội dung",
            "đổi",
            "sai",
            "sửa",
            "nhầm",
            "điều chỉnh",
            "cải chính",
            "đính chính",
            "bổ sung thông tin",
            "cập nhật",
            "chỉnh",
            "không khớp",
            "không trùng",
        ],
    },
    // No more.
    Aspect {
        official: &[
            "chấm dứt",
            "xóa",
            "thôi",
            "giải thể",
            "thu hồi",
            "hủy",
            "dừng",
            "bãi bỏ",
            "trả lại",
        ],
        said: &[
            "nghỉ bán",
            "nghỉ kinh doanh",
            "ngừng kinh doanh",
            "đóng cửa hàng",
            "cắt khẩu",
            "cắt hộ khẩu",
            "xóa đăng ký",
            "xóa tên",
            "trả giấy phép",
            "chấm dứt",
            "xóa",
            "cắt",
            "đóng cửa",
            "nghỉ",
            "thôi",
            "hủy",
            "giải thể",
            "thu hồi",
            "dừng",
            "ngừng",
            "trả lại",
            "trả giấy phép",
            "dẹp",
            "không làm nữa",
            "không bán nữa",
            "trả phòng",
        ],
    },
    // For a while.
    Aspect {
        official: &["tạm ngừng", "tạm dừng", "tạm đình chỉ", "tạm hoãn"],
        said: &[
            "tạm nghỉ",
            "tạm ngừng",
            "tạm dừng",
            "tạm đóng",
            "tạm hoãn",
            "hoãn",
        ],
    },
    // With another country.
    Aspect {
        official: &["nước ngoài", "biên giới", "quốc tế", "campuchia"],
        said: &[
            "nước ngoài",
            "biên giới",
            "quốc tế",
            "quốc tịch",
            "việt kiều",
            "ngoại quốc",
            "người hàn",
            "hàn quốc",
            "đài loan",
            "trung quốc",
            "người trung",
            "người mỹ",
            "nước mỹ",
            "bên mỹ",
            "nhật bản",
            "người nhật",
            "người lào",
            "lào",
            "campuchia",
            "thái lan",
            "người anh",
            "người pháp",
            "người đức",
            "người úc",
            "châu âu",
            "singapore",
            "malaysia",
            "visa",
        ],
    },
    // At the border or on the move.
    Aspect {
        official: &["biên giới", "lưu động"],
        said: &["biên giới", "lưu động", "tận nhà"],
    },
    // Several at once.
    Aspect {
        official: &["liên thông", "kết hợp"],
        said: &[
            "liên thông",
            "kết hợp",
            "cùng lúc",
            "một lần luôn",
            "làm luôn",
            "3 trong 1",
            "2 trong 1",
            "gộp",
        ],
    },
    // Supervision of it, not the thing itself.
    Aspect {
        official: &["giám sát"],
        said: &["giám sát"],
    },
    // In the forces or at the centre.
    Aspect {
        official: &[
            "trung ương",
            "cấp bộ",
            "cơ quan đại diện",
            "quân đội",
            "quốc phòng",
            "công an nhân dân",
            "quân nhân",
            "vũ trang",
            "tại ngũ",
        ],
        said: &[
            "trung ương",
            "cấp bộ",
            "đại sứ quán",
            "lãnh sự",
            "quân đội",
            "bộ đội",
            "quốc phòng",
            "công an",
            "quân nhân",
            "tại ngũ",
            "sĩ quan",
        ],
    },
    // Projects and organisations rather than households.
    Aspect {
        official: &[
            "dự án",
            "tổ chức đang sử dụng đất",
            "nhà thầu",
            "chủ đầu tư",
            "tổ chức kinh tế",
        ],
        said: &[
            "dự án",
            "tổ chức",
            "công ty",
            "doanh nghiệp",
            "nhà thầu",
            "chủ đầu tư",
            "hợp tác xã",
        ],
    },
    // Works of the higher classes; a house is of class III or IV.
    Aspect {
        official: &["cấp đặc biệt", "di dời"],
        said: &[
            "cấp đặc biệt",
            "cấp i",
            "cấp ii",
            "di dời",
            "chung cư",
            "cao tầng",
            "nhà máy",
        ],
    },
];

impl Aspects {
    /// What an official name speaks of.
    pub(super) fn of_name(name: &str) -> Self {
        Self::of(&all_exact_words(name), &CUES.official)
    }

    /// What people's words speak of, as [`exact_key`](crate::exact_key)s; `bare` when they were
    /// typed without diacritics.
    pub(super) fn of_words(words: &[String], bare: bool) -> Self {
        Self::of(words, if bare { &CUES.said_bare } else { &CUES.said })
    }

    pub(super) fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// How much the aspects of a name (self) speak for it when `asked` is what people said.
    pub(super) fn fit(self, asked: Self) -> f32 {
        let power =
            |factor: f32, bits: u16| factor.powi(i32::try_from(bits.count_ones()).unwrap_or(0));
        power(1.15, self.0 & asked.0)
            * power(0.9, self.0 & !asked.0)
            * power(0.97, !self.0 & asked.0)
    }

    fn of(words: &[String], cues: &Cues) -> Self {
        // In a whole story single words ("mất", "đổi") are said of time and of much else.
        let shortest = if words.len() > LONGEST_QUESTION { 2 } else { 1 };
        let mut found = 0;
        for start in 0..words.len() {
            let Some(candidates) = cues.get(words[start].as_str()) else {
                continue;
            };
            for (rest, aspects) in candidates {
                let following = words[start + 1..].iter();
                if rest.len() + 1 >= shortest
                    && rest.len() < words.len() - start
                    && rest.iter().zip(following).all(|(a, b)| a == b)
                {
                    found |= aspects;
                }
            }
        }
        Self(found)
    }
}

/// Cues by their first word: the words that must follow, and the aspects they stand for.
type Cues = HashMap<String, Vec<(Vec<String>, u16)>>;

struct AllCues {
    official: Cues,
    said: Cues,
    said_bare: Cues,
}

static CUES: LazyLock<AllCues> = LazyLock::new(|| {
    let mut all = AllCues {
        official: Cues::new(),
        said: Cues::new(),
        said_bare: Cues::new(),
    };
    for (bit, aspect) in ASPECTS.iter().enumerate() {
        for cue in aspect.official {
            add(&mut all.official, all_exact_words(cue), bit);
        }
        for cue in aspect.said {
            add(&mut all.said, all_exact_words(cue), bit);
            add(&mut all.said_bare, all_folded_words(cue), bit);
        }
    }
    all
});

fn add(cues: &mut Cues, mut words: Vec<String>, bit: usize) {
    let first = words.remove(0);
    cues.entry(first).or_default().push((words, 1 << bit));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Aspects {
        Aspects::of_words(&all_exact_words(text), false)
    }

    #[test]
    fn an_aspect_nobody_asked_for_speaks_against_a_name() {
        let plain = Aspects::of_name("Đăng ký kết hôn");
        let abroad = Aspects::of_name("Đăng ký kết hôn có yếu tố nước ngoài");
        let nothing = said("đăng ký kết hôn");
        assert!(abroad.fit(nothing) < plain.fit(nothing));
        let foreign = said("vợ tôi quốc tịch Lào");
        assert!(abroad.fit(foreign) > plain.fit(foreign));
    }

    #[test]
    fn people_name_aspects_in_their_own_words() {
        assert!(said("thẻ bị mất").contains(AGAIN));
        assert!(said("ghi sai năm sinh").contains(CHANGE));
        assert!(said("đóng cửa quán").contains(END));
        assert!(Aspects::of_words(&all_folded_words("the bi mat"), true).contains(AGAIN));
    }

    #[test]
    fn in_a_story_single_words_are_not_taken_for_an_aspect() {
        let story = "tôi đi làm giấy mất ba buổi sáng phải chờ rất lâu mà cán bộ vẫn chưa trả kết quả \
                     cho gia đình tôi như đã hẹn trên phiếu";
        assert_eq!(said(story), Aspects::default());
    }
}
