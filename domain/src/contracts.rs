//! Contracts: the two machines of each milestone as data, the commands that move them, and what the room shows.
//! The rules are rows of one table ([`machine::RULES`]); a later feature adds rows, not branches.

pub mod commands;
pub mod machine;
pub mod room;
pub mod timers;

pub use commands::{DeliveryDraft, DeliveryInput, RevisionDraft, criteria_of};
pub use machine::{Actor, Effect, Event, Facts, Guard, MoneyState, Position, RULES, Rule, WorkState};
pub use room::{
    ContractCard, ContractRoom, DeliveryView, FileView, LedgerLine, MilestoneView, NextStep, RevisionView,
    Side, Step, TimelineEntry,
};
pub use timers::{TimerEvent, Timers};
