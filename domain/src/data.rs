//! A person's own data: an archive of it to take away, and leaving for good.

use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    FieldError,
    contracts::machine::named,
    ids::{ContractId, ExportId},
    money::Money,
};

/// How long a finished archive can be fetched.
pub const EXPORT_LIFETIME: Duration = Duration::days(7);

/// For so long a new archive would hold nothing new: the last one is answered instead.
pub const EXPORT_PAUSE: Duration = Duration::hours(1);

/// How long an account waits to be deleted; signing in meanwhile keeps it.
pub const DELETION_GRACE: Duration = Duration::days(30);

/// What stands where the name of somebody who left stood.
pub const DELETED_NAME: &str = "Cuenta eliminada";

named! {
    /// How far an archive is.
    ExportStatus {
        /// Asked for; it is being made.
        Pending = "pending",
        Ready = "ready",
        /// It could not be made; it can be asked for again.
        Failed = "failed",
    }
}

/// An archive of everything that a person has here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Export {
    pub id: ExportId,
    pub status: ExportStatus,
    pub requested_at: DateTime<Utc>,
    /// Where it can be fetched by who asked for it, signed in; null until it is ready.
    pub url: Option<String>,
    pub bytes: Option<i64>,
    /// From then on it is gone.
    pub expires_at: Option<DateTime<Utc>>,
}

/// Where a finished archive is fetched.
pub fn export_url(id: ExportId) -> String {
    format!("/exportaciones/{id}")
}

/// Why an account can't be deleted now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// A contract that is not over, by its id and title.
    Contract { id: ContractId, title: String },
    /// Money on its way to the person.
    Money(Money),
}

impl Obstacle {
    /// The page where it can be brought to its end.
    pub fn path(&self) -> String {
        match self {
            Self::Contract { id, .. } => format!("/contratos/{id}"),
            Self::Money(_) => "/panel/billetera".to_owned(),
        }
    }

    /// As a reason of a conflict.
    pub fn reason(&self) -> FieldError {
        match self {
            Self::Contract { title, .. } => {
                FieldError::new("contracts", "contract_in_progress").with("title", title)
            }
            Self::Money(money) => FieldError::new("balance", "money_on_its_way")
                .with("amount", format_args!("{} {}", money.to_input(), money.currency.code())),
        }
    }
}
