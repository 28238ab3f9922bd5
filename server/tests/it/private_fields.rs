//! Private fields never leave: whatever the tables know of a person beside the profile is looked for in every public
//! answer about them.

use http::StatusCode;
use serde_json::{Value, json};
use sqlx::PgPool;

use crate::support::TestApp;

/// What of a person is meant to be seen, by table. All other tables that name a person are taken for private, also
/// those that do not exist yet.
const PUBLIC: [&str; 9] = [
    "user_profiles",
    "user_skills",
    "handles",
    "portfolio_items",
    "gigs",
    "favorites",
    "favorite_lists",
    "notifications",
    "notice_mails",
];
/// Shorter values, such as `es-AR` and `ARS`, are on every page for other reasons.
const TELLING: usize = 9;

/// Every telling value of the private tables' rows.
async fn secrets(app: &TestApp, handle: &str) -> Vec<String> {
    let tables: Vec<(String, String)> = sqlx::query_as(
        "select table_name::text, column_name::text from information_schema.columns
         where table_schema = 'public' and (column_name = 'user_id' or (table_name, column_name) = ('users', 'id'))",
    )
    .fetch_all(&app.services.db)
    .await
    .expect("rows");
    let mut secrets = Vec::new();
    for (table, column) in tables.into_iter().filter(|(table, _)| !PUBLIC.contains(&table.as_str())) {
        let sql = format!(
            "select to_jsonb(t) from {table} t where {column} = (select user_id from user_profiles where handle = $1)"
        );
        let rows: Vec<Value> = sqlx::query_scalar(sqlx::AssertSqlSafe(sql))
            .bind(handle)
            .fetch_all(&app.services.db)
            .await
            .expect("rows");
        for row in rows {
            for (name, value) in row.as_object().expect("rows") {
                let is_date = name.ends_with("_at");
                if let Some(text) = value.as_str().filter(|text| !is_date && text.len() >= TELLING) {
                    secrets.push(text.to_owned());
                }
            }
        }
    }
    secrets
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn no_public_answer_tells_what_a_person_keeps_to_themselves(pool: PgPool) {
    let app = TestApp::new(pool).await;
    let (ana, eva) = (app.person("Ana Gómez").await, app.person("Eva Paz").await);
    let gig = ana.published_gig(&app, "Ilustración de personajes").await;
    let owner: uuid::Uuid = sqlx::query_scalar("select user_id from user_profiles where handle = $1")
        .bind(&ana.handle)
        .fetch_one(&app.services.db)
        .await
        .unwrap();
    // The name that a file had on its owner's computer tells things too.
    let purpose = domain::files::PicturePurpose::Portfolio;
    let picture = services::files::store_picture(
        &app.services,
        owner.into(),
        purpose,
        "casa de Ana 27111222333.png",
        crate::profiles::PNG.to_vec(),
    )
    .await
    .unwrap();
    ana.post(&app, "/api/v1/me/portfolio", json!({ "file_id": picture.id, "title": "Mural" })).await;
    let full = json!({ "title": "Ilustradora", "bio": "Hola", "city": "Rosario", "country": "AR", "skills": ["Rust"] });
    ana.patch(&app, "/api/v1/me/profile", full).await;

    let mut secrets = secrets(&app, &ana.handle).await;
    assert!(secrets.iter().any(|secret| secret.ends_with("@example.com")), "{secrets:?}");
    assert!(secrets.contains(&owner.to_string()), "{secrets:?}");
    secrets.extend(["casa de Ana".to_owned(), "27111222333".to_owned()]);

    let (id, slug, handle) = (gig["id"].as_str().unwrap(), gig["slug"].as_str().unwrap(), &*ana.handle);
    let paths = [
        "/".to_owned(),
        format!("/u/{handle}"),
        format!("/gigs/{slug}"),
        "/buscar".to_owned(),
        "/buscar?q=ilustracion".to_owned(),
        "/buscar?tipo=personas&q=ana".to_owned(),
        "/c/ilustracion".to_owned(),
        format!("/api/v1/users/{handle}"),
        format!("/api/v1/users/{handle}/reviews"),
        "/api/v1/gigs".to_owned(),
        "/api/v1/gigs?q=ilustracion".to_owned(),
        format!("/api/v1/gigs/{id}"),
        format!("/api/v1/gigs/{slug}"),
        "/api/v1/search/suggest?q=ilus".to_owned(),
        "/api/v1/categories".to_owned(),
    ];
    for path in &paths {
        for answer in [app.get(path).await, eva.get(&app, path).await] {
            assert_eq!(answer.status, StatusCode::OK, "{path}");
            for secret in &secrets {
                assert!(!answer.text.contains(secret.as_str()), "{path} tells {secret}");
            }
        }
    }
}
