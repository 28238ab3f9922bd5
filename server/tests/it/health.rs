//! Health, readiness and metrics.

use std::time::{Duration, Instant};

use http::{Request, StatusCode, header};
use services::{Secret, Services};
use sqlx::PgPool;

use server::{router, state::AppState};

use crate::support::{Answer, TestApp, server_settings};

/// Asks a router that is built for one test.
async fn ask(state: &AppState, path: &str, token: Option<&str>) -> Answer {
    let mut request = Request::get(path);
    if let Some(token) = token {
        request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
    }
    TestApp { services: state.services.clone(), router: router::build(state.clone()) }
        .send(request.body(axum::body::Body::empty()).expect("the set-up works"))
        .await
}

async fn state(pool: PgPool) -> AppState {
    AppState::new(server_settings(), TestApp::new(pool).await.services)
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn everything_is_well_with_latency_and_uptime(pool: PgPool) {
    let app = TestApp::new(pool).await;
    let alive = app.get("/health").await;
    assert_eq!(alive.status, StatusCode::OK);
    assert_eq!(alive.json()["status"], "ok");
    assert!(alive.json()["version"].is_string() && alive.json()["uptime_seconds"].is_u64());
    assert!(alive.headers.contains_key("x-request-id"));
    for path in ["/health/db", "/health/redis"] {
        let answer = app.get(path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text);
        assert!(answer.json()["latency_ms"].as_f64().is_some());
    }
    assert_eq!(app.get("/health/ready").await.status, StatusCode::OK);
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn what_is_away_is_said_within_two_seconds_and_the_process_lives(pool: PgPool) {
    let mut settings = server_settings().for_services();
    settings.redis_url = Secret::new("redis://127.0.0.1:1");
    let state = AppState::new(
        server_settings(),
        Services::with_db(settings, pool.clone()).expect("the set-up works"),
    );
    pool.close().await;
    for path in ["/health/db", "/health/redis"] {
        let start = Instant::now();
        let answer = ask(&state, path, None).await;
        assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(answer.json()["status"], "down");
        assert!(answer.json()["error"].is_string());
        assert!(start.elapsed() < Duration::from_millis(2500));
    }
    assert_eq!(ask(&state, "/health", None).await.status, StatusCode::OK);
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn it_is_not_ready_while_draining(pool: PgPool) {
    let state = state(pool).await;
    assert_eq!(ask(&state, "/health/ready", None).await.status, StatusCode::OK);
    state.lifecycle.drain();
    let answer = ask(&state, "/health/ready", None).await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(answer.json()["status"], "draining");
    assert_eq!(ask(&state, "/health", None).await.status, StatusCode::OK, "but it lives");
}

#[sqlx::test(migrations = false)]
async fn it_is_not_ready_before_the_database_is_migrated(pool: PgPool) {
    rustls::crypto::ring::default_provider().install_default().ok();
    let services = Services::with_db(server_settings().for_services(), pool).expect("the set-up works");
    let state = AppState::new(server_settings(), services);
    let answer = ask(&state, "/health/ready", None).await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(answer.json()["status"], "migrating");
    services::migrate(&state.services).await.expect("the set-up works");
    assert_eq!(ask(&state, "/health/ready", None).await.status, StatusCode::OK);
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn metrics_count_by_route_and_not_by_address(pool: PgPool) {
    server::metrics::start();
    let state = state(pool).await;
    ask(&state, "/no-existe/1", None).await;
    ask(&state, "/health", None).await;
    let metrics = ask(&state, "/metrics", None).await;
    assert_eq!(metrics.status, StatusCode::OK);
    let text = metrics.text;
    for expected in [
        "http_request_duration_seconds_bucket{",
        "route=\"/health\"",
        "http_requests_in_flight",
        "database_connections ",
        "database_connections_idle ",
    ] {
        assert!(text.contains(expected), "{expected} is missing in {text}");
    }
    assert!(!text.contains("no-existe"), "an address could be anything");
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn metrics_want_their_token_and_are_closed_in_production_without_one(pool: PgPool) {
    server::metrics::start();
    let services = TestApp::new(pool).await.services;
    let mut settings = server_settings();
    settings.environment = server::settings::Environment::Production;
    let closed = AppState::new(settings.clone(), services.clone());
    assert_eq!(ask(&closed, "/metrics", None).await.status, StatusCode::NOT_FOUND);
    assert_eq!(ask(&closed, "/metrics", Some("")).await.status, StatusCode::NOT_FOUND);
    settings.metrics_token = "open-sesame".into();
    let guarded = AppState::new(settings, services);
    assert_eq!(ask(&guarded, "/metrics", None).await.status, StatusCode::NOT_FOUND);
    assert_eq!(ask(&guarded, "/metrics", Some("guess")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(ask(&guarded, "/metrics", Some("open-sesame")).await.status, StatusCode::OK);
}
