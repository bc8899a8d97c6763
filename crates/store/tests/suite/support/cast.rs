//! Who takes part? Invented officials in real agencies.

use domain::actor::{ActingOfficial, Actor};
use domain::id::AgencyId;
use domain::official::{Grant, Role};
use store::Store;
use store::import::agency_id;
use store::officials::NewOfficial;

/// The agency that receives, publishes and reviews.
pub const OFFICE: &str = "van-phong";
/// The agency that leads in most stories.
pub const CONSTRUCTION: &str = "so-xay-dung";
/// Another one.
pub const HEALTH: &str = "so-y-te";

/// Everybody a petition meets.
pub struct Cast {
    pub intake: Actor,
    pub publisher: Actor,
    pub handler: Actor,
    pub approver: Actor,
    pub leader: Actor,
    /// Works where the petition is not.
    pub stranger: Actor,
    pub auditor: Actor,
    pub administrator: Actor,
    /// Work at the office that reviews.
    pub reviewer: Actor,
    pub second_approver: Actor,
}

impl Cast {
    pub async fn enter(store: &Store) -> Self {
        let one = async |name, role, agency| official(store, name, &[(role, agency)]).await;
        Self {
            intake: one("Nông Thị Tiếp", Role::Intake, OFFICE).await,
            publisher: one("Đàm Thị Công", Role::Publisher, OFFICE).await,
            handler: one("Lý Văn Xử", Role::Handler, CONSTRUCTION).await,
            approver: one("Hà Thị Duyệt", Role::Approver, CONSTRUCTION).await,
            leader: one("Ma Văn Trưởng", Role::AgencyLead, CONSTRUCTION).await,
            stranger: one("Bế Thị Xa", Role::Handler, HEALTH).await,
            auditor: one("Chu Văn Soát", Role::Auditor, OFFICE).await,
            administrator: one("Lường Văn Trị", Role::Administrator, OFFICE).await,
            reviewer: one("Triệu Thị Xét", Role::Handler, OFFICE).await,
            second_approver: one("Phùng Văn Chuẩn", Role::Approver, OFFICE).await,
        }
    }
}

/// Makes an account with the grants.
pub async fn official(store: &Store, name: &str, roles: &[(Role, &str)]) -> Actor {
    let grants: Vec<_> = roles
        .iter()
        .map(|(role, slug)| grant(*role, agency_id(slug)))
        .collect();
    let new = NewOfficial {
        username: name.replace(' ', "."),
        full_name: name.to_owned(),
        password: None,
        agency: grants
            .first()
            .map_or(agency_id(OFFICE), |grant| grant.agency),
        grants: grants.clone(),
        demonstration: false,
    };
    let id = store.put_official(&new).await.expect("official");
    Actor::Official(ActingOfficial {
        id,
        full_name: name.to_owned(),
        grants,
    })
}

pub fn grant(role: Role, agency: AgencyId) -> Grant {
    Grant {
        role,
        agency,
        valid_from: "2024-01-01".parse().expect("day"),
        valid_to: None,
    }
}

/// The official behind an actor.
pub fn person(actor: &Actor) -> &ActingOfficial {
    actor.official().expect("an official")
}
