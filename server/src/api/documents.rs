//! `/api/v1/me/document`: the caller's identity document, masked in every answer.

use axum::{Json, extract::State};
use domain::{
    Error,
    documents::{DocumentInput, IdentityDocument},
};
use http::StatusCode;
use serde::Serialize;
use services::{Services, documents};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    errors::{ApiError, Problem},
    extract::{Body, Caller, From},
    state::AppState,
};

pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(get, put, delete))
}

/// A document as its owner sees it.
#[derive(Serialize, ToSchema)]
struct DocumentBody {
    /// `dni` or `cuit`.
    kind: &'static str,
    /// The last four digits.
    #[schema(example = "••••5678")]
    number: String,
}

impl std::convert::From<IdentityDocument> for DocumentBody {
    fn from(document: IdentityDocument) -> Self {
        Self { kind: document.kind().name(), number: document.masked() }
    }
}

/// The caller's document; 404 before there is one.
#[utoipa::path(
    get, path = "/api/v1/me/document", tag = "users", security(("bearer" = [])),
    responses((status = 200, body = DocumentBody), (status = 401, body = Problem), (status = 404, body = Problem))
)]
async fn get(
    State(services): State<Services>,
    Caller(viewer): Caller,
) -> Result<Json<DocumentBody>, ApiError> {
    let document = documents::find(&services, &viewer).await?.ok_or(Error::NotFound)?;
    Ok(Json(document.into()))
}

/// Say which document the caller has. One that another account has is refused at `number`.
#[utoipa::path(
    put, path = "/api/v1/me/document", tag = "users", request_body = DocumentInput, security(("bearer" = [])),
    responses((status = 200, body = DocumentBody), (status = 401, body = Problem), (status = 422, body = Problem))
)]
async fn put(
    State(services): State<Services>,
    Caller(viewer): Caller,
    From(origin): From,
    Body(input): Body<DocumentInput>,
) -> Result<Json<DocumentBody>, ApiError> {
    let document = IdentityDocument::parse(&input).map_err(Error::from)?;
    documents::put(&services, &viewer, &origin, &document).await?;
    Ok(Json(document.into()))
}

/// Forget it.
#[utoipa::path(
    delete, path = "/api/v1/me/document", tag = "users", security(("bearer" = [])),
    responses((status = 204), (status = 401, body = Problem), (status = 404, body = Problem))
)]
async fn delete(
    State(services): State<Services>,
    Caller(viewer): Caller,
    From(origin): From,
) -> Result<StatusCode, ApiError> {
    documents::delete(&services, &viewer, &origin).await?;
    Ok(StatusCode::NO_CONTENT)
}
