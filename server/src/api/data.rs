//! `/api/v1/me/export` and `DELETE /api/v1/me`: one's own data to take away, and leaving.

use axum::{Json, extract::State};
use chrono::{DateTime, Utc};
use domain::{Error, data::Export};
use http::StatusCode;
use serde::Serialize;
use services::{Services, data};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    errors::{ApiError, Problem},
    extract::{Caller, From},
    state::AppState,
};

pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(request_export, get_export)).routes(routes!(delete_me))
}

/// Ask for an archive of everything that is kept of you: one ZIP of JSON and files, made in the background. Asked for again
/// while it is being made, or within an hour, it is the same one. Wants a fresh sign-in.
#[utoipa::path(
    post, path = "/api/v1/me/export", tag = "users", security(("bearer" = [])),
    responses((status = 202, body = Export), (status = 401, body = Problem), (status = 403, body = Problem))
)]
async fn request_export(
    State(services): State<Services>,
    Caller(viewer): Caller,
    From(origin): From,
) -> Result<(StatusCode, Json<Export>), ApiError> {
    Ok((StatusCode::ACCEPTED, Json(data::request_export(&services, &origin, &viewer).await?)))
}

/// The latest archive: whether it is ready, where it can be fetched and until when.
#[utoipa::path(
    get, path = "/api/v1/me/export", tag = "users", security(("bearer" = [])),
    responses((status = 200, body = Export), (status = 401, body = Problem), (status = 404, body = Problem))
)]
async fn get_export(
    State(services): State<Services>,
    Caller(viewer): Caller,
) -> Result<Json<Export>, ApiError> {
    Ok(Json(data::find_export(&services, &viewer).await?.ok_or(Error::NotFound)?))
}

/// When the account will be gone.
#[derive(Serialize, ToSchema)]
pub struct Deletion {
    /// Signing in before keeps it.
    deletion_due_at: DateTime<Utc>,
}

/// Leave: gigs are off the lists and all sessions end at once, the account is deleted after 30 days unless you sign in.
/// Refused (409, with the things in the way as `errors`) while contracts are in progress or money is held. Wants a fresh
/// sign-in.
#[utoipa::path(
    delete, path = "/api/v1/me", tag = "users", security(("bearer" = [])),
    responses((status = 202, body = Deletion), (status = 401, body = Problem), (status = 403, body = Problem), (status = 409, body = Problem))
)]
async fn delete_me(
    State(services): State<Services>,
    Caller(viewer): Caller,
    From(origin): From,
) -> Result<(StatusCode, Json<Deletion>), ApiError> {
    let deletion_due_at = data::request_deletion(&services, &origin, &viewer).await?;
    Ok((StatusCode::ACCEPTED, Json(Deletion { deletion_due_at })))
}
