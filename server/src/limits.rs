//! Which limit a request counts against, and what its answer says of it (`RateLimit-*`, `Retry-After`).

use axum::{
    extract::{Request, State},
    middleware::Next,
    response::{IntoResponse, Response},
};
use domain::{Error, auth::Viewer};
use http::{HeaderName, HeaderValue, Method};
use services::{
    audit::Origin,
    limits::{Allowance, Limit, Subject},
};

use crate::{errors::ApiError, forms::SentForm, state::AppState};

/// Counts requests of the API. Pages are read without counting; their sign-in forms count for themselves, so that a
/// refusal comes back in the form.
pub async fn count(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let Some(limit) = limit_of(request.method(), request.uri().path()) else {
        return next.run(request).await;
    };
    let subject = subject(request.extensions().get::<Viewer>(), request.extensions().get::<Origin>());
    let allowance = state.services.limits.take(limit, &subject).await;
    let mut response = match allowance.into_result() {
        Ok(_) => next.run(request).await,
        Err(error) => ApiError(error).into_response(),
    };
    describe(&mut response, allowance);
    response
}

/// The account of who is signed in, else the network address.
fn subject(viewer: Option<&Viewer>, origin: Option<&Origin>) -> Subject {
    match viewer {
        Some(viewer) => Subject::Account(viewer.user_id),
        None => Subject::Address(origin.map(|origin| origin.address.clone()).unwrap_or_default()),
    }
}

/// Counts a form at the door, so that a refusal comes back in it.
pub async fn count_form(state: &AppState, limit: Limit, form: &SentForm) -> (Allowance, Result<(), Error>) {
    let subject = subject(form.viewer.as_ref(), Some(&form.origin));
    let allowance = state.services.limits.take(limit, &subject).await;
    (allowance, allowance.into_result().map(drop))
}

/// Writes what is left of a limit into the answer.
pub fn describe(response: &mut Response, allowance: Allowance) {
    const LIMIT: HeaderName = HeaderName::from_static("ratelimit-limit");
    const REMAINING: HeaderName = HeaderName::from_static("ratelimit-remaining");
    const RESET: HeaderName = HeaderName::from_static("ratelimit-reset");
    let headers = response.headers_mut();
    headers.insert(LIMIT, HeaderValue::from(allowance.limit));
    headers.insert(REMAINING, HeaderValue::from(allowance.remaining));
    headers.insert(RESET, HeaderValue::from(allowance.reset_seconds));
    if let Some(seconds) = allowance.retry_after_seconds {
        headers.insert(http::header::RETRY_AFTER, HeaderValue::from(seconds));
    }
}

/// The limit of an API route; `None` for what is no part of the API.
fn limit_of(method: &Method, path: &str) -> Option<Limit> {
    let is_post = method == Method::POST;
    match path {
        "/auth/login" | "/auth/step-up" | "/auth/passkeys/sign-in" => Some(Limit::Login),
        "/auth/register" => Some(Limit::Register),
        "/auth/forgot-password" => Some(Limit::Forgot),
        "/api/openapi.json" => None,
        path if path.starts_with("/api/docs") => None,
        path if path.starts_with("/auth/") => Some(Limit::General),
        path => {
            let rest = path.strip_prefix("/api/v1/")?;
            let is_payment = rest == "contracts" || rest == "payouts" || rest.ends_with("/pay");
            let is_search = rest == "gigs" || rest == "projects" || rest.starts_with("search/");
            Some(match () {
                () if is_post && is_payment => Limit::Payments,
                () if is_post && rest.ends_with("/messages") => Limit::Messages,
                () if method == Method::GET && is_search => Limit::Search,
                () => Limit::General,
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_route_counts_against_its_limit() {
        let post = |path| limit_of(&Method::POST, path);
        let get = |path| limit_of(&Method::GET, path);
        assert_eq!(post("/auth/login"), Some(Limit::Login));
        assert_eq!(post("/auth/register"), Some(Limit::Register));
        assert_eq!(post("/auth/refresh"), Some(Limit::General));
        assert_eq!(post("/api/v1/contracts"), Some(Limit::Payments));
        assert_eq!(get("/api/v1/contracts"), Some(Limit::General));
        assert_eq!(post("/api/v1/contracts/1/milestones/1/pay"), Some(Limit::Payments));
        assert_eq!(post("/api/v1/conversations/1/messages"), Some(Limit::Messages));
        assert_eq!(get("/api/v1/gigs"), Some(Limit::Search));
        assert_eq!(post("/api/v1/gigs"), Some(Limit::General));
        assert_eq!(get("/api/v1/search/suggest"), Some(Limit::Search));
        for path in
            ["/", "/buscar", "/ingresar", "/health", "/metrics", "/webhooks/stripe", "/ws", "/api/docs/"]
        {
            assert_eq!(get(path), None, "{path}");
        }
    }
}
