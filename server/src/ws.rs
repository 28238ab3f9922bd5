//! `/ws`: the socket that tells a signed-in person what happens, while it happens.

use axum::{
    Json, Router,
    extract::{Query, State, WebSocketUpgrade, ws::rejection::WebSocketUpgradeRejection},
    response::{IntoResponse, Response},
    routing::get,
};
use domain::{Error, notifications::Cursor};
use http::{HeaderMap, header};
use serde::{Deserialize, Serialize};
use services::{
    Services,
    pushes::{self, tickets},
};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    errors::{ApiError, Problem},
    extract::{Caller, MaybeCaller, Page},
    middleware::is_own_origin,
    state::AppState,
};

mod messages;
mod socket;

/// No message of a client is longer.
const MESSAGE_LIMIT: usize = 16 * 1024;

pub fn routes() -> Router<AppState> {
    Router::new().route("/ws", get(open))
}

/// The part with a description in OpenAPI.
pub fn described() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(issue_ticket))
}

/// A pass for one socket.
#[derive(Serialize, ToSchema)]
struct Ticket {
    /// For `/ws?ticket=`; good once.
    ticket: String,
    /// Seconds.
    expires_in: u64,
}

/// A ticket for `/ws`, for who can send neither cookie nor header there.
#[utoipa::path(
    post, path = "/auth/ws-ticket", tag = "auth", security(("bearer" = [])),
    responses((status = 200, body = Ticket), (status = 401, body = Problem))
)]
async fn issue_ticket(
    State(services): State<Services>,
    Caller(mut viewer): Caller,
    Page(page): Page,
) -> Result<Json<Ticket>, ApiError> {
    viewer.locale = page.locale;
    let ticket = tickets::issue(&services, &viewer).await?;
    Ok(Json(Ticket { ticket, expires_in: tickets::LIFETIME.as_secs() }))
}

#[derive(Deserialize)]
struct Wish {
    ticket: Option<String>,
    /// Where the client left off: the same as a `resume`, one journey earlier.
    cursor: Option<String>,
}

/// Opens a socket for the person of the cookie, the header or the ticket. Another site's page can make a browser send
/// the cookie, but not hide its own origin.
async fn open(
    State(state): State<AppState>,
    MaybeCaller(caller): MaybeCaller,
    Page(page): Page,
    Query(wish): Query<Wish>,
    headers: HeaderMap,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
) -> Result<Response, ApiError> {
    let origin = headers.get(header::ORIGIN);
    if origin.is_some_and(|origin| !origin.to_str().is_ok_and(|origin| is_own_origin(&state, origin))) {
        return Err(ApiError(Error::Forbidden));
    }
    let viewer = match (caller, wish.ticket) {
        (_, Some(ticket)) => tickets::redeem(&state.services, &ticket).await?,
        (Some(mut viewer), None) => {
            viewer.locale = page.locale;
            viewer
        }
        (None, None) => return Err(ApiError(Error::SignInRequired)),
    };
    let start: Option<Cursor> =
        wish.cursor.filter(|cursor| !cursor.is_empty()).and_then(|cursor| cursor.parse().ok());
    let upgrade = match upgrade {
        Ok(upgrade) => upgrade,
        Err(rejection) => return Ok(rejection.into_response()),
    };
    let subscription = state.services.pushes.subscribe(&viewer)?;
    // After the place in the hub is taken: from here on the end of the session is heard.
    if !pushes::is_session_alive(&state.services, &viewer).await? {
        return Err(ApiError(Error::SignInRequired));
    }
    let (services, phase) = (state.services.clone(), state.lifecycle.watch());
    Ok(upgrade
        .max_message_size(MESSAGE_LIMIT)
        .max_frame_size(MESSAGE_LIMIT)
        .on_upgrade(move |stream| socket::run(stream, services, viewer, subscription, start, phase)))
}
