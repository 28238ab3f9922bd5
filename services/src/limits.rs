//! How often people may do things (product.md, Numbers): counted in Redis for all replicas together, and by each for
//! itself while Redis is away. Pages are counted by each replica for itself always: their limits are far from what people
//! do, and a way to Redis would cost as much as half a page.

use std::{fmt, net::IpAddr, num::NonZeroU32, sync::Arc, time::Duration};

use ::redis::Script;
use domain::{Error, ids::UserId};
use governor::{
    DefaultKeyedRateLimiter, Quota, RateLimiter, clock::Clock, middleware::StateInformationMiddleware,
};

use crate::redis::Redis;

/// The things that are counted, each for itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Limit {
    Login,
    Register,
    Forgot,
    /// Second factors, by account: a stranger never gets so far.
    Codes,
    Payments,
    Messages,
    Search,
    /// Everything else of the API, and forms.
    General,
    /// Reading pages. Far more than a person does, a household behind one address or a crawler that behaves.
    Pages,
    /// The same for pages that search.
    SearchPages,
}

impl Limit {
    pub const ALL: [Self; 10] = [
        Self::Login,
        Self::Register,
        Self::Forgot,
        Self::Codes,
        Self::Payments,
        Self::Messages,
        Self::Search,
        Self::General,
        Self::Pages,
        Self::SearchPages,
    ];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Login => "login",
            Self::Register => "register",
            Self::Forgot => "forgot",
            Self::Codes => "codes",
            Self::Payments => "payments",
            Self::Messages => "messages",
            Self::Search => "search",
            Self::General => "general",
            Self::Pages => "pages",
            Self::SearchPages => "search-pages",
        }
    }

    /// How many in how long.
    pub const fn quota(self) -> (u32, Duration) {
        match self {
            Self::Login | Self::Codes => (5, Duration::from_mins(5)),
            Self::Register => (3, Duration::from_hours(1)),
            Self::Forgot => (2, Duration::from_hours(1)),
            Self::Payments => (5, Duration::from_mins(1)),
            Self::Messages => (30, Duration::from_mins(1)),
            Self::Search => (50, Duration::from_mins(1)),
            Self::General => (100, Duration::from_mins(1)),
            Self::Pages => (1200, Duration::from_mins(1)),
            Self::SearchPages => (300, Duration::from_mins(1)),
        }
    }

    /// Counted by each replica for itself.
    const fn is_local(self) -> bool {
        matches!(self, Self::Pages | Self::SearchPages)
    }
}

/// Whose doings are counted: the account of who is signed in, else the network address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    Account(UserId),
    Address(String),
}

impl fmt::Display for Subject {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Account(user) => write!(out, "account:{user}"),
            Self::Address(address) => write!(out, "address:{}", network(address)),
        }
    }
}

/// What a household or a server has as a whole: an IPv4 address, or the /64 of an IPv6 one.
pub(crate) fn network(address: &str) -> String {
    match address.parse::<IpAddr>().map(|address| address.to_canonical()) {
        Ok(IpAddr::V6(address)) => {
            let [a, b, c, d, ..] = address.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
        Ok(address) => address.to_string(),
        Err(_) => "unknown".to_owned(),
    }
}

/// What is left of a limit: the `RateLimit-*` headers of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Allowance {
    pub limit: u32,
    pub remaining: u32,
    /// Until all of it is there again.
    pub reset_seconds: u64,
    /// Until there is one again; nothing when this one was allowed.
    pub retry_after_seconds: Option<u64>,
}

impl Allowance {
    /// The outcome of what was not allowed.
    pub fn into_result(self) -> Result<Self, Error> {
        match self.retry_after_seconds {
            Some(retry_after_seconds) => Err(Error::TooManyRequests { retry_after_seconds }),
            None => Ok(self),
        }
    }
}

type Local = RateLimiter<
    String,
    governor::state::keyed::DefaultKeyedStateStore<String>,
    governor::clock::DefaultClock,
    StateInformationMiddleware,
>;

/// Counts. Cheap to clone; all clones count together.
#[derive(Clone)]
pub struct Limits {
    redis: Redis,
    scale: f64,
    bucket: Arc<Script>,
    local: Arc<[(Limit, Local)]>,
}

/// A bucket that refills evenly (GCRA): one key with the time at which it is full again.
/// Arguments: milliseconds per token, tokens in all. Answers: allowed, remaining, milliseconds to full, to the next one.
const BUCKET: &str = r"
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local step, burst = tonumber(ARGV[1]), tonumber(ARGV[2])
local full_at = math.max(tonumber(redis.call('GET', KEYS[1]) or now), now)
local next_full_at = full_at + step
local free_at = next_full_at - step * burst
if free_at > now then
    return {0, 0, math.ceil(full_at - now), math.ceil(free_at - now)}
end
redis.call('SET', KEYS[1], string.format('%.3f', next_full_at), 'PX', math.ceil(next_full_at - now))
return {1, math.floor((now - free_at) / step), math.ceil(next_full_at - now), 0}
";

/// Above so many keys the fallback forgets those that are full again.
const MANY_KEYS: usize = 50_000;

impl Limits {
    pub fn new(redis: Redis, scale: f64) -> Self {
        let local = Limit::ALL.map(|limit| {
            let (burst, step) = scaled(limit, scale);
            let quota = Quota::with_period(step).map(|quota| quota.allow_burst(burst));
            let quota = quota.unwrap_or_else(|| Quota::per_second(burst));
            (limit, DefaultKeyedRateLimiter::keyed(quota).with_middleware())
        });
        Self { redis, scale, bucket: Arc::new(Script::new(BUCKET)), local: Arc::new(local) }
    }

    /// Takes one from a limit, or says how long to wait.
    pub async fn check(&self, limit: Limit, subject: &Subject) -> Result<Allowance, Error> {
        self.take(limit, subject).await.into_result()
    }

    /// Takes one from a limit, and says what is left whether or not there was one.
    pub async fn take(&self, limit: Limit, subject: &Subject) -> Allowance {
        let key = format!("limit:{}:{subject}", limit.name());
        let (burst, step) = scaled(limit, self.scale);
        if limit.is_local() {
            return self.take_here(limit, key, burst, step);
        }
        let counted = self
            .redis
            .attempt(|mut redis| {
                let mut invocation = self.bucket.key(&key);
                invocation.arg(format!("{:.6}", step.as_secs_f64() * 1000.0)).arg(burst.get());
                async move { invocation.invoke_async::<(u8, u32, u64, u64)>(&mut redis).await }
            })
            .await;
        match counted {
            Some((allowed, remaining, full_in, next_in)) => Allowance {
                limit: burst.get(),
                remaining,
                reset_seconds: full_in.div_ceil(1000),
                retry_after_seconds: (allowed == 0).then(|| next_in.div_ceil(1000).max(1)),
            },
            None => self.take_here(limit, key, burst, step),
        }
    }

    /// The same while Redis is away: each replica counts for itself.
    fn take_here(&self, limit: Limit, key: String, burst: NonZeroU32, step: Duration) -> Allowance {
        let unlimited =
            Allowance { limit: burst.get(), remaining: 0, reset_seconds: 1, retry_after_seconds: None };
        let Some((_, limiter)) = self.local.iter().find(|(known, _)| *known == limit) else {
            return unlimited;
        };
        if limiter.len() > MANY_KEYS {
            limiter.retain_recent();
        }
        match limiter.check_key(&key) {
            Ok(state) => {
                let remaining = state.remaining_burst_capacity();
                let missing = burst.get().saturating_sub(remaining);
                Allowance { remaining, reset_seconds: whole_seconds(step * missing), ..unlimited }
            }
            Err(not_until) => {
                let wait = not_until.wait_time_from(governor::clock::DefaultClock::default().now());
                Allowance {
                    reset_seconds: whole_seconds(step * burst.get()),
                    retry_after_seconds: Some(whole_seconds(wait).max(1)),
                    ..unlimited
                }
            }
        }
    }
}

/// How many at once, and how long one takes to come back.
fn scaled(limit: Limit, scale: f64) -> (NonZeroU32, Duration) {
    let (count, window) = limit.quota();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to what fits")]
    let burst = (f64::from(count) * scale).round().clamp(1.0, f64::from(u32::MAX)) as u32;
    let burst = NonZeroU32::new(burst).unwrap_or(NonZeroU32::MIN);
    (burst, window / burst.get())
}

fn whole_seconds(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis().div_ceil(1000)).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests;
