//! `/api/v1/me/favorites` and the lists that they stand in. Nobody sees another person's.

use axum::{
    Json,
    extract::{Path, Query, State},
};
use domain::{
    Error,
    favorites::{Favorite, FavoriteInput, FavoriteList, ListName},
    ids::{FavoriteId, FavoriteListId},
    paging::{Limit, Page},
};
use http::StatusCode;
use serde::{Deserialize, Serialize};
use services::{Services, favorites};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    errors::{ApiError, Problem},
    extract::{Body, Caller},
    state::AppState,
};

pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list, create))
        .routes(routes!(update, delete))
        .routes(routes!(list_lists, create_list))
        .routes(routes!(rename_list, delete_list))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Wish {
    /// Only what is in one of the caller's lists.
    list: Option<String>,
    /// From the page before.
    cursor: Option<String>,
    /// 1 to 100; 24 without it.
    limit: Option<String>,
}

/// Where a favourite is to stand.
#[derive(Deserialize, ToSchema)]
struct Place {
    /// One of the caller's lists; null for none.
    list_id: Option<FavoriteListId>,
}

#[derive(Default, Deserialize, ToSchema)]
#[serde(default)]
struct ListBody {
    /// 1–40 characters.
    name: String,
}

#[derive(Serialize, ToSchema)]
struct Lists {
    items: Vec<FavoriteList>,
}

/// What is no id belongs to nobody.
fn id<T: std::str::FromStr>(text: &str) -> Result<T, Error> {
    text.parse().map_err(|_| Error::NotFound)
}

/// What the caller keeps, newest first. What its owner took down is left out until it is back.
#[utoipa::path(
    get, path = "/api/v1/me/favorites", tag = "favorites", params(Wish), security(("bearer" = [])),
    responses((status = 200, body = Page<Favorite>), (status = 401, body = Problem), (status = 404, body = Problem),
        (status = 422, body = Problem))
)]
async fn list(
    State(services): State<Services>,
    Caller(viewer): Caller,
    Query(wish): Query<Wish>,
) -> Result<Json<Page<Favorite>>, ApiError> {
    let list = wish.list.as_deref().map(id).transpose()?;
    let limit = Limit::from_wish(wish.limit.and_then(|limit| limit.parse().ok()));
    Ok(Json(favorites::list(&services, &viewer, list, wish.cursor.as_deref(), limit).await?))
}

/// Keep a gig (`gig_id`) or a person (`handle`). Kept already, it answers 200 with what is there.
#[utoipa::path(
    post, path = "/api/v1/me/favorites", tag = "favorites", request_body = FavoriteInput, security(("bearer" = [])),
    responses((status = 200, body = Favorite), (status = 201, body = Favorite), (status = 401, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem))
)]
async fn create(
    State(services): State<Services>,
    Caller(viewer): Caller,
    Body(input): Body<FavoriteInput>,
) -> Result<(StatusCode, Json<Favorite>), ApiError> {
    let (id, is_new) = favorites::keep(&services, &viewer, &input.parse()?, input.list_id).await?;
    let status = if is_new { StatusCode::CREATED } else { StatusCode::OK };
    Ok((status, Json(favorites::get(&services, &viewer, id).await?)))
}

/// Move a favourite into one of the caller's lists, or into none.
#[utoipa::path(
    patch, path = "/api/v1/me/favorites/{id}", tag = "favorites", request_body = Place, security(("bearer" = [])),
    params(("id" = FavoriteId, Path)),
    responses((status = 204), (status = 401, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem))
)]
async fn update(
    State(services): State<Services>,
    Caller(viewer): Caller,
    Path(favorite): Path<String>,
    Body(place): Body<Place>,
) -> Result<StatusCode, ApiError> {
    favorites::move_to(&services, &viewer, id(&favorite)?, place.list_id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Keep it no longer.
#[utoipa::path(
    delete, path = "/api/v1/me/favorites/{id}", tag = "favorites", security(("bearer" = [])),
    params(("id" = FavoriteId, Path)),
    responses((status = 204), (status = 401, body = Problem), (status = 404, body = Problem))
)]
async fn delete(
    State(services): State<Services>,
    Caller(viewer): Caller,
    Path(favorite): Path<String>,
) -> Result<StatusCode, ApiError> {
    favorites::delete(&services, &viewer, id(&favorite)?).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The caller's lists by name.
#[utoipa::path(
    get, path = "/api/v1/me/favorite-lists", tag = "favorites", security(("bearer" = [])),
    responses((status = 200, body = Lists), (status = 401, body = Problem))
)]
async fn list_lists(
    State(services): State<Services>,
    Caller(viewer): Caller,
) -> Result<Json<Lists>, ApiError> {
    Ok(Json(Lists { items: favorites::list_lists(&services, &viewer).await? }))
}

/// A new, empty list.
#[utoipa::path(
    post, path = "/api/v1/me/favorite-lists", tag = "favorites", request_body = ListBody, security(("bearer" = [])),
    responses((status = 201, body = FavoriteList), (status = 401, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem))
)]
async fn create_list(
    State(services): State<Services>,
    Caller(viewer): Caller,
    Body(body): Body<ListBody>,
) -> Result<(StatusCode, Json<FavoriteList>), ApiError> {
    let name = ListName::parse(&body.name).map_err(Error::from)?;
    Ok((StatusCode::CREATED, Json(favorites::create_list(&services, &viewer, &name).await?)))
}

/// Give a list another name.
#[utoipa::path(
    patch, path = "/api/v1/me/favorite-lists/{id}", tag = "favorites", request_body = ListBody,
    params(("id" = FavoriteListId, Path)), security(("bearer" = [])),
    responses((status = 200, body = FavoriteList), (status = 401, body = Problem), (status = 404, body = Problem),
        (status = 422, body = Problem))
)]
async fn rename_list(
    State(services): State<Services>,
    Caller(viewer): Caller,
    Path(list): Path<String>,
    Body(body): Body<ListBody>,
) -> Result<Json<FavoriteList>, ApiError> {
    let list = id(&list)?;
    favorites::get_list(&services, &viewer, list).await?;
    let name = ListName::parse(&body.name).map_err(Error::from)?;
    Ok(Json(favorites::rename_list(&services, &viewer, list, &name).await?))
}

/// Take a list away; what was in it stays kept.
#[utoipa::path(
    delete, path = "/api/v1/me/favorite-lists/{id}", tag = "favorites", security(("bearer" = [])),
    params(("id" = FavoriteListId, Path)),
    responses((status = 204), (status = 401, body = Problem), (status = 404, body = Problem))
)]
async fn delete_list(
    State(services): State<Services>,
    Caller(viewer): Caller,
    Path(list): Path<String>,
) -> Result<StatusCode, ApiError> {
    favorites::delete_list(&services, &viewer, id(&list)?).await?;
    Ok(StatusCode::NO_CONTENT)
}
