//! Webhooks: each event goes to each endpoint, signed, again and again until it is taken.
//! The control API can hold, drop, delay, repeat and reorder them.
use std::collections::VecDeque;
use std::time::Duration;

use hmac::{Hmac, Mac as _};
use serde::{Deserialize, Serialize};
use sha2::Sha256;

use crate::objects::Event;
use crate::settings::Settings;
use crate::state::{Shared, Store, system_ms};
use crate::table::{Row as _, Table};

/// How long an endpoint may take to answer.
const ANSWER_TIME: Duration = Duration::from_secs(10);
/// Finished deliveries are forgotten beyond this many.
const MOST_DELIVERIES: usize = 10_000;
/// In reorder mode events are gathered this long and sent backwards.
const REORDER_MS: i64 = 250;

/// Who is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Endpoint {
    pub url: String,
    pub secret: String,
}

/// What is done with new webhooks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// Sent at once, in order.
    #[default]
    Normal,
    /// Kept until they are released.
    Hold,
    /// Never sent.
    Drop,
    /// Gathered for a moment and sent backwards.
    Reorder,
}

/// Where a delivery stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryStatus {
    Pending,
    Held,
    Sending,
    Delivered,
    Dropped,
    GivenUp,
}

/// One event on its way to one endpoint.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Delivery {
    pub number: u64,
    pub event: String,
    pub event_type: String,
    pub endpoint: Endpoint,
    pub status: DeliveryStatus,
    /// Not before, in milliseconds by the fake clock.
    pub due_ms: i64,
    pub attempts: usize,
    /// What the endpoint answered last: a status, or why there was none.
    pub last_answer: Option<String>,
}

/// Everything about webhooks.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Outbox {
    pub endpoints: Vec<Endpoint>,
    pub mode: Mode,
    /// Each event is sent this many times (0 and 1 are once).
    pub repeat: u32,
    pub delay_ms: i64,
    /// Sign with the system's clock instead of the fake one.
    pub sign_with_system_clock: bool,
    pub deliveries: VecDeque<Delivery>,
    next_number: u64,
    /// Events of the change that is going on.
    #[serde(skip)]
    pub(crate) new_events: Vec<String>,
    /// When the batch that is being gathered in reorder mode began, and how many it has.
    #[serde(skip)]
    batch: (i64, i64),
}

impl Outbox {
    /// Queues the events of a change.
    pub(crate) fn enqueue_new(&mut self, events: &Table<Event>, settings: &Settings, now_ms: i64) {
        for id in std::mem::take(&mut self.new_events) {
            if let Some(event) = events.get(&id).filter(|event| settings.sends(&event.event_type)) {
                self.enqueue(event, self.repeat.max(1), now_ms);
            }
        }
        while self.deliveries.len() > MOST_DELIVERIES
            && self.deliveries.front().is_some_and(|oldest| !oldest.is_on_its_way())
        {
            self.deliveries.pop_front();
        }
    }

    /// Queues one event, `times` for each endpoint.
    pub(crate) fn enqueue(&mut self, event: &Event, times: u32, now_ms: i64) {
        let (status, wait_ms) = match self.mode {
            Mode::Normal => (DeliveryStatus::Pending, 0),
            Mode::Hold => (DeliveryStatus::Held, 0),
            Mode::Drop => (DeliveryStatus::Dropped, 0),
            Mode::Reorder => (DeliveryStatus::Pending, self.backwards(now_ms)),
        };
        for endpoint in self.endpoints.clone() {
            for _ in 0..times {
                self.next_number += 1;
                self.deliveries.push_back(Delivery {
                    number: self.next_number,
                    event: event.id.clone(),
                    event_type: event.event_type.clone(),
                    endpoint: endpoint.clone(),
                    status,
                    due_ms: now_ms + self.delay_ms + wait_ms,
                    attempts: 0,
                    last_answer: None,
                });
            }
        }
    }

    /// How long an event waits in reorder mode: the later it came, the shorter.
    fn backwards(&mut self, now_ms: i64) -> i64 {
        let (began, count) = self.batch;
        self.batch = if now_ms - began > REORDER_MS { (now_ms, 1) } else { (began, count + 1) };
        let (began, count) = self.batch;
        (began + 2 * REORDER_MS - now_ms - count * 5).max(0)
    }

    /// Sends what was held, in the order asked for.
    pub(crate) fn release(&mut self, order: Order, now_ms: i64) -> usize {
        let mut held: Vec<usize> = (0..self.deliveries.len())
            .filter(|index| self.deliveries[*index].status == DeliveryStatus::Held)
            .collect();
        match order {
            Order::AsCreated => {}
            Order::Reversed => held.reverse(),
            Order::Shuffled => rand::seq::SliceRandom::shuffle(held.as_mut_slice(), &mut rand::rng()),
        }
        for (index, due_ms) in held.iter().zip(now_ms..) {
            let delivery = &mut self.deliveries[*index];
            delivery.status = DeliveryStatus::Pending;
            delivery.due_ms = due_ms;
        }
        held.len()
    }

    /// After a restart, what was being sent is sent again.
    pub(crate) fn resume(&mut self) {
        for delivery in self.deliveries.iter_mut().filter(|one| one.status == DeliveryStatus::Sending) {
            delivery.status = DeliveryStatus::Pending;
        }
    }

    /// Takes what is due, in the order it became due, and says when the next one is.
    fn take_due(&mut self, now_ms: i64) -> (Vec<Delivery>, Option<i64>) {
        let mut due = Vec::new();
        let mut next = None;
        for delivery in self.deliveries.iter_mut().filter(|one| one.status == DeliveryStatus::Pending) {
            if delivery.due_ms <= now_ms {
                delivery.status = DeliveryStatus::Sending;
                due.push(delivery.clone());
            } else {
                next = Some(next.map_or(delivery.due_ms, |next: i64| next.min(delivery.due_ms)));
            }
        }
        due.sort_by_key(|delivery| delivery.due_ms);
        (due, next)
    }

    /// Notes how a delivery went: done, to be tried again, or given up.
    fn note(&mut self, number: u64, answer: Result<u16, String>, retry_seconds: &[u32], now_ms: i64) {
        let Some(delivery) = self.deliveries.iter_mut().find(|one| one.number == number) else { return };
        let is_taken = matches!(answer, Ok(200..=299));
        delivery.last_answer = Some(answer.map_or_else(|error| error, |status| status.to_string()));
        delivery.status = match retry_seconds.get(delivery.attempts) {
            _ if is_taken => DeliveryStatus::Delivered,
            None => DeliveryStatus::GivenUp,
            Some(wait) => {
                delivery.due_ms = now_ms + i64::from(*wait) * 1000;
                DeliveryStatus::Pending
            }
        };
        delivery.attempts += 1;
    }
}

impl Delivery {
    fn is_on_its_way(&self) -> bool {
        matches!(self.status, DeliveryStatus::Pending | DeliveryStatus::Held | DeliveryStatus::Sending)
    }
}

/// The order in which held webhooks are released.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Order {
    #[default]
    AsCreated,
    Reversed,
    Shuffled,
}

/// The header `Stripe-Signature` for a body at a time: `t=…,v1=hmac_sha256("t.body")`.
pub fn signature(secret: &str, seconds: i64, body: &str) -> String {
    // HMAC takes keys of any length.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret.as_bytes()) else { return String::new() };
    mac.update(format!("{seconds}.{body}").as_bytes());
    format!("t={seconds},v1={}", hex::encode(mac.finalize().into_bytes()))
}

/// Sends webhooks as they become due, until the task is dropped.
pub(crate) async fn deliver(shared: Shared, client: reqwest::Client) {
    loop {
        // Sessions expire also while nobody calls.
        if shared.read(Store::is_time_due) {
            shared.change(|_| ());
        }
        let (due, wait) = shared.read_mut(|store| {
            let now_ms = store.clock.now_ms();
            let (due, next) = store.outbox.take_due(now_ms);
            (due, next.map_or(1000, |next| (next - now_ms).clamp(1, 1000)))
        });
        if !due.is_empty() {
            tokio::spawn(send_in_order(shared.clone(), client.clone(), due));
        }
        let wait = Duration::from_millis(u64::try_from(wait).unwrap_or(1000));
        tokio::select! {
            () = shared.webhooks_due() => {}
            () = tokio::time::sleep(wait) => {}
        }
    }
}

async fn send_in_order(shared: Shared, client: reqwest::Client, due: Vec<Delivery>) {
    for delivery in due {
        let answer = send(&shared, &client, &delivery).await;
        if let Err(error) = &answer {
            tracing::warn!(event = delivery.event_type, error, "a webhook was not taken");
        }
        shared.change(|store| {
            let now_ms = store.clock.now_ms();
            store.outbox.note(delivery.number, answer, &shared.settings().webhook_retry_seconds, now_ms);
        });
    }
}

async fn send(shared: &Shared, client: &reqwest::Client, delivery: &Delivery) -> Result<u16, String> {
    let (body, seconds) = shared.read(|store| {
        let body = store.events.get(&delivery.event).map(|event| event.json().to_string());
        let clock = if store.outbox.sign_with_system_clock { system_ms() / 1000 } else { store.now() };
        (body, clock)
    });
    let body = body.ok_or("the event is forgotten")?;
    let response = client
        .post(&delivery.endpoint.url)
        .timeout(ANSWER_TIME)
        .header("content-type", "application/json; charset=utf-8")
        .header("user-agent", "Stripe/1.0 (+https://stripe.com/docs/webhooks)")
        .header("stripe-signature", signature(&delivery.endpoint.secret, seconds, &body))
        .body(body)
        .send()
        .await
        .map_err(|error| error.to_string())?;
    Ok(response.status().as_u16())
}
