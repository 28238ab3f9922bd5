//! How far a new person has come.

use domain::{
    Error,
    auth::Viewer,
    onboarding::{Checklist, Standing},
};

use crate::Services;

/// What is left to do for the viewer; none when their profile is worth showing.
pub async fn checklist(services: &Services, viewer: &Viewer) -> Result<Option<Checklist>, Error> {
    let standing = sqlx::query_as!(
        Standing,
        r#"select p.avatar_file_id is not null as "has_picture!", p.title <> '' as "has_title!",
             p.bio <> '' as "has_bio!", u.email_verified_at is not null as "has_verified_email!",
             exists(select 1 from gigs where seller_id = $1 and published_at is not null) as "has_gig!",
             exists(select 1 from contracts where client_id = $1)
                 or exists(select 1 from favorites where user_id = $1) as "has_found_something!",
             exists(select 1 from payout_accounts where user_id = $1 and is_ready) as "has_payout_account!",
             exists(select 1 from user_documents where user_id = $1) as "has_document!"
         from users u join user_profiles p on p.user_id = u.id
         where u.id = $1"#,
        viewer.user_id.get(),
    )
    .fetch_optional(&services.db)
    .await?
    .ok_or(Error::NotFound)?;
    Ok(Checklist::of(&standing))
}
