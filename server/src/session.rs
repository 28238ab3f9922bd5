//! Finds out who calls, for every request: a Bearer token for clients, cookies for browsers. A browser whose access
//! token has run out while its refresh token lives gets both anew with the answer, and notices nothing.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    middleware::Next,
    response::{IntoResponse, Response},
};
use axum_extra::extract::cookie::CookieJar;
use domain::{Error, auth::Viewer};
use http::{HeaderMap, HeaderValue, header};
use services::{
    audit::Origin,
    auth::{self, ACCESS_LIFETIME, CHALLENGE_LIFETIME, REFRESH_LIFETIME, Refreshed, TokenPair},
};

use crate::{errors::ApiError, render, state::AppState};

/// `__Host-`: only this host sets it, only over HTTPS (or localhost), for the whole site.
pub const ACCESS_COOKIE: &str = "__Host-access";
pub const REFRESH_COOKIE: &str = "__Host-refresh";
/// Of who has given the password and not yet the code.
pub const HALF_SESSION_COOKIE: &str = "__Host-half-session";

/// What the answer has to do to the browser's cookies.
enum Cookies {
    Keep,
    Set(TokenPair),
    Remove,
}

/// In the extensions of a request whose viewer can't be found out now.
#[derive(Clone)]
pub struct ViewerUnknown(Arc<Error>);

/// Puts the [`Viewer`] into the request's extensions where there is one.
pub async fn find_viewer(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    let (found, cookies) = match bearer(request.headers()) {
        Some(token) => (authenticate(&state, token).await, Cookies::Keep),
        None => by_cookies(&state, request.headers(), request.uri().path(), request.extensions().get()).await,
    };
    match found {
        Ok(Some(viewer)) => {
            request.extensions_mut().insert(viewer);
        }
        Ok(None) => {}
        Err(error) => {
            request.extensions_mut().insert(ViewerUnknown(Arc::new(error)));
        }
    }
    let mut response = next.run(request).await;
    // What a handler did to the session's cookies stands: signing in or out.
    if !touches_session(response.headers()) {
        match cookies {
            Cookies::Keep => {}
            Cookies::Set(tokens) => set_session_cookies(&mut response, &tokens),
            Cookies::Remove => remove_session_cookies(&mut response),
        }
    }
    response
}

/// Somebody is there, and who can't be found out now: going on as nobody would show a signed-in person the door.
pub async fn refuse_unknown(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    let Some(ViewerUnknown(error)) = request.extensions_mut().remove() else {
        return next.run(request).await;
    };
    let path = request.uri().path();
    if ["/api/", "/auth/", "/ws"].iter().any(|start| path.starts_with(start)) {
        return ApiError(Arc::into_inner(error).unwrap_or(Error::Unavailable)).into_response();
    }
    if let Error::Internal(cause) = &*error {
        tracing::error!(%cause, path, "who calls could not be found out");
    }
    // The app knows from its context that this is all there is to show, at any address.
    render::page(&state, request).await
}

/// `None`: nobody. An error: it can't be found out.
async fn authenticate(state: &AppState, token: &str) -> Result<Option<Viewer>, Error> {
    match auth::authenticate(&state.services, token).await {
        Ok(viewer) => Ok(Some(viewer)),
        Err(Error::SignInRequired) => Ok(None),
        Err(other) => Err(services::settle(other)),
    }
}

async fn by_cookies(
    state: &AppState,
    headers: &HeaderMap,
    path: &str,
    origin: Option<&Origin>,
) -> (Result<Option<Viewer>, Error>, Cookies) {
    let jar = CookieJar::from_headers(headers);
    if let Some(access) = jar.get(ACCESS_COOKIE) {
        match authenticate(state, access.value()).await {
            Ok(None) => {}
            found => return (found, Cookies::Keep),
        }
    }
    let Some(refresh) = jar.get(REFRESH_COOKIE) else { return (Ok(None), Cookies::Keep) };
    // That route exchanges the token itself.
    if path == "/auth/refresh" {
        return (Ok(None), Cookies::Keep);
    }
    let origin = origin.cloned().unwrap_or_default();
    match auth::refresh(&state.services, &origin, refresh.value()).await {
        Ok(Refreshed::Rotated(signed_in)) => (Ok(Some(signed_in.viewer)), Cookies::Set(signed_in.tokens)),
        // Another tab was faster, and its answer brings the cookies; this one is served all the same.
        Ok(Refreshed::JustRotated(viewer)) => (Ok(Some(viewer)), Cookies::Keep),
        Err(Error::SignInRequired) => (Ok(None), Cookies::Remove),
        Err(other) => (Err(services::settle(other)), Cookies::Keep),
    }
}

/// The token of `Authorization: Bearer …`; with it, cookies are not looked at.
fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(token.trim())
}

fn touches_session(headers: &HeaderMap) -> bool {
    headers
        .get_all(header::SET_COOKIE)
        .iter()
        .any(|cookie| cookie.as_bytes().starts_with(REFRESH_COOKIE.as_bytes()))
}

/// Keeps the browser signed in. The answer that brings the cookies is kept nowhere.
pub fn set_session_cookies(response: &mut Response, tokens: &TokenPair) {
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    set_session_cookie(response, ACCESS_COOKIE, &tokens.access_token, ACCESS_LIFETIME);
    set_session_cookie(response, REFRESH_COOKIE, &tokens.refresh_token, REFRESH_LIFETIME);
}

/// Between password and code: five minutes, and no session.
pub fn set_half_session_cookie(response: &mut Response, token: &str) {
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    set_session_cookie(response, HALF_SESSION_COOKIE, token, CHALLENGE_LIFETIME);
}

/// The code was given.
pub fn remove_half_session_cookie(response: &mut Response) {
    set_session_cookie(response, HALF_SESSION_COOKIE, "", chrono::Duration::zero());
}

/// Takes the session from the browser.
pub fn remove_session_cookies(response: &mut Response) {
    for name in [ACCESS_COOKIE, REFRESH_COOKIE] {
        set_session_cookie(response, name, "", chrono::Duration::zero());
    }
}

/// Signed out: no cookies, and nothing of the person's pages left in the browser.
pub fn forget_browser(response: &mut Response) {
    remove_session_cookies(response);
    response.headers_mut().insert("clear-site-data", HeaderValue::from_static("\"cache\", \"storage\""));
}

fn set_session_cookie(response: &mut Response, name: &str, value: &str, lifetime: chrono::Duration) {
    let seconds = lifetime.num_seconds();
    let cookie = format!("{name}={value}; Path=/; Max-Age={seconds}; Secure; HttpOnly; SameSite=Lax");
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
}
