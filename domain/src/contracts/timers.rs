//! How long each side has. Copied into the contract when it begins, so that a change of policy never touches it.

use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};

use super::machine::named;

named! {
    /// What the clock does to a milestone; one timer runs at a time.
    TimerEvent {
        /// Row 5: the order has waited for its payment long enough.
        PaymentDue = "payment_due",
        /// Row 13: the client is reminded three days before the review period ends, …
        FirstReminder = "first_reminder",
        /// … and one day before.
        LastReminder = "last_reminder",
        /// Row 13: silence approves.
        ReviewEnds = "review_ends",
        /// Row 14: the money may go to the seller.
        ClearanceEnds = "clearance_ends",
        /// Row 7: the seller has not answered.
        AcceptanceDue = "acceptance_due",
    }
}

/// The durations of one contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Timers {
    pub payment_minutes: i64,
    pub acceptance_hours: i64,
    pub review_days: i64,
    pub extension_days: i64,
    pub clearance_days: i64,
}

impl Timers {
    /// Sellers whose money is held longer: their first contracts.
    pub const NEW_SELLER_CONTRACTS: i32 = 3;

    /// The timers of a contract with a seller who has completed so many.
    pub const fn for_seller(completed_contracts: i32) -> Self {
        let clearance_days = if completed_contracts < Self::NEW_SELLER_CONTRACTS { 7 } else { 3 };
        Self { payment_minutes: 30, acceptance_hours: 48, review_days: 7, extension_days: 3, clearance_days }
    }

    pub fn payment(&self) -> Duration {
        Duration::minutes(self.payment_minutes)
    }

    pub fn acceptance(&self) -> Duration {
        Duration::hours(self.acceptance_hours)
    }

    pub fn review(&self) -> Duration {
        Duration::days(self.review_days)
    }

    pub fn extension(&self) -> Duration {
        Duration::days(self.extension_days)
    }

    pub fn clearance(&self) -> Duration {
        Duration::days(self.clearance_days)
    }
}

/// The next thing the clock does in a review period that ends at `ends_at`: a reminder that is still ahead, or its end.
pub fn next_of_review(now: DateTime<Utc>, ends_at: DateTime<Utc>) -> (TimerEvent, DateTime<Utc>) {
    [(TimerEvent::FirstReminder, Duration::hours(72)), (TimerEvent::LastReminder, Duration::hours(24))]
        .into_iter()
        .map(|(event, before)| (event, ends_at - before))
        .find(|(_, at)| *at > now)
        .unwrap_or((TimerEvent::ReviewEnds, ends_at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_review_period_reminds_twice_and_then_ends() {
        let start = DateTime::<Utc>::UNIX_EPOCH;
        let ends = start + Duration::days(7);
        assert_eq!(next_of_review(start, ends), (TimerEvent::FirstReminder, ends - Duration::hours(72)));
        let (_, first) = next_of_review(start, ends);
        assert_eq!(next_of_review(first, ends), (TimerEvent::LastReminder, ends - Duration::hours(24)));
        let (_, last) = next_of_review(first, ends);
        assert_eq!(next_of_review(last, ends), (TimerEvent::ReviewEnds, ends));
    }

    #[test]
    fn new_sellers_wait_longer() {
        assert_eq!(Timers::for_seller(2).clearance_days, 7);
        assert_eq!(Timers::for_seller(3).clearance_days, 3);
    }
}
