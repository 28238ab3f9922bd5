//! The second factor: codes of an app (TOTP, RFC 6238) and ten recovery codes for the day when the phone is gone.
//! A code works once, however many use it at the same time: using it is one conditional update.

use base64::{Engine, engine::general_purpose::STANDARD};
use chrono::{DateTime, Utc};
use domain::{
    Error,
    auth::{FactorCode, Viewer},
    ids::UserId,
};
use rand::{TryRngCore, rngs::OsRng};
use serde::Serialize;
use serde_json::json;
use sha2::{Digest, Sha256};
use sqlx::{PgConnection, PgExecutor};
use totp_rs::{Builder, Totp};

use super::{fresh::require_fresh, sessions};
use crate::{
    Services, audit,
    audit::Origin,
    limits::{Limit, Subject},
    mail::{self, Letter},
};

/// How many recovery codes there are at a time.
pub const RECOVERY_CODES: usize = 10;
/// Half a minute: how long an app shows a code.
const STEP_SECONDS: u64 = 30;
/// Steps before and after the present one that are taken too: clocks of phones are not exact.
const SKEW: u16 = 1;
/// As apps show it.
const ISSUER: &str = "LABUREMOS";
/// Of recovery codes: without letters and digits that look alike. 31 of them, 15 per code: 74 bits.
const LETTERS: &[u8] = b"abcdefghjkmnpqrstuvwxyz23456789";

/// What a person has set up.
#[derive(Clone, Debug, Default, Serialize, utoipa::ToSchema)]
pub struct Factors {
    pub has_totp: bool,
    pub passkeys: i64,
    /// Unused ones.
    pub recovery_codes_left: i64,
    /// Whether this session passed one.
    pub was_given_here: bool,
    /// Granted powers that are off until a second factor is on and was given.
    pub has_powers_waiting: bool,
}

/// A secret that waits for its first code.
#[derive(Clone, Serialize, utoipa::ToSchema)]
pub struct TotpSetup {
    /// Base32, for typing into the app.
    pub secret: String,
    /// `otpauth://totp/…`
    pub url: String,
    /// The same as a picture: a `data:` address of a PNG.
    pub qr: String,
}

/// What the viewer has set up.
pub async fn get_factors(services: &Services, viewer: &Viewer) -> Result<Factors, Error> {
    let row = sqlx::query!(
        "select exists (select from totp_secrets where user_id = u.id and confirmed_at is not null) as \"has_totp!\",
                (select count(*) from passkeys where user_id = u.id) as \"passkeys!\",
                (select count(*) from recovery_codes where user_id = u.id and used_at is null) as \"left!\",
                s.has_second_factor, cardinality(u.roles) > 0 as \"has_powers!\"
         from users u join user_sessions s on s.user_id = u.id
         where u.id = $1 and s.id = $2",
        viewer.user_id.get(),
        viewer.session_id.get(),
    )
    .fetch_optional(&services.db)
    .await?
    .ok_or(Error::SignInRequired)?;
    Ok(Factors {
        has_totp: row.has_totp,
        passkeys: row.passkeys,
        recovery_codes_left: row.left,
        was_given_here: row.has_second_factor,
        has_powers_waiting: row.has_powers && !row.has_second_factor,
    })
}

/// Whether a password alone does not let this person in.
pub(super) async fn is_on(db: impl PgExecutor<'_>, user_id: UserId) -> Result<bool, Error> {
    let is_on = sqlx::query_scalar!(
        "select exists (select from totp_secrets where user_id = $1 and confirmed_at is not null) as \"is_on!\"",
        user_id.get(),
    )
    .fetch_one(db)
    .await?;
    Ok(is_on)
}

/// Makes a new secret for the viewer's app. Nothing is on until [`confirm_totp`] has seen a code of it.
pub async fn begin_totp(services: &Services, viewer: &Viewer) -> Result<TotpSetup, Error> {
    require_fresh(services, viewer).await?;
    let secret = totp_rs::Secret::generate();
    let sealed = services.data_key.seal(&context(viewer.user_id), secret.as_bytes())?;
    let stored = sqlx::query!(
        "insert into totp_secrets (user_id, secret, created_at) values ($1, $2, $3)
         on conflict (user_id) do update set secret = excluded.secret, created_at = excluded.created_at
         where totp_secrets.confirmed_at is null",
        viewer.user_id.get(),
        sealed,
        services.clock.now(),
    )
    .execute(&services.db)
    .await?;
    if stored.rows_affected() == 0 {
        return Err(Error::conflict("totp_is_on"));
    }
    get_totp_setup(services, viewer).await
}

/// The secret that was made and waits for its first code.
pub async fn get_totp_setup(services: &Services, viewer: &Viewer) -> Result<TotpSetup, Error> {
    require_fresh(services, viewer).await?;
    let row = sqlx::query!(
        "select t.secret, u.email from totp_secrets t join users u on u.id = t.user_id
         where t.user_id = $1 and t.confirmed_at is null",
        viewer.user_id.get(),
    )
    .fetch_optional(&services.db)
    .await?
    .ok_or(Error::NotFound)?;
    let totp = totp(services, viewer.user_id, &row.secret, &row.email)?;
    Ok(TotpSetup {
        secret: totp.secret().to_base32(),
        url: totp.to_url()?,
        qr: format!("data:image/png;base64,{}", STANDARD.encode(totp.to_qr_png()?)),
    })
}

/// Turns the app's codes on with a first one, and answers the recovery codes: they are told this once.
pub async fn confirm_totp(
    services: &Services,
    origin: &Origin,
    viewer: &Viewer,
    code: FactorCode,
) -> Result<Vec<String>, Error> {
    require_fresh(services, viewer).await?;
    count_code(services, viewer.user_id).await?;
    let wrong = || Error::field("code", "wrong_code");
    let FactorCode::Totp(code) = code else { return Err(wrong()) };
    let now = services.clock.now();
    let mut work = services.begin().await?;
    let row = sqlx::query!(
        "select secret from totp_secrets where user_id = $1 and confirmed_at is null for update",
        viewer.user_id.get(),
    )
    .fetch_optional(work.db())
    .await?
    .ok_or_else(|| Error::conflict("totp_is_not_begun"))?;
    let Some(step) = totp(services, viewer.user_id, &row.secret, "")?.check(&code, seconds(now)) else {
        drop(work);
        let subject = viewer.user_id.to_string();
        let (actor, action) = (Some(viewer.user_id), "totp_refused");
        audit::record(&services.db, &services.clock, origin, actor, action, &subject, json!({})).await?;
        return Err(wrong());
    };
    sqlx::query!(
        "with given as (update user_sessions set has_second_factor = true, authenticated_at = $2 where id = $4)
         update totp_secrets set confirmed_at = $2, last_step = $3 where user_id = $1",
        viewer.user_id.get(),
        now,
        step.cast_signed(),
        viewer.session_id.get(),
    )
    .execute(work.db())
    .await?;
    let codes = replace_recovery_codes(work.db(), viewer.user_id, now).await?;
    announce(work.db(), services, origin, viewer, "totp_turned_on").await?;
    work.commit().await?;
    sessions::forget(services, viewer.user_id).await?;
    Ok(codes)
}

/// Turns the codes off, recovery codes with them. Powers that ask for a second factor end in every session, unless
/// there is a passkey.
pub async fn turn_totp_off(services: &Services, origin: &Origin, viewer: &Viewer) -> Result<(), Error> {
    require_fresh(services, viewer).await?;
    let mut work = services.begin().await?;
    let gone = sqlx::query!(
        "with codes as (delete from recovery_codes where user_id = $1)
         delete from totp_secrets where user_id = $1 and confirmed_at is not null",
        viewer.user_id.get(),
    )
    .execute(work.db())
    .await?;
    if gone.rows_affected() == 0 {
        return Err(Error::NotFound);
    }
    forget_given_factors(work.db(), viewer.user_id).await?;
    announce(work.db(), services, origin, viewer, "totp_turned_off").await?;
    work.commit().await?;
    sessions::forget(services, viewer.user_id).await
}

/// Who has no factor left has given none, in whichever session.
pub(super) async fn forget_given_factors(db: &mut PgConnection, user_id: UserId) -> Result<(), Error> {
    sqlx::query!(
        "update user_sessions set has_second_factor = false
         where user_id = $1 and has_second_factor
           and not exists (select from totp_secrets where user_id = $1 and confirmed_at is not null)
           and not exists (select from passkeys where user_id = $1)",
        user_id.get(),
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Ten new recovery codes; the ones before are worth nothing any more. They are told this once.
pub async fn renew_recovery_codes(
    services: &Services,
    origin: &Origin,
    viewer: &Viewer,
) -> Result<Vec<String>, Error> {
    require_fresh(services, viewer).await?;
    let mut work = services.begin().await?;
    if !is_on(work.db(), viewer.user_id).await? {
        return Err(Error::conflict("totp_is_off"));
    }
    let codes = replace_recovery_codes(work.db(), viewer.user_id, services.clock.now()).await?;
    announce(work.db(), services, origin, viewer, "recovery_codes_renewed").await?;
    work.commit().await?;
    Ok(codes)
}

async fn replace_recovery_codes(
    db: &mut PgConnection,
    user_id: UserId,
    now: DateTime<Utc>,
) -> Result<Vec<String>, Error> {
    let codes = (0..RECOVERY_CODES).map(|_| recovery_code()).collect::<Result<Vec<String>, Error>>()?;
    let hashes: Vec<Vec<u8>> = codes.iter().map(|code| hash(user_id, &code.replace('-', ""))).collect();
    sqlx::query!("delete from recovery_codes where user_id = $1", user_id.get()).execute(&mut *db).await?;
    sqlx::query!(
        "insert into recovery_codes (user_id, code_hash, created_at) select $1, hash, $3 from unnest($2::bytea[]) as hash",
        user_id.get(),
        &hashes,
        now,
    )
    .execute(db)
    .await?;
    Ok(codes)
}

/// Counts an attempt at a code of this account. Only who knows the password or sits in a session gets to try one, so
/// what strangers do locks nobody out.
pub(super) async fn count_code(services: &Services, user_id: UserId) -> Result<(), Error> {
    services.limits.check(Limit::Codes, &Subject::Account(user_id)).await.map(drop)
}

/// Uses a code up. False when it is wrong or was used before.
pub(super) async fn spend(
    db: &mut PgConnection,
    services: &Services,
    user_id: UserId,
    code: &FactorCode,
) -> Result<bool, Error> {
    let now = services.clock.now();
    let spent = match code {
        FactorCode::Totp(code) => {
            let row = sqlx::query!(
                "select secret from totp_secrets where user_id = $1 and confirmed_at is not null",
                user_id.get(),
            )
            .fetch_optional(&mut *db)
            .await?;
            let Some(row) = row else { return Ok(false) };
            let Some(step) = totp(services, user_id, &row.secret, "")?.check(code, seconds(now)) else {
                return Ok(false);
            };
            sqlx::query!(
                "update totp_secrets set last_step = $2
                 where user_id = $1 and confirmed_at is not null and last_step < $2 and secret = $3",
                user_id.get(),
                step.cast_signed(),
                row.secret,
            )
            .execute(db)
            .await?
        }
        FactorCode::Recovery(code) => {
            sqlx::query!(
                "update recovery_codes set used_at = $3 where user_id = $1 and code_hash = $2 and used_at is null",
                user_id.get(),
                hash(user_id, code),
                now,
            )
            .execute(db)
            .await?
        }
    };
    Ok(spent.rows_affected() == 1)
}

/// SHA-1, six digits, half a minute: what every app can do.
fn totp(services: &Services, user_id: UserId, sealed: &[u8], account: &str) -> Result<Totp, Error> {
    let secret = services.data_key.open(&context(user_id), sealed)?;
    let builder = Builder::new()
        .with_secret(secret)
        .with_skew(SKEW)
        .with_step_duration(STEP_SECONDS)
        .with_issuer(Some(ISSUER))
        .with_account_name(account);
    Ok(builder.build()?)
}

fn context(user_id: UserId) -> String {
    format!("totp:{user_id}")
}

fn seconds(now: DateTime<Utc>) -> u64 {
    now.timestamp().cast_unsigned()
}

/// Three groups of five.
fn recovery_code() -> Result<String, Error> {
    let mut code = String::new();
    while code.len() < FactorCode::RECOVERY_LENGTH + 2 {
        let mut byte = [0];
        OsRng.try_fill_bytes(&mut byte)?;
        // Whole rounds of the letters only, so that each is as likely as the others.
        let Some(letter) = LETTERS.get(usize::from(byte[0] >> 3)) else { continue };
        if code.len() % 6 == 5 {
            code.push('-');
        }
        code.push(char::from(*letter));
    }
    Ok(code)
}

/// What is stored of a recovery code; random enough that a fast hash can't be searched.
fn hash(user_id: UserId, code: &str) -> Vec<u8> {
    Sha256::digest(format!("{user_id}:{code}")).to_vec()
}

/// Puts a change on record, and tells the person by mail: it may have been somebody else.
async fn announce(
    db: &mut PgConnection,
    services: &Services,
    origin: &Origin,
    viewer: &Viewer,
    action: &str,
) -> Result<(), Error> {
    let subject = viewer.user_id.to_string();
    audit::record(&mut *db, &services.clock, origin, Some(viewer.user_id), action, &subject, json!({}))
        .await?;
    mail::write_to(db, services.clock.now(), viewer.user_id, Letter::FactorsChanged).await
}

#[cfg(test)]
mod tests;
