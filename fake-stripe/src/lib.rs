//! A Stripe for tests, the demo and load runs: the part of the API that LABUREMOS uses, hosted pages that work without
//! JavaScript, signed webhooks, and a control API that makes everything go wrong on order.
//!
//! ```no_run
//! # async fn example() -> anyhow::Result<()> {
//! use fake_stripe::{FakeStripe, Settings};
//! let stripe = FakeStripe::start(Settings::with_webhook("http://127.0.0.1:3000/webhooks/stripe", "whsec_fake")).await?;
//! // stripe::ClientBuilder::new("sk_test_fake").url(&stripe.url)
//! stripe.pay("cs_test_…", "4242 4242 4242 4242").ok();
//! # Ok(())
//! # }
//! ```
mod api;
pub mod cards;
pub mod control;
mod error;
mod form;
mod gate;
mod hosted;
mod idempotency;
mod money;
pub mod objects;
mod persistence;
mod requests;
mod settings;
mod state;
mod table;
pub mod webhooks;

use std::net::SocketAddr;
use std::ops::Deref;
use std::time::Duration;

use anyhow::Context as _;
use axum::Router;
use axum::serve::ListenerExt as _;
use serde_json::Value;
use tokio::sync::watch;
use tokio::task::JoinHandle;

pub use crate::control::{Fault, FaultKind, WebhookOrders};
pub use crate::error::ApiError;
pub use crate::objects::PayOutcome;
pub use crate::settings::Settings;
pub use crate::state::{Shared, Store};
pub use crate::table::Row;
pub use crate::webhooks::{Endpoint, Mode, Order};

/// How long open calls may take to end after a stop.
const STOP_TIME: Duration = Duration::from_secs(3);

/// Starts fake Stripes.
pub struct FakeStripe;

impl FakeStripe {
    /// Listens and serves until the result is stopped or dropped.
    ///
    /// # Errors
    /// When the address is taken or the state file cannot be read.
    pub async fn start(settings: Settings) -> anyhow::Result<Running> {
        // The webhook client is built without a provider of its own; a second installation is no harm.
        if rustls::crypto::ring::default_provider().install_default().is_err() {
            tracing::debug!("a TLS provider is installed already");
        }
        let listener = tokio::net::TcpListener::bind(settings.listen)
            .await
            .with_context(|| format!("cannot listen on {}", settings.listen))?;
        let address = listener.local_addr()?;
        let public_url = settings.public_url.clone().unwrap_or_else(|| format!("http://{address}"));
        let public_url = public_url.trim_end_matches('/').to_owned();

        let mut store = match &settings.state_file {
            Some(path) => persistence::load(path)?,
            None => Store::default(),
        };
        store.outbox.endpoints = settings
            .webhook_urls
            .iter()
            .filter(|url| !url.is_empty())
            .map(|url| Endpoint { url: url.clone(), secret: settings.webhook_secret.clone() })
            .collect();
        let shared = Shared::new(settings, public_url, store);

        let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build()?;
        let mut tasks = vec![tokio::spawn(webhooks::deliver(shared.clone(), client))];
        if let Some(path) = shared.settings().state_file.clone() {
            tasks.push(tokio::spawn(persistence::keep_saved(shared.clone(), path)));
        }

        let (stop, mut stopped) = watch::channel(false);
        let listener = listener.tap_io(|stream| {
            if let Err(error) = stream.set_nodelay(true) {
                tracing::debug!(%error, "no TCP_NODELAY");
            }
        });
        let router = router(&shared);
        let server = tokio::spawn(async move {
            let wait = async move {
                // The sender lives in Running; when it is gone we stop too.
                stopped.wait_for(|stopped| *stopped).await.ok();
            };
            axum::serve(listener, router).with_graceful_shutdown(wait).await
        });
        Ok(Running {
            url: format!("http://{address}/"),
            control_url: format!("http://{address}/_control"),
            address,
            shared,
            stop,
            server: Some(server),
            tasks,
        })
    }
}

fn router(shared: &Shared) -> Router {
    Router::new()
        .nest("/v1", api::router(shared))
        .nest("/_control", control::router())
        .merge(hosted::router())
        .with_state(shared.clone())
}

/// A fake Stripe that is up. It stops when this is dropped. Its state can be worked on through [`Shared`]'s methods.
pub struct Running {
    /// For `stripe::ClientBuilder::url`.
    pub url: String,
    /// Base of the control API, without a slash at the end.
    pub control_url: String,
    /// Where it listens.
    pub address: SocketAddr,
    shared: Shared,
    stop: watch::Sender<bool>,
    server: Option<JoinHandle<std::io::Result<()>>>,
    tasks: Vec<JoinHandle<()>>,
}

impl Running {
    /// Counts and objects as `GET /_control/state` shows them.
    pub fn snapshot(&self) -> Value {
        self.shared.change(|store| store.snapshot())
    }

    /// Orders a fault.
    pub fn order_fault(&self, fault: Fault) {
        self.shared.change(|store| store.faults.push(fault));
    }

    /// Sends webhooks there from now on, and nowhere else.
    pub fn set_webhook(&self, url: impl Into<String>, secret: impl Into<String>) {
        let endpoint = Endpoint { url: url.into(), secret: secret.into() };
        self.shared
            .order_webhooks(WebhookOrders { endpoints: Some(vec![endpoint]), ..WebhookOrders::default() });
    }

    /// Ends open calls, saves the state and stops.
    ///
    /// # Errors
    /// When the state cannot be saved.
    pub async fn stop(mut self) -> anyhow::Result<()> {
        self.stop.send_replace(true);
        if let Some(server) = self.server.take() {
            let abort = server.abort_handle();
            if tokio::time::timeout(STOP_TIME, server).await.is_err() {
                abort.abort();
            }
        }
        match &self.shared.settings().state_file {
            Some(path) => persistence::save(&self.shared, path),
            None => Ok(()),
        }
    }
}

impl Deref for Running {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.shared
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.stop.send_replace(true);
        if let Some(server) = &self.server {
            server.abort();
        }
        self.tasks.iter().for_each(JoinHandle::abort);
    }
}
