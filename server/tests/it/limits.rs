//! Pages and forms have limits too: far from what people do, and told as a page.

use http::{StatusCode, header};
use sqlx::PgPool;

use crate::support::TestApp;

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn who_reads_pages_far_too_fast_is_told_so_on_a_page(pool: PgPool) {
    // 12 pages and 3 searches a minute.
    let app = TestApp::with(pool, |settings| settings.rate_limit_scale = 0.01).await;
    for _ in 0..12 {
        let page = app.get("/como-funciona").await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(!page.headers.contains_key("ratelimit-limit"), "who reads has no use for numbers");
    }
    let busy = app.get("/como-funciona?lang=pt-BR").await;
    assert_eq!(busy.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(busy.headers[header::CONTENT_TYPE], "text/html; charset=utf-8");
    let retry: u64 = busy.headers[header::RETRY_AFTER].to_str().unwrap().parse().unwrap();
    assert!((1..=5).contains(&retry), "{retry}");
    assert_eq!(
        (&busy.headers["ratelimit-limit"], &busy.headers["ratelimit-remaining"]),
        (&"12".parse().unwrap(), &"0".parse().unwrap())
    );
    assert!(
        busy.headers.contains_key("ratelimit-reset")
            && busy.headers.contains_key(header::CONTENT_SECURITY_POLICY)
    );
    assert!(
        busy.text.contains("<html lang=\"pt-BR\">") && busy.text.contains("Mais devagar"),
        "{}",
        busy.text
    );

    // Searches, the API, health and files are counted for themselves, or not at all.
    assert_eq!(app.get("/buscar").await.status, StatusCode::OK);
    for path in ["/health", "/speculation-rules.json", "/api/openapi.json"] {
        assert_eq!(app.get(path).await.status, StatusCode::OK, "{path}");
    }
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn a_person_who_browses_and_opens_everything_in_tabs_is_never_refused(pool: PgPool) {
    let app = TestApp::with(pool, |settings| settings.rate_limit_scale = 1.0).await;
    for _ in 0..200 {
        assert_eq!(app.get("/como-funciona").await.status, StatusCode::OK);
    }
}
