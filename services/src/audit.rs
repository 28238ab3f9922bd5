//! Who did what, from where: append-only, no secrets.

use domain::{Error, ids::UserId};
use serde_json::Value;
use sqlx::PgExecutor;

use crate::Clock;

/// Where a request came from, as the middleware found it.
#[derive(Clone, Debug, Default)]
pub struct Origin {
    /// Network address, behind listed proxies the one they forward.
    pub address: String,
    pub user_agent: String,
    pub request_id: String,
}

/// One line of the audit log.
pub async fn record(
    db: impl PgExecutor<'_>,
    clock: &Clock,
    origin: &Origin,
    actor: Option<UserId>,
    action: &str,
    subject: &str,
    details: Value,
) -> Result<(), Error> {
    sqlx::query!(
        "insert into audit_log (at, actor_id, action, subject, address, request_id, details)
         values ($1, $2, $3, $4, $5, $6, $7)",
        clock.now(),
        actor.map(UserId::get),
        action,
        subject,
        origin.address,
        origin.request_id,
        details,
    )
    .execute(db)
    .await?;
    Ok(())
}

#[cfg(test)]
mod tests;
