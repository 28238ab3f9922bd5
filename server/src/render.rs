//! Pages: the app's routes, rendered whole for each request with its context.

use app::{context::PageContext, forms::FormState, routes::App, shell::document};
use axum::{
    Router,
    extract::{Request, State},
    response::{IntoResponse, Response},
    routing::get,
};
use http::{HeaderValue, StatusCode, header, request::Parts};
use leptos::prelude::provide_context;
use leptos_axum::{
    LeptosRoutes, generate_route_list_with_exclusions_and_ssg_and_context, render_app_async_with_context,
};

use crate::state::AppState;

/// Every page of the app, and the server functions that islands call.
pub fn routes(state: &AppState) -> Router<AppState> {
    let context = {
        let state = state.clone();
        move || provide(&state)
    };
    // The app is walked once for its routes, without a request.
    let walk = {
        let state = state.clone();
        move || {
            provide(&state);
            provide_context(PageContext::default());
        }
    };
    let (routes, _) = generate_route_list_with_exclusions_and_ssg_and_context(App, None, walk);
    Router::new().leptos_routes_with_context(state, routes, context, document)
}

/// Addresses that nothing answers: the page that says so, with status 404.
pub async fn not_found(State(state): State<AppState>, request: Request) -> Response {
    page(&state, request).await
}

/// The page of a request, whatever its method.
pub async fn page(state: &AppState, request: Request) -> Response {
    render(state, request, None).await
}

/// Renders the page at the request's path again, with the form that was refused.
pub async fn again(
    state: &AppState,
    mut parts: Parts,
    path: &str,
    status: StatusCode,
    form: FormState,
) -> Response {
    parts.method = http::Method::GET;
    if let Ok(uri) = path.parse() {
        parts.uri = uri;
    }
    let request = Request::from_parts(parts, axum::body::Body::empty());
    let mut response = render(state, request, Some(form)).await;
    if response.status() == StatusCode::OK {
        *response.status_mut() = status;
    }
    response
}

/// Renders whatever page the request's path has.
async fn render(state: &AppState, request: Request, form: Option<FormState>) -> Response {
    let context = {
        let state = state.clone();
        move || {
            provide(&state);
            if let Some(form) = form.clone() {
                provide_context(form);
            }
        }
    };
    render_app_async_with_context(context, document)(request).await.into_response()
}

/// What views take from their context.
fn provide(state: &AppState) {
    provide_context(state.services.clone());
    provide_context(state.assets.clone());
    if let Some(page) = leptos::prelude::use_context::<Parts>()
        .and_then(|parts| parts.extensions.get::<PageContext>().cloned())
    {
        provide_context(leptos::nonce::Nonce::from_value(page.nonce.to_string()));
        provide_context(page);
    }
}

/// A redirect after a form was accepted.
pub fn see_other(path: &str) -> Response {
    let mut response = StatusCode::SEE_OTHER.into_response();
    if let Ok(location) = HeaderValue::from_str(path) {
        response.headers_mut().insert(header::LOCATION, location);
    }
    response
}

/// A `get` route that only redirects.
pub fn redirect(to: &'static str) -> axum::routing::MethodRouter<AppState> {
    get(move || async move { see_other(to) })
}
