//! The rows that make an account: user, profile, preferences.

use chrono::{DateTime, Utc};
use domain::{
    Error,
    auth::{Registration, Role, Viewer, handle_from_name},
    ids::UserId,
    locale::Locale,
};
use rand::Rng;
use serde::Serialize;
use serde_json::json;
use sqlx::PgConnection;
use uuid::Uuid;

use super::{links, sessions};
use crate::{Services, audit, audit::Origin, errors::OnConstraint};

/// What a person is told of their own account.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Account {
    pub id: UserId,
    /// The end of the public address, `/u/<handle>`.
    pub handle: String,
    pub name: String,
    pub email: String,
    pub email_verified: bool,
    /// Those in force: none in a session without a second factor.
    pub roles: Vec<Role>,
    pub locale: Locale,
}

/// The viewer's own account.
pub async fn get_account(services: &Services, viewer: &Viewer) -> Result<Account, Error> {
    let row = sqlx::query!(
        "select u.email, u.email_verified_at is not null as \"email_verified!\", p.handle, p.name
         from users u join user_profiles p on p.user_id = u.id
         where u.id = $1",
        viewer.user_id.get(),
    )
    .fetch_optional(&services.db)
    .await?
    .ok_or(Error::NotFound)?;
    Ok(Account {
        id: viewer.user_id,
        handle: row.handle,
        name: row.name,
        email: row.email,
        email_verified: row.email_verified,
        roles: viewer.roles.clone(),
        locale: viewer.locale,
    })
}

/// Makes an administrator: of a new account, or of the one that has this e-mail, whose password stays as it is.
/// For the command line; nothing that comes over the network leads here.
pub async fn create_admin(services: &Services, registration: Registration) -> Result<UserId, Error> {
    let hash = services.passwords.hash(&registration.password).await?;
    let now = services.clock.now();
    let mut work = services.begin().await?;
    let known =
        sqlx::query_scalar!("select id from users where lower(email) = $1", registration.email.as_str())
            .fetch_optional(work.db())
            .await?;
    let user = match known {
        Some(id) => UserId(id),
        None => insert(work.db(), &registration, &hash, Locale::default(), now).await?,
    };
    sqlx::query!(
        "update users set roles = array_append(array_remove(roles, $2), $2) where id = $1",
        user.get(),
        Role::Admin.name(),
    )
    .execute(work.db())
    .await?;
    let details = json!({ "role": Role::Admin.name() });
    audit::record(
        work.db(),
        &services.clock,
        &Origin::default(),
        None,
        "role_granted",
        &user.to_string(),
        details,
    )
    .await?;
    work.commit().await?;
    sessions::forget(services, user).await?;
    Ok(user)
}

/// A new account with a handle made of its name. A taken e-mail is an error of that field.
pub(super) async fn insert(
    db: &mut PgConnection,
    registration: &Registration,
    password_hash: &str,
    locale: Locale,
    now: DateTime<Utc>,
) -> Result<UserId, Error> {
    let id = Uuid::now_v7();
    sqlx::query!(
        "insert into users (id, email, password_hash, created_at) values ($1, $2, $3, $4)",
        id,
        registration.email.as_str(),
        password_hash,
        now,
    )
    .execute(&mut *db)
    .await
    .on_constraint("users_email_key", || Error::field("email", "email_taken"))?;
    links::refuse_reserved(&mut *db, "email", UserId(id), &registration.email, now).await?;
    insert_profile(db, id, registration.name.as_str(), now).await?;
    sqlx::query!("insert into user_preferences (user_id, locale) values ($1, $2)", id, locale.tag())
        .execute(db)
        .await?;
    Ok(UserId(id))
}

/// The handle is the name where it is free, else the name with four random letters and digits.
async fn insert_profile(
    db: &mut PgConnection,
    user: Uuid,
    name: &str,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let mut suffix = None;
    for _ in 0..5 {
        let handle = handle_from_name(name, suffix.as_deref());
        // Taken now, or by somebody whose old address it is.
        let claimed = sqlx::query!(
            "insert into handles (handle, user_id, claimed_at) values ($1, $2, $3) on conflict (handle) do nothing",
            handle,
            user,
            now,
        )
        .execute(&mut *db)
        .await?;
        if claimed.rows_affected() == 1 {
            sqlx::query!(
                "insert into user_profiles (user_id, handle, name, created_at) values ($1, $2, $3, $4)",
                user,
                handle,
                name,
                now,
            )
            .execute(db)
            .await?;
            return Ok(());
        }
        suffix = Some(random_suffix());
    }
    Err(Error::internal("no free handle in five attempts"))
}

fn random_suffix() -> String {
    // Without letters and digits that look alike.
    const LETTERS: &[u8] = b"abcdefghjkmnpqrstuvwxyz23456789";
    let mut random = rand::rng();
    (0..4).map(|_| char::from(LETTERS[random.random_range(0..LETTERS.len())])).collect()
}
