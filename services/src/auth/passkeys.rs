//! Passkeys (WebAuthn): a key that lives in a phone, a computer or a stick, asks for its owner's finger or PIN, and signs
//! for this site alone. One is both factors at once, and says itself whose it is: nobody types an e-mail.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use domain::{
    Error,
    auth::{SignInRefusal, Viewer},
    ids::{PasskeyId, UserId},
};
use serde::Serialize;
use serde_json::{Value, json};
use uuid::Uuid;
use webauthn_rs::prelude::{
    DiscoverableAuthentication, Passkey, PasskeyRegistration, PublicKeyCredential,
    RegisterPublicKeyCredential, Url, Webauthn, WebauthnBuilder,
};

use super::{
    Key, SignedIn,
    challenges::{self, ChallengeKind},
    factors,
    fresh::require_fresh,
    let_in, refuse, sessions,
};
use crate::{
    Services, audit,
    audit::Origin,
    errors::OnConstraint,
    mail::{self, Letter},
};

/// Per person.
const MOST: i64 = 20;
/// Characters of a passkey's name.
pub const PASSKEY_NAME: usize = 60;

/// The site as keys know it: its host is part of every signature. None where the site has no name but a number.
#[derive(Clone)]
pub struct Passkeys(Option<Arc<Webauthn>>);

impl Passkeys {
    pub fn new(public_url: &str) -> Result<Self, Error> {
        let origin: Url =
            public_url.parse().map_err(|error| Error::internal(format!("PUBLIC_URL: {error}")))?;
        let Some(host) = origin.domain() else { return Ok(Self(None)) };
        let webauthn = WebauthnBuilder::new(host, &origin)?.rp_name("LABUREMOS").build()?;
        Ok(Self(Some(Arc::new(webauthn))))
    }

    fn get(&self) -> Result<&Webauthn, Error> {
        self.0.as_deref().ok_or(Error::NotFound)
    }
}

/// One of the viewer's passkeys.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct PasskeyInfo {
    pub id: PasskeyId,
    pub name: String,
    pub created_at: DateTime<Utc>,
    pub last_used_at: Option<DateTime<Utc>>,
}

/// What a browser hands to its keys, and what it sends back with their answer.
#[derive(Clone, Serialize, utoipa::ToSchema)]
pub struct PasskeyOptions {
    /// Good once, for five minutes.
    pub challenge: String,
    /// For `navigator.credentials`, bytes as base64url.
    #[schema(value_type = Object)]
    pub options: Value,
}

/// The viewer's passkeys, oldest first.
pub async fn list_passkeys(services: &Services, viewer: &Viewer) -> Result<Vec<PasskeyInfo>, Error> {
    let rows = sqlx::query!(
        "select id, name, created_at, last_used_at from passkeys where user_id = $1 order by created_at, id",
        viewer.user_id.get(),
    )
    .fetch_all(&services.db)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| PasskeyInfo {
            id: PasskeyId(row.id),
            name: row.name,
            created_at: row.created_at,
            last_used_at: row.last_used_at,
        })
        .collect())
}

/// Begins to make a passkey for the viewer.
pub async fn begin_passkey(services: &Services, viewer: &Viewer) -> Result<PasskeyOptions, Error> {
    require_fresh(services, viewer).await?;
    let webauthn = services.passkeys.get()?;
    let known = sqlx::query!("select credential_id from passkeys where user_id = $1", viewer.user_id.get())
        .fetch_all(&services.db)
        .await?;
    if i64::try_from(known.len()).is_ok_and(|count| count >= MOST) {
        return Err(Error::conflict("too_many_passkeys"));
    }
    let known = known.into_iter().map(|row| row.credential_id).collect();
    let (options, state) = webauthn.start_passkey_registration(
        viewer.user_id.get(),
        &viewer.handle,
        &viewer.name,
        Some(known),
    )?;
    let mut options = serde_json::to_value(options)?;
    // The key keeps whose it is, so that it can sign in by itself.
    let selection = &mut options["publicKey"]["authenticatorSelection"];
    selection["residentKey"] = json!("required");
    selection["requireResidentKey"] = json!(true);
    let state = serde_json::to_value(state)?;
    let kind = ChallengeKind::PasskeyRegistration;
    let challenge = challenges::begin(services, kind, Some(viewer.user_id), state).await?;
    Ok(PasskeyOptions { challenge, options })
}

/// Keeps the passkey that a browser has made. Its session has just seen a second factor.
pub async fn add_passkey(
    services: &Services,
    origin: &Origin,
    viewer: &Viewer,
    challenge: &str,
    name: &str,
    credential: &str,
) -> Result<PasskeyInfo, Error> {
    require_fresh(services, viewer).await?;
    let name = domain::text::bounded("name", name, 1, PASSKEY_NAME)?;
    let unusable = || Error::conflict("passkey_unusable");
    let credential: RegisterPublicKeyCredential = serde_json::from_str(credential).map_err(|_| unusable())?;
    let now = services.clock.now();
    let mut work = services.begin().await?;
    let taken = challenges::take(work.db(), ChallengeKind::PasskeyRegistration, challenge, now).await?;
    let Some((Some(user_id), state)) = taken.filter(|(user_id, _)| *user_id == Some(viewer.user_id)) else {
        return Err(unusable());
    };
    let state: PasskeyRegistration = serde_json::from_value(state)?;
    let passkey =
        services.passkeys.get()?.finish_passkey_registration(&credential, &state).map_err(|error| {
            tracing::debug!(%error, "a passkey was refused");
            unusable()
        })?;
    let id = PasskeyId(Uuid::now_v7());
    sqlx::query!(
        "with given as (update user_sessions set has_second_factor = true, authenticated_at = $6 where id = $7)
         insert into passkeys (id, user_id, credential_id, name, credential, created_at)
         values ($1, $2, $3, $4, $5, $6)",
        id.get(),
        user_id.get(),
        passkey.cred_id(),
        name,
        serde_json::to_value(&passkey)?,
        now,
        viewer.session_id.get(),
    )
    .execute(work.db())
    .await
    .on_constraint("passkeys_credential_id_key", unusable)?;
    let (actor, subject) = (Some(user_id), id.to_string());
    audit::record(work.db(), &services.clock, origin, actor, "passkey_added", &subject, json!({})).await?;
    mail::write_to(work.db(), now, user_id, Letter::FactorsChanged).await?;
    work.commit().await?;
    sessions::forget(services, user_id).await?;
    Ok(PasskeyInfo { id, name, created_at: now, last_used_at: None })
}

/// Takes one of the viewer's passkeys away; anybody else's does not exist.
pub async fn remove_passkey(
    services: &Services,
    origin: &Origin,
    viewer: &Viewer,
    id: PasskeyId,
) -> Result<(), Error> {
    require_fresh(services, viewer).await?;
    let mut work = services.begin().await?;
    let gone =
        sqlx::query!("delete from passkeys where id = $1 and user_id = $2", id.get(), viewer.user_id.get(),)
            .execute(work.db())
            .await?;
    if gone.rows_affected() == 0 {
        return Err(Error::NotFound);
    }
    factors::forget_given_factors(work.db(), viewer.user_id).await?;
    let (actor, subject) = (Some(viewer.user_id), id.to_string());
    audit::record(work.db(), &services.clock, origin, actor, "passkey_removed", &subject, json!({})).await?;
    mail::write_to(work.db(), services.clock.now(), viewer.user_id, Letter::FactorsChanged).await?;
    work.commit().await?;
    sessions::forget(services, viewer.user_id).await
}

/// Begins a sign-in with whichever passkey the browser has for this site.
pub async fn begin_passkey_sign_in(services: &Services) -> Result<PasskeyOptions, Error> {
    let (mut options, state) = services.passkeys.get()?.start_discoverable_authentication()?;
    // It is asked for by a button, not offered while somebody types.
    options.mediation = None;
    let state = serde_json::to_value(state)?;
    let challenge = challenges::begin(services, ChallengeKind::PasskeySignIn, None, state).await?;
    Ok(PasskeyOptions { challenge, options: serde_json::to_value(options)? })
}

/// Opens a session for who holds the passkey that has signed.
pub async fn sign_in_with_passkey(
    services: &Services,
    origin: &Origin,
    challenge: &str,
    credential: &str,
) -> Result<SignedIn, Error> {
    let Some((user_id, account)) = verify(services, challenge, credential).await? else {
        return refuse(services, origin, None, SignInRefusal::WrongPasskey).await;
    };
    let_in(services, origin, user_id, &account, Key::Passkey).await
}

/// Whose passkey has signed this challenge, and their e-mail. Whatever the answer, the challenge is used up.
pub(super) async fn verify(
    services: &Services,
    challenge: &str,
    credential: &str,
) -> Result<Option<(UserId, String)>, Error> {
    let now = services.clock.now();
    let taken = challenges::take(&services.db, ChallengeKind::PasskeySignIn, challenge, now).await?;
    let Some((_, state)) = taken else { return Ok(None) };
    let state: DiscoverableAuthentication = serde_json::from_value(state)?;
    let Ok(credential) = serde_json::from_str::<PublicKeyCredential>(credential) else { return Ok(None) };
    let webauthn = services.passkeys.get()?;
    let Ok((user, credential_id)) = webauthn.identify_discoverable_authentication(&credential) else {
        return Ok(None);
    };
    let mut work = services.begin().await?;
    let row = sqlx::query!(
        "select p.id, p.credential, u.email
         from passkeys p join users u on u.id = p.user_id
         where p.credential_id = $1 and p.user_id = $2 and u.suspended_at is null
         for update of p",
        credential_id,
        user,
    )
    .fetch_optional(work.db())
    .await?;
    let Some(row) = row else { return Ok(None) };
    let mut passkey: Passkey = serde_json::from_value(row.credential)?;
    let Ok(result) = webauthn.finish_discoverable_authentication_v2(&credential, state, &passkey) else {
        return Ok(None);
    };
    passkey.update_credential(&result);
    sqlx::query!(
        "update passkeys set credential = $2, last_used_at = $3 where id = $1",
        row.id,
        serde_json::to_value(&passkey)?,
        now,
    )
    .execute(work.db())
    .await?;
    work.commit().await?;
    Ok(Some((UserId(user), row.email)))
}

#[cfg(test)]
mod tests;
