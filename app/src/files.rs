//! Files on their way out of a browser: the frame that a picture is cut with, and how far an upload has come.

pub mod islands;
#[cfg(feature = "ssr")]
mod progress;

#[cfg(feature = "hydrate")]
mod browser;
#[cfg(not(feature = "hydrate"))]
#[path = "files/nowhere.rs"]
mod browser;

#[cfg(feature = "ssr")]
pub use progress::Progress;

/// What an upload tells on its way.
#[derive(Clone, Debug, PartialEq)]
pub enum Told {
    /// So many percent are with the server.
    Sent(f64),
    /// All is well; the browser goes where the server leads it.
    Taken,
    /// Field by field, in the reader's language.
    Refused(Vec<(String, String)>),
    /// No answer, or none that says why.
    Failed,
}
