//! Notices: stored first, then pushed.

use chrono::{DateTime, Utc};
use domain::{Error, ids::UserId, notifications::Notice};
use sqlx::PgConnection;

/// Stores a notice inside the caller's transaction.
pub(crate) async fn store(
    db: &mut PgConnection,
    recipient: UserId,
    notice: &Notice,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query!(
        "insert into notifications (user_id, kind, params, path, created_at) values ($1, $2, $3, $4, $5)",
        recipient.get(),
        notice.kind.name(),
        serde_json::to_value(&notice.params)?,
        notice.path,
        now,
    )
    .execute(db)
    .await?;
    Ok(())
}
