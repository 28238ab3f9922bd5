//! Accounts and sessions: registering, signing in, staying signed in, signing out.
//! An access token names its session; the session's state lies in Redis with PostgreSQL behind it.

use domain::{
    Error,
    auth::{Registration, Role, SignIn, SignInRefusal, Viewer},
    ids::UserId,
    locale::Locale,
    notifications::{Notice, NotificationKind},
};
use serde_json::json;

use crate::{Services, audit, audit::Origin};

mod accounts;
mod delays;
mod fresh;
mod passwords;
mod sessions;
mod tokens;

pub use accounts::{Account, create_admin, get_account};
pub use delays::Failures;
pub use fresh::{FRESH, confirm, require_fresh};
pub use passwords::Passwords;
pub use sessions::{
    EndedSessions, Refreshed, SessionInfo, authenticate, end_sessions_of, forget, list_sessions, refresh,
    revoke_session, sign_out,
};
pub use tokens::{ACCESS_LIFETIME, REFRESH_LIFETIME, TokenPair, Tokens};

/// Somebody who just came in, with what keeps them signed in.
#[derive(Debug)]
pub struct SignedIn {
    pub viewer: Viewer,
    pub tokens: TokenPair,
}

/// Makes an account and signs it in.
///
/// A taken e-mail is said at its field: the answer to a new person is a session at once (http.md), so the two cases
/// can't look alike. What it tells is bounded by three registrations an hour and address; the time is the same.
pub async fn register(
    services: &Services,
    origin: &Origin,
    locale: Locale,
    registration: Registration,
) -> Result<SignedIn, Error> {
    let hash = services.passwords.hash(&registration.password).await?;
    let mut work = services.begin().await?;
    let now = services.clock.now();
    let user = accounts::insert(work.db(), &registration, &hash, locale, now).await?;
    work.notify(user, Notice::new(NotificationKind::Welcome, "/panel"));
    let opened = sessions::open(work.db(), user, origin, now).await?;
    audit::record(work.db(), &services.clock, origin, Some(user), "registered", &user.to_string(), json!({}))
        .await?;
    let signed_in = sessions::signed_in(work.db(), services, opened, now).await?;
    work.commit().await?;
    metrics::counter!("registrations").increment(1);
    Ok(signed_in)
}

/// Opens a session for who knows the password. Known and unknown e-mails take the same way and the same time.
pub async fn sign_in(services: &Services, origin: &Origin, attempt: SignIn) -> Result<SignedIn, Error> {
    delays::wait(services, attempt.email.as_str(), &origin.address).await;
    let user = sqlx::query!(
        "select id, password_hash, suspended_at from users where lower(email) = $1",
        attempt.email.as_str(),
    )
    .fetch_optional(&services.db)
    .await?;
    let hash = user.as_ref().and_then(|user| user.password_hash.as_deref());
    let is_right = services.passwords.verify(&attempt.password, hash).await?;
    let Some(user) = user.filter(|_| is_right) else {
        delays::note_failure(services, attempt.email.as_str(), &origin.address).await;
        return refuse(services, origin, None, SignInRefusal::WrongCredentials).await;
    };
    let user_id = UserId(user.id);
    if user.suspended_at.is_some() {
        return refuse(services, origin, Some(user_id), SignInRefusal::AccountSuspended).await;
    }
    delays::forget_failures(services, attempt.email.as_str()).await;
    let now = services.clock.now();
    let mut work = services.begin().await?;
    let opened = sessions::open(work.db(), user_id, origin, now).await?;
    let subject = opened.session_id.to_string();
    audit::record(work.db(), &services.clock, origin, Some(user_id), "signed_in", &subject, json!({}))
        .await?;
    let signed_in = sessions::signed_in(work.db(), services, opened, now).await?;
    work.commit().await?;
    metrics::counter!("sign_ins", "outcome" => "signed-in").increment(1);
    Ok(signed_in)
}

/// Notes a refusal and says it. Who was meant is not noted unless the password was right: people type passwords
/// into the field above by mistake, and the time must not tell whether the account exists.
async fn refuse(
    services: &Services,
    origin: &Origin,
    user: Option<UserId>,
    refusal: SignInRefusal,
) -> Result<SignedIn, Error> {
    let details = json!({ "reason": refusal.name() });
    audit::record(&services.db, &services.clock, origin, user, "sign_in_refused", "", details).await?;
    metrics::counter!("sign_ins", "outcome" => refusal.name()).increment(1);
    Err(Error::SignInRefused(refusal))
}

/// The roles of a database row; names that this version does not know grant nothing.
fn roles(names: &[String]) -> Vec<Role> {
    names.iter().filter_map(|name| Role::from_name(name)).collect()
}

#[cfg(test)]
mod tests;
