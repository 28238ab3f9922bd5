//! Payment intents: paid, authenticated, captured or cancelled, in the order Stripe allows.
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::cards::{AUTHENTICATION_FAILED, Behaviour, Card, Decline};
use crate::error::ApiError;
use crate::form::Form;
use crate::objects::Charge;
use crate::state::{Store, new_id};
use crate::table::Row;

/// An authorisation that nobody captures lapses after seven days.
const AUTHORIZATION_SECONDS: i64 = 7 * 24 * 60 * 60;

/// Where a payment stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IntentStatus {
    RequiresPaymentMethod,
    RequiresAction,
    RequiresCapture,
    Succeeded,
    Canceled,
}

impl IntentStatus {
    /// Stripe's word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::RequiresPaymentMethod => "requires_payment_method",
            Self::RequiresAction => "requires_action",
            Self::RequiresCapture => "requires_capture",
            Self::Succeeded => "succeeded",
            Self::Canceled => "canceled",
        }
    }
}

/// What the creator of an intent or of a checkout session says about the payment.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct IntentData {
    pub capture_method: String,
    pub description: Option<String>,
    pub metadata: BTreeMap<String, String>,
    pub transfer_group: Option<String>,
}

impl IntentData {
    /// Reads it from the top level (`key` is the identity) or from `payment_intent_data[…]`.
    pub fn parse(form: &Form, key: impl Fn(&str) -> String) -> Result<Self, ApiError> {
        let capture_key = key("capture_method");
        let capture_method = form.text(&capture_key).unwrap_or("automatic_async");
        if !matches!(capture_method, "automatic" | "automatic_async" | "manual") {
            return Err(ApiError::invalid(format!(
                "Invalid {capture_key}: must be one of automatic, automatic_async, or manual"
            ))
            .with_param(capture_key));
        }
        Ok(Self {
            capture_method: capture_method.to_owned(),
            description: form.string(&key("description")),
            metadata: form.metadata(&key("metadata"), &BTreeMap::new())?,
            transfer_group: form.string(&key("transfer_group")),
        })
    }
}

/// One payment.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PaymentIntent {
    pub id: String,
    pub created: i64,
    pub amount: i64,
    pub amount_received: i64,
    pub currency: String,
    pub status: IntentStatus,
    pub data: IntentData,
    /// The checkout session it belongs to.
    pub session: Option<String>,
    pub latest_charge: Option<String>,
    /// Code, reason and sentence of the last no.
    pub last_error: Option<(String, String, String)>,
    /// The charge of the last no; none where 3-D Secure failed, since the card was not tried then.
    pub failed_charge: Option<String>,
    /// The card that waits for 3-D Secure.
    pub waiting_card: Option<String>,
    pub canceled_at: Option<i64>,
    pub cancellation_reason: Option<String>,
    /// Until when it can be captured, while it waits for that.
    pub authorization_ends: Option<i64>,
    /// Where 3-D Secure happens.
    pub authentication_url: Option<String>,
}

/// How an attempt to pay ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attempt {
    /// Paid, or authorised where the capture is manual.
    Paid,
    /// The holder has to authenticate.
    NeedsAuthentication,
    /// The bank said no; another try is possible.
    Declined(Decline),
}

/// Who pays, as typed on the hosted page.
#[derive(Clone, Debug, Default)]
pub struct Payer {
    pub name: Option<String>,
    pub email: Option<String>,
}

impl Row for PaymentIntent {
    const OBJECT: &'static str = "payment_intent";

    fn id(&self) -> &str {
        &self.id
    }

    fn created(&self) -> i64 {
        self.created
    }

    fn json(&self) -> Value {
        let amount_capturable = if self.status == IntentStatus::RequiresCapture { self.amount } else { 0 };
        let last_payment_error = self.last_error.as_ref().map(|(code, reason, message)| {
            json!({
                "type": "card_error", "charge": self.failed_charge, "code": code, "decline_code": reason,
                "message": message,
            })
        });
        let next_action = (self.status == IntentStatus::RequiresAction).then(|| {
            json!({
                "type": "redirect_to_url",
                "redirect_to_url": {"url": self.authentication_url, "return_url": null},
            })
        });
        json!({
            "id": self.id,
            "object": "payment_intent",
            "amount": self.amount,
            "amount_capturable": amount_capturable,
            "amount_received": self.amount_received,
            "canceled_at": self.canceled_at,
            "cancellation_reason": self.cancellation_reason,
            "capture_method": self.data.capture_method,
            "client_secret": format!("{}_secret_fake", self.id),
            "confirmation_method": "automatic",
            "created": self.created,
            "currency": self.currency,
            "customer": null,
            "description": self.data.description,
            "last_payment_error": last_payment_error,
            "latest_charge": self.latest_charge,
            "livemode": false,
            "metadata": self.data.metadata,
            "next_action": next_action,
            "payment_method": null,
            "payment_method_types": ["card"],
            "receipt_email": null,
            "status": self.status,
            "transfer_group": self.data.transfer_group,
        })
    }
}

impl PaymentIntent {
    fn refuse(&self, verb: &str, allowed: &str) -> ApiError {
        let status = self.status.as_str();
        ApiError::invalid(format!(
            "This PaymentIntent could not be {verb} because it has a status of {status}. Only a PaymentIntent \
             with one of the following statuses may be {verb}: {allowed}."
        ))
        .with_code("payment_intent_unexpected_state")
        .with_about("payment_intent", self.json())
    }
}

impl Store {
    /// A new intent that nobody has paid yet.
    pub fn create_intent(
        &mut self,
        amount: i64,
        currency: &str,
        data: IntentData,
        session: Option<String>,
    ) -> PaymentIntent {
        let intent = PaymentIntent {
            id: new_id("pi_"),
            created: self.now(),
            amount,
            amount_received: 0,
            currency: currency.to_owned(),
            status: IntentStatus::RequiresPaymentMethod,
            data,
            session,
            latest_charge: None,
            last_error: None,
            failed_charge: None,
            waiting_card: None,
            canceled_at: None,
            cancellation_reason: None,
            authorization_ends: None,
            authentication_url: None,
        };
        self.intents.put(intent.clone());
        self.emit("payment_intent.created", intent.json());
        intent
    }

    /// Tries to pay the intent with a card. `authentication_url` is where 3-D Secure would happen.
    pub fn attempt(
        &mut self,
        intent_id: &str,
        card: &Card,
        payer: &Payer,
        authentication_url: String,
    ) -> Result<Attempt, ApiError> {
        let mut intent = self.intents.find(intent_id)?;
        if !matches!(intent.status, IntentStatus::RequiresPaymentMethod | IntentStatus::RequiresAction) {
            return Err(intent.refuse("confirmed", "requires_payment_method, requires_action"));
        }
        match card.behaviour {
            Behaviour::Pays => self.accept(intent, card, payer),
            Behaviour::PaysThenDisputes => {
                let attempt = self.accept(intent, card, payer)?;
                self.open_dispute(intent_id, "fraudulent")?;
                Ok(attempt)
            }
            Behaviour::Authenticates => {
                intent.status = IntentStatus::RequiresAction;
                intent.waiting_card = Some(card.number.clone());
                intent.authentication_url = Some(authentication_url);
                self.emit("payment_intent.requires_action", intent.json());
                self.intents.put(intent);
                Ok(Attempt::NeedsAuthentication)
            }
            Behaviour::Declines(decline) => Ok(self.decline(intent, card, payer, decline)),
        }
    }

    /// The holder answered the bank's question (3-D Secure). Answering twice changes nothing.
    pub fn authenticate(
        &mut self,
        intent_id: &str,
        has_passed: bool,
        payer: &Payer,
    ) -> Result<Attempt, ApiError> {
        let mut intent = self.intents.find(intent_id)?;
        if matches!(intent.status, IntentStatus::Succeeded | IntentStatus::RequiresCapture) {
            return Ok(Attempt::Paid);
        }
        let Some(number) =
            intent.waiting_card.take().filter(|_| intent.status == IntentStatus::RequiresAction)
        else {
            return Err(intent.refuse("authenticated", "requires_action"));
        };
        let card = Card { number, behaviour: Behaviour::Authenticates };
        if has_passed {
            self.accept(intent, &card, payer)
        } else {
            Ok(self.decline(intent, &card, payer, AUTHENTICATION_FAILED))
        }
    }

    fn accept(&mut self, mut intent: PaymentIntent, card: &Card, payer: &Payer) -> Result<Attempt, ApiError> {
        let charge = self.new_charge(&intent, card, payer, None);
        intent.latest_charge = Some(charge.id.clone());
        intent.last_error = None;
        intent.waiting_card = None;
        intent.authentication_url = None;
        self.emit("charge.succeeded", charge.json());
        self.charges.put(charge);
        intent.status = IntentStatus::RequiresCapture;
        let id = intent.id.clone();
        let amount = intent.amount;
        if intent.data.capture_method == "manual" {
            intent.authorization_ends = Some(self.now() + AUTHORIZATION_SECONDS);
            self.emit("payment_intent.amount_capturable_updated", intent.json());
            self.intents.put(intent);
        } else {
            self.intents.put(intent);
            self.capture_intent(&id, amount)?;
        }
        Ok(Attempt::Paid)
    }

    fn decline(
        &mut self,
        mut intent: PaymentIntent,
        card: &Card,
        payer: &Payer,
        decline: Decline,
    ) -> Attempt {
        let failure = (decline.code.to_owned(), decline.reason.to_owned(), decline.message.to_owned());
        intent.last_error = Some(failure.clone());
        intent.status = IntentStatus::RequiresPaymentMethod;
        intent.authentication_url = None;
        intent.failed_charge = None;
        // A failed authentication never reaches the card network.
        if decline != AUTHENTICATION_FAILED {
            let charge = self.new_charge(&intent, card, payer, Some(failure));
            intent.latest_charge = Some(charge.id.clone());
            intent.failed_charge = Some(charge.id.clone());
            self.emit("charge.failed", charge.json());
            self.charges.put(charge);
        }
        self.emit("payment_intent.payment_failed", intent.json());
        self.intents.put(intent);
        Attempt::Declined(decline)
    }

    fn new_charge(
        &self,
        intent: &PaymentIntent,
        card: &Card,
        payer: &Payer,
        failure: Option<(String, String, String)>,
    ) -> Charge {
        Charge {
            id: new_id("ch_"),
            created: self.now(),
            payment_intent: intent.id.clone(),
            amount: intent.amount,
            amount_captured: 0,
            amount_refunded: 0,
            currency: intent.currency.clone(),
            captured: false,
            disputed: false,
            released: false,
            failure,
            card_brand: card.brand().to_owned(),
            card_last4: card.last4().to_owned(),
            holder_name: payer.name.clone(),
            email: payer.email.clone(),
            description: intent.data.description.clone(),
            transfer_group: intent.data.transfer_group.clone(),
            metadata: intent.data.metadata.clone(),
            amount_transferred: 0,
        }
    }

    /// Takes the authorised money, or a part of it; the rest goes back to the card.
    pub fn capture_intent(&mut self, intent_id: &str, amount: i64) -> Result<PaymentIntent, ApiError> {
        let mut intent = self.intents.find(intent_id)?;
        if intent.status != IntentStatus::RequiresCapture {
            return Err(intent.refuse("captured", "requires_capture"));
        }
        if amount > intent.amount {
            return Err(ApiError::invalid(
                "The requested capture amount is greater than the amount you can capture for this charge.",
            )
            .with_code("amount_too_large")
            .with_param("amount_to_capture"));
        }
        let mut charge = self.charges.find(intent.latest_charge.as_deref().unwrap_or_default())?;
        charge.captured = true;
        charge.amount_captured = amount;
        if intent.authorization_ends.is_some() {
            self.emit("charge.captured", charge.json());
        }
        self.charges.put(charge);
        intent.status = IntentStatus::Succeeded;
        intent.amount_received = amount;
        intent.authorization_ends = None;
        self.add_to_balance(&intent.currency, amount);
        self.emit("payment_intent.succeeded", intent.json());
        self.intents.put(intent.clone());
        self.mark_session_paid(&intent);
        Ok(intent)
    }

    /// Gives it up; an authorisation goes back to the card. While its checkout session is open, only expiring that does it.
    pub fn cancel_intent(
        &mut self,
        intent_id: &str,
        reason: Option<&str>,
    ) -> Result<PaymentIntent, ApiError> {
        let mut intent = self.intents.find(intent_id)?;
        if matches!(intent.status, IntentStatus::Succeeded | IntentStatus::Canceled) {
            return Err(
                intent.refuse("canceled", "requires_payment_method, requires_capture, requires_action")
            );
        }
        let session = intent.session.as_deref().and_then(|id| self.sessions.get(id));
        if session.is_some_and(crate::objects::CheckoutSession::is_open) {
            return Err(ApiError::invalid(
                "You cannot cancel this PaymentIntent because it belongs to an open Checkout Session. \
                 Expire the Checkout Session instead.",
            )
            .with_code("payment_intent_unexpected_state")
            .with_about("payment_intent", intent.json()));
        }
        if intent.status == IntentStatus::RequiresCapture {
            let mut charge = self.charges.find(intent.latest_charge.as_deref().unwrap_or_default())?;
            charge.released = true;
            self.charges.put(charge);
        }
        intent.status = IntentStatus::Canceled;
        intent.canceled_at = Some(self.now());
        intent.cancellation_reason = reason.map(str::to_owned);
        intent.authorization_ends = None;
        intent.waiting_card = None;
        self.emit("payment_intent.canceled", intent.json());
        self.intents.put(intent.clone());
        Ok(intent)
    }
}
