//! Who acts in these tests?

use domain::actor::{ActingOfficial, Actor};
use domain::id::{AgencyId, OfficialId};
use domain::official::{Grant, Role};
use uuid::Uuid;

/// Leads the petition.
pub const LEAD: AgencyId = AgencyId(Uuid::from_u128(1));
/// Supports it.
pub const SUPPORT: AgencyId = AgencyId(Uuid::from_u128(2));
/// Has nothing to do with it.
pub const OTHER: AgencyId = AgencyId(Uuid::from_u128(3));
/// Receives, and reviews the second round.
pub const OFFICE: AgencyId = AgencyId(Uuid::from_u128(4));

/// An official with the roles in the agencies.
pub fn official(number: u128, grants: &[(Role, AgencyId)]) -> Actor {
    let grants = grants
        .iter()
        .map(|(role, agency)| Grant {
            role: *role,
            agency: *agency,
            valid_from: "2020-01-01".parse().expect("day"),
            valid_to: None,
        })
        .collect();
    Actor::Official(ActingOfficial {
        id: id(number),
        full_name: format!("Cán bộ {number}"),
        grants,
    })
}

pub fn id(number: u128) -> OfficialId {
    OfficialId(Uuid::from_u128(0x1000 + number))
}

/// Everybody, and some with more than one hat.
pub fn everybody() -> Vec<Actor> {
    let mut all = vec![Actor::Sender, Actor::System];
    let mut number = 10;
    for agency in [LEAD, SUPPORT, OTHER, OFFICE] {
        for role in Role::ALL {
            number += 1;
            all.push(official(number, &[(role, agency)]));
        }
    }
    all.push(official(1, &Role::ALL.map(|role| (role, LEAD))));
    all.push(official(
        2,
        &[LEAD, OFFICE].map(|agency| (Role::Approver, agency)),
    ));
    all.push(official(
        3,
        &[
            (Role::Handler, LEAD),
            (Role::Approver, LEAD),
            (Role::Handler, OFFICE),
            (Role::Approver, OFFICE),
        ],
    ));
    all.push(official(
        4,
        &[
            (Role::Publisher, OFFICE),
            (Role::AgencyLead, LEAD),
            (Role::AgencyLead, OFFICE),
        ],
    ));
    all
}
