//! What holds for every page.

use axum::body::Body;
use http::{Request, StatusCode, header};
use sqlx::PgPool;

use crate::support::TestApp;

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn a_page_stands_in_place_with_a_nonce_on_every_script(pool: PgPool) {
    let app = TestApp::new(pool).await;
    let answer = app.get("/").await;
    assert_eq!(answer.status, StatusCode::OK);
    let policy = answer.headers[header::CONTENT_SECURITY_POLICY].to_str().expect("text").to_owned();
    let nonce = policy.split("'nonce-").nth(1).and_then(|rest| rest.split('\'').next()).expect("a nonce");
    let scripts = answer.text.matches("<script").count();
    assert!(scripts >= 1);
    assert_eq!(answer.text.matches(&format!("nonce=\"{nonce}\"")).count(), scripts);
    assert!(!policy.contains("unsafe-inline"));
    assert!(answer.text.contains("<h1>") && answer.text.contains("</html>"));
    assert!(answer.headers.contains_key("x-request-id"));
    assert!(!answer.text.contains(" style=\""), "the policy forbids style attributes");
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn an_address_that_nothing_answers_is_a_real_404_page(pool: PgPool) {
    let app = TestApp::new(pool).await;
    let answer = app.get("/no-existe/para-nada").await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert!(answer.text.contains("Esta página no existe"));
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn the_language_is_the_one_asked_for_and_is_remembered(pool: PgPool) {
    let app = TestApp::new(pool).await;
    let answer = app.get("/?lang=pt-BR").await;
    assert!(answer.text.contains("<html lang=\"pt-BR\""), "{}", &answer.text[..300]);
    assert!(answer.cookies().contains(&("locale".into(), "pt-BR".into())));
    assert!(app.get("/").await.text.contains("<html lang=\"es-AR\""));
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn the_address_of_a_form_leads_to_the_page_it_belongs_to(pool: PgPool) {
    let app = TestApp::new(pool).await;
    for (form, page) in [
        ("/contratos/1/entregar", "/contratos/1"),
        ("/panel/billetera/cuenta", "/panel/billetera"),
        ("/preferencias", "/"),
    ] {
        let answer = app.get(form).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{form}");
        assert_eq!(answer.headers[header::LOCATION], page);
        let request = Request::delete(form).header("sec-fetch-site", "same-origin").body(Body::empty());
        assert_eq!(app.send(request.expect("a request")).await.status, StatusCode::METHOD_NOT_ALLOWED);
    }
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn what_is_more_than_a_packet_is_compressed(pool: PgPool) {
    let app = TestApp::new(pool).await;
    for (path, encoding) in [("/", Some("br")), ("/api/v1/gigs", None), ("/api/v1/categories", Some("br"))] {
        let request = Request::get(path).header(header::ACCEPT_ENCODING, "gzip, br").body(Body::empty());
        let answer = app.send(request.expect("a request")).await;
        let sent = answer.headers.get(header::CONTENT_ENCODING).map(|value| value.to_str().expect("text"));
        assert_eq!(sent, encoding, "{path}");
    }
}
