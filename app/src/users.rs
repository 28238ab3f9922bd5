//! People on the screen: the public profile, and the forms that edit one's own.

pub mod islands;
#[cfg(feature = "ssr")]
pub mod pages;

#[cfg(feature = "ssr")]
pub use pages::{EditProfilePage, PortfolioPage, ProfilePage};
