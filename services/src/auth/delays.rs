//! After some failures a sign-in has to wait a little before it is looked at, by account and by address.
//! Nobody is ever turned away for it: a stranger can cost the owner of an account four seconds, and no more.

use std::time::Duration;

use moka::future::Cache;
use sha2::{Digest, Sha256};

use crate::Services;

/// Failures that cost nothing: people mistype.
const FREE_FAILURES: u32 = 3;
const FIRST_DELAY: Duration = Duration::from_millis(250);
pub const LONGEST_DELAY: Duration = Duration::from_secs(4);
/// How long failures are remembered after the last one.
const MEMORY: Duration = Duration::from_mins(15);

/// Failures as this process saw them, for when Redis is away. Bounded, and forgotten by itself.
#[derive(Clone)]
pub struct Failures(Cache<String, u32>);

impl Default for Failures {
    fn default() -> Self {
        Self(Cache::builder().max_capacity(100_000).time_to_live(MEMORY).build())
    }
}

/// How long the next attempt waits: nothing, then 250 ms doubling up to four seconds.
fn delay_after(failures: u32) -> Duration {
    match failures.checked_sub(FREE_FAILURES) {
        None => Duration::ZERO,
        Some(further) => FIRST_DELAY.saturating_mul(1 << further.min(10)).min(LONGEST_DELAY),
    }
}

/// Waits as long as the failures of this account (its e-mail) and from this address ask for; shorter by as much as limits are scaled up for load runs.
pub(super) async fn wait(services: &Services, account: &str, address: &str) {
    let delay = delay_after(failures(services, &keys(account, address)).await);
    let delay = delay.div_f64(services.settings.rate_limit_scale.max(1.0));
    if !delay.is_zero() {
        tokio::time::sleep(delay).await;
    }
}

/// The larger of the two counts.
async fn failures(services: &Services, keys: &[String; 2]) -> u32 {
    let counted = services
        .redis
        .attempt(|mut redis| async move {
            redis::cmd("MGET").arg(&keys[..]).query_async::<Vec<Option<u32>>>(&mut redis).await
        })
        .await;
    if let Some(counts) = counted {
        return counts.into_iter().flatten().max().unwrap_or(0);
    }
    let local = &services.failures.0;
    local.get(&keys[0]).await.max(local.get(&keys[1]).await).unwrap_or(0)
}

/// One more failure of this account and from this address.
pub(super) async fn note_failure(services: &Services, account: &str, address: &str) {
    let keys = keys(account, address);
    let noted = services
        .redis
        .attempt(|mut redis| {
            let mut pipe = redis::pipe();
            for key in &keys {
                pipe.incr(key, 1).ignore().expire(key, MEMORY.as_secs().cast_signed()).ignore();
            }
            async move { pipe.query_async::<()>(&mut redis).await }
        })
        .await;
    if noted.is_none() {
        for key in keys {
            let count = services.failures.0.get(&key).await.unwrap_or(0);
            services.failures.0.insert(key, count.saturating_add(1)).await;
        }
    }
}

/// The owner is in: what strangers tried at the account costs nobody anything any more. The address stays remembered,
/// else one's own account would wash off the failures at others.
pub(super) async fn forget_failures(services: &Services, account: &str) {
    let key = account_key(account);
    services.failures.0.invalidate(&key).await;
    let _away_is_fine = services
        .redis
        .attempt(|mut redis| async move { redis::cmd("DEL").arg(key).query_async::<()>(&mut redis).await })
        .await;
}

fn keys(account: &str, address: &str) -> [String; 2] {
    [account_key(account), format!("sign-in-failures:address:{}", crate::limits::network(address))]
}

/// By hash: addresses of people don't belong into Redis. Whether the account exists makes no difference.
fn account_key(account: &str) -> String {
    let account = account.to_lowercase();
    format!("sign-in-failures:account:{}", hex::encode(&Sha256::digest(account)[..16]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_delay_grows_and_ends_at_four_seconds_however_many_failures() {
        let milliseconds: Vec<u128> = (0..9).map(|failures| delay_after(failures).as_millis()).collect();
        assert_eq!(milliseconds, [0, 0, 0, 250, 500, 1000, 2000, 4000, 4000]);
        assert_eq!(delay_after(u32::MAX), LONGEST_DELAY);
    }
}
