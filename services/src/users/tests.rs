//! What a profile shows and how it changes.

use domain::{Error, files::PicturePurpose, patch::Patch, users::ProfileInput};
use sqlx::PgPool;

use super::*;
use crate::testing::{person, services};

#[sqlx::test(migrations = "../migrations")]
async fn a_public_profile_has_only_public_fields(db: PgPool) {
    let services = services(db);
    person(&services, "ana").await;
    let profile = get_by_handle(&services, "ana").await.unwrap();
    let value = serde_json::to_value(&profile).unwrap();
    let mut fields: Vec<_> = value.as_object().unwrap().keys().map(String::as_str).collect();
    fields.sort_unstable();
    // A field more is a decision: is everybody to see it?
    assert_eq!(
        fields,
        [
            "availability",
            "avatar_url",
            "bio",
            "city",
            "completed_contracts",
            "country",
            "document_declared",
            "email_verified",
            "handle",
            "hourly_rate",
            "language_levels",
            "languages",
            "links",
            "member_since",
            "name",
            "portfolio",
            "rating",
            "reviews",
            "skills",
            "title"
        ]
    );
    assert!(!value.to_string().contains("example.com"));
    assert!(matches!(get_by_handle(&services, "nadie").await, Err(Error::NotFound)));
}

#[sqlx::test(migrations = "../migrations")]
async fn a_change_leaves_what_it_does_not_name(db: PgPool) {
    let services = services(db);
    let (ana, eva) = (person(&services, "ana").await, person(&services, "eva").await);
    let change = |input: ProfileInput| input.parse().unwrap();
    let input = ProfileInput {
        title: Patch::Set("Ilustradora".into()),
        country: Patch::Set("AR".into()),
        ..ProfileInput::default()
    };
    update(&services, &ana, change(input)).await.unwrap();
    let input = ProfileInput { city: Patch::Set("Rosario".into()), ..ProfileInput::default() };
    let profile = update(&services, &ana, change(input)).await.unwrap();
    assert_eq!(
        (profile.title.as_str(), profile.city.as_str(), profile.country.as_str()),
        ("Ilustradora", "Rosario", "AR")
    );

    let face = image::RgbImage::new(300, 200);
    let mut png = Vec::new();
    image::DynamicImage::from(face)
        .write_to(&mut std::io::Cursor::new(&mut png), image::ImageFormat::Png)
        .unwrap();
    let theirs = files::store_picture(&services, eva.user_id, PicturePurpose::Avatar, "yo.png", png.clone())
        .await
        .unwrap();
    let steal = change(ProfileInput { avatar_file_id: Patch::Set(theirs.id), ..ProfileInput::default() });
    assert!(matches!(update(&services, &ana, steal).await, Err(Error::Invalid(_))));
    let mine =
        files::store_picture(&services, ana.user_id, PicturePurpose::Avatar, "yo.png", png).await.unwrap();
    let set = change(ProfileInput { avatar_file_id: Patch::Set(mine.id), ..ProfileInput::default() });
    let profile = update(&services, &ana, set).await.unwrap();
    assert_eq!(profile.avatar_url.map(|avatar| avatar.to_string()), Some(mine.url));
    assert_eq!((mine.width, mine.height), (Some(200), Some(200)), "avatars are square");
}

#[sqlx::test(migrations = "../migrations")]
async fn no_profile_can_carry_somebody_elses_former_handle_whoever_writes(db: PgPool) {
    let services = services(db);
    let (ana, eva) = (person(&services, "ana").await, person(&services, "eva").await);
    let rename = ProfileInput { handle: Patch::Set("anita".into()), ..ProfileInput::default() };
    update(&services, &ana, rename.parse().unwrap()).await.unwrap();
    assert_eq!(find_renamed(&services, "ana").await.unwrap().as_deref(), Some("anita"));
    let theft = sqlx::query("update user_profiles set handle = 'ana' where user_id = $1")
        .bind(eva.user_id.get())
        .execute(&services.db)
        .await;
    assert!(theft.unwrap_err().to_string().contains("taken"));
    // The viewer of an older session still reaches their own profile.
    assert_eq!(get_own(&services, &ana).await.unwrap().handle, "anita");
}
