//! Payments as people see them: attempts, balances, accounts that money goes to.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    contracts::{machine::named, room::Side},
    ids::{ContractId, PaymentId, PayoutAccountId},
    money::{Currency, Money},
};

named! {
    /// How an attempt to pay stands.
    PaymentStatus {
        Pending = "pending",
        RequiresAction = "requires_action",
        Authorized = "authorized",
        Succeeded = "succeeded",
        Failed = "failed",
        Cancelled = "cancelled",
    }
}

impl PaymentStatus {
    /// It can still be paid.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Pending | Self::RequiresAction | Self::Authorized)
    }
}

/// Where the browser goes to pay.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Checkout {
    pub contract_id: ContractId,
    /// The provider's page. Null while the provider has not answered: ask again with `pay`.
    /// Also null when the payment went through meanwhile; the contract's state tells.
    pub checkout_url: Option<String>,
}

/// One payment in the list of a person's payments.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Payment {
    pub id: PaymentId,
    pub contract_id: ContractId,
    pub title: String,
    /// The reader paid it as client, or it is for their work.
    pub side: Side,
    pub amount: Money,
    pub status: PaymentStatus,
    pub created_at: DateTime<Utc>,
}

/// A person's money in one currency; sums over the ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Balance {
    pub currency: Currency,
    /// Paid by clients and protected, for work that is not approved yet; before our fee.
    pub held: Money,
    /// Approved, waiting for the clearance or the transfer.
    pub pending: Money,
    /// Transferred to the payout account.
    pub available: Money,
}

named! {
    /// A way to receive money.
    PayoutKind {
        /// A connected account at the payment provider.
        Stripe = "stripe",
        /// CBU, CVU or alias.
        Bank = "bank",
    }
}

/// Where a seller's money goes.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PayoutAccount {
    pub id: PayoutAccountId,
    pub kind: PayoutKind,
    /// Money can be sent to it.
    pub is_ready: bool,
    pub created_at: DateTime<Utc>,
}

/// Where the browser goes to fill in what the provider must know of a seller.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Onboarding {
    pub account: PayoutAccount,
    /// The provider's page, for one visit. Null when nothing is missing, or the provider has not answered yet.
    pub onboarding_url: Option<String>,
}
