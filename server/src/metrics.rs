//! Numbers for Prometheus: requests by route, connections, sockets, and what the services count.

use std::{sync::OnceLock, time::Duration};

use axum::{
    Router,
    extract::State,
    response::{IntoResponse, Response},
    routing::get,
};
use axum_extra::{
    TypedHeader,
    headers::{Authorization, authorization::Bearer},
};
use domain::Error;
use http::header;
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use subtle::ConstantTimeEq;

use crate::{errors::ApiError, state::AppState};

/// From half a millisecond, where good answers lie, to where people have given up.
const SECONDS: [f64; 12] = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0];

/// How often what was measured is put into its buckets when nobody asks.
const UPKEEP: Duration = Duration::from_secs(10);

static RECORDER: OnceLock<Option<PrometheusHandle>> = OnceLock::new();

/// Starts to collect, once per process; nothing is counted before.
pub fn start() {
    if recorder().is_some() {
        tokio::spawn(async {
            let mut ticks = tokio::time::interval(UPKEEP);
            loop {
                ticks.tick().await;
                if let Some(recorder) = recorder() {
                    recorder.run_upkeep();
                }
            }
        });
    }
}

fn recorder() -> Option<&'static PrometheusHandle> {
    RECORDER
        .get_or_init(|| {
            let builder = PrometheusBuilder::new()
                .with_recommended_naming(true)
                .set_buckets_for_metric(Matcher::Suffix("_seconds".to_owned()), &SECONDS);
            match builder.map(PrometheusBuilder::install_recorder) {
                Ok(Ok(recorder)) => Some(recorder),
                Ok(Err(error)) | Err(error) => {
                    tracing::error!(%error, "nothing is measured");
                    None
                }
            }
        })
        .as_ref()
}

pub fn routes() -> Router<AppState> {
    Router::new().route("/metrics", get(render))
}

/// Everything measured so far. With a token where one is set; closed in production where none is.
async fn render(
    State(state): State<AppState>,
    bearer: Option<TypedHeader<Authorization<Bearer>>>,
) -> Response {
    let wanted = state.settings.metrics_token.as_bytes();
    let given = bearer.as_ref().map_or("", |bearer| bearer.token()).as_bytes();
    let is_open = wanted.is_empty() && !state.settings.is_production();
    let is_known = !wanted.is_empty() && bool::from(wanted.ct_eq(given));
    let Some(recorder) = recorder().filter(|_| is_open || is_known) else {
        return ApiError(Error::NotFound).into_response();
    };
    let (connections, idle) = services::health::connections(&state.services);
    metrics::gauge!("database_connections").set(connections);
    metrics::gauge!("database_connections_idle").set(u32::try_from(idle).unwrap_or(u32::MAX));
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], recorder.render()).into_response()
}

/// Counts something for as long as it lives.
pub struct Counted(metrics::Gauge);

impl Counted {
    pub fn new(gauge: metrics::Gauge) -> Self {
        gauge.increment(1);
        Self(gauge)
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.decrement(1);
    }
}
