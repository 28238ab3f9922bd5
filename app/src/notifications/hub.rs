//! One socket per page, shared by every island that wants to hear something. On the server there is none.

#[cfg(feature = "hydrate")]
mod browser;
#[cfg(not(feature = "hydrate"))]
#[path = "hub/nowhere.rs"]
mod browser;

pub use browser::{is_open, listen, send};

/// A notice as the socket brings it, its text in the reader's language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    pub id: String,
    pub text: String,
    /// What it is about; may be empty.
    pub subject: String,
    pub path: String,
    pub is_unread: bool,
}

/// What the socket told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// How many notices are unread now: read here, in another tab or on another device.
    Unread(i32),
    /// There is a new notice.
    Notice { card: Card, unread: i32 },
    /// The last few notices, newest first, as asked for with `{"type":"recent"}`.
    Recent(Vec<Card>),
}
