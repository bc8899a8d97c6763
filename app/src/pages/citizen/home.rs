//! The way in: what this is, send, track, what others asked.

use leptos::prelude::*;

use crate::api::home::{HomeView, home};
use crate::components::frame::CitizenPage;
use crate::components::icon::Icon;
use crate::components::loaded::loaded;
use crate::frame::use_lang;
use crate::pages::open::results::Results;

/// `/`
#[component]
pub fn HomePage() -> impl IntoView {
    let lang = use_lang();
    let data = home();
    view! {
        <CitizenPage title=lang.pick("Phản ánh về thủ tục hành chính", "Feedback on administrative procedures").to_owned() bare=true>
            <section class="hero">
                <div class="wrap">
                    <h1>{lang.pick("Thủ tục hành chính làm khó bạn? Hãy nói với chúng tôi.", "Has a procedure given you trouble? Tell us.")}</h1>
                    <p class="hero-lede">
                        {lang.pick(
                            "Bạn gửi một lần. Chúng tôi chuyển đến đúng cơ quan, báo ai đang xử lý, khi nào trả lời và vì sao là ngày đó.",
                            "You send it once. We pass it to the right agency and tell you who has it, when you will be answered, and why on that day.",
                        )}
                    </p>
                </div>
            </section>
            <div class="wrap">
                <div class="actions">
                    <a class="action action-send" href="/gui">
                        <Icon name="send"/>
                        <span class="action-title">{lang.pick("Gửi phản ánh", "Send feedback")}</span>
                        <span class="action-hint">{lang.pick("Khoảng 5 phút, không cần tài khoản.", "About 5 minutes, no account needed.")}</span>
                    </a>
                    <a class="action action-track" href="/tra-cuu">
                        <Icon name="track"/>
                        <span class="action-title">{lang.pick("Tra cứu", "Track")}</span>
                        <span class="action-hint">{lang.pick("Cần mã tra cứu và mã PIN trên phiếu.", "You need the code and the PIN of your receipt.")}</span>
                    </a>
                </div>
                <section class="home-section">
                    <h2>{lang.pick("Người khác đã hỏi", "What others asked")}</h2>
                    {loaded(data, |home| view! { <Latest home=home/> })}
                </section>
                <section class="home-section">
                    <h2>{lang.pick("Gửi gì ở đây, gửi gì nơi khác", "What to send here, and what elsewhere")}</h2>
                    <div class="prose">
                        <ul>
                            <li><strong>{lang.pick("Ở đây: ", "Here: ")}</strong>{lang.pick("cán bộ chậm trễ, gây phiền hà, đòi thêm giấy tờ; quy định không rõ, không hợp lý; đề xuất cách làm tốt hơn.", "officials who delay, harass or demand extra papers; rules that are unclear or unreasonable; proposals for a better way.")}</li>
                            <li><strong>{lang.pick("Khiếu nại: ", "Complaints: ")}</strong>{lang.pick("khi bạn đề nghị xem xét lại một quyết định ảnh hưởng đến quyền lợi của chính bạn, gửi đơn đến cơ quan đã ra quyết định.", "to have a decision about your own rights reviewed, write to the body that took it.")}</li>
                            <li><strong>{lang.pick("Tố cáo: ", "Denunciations: ")}</strong>{lang.pick("khi bạn báo hành vi vi phạm pháp luật, gửi đơn hoặc trình bày trực tiếp, danh tính được giữ bí mật.", "to report a breach of law, in writing or in person; your identity is kept secret.")}</li>
                            <li><strong>{lang.pick("Hỏi về hồ sơ: ", "Questions about a file: ")}</strong>{lang.pick("dùng mã hồ sơ để tra trên Cổng Dịch vụ công quốc gia hoặc hỏi nơi đã nộp.", "look the file up on the National Public Service Portal or ask where you filed it.")}</li>
                        </ul>
                    </div>
                </section>
            </div>
        </CitizenPage>
    }
}

/// What was answered last.
#[component]
fn Latest(home: HomeView) -> impl IntoView {
    let lang = use_lang();
    if home.latest.is_empty() {
        return view! {
            <div class="empty" data-small="">
                <h3>{lang.pick("Chưa có câu trả lời nào được công khai", "No answer has been published yet")}</h3>
                <p>{lang.pick("Câu hỏi và câu trả lời sẽ hiện ở đây, không kèm thông tin cá nhân.", "Questions and answers will appear here, without personal data.")}</p>
            </div>
        }
        .into_any();
    }
    view! {
        <Results items=home.latest heading=3/>
        <p><a class="btn btn-secondary" href="/cong-khai">{lang.pick("Xem tất cả câu trả lời", "See all answers")}</a></p>
    }
    .into_any()
}
