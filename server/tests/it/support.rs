//! The application under test, and short ways to ask it something.

use std::net::SocketAddr;

use axum::{Router, body::Body, extract::ConnectInfo};
use http::{Method, Request, StatusCode, header};
use http_body_util::BodyExt;
use serde_json::Value;
use services::{Secret, Services, Settings};
use sqlx::PgPool;
use tower::ServiceExt;

use server::{router, state::AppState};

/// The site under test; every request goes through all layers.
pub struct TestApp {
    pub services: Services,
    router: Router,
}

/// An answer, read whole.
pub struct Answer {
    pub status: StatusCode,
    pub headers: http::HeaderMap,
    pub text: String,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {}", self.text))
    }

    /// Names and values of the cookies that it sets.
    pub fn cookies(&self) -> Vec<(String, String)> {
        let lines = self.headers.get_all(header::SET_COOKIE).iter();
        lines
            .filter_map(|line| line.to_str().ok()?.split(';').next()?.split_once('='))
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect()
    }
}

impl TestApp {
    /// Over a database that `#[sqlx::test]` has made and migrated.
    pub async fn new(pool: PgPool) -> Self {
        rustls::crypto::ring::default_provider().install_default().ok();
        let settings = server_settings();
        let mut for_services: Settings = settings.for_services();
        for_services.session_secret = Secret::new("tests-tests-tests-tests-tests-tests");
        let services = Services::with_db(for_services, pool).expect("services");
        services::categories::synchronize(&services).await.expect("categories");
        let router = router::build(AppState::new(settings, services.clone()));
        Self { services, router }
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(Request::get(path).body(Body::empty()).expect("request")).await
    }

    /// A request as its own client would send it.
    pub async fn send(&self, mut request: Request<Body>) -> Answer {
        request.extensions_mut().insert(ConnectInfo(SocketAddr::from(([127, 0, 0, 1], 4000))));
        let response = self.router.clone().oneshot(request).await.expect("the router never fails");
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.expect("body").to_bytes();
        Answer { status: parts.status, headers: parts.headers, text: String::from_utf8_lossy(&bytes).into_owned() }
    }

    /// A JSON request, signed in where a token is given.
    pub async fn json(&self, method: Method, path: &str, token: Option<&str>, body: &Value) -> Answer {
        let mut request = Request::builder().method(method).uri(path).header(header::CONTENT_TYPE, "application/json");
        if let Some(token) = token {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        self.send(request.body(Body::from(body.to_string())).expect("request")).await
    }
}

/// The defaults of development, with Redis where the environment says.
fn server_settings() -> server::settings::Settings {
    use clap::Parser;

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        settings: server::settings::Settings,
    }
    let mut settings = Line::parse_from(["laburemos"]).settings;
    settings.files_dir = std::env::temp_dir().join("laburemos-tests");
    settings
}
