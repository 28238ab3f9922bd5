//! Stripe's API under `/v1`: each handler reads parameters, asks the store, and shows the object.
pub mod accounts;
pub mod checkout_sessions;
pub mod payments;
pub mod transfers;

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::routing::{get, post};
use axum::{Json, Router, middleware};
use serde_json::Value;

use crate::error::ApiError;
use crate::gate::gate;
use crate::state::Shared;

/// What a handler gives back.
pub type Answer = Result<Json<Value>, ApiError>;

/// All paths that we speak.
pub fn router(shared: &Shared) -> Router<Shared> {
    Router::new()
        .route("/checkout/sessions", get(checkout_sessions::list).post(checkout_sessions::create))
        .route("/checkout/sessions/{id}", get(checkout_sessions::get))
        .route("/checkout/sessions/{id}/expire", post(checkout_sessions::expire))
        .route("/payment_intents", get(payments::list_intents).post(payments::create_intent))
        .route("/payment_intents/{id}", get(payments::get_intent).post(payments::update_intent))
        .route("/payment_intents/{id}/confirm", post(payments::confirm_intent))
        .route("/payment_intents/{id}/capture", post(payments::capture_intent))
        .route("/payment_intents/{id}/cancel", post(payments::cancel_intent))
        .route("/charges", get(payments::list_charges))
        .route("/charges/{id}", get(payments::get_charge))
        .route("/refunds", get(payments::list_refunds).post(payments::create_refund))
        .route("/refunds/{id}", get(payments::get_refund).post(payments::update_refund))
        .route("/disputes", get(payments::list_disputes))
        .route("/disputes/{id}", get(payments::get_dispute).post(payments::answer_dispute))
        .route("/disputes/{id}/close", post(payments::close_dispute))
        .route("/accounts", get(accounts::list).post(accounts::create))
        .route("/accounts/{id}", get(accounts::get).post(accounts::update))
        .route("/accounts/{id}/login_links", post(accounts::create_login_link))
        .route("/account_links", post(accounts::create_link))
        .route("/transfers", get(transfers::list).post(transfers::create))
        .route("/transfers/{id}", get(transfers::get).post(transfers::update))
        .route("/transfers/{id}/reversals", get(transfers::list_reversals).post(transfers::reverse))
        .route("/transfers/{id}/reversals/{reversal}", get(transfers::get_reversal))
        .route("/balance", get(transfers::balance))
        .route("/events", get(transfers::list_events))
        .route("/events/{id}", get(transfers::get_event))
        .fallback(unknown)
        .layer(middleware::from_fn_with_state(shared.clone(), gate))
}

async fn unknown(State(_): State<Shared>, request: Request) -> ApiError {
    let (method, path) = (request.method(), request.uri().path());
    ApiError::invalid(format!(
        "Unrecognized request URL ({method}: /v1{path}). fake-stripe does not speak it."
    ))
    .with_status(StatusCode::NOT_FOUND, "invalid_request_error")
}
