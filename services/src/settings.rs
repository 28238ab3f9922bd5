//! What an operator decides, as the services need it. The command line reads it from the environment.

use std::{collections::BTreeMap, fmt, path::PathBuf};

use domain::{locale::Locale, notifications::NotificationKind};

/// A value that neither prints nor serialises.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    pub fn new(value: impl Into<String>) -> Self {
        Self(value.into())
    }

    /// The value itself; for handing it to the library that needs it.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl From<String> for Secret {
    fn from(value: String) -> Self {
        Self(value)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("[secret]")
    }
}

/// The services' settings; `server::settings` documents each for operators.
#[derive(Clone, Debug)]
pub struct Settings {
    pub is_production: bool,
    /// Scheme and host that people type, without a slash at the end.
    pub public_url: String,
    pub database_url: Secret,
    /// At least two: some are for searches alone.
    pub database_connections: u32,
    pub redis_url: Secret,
    /// Signs access tokens; at least 32 bytes.
    pub session_secret: Secret,
    /// Seals secrets at rest with the first, opens them with any, while one is being replaced.
    pub data_keys: Vec<Secret>,
    pub files_dir: PathBuf,
    /// Instead of the folder, where it is set.
    pub bucket: Option<Bucket>,
    /// `smtp://` or `smtps://` with user and password; empty: mails become files in `files_dir`.
    pub smtp_url: Secret,
    /// Whom mails are from: `LABUREMOS <hola@…>`.
    pub mail_from: String,
    pub stripe_secret_key: Secret,
    /// Any of several, while one is being replaced.
    pub stripe_webhook_secrets: Vec<Secret>,
    /// Stripe's, or that of fake-stripe.
    pub stripe_api_url: String,
    /// Multiplies every rate limit; 1 is what product.md says.
    pub rate_limit_scale: f64,
    /// The platform's part in basis points; frozen into each contract.
    pub fee_basis_points: i32,
    /// The sentence of a notice: texts are the app's, which the services don't know.
    pub describe_notice: Describe,
}

/// A bucket of Amazon S3 or of something that speaks like it.
#[derive(Clone, Debug)]
pub struct Bucket {
    pub name: String,
    pub region: String,
    /// Empty: Amazon's own.
    pub endpoint: String,
    pub access_key_id: String,
    pub secret_access_key: Secret,
}

/// Says a notice of a kind with its params in a language.
pub type Describe = fn(Locale, NotificationKind, &BTreeMap<String, String>) -> String;
