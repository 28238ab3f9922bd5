//! Contracts on the screen: the order, the list, and the room where two people work together.

mod list;
mod order;
mod room;
mod timeline;

pub use list::{ContractRows, ContractsPage};
pub use order::OrderPage;
pub use room::RoomPage;
