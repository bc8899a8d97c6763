//! Is the public register searched, filtered and paged alike on both databases?

use std::collections::BTreeSet;

use domain::action::Action;
use domain::publication::PublicText;
use store::register::{Publication, RegisterFilter};
use store::{Store, StoreError};

use crate::support::cast::{CONSTRUCTION, HEALTH};
use crate::support::deeds::{
    Stage, accept, act, assign, bring_to, publish, submit, submit_for_approval,
};
use crate::support::{Cast, Place, stories};

stories!(
    diacritics_rank_and_do_not_hide,
    spellings_of_one_word_are_one_word,
    what_people_type_is_never_a_command,
    pages_follow_without_gap_or_repeat,
    filters_narrow_the_register,
    what_is_not_published_is_not_found,
    the_newest_page_is_never_behind,
);

/// Publishes a petition under this title.
async fn published(store: &Store, cast: &Cast, title: &str) -> String {
    let id = bring_to(store, cast, title, Stage::Answered).await;
    let Action::Publish {
        text,
        personal_data_checked,
    } = publish()
    else {
        panic!("publish")
    };
    let text = PublicText {
        title: title.to_owned(),
        ..text
    };
    act(
        store,
        &cast.publisher,
        id,
        Action::Publish {
            text,
            personal_data_checked,
        },
    )
    .await
    .record_code
}

fn search(q: &str) -> RegisterFilter {
    RegisterFilter {
        q: q.to_owned(),
        ..RegisterFilter::default()
    }
}

async fn titles(store: &Store, filter: &RegisterFilter) -> Vec<String> {
    store
        .register(filter)
        .await
        .expect("register")
        .items
        .into_iter()
        .map(|item| item.title)
        .collect()
}

async fn diacritics_rank_and_do_not_hide(place: Place) {
    let store = place.open().await;
    let cast = Cast::enter(&store).await;
    for title in [
        "Sửa đường vào bản",
        "Ông Dương xin giấy",
        "Đường điện xuống cấp",
        "Hội trường thôn",
        "Duong khong dau",
    ] {
        published(&store, &cast, title).await;
    }
    assert_eq!(
        titles(&store, &search("duong")).await,
        [
            "Duong khong dau",
            "Đường điện xuống cấp",
            "Ông Dương xin giấy",
            "Sửa đường vào bản"
        ],
        "without diacritics everything is found; as typed first, then the newest"
    );
    assert_eq!(
        titles(&store, &search("đường")).await,
        [
            "Đường điện xuống cấp",
            "Sửa đường vào bản",
            "Duong khong dau",
            "Ông Dương xin giấy"
        ],
        "with diacritics the exact ones first"
    );
    assert_eq!(
        titles(&store, &search("dương")).await[0],
        "Ông Dương xin giấy"
    );
    assert_eq!(
        titles(&store, &search("ĐƯỜNG ban")).await,
        ["Sửa đường vào bản"],
        "all words, in any order, in any case"
    );
    assert_eq!(
        titles(&store, &search("duon")).await,
        Vec::<String>::new(),
        "words, not pieces of words"
    );
}

async fn spellings_of_one_word_are_one_word(place: Place) {
    let store = place.open().await;
    let cast = Cast::enter(&store).await;
    published(&store, &cast, "Xã Định Hóa chậm trả kết quả").await;
    published(&store, &cast, "Xã Định Hoá thu thêm phí").await;
    // Composed and decomposed: the same letters to the eye.
    let decomposed = "Ho\u{61}\u{301} Thươ\u{323}ng hỏi thủ tục";
    published(&store, &cast, decomposed).await;
    let both = ["Xã Định Hoá thu thêm phí", "Xã Định Hóa chậm trả kết quả"];
    for q in [
        "Định Hóa",
        "định hoá",
        "dinh hoa",
        "Đi\u{323}nh Ho\u{301}a",
        "đi\u{323}nh hoa\u{301}",
    ] {
        assert_eq!(titles(&store, &search(q)).await, both, "{q}");
    }
    for q in [
        "Hoá Thượng",
        "hóa thượng",
        "hoa thuong",
        "Hóa Th\u{1b0}\u{1a1}\u{323}ng",
    ] {
        assert_eq!(titles(&store, &search(q)).await, [decomposed], "{q}");
    }
}

async fn what_people_type_is_never_a_command(place: Place) {
    let store = place.open().await;
    let cast = Cast::enter(&store).await;
    published(&store, &cast, "Thu phí AND lệ phí OR NOT NEAR").await;
    for q in [
        "\"",
        "'",
        "phí\"",
        "phi*",
        "title:phi",
        "exact : phi",
        "(phi",
        "phi)",
        "^phi",
        "phi AND",
        "NEAR(phi le)",
        "phí\u{0}",
        "%",
        "\\",
        "{a,b}",
        "phi & le | !x",
        "😡",
        "; drop table petition; --",
    ] {
        let found = store.register(&search(q)).await;
        assert!(found.is_ok(), "{q:?}: {found:?}");
    }
    assert_eq!(
        titles(&store, &search("and or not near")).await.len(),
        1,
        "they are words like others"
    );
    assert_eq!(titles(&store, &search("phi*")).await.len(), 1);
    let long = "phí ".repeat(500);
    assert_eq!(titles(&store, &search(&long)).await.len(), 1);
    let many = (0..40)
        .map(|number| format!("từ{number}"))
        .collect::<Vec<_>>()
        .join(" ");
    assert!(titles(&store, &search(&many)).await.is_empty());
}

/// All pages, one after the other.
async fn walk(store: &Store, filter: RegisterFilter) -> Vec<Publication> {
    let (mut all, mut filter) = (Vec::new(), filter);
    loop {
        let page = store.register(&filter).await.expect("register");
        assert!(page.items.len() <= store::register::PAGE);
        all.extend(page.items);
        match page.next {
            Some(next) => filter.after = next,
            None => return all,
        }
        assert!(all.len() < 1_000, "the pages come to an end");
    }
}

async fn pages_follow_without_gap_or_repeat(place: Place) {
    let store = place.open().await;
    let cast = Cast::enter(&store).await;
    let mut expected = Vec::new();
    for number in 0..47 {
        let title = if number % 2 == 0 {
            format!("Đường số {number}")
        } else {
            format!("Ông Dương số {number}")
        };
        published(&store, &cast, &title).await;
        expected.push(title);
    }
    expected.reverse();
    let found = async |filter| {
        walk(&store, filter)
            .await
            .into_iter()
            .map(|item| item.title)
            .collect::<Vec<_>>()
    };
    assert_eq!(found(RegisterFilter::default()).await, expected);
    assert_eq!(
        found(search("duong")).await,
        expected,
        "all in the second tier"
    );
    let (exact, folded): (Vec<_>, Vec<_>) = expected
        .iter()
        .cloned()
        .partition(|title| title.starts_with("Đường"));
    assert_eq!(exact.len(), 24);
    let both: Vec<_> = exact.iter().chain(&folded).cloned().collect();
    assert_eq!(
        found(search("đường")).await,
        both,
        "a page may end in one tier and begin in the other"
    );
    // What is published while somebody reads does not shift the pages.
    let first = store.register(&search("đường")).await.expect("register");
    published(&store, &cast, "Đường mới").await;
    let rest = walk(
        &store,
        RegisterFilter {
            after: first.next.clone().expect("more"),
            ..search("đường")
        },
    )
    .await;
    let read: Vec<_> = first
        .items
        .iter()
        .chain(&rest)
        .map(|item| item.title.clone())
        .collect();
    assert_eq!(read, both);
    let different: BTreeSet<_> = read.iter().collect();
    assert_eq!(different.len(), 47);
    for after in ["x", "-", "9-9", "0-abc", "-5", "1-99999999999999999999"] {
        assert!(
            store
                .register(&RegisterFilter {
                    after: after.into(),
                    ..search("đường")
                })
                .await
                .is_ok(),
            "{after}"
        );
    }
}

fn only(title: &str) -> Vec<String> {
    vec![title.to_owned()]
}

async fn filters_narrow_the_register(place: Place) {
    let store = place.open().await;
    let cast = Cast::enter(&store).await;
    let catalogue = store.catalogue();
    let commune = catalogue.communes("2026-11-25".parse().expect("day"))[0]
        .code
        .to_string();
    let procedure = catalogue
        .procedures()
        .iter()
        .find(|one| one.field == "Hộ tịch")
        .expect("procedure")
        .code
        .clone();
    published(&store, &cast, "Ở Sở Xây dựng").await;
    place.set("2026-12-01T08:00:00");
    let id = submit(&store, "local").await.id;
    let Action::Accept { kind, clauses, .. } = accept() else {
        panic!("accept")
    };
    let local = Action::Accept {
        kind,
        clauses,
        field: Some("Hộ tịch".into()),
        procedure_code: Some(procedure.clone()),
        area_code: Some(commune.clone()),
    };
    act(&store, &cast.intake, id, local).await;
    act(&store, &cast.intake, id, assign(HEALTH, &[])).await;
    act(&store, &cast.stranger, id, Action::Start).await;
    act(&store, &cast.stranger, id, submit_for_approval()).await;
    // Late, and past the sender's clock.
    place.set("2027-01-20T08:00:00");
    let approver = crate::support::official(
        &store,
        "Hà Văn Y",
        &[(domain::official::Role::Approver, HEALTH)],
    )
    .await;
    act(&store, &approver, id, Action::Approve).await;
    act(&store, &cast.publisher, id, publish()).await;
    let one = async |filter: RegisterFilter| titles(&store, &filter).await;
    let (first, second) = (
        "Ở Sở Xây dựng".to_owned(),
        "Chậm trả kết quả cấp phép xây dựng".to_owned(),
    );
    let none = RegisterFilter::default;
    let both = [second.clone(), first.clone()];
    assert_eq!(one(none()).await, both);
    assert_eq!(
        one(RegisterFilter {
            agency: HEALTH.into(),
            ..none()
        })
        .await,
        only(&second)
    );
    assert_eq!(
        one(RegisterFilter {
            agency: CONSTRUCTION.into(),
            ..none()
        })
        .await,
        only(&first)
    );
    assert_eq!(
        one(RegisterFilter {
            agency: "khong-co".into(),
            ..none()
        })
        .await,
        Vec::<String>::new()
    );
    assert_eq!(
        one(RegisterFilter {
            agency: "khong-co".into(),
            ..search("xây dựng")
        })
        .await,
        Vec::<String>::new()
    );
    assert_eq!(
        one(RegisterFilter {
            field: "Hộ tịch".into(),
            ..none()
        })
        .await,
        only(&second)
    );
    assert_eq!(
        one(RegisterFilter {
            area: commune,
            ..none()
        })
        .await,
        only(&second)
    );
    assert_eq!(
        one(RegisterFilter {
            procedure: procedure.clone(),
            ..search("xay dung")
        })
        .await,
        only(&second)
    );
    assert_eq!(
        one(RegisterFilter {
            on_time: "yes".into(),
            ..none()
        })
        .await,
        only(&first)
    );
    assert_eq!(
        one(RegisterFilter {
            on_time: "no".into(),
            ..search("xay dung")
        })
        .await,
        only(&second)
    );
    assert_eq!(
        one(RegisterFilter {
            from: "2026-11-26".into(),
            ..none()
        })
        .await,
        only(&second)
    );
    assert_eq!(
        one(RegisterFilter {
            to: "2026-11-25".into(),
            ..none()
        })
        .await,
        only(&first)
    );
    assert_eq!(
        one(RegisterFilter {
            from: "2026-11-25".into(),
            to: "2027-01-20".into(),
            ..none()
        })
        .await,
        both
    );
    assert_eq!(
        one(RegisterFilter {
            from: "hôm qua".into(),
            ..none()
        })
        .await,
        both,
        "what is not a date is no filter"
    );
    assert_eq!(store.published_about(&procedure).await.expect("count"), 1);
}

async fn what_is_not_published_is_not_found(place: Place) {
    let store = place.open().await;
    let cast = Cast::enter(&store).await;
    let id = bring_to(&store, &cast, "not-yet", Stage::Answered).await;
    let code = store.petition(id).await.expect("petition").record_code;
    assert!(matches!(
        store.publication(&code).await,
        Err(StoreError::NotFound)
    ));
    assert!(titles(&store, &search("giấy phép")).await.is_empty());
    act(&store, &cast.publisher, id, publish()).await;
    let public = store.publication(&code).await.expect("public");
    assert!(
        !public.body.contains("Tôi nộp"),
        "the redacted text, not the sender's own"
    );
    assert!(
        titles(&store, &search("đầu tháng")).await.is_empty(),
        "the sender's words are not searched in public"
    );
    assert!(matches!(
        store.publication("PAKN.20261125.9999").await,
        Err(StoreError::NotFound)
    ));
}

async fn the_newest_page_is_never_behind(place: Place) {
    let store = place.open().await;
    let cast = Cast::enter(&store).await;
    let all = RegisterFilter::default();
    // Filters nothing, but is read each time.
    let ever = RegisterFilter {
        from: "2000-01-01".into(),
        ..all.clone()
    };
    let choices = store.register_choices().await.expect("choices");
    assert!(choices.agencies.is_empty());
    for count in 1..=3 {
        let code = published(&store, &cast, &format!("Tin thứ {count}")).await;
        let kept = store.register(&all).await.expect("a page");
        assert_eq!(kept.items.len(), count);
        assert_eq!(kept.items[0].record_code, code);
        assert_eq!(kept, store.register(&ever).await.expect("a page"));
        let choices = store.register_choices().await.expect("choices");
        assert_eq!(choices.agencies.len(), 1);
    }
}
