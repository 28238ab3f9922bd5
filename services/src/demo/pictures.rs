//! Draws the demo's pictures on all processors and puts them where uploads lie.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use domain::{Error, files::PicturePurpose};
use uuid::Uuid;

use super::{
    art::{self, Presentation},
    dice::Dice,
    identifier,
    rows::FileRow,
};
use crate::{
    Services,
    files::{self, Rendition},
};

/// What is to be drawn.
#[derive(Clone)]
pub enum Subject {
    Face(Presentation),
    /// Category and subcategory.
    Cover(&'static str, &'static str),
}

/// A picture to be drawn, and whose it is.
#[derive(Clone)]
pub struct Commission {
    pub subject: Subject,
    pub purpose: PicturePurpose,
    pub owner: Uuid,
    pub seed: u64,
    pub created_at: DateTime<Utc>,
}

/// Draws and stores all pictures, in the order of the commissions.
pub async fn draw(services: &Services, commissions: Vec<Commission>) -> Result<Vec<FileRow>, Error> {
    let commissions = Arc::new(commissions);
    let workers = std::thread::available_parallelism().map_or(1, usize::from).min(commissions.len().max(1));
    let drawing = (0..workers).map(|worker| {
        let commissions = Arc::clone(&commissions);
        let services = services.clone();
        tokio::spawn(async move {
            let mut rows = Vec::new();
            for index in (worker..commissions.len()).step_by(workers) {
                let commission = commissions[index].clone();
                let renditions = tokio::task::spawn_blocking(move || render(&commission)).await??;
                rows.push((index, store(&services, &commissions[index], renditions).await?));
            }
            Ok::<_, Error>(rows)
        })
    });
    let mut rows = Vec::with_capacity(commissions.len());
    for worker in futures_util::future::join_all(drawing).await {
        rows.extend(worker??);
    }
    rows.sort_by_key(|(index, _)| *index);
    Ok(rows.into_iter().map(|(_, row)| row).collect())
}

fn render(commission: &Commission) -> Result<Vec<Rendition>, Error> {
    let widths = commission.purpose.widths();
    match commission.subject {
        Subject::Face(presentation) => art::avatar(presentation, commission.seed, &widths),
        Subject::Cover(category, trade) => art::cover(category, trade, commission.seed, &widths),
    }
}

async fn store(
    services: &Services,
    commission: &Commission,
    renditions: Vec<Rendition>,
) -> Result<FileRow, Error> {
    let mut dice = Dice::new(commission.seed ^ Dice::hash(commission.purpose.name()));
    let id = identifier(commission.created_at, &mut dice);
    let storage_key = format!("{:016x}{:016x}", dice.bits(), dice.bits());
    let bytes = renditions.iter().map(|rendition| rendition.webp.len()).sum::<usize>();
    // The largest comes last.
    let (width, height) = renditions.last().map_or((0, 0), |largest| (largest.width, largest.height));
    files::put_renditions(services, commission.purpose, &storage_key, renditions).await?;
    Ok(FileRow {
        id,
        owner_id: commission.owner,
        purpose: commission.purpose.name(),
        name: format!("{}.webp", commission.purpose.name()),
        storage_key,
        bytes: i64::try_from(bytes)?,
        width,
        height,
        created_at: commission.created_at,
    })
}
