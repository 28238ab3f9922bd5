//! The program: settings from the command line and the environment, a Stripe until Ctrl-C or SIGTERM.
use clap::Parser as _;
use fake_stripe::{FakeStripe, Settings};

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let filter = tracing_subscriber::EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("fake_stripe=info"));
    tracing_subscriber::fmt().with_env_filter(filter).init();

    let running = FakeStripe::start(Settings::parse()).await?;
    tracing::info!(api = running.url, control = running.control_url, "fake-stripe is listening");
    stop_requested().await?;
    running.stop().await
}

/// Resolves on Ctrl-C or SIGTERM, whichever comes first.
async fn stop_requested() -> anyhow::Result<()> {
    #[cfg(unix)]
    {
        let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
        tokio::select! {
            result = tokio::signal::ctrl_c() => result?,
            _ = terminate.recv() => {}
        }
    }
    #[cfg(not(unix))]
    tokio::signal::ctrl_c().await?;
    Ok(())
}
