//! The state file: written after changes, whole and atomically, so that a restart finds a consistent Stripe.
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::Context as _;

use crate::state::{Shared, Store};

/// The state of the file; a new one where there is none.
pub(crate) fn load(path: &Path) -> anyhow::Result<Store> {
    if !path.exists() {
        return Ok(Store::default());
    }
    let text =
        std::fs::read(path).with_context(|| format!("cannot read the state file {}", path.display()))?;
    let mut store: Store = serde_json::from_slice(&text)
        .with_context(|| format!("the state file {} is broken: move it away", path.display()))?;
    store.forget_unfinished();
    store.outbox.resume();
    Ok(store)
}

/// Writes beside the file and renames, so that a crash leaves the old one.
pub(crate) fn save(shared: &Shared, path: &Path) -> anyhow::Result<()> {
    let text = shared.read(serde_json::to_vec)?;
    let beside = path.with_extension("new");
    std::fs::write(&beside, text)
        .and_then(|()| std::fs::rename(&beside, path))
        .with_context(|| format!("cannot write the state file {}", path.display()))
}

/// Saves after changes: at once when it is quiet, and never more than a tenth of the time under load.
pub(crate) async fn keep_saved(shared: Shared, path: PathBuf) {
    loop {
        shared.changed().await;
        let began = Instant::now();
        let (state, file) = (shared.clone(), path.clone());
        let result = tokio::task::spawn_blocking(move || save(&state, &file)).await;
        if let Ok(Err(error)) = result {
            tracing::error!(error = format!("{error:#}"), "the state was not saved");
        }
        tokio::time::sleep((began.elapsed() * 9).max(Duration::from_millis(50))).await;
    }
}
