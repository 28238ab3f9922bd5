//! Notices on screen: the bell in the header, the page of all notices, and the one socket that feeds every island.

pub mod hub;
pub mod islands;

#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod texts;
