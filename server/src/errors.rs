//! Outcomes as the API tells them: RFC 9457 problem details, in the reader's language, never with internals.

use app::{errors::status_of, i18n};
use axum::{
    Json,
    response::{IntoResponse, Response},
};
use domain::{Error, locale::Locale};
use http::{HeaderValue, header};
use serde::Serialize;
use utoipa::ToSchema;

/// `application/problem+json`.
#[derive(Debug, Serialize, ToSchema)]
pub struct Problem {
    /// Stable; ends in the outcome's name.
    #[serde(rename = "type")]
    pub kind: String,
    pub title: String,
    pub status: u16,
    pub detail: String,
    pub request_id: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<ProblemField>,
    /// On a conflict: what is possible now.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub allowed: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<i32>,
}

/// One field that is wrong.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProblemField {
    pub field: String,
    pub code: String,
    pub message: String,
}

/// An outcome on its way out of the API; handlers return `Result<_, ApiError>` and use `?`.
#[derive(Debug)]
pub struct ApiError(pub Error);

impl<E: Into<Error>> From<E> for ApiError {
    fn from(error: E) -> Self {
        Self(error.into())
    }
}

/// Left in the response for the middleware that knows the request's language and id.
#[derive(Clone)]
pub(crate) struct Refused(std::sync::Arc<Error>);

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let error = services::settle(self.0);
        let mut response = status_of(&error).into_response();
        response.extensions_mut().insert(Refused(std::sync::Arc::new(error)));
        response
    }
}

/// Writes the problem of a refused request; what is our fault is logged here, once.
pub(crate) fn describe(refused: &Refused, locale: Locale, request_id: &str) -> Response {
    let error = &*refused.0;
    if let Error::Internal(cause) = error {
        tracing::error!(%cause, request_id, "a request failed");
    }
    let status = status_of(error);
    let conflict = if let Error::Conflict(conflict) = error { Some(conflict.clone()) } else { None };
    let fields = match error {
        Error::Invalid(errors) => errors.0.as_slice(),
        Error::Conflict(conflict) => &conflict.reasons,
        _ => &[],
    };
    let problem = Problem {
        kind: format!("https://laburemos.com.ar/problems/{}", error.name()),
        title: status.canonical_reason().unwrap_or_default().to_owned(),
        status: status.as_u16(),
        detail: i18n::outcome(locale, error),
        request_id: request_id.to_owned(),
        errors: fields
            .iter()
            .map(|error| ProblemField {
                field: error.field.to_string(),
                code: error.code.to_string(),
                message: i18n::field_error(locale, error),
            })
            .collect(),
        allowed: conflict.as_ref().map(|conflict| conflict.allowed.clone()).unwrap_or_default(),
        version: conflict.and_then(|conflict| conflict.version),
    };
    let mut response = (status, Json(problem)).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    match error {
        Error::TooManyRequests { retry_after_seconds } => {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(*retry_after_seconds));
        }
        Error::Unavailable => {
            headers.insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
        }
        Error::SignInRequired | Error::SignInRefused(_) => {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        _ => {}
    }
    response
}
