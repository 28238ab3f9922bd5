//! What was begun and waits for its second half: a sign-in for its code, a passkey for its signature. Who began it holds
//! a random token; what it stands for stays here, is good once, and for five minutes. It is never a session.

use chrono::{DateTime, Duration, Utc};
use domain::{Error, ids::UserId};
use serde_json::{Value, json};
use sqlx::PgExecutor;

use super::tokens;
use crate::Services;

/// How long the second half can come.
pub const CHALLENGE_LIFETIME: Duration = Duration::minutes(5);

/// What the second half is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ChallengeKind {
    /// A code, after the password was right.
    SecondFactor,
    PasskeyRegistration,
    PasskeySignIn,
}

impl ChallengeKind {
    const fn name(self) -> &'static str {
        match self {
            Self::SecondFactor => "second_factor",
            Self::PasskeyRegistration => "passkey_registration",
            Self::PasskeySignIn => "passkey_sign_in",
        }
    }
}

/// Stores a beginning and answers its token; sweeps those that nobody can finish any more.
pub(super) async fn begin(
    services: &Services,
    kind: ChallengeKind,
    user_id: Option<UserId>,
    state: Value,
) -> Result<String, Error> {
    let token = tokens::random_token()?;
    let now = services.clock.now();
    sqlx::query!(
        "with swept as (delete from challenges where expires_at <= $5)
         insert into challenges (token_hash, kind, user_id, state, expires_at) values ($1, $2, $3, $4, $6)",
        tokens::hash(&token),
        kind.name(),
        user_id.map(UserId::get),
        state,
        now,
        now + CHALLENGE_LIFETIME,
    )
    .execute(&services.db)
    .await?;
    Ok(token)
}

/// A half session of who has shown the password; worth nothing once that is another one.
pub(super) async fn begin_half_session(services: &Services, user_id: UserId) -> Result<String, Error> {
    let password = sqlx::query_scalar!(
        "select encode(sha256(convert_to(password_hash, 'UTF8')), 'hex') from users where id = $1",
        user_id.get(),
    )
    .fetch_one(&services.db)
    .await?;
    begin(services, ChallengeKind::SecondFactor, Some(user_id), json!({ "password": password })).await
}

/// Uses a beginning up, and answers whose it was (nobody's yet, where a passkey says so itself) and its state.
pub(super) async fn take(
    db: impl PgExecutor<'_>,
    kind: ChallengeKind,
    token: &str,
    now: DateTime<Utc>,
) -> Result<Option<(Option<UserId>, Value)>, Error> {
    let row = sqlx::query!(
        "delete from challenges where token_hash = $1 and kind = $2 and expires_at > $3 returning user_id, state",
        tokens::hash(token),
        kind.name(),
        now,
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| (row.user_id.map(UserId), row.state)))
}

/// A sign-in whose password was right: whose it is, and their e-mail. `None` also when the password was changed or the
/// account suspended since.
pub(super) async fn find_half_session(
    db: impl PgExecutor<'_>,
    token: &str,
    now: DateTime<Utc>,
) -> Result<Option<(UserId, String)>, Error> {
    let row = sqlx::query!(
        "select u.id, u.email
         from challenges c join users u on u.id = c.user_id
         where c.token_hash = $1 and c.kind = 'second_factor' and c.expires_at > $2 and u.suspended_at is null
           and c.state ->> 'password' = encode(sha256(convert_to(u.password_hash, 'UTF8')), 'hex')",
        tokens::hash(token),
        now,
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| (UserId(row.id), row.email)))
}

/// Uses a half session up, unless its password was changed.
pub(super) async fn take_half_session(
    db: impl PgExecutor<'_>,
    token: &str,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let taken = sqlx::query!(
        "delete from challenges c using users u
         where c.token_hash = $1 and c.kind = 'second_factor' and c.expires_at > $2 and u.id = c.user_id
           and c.state ->> 'password' = encode(sha256(convert_to(u.password_hash, 'UTF8')), 'hex')",
        tokens::hash(token),
        now,
    )
    .execute(db)
    .await?;
    if taken.rows_affected() == 1 { Ok(()) } else { Err(Error::SignInRequired) }
}
