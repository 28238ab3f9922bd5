//! Contracts: from the order to the last review. Each command locks the milestone, asks the table in `domain::contracts` what
//! may happen, and writes state, event, ledger and queued provider calls in one transaction.

pub mod approve;
pub mod deliver;
pub(crate) mod engine;
pub mod order;
pub mod room;
pub(crate) mod timers;

pub use approve::{approve, extend, release};
pub use deliver::{deliver, request_revision, skip_requirements, submit_requirements};
pub use engine::Target;
pub use order::{order, pay};
pub use room::{can_download, get, ledger, list, timeline};
