//! Checkout sessions: created by us, paid on the hosted page, complete or expired exactly once.
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::cards::{Card, Decline};
use crate::error::ApiError;
use crate::form::Form;
use crate::money;
use crate::objects::PaymentIntent;
use crate::objects::payment_intents::{Attempt, IntentData, IntentStatus, Payer};
use crate::state::{Store, new_id};
use crate::table::Row;

const SHORTEST_LIFE: i64 = 30 * 60;
const LONGEST_LIFE: i64 = 24 * 60 * 60;

/// Whether it can still be paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SessionStatus {
    Open,
    Complete,
    Expired,
}

/// One thing that is bought.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Item {
    pub name: String,
    pub description: Option<String>,
    pub quantity: i64,
    pub unit_amount: i64,
}

/// One visit to the hosted page.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CheckoutSession {
    pub id: String,
    pub created: i64,
    pub expires_at: i64,
    pub status: SessionStatus,
    /// False while a manual capture is still to come.
    pub is_paid: bool,
    pub amount_total: i64,
    pub currency: String,
    pub items: Vec<Item>,
    pub success_url: String,
    pub cancel_url: Option<String>,
    pub client_reference_id: Option<String>,
    pub customer_email: Option<String>,
    pub customer_name: Option<String>,
    pub locale: Option<String>,
    pub metadata: BTreeMap<String, String>,
    pub payment_intent: Option<String>,
    pub intent_data: IntentData,
    pub url: String,
}

/// How an attempt to pay a session ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PayOutcome {
    /// Paid or authorised, now or before.
    Complete,
    /// The holder has to authenticate.
    NeedsAuthentication,
    /// The bank said no; the session stays open.
    Declined(Decline),
    /// Too late.
    Expired,
}

impl CheckoutSession {
    /// Whether it can still be paid.
    pub fn is_open(&self) -> bool {
        self.status == SessionStatus::Open
    }

    /// The address to return to, with the session's id filled in.
    pub fn return_url(&self) -> String {
        self.success_url.replace("{CHECKOUT_SESSION_ID}", &self.id)
    }
}

impl Row for CheckoutSession {
    const OBJECT: &'static str = "checkout.session";

    fn id(&self) -> &str {
        &self.id
    }

    fn created(&self) -> i64 {
        self.created
    }

    fn json(&self) -> Value {
        let customer_details = (self.customer_email.is_some() || self.status == SessionStatus::Complete)
            .then(|| {
                json!({
                    "address": null, "email": self.customer_email, "name": self.customer_name, "phone": null,
                    "tax_exempt": "none", "tax_ids": [],
                })
            });
        json!({
            "id": self.id,
            "object": "checkout.session",
            "amount_subtotal": self.amount_total,
            "amount_total": self.amount_total,
            "automatic_tax": {"enabled": false, "liability": null, "provider": null, "status": null},
            "cancel_url": self.cancel_url,
            "client_reference_id": self.client_reference_id,
            "created": self.created,
            "currency": self.currency,
            "custom_fields": [],
            "custom_text": {},
            "customer_creation": "if_required",
            "customer_details": customer_details,
            "customer_email": self.customer_email,
            "expires_at": self.expires_at,
            "livemode": false,
            "locale": self.locale,
            "metadata": self.metadata,
            "mode": "payment",
            "payment_intent": self.payment_intent,
            "payment_method_collection": "if_required",
            "payment_method_options": {},
            "payment_method_types": ["card"],
            "payment_status": if self.is_paid { "paid" } else { "unpaid" },
            "shipping_options": [],
            "status": self.status,
            "success_url": self.success_url,
            "total_details": {"amount_discount": 0, "amount_shipping": 0, "amount_tax": 0},
            "ui_mode": "hosted_page",
            "url": self.is_open().then_some(&self.url),
        })
    }
}

impl Store {
    /// Creates a session from the parameters of `POST /v1/checkout/sessions`.
    pub fn create_session(
        &mut self,
        form: &Form,
        public_url: &str,
        intent_at_creation: bool,
    ) -> Result<CheckoutSession, ApiError> {
        let mode = form.required("mode")?;
        if mode != "payment" {
            return Err(ApiError::invalid(format!("fake-stripe knows the mode payment only, not {mode}"))
                .with_param("mode"));
        }
        let (items, currency) = parse_items(form)?;
        let amount_total = items.iter().map(|item| item.unit_amount * item.quantity).sum();
        if amount_total < money::minimum(&currency) {
            return Err(amount_too_small(&currency, "line_items"));
        }
        let success_url = parse_url(form, "success_url")?.ok_or_else(|| ApiError::required("success_url"))?;
        let customer_email = form.string("customer_email");
        if customer_email.as_deref().is_some_and(|email| !email.contains('@')) {
            return Err(ApiError::invalid(format!(
                "Invalid email address: {}",
                customer_email.unwrap_or_default()
            ))
            .with_code("email_invalid")
            .with_param("customer_email"));
        }
        let now = self.now();
        let id = new_id("cs_test_");
        let mut session = CheckoutSession {
            created: now,
            expires_at: parse_expiry(form, now)?,
            status: SessionStatus::Open,
            is_paid: false,
            amount_total,
            currency,
            items,
            success_url,
            cancel_url: parse_url(form, "cancel_url")?,
            client_reference_id: form.string("client_reference_id"),
            customer_email,
            customer_name: None,
            locale: form.string("locale"),
            metadata: form.metadata("metadata", &BTreeMap::new())?,
            payment_intent: None,
            intent_data: IntentData::parse(form, |key| format!("payment_intent_data[{key}]"))?,
            url: format!("{public_url}/c/pay/{id}"),
            id,
        };
        if intent_at_creation {
            self.intent_of(&mut session);
        }
        self.sessions.put(session.clone());
        Ok(session)
    }

    /// The session's intent, created at the first attempt to pay.
    fn intent_of(&mut self, session: &mut CheckoutSession) -> String {
        if let Some(id) = &session.payment_intent {
            return id.clone();
        }
        let data = session.intent_data.clone();
        let intent =
            self.create_intent(session.amount_total, &session.currency, data, Some(session.id.clone()));
        session.payment_intent = Some(intent.id.clone());
        self.sessions.put(session.clone());
        intent.id
    }

    /// Pays the session with a card. A session that is complete stays as it is, so a second submit has no effect.
    pub fn pay_session(&mut self, id: &str, card: &Card, payer: &Payer) -> Result<PayOutcome, ApiError> {
        let mut session = self.sessions.find(id)?;
        match session.status {
            SessionStatus::Complete => return Ok(PayOutcome::Complete),
            SessionStatus::Expired => return Ok(PayOutcome::Expired),
            SessionStatus::Open => {}
        }
        let intent_id = self.intent_of(&mut session);
        let payer = Payer {
            name: payer.name.clone(),
            email: payer.email.clone().or_else(|| session.customer_email.clone()),
        };
        let attempt = self.attempt(&intent_id, card, &payer, format!("{}/3ds", session.url))?;
        self.settle_session(id, attempt, &payer)
    }

    /// The holder came back from 3-D Secure.
    pub fn authenticate_session(&mut self, id: &str, has_passed: bool) -> Result<PayOutcome, ApiError> {
        let session = self.sessions.find(id)?;
        match session.status {
            SessionStatus::Complete => return Ok(PayOutcome::Complete),
            SessionStatus::Expired => return Ok(PayOutcome::Expired),
            SessionStatus::Open => {}
        }
        let payer = Payer { name: session.customer_name, email: session.customer_email };
        let intent_id = session.payment_intent.unwrap_or_default();
        let attempt = self.authenticate(&intent_id, has_passed, &payer)?;
        self.settle_session(id, attempt, &payer)
    }

    fn settle_session(&mut self, id: &str, attempt: Attempt, payer: &Payer) -> Result<PayOutcome, ApiError> {
        let mut session = self.sessions.find(id)?;
        session.customer_name = payer.name.clone().or(session.customer_name);
        let outcome = match attempt {
            Attempt::Paid => {
                session.status = SessionStatus::Complete;
                self.emit("checkout.session.completed", session.json());
                PayOutcome::Complete
            }
            Attempt::NeedsAuthentication => PayOutcome::NeedsAuthentication,
            Attempt::Declined(decline) => PayOutcome::Declined(decline),
        };
        self.sessions.put(session);
        Ok(outcome)
    }

    /// Its intent's money has been taken.
    pub(crate) fn mark_session_paid(&mut self, intent: &PaymentIntent) {
        let session = intent.session.as_deref().and_then(|id| self.sessions.get(id)).cloned();
        if let Some(session) = session {
            self.sessions.put(CheckoutSession { is_paid: true, ..session });
        }
    }

    /// Nobody can pay it any more; its intent is cancelled with it.
    pub fn expire_session(&mut self, id: &str) -> Result<CheckoutSession, ApiError> {
        let mut session = self.sessions.find(id)?;
        if !session.is_open() {
            return Err(ApiError::invalid(
                "Only Checkout Sessions with a status in [\"open\"] can be expired. This Checkout Session \
                 already has another status.",
            )
            .with_param("session"));
        }
        session.status = SessionStatus::Expired;
        session.expires_at = session.expires_at.min(self.now());
        self.sessions.put(session.clone());
        let intent = session.payment_intent.as_deref().and_then(|intent| self.intents.get(intent));
        if let Some(intent) = intent.filter(|intent| intent.status != IntentStatus::Canceled) {
            let intent_id = intent.id.clone();
            self.cancel_intent(&intent_id, Some("expired"))?;
        }
        self.emit("checkout.session.expired", session.json());
        Ok(session)
    }
}

/// The amount is below what Stripe charges in this currency.
pub(crate) fn amount_too_small(currency: &str, param: &str) -> ApiError {
    let minimum = money::format(money::minimum(currency), currency, true);
    ApiError::invalid(format!("The total amount due must add up to at least {minimum} {currency}"))
        .with_code("amount_too_small")
        .with_param(param)
}

fn parse_items(form: &Form) -> Result<(Vec<Item>, String), ApiError> {
    let count = form.len_of("line_items");
    if count == 0 {
        return Err(ApiError::required("line_items"));
    }
    let currency = form.currency("line_items[0][price_data][currency]")?;
    let mut items = Vec::with_capacity(count);
    for index in 0..count {
        let key = |path: &str| format!("line_items[{index}]{path}");
        if form.currency(&key("[price_data][currency]"))? != currency {
            return Err(ApiError::invalid("All prices must have the same currency.")
                .with_param(key("[price_data][currency]")));
        }
        let amount_key = key("[price_data][unit_amount]");
        let unit_amount = form.integer::<i64>(&amount_key)?.ok_or_else(|| ApiError::required(&amount_key))?;
        if !(0..=99_999_999_999).contains(&unit_amount) {
            return Err(ApiError::invalid(
                "Invalid unit_amount: must not be negative nor above 99999999999.",
            )
            .with_param(amount_key));
        }
        let quantity = form.positive(&key("[quantity]"))?;
        items.push(Item {
            name: form.required(&key("[price_data][product_data][name]"))?.to_owned(),
            description: form.string(&key("[price_data][product_data][description]")),
            quantity: quantity.ok_or_else(|| ApiError::required(&key("[quantity]")))?,
            unit_amount,
        });
    }
    Ok((items, currency))
}

fn parse_url(form: &Form, key: &str) -> Result<Option<String>, ApiError> {
    match form.text(key) {
        None => Ok(None),
        Some(url) if url.starts_with("https://") || url.starts_with("http://") => Ok(Some(url.to_owned())),
        Some(_) => Err(ApiError::invalid("Not a valid URL").with_code("url_invalid").with_param(key)),
    }
}

fn parse_expiry(form: &Form, now: i64) -> Result<i64, ApiError> {
    let Some(expires_at) = form.integer::<i64>("expires_at")? else { return Ok(now + LONGEST_LIFE) };
    let refuse = |rule: &str| {
        let message = format!("The `expires_at` timestamp must be {rule} from Checkout Session creation.");
        Err(ApiError::invalid(message).with_param("expires_at"))
    };
    if expires_at < now + SHORTEST_LIFE {
        return refuse("at least 30 minutes");
    }
    if expires_at > now + LONGEST_LIFE {
        return refuse("less than 24 hours");
    }
    Ok(expires_at)
}
