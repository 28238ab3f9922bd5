//! What the tests of the services share: services over a test's own database, and people in it.

use std::env;

use chrono::Duration;
use domain::{
    auth::Viewer,
    ids::{SessionId, UserId},
    locale::Locale,
};
use sqlx::PgPool;
use uuid::Uuid;

use crate::{Secret, Services, Settings};

/// Settings of a development server; nothing in them reaches out of this machine.
pub fn settings() -> Settings {
    Settings {
        is_production: false,
        public_url: "http://localhost:3000".into(),
        database_url: Secret::new("postgres://unused"),
        database_connections: 5,
        redis_url: Secret::new(env::var("REDIS_URL").unwrap_or_else(|_| "redis://127.0.0.1:6379".into())),
        session_secret: Secret::new("a secret for tests, long enough to sign with"),
        data_keys: vec![Secret::new("a data key for tests")],
        files_dir: env::temp_dir().join("laburemos-tests"),
        bucket: None,
        smtp_url: Secret::default(),
        mail_from: "LABUREMOS <hola@laburemos.test>".into(),
        stripe_secret_key: Secret::new("sk_test_123"),
        stripe_webhook_secrets: vec![Secret::new("whsec_test")],
        stripe_api_url: "http://127.0.0.1:1".into(),
        rate_limit_scale: 1.0,
        fee_basis_points: 1000,
        describe_notice: |locale, kind, _| format!("{} in {}", kind.name(), locale.tag()),
    }
}

/// Services over the database that `#[sqlx::test]` made for one test.
pub fn services(db: PgPool) -> Services {
    Services::with_db(settings(), db).expect("settings that work")
}

/// A new person with a profile, signed in once.
pub async fn person(services: &Services, handle: &str) -> Viewer {
    let user_id = UserId(Uuid::now_v7());
    let now = services.clock.now();
    sqlx::query("insert into users (id, email, created_at) values ($1, $2 || '@example.com', $3)")
        .bind(user_id.get())
        .bind(handle)
        .bind(now)
        .execute(&services.db)
        .await
        .expect("a user");
    sqlx::query("insert into user_profiles (user_id, handle, name, created_at) values ($1, $2, $2, $3)")
        .bind(user_id.get())
        .bind(handle)
        .bind(now)
        .execute(&services.db)
        .await
        .expect("a profile");
    Viewer {
        user_id,
        session_id: session(services, user_id).await,
        handle: handle.into(),
        name: handle.into(),
        avatar_url: None,
        roles: Vec::new(),
        locale: Locale::EsAr,
        display: domain::preferences::Display::default(),
    }
}

/// One more session of a person.
pub async fn session(services: &Services, user_id: UserId) -> SessionId {
    let session_id = SessionId(Uuid::now_v7());
    let now = services.clock.now();
    sqlx::query(
        "insert into user_sessions (id, user_id, created_at, last_seen_at, authenticated_at, expires_at)
         values ($1, $2, $3, $3, $3, $4)",
    )
    .bind(session_id.get())
    .bind(user_id.get())
    .bind(now)
    .bind(now + Duration::days(7))
    .execute(&services.db)
    .await
    .expect("a session");
    session_id
}

/// As if the viewer's session had passed a second factor: without one it has no role.
pub async fn give_second_factor(services: &Services, viewer: &Viewer) {
    sqlx::query("update user_sessions set has_second_factor = true where id = $1")
        .bind(viewer.session_id.get())
        .execute(&services.db)
        .await
        .expect("a session");
    crate::auth::forget(services, viewer.user_id).await.expect("no copies");
}
