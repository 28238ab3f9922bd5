//! The e-mails of notices: queued with the notice itself, sent at their time, alone or as a digest.

use chrono::{DateTime, Utc};
use domain::{
    Error,
    ids::UserId,
    notifications::Notice,
    preferences::{MailTime, Preferences},
};
use sqlx::PgConnection;
use uuid::Uuid;

/// Queues the mails that the recipients want, inside the transaction that caused the notices.
pub(super) async fn queue(
    db: &mut PgConnection,
    notices: &[(UserId, Notice)],
    chosen: impl Fn(UserId) -> Preferences,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    for (recipient, notice) in notices {
        let (due_at, is_digest) = match chosen(*recipient).mail_time(notice.kind, now) {
            MailTime::Never => continue,
            MailTime::At(moment) => (moment, false),
            MailTime::Digest(moment) => (moment, true),
        };
        sqlx::query!(
            "insert into notice_mails (id, user_id, kind, params, path, is_digest, created_at, due_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8)",
            Uuid::now_v7(),
            recipient.get(),
            notice.kind.name(),
            serde_json::to_value(&notice.params)?,
            notice.path,
            is_digest,
            now,
            due_at,
        )
        .execute(&mut *db)
        .await?;
    }
    Ok(())
}
