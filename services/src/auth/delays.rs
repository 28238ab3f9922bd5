//! After some failures a sign-in has to wait a little before it is looked at, by account and by address.
//! Nobody is ever turned away for it: a stranger can cost the owner of an account four seconds, once. Where the owner has
//! come in before, what others do elsewhere costs nothing.

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
/// How long a network is remembered from which somebody came into an account.
const ACQUAINTANCE: Duration = Duration::from_hours(24 * 90);

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
    let delay = delay_after(failures(services, account, address).await);
    let delay = delay.div_f64(services.settings.rate_limit_scale.max(1.0));
    if !delay.is_zero() {
        tokio::time::sleep(delay).await;
    }
}

/// The larger of the two counts; the address's alone where the account's owner is known there.
async fn failures(services: &Services, account: &str, address: &str) -> u32 {
    let [of_account, of_address] = keys(account, address);
    let asked = [of_account, of_address, acquaintance_key(account, address)];
    let counted = services
        .redis
        .attempt(|mut redis| {
            let mut get = redis::cmd("MGET");
            get.arg(&asked[..]);
            async move { get.query_async::<[Option<u32>; 3]>(&mut redis).await }
        })
        .await;
    let [of_account, of_address, acquaintance] = if let Some(counts) = counted {
        counts
    } else {
        let local = &services.failures.0;
        [local.get(&asked[0]).await, local.get(&asked[1]).await, local.get(&asked[2]).await]
    };
    let of_account = if acquaintance.is_some() { None } else { of_account };
    of_account.max(of_address).unwrap_or(0)
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

/// The owner is in: what strangers tried at the account costs nobody anything any more, and nothing here from now on. The
/// address stays remembered, else one's own account would wash off the failures at others.
pub(super) async fn forget_failures(services: &Services, account: &str, address: &str) {
    let (failures, acquaintance) = (account_key(account), acquaintance_key(account, address));
    services.failures.0.invalidate(&failures).await;
    services.failures.0.insert(acquaintance.clone(), 1).await;
    let _away_is_fine = services
        .redis
        .attempt(|mut redis| async move {
            let mut pipe = redis::pipe();
            pipe.del(failures).ignore().set_ex(acquaintance, 1, ACQUAINTANCE.as_secs()).ignore();
            pipe.query_async::<()>(&mut redis).await
        })
        .await;
}

fn keys(account: &str, address: &str) -> [String; 2] {
    [account_key(account), format!("sign-in-failures:address:{}", crate::limits::network(address))]
}

fn acquaintance_key(account: &str, address: &str) -> String {
    format!("{}:known:{}", account_key(account), crate::limits::network(address))
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
