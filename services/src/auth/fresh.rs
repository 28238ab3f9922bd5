//! What matters most (where money is paid to, passwords, factors) asks who is there again when the last time is long ago:
//! a session that was left open or stolen is not enough.

use chrono::Duration;
use domain::{
    Error,
    auth::{Proof, SignInRefusal, Viewer},
};
use serde_json::json;

use super::{delays, factors, passkeys, sessions};
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
    if !is_right {
        delays::note_failure(services, &user.email, &origin.address).await;
        record(services, origin, viewer, "step_up_refused").await?;
        return Err(refusal);
    }
    delays::forget_failures(services, &user.email, &origin.address).await;
    freshen(services, origin, viewer, is_code).await
}

/// Takes what a passkey of the viewer's has signed instead. It is both factors at once.
pub async fn confirm_with_passkey(
    services: &Services,
    origin: &Origin,
    viewer: &Viewer,
    challenge: &str,
    credential: &str,
) -> Result<(), Error> {
    match passkeys::verify(services, challenge, credential).await? {
        Some((user_id, _)) if user_id == viewer.user_id => freshen(services, origin, viewer, true).await,
        _ => {
            record(services, origin, viewer, "step_up_refused").await?;
            Err(Error::SignInRefused(SignInRefusal::WrongPasskey))
        }
    }
}

/// The session knows again who sits there.
async fn freshen(
    services: &Services,
    origin: &Origin,
    viewer: &Viewer,
    by_second_factor: bool,
) -> Result<(), Error> {
    sqlx::query!(
        "update user_sessions set authenticated_at = $2, has_second_factor = has_second_factor or $3
         where id = $1 and revoked_at is null",
        viewer.session_id.get(),
        services.clock.now(),
        by_second_factor,
    )
    .execute(&services.db)
    .await?;
    record(services, origin, viewer, "stepped_up").await?;
    // It brings powers that ask for one into force.
    if by_second_factor { sessions::forget(services, viewer.user_id).await } else { Ok(()) }
}

async fn record(services: &Services, origin: &Origin, viewer: &Viewer, action: &str) -> Result<(), Error> {
    let session = viewer.session_id.to_string();
    audit::record(&services.db, &services.clock, origin, Some(viewer.user_id), action, &session, json!({}))
        .await
}
