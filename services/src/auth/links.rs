//! Links in mails: what one entitles to, for how long, and that it does so once. A row promises the link; its token is made
//! when the mail is, and only the hash of it stays.

use chrono::{DateTime, Duration, Utc};
use domain::{Error, auth::Email, ids::UserId, locale::Locale};
use sqlx::{PgConnection, PgExecutor};
use uuid::Uuid;

use super::tokens;
use crate::{
    Services,
    jobs::{self, Job},
    mail::{self, Letter},
};

/// What a link is for. A token of one purpose is nothing to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// The address of the account is its owner's.
    VerifyEmail,
    ResetPassword,
    /// The address that the account is to have is its owner's.
    ChangeEmail,
    /// The account gets the address back that it had.
    UndoEmail,
}

impl Purpose {
    pub const ALL: [Self; 4] = [Self::VerifyEmail, Self::ResetPassword, Self::ChangeEmail, Self::UndoEmail];

    pub const fn name(self) -> &'static str {
        match self {
            Self::VerifyEmail => "verify_email",
            Self::ResetPassword => "reset_password",
            Self::ChangeEmail => "change_email",
            Self::UndoEmail => "undo_email",
        }
    }

    pub(super) const fn lifetime(self) -> Duration {
        match self {
            Self::VerifyEmail | Self::ChangeEmail => Duration::hours(24),
            Self::ResetPassword => Duration::minutes(30),
            Self::UndoEmail => Duration::days(7),
        }
    }

    const fn letter(self) -> Letter {
        match self {
            Self::VerifyEmail => Letter::VerifyEmail,
            Self::ResetPassword => Letter::ResetPassword,
            Self::ChangeEmail => Letter::ConfirmEmail,
            Self::UndoEmail => Letter::EmailChanged,
        }
    }
}

/// A link that was used just now, or could be.
#[derive(Debug)]
pub(super) struct Link {
    pub user_id: UserId,
    /// Where it was sent.
    pub email: String,
    pub created_at: DateTime<Utc>,
}

/// Promises somebody a link at an address; it is sent when the transaction is committed. Sweeps those that are over.
pub(super) async fn promise(
    db: &mut PgConnection,
    now: DateTime<Utc>,
    user: UserId,
    purpose: Purpose,
    email: &str,
) -> Result<(), Error> {
    let link = Uuid::now_v7();
    sqlx::query!(
        "with swept as (delete from mail_links where user_id = $2 and expires_at <= $5)
         insert into mail_links (id, user_id, purpose, email, created_at, expires_at)
         values ($1, $2, $3, $4, $5, $6)",
        link,
        user.get(),
        purpose.name(),
        email,
        now,
        now + purpose.lifetime(),
    )
    .execute(&mut *db)
    .await?;
    jobs::add(db, now, &Job::SendLink { link }).await
}

/// Makes the token of a promised link and mails it. A link that was used, replaced or outlived meanwhile needs no mail; nor
/// does one to an address that has become somebody's, who is none of the asker's business.
pub(crate) async fn send_link(services: &Services, job: Uuid, link: Uuid) -> Result<(), Error> {
    let token = tokens::random_token()?;
    let promised = sqlx::query!(
        "update mail_links l set token_hash = $2
         from users u left join user_preferences p on p.user_id = u.id
         where l.id = $1 and l.expires_at > $3 and u.id = l.user_id
           and (l.purpose <> $4 or not exists (select from users o where lower(o.email) = lower(l.email)))
         returning l.purpose, l.email, p.locale as \"locale?\"",
        link,
        tokens::hash(&token),
        services.clock.now(),
        Purpose::ChangeEmail.name(),
    )
    .fetch_optional(&services.db)
    .await?;
    let Some(promised) = promised else { return Ok(()) };
    let purpose = Purpose::ALL.into_iter().find(|purpose| purpose.name() == promised.purpose);
    let letter = purpose.ok_or_else(|| Error::internal("a link of no known purpose"))?.letter();
    let locale = promised.locale.as_deref().and_then(Locale::from_tag).unwrap_or_default();
    let path = format!("{}?token={token}", letter.page());
    let mail = mail::compose(&services.settings, letter, locale, &path)?;
    services.mailer.send(services.clock.now(), job, &promised.email, mail).await
}

/// Whether a link could be used now; looking at it uses nothing.
pub async fn is_link_alive(services: &Services, purpose: Purpose, token: &str) -> Result<bool, Error> {
    Ok(find(&services.db, purpose, token, services.clock.now()).await?.is_some())
}

pub(super) async fn find(
    db: impl PgExecutor<'_>,
    purpose: Purpose,
    token: &str,
    now: DateTime<Utc>,
) -> Result<Option<Link>, Error> {
    let row = sqlx::query!(
        "select user_id, email, created_at from mail_links
         where token_hash = $1 and purpose = $2 and expires_at > $3",
        tokens::hash(token),
        purpose.name(),
        now,
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| Link { user_id: UserId(row.user_id), email: row.email, created_at: row.created_at }))
}

/// Uses a link up inside the transaction that does what it is for. Of many at once, one gets it.
pub(super) async fn redeem(
    db: &mut PgConnection,
    purpose: Purpose,
    token: &str,
    now: DateTime<Utc>,
) -> Result<Link, Error> {
    let hash = tokens::hash(token);
    // The person's row first: whoever uses two of their links at once waits here, and not in a deadlock.
    sqlx::query!(
        "select u.id from users u join mail_links l on l.user_id = u.id where l.token_hash = $1 for update of u",
        hash,
    )
    .fetch_optional(&mut *db)
    .await?;
    let row = sqlx::query!(
        "delete from mail_links where token_hash = $1 and purpose = $2 and expires_at > $3
         returning user_id, email, created_at",
        hash,
        purpose.name(),
        now,
    )
    .fetch_optional(db)
    .await?
    .ok_or_else(ended)?;
    Ok(Link { user_id: UserId(row.user_id), email: row.email, created_at: row.created_at })
}

/// The same for a link that was used, has outlived its time, was replaced, or never was.
pub(super) fn ended() -> Error {
    Error::field("token", "link_ended")
}

/// Makes somebody's other links of these purposes worthless, those not yet sent included.
pub(super) async fn void(db: impl PgExecutor<'_>, user: UserId, purposes: &[Purpose]) -> Result<(), Error> {
    let names: Vec<String> = purposes.iter().map(|purpose| purpose.name().to_owned()).collect();
    sqlx::query!("delete from mail_links where user_id = $1 and purpose = any($2)", user.get(), &names)
        .execute(db)
        .await?;
    Ok(())
}

/// The same for everything that was promised since a moment.
pub(super) async fn void_since(
    db: impl PgExecutor<'_>,
    user: UserId,
    since: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query!("delete from mail_links where user_id = $1 and created_at >= $2", user.get(), since)
        .execute(db)
        .await?;
    Ok(())
}

/// Refuses an address that somebody else had until lately and can still have back: who takes an account over must not be
/// able to squat its old address. Asked after the address was written, when the index has settled who is first.
pub(super) async fn refuse_reserved(
    db: impl PgExecutor<'_>,
    field: &'static str,
    user: UserId,
    email: &Email,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let is_reserved = sqlx::query_scalar!(
        "select exists (
             select from mail_links
             where lower(email) = $1 and purpose = 'undo_email' and expires_at > $2 and user_id <> $3
         ) as \"is_reserved!\"",
        email.as_str(),
        now,
        user.get(),
    )
    .fetch_one(db)
    .await?;
    if is_reserved { Err(Error::field(field, "email_taken")) } else { Ok(()) }
}
