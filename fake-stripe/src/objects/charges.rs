//! Charges: what a payment intent did to a card.
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::table::Row;

/// One attempt on a card.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Charge {
    pub id: String,
    pub created: i64,
    pub payment_intent: String,
    pub amount: i64,
    pub amount_captured: i64,
    pub amount_refunded: i64,
    pub currency: String,
    pub captured: bool,
    pub disputed: bool,
    /// The authorisation was given back without capture.
    pub released: bool,
    /// Code, reason and sentence of the bank's no.
    pub failure: Option<(String, String, String)>,
    pub card_brand: String,
    pub card_last4: String,
    pub holder_name: Option<String>,
    pub email: Option<String>,
    pub description: Option<String>,
    pub transfer_group: Option<String>,
    pub metadata: BTreeMap<String, String>,
    /// Sum of the transfers that name it as their source.
    pub amount_transferred: i64,
}

impl Charge {
    /// What can still be refunded.
    pub fn refundable(&self) -> i64 {
        self.amount_captured - self.amount_refunded
    }
}

impl Row for Charge {
    const OBJECT: &'static str = "charge";

    fn id(&self) -> &str {
        &self.id
    }

    fn created(&self) -> i64 {
        self.created
    }

    fn json(&self) -> Value {
        let failed = self.failure.is_some();
        let amount_refunded = if self.released { self.amount } else { self.amount_refunded };
        let refunded =
            self.released || (self.amount_captured > 0 && self.amount_refunded == self.amount_captured);
        let failure_part = |part: fn(&(String, String, String)) -> &String| self.failure.as_ref().map(part);
        json!({
            "id": self.id,
            "object": "charge",
            "amount": self.amount,
            "amount_captured": self.amount_captured,
            "amount_refunded": amount_refunded,
            "balance_transaction": null,
            "billing_details": {
                "address": null, "email": self.email, "name": self.holder_name, "phone": null, "tax_id": null,
            },
            "captured": self.captured,
            "created": self.created,
            "currency": self.currency,
            "description": self.description,
            "disputed": self.disputed,
            "failure_code": failure_part(|failure| &failure.0),
            "failure_message": failure_part(|failure| &failure.2),
            "livemode": false,
            "metadata": self.metadata,
            "outcome": {
                "network_status": if failed { "declined_by_network" } else { "approved_by_network" },
                "reason": failure_part(|failure| &failure.1),
                "type": if failed { "issuer_declined" } else { "authorized" },
            },
            "paid": !failed,
            "payment_intent": self.payment_intent,
            "payment_method_details": {
                "type": "card",
                "card": {
                    "brand": self.card_brand, "last4": self.card_last4, "exp_month": 12, "exp_year": 2034,
                    "country": "AR", "funding": "credit",
                },
            },
            "refunded": refunded,
            "status": if failed { "failed" } else { "succeeded" },
            "transfer_group": self.transfer_group,
        })
    }
}
