//! Transfers to connected accounts and their reversals: never more than the balance, the source or the transfer holds.
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::error::ApiError;
use crate::form::Form;
use crate::money;
use crate::state::{Store, new_id};
use crate::table::Row;

/// Money that went to a connected account.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Transfer {
    pub id: String,
    pub created: i64,
    pub amount: i64,
    pub currency: String,
    pub destination: String,
    pub destination_payment: String,
    pub description: Option<String>,
    pub source_transaction: Option<String>,
    pub transfer_group: Option<String>,
    pub metadata: BTreeMap<String, String>,
    pub reversals: Vec<Reversal>,
}

/// Money that came back from a transfer.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Reversal {
    pub id: String,
    pub created: i64,
    pub amount: i64,
    pub currency: String,
    pub transfer: String,
    pub metadata: BTreeMap<String, String>,
}

impl Transfer {
    /// Sum of its reversals.
    pub fn amount_reversed(&self) -> i64 {
        self.reversals.iter().map(|reversal| reversal.amount).sum()
    }
}

impl Row for Reversal {
    const OBJECT: &'static str = "transfer_reversal";

    fn id(&self) -> &str {
        &self.id
    }

    fn created(&self) -> i64 {
        self.created
    }

    fn json(&self) -> Value {
        json!({
            "id": self.id,
            "object": "transfer_reversal",
            "amount": self.amount,
            "balance_transaction": null,
            "created": self.created,
            "currency": self.currency,
            "destination_payment_refund": null,
            "metadata": self.metadata,
            "source_refund": null,
            "transfer": self.transfer,
        })
    }
}

impl Row for Transfer {
    const OBJECT: &'static str = "transfer";

    fn id(&self) -> &str {
        &self.id
    }

    fn created(&self) -> i64 {
        self.created
    }

    fn json(&self) -> Value {
        let reversals: Vec<Value> = self.reversals.iter().rev().map(Row::json).collect();
        json!({
            "id": self.id,
            "object": "transfer",
            "amount": self.amount,
            "amount_reversed": self.amount_reversed(),
            "balance_transaction": null,
            "created": self.created,
            "currency": self.currency,
            "description": self.description,
            "destination": self.destination,
            "destination_payment": self.destination_payment,
            "livemode": false,
            "metadata": self.metadata,
            "reversals": {
                "object": "list",
                "data": reversals,
                "has_more": false,
                "url": format!("/v1/transfers/{}/reversals", self.id),
            },
            "reversed": self.amount_reversed() == self.amount,
            "source_transaction": self.source_transaction,
            "source_type": "card",
            "transfer_group": self.transfer_group,
        })
    }
}

impl Store {
    /// Moves money to a connected account, from the parameters of `POST /v1/transfers`.
    pub fn create_transfer(&mut self, form: &Form) -> Result<Transfer, ApiError> {
        let currency = form.currency("currency")?;
        let amount = form.positive("amount")?;
        let destination_id = form.required("destination")?;
        let Some(mut account) = self.accounts.get(destination_id).cloned() else {
            return Err(ApiError::invalid(format!("No such destination: '{destination_id}'"))
                .with_code("resource_missing")
                .with_param("destination"));
        };
        if !account.has_active("transfers") {
            return Err(ApiError::invalid(
                "Your destination account needs to have at least one of the following capabilities enabled: \
                 transfers, crypto_transfers, legacy_payments",
            )
            .with_code("insufficient_capabilities_for_transfer"));
        }
        let mut source = form.text("source_transaction").map(|id| self.charges.find(id)).transpose()?;
        let amount = amount
            .or_else(|| source.as_ref().map(|charge| charge.amount_captured))
            .ok_or_else(|| ApiError::required("amount"))?;
        if let Some(charge) = &mut source {
            if charge.currency != currency {
                return Err(ApiError::invalid(
                    "The currency must be that of the source transaction's balance.",
                )
                .with_param("currency"));
            }
            charge.amount_transferred += amount;
            if charge.amount_transferred > charge.amount_captured {
                return Err(ApiError::invalid(format!(
                    "Transfers using this transaction as a source must not exceed the source amount of {}.",
                    money::format(charge.amount_captured, &currency, true)
                ))
                .with_param("amount"));
            }
        }
        if amount > self.available(&currency) {
            return Err(ApiError::invalid(
                "You have insufficient available funds in your Stripe account. Try adding funds directly to your \
                 available balance by creating Charges using the 4000000000000077 test card.",
            )
            .with_code("balance_insufficient"));
        }
        let transfer = Transfer {
            id: new_id("tr_"),
            created: self.now(),
            amount,
            currency: currency.clone(),
            destination: destination_id.to_owned(),
            destination_payment: new_id("py_"),
            description: form.string("description"),
            source_transaction: source.as_ref().map(|charge| charge.id.clone()),
            transfer_group: form
                .string("transfer_group")
                .or_else(|| source.as_ref().and_then(|charge| charge.transfer_group.clone())),
            metadata: form.metadata("metadata", &BTreeMap::new())?,
            reversals: Vec::new(),
        };
        self.add_to_balance(&currency, -amount);
        *account.balance.entry(currency).or_default() += amount;
        self.accounts.put(account);
        if let Some(charge) = source {
            self.charges.put(charge);
        }
        self.transfers.put(transfer.clone());
        self.emit("transfer.created", transfer.json());
        Ok(transfer)
    }

    /// Takes money back from a transfer, while the account still has it.
    pub fn reverse_transfer(&mut self, id: &str, form: &Form) -> Result<Reversal, ApiError> {
        let mut transfer = self.transfers.find(id)?;
        let left = transfer.amount - transfer.amount_reversed();
        let amount = form.positive("amount")?.unwrap_or(left);
        if left == 0 {
            return Err(ApiError::invalid(format!("Transfer {id} is already fully reversed.")));
        }
        if amount > left {
            return Err(ApiError::invalid(format!(
                "Reversal amount ({amount}) is greater than unreversed amount on transfer ({left})"
            ))
            .with_param("amount"));
        }
        let mut account = self.accounts.find(&transfer.destination)?;
        let held = account.balance.entry(transfer.currency.clone()).or_default();
        if amount > *held {
            return Err(ApiError::invalid(
                "Insufficient funds in the connected account's balance to reverse this transfer.",
            )
            .with_code("balance_insufficient"));
        }
        *held -= amount;
        let reversal = Reversal {
            id: new_id("trr_"),
            created: self.now(),
            amount,
            currency: transfer.currency.clone(),
            transfer: transfer.id.clone(),
            metadata: form.metadata("metadata", &BTreeMap::new())?,
        };
        transfer.reversals.push(reversal.clone());
        self.accounts.put(account);
        self.add_to_balance(&transfer.currency, amount);
        if let Some(mut charge) =
            transfer.source_transaction.as_deref().and_then(|id| self.charges.get(id)).cloned()
        {
            charge.amount_transferred -= amount;
            self.charges.put(charge);
        }
        self.emit("transfer.reversed", transfer.json());
        self.transfers.put(transfer);
        Ok(reversal)
    }
}
