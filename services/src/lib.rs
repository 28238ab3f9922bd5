//! What the system does: SQL, Redis, Stripe, files. Knows no HTTP and no screen.
//! Each feature is a module of plain functions over [`Services`].

use std::{
    ops::{Deref, DerefMut},
    sync::Arc,
    time::Duration,
};

use sqlx::{
    Connection, PgPool,
    postgres::{PgConnectOptions, PgPoolOptions},
};

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
    /// For statements whose filters are `$1 is null or …`: planned with the values of each call, where one plan for all
    /// values would read whole tables. Everything else keeps its plan, which takes PostgreSQL longer to make than to use.
    pub searches: PgPool,
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
        let connection = settings.database_url.expose().parse::<PgConnectOptions>()?;
        let planning = connection.clone().options([("plan_cache_mode", "force_custom_plan")]);
        // However many people search at once, the others have their connections.
        let for_searches = (settings.database_connections / 3).max(1);
        let for_others = settings.database_connections - for_searches;
        let pool = |connections, options| {
            PgPoolOptions::new()
                .max_connections(connections)
                .acquire_timeout(Duration::from_secs(2))
                // To ask each time whether the connection still works would cost as much as most statements do.
                .test_before_acquire(false)
                .before_acquire(|connection, metadata| {
                    Box::pin(async move {
                        if metadata.idle_for > Duration::from_secs(1) {
                            connection.ping().await?;
                        }
                        Ok(true)
                    })
                })
                .connect_lazy_with(options)
        };
        let (db, searches) = (pool(for_others, connection), pool(for_searches, planning));
        Self::with_pools(settings, db, searches)
    }

    /// The same over a pool that exists already, as tests have one.
    pub fn with_db(settings: Settings, db: PgPool) -> Result<Self, domain::Error> {
        Self::with_pools(settings, db.clone(), db)
    }

    fn with_pools(settings: Settings, db: PgPool, searches: PgPool) -> Result<Self, domain::Error> {
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
            searches,
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
