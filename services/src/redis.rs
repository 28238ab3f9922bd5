//! Redis as a helper that may be away: every use has a way on without it.

use std::{sync::Arc, time::Duration};

use ::redis::{Client, aio::ConnectionManager, aio::ConnectionManagerConfig};
use tokio::sync::OnceCell;

/// A connection that is made at first use and mends itself.
#[derive(Clone)]
pub struct Redis {
    client: Client,
    manager: Arc<OnceCell<ConnectionManager>>,
}

impl Redis {
    pub fn new(url: &str) -> Result<Self, domain::Error> {
        Ok(Self { client: Client::open(url)?, manager: Arc::default() })
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

    /// For subscriptions, which need connections of their own.
    pub fn client(&self) -> &Client {
        &self.client
    }
}
