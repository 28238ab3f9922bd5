//! What the provider tells us. A webhook is only a hint that an object changed: it is stored once by its id, answered at once,
//! and a worker fetches the object itself. Duplicates, disorder and days of retries do no harm.

use chrono::{DateTime, Duration, Utc};
use domain::Error;
use futures_util::future::join_all;
use hmac::{Hmac, Mac as _};
use serde::Deserialize;
use sha2::Sha256;

use crate::{
    Secret, Services, failpoints,
    payments::{accounts, checkout, stripe::CallError},
};

/// How old a signature may be, and how far ahead its clock.
const TOLERANCE_SECONDS: i64 = 300;
/// How long a worker has for one event.
const LEASE: Duration = Duration::seconds(30);

/// Why a webhook is not let in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rejection {
    /// No secret is set: then nobody can be believed.
    NotConfigured,
    BadSignature,
    Malformed,
}

impl Rejection {
    /// For the metric.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NotConfigured => "not_configured",
            Self::BadSignature => "bad_signature",
            Self::Malformed => "malformed",
        }
    }
}

#[derive(Deserialize)]
struct Envelope {
    id: String,
    #[serde(rename = "type")]
    kind: String,
    data: EnvelopeData,
}

#[derive(Deserialize)]
struct EnvelopeData {
    object: EnvelopeObject,
}

#[derive(Deserialize)]
struct EnvelopeObject {
    #[serde(default)]
    id: String,
}

/// Takes a webhook in: checks the signature over the raw body, stores it once, wakes the worker.
pub async fn receive(
    services: &Services,
    signature: &str,
    body: &[u8],
) -> Result<Result<(), Rejection>, Error> {
    let now = services.clock.now();
    if let Err(rejection) = check_signature(&services.settings.stripe_webhook_secrets, signature, body, now) {
        metrics::counter!("stripe_webhooks_rejected_total", "reason" => rejection.name()).increment(1);
        tracing::warn!(reason = rejection.name(), "webhook refused");
        return Ok(Err(rejection));
    }
    let Ok(envelope) = serde_json::from_slice::<Envelope>(body) else {
        metrics::counter!("stripe_webhooks_rejected_total", "reason" => "malformed").increment(1);
        return Ok(Err(Rejection::Malformed));
    };
    sqlx::query!(
        "insert into stripe_events (id, kind, object_id, received_at, next_attempt_at) values ($1, $2, $3, $4, $4)
         on conflict (id) do nothing",
        envelope.id,
        envelope.kind,
        envelope.data.object.id,
        now,
    )
    .execute(&services.db)
    .await?;
    failpoints::reach("webhook_stored");
    services.stripe.wake();
    Ok(Ok(()))
}

/// `t=…,v1=…,v1=…`: any of the signatures, by any of the secrets, not too old, in constant time.
fn check_signature(
    secrets: &[Secret],
    header: &str,
    body: &[u8],
    now: DateTime<Utc>,
) -> Result<(), Rejection> {
    let secrets: Vec<&str> = secrets.iter().map(Secret::expose).filter(|secret| !secret.is_empty()).collect();
    if secrets.is_empty() {
        return Err(Rejection::NotConfigured);
    }
    let parts = || header.split(',').filter_map(|part| part.trim().split_once('='));
    let timestamp =
        parts().find(|(name, _)| *name == "t").map(|(_, value)| value).ok_or(Rejection::BadSignature)?;
    let seconds: i64 = timestamp.parse().map_err(|_| Rejection::BadSignature)?;
    if (now.timestamp() - seconds).abs() > TOLERANCE_SECONDS {
        return Err(Rejection::BadSignature);
    }
    let is_signed = parts()
        .filter(|(name, _)| *name == "v1")
        .filter_map(|(_, value)| hex::decode(value).ok())
        .any(|signature| secrets.iter().any(|secret| is_signed_by(secret, timestamp, body, &signature)));
    if is_signed { Ok(()) } else { Err(Rejection::BadSignature) }
}

fn is_signed_by(secret: &str, timestamp: &str, body: &[u8], signature: &[u8]) -> bool {
    // HMAC takes keys of any length.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret.as_bytes()) else { return false };
    mac.update(timestamp.as_bytes());
    mac.update(b".");
    mac.update(body);
    // Compares in constant time.
    mac.verify_slice(signature).is_ok()
}

/// One round over stored events; says how many there were.
pub(super) async fn work(services: &Services, most: i64) -> Result<usize, Error> {
    let now = services.clock.now();
    let events = sqlx::query!(
        "update stripe_events set attempts = attempts + 1, next_attempt_at = $2
         where id in (
             select id from stripe_events where processed_at is null and next_attempt_at <= $1
             order by next_attempt_at for update skip locked limit $3
         )
         returning id, kind, object_id, attempts",
        now,
        now + LEASE,
        most,
    )
    .fetch_all(&services.db)
    .await?;
    let count = events.len();
    let all = events.into_iter().map(async |event| {
        let outcome = process(services, &event.kind, &event.object_id).await;
        record(services, &event.id, event.attempts, outcome).await
    });
    join_all(all).await.into_iter().collect::<Result<Vec<()>, Error>>()?;
    Ok(count)
}

/// Fetches what changed and merges it.
async fn process(services: &Services, kind: &str, object: &str) -> Result<(), String> {
    let told = |error: CallError| format!("{error:?}");
    let failed = |error: Error| format!("{error:?}");
    if kind.starts_with("checkout.session.") {
        let session = services.stripe.checkout(object).await.map_err(told)?;
        checkout::merge_session(services, &session).await.map_err(failed)?.map_err(told)
    } else if kind.starts_with("payment_intent.") {
        let intent = services.stripe.intent(object).await.map_err(told)?;
        checkout::merge_intent(services, &intent).await.map_err(failed)
    } else if kind == "account.updated" {
        let is_ready = services.stripe.is_account_ready(object).await.map_err(told)?;
        accounts::updated(services, object, is_ready).await.map_err(failed)
    } else {
        // Told more than we asked for; the stored event is enough.
        Ok(())
    }
}

async fn record(
    services: &Services,
    id: &str,
    attempts: i32,
    outcome: Result<(), String>,
) -> Result<(), Error> {
    let now = services.clock.now();
    match outcome {
        Ok(()) => {
            sqlx::query!(
                "update stripe_events set processed_at = $2, last_error = null where id = $1",
                id,
                now
            )
            .execute(&services.db)
            .await?;
        }
        Err(reason) => {
            tracing::warn!(id, attempts, reason, "a webhook could not be worked on, trying again later");
            let wait = Duration::seconds(1_i64 << attempts.clamp(0, 9));
            sqlx::query!(
                "update stripe_events set next_attempt_at = $2, last_error = $3 where id = $1",
                id,
                now + wait,
                reason,
            )
            .execute(&services.db)
            .await?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(secret: &str, seconds: i64, body: &[u8]) -> String {
        let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("any length");
        mac.update(format!("{seconds}.").as_bytes());
        mac.update(body);
        format!("t={seconds},v1={}", hex::encode(mac.finalize().into_bytes()))
    }

    #[test]
    fn any_signature_of_any_secret_is_enough_and_none_without_a_secret() {
        let now = DateTime::<Utc>::UNIX_EPOCH + Duration::days(20_000);
        let seconds = now.timestamp();
        let body = br#"{"id":"evt_1"}"#;
        let secrets = [Secret::new("whsec_new"), Secret::new("whsec_old")];
        let check = |header: &str, secrets: &[Secret]| check_signature(secrets, header, body, now);

        assert_eq!(check(&header("whsec_old", seconds, body), &secrets), Ok(()));
        assert_eq!(check(&header("whsec_new", seconds - 299, body), &secrets), Ok(()));
        let both = format!("{},v1={}", header("whsec_new", seconds, body), "00".repeat(32));
        assert_eq!(check(&both, &secrets), Ok(()));
        let second =
            header("whsec_new", seconds, body).replace(",v1=", &format!(",v1={},v1=", "00".repeat(32)));
        assert_eq!(check(&second, &secrets), Ok(()));

        for wrong in [
            header("whsec_other", seconds, body),
            header("whsec_new", seconds - 301, body),
            header("whsec_new", seconds + 301, body),
            header("whsec_new", seconds, b"{}"),
            header("whsec_new", seconds, body).replace("v1=", "v0="),
            "t=1".into(),
            String::new(),
        ] {
            assert_eq!(check(&wrong, &secrets), Err(Rejection::BadSignature), "{wrong}");
        }
        for none in [&[][..], &[Secret::new("")]] {
            assert_eq!(check(&header("", seconds, body), none), Err(Rejection::NotConfigured));
        }
    }
}
