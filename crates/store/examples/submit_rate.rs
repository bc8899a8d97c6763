//! How many submissions a second does SQLite make durable? `cargo run --release -p store --example submit_rate [SECONDS] [SENDERS]`

use std::error::Error;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use domain::petition::{Channel, PetitionKind};
use domain::sender::{Sender, SenderKind};
use domain::submission::ValidSubmission;
use store::Store;
use store::petitions::submit::Intake;
use store::secrets::Key;

const BODY: &str = "Tôi nộp hồ sơ đăng ký khai sinh cho con tại bộ phận một cửa từ đầu tháng. Cán bộ hẹn bảy ngày nhưng \
    đến nay đã ba tuần vẫn chưa có kết quả. Mỗi lần hỏi, tôi được hướng dẫn bổ sung một giấy tờ khác nhau, trong khi phiếu \
    tiếp nhận ghi hồ sơ đã đầy đủ. Đề nghị cơ quan kiểm tra và trả lời rõ thời hạn, để gia đình kịp làm thủ tục nhập học.";

fn submission(number: u64) -> ValidSubmission {
    ValidSubmission {
        kind: PetitionKind::Conduct,
        title: format!("Chậm trả kết quả đăng ký khai sinh, lần {number}"),
        body: BODY.to_owned(),
        proposed_solution: None,
        procedure_code: None,
        area_code: None,
        agency_slug: None,
        sender: Sender {
            kind: SenderKind::Person,
            full_name: "Hoàng Thị Mẩy".to_owned(),
            organisation: None,
            phone: Some("0900000123".to_owned()),
            email: None,
            address: "Thôn Nà Mu, xã Chợ Rã".to_owned(),
        },
        name_public: false,
        idempotency_key: format!("submit-rate-{number}"),
        previous_code: None,
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let seconds = arguments.next().map_or(Ok(10), |text| text.parse())?;
    let senders: u64 = arguments.next().map_or(Ok(64), |text| text.parse())?;
    let folder = tempfile::tempdir()?;
    let url = format!("sqlite:{}", folder.path().join("rate.db").display());
    let store = Store::open(&url, Key::fixed([1; 32])).await?;
    let next = Arc::new(AtomicU64::new(0));
    let begun = Instant::now();
    let until = begun + Duration::from_secs(seconds);
    let tasks: Vec<_> = (0..senders)
        .map(|_| {
            let (store, next) = (store.clone(), Arc::clone(&next));
            tokio::spawn(async move {
                let mut slowest = Duration::ZERO;
                while Instant::now() < until {
                    let sent = Instant::now();
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    let intake = Intake {
                        channel: Channel::Web,
                        on_behalf: None,
                        demonstration: false,
                    };
                    store.submit(submission(number), intake).await?;
                    slowest = slowest.max(sent.elapsed());
                }
                Ok::<_, store::StoreError>(slowest)
            })
        })
        .collect();
    let mut slowest = Duration::ZERO;
    for task in tasks {
        slowest = slowest.max(task.await??);
    }
    let (count, took) = (next.load(Ordering::Relaxed), begun.elapsed());
    let rate = count * 1_000 / u64::try_from(took.as_millis())?.max(1);
    println!(
        "{count} submissions by {senders} senders in {took:.1?}: {rate} a second, the slowest {slowest:.0?}"
    );
    Ok(())
}
