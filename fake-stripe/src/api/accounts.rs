//! `/v1/accounts`, `/v1/account_links`
use axum::Json;
use axum::extract::{Path, State};

use crate::api::Answer;
use crate::form::Form;
use crate::state::Shared;
use crate::table::Row as _;

/// `POST /v1/accounts`
pub async fn create(State(shared): State<Shared>, form: Form) -> Answer {
    Ok(Json(shared.change(|store| store.create_account(&form))?.json()))
}

/// `GET /v1/accounts/{id}`
pub async fn get(State(shared): State<Shared>, Path(id): Path<String>) -> Answer {
    Ok(Json(shared.change(|store| store.accounts.find(&id))?.json()))
}

/// `GET /v1/accounts`
pub async fn list(State(shared): State<Shared>, form: Form) -> Answer {
    Ok(Json(shared.change(|store| store.accounts.page("/v1/accounts", &form, |_| true))?))
}

/// `POST /v1/accounts/{id}`
pub async fn update(State(shared): State<Shared>, Path(id): Path<String>, form: Form) -> Answer {
    Ok(Json(shared.change(|store| store.update_account(&id, &form))?.json()))
}

/// `POST /v1/accounts/{id}/login_links`
pub async fn create_login_link(State(shared): State<Shared>, Path(id): Path<String>) -> Answer {
    Ok(Json(shared.change(|store| store.create_login_link(&id, shared.public_url()))?))
}

/// `POST /v1/account_links`
pub async fn create_link(State(shared): State<Shared>, form: Form) -> Answer {
    Ok(Json(shared.change(|store| store.create_account_link(&form, shared.public_url()))?.json()))
}
