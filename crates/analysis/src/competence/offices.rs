//! What do people call an office, and who is meant?

/// Words for an office that say no more than the kind of it, and the slug of who is meant.
pub(super) const OFFICES: &[(&str, &[&str])] = &[
    (
        "cong-an-tinh",
        &[
            "công an",
            "công an xã",
            "công an phường",
            "công an tỉnh",
            "phòng quản lý hành chính",
            "cảnh sát giao thông",
            "csgt",
        ],
    ),
    (
        "thue-tinh",
        &[
            "cơ quan thuế",
            "chi cục thuế",
            "thuế tỉnh",
            "thuế cơ sở",
            "cục thuế",
            "đội thuế",
            "cán bộ thuế",
            "bên thuế",
        ],
    ),
    (
        "bhxh-tinh",
        &[
            "bảo hiểm xã hội tỉnh",
            "bhxh tỉnh",
            "bảo hiểm xã hội cơ sở",
            "cơ quan bảo hiểm xã hội",
            "cơ quan bhxh",
            "bhxh huyện",
            "bên bảo hiểm",
            "cơ quan bảo hiểm",
        ],
    ),
    (
        "so-nong-nghiep-moi-truong",
        &[
            "văn phòng đăng ký đất đai",
            "văn phòng đăng ký",
            "chi nhánh văn phòng đăng ký",
            "vpđk",
            "sở nông nghiệp",
            "sở nông nghiệp và môi trường",
            "chi nhánh đăng ký đất đai",
            "sở tài nguyên",
            "hạt kiểm lâm",
            "kiểm lâm",
        ],
    ),
    ("so-tu-phap", &["sở tư pháp", "phòng công chứng"]),
    ("so-noi-vu", &["sở nội vụ", "trung tâm dịch vụ việc làm"]),
    (
        "so-tai-chinh",
        &["sở tài chính", "sở kế hoạch", "phòng đăng ký kinh doanh"],
    ),
    ("so-cong-thuong", &["sở công thương"]),
    (
        "so-xay-dung",
        &[
            "sở xây dựng",
            "sở giao thông",
            "trung tâm sát hạch",
            "trung tâm đăng kiểm",
        ],
    ),
    ("so-khoa-hoc-cong-nghe", &["sở khoa học"]),
    ("so-giao-duc-dao-tao", &["sở giáo dục", "sở gd", "sở gdđt"]),
    (
        "so-y-te",
        &["sở y tế", "bệnh viện tỉnh", "bệnh viện đa khoa tỉnh"],
    ),
    ("so-van-hoa-the-thao-du-lich", &["sở văn hóa"]),
    ("so-dan-toc-ton-giao", &["sở dân tộc", "ban dân tộc"]),
    (
        "trung-tam-hanh-chinh-cong",
        &[
            "trung tâm phục vụ hành chính công tỉnh",
            "trung tâm hành chính công tỉnh",
            "hành chính công tỉnh",
        ],
    ),
    (
        "bql-kcn",
        &[
            "ban quản lý các khu công nghiệp",
            "ban quản lý khu công nghiệp",
        ],
    ),
    (
        "bo-chqs-tinh",
        &["bộ chỉ huy quân sự", "ban chỉ huy quân sự"],
    ),
    ("thi-hanh-an-dan-su", &["thi hành án"]),
    ("toa-an-tinh", &["tòa án", "bản án"]),
    ("hai-quan", &["hải quan", "tờ khai nhập", "kiểm hóa"]),
    ("thanh-tra", &["thanh tra tỉnh"]),
];

/// Words for the office of the commune and those who work there.
pub(super) const COMMUNE: &[&str] = &[
    "ủy ban xã",
    "ủy ban phường",
    "ủy ban nhân dân xã",
    "ủy ban nhân dân phường",
    "ubnd xã",
    "ubnd phường",
    "ra xã",
    "lên xã",
    "ra phường",
    "lên phường",
    "xuống xã",
    "vào xã",
    "cán bộ xã",
    "cán bộ phường",
    "công chức xã",
    "công chức phường",
    "một cửa xã",
    "một cửa phường",
    "một cửa của xã",
    "một cửa của phường",
    "hành chính công xã",
    "hành chính công phường",
    "tư pháp xã",
    "tư pháp phường",
    "địa chính xã",
    "địa chính phường",
    "lãnh đạo xã",
    "lãnh đạo phường",
    "chủ tịch xã",
    "chủ tịch phường",
    "trụ sở xã",
    "trụ sở phường",
    "quầy xã",
    "xã bảo",
    "phường bảo",
    "xã trả lời",
    "phường trả lời",
    "xã hẹn",
    "phường hẹn",
    "xã đòi",
    "phường đòi",
    "xã bắt",
    "xã yêu cầu",
    "phường yêu cầu",
];

/// Central authorities whose work in the province is done by a branch of theirs.
pub(super) const BRANCHES: &[(&str, &str)] = &[
    ("bo-cong-an", "cong-an-tinh"),
    ("bo-quoc-phong", "bo-chqs-tinh"),
];

/// Systems and bodies that a central authority answers for.
pub(super) const SYSTEMS: &[(&str, &[&str])] = &[
    (
        "bo-cong-an",
        &[
            "vneid",
            "ứng dụng định danh",
            "bộ công an",
            "hộ chiếu online",
            "phạt nguội",
            "cục cảnh sát giao thông",
            "cục quản lý xuất nhập cảnh",
        ],
    ),
    (
        "van-phong-chinh-phu",
        &[
            "cổng dịch vụ công quốc gia",
            "dịch vụ công quốc gia",
            "cổng quốc gia",
            "văn phòng chính phủ",
            "chính phủ",
        ],
    ),
    (
        "bao-hiem-xa-hoi-viet-nam",
        &["vssid", "bảo hiểm xã hội việt nam", "bhxh việt nam"],
    ),
    (
        "bo-tai-chinh",
        &[
            "etax",
            "etax mobile",
            "bộ tài chính",
            "thuế thu nhập",
            "thuế thu nhập cá nhân",
            "tổng cục thuế",
            "cục thuế việt nam",
            "hóa đơn điện tử",
            "luật bảo hiểm xã hội",
            "chậm đóng",
        ],
    ),
    (
        "ngan-hang-nha-nuoc",
        &["ngân hàng nhà nước", "ngân hàng", "lãi suất", "cic"],
    ),
    (
        "bo-xay-dung",
        &[
            "bộ xây dựng",
            "bộ giao thông",
            "cục đăng kiểm",
            "cục đường bộ",
        ],
    ),
    (
        "bo-nong-nghiep-moi-truong",
        &[
            "bộ nông nghiệp",
            "bộ nông nghiệp và môi trường",
            "bộ tài nguyên",
            "luật đất đai",
        ],
    ),
    ("bo-y-te", &["bộ y tế", "sổ sức khỏe điện tử"]),
    (
        "bo-giao-duc-dao-tao",
        &["bộ giáo dục", "bộ giáo dục và đào tạo"],
    ),
    (
        "bo-tu-phap",
        &["bộ tư pháp", "luật hộ tịch", "nghị định 123"],
    ),
    ("bo-noi-vu", &["bộ nội vụ", "bộ lao động"]),
    (
        "bo-cong-thuong",
        &["bộ công thương", "giá điện", "tập đoàn điện lực", "evn"],
    ),
    (
        "bo-khoa-hoc-cong-nghe",
        &["bộ khoa học", "viettel", "vinaphone", "mobifone", "sim"],
    ),
    ("bo-quoc-phong", &["bộ quốc phòng"]),
    ("bo-ngoai-giao", &["bộ ngoại giao", "đại sứ quán"]),
    ("bo-van-hoa-the-thao-du-lich", &["bộ văn hóa"]),
    ("toa-an-nhan-dan-toi-cao", &["tòa án nhân dân tối cao"]),
];
