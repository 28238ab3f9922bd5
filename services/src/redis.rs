//! Redis as a helper that may be away: every use has a way on without it.

use std::{
    future::Future,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use ::redis::{Client, RedisResult, aio::ConnectionManager, aio::ConnectionManagerConfig};
use tokio::sync::OnceCell;

/// How long one use may take before the way without Redis is taken.
const PATIENCE: Duration = Duration::from_millis(500);
/// How long nobody tries after a failure, so that an outage does not slow every request down.
const PAUSE: Duration = Duration::from_secs(1);

/// A connection that is made at first use and mends itself.
#[derive(Clone)]
pub struct Redis {
    client: Client,
    manager: Arc<OnceCell<ConnectionManager>>,
    started: Instant,
    /// Milliseconds after `started`.
    paused_until: Arc<AtomicU64>,
}

impl Redis {
    pub fn new(url: &str) -> Result<Self, domain::Error> {
        Ok(Self {
            client: Client::open(url)?,
            manager: Arc::default(),
            started: Instant::now(),
            paused_until: Arc::default(),
        })
    }

    /// The shared connection, or the error within a second when Redis is away.
    pub async fn connection(&self) -> Result<ConnectionManager, ::redis::RedisError> {
        let connect = || async {
            let config = ConnectionManagerConfig::new()
                .set_number_of_retries(1)
                .set_connection_timeout(Some(Duration::from_millis(500)))
                .set_response_timeout(Some(Duration::from_millis(500)));
            ConnectionManager::new_with_config(self.client.clone(), config).await
        };
        self.manager.get_or_try_init(connect).await.cloned()
    }

    /// One use of Redis, or `None` when it is away and the caller goes on without it.
    pub async fn attempt<T, F>(&self, work: impl FnOnce(ConnectionManager) -> F) -> Option<T>
    where
        F: Future<Output = RedisResult<T>>,
    {
        if self.milliseconds() < self.paused_until.load(Ordering::Relaxed) {
            return None;
        }
        let use_it = async { work(self.connection().await?).await };
        let reason = match tokio::time::timeout(PATIENCE, use_it).await {
            Ok(Ok(value)) => return Some(value),
            Ok(Err(error)) => error.to_string(),
            Err(_) => "no answer in time".to_owned(),
        };
        tracing::warn!(reason, "Redis is away; going on without it");
        let pause = u64::try_from(PAUSE.as_millis()).unwrap_or(u64::MAX);
        self.paused_until.store(self.milliseconds() + pause, Ordering::Relaxed);
        None
    }

    fn milliseconds(&self) -> u64 {
        u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    /// For subscriptions, which need connections of their own.
    pub fn client(&self) -> &Client {
        &self.client
    }
}
