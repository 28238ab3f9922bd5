//! What has to be done now and then, whoever asks: accounts are deleted, files that nobody uses go, the vocabulary is
//! counted anew.
//! Every replica runs it; doing it twice is harmless.

use std::time::Duration;

use crate::{Services, data, files, gigs};

const PERIOD: Duration = Duration::from_hours(1);
/// The vocabulary is counted once in so many rounds.
const VOCABULARY_ROUNDS: u64 = 24;

/// Goes on until the process ends; a round that fails is logged, and the next one makes up for it.
pub async fn run(services: Services) {
    let mut ticks = tokio::time::interval(PERIOD);
    for round in 0_u64.. {
        ticks.tick().await;
        if let Err(error) = data::delete_due(&services).await {
            tracing::warn!(?error, "accounts could not be deleted");
        }
        if let Err(error) = sweep_files(&services).await {
            tracing::warn!(?error, "orphaned files could not be swept");
        }
        if round % VOCABULARY_ROUNDS == VOCABULARY_ROUNDS - 1
            && let Err(error) = gigs::refresh_vocabulary(&services).await
        {
            tracing::warn!(?error, "the vocabulary could not be counted");
        }
    }
}

async fn sweep_files(services: &Services) -> Result<(), domain::Error> {
    while data::sweep_exports(services).await? > 0 {}
    while files::sweep_orphans(services).await? > 0 {}
    Ok(())
}
