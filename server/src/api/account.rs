//! `/auth/*` for passwords and e-mail addresses: forgotten, changed, confirmed by links from mails.

use axum::extract::State;
use domain::{
    Error,
    auth::{Email, EmailChange, Password, PasswordChange},
};
use http::StatusCode;
use serde::Deserialize;
use services::{Services, auth};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    errors::{ApiError, Problem},
    extract::{Body, Caller, From},
    state::AppState,
};

pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(verify_email))
        .routes(routes!(resend_verification))
        .routes(routes!(forgot_password))
        .routes(routes!(reset_password))
        .routes(routes!(change_password))
        .routes(routes!(change_email))
        .routes(routes!(confirm_email_change))
        .routes(routes!(undo_email_change))
}

/// The token of a link from a mail.
#[derive(Deserialize, ToSchema)]
pub struct TokenBody {
    #[serde(default)]
    token: String,
}

#[derive(Deserialize, ToSchema)]
pub struct ForgotBody {
    #[serde(default)]
    email: String,
}

#[derive(Deserialize, ToSchema)]
pub struct ResetBody {
    #[serde(default)]
    token: String,
    /// 8 to 128 characters; common ones are refused.
    #[serde(default)]
    password: String,
}

#[derive(Deserialize, ToSchema)]
pub struct ChangePasswordBody {
    #[serde(default)]
    current_password: String,
    /// 8 to 128 characters; common ones are refused.
    #[serde(default)]
    password: String,
}

#[derive(Deserialize, ToSchema)]
pub struct ChangeEmailBody {
    #[serde(default)]
    email: String,
    #[serde(default)]
    current_password: String,
}

/// Confirm that the account's address is one's own. A link works once, for 24 hours.
#[utoipa::path(
    post, path = "/auth/verify-email", tag = "auth", request_body = TokenBody,
    responses(
        (status = 204),
        (status = 422, description = "The link was used, replaced, or is over", body = Problem),
    )
)]
async fn verify_email(
    State(services): State<Services>,
    From(origin): From,
    Body(body): Body<TokenBody>,
) -> Result<StatusCode, ApiError> {
    auth::verify_email(&services, &origin, &body.token).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Have the link sent once more, two times an hour at most.
#[utoipa::path(
    post, path = "/auth/verify-email/resend", tag = "auth", security(("bearer" = [])),
    responses((status = 202), (status = 401, body = Problem), (status = 429, body = Problem))
)]
async fn resend_verification(
    State(services): State<Services>,
    Caller(viewer): Caller,
) -> Result<StatusCode, ApiError> {
    auth::resend_verification(&services, &viewer).await?;
    Ok(StatusCode::ACCEPTED)
}

/// Have a link sent that sets a new password. The answer is the same for every address, known or not, well written or not.
#[utoipa::path(
    post, path = "/auth/forgot-password", tag = "auth", request_body = ForgotBody,
    responses((status = 202), (status = 429, body = Problem))
)]
async fn forgot_password(
    State(services): State<Services>,
    Body(body): Body<ForgotBody>,
) -> Result<StatusCode, ApiError> {
    if let Ok(email) = Email::parse("email", &body.email) {
        auth::forgot_password(&services, &email).await?;
    }
    Ok(StatusCode::ACCEPTED)
}

/// Set a new password by a link, which works once, for 30 minutes. All sessions end; nobody is signed in by it.
#[utoipa::path(
    post, path = "/auth/reset-password", tag = "auth", request_body = ResetBody,
    responses((status = 204), (status = 422, body = Problem))
)]
async fn reset_password(
    State(services): State<Services>,
    From(origin): From,
    Body(body): Body<ResetBody>,
) -> Result<StatusCode, ApiError> {
    let password = Password::parse("password", &body.password).map_err(Error::from)?;
    auth::reset_password(&services, &origin, &body.token, password).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Set a new password, knowing the present one. The other sessions end.
#[utoipa::path(
    post, path = "/auth/change-password", tag = "auth", request_body = ChangePasswordBody,
    security(("bearer" = [])),
    responses((status = 204), (status = 401, body = Problem), (status = 422, body = Problem))
)]
async fn change_password(
    State(services): State<Services>,
    Caller(viewer): Caller,
    From(origin): From,
    Body(body): Body<ChangePasswordBody>,
) -> Result<StatusCode, ApiError> {
    let change = PasswordChange::parse(&body.current_password, &body.password).map_err(Error::Invalid)?;
    auth::change_password(&services, &origin, &viewer, change).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Ask for another address. It is the account's once the link that is sent there was used.
#[utoipa::path(
    post, path = "/auth/change-email", tag = "auth", request_body = ChangeEmailBody, security(("bearer" = [])),
    responses((status = 202), (status = 401, body = Problem), (status = 422, body = Problem))
)]
async fn change_email(
    State(services): State<Services>,
    Caller(viewer): Caller,
    From(origin): From,
    Body(body): Body<ChangeEmailBody>,
) -> Result<StatusCode, ApiError> {
    let change = EmailChange::parse(&body.email, &body.current_password).map_err(Error::Invalid)?;
    auth::change_email(&services, &origin, &viewer, change).await?;
    Ok(StatusCode::ACCEPTED)
}

/// Give the account the address that the link was sent to.
#[utoipa::path(
    post, path = "/auth/change-email/confirm", tag = "auth", request_body = TokenBody,
    responses((status = 204), (status = 422, body = Problem))
)]
async fn confirm_email_change(
    State(services): State<Services>,
    From(origin): From,
    Body(body): Body<TokenBody>,
) -> Result<StatusCode, ApiError> {
    auth::confirm_email_change(&services, &origin, &body.token).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Give the account its old address back, within seven days. All sessions end, and a new password has to be set.
#[utoipa::path(
    post, path = "/auth/change-email/undo", tag = "auth", request_body = TokenBody,
    responses((status = 204), (status = 422, body = Problem))
)]
async fn undo_email_change(
    State(services): State<Services>,
    From(origin): From,
    Body(body): Body<TokenBody>,
) -> Result<StatusCode, ApiError> {
    auth::undo_email_change(&services, &origin, &body.token).await?;
    Ok(StatusCode::NO_CONTENT)
}
