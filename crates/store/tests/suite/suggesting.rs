//! What was suggested and what was decided stand side by side; what was learned is kept and taken back.

use domain::admissibility::Reason;
use domain::suggestion::{Guess, Question, ReasonGuess, Related, Suggestions};
use store::StoreError;

use crate::support::cast::{CONSTRUCTION, person};
use crate::support::deeds::{accept, act, assign, refer_out, reject, return_to_intake, submit};
use crate::support::{Cast, Place, stories};

stories!(
    suggestions_are_kept_and_replaced,
    a_decision_stands_beside_what_was_suggested,
    the_latest_decision_counts,
    a_refused_verb_decides_nothing,
    agreement_is_counted_by_question_month_and_confidence,
    decisions_come_in_whole_petitions,
    only_administrators_keep_and_use_models,
);

fn guess(value: &str, percent: u8) -> Guess {
    Guess {
        value: value.into(),
        percent,
        told: percent >= 60,
        why: vec!["giấy".into()],
    }
}

fn valid(percent: u8) -> Suggestions {
    Suggestions {
        classification: Some(guess("valid", percent)),
        kind: Some(guess("regulation", 70)),
        agency: Some(guess(CONSTRUCTION, 95)),
        ..Suggestions::default()
    }
}

async fn suggestions_are_kept_and_replaced(place: Place) {
    let store = place.open().await;
    let earlier = submit(&store, "earlier").await.id;
    let id = submit(&store, "read").await.id;
    assert_eq!(store.suggestions(id).await.expect("read"), None);
    assert_eq!(store.suggested_up_to().await.expect("place"), 0);
    let first = Suggestions {
        reasons: vec![ReasonGuess {
            reason: Reason::R06,
            percent: 88,
            told: true,
            start: 3,
            end: 20,
        }],
        related: vec![Related {
            petition: earlier,
            percent: 71,
        }],
        ..valid(80)
    };
    store
        .keep_suggestions(&[(id, first.clone())], 0, 2)
        .await
        .expect("kept");
    assert_eq!(store.suggestions(id).await.expect("read"), Some(first));
    store
        .keep_suggestions(&[(id, valid(90))], 0, 1)
        .await
        .expect("kept");
    assert_eq!(store.suggestions(id).await.expect("read"), Some(valid(90)));
    assert_eq!(
        store.suggested_up_to().await.expect("place"),
        2,
        "reading never goes back"
    );
    let texts = store.texts_after(0, 10).await.expect("texts");
    assert_eq!(texts.len(), 2);
    assert!(texts[0].number < texts[1].number && texts[1].id == id.0);
}

async fn a_decision_stands_beside_what_was_suggested(place: Place) {
    let store = place.open().await;
    let cast = Cast::enter(&store).await;
    let (told, untold) = (
        submit(&store, "told").await.id,
        submit(&store, "untold").await.id,
    );
    store
        .keep_suggestions(&[(told, valid(80))], 0, 2)
        .await
        .expect("kept");
    for id in [told, untold] {
        act(&store, &cast.intake, id, accept()).await;
        act(&store, &cast.intake, id, assign(CONSTRUCTION, &[])).await;
    }
    let all = store.decisions(0, 100).await.expect("decisions");
    let of = |id: domain::id::PetitionId| -> Vec<_> {
        all.iter()
            .filter(|one| one.petition_id == id.0)
            .map(|one| (one.question.as_str(), one.decided.as_str()))
            .collect()
    };
    assert_eq!(of(told), of(untold), "decided alike");
    assert!(of(told).contains(&("classification", "valid")));
    assert!(of(told).contains(&("kind", "conduct")));
    assert!(of(told).contains(&("agency", CONSTRUCTION)));
    let agreed = store.agreement().await.expect("agreement");
    let one = |question: &str| {
        agreed
            .iter()
            .find(|row| row.question == question)
            .map(|row| (row.suggested, row.agreed, row.told, row.told_agreed))
    };
    // Only what had been suggested is compared.
    assert_eq!(one("classification"), Some((1, 1, 1, 1)));
    assert_eq!(one("kind"), Some((1, 0, 1, 0)));
    assert_eq!(one("agency"), Some((1, 1, 1, 1)));
    assert_eq!(one("procedure"), None);
}

async fn the_latest_decision_counts(place: Place) {
    let store = place.open().await;
    let cast = Cast::enter(&store).await;
    let id = submit(&store, "moved").await.id;
    act(&store, &cast.intake, id, accept()).await;
    act(&store, &cast.intake, id, assign("so-y-te", &[])).await;
    act(&store, &cast.stranger, id, return_to_intake()).await;
    act(&store, &cast.intake, id, assign(CONSTRUCTION, &[])).await;
    let agencies: Vec<_> = store
        .decisions(0, 100)
        .await
        .expect("decisions")
        .into_iter()
        .filter(|one| one.question == "agency")
        .map(|one| one.decided)
        .collect();
    assert_eq!(agencies, [CONSTRUCTION]);
}

async fn a_refused_verb_decides_nothing(place: Place) {
    let store = place.open().await;
    let cast = Cast::enter(&store).await;
    let id = submit(&store, "refused").await.id;
    let refused = store.perform(&cast.handler, id, Some(1), accept()).await;
    assert!(matches!(refused, Err(StoreError::Refused(_))));
    assert_eq!(store.count_decisions().await.expect("count"), 0);
}

async fn agreement_is_counted_by_question_month_and_confidence(place: Place) {
    let store = place.open().await;
    let cast = Cast::enter(&store).await;
    for (number, percent) in [(0, 55), (1, 85), (2, 88), (3, 100)] {
        let id = submit(&store, &format!("p{number}")).await.id;
        store
            .keep_suggestions(&[(id, valid(percent))], 0, 1)
            .await
            .expect("kept");
        let action = match number {
            0 => refer_out(),
            1 => reject(Reason::R06),
            _ => accept(),
        };
        act(&store, &cast.intake, id, action).await;
    }
    let rows = store
        .calibration(Question::Classification)
        .await
        .expect("calibration");
    let rows: Vec<_> = rows
        .iter()
        .map(|row| (row.tens, row.suggested, row.agreed))
        .collect();
    assert_eq!(rows, [(5, 1, 0), (8, 2, 1), (9, 1, 1)]);
    let pairs = store
        .confusion(Question::Classification)
        .await
        .expect("confusion");
    let pairs: Vec<_> = pairs
        .iter()
        .map(|pair| (pair.suggested.as_str(), pair.decided.as_str(), pair.count))
        .collect();
    assert_eq!(
        pairs,
        [
            ("valid", "valid", 2),
            ("valid", "invalid", 1),
            ("valid", "outside_jurisdiction", 1)
        ]
    );
    let months = store.agreement().await.expect("agreement");
    let row = months
        .iter()
        .find(|row| row.question == "classification")
        .expect("counted");
    assert_eq!((row.suggested, row.agreed), (4, 2));
    assert_eq!(
        (row.told, row.told_agreed),
        (3, 2),
        "55 percent was not told"
    );
    assert_eq!(row.month, place.now().format("%Y-%m").to_string());
}

async fn decisions_come_in_whole_petitions(place: Place) {
    let store = place.open().await;
    let cast = Cast::enter(&store).await;
    for number in 0..3 {
        let id = submit(&store, &format!("p{number}")).await.id;
        act(&store, &cast.intake, id, accept()).await;
    }
    let all = store.decisions(0, 1_000).await.expect("decisions");
    let mut pages = Vec::new();
    let mut after = 0;
    // Each verb decides several questions at one place in the log; a page never parts them.
    loop {
        let page = store.decisions(after, 1).await.expect("page");
        let Some(last) = page.last() else { break };
        assert!(page.iter().all(|one| one.seq == last.seq));
        after = last.seq;
        pages.extend(page);
    }
    assert_eq!(pages, all);
    assert_eq!(
        store.count_decisions().await.expect("count"),
        i64::try_from(all.len()).expect("few")
    );
}

async fn only_administrators_keep_and_use_models(place: Place) {
    let store = place.open().await;
    let cast = Cast::enter(&store).await;
    let administrator = person(&cast.administrator);
    for other in [&cast.intake, &cast.auditor, &cast.leader] {
        let kept = store.keep_model(person(other), 1, "{}", "[]").await;
        assert!(matches!(kept, Err(StoreError::Refused(_))));
        let used = store.use_model(person(other), 0).await;
        assert!(matches!(used, Err(StoreError::Refused(_))));
    }
    assert_eq!(store.model_in_use().await.expect("number"), 0);
    let unknown = store.use_model(administrator, 7).await;
    assert!(matches!(unknown, Err(StoreError::NotFound)));
    for number in 1..=2 {
        let kept = store.keep_model(administrator, 40, "{\"n\":1}", "[]").await;
        assert_eq!(kept.expect("kept"), number);
    }
    assert_eq!(
        store.model_in_use().await.expect("number"),
        0,
        "kept is not used"
    );
    store.use_model(administrator, 2).await.expect("used");
    assert_eq!(store.model_in_use().await.expect("number"), 2);
    assert_eq!(
        store.learned(2).await.expect("read").as_deref(),
        Some("{\"n\":1}")
    );
    store.use_model(administrator, 0).await.expect("taken back");
    assert_eq!(store.model_in_use().await.expect("number"), 0);
    let uses: Vec<_> = store
        .model_uses()
        .await
        .expect("uses")
        .into_iter()
        .map(|one| (one.model, one.used_by))
        .collect();
    assert_eq!(
        uses,
        [
            (0, "Lường Văn Trị".to_owned()),
            (2, "Lường Văn Trị".to_owned())
        ]
    );
    let numbers: Vec<_> = store
        .learned_models()
        .await
        .expect("models")
        .into_iter()
        .map(|model| model.number)
        .collect();
    assert_eq!(numbers, [2, 1]);
}
