//! The address of an account: confirmed by a link, changed by a link at the new one, had back by a link at the old one.

use domain::{
    Error,
    auth::{Email, EmailChange, Viewer},
};
use serde_json::json;

use super::{
    accounts::get_account,
    links::{self, Purpose},
    recovery::{confirm_password, record},
    sessions::{self, Which},
};
use crate::{
    Services, audit,
    audit::Origin,
    errors::OnConstraint,
    limits::{Limit, Subject},
};

/// Uses the link up that says: this address is mine.
pub async fn verify_email(services: &Services, origin: &Origin, token: &str) -> Result<(), Error> {
    let now = services.clock.now();
    let mut work = services.begin().await?;
    let link = links::redeem(work.db(), Purpose::VerifyEmail, token, now).await?;
    sqlx::query!(
        "update users set email_verified_at = coalesce(email_verified_at, $3) where id = $1 and email = $2",
        link.user_id.get(),
        link.email,
        now,
    )
    .execute(work.db())
    .await?;
    links::void(work.db(), link.user_id, &[Purpose::VerifyEmail]).await?;
    audit::record(work.db(), &services.clock, origin, Some(link.user_id), "email_verified", "", json!({}))
        .await?;
    work.commit().await
}

/// Sends the link once more, two times an hour at most; who is verified needs none.
pub async fn resend_verification(services: &Services, viewer: &Viewer) -> Result<(), Error> {
    let unverified = sqlx::query_scalar!(
        "select email from users where id = $1 and email_verified_at is null",
        viewer.user_id.get()
    )
    .fetch_optional(&services.db)
    .await?;
    let Some(email) = unverified else { return Ok(()) };
    services.limits.check(Limit::Forgot, &Subject::Account(viewer.user_id)).await?;
    let mut work = services.begin().await?;
    links::promise(work.db(), services.clock.now(), viewer.user_id, Purpose::VerifyEmail, &email).await?;
    work.commit().await
}

/// Asks for another address. Nothing changes until the link that goes there is used; whether somebody has it already is
/// nobody's business, so the answer is the same.
pub async fn change_email(
    services: &Services,
    origin: &Origin,
    viewer: &Viewer,
    change: EmailChange,
) -> Result<(), Error> {
    confirm_password(services, origin, viewer, change.current).await?;
    if get_account(services, viewer).await?.email == change.email.as_str() {
        return Err(Error::field("email", "email_unchanged"));
    }
    let mut work = services.begin().await?;
    links::void(work.db(), viewer.user_id, &[Purpose::ChangeEmail]).await?;
    let email = change.email.as_str();
    links::promise(work.db(), services.clock.now(), viewer.user_id, Purpose::ChangeEmail, email).await?;
    record(&mut work, services, origin, viewer, "email_change_asked").await?;
    work.commit().await
}

/// Gives the account the address at which the link was read. The old one hears of it and can have the account back; one that
/// was never confirmed can't, since it may be a stranger's.
pub async fn confirm_email_change(services: &Services, origin: &Origin, token: &str) -> Result<(), Error> {
    let now = services.clock.now();
    let mut work = services.begin().await?;
    let link = links::redeem(work.db(), Purpose::ChangeEmail, token, now).await?;
    let (user, email) = (link.user_id, Email::parse("token", &link.email)?);
    let old = sqlx::query!("select email, email_verified_at from users where id = $1", user.get())
        .fetch_one(work.db())
        .await?;
    sqlx::query!(
        "update users set email = $2, email_verified_at = $3 where id = $1",
        user.get(),
        email.as_str(),
        now,
    )
    .execute(work.db())
    .await
    .on_constraint("users_email_key", || Error::field("token", "email_taken"))?;
    links::refuse_reserved(work.db(), "token", user, &email, now).await?;
    links::void(work.db(), user, &[Purpose::VerifyEmail, Purpose::ResetPassword, Purpose::ChangeEmail])
        .await?;
    if old.email_verified_at.is_some() {
        links::promise(work.db(), now, user, Purpose::UndoEmail, &old.email).await?;
    }
    audit::record(work.db(), &services.clock, origin, Some(user), "email_changed", "", json!({})).await?;
    work.commit().await
}

/// Gives the account its old address back, to who reads mail there. Somebody else knew the password: it is worth nothing any
/// more, nor are passkeys and new codes; all sessions end, and a link to choose another one follows. What was promised since the change is void.
pub async fn undo_email_change(services: &Services, origin: &Origin, token: &str) -> Result<(), Error> {
    let now = services.clock.now();
    let mut work = services.begin().await?;
    let link = links::redeem(work.db(), Purpose::UndoEmail, token, now).await?;
    let user = link.user_id;
    sqlx::query!(
        "update users set email = $2, email_verified_at = $3, password_hash = null where id = $1",
        user.get(),
        link.email,
        now,
    )
    .execute(work.db())
    .await
    .on_constraint("users_email_key", || Error::field("token", "email_taken"))?;
    links::void_since(work.db(), user, link.created_at).await?;
    links::promise(work.db(), now, user, Purpose::ResetPassword, &link.email).await?;
    // A passkey is a whole way in, and may be theirs; so may codes that were turned on while the change was under way or since.
    let begun = link.created_at - Purpose::ChangeEmail.lifetime();
    sqlx::query!(
        "with keys as (delete from passkeys where user_id = $1),
              codes as (
                  delete from totp_secrets where user_id = $1 and coalesce(confirmed_at, created_at) > $2 returning user_id
              )
         delete from recovery_codes r using codes where r.user_id = codes.user_id",
        user.get(),
        begun,
    )
    .execute(work.db())
    .await?;
    let ended = sessions::end_in_database(work.db(), now, user, Which::All, "email_change_undone").await?;
    audit::record(work.db(), &services.clock, origin, Some(user), "email_change_undone", "", json!({}))
        .await?;
    work.commit().await?;
    sessions::spread_end(services, &ended).await;
    Ok(())
}
