//! The error answers of Stripe's API, as a value and as a response.
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

/// An error in the words of Stripe: `{"error": {"type", "code", "message", "param", …}}`.
#[derive(Clone, Debug)]
pub struct ApiError {
    /// HTTP status.
    pub status: StatusCode,
    /// Stripe's family of errors, such as `invalid_request_error`.
    pub kind: &'static str,
    /// Stripe's code, where it has one for the case.
    pub code: Option<&'static str>,
    /// The sentence for the developer.
    pub message: String,
    /// The parameter that is wrong.
    pub param: Option<String>,
    /// The object the error is about, under its Stripe name (`payment_intent`).
    pub about: Option<Box<(&'static str, Value)>>,
}

impl ApiError {
    /// 400 `invalid_request_error` without a code.
    pub fn invalid(message: impl Into<String>) -> Self {
        Self {
            status: StatusCode::BAD_REQUEST,
            kind: "invalid_request_error",
            code: None,
            message: message.into(),
            param: None,
            about: None,
        }
    }

    /// 404 `resource_missing`: there is no such object.
    pub fn missing(object: &str, id: &str) -> Self {
        let param = if object == "checkout.session" { "session" } else { object };
        Self { status: StatusCode::NOT_FOUND, ..Self::invalid(format!("No such {object}: '{id}'")) }
            .with_code("resource_missing")
            .with_param(param)
    }

    /// 400 `parameter_missing`.
    pub fn required(param: &str) -> Self {
        Self::invalid(format!("Missing required param: {param}."))
            .with_code("parameter_missing")
            .with_param(param)
    }

    /// Adds Stripe's code.
    #[must_use]
    pub fn with_code(self, code: &'static str) -> Self {
        Self { code: Some(code), ..self }
    }

    /// Names the parameter.
    #[must_use]
    pub fn with_param(self, param: impl Into<String>) -> Self {
        Self { param: Some(param.into()), ..self }
    }

    /// Another status and family.
    #[must_use]
    pub fn with_status(self, status: StatusCode, kind: &'static str) -> Self {
        Self { status, kind, ..self }
    }

    /// Carries the object along.
    #[must_use]
    pub fn with_about(self, name: &'static str, object: Value) -> Self {
        Self { about: Some(Box::new((name, object))), ..self }
    }

    /// The body of the answer.
    pub fn json(&self) -> Value {
        let mut error = json!({"type": self.kind, "message": self.message});
        if let Some(code) = self.code {
            error["code"] = json!(code);
            error["doc_url"] =
                json!(format!("https://stripe.com/docs/error-codes/{}", code.replace('_', "-")));
        }
        if let Some(param) = &self.param {
            error["param"] = json!(param);
        }
        if let Some(about) = &self.about {
            let (name, object) = about.as_ref();
            error[*name] = object.clone();
        }
        json!({"error": error})
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let mut response = (self.status, axum::Json(self.json())).into_response();
        // Stripe says it aloud so that clients need not guess from the status.
        let should_retry = matches!(self.code, Some("idempotency_key_in_use" | "rate_limit"))
            || self.status.is_server_error();
        let value = HeaderValue::from_static(if should_retry { "true" } else { "false" });
        response.headers_mut().insert("stripe-should-retry", value);
        response
    }
}
