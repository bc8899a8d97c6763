//! What is wrong with what somebody typed, and how to mend it.

use serde::{Deserialize, Serialize};

use crate::lang::Lang;

/// One thing to mend in one field of a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Violation {
    /// The form field, by its name in the form.
    pub field: String,
    /// What is wrong with it.
    pub problem: Problem,
}

/// What can be wrong with a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Problem {
    /// Nothing was typed or chosen.
    Missing,
    /// Fewer than this many characters.
    TooShort(usize),
    /// More than this many characters; the second number is what was typed.
    TooLong(usize, usize),
    /// Not a telephone number of this country, or an international one with `+`.
    NotAPhone,
    /// Not an e-mail address.
    NotAnEmail,
    /// Neither telephone nor e-mail: one is needed for the answer.
    NoContact,
    /// Not one of the choices offered.
    NotAChoice,
    /// No letters in it.
    NoWords,
    /// Not a date or not a possible one.
    NotADate,
    /// The last day lies before the first.
    BeforeStart,
    /// Not a number within the range.
    NotANumber(i64, i64),
    /// The code of another petition is not right.
    NotACode,
    /// A box that must be ticked first.
    NotConfirmed,
    /// It names a person or how to reach one.
    PersonalData,
}

impl Violation {
    /// A violation of the field.
    pub fn new(field: impl Into<String>, problem: Problem) -> Self {
        Self {
            field: field.into(),
            problem,
        }
    }

    /// What is wrong and how to mend it, in the field's own words where the field is known.
    pub fn message(&self, lang: Lang) -> String {
        let name = field_name(&self.field, lang);
        match (&self.problem, lang) {
            (Problem::Missing, Lang::Vi) => match self.field.as_str() {
                "kind" => "Chọn điều bạn muốn phản ánh".into(),
                "reason" => "Chọn hoặc viết lý do".into(),
                "lead" => "Chọn cơ quan chủ trì".into(),
                "level" => "Chọn mức độ hài lòng".into(),
                _ => format!("Nhập {name}"),
            },
            (Problem::Missing, Lang::En) => match self.field.as_str() {
                "kind" => "Choose what your feedback is about".into(),
                "reason" => "Choose or write a reason".into(),
                "lead" => "Choose the lead agency".into(),
                "level" => "Choose how satisfied you are".into(),
                _ => format!("Enter {name}"),
            },
            (Problem::TooShort(least), Lang::Vi) => {
                format!("Viết {name} rõ hơn, ít nhất {least} ký tự")
            }
            (Problem::TooShort(least), Lang::En) => {
                format!("Write a little more for {name}, at least {least} characters")
            }
            (Problem::TooLong(most, now), Lang::Vi) => {
                format!("Rút ngắn {name} còn nhiều nhất {most} ký tự (hiện có {now})")
            }
            (Problem::TooLong(most, now), Lang::En) => {
                format!("Shorten {name} to at most {most} characters (now {now})")
            }
            (Problem::NotAPhone, Lang::Vi) => {
                "Nhập số điện thoại có 10 chữ số, ví dụ 0912 345 678, hoặc số quốc tế bắt đầu bằng +".into()
            }
            (Problem::NotAPhone, Lang::En) => {
                "Enter a telephone number with 10 digits, such as 0912 345 678, or an international one with +".into()
            }
            (Problem::NotAnEmail, Lang::Vi) => "Nhập địa chỉ thư điện tử như ten@vidu.vn, hoặc để trống".into(),
            (Problem::NotAnEmail, Lang::En) => "Enter an e-mail address such as name@example.org, or leave it empty".into(),
            (Problem::NoContact, Lang::Vi) => {
                "Nhập số điện thoại hoặc thư điện tử, để cơ quan trả lời được cho bạn".into()
            }
            (Problem::NoContact, Lang::En) => "Enter a telephone number or an e-mail address, so that you can be answered".into(),
            (Problem::NotAChoice, Lang::Vi) => format!("Chọn {name} trong danh sách"),
            (Problem::NotAChoice, Lang::En) => format!("Choose {name} from the list"),
            (Problem::NoWords, Lang::Vi) => format!("Viết {name} bằng chữ"),
            (Problem::NoWords, Lang::En) => format!("Use words for {name}"),
            (Problem::NotADate, Lang::Vi) => format!("Nhập {name} theo ngày/tháng/năm, ví dụ 24/11/2026"),
            (Problem::NotADate, Lang::En) => format!("Enter {name} as day/month/year, such as 24/11/2026"),
            (Problem::BeforeStart, Lang::Vi) => format!("Chọn {name} bằng hoặc sau ngày đầu"),
            (Problem::BeforeStart, Lang::En) => format!("Choose {name} on or after the first day"),
            (Problem::NotANumber(least, most), Lang::Vi) => format!("Nhập {name} từ {least} đến {most}"),
            (Problem::NotANumber(least, most), Lang::En) => format!("Enter {name} from {least} to {most}"),
            (Problem::NotACode, Lang::Vi) if self.field == "code_heard" => {
                "Mã vừa gõ khác mã trên phiếu: đọc lại từng nhóm cho người gửi".into()
            }
            (Problem::NotACode, Lang::En) if self.field == "code_heard" => {
                "This is not the code on the receipt: read it out again, group by group".into()
            }
            (Problem::NotACode, Lang::Vi) => format!("Kiểm tra lại {name}: không có phản ánh nào mang mã này"),
            (Problem::NotACode, Lang::En) => format!("Check {name}: no petition has this code"),
            (Problem::NotConfirmed, Lang::Vi) => format!("Đánh dấu vào ô “{name}” trước khi tiếp tục"),
            (Problem::NotConfirmed, Lang::En) => format!("Tick “{name}” before you go on"),
            (Problem::PersonalData, Lang::Vi) => {
                format!("Bỏ tên người, số điện thoại hoặc địa chỉ ra khỏi {name}: mọi người đều đọc được")
            }
            (Problem::PersonalData, Lang::En) => {
                format!("Take names, telephone numbers and addresses out of {name}: everybody can read it")
            }
        }
    }
}

fn field_name(field: &str, lang: Lang) -> &str {
    let (vi, en) = match field {
        "title" | "title_public" => ("tiêu đề", "the title"),
        "body" | "body_public" => ("nội dung", "the content"),
        "proposed_solution" => ("đề xuất", "your proposal"),
        "kind" => ("loại phản ánh", "what it is about"),
        "procedure_code" => ("thủ tục", "the procedure"),
        "area_code" => ("xã, phường", "the commune"),
        "agency_id" | "co_quan" => ("cơ quan", "the agency"),
        "lead" => ("cơ quan chủ trì", "the lead agency"),
        "supporting" => ("cơ quan phối hợp", "the supporting agencies"),
        "full_name" => ("họ và tên", "your full name"),
        "organisation" => ("tên tổ chức", "the organisation's name"),
        "address" => ("địa chỉ", "your address"),
        "phone" => ("số điện thoại", "your telephone number"),
        "email" => ("thư điện tử", "your e-mail address"),
        "sender_kind" => ("bạn là ai", "who you are"),
        "question" => ("điều cần bổ sung", "what is needed"),
        "text" => ("nội dung", "the text"),
        "explanation" => ("giải thích cho người gửi", "the explanation to the sender"),
        "guidance" => ("hướng dẫn cho người gửi", "the guidance to the sender"),
        "reason" => ("lý do", "the reason"),
        "to" => ("nơi chuyển đến", "where it is referred to"),
        "document_no" => ("số văn bản", "the document number"),
        "note" => ("ghi chú", "the note"),
        "outcome" => ("kết quả xử lý", "the outcome"),
        "upheld" => ("kết luận", "the finding"),
        "answer_public" => ("câu trả lời công khai", "the public answer"),
        "personal_data_checked" => ("Đã kiểm tra dữ liệu cá nhân", "Personal data checked"),
        "working_days" => ("số ngày làm việc gia hạn", "the working days to add"),
        "into" => ("mã phản ánh được gộp vào", "the code of the other petition"),
        "level" => ("mức độ hài lòng", "the rating"),
        "comment" => ("nhận xét", "the comment"),
        "code" => ("mã tra cứu", "the tracking code"),
        "message" => ("tiến độ", "how it stands"),
        "code_heard" => ("mã người gửi đọc lại", "the code as it was read back"),
        "pin" => ("mã PIN", "the PIN"),
        "username" => ("tên đăng nhập", "the user name"),
        "password" => ("mật khẩu", "the password"),
        "transcript" => ("lời người gọi", "the transcript"),
        "number_called" => ("số người dân đã gọi", "the number called"),
        "read_back" => (
            "Đã đọc lại nội dung cho người gọi",
            "The text was read back to the caller",
        ),
        "channel" | "kenh" => ("kênh tiếp nhận", "the channel"),
        "tu" => ("ngày đầu kỳ", "the first day of the period"),
        "den" => ("ngày cuối kỳ", "the last day of the period"),
        "theo" => ("cách chia bảng", "the breakdown"),
        "previous_code" => ("mã tra cứu lần trước", "the earlier tracking code"),
        "clauses" => ("nội dung theo Điều 5", "the content under Art. 5"),
        "topic_name" => ("tên chủ đề", "the topic's name"),
        "merge_into" => ("chủ đề nhận gộp", "the topic to merge into"),
        _ => (field, field),
    };
    lang.pick(vi, en)
}
