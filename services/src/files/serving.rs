//! Files on their way out: pictures to everybody, documents to those whose contract they belong to.

use domain::{
    Error,
    auth::Viewer,
    ids::{FileId, UserId},
};
use futures_util::{Stream, StreamExt, stream::BoxStream};
use object_store::{ObjectStoreExt, path::Path as Location};

use super::{Services, SignedLink, document_location};

/// A file that may be sent.
pub struct OpenFile {
    pub name: String,
    pub content_type: String,
    pub bytes: u64,
    stream: BoxStream<'static, Result<bytes::Bytes, object_store::Error>>,
}

impl OpenFile {
    /// Its bytes, piece by piece.
    pub fn into_stream(
        self,
    ) -> impl Stream<Item = Result<bytes::Bytes, object_store::Error>> + Send + 'static {
        self.stream
    }
}

/// A picture by the last part of its address: `<key>-<width>.webp`. Its key is random and never used again.
pub async fn open_picture(services: &Services, name: &str) -> Result<OpenFile, Error> {
    let is_ours =
        name.strip_suffix(".webp").and_then(|name| name.split_once('-')).is_some_and(|(key, width)| {
            key.len() == 32
                && key.bytes().all(|byte| byte.is_ascii_hexdigit())
                && (1..=4).contains(&width.len())
                && width.bytes().all(|byte| byte.is_ascii_digit())
        });
    if !is_ours {
        return Err(Error::NotFound);
    }
    open(services, Location::from(format!("public/{name}")), name.to_owned(), "image/webp".to_owned()).await
}

/// Whether a person may read a document, and then a link to it that works for a few minutes.
pub async fn open_private(services: &Services, viewer: &Viewer, id: FileId) -> Result<SignedLink, Error> {
    find_readable(services, viewer.user_id, id).await?;
    SignedLink::new(services, viewer.user_id, id)
}

/// The document of a signed link. Whoever it was signed for must still be allowed to read it, and nobody else who is
/// signed in may use it.
pub async fn open_signed(
    services: &Services,
    viewer: Option<&Viewer>,
    link: &SignedLink,
) -> Result<OpenFile, Error> {
    link.verify(services)?;
    if viewer.is_some_and(|viewer| viewer.user_id != link.reader) {
        return Err(Error::NotFound);
    }
    let file = find_readable(services, link.reader, link.file).await?;
    open(services, document_location(&file.storage_key), file.name, file.content_type).await
}

struct Readable {
    storage_key: String,
    name: String,
    content_type: String,
}

/// A document, for its owner and for the parties of the contract that it was delivered in.
async fn find_readable(services: &Services, reader: UserId, id: FileId) -> Result<Readable, Error> {
    sqlx::query_as!(
        Readable,
        "select f.storage_key, f.name, f.content_type from files f
         where f.id = $1 and not f.is_public and (
             f.owner_id = $2
             or exists (
                 select from deliveries d
                 join milestones m on m.id = d.milestone_id
                 join contracts c on c.id = m.contract_id
                 where d.file_ids @> array[f.id] and $2 in (c.client_id, c.seller_id)
             )
         )",
        id.get(),
        reader.get(),
    )
    .fetch_optional(&services.db)
    .await?
    .ok_or(Error::NotFound)
}

/// What lies at a location, to be sent under a name.
pub(crate) async fn open(
    services: &Services,
    location: Location,
    name: String,
    content_type: String,
) -> Result<OpenFile, Error> {
    match services.files.store.get(&location).await {
        Ok(found) => {
            Ok(OpenFile { name, content_type, bytes: found.meta.size, stream: found.into_stream().boxed() })
        }
        Err(object_store::Error::NotFound { .. }) => Err(Error::NotFound),
        Err(error) => Err(error.into()),
    }
}
