//! People with accounts for the tests of the API, and what they own.

use http::{Method, StatusCode};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{Answer, TestApp};

/// Somebody who registered over REST.
pub struct Person {
    pub token: String,
    pub handle: String,
}

impl TestApp {
    /// A new account; the name is also the start of its handle.
    pub async fn person(&self, name: &str) -> Person {
        let email = format!("{}@example.com", Uuid::now_v7());
        let body = json!({ "email": email, "password": "mate y bizcochitos", "name": name });
        let answer = self.json(Method::POST, "/auth/register", None, &body).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text);
        let value = answer.json();
        let text = |value: &Value| value.as_str().expect("text").to_owned();
        Person { token: text(&value["access_token"]), handle: text(&value["user"]["handle"]) }
    }
}

impl Person {
    pub async fn post(&self, app: &TestApp, path: &str, body: Value) -> Answer {
        app.json(Method::POST, path, Some(&self.token), &body).await
    }

    pub async fn patch(&self, app: &TestApp, path: &str, body: Value) -> Answer {
        app.json(Method::PATCH, path, Some(&self.token), &body).await
    }

    pub async fn get(&self, app: &TestApp, path: &str) -> Answer {
        app.json(Method::GET, path, Some(&self.token), &Value::Null).await
    }

    pub async fn delete(&self, app: &TestApp, path: &str) -> Answer {
        app.json(Method::DELETE, path, Some(&self.token), &Value::Null).await
    }

    /// A gig of theirs that everybody sees.
    pub async fn published_gig(&self, app: &TestApp, title: &str) -> Value {
        let made = self.post(app, "/api/v1/gigs", gig(title)).await;
        assert_eq!(made.status, StatusCode::CREATED, "{}", made.text);
        let path = format!("/api/v1/gigs/{}/publish", made.json()["id"].as_str().expect("id"));
        let published = self.post(app, &path, json!({})).await;
        assert_eq!(published.status, StatusCode::OK, "{}", published.text);
        published.json()
    }
}

/// A complete gig as a body.
pub fn gig(title: &str) -> Value {
    json!({
        "title": title,
        "description": "Trabajo prolijo, con entrega en fecha y todos los formatos que necesites.",
        "category": "ilustracion",
        "tags": ["personajes", "libros"],
        "packages": [{
            "tier": "basic", "name": "Esencial", "description": "Un personaje en color",
            "price": { "amount": 2_500_000, "currency": "ARS" }, "delivery_days": 4, "revisions": 2
        }],
        "faq": [{ "question": "¿Incluye los editables?", "answer": "Sí, en SVG." }]
    })
}

/// The fields that a problem names.
pub fn fields(answer: &Answer) -> Vec<String> {
    let errors = answer.json()["errors"].as_array().cloned().unwrap_or_default();
    errors.iter().filter_map(|error| error["field"].as_str().map(str::to_owned)).collect()
}
