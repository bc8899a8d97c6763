//! What does a database of many petitions look like? `cargo run --release -p store --example generate FOLDER [PETITIONS] [PUBLISHED] [OPEN]`
//!
//! Everything goes through the verbs that people use; the same numbers give the same texts. People and events are invented.

use std::error::Error;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use chrono::{DateTime, TimeDelta, Utc};
use domain::action::Action;
use domain::actor::{ActingOfficial, Actor};
use domain::admissibility::Reason;
use domain::answer::{Answer, AnswerOutcome, Criterion, Upheld};
use domain::id::PetitionId;
use domain::official::{Grant, Role};
use domain::petition::{Channel, PetitionKind};
use domain::publication::PublicText;
use domain::sender::{Sender, SenderKind};
use domain::status::Assignment;
use domain::submission::ValidSubmission;
use store::clock::{Clock as _, SetClock, SystemClock};
use store::import::agency_id;
use store::officials::NewOfficial;
use store::petitions::submit::Intake;
use store::secrets::Key;
use store::{Store, StoreError};

/// Petitions that arrive at the same moment and share commits.
const TOGETHER: usize = 64;
/// How far back the first petition lies.
const DAYS: i64 = 480;

const MATTERS: [&str; 25] = [
    "cấp giấy phép xây dựng nhà ở",
    "đăng ký khai sinh cho con",
    "chuyển mục đích sử dụng đất",
    "mở đường vào khu dân cư",
    "cấp đổi giấy chứng nhận quyền sử dụng đất",
    "chứng thực bản sao",
    "trợ cấp người cao tuổi",
    "đăng ký hộ kinh doanh",
    "xác nhận tình trạng hôn nhân",
    "cấp phiếu lý lịch tư pháp",
    "hỗ trợ nhà ở cho hộ nghèo",
    "đăng ký thế chấp",
    "tách thửa",
    "cấp lại thẻ bảo hiểm y tế",
    "chuyển trường cho học sinh",
    "khai thác gỗ rừng trồng",
    "cấp chứng chỉ hành nghề",
    "đăng ký tạm trú",
    "bồi thường khi thu hồi ruộng",
    "hưởng chế độ người có công",
    "cấp nước sinh hoạt nông thôn",
    "cải chính hộ tịch",
    "giấy phép kinh doanh vận tải",
    "công nhận hợp tác xã",
    "hoàn thuế đất nộp thừa",
];
const FAULTS: [&str; 10] = [
    "Chậm trả kết quả",
    "Phải đi lại nhiều lần",
    "Bị yêu cầu thêm giấy tờ",
    "Hướng dẫn không thống nhất",
    "Không nhận hồ sơ",
    "Thu phí chưa rõ",
    "Cổng trực tuyến báo lỗi",
    "Quy định chưa hợp lý",
    "Mẫu đơn khó hiểu",
    "Không có giấy hẹn",
];
const PLACES: [&str; 14] = [
    "Nà Mu",
    "Khuổi Dương",
    "Bản Lác",
    "Đồng Khuôn",
    "Suối Đào",
    "Phiêng An",
    "Cốc Lùng",
    "Tân Sơn",
    "Nà Phặc Trên",
    "Làng Vạn",
    "Pác Giả",
    "Hồng Tiến",
    "Gò Chè",
    "Bến Đá",
];
const SENTENCES: [&str; 16] = [
    "Tôi nộp hồ sơ từ đầu tháng, phiếu hẹn bảy ngày nhưng đến nay chưa có kết quả.",
    "Mỗi lần hỏi, tôi được hướng dẫn bổ sung một giấy tờ khác nhau.",
    "Phiếu tiếp nhận ghi hồ sơ đã đầy đủ, nay cán bộ lại nói còn thiếu.",
    "Nhà tôi cách trụ sở hơn hai mươi cây số, đi lại rất khó khăn vào mùa mưa.",
    "Trên cổng trực tuyến báo đã giải quyết, nhưng tôi không nhận được gì.",
    "Tôi gọi điện ba lần trong giờ làm việc mà không có ai nghe máy.",
    "Bà con trong xóm nhiều người gặp việc giống như tôi.",
    "Giấy tờ này trước đây không phải nộp và trong danh mục niêm yết cũng không có.",
    "Cán bộ thái độ nhã nhặn nhưng không giải thích được căn cứ.",
    "Tôi đã nộp đủ lệ phí và còn giữ biên lai.",
    "Đường từ bản ra xã đang sửa, nên tôi xin được nhận kết quả qua bưu điện.",
    "Con tôi sắp đến ngày nhập học mà giấy tờ vẫn chưa xong.",
    "Đề nghị cơ quan kiểm tra và trả lời rõ thời hạn.",
    "Tôi mong được hướng dẫn một lần cho đầy đủ bằng văn bản.",
    "Sau khi sắp xếp đơn vị hành chính, không nơi nào nhận là của mình.",
    "Mẫu đơn in sẵn có mục không còn phù hợp, người dân không biết ghi gì.",
];
const FAMILY: [&str; 8] = [
    "Hoàng", "Nông", "Triệu", "Lý", "Ma", "Dương", "Bàn", "Lường",
];
const GIVEN: [&str; 10] = [
    "Thị Mẩy",
    "Văn Khuê",
    "Thị Sao",
    "Đức Thụ",
    "Thị Lan Hà",
    "Văn Phúc",
    "Kim Oanh",
    "Quang Tạ",
    "Thị Nhình",
    "Văn Sẻng",
];
const AGENCIES: [&str; 8] = [
    "so-xay-dung",
    "so-y-te",
    "so-tu-phap",
    "so-noi-vu",
    "so-tai-chinh",
    "so-nong-nghiep-moi-truong",
    "so-cong-thuong",
    "so-giao-duc-dao-tao",
];

/// A row of numbers that is the same every time (`SplitMix64`).
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        let sides = u64::try_from(sides.max(1)).unwrap_or(u64::MAX);
        usize::try_from((z ^ (z >> 31)) % sides).unwrap_or(0)
    }

    fn pick<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list.get(self.throw(list.len()))
            .copied()
            .unwrap_or_default()
    }
}

fn dice(number: usize) -> Dice {
    Dice(
        u64::try_from(number)
            .unwrap_or(0)
            .wrapping_mul(0x2545_F491_4F6C_DD1D),
    )
}

fn texts(number: usize) -> (String, String) {
    let mut dice = dice(number);
    let (fault, matter, place) = (dice.pick(&FAULTS), dice.pick(&MATTERS), dice.pick(&PLACES));
    let mut body = format!("Việc {matter} tại {place}, hồ sơ số {number}.");
    for _ in 0..6 {
        body.push(' ');
        body.push_str(dice.pick(&SENTENCES));
    }
    (
        format!("{fault} khi làm thủ tục {matter} tại {place}"),
        body,
    )
}

fn submission(number: usize, procedures: &[String]) -> ValidSubmission {
    let (title, body) = texts(number);
    let mut dice = dice(number + 7_777_777);
    let procedure = procedures.get(dice.throw(procedures.len())).cloned();
    ValidSubmission {
        kind: PetitionKind::Conduct,
        title,
        body,
        proposed_solution: None,
        procedure_code: procedure,
        area_code: None,
        agency_slug: None,
        sender: Sender {
            kind: SenderKind::Person,
            full_name: format!("{} {}", dice.pick(&FAMILY), dice.pick(&GIVEN)),
            organisation: None,
            phone: Some(format!("0900{:06}", number % 1_000_000)),
            email: None,
            address: format!("Xóm {}", dice.pick(&PLACES)),
        },
        name_public: false,
        idempotency_key: format!("generated-{number}"),
        previous_code: None,
    }
}

async fn official(store: &Store, name: &str, role: Role, slug: &str) -> Result<Actor, StoreError> {
    let agency = agency_id(slug);
    let grants = vec![Grant {
        role,
        agency,
        valid_from: DateTime::UNIX_EPOCH.date_naive(),
        valid_to: None,
    }];
    let new = NewOfficial {
        username: format!("{}.{slug}", role.code()),
        full_name: name.to_owned(),
        password: None,
        agency,
        grants: grants.clone(),
        demonstration: false,
    };
    let id = store.put_official(&new).await?;
    Ok(Actor::Official(ActingOfficial {
        id,
        full_name: name.to_owned(),
        grants,
    }))
}

struct Agency {
    slug: &'static str,
    handler: Actor,
    approver: Actor,
}

struct Cast {
    intake: Actor,
    publisher: Actor,
    agencies: Vec<Agency>,
}

impl Cast {
    async fn enter(store: &Store) -> Result<Self, StoreError> {
        let mut agencies = Vec::new();
        for slug in AGENCIES {
            agencies.push(Agency {
                slug,
                handler: official(store, "Lý Văn Xử", Role::Handler, slug).await?,
                approver: official(store, "Hà Thị Duyệt", Role::Approver, slug).await?,
            });
        }
        Ok(Self {
            intake: official(store, "Nông Thị Tiếp", Role::Intake, "van-phong").await?,
            publisher: official(store, "Đàm Thị Công", Role::Publisher, "van-phong").await?,
            agencies,
        })
    }

    /// The steps of the straight way to a published answer.
    fn way(&self, number: usize) -> Vec<(&Actor, Action)> {
        let Some(agency) = self.agencies.get(number % self.agencies.len()) else {
            return Vec::new();
        };
        let (title, body) = texts(number);
        let answer = "Cơ quan đã kiểm tra hồ sơ. Kết quả bị chậm do thiếu phối hợp giữa hai bộ phận; nay đã trả cho người dân và nhắc cán bộ làm đúng giấy hẹn.".to_owned();
        let accept = Action::Accept {
            kind: PetitionKind::Conduct,
            clauses: vec![1],
            field: None,
            procedure_code: None,
            area_code: None,
        };
        let assign = Action::Assign {
            assignment: Assignment {
                lead: agency_id(agency.slug),
                supporting: std::iter::empty().collect(),
            },
            note: None,
        };
        let hand_in = Action::SubmitForApproval {
            answer: Answer {
                body: answer.clone(),
                outcome: AnswerOutcome::Remedied,
                upheld: Upheld::Yes,
                criteria: [Criterion::NotApplicable; 6],
                document_no: None,
            },
        };
        let publish = Action::Publish {
            text: PublicText {
                title,
                body,
                answer,
            },
            personal_data_checked: true,
        };
        vec![
            (&self.intake, accept),
            (&self.intake, assign),
            (&agency.handler, Action::Start),
            (&agency.handler, hand_in),
            (&agency.approver, Action::Approve),
            (&self.publisher, publish),
        ]
    }
}

fn reject() -> Action {
    Action::Reject {
        reason: Reason::R02,
        explanation: "Nội dung chưa nêu rõ thủ tục nào và xảy ra khi nào.".to_owned(),
        guidance: "Bạn ghi rõ tên thủ tục, ngày nộp và gửi lại.".to_owned(),
    }
}

/// What becomes of a petition: so many steps of the straight way, or none and a refusal.
fn fate(number: usize, total: usize, published: usize, open: usize) -> Option<usize> {
    // Every second one of the latest is open, spread over the columns.
    if number + 2 * open >= total && number.is_multiple_of(2) {
        return Some(dice(number + 99).throw(6));
    }
    (dice(number + 4_242).throw(total) < published + published / 50).then_some(6)
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(
        arguments
            .next()
            .ok_or("usage: generate FOLDER [PETITIONS] [PUBLISHED] [OPEN]")?,
    );
    let mut number = |default: usize| arguments.next().map_or(Ok(default), |text| text.parse());
    let (total, published, open) = (number(100_000)?, number(20_000)?, number(2_000)?);
    let now = SystemClock.now();
    let first = now - TimeDelta::days(DAYS);
    let clock = Arc::new(SetClock::at(first));
    let key = Key::load_or_create(&folder)?;
    let file = folder.join("lang-nghe.db");
    if file.exists() {
        return Err(format!("{} is there already", file.display()).into());
    }
    let store =
        Store::open_with_clock(&format!("sqlite:{}", file.display()), key, clock.clone()).await?;
    store.import().await?;
    let procedures: Vec<String> = store
        .catalogue()
        .procedures()
        .iter()
        .map(|procedure| procedure.code.clone())
        .collect();
    let cast = Cast::enter(&store).await?;
    let begun = Instant::now();

    // (when, petition, step); step 0 is the arrival.
    let slots = i32::try_from(total.div_ceil(TOGETHER))?;
    let slot = TimeDelta::days(DAYS) / slots.max(1);
    let mut deeds: Vec<(DateTime<Utc>, usize, usize)> = Vec::new();
    for number in 0..total {
        let arrived = first + slot * i32::try_from(number / TOGETHER)?;
        deeds.push((arrived, number, 0));
        for step in 1..=fate(number, total, published, open).unwrap_or(1) {
            let after = arrived + TimeDelta::hours(i64::try_from(step)? * 20);
            deeds.push((after.min(now), number, step));
        }
    }
    deeds.sort_unstable();
    let mut ids: Vec<Option<PetitionId>> = vec![None; total];
    let (mut verbs, mut told) = (0_u64, 0);
    let mut place = 0;
    while let Some(&(when, number, step)) = deeds.get(place) {
        clock.set(when);
        if step == 0 {
            // Arrivals of one moment are neighbours unless a verb falls on it too.
            let together = deeds
                .iter()
                .skip(place)
                .take(TOGETHER)
                .take_while(|deed| deed.0 == when && deed.2 == 0)
                .count();
            let tasks: Vec<_> = deeds
                .iter()
                .skip(place)
                .take(together)
                .map(|&(_, number, _)| {
                    let (store, form) = (store.clone(), submission(number, &procedures));
                    tokio::spawn(async move {
                        let intake = Intake {
                            channel: Channel::Web,
                            on_behalf: None,
                            demonstration: false,
                        };
                        store
                            .submit(form, intake)
                            .await
                            .map(|receipt| (number, receipt.id))
                    })
                })
                .collect();
            for task in tasks {
                let (number, id) = task.await??;
                if let Some(known) = ids.get_mut(number) {
                    *known = Some(id);
                }
            }
            place += together;
        } else {
            let id = ids
                .get(number)
                .copied()
                .flatten()
                .ok_or("a verb before its petition")?;
            let (actor, action) = if fate(number, total, published, open).is_none() {
                (&cast.intake, reject())
            } else {
                cast.way(number)
                    .into_iter()
                    .nth(step - 1)
                    .ok_or("no such step")?
            };
            store.perform(actor, id, None, action).await?;
            verbs += 1;
            place += 1;
        }
        if place * 10 / deeds.len() > told {
            told = place * 10 / deeds.len();
            eprintln!("  {told}0 % after {:.0?}", begun.elapsed());
        }
    }
    store.db().close().await;
    println!(
        "{total} petitions and {verbs} verbs in {:.0?}",
        begun.elapsed()
    );
    Ok(())
}
