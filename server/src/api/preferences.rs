//! `/api/v1/me/preferences`: what the caller has chosen about the site.

use axum::{Json, extract::State};
use domain::preferences::{Preferences, PreferencesInput};
use services::{Services, preferences};
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    errors::{ApiError, Problem},
    extract::{Body, Caller},
    state::AppState,
};

pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(get, update))
}

/// The caller's preferences, whole.
#[utoipa::path(
    get, path = "/api/v1/me/preferences", tag = "users", security(("bearer" = [])),
    responses((status = 200, body = Preferences), (status = 401, body = Problem))
)]
async fn get(
    State(services): State<Services>,
    Caller(viewer): Caller,
) -> Result<Json<Preferences>, ApiError> {
    Ok(Json(preferences::get(&services, &viewer).await?))
}

/// Change what is named. Of `notices` only the kinds that are named; `quiet_hours: null` takes them away.
#[utoipa::path(
    patch, path = "/api/v1/me/preferences", tag = "users", request_body = PreferencesInput, security(("bearer" = [])),
    responses((status = 200, body = Preferences), (status = 401, body = Problem), (status = 422, body = Problem))
)]
async fn update(
    State(services): State<Services>,
    Caller(viewer): Caller,
    Body(input): Body<PreferencesInput>,
) -> Result<Json<Preferences>, ApiError> {
    Ok(Json(preferences::update(&services, &viewer, &input).await?))
}
