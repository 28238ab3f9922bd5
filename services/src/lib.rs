//! What the system does: SQL, Redis, Stripe, files. Knows no HTTP and no screen.
//! Each feature is a module of plain functions over [`Services`].

use std::{
    ops::{Deref, DerefMut},
    sync::Arc,
};

use sqlx::PgPool;

pub mod audit;
pub mod auth;
pub mod categories;
pub mod clock;
pub mod contracts;
pub mod data;
pub mod demo;
pub mod documents;
pub mod errors;
pub mod failpoints;
pub mod favorites;
pub mod files;
pub mod gigs;
pub mod health;
pub mod idempotency;
pub mod jobs;
pub mod limits;
pub mod mail;
pub mod markdown;
pub mod notifications;
pub mod onboarding;
pub mod payments;
pub mod preferences;
pub mod pushes;
pub mod redis;
pub mod reviews;
pub mod secrets;
pub mod settings;
#[cfg(test)]
mod testing;
pub mod upkeep;
pub mod users;
pub mod work;

pub use clock::Clock;
pub use errors::settle;
pub use settings::{Bucket, Secret, Settings};
pub use work::Work;

/// Everything that a service function needs. A clone is one more reference to the same: each request takes several.
#[derive(Clone)]
pub struct Services(Arc<Parts>);

/// What [`Services`] are made of.
#[derive(Clone)]
pub struct Parts {
    pub db: PgPool,
    pub redis: redis::Redis,
    pub clock: Clock,
    pub settings: Arc<Settings>,
    pub files: files::Files,
    pub gigs: gigs::Lists,
    pub stripe: payments::StripeClient,
    pub limits: limits::Limits,
    pub mailer: mail::Mailer,
    pub pushes: pushes::Pushes,
    pub passwords: auth::Passwords,
    pub passkeys: auth::Passkeys,
    pub tokens: auth::Tokens,
    pub data_key: secrets::DataKey,
    pub ended_sessions: auth::EndedSessions,
    pub failures: auth::Failures,
}

impl Deref for Services {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

/// Exchanges a part before the services are handed out, as tests do; other clones keep theirs.
impl DerefMut for Services {
    fn deref_mut(&mut self) -> &mut Parts {
        Arc::make_mut(&mut self.0)
    }
}

impl Services {
    /// Connects lazily: a database or Redis that is away now is used as soon as it is back.
    pub fn new(settings: Settings) -> Result<Self, domain::Error> {
        // Statements are prepared once and planned with the values of each call: the filters of a search are
        // `$1 is null or …`, and a plan for any value would read whole tables (services::gigs::search).
        let connection = settings
            .database_url
            .expose()
            .parse::<sqlx::postgres::PgConnectOptions>()?
            .options([("plan_cache_mode", "force_custom_plan")]);
        let db = sqlx::postgres::PgPoolOptions::new()
            .max_connections(settings.database_connections)
            .acquire_timeout(std::time::Duration::from_secs(2))
            .connect_lazy_with(connection);
        Self::with_db(settings, db)
    }

    /// The same over a pool that exists already, as tests have one.
    pub fn with_db(settings: Settings, db: PgPool) -> Result<Self, domain::Error> {
        let redis = redis::Redis::new(settings.redis_url.expose())?;
        Ok(Self(Arc::new(Parts {
            redis: redis.clone(),
            clock: Clock::default(),
            files: files::Files::new(&settings)?,
            gigs: gigs::Lists::default(),
            stripe: payments::StripeClient::new(&settings)?,
            limits: limits::Limits::new(redis, settings.rate_limit_scale),
            mailer: mail::Mailer::new(&settings)?,
            pushes: pushes::Pushes::default(),
            passwords: auth::Passwords::default(),
            passkeys: auth::Passkeys::new(&settings.public_url)?,
            tokens: auth::Tokens::new(&settings)?,
            data_key: secrets::DataKey::new(&settings.data_keys)?,
            ended_sessions: auth::EndedSessions::default(),
            failures: auth::Failures::default(),
            settings: Arc::new(settings),
            db,
        })))
    }

    /// Begins a unit of work: one transaction, and what is to be pushed once it is committed.
    pub async fn begin(&self) -> Result<Work, domain::Error> {
        Work::begin(self).await
    }
}

/// The schema, embedded so that `laburemos migrate` and the tests need no files.
pub static MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!("../migrations");

/// Brings the schema up to date and fills the category tree.
pub async fn migrate(services: &Services) -> Result<(), domain::Error> {
    MIGRATIONS.run(&services.db).await?;
    categories::synchronize(services).await
}
