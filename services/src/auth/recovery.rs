//! New passwords: chosen by who knows the old one, or by who can read the account's mail. Either ends the other sessions
//! and is announced; neither signs anybody in, so that a second factor is asked for as ever.

use chrono::{DateTime, Utc};
use domain::{
    Error,
    auth::{Email, Password, PasswordChange, Proof, TypedPassword, Viewer},
    ids::{SessionId, UserId},
};
use serde_json::json;
use sqlx::PgConnection;

use super::{
    accounts::get_account,
    delays, fresh,
    links::{self, Purpose},
    sessions::{self, Which},
};
use crate::{
    Services, Work, audit,
    audit::Origin,
    jobs::{self, Job},
    limits::{Limit, Subject},
    mail::{self, Letter},
};

/// Sends a way back into the account, if there is one. Here nobody looks: known and unknown addresses get the same answer
/// in the same time, and the worker finds out.
pub async fn forgot_password(services: &Services, email: &Email) -> Result<(), Error> {
    let job = Job::Recover { email: email.as_str().to_owned() };
    jobs::add(&services.db, services.clock.now(), &job).await
}

/// The same for who tried to sign in to an account whose password can't be checked any more. Later and elsewhere, so that the
/// refusal of the sign-in takes as long as any other.
pub(super) fn offer_new_password(services: &Services, email: &Email) {
    let (services, email) = (services.clone(), email.clone());
    tokio::spawn(async move {
        if let Err(error) = forgot_password(&services, &email).await {
            tracing::warn!(?error, "a new password could not be offered");
        }
    });
}

/// What the worker does about [`forgot_password`]. Two an hour for each account, whoever asks: nobody's mailbox is flooded.
pub(crate) async fn recover(services: &Services, email: &str) -> Result<(), Error> {
    let user = sqlx::query!("select id, email from users where lower(email) = $1", email)
        .fetch_optional(&services.db)
        .await?;
    let Some(user) = user else { return Ok(()) };
    let user_id = UserId(user.id);
    if services.limits.check(Limit::Forgot, &Subject::Account(user_id)).await.is_err() {
        return Ok(());
    }
    let mut work = services.begin().await?;
    links::promise(work.db(), services.clock.now(), user_id, Purpose::ResetPassword, &user.email).await?;
    work.commit().await
}

/// Sets a new password by a link from a mail, which proves the address as well. Everybody is signed out.
pub async fn reset_password(
    services: &Services,
    origin: &Origin,
    token: &str,
    password: Password,
) -> Result<(), Error> {
    let now = services.clock.now();
    // Looked at first, so that nobody makes us hash for a link that is none.
    let link =
        links::find(&services.db, Purpose::ResetPassword, token, now).await?.ok_or_else(links::ended)?;
    let password = password.unlike_address("password", &link.email)?;
    let hash = services.passwords.hash(&password).await?;
    let mut work = services.begin().await?;
    let link = links::redeem(work.db(), Purpose::ResetPassword, token, now).await?;
    sqlx::query!(
        "update users set email_verified_at = coalesce(email_verified_at, $2) where id = $1",
        link.user_id.get(),
        now,
    )
    .execute(work.db())
    .await?;
    let ended = set_password(work.db(), link.user_id, &hash, Which::All, "password_reset", now).await?;
    audit::record(work.db(), &services.clock, origin, Some(link.user_id), "password_reset", "", json!({}))
        .await?;
    work.commit().await?;
    sessions::spread_end(services, &ended).await;
    delays::forget_failures(services, &link.email, &origin.address).await;
    Ok(())
}

/// Sets a new password for who is signed in and knows the present one. Their other sessions end.
pub async fn change_password(
    services: &Services,
    origin: &Origin,
    viewer: &Viewer,
    change: PasswordChange,
) -> Result<(), Error> {
    confirm_password(services, origin, viewer, change.current).await?;
    let email = get_account(services, viewer).await?.email;
    let password = change.new.unlike_address("password", &email)?;
    let hash = services.passwords.hash(&password).await?;
    let now = services.clock.now();
    let mut work = services.begin().await?;
    let others = Which::AllBut(viewer.session_id);
    let ended = set_password(work.db(), viewer.user_id, &hash, others, "password_changed", now).await?;
    record(&mut work, services, origin, viewer, "password_changed").await?;
    work.commit().await?;
    sessions::spread_end(services, &ended).await;
    Ok(())
}

/// Whether it is really them: the present password. Where codes are on, in a session that has seen one.
pub(super) async fn confirm_password(
    services: &Services,
    origin: &Origin,
    viewer: &Viewer,
    typed: TypedPassword,
) -> Result<(), Error> {
    match fresh::confirm(services, origin, viewer, Proof::Password(typed)).await {
        Err(Error::Invalid(errors)) if errors.of("code").is_some() => Err(Error::StepUpRequired),
        Err(Error::Invalid(_)) => Err(Error::field("current_password", "wrong_password")),
        other => other,
    }
}

pub(super) async fn record(
    work: &mut Work,
    services: &Services,
    origin: &Origin,
    viewer: &Viewer,
    action: &str,
) -> Result<(), Error> {
    audit::record(work.db(), &services.clock, origin, Some(viewer.user_id), action, "", json!({})).await
}

/// Writes the new hash, announces it, and ends what the old password may have opened: sessions, and links on their way.
async fn set_password(
    db: &mut PgConnection,
    user: UserId,
    hash: &str,
    which: Which,
    why: &str,
    now: DateTime<Utc>,
) -> Result<Vec<SessionId>, Error> {
    sqlx::query!("update users set password_hash = $2 where id = $1", user.get(), hash)
        .execute(&mut *db)
        .await?;
    links::void(&mut *db, user, &[Purpose::ResetPassword, Purpose::ChangeEmail]).await?;
    mail::write_to(&mut *db, now, user, Letter::PasswordChanged).await?;
    sessions::end_in_database(db, now, user, which, why).await
}

#[cfg(test)]
mod tests;
