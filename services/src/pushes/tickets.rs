//! Tickets for sockets: a page that can send neither cookie nor header to `/ws` brings one, good for 30 s and once.

use std::time::Duration;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{Error, auth::Viewer};
use rand::RngCore;
use sha2::{Digest, Sha256};

use crate::Services;

/// How long a ticket is good.
pub const LIFETIME: Duration = Duration::from_secs(30);

/// Tickets of this replica, for when Redis is away.
pub(super) type Fallback = moka::future::Cache<String, Viewer>;

pub(super) fn fallback() -> Fallback {
    moka::future::Cache::builder().max_capacity(10_000).time_to_live(LIFETIME).build()
}

/// A new ticket for the viewer. Only its hash is kept.
pub async fn issue(services: &Services, viewer: &Viewer) -> Result<String, Error> {
    let mut random = [0; 32];
    rand::rng().fill_bytes(&mut random);
    let ticket = URL_SAFE_NO_PAD.encode(random);
    let (key, value) = (key(&ticket), serde_json::to_string(viewer)?);
    let keep = |mut redis| {
        let mut set = ::redis::cmd("SET");
        set.arg(&key).arg(value).arg("EX").arg(LIFETIME.as_secs());
        async move { set.query_async::<()>(&mut redis).await }
    };
    if services.redis.attempt(keep).await.is_none() {
        // Good on this replica only, which is better than none.
        services.pushes.hub.tickets.insert(key, viewer.clone()).await;
    }
    Ok(ticket)
}

/// Whom a ticket speaks for; it is worth nothing afterwards.
pub async fn redeem(services: &Services, ticket: &str) -> Result<Viewer, Error> {
    let key = key(ticket);
    if let Some(viewer) = services.pushes.hub.tickets.remove(&key).await {
        return Ok(viewer);
    }
    let take = |mut redis| async move {
        ::redis::cmd("GETDEL").arg(key).query_async::<Option<String>>(&mut redis).await
    };
    let value = services.redis.attempt(take).await.flatten().ok_or(Error::SignInRequired)?;
    Ok(serde_json::from_str(&value)?)
}

fn key(ticket: &str) -> String {
    format!("laburemos:ws-ticket:{}", hex::encode(Sha256::digest(ticket)))
}
