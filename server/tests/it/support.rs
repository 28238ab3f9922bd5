//! The application under test, and short ways to ask it something.

use std::{collections::BTreeMap, net::SocketAddr};

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
    pub router: Router,
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
        Self::with(pool, |_| {}).await
    }

    /// The same with other settings.
    pub async fn with(pool: PgPool, change: impl FnOnce(&mut server::settings::Settings)) -> Self {
        rustls::crypto::ring::default_provider().install_default().ok();
        let mut settings = server_settings();
        change(&mut settings);
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
        Answer {
            status: parts.status,
            headers: parts.headers,
            text: String::from_utf8_lossy(&bytes).into_owned(),
        }
    }

    /// A browser that was never here.
    pub fn browser(&self) -> Browser<'_> {
        Browser { app: self, cookies: BTreeMap::new(), user_agent: "Firefox" }
    }

    /// A JSON request, signed in where a token is given.
    pub async fn json(&self, method: Method, path: &str, token: Option<&str>, body: &Value) -> Answer {
        let mut request =
            Request::builder().method(method).uri(path).header(header::CONTENT_TYPE, "application/json");
        if let Some(token) = token {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        self.send(request.body(Body::from(body.to_string())).expect("request")).await
    }
}

/// A browser without script: keeps cookies, follows nothing, sends forms with their token.
pub struct Browser<'a> {
    app: &'a TestApp,
    pub cookies: BTreeMap<String, String>,
    /// As it says who it is.
    pub user_agent: &'static str,
}

impl Browser<'_> {
    pub async fn get(&mut self, path: &str) -> Answer {
        self.send(Request::get(path), String::new()).await
    }

    /// Sends a form as it stands on one of our pages.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        if !self.cookies.contains_key("__Host-csrf") {
            self.get("/").await;
        }
        let token = self.cookies.get("__Host-csrf").cloned().unwrap_or_default();
        let mut body = form_urlencoded(&[("csrf", &token)]);
        if !fields.is_empty() {
            body = format!("{body}&{}", form_urlencoded(fields));
        }
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin");
        self.send(request, body).await
    }

    /// Sends a form with files: field, name and bytes of each.
    pub async fn post_files(
        &mut self,
        path: &str,
        fields: &[(&str, &str)],
        files: &[(&str, &str, &[u8])],
    ) -> Answer {
        if !self.cookies.contains_key("__Host-csrf") {
            self.get("/").await;
        }
        let token = self.cookies.get("__Host-csrf").cloned().unwrap_or_default();
        let mut body = Vec::new();
        for (name, value) in [("csrf", token.as_str())].iter().chain(fields) {
            body.extend(
                format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes(),
            );
        }
        for (field, name, bytes) in files {
            body.extend(
                format!(
                    "--x\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\n\
                     Content-Type: application/octet-stream\r\n\r\n"
                )
                .bytes(),
            );
            body.extend_from_slice(bytes);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(b"--x--\r\n");
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=x")
            .header("sec-fetch-site", "same-origin");
        self.send(request, body).await
    }

    pub async fn send(&mut self, request: http::request::Builder, body: impl Into<Body>) -> Answer {
        let cookies: Vec<String> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request =
            request.header(header::COOKIE, cookies.join("; ")).header(header::USER_AGENT, self.user_agent);
        let answer = self.app.send(request.body(body.into()).expect("request")).await;
        for (name, value) in answer.cookies() {
            if value.is_empty() {
                self.cookies.remove(&name);
            } else {
                self.cookies.insert(name, value);
            }
        }
        answer
    }
}

/// Fields as a browser writes them into the body of a form.
fn form_urlencoded(fields: &[(&str, &str)]) -> String {
    let escape = |text: &str| -> String {
        let escape_byte = |byte: u8| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'*' => {
                char::from(byte).to_string()
            }
            other => format!("%{other:02X}"),
        };
        text.bytes().map(escape_byte).collect()
    };
    let pairs: Vec<String> =
        fields.iter().map(|(name, value)| format!("{}={}", escape(name), escape(value))).collect();
    pairs.join("&")
}

/// The defaults of development, with Redis where the environment says.
pub fn server_settings() -> server::settings::Settings {
    use clap::Parser;

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        settings: server::settings::Settings,
    }
    let mut settings = Line::parse_from(["laburemos"]).settings;
    // All tests share one address and one Redis; those of the limits set their own.
    settings.rate_limit_scale = 1e6;
    settings.files_dir = std::env::temp_dir().join("laburemos-tests");
    settings
}
