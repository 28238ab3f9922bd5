//! Archives of a person's data: asked for once, made in the background, fetched by their owner for a week.

use std::time::Duration as Patience;

use chrono::{DateTime, Duration, Utc};
use domain::{
    Error,
    auth::Viewer,
    data::{EXPORT_LIFETIME, EXPORT_PAUSE, Export, ExportStatus, export_url},
    ids::{ExportId, UserId},
    notifications::{Notice, NotificationKind},
};
use object_store::path::Path as Location;
use serde_json::json;
use uuid::Uuid;

use super::{archive::Archive, sections};
use crate::{Services, audit, audit::Origin, auth, files, files::OpenFile, payments::known};

/// How long one attempt may take before another one begins.
const LEASE: Duration = Duration::minutes(15);
const MAX_ATTEMPTS: i32 = 5;
/// How often a replica looks for archives to make.
const PERIOD: Patience = Patience::from_secs(3);

/// Asks for an archive of everything that the viewer has here; after a fresh sign-in, since it is everything. While one is
/// being made, or was just made, that is the one.
pub async fn request_export(services: &Services, origin: &Origin, viewer: &Viewer) -> Result<Export, Error> {
    auth::require_fresh(services, viewer).await?;
    let mut work = services.begin().await?;
    let now = services.clock.now();
    let asked = sqlx::query!(
        "insert into data_exports (id, user_id, requested_at, next_attempt_at)
         select $1, $2, $3, $3
         where not exists (select from data_exports where user_id = $2 and status = 'ready' and ready_at > $4)
         on conflict (user_id) where status = 'pending' do nothing",
        Uuid::now_v7(),
        viewer.user_id.get(),
        now,
        now - EXPORT_PAUSE,
    )
    .execute(work.db())
    .await?;
    if asked.rows_affected() == 1 {
        let user = Some(viewer.user_id);
        audit::record(work.db(), &services.clock, origin, user, "export_requested", "", json!({})).await?;
    }
    work.commit().await?;
    find_export(services, viewer).await?.ok_or(Error::NotFound)
}

/// The viewer's latest archive, made or on its way.
pub async fn find_export(services: &Services, viewer: &Viewer) -> Result<Option<Export>, Error> {
    let row = sqlx::query!(
        "select id, status, requested_at, bytes, expires_at from data_exports
         where user_id = $1 and (expires_at is null or expires_at > $2)
         order by requested_at desc limit 1",
        viewer.user_id.get(),
        services.clock.now(),
    )
    .fetch_optional(&services.db)
    .await?;
    row.map(|row| {
        let (id, status) = (ExportId(row.id), known(&row.status, ExportStatus::from_name(&row.status))?);
        Ok(Export {
            id,
            status,
            requested_at: row.requested_at,
            url: (status == ExportStatus::Ready).then(|| export_url(id)),
            bytes: row.bytes,
            expires_at: row.expires_at,
        })
    })
    .transpose()
}

/// A finished archive of the viewer's own, after a fresh sign-in; anybody else's, and one that has run out, does not exist.
pub async fn open_export(
    services: &Services,
    origin: &Origin,
    viewer: &Viewer,
    id: ExportId,
) -> Result<OpenFile, Error> {
    let ready_at = sqlx::query_scalar!(
        "select ready_at from data_exports where id = $1 and user_id = $2 and status = 'ready' and expires_at > $3",
        id.get(),
        viewer.user_id.get(),
        services.clock.now(),
    )
    .fetch_optional(&services.db)
    .await?
    .flatten()
    .ok_or(Error::NotFound)?;
    auth::require_fresh(services, viewer).await?;
    let name = format!("laburemos-{}-{}.zip", viewer.handle, ready_at.format("%Y-%m-%d"));
    let file = files::open(services, location(id.get()), name, "application/zip".into()).await?;
    let (user, subject) = (Some(viewer.user_id), id.to_string());
    audit::record(&services.db, &services.clock, origin, user, "export_fetched", &subject, json!({})).await?;
    Ok(file)
}

/// Makes archives as they are asked for, until the process ends. Every replica runs it.
pub async fn run(services: Services) {
    let mut ticks = tokio::time::interval(PERIOD);
    loop {
        ticks.tick().await;
        loop {
            match make_next_export(&services).await {
                Ok(true) => {}
                Ok(false) => break,
                Err(error) => {
                    tracing::warn!(?error, "archives could not be looked for");
                    break;
                }
            }
        }
    }
}

/// Makes the archive that has waited longest; whether there was one. An attempt that fails is repeated a few times.
pub async fn make_next_export(services: &Services) -> Result<bool, Error> {
    let now = services.clock.now();
    let next = sqlx::query!(
        "update data_exports set attempts = attempts + 1, next_attempt_at = $2
         where id = (
             select id from data_exports where status = 'pending' and next_attempt_at <= $1
             order by next_attempt_at limit 1 for update skip locked
         )
         returning id, user_id, attempts",
        now,
        now + LEASE,
    )
    .fetch_optional(&services.db)
    .await?;
    let Some(next) = next else { return Ok(false) };
    match make(services, next.id, UserId(next.user_id)).await {
        Ok(bytes) => announce(services, next.id, UserId(next.user_id), bytes).await?,
        Err(error) => {
            tracing::error!(?error, export = %next.id, attempt = next.attempts, "an archive could not be made");
            sqlx::query!(
                "update data_exports set next_attempt_at = $2, status = case when attempts >= $3 then 'failed' else status end
                 where id = $1 and status = 'pending'",
                next.id,
                now + Duration::minutes(1) * next.attempts,
                MAX_ATTEMPTS,
            )
            .execute(&services.db)
            .await?;
        }
    }
    Ok(true)
}

async fn make(services: &Services, id: Uuid, person: UserId) -> Result<i64, Error> {
    let mut archive = Archive::new(services, location(id));
    match sections::write(services, &mut archive, person).await {
        Ok(()) => archive.finish().await,
        Err(error) => {
            archive.abandon().await;
            Err(error)
        }
    }
}

/// The archive is there: its owner hears of it.
async fn announce(services: &Services, id: Uuid, person: UserId, bytes: i64) -> Result<(), Error> {
    let now: DateTime<Utc> = services.clock.now();
    let mut work = services.begin().await?;
    let made = sqlx::query!(
        "update data_exports set status = 'ready', bytes = $2, ready_at = $3, expires_at = $4
         where id = $1 and status = 'pending'",
        id,
        bytes,
        now,
        now + EXPORT_LIFETIME,
    )
    .execute(work.db())
    .await?;
    if made.rows_affected() == 1 {
        work.notify(person, Notice::new(NotificationKind::ExportReady, "/panel/ajustes/datos"));
        return work.commit().await;
    }
    // The account was deleted meanwhile, and its rows with it.
    files::remove(services, &[location(id)]).await;
    Ok(())
}

/// Removes archives whose time is over, and those that a newer one replaces. Returns how many.
pub async fn sweep_exports(services: &Services) -> Result<usize, Error> {
    let mut work = services.begin().await?;
    let old = sqlx::query_scalar!(
        "select id from data_exports e
         where expires_at <= $1 or status <> 'pending' and exists (
             select from data_exports newer
             where newer.user_id = e.user_id and newer.status = 'ready' and newer.requested_at > e.requested_at
         )
         order by requested_at limit 100 for update skip locked",
        services.clock.now(),
    )
    .fetch_all(work.db())
    .await?;
    // Bytes first: a row without bytes is swept again, bytes without a row would stay for ever.
    let locations: Vec<Location> = old.iter().copied().map(location).collect();
    files::remove(services, &locations).await;
    sqlx::query!("delete from data_exports where id = any($1)", &old).execute(work.db()).await?;
    work.commit().await?;
    Ok(old.len())
}

/// Where an archive lies.
pub(super) fn location(id: Uuid) -> Location {
    Location::from(format!("exports/{id}.zip"))
}
