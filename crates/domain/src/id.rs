//! Which thing is meant? Typed identifiers, so that an agency's id cannot stand where a petition's belongs.

use std::fmt;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! typed_id {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    )*};
}

typed_id! {
    /// One petition (phản ánh, kiến nghị).
    PetitionId;
    /// One agency (cơ quan, đơn vị), whatever it is called at the time.
    AgencyId;
    /// One official (cán bộ, công chức) with an account.
    OfficialId;
    /// One deadline of one petition.
    DeadlineId;
}
