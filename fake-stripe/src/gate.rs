//! What every call under `/v1` passes: the key, the parameters, faults to order, idempotency, the log.
//! The work itself runs in a task of its own, so that a caller who hangs up does not undo it.
use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::extract::{OriginalUri, Request, State};
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE, HeaderMap};
use axum::http::{HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::control::{Fault, FaultKind};
use crate::error::ApiError;
use crate::form::Form;
use crate::idempotency::Answer;
use crate::requests::SeenRequest;
use crate::state::{Shared, new_id};

const LARGEST_BODY: usize = 1024 * 1024;

/// The call, read.
struct Call {
    method: Method,
    path: String,
    key: Option<String>,
    form: Form,
    fault: Option<Fault>,
}

/// Lets a call through, once per idempotency key, with the fault that was ordered for it.
pub async fn gate(State(shared): State<Shared>, request: Request, next: Next) -> Response {
    match read_call(&shared, request).await {
        Ok((call, request)) => answer_call(shared, call, request, next).await,
        Err(error) => error.into_response(),
    }
}

async fn read_call(shared: &Shared, request: Request) -> Result<(Call, Request), ApiError> {
    authenticate(request.headers(), &shared.settings().api_key)?;
    let (mut parts, body) = request.into_parts();
    let body = to_bytes(body, LARGEST_BODY)
        .await
        .map_err(|_| ApiError::invalid("The body is too large or was cut off."))?;
    let is_read = parts.method == Method::GET || parts.method == Method::DELETE;
    let form = Form::parse(if is_read { parts.uri.query().unwrap_or_default().as_bytes() } else { &body });
    let key = parts.headers.get("idempotency-key").and_then(|value| value.to_str().ok()).map(str::to_owned);
    if key.as_ref().is_some_and(|key| key.is_empty() || key.len() > 255) {
        return Err(ApiError::invalid("Idempotency keys have between 1 and 255 characters.")
            .with_status(StatusCode::BAD_REQUEST, "idempotency_error"));
    }
    parts.extensions.insert(form.clone());
    // The router is nested, so the plain address lacks `/v1`.
    let whole = parts.extensions.get::<OriginalUri>().map_or(&parts.uri, |OriginalUri(uri)| uri);
    let path = whole.path().to_owned();
    let method = parts.method.clone();
    let fault = shared.change(|store| store.take_fault(method.as_str(), &path));
    // Reading twice changes nothing, so Stripe ignores the key there.
    let key = key.filter(|_| method == Method::POST);
    Ok((Call { method, path, key, form, fault }, Request::from_parts(parts, Body::empty())))
}

/// `Authorization: Bearer <key>`
fn authenticate(headers: &HeaderMap, api_key: &str) -> Result<(), ApiError> {
    let given = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if given.strip_prefix("Bearer ") == Some(api_key) {
        return Ok(());
    }
    let message = if given.is_empty() {
        "You did not provide an API key. Provide it in the Authorization header, using Bearer auth."
    } else {
        "Invalid API Key provided."
    };
    Err(ApiError::invalid(message).with_status(StatusCode::UNAUTHORIZED, "invalid_request_error"))
}

async fn answer_call(shared: Shared, call: Call, request: Request, next: Next) -> Response {
    let kind = call.fault.as_ref().map(|fault| fault.kind);
    let hang = Duration::from_millis(call.fault.as_ref().map_or(0, |fault| fault.hang_ms));
    match kind {
        Some(FaultKind::TimeoutBeforeEffect) => {
            log(&shared, &call, 0, false);
            tokio::time::sleep(hang).await;
            return StatusCode::GATEWAY_TIMEOUT.into_response();
        }
        Some(FaultKind::Error500) => {
            log(&shared, &call, 500, false);
            return outage();
        }
        Some(FaultKind::RateLimit) => {
            log(&shared, &call, 429, false);
            return rate_limited();
        }
        _ => {}
    }

    if let Some(key) = &call.key {
        match shared.change(|store| store.begin_idempotent(key, &call.path, &call.form)) {
            Ok(None) => {}
            Ok(Some(answer)) => {
                log(&shared, &call, answer.status, true);
                return spoil(kind, hang, respond(answer, true)).await;
            }
            Err(error) => {
                log(&shared, &call, error.status.as_u16(), false);
                return error.into_response();
            }
        }
    }

    let before = if kind == Some(FaultKind::Slow) { hang } else { Duration::ZERO };
    let work = tokio::spawn(async move {
        tokio::time::sleep(before).await;
        let response = next.run(request).await;
        let status = response.status().as_u16();
        let should_retry = response.headers().get("stripe-should-retry").cloned();
        let body = to_bytes(response.into_body(), usize::MAX).await.unwrap_or_default();
        let answer = Answer { status, body: String::from_utf8_lossy(&body).into_owned() };
        if let Some(key) = &call.key {
            shared.change(|store| store.finish_idempotent(key, &answer));
        }
        log(&shared, &call, status, false);
        let mut response = respond(answer, false);
        if let Some(value) = should_retry {
            response.headers_mut().insert("stripe-should-retry", value);
        }
        response
    });
    match work.await {
        Ok(response) => spoil(kind, hang, response).await,
        Err(error) => {
            tracing::error!(%error, "a handler stopped");
            outage()
        }
    }
}

/// The effect is there; now the answer gets lost in the way that was ordered.
async fn spoil(kind: Option<FaultKind>, hang: Duration, response: Response) -> Response {
    match kind {
        Some(FaultKind::TimeoutAfterEffect) => {
            tokio::time::sleep(hang).await;
            StatusCode::GATEWAY_TIMEOUT.into_response()
        }
        Some(FaultKind::Error500AfterEffect) => outage(),
        Some(FaultKind::GarbageBodyAfterEffect) => {
            ([(CONTENT_TYPE, "application/json")], "{\"id\": \"<html>502 Bad Ga").into_response()
        }
        _ => response,
    }
}

fn respond(answer: Answer, is_replayed: bool) -> Response {
    let status = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = (status, [(CONTENT_TYPE, "application/json")], answer.body).into_response();
    let headers = response.headers_mut();
    if is_replayed {
        headers.insert("idempotent-replayed", HeaderValue::from_static("true"));
    }
    if let Ok(id) = HeaderValue::from_str(&new_id("req_")) {
        headers.insert("request-id", id);
    }
    response
}

fn outage() -> Response {
    ApiError::invalid("An unknown error occurred")
        .with_status(StatusCode::INTERNAL_SERVER_ERROR, "api_error")
        .into_response()
}

fn rate_limited() -> Response {
    ApiError::invalid("Request rate limit exceeded.")
        .with_status(StatusCode::TOO_MANY_REQUESTS, "invalid_request_error")
        .with_code("rate_limit")
        .into_response()
}

fn log(shared: &Shared, call: &Call, status: u16, is_replayed: bool) {
    shared.change(|store| {
        store.log_request(SeenRequest {
            at_ms: store.clock.now_ms(),
            method: call.method.to_string(),
            path: call.path.clone(),
            idempotency_key: call.key.clone(),
            parameters: call.form.clone(),
            status,
            is_replayed,
            fault: call.fault.as_ref().map(|fault| format!("{:?}", fault.kind)),
        });
    });
}
