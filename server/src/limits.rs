//! Which limit a request counts against, and what its answer says of it (`RateLimit-*`, `Retry-After`).

use app::{context::PageContext, i18n};
use axum::{
    extract::{Request, State},
    middleware::Next,
    response::{Html, IntoResponse, Response},
};
use domain::{Error, auth::Viewer, locale::Locale};
use http::{HeaderName, HeaderValue, Method, StatusCode};
use services::{
    audit::Origin,
    limits::{Allowance, Limit, Subject},
};

use crate::{errors::ApiError, forms::SentForm, state::AppState};

/// Counts requests: those of the API and forms for all replicas together, pages generously. The forms that let people in
/// count once more for themselves, so that a refusal comes back in the form.
pub async fn count(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let for_api = limit_of(request.method(), path);
    let Some(limit) = for_api.or_else(|| limit_of_page(request.method(), path)) else {
        return next.run(request).await;
    };
    let subject = subject(request.extensions().get::<Viewer>(), request.extensions().get::<Origin>());
    let allowance = state.services.limits.take(limit, &subject).await;
    let locale = request.extensions().get::<PageContext>().map(|page| page.locale).unwrap_or_default();
    let mut response = match allowance.into_result() {
        // Who reads pages has no use for numbers.
        Ok(_) if for_api.is_none() => return next.run(request).await,
        Ok(_) => next.run(request).await,
        Err(error) if for_api.is_none() => busy_page(locale, &error),
        Err(error) => ApiError(error).into_response(),
    };
    describe(&mut response, allowance);
    response
}

/// Costs nothing to make: it is for who asks too much.
fn busy_page(locale: Locale, error: &Error) -> Response {
    let page = include_str!("router/busy.html")
        .replace("{lang}", locale.tag())
        .replace("{title}", &i18n::text(locale, "pages.busy.title", &[]))
        .replace("{advice}", &i18n::outcome(locale, error));
    (StatusCode::TOO_MANY_REQUESTS, Html(page)).into_response()
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

/// The limit of a page or a form; `None` for what has limits of its own, or comes from who is known by a signature.
fn limit_of_page(method: &Method, path: &str) -> Option<Limit> {
    let is_exempt = path == "/ws"
        || path == "/speculation-rules.json"
        || ["/api/", "/webhooks/"].iter().any(|prefix| path.starts_with(prefix));
    let is_read = matches!(*method, Method::GET | Method::HEAD);
    match () {
        () if is_exempt => None,
        () if is_read && (path == "/buscar" || path.starts_with("/c/")) => Some(Limit::SearchPages),
        () if is_read => Some(Limit::Pages),
        () if path.ends_with("/contratar") || path.ends_with("/pagar") => Some(Limit::Payments),
        () if path.starts_with("/panel/mensajes") => Some(Limit::Messages),
        () => Some(Limit::General),
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

    #[test]
    fn pages_and_forms_count_too_each_against_its_limit() {
        let get = |path| limit_of_page(&Method::GET, path);
        let post = |path| limit_of_page(&Method::POST, path);
        for path in ["/", "/gigs/un-logo", "/u/ana", "/panel", "/archivos/1", "/no-existe"] {
            assert_eq!(get(path), Some(Limit::Pages), "{path}");
        }
        assert_eq!(get("/buscar"), Some(Limit::SearchPages));
        assert_eq!(get("/c/ilustracion"), Some(Limit::SearchPages));
        assert_eq!(post("/gigs/un-logo/contratar"), Some(Limit::Payments));
        assert_eq!(post("/contratos/1/pagar"), Some(Limit::Payments));
        assert_eq!(post("/panel/perfil"), Some(Limit::General));
        for path in ["/ws", "/speculation-rules.json", "/api/docs/", "/webhooks/stripe"] {
            assert_eq!((get(path), post(path)), (None, None), "{path}");
        }
    }
}
