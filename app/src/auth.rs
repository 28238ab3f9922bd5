//! Signing in and registering.

mod confirm;
mod pages;

pub use confirm::ConfirmPage;
pub use pages::{RegisterPage, SignInPage};
