//! Refunds: never more, in sum, than was captured.
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::error::ApiError;
use crate::form::Form;
use crate::objects::Charge;
use crate::objects::payment_intents::IntentStatus;
use crate::state::{Store, new_id};
use crate::table::Row;

/// Money that went back to a card.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Refund {
    pub id: String,
    pub created: i64,
    pub amount: i64,
    pub currency: String,
    pub charge: String,
    pub payment_intent: String,
    pub reason: Option<String>,
    /// The bank sent it back.
    pub has_failed: bool,
    pub metadata: BTreeMap<String, String>,
}

impl Row for Refund {
    const OBJECT: &'static str = "refund";

    fn id(&self) -> &str {
        &self.id
    }

    fn created(&self) -> i64 {
        self.created
    }

    fn json(&self) -> Value {
        json!({
            "id": self.id,
            "object": "refund",
            "amount": self.amount,
            "balance_transaction": null,
            "charge": self.charge,
            "created": self.created,
            "failure_reason": self.has_failed.then_some("expired_or_canceled_card"),
            "currency": self.currency,
            "metadata": self.metadata,
            "payment_intent": self.payment_intent,
            "reason": self.reason,
            "receipt_number": null,
            "source_transfer_reversal": null,
            "status": if self.has_failed { "failed" } else { "succeeded" },
            "transfer_reversal": null,
        })
    }
}

impl Store {
    /// Refunds a payment, wholly or in part, from the parameters of `POST /v1/refunds`. The balance may go below zero,
    /// as Stripe's does.
    pub fn create_refund(&mut self, form: &Form) -> Result<Refund, ApiError> {
        let mut charge = self.charge_to_refund(form)?;
        let left = charge.refundable();
        let amount = form.positive("amount")?.unwrap_or(left);
        if charge.disputed {
            return Err(ApiError::invalid(format!(
                "Charge {} has been charged back; cannot issue a refund.",
                charge.id
            ))
            .with_code("charge_disputed"));
        }
        if left == 0 {
            return Err(ApiError::invalid(format!("Charge {} has already been refunded.", charge.id))
                .with_code("charge_already_refunded"));
        }
        if amount > left {
            return Err(ApiError::invalid(format!(
                "Refund amount ({amount}) is greater than unrefunded amount on charge ({left})"
            ))
            .with_code("amount_too_large")
            .with_param("amount"));
        }
        let reason = form.text("reason");
        if reason
            .is_some_and(|reason| !matches!(reason, "duplicate" | "fraudulent" | "requested_by_customer"))
        {
            return Err(ApiError::invalid(
                "Invalid reason: must be one of duplicate, fraudulent, or requested_by_customer",
            )
            .with_param("reason"));
        }
        let refund = Refund {
            id: new_id("re_"),
            created: self.now(),
            amount,
            currency: charge.currency.clone(),
            charge: charge.id.clone(),
            payment_intent: charge.payment_intent.clone(),
            reason: reason.map(str::to_owned),
            has_failed: false,
            metadata: form.metadata("metadata", &BTreeMap::new())?,
        };
        charge.amount_refunded += amount;
        self.add_to_balance(&charge.currency, -amount);
        self.refunds.put(refund.clone());
        self.emit("refund.created", refund.json());
        self.emit("charge.refunded", charge.json());
        self.charges.put(charge);
        Ok(refund)
    }

    /// The bank sends a refund back, days later: the money is on the balance again and can be refunded anew.
    pub fn fail_refund(&mut self, id: &str) -> Result<Refund, ApiError> {
        let mut refund = self.refunds.find(id)?;
        if refund.has_failed {
            return Err(ApiError::invalid("This refund has failed already."));
        }
        let mut charge = self.charges.find(&refund.charge)?;
        charge.amount_refunded -= refund.amount;
        self.charges.put(charge);
        self.add_to_balance(&refund.currency, refund.amount);
        refund.has_failed = true;
        self.refunds.put(refund.clone());
        self.emit("refund.updated", refund.json());
        self.emit("refund.failed", refund.json());
        Ok(refund)
    }

    fn charge_to_refund(&self, form: &Form) -> Result<Charge, ApiError> {
        if let Some(id) = form.text("charge") {
            return self.charges.find(id);
        }
        let Some(intent_id) = form.text("payment_intent") else {
            return Err(ApiError::invalid(
                "One of the following params should be provided: payment_intent or charge.",
            ));
        };
        let intent = self.intents.find(intent_id)?;
        if intent.status != IntentStatus::Succeeded {
            return Err(ApiError::invalid(format!(
                "This PaymentIntent ({intent_id}) does not have a successful charge to refund."
            ))
            .with_param("payment_intent"));
        }
        self.charges.find(intent.latest_charge.as_deref().unwrap_or_default())
    }
}
