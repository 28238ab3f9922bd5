//! `/api/v1/users`, `/api/v1/me/profile` and `/api/v1/me/portfolio`: people as the world sees them.

use axum::{
    Json,
    extract::{Path, State},
};
use domain::{
    ids::FileId,
    users::{PortfolioChange, PortfolioInput, PortfolioItem, PortfolioPatch, ProfileInput, PublicProfile},
};
use http::StatusCode;
use serde::{Deserialize, Serialize};
use services::{Services, users};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    errors::{ApiError, Problem},
    extract::{Body, Caller},
    state::AppState,
};

pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(get))
        .routes(routes!(get_own, update))
        .routes(routes!(list_portfolio, add_piece, order_portfolio))
        .routes(routes!(describe_piece, remove_piece))
}

/// Somebody's public profile. A handle that they had before answers 308 with the address of the one they have.
#[utoipa::path(
    get, path = "/api/v1/users/{handle}", tag = "users", params(("handle" = String, Path)),
    responses(
        (status = 200, body = PublicProfile),
        (status = 308, description = "They have another handle now"),
        (status = 404, body = Problem),
    )
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

/// Change what is named; `null` clears. Rating and roles are not among it.
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

/// A whole portfolio: at most 24 pieces, in their owner's order.
#[derive(Serialize, ToSchema)]
pub struct Portfolio {
    items: Vec<PortfolioItem>,
}

/// The caller's own portfolio; everybody sees it as part of the profile.
#[utoipa::path(
    get, path = "/api/v1/me/portfolio", tag = "users", security(("bearer" = [])),
    responses((status = 200, body = Portfolio), (status = 401, body = Problem))
)]
async fn list_portfolio(
    State(services): State<Services>,
    Caller(viewer): Caller,
) -> Result<Json<Portfolio>, ApiError> {
    Ok(Json(Portfolio { items: users::list_portfolio(&services, &viewer).await? }))
}

/// Put an uploaded picture at the end of the caller's portfolio.
#[utoipa::path(
    post, path = "/api/v1/me/portfolio", tag = "users", request_body = PortfolioInput, security(("bearer" = [])),
    responses((status = 201, body = Portfolio), (status = 401, body = Problem), (status = 422, body = Problem))
)]
async fn add_piece(
    State(services): State<Services>,
    Caller(viewer): Caller,
    Body(input): Body<PortfolioInput>,
) -> Result<(StatusCode, Json<Portfolio>), ApiError> {
    let add = PortfolioChange::Add(input.file_id, input.words.parse()?);
    let items = users::change_portfolio(&services, &viewer, vec![add]).await?;
    Ok((StatusCode::CREATED, Json(Portfolio { items })))
}

/// An order of pieces.
#[derive(Deserialize, ToSchema)]
pub struct PortfolioOrder {
    /// These come first, in this order; the others follow as they stand.
    ids: Vec<FileId>,
}

/// Put the caller's portfolio in another order.
#[utoipa::path(
    patch, path = "/api/v1/me/portfolio", tag = "users", request_body = PortfolioOrder, security(("bearer" = [])),
    responses((status = 200, body = Portfolio), (status = 401, body = Problem), (status = 422, body = Problem))
)]
async fn order_portfolio(
    State(services): State<Services>,
    Caller(viewer): Caller,
    Body(order): Body<PortfolioOrder>,
) -> Result<Json<Portfolio>, ApiError> {
    let order = vec![PortfolioChange::Order(order.ids)];
    Ok(Json(Portfolio { items: users::change_portfolio(&services, &viewer, order).await? }))
}

/// Change the words of a piece of the caller's portfolio.
#[utoipa::path(
    patch, path = "/api/v1/me/portfolio/{id}", tag = "users", params(("id" = FileId, Path)),
    request_body = PortfolioPatch, security(("bearer" = [])),
    responses(
        (status = 200, body = Portfolio),
        (status = 401, body = Problem),
        (status = 404, body = Problem),
        (status = 422, body = Problem),
    )
)]
async fn describe_piece(
    State(services): State<Services>,
    Caller(viewer): Caller,
    Path(id): Path<FileId>,
    Body(patch): Body<PortfolioPatch>,
) -> Result<Json<Portfolio>, ApiError> {
    let describe = vec![PortfolioChange::Describe(id, patch.parse()?)];
    Ok(Json(Portfolio { items: users::change_portfolio(&services, &viewer, describe).await? }))
}

/// Take a piece out of the caller's portfolio.
#[utoipa::path(
    delete, path = "/api/v1/me/portfolio/{id}", tag = "users", params(("id" = FileId, Path)), security(("bearer" = [])),
    responses((status = 204), (status = 401, body = Problem), (status = 404, body = Problem))
)]
async fn remove_piece(
    State(services): State<Services>,
    Caller(viewer): Caller,
    Path(id): Path<FileId>,
) -> Result<StatusCode, ApiError> {
    users::change_portfolio(&services, &viewer, vec![PortfolioChange::Remove(id)]).await?;
    Ok(StatusCode::NO_CONTENT)
}
