//! One's own data over HTTP: the archive and its link, and leaving.

use axum::body::Body;
use http::{Method, Request, StatusCode, header};
use serde_json::{Value, json};
use services::data;
use sqlx::PgPool;

use crate::support::TestApp;

const EXPORT: &str = "/api/v1/me/export";

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn an_archive_is_asked_for_and_fetched_by_its_owner_only(pool: PgPool) {
    let app = TestApp::new(pool).await;
    let (ana, eva) = (app.person("Ana Gómez").await, app.person("Eva Paz").await);
    for method in [Method::GET, Method::POST] {
        assert_eq!(app.json(method, EXPORT, None, &Value::Null).await.status, StatusCode::UNAUTHORIZED);
    }
    assert_eq!(ana.get(&app, EXPORT).await.status, StatusCode::NOT_FOUND);
    let asked = ana.post(&app, EXPORT, json!({})).await;
    assert_eq!((asked.status, &asked.json()["status"]), (StatusCode::ACCEPTED, &json!("pending")));
    assert!(data::make_next_export(&app.services).await.unwrap());
    let ready = ana.get(&app, EXPORT).await.json();
    let url = ready["url"].as_str().expect("an address").to_owned();

    let archive = ana.get(&app, &url).await;
    assert_eq!((archive.status, &archive.text[..2]), (StatusCode::OK, "PK"));
    assert_eq!(archive.headers[header::CONTENT_TYPE], "application/zip");
    assert_eq!(archive.headers[header::CACHE_CONTROL], "private, no-store");
    let disposition = archive.headers[header::CONTENT_DISPOSITION].to_str().unwrap();
    assert!(disposition.starts_with("attachment; filename=\"laburemos-ana-gomez-"), "{disposition}");

    assert_eq!(eva.get(&app, &url).await.status, StatusCode::NOT_FOUND, "somebody else's");
    assert_eq!(app.get(&url).await.status, StatusCode::UNAUTHORIZED);
    let browser = Request::get(&url).header(header::ACCEPT, "text/html").body(Body::empty()).unwrap();
    assert!(
        app.send(browser).await.headers[header::LOCATION].to_str().unwrap().starts_with("/ingresar?next=")
    );
    assert_eq!(ana.get(&app, "/exportaciones/nada").await.status, StatusCode::NOT_FOUND);
    // Seven days are over; so is this session, but it is the link that is asked.
    sqlx::query("update data_exports set expires_at = now()").execute(&app.services.db).await.unwrap();
    assert_eq!(ana.get(&app, &url).await.status, StatusCode::NOT_FOUND, "expired");
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn who_leaves_is_out_at_once_and_back_by_signing_in(pool: PgPool) {
    let app = TestApp::new(pool).await;
    let ana = app.person("Ana Gómez").await;
    let gig = ana.published_gig(&app, "Ilustración de personajes").await;
    let gig = format!("/api/v1/gigs/{}", gig["id"].as_str().unwrap());
    assert_eq!(app.get(&gig).await.status, StatusCode::OK);
    let email = ana.get(&app, "/auth/me").await.json()["user"]["email"].as_str().unwrap().to_owned();
    assert_eq!(
        app.json(Method::DELETE, "/api/v1/me", None, &Value::Null).await.status,
        StatusCode::UNAUTHORIZED
    );
    let left = ana.delete(&app, "/api/v1/me").await;
    assert_eq!(left.status, StatusCode::ACCEPTED, "{}", left.text);
    assert!(left.json()["deletion_due_at"].is_string());
    assert_eq!(ana.get(&app, "/auth/me").await.status, StatusCode::UNAUTHORIZED, "every session has ended");
    assert_eq!(app.get(&gig).await.status, StatusCode::NOT_FOUND);

    let body = json!({ "email": email, "password": "mate y bizcochitos" });
    let back = app.json(Method::POST, "/auth/login", None, &body).await;
    assert_eq!(back.status, StatusCode::OK, "{}", back.text);
    assert_eq!(app.get(&gig).await.status, StatusCode::OK);
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn the_page_asks_makes_and_says_goodbye_without_script(pool: PgPool) {
    let app = TestApp::new(pool).await;
    let mut browser = app.browser();
    let page = "/panel/ajustes/datos";
    assert!(browser.get(page).await.headers[header::LOCATION].to_str().unwrap().starts_with("/ingresar"));
    let email = format!("{}@example.com", uuid::Uuid::now_v7());
    let fields = [("name", "Ana Gómez"), ("email", email.as_str()), ("password", "mate y bizcochitos")];
    assert_eq!(browser.post("/registro", &fields).await.status, StatusCode::SEE_OTHER);

    assert!(browser.get(page).await.text.contains("Preparar mis datos"));
    let asked = browser.post("/panel/ajustes/datos/exportar", &[]).await;
    assert_eq!(asked.headers[header::LOCATION], page);
    assert!(browser.get(page).await.text.contains("Estamos preparando tu archivo"));
    data::make_next_export(&app.services).await.unwrap();
    let ready = browser.get(page).await.text;
    let link =
        ready.split("href=\"/exportaciones/").nth(1).and_then(|rest| rest.split('"').next()).expect("a link");
    assert!(browser.get(&format!("/exportaciones/{link}")).await.text.starts_with("PK"));

    let unsure = browser.post("/panel/ajustes/datos/eliminar", &[]).await;
    assert_eq!(unsure.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(unsure.text.contains("confirm-error"));
    let left = browser.post("/panel/ajustes/datos/eliminar", &[("confirm", "true")]).await;
    assert_eq!(
        (left.status, &left.headers[header::LOCATION]),
        (StatusCode::SEE_OTHER, &"/hasta-pronto".parse().unwrap())
    );
    assert!(left.headers.contains_key("clear-site-data"));
    assert!(!browser.cookies.contains_key("__Host-refresh"));
    assert!(browser.get("/hasta-pronto").await.text.contains("próximos 30 días"));
    let back = browser.post("/ingresar", &[("email", &email), ("password", "mate y bizcochitos")]).await;
    assert_eq!(back.status, StatusCode::SEE_OTHER);
    assert!(browser.get("/panel/notificaciones").await.text.contains("cancelamos la eliminación"));
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn an_old_session_has_to_sign_in_afresh_for_all_of_it(pool: PgPool) {
    let app = TestApp::new(pool).await;
    let ana = app.person("Ana Gómez").await;
    ana.post(&app, EXPORT, json!({})).await;
    data::make_next_export(&app.services).await.unwrap();
    let url = ana.get(&app, EXPORT).await.json()["url"].as_str().expect("an address").to_owned();
    sqlx::query("update user_sessions set authenticated_at = now() - interval '11 minutes'")
        .execute(&app.services.db)
        .await
        .unwrap();
    let asked = [
        ana.post(&app, EXPORT, json!({})).await,
        ana.get(&app, &url).await,
        ana.delete(&app, "/api/v1/me").await,
    ];
    for answer in asked {
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
        assert!(answer.json()["type"].as_str().unwrap().ends_with("step-up-required"), "{}", answer.text);
    }
    let browser = Request::get(&url)
        .header(header::ACCEPT, "text/html")
        .header(header::AUTHORIZATION, format!("Bearer {}", ana.token));
    let led = app.send(browser.body(Body::empty()).unwrap()).await;
    assert!(led.headers[header::LOCATION].to_str().unwrap().starts_with("/confirmar?next="));
}
