//! A running fake with a client, a browser without JavaScript, and an endpoint that collects its webhooks.
use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use fake_stripe::{FakeStripe, Running, Settings};
use serde_json::{Value, json};
use stripe::{Client, IdempotencyKey, RequestStrategy, StripeError};
use stripe_checkout::checkout_session::{
    CreateCheckoutSession, CreateCheckoutSessionLineItems, CreateCheckoutSessionLineItemsPriceData,
    CreateCheckoutSessionPaymentIntentData, ProductData,
};
use stripe_checkout::{CheckoutSession, CheckoutSessionMode};
use stripe_types::Currency;
use tokio::sync::Notify;

pub const SECRET: &str = "whsec_test";
pub const GOOD_CARD: &str = "4242 4242 4242 4242";
pub const DECLINED_CARD: &str = "4000 0000 0000 0002";
pub const CARD_3DS: &str = "4000 0025 0000 3155";

/// One webhook as it arrived.
#[derive(Clone, Debug)]
pub struct Received {
    pub signature: String,
    pub body: String,
}

impl Received {
    pub fn event(&self) -> Value {
        serde_json::from_str(&self.body).expect("a webhook is JSON")
    }

    pub fn event_type(&self) -> String {
        self.event()["type"].as_str().expect("an event has a type").to_owned()
    }
}

/// An endpoint that takes webhooks, or refuses the next ones.
#[derive(Clone, Default)]
pub struct Inbox {
    received: Arc<Mutex<Vec<Received>>>,
    refusals: Arc<Mutex<VecDeque<StatusCode>>>,
    arrived: Arc<Notify>,
}

impl Inbox {
    async fn listen(&self) -> String {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let url = format!("http://{}/webhooks/stripe", listener.local_addr().expect("an address"));
        let inbox = self.clone();
        let take = post(async move |headers: HeaderMap, body: String| inbox.take(&headers, body));
        let router = axum::Router::new().route("/webhooks/stripe", take);
        tokio::spawn(async move { axum::serve(listener, router).await });
        url
    }

    fn take(&self, headers: &HeaderMap, body: String) -> StatusCode {
        let signature = headers["stripe-signature"].to_str().expect("ASCII").to_owned();
        self.received.lock().expect("unpoisoned").push(Received { signature, body });
        self.arrived.notify_waiters();
        self.refusals.lock().expect("unpoisoned").pop_front().unwrap_or(StatusCode::OK)
    }

    pub fn refuse_next(&self, status: StatusCode) {
        self.refusals.lock().expect("unpoisoned").push_back(status);
    }

    pub fn all(&self) -> Vec<Received> {
        self.received.lock().expect("unpoisoned").clone()
    }

    pub fn types(&self) -> Vec<String> {
        self.all().iter().map(Received::event_type).collect()
    }

    /// Waits until `count` webhooks have arrived.
    pub async fn wait_for(&self, count: usize) -> Vec<Received> {
        let arrive = async {
            loop {
                let notified = self.arrived.notified();
                let all = self.all();
                if all.len() >= count {
                    return all;
                }
                notified.await;
            }
        };
        let result = tokio::time::timeout(Duration::from_secs(10), arrive).await;
        result.unwrap_or_else(|_| panic!("only {:?} arrived", self.types()))
    }
}

/// The fake with everything around it.
pub struct World {
    pub stripe: Running,
    pub client: Client,
    pub browser: reqwest::Client,
    pub inbox: Inbox,
}

impl World {
    pub async fn start() -> Self {
        Self::start_with(|_| {}).await
    }

    pub async fn start_with(change: impl FnOnce(&mut Settings)) -> Self {
        let inbox = Inbox::default();
        let mut settings = Settings::with_webhook(inbox.listen().await, SECRET);
        change(&mut settings);
        let stripe = FakeStripe::start(settings).await.expect("it starts");
        let client = client(&stripe.url, Duration::from_secs(5));
        let browser = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .expect("a browser");
        Self { stripe, client, browser, inbox }
    }

    pub async fn session(&self) -> CheckoutSession {
        session_request(1_500_000).send(&self.client).await.expect("a session")
    }

    /// A session that was paid, and its intent.
    pub async fn paid_intent(&self) -> String {
        let session = self.session().await;
        self.stripe.pay(session.id.as_str(), GOOD_CARD).expect("it pays");
        self.intent_of(session.id.as_str())
    }

    pub fn intent_of(&self, session_id: &str) -> String {
        let session = self.stripe.read(|store| store.sessions.find(session_id)).expect("the session");
        session.payment_intent.expect("an intent")
    }

    pub async fn submit(&self, url: &str, fields: &[(&str, &str)]) -> Page {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let request = self.browser.post(url).header("content-type", "application/x-www-form-urlencoded");
        Page::read(request.body(body).send().await.expect("an answer")).await
    }

    pub async fn submit_card(&self, url: &str, number: &str) -> Page {
        let fields = [
            ("card_number", number),
            ("card_expiry", "12 / 34"),
            ("card_cvc", "123"),
            ("card_name", "Ana Díaz"),
        ];
        self.submit(url, &fields).await
    }

    pub async fn visit(&self, url: &str) -> Page {
        Page::read(self.browser.get(url).send().await.expect("an answer")).await
    }

    /// A raw call to the API, as curl would make it.
    pub async fn call(&self, method: &str, path: &str, body: &str, key: Option<&str>) -> RawAnswer {
        let method = reqwest::Method::from_bytes(method.as_bytes()).expect("a method");
        let mut request = self
            .browser
            .request(method, format!("{}v1{path}", self.stripe.url))
            .bearer_auth("sk_test_fake")
            .header("content-type", "application/x-www-form-urlencoded")
            .body(body.to_owned());
        if let Some(key) = key {
            request = request.header("idempotency-key", key);
        }
        let response = request.send().await.expect("an answer");
        RawAnswer {
            status: response.status(),
            is_replayed: response.headers().get("idempotent-replayed").is_some(),
            json: response.json().await.unwrap_or(Value::Null),
        }
    }

    /// A call to the control API.
    pub async fn control(&self, path: &str, body: Value) -> Value {
        let request = self.browser.post(format!("{}{path}", self.stripe.control_url)).json(&body);
        let response = request.send().await.expect("an answer");
        assert!(response.status().is_success(), "{path}: {}", response.status());
        response.json().await.expect("JSON")
    }
}

pub struct RawAnswer {
    pub status: StatusCode,
    pub is_replayed: bool,
    pub json: Value,
}

impl RawAnswer {
    pub fn code(&self) -> &str {
        self.json["error"]["code"].as_str().unwrap_or_default()
    }
}

/// What a browser sees.
pub struct Page {
    pub status: StatusCode,
    pub location: Option<String>,
    pub html: String,
}

impl Page {
    async fn read(response: reqwest::Response) -> Self {
        let location =
            response.headers().get("location").map(|value| value.to_str().expect("ASCII").to_owned());
        Self { status: response.status(), location, html: response.text().await.expect("text") }
    }

    pub fn location(&self) -> &str {
        self.location.as_deref().expect("a redirect")
    }
}

pub fn client(url: &str, timeout: Duration) -> Client {
    stripe::ClientBuilder::new("sk_test_fake").url(url).timeout(timeout).build().expect("a client")
}

pub fn session_request(unit_amount: i64) -> CreateCheckoutSession {
    let product = ProductData::new("Logo para tu negocio");
    let mut price = CreateCheckoutSessionLineItemsPriceData::new(Currency::ARS);
    price.unit_amount = Some(unit_amount);
    price.product_data = Some(product);
    let mut item = CreateCheckoutSessionLineItems::new();
    item.quantity = Some(1);
    item.price_data = Some(price);
    let mut data = CreateCheckoutSessionPaymentIntentData::new();
    data.transfer_group = Some("milestone-1".to_owned());
    data.metadata =
        Some([("milestone".to_owned(), "1".to_owned()), ("attempt".to_owned(), "1".to_owned())].into());
    CreateCheckoutSession::new()
        .mode(CheckoutSessionMode::Payment)
        .line_items(vec![item])
        .payment_intent_data(data)
        .success_url("http://site.test/back?session={CHECKOUT_SESSION_ID}")
        .cancel_url("http://site.test/order")
        .client_reference_id("contract-1")
        .customer_email("ana@example.com")
}

pub fn with_key(key: &str) -> RequestStrategy {
    RequestStrategy::Idempotent(IdempotencyKey::new(key).expect("a key"))
}

/// Status and code of an error that Stripe itself gave.
pub fn refusal<T: std::fmt::Debug>(result: Result<T, StripeError>) -> (u16, String) {
    match result {
        Err(StripeError::Stripe(error, status)) => {
            (status, error.code.map(|code| code.to_string()).unwrap_or_default())
        }
        other => panic!("not refused by Stripe: {other:?}"),
    }
}

pub fn times(types: &[String]) -> BTreeMap<&str, usize> {
    let mut counts = BTreeMap::new();
    for event_type in types {
        *counts.entry(event_type.as_str()).or_default() += 1;
    }
    counts
}

pub fn hold() -> Value {
    json!({"mode": "hold"})
}
