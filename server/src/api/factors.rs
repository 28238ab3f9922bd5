//! `/auth/totp`, `/auth/recovery-codes`, `/auth/step-up`: second factors, and showing again that it is oneself.

use axum::{Json, extract::State, response::Response};
use domain::{
    Error,
    auth::{FactorCode, Proof},
};
use http::StatusCode;
use serde::{Deserialize, Serialize};
use services::{
    Services,
    auth::{self, Factors, TotpSetup},
};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    api::auth::private,
    errors::{ApiError, Problem},
    extract::{Body, Caller, From},
    state::AppState,
};

pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(step_up))
        .routes(routes!(factors))
        .routes(routes!(begin_totp, turn_totp_off))
        .routes(routes!(confirm_totp))
        .routes(routes!(renew_recovery_codes))
}

#[derive(Deserialize, ToSchema)]
pub struct StepUpBody {
    #[serde(default)]
    password: String,
    /// Instead of the password: a code of the app, or a recovery code.
    #[serde(default)]
    totp: String,
}

#[derive(Deserialize, ToSchema)]
pub struct CodeBody {
    /// The six digits that the app shows.
    #[serde(default)]
    code: String,
}

/// Shown this once; each is good once.
#[derive(Serialize, ToSchema)]
pub struct RecoveryCodesAnswer {
    recovery_codes: Vec<String>,
}

/// Give the password or a code again. What answers 403 with a type that ends in step-up-required is open for the next
/// ten minutes.
#[utoipa::path(
    post, path = "/auth/step-up", tag = "auth", request_body = StepUpBody, security(("bearer" = [])),
    responses((status = 204), (status = 401, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem))
)]
async fn step_up(
    State(services): State<Services>,
    Caller(viewer): Caller,
    From(origin): From,
    Body(body): Body<StepUpBody>,
) -> Result<StatusCode, ApiError> {
    let proof = Proof::parse(&body.password, &body.totp).map_err(Error::Invalid)?;
    auth::confirm(&services, &origin, &viewer, proof).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Which second factors the account has.
#[utoipa::path(
    get, path = "/auth/factors", tag = "auth", security(("bearer" = [])),
    responses((status = 200, body = Factors), (status = 401, body = Problem))
)]
async fn factors(
    State(services): State<Services>,
    Caller(viewer): Caller,
) -> Result<Json<Factors>, ApiError> {
    Ok(Json(auth::get_factors(&services, &viewer).await?))
}

/// A new secret for an app. Nothing is on before a first code of it was confirmed.
#[utoipa::path(
    post, path = "/auth/totp", tag = "auth", security(("bearer" = [])),
    responses(
        (status = 201, body = TotpSetup), (status = 401, body = Problem),
        (status = 403, description = "The type ends in step-up-required", body = Problem),
        (status = 409, description = "It is on already", body = Problem),
    )
)]
async fn begin_totp(State(services): State<Services>, Caller(viewer): Caller) -> Result<Response, ApiError> {
    let setup = auth::begin_totp(&services, &viewer).await?;
    Ok(private((StatusCode::CREATED, Json(setup))))
}

/// Turn the codes on, with a first one.
#[utoipa::path(
    post, path = "/auth/totp/confirm", tag = "auth", request_body = CodeBody, security(("bearer" = [])),
    responses(
        (status = 200, body = RecoveryCodesAnswer), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem),
    )
)]
async fn confirm_totp(
    State(services): State<Services>,
    Caller(viewer): Caller,
    From(origin): From,
    Body(body): Body<CodeBody>,
) -> Result<Response, ApiError> {
    let code = FactorCode::parse("code", &body.code)?;
    let recovery_codes = auth::confirm_totp(&services, &origin, &viewer, code).await?;
    Ok(private(Json(RecoveryCodesAnswer { recovery_codes })))
}

/// Turn the codes off, recovery codes with them.
#[utoipa::path(
    delete, path = "/auth/totp", tag = "auth", security(("bearer" = [])),
    responses((status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem))
)]
async fn turn_totp_off(
    State(services): State<Services>,
    Caller(viewer): Caller,
    From(origin): From,
) -> Result<StatusCode, ApiError> {
    auth::turn_totp_off(&services, &origin, &viewer).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Ten new recovery codes; those before are worth nothing any more.
#[utoipa::path(
    post, path = "/auth/recovery-codes", tag = "auth", security(("bearer" = [])),
    responses(
        (status = 200, body = RecoveryCodesAnswer), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 409, body = Problem),
    )
)]
async fn renew_recovery_codes(
    State(services): State<Services>,
    Caller(viewer): Caller,
    From(origin): From,
) -> Result<Response, ApiError> {
    let recovery_codes = auth::renew_recovery_codes(&services, &origin, &viewer).await?;
    Ok(private(Json(RecoveryCodesAnswer { recovery_codes })))
}
