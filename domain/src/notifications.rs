//! What a person is told, and about what.

use std::{collections::BTreeMap, fmt, str::FromStr};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{FieldError, ids::NotificationId};

/// The kinds of notice. The text of each is the translation `notifications.<kind>`, filled with the notice's params.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum NotificationKind {
    /// To the new person.
    Welcome,
    /// To the seller: an order came in and its money is held; work begins.
    OrderPaid,
    /// To the client: the payment went through.
    PaymentHeld,
    /// To the client: the payment did not go through.
    PaymentFailed,
    /// To the client: the order ran out of time unpaid.
    OrderExpired,
    /// To the client: there is work to look at.
    WorkDelivered,
    /// To the seller.
    RevisionRequested,
    /// To the seller: approved, the money is on its way.
    DeliveryApproved,
    /// To the seller: the money can be taken out.
    MoneyReleased,
    /// To both, before the review period ends by itself.
    ReviewPeriodEnding,
    /// To either side: the other one has reviewed; yours is missing.
    ReviewReceived,
    /// To both: the reviews can be read.
    ReviewsPublished,
    /// To who asked for it: the archive of their data can be fetched.
    ExportReady,
    /// To who came back while their account waited to be deleted: it stays.
    AccountKept,
}

impl NotificationKind {
    pub const ALL: [Self; 14] = [
        Self::Welcome,
        Self::OrderPaid,
        Self::PaymentHeld,
        Self::PaymentFailed,
        Self::OrderExpired,
        Self::WorkDelivered,
        Self::RevisionRequested,
        Self::DeliveryApproved,
        Self::MoneyReleased,
        Self::ReviewPeriodEnding,
        Self::ReviewReceived,
        Self::ReviewsPublished,
        Self::ExportReady,
        Self::AccountKept,
    ];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Welcome => "welcome",
            Self::OrderPaid => "order_paid",
            Self::PaymentHeld => "payment_held",
            Self::PaymentFailed => "payment_failed",
            Self::OrderExpired => "order_expired",
            Self::WorkDelivered => "work_delivered",
            Self::RevisionRequested => "revision_requested",
            Self::DeliveryApproved => "delivery_approved",
            Self::MoneyReleased => "money_released",
            Self::ReviewPeriodEnding => "review_period_ending",
            Self::ReviewReceived => "review_received",
            Self::ReviewsPublished => "reviews_published",
            Self::ExportReady => "export_ready",
            Self::AccountKept => "account_kept",
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// What one person is to be told. Params name what the text needs: `title`, `actor`, `amount` (already formatted
/// amounts are not stored; money is kept as `{"amount": …, "currency": …}` text by the caller's choice).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    pub kind: NotificationKind,
    pub params: BTreeMap<String, String>,
    /// Where a click leads, inside the site.
    pub path: String,
}

impl Notice {
    pub fn new(kind: NotificationKind, path: impl Into<String>) -> Self {
        Self { kind, params: BTreeMap::new(), path: path.into() }
    }

    /// Adds a value that the text names.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.params.insert(name.into(), value.into());
        self
    }
}

/// A place in the sequence of one person's notices: whoever has seen a cursor has seen all up to it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cursor(pub i64);

impl fmt::Display for Cursor {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}

impl FromStr for Cursor {
    type Err = FieldError;

    fn from_str(text: &str) -> Result<Self, FieldError> {
        match text.parse() {
            Ok(number) if number >= 0 => Ok(Self(number)),
            _ => Err(FieldError::new("cursor", "invalid")),
        }
    }
}

/// A notice that is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notification {
    pub id: NotificationId,
    pub cursor: Cursor,
    pub kind: NotificationKind,
    pub params: BTreeMap<String, String>,
    /// Where a click leads, inside the site.
    pub path: String,
    pub created_at: DateTime<Utc>,
    /// Null until the person has read it, on whatever device.
    pub read_at: Option<DateTime<Utc>>,
}

#[cfg(test)]
mod tests {
    use super::{Cursor, NotificationKind};

    #[test]
    fn every_kind_is_found_by_its_name() {
        for kind in NotificationKind::ALL {
            assert_eq!(NotificationKind::from_name(kind.name()), Some(kind));
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.name());
        }
    }

    #[test]
    fn a_cursor_is_a_number_from_zero_up() {
        assert_eq!("42".parse(), Ok(Cursor(42)));
        assert_eq!(Cursor(42).to_string(), "42");
        for text in ["", "-1", "1.5", "x", "99999999999999999999"] {
            assert!(text.parse::<Cursor>().is_err(), "{text}");
        }
    }
}
