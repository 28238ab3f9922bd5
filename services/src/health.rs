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
