//! From the first request to the last: serving, then draining. On SIGTERM the server first says that it is not ready,
//! so that nobody sends it more, then ends what runs, closes the sockets and exits.

use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use axum::{Router, serve::Listener};
use services::Services;
use tokio::sync::{oneshot, watch};

/// How long `/health/ready` answers 503 before new connections are refused; load balancers ask every second or two.
const NOTICE: Duration = Duration::from_secs(3);

/// How long requests and sockets may take to end after that. Notice and patience together stay under 25 s.
const PATIENCE: Duration = Duration::from_secs(20);

/// What the server is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    Serving,
    Draining,
}

/// Shared by all handlers. Sockets hold a receiver, so that the end of the last one can be awaited.
#[derive(Clone)]
pub struct Lifecycle {
    phase: watch::Sender<Phase>,
    is_migrated: Arc<AtomicBool>,
    started: Instant,
}

impl Default for Lifecycle {
    fn default() -> Self {
        Self {
            phase: watch::Sender::new(Phase::Serving),
            is_migrated: Arc::default(),
            started: Instant::now(),
        }
    }
}

impl Lifecycle {
    pub fn uptime(&self) -> Duration {
        self.started.elapsed()
    }

    pub fn is_draining(&self) -> bool {
        *self.phase.borrow() == Phase::Draining
    }

    /// For who must end when the server drains; keep it exactly as long as that takes.
    pub fn watch(&self) -> watch::Receiver<Phase> {
        self.phase.subscribe()
    }

    pub fn drain(&self) {
        self.phase.send_replace(Phase::Draining);
    }

    /// Whether the database is up to date; asked until it once was.
    pub async fn is_migrated(&self, services: &Services) -> bool {
        if self.is_migrated.load(Ordering::Relaxed) {
            return true;
        }
        let is_migrated = services::health::is_migrated(services).await;
        self.is_migrated.store(is_migrated, Ordering::Relaxed);
        is_migrated
    }
}

/// Serves until a signal, then drains; returns when all has ended or patience has.
pub async fn serve<L>(listener: L, router: Router, lifecycle: Lifecycle) -> Result<(), std::io::Error>
where
    L: Listener,
    L::Addr: std::fmt::Debug,
    SocketAddr: for<'a> axum::extract::connect_info::Connected<axum::serve::IncomingStream<'a, L>>,
{
    let (stopped, was_stopped) = oneshot::channel();
    let draining = lifecycle.clone();
    let stop = async move {
        let notice = stop_signal().await;
        tracing::info!("draining");
        draining.drain();
        stopped.send(()).ok();
        tokio::time::sleep(notice).await;
    };
    let all_ends = async {
        axum::serve(listener, router.into_make_service_with_connect_info::<SocketAddr>())
            .with_graceful_shutdown(stop)
            .await?;
        lifecycle.phase.closed().await;
        Ok(())
    };
    let patience_ends = async {
        if was_stopped.await.is_err() {
            std::future::pending::<()>().await;
        }
        tokio::select! {
            () = tokio::time::sleep(NOTICE + PATIENCE) => tracing::warn!("requests that still ran were cut off"),
            _ = stop_signal() => tracing::warn!("told twice to stop: not waiting for what still runs"),
        }
    };
    tokio::select! {
        outcome = all_ends => outcome,
        () = patience_ends => Ok(()),
    }
}

/// Waits to be told to stop, and says how long to go on after that. Who presses Ctrl-C does not want to wait.
async fn stop_signal() -> Duration {
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => signal.recv().await,
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => Duration::ZERO,
        _ = terminate => NOTICE,
    }
}
