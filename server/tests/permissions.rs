//! Every verb, every state, every role, tried against the server. What must come back is not written down here: it is
//! asked of the rules, so a route that forgets to ask them is found out.

mod support;

use axum::http::header;
use domain::action::Verb;
use domain::actor::Actor;
use domain::permission::{may, may_see};
use domain::petition::Petition;
use domain::status::Status;
use serde::Deserialize;
use store::db::Db;
use support::{Browser, DemoCase, TestServer};

/// The officials of the demonstration, to find those of an agency.
const OFFICIALS: &str = include_str!("../../data/demo/officials.json");

/// Roles that act anywhere in the province: intake, publisher, auditor, administrator.
const PROVINCE: [&str; 4] = ["tiepnhan", "congkhai", "kiemtra", "quantri"];

#[derive(Deserialize)]
struct Account {
    username: String,
    agency: String,
    roles: Vec<String>,
    password: Option<String>,
}

/// Somebody at the desk.
struct Person {
    username: String,
    browser: Browser,
    actor: Actor,
}

impl Person {
    /// Posts the verb's form and insists on the status.
    async fn try_verb(
        &mut self,
        case: &DemoCase,
        verb: Verb,
        form: &[(String, String)],
        wanted: u16,
    ) {
        let path = format!("/can-bo/{}/{}", case.record_code, verb.code());
        let page = self.browser.post(&path, form).await;
        assert_eq!(
            page.status.as_u16(),
            wanted,
            "{} tried {verb:?} while {}: {}",
            self.username,
            case.status,
            page.text()
        );
    }
}

async fn person(server: &TestServer, username: &str) -> Person {
    let browser = server
        .sign_in(username)
        .await
        .with_header(header::ACCEPT, "application/json");
    let id = server
        .store
        .official_by_username(username)
        .await
        .expect("an official");
    let today = domain::calendar::local_date(server.store.now());
    let official = server
        .store
        .acting_official(id, today)
        .await
        .expect("read")
        .expect("an account in use");
    Person {
        username: username.to_owned(),
        browser,
        actor: Actor::Official(official),
    }
}

/// The usernames to try with: the province's roles, those of the lead agency and those of one that has no part in it.
fn usernames(server: &TestServer, petition: &Petition) -> Vec<String> {
    let accounts: Vec<Account> = serde_json::from_str(OFFICIALS).expect("officials");
    let catalogue = server.store.catalogue();
    let of = |wanted: &dyn Fn(domain::id::AgencyId) -> bool| {
        accounts
            .iter()
            .filter(|account| account.password.is_some())
            .filter(|account| {
                account
                    .roles
                    .iter()
                    .any(|role| role == "handler" || role == "approver")
            })
            .filter(|account| {
                catalogue
                    .agency_by_slug(&account.agency)
                    .is_some_and(wanted)
            })
            .map(|account| account.username.clone())
            .collect::<Vec<_>>()
    };
    let part = petition.state.assignment();
    let mut names: Vec<String> = PROVINCE.map(str::to_owned).to_vec();
    names.extend(of(&|agency| part.is_some_and(|part| part.lead == agency)));
    let strangers = of(&|agency| !part.is_some_and(|part| part.involves(agency)));
    names.extend(strangers.into_iter().rev().take(2));
    names
}

/// A form that lacks nothing.
fn form(verb: Verb, petition: &Petition, elder: &str) -> Vec<(String, String)> {
    let words = "Nội dung đủ dài để người nhận hiểu phải làm gì tiếp theo.";
    let fields: Vec<(&str, &str)> = match verb {
        Verb::RequestInfo => vec![("question", words)],
        Verb::Reject => vec![
            // Who was asked for more may be turned away only for what is still missing.
            (
                "reason",
                if petition.status() == Status::NeedInfo {
                    "R04"
                } else {
                    "R02"
                },
            ),
            ("explanation", words),
            ("guidance", words),
        ],
        Verb::Accept => vec![("kind", "conduct"), ("clauses", "1")],
        Verb::ReferOut => vec![("to", "Bộ Tư pháp")],
        Verb::Assign => vec![("lead", "so-tu-phap")],
        Verb::DraftAnswer | Verb::SubmitForApproval => vec![
            ("body", words),
            ("outcome", "explained"),
            ("upheld", "partly"),
            ("criterion_0", "yes"),
            ("criterion_1", "yes"),
            ("criterion_2", "yes"),
            ("criterion_3", "yes"),
        ],
        Verb::Publish => vec![
            ("title_public", "Chờ lâu khi làm giấy khai sinh"),
            ("body_public", words),
            ("answer_public", words),
            ("personal_data_checked", "on"),
        ],
        Verb::Merge => vec![("into", elder)],
        Verb::Extend => vec![("working_days", "3"), ("reason", words)],
        Verb::Note | Verb::Remind | Verb::Supplement => vec![("text", words)],
        Verb::ReportProgress => vec![("message", words)],
        Verb::Rate => vec![("level", "satisfied")],
        _ => vec![("reason", words)],
    };
    let version = petition.row_version.to_string();
    let all = fields
        .into_iter()
        .chain([("row_version", version.as_str())]);
    all.map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}

/// The petition that came first; every other may be merged into it.
async fn elder(server: &TestServer) -> String {
    let Db::Sqlite { reader, .. } = server.store.db() else {
        panic!("tests run on SQLite")
    };
    sqlx::query_scalar(
        "select record_code from petition where status = 'published' order by received_at limit 1",
    )
    .fetch_one(reader)
    .await
    .expect("a petition")
}

async fn events(server: &TestServer) -> i64 {
    let Db::Sqlite { reader, .. } = server.store.db() else {
        panic!("tests run on SQLite")
    };
    sqlx::query_scalar("select count(*) from event")
        .fetch_one(reader)
        .await
        .expect("a count")
}

async fn petition(server: &TestServer, case: &DemoCase) -> Petition {
    server
        .store
        .petition_by_record_code(&case.record_code)
        .await
        .expect("the petition")
}

/// What the rules say: the status that the server has to answer with.
async fn expected(server: &TestServer, person: &Actor, verb: Verb, petition: &Petition) -> u16 {
    let official = person.official().expect("an official");
    if !may_see(official, petition) {
        return 404;
    }
    if may(person, verb, petition).is_err() {
        return 403;
    }
    let available = server
        .store
        .available(person, petition)
        .await
        .expect("the rules");
    match verb {
        _ if available.contains(&verb) => 200,
        // The second return is for the agency's leader alone.
        Verb::ReturnToIntake if petition.returns == 1 => 403,
        _ => 409,
    }
}

/// A test for each state of both sides, so that they run beside each other.
macro_rules! in_every_state {
    ($($status:ident),* $(,)?) => { $(
        mod $status {
            #[tokio::test]
            async fn the_desk() {
                super::every_role_may_do_at_the_desk_what_the_rules_allow_and_nothing_else(stringify!($status)).await;
            }

            #[tokio::test]
            async fn the_sender() {
                super::the_sender_may_do_what_the_rules_allow_and_strangers_nothing(stringify!($status)).await;
            }
        }
    )* };
}

in_every_state![
    submitted,
    need_info,
    resubmitted,
    rejected,
    accepted,
    referred_out,
    assigned,
    processing,
    studying,
    awaiting_approval,
    answered,
    published,
    answered_private,
    withdrawn,
    merged,
];

async fn every_role_may_do_at_the_desk_what_the_rules_allow_and_nothing_else(status: &str) {
    let server = TestServer::demo().await;
    let case = server.case(status).clone();
    let before = petition(&server, &case).await;
    let elder_code = elder(&server).await;
    let count = events(&server).await;
    let mut allowed = Vec::new();
    for username in usernames(&server, &before) {
        let mut who = person(&server, &username).await;
        for verb in Verb::ALL {
            let wanted = expected(&server, &who.actor, verb, &before).await;
            if wanted == 200 {
                allowed.push((username.clone(), verb));
                continue;
            }
            let form = form(verb, &before, &elder_code);
            who.try_verb(&case, verb, &form, wanted).await;
        }
    }
    assert_eq!(events(&server).await, count, "a refused verb left an event");
    assert_eq!(petition(&server, &case).await, before);
    // Each allowed verb on a fresh copy, for it changes the state.
    for (username, verb) in allowed {
        let server = TestServer::demo().await;
        let mut who = person(&server, &username).await;
        let form = form(verb, &before, &elder_code);
        who.try_verb(&case, verb, &form, 200).await;
        let after = petition(&server, &case).await;
        assert_eq!(after.row_version, before.row_version + 1, "{verb:?}");
        assert_eq!(events(&server).await, count + 1, "{verb:?}");
    }
}

async fn the_sender_may_do_what_the_rules_allow_and_strangers_nothing(status: &str) {
    let server = TestServer::demo().await;
    let case = server.case(status).clone();
    let before = petition(&server, &case).await;
    let count = events(&server).await;
    let available = server
        .store
        .available(&Actor::Sender, &before)
        .await
        .expect("the rules");
    let mut stranger = server
        .visitor()
        .with_header(header::ACCEPT, "application/json");
    let mut sender = open(&server, &case).await;
    for verb in Verb::ALL {
        let path = format!("/tra-cuu/{}/{}", case.code, verb.code());
        let form = form(verb, &before, "");
        let page = stranger.post(&path, &form).await;
        assert_eq!(
            page.status.as_u16(),
            401,
            "a stranger tried {verb:?} while {status}"
        );
        if available.contains(&verb) {
            continue;
        }
        let wanted = if Verb::SENDER.contains(&verb) {
            409
        } else {
            403
        };
        let page = sender.post(&path, &form).await;
        assert_eq!(
            page.status.as_u16(),
            wanted,
            "the sender tried {verb:?} while {status}: {}",
            page.text()
        );
    }
    assert_eq!(events(&server).await, count, "a refused verb left an event");
    for verb in available {
        let server = TestServer::demo().await;
        let mut sender = open(&server, &case).await;
        let path = format!("/tra-cuu/{}/{}", case.code, verb.code());
        sender
            .post(&path, &form(verb, &before, ""))
            .await
            .expect(303);
        assert_eq!(events(&server).await, count + 1, "{verb:?}");
    }
}

/// The sender's browser with the case opened by code and PIN.
async fn open(server: &TestServer, case: &DemoCase) -> Browser {
    let mut browser = server.visitor();
    browser
        .post("/tra-cuu", &[("code", &case.code), ("pin", &case.pin)])
        .await
        .expect(303);
    browser.with_header(header::ACCEPT, "application/json")
}

#[tokio::test]
async fn who_is_not_signed_in_does_nothing_at_the_desk() {
    let server = TestServer::demo().await;
    let count = events(&server).await;
    let case = server.case("submitted").clone();
    let before = petition(&server, &case).await;
    for verb in Verb::ALL {
        let path = format!("/can-bo/{}/{}", case.record_code, verb.code());
        let form = form(verb, &before, "");
        let page = server.visitor().post(&path, &form).await.expect(303);
        assert!(page.location().starts_with("/dang-nhap"), "{verb:?}");
        server
            .visitor()
            .with_header(header::ACCEPT, "application/json")
            .post(&path, &form)
            .await
            .expect(401);
    }
    assert_eq!(events(&server).await, count);
}

#[tokio::test]
async fn the_demonstration_has_a_petition_in_every_state() {
    let server = TestServer::demo().await;
    for status in Status::ALL {
        server.case(status.code());
    }
}
