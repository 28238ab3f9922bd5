//! What happens around every request, from the outside in: see `router::build` for the order.

use std::{sync::Arc, time::Duration};

use app::context::PageContext;
use axum::{
    extract::{Request, State},
    middleware::Next,
    response::{IntoResponse, Response},
};
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use domain::{Error, auth::Viewer, locale::Locale, preferences::Theme};
use http::{HeaderName, HeaderValue, Method, StatusCode, header};
use services::audit::Origin;

use crate::{
    errors::{self, ApiError, Refused},
    session::ViewerUnknown,
    state::AppState,
};

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
const CSRF_COOKIE: &str = "__Host-csrf";
const LOCALE_COOKIE: &str = "locale";
const THEME_COOKIE: &str = "theme";

/// Random, unguessable, fit for headers and forms: 144 bits.
fn token() -> String {
    BASE64_URL_SAFE_NO_PAD.encode(rand::random::<[u8; 18]>())
}

/// Finds where the request came from and gives it an id, which every answer carries.
pub async fn identify(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    let peer = request
        .extensions()
        .get::<axum::extract::ConnectInfo<std::net::SocketAddr>>()
        .map(|peer| peer.0.ip());
    let headers = request.headers();
    let header = |name: &HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    // A proxy that we trust says who asked it; anybody else could say anything.
    let is_trusted = peer.is_some_and(|peer| state.settings.trusted_proxies.contains(&peer));
    let forwarded =
        header(&HeaderName::from_static("x-forwarded-for")).filter(|_| is_trusted).and_then(|chain| {
            let hops = chain.split(',').rev().map(str::trim);
            hops.filter_map(|hop| hop.parse::<std::net::IpAddr>().ok())
                .find(|hop| !state.settings.trusted_proxies.contains(hop))
        });
    let request_id = uuid::Uuid::now_v7().to_string();
    let origin = Origin {
        address: forwarded.or(peer).map(|address| address.to_string()).unwrap_or_default(),
        user_agent: header(&header::USER_AGENT).unwrap_or_default().chars().take(300).collect(),
        request_id: request_id.clone(),
    };
    request.extensions_mut().insert(origin);
    let mut response = next.run(request).await;
    if let Ok(value) = HeaderValue::from_str(&request_id) {
        response.headers_mut().insert(REQUEST_ID, value);
    }
    response
}

/// How long an answer may take, and how long a body may pause on its way.
pub const PATIENCE: Duration = Duration::from_secs(30);
/// How long files may be on their way: the largest form of ours over a slow line.
const UPLOAD_PATIENCE: Duration = Duration::from_mins(30);

/// Gives up what takes too long. Files may be long on their way, as long as they come on.
pub async fn limit_time(request: Request, next: Next) -> Response {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let has_files = kind.is_some_and(|kind| kind.starts_with("multipart/form-data"));
    let patience = if has_files { UPLOAD_PATIENCE } else { PATIENCE };
    tokio::time::timeout(patience, next.run(request))
        .await
        .unwrap_or_else(|_| StatusCode::SERVICE_UNAVAILABLE.into_response())
}

/// Whether a browser's page of this origin may act for its visitor: ours, and those that the settings list.
pub fn is_own_origin(state: &AppState, origin: &str) -> bool {
    origin == state.services.settings.public_url
        || state.settings.cors_origins.iter().any(|other| other == origin)
}

/// Unsafe methods come from our own pages or from clients that are no browser.
pub async fn refuse_foreign_origins(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let is_safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let is_signed_by_provider = request.uri().path().starts_with("/webhooks/");
    if is_safe || is_signed_by_provider {
        return next.run(request).await;
    }
    let headers = request.headers();
    let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let allowed = match (header("origin"), header("sec-fetch-site")) {
        (Some(origin), _) => is_own_origin(&state, origin),
        (None, Some(site)) => matches!(site, "same-origin" | "none"),
        (None, None) => true,
    };
    if allowed { next.run(request).await } else { ApiError(Error::Forbidden).into_response() }
}

/// Finds language and theme, mints the nonce and the form token, and guards what the answer tells caches and browsers.
pub async fn describe_page(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    let cookies = CookieJar::from_headers(request.headers());
    let cookie = |name: &str| cookies.get(name).map(|cookie| cookie.value().to_owned());
    let query = request.uri().query().unwrap_or_default();
    let asked = query.split('&').find_map(|pair| pair.strip_prefix("lang=")).and_then(Locale::from_tag);
    let viewer = request.extensions().get::<Viewer>().cloned();
    let accepted = request.headers().get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    let locale = asked
        .or_else(|| viewer.as_ref().map(|viewer| viewer.locale))
        .or_else(|| cookie(LOCALE_COOKIE).as_deref().and_then(Locale::from_tag))
        .or_else(|| accepted.and_then(Locale::from_accept_language))
        .unwrap_or_default();
    let theme = viewer
        .as_ref()
        .map(|viewer| viewer.display.theme)
        .filter(|theme| *theme != Theme::System)
        .or_else(|| Theme::from_name(&cookie(THEME_COOKIE)?))
        .unwrap_or_default();
    let known_csrf = cookie(CSRF_COOKIE).filter(|token| token.len() == 24);
    let is_new_csrf = known_csrf.is_none();
    let page = PageContext {
        is_production: state.settings.is_production(),
        theme,
        path: request.uri().path_and_query().map(ToString::to_string).unwrap_or_default(),
        public_url: Arc::from(state.services.settings.public_url.as_str()),
        csrf: known_csrf.unwrap_or_else(token).into(),
        nonce: token().into(),
        request_id: request.extensions().get::<Origin>().map_or("", |origin| &origin.request_id).into(),
        is_viewer_unknown: request.extensions().get::<ViewerUnknown>().is_some(),
        viewer,
        locale,
    };
    request.extensions_mut().insert(page.clone());

    let mut response = next.run(request).await;
    if let Some(refused) = response.extensions().get::<Refused>() {
        let mut described = errors::describe(refused, page.locale, &page.request_id);
        // What was said in headers on the way out still holds: limits, cookies.
        described.headers_mut().extend(std::mem::take(response.headers_mut()));
        response = described;
    }
    let is_html = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.to_str().is_ok_and(|kind| kind.starts_with("text/html")));
    if page.viewer.is_some() {
        response.headers_mut().entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    }
    if is_html {
        guard_document(&mut response, &page, &state.form_targets, is_new_csrf);
        if asked.is_some() {
            set_cookie(&mut response, lasting_cookie(LOCALE_COOKIE, locale.tag()));
        }
    }
    response
}

/// Headers that only documents need.
fn guard_document(response: &mut Response, page: &PageContext, targets: &str, is_new_csrf: bool) {
    let nonce = &page.nonce;
    let policy = format!(
        "default-src 'self'; script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'; style-src 'self'; \
         img-src 'self' data: blob:; connect-src 'self'; object-src 'none'; base-uri 'none'; \
         frame-ancestors 'none'; form-action 'self' {targets}"
    );
    let headers = response.headers_mut();
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(policy);
    }
    // The page differs by cookie and language; what is kept for going back is asked for again.
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("private, no-cache"));
    headers.insert("speculation-rules", HeaderValue::from_static("\"/speculation-rules.json\""));
    if is_new_csrf {
        let cookie =
            Cookie::build((CSRF_COOKIE, page.csrf.to_string())).path("/").secure(true).http_only(true);
        set_cookie(response, cookie.same_site(SameSite::Lax).build());
    }
}

/// Keeps language and theme in the browser, for when nobody is signed in there.
pub fn remember(response: &mut Response, locale: Option<Locale>, theme: Option<Theme>) {
    if let Some(locale) = locale {
        set_cookie(response, lasting_cookie(LOCALE_COOKIE, locale.tag()));
    }
    if let Some(theme) = theme {
        set_cookie(response, lasting_cookie(THEME_COOKIE, theme.name()));
    }
}

/// A cookie for a year, for choices that are no secret.
fn lasting_cookie(name: &'static str, value: &str) -> Cookie<'static> {
    Cookie::build((name, value.to_owned()))
        .path("/")
        .secure(true)
        .same_site(SameSite::Lax)
        .permanent()
        .build()
}

/// Adds a cookie to an answer.
pub fn set_cookie(response: &mut Response, cookie: Cookie<'_>) {
    if let Ok(value) = HeaderValue::from_str(&cookie.to_string()) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
}
