//! One type per kind of id, so that a gig's id can't be passed where a user's is meant.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// The bare UUID, as the database keeps it.
            pub const fn get(self) -> Uuid {
                self.0
            }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, uuid::Error> {
                text.parse().map(Self)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(out)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(out, concat!(stringify!($name), "({})"), self.0)
            }
        }
    )*};
}

ids! {
    /// A person with an account.
    UserId,
    /// One sign-in on one device; the family of its refresh tokens.
    SessionId,
    /// A key that signs in.
    PasskeyId,
    /// A service that a freelancer offers.
    GigId,
    /// An order of a gig, or an awarded bid.
    ContractId,
    /// A part of a contract with its own price and delivery.
    MilestoneId,
    /// One hand-over of work in a milestone.
    DeliveryId,
    /// One attempt to pay a milestone.
    PaymentId,
    /// What one side of a contract says of the other.
    ReviewId,
    /// A stored file.
    FileId,
    /// Where a seller's money goes.
    PayoutAccountId,
    /// An archive of a person's data.
    ExportId,
    /// One thing that a person is told.
    NotificationId,
    /// A gig or a person that somebody keeps.
    FavoriteId,
    /// One person's list of what they keep.
    FavoriteListId,
}
