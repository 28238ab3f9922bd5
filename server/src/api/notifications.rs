//! `/api/v1/notifications`: what the caller has been told, and what of it they have read.

use std::collections::BTreeMap;

use app::notifications::texts;
use axum::{
    Json,
    extract::{Path, Query, State},
};
use chrono::{DateTime, Utc};
use domain::{
    Error,
    ids::NotificationId,
    locale::Locale,
    notifications::{Cursor, Notification, NotificationKind},
    paging::{Limit, Page as ListPage},
};
use http::StatusCode;
use serde::{Deserialize, Serialize};
use services::{Services, notifications};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    errors::{ApiError, Problem},
    extract::{Caller, Page},
    state::AppState,
};

pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(read)).routes(routes!(read_all))
}

/// A notice as clients see it, over REST and over the socket.
#[derive(Debug, Serialize, ToSchema)]
pub struct NotificationBody {
    pub id: NotificationId,
    /// Its place in the caller's sequence, to go on from.
    pub cursor: String,
    pub kind: NotificationKind,
    /// The sentence, in the reader's language.
    pub text: String,
    /// What it is about; may be empty.
    pub subject: String,
    /// Where a click leads, inside the site.
    pub path: String,
    pub params: BTreeMap<String, String>,
    pub created_at: DateTime<Utc>,
    /// Null until it was read, on whatever device.
    pub read_at: Option<DateTime<Utc>>,
}

impl NotificationBody {
    pub fn new(locale: Locale, notification: Notification) -> Self {
        Self {
            id: notification.id,
            cursor: notification.cursor.to_string(),
            kind: notification.kind,
            text: texts::headline(locale, &notification),
            subject: texts::subject(&notification).to_owned(),
            path: notification.path,
            params: notification.params,
            created_at: notification.created_at,
            read_at: notification.read_at,
        }
    }
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Wish {
    /// Only those not read yet.
    unread: Option<String>,
    /// From the page before.
    cursor: Option<String>,
    /// 1 to 100; 24 without it.
    limit: Option<String>,
}

/// The caller's notices, newest first.
#[utoipa::path(
    get, path = "/api/v1/notifications", tag = "notifications", params(Wish), security(("bearer" = [])),
    responses((status = 200, body = ListPage<NotificationBody>), (status = 401, body = Problem), (status = 422, body = Problem))
)]
async fn list(
    State(services): State<Services>,
    Caller(viewer): Caller,
    Page(page): Page,
    Query(wish): Query<Wish>,
) -> Result<Json<ListPage<NotificationBody>>, ApiError> {
    let is_unread_only = wish.unread.is_some_and(|wish| !matches!(wish.as_str(), "false" | "0"));
    let cursor: Option<Cursor> = wish.cursor.map(|cursor| cursor.parse()).transpose().map_err(Error::from)?;
    let limit = Limit::from_wish(wish.limit.and_then(|limit| limit.parse().ok()));
    let list = notifications::list(&services, &viewer, is_unread_only, cursor, limit).await?;
    Ok(Json(list.map(|notification| NotificationBody::new(page.locale, notification))))
}

/// Marks one as read, once or again.
#[utoipa::path(
    post, path = "/api/v1/notifications/{id}/read", tag = "notifications", security(("bearer" = [])),
    params(("id" = NotificationId, Path)),
    responses((status = 204), (status = 401, body = Problem), (status = 404, body = Problem))
)]
async fn read(
    State(services): State<Services>,
    Caller(viewer): Caller,
    Path(id): Path<String>,
) -> Result<StatusCode, ApiError> {
    let id: NotificationId = id.parse().map_err(|_| Error::NotFound)?;
    notifications::mark_read(&services, &viewer, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Marks all as read that are there now.
#[utoipa::path(
    post, path = "/api/v1/notifications/read-all", tag = "notifications", security(("bearer" = [])),
    responses((status = 204), (status = 401, body = Problem))
)]
async fn read_all(State(services): State<Services>, Caller(viewer): Caller) -> Result<StatusCode, ApiError> {
    notifications::mark_all_read(&services, &viewer).await?;
    Ok(StatusCode::NO_CONTENT)
}
