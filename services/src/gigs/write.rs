//! What owners do with their gigs.

use domain::{
    Error, FieldErrors,
    auth::Viewer,
    errors::Conflict,
    files::PicturePurpose,
    gigs::{Gig, GigDraft, GigEvent, GigInput, GigStatus},
    ids::{FileId, GigId},
    money::Currency,
    text::slugify,
};
use serde_json::json;
use sqlx::{PgConnection, types::Json};
use uuid::Uuid;

use super::{read, words};
use crate::{
    Services, Work, files,
    idempotency::{self, Claim, Key},
};

/// A new gig, a draft that only its owner sees. The same key gives the same gig, as it is now.
pub async fn create(
    services: &Services,
    viewer: &Viewer,
    draft: GigDraft,
    key: Option<&Key>,
) -> Result<Gig, Error> {
    let id = GigId(Uuid::now_v7());
    let mut work = services.begin().await?;
    if let Some(key) = key {
        let claim = idempotency::claim(services, &mut work, viewer.user_id, key, &["gig"]).await?;
        if let Claim::Repeated(answer) = claim {
            return read::get_own(services, viewer, serde_json::from_value(answer["gig_id"].clone())?).await;
        }
        idempotency::answer(&mut work, viewer.user_id, key, &json!({ "gig_id": id })).await?;
    }
    sqlx::query!(
        // `write` makes it version 1.
        "insert into gigs (id, seller_id, category_id, slug, title, version, created_at, updated_at)
         values ($1, $2, $3, $4, $5, 0, $6, $6)",
        id.get(),
        viewer.user_id.get(),
        draft.category.id,
        slug(&draft, id),
        draft.title.as_str(),
        services.clock.now(),
    )
    .execute(work.db())
    .await?;
    write(services, &mut work, viewer, id, &draft).await?;
    finish(services, work, viewer, id).await
}

/// Replaces what a gig says. A version tells from which state the change was made; a newer one is a conflict.
pub async fn update(
    services: &Services,
    viewer: &Viewer,
    id: GigId,
    draft: GigDraft,
    version: Option<i32>,
) -> Result<Gig, Error> {
    let mut work = services.begin().await?;
    let current = lock(work.db(), viewer, id).await?;
    if version.is_some_and(|version| version != current.version) {
        return Err(Error::Conflict(Conflict {
            code: "changed".into(),
            version: Some(current.version),
            ..Conflict::default()
        }));
    }
    if current.status == GigStatus::Published {
        draft.check_complete()?;
    }
    write(services, &mut work, viewer, id, &draft).await?;
    let kept: Vec<Uuid> = pictures(&draft).map(FileId::get).collect();
    let dropped: Vec<Uuid> = current.pictures.into_iter().filter(|id| !kept.contains(id)).collect();
    files::detach(work.db(), &dropped).await?;
    if current.status == GigStatus::Published {
        words::learn(work.db(), &text(&draft)).await?;
    }
    finish(services, work, viewer, id).await
}

/// Shows a complete gig to everybody; an incomplete one says what it lacks. Again for one that is published: nothing.
pub async fn publish(services: &Services, viewer: &Viewer, id: GigId) -> Result<Gig, Error> {
    let mut work = services.begin().await?;
    if step(&mut work, viewer, id, GigEvent::Publish).await? == GigStatus::Published {
        let gig = read::find(work.db(), Some(id.get()), None, Some(viewer)).await?.ok_or(Error::NotFound)?;
        let draft = GigInput::from(&gig).parse()?;
        draft.check_complete()?;
        let now = services.clock.now();
        sqlx::query!(
            "update gigs set status = 'published', published_at = coalesce(published_at, $2), updated_at = $2,
                 version = version + 1
             where id = $1 and status <> 'published'",
            id.get(),
            now,
        )
        .execute(work.db())
        .await?;
        words::learn(work.db(), &text(&draft)).await?;
    }
    finish(services, work, viewer, id).await
}

/// Takes a gig out of sight; running contracts go on.
pub async fn pause(services: &Services, viewer: &Viewer, id: GigId) -> Result<Gig, Error> {
    let mut work = services.begin().await?;
    let to = step(&mut work, viewer, id, GigEvent::Pause).await?;
    set_status(services, &mut work, id, to).await?;
    finish(services, work, viewer, id).await
}

/// Removes a gig for good; its row stays for the contracts that came of it.
pub async fn delete(services: &Services, viewer: &Viewer, id: GigId) -> Result<(), Error> {
    let mut work = services.begin().await?;
    let to = step(&mut work, viewer, id, GigEvent::Delete).await?;
    set_status(services, &mut work, id, to).await?;
    work.commit().await?;
    services.gigs.forget();
    Ok(())
}

/// What a change of a gig has to know of it.
struct Current {
    status: GigStatus,
    version: i32,
    pictures: Vec<Uuid>,
}

/// The viewer's own gig, held until the end of the transaction.
async fn lock(db: &mut PgConnection, viewer: &Viewer, id: GigId) -> Result<Current, Error> {
    let row = sqlx::query!(
        "select status, version, cover_file_id, gallery_file_ids from gigs
         where id = $1 and seller_id = $2 and status <> 'deleted'
         for update",
        id.get(),
        viewer.user_id.get(),
    )
    .fetch_optional(db)
    .await?
    .ok_or(Error::NotFound)?;
    Ok(Current {
        status: read::status(&row.status)?,
        version: row.version,
        pictures: row.cover_file_id.into_iter().chain(row.gallery_file_ids).collect(),
    })
}

/// Where an event leads from here. An event that has happened already leads nowhere else.
async fn step(work: &mut Work, viewer: &Viewer, id: GigId, event: GigEvent) -> Result<GigStatus, Error> {
    let current = lock(work.db(), viewer, id).await?;
    let has_happened = matches!(
        (current.status, event),
        (GigStatus::Published, GigEvent::Publish) | (GigStatus::Paused, GigEvent::Pause)
    );
    if has_happened {
        return Ok(current.status);
    }
    current.status.after(event).ok_or_else(|| {
        Error::Conflict(Conflict {
            code: "not_now".into(),
            allowed: current.status.allowed().map(|event| event.name().to_owned()).collect(),
            version: Some(current.version),
            ..Conflict::default()
        })
    })
}

async fn set_status(services: &Services, work: &mut Work, id: GigId, to: GigStatus) -> Result<(), Error> {
    sqlx::query!(
        "update gigs set status = $2, updated_at = $3, version = version + 1 where id = $1 and status <> $2",
        id.get(),
        to.name(),
        services.clock.now(),
    )
    .execute(work.db())
    .await?;
    Ok(())
}

/// Everything that a draft says, over the gig's row and its packages.
async fn write(
    services: &Services,
    work: &mut Work,
    viewer: &Viewer,
    id: GigId,
    draft: &GigDraft,
) -> Result<(), Error> {
    let now = services.clock.now();
    attach_pictures(services, work, viewer, draft).await?;
    let gallery: Vec<Uuid> = draft.gallery_file_ids.iter().map(|id| id.get()).collect();
    sqlx::query!(
        "update gigs set category_id = $2, title = $3, description = $4, tags = $5, cover_file_id = $6,
             gallery_file_ids = $7, faq = $8, currency = $9, from_price = $10, min_delivery_days = $11,
             updated_at = $12, version = version + 1
         where id = $1",
        id.get(),
        draft.category.id,
        draft.title.as_str(),
        draft.description,
        &draft.tags,
        draft.cover_file_id.map(FileId::get),
        &gallery,
        Json(&draft.faq) as _,
        draft.from_price().map(|price| price.currency.code()),
        draft.from_price().map(|price| price.amount),
        draft.delivery_days(),
        now,
    )
    .execute(work.db())
    .await?;
    let tiers: Vec<String> = draft.packages.iter().map(|package| package.tier.name().to_owned()).collect();
    let names: Vec<String> = draft.packages.iter().map(|package| package.name.clone()).collect();
    let descriptions: Vec<String> =
        draft.packages.iter().map(|package| package.description.clone()).collect();
    let prices: Vec<i64> = draft.packages.iter().map(|package| package.price.amount).collect();
    let days: Vec<i32> = draft.packages.iter().map(|package| package.delivery_days).collect();
    let revisions: Vec<i32> = draft.packages.iter().map(|package| package.revisions).collect();
    sqlx::query!("delete from gig_packages where gig_id = $1 and tier <> all($2)", id.get(), &tiers)
        .execute(work.db())
        .await?;
    sqlx::query!(
        "insert into gig_packages (gig_id, tier, name, description, price, currency, delivery_days, revisions)
         select $1, tier, name, description, price, $8, days, revisions
         from unnest($2::text[], $3::text[], $4::text[], $5::bigint[], $6::int[], $7::int[])
             as given(tier, name, description, price, days, revisions)
         on conflict (gig_id, tier) do update
         set name = excluded.name, description = excluded.description, price = excluded.price,
             currency = excluded.currency, delivery_days = excluded.delivery_days, revisions = excluded.revisions",
        id.get(),
        &tiers,
        &names,
        &descriptions,
        &prices,
        &days,
        &revisions,
        draft.from_price().map_or(Currency::default(), |price| price.currency).code(),
    )
    .execute(work.db())
    .await?;
    Ok(())
}

/// All pictures must be the viewer's own and made for their place.
async fn attach_pictures(
    services: &Services,
    work: &mut Work,
    viewer: &Viewer,
    draft: &GigDraft,
) -> Result<(), Error> {
    let mut errors = FieldErrors::default();
    let (owner, now) = (viewer.user_id, services.clock.now());
    let gallery = draft.gallery_file_ids.as_slice();
    for (purpose, field, ids) in [
        (PicturePurpose::GigCover, "cover_file_id", draft.cover_file_id.as_slice()),
        (PicturePurpose::GigGallery, "gallery_file_ids", gallery),
    ] {
        match files::attach(work.db(), owner, purpose, field, ids, now).await {
            Ok(()) => {}
            Err(Error::Invalid(wrong)) => errors.0.extend(wrong.0),
            Err(other) => return Err(other),
        }
    }
    Ok(errors.into_result()?)
}

fn pictures(draft: &GigDraft) -> impl Iterator<Item = FileId> {
    draft.cover_file_id.into_iter().chain(draft.gallery_file_ids.iter().copied())
}

async fn finish(services: &Services, mut work: Work, viewer: &Viewer, id: GigId) -> Result<Gig, Error> {
    let gig = read::find(work.db(), Some(id.get()), None, Some(viewer)).await?.ok_or(Error::NotFound)?;
    work.commit().await?;
    services.gigs.forget();
    Ok(gig)
}

/// The words that a gig is found by.
fn text(draft: &GigDraft) -> String {
    format!("{} {} {}", draft.title.as_str(), draft.tags.join(" "), draft.description)
}

/// The title as an address, and the end of the id: short, and different for equal titles.
fn slug(draft: &GigDraft, id: GigId) -> String {
    let title = slugify(draft.title.as_str(), 60);
    let id = id.get().simple().to_string();
    let end = &id[id.len() - 8..];
    if title.is_empty() { format!("servicio-{end}") } else { format!("{title}-{end}") }
}
