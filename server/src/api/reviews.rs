//! Reviews: writing one in a contract, answering one, reading those of a person.

use axum::{
    Json,
    extract::{Path, Query, State},
};
use domain::{
    Error,
    ids::{ContractId, ReviewId},
    paging::{Limit, Page},
    reviews::{ContractReview, Review},
};
use http::StatusCode;
use serde::Deserialize;
use services::{Services, reviews};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    api::contracts::contract_of,
    errors::{ApiError, Problem},
    extract::{Body, Caller},
    state::AppState,
};

pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(create)).routes(routes!(reply)).routes(routes!(list_of_user))
}

#[derive(Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct ReviewBody {
    /// 1 to 5.
    rating: Option<i32>,
    /// 20 to 2000 characters.
    comment: String,
}

#[derive(Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct ReplyBody {
    /// 1 to 2000 characters.
    reply: String,
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ListQuery {
    cursor: Option<String>,
    limit: Option<usize>,
}

/// Reviews the other side of a closed contract, once. Hidden until both are in or 14 days are over.
#[utoipa::path(
    post, path = "/api/v1/contracts/{id}/reviews", tag = "reviews", request_body = ReviewBody,
    params(("id" = ContractId, Path)), security(("bearer" = [])),
    responses((status = 201, body = ContractReview), (status = 401, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem))
)]
async fn create(
    State(services): State<Services>,
    Caller(viewer): Caller,
    Path(id): Path<String>,
    Body(body): Body<ReviewBody>,
) -> Result<(StatusCode, Json<ContractReview>), ApiError> {
    let rating = body.rating.map(|rating| rating.to_string()).unwrap_or_default();
    let review = reviews::create(&services, &viewer, contract_of(&id)?, &rating, &body.comment).await?;
    Ok((StatusCode::CREATED, Json(review)))
}

/// Answers a review of oneself in public, once.
#[utoipa::path(
    post, path = "/api/v1/reviews/{id}/reply", tag = "reviews", request_body = ReplyBody,
    params(("id" = ReviewId, Path)), security(("bearer" = [])),
    responses((status = 204), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem))
)]
async fn reply(
    State(services): State<Services>,
    Caller(viewer): Caller,
    Path(id): Path<String>,
    Body(body): Body<ReplyBody>,
) -> Result<StatusCode, ApiError> {
    let review: ReviewId = id.parse().map_err(|_| Error::NotFound)?;
    reviews::reply(&services, &viewer, review, &body.reply).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What others said of a person, newest first.
#[utoipa::path(
    get, path = "/api/v1/users/{handle}/reviews", tag = "reviews", params(("handle" = String, Path), ListQuery),
    responses((status = 200, body = Page<Review>), (status = 404, body = Problem), (status = 422, body = Problem))
)]
async fn list_of_user(
    State(services): State<Services>,
    Path(handle): Path<String>,
    Query(query): Query<ListQuery>,
) -> Result<Json<Page<Review>>, ApiError> {
    let limit = Limit::from_wish(query.limit);
    Ok(Json(reviews::list_of_user(&services, &handle, query.cursor.as_deref(), limit).await?))
}
