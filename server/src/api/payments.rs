//! `/api/v1/payments`, `/balance`, `/payout-accounts`: a person's money.

use axum::{
    Json,
    extract::{Query, State},
};
use domain::{
    paging::{Limit, Page},
    payments::{Balance, Onboarding, Payment, PayoutAccount},
};
use http::StatusCode;
use serde::{Deserialize, Serialize};
use services::{Services, payments};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    errors::{ApiError, Problem},
    extract::Caller,
    state::AppState,
};

pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(balance))
        .routes(routes!(list_accounts, open_account))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ListQuery {
    cursor: Option<String>,
    limit: Option<usize>,
}

#[derive(Serialize, ToSchema)]
pub struct BalanceAnswer {
    items: Vec<Balance>,
}

#[derive(Serialize, ToSchema)]
pub struct AccountsAnswer {
    items: Vec<PayoutAccount>,
}

/// The caller's payments, as client and as seller, newest first.
#[utoipa::path(
    get, path = "/api/v1/payments", tag = "payments", params(ListQuery), security(("bearer" = [])),
    responses((status = 200, body = Page<Payment>), (status = 401, body = Problem), (status = 422, body = Problem))
)]
async fn list(
    State(services): State<Services>,
    Caller(viewer): Caller,
    Query(query): Query<ListQuery>,
) -> Result<Json<Page<Payment>>, ApiError> {
    let limit = Limit::from_wish(query.limit);
    Ok(Json(payments::list(&services, &viewer, query.cursor.as_deref(), limit).await?))
}

/// The caller's money as a seller, per currency: protected, clearing, available.
#[utoipa::path(
    get, path = "/api/v1/balance", tag = "payments", security(("bearer" = [])),
    responses((status = 200, body = BalanceAnswer), (status = 401, body = Problem))
)]
async fn balance(
    State(services): State<Services>,
    Caller(viewer): Caller,
) -> Result<Json<BalanceAnswer>, ApiError> {
    Ok(Json(BalanceAnswer { items: payments::balance(&services, &viewer).await? }))
}

/// Where the caller's money goes.
#[utoipa::path(
    get, path = "/api/v1/payout-accounts", tag = "payments", security(("bearer" = [])),
    responses((status = 200, body = AccountsAnswer), (status = 401, body = Problem))
)]
async fn list_accounts(
    State(services): State<Services>,
    Caller(viewer): Caller,
) -> Result<Json<AccountsAnswer>, ApiError> {
    Ok(Json(AccountsAnswer { items: payments::list_payout_accounts(&services, &viewer).await? }))
}

/// Opens the caller's account at the payment provider, or goes on where it was left.
#[utoipa::path(
    post, path = "/api/v1/payout-accounts", tag = "payments", security(("bearer" = [])),
    responses((status = 201, body = Onboarding), (status = 401, body = Problem), (status = 409, body = Problem),
        (status = 503, body = Problem))
)]
async fn open_account(
    State(services): State<Services>,
    Caller(viewer): Caller,
) -> Result<(StatusCode, Json<Onboarding>), ApiError> {
    Ok((StatusCode::CREATED, Json(payments::open_payout_account(&services, &viewer).await?)))
}
