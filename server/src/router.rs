//! The whole router and the order of its layers.

use axum::{
    Router,
    extract::DefaultBodyLimit,
    middleware::{from_fn, from_fn_with_state, map_response},
    response::{IntoResponse, Response},
    routing::get,
};
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use tower_http::{
    catch_panic::CatchPanicLayer,
    compression::{
        CompressionLayer, DefaultPredicate,
        predicate::{Predicate, SizeAbove},
    },
    cors::CorsLayer,
    timeout::RequestBodyTimeoutLayer,
};

use crate::{
    api, assets, files, forms, handles, health, limits, logging, mailbox, metrics, middleware, render,
    session, state::AppState, webhooks, ws,
};

/// What fits into one packet arrives no sooner for being smaller.
const ONE_PACKET: u64 = 1400;

/// Bodies that are no upload.
const BODY_LIMIT: usize = 1024 * 1024;

pub fn build(state: AppState) -> Router {
    let compressed = DefaultPredicate::new().and(SizeAbove::new(ONE_PACKET));
    Router::new()
        .merge(render::routes(&state))
        .merge(forms::routes())
        .merge(api::routes())
        .merge(ws::routes())
        .merge(files::private_routes())
        .merge(mailbox::routes())
        .merge(webhooks::routes())
        .route("/speculation-rules.json", get(speculation_rules))
        .fallback(render::not_found)
        // Innermost first: a request passes these from the last to the first.
        .layer(from_fn_with_state(state.clone(), handles::lead_on))
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .layer(from_fn_with_state(state.clone(), limits::count))
        .layer(from_fn_with_state(state.clone(), middleware::refuse_foreign_origins))
        .layer(from_fn_with_state(state.clone(), session::refuse_unknown))
        .layer(from_fn_with_state(state.clone(), middleware::describe_page))
        .layer(from_fn_with_state(state.clone(), session::find_viewer))
        .layer(cors(&state))
        .layer(from_fn(middleware::limit_time))
        .layer(RequestBodyTimeoutLayer::new(middleware::PATIENCE))
        .layer(CatchPanicLayer::custom(answer_to_panic))
        .merge(health::routes())
        .merge(metrics::routes())
        .layer(from_fn(logging::observe))
        .layer(from_fn_with_state(state.clone(), middleware::identify))
        .layer(CompressionLayer::new().gzip(true).br(true).compress_when(compressed))
        .merge(files::public_routes())
        .merge(assets::routes(&state.settings.site_dir))
        .layer(map_response(guard_answer))
        .with_state(state)
}

/// Headers of every answer.
async fn guard_answer(mut response: Response) -> Response {
    const GUARDS: [(HeaderName, HeaderValue); 5] = [
        (header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=63072000; includeSubDomains")),
        (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
        (header::REFERRER_POLICY, HeaderValue::from_static("strict-origin-when-cross-origin")),
        (
            HeaderName::from_static("permissions-policy"),
            HeaderValue::from_static("camera=(), microphone=(), geolocation=(), payment=()"),
        ),
        (HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin")),
    ];
    for (name, value) in GUARDS {
        response.headers_mut().entry(name).or_insert(value);
    }
    // What is away is mostly back within seconds; whoever knows better has said so.
    if response.status() == StatusCode::SERVICE_UNAVAILABLE {
        response.headers_mut().entry(header::RETRY_AFTER).or_insert(HeaderValue::from_static("5"));
    }
    response
}

/// Exact origins from the settings; nobody else's page reads our answers.
fn cors(state: &AppState) -> CorsLayer {
    let origins: Vec<HeaderValue> =
        state.settings.cors_origins.iter().filter_map(|origin| origin.parse().ok()).collect();
    CorsLayer::new()
        .allow_origin(origins)
        .allow_methods([Method::GET, Method::POST, Method::PATCH, Method::DELETE])
        .allow_headers([
            header::AUTHORIZATION,
            header::CONTENT_TYPE,
            HeaderName::from_static("idempotency-key"),
        ])
}

/// Links that come into view are fetched before they are followed; never those that change something.
async fn speculation_rules() -> impl IntoResponse {
    let rules = r#"{"prefetch":[{"where":{"and":[{"href_matches":"/*"},{"not":{"href_matches":["/panel*","/contratos*","/archivos/*","/exportaciones/*","/api/*"]}}]},"eagerness":"moderate"}]}"#;
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/speculationrules+json"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=3600"));
    (headers, rules)
}

/// A fault that nothing foresaw: a page of its own, since rendering may be what failed.
fn answer_to_panic(cause: Box<dyn std::any::Any + Send>) -> Response {
    let cause = cause
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| cause.downcast_ref::<&str>().copied())
        .unwrap_or("unknown");
    tracing::error!(cause, "a request panicked");
    (
        StatusCode::INTERNAL_SERVER_ERROR,
        [(header::CONTENT_TYPE, "text/html; charset=utf-8")],
        include_str!("router/broken.html"),
    )
        .into_response()
}
