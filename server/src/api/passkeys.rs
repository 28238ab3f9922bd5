//! `/auth/passkeys`: making, listing and removing passkeys, and signing in with one.

use axum::{
    Json,
    extract::{Path, State},
    response::Response,
};
use domain::{Error, ids::PasskeyId, paging::Page as ListPage};
use http::StatusCode;
use serde::Deserialize;
use serde_json::Value;
use services::{
    Services,
    auth::{self, PasskeyInfo, PasskeyOptions},
};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    api::auth::{SignedInAnswer, private, signed_in},
    errors::{ApiError, Problem},
    extract::{Body, Caller, From},
    state::AppState,
};

pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(options))
        .routes(routes!(list, add))
        .routes(routes!(remove))
        .routes(routes!(sign_in_options))
        .routes(routes!(sign_in))
}

#[derive(Deserialize, ToSchema)]
pub struct AddPasskeyBody {
    /// As the options said it.
    #[serde(default)]
    challenge: String,
    /// What its owner calls it: 1 to 60 characters.
    #[serde(default)]
    name: String,
    /// The `PublicKeyCredential` as JSON.
    #[schema(value_type = Object)]
    credential: Value,
}

#[derive(Deserialize, ToSchema)]
pub struct PasskeySignInBody {
    /// As the options said it.
    #[serde(default)]
    challenge: String,
    /// The `PublicKeyCredential` as JSON.
    #[schema(value_type = Object)]
    credential: Value,
}

/// What to hand to `navigator.credentials.create`.
#[utoipa::path(
    post, path = "/auth/passkeys/options", tag = "auth", security(("bearer" = [])),
    responses(
        (status = 200, body = PasskeyOptions), (status = 401, body = Problem),
        (status = 403, description = "The type ends in step-up-required", body = Problem), (status = 409, body = Problem),
    )
)]
async fn options(State(services): State<Services>, Caller(viewer): Caller) -> Result<Response, ApiError> {
    Ok(private(Json(auth::begin_passkey(&services, &viewer).await?)))
}

/// The account's passkeys.
#[utoipa::path(
    get, path = "/auth/passkeys", tag = "auth", security(("bearer" = [])),
    responses((status = 200, body = ListPage<PasskeyInfo>), (status = 401, body = Problem))
)]
async fn list(
    State(services): State<Services>,
    Caller(viewer): Caller,
) -> Result<Json<ListPage<PasskeyInfo>>, ApiError> {
    Ok(Json(ListPage { items: auth::list_passkeys(&services, &viewer).await?, next_cursor: None }))
}

/// Keep a passkey that was made.
#[utoipa::path(
    post, path = "/auth/passkeys", tag = "auth", request_body = AddPasskeyBody, security(("bearer" = [])),
    responses(
        (status = 201, body = PasskeyInfo), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem),
    )
)]
async fn add(
    State(services): State<Services>,
    Caller(viewer): Caller,
    From(origin): From,
    Body(body): Body<AddPasskeyBody>,
) -> Result<(StatusCode, Json<PasskeyInfo>), ApiError> {
    let credential = body.credential.to_string();
    let added =
        auth::add_passkey(&services, &origin, &viewer, &body.challenge, &body.name, &credential).await?;
    Ok((StatusCode::CREATED, Json(added)))
}

/// Take a passkey away.
#[utoipa::path(
    delete, path = "/auth/passkeys/{id}", tag = "auth", security(("bearer" = [])),
    params(("id" = PasskeyId, Path, description = "As the list says it")),
    responses((status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem))
)]
async fn remove(
    State(services): State<Services>,
    Caller(viewer): Caller,
    From(origin): From,
    Path(id): Path<String>,
) -> Result<StatusCode, ApiError> {
    let id: PasskeyId = id.parse().map_err(|_| Error::NotFound)?;
    auth::remove_passkey(&services, &origin, &viewer, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What to hand to `navigator.credentials.get`.
#[utoipa::path(
    post, path = "/auth/passkeys/sign-in/options", tag = "auth",
    responses((status = 200, body = PasskeyOptions), (status = 429, body = Problem))
)]
async fn sign_in_options(State(services): State<Services>) -> Result<Response, ApiError> {
    Ok(private(Json(auth::begin_passkey_sign_in(&services).await?)))
}

/// Sign in with a passkey: both factors at once.
#[utoipa::path(
    post, path = "/auth/passkeys/sign-in", tag = "auth", request_body = PasskeySignInBody,
    responses(
        (status = 200, body = SignedInAnswer),
        (status = 401, description = "The type ends in wrong-passkey", body = Problem), (status = 429, body = Problem),
    )
)]
async fn sign_in(
    State(services): State<Services>,
    From(origin): From,
    Body(body): Body<PasskeySignInBody>,
) -> Result<Response, ApiError> {
    let credential = body.credential.to_string();
    let opened = auth::sign_in_with_passkey(&services, &origin, &body.challenge, &credential).await?;
    Ok(private(signed_in(&services, opened).await?))
}
