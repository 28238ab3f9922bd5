//! Profiles over REST: what everybody sees, and what their owner may change.

use http::{Method, StatusCode};
use serde_json::{Value, json};
use sqlx::PgPool;

use crate::{people::fields, support::TestApp};

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn a_profile_is_changed_by_its_owner_and_seen_by_all(pool: PgPool) {
    let app = TestApp::new(pool).await;
    let ana = app.person("Ana Gómez").await;
    let body = json!({
        "title": "Ilustradora", "city": "Rosario", "country": "AR", "languages": ["es", "pt"],
        "skills": ["Procreate"], "availability": "busy",
        // Not hers to set.
        "rating": 5, "roles": ["admin"], "completed_contracts": 99
    });
    let changed = ana.patch(&app, "/api/v1/me/profile", body).await;
    assert_eq!(changed.status, StatusCode::OK, "{}", changed.text);
    let public = app.get(&format!("/api/v1/users/{}", ana.handle)).await;
    assert_eq!(public.json(), changed.json());
    let profile = public.json();
    assert_eq!((&profile["handle"], &profile["rating"]), (&json!(ana.handle), &Value::Null));
    assert_eq!((&profile["languages"], &profile["completed_contracts"]), (&json!(["es", "pt"]), &json!(0)));
    assert!(!public.text.contains("example.com"), "no e-mail address in {}", public.text);
    assert_eq!(ana.get(&app, "/api/v1/me/profile").await.json(), profile);
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn profiles_refuse_nobody_and_wrong_input(pool: PgPool) {
    let app = TestApp::new(pool).await;
    for method in [Method::GET, Method::PATCH] {
        let answer = app.json(method, "/api/v1/me/profile", None, &json!({ "city": "X" })).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    }
    let ana = app.person("Ana Gómez").await;
    let wrong = json!({ "name": "x", "country": "XX", "languages": ["klingon"], "availability": "never" });
    let refused = ana.patch(&app, "/api/v1/me/profile", wrong).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(fields(&refused), ["name", "country", "languages", "availability"]);
    assert_eq!(app.get("/api/v1/users/nadie").await.status, StatusCode::NOT_FOUND);
}
