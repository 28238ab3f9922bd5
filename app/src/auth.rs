//! Signing in and registering, and what keeps an account safe.

mod confirm;
mod pages;
mod passkeys;
mod security;

pub use confirm::{ConfirmPage, SecondStepPage};
pub use pages::{RegisterPage, SignInPage};
pub use security::{RecoveryCodesPage, SECURITY, SecurityPage, TotpPage};
