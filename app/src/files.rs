//! Files on their way out of a browser: the frame that a picture is cut with, and how far an upload has come.

pub mod islands;

#[cfg(feature = "hydrate")]
mod browser;
#[cfg(not(feature = "hydrate"))]
#[path = "files/nowhere.rs"]
mod browser;
