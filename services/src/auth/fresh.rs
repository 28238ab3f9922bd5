//! What matters most (where money is paid to, passwords, factors) asks who is there again when the last time is long ago:
//! a session that was left open or stolen is not enough.

use chrono::Duration;
use domain::{
    Error,
    auth::{Proof, Viewer},
};
use serde_json::json;

use super::{delays, factors, sessions};
use crate::{Services, audit, audit::Origin};

/// How long after a password, code or passkey nobody is asked again.
pub const FRESH: Duration = Duration::minutes(10);

/// Lets pass whose session was opened or confirmed within the last ten minutes. Where codes are on, a session that never
/// saw one (older than they are) has to give one first.
pub async fn require_fresh(services: &Services, viewer: &Viewer) -> Result<(), Error> {
    let is_fresh = sqlx::query_scalar!(
        "select exists (
             select from user_sessions s
             where id = $1 and user_id = $2 and revoked_at is null and authenticated_at > $3
               and (has_second_factor or not exists (
                   select from totp_secrets where user_id = s.user_id and confirmed_at is not null
               ))
         ) as \"is_fresh!\"",
        viewer.session_id.get(),
        viewer.user_id.get(),
        services.clock.now() - FRESH,
    )
    .fetch_one(&services.db)
    .await?;
    if is_fresh { Ok(()) } else { Err(Error::StepUpRequired) }
}

/// Takes the password or a code, and makes this session fresh again. Wrong ones cost time, as at the door.
pub async fn confirm(
    services: &Services,
    origin: &Origin,
    viewer: &Viewer,
    proof: Proof,
) -> Result<(), Error> {
    let user = sqlx::query!("select email, password_hash from users where id = $1", viewer.user_id.get())
        .fetch_optional(&services.db)
        .await?
        .ok_or(Error::SignInRequired)?;
    let factors = factors::get_factors(services, viewer).await?;
    let is_code = matches!(proof, Proof::Code(_));
    // The password alone opened the door before there were codes; it doesn't replace them.
    if factors.has_totp && !factors.was_given_here && !is_code {
        return Err(Error::field("code", "required"));
    }
    delays::wait(services, &user.email, &origin.address).await;
    let (is_right, refusal) = match &proof {
        Proof::Password(typed) => (
            services.passwords.verify(typed, user.password_hash.as_deref()).await?,
            Error::field("password", "wrong_password"),
        ),
        Proof::Code(code) => {
            factors::count_code(services, viewer.user_id).await?;
            let mut db = services.db.acquire().await?;
            let is_right = factors::spend(&mut db, services, viewer.user_id, code).await?;
            (is_right, Error::field("code", "wrong_code"))
        }
    };
    let session = viewer.session_id.to_string();
    let record = |action| {
        audit::record(
            &services.db,
            &services.clock,
            origin,
            Some(viewer.user_id),
            action,
            &session,
            json!({}),
        )
    };
    if !is_right {
        delays::note_failure(services, &user.email, &origin.address).await;
        record("step_up_refused").await?;
        return Err(refusal);
    }
    delays::forget_failures(services, &user.email, &origin.address).await;
    sqlx::query!(
        "update user_sessions set authenticated_at = $2, has_second_factor = has_second_factor or $3
         where id = $1 and revoked_at is null",
        viewer.session_id.get(),
        services.clock.now(),
        is_code,
    )
    .execute(&services.db)
    .await?;
    record("stepped_up").await?;
    // A code brings powers that ask for one into force.
    if is_code { sessions::forget(services, viewer.user_id).await } else { Ok(()) }
}
