//! Gigs on the screen: lists, the gig's own page, the editor, one's own gigs.

pub mod islands;

#[cfg(feature = "ssr")]
pub mod pages;
