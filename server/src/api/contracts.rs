//! `/api/v1/contracts`: ordering, the room, its timeline and books, and one address per transition.

use axum::{
    Json,
    body::Bytes,
    extract::{Path, Query, State},
};
use domain::{
    Error,
    contracts::{ContractCard, ContractRoom, DeliveryInput, Event, LedgerLine, Side, TimelineEntry, machine},
    ids::{ContractId, FileId, GigId},
    paging::{Limit, Page},
};
use http::{HeaderMap, StatusCode};
use serde::{Deserialize, Serialize};
use services::{Services, contracts, contracts::Target, idempotency::Key};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    errors::{ApiError, Problem},
    extract::{Body, Caller},
    state::AppState,
};

pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(order, list))
        .routes(routes!(get))
        .routes(routes!(timeline))
        .routes(routes!(ledger))
        .routes(routes!(transition))
}

/// Which package of which gig.
#[derive(Deserialize, ToSchema)]
pub struct OrderBody {
    gig_id: GigId,
    /// `basic`, `standard` or `premium`.
    package: String,
}

/// A contract, and where to pay when there is something to pay.
#[derive(Serialize, ToSchema)]
pub struct RoomAnswer {
    #[serde(flatten)]
    room: ContractRoom,
    /// The provider's page. Null while it has not answered (send `pay` again) and when nothing is to be paid.
    checkout_url: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub struct TimelineAnswer {
    items: Vec<TimelineEntry>,
}

#[derive(Serialize, ToSchema)]
pub struct LedgerAnswer {
    items: Vec<LedgerLine>,
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ListQuery {
    /// `client` or `seller`; both without it.
    side: Option<String>,
    cursor: Option<String>,
    limit: Option<usize>,
}

/// What a transition needs; each takes its own fields and ignores the others.
#[derive(Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct TransitionBody {
    /// The version that the decision was made on; a newer one answers 409.
    version: Option<i32>,
    /// `deliver`, `request-revision`, `requirements`.
    message: String,
    /// `deliver`: uploaded files.
    files: Vec<FileId>,
    /// `deliver`: addresses.
    links: Vec<String>,
    /// `deliver`: one answer per criterion.
    answers: Vec<String>,
    /// `request-revision`: index of the unmet criterion, from 0.
    criterion: Option<usize>,
    /// `approve`: without waiting for the end of the clearance.
    release_now: bool,
}

/// Orders a package.
#[utoipa::path(
    post, path = "/api/v1/contracts", tag = "contracts", request_body = OrderBody, security(("bearer" = [])),
    params(("Idempotency-Key" = String, Header, description = "8 to 255 visible characters; the same key gives the same contract")),
    responses((status = 201, body = RoomAnswer), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem))
)]
async fn order(
    State(services): State<Services>,
    Caller(viewer): Caller,
    headers: HeaderMap,
    Body(body): Body<OrderBody>,
) -> Result<(StatusCode, Json<RoomAnswer>), ApiError> {
    let key = key_of(&headers)?.ok_or_else(|| Error::field("idempotency_key", "required"))?;
    let checkout = contracts::order(&services, &viewer, body.gig_id, &body.package, &key).await?;
    let room = contracts::get(&services, &viewer, checkout.contract_id).await?;
    Ok((StatusCode::CREATED, Json(RoomAnswer { room, checkout_url: checkout.checkout_url })))
}

/// The caller's contracts, newest first.
#[utoipa::path(
    get, path = "/api/v1/contracts", tag = "contracts", params(ListQuery), security(("bearer" = [])),
    responses((status = 200, body = Page<ContractCard>), (status = 401, body = Problem), (status = 422, body = Problem))
)]
async fn list(
    State(services): State<Services>,
    Caller(viewer): Caller,
    Query(query): Query<ListQuery>,
) -> Result<Json<Page<ContractCard>>, ApiError> {
    let side = match query.side.as_deref() {
        None | Some("") => None,
        Some(name) => Some(Side::from_name(name).ok_or_else(|| Error::field("side", "unknown_side"))?),
    };
    let limit = Limit::from_wish(query.limit);
    Ok(Json(contracts::list(&services, &viewer, side, query.cursor.as_deref(), limit).await?))
}

/// The whole contract: states, allowed transitions and version, next steps, deliveries, money, reviews.
#[utoipa::path(
    get, path = "/api/v1/contracts/{id}", tag = "contracts", security(("bearer" = [])),
    params(("id" = ContractId, Path)),
    responses((status = 200, body = ContractRoom), (status = 401, body = Problem), (status = 404, body = Problem))
)]
async fn get(
    State(services): State<Services>,
    Caller(viewer): Caller,
    Path(id): Path<String>,
) -> Result<Json<ContractRoom>, ApiError> {
    Ok(Json(contracts::get(&services, &viewer, contract_of(&id)?).await?))
}

/// Everything that happened, oldest first.
#[utoipa::path(
    get, path = "/api/v1/contracts/{id}/timeline", tag = "contracts", security(("bearer" = [])),
    params(("id" = ContractId, Path)),
    responses((status = 200, body = TimelineAnswer), (status = 401, body = Problem), (status = 404, body = Problem))
)]
async fn timeline(
    State(services): State<Services>,
    Caller(viewer): Caller,
    Path(id): Path<String>,
) -> Result<Json<TimelineAnswer>, ApiError> {
    Ok(Json(TimelineAnswer { items: contracts::timeline(&services, &viewer, contract_of(&id)?).await? }))
}

/// The contract's lines in the books, oldest first. Each entry sums to zero and carries the hash of the one before.
#[utoipa::path(
    get, path = "/api/v1/contracts/{id}/ledger", tag = "contracts", security(("bearer" = [])),
    params(("id" = ContractId, Path)),
    responses((status = 200, body = LedgerAnswer), (status = 401, body = Problem), (status = 404, body = Problem))
)]
async fn ledger(
    State(services): State<Services>,
    Caller(viewer): Caller,
    Path(id): Path<String>,
) -> Result<Json<LedgerAnswer>, ApiError> {
    Ok(Json(LedgerAnswer { items: contracts::ledger(&services, &viewer, contract_of(&id)?).await? }))
}

/// Moves a milestone: `pay`, `requirements`, `skip-requirements`, `deliver`, `request-revision`, `extend`, `approve`,
/// `release`. What is not possible now answers 409 with what is.
#[utoipa::path(
    post, path = "/api/v1/contracts/{id}/milestones/{number}/{transition}", tag = "contracts",
    request_body(content = TransitionBody, description = "May be absent where nothing is needed"),
    params(("id" = ContractId, Path), ("number" = i32, Path, description = "From 1; gig orders have one"),
        ("transition" = String, Path),
        ("Idempotency-Key" = Option<String>, Header, description = "The same key again changes nothing and succeeds")),
    security(("bearer" = [])),
    responses((status = 200, body = RoomAnswer), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem))
)]
async fn transition(
    State(services): State<Services>,
    Caller(viewer): Caller,
    Path((id, number, transition)): Path<(String, String, String)>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<RoomAnswer>, ApiError> {
    let contract = contract_of(&id)?;
    let number = number.parse().map_err(|_| Error::NotFound)?;
    let event = machine::Event::from_name(&transition).ok_or(Error::NotFound)?;
    let body: TransitionBody = if body.is_empty() {
        TransitionBody::default()
    } else {
        let body = serde_json::from_slice::<Option<TransitionBody>>(&body);
        body.map_err(|_| Error::field("body", "invalid_json"))?.unwrap_or_default()
    };
    let target = Target { contract, number, version: body.version, key: key_of(&headers)? };
    let mut checkout_url = None;
    match event {
        Event::Pay => {
            checkout_url = contracts::pay(&services, &viewer, &target).await?.checkout_url;
        }
        Event::SubmitRequirements => {
            contracts::submit_requirements(&services, &viewer, &target, &body.message).await?;
        }
        Event::SkipRequirements => contracts::skip_requirements(&services, &viewer, &target).await?,
        Event::Deliver => {
            let TransitionBody { message, files, links, answers, .. } = body;
            let input = DeliveryInput { message, files, links, answers };
            contracts::deliver(&services, &viewer, &target, &input).await?;
        }
        Event::RequestRevision => {
            let criterion = body.criterion.map(|index| index.to_string()).unwrap_or_default();
            contracts::request_revision(&services, &viewer, &target, &criterion, &body.message).await?;
        }
        Event::Extend => contracts::extend(&services, &viewer, &target).await?,
        Event::Approve => contracts::approve(&services, &viewer, &target, body.release_now).await?,
        Event::Release => contracts::release(&services, &viewer, &target).await?,
        // The clock's and the provider's, and those of rows to come.
        _ => return Err(ApiError(Error::NotFound)),
    }
    let room = contracts::get(&services, &viewer, contract).await?;
    Ok(Json(RoomAnswer { room, checkout_url }))
}

/// What is no id belongs to nobody.
pub(super) fn contract_of(id: &str) -> Result<ContractId, Error> {
    id.parse().map_err(|_| Error::NotFound)
}

/// The header `Idempotency-Key`, where there is one.
pub(super) fn key_of(headers: &HeaderMap) -> Result<Option<Key>, Error> {
    headers.get("idempotency-key").map(|value| Key::parse(value.to_str().unwrap_or_default())).transpose()
}
