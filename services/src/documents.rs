//! Identity documents: sealed at rest, told apart by keyed hashes, shown to their owner alone and masked.

use domain::{Error, auth::Viewer, documents::IdentityDocument, ids::UserId};
use hmac::{Hmac, Mac as _};
use serde_json::json;
use sha2::Sha256;

use crate::{Services, audit, audit::Origin, errors::OnConstraint as _};

#[cfg(test)]
mod tests;

/// What keeps one person's document from being opened as another's.
fn context(user: UserId) -> String {
    format!("document:{user}")
}

/// What tells documents apart without reading them, the newest key's first: while a key is replaced, documents of
/// before are known by the old one.
fn hashes(services: &Services, bearer: &str) -> Result<Vec<Vec<u8>>, Error> {
    let hash = |key: &crate::Secret| {
        let mut hash = Hmac::<Sha256>::new_from_slice(key.expose().as_bytes())?;
        hash.update(b"laburemos document 1\0");
        hash.update(bearer.as_bytes());
        Ok(hash.finalize().into_bytes().to_vec())
    };
    services.settings.data_keys.iter().map(hash).collect()
}

/// The viewer's document.
pub async fn find(services: &Services, viewer: &Viewer) -> Result<Option<IdentityDocument>, Error> {
    open(services, viewer.user_id).await
}

/// A person's document, for themselves.
pub(crate) async fn open(services: &Services, user: UserId) -> Result<Option<IdentityDocument>, Error> {
    let sealed = sqlx::query_scalar!("select document from user_documents where user_id = $1", user.get())
        .fetch_optional(&services.db)
        .await?;
    let Some(sealed) = sealed else { return Ok(None) };
    let opened = services.data_key.open(&context(user), &sealed)?;
    let document = std::str::from_utf8(&opened).ok().and_then(IdentityDocument::from_exposed);
    document.map(Some).ok_or_else(|| Error::internal("a stored document is none"))
}

/// Says which document the viewer has, instead of what they said before. One that another account has is refused.
/// Field: `number`.
pub async fn put(
    services: &Services,
    viewer: &Viewer,
    origin: &Origin,
    document: &IdentityDocument,
) -> Result<(), Error> {
    let exposed = document.expose();
    let sealed = services.data_key.seal(&context(viewer.user_id), exposed.as_bytes())?;
    let hashes = hashes(services, &document.bearer())?;
    let newest = hashes.first().ok_or_else(|| Error::internal("no data key"))?;
    let taken = || Error::field("number", "document_taken");
    let mut work = services.begin().await?;
    let is_taken = sqlx::query_scalar!(
        "select exists(select 1 from user_documents where document_hash = any($1) and user_id <> $2) as \"taken!\"",
        &hashes,
        viewer.user_id.get(),
    )
    .fetch_one(work.db())
    .await?;
    if is_taken {
        return Err(taken());
    }
    sqlx::query!(
        "insert into user_documents (user_id, document, document_hash, created_at) values ($1, $2, $3, $4)
         on conflict (user_id) do update
             set document = excluded.document, document_hash = excluded.document_hash, created_at = excluded.created_at",
        viewer.user_id.get(),
        sealed,
        newest,
        services.clock.now(),
    )
    .execute(work.db())
    .await
    .on_constraint("user_documents_hash", taken)?;
    let kind = json!({ "kind": document.kind().name() });
    let subject = viewer.user_id.to_string();
    audit::record(work.db(), &services.clock, origin, Some(viewer.user_id), "document_set", &subject, kind)
        .await?;
    work.commit().await
}

/// Forgets the viewer's document.
pub async fn delete(services: &Services, viewer: &Viewer, origin: &Origin) -> Result<(), Error> {
    let mut work = services.begin().await?;
    let deleted = sqlx::query!("delete from user_documents where user_id = $1", viewer.user_id.get())
        .execute(work.db())
        .await?;
    if deleted.rows_affected() == 0 {
        return Err(Error::NotFound);
    }
    let subject = viewer.user_id.to_string();
    audit::record(
        work.db(),
        &services.clock,
        origin,
        Some(viewer.user_id),
        "document_deleted",
        &subject,
        json!({}),
    )
    .await?;
    work.commit().await
}
