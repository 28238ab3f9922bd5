//! Profiles as the world sees them, and their owner's changes.

use domain::{
    Error, FieldError,
    auth::{HANDLES_PER_YEAR, Handle, Viewer},
    files::{Picture, PicturePurpose},
    gigs::average,
    ids::FileId,
    money::Money,
    patch::Patch,
    users::{Availability, LanguageLevels, PortfolioItem, ProfileChange, PublicProfile, Skill},
};
use sqlx::{PgConnection, PgExecutor, types::Json};
use uuid::Uuid;

use crate::{Services, auth, files};

mod portfolio;
#[cfg(test)]
mod tests;

pub use portfolio::{change_portfolio, list_portfolio};

/// Somebody's public profile. Who is suspended has none.
pub async fn get_by_handle(services: &Services, handle: &str) -> Result<PublicProfile, Error> {
    find(&services.db, None, Some(handle)).await?.ok_or(Error::NotFound)
}

/// The viewer's own profile; the same fields, since all of them are public.
pub async fn get_own(services: &Services, viewer: &Viewer) -> Result<PublicProfile, Error> {
    find(&services.db, Some(viewer.user_id.get()), None).await?.ok_or(Error::NotFound)
}

/// The handle that somebody has now who had this one before.
pub async fn find_renamed(services: &Services, handle: &str) -> Result<Option<String>, Error> {
    let renamed = sqlx::query_scalar!(
        "select p.handle from handles h
         join user_profiles p on p.user_id = h.user_id
         join users u on u.id = h.user_id
         where h.handle = $1 and p.handle <> $1 and u.suspended_at is null",
        handle
    )
    .fetch_optional(&services.db)
    .await?;
    Ok(renamed)
}

/// Changes what is named and leaves the rest.
pub async fn update(
    services: &Services,
    viewer: &Viewer,
    change: ProfileChange,
) -> Result<PublicProfile, Error> {
    let (mut work, owner, now) = (services.begin().await?, viewer.user_id.get(), services.clock.now());
    let before =
        sqlx::query!("select handle, avatar_file_id from user_profiles where user_id = $1 for update", owner)
            .fetch_optional(work.db())
            .await?
            .ok_or(Error::NotFound)?;
    if let Some(handle) = change.handle.as_ref().filter(|handle| handle.as_str() != before.handle) {
        claim(services, work.db(), owner, handle).await?;
    }
    let avatar = change.avatar_file_id.clone().over(before.avatar_file_id.map(FileId)).map(FileId::get);
    if let Patch::Set(avatar) = change.avatar_file_id
        && before.avatar_file_id != Some(avatar.get())
    {
        files::attach(work.db(), viewer.user_id, PicturePurpose::Avatar, "avatar_file_id", &[avatar], now)
            .await?;
    }
    let rate = change.hourly_rate.clone().over(None);
    sqlx::query!(
        "update user_profiles set
             handle = coalesce($2, handle),
             name = coalesce($3, name),
             title = coalesce($4, title),
             bio = coalesce($5, bio),
             city = coalesce($6, city),
             country = coalesce($7, country),
             languages = coalesce($8, languages),
             links = coalesce($9, links),
             availability = coalesce($10, availability),
             avatar_file_id = $11,
             hourly_rate = case when $12 then hourly_rate else $13 end,
             rate_currency = case when $12 then rate_currency else $14 end,
             language_levels = (
                 select coalesce(jsonb_object_agg(code, level), '{}')
                 from jsonb_each(coalesce($15, language_levels)) as told (code, level)
                 where code = any(coalesce($8, languages))
             )
         where user_id = $1",
        owner,
        change.handle.as_ref().map(Handle::as_str),
        change.name,
        change.title,
        change.bio,
        change.city,
        change.country,
        change.languages.as_deref(),
        change.links.as_deref(),
        change.availability.map(Availability::name),
        avatar,
        change.hourly_rate == Patch::Keep,
        rate.map(|rate| rate.amount),
        rate.map(|rate| rate.currency.code()),
        change.language_levels.map(Json) as _,
    )
    .execute(work.db())
    .await?;
    if let Some(skills) = &change.skills {
        write_skills(work.db(), owner, skills).await?;
    }
    let dropped = before.avatar_file_id.filter(|before| avatar != Some(*before));
    files::detach(work.db(), dropped.as_slice()).await?;
    let profile = find(work.db(), Some(owner), None).await?.ok_or(Error::NotFound)?;
    work.commit().await?;
    // Sessions carry handle, name and picture.
    auth::forget(services, viewer.user_id).await?;
    services.gigs.forget();
    Ok(profile)
}

/// Takes a handle that nobody has or had; one's own former ones are free to go back to. Of several people who take one
/// at the same moment, the index lets one through.
async fn claim(
    services: &Services,
    db: &mut PgConnection,
    owner: Uuid,
    handle: &Handle,
) -> Result<(), Error> {
    let now = services.clock.now();
    let own = sqlx::query!(
        r#"select count(*) filter (where claimed_at > $3) as "recent!",
             coalesce(bool_or(handle = $2), false) as "was_theirs!"
         from handles where user_id = $1"#,
        owner,
        handle.as_str(),
        now - chrono::Duration::days(365),
    )
    .fetch_one(&mut *db)
    .await?;
    if own.was_theirs {
        return Ok(());
    }
    if own.recent >= HANDLES_PER_YEAR {
        let changes = HANDLES_PER_YEAR - 1;
        return Err(FieldError::new("handle", "handle_changed_often").with("max", changes).into());
    }
    let claimed = sqlx::query!(
        "insert into handles (handle, user_id, claimed_at) values ($1, $2, $3) on conflict (handle) do nothing",
        handle.as_str(),
        owner,
        now,
    )
    .execute(db)
    .await?;
    if claimed.rows_affected() == 1 { Ok(()) } else { Err(Error::field("handle", "handle_taken")) }
}

async fn write_skills(db: &mut PgConnection, owner: Uuid, skills: &[Skill]) -> Result<(), Error> {
    let names: Vec<String> = skills.iter().map(|skill| skill.name.clone()).collect();
    let levels: Vec<Option<String>> =
        skills.iter().map(|skill| skill.level.map(|level| level.name().to_owned())).collect();
    sqlx::query!("delete from user_skills where user_id = $1", owner).execute(&mut *db).await?;
    sqlx::query!(
        "insert into user_skills (user_id, position, name, level)
         select $1, position, name, level
         from unnest($2::text[], $3::text[]) with ordinality as given(name, level, position)",
        owner,
        &names,
        &levels as &[Option<String>],
    )
    .execute(db)
    .await?;
    Ok(())
}

async fn find(
    db: impl PgExecutor<'_>,
    user: Option<Uuid>,
    handle: Option<&str>,
) -> Result<Option<PublicProfile>, Error> {
    let row = sqlx::query!(
        r#"select p.handle as "handle!", p.name as "name!", p.title as "title!", p.bio as "bio!",
             p.city as "city!", p.country as "country!", p.languages as "languages!",
             p.language_levels as "language_levels!: Json<LanguageLevels>", p.links as "links!",
             p.availability as "availability!", p.hourly_rate, p.rate_currency,
             p.rating_sum as "rating_sum!", p.rating_count as "rating_count!",
             p.completed_contracts as "completed_contracts!", p.created_at as "created_at!",
             u.email_verified_at is not null as "email_verified!",
             exists(select from user_documents d where d.user_id = p.user_id) as "document_declared!",
             a.storage_key as "avatar_key?",
             (select coalesce(jsonb_agg(jsonb_build_object('name', s.name, 'level', s.level) order by s.position), '[]')
              from user_skills s where s.user_id = p.user_id) as "skills!: Json<Vec<Skill>>",
             portfolio_of(p.user_id) as "portfolio!: Json<Vec<PortfolioItem>>"
         from user_profiles p
         join users u on u.id = p.user_id
         left join files a on a.id = p.avatar_file_id
         where (p.user_id = $1 or p.handle = $2) and u.suspended_at is null"#,
        user,
        handle,
    )
    .fetch_optional(db)
    .await?;
    let Some(row) = row else {
        return Ok(None);
    };
    let currency = row.rate_currency.and_then(|code| code.parse().ok());
    Ok(Some(PublicProfile {
        handle: row.handle,
        name: row.name,
        title: row.title,
        bio: row.bio,
        city: row.city,
        country: row.country,
        languages: row.languages,
        language_levels: row.language_levels.0,
        skills: row.skills.0,
        links: row.links,
        portfolio: row.portfolio.0,
        hourly_rate: row.hourly_rate.zip(currency).map(|(amount, currency)| Money::new(amount, currency)),
        availability: Availability::from_name(&row.availability).unwrap_or_default(),
        avatar_url: row.avatar_key.map(Picture::new),
        email_verified: row.email_verified,
        document_declared: row.document_declared,
        rating: average(row.rating_sum, row.rating_count),
        reviews: row.rating_count,
        completed_contracts: row.completed_contracts,
        member_since: row.created_at,
    }))
}
