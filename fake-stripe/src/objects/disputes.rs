//! Disputes: the holder of a card asks the bank for the money back. Opened by the control API or by a test card.
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::error::ApiError;
use crate::state::{Store, new_id};
use crate::table::Row;

const DAYS_TO_ANSWER: i64 = 7 * 24 * 60 * 60;

/// A chargeback.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Dispute {
    pub id: String,
    pub created: i64,
    pub amount: i64,
    pub currency: String,
    pub charge: String,
    pub payment_intent: String,
    pub reason: String,
    /// `needs_response`, `under_review`, `won` or `lost`.
    pub status: String,
}

impl Dispute {
    fn is_closed(&self) -> bool {
        matches!(self.status.as_str(), "won" | "lost")
    }
}

impl Row for Dispute {
    const OBJECT: &'static str = "dispute";

    fn id(&self) -> &str {
        &self.id
    }

    fn created(&self) -> i64 {
        self.created
    }

    fn json(&self) -> Value {
        json!({
            "id": self.id,
            "object": "dispute",
            "amount": self.amount,
            "balance_transactions": [],
            "charge": self.charge,
            "created": self.created,
            "currency": self.currency,
            "enhanced_eligibility_types": [],
            "evidence": {"enhanced_evidence": {}},
            "evidence_details": {
                "due_by": self.created + DAYS_TO_ANSWER,
                "enhanced_eligibility": {},
                "has_evidence": self.status == "under_review",
                "past_due": false,
                "submission_count": 0,
            },
            "is_charge_refundable": false,
            "livemode": false,
            "metadata": {},
            "payment_intent": self.payment_intent,
            "reason": self.reason,
            "status": self.status,
        })
    }
}

impl Store {
    /// The holder disputes the captured, unrefunded money of a payment; it leaves the balance at once.
    pub fn open_dispute(&mut self, intent_id: &str, reason: &str) -> Result<Dispute, ApiError> {
        let intent = self.intents.find(intent_id)?;
        let mut charge = self
            .charges
            .find(intent.latest_charge.as_deref().unwrap_or_default())
            .map_err(|_| ApiError::invalid("There is no charge to dispute."))?;
        if charge.disputed || charge.refundable() == 0 {
            return Err(ApiError::invalid("There is nothing on this charge that can be disputed."));
        }
        let dispute = Dispute {
            id: new_id("du_"),
            created: self.now(),
            amount: charge.refundable(),
            currency: charge.currency.clone(),
            charge: charge.id.clone(),
            payment_intent: intent.id,
            reason: reason.to_owned(),
            status: "needs_response".to_owned(),
        };
        charge.disputed = true;
        self.charges.put(charge);
        self.add_to_balance(&dispute.currency, -dispute.amount);
        self.disputes.put(dispute.clone());
        self.emit("charge.dispute.created", dispute.json());
        self.emit("charge.dispute.funds_withdrawn", dispute.json());
        Ok(dispute)
    }

    /// Evidence was sent; what it says is not looked at.
    pub fn answer_dispute(&mut self, id: &str) -> Result<Dispute, ApiError> {
        let mut dispute = self.disputes.find(id)?;
        if dispute.is_closed() {
            return Err(ApiError::invalid("This dispute is already closed"));
        }
        "under_review".clone_into(&mut dispute.status);
        self.disputes.put(dispute.clone());
        self.emit("charge.dispute.updated", dispute.json());
        Ok(dispute)
    }

    /// The bank decides. Won: the money comes back.
    pub fn close_dispute(&mut self, id: &str, is_won: bool) -> Result<Dispute, ApiError> {
        let mut dispute = self.disputes.find(id)?;
        if dispute.is_closed() {
            return Err(ApiError::invalid("This dispute is already closed"));
        }
        if is_won { "won" } else { "lost" }.clone_into(&mut dispute.status);
        if is_won {
            self.add_to_balance(&dispute.currency, dispute.amount);
            let mut charge = self.charges.find(&dispute.charge)?;
            charge.disputed = false;
            self.charges.put(charge);
        }
        self.disputes.put(dispute.clone());
        if is_won {
            self.emit("charge.dispute.funds_reinstated", dispute.json());
        }
        self.emit("charge.dispute.closed", dispute.json());
        Ok(dispute)
    }
}
