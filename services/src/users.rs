//! Profiles as the world sees them, and their owner's changes.

use domain::{
    Error,
    auth::Viewer,
    files::{Picture, PicturePurpose},
    gigs::average,
    users::{Availability, ProfileChange, PublicProfile},
};
use sqlx::PgExecutor;

use crate::{Services, auth, files};

#[cfg(test)]
mod tests;

/// Somebody's public profile.
pub async fn get_by_handle(services: &Services, handle: &str) -> Result<PublicProfile, Error> {
    find(&services.db, handle).await?.ok_or(Error::NotFound)
}

/// The viewer's own profile; the same fields, since all of them are public.
pub async fn get_own(services: &Services, viewer: &Viewer) -> Result<PublicProfile, Error> {
    get_by_handle(services, &viewer.handle).await
}

/// Changes what is named and leaves the rest.
pub async fn update(
    services: &Services,
    viewer: &Viewer,
    change: ProfileChange,
) -> Result<PublicProfile, Error> {
    let mut work = services.begin().await?;
    let before = sqlx::query_scalar!(
        "select avatar_file_id from user_profiles where user_id = $1 for update",
        viewer.user_id.get()
    )
    .fetch_optional(work.db())
    .await?
    .ok_or(Error::NotFound)?;
    if let Some(avatar) = change.avatar_file_id
        && before != Some(avatar.get())
    {
        let now = services.clock.now();
        files::attach(work.db(), viewer.user_id, PicturePurpose::Avatar, "avatar_file_id", &[avatar], now)
            .await?;
    }
    sqlx::query!(
        "update user_profiles set
             name = coalesce($2, name),
             title = coalesce($3, title),
             bio = coalesce($4, bio),
             city = coalesce($5, city),
             country = coalesce($6, country),
             languages = coalesce($7, languages),
             skills = coalesce($8, skills),
             availability = coalesce($9, availability),
             avatar_file_id = coalesce($10, avatar_file_id)
         where user_id = $1",
        viewer.user_id.get(),
        change.name,
        change.title,
        change.bio,
        change.city,
        change.country,
        change.languages.as_deref(),
        change.skills.as_deref(),
        change.availability.map(Availability::name),
        change.avatar_file_id.map(domain::ids::FileId::get),
    )
    .execute(work.db())
    .await?;
    if change.avatar_file_id.is_some() {
        files::detach(work.db(), before.as_slice()).await?;
    }
    let profile = find(work.db(), &viewer.handle).await?.ok_or(Error::NotFound)?;
    work.commit().await?;
    // Sessions carry name and picture.
    auth::forget(services, viewer.user_id).await?;
    services.gigs.forget();
    Ok(profile)
}

async fn find(db: impl PgExecutor<'_>, handle: &str) -> Result<Option<PublicProfile>, Error> {
    let row = sqlx::query!(
        r#"select p.handle as "handle!", p.name as "name!", p.title as "title!", p.bio as "bio!",
             p.city as "city!", p.country as "country!", p.languages as "languages!", p.skills as "skills!",
             p.availability as "availability!",
             p.rating_sum as "rating_sum!", p.rating_count as "rating_count!",
             p.completed_contracts as "completed_contracts!", p.created_at as "created_at!",
             a.storage_key as "avatar_key?"
         from user_profiles p
         left join files a on a.id = p.avatar_file_id
         where p.handle = $1"#,
        handle
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| PublicProfile {
        handle: row.handle,
        name: row.name,
        title: row.title,
        bio: row.bio,
        city: row.city,
        country: row.country,
        languages: row.languages,
        skills: row.skills,
        availability: Availability::from_name(&row.availability).unwrap_or_default(),
        avatar_url: row.avatar_key.map(Picture::new),
        rating: average(row.rating_sum, row.rating_count),
        reviews: row.rating_count,
        completed_contracts: row.completed_contracts,
        member_since: row.created_at,
    }))
}
