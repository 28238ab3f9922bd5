//! A client, a seller with a gig, and a payment provider: what the tests of contracts, payments and reviews share.

use std::sync::atomic::{AtomicUsize, Ordering};

use axum::body::Body;
use fake_stripe::{FakeStripe, Row as _, Running};
use http::{Method, Request, StatusCode};
use serde_json::{Value, json};
use services::payments::operations;
use sqlx::PgPool;
use uuid::Uuid;

use crate::support::{Answer, TestApp};

pub const SECRET: &str = "whsec_market";
pub const COMMENT: &str = "Entregó antes de tiempo y explicó cada decisión.";

pub struct Market {
    pub app: TestApp,
    pub stripe: Running,
    /// Access tokens.
    pub client: String,
    pub seller: String,
    pub stranger: String,
    pub seller_handle: String,
    pub gig: Uuid,
    passed: AtomicUsize,
}

impl Market {
    pub async fn open(pool: PgPool) -> Self {
        rustls::crypto::ring::default_provider().install_default().ok();
        let stripe = FakeStripe::start(fake_stripe::Settings::default()).await.expect("a provider");
        let app = TestApp::with(pool, |settings| {
            settings.stripe_api_url.clone_from(&stripe.url);
            settings.stripe_secret_key = "sk_test_fake".into();
            settings.stripe_webhook_secret = vec![SECRET.into()];
            settings.rate_limit_scale = 1000.0;
        })
        .await;
        let (client, _) = register(&app, "Clara Compradora").await;
        let (seller, seller_handle) = register(&app, "Santi Vendedor").await;
        let (stranger, _) = register(&app, "Extraña Curiosa").await;
        let gig = gig(&app, &seller_handle).await;
        Self { app, stripe, client, seller, stranger, seller_handle, gig, passed: AtomicUsize::new(0) }
    }

    pub async fn post(&self, path: &str, token: Option<&str>, body: Value) -> Answer {
        self.app.json(Method::POST, path, token, &body).await
    }

    pub async fn get(&self, path: &str, token: &str) -> Answer {
        let request = Request::get(path).header("authorization", format!("Bearer {token}"));
        self.app.send(request.body(Body::empty()).expect("request")).await
    }

    pub async fn order_as(&self, token: Option<&str>, key: Option<&str>, body: Value) -> Answer {
        let mut request = Request::post("/api/v1/contracts").header("content-type", "application/json");
        if let Some(token) = token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        if let Some(key) = key {
            request = request.header("idempotency-key", key);
        }
        self.app.send(request.body(Body::from(body.to_string())).expect("request")).await
    }

    /// An order by the client: its id, and where to pay.
    pub async fn order(&self) -> (String, String) {
        let key = Uuid::now_v7().to_string();
        let body = json!({"gig_id": self.gig, "package": "basic"});
        let answer = self.order_as(Some(&self.client), Some(&key), body).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text);
        let json = answer.json();
        let text = |name: &str| json[name].as_str().expect(name).to_owned();
        (text("id"), text("checkout_url"))
    }

    /// One step of the first milestone.
    pub async fn step(&self, contract: &str, token: &str, transition: &str, body: Value) -> Answer {
        self.post(&format!("/api/v1/contracts/{contract}/milestones/1/{transition}"), Some(token), body).await
    }

    pub async fn webhook(&self, signature: &str, body: &str) -> Answer {
        let request = Request::post("/webhooks/stripe").header("stripe-signature", signature);
        self.app.send(request.body(Body::from(body.to_owned())).expect("request")).await
    }

    /// Passes on what the provider has to tell, and lets the worker finish.
    pub async fn settle(&self) {
        operations::drain(&self.app.services).await.expect("a round");
        let bodies: Vec<String> =
            self.stripe.read(|store| store.events.iter().map(|event| event.json().to_string()).collect());
        let passed = self.passed.swap(bodies.len(), Ordering::SeqCst);
        for body in bodies.iter().skip(passed) {
            let seconds = self.app.services.clock.now().timestamp();
            let answer = self.webhook(&fake_stripe::webhooks::signature(SECRET, seconds, body), body).await;
            assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        }
        operations::drain(&self.app.services).await.expect("a round");
    }

    pub async fn paid(&self) -> String {
        let (contract, url) = self.order().await;
        let session = url.rsplit('/').next().expect("the last part");
        self.stripe.pay(session, "4242 4242 4242 4242").expect("paid");
        self.settle().await;
        contract
    }

    pub async fn ready_account(&self) {
        let answer = self.post("/api/v1/payout-accounts", Some(&self.seller), Value::Null).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text);
        let account =
            self.stripe.read(|store| store.accounts.iter().next_back().map(|account| account.id.clone()));
        self.stripe.change(|store| store.activate_account(&account.expect("an account"))).expect("active");
        self.settle().await;
    }

    pub async fn delivered(&self) -> String {
        let contract = self.paid().await;
        let answer = self.step(&contract, &self.seller, "deliver", delivery()).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        contract
    }

    /// Over, with the money at the seller's.
    pub async fn closed(&self) -> String {
        self.ready_account().await;
        let contract = self.delivered().await;
        let answer = self.step(&contract, &self.client, "approve", json!({"release_now": true})).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        self.settle().await;
        contract
    }
}

pub fn delivery() -> Value {
    json!({
        "message": "Acá están las propuestas",
        "links": ["https://example.com/logo.zip"],
        "answers": ["Carpeta 1", "Carpeta 2"],
    })
}

/// Fields and codes of a refused input.
pub fn field_errors(answer: &Answer) -> Vec<String> {
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.text);
    let json = answer.json();
    let errors = json["errors"].as_array().expect("errors");
    errors
        .iter()
        .map(|error| {
            format!("{}:{}", error["field"].as_str().unwrap_or(""), error["code"].as_str().unwrap_or(""))
        })
        .collect()
}

async fn register(app: &TestApp, name: &str) -> (String, String) {
    let email = format!("{}@example.com", Uuid::now_v7());
    let body = json!({"email": email, "password": "mate y bizcochitos", "name": name});
    let answer = app.json(Method::POST, "/auth/register", None, &body).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text);
    let json = answer.json();
    let token = json["access_token"].as_str().expect("a token").to_owned();
    (token, json["user"]["handle"].as_str().expect("a handle").to_owned())
}

async fn gig(app: &TestApp, handle: &str) -> Uuid {
    let id = Uuid::now_v7();
    let now = app.services.clock.now();
    let db = &app.services.db;
    sqlx::query("insert into categories (id, slug, position) values (1, 'diseno', 1) on conflict do nothing")
        .execute(db)
        .await
        .expect("a category");
    sqlx::query(
        "insert into gigs (id, seller_id, category_id, slug, title, description, status, currency, from_price,
             min_delivery_days, created_at, updated_at, published_at)
         select $1, user_id, (select min(id) from categories), 'logo', 'Diseño tu logo', 'Un logo a medida', 'published',
             'ARS', 5000000, 5, $3, $3, $3
         from user_profiles where handle = $2",
    )
    .bind(id)
    .bind(handle)
    .bind(now)
    .execute(db)
    .await
    .expect("a gig");
    sqlx::query(
        "insert into gig_packages (gig_id, tier, name, description, price, currency, delivery_days, revisions)
         values ($1, 'basic', 'Básico', E'- 3 propuestas\n- Archivos SVG y PNG', 5000000, 'ARS', 5, 1)",
    )
    .bind(id)
    .execute(db)
    .await
    .expect("a package");
    id
}
