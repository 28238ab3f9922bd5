//! The objects of Stripe's API that we use: what they are, how the API shows them, and what Stripe lets happen to them.
pub mod accounts;
pub mod charges;
pub mod checkout_sessions;
pub mod disputes;
pub mod events;
pub mod payment_intents;
pub mod refunds;
pub mod transfers;

pub use accounts::{Account, AccountLink};
pub use charges::Charge;
pub use checkout_sessions::{CheckoutSession, PayOutcome};
pub use disputes::Dispute;
pub use events::Event;
pub use payment_intents::PaymentIntent;
pub use refunds::Refund;
pub use transfers::Transfer;
