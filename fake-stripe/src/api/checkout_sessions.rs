//! `/v1/checkout/sessions`
use axum::Json;
use axum::extract::{Path, State};

use crate::api::Answer;
use crate::form::Form;
use crate::state::Shared;
use crate::table::Row as _;

/// `POST /v1/checkout/sessions`
pub async fn create(State(shared): State<Shared>, form: Form) -> Answer {
    let early = shared.settings().intent_at_creation;
    let session = shared.change(|store| store.create_session(&form, shared.public_url(), early))?;
    Ok(Json(session.json()))
}

/// `GET /v1/checkout/sessions/{id}`
pub async fn get(State(shared): State<Shared>, Path(id): Path<String>) -> Answer {
    Ok(Json(shared.change(|store| store.sessions.find(&id))?.json()))
}

/// `GET /v1/checkout/sessions`, also by `payment_intent` and `status`
pub async fn list(State(shared): State<Shared>, form: Form) -> Answer {
    let intent = form.text("payment_intent");
    let status = form.text("status");
    let page = shared.change(|store| {
        store.sessions.page("/v1/checkout/sessions", &form, |session| {
            (intent.is_none() || session.payment_intent.as_deref() == intent)
                && (status.is_none_or(|status| session.json()["status"] == status))
        })
    })?;
    Ok(Json(page))
}

/// `POST /v1/checkout/sessions/{id}/expire`
pub async fn expire(State(shared): State<Shared>, Path(id): Path<String>) -> Answer {
    Ok(Json(shared.change(|store| store.expire_session(&id))?.json()))
}
