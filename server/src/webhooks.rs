//! `POST /webhooks/stripe`: the raw body goes to the service that can tell who signed it.

use axum::{
    Router,
    body::Bytes,
    extract::State,
    response::{IntoResponse, Response},
    routing::post,
};
use http::{HeaderMap, StatusCode};
use services::{
    Services,
    payments::webhooks::{self, Rejection},
};

use crate::{errors::ApiError, state::AppState};

pub fn routes() -> Router<AppState> {
    Router::new().route("/webhooks/stripe", post(stripe))
}

/// 200 once it is stored, 400 when nobody we know signed it. An error of ours makes the provider send it again.
async fn stripe(State(services): State<Services>, headers: HeaderMap, body: Bytes) -> Response {
    let signature = headers.get("stripe-signature").and_then(|value| value.to_str().ok()).unwrap_or_default();
    match webhooks::receive(&services, signature, &body).await {
        Ok(Ok(())) => StatusCode::OK.into_response(),
        Ok(Err(Rejection::NotConfigured)) => {
            (StatusCode::BAD_REQUEST, "webhooks are not configured here").into_response()
        }
        Ok(Err(Rejection::BadSignature)) => (StatusCode::BAD_REQUEST, "bad signature").into_response(),
        Ok(Err(Rejection::Malformed)) => (StatusCode::BAD_REQUEST, "not an event").into_response(),
        Err(error) => ApiError(error).into_response(),
    }
}
