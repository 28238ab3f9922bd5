//! Exchanging a refresh token for the next one. Each is good for one exchange; one that comes back later was copied,
//! and ends its session for thief and owner alike.

use chrono::{DateTime, Duration, Utc};
use domain::{
    Error,
    auth::Viewer,
    ids::{SessionId, UserId},
};
use serde_json::json;
use sqlx::PgConnection;

use super::{Which, device, end_in_database, find_viewer, spread_end};
use crate::{
    Services, audit,
    audit::Origin,
    auth::{
        SignedIn, TokenPair,
        tokens::{self, REFRESH_LIFETIME},
    },
};

/// How long the same device may show a token again that it has just exchanged: several tabs, a retry.
const GRACE: Duration = Duration::seconds(10);

/// What became of a refresh token that was shown.
#[derive(Debug)]
pub enum Refreshed {
    /// It is dead, and these are the new ones.
    Rotated(SignedIn),
    /// The same device exchanged it a moment ago; the new ones are in that answer and nowhere else. The session lives.
    JustRotated(Viewer),
}

/// Exchanges a refresh token. Of many at once with the same one, exactly one gets the next.
pub async fn refresh(services: &Services, origin: &Origin, refresh_token: &str) -> Result<Refreshed, Error> {
    let now = services.clock.now();
    let hash = tokens::hash(refresh_token);
    let mut work = services.begin().await?;
    // The lock makes the exchanges of one token stand in line; each sees what the one before it did.
    let shown = sqlx::query!(
        "select t.rotated_at, t.expires_at, s.id as session_id, s.user_id, s.user_agent
         from refresh_tokens t join user_sessions s on s.id = t.session_id
         where t.token_hash = $1
         for update of t",
        hash,
    )
    .fetch_optional(work.db())
    .await?
    .ok_or(Error::SignInRequired)?;
    let (session_id, user_id) = (SessionId(shown.session_id), UserId(shown.user_id));
    // A statement of its own, after the lock: it sees an end that was stored while this one stood in line.
    let Some(viewer) = find_viewer(work.db(), session_id, now).await? else {
        return Err(Error::SignInRequired);
    };
    if let Some(rotated_at) = shown.rotated_at {
        if now - rotated_at <= GRACE && shown.user_agent == device(origin) {
            return Ok(Refreshed::JustRotated(viewer));
        }
        drop(work);
        return end_family(services, origin, user_id, session_id).await;
    }
    if shown.expires_at <= now {
        return Err(Error::SignInRequired);
    }
    let next = tokens::random_token()?;
    rotate(work.db(), session_id, &hash, &next, origin, now).await?;
    let access_token = services.tokens.access_token(user_id, session_id, now)?;
    work.commit().await?;
    Ok(Refreshed::Rotated(SignedIn { viewer, tokens: TokenPair { access_token, refresh_token: next } }))
}

/// Marks the old token, stores the new one, moves the session's end, and sweeps what nobody can show any more.
async fn rotate(
    db: &mut PgConnection,
    session_id: SessionId,
    old_hash: &[u8],
    next: &str,
    origin: &Origin,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query!(
        "with rotated as (update refresh_tokens set rotated_at = $3 where token_hash = $2),
              seen as (
                  update user_sessions set last_seen_at = $3, expires_at = $4, user_agent = $6, address = $7
                  where id = $1
              ),
              swept as (delete from refresh_tokens where session_id = $1 and expires_at <= $3)
         insert into refresh_tokens (token_hash, session_id, created_at, expires_at) values ($5, $1, $3, $4)",
        session_id.get(),
        old_hash,
        now,
        now + REFRESH_LIFETIME,
        tokens::hash(next),
        device(origin),
        origin.address,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Somebody shows a token that was exchanged before: one of the two who hold it stole it.
async fn end_family(
    services: &Services,
    origin: &Origin,
    user_id: UserId,
    session_id: SessionId,
) -> Result<Refreshed, Error> {
    let (now, which) = (services.clock.now(), Which::Only(session_id));
    let ended = end_in_database(&services.db, now, user_id, which, "refresh_token_replayed").await?;
    spread_end(services, &ended).await;
    tracing::warn!(%session_id, "a refresh token came back; its session is ended");
    let subject = session_id.to_string();
    let details = json!({ "user_agent": device(origin) });
    audit::record(
        &services.db,
        &services.clock,
        origin,
        Some(user_id),
        "refresh_token_replayed",
        &subject,
        details,
    )
    .await?;
    Err(Error::SignInRequired)
}
