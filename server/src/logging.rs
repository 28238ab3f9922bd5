//! What the server says of itself: one line per request, JSON in production, readable in development.

use std::time::Instant;

use axum::{
    extract::{MatchedPath, Request},
    middleware::Next,
    response::Response,
};
use services::audit::Origin;
use tracing::Instrument;
use tracing_subscriber::EnvFilter;

use crate::{metrics::Counted, settings::Settings};

/// Starts logging to standard error.
pub fn start(settings: &Settings) {
    let builder =
        tracing_subscriber::fmt().with_env_filter(EnvFilter::new(&settings.log)).with_writer(std::io::stderr);
    let started = if settings.is_production() {
        builder.json().flatten_event(true).with_current_span(true).with_span_list(false).try_init()
    } else {
        builder.compact().with_target(false).try_init()
    };
    if let Err(error) = started {
        tracing::warn!(%error, "logging was started already");
    }
}

/// Measures a request and says one line about it. Everything said meanwhile carries its id. Queries are left out:
/// they may hold tickets and what people search for.
pub async fn observe(request: Request, next: Next) -> Response {
    let start = Instant::now();
    let method = request.method().to_string();
    let path = request.uri().path().to_owned();
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or_else(|| "none".to_owned(), |path| path.as_str().to_owned());
    let id = request.extensions().get::<Origin>().map_or("", |origin| &origin.request_id).to_owned();
    let span = tracing::info_span!("request", id);
    let in_flight = Counted::new(metrics::gauge!("http_requests_in_flight"));

    let response = next.run(request).instrument(span.clone()).await;

    drop(in_flight);
    let status = response.status().as_u16();
    let seconds = start.elapsed().as_secs_f64();
    let milliseconds = (seconds * 100_000.0).round() / 100.0;
    let is_routine = route.starts_with("/health") || route == "/metrics";
    span.in_scope(|| match status {
        500.. => tracing::warn!(method, path, status, milliseconds, "answered"),
        _ if is_routine => tracing::debug!(method, path, status, milliseconds, "answered"),
        _ => tracing::info!(method, path, status, milliseconds, "answered"),
    });
    metrics::histogram!(
        "http_request_duration_seconds", "method" => method, "route" => route, "status" => status.to_string()
    )
    .record(seconds);
    response
}
