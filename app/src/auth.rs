//! Signing in and registering.

mod pages;

pub use pages::{RegisterPage, SignInPage};
