use proptest::prelude::*;

use super::*;

fn reasons(body: &str) -> Vec<Reason> {
    with_title("", body)
}

fn with_title(title: &str, body: &str) -> Vec<Reason> {
    hints(&Writing {
        title,
        body,
        has_contact: None,
    })
    .into_iter()
    .map(|hint| hint.reason)
    .collect()
}

/// Every text shows this reason, and this one only.
fn show(reason: Reason, texts: &[&str]) {
    for text in texts {
        assert_eq!(reasons(text), [reason], "{text}");
    }
}

/// Nothing is said about any of the texts.
fn silent(texts: &[&str]) {
    for text in texts {
        assert_eq!(reasons(text), [], "{text}");
    }
}

#[test]
fn complaints() {
    show(
        Reason::R06,
        &[
            "Tôi làm đơn khiếu nại Quyết định số 45/QĐ-UBND ngày 3/9 của Chủ tịch xã về việc thu hồi đất.",
            "Nay tôi khiếu nại việc xã không công nhận thửa đất số 12 cho gia đình tôi.",
            "toi xin khieu nai quyet dinh xu phat cua xa doi voi cua hang nha toi",
            "Xã ra quyết định xử phạt tôi 5 triệu vì dựng lán. Tôi không đồng ý và đề nghị hủy quyết định này.",
            "Quyết định thu hồi đất của gia đình tôi là trái pháp luật, đề nghị xem xét lại.",
            "Phương án bồi thường cho gia đình tôi không thỏa đáng, giá đất thấp hơn hộ liền kề.",
            "Thửa đất bị đo sai làm nhà tôi thiệt hại, tôi yêu cầu bồi thường 200 triệu.",
            "ĐƠN KHIẾU NẠI\nKính gửi Ủy ban nhân dân xã. Gia đình ở thôn 3 có thửa ruộng bị san lấp.",
        ],
    );
    assert_eq!(
        with_title(
            "Khiếu nại việc thu hồi đất",
            "Xã thu hồi thửa đất của nhà tôi mà không thông báo."
        ),
        [Reason::R06]
    );
}

#[test]
fn what_only_mentions_a_complaint_is_none() {
    silent(&[
        "Tôi không khiếu nại ai, chỉ phản ánh là bộ phận một cửa mở cửa muộn 40 phút sáng thứ hai.",
        "Thủ tục giải quyết khiếu nại niêm yết ở xã đã cũ, đề nghị cập nhật theo quy định mới.",
        "Đây không phải đơn khiếu nại, tôi kiến nghị bỏ bản photo giấy khai sinh trong hồ sơ nhập học.",
        "Hồ sơ đất đai chậm trả dẫn đến khiếu nại kéo dài, đề nghị công khai tiến độ.",
        "Đề nghị niêm yết mẫu đơn khiếu nại ở bộ phận một cửa cho dân dễ tìm.",
        "Quyết định phê duyệt quy hoạch chưa đăng trên trang của xã, đề nghị công khai.",
        "Cán bộ đề nghị tôi nộp bản sao quyết định thu hồi đất khi làm hồ sơ cấp đổi sổ, quy định không yêu cầu.",
        "ban nhac nho cua xa, toi phan anh giay hen tra ket qua tre 10 ngay",
        "Tôi góp ý: giấy hẹn nên ghi rõ số điện thoại của người xử lý hồ sơ.",
    ]);
}

#[test]
fn a_heading_that_names_a_subject_is_no_complaint() {
    let body = "Bảng ở bộ phận một cửa thiếu mẫu đơn, đề nghị niêm yết bổ sung.";
    assert_eq!(with_title("Khiếu nại tố cáo: thiếu mẫu đơn", body), []);
    assert_eq!(with_title("Khiếu nại", body), [Reason::R06]);
}

#[test]
fn denunciations() {
    show(
        Reason::R07,
        &[
            "Tôi tố cáo ông Trần Văn Nghĩa, cán bộ địa chính xã, làm sai lệch bản đồ.",
            "Tôi xin tố cáo hành vi nhận tiền của kế toán xã khi chi trả trợ cấp.",
            "Chủ tịch xã tham ô tiền hỗ trợ lũ lụt của dân, có danh sách kèm theo.",
            "Bà Lê Thị Thắm ở phòng một cửa đã làm giả chữ ký của mẹ tôi trên đơn.",
            "toi to cao can bo dia chinh nhan hoi lo 20 trieu de lam so",
            "Trưởng thôn ăn chặn tiền hỗ trợ hộ nghèo của ba gia đình.",
            "Cán bộ thuế lợi dụng chức vụ ép hộ kinh doanh nộp thêm tiền mặt.",
        ],
    );
}

#[test]
fn what_only_mentions_a_denunciation_is_none() {
    silent(&[
        "Tôi không tố cáo ai, chỉ mong cán bộ một cửa hướng dẫn hồ sơ một lần cho đủ.",
        "Cần công khai lệ phí để phòng chống tham nhũng ở bộ phận một cửa, kiến nghị niêm yết bảng giá.",
        "Quy định thu tiền mặt dễ phát sinh tham nhũng, đề nghị cho chuyển khoản khi nộp lệ phí.",
        "Luật tố cáo niêm yết ở xã bản cũ, đề nghị thay bản mới.",
        "Đối tượng lừa đảo gọi điện tự xưng cán bộ một cửa, đề nghị xã thông báo cho dân biết.",
        "Cán bộ tiếp dân nói năng hách dịch, bắt tôi đi lại ba lần mới nhận hồ sơ.",
        "Ông Nông Văn Lý ở bộ phận một cửa từ chối nhận hồ sơ mà không nói lý do.",
        "Cán bộ gợi ý đưa thêm tiền để làm nhanh giấy xác nhận, tôi không đưa nên hồ sơ bị treo.",
    ]);
}

#[test]
fn questions() {
    show(
        Reason::R08,
        &[
            "Cho tôi hỏi đăng ký khai sinh cho con cần giấy tờ gì?",
            "Xin hỏi làm thẻ căn cước ở đâu, mất bao lâu",
            "Hồ sơ mã H08.25-240612-0031 của tôi bao giờ có kết quả?",
            "cho em hoi thu tuc tach thua dat nhu the nao a",
            "Tra cứu hồ sơ cấp đổi giấy phép lái xe giúp tôi, đã duyệt chưa?",
            "Tôi muốn biết lệ phí chứng thực chữ ký là bao nhiêu.",
            "Đăng ký tạm trú có cần chủ nhà đi cùng không, cơ quan nào làm?",
        ],
    );
}

#[test]
fn a_question_about_something_gone_wrong_is_a_petition() {
    silent(&[
        "Hồ sơ của tôi quá hẹn 20 ngày rồi, bao giờ mới có kết quả?",
        "Vì sao cán bộ xã bắt nộp thêm giấy xác nhận độc thân khi quy định không có?",
        "Cho tôi hỏi tại sao hồ sơ mã H08-001 bị trả lại ba lần, mỗi lần một lý do?",
        "Xin hỏi lệ phí niêm yết 8.000 đồng mà cán bộ thu thêm 50.000 là theo quy định nào?",
        "Tôi đã nộp hơn hai tháng, hỏi thì không ai trả lời đến đâu rồi.",
        "Nên cho nộp ảnh chụp thay bản sao, như thế dân đỡ đi lại, có được không?",
        "ho so cua toi da qua hen 15 ngay, bao gio co ket qua",
    ]);
}

#[test]
fn other_languages() {
    show(
        Reason::R01,
        &[
            "I have been waiting for my residence card for two months and nobody will answer my calls.",
            "我在派出所办理临时居住登记时遇到困难",
            "Я не могу получить справку в администрации",
            "Je voudrais savoir pour quoi les papiers sont refusés par le bureau",
        ],
    );
    silent(&[
        "App VNeID bị lỗi OTP, login không vào được nên tôi không nộp được hồ sơ online.",
        "toi nop ho so dang ky ket hon o phuong, can bo bat ve lam lai",
        "Công ty TNHH Green Farm Vietnam nộp hồ sơ e-visa cho chuyên gia, hệ thống báo lỗi \"file not found\".",
    ]);
}

#[test]
fn unclear_and_trials() {
    show(Reason::R02, &["😀😀😀", "....???", "abc xyz", "hồ sơ"]);
    show(
        Reason::R10,
        &[
            "test",
            "Test thử",
            "gửi thử thôi",
            "asdf asdf",
            "asdfghjkl",
            "aaaaaaa bbbbbb",
        ],
    );
    silent(&[
        "Hồ sơ trễ 5 ngày",
        "Bệnh viện bắt làm test nhanh mới cho nộp hồ sơ giám định, quy định đã bỏ từ lâu.",
        "Tôi đăng ký thi thử lái xe nhưng hệ thống báo lỗi hồ sơ nhiều lần.",
    ]);
}

#[test]
fn an_empty_form_is_left_alone() {
    silent(&["", "   ", "\n"]);
    assert_eq!(with_title("Hồ sơ đất", ""), []);
}

#[test]
fn insults_and_offers() {
    show(
        Reason::R10,
        &[
            "Lũ ăn hại ngồi một cửa, đồ mất dạy, chẳng làm được việc gì cho dân cả.",
            "Làm ăn như đéo gì thế, gọi mãi không nghe",
            "Vay tiền nhanh trong ngày, không thế chấp, gọi 0900 000 000",
            "Việc nhẹ lương cao tại nhà, kết bạn với tôi để nhận việc",
            "Cần bán căn hộ giá rẻ, liên hệ zalo để được ưu đãi",
        ],
    );
    silent(&[
        "Thủ tục đăng ký nuôi chó ở phường chưa niêm yết, tôi phải đi lại hai lần mới nộp được.",
        "Phòng cho thuê trọ của tôi bị yêu cầu thêm giấy phép phòng cháy khi đăng ký tạm trú cho khách.",
        "Cán bộ tên Ngũ hẹn tôi đo cho thửa đất nhưng trễ hẹn hai tuần.",
        "can bo do cho thua dat nha toi tre hen hai tuan",
    ]);
}

#[test]
fn matters_of_the_street_and_of_neighbours() {
    show(
        Reason::R05,
        &[
            "Đường liên thôn nhiều ổ gà, trời mưa ngập úng không đi được.",
            "Hàng xóm hát karaoke đến nửa đêm, loa kéo mở rất to.",
            "Khu tôi mất điện liên tục ba hôm nay, gọi không ai nghe.",
            "Bãi rác đầu xóm bốc mùi hôi cả tháng nay.",
        ],
    );
    silent(&[
        "Tôi xin giấy phép đào đường để nối ống nước máy, hồ sơ nộp một tháng chưa trả.",
        "Hàng xóm không ký giáp ranh nên xã không nhận hồ sơ cấp sổ, quy định không bắt buộc ký.",
        "toi o voi bo me, lam thu tuc tach ho phai di lai ba lan",
    ]);
}

#[test]
fn contact_is_asked_for_only_when_known_to_be_missing() {
    let body = "Hồ sơ của tôi quá hẹn 20 ngày, đề nghị trả kết quả.";
    let of = |has_contact| {
        hints(&Writing {
            title: "",
            body,
            has_contact,
        })
    };
    assert_eq!(of(None), []);
    assert_eq!(of(Some(true)), []);
    assert_eq!(
        of(Some(false))
            .iter()
            .map(|hint| hint.reason)
            .collect::<Vec<_>>(),
        [Reason::R03]
    );
}

#[test]
fn a_hint_points_at_its_sentence() {
    let body = "Sáng qua tôi ra xã. Tôi khiếu nại việc thu hồi thửa đất. Mong được xem xét.";
    let hint = &hints(&Writing {
        body,
        ..Writing::default()
    })[0];
    let letters: Vec<char> = body.chars().collect();
    let sentence: String = letters[hint.start..hint.end].iter().collect();
    assert_eq!(sentence, "Tôi khiếu nại việc thu hồi thửa đất");
    assert_eq!(hint.trigger, "Tôi khiếu nại");
    assert_eq!(hint.part, Part::Body);
    assert_eq!(hint.reason.code(), "R06");
}

#[test]
fn one_text_may_show_several_reasons() {
    let found = reasons(
        "Tôi tố cáo ông Đỗ Văn Tam nhận hối lộ. Tôi khiếu nại quyết định thu hồi đất của gia đình tôi.",
    );
    assert!(
        found.contains(&Reason::R06) && found.contains(&Reason::R07),
        "{found:?}"
    );
}

#[test]
fn facts_that_an_official_would_ask_for() {
    use MissingFact::{What, When, Where};
    let cases: &[(&str, &[MissingFact])] = &[
        (
            "Cán bộ hách dịch, bắt tôi đi về nhiều lần, rất mất thời gian",
            &[Where, When],
        ),
        (
            "Sáng 12/9 tôi đến UBND xã nộp hồ sơ đăng ký khai sinh thì bị trả lại",
            &[],
        ),
        (
            "Hôm qua tôi ra phường thì phải chờ rất lâu mà không được việc",
            &[What],
        ),
        (
            "Tôi nộp hồ sơ xin cấp phép xây dựng ở phường mà mãi chưa trả",
            &[When],
        ),
        (
            "Quy định phải nộp bản sao giấy khai sinh khi đã có căn cước là thừa, nên bỏ",
            &[],
        ),
        (
            "hom qua toi ra phuong nop ho so khai sinh thi can bo khong nhan",
            &[],
        ),
        (
            "Ba tháng trước tôi nộp hồ sơ ở trung tâm hành chính công, nay chưa có",
            &[],
        ),
        (
            "Mọi việc làm rất tệ, tôi không hài lòng chút nào cả",
            &[What, Where, When],
        ),
        ("Chưa rõ gì", &[]),
    ];
    for (text, expected) in cases {
        assert_eq!(missing_facts("", text), *expected, "{text}");
    }
    assert_eq!(
        missing_facts(
            "Khai sinh ở xã Phú Lương",
            "Hôm qua tôi đi mà phải chờ rất lâu"
        ),
        []
    );
}

proptest! {
    #[test]
    fn any_text_gets_sound_offsets(title in ".{0,40}", body in "(.|[a-zđăâêôơư áàảãạ.?!\n]){0,120}") {
        let lengths = [title.chars().count(), body.chars().count()];
        for hint in hints(&Writing { title: &title, body: &body, has_contact: Some(false) }) {
            let length = lengths[usize::from(hint.part == Part::Body)];
            prop_assert!(hint.start <= hint.end && hint.end <= length);
            prop_assert!((0.5..=1.0).contains(&hint.confidence));
        }
        missing_facts(&title, &body);
    }
}
