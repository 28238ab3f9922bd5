//! `/api/v1/gigs`: finding gigs, and writing one's own.

use axum::{
    Json,
    extract::{Path, Query, State},
    response::{IntoResponse, Response},
};
use domain::{
    Error,
    auth::Viewer,
    gigs::{Gig, GigFilter, GigInput, GigList, GigPatch, Prices},
    ids::GigId,
};
use http::{StatusCode, header};
use services::{Services, gigs};
use utoipa::IntoParams;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    errors::{ApiError, Problem},
    extract::{Body, Caller, MaybeCaller},
    state::AppState,
};

pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list, create))
        .routes(routes!(get, update, delete))
        .routes(routes!(publish))
        .routes(routes!(pause))
}

/// What a list can be asked for; read by `domain::gigs::GigFilter`.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "only describes the parameters")]
struct GigQuery {
    /// Words; accents, endings and typos are forgiven.
    q: Option<String>,
    /// Slug; a trunk includes its children.
    category: Option<String>,
    /// Minor units of `currency`.
    min_price: Option<i64>,
    max_price: Option<i64>,
    /// ARS or USD; a price without a currency means ARS.
    currency: Option<String>,
    /// Delivered within so many days.
    delivery_days: Option<i32>,
    /// 0 to 5.
    min_rating: Option<f64>,
    /// ISO 639-1 code of a language that the seller speaks.
    language: Option<String>,
    /// `relevance`, `newest`, `price_asc`, `price_desc` or `rating`.
    sort: Option<String>,
    /// `next_cursor` of the page before, with the same `q` and `sort`.
    cursor: Option<String>,
    /// 1 to 100; 24 without.
    limit: Option<usize>,
}

/// Published gigs, a page at a time, with counts of the further choices.
#[utoipa::path(
    get, path = "/api/v1/gigs", tag = "gigs", params(GigQuery),
    responses((status = 200, body = GigList), (status = 422, body = Problem))
)]
async fn list(
    State(services): State<Services>,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Result<Response, ApiError> {
    let (filter, errors) = GigFilter::read(pairs, Prices::MinorUnits);
    errors.into_result()?;
    let json = gigs::search_json(&services, &filter).await?;
    Ok(([(header::CONTENT_TYPE, "application/json")], json).into_response())
}

/// A gig by id or slug. Others see it only while it is published.
#[utoipa::path(
    get, path = "/api/v1/gigs/{id}", tag = "gigs", params(("id" = String, Path, description = "Id or slug")),
    responses((status = 200, body = Gig), (status = 404, body = Problem))
)]
async fn get(
    State(services): State<Services>,
    MaybeCaller(viewer): MaybeCaller,
    Path(id): Path<String>,
) -> Result<Json<Gig>, ApiError> {
    Ok(Json(gigs::get(&services, viewer.as_ref(), &id).await?))
}

/// A new gig of the caller's: a draft. State, rating and seller are not theirs to set.
#[utoipa::path(
    post, path = "/api/v1/gigs", tag = "gigs", request_body = GigInput, security(("bearer" = [])),
    responses((status = 201, body = Gig), (status = 401, body = Problem), (status = 422, body = Problem))
)]
async fn create(
    State(services): State<Services>,
    Caller(viewer): Caller,
    Body(input): Body<GigInput>,
) -> Result<Response, ApiError> {
    let gig = gigs::create(&services, &viewer, input.parse()?, None).await?;
    let location = format!("/api/v1/gigs/{}", gig.id);
    Ok((StatusCode::CREATED, [(header::LOCATION, location)], Json(gig)).into_response())
}

/// Change what is named. What is published must stay complete.
#[utoipa::path(
    patch, path = "/api/v1/gigs/{id}", tag = "gigs", request_body = GigPatch, security(("bearer" = [])),
    params(("id" = String, Path, description = "Id or slug")),
    responses(
        (status = 200, body = Gig),
        (status = 401, body = Problem),
        (status = 404, body = Problem),
        (status = 409, description = "It was changed in between", body = Problem),
        (status = 422, body = Problem),
    )
)]
async fn update(
    State(services): State<Services>,
    Caller(viewer): Caller,
    Path(id): Path<String>,
    Body(patch): Body<GigPatch>,
) -> Result<Json<Gig>, ApiError> {
    let gig = own(&services, &viewer, &id).await?;
    let version = patch.version.unwrap_or(gig.version);
    let draft = patch.apply(&gig).parse()?;
    Ok(Json(gigs::update(&services, &viewer, gig.id, draft, Some(version)).await?))
}

/// Remove a gig for good. Running contracts go on.
#[utoipa::path(
    delete, path = "/api/v1/gigs/{id}", tag = "gigs", security(("bearer" = [])),
    params(("id" = String, Path, description = "Id or slug")),
    responses((status = 204), (status = 401, body = Problem), (status = 404, body = Problem))
)]
async fn delete(
    State(services): State<Services>,
    Caller(viewer): Caller,
    Path(id): Path<String>,
) -> Result<StatusCode, ApiError> {
    let id = own_id(&services, &viewer, &id).await?;
    gigs::delete(&services, &viewer, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Show a complete gig to everybody.
#[utoipa::path(
    post, path = "/api/v1/gigs/{id}/publish", tag = "gigs", security(("bearer" = [])),
    params(("id" = String, Path, description = "Id or slug")),
    responses(
        (status = 200, body = Gig),
        (status = 401, body = Problem),
        (status = 404, body = Problem),
        (status = 409, body = Problem),
        (status = 422, description = "Incomplete: the errors name what is missing", body = Problem),
    )
)]
async fn publish(
    State(services): State<Services>,
    Caller(viewer): Caller,
    Path(id): Path<String>,
) -> Result<Json<Gig>, ApiError> {
    let id = own_id(&services, &viewer, &id).await?;
    Ok(Json(gigs::publish(&services, &viewer, id).await?))
}

/// Take a gig out of sight.
#[utoipa::path(
    post, path = "/api/v1/gigs/{id}/pause", tag = "gigs", security(("bearer" = [])),
    params(("id" = String, Path, description = "Id or slug")),
    responses(
        (status = 200, body = Gig),
        (status = 401, body = Problem),
        (status = 404, body = Problem),
        (status = 409, body = Problem),
    )
)]
async fn pause(
    State(services): State<Services>,
    Caller(viewer): Caller,
    Path(id): Path<String>,
) -> Result<Json<Gig>, ApiError> {
    let id = own_id(&services, &viewer, &id).await?;
    Ok(Json(gigs::pause(&services, &viewer, id).await?))
}

async fn own(services: &Services, viewer: &Viewer, id_or_slug: &str) -> Result<Gig, Error> {
    let gig = gigs::get(services, Some(viewer), id_or_slug).await?;
    if gig.seller.handle == viewer.handle { Ok(gig) } else { Err(Error::NotFound) }
}

/// An id is the service's to check; only a slug has to be looked up.
async fn own_id(services: &Services, viewer: &Viewer, id_or_slug: &str) -> Result<GigId, Error> {
    match id_or_slug.parse() {
        Ok(id) => Ok(id),
        Err(_) => own(services, viewer, id_or_slug).await.map(|gig| gig.id),
    }
}
