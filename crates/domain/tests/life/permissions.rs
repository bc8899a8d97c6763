//! Who may do what, where, and when? Tried for every verb, role, agency and state, and compared with a table for people.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use domain::action::Verb;
use domain::actor::Actor;
use domain::official::Role;
use domain::permission::{
    agencies_worked_for, has_board, may_administer, may_analyse, may_enter_on_behalf,
    may_name_topics, may_read_sender, may_report, may_see, sees_all,
};
use domain::petition::Petition;
use domain::status::{State, Status};
use domain::transition::available;

use crate::people::{LEAD, OTHER, SUPPORT, official};
use crate::world::{in_time, received, state, with_proposal};

/// `*` marks a pending proposal to hide, `°` a case in progress that nobody has taken up (second round),
/// `late` that the sender's term is over. Officials act in the lead agency unless it says otherwise.
const EXPECTED: &str = "
accept              | intake anywhere                | submitted resubmitted
request_info        | intake anywhere                | submitted resubmitted
reject              | intake anywhere                | submitted need_info(late) resubmitted
assign              | intake anywhere                | accepted
refer_out           | intake anywhere                | submitted resubmitted accepted
start               | handler                        | assigned processing°
draft_answer        | handler                        | processing processing°
submit_for_approval | handler                        | processing processing°
approve             | approver, agency_lead          | awaiting_approval
send_back           | approver, agency_lead          | awaiting_approval
publish             | publisher anywhere             | answered answered*
confirm_hiding      | agency_lead                    | answered* published*
decline_hiding      | agency_lead                    | answered* published*
propose_hiding      | publisher anywhere             | answered published
report_progress     | handler, agency_lead           | studying
resume              | handler, agency_lead           | studying
study               | agency_lead                    | processing processing°
return_to_intake    | handler, agency_lead           | assigned processing
extend              | approver, agency_lead          | assigned processing processing° studying awaiting_approval
merge               | intake anywhere                | submitted accepted assigned
unmerge             | intake anywhere                | merged
remind              | intake anywhere                | assigned processing processing° studying awaiting_approval
supplement          | sender                         | need_info need_info(late)
withdraw            | sender                         | submitted need_info need_info(late) resubmitted accepted assigned processing processing° studying awaiting_approval
rate                | sender                         | answered answered* published published* answered_private
reopen              | sender                         | published published* answered_private
note                | intake, publisher anywhere     | all
note                | handler, approver, agency_lead | assigned and later
note                | the same in support            | assigned and later
";

/// The states to try, each with the name the table uses.
fn cases() -> Vec<(String, Petition, bool)> {
    let mut cases = Vec::new();
    for status in Status::ALL {
        let petition = Petition {
            state: state(status),
            ..received()
        };
        cases.push((status.code().to_owned(), petition.clone(), false));
        if status == Status::NeedInfo {
            cases.push(("need_info(late)".to_owned(), petition.clone(), true));
        }
        if matches!(status, Status::Answered | Status::Published) {
            let state = with_proposal(petition.state.clone());
            cases.push((
                format!("{}*", status.code()),
                Petition {
                    state,
                    ..petition.clone()
                },
                false,
            ));
        }
        if let State::Processing { assignment, .. } = petition.state {
            let state = State::Processing {
                assignment,
                handler: None,
            };
            cases.push((
                "processing°".to_owned(),
                Petition {
                    state,
                    round: 2,
                    ..received()
                },
                false,
            ));
        }
    }
    cases
}

/// In which states the actor is offered each verb.
fn tried(actor: &Actor) -> BTreeMap<Verb, Vec<String>> {
    let mut offered: BTreeMap<Verb, Vec<String>> = BTreeMap::new();
    for (name, petition, late) in cases() {
        let mut circumstances = in_time();
        if late {
            circumstances.supplement_due = Some(circumstances.now - chrono::TimeDelta::seconds(1));
        }
        for verb in available(&petition, actor, &circumstances) {
            offered.entry(verb).or_default().push(name.clone());
        }
    }
    offered
}

/// The table as the rules have it.
fn generated() -> String {
    let verbs = Verb::DESK
        .into_iter()
        .chain(Verb::SENDER)
        .chain([Verb::Note]);
    let sender = tried(&Actor::Sender);
    let at = |agency| Role::ALL.map(|role| (role, tried(&official(1, &[(role, agency)]))));
    let (lead, support, other) = (at(LEAD), at(SUPPORT), at(OTHER));
    let mut table = String::from("\n");
    for verb in verbs {
        // Roles with the same states share a line; `anywhere` when it is the same in an agency that has no part.
        let mut lines: Vec<(String, Vec<String>)> = Vec::new();
        for (index, (role, offered)) in lead.iter().enumerate() {
            let Some(states) = offered.get(&verb) else {
                continue;
            };
            let anywhere = other[index].1.get(&verb) == Some(states);
            let name = (role.code(), if anywhere { " anywhere" } else { "" });
            assert!(
                anywhere || !other[index].1.contains_key(&verb),
                "{verb:?} by {role:?} of another agency"
            );
            match lines
                .iter_mut()
                .find(|(names, known)| known == states && names.ends_with("anywhere") == anywhere)
            {
                Some((names, _)) => {
                    *names = format!(
                        "{}, {}{}",
                        names.trim_end_matches(" anywhere"),
                        name.0,
                        name.1
                    );
                }
                None => lines.push((format!("{}{}", name.0, name.1), states.clone())),
            }
            let supports = support[index].1.get(&verb);
            assert!(
                anywhere || supports.is_none() || verb == Verb::Note,
                "{verb:?} by {role:?} of a supporting agency"
            );
        }
        if let Some(states) = sender.get(&verb) {
            lines.push(("sender".to_owned(), states.clone()));
        }
        if verb == Verb::Note {
            let supporting: Vec<_> = support
                .iter()
                .filter_map(|(_, offered)| offered.get(&verb))
                .collect();
            let same = lines
                .iter()
                .find(|(names, _)| names.starts_with("handler"))
                .map(|(_, states)| states.clone());
            let same = same.expect("the lead's line");
            assert!(supporting.contains(&&same));
            lines.push(("the same in support".to_owned(), same));
        }
        for (names, states) in lines {
            writeln!(
                table,
                "{:<19} | {names:<30} | {}",
                verb.code(),
                in_short(&states)
            )
            .expect("a string");
        }
    }
    table
}

fn in_short(states: &[String]) -> String {
    let all: Vec<_> = cases().into_iter().map(|(name, _, _)| name).collect();
    let with_assignment: Vec<_> = cases()
        .into_iter()
        .filter(|(_, petition, _)| petition.lead().is_some())
        .map(|(name, _, _)| name)
        .collect();
    if states == all {
        "all".to_owned()
    } else if states == with_assignment {
        "assigned and later".to_owned()
    } else {
        states.join(" ")
    }
}

#[test]
fn every_verb_by_every_role_in_every_state() {
    let (generated, expected) = (generated(), EXPECTED);
    for (found, wanted) in generated.lines().zip(expected.lines()) {
        assert_eq!(found, wanted);
    }
    assert_eq!(generated.lines().count(), expected.lines().count());
}

#[test]
fn who_sees_reads_reports_and_administers() {
    let petition = Petition {
        state: state(Status::Processing),
        ..received()
    };
    let rows: Vec<_> = Role::ALL
        .into_iter()
        .flat_map(|role| {
            [("lead", LEAD), ("support", SUPPORT), ("other", OTHER)].map(|at| (role, at))
        })
        .map(|(role, (place, agency))| {
            let Actor::Official(one) = official(1, &[(role, agency)]) else {
                panic!("an official")
            };
            let rights = [
                ("sees", may_see(&one, &petition)),
                ("reads-sender", may_read_sender(&one, &petition)),
                ("sees-all", sees_all(&one)),
                ("board", has_board(&one)),
                ("reports", may_report(&one)),
                ("enters", may_enter_on_behalf(&one)),
                ("analyses", may_analyse(&one)),
                ("names-topics", may_name_topics(&one)),
                ("administers", may_administer(&one)),
            ];
            let held: Vec<_> = rights
                .into_iter()
                .filter(|(_, held)| *held)
                .map(|(name, _)| name)
                .collect();
            assert_eq!(
                agencies_worked_for(&one).is_empty(),
                !matches!(role, Role::Handler | Role::Approver | Role::AgencyLead)
            );
            format!("{} at {place}: {}", role.code(), held.join(" "))
        })
        .collect();
    let expected = [
        "intake at lead: sees reads-sender sees-all board reports enters analyses names-topics",
        "intake at support: sees reads-sender sees-all board reports enters analyses names-topics",
        "intake at other: sees reads-sender sees-all board reports enters analyses names-topics",
        "handler at lead: sees reads-sender board analyses",
        "handler at support: sees board analyses",
        "handler at other: board analyses",
        "approver at lead: sees reads-sender board analyses",
        "approver at support: sees board analyses",
        "approver at other: board analyses",
        "publisher at lead: sees sees-all board reports analyses names-topics",
        "publisher at support: sees sees-all board reports analyses names-topics",
        "publisher at other: sees sees-all board reports analyses names-topics",
        "agency_lead at lead: sees reads-sender board reports analyses",
        "agency_lead at support: sees board reports analyses",
        "agency_lead at other: board reports analyses",
        "administrator at lead: administers",
        "administrator at support: administers",
        "administrator at other: administers",
        "auditor at lead: sees sees-all board reports analyses",
        "auditor at support: sees sees-all board reports analyses",
        "auditor at other: sees sees-all board reports analyses",
    ];
    assert_eq!(rows, expected);
}
