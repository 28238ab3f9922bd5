//! Every setting of the program, by environment. `laburemos serve --help` lists them, `.env.example` repeats them.

use std::{net::SocketAddr, path::PathBuf};

use clap::{Args, ValueEnum};
use services::Secret;

/// Known to everybody who reads this file; the server refuses to start with it in production.
const DEVELOPMENT_SECRET: &str = "development-secret-development-secret";
const DEVELOPMENT_DATA_KEY: &str = "development-data-key-development-data-key";
const DEVELOPMENT_STRIPE_KEY: &str = "sk_test_development";
const DEVELOPMENT_WEBHOOK_SECRET: &str = "whsec_development";

/// Where the program runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Environment {
    Development,
    Production,
}

#[derive(Args, Clone, Debug)]
pub struct Settings {
    /// production refuses default secrets, logs JSON and hides what only developers need.
    #[arg(long, env = "APP_ENV", value_enum, default_value = "development")]
    pub environment: Environment,

    /// Address and port to listen on.
    #[arg(long, env = "LISTEN", default_value = "127.0.0.1:3000")]
    pub listen: SocketAddr,

    /// Scheme and host that people type; for links, redirects and origin checks.
    #[arg(long, env = "PUBLIC_URL", default_value = "http://localhost:3000")]
    pub public_url: String,

    /// PostgreSQL.
    #[arg(
        long,
        env = "DATABASE_URL",
        hide_env_values = true,
        default_value = "postgres://localhost/laburemos"
    )]
    pub database_url: String,

    /// Most connections to PostgreSQL at once; a third of them are for searches.
    #[arg(long, env = "DATABASE_CONNECTIONS", default_value_t = 20, value_parser = clap::value_parser!(u32).range(2..))]
    pub database_connections: u32,

    /// Redis. The site goes on without it, slower.
    #[arg(long, env = "REDIS_URL", hide_env_values = true, default_value = "redis://127.0.0.1:6379")]
    pub redis_url: String,

    /// Signs access tokens; at least 32 characters.
    #[arg(long, env = "SESSION_SECRET", hide_env_values = true, default_value = DEVELOPMENT_SECRET)]
    pub session_secret: String,

    /// Seals what people's accounts keep secret in the database; at least 32 characters. Comma-separated while one is being
    /// replaced: the first seals, each opens.
    #[arg(long, env = "DATA_KEY", hide_env_values = true, value_delimiter = ',', default_value = DEVELOPMENT_DATA_KEY)]
    pub data_key: Vec<String>,

    /// Where uploaded files are kept.
    #[arg(long, env = "FILES_DIR", default_value = ".local/files")]
    pub files_dir: PathBuf,

    /// Keep uploaded files in this bucket of Amazon S3, or of what speaks like it, instead of `FILES_DIR`.
    #[arg(long, env = "S3_BUCKET", default_value = "")]
    pub s3_bucket: String,

    /// Where the bucket is; empty for Amazon's own address.
    #[arg(long, env = "S3_ENDPOINT", default_value = "")]
    pub s3_endpoint: String,

    #[arg(long, env = "S3_REGION", default_value = "us-east-1")]
    pub s3_region: String,

    #[arg(long, env = "S3_ACCESS_KEY_ID", default_value = "")]
    pub s3_access_key_id: String,

    #[arg(long, env = "S3_SECRET_ACCESS_KEY", hide_env_values = true, default_value = "")]
    pub s3_secret_access_key: String,
    /// Where mails are handed over: `smtps://user:password@host`, or `smtp://host?tls=required`. Empty: they become files
    /// in `FILES_DIR/mail`, which the site shows at `/_mail` outside production.
    #[arg(long, env = "SMTP_URL", hide_env_values = true, default_value = "")]
    pub smtp_url: String,

    /// Whom mails are from.
    #[arg(long, env = "MAIL_FROM", default_value = "LABUREMOS <hola@localhost>")]
    pub mail_from: String,

    /// The built site: what cargo-leptos wrote.
    #[arg(long, env = "SITE_DIR", default_value = "target/site")]
    pub site_dir: PathBuf,

    /// Secret key of Stripe, or of fake-stripe.
    #[arg(long, env = "STRIPE_SECRET_KEY", hide_env_values = true, default_value = DEVELOPMENT_STRIPE_KEY)]
    pub stripe_secret_key: String,

    /// Secrets of the webhook endpoint, comma-separated while one is being replaced.
    #[arg(long, env = "STRIPE_WEBHOOK_SECRET", hide_env_values = true, value_delimiter = ',', default_value = DEVELOPMENT_WEBHOOK_SECRET)]
    pub stripe_webhook_secret: Vec<String>,

    /// Stripe's address, or that of fake-stripe.
    #[arg(long, env = "STRIPE_API_URL", default_value = "https://api.stripe.com/")]
    pub stripe_api_url: String,

    /// Proxies whose X-Forwarded-For is believed: addresses, comma-separated.
    #[arg(long, env = "TRUSTED_PROXIES", value_delimiter = ',')]
    pub trusted_proxies: Vec<std::net::IpAddr>,

    /// Other origins that may call the API from a browser, comma-separated.
    #[arg(long, env = "CORS_ORIGINS", value_delimiter = ',')]
    pub cors_origins: Vec<String>,

    /// Multiplies every rate limit; for load runs.
    #[arg(long, env = "RATE_LIMIT_SCALE", default_value_t = 1.0)]
    pub rate_limit_scale: f64,

    /// The platform's part of each milestone in basis points; frozen into each contract.
    #[arg(long, env = "FEE_BASIS_POINTS", default_value_t = 1000)]
    pub fee_basis_points: i32,

    /// What GET /metrics asks for as a Bearer token; open without one in development, closed in production.
    #[arg(long, env = "METRICS_TOKEN", hide_env_values = true, default_value = "")]
    pub metrics_token: String,

    /// What is logged, as `tracing` filters: info, or laburemos=debug,sqlx=warn.
    #[arg(long, env = "LOG", default_value = "info")]
    pub log: String,
}

impl Settings {
    pub fn is_production(&self) -> bool {
        self.environment == Environment::Production
    }

    /// What must not run: one clear sentence each.
    pub fn refuse_unsafe(&self) -> Result<(), String> {
        if self.session_secret.len() < 32 {
            return Err("SESSION_SECRET is shorter than 32 characters. Make one: openssl rand -hex 32".into());
        }
        if self.data_key.iter().any(|key| key.len() < 32) {
            return Err("DATA_KEY is shorter than 32 characters. Make one: openssl rand -hex 32".into());
        }
        if !self.s3_bucket.is_empty()
            && (self.s3_access_key_id.is_empty() || self.s3_secret_access_key.is_empty())
        {
            return Err("S3_BUCKET needs S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY.".into());
        }
        if !self.is_production() {
            return Ok(());
        }
        if self.session_secret == DEVELOPMENT_SECRET {
            return Err("SESSION_SECRET still has its default. Make one: openssl rand -hex 32".into());
        }
        if self.data_key.iter().any(|key| key == DEVELOPMENT_DATA_KEY) {
            return Err("DATA_KEY still has its default. Make one: openssl rand -hex 32".into());
        }
        if self.stripe_secret_key == DEVELOPMENT_STRIPE_KEY {
            return Err("STRIPE_SECRET_KEY still has its default. Take it from Stripe's dashboard.".into());
        }
        if self
            .stripe_webhook_secret
            .iter()
            .any(|secret| secret == DEVELOPMENT_WEBHOOK_SECRET || secret.is_empty())
        {
            return Err("STRIPE_WEBHOOK_SECRET still has its default. Take it from the endpoint in Stripe's dashboard.".into());
        }
        if !self.public_url.starts_with("https://") {
            return Err("PUBLIC_URL must begin with https:// in production: cookies are Secure.".into());
        }
        Ok(())
    }

    /// The part that the services need.
    pub fn for_services(&self) -> services::Settings {
        services::Settings {
            is_production: self.is_production(),
            public_url: self.public_url.trim_end_matches('/').to_owned(),
            database_url: Secret::new(self.database_url.clone()),
            database_connections: self.database_connections,
            redis_url: Secret::new(self.redis_url.clone()),
            session_secret: Secret::new(self.session_secret.clone()),
            data_keys: self.data_key.iter().cloned().map(Secret::new).collect(),
            files_dir: self.files_dir.clone(),
            bucket: (!self.s3_bucket.is_empty()).then(|| services::Bucket {
                name: self.s3_bucket.clone(),
                region: self.s3_region.clone(),
                endpoint: self.s3_endpoint.clone(),
                access_key_id: self.s3_access_key_id.clone(),
                secret_access_key: Secret::new(self.s3_secret_access_key.clone()),
            }),
            smtp_url: Secret::new(self.smtp_url.clone()),
            mail_from: self.mail_from.clone(),
            stripe_secret_key: Secret::new(self.stripe_secret_key.clone()),
            stripe_webhook_secrets: self.stripe_webhook_secret.iter().cloned().map(Secret::new).collect(),
            stripe_api_url: self.stripe_api_url.clone(),
            rate_limit_scale: self.rate_limit_scale,
            describe_notice: app::notifications::texts::sentence,
            fee_basis_points: self.fee_basis_points,
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        settings: Settings,
    }

    fn settings(arguments: &[&str]) -> Settings {
        Line::parse_from(["laburemos"].iter().chain(arguments)).settings
    }

    #[test]
    fn production_refuses_each_default_secret() {
        let mut production =
            settings(&["--environment", "production", "--public-url", "https://laburemos.test"]);
        assert!(production.refuse_unsafe().is_err_and(|why| why.contains("SESSION_SECRET")));
        production.session_secret = "x".repeat(32);
        assert!(production.refuse_unsafe().is_err_and(|why| why.contains("DATA_KEY")));
        production.data_key = vec!["x".repeat(32)];
        assert!(production.refuse_unsafe().is_err_and(|why| why.contains("STRIPE_SECRET_KEY")));
        production.stripe_secret_key = "sk_live_x".into();
        assert!(production.refuse_unsafe().is_err_and(|why| why.contains("STRIPE_WEBHOOK_SECRET")));
        production.stripe_webhook_secret = vec!["whsec_x".into()];
        assert_eq!(production.refuse_unsafe(), Ok(()));
        production.public_url = "http://laburemos.test".into();
        assert!(production.refuse_unsafe().is_err_and(|why| why.contains("PUBLIC_URL")));
    }

    #[test]
    fn development_runs_with_defaults_but_never_with_a_short_secret() {
        assert_eq!(settings(&[]).refuse_unsafe(), Ok(()));
        assert!(settings(&["--session-secret", "short"]).refuse_unsafe().is_err());
        assert!(settings(&["--data-key", "short"]).refuse_unsafe().is_err());
        assert!(
            settings(&["--s3-bucket", "files"])
                .refuse_unsafe()
                .is_err_and(|why| why.contains("S3_ACCESS_KEY_ID"))
        );
    }
}
