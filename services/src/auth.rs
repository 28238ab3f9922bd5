//! Accounts and sessions: registering, signing in, staying signed in, signing out.
//! An access token names its session; the session's state lies in Redis with PostgreSQL behind it.

use chrono::{DateTime, Utc};
use domain::{
    Error,
    auth::{FactorCode, Registration, Role, SignIn, SignInRefusal, TypedPassword, Viewer},
    ids::UserId,
    locale::Locale,
    notifications::{Notice, NotificationKind},
};
use serde_json::json;
use sqlx::PgConnection;

use crate::{Services, audit, audit::Origin};

mod accounts;
mod challenges;
mod delays;
mod emails;
mod factors;
mod fresh;
mod links;
mod passkeys;
mod passwords;
mod recovery;
mod sessions;
mod tokens;

use sessions::Proven;

pub use accounts::{Account, create_admin, get_account};
pub use challenges::CHALLENGE_LIFETIME;
pub use delays::Failures;
pub use emails::{change_email, confirm_email_change, resend_verification, undo_email_change, verify_email};
pub use factors::{
    Factors, RECOVERY_CODES, TotpSetup, begin_totp, confirm_totp, get_factors, get_totp_setup,
    renew_recovery_codes, turn_totp_off,
};
pub use fresh::{FRESH, confirm, confirm_with_passkey, require_fresh};
pub(crate) use links::send_link;
pub use links::{Purpose, is_link_alive};
pub use passkeys::{
    PASSKEY_NAME, PasskeyInfo, PasskeyOptions, Passkeys, add_passkey, begin_passkey, begin_passkey_sign_in,
    list_passkeys, remove_passkey, sign_in_with_passkey,
};
pub use passwords::Passwords;
pub(crate) use recovery::recover;
pub use recovery::{change_password, forgot_password, reset_password};
pub use sessions::{
    EndedSessions, Refreshed, SessionInfo, authenticate, end_sessions_of, forget, list_sessions, refresh,
    revoke_other_sessions, revoke_session, sign_out,
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
    links::promise(work.db(), now, user, Purpose::VerifyEmail, registration.email.as_str()).await?;
    let opened = sessions::open(work.db(), user, origin, Proven::Password, now).await?;
    audit::record(work.db(), &services.clock, origin, Some(user), "registered", &user.to_string(), json!({}))
        .await?;
    let signed_in = sessions::signed_in(work.db(), services, opened, now).await?;
    work.commit().await?;
    metrics::counter!("registrations").increment(1);
    Ok(signed_in)
}

/// What a right password leads to.
#[derive(Debug)]
pub enum Entry {
    SignedIn(SignedIn),
    /// The account asks for a code too. Who has this token has shown the password, and is nobody yet.
    HalfSession(String),
}

/// Opens a session for who knows the password, and a code where the account asks for one: both at once, as clients of the
/// API send them.
pub async fn sign_in(services: &Services, origin: &Origin, attempt: SignIn) -> Result<SignedIn, Error> {
    let (user_id, hash) = check_password(services, origin, &attempt).await?;
    let (account, shown) = (attempt.email.as_str(), Shown::Password(&hash));
    if !factors::is_on(&services.db, user_id).await? {
        return let_in(services, origin, user_id, account, Key::Password(shown)).await;
    }
    match &attempt.code {
        Some(code) => let_in(services, origin, user_id, account, Key::Code(shown, code)).await,
        None => refuse(services, origin, Some(user_id), SignInRefusal::SecondFactorRequired).await,
    }
}

/// The first step of a browser: a session, or the question for a code.
pub async fn begin_sign_in(services: &Services, origin: &Origin, attempt: SignIn) -> Result<Entry, Error> {
    let (user_id, hash) = check_password(services, origin, &attempt).await?;
    if factors::is_on(&services.db, user_id).await? {
        return Ok(Entry::HalfSession(challenges::begin_half_session(services, user_id).await?));
    }
    let key = Key::Password(Shown::Password(&hash));
    Ok(Entry::SignedIn(let_in(services, origin, user_id, attempt.email.as_str(), key).await?))
}

/// The second step: the code. Without a living half session the way begins anew, with the password.
pub async fn finish_sign_in(
    services: &Services,
    origin: &Origin,
    half_session: &str,
    code: &FactorCode,
) -> Result<SignedIn, Error> {
    let found = challenges::find_half_session(&services.db, half_session, services.clock.now()).await?;
    let (user_id, account) = found.ok_or(Error::SignInRequired)?;
    delays::wait(services, &account, &origin.address).await;
    let_in(services, origin, user_id, &account, Key::Code(Shown::HalfSession(half_session), code)).await
}

/// Whose e-mail and password these are, with the hash that said so. Known and unknown e-mails take the same way and the
/// same time.
async fn check_password(
    services: &Services,
    origin: &Origin,
    attempt: &SignIn,
) -> Result<(UserId, String), Error> {
    delays::wait(services, attempt.email.as_str(), &origin.address).await;
    let user = sqlx::query!(
        "select id, password_hash, suspended_at from users where lower(email) = $1",
        attempt.email.as_str(),
    )
    .fetch_optional(&services.db)
    .await?;
    let hash = user.as_ref().and_then(|user| user.password_hash.as_deref());
    let needs_new_password = user.is_some() && !passwords::is_known(hash);
    let renewal = hash.filter(|hash| passwords::is_outdated(hash)).map(str::to_owned);
    let is_right = services.passwords.verify(&attempt.password, hash).await?;
    let Some(user) = user.filter(|_| is_right) else {
        delays::note_failure(services, attempt.email.as_str(), &origin.address).await;
        if needs_new_password {
            recovery::offer_new_password(services, &attempt.email);
        }
        return refuse(services, origin, None, SignInRefusal::WrongCredentials).await;
    };
    let user_id = UserId(user.id);
    if user.suspended_at.is_some() {
        return refuse(services, origin, Some(user_id), SignInRefusal::AccountSuspended).await;
    }
    let hash = match renewal {
        Some(outdated) => renew_hash(services, user_id, &attempt.password, &outdated).await?,
        None => user.password_hash.unwrap_or_default(),
    };
    Ok((user_id, hash))
}

/// How the password was shown. It has to be the password still when the session opens.
#[derive(Clone, Copy)]
enum Shown<'a> {
    /// Just now: the hash that it fits.
    Password(&'a str),
    /// A step before.
    HalfSession(&'a str),
}

/// What opens the door.
enum Key<'a> {
    /// It was right, and is enough.
    Password(Shown<'a>),
    /// Password and code.
    Code(Shown<'a>, &'a FactorCode),
    /// Both factors at once; its signature was right.
    Passkey,
}

impl Key<'_> {
    const fn kind(&self) -> &'static str {
        match self {
            Self::Password(_) => "password",
            Self::Code(_, code) => code.kind(),
            Self::Passkey => "passkey",
        }
    }
}

/// Opens the session. A code and a half session are used up in the same transaction: of many at once, one gets in.
async fn let_in(
    services: &Services,
    origin: &Origin,
    user_id: UserId,
    account: &str,
    key: Key<'_>,
) -> Result<SignedIn, Error> {
    let now = services.clock.now();
    if matches!(key, Key::Code(..)) {
        factors::count_code(services, user_id).await?;
    }
    let mut work = services.begin().await?;
    let proven = match key {
        Key::Passkey => Proven::SecondFactor,
        Key::Password(shown) => {
            hold(work.db(), user_id, shown, now).await?;
            Proven::Password
        }
        Key::Code(shown, code) => {
            hold(work.db(), user_id, shown, now).await?;
            if !factors::spend(work.db(), services, user_id, code).await? {
                drop(work);
                delays::note_failure(services, account, &origin.address).await;
                return refuse(services, origin, Some(user_id), SignInRefusal::WrongCode).await;
            }
            Proven::SecondFactor
        }
    };
    let opened = sessions::open(work.db(), user_id, origin, proven, now).await?;
    let subject = opened.session_id.to_string();
    let details = json!({ "by": key.kind() });
    audit::record(work.db(), &services.clock, origin, Some(user_id), "signed_in", &subject, details).await?;
    let signed_in = sessions::signed_in(work.db(), services, opened, now).await?;
    work.commit().await?;
    delays::forget_failures(services, account, &origin.address).await;
    metrics::counter!("sign_ins", "outcome" => "signed-in").increment(1);
    Ok(signed_in)
}

/// Hashes a password that was right anew, as we hash today; unless it was changed this very moment. Answers the new hash.
async fn renew_hash(
    services: &Services,
    user: UserId,
    typed: &TypedPassword,
    outdated: &str,
) -> Result<String, Error> {
    let hash = services.passwords.hash_typed(typed).await?;
    sqlx::query!(
        "update users set password_hash = $3 where id = $1 and password_hash = $2",
        user.get(),
        outdated,
        hash,
    )
    .execute(&services.db)
    .await?;
    Ok(hash)
}

/// Looks whether what was shown still holds, and keeps it so: a new password that is set meanwhile waits for the session
/// that opens here, and then ends it with the others.
async fn hold(
    db: &mut PgConnection,
    user_id: UserId,
    shown: Shown<'_>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let hash = sqlx::query_scalar!("select password_hash from users where id = $1 for share", user_id.get())
        .fetch_optional(&mut *db)
        .await?
        .flatten();
    match shown {
        Shown::Password(verified) if hash.as_deref() == Some(verified) => Ok(()),
        Shown::Password(_) => Err(Error::SignInRefused(SignInRefusal::WrongCredentials)),
        Shown::HalfSession(token) => challenges::take_half_session(db, token, now).await,
    }
}

/// Notes a refusal and says it. Who was meant is not noted unless the password was right: people type passwords
/// into the field above by mistake, and the time must not tell whether the account exists.
async fn refuse<T>(
    services: &Services,
    origin: &Origin,
    user: Option<UserId>,
    refusal: SignInRefusal,
) -> Result<T, Error> {
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
