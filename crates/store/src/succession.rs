//! What becomes of open petitions when their agency is no more?

use domain::action::Action;
use domain::actor::Actor;
use domain::calendar::local_date;
use domain::id::{AgencyId, PetitionId};
use uuid::Uuid;

use crate::db::read;
use crate::{Store, StoreError};

impl Store {
    /// Passes what agencies that no longer stand had in hand, as lead or in support, to those that took over from them,
    /// each with an event that its sender sees. Dates stay as they are. What nobody took over stays: intake sees it on
    /// the board and decides. Returns how often one passed on; a second call has nothing to do.
    ///
    /// # Errors
    /// When the database does not answer; what was passed until then stays passed.
    pub async fn pass_to_successors(&self) -> Result<usize, StoreError> {
        let catalogue = self.catalogue();
        let today = local_date(self.now());
        let ended: Vec<(AgencyId, AgencyId)> = catalogue
            .organisations
            .iter()
            .filter(|agency| !agency.stands_on(today))
            .map(|agency| {
                (
                    agency.id,
                    catalogue.organisations.rolled_up(agency.id, today),
                )
            })
            .filter(|(from, to)| from != to)
            .collect();
        let mut passed = 0;
        for (from, to) in ended {
            let open: Vec<(Uuid,)> = read!(self.db(), pool => sqlx::query_as(
                "select petition.id from assignment join petition on petition.id = assignment.petition_id
                 where assignment.agency_id = $1
                    and petition.status in ('assigned', 'processing', 'studying', 'awaiting_approval', 'answered')
                 order by petition.number"
            ).bind(from.0).fetch_all(pool).await)?;
            for (id,) in open {
                let action = Action::ReassignBySuccession { from, to };
                self.perform(&Actor::System, PetitionId(id), None, action)
                    .await?;
                passed += 1;
            }
        }
        Ok(passed)
    }
}
