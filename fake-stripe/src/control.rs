//! The control API under `/_control`: moves the clock, orders faults, plays with webhooks, pays without a browser, shows all.
use axum::extract::{Path, State};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::api::Answer;
use crate::cards::Card;
use crate::error::ApiError;
use crate::objects::payment_intents::Payer;
use crate::objects::{Event, PayOutcome};
use crate::state::{Shared, Store};
use crate::table::Row as _;
use crate::webhooks::{Endpoint, Mode, Order};

/// What goes wrong with a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FaultKind {
    /// It takes effect, then hangs; the caller never hears.
    TimeoutAfterEffect,
    /// It hangs and has no effect.
    TimeoutBeforeEffect,
    /// It hangs first and takes effect later, even when the caller is gone; its key is in use meanwhile.
    Slow,
    /// It takes effect, but a proxy answers 500.
    #[serde(rename = "error_500_after_effect")]
    Error500AfterEffect,
    /// 500 without effect.
    #[serde(rename = "error_500")]
    Error500,
    /// It takes effect, the answer is 200 and no JSON.
    GarbageBodyAfterEffect,
    /// 429 without effect.
    RateLimit,
}

/// An order for something to go wrong.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Fault {
    /// Calls whose path begins so, such as `/v1/transfers`.
    #[serde(default = "any_path")]
    pub path_prefix: String,
    /// Only this method; any when absent.
    #[serde(default)]
    pub method: Option<String>,
    pub kind: FaultKind,
    /// How many calls it hits.
    #[serde(default = "once")]
    pub times: u32,
    /// How long a hanging call hangs.
    #[serde(default = "long")]
    pub hang_ms: u64,
}

fn any_path() -> String {
    "/v1".to_owned()
}

fn once() -> u32 {
    1
}

fn long() -> u64 {
    30_000
}

impl Fault {
    /// Hits the next call of `method` to `path_prefix`, hanging (if it does) for thirty seconds.
    pub fn next(method: &str, path_prefix: &str, kind: FaultKind) -> Self {
        Self {
            path_prefix: path_prefix.to_owned(),
            method: Some(method.to_owned()),
            kind,
            times: once(),
            hang_ms: long(),
        }
    }
}

/// How webhooks are treated from now on; what is absent stays.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct WebhookOrders {
    pub mode: Option<Mode>,
    /// Send each event this many times.
    pub repeat: Option<u32>,
    pub delay_ms: Option<i64>,
    /// Replace the endpoints.
    pub endpoints: Option<Vec<Endpoint>>,
    /// Sign with the system's clock instead of the fake one.
    pub sign_with_system_clock: Option<bool>,
}

impl Store {
    /// The fault that is ordered for this call, counted down.
    pub(crate) fn take_fault(&mut self, method: &str, path: &str) -> Option<Fault> {
        let index = self.faults.iter().position(|fault| {
            path.starts_with(&fault.path_prefix)
                && fault.method.as_ref().is_none_or(|wanted| wanted.eq_ignore_ascii_case(method))
        })?;
        let fault = self.faults[index].clone();
        if fault.times <= 1 {
            self.faults.remove(index);
        } else {
            self.faults[index].times -= 1;
        }
        Some(fault)
    }

    /// Everything, for a test to look at.
    pub fn snapshot(&self) -> Value {
        json!({
            "now": self.now(),
            "counts": {
                "sessions": self.sessions.len(),
                "payment_intents": self.intents.len(),
                "charges": self.charges.len(),
                "refunds": self.refunds.len(),
                "accounts": self.accounts.len(),
                "transfers": self.transfers.len(),
                "disputes": self.disputes.len(),
                "events": self.events.len(),
                "requests": self.requests.len(),
                "deliveries": self.outbox.deliveries.len(),
            },
            "balance": self.balance,
            "sessions": self.sessions.all_json(),
            "payment_intents": self.intents.all_json(),
            "charges": self.charges.all_json(),
            "refunds": self.refunds.all_json(),
            "accounts": self.accounts.all_json(),
            "account_balances": self
                .accounts
                .iter()
                .map(|account| (account.id.clone(), json!(account.balance)))
                .collect::<serde_json::Map<_, _>>(),
            "transfers": self.transfers.all_json(),
            "disputes": self.disputes.all_json(),
            "events": self.events.iter().map(Event::json).collect::<Vec<_>>(),
            "requests": self.requests,
            "deliveries": self.outbox.deliveries,
            "faults": self.faults,
        })
    }
}

impl Shared {
    /// Moves the fake clock forward (or back).
    pub fn advance_clock(&self, seconds: i64) -> i64 {
        // Time has its effects at the beginning of a change, so it takes a second one.
        self.change(|store| store.clock.ahead_ms += seconds * 1000);
        self.change(|store| store.now())
    }

    /// Pays a checkout session without its page. A card that asks for 3-D Secure passes it.
    pub fn pay(&self, session_id: &str, card: &str) -> Result<PayOutcome, ApiError> {
        let card = Card::parse(card)?;
        let payer = Payer { name: Some("Ana Prueba".to_owned()), email: None };
        self.change(|store| match store.pay_session(session_id, &card, &payer)? {
            PayOutcome::NeedsAuthentication => store.authenticate_session(session_id, true),
            outcome => Ok(outcome),
        })
    }

    /// Changes how webhooks are treated.
    pub fn order_webhooks(&self, orders: WebhookOrders) {
        self.change(|store| {
            let outbox = &mut store.outbox;
            outbox.mode = orders.mode.unwrap_or(outbox.mode);
            outbox.repeat = orders.repeat.unwrap_or(outbox.repeat);
            outbox.delay_ms = orders.delay_ms.unwrap_or(outbox.delay_ms);
            outbox.sign_with_system_clock =
                orders.sign_with_system_clock.unwrap_or(outbox.sign_with_system_clock);
            if let Some(endpoints) = orders.endpoints {
                outbox.endpoints = endpoints;
            }
        });
    }

    /// Sends the webhooks that were held; says how many.
    pub fn release_webhooks(&self, order: Order) -> usize {
        self.change(|store| {
            let now_ms = store.clock.now_ms();
            store.outbox.release(order, now_ms)
        })
    }

    /// Sends an event again to every endpoint.
    pub fn resend_event(&self, id: &str, times: u32) -> Result<(), ApiError> {
        self.change(|store| {
            let event = store.events.find(id)?;
            let now_ms = store.clock.now_ms();
            store.outbox.enqueue(&event, times, now_ms);
            Ok(())
        })
    }

    /// Forgets everything but the webhook endpoints.
    pub fn reset(&self) {
        self.change(|store| {
            let endpoints = std::mem::take(&mut store.outbox.endpoints);
            *store = Store::default();
            store.outbox.endpoints = endpoints;
        });
    }
}

/// All paths of the control API.
pub fn router() -> Router<Shared> {
    Router::new()
        .route("/health", get(async || Json(json!({"status": "ok"}))))
        .route("/state", get(state))
        .route("/reset", post(reset))
        .route("/clock", post(advance_clock))
        .route("/fault", post(order_fault))
        .route("/webhooks", post(order_webhooks))
        .route("/webhooks/release", post(release_webhooks))
        .route("/events/{id}/resend", post(resend_event))
        .route("/pay/{session_id}", post(pay))
        .route("/payment_intents/{id}/dispute", post(open_dispute))
        .route("/payment_intents/{id}/authenticate", post(authenticate))
        .route("/disputes/{id}/close", post(close_dispute))
        .route("/refunds/{id}/fail", post(fail_refund))
        .route("/accounts/{id}/activate", post(activate_account))
        .route("/balance", post(add_to_balance))
}

async fn state(State(shared): State<Shared>) -> Json<Value> {
    Json(shared.change(|store| store.snapshot()))
}

async fn reset(State(shared): State<Shared>) -> Json<Value> {
    shared.reset();
    Json(json!({}))
}

#[derive(Deserialize)]
struct Advance {
    advance_seconds: i64,
}

async fn advance_clock(State(shared): State<Shared>, Json(body): Json<Advance>) -> Json<Value> {
    Json(json!({"now": shared.advance_clock(body.advance_seconds)}))
}

async fn order_fault(State(shared): State<Shared>, Json(fault): Json<Fault>) -> Json<Value> {
    shared.change(|store| store.faults.push(fault));
    Json(json!({}))
}

async fn order_webhooks(State(shared): State<Shared>, Json(orders): Json<WebhookOrders>) -> Json<Value> {
    shared.order_webhooks(orders);
    Json(json!({}))
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Release {
    order: Order,
}

async fn release_webhooks(State(shared): State<Shared>, body: Option<Json<Release>>) -> Json<Value> {
    let Json(release) = body.unwrap_or_default();
    Json(json!({"released": shared.release_webhooks(release.order)}))
}

#[derive(Deserialize)]
struct Resend {
    #[serde(default = "once")]
    times: u32,
}

async fn resend_event(
    State(shared): State<Shared>,
    Path(id): Path<String>,
    body: Option<Json<Resend>>,
) -> Answer {
    shared.resend_event(&id, body.map_or(1, |Json(body)| body.times))?;
    Ok(Json(json!({})))
}

#[derive(Deserialize)]
struct Pay {
    #[serde(default = "good_card")]
    card: String,
}

fn good_card() -> String {
    "4242424242424242".to_owned()
}

async fn pay(State(shared): State<Shared>, Path(id): Path<String>, body: Option<Json<Pay>>) -> Answer {
    let card = body.map_or_else(good_card, |Json(body)| body.card);
    let outcome = shared.pay(&id, &card)?;
    let session = shared.change(|store| store.sessions.find(&id))?;
    let (word, decline) = match outcome {
        PayOutcome::Complete => ("complete", None),
        PayOutcome::NeedsAuthentication => ("needs_authentication", None),
        PayOutcome::Declined(decline) => ("declined", Some(decline.reason)),
        PayOutcome::Expired => ("expired", None),
    };
    Ok(Json(json!({
        "outcome": word,
        "decline_code": decline,
        "return_url": session.return_url(),
        "session": session.json(),
    })))
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct OpenDispute {
    reason: Option<String>,
}

async fn open_dispute(
    State(shared): State<Shared>,
    Path(id): Path<String>,
    body: Option<Json<OpenDispute>>,
) -> Answer {
    let reason = body.and_then(|Json(body)| body.reason).unwrap_or_else(|| "fraudulent".to_owned());
    Ok(Json(shared.change(|store| store.open_dispute(&id, &reason))?.json()))
}

#[derive(Deserialize)]
struct Authenticate {
    passes: bool,
}

/// Answers for the bank where an intent has no checkout session, and so no page.
async fn authenticate(
    State(shared): State<Shared>,
    Path(id): Path<String>,
    Json(body): Json<Authenticate>,
) -> Answer {
    shared.change(|store| {
        store.authenticate(&id, body.passes, &Payer::default())?;
        Ok(Json(store.intents.find(&id)?.json()))
    })
}

async fn fail_refund(State(shared): State<Shared>, Path(id): Path<String>) -> Answer {
    Ok(Json(shared.change(|store| store.fail_refund(&id))?.json()))
}

#[derive(Deserialize)]
struct CloseDispute {
    won: bool,
}

async fn close_dispute(
    State(shared): State<Shared>,
    Path(id): Path<String>,
    Json(body): Json<CloseDispute>,
) -> Answer {
    Ok(Json(shared.change(|store| store.close_dispute(&id, body.won))?.json()))
}

async fn activate_account(State(shared): State<Shared>, Path(id): Path<String>) -> Answer {
    Ok(Json(shared.change(|store| store.activate_account(&id))?.json()))
}

#[derive(Deserialize)]
struct Funds {
    currency: String,
    amount: i64,
}

async fn add_to_balance(State(shared): State<Shared>, Json(funds): Json<Funds>) -> Json<Value> {
    shared.change(|store| store.add_to_balance(&funds.currency, funds.amount));
    Json(json!({}))
}
