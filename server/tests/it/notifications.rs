//! `/api/v1/notifications` and the page of notices.

use http::{Method, StatusCode};
use serde_json::{Value, json};
use sqlx::PgPool;

use crate::{
    sockets::{register, tell},
    support::{Answer, TestApp},
};

const LIST: &str = "/api/v1/notifications";

async fn get(app: &TestApp, path: &str, token: Option<&str>) -> Answer {
    app.json(Method::GET, path, token, &Value::Null).await
}

async fn post(app: &TestApp, path: &str, token: Option<&str>) -> Answer {
    app.json(Method::POST, path, token, &json!({})).await
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn nobody_has_notices(pool: PgPool) {
    let app = TestApp::new(pool).await;
    assert_eq!(get(&app, LIST, None).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(post(&app, &format!("{LIST}/read-all"), None).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(post(&app, &format!("{LIST}/1/read"), None).await.status, StatusCode::UNAUTHORIZED);
    let page = app.get("/panel/notificaciones").await;
    assert!(page.status.is_redirection());
    assert!(page.headers["location"].to_str().unwrap().starts_with("/ingresar?next="));
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn a_cursor_that_is_none_is_refused_by_name(pool: PgPool) {
    let app = TestApp::new(pool).await;
    let (_, token) = register(&app.services, "ana").await;
    let answer = get(&app, &format!("{LIST}?cursor=x"), Some(&token)).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(answer.json()["errors"][0]["field"], "cursor");
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn notices_are_listed_newest_first_page_by_page_and_read_one_or_all(pool: PgPool) {
    let app = TestApp::new(pool).await;
    let (ana, token) = register(&app.services, "ana").await;
    for number in 1..=3 {
        tell(&app.services, &ana, number).await;
    }
    let first = get(&app, &format!("{LIST}?limit=2"), Some(&token)).await.json();
    assert_eq!(first["items"][0]["path"], "/contratos/3");
    assert_eq!(first["items"][0]["text"], "Tobías pagó: ya podés empezar");
    assert_eq!(first["items"][0]["subject"], "Logo para Café Andén");
    assert_eq!(first["items"][0]["params"]["title"], "Logo para Café Andén");
    assert!(first["items"][0]["read_at"].is_null());
    let cursor = first["next_cursor"].as_str().unwrap();
    let second = get(&app, &format!("{LIST}?limit=2&cursor={cursor}"), Some(&token)).await.json();
    assert_eq!(second["items"][0]["path"], "/contratos/1");
    assert_eq!(second["items"][1]["kind"], "welcome");
    assert!(second["next_cursor"].is_null());

    let id = first["items"][0]["id"].as_str().unwrap();
    for _ in 0..2 {
        let answer = post(&app, &format!("{LIST}/{id}/read"), Some(&token)).await;
        assert_eq!(answer.status, StatusCode::NO_CONTENT, "once or again");
    }
    let unread = get(&app, &format!("{LIST}?unread=true"), Some(&token)).await.json();
    assert_eq!(unread["items"].as_array().unwrap().len(), 3);
    assert_eq!(post(&app, &format!("{LIST}/read-all"), Some(&token)).await.status, StatusCode::NO_CONTENT);
    let unread = get(&app, &format!("{LIST}?unread"), Some(&token)).await.json();
    assert_eq!(unread["items"], json!([]));
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn the_notices_of_others_do_not_exist(pool: PgPool) {
    let app = TestApp::new(pool).await;
    let (_, ana_token) = register(&app.services, "ana").await;
    let (_, beto_token) = register(&app.services, "beto").await;
    let list = get(&app, LIST, Some(&ana_token)).await.json();
    let id = list["items"][0]["id"].as_str().unwrap();
    let answer = post(&app, &format!("{LIST}/{id}/read"), Some(&beto_token)).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert_eq!(post(&app, &format!("{LIST}/17/read"), Some(&ana_token)).await.status, StatusCode::NOT_FOUND);
    let unread = get(&app, &format!("{LIST}?unread"), Some(&ana_token)).await.json();
    assert_eq!(unread["items"].as_array().unwrap().len(), 1, "and stay unread");
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn without_script_the_bell_counts_and_forms_mark_as_read(pool: PgPool) {
    let app = TestApp::new(pool).await;
    let (ana, token) = register(&app.services, "ana").await;
    tell(&app.services, &ana, 7).await;
    let mut browser = app.browser();
    browser.cookies.insert("__Host-access".into(), token);
    let page = browser.get("/panel/notificaciones").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text.contains("Tobías pagó: ya podés empezar"), "{}", page.text);
    assert!(page.text.contains("Avisos: 2 sin leer"), "the bell's label");
    assert!(page.text.contains("href=\"/panel/notificaciones\""));

    let list = services::notifications::list(&app.services, &ana, true, None, domain::paging::Limit::DEFAULT);
    let id = list.await.unwrap().items[0].id.to_string();
    let opened = browser.post("/panel/notificaciones/leer", &[("id", &id), ("then", "open")]).await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER);
    assert_eq!(opened.headers["location"], "/contratos/7");
    assert!(browser.get("/panel/notificaciones").await.text.contains("Avisos: 1 sin leer"));

    let all = browser.post("/panel/notificaciones/leer-todas", &[]).await;
    assert_eq!(all.headers["location"], "/panel/notificaciones");
    let page = browser.get("/panel/notificaciones").await;
    assert!(!page.text.contains("sin leer\""), "nothing is left unread");

    let foreign = browser.post("/panel/notificaciones/leer", &[("id", "x"), ("then", "open")]).await;
    assert_eq!(foreign.status, StatusCode::NOT_FOUND);
}
