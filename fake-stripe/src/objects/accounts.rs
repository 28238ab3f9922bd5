//! Connected accounts: created by us, made able to receive money on the hosted onboarding page.
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::error::ApiError;
use crate::form::Form;
use crate::state::{Store, new_id};
use crate::table::Row;

const LINK_SECONDS: i64 = 5 * 60;

/// Countries of ours where Stripe has accounts, with their currency.
const COUNTRIES: &[(&str, &str)] = &[
    ("BR", "brl"),
    ("MX", "mxn"),
    ("US", "usd"),
    ("ES", "eur"),
    ("PT", "eur"),
    ("IT", "eur"),
    ("GB", "gbp"),
];
/// Countries that receive cross-border transfers only, with the recipient service agreement.
const RECIPIENT_COUNTRIES: &[(&str, &str)] = &[
    ("AR", "ars"),
    ("BO", "bob"),
    ("CL", "clp"),
    ("CO", "cop"),
    ("CR", "crc"),
    ("DO", "dop"),
    ("EC", "usd"),
    ("GT", "gtq"),
    ("PA", "usd"),
    ("PE", "pen"),
    ("PY", "pyg"),
    ("SV", "usd"),
    ("UY", "uyu"),
];

/// A seller's account with Stripe.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Account {
    pub id: String,
    pub created: i64,
    /// `express`, `custom`, `standard`, or `none` where the controller says it in parts.
    pub account_type: String,
    pub country: String,
    pub email: Option<String>,
    pub default_currency: String,
    pub business_type: Option<String>,
    pub business_name: Option<String>,
    /// `inactive` until onboarding is done, then `active`.
    pub capabilities: BTreeMap<String, String>,
    pub details_submitted: bool,
    pub metadata: BTreeMap<String, String>,
    /// What it holds per currency.
    pub balance: BTreeMap<String, i64>,
    pub service_agreement: String,
}

impl Account {
    /// Whether the capability is active.
    pub fn has_active(&self, capability: &str) -> bool {
        self.capabilities.get(capability).is_some_and(|status| status == "active")
    }
}

impl Row for Account {
    const OBJECT: &'static str = "account";

    fn id(&self) -> &str {
        &self.id
    }

    fn created(&self) -> i64 {
        self.created
    }

    fn json(&self) -> Value {
        let due: &[&str] = if self.details_submitted {
            &[]
        } else {
            &["external_account", "individual.verification.document"]
        };
        let dashboard = match self.account_type.as_str() {
            "express" => "express",
            "standard" => "full",
            _ => "none",
        };
        json!({
            "id": self.id,
            "object": "account",
            "business_profile": {"name": self.business_name, "mcc": null, "url": null},
            "business_type": self.business_type,
            "capabilities": self.capabilities,
            "charges_enabled": self.has_active("card_payments"),
            "controller": {
                "type": "application",
                "is_controller": true,
                "fees": {"payer": "application"},
                "losses": {"payments": "application"},
                "requirement_collection": if self.account_type == "custom" { "application" } else { "stripe" },
                "stripe_dashboard": {"type": dashboard},
            },
            "country": self.country,
            "created": self.created,
            "default_currency": self.default_currency,
            "details_submitted": self.details_submitted,
            "email": self.email,
            "metadata": self.metadata,
            "payouts_enabled": self.has_active("transfers"),
            "requirements": {
                "alternatives": [],
                "current_deadline": null,
                "currently_due": due,
                "disabled_reason": (!self.details_submitted).then_some("requirements.past_due"),
                "errors": [],
                "eventually_due": due,
                "past_due": due,
                "pending_verification": [],
            },
            "tos_acceptance": {"date": self.details_submitted.then_some(self.created), "service_agreement": self.service_agreement},
            "type": self.account_type,
        })
    }
}

/// A way into a hosted page: onboarding or the seller's own dashboard. Good once, for five minutes.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AccountLink {
    pub id: String,
    pub created: i64,
    pub expires_at: i64,
    pub account: String,
    pub is_used: bool,
    pub return_url: String,
    pub refresh_url: String,
    pub url: String,
}

impl AccountLink {
    /// Whether it still opens.
    pub fn is_good(&self, now: i64) -> bool {
        !self.is_used && now < self.expires_at
    }
}

impl Row for AccountLink {
    const OBJECT: &'static str = "account_link";

    fn id(&self) -> &str {
        &self.id
    }

    fn created(&self) -> i64 {
        self.created
    }

    fn json(&self) -> Value {
        json!({"object": "account_link", "created": self.created, "expires_at": self.expires_at, "url": self.url})
    }
}

impl Store {
    /// Creates an account from the parameters of `POST /v1/accounts`.
    pub fn create_account(&mut self, form: &Form) -> Result<Account, ApiError> {
        let account_type = match (form.text("type"), form.text("controller[stripe_dashboard][type]")) {
            (Some(_), Some(_)) => {
                return Err(
                    ApiError::invalid("You may not specify both type and controller.").with_param("type")
                );
            }
            (Some(kind @ ("express" | "custom" | "standard")), None) => kind,
            (Some(_), None) => {
                return Err(ApiError::invalid("Invalid type: must be one of custom, express, or standard")
                    .with_param("type"));
            }
            (None, Some("express")) => "express",
            (None, Some("none")) => "none",
            (None, _) => "standard",
        };
        let country = form.text("country").unwrap_or("US").to_owned();
        let service_agreement = form.text("tos_acceptance[service_agreement]").unwrap_or("full").to_owned();
        let mut account = Account {
            id: new_id("acct_"),
            created: self.now(),
            account_type: account_type.to_owned(),
            default_currency: currency_of(&country, &service_agreement)?.to_owned(),
            country,
            email: None,
            business_type: None,
            business_name: None,
            capabilities: BTreeMap::new(),
            details_submitted: false,
            metadata: BTreeMap::new(),
            balance: BTreeMap::new(),
            service_agreement,
        };
        read_account(&mut account, form)?;
        if account_type == "express" && account.capabilities.is_empty() {
            account.capabilities.insert("transfers".to_owned(), "inactive".to_owned());
        }
        self.accounts.put(account.clone());
        Ok(account)
    }

    /// Changes what `POST /v1/accounts/{id}` may change.
    pub fn update_account(&mut self, id: &str, form: &Form) -> Result<Account, ApiError> {
        let mut account = self.accounts.find(id)?;
        read_account(&mut account, form)?;
        self.accounts.put(account.clone());
        self.emit_for(Some(account.id.clone()), "account.updated", account.json(), Some(json!({})));
        Ok(account)
    }

    /// Onboarding is done: every capability that was asked for becomes active.
    pub fn activate_account(&mut self, id: &str) -> Result<Account, ApiError> {
        let mut account = self.accounts.find(id)?;
        let previous = json!({
            "details_submitted": account.details_submitted,
            "capabilities": account.capabilities.clone(),
            "payouts_enabled": account.has_active("transfers"),
        });
        account.details_submitted = true;
        account.capabilities.entry("transfers".to_owned()).or_default();
        for status in account.capabilities.values_mut() {
            "active".clone_into(status);
        }
        self.accounts.put(account.clone());
        self.emit_for(Some(account.id.clone()), "account.updated", account.json(), Some(previous));
        Ok(account)
    }

    /// A link to the onboarding page, from the parameters of `POST /v1/account_links`.
    pub fn create_account_link(&mut self, form: &Form, public_url: &str) -> Result<AccountLink, ApiError> {
        let account = self.accounts.find(form.required("account")?)?;
        let kind = form.required("type")?;
        if !matches!(kind, "account_onboarding" | "account_update") {
            return Err(ApiError::invalid(
                "Invalid type: must be one of account_onboarding or account_update",
            )
            .with_param("type"));
        }
        let return_url = form.required("return_url")?.to_owned();
        let refresh_url = form.required("refresh_url")?.to_owned();
        let id = new_id("al_");
        let link = AccountLink {
            created: self.now(),
            expires_at: self.now() + LINK_SECONDS,
            url: format!("{public_url}/setup/{}/{id}", account.id),
            account: account.id,
            is_used: false,
            return_url,
            refresh_url,
            id,
        };
        self.account_links.put(link.clone());
        Ok(link)
    }

    /// A link to the seller's own dashboard; only for express accounts that have been through onboarding.
    pub fn create_login_link(&mut self, account_id: &str, public_url: &str) -> Result<Value, ApiError> {
        let account = self.accounts.find(account_id)?;
        if account.account_type != "express" || !account.details_submitted {
            return Err(ApiError::invalid(
                "Cannot create a login link for an account that has not completed onboarding.",
            ));
        }
        Ok(json!({
            "object": "login_link",
            "created": self.now(),
            "url": format!("{public_url}/express/{account_id}"),
        }))
    }
}

/// What creation and update read alike.
fn read_account(account: &mut Account, form: &Form) -> Result<(), ApiError> {
    if let Some(email) = form.text("email") {
        account.email = Some(email.to_owned());
    }
    if let Some(kind) = form.text("business_type") {
        account.business_type = Some(kind.to_owned());
    }
    if let Some(name) = form.text("business_profile[name]") {
        account.business_name = Some(name.to_owned());
    }
    account.metadata = form.metadata("metadata", &account.metadata)?;
    for capability in ["card_payments", "transfers"] {
        if form.text(&format!("capabilities[{capability}][requested]")) == Some("true") {
            let status = if account.details_submitted { "active" } else { "inactive" };
            account.capabilities.entry(capability.to_owned()).or_insert_with(|| status.to_owned());
        }
    }
    Ok(())
}

fn currency_of(country: &str, service_agreement: &str) -> Result<&'static str, ApiError> {
    let find = |table: &[(&str, &'static str)]| {
        table.iter().find(|(code, _)| *code == country).map(|(_, currency)| *currency)
    };
    if let Some(currency) = find(COUNTRIES) {
        return Ok(currency);
    }
    match find(RECIPIENT_COUNTRIES) {
        Some(currency) if service_agreement == "recipient" => Ok(currency),
        _ => Err(ApiError::invalid(format!("{country} is not currently supported by Stripe."))
            .with_code("country_unsupported")
            .with_param("country")),
    }
}
