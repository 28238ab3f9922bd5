//! A command that comes twice has one effect and one answer. The key is written in the command's own transaction, so it is
//! there if and only if the effect is; a duplicate that comes meanwhile waits at the unique index until the first is done.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use chrono::Duration;
use domain::{Error, ids::UserId};
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::{Services, Work};

/// How long an answer can be had again.
const KEPT: Duration = Duration::hours(48);

/// What a client calls one intent, in the header `Idempotency-Key` or a form's hidden field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key(String);

impl Key {
    /// 8 to 255 visible ASCII characters. Field: `idempotency_key`.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let text = text.trim();
        if text.is_empty() {
            return Err(Error::field("idempotency_key", "required"));
        }
        if !(8..=255).contains(&text.len()) || !text.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(Error::field("idempotency_key", "invalid_idempotency_key"));
        }
        Ok(Self(text.to_owned()))
    }

    /// A new one, for a form that is about to be shown.
    pub fn random() -> Self {
        Self(uuid::Uuid::new_v4().to_string())
    }

    /// The same for the same parts.
    pub fn of<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> Self {
        Self(BASE64_URL_SAFE_NO_PAD.encode(hash_of(parts)))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether the command is to be done.
pub(crate) enum Claim {
    New,
    /// It was done; this was its answer.
    Repeated(Value),
}

/// Takes the key for this unit of work. The same key with another request is a field error.
pub(crate) async fn claim(
    services: &Services,
    work: &mut Work,
    user: UserId,
    key: &Key,
    request: &[&str],
) -> Result<Claim, Error> {
    let hash = hash_of(request.iter().map(|part| part.as_bytes()));
    let now = services.clock.now();
    let inserted = sqlx::query_scalar!(
        "insert into idempotency_keys (user_id, key, request_hash, created_at) values ($1, $2, $3, $4)
         on conflict (user_id, key) do update set request_hash = excluded.request_hash, answer = null,
             created_at = excluded.created_at
             where idempotency_keys.created_at < $5
         returning 1 as \"one!\"",
        user.get(),
        key.0,
        hash,
        now,
        now - KEPT,
    )
    .fetch_optional(work.db())
    .await?;
    if inserted.is_some() {
        return Ok(Claim::New);
    }
    let known = sqlx::query!(
        "select request_hash, answer from idempotency_keys where user_id = $1 and key = $2",
        user.get(),
        key.0
    )
    .fetch_one(work.db())
    .await?;
    if known.request_hash != hash {
        return Err(Error::field("idempotency_key", "idempotency_key_reused"));
    }
    Ok(Claim::Repeated(known.answer.unwrap_or_default()))
}

/// Keeps the answer, in the same unit of work.
pub(crate) async fn answer(work: &mut Work, user: UserId, key: &Key, answer: &Value) -> Result<(), Error> {
    sqlx::query!(
        "update idempotency_keys set answer = $3 where user_id = $1 and key = $2",
        user.get(),
        key.0,
        answer
    )
    .execute(work.db())
    .await?;
    Ok(())
}

/// Forgets what is older than it needs to be.
pub(crate) async fn sweep(services: &Services) -> Result<(), Error> {
    sqlx::query!("delete from idempotency_keys where created_at < $1", services.clock.now() - KEPT)
        .execute(&services.db)
        .await?;
    Ok(())
}

fn hash_of<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> Vec<u8> {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part.len().to_be_bytes());
        hasher.update(part);
    }
    hasher.finalize().to_vec()
}
