//! Whether this process lives, whether what it needs answers, and whether it wants requests.

use axum::{Json, Router, extract::State, response::IntoResponse, routing::get};
use http::{StatusCode, header};
use serde::Serialize;
use services::{Services, health};

use crate::{lifecycle::Lifecycle, state::AppState};

pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/health", get(alive))
        .route("/health/db", get(database))
        .route("/health/redis", get(redis))
        .route("/health/ready", get(ready))
}

#[derive(Serialize)]
struct Health {
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    uptime_seconds: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    latency_ms: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<&'static str>,
}

impl Health {
    const fn new(status: &'static str) -> Self {
        Self { status, version: None, uptime_seconds: None, latency_ms: None, error: None }
    }

    fn answer(self, status: StatusCode) -> impl IntoResponse {
        (status, [(header::CACHE_CONTROL, "no-store")], Json(self))
    }
}

/// The process lives. Touches nothing else.
async fn alive(State(lifecycle): State<Lifecycle>) -> impl IntoResponse {
    let health = Health {
        version: Some(env!("CARGO_PKG_VERSION")),
        uptime_seconds: Some(lifecycle.uptime().as_secs()),
        ..Health::new("ok")
    };
    health.answer(StatusCode::OK)
}

async fn database(State(services): State<Services>) -> impl IntoResponse {
    dependency(health::database(&services).await)
}

async fn redis(State(services): State<Services>) -> impl IntoResponse {
    dependency(health::redis(&services).await)
}

fn dependency(outcome: Result<f64, &'static str>) -> impl IntoResponse {
    match outcome {
        Ok(milliseconds) => {
            Health { latency_ms: Some(milliseconds), ..Health::new("ok") }.answer(StatusCode::OK)
        }
        Err(error) => {
            Health { error: Some(error), ..Health::new("down") }.answer(StatusCode::SERVICE_UNAVAILABLE)
        }
    }
}

/// Whether requests should be sent here: not while the database is being migrated, not while draining.
async fn ready(State(lifecycle): State<Lifecycle>, State(services): State<Services>) -> impl IntoResponse {
    if lifecycle.is_draining() {
        Health::new("draining").answer(StatusCode::SERVICE_UNAVAILABLE)
    } else if lifecycle.is_migrated(&services).await {
        Health::new("ready").answer(StatusCode::OK)
    } else {
        Health::new("migrating").answer(StatusCode::SERVICE_UNAVAILABLE)
    }
}
