//! Why could a page not be shown, and what should the person do next?

use domain::lang::Lang;
use domain::violation::Violation;
use leptos::prelude::*;
use leptos::server_fn::codec::JsonEncoding;
use serde::{Deserialize, Serialize};

/// What went wrong, as a page shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AppError {
    /// There is no such thing, or it is not for this person.
    NotFound,
    /// Officials only: sign in first.
    SignInNeeded,
    /// Tracking code and PIN are needed first.
    CaseLocked,
    /// The rules do not allow it.
    NotAllowed(String),
    /// Fields to mend.
    Invalid(Vec<Violation>),
    /// Too many wrong tries.
    Throttled(String),
    /// More was sent than a form may hold.
    TooLong,
    /// Sent from another site in this person's name.
    Foreign,
    /// The server cannot be reached.
    Offline,
    /// A fault of ours; the log has the details under this number.
    Internal(String),
}

impl FromServerFnError for AppError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Request(_) | ServerFnErrorErr::Response(_) => Self::Offline,
            other => Self::Internal(other.to_string()),
        }
    }
}

impl AppError {
    /// The status a response with this error has.
    pub const fn status(&self) -> u16 {
        match self {
            Self::NotFound => 404,
            Self::SignInNeeded | Self::CaseLocked => 401,
            Self::NotAllowed(_) | Self::Foreign => 403,
            Self::TooLong => 413,
            Self::Invalid(_) => 422,
            Self::Throttled(_) => 429,
            Self::Offline => 503,
            Self::Internal(_) => 500,
        }
    }

    /// What happened, in a few words.
    pub fn title(&self, lang: Lang) -> &'static str {
        match self {
            Self::NotFound => lang.pick("Không tìm thấy trang này", "This page was not found"),
            Self::SignInNeeded => lang.pick("Cần đăng nhập", "Sign in first"),
            Self::CaseLocked => lang.pick("Cần mã tra cứu và mã PIN", "Code and PIN are needed"),
            Self::NotAllowed(_) => lang.pick("Bạn chưa làm được việc này", "You cannot do this"),
            Self::Invalid(_) => lang.pick("Có chỗ cần sửa", "Something needs mending"),
            Self::Throttled(_) => lang.pick("Đã thử quá nhiều lần", "Too many tries"),
            Self::TooLong => lang.pick("Nội dung gửi lên dài quá", "This is too long to send"),
            Self::Foreign => lang.pick(
                "Biểu mẫu này không gửi từ trang Lắng Nghe",
                "This form was not sent from Lắng Nghe",
            ),
            Self::Offline => {
                lang.pick("Chưa tải được vì mất mạng", "Could not load: no connection")
            }
            Self::Internal(_) => lang.pick("Hệ thống gặp trục trặc", "Something broke on our side"),
        }
    }

    /// What to do next.
    pub fn advice(&self, lang: Lang) -> String {
        match self {
            Self::NotFound => lang
                .pick(
                    "Địa chỉ có thể đã gõ sai, hoặc nội dung không còn công khai. Bạn có thể tìm lại từ trang chủ.",
                    "The address may be mistyped, or this is not public any more. You can search from the home page.",
                )
                .into(),
            Self::SignInNeeded => lang.pick("Phiên làm việc đã hết. Hãy đăng nhập lại.", "Your session ended. Sign in again.").into(),
            Self::CaseLocked => lang
                .pick(
                    "Nhập mã tra cứu và mã PIN trên phiếu tiếp nhận để xem phản ánh này.",
                    "Enter the tracking code and the PIN of your receipt to see this petition.",
                )
                .into(),
            Self::NotAllowed(why) | Self::Throttled(why) => why.clone(),
            Self::Invalid(violations) => {
                violations.iter().map(|violation| violation.message(lang)).collect::<Vec<_>>().join(". ")
            }
            Self::TooLong => lang
                .pick(
                    "Chưa có gì được gửi đi. Bấm nút quay lại của trình duyệt: nội dung bạn đã nhập vẫn còn, hãy rút ngắn rồi gửi lại.",
                    "Nothing was sent. Press the browser's back button: what you typed is still there; shorten it and send again.",
                )
                .into(),
            Self::Foreign => lang
                .pick(
                    "Chưa có gì được gửi đi, để không ai gửi thay bạn từ trang khác. Hãy mở biểu mẫu từ trang này rồi gửi lại.",
                    "Nothing was sent, so that no other site can send in your name. Open the form from this site and send it again.",
                )
                .into(),
            Self::Offline => lang
                .pick("Kiểm tra mạng rồi thử lại. Những gì bạn đã nhập vẫn còn.", "Check the connection and try again. What you typed is kept.")
                .into(),
            Self::Internal(number) => match lang {
                Lang::Vi => format!("Lỗi ở phía chúng tôi, không phải ở bạn. Hãy thử lại sau ít phút. Mã lỗi: {number}"),
                Lang::En => format!("It is our fault, not yours. Try again in a few minutes. Error number: {number}"),
            },
        }
    }
}
