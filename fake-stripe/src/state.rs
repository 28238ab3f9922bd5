//! All that the fake knows, behind one lock: every call sees and leaves a consistent Stripe.
use std::collections::{BTreeMap, HashMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use rand::Rng as _;
use rand::distr::Alphanumeric;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tokio::sync::Notify;

use crate::control::Fault;
use crate::error::ApiError;
use crate::idempotency::Remembered;
use crate::objects::{
    Account, AccountLink, Charge, CheckoutSession, Dispute, Event, PaymentIntent, Refund, Transfer,
};
use crate::requests::SeenRequest;
use crate::settings::Settings;
use crate::table::Table;
use crate::webhooks::Outbox;

/// Events are forgotten beyond this many, as Stripe forgets them after 30 days.
const MOST_EVENTS: usize = 50_000;

/// What every handler and task holds.
#[derive(Clone)]
pub struct Shared(Arc<Inner>);

struct Inner {
    settings: Settings,
    public_url: String,
    store: Mutex<Store>,
    changed: Notify,
    webhooks: Notify,
}

impl Shared {
    pub(crate) fn new(settings: Settings, public_url: String, store: Store) -> Self {
        let inner = Inner {
            settings,
            public_url,
            store: Mutex::new(store),
            changed: Notify::new(),
            webhooks: Notify::new(),
        };
        Self(Arc::new(inner))
    }

    /// The settings it was started with.
    pub fn settings(&self) -> &Settings {
        &self.0.settings
    }

    /// Where browsers reach the hosted pages, without a slash at the end.
    pub fn public_url(&self) -> &str {
        &self.0.public_url
    }

    /// Looks at the state without changing it.
    pub fn read<T>(&self, work: impl FnOnce(&Store) -> T) -> T {
        work(&self.0.store.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Works on what nobody else waits for (the dispatcher's own bookkeeping).
    pub(crate) fn read_mut<T>(&self, work: impl FnOnce(&mut Store) -> T) -> T {
        work(&mut self.0.store.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Works on the state, after time has had its effects, and wakes who waits for changes. `work` must not block.
    pub fn change<T>(&self, work: impl FnOnce(&mut Store) -> T) -> T {
        let result = {
            let mut store = self.0.store.lock().unwrap_or_else(PoisonError::into_inner);
            store.let_time_pass();
            let result = work(&mut store);
            let Store { events, outbox, clock, .. } = &mut *store;
            outbox.enqueue_new(events, &self.0.settings, clock.now_ms());
            events.prune(MOST_EVENTS);
            result
        };
        self.0.changed.notify_one();
        self.0.webhooks.notify_one();
        result
    }

    /// Resolves when something changed since the last time.
    pub(crate) async fn changed(&self) {
        self.0.changed.notified().await;
    }

    /// Resolves when there may be webhooks to send.
    pub(crate) async fn webhooks_due(&self) {
        self.0.webhooks.notified().await;
    }
}

/// The fake's time: the system's, moved forward by the control API.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub struct FakeClock {
    /// How far ahead of the system's clock it is.
    pub ahead_ms: i64,
}

impl FakeClock {
    /// Milliseconds since 1970.
    pub fn now_ms(self) -> i64 {
        system_ms() + self.ahead_ms
    }

    /// Seconds since 1970.
    pub fn now(self) -> i64 {
        self.now_ms() / 1000
    }
}

/// Milliseconds since 1970 by the system's clock.
pub(crate) fn system_ms() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

/// The state: objects, balance, keys, faults, webhooks on their way.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Store {
    pub clock: FakeClock,
    pub sessions: Table<CheckoutSession>,
    pub intents: Table<PaymentIntent>,
    pub charges: Table<Charge>,
    pub refunds: Table<Refund>,
    pub accounts: Table<Account>,
    pub account_links: Table<AccountLink>,
    pub transfers: Table<Transfer>,
    pub disputes: Table<Dispute>,
    pub events: Table<Event>,
    /// The platform's available balance per currency.
    pub balance: BTreeMap<String, i64>,
    pub remembered: HashMap<String, Remembered>,
    pub requests: VecDeque<SeenRequest>,
    pub faults: Vec<Fault>,
    pub outbox: Outbox,
}

impl Store {
    /// Seconds since 1970 by the fake clock.
    pub fn now(&self) -> i64 {
        self.clock.now()
    }

    /// Records that something happened; endpoints hear of it when the change is complete.
    pub fn emit(&mut self, event_type: &str, object: Value) {
        self.emit_for(None, event_type, object, None);
    }

    /// The same with the connected account it happened on and what was there before.
    pub fn emit_for(
        &mut self,
        account: Option<String>,
        event_type: &str,
        object: Value,
        previous: Option<Value>,
    ) {
        let event = Event {
            id: new_id("evt_"),
            created: self.now(),
            event_type: event_type.to_owned(),
            account,
            object,
            previous,
        };
        self.outbox.new_events.push(event.id.clone());
        self.events.put(event);
    }

    /// Adds to the platform's balance (or takes from it).
    pub fn add_to_balance(&mut self, currency: &str, amount: i64) {
        *self.balance.entry(currency.to_owned()).or_default() += amount;
    }

    /// What the platform can move now.
    pub fn available(&self, currency: &str) -> i64 {
        self.balance.get(currency).copied().unwrap_or_default()
    }

    /// Open sessions whose time is over.
    fn expired_sessions(&self) -> impl Iterator<Item = &str> {
        let now = self.now();
        let expired = self.sessions.iter().filter(move |one| one.is_open() && one.expires_at <= now);
        expired.map(|session| session.id.as_str())
    }

    /// Authorisations that nobody captured in time.
    fn lapsed_intents(&self) -> impl Iterator<Item = &str> {
        let now = self.now();
        let lapsed =
            self.intents.iter().filter(move |one| one.authorization_ends.is_some_and(|end| end <= now));
        lapsed.map(|intent| intent.id.as_str())
    }

    /// Whether the clock has something to do.
    pub(crate) fn is_time_due(&self) -> bool {
        self.expired_sessions().next().is_some() || self.lapsed_intents().next().is_some()
    }

    /// What only the clock does: sessions expire, authorisations lapse after seven days.
    fn let_time_pass(&mut self) {
        let expired: Vec<String> = self.expired_sessions().map(str::to_owned).collect();
        let lapsed: Vec<String> = self.lapsed_intents().map(str::to_owned).collect();
        // The rows were just selected, so neither call can refuse.
        for id in expired {
            log_refusal(self.expire_session(&id).err());
        }
        for id in lapsed {
            log_refusal(self.cancel_intent(&id, Some("automatic")).err());
        }
    }
}

fn log_refusal(refusal: Option<ApiError>) {
    if let Some(error) = refusal {
        tracing::warn!(message = error.message, "time could not have its effect");
    }
}

/// A fresh id with Stripe's prefix (`pi_`).
pub fn new_id(prefix: &str) -> String {
    let random: String = rand::rng().sample_iter(Alphanumeric).take(24).map(char::from).collect();
    format!("{prefix}{random}")
}
