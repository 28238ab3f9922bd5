//! `/_mail/<id>`: a mail as its reader would see it, while there is no SMTP server; the list of them is the app's page `/_mail`.
//! Nothing of it exists in production.

use axum::{
    Router,
    extract::{Path, State},
    response::{Html, IntoResponse, Response},
    routing::get,
};
use domain::Error;
use http::{HeaderValue, header};
use services::{Services, mail};

use crate::{errors::ApiError, state::AppState};

/// What a mail program allows: its own style, no script, nothing from elsewhere.
const POLICY: HeaderValue = HeaderValue::from_static("default-src 'none'; style-src 'unsafe-inline'");

pub fn routes() -> Router<AppState> {
    Router::new().route("/_mail/{id}", get(show))
}

async fn show(State(services): State<Services>, Path(id): Path<String>) -> Result<Response, ApiError> {
    let id = id.parse().map_err(|_| Error::NotFound)?;
    let mail = mail::get_stored(&services, id).await?;
    let mut response = Html(mail.html).into_response();
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, POLICY);
    Ok(response)
}
