//! Signing in and registering, the way back in, what one signs in with, and what keeps an account safe.

mod account;
mod confirm;
mod links;
mod pages;
mod passkeys;
mod recovery;
mod security;

pub use account::{AccountPage, VerifyBanner};
pub use confirm::{ConfirmPage, SecondStepPage};
pub use links::{ConfirmEmailPage, UndoEmailPage, VerifyEmailPage};
pub use pages::{RegisterPage, SignInPage};
pub use recovery::{ForgotPasswordPage, ResetPasswordPage};
pub use security::{RecoveryCodesPage, SECURITY, SecurityPage, TotpPage};
