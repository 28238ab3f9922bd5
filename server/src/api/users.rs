//! `/api/v1/users` and `/api/v1/me/profile`: people as the world sees them.

use axum::{
    Json,
    extract::{Path, State},
};
use domain::users::{ProfileInput, PublicProfile};
use services::{Services, users};
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    errors::{ApiError, Problem},
    extract::{Body, Caller},
    state::AppState,
};

pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(get)).routes(routes!(get_own, update))
}

/// Somebody's public profile.
#[utoipa::path(
    get, path = "/api/v1/users/{handle}", tag = "users", params(("handle" = String, Path)),
    responses((status = 200, body = PublicProfile), (status = 404, body = Problem))
)]
async fn get(
    State(services): State<Services>,
    Path(handle): Path<String>,
) -> Result<Json<PublicProfile>, ApiError> {
    Ok(Json(users::get_by_handle(&services, &handle).await?))
}

/// The caller's own profile.
#[utoipa::path(
    get, path = "/api/v1/me/profile", tag = "users", security(("bearer" = [])),
    responses((status = 200, body = PublicProfile), (status = 401, body = Problem))
)]
async fn get_own(
    State(services): State<Services>,
    Caller(viewer): Caller,
) -> Result<Json<PublicProfile>, ApiError> {
    Ok(Json(users::get_own(&services, &viewer).await?))
}

/// Change what is named. Handle, rating and roles are not among it.
#[utoipa::path(
    patch, path = "/api/v1/me/profile", tag = "users", request_body = ProfileInput, security(("bearer" = [])),
    responses((status = 200, body = PublicProfile), (status = 401, body = Problem), (status = 422, body = Problem))
)]
async fn update(
    State(services): State<Services>,
    Caller(viewer): Caller,
    Body(input): Body<ProfileInput>,
) -> Result<Json<PublicProfile>, ApiError> {
    Ok(Json(users::update(&services, &viewer, input.parse()?).await?))
}
