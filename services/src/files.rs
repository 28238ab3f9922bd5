//! Stored files: pictures that everybody may see, re-encoded in several widths, and documents for the parties of a contract.

use std::sync::Arc;

use chrono::{DateTime, Duration, Utc};
use domain::{
    Error, FieldError,
    auth::Viewer,
    files::{
        Crop, MAX_DELIVERY_BYTES, MAX_PICTURE_BYTES, Picture, PicturePurpose, StoredFile, clean_name,
        document_url,
    },
    gigs::GalleryPicture,
    ids::{FileId, UserId},
};
use object_store::{
    ObjectStore, ObjectStoreExt, PutPayload, RetryConfig, aws::AmazonS3Builder, buffered::BufWriter,
    local::LocalFileSystem, path::Path as Location,
};
use sqlx::{PgConnection, PgExecutor};
use tokio::sync::Semaphore;
use uuid::Uuid;

use crate::{Bucket, Services, Settings};

#[cfg(test)]
mod bucket_tests;
mod documents;
mod links;
mod pictures;
mod serving;
#[cfg(test)]
mod tests;

pub use links::SignedLink;
pub use pictures::Rendition;
pub(crate) use serving::open;
pub use serving::{OpenFile, open_picture, open_private, open_signed};

/// Where files lie, and how many pictures are worked on at once.
#[derive(Clone)]
pub struct Files {
    store: Arc<dyn ObjectStore>,
    workers: Arc<Semaphore>,
}

impl Files {
    /// The bucket of the settings, else their folder; made where it is missing.
    pub fn new(settings: &Settings) -> Result<Self, Error> {
        let store: Arc<dyn ObjectStore> = if let Some(bucket) = &settings.bucket {
            Arc::new(connect(bucket)?)
        } else {
            std::fs::create_dir_all(&settings.files_dir)?;
            Arc::new(LocalFileSystem::new_with_prefix(&settings.files_dir)?)
        };
        let workers = std::thread::available_parallelism().map_or(2, usize::from);
        Ok(Self { store, workers: Arc::new(Semaphore::new(workers)) })
    }

    /// Stores bytes whole or not at all. A full disk or a bucket that is away is no fault of the request: it can be
    /// repeated.
    async fn put(&self, location: &Location, bytes: Vec<u8>) -> Result<(), Error> {
        self.store.put(location, PutPayload::from(bytes)).await.map(drop).map_err(away)
    }

    /// A file that is written piece by piece; nothing is there until it is shut down.
    pub(crate) fn writer(&self, location: Location) -> BufWriter {
        BufWriter::new(self.store.clone(), location)
    }
}

/// Requests are signed with the bucket's key, and tried again for a few seconds: somebody is waiting.
fn connect(bucket: &Bucket) -> Result<impl ObjectStore + use<>, Error> {
    let mut builder = AmazonS3Builder::new()
        .with_bucket_name(&bucket.name)
        .with_region(&bucket.region)
        .with_access_key_id(&bucket.access_key_id)
        .with_secret_access_key(bucket.secret_access_key.expose())
        // Not everything that speaks like S3 can delete many at once, and we never do.
        .with_disable_bulk_delete(true)
        .with_retry(RetryConfig {
            max_retries: 3,
            retry_timeout: std::time::Duration::from_secs(5),
            ..RetryConfig::default()
        });
    if !bucket.endpoint.is_empty() {
        builder =
            builder.with_endpoint(&bucket.endpoint).with_allow_http(bucket.endpoint.starts_with("http://"));
    }
    Ok(builder.build()?)
}

/// The store can't take it now. Said as what it is to the operator, and to the person as what it means for them.
fn away(error: object_store::Error) -> Error {
    tracing::error!(%error, "a file could not be stored");
    Error::Unavailable
}

/// Checks, re-encodes and stores a picture. It stays an orphan until a gig or profile uses it.
pub async fn store_picture(
    services: &Services,
    owner: UserId,
    purpose: PicturePurpose,
    name: &str,
    bytes: Vec<u8>,
) -> Result<StoredFile, Error> {
    store_cropped(services, owner, purpose, Crop::default(), name, bytes).await
}

/// The same, where somebody chose which square of it stays.
pub async fn store_cropped(
    services: &Services,
    owner: UserId,
    purpose: PicturePurpose,
    crop: Crop,
    name: &str,
    bytes: Vec<u8>,
) -> Result<StoredFile, Error> {
    if bytes.len() > MAX_PICTURE_BYTES {
        return Err(too_large(MAX_PICTURE_BYTES).into());
    }
    // Decoded pictures are large: only as many at once as there are processors.
    let permit = services.files.workers.clone().acquire_owned().await?;
    let encoded = tokio::task::spawn_blocking(move || {
        let encoded = pictures::encode(purpose, crop, &bytes);
        drop(permit);
        encoded
    })
    .await??;
    store_renditions(services, owner, purpose, name, encoded).await
}

/// Stores a picture that is encoded already.
async fn store_renditions(
    services: &Services,
    owner: UserId,
    purpose: PicturePurpose,
    name: &str,
    renditions: Vec<Rendition>,
) -> Result<StoredFile, Error> {
    let picture = Picture::new(Uuid::new_v4().simple().to_string());
    let bytes = renditions.iter().map(|rendition| rendition.webp.len()).sum::<usize>();
    let Some((width, height)) = renditions.last().map(|largest| (largest.width, largest.height)) else {
        return Err(Error::internal("a picture without renditions"));
    };
    let row = Row {
        purpose: purpose.name(),
        storage_key: picture.key(),
        name: &clean_name(name),
        content_type: "image/webp",
        bytes: i64::try_from(bytes)?,
        size: Some((i32::try_from(width)?, i32::try_from(height)?)),
    };
    let id = row.insert(services, owner).await?;
    let put = put_renditions(services, purpose, picture.key(), renditions).await;
    row.settle(services, id, put).await?;
    Ok(row.stored(id, picture.to_string()))
}

/// Puts the widths of a picture where they are looked for under its key, all or none; the row is the caller's to write.
pub(crate) async fn put_renditions(
    services: &Services,
    purpose: PicturePurpose,
    key: &str,
    renditions: Vec<Rendition>,
) -> Result<(), Error> {
    for (slot, rendition) in purpose.widths().into_iter().zip(renditions) {
        if let Err(error) = services.files.put(&picture_location(key, slot), rendition.webp).await {
            remove(services, &locations(purpose.name(), key)).await;
            return Err(error);
        }
    }
    Ok(())
}

/// Checks and stores a file that is handed to the other party of a contract, as it is.
pub async fn store_document(
    services: &Services,
    owner: UserId,
    name: &str,
    bytes: Vec<u8>,
) -> Result<StoredFile, Error> {
    if bytes.len() > MAX_DELIVERY_BYTES {
        return Err(too_large(MAX_DELIVERY_BYTES).into());
    }
    let kind = documents::recognize(name, &bytes)?;
    let key = Uuid::new_v4().simple().to_string();
    let name = kind.name_for(&clean_name(name));
    let row = Row {
        purpose: "delivery",
        storage_key: &key,
        name: &name,
        content_type: kind.content_type,
        bytes: i64::try_from(bytes.len())?,
        size: None,
    };
    let id = row.insert(services, owner).await?;
    let put = services.files.put(&document_location(&key), bytes).await;
    row.settle(services, id, put).await?;
    Ok(row.stored(id, document_url(id)))
}

/// The owner's own pictures among these, in this order, used or not: for forms that show what was just sent.
pub async fn list_pictures(
    services: &Services,
    viewer: &Viewer,
    ids: &[FileId],
) -> Result<Vec<GalleryPicture>, Error> {
    // A form without any is shown again also while the database is away.
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<Uuid> = ids.iter().map(|id| id.get()).collect();
    let rows = sqlx::query!(
        r#"select f.id as "id!", f.storage_key as "storage_key!"
         from unnest($1::uuid[]) with ordinality as asked(id, position)
         join files f on f.id = asked.id
         where f.owner_id = $2 and f.is_public
         order by asked.position"#,
        &ids,
        viewer.user_id.get(),
    )
    .fetch_all(&services.db)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| GalleryPicture { file_id: FileId(row.id), url: Picture::new(row.storage_key) })
        .collect())
}

/// Marks the owner's own pictures as used. Anything else under these ids is an error at `field`.
pub(crate) async fn attach(
    db: impl PgExecutor<'_>,
    owner: UserId,
    purpose: PicturePurpose,
    field: &'static str,
    ids: &[FileId],
    now: DateTime<Utc>,
) -> Result<(), Error> {
    if ids.is_empty() {
        return Ok(());
    }
    let bare: Vec<Uuid> = ids.iter().map(|id| id.get()).collect();
    let attached = sqlx::query!(
        "update files set attached_at = coalesce(attached_at, $4)
         where id = any($1) and owner_id = $2 and purpose = $3",
        &bare,
        owner.get(),
        purpose.name(),
        now,
    )
    .execute(db)
    .await?
    .rows_affected();
    if attached == ids.len() as u64 { Ok(()) } else { Err(Error::field(field, "unknown_file")) }
}

/// Leaves files that are no longer used to the sweep; call it once the row that dropped them is written. A picture
/// that another gig of its owner shows too stays.
pub(crate) async fn detach(db: impl PgExecutor<'_>, ids: &[Uuid]) -> Result<(), Error> {
    if !ids.is_empty() {
        sqlx::query!(
            "update files f set attached_at = null
             where f.id = any($1)
                 and not exists (
                     select from gigs g
                     where g.seller_id = f.owner_id and (g.cover_file_id = f.id or g.gallery_file_ids @> array[f.id])
                 )
                 and not exists (
                     select from user_profiles p where p.user_id = f.owner_id and p.avatar_file_id = f.id
                 )",
            ids
        )
        .execute(db)
        .await?;
    }
    Ok(())
}

/// How long an upload may wait to be used.
const ORPHAN_AGE: Duration = Duration::hours(24);

/// Removes files that nothing uses a day after their upload, at most a hundred per call. Returns how many.
pub async fn sweep_orphans(services: &Services) -> Result<usize, Error> {
    let mut work = services.begin().await?;
    let orphans = sqlx::query!(
        "select id, storage_key, purpose from files
         where attached_at is null and created_at < $1
         order by created_at
         limit 100
         for update skip locked",
        services.clock.now() - ORPHAN_AGE,
    )
    .fetch_all(work.db())
    .await?;
    let mut swept = 0;
    for orphan in orphans {
        // Bytes first: a row without bytes is swept again, bytes without a row would stay for ever.
        remove(services, &locations(&orphan.purpose, &orphan.storage_key)).await;
        swept += delete_row(work.db(), orphan.id).await?;
    }
    work.commit().await?;
    Ok(swept)
}

async fn delete_row(db: &mut PgConnection, id: Uuid) -> Result<usize, Error> {
    let deleted = sqlx::query!("delete from files where id = $1", id).execute(db).await?;
    Ok(usize::try_from(deleted.rows_affected())?)
}

/// The columns of a new file.
struct Row<'a> {
    purpose: &'a str,
    storage_key: &'a str,
    name: &'a str,
    content_type: &'a str,
    bytes: i64,
    size: Option<(i32, i32)>,
}

impl Row<'_> {
    /// Before the bytes: a server that dies between the two leaves a row that the sweep finds, never bytes that nothing
    /// knows of. Nobody is told the id until the bytes are there.
    async fn insert(&self, services: &Services, owner: UserId) -> Result<FileId, Error> {
        let id = Uuid::now_v7();
        sqlx::query!(
            "insert into files (id, owner_id, purpose, storage_key, name, content_type, bytes, width, height, is_public, created_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
            id,
            owner.get(),
            self.purpose,
            self.storage_key,
            self.name,
            self.content_type,
            self.bytes,
            self.size.map(|(width, _)| width),
            self.size.map(|(_, height)| height),
            self.size.is_some(),
            services.clock.now(),
        )
        .execute(&services.db)
        .await?;
        Ok(FileId(id))
    }

    /// Takes the row back where the bytes could not be stored.
    async fn settle(&self, services: &Services, id: FileId, put: Result<(), Error>) -> Result<(), Error> {
        if put.is_err() {
            remove(services, &locations(self.purpose, self.storage_key)).await;
            delete_row(&mut *services.db.acquire().await?, id.get()).await?;
        }
        put
    }

    fn stored(&self, id: FileId, url: String) -> StoredFile {
        StoredFile {
            id,
            name: self.name.to_owned(),
            content_type: self.content_type.to_owned(),
            bytes: self.bytes,
            url,
            width: self.size.map(|(width, _)| width),
            height: self.size.map(|(_, height)| height),
        }
    }
}

fn too_large(max: usize) -> FieldError {
    FieldError::new("file", "too_large").with("max", max / (1024 * 1024))
}

fn picture_location(key: &str, width: u32) -> Location {
    Location::from(format!("public/{key}-{width}.webp"))
}

fn document_location(key: &str) -> Location {
    Location::from(format!("private/{key}"))
}

/// Everywhere that a file's bytes lie, the largest of a picture last.
pub(crate) fn locations(purpose: &str, key: &str) -> Vec<Location> {
    match PicturePurpose::from_name(purpose) {
        Some(purpose) => purpose.widths().map(|width| picture_location(key, width)).to_vec(),
        None => vec![document_location(key)],
    }
}

/// Deletes bytes that no row points at; what can't be deleted is logged and left.
pub(crate) async fn remove(services: &Services, locations: &[Location]) {
    for location in locations {
        match services.files.store.delete(location).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => {}
            Err(error) => tracing::warn!(%error, %location, "a file could not be deleted"),
        }
    }
}
