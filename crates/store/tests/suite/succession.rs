//! What becomes of open petitions when their agency ends?

use domain::action::{Action, Verb};
use domain::official::Role;
use domain::refusal::Refusal;
use domain::status::Status;
use store::import::agency_id;
use store::verify_log::Verdict;

use crate::support::cast::official;
use crate::support::deeds::{accept, act, assign, publish, refused, submit, submit_for_approval};
use crate::support::{Cast, Place, stories};

stories!(open_petitions_pass_to_those_who_took_over);

/// Departments of Bắc Kạn until 28 February 2025, and of Thái Nguyên since 1 July.
const BEFORE: &str = "bk-so-gtvt";
const BETWEEN: &str = "bk-so-xay-dung";
const AFTER: &str = "so-xay-dung";

async fn open_petitions_pass_to_those_who_took_over(place: Place) {
    place.set("2025-02-17T09:00:00");
    let store = place.open().await;
    let cast = Cast::enter(&store).await;
    let old = official(&store, "Hoàng Văn Cũ", &[(Role::Handler, BEFORE)]).await;
    let mut open = Vec::new();
    for key in ["led", "supported", "untouched"] {
        let id = submit(&store, key).await.id;
        act(&store, &cast.intake, id, accept()).await;
        let (lead, supporting): (_, &[&str]) = match key {
            "led" => (BEFORE, &[]),
            "supported" => ("bk-so-y-te", &[BEFORE, BETWEEN]),
            _ => ("bk-so-tu-phap", &[]),
        };
        act(&store, &cast.intake, id, assign(lead, supporting)).await;
        open.push(id);
    }
    act(&store, &old, open[0], Action::Start).await;
    let due = store.deadlines(open[0]).await.expect("deadlines");
    assert_eq!(
        store.pass_to_successors().await.expect("passed"),
        0,
        "all stand"
    );

    place.set("2025-03-03T08:00:00");
    assert_eq!(store.pass_to_successors().await.expect("passed"), 2);
    let led = store.petition(open[0]).await.expect("petition");
    assert_eq!(
        (led.lead(), led.status()),
        (Some(agency_id(BETWEEN)), Status::Processing)
    );
    assert_eq!(
        store.deadlines(open[0]).await.expect("deadlines"),
        due,
        "dates stay"
    );
    let last = store
        .timeline(open[0])
        .await
        .expect("log")
        .pop()
        .expect("an event");
    assert_eq!(
        (last.action.verb(), last.by.role.as_str()),
        (Verb::ReassignBySuccession, "system")
    );
    assert_eq!(
        store.pass_to_successors().await.expect("passed"),
        0,
        "once is enough"
    );

    // Two steps later the officials of today answer; those of then may not.
    place.set("2025-07-01T08:00:00");
    assert_eq!(store.pass_to_successors().await.expect("passed"), 4);
    assert!(matches!(
        refused(&store, &old, open[0], submit_for_approval()).await,
        Refusal::NotAllowed { .. }
    ));
    act(&store, &cast.handler, open[0], submit_for_approval()).await;
    act(&store, &cast.approver, open[0], Action::Approve).await;
    act(&store, &cast.publisher, open[0], publish()).await;
    let supported = store.petition(open[1]).await.expect("petition");
    let part = supported.state.assignment().expect("an assignment");
    assert_eq!(
        (part.lead, part.supporting.as_slice()),
        (agency_id("so-y-te"), &[agency_id(AFTER)][..]),
        "who took over from two stands once"
    );
    assert!(matches!(
        store.verify_log().await.expect("verify"),
        Verdict::Intact { .. }
    ));
}
