//! Whether what we depend on answers, and how fast.

use std::time::{Duration, Instant};

use crate::Services;

const PATIENCE: Duration = Duration::from_secs(2);

/// Milliseconds until PostgreSQL answered, or why it did not within two seconds.
pub async fn database(services: &Services) -> Result<f64, &'static str> {
    let start = Instant::now();
    match tokio::time::timeout(PATIENCE, sqlx::query_scalar!("select 1").fetch_one(&services.db)).await {
        Ok(Ok(_)) => Ok(start.elapsed().as_secs_f64() * 1000.0),
        Ok(Err(error)) => {
            tracing::warn!(%error, "PostgreSQL does not answer");
            Err("PostgreSQL does not answer")
        }
        Err(_) => Err("PostgreSQL does not answer within 2 s"),
    }
}

/// Milliseconds until Redis answered, or why it did not within two seconds.
pub async fn redis(services: &Services) -> Result<f64, &'static str> {
    let start = Instant::now();
    let ping = async {
        let mut connection = services.redis.connection().await?;
        ::redis::cmd("PING").query_async::<()>(&mut connection).await
    };
    match tokio::time::timeout(PATIENCE, ping).await {
        Ok(Ok(())) => Ok(start.elapsed().as_secs_f64() * 1000.0),
        Ok(Err(error)) => {
            tracing::warn!(%error, "Redis does not answer");
            Err("Redis does not answer")
        }
        Err(_) => Err("Redis does not answer within 2 s"),
    }
}

/// Whether the database has every migration that this program knows; false while another process brings it there.
pub async fn is_migrated(services: &Services) -> bool {
    // Not a checked query: the table is sqlx's own and does not exist before the first migration.
    let applied = sqlx::query_scalar::<_, i64>("select count(*) from _sqlx_migrations where success");
    let known =
        crate::MIGRATIONS.iter().filter(|migration| !migration.migration_type.is_down_migration()).count();
    match tokio::time::timeout(PATIENCE, applied.fetch_one(&services.db)).await {
        Ok(Ok(applied)) => usize::try_from(applied).is_ok_and(|applied| applied >= known),
        Ok(Err(_)) | Err(_) => false,
    }
}

/// Connections to PostgreSQL: how many are open, and how many of them wait for work.
pub fn connections(services: &Services) -> (u32, usize) {
    let pools = [&services.db, &services.searches];
    (pools.iter().map(|pool| pool.size()).sum(), pools.iter().map(|pool| pool.num_idle()).sum())
}
