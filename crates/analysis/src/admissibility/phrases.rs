//! Which words speak for and against each reason?

use std::sync::LazyLock;

use crate::reading::Lexicon;

macro_rules! lexicons {
    ($($(#[$doc:meta])* $name:ident = [$($phrase:literal),* $(,)?];)*) => {
        $($(#[$doc])* pub(super) static $name: LazyLock<Lexicon> =
            LazyLock::new(|| Lexicon::new(&[$($phrase),*]));)*
    };
}

lexicons! {
    /// The sender complains in so many words.
    COMPLAINS = [
        "tôi khiếu nại", "tôi xin khiếu nại", "tôi muốn khiếu nại", "tôi làm đơn khiếu nại",
        "tôi viết đơn khiếu nại", "tôi gửi đơn khiếu nại", "tôi có đơn khiếu nại",
        "chúng tôi khiếu nại", "gia đình tôi khiếu nại", "em khiếu nại", "em xin khiếu nại",
        "nay tôi khiếu nại", "khiếu nại quyết định", "khiếu nại việc", "khiếu nại về việc",
        "khiếu nại về quyết định", "khiếu nại lần hai", "khiếu nại lần 2", "đơn khiếu nại của tôi",
        "giải quyết khiếu nại của tôi", "giải quyết đơn khiếu nại của tôi", "khiếu nại của tôi",
        "khiếu nại của gia đình tôi", "tôi đề nghị giải quyết khiếu nại",
    ];
    /// The word itself, in a title or as a heading.
    COMPLAINT_HEADING = ["đơn khiếu nại", "khiếu nại"];
    /// Complaints as a subject, not an act of the sender.
    COMPLAINT_AS_SUBJECT = [
        "thủ tục khiếu nại", "thủ tục giải quyết khiếu nại", "quy trình khiếu nại",
        "quy trình giải quyết khiếu nại", "luật khiếu nại", "quy định về khiếu nại",
        "quy định khiếu nại", "quy định khiếu nại về", "quyền khiếu nại", "thời hạn khiếu nại",
        "thời hiệu khiếu nại", "mẫu đơn khiếu nại", "bộ phận khiếu nại", "hộp thư khiếu nại",
        "tiếp nhận khiếu nại", "mục khiếu nại", "không khiếu nại", "không phải khiếu nại",
        "không phải là khiếu nại", "không phải đơn khiếu nại", "không phải là đơn khiếu nại",
        "không muốn khiếu nại", "không có ý khiếu nại", "không có khiếu nại", "tránh khiếu nại",
        "hạn chế khiếu nại", "phát sinh khiếu nại", "gây khiếu nại", "dẫn đến khiếu nại",
        "nhiều khiếu nại", "hướng dẫn khiếu nại", "hướng dẫn tôi khiếu nại", "giấy tờ khiếu nại",
        "không khiếu nại gì", "chưa khiếu nại", "không định khiếu nại", "khiếu nại tố cáo",
    ];
    /// Decisions of an authority that may touch someone's rights.
    DECISIONS = [
        "quyết định xử phạt", "quyết định phạt", "quyết định thu hồi", "quyết định cưỡng chế",
        "quyết định bồi thường", "quyết định kỷ luật", "quyết định buộc thôi việc",
        "quyết định giải quyết", "quyết định phê duyệt phương án bồi thường", "quyết định hủy",
        "quyết định tịch thu", "quyết định truy thu", "quyết định ấn định thuế",
        "quyết định đình chỉ", "quyết định tháo dỡ", "quyết định của chủ tịch",
        "quyết định của ủy ban", "quyết định của ubnd", "biên bản xử phạt",
        "thu hồi đất của gia đình tôi", "thu hồi đất của tôi", "thu hồi đất nhà tôi",
        "phương án bồi thường", "giá bồi thường", "quyết định thu hồi đất", "cưỡng chế nhà tôi",
        "thu hồi sổ đỏ của tôi", "thu hồi sổ đỏ của gia đình tôi",
    ];
    /// The sender's own rights.
    OWN = [
        "của tôi", "của gia đình tôi", "của nhà tôi", "đối với tôi", "đối với gia đình tôi",
        "cho tôi", "cho gia đình tôi", "gia đình tôi", "nhà tôi", "phạt tôi", "của em", "nhà em",
        "của gia đình em", "của chúng tôi", "công ty tôi", "công ty chúng tôi", "của mình",
        "tôi bị", "chúng tôi bị", "tôi không đồng ý",
    ];
    /// The sender wants the decision undone.
    WANTS_UNDONE = [
        "không đồng ý", "hủy bỏ", "hủy quyết định", "yêu cầu hủy", "đề nghị hủy", "xem xét lại",
        "xem lại quyết định", "thu hồi quyết định", "rút quyết định", "bãi bỏ quyết định",
        "trả lại đất", "trả lại nhà", "=oan", "không thỏa đáng", "không công bằng",
        "trái pháp luật", "trái luật", "xâm phạm quyền", "xâm phạm quyền lợi", "giải quyết lại",
        "yêu cầu bồi thường", "đòi bồi thường", "bồi thường thiệt hại", "khôi phục quyền",
    ];
    /// The sender wants damages.
    DAMAGES = [
        "đòi bồi thường", "tôi yêu cầu bồi thường", "phải bồi thường cho tôi",
        "bồi thường thiệt hại cho tôi", "bồi thường thiệt hại cho gia đình tôi",
        "phải bồi thường cho gia đình tôi", "yêu cầu bồi thường thiệt hại",
        "đền bù thiệt hại cho tôi", "gia đình tôi yêu cầu bồi thường",
    ];
    /// The sender denounces in so many words.
    DENOUNCES = [
        "tôi tố cáo", "tôi xin tố cáo", "tôi muốn tố cáo", "tôi làm đơn tố cáo",
        "tôi viết đơn tố cáo", "tôi gửi đơn tố cáo", "chúng tôi tố cáo", "tôi tố giác",
        "tôi xin tố giác", "em tố cáo", "em xin tố cáo", "em muốn tố cáo", "tố cáo ông",
        "tố cáo bà", "tố cáo anh", "tố cáo chị", "tố cáo cán bộ", "tố cáo chủ tịch",
        "tố cáo phó chủ tịch", "tố cáo công chức", "tố cáo trưởng phòng", "tố cáo giám đốc",
        "tố cáo hành vi", "tố cáo việc", "tố cáo về việc", "tố giác hành vi", "tố giác tội phạm",
        "đơn tố cáo của tôi",
    ];
    /// The word itself, in a title or as a heading.
    DENUNCIATION_HEADING = ["đơn tố cáo", "tố cáo", "tố giác"];
    /// Denunciations as a subject.
    DENUNCIATION_AS_SUBJECT = [
        "thủ tục tố cáo", "thủ tục giải quyết tố cáo", "quy trình tố cáo", "luật tố cáo",
        "quy định về tố cáo", "quy định tố cáo", "mẫu đơn tố cáo", "tiếp nhận tố cáo", "mục tố cáo",
        "không tố cáo", "không phải tố cáo", "không phải là tố cáo", "không phải đơn tố cáo",
        "không phải là đơn tố cáo", "không muốn tố cáo", "không có ý tố cáo", "giải quyết tố cáo",
        "khiếu nại tố cáo", "hướng dẫn tố cáo", "quyền tố cáo", "không định tố cáo", "tránh tố cáo",
    ];
    /// Acts that are crimes or grave offences of office.
    CRIMES = [
        "tham nhũng", "tham ô", "nhận hối lộ", "ăn hối lộ", "đòi hối lộ", "vòi hối lộ",
        "đưa hối lộ", "nhận tiền hối lộ", "=ăn chặn", "chiếm đoạt", "biển thủ", "bảo kê",
        "lợi dụng chức vụ", "lợi dụng chức quyền", "lạm dụng chức vụ", "làm giả hồ sơ",
        "làm giả giấy tờ", "làm giả sổ đỏ", "làm giả chữ ký", "giả mạo chữ ký", "giả chữ ký",
        "=khai khống", "=lập khống", "=rút ruột", "lừa đảo", "đánh người", "bắt người trái phép",
        "cấu kết với", "nhận tiền chạy", "bỏ túi riêng",
    ];
    /// Crimes spoken of in general.
    CRIMES_IN_GENERAL = [
        "phòng chống tham nhũng", "phòng chống tham ô", "chống tham nhũng", "phòng ngừa tham nhũng",
        "dễ phát sinh tham nhũng", "dễ dẫn đến tham nhũng", "nguy cơ tham nhũng",
        "tham nhũng vặt là", "nạn tham nhũng", "tránh tham nhũng", "giảm tham nhũng",
        "kẽ hở tham nhũng", "tránh lừa đảo", "đối tượng lừa đảo", "bị lừa đảo", "sợ lừa đảo",
        "cuộc gọi lừa đảo", "tin nhắn lừa đảo", "phòng chống lừa đảo", "hạn chế tham nhũng",
        "không tham nhũng", "không nhận hối lộ", "cảnh báo lừa đảo", "tránh làm giả giấy tờ",
        "chống làm giả giấy tờ", "tránh bị chiếm đoạt", "bị chiếm đoạt thông tin",
    ];
    /// Holders of an office.
    OFFICE_HOLDERS = [
        "chủ tịch", "phó chủ tịch", "cán bộ", "công chức", "trưởng phòng", "phó phòng", "giám đốc",
        "phó giám đốc", "địa chính", "trưởng thôn", "bí thư", "trưởng công an", "công an xã",
        "công an phường", "kế toán xã", "chuyên viên", "nhân viên", "lãnh đạo", "trưởng bản",
        "hiệu trưởng", "chi cục trưởng", "đội trưởng",
    ];
    /// Asking a question.
    ASKS = [
        "cho tôi hỏi", "cho em hỏi", "cho mình hỏi", "cho hỏi", "cho cháu hỏi", "cho con hỏi",
        "xin hỏi", "tôi xin hỏi", "tôi muốn hỏi", "em muốn hỏi", "mình muốn hỏi", "tôi hỏi",
        "hỏi về thủ tục", "nhờ tư vấn", "xin tư vấn", "cần tư vấn", "tư vấn giúp",
        "tư vấn giúp tôi", "hỏi xem", "giải đáp giúp", "nhờ giải đáp", "muốn biết",
    ];
    /// What people want to know about a rule.
    ASKED_RULE = [
        "hồ sơ gì", "giấy gì", "cần gì", "gồm gì", "những gì", "phải làm gì", "mang theo gì",
        "mang giấy gì", "đem theo gì", "làm thế nào", "tốn bao nhiêu", "tại đâu", "chỗ nào",
        "nơi nào", "ra sao", "được ko", "dc ko", "đc ko", "không ạ", "ko ạ", "không vậy", "ai phải",
        "ngày nào", "khi nào", "tiêu chí nào", "trường hợp nào", "có tốn", "có mất phí", "mấy ngày",
        "bao nhiêu ngày", "cần giấy tờ gì", "cần những giấy tờ gì", "cần những gì", "gồm những gì",
        "gồm giấy tờ gì", "hồ sơ gồm", "giấy tờ gì", "như thế nào", "thế nào", "làm sao", "ở đâu",
        "bao nhiêu tiền", "bao nhiêu", "mất bao lâu", "bao lâu", "có được không", "được không",
        "có phải", "phải không", "là gì", "thủ tục gì", "điều kiện gì", "mẫu nào", "cơ quan nào",
        "hay không", "có cần",
    ];
    /// What people want to know about a file.
    ASKED_FILE = [
        "bao giờ có kết quả", "khi nào có kết quả", "bao giờ có", "khi nào có", "bao giờ xong",
        "khi nào xong", "bao giờ được nhận", "khi nào được nhận", "bao giờ trả kết quả",
        "khi nào trả kết quả", "hồ sơ đến đâu", "đến đâu rồi", "xử lý đến đâu",
        "giải quyết đến đâu", "tình trạng hồ sơ", "tra cứu hồ sơ", "kiểm tra hồ sơ giúp",
        "kiểm tra giúp hồ sơ", "xem giúp hồ sơ", "hồ sơ của tôi xong chưa", "hồ sơ xong chưa",
        "có kết quả chưa", "xong chưa", "được duyệt chưa", "đã duyệt chưa", "hồ sơ mã", "mã hồ sơ",
        "tra giúp",
    ];
    /// Something went wrong or should be otherwise: then a question is rhetorical.
    TROUBLE = [
        "không nói", "không rõ", "chưa rõ", "không biết", "không báo", "không thông báo", "mỗi nơi",
        "mỗi lần", "không niêm yết", "chưa niêm yết", "không công khai", "thất vọng",
        "không hài lòng", "quá nhiều", "bị trả", "trả lại", "trả hồ sơ", "bị sai", "ghi sai",
        "mất thời gian", "lẽ ra", "đáng lẽ", "lẽ nào", "nên cho", "nên để", "quá hẹn", "trễ hẹn",
        "sai hẹn", "lỡ hẹn", "quá hạn", "trễ hạn", "chậm trễ", "chậm", "trễ", "quá lâu", "vẫn chưa",
        "mà chưa", "nhưng chưa", "chưa được giải quyết", "chưa giải quyết", "chưa ai", "không ai",
        "yêu cầu thêm", "đòi thêm", "bắt thêm", "bổ sung nhiều lần", "nhiều lần", "đi lại",
        "lần thứ", "từ chối", "không nhận", "không tiếp nhận", "không chịu", "không giải quyết",
        "không trả lời", "không hướng dẫn", "gây khó", "khó khăn", "làm khó", "phiền hà",
        "nhũng nhiễu", "hách dịch", "thái độ", "quát", "vòi", "đùn đẩy", "chờ đợi", "phải chờ",
        "chờ cả", "chờ mãi", "đợi mãi", "bất cập", "bất hợp lý", "vô lý", "không hợp lý",
        "không đúng", "sai quy định", "trái quy định", "đề nghị", "kiến nghị", "góp ý", "phản ánh",
        "nên bỏ", "nên sửa", "cần sửa", "rườm rà", "phức tạp", "bị lỗi", "báo lỗi", "lỗi hệ thống",
        "không vào được", "không nộp được", "không đăng nhập được", "treo", "bắt tôi", "bắt nộp",
        "bắt phải", "thu thêm", "thu tiền", "thu phí", "vượt quy định", "tôi đã nộp hơn", "nộp hơn",
        "tại sao", "vì sao", "sao lại", "hẹn rồi lại", "hẹn đi hẹn lại", "đã hẹn", "hứa",
        "không thấy", "bức xúc", "đã quá", "quá ngày", "hẹn trả",
    ];
    /// Try-outs.
    TRIAL = [
        "test", "testing", "=tét", "thử nghiệm hệ thống", "kiểm tra hệ thống", "gửi thử",
        "thử thôi", "thử xem có gửi được", "test thử", "test hệ thống", "nội dung thử", "bài thử",
        "123",
    ];
    /// Insults that are one whatever surrounds them.
    INSULTS = [
        "=đéo", "=địt", "=cặc", "=lồn", "=buồi", "=đụ", "=đĩ", "khốn nạn", "=óc chó", "=óc lợn",
        "vcl", "vkl", "vãi lồn", "đmm", "đkm", "dcm", "đcm", "clgt", "đồ súc vật", "lũ súc vật",
        "bọn súc vật", "=chó má", "=đồ chó", "=lũ chó", "=bọn chó", "=thằng chó", "đồ khốn",
        "lũ khốn", "bọn khốn", "đồ mất dạy", "lũ mất dạy", "bọn mất dạy", "đồ vô học", "lũ vô học",
        "lũ ăn hại", "bọn ăn hại", "đồ ăn hại", "lũ ăn bám", "bọn ăn bám", "=lũ ngu", "=bọn ngu",
        "=đồ ngu", "ngu như chó", "ngu như bò", "ngu như lợn", "=cút đi", "=mẹ kiếp",
        "mẹ chúng mày", "=mẹ mày", "=bố láo", "=câm mồm", "lũ sâu bọ", "lũ giòi bọ", "lũ mọt dân",
    ];
    /// Offers for sale and the like; one is enough.
    ADVERT = [
        "việc nhẹ lương cao", "nhận làm bằng giả", "làm bằng đại học", "cho vay lãi suất thấp",
        "cho vay tiền nhanh", "vay tiền nhanh", "vay tiền online", "vay nóng",
        "giải ngân trong ngày", "casino", "cá độ bóng đá", "nhà cái", "tặng ngay", "khuyến mãi sốc",
        "giảm giá sốc", "sale off", "mua ngay", "đặt hàng ngay", "tuyển cộng tác viên",
        "kiếm tiền online", "tăng like", "bán sim", "chính chủ cần bán", "cần bán gấp",
        "nhận ship toàn quốc", "làm giấy tờ giả", "dịch vụ làm nhanh giấy tờ", "bao đậu",
    ];
    /// Signs of an offer that need a second one beside them.
    ADVERT_SIGNS = [
        "zalo", "inbox", "hotline", "giảm giá", "khuyến mãi", "ưu đãi", "miễn phí vận chuyển",
        "giá rẻ", "cam kết", "uy tín", "giá chỉ", "freeship", "liên hệ ngay", "cần bán", "cho thuê",
        "bán đất nền", "sổ hồng riêng", "nhận làm",
    ];
    /// Matters of street, neighbours, utilities and shops.
    OUTSIDE = [
        "=ổ gà", "=ổ voi", "đèn đường", "đèn chiếu sáng", "=mất điện", "cúp điện", "cắt điện",
        "=tiền điện", "=mất nước", "cúp nước", "=tiền nước", "nước máy", "rác thải", "đổ rác",
        "bãi rác", "xe rác", "thu gom rác", "ngập nước", "ngập úng", "cống thoát nước", "nắp cống",
        "hát karaoke", "loa kéo", "loa thùng", "tiếng ồn", "làm ồn", "chó thả rông", "thả rông",
        "mất trộm", "mất cắp", "trộm cắp", "ngoại tình", "vay tiền không trả", "nợ tiền không trả",
        "giao hàng", "shopee", "lazada", "mạng internet", "sóng điện thoại", "hàng giả",
        "hàng kém chất lượng", "kẹt xe", "đường hỏng", "đường xuống cấp", "đường lầy lội",
        "=mặt đường", "vỉa hè bị lấn", "nuôi lợn hôi", "cây đổ", "biển báo giao thông",
        "đèn giao thông", "đèn tín hiệu",
    ];
    /// The same, but mentioned in passing as often as not.
    OUTSIDE_PERHAPS = [
        "hàng xóm", "nhà bên cạnh", "cãi nhau", "đánh nhau", "wifi", "xe buýt", "dây điện",
        "mùi hôi",
    ];
    /// A procedure, a rule or an office is spoken of.
    PROCEDURE = [
        "tranh chấp", "ranh giới", "hòa giải", "sử dụng đất", "bhyt", "bhxh", "visa", "hộ chiếu",
        "thủ tục", "hồ sơ", "giấy tờ", "giấy phép", "giấy xác nhận", "giấy chứng nhận", "cấp phép",
        "xin phép", "đăng ký", "đăng kí", "một cửa", "quy định", "nghị định", "thông tư",
        "trung tâm hành chính công", "phục vụ hành chính công", "cán bộ", "công chức", "cấp giấy",
        "sổ đỏ", "xác nhận", "chứng thực", "khai sinh", "khai tử", "kết hôn", "tạm trú",
        "thường trú", "căn cước", "cccd", "dịch vụ công", "nộp đơn", "phiếu hẹn", "giấy hẹn",
        "lệ phí", "biểu mẫu", "cấp lại", "cấp đổi", "phê duyệt", "thẩm định", "tthc", "trợ cấp",
        "hộ nghèo", "bảo hiểm", "quyết định",
    ];
}
