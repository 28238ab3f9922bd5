//! The payment provider behind a few verbs: the only file that knows async-stripe's types. Every call that creates something
//! carries our operation's key, so that asking again is answered with what happened the first time.

use std::{collections::HashMap, future::ready, sync::Arc, time::Duration};

use chrono::{DateTime, Utc};
use domain::{
    Error,
    money::{Currency, Money},
};
use futures_util::TryStreamExt;
use stripe::{Client, ClientBuilder, IdempotencyKey, RequestStrategy, StripeError, StripeRequest as _};
use stripe_checkout::{
    CheckoutSessionMode, CheckoutSessionStatus,
    checkout_session::{
        CreateCheckoutSession, CreateCheckoutSessionLineItems, CreateCheckoutSessionLineItemsPriceData,
        CreateCheckoutSessionPaymentIntentData, ExpireCheckoutSession, ListCheckoutSession, ProductData,
        RetrieveCheckoutSession,
    },
};
use stripe_connect::{
    account::{
        CreateAccount, CreateAccountCapabilities, CreateAccountCapabilitiesTransfers, CreateAccountType,
        RetrieveAccount, TosAcceptanceSpecs,
    },
    account_link::{CreateAccountLink, CreateAccountLinkType},
    transfer::{CreateTransfer, ListTransfer},
};
use stripe_core::{
    PaymentIntentStatus,
    payment_intent::{CancelPaymentIntent, CapturePaymentIntent, ListPaymentIntent, RetrievePaymentIntent},
};
use tokio::sync::Notify;

use crate::Settings;

/// Longest that one call may take; below the lease of an operation.
const PATIENCE: Duration = Duration::from_secs(10);
/// Metadata of what we create: our operation, and the payment it belongs to.
const OPERATION: &str = "operation";
const PAYMENT: &str = "payment";

/// The provider's client, and the bells of the worker that uses it.
#[derive(Clone)]
pub struct StripeClient {
    client: Client,
    /// There is something for the worker to do.
    pub(crate) queued: Arc<Notify>,
    /// The worker has done something.
    pub(crate) finished: Arc<Notify>,
}

/// A call that did not succeed.
#[derive(Debug)]
pub(crate) enum CallError {
    /// The provider said no, for good: nothing has happened, and the same call will be refused again.
    Refused { code: String, message: String },
    /// It may have happened or not: look, and only then ask again with the same key.
    Unknown(String),
}

pub(crate) type Called<T> = Result<T, CallError>;

/// A hosted checkout as it is now.
#[derive(Debug)]
pub(crate) struct Session {
    pub id: String,
    pub status: SessionStatus,
    pub url: Option<String>,
    pub intent_id: Option<String>,
    pub payment: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SessionStatus {
    Open,
    Complete,
    Expired,
}

/// A payment as it is now.
#[derive(Debug)]
pub(crate) struct Intent {
    pub id: String,
    pub status: IntentStatus,
    /// What came in; what was asked for where nothing has.
    pub amount: i64,
    pub currency: String,
    /// Our payment, as its metadata say.
    pub payment: Option<String>,
    pub failure_code: Option<String>,
    /// Which try failed.
    pub failure_reference: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum IntentStatus {
    RequiresPayment,
    RequiresAction,
    RequiresCapture,
    Processing,
    Succeeded,
    Cancelled,
}

/// What a checkout is for.
pub(crate) struct CheckoutOrder<'a> {
    pub payment: &'a str,
    pub title: &'a str,
    pub amount: Money,
    pub email: &'a str,
    /// Transfers of the same milestone carry it too.
    pub group: &'a str,
    pub return_url: &'a str,
}

impl StripeClient {
    pub fn new(settings: &Settings) -> Result<Self, Error> {
        Self::with_patience(settings, PATIENCE)
    }

    /// The same with another limit for each call; tests are less patient.
    pub fn with_patience(settings: &Settings, patience: Duration) -> Result<Self, Error> {
        let client = ClientBuilder::new(settings.stripe_secret_key.expose())
            .url(settings.stripe_api_url.clone())
            .timeout(patience)
            .build()?;
        Ok(Self { client, queued: Arc::default(), finished: Arc::default() })
    }

    /// Tells the worker of this process that there is something to do; those of others look every second.
    pub(crate) fn wake(&self) {
        self.queued.notify_one();
    }

    pub(crate) async fn open_checkout(&self, key: &str, order: &CheckoutOrder<'_>) -> Called<Session> {
        let metadata = metadata(key, order.payment);
        let product = ProductData::new(order.title);
        let price = CreateCheckoutSessionLineItemsPriceData {
            product_data: Some(product),
            unit_amount: Some(order.amount.amount),
            ..CreateCheckoutSessionLineItemsPriceData::new(currency(order.amount.currency))
        };
        let item = CreateCheckoutSessionLineItems {
            price_data: Some(price),
            quantity: Some(1),
            ..CreateCheckoutSessionLineItems::new()
        };
        let intent = CreateCheckoutSessionPaymentIntentData {
            metadata: Some(metadata.clone()),
            transfer_group: Some(order.group.to_owned()),
            ..CreateCheckoutSessionPaymentIntentData::new()
        };
        let session = CreateCheckoutSession::new()
            .mode(CheckoutSessionMode::Payment)
            .client_reference_id(order.payment)
            .customer_email(order.email)
            .line_items(vec![item])
            .payment_intent_data(intent)
            .metadata(metadata)
            .success_url(order.return_url)
            .cancel_url(order.return_url)
            .customize()
            .request_strategy(once(key)?)
            .send(&self.client)
            .await?;
        Ok(session.into())
    }

    /// The checkout that an earlier try of this operation opened, among the latest.
    pub(crate) async fn find_checkout(&self, key: &str) -> Called<Option<Session>> {
        let sessions = ListCheckoutSession::new().limit(100).send(&self.client).await?;
        let mine = |session: &stripe_checkout::CheckoutSession| {
            session
                .metadata
                .as_ref()
                .and_then(|metadata| metadata.get(OPERATION))
                .is_some_and(|found| found == key)
        };
        Ok(sessions.data.into_iter().find(mine).map(Into::into))
    }

    pub(crate) async fn checkout(&self, id: &str) -> Called<Session> {
        Ok(RetrieveCheckoutSession::new(id).send(&self.client).await?.into())
    }

    /// Ends a checkout; refused when it has ended already, one way or the other.
    pub(crate) async fn expire_checkout(&self, id: &str) -> Called<Session> {
        Ok(ExpireCheckoutSession::new(id).send(&self.client).await?.into())
    }

    pub(crate) async fn intent(&self, id: &str) -> Called<Intent> {
        Ok(RetrievePaymentIntent::new(id).send(&self.client).await?.into())
    }

    /// All payments begun since that moment, a hundred at a call.
    pub(crate) async fn intents_since(&self, moment: DateTime<Utc>) -> Called<Vec<Intent>> {
        let newest_first = ListPaymentIntent::new().limit(100).paginate().stream(&self.client);
        let recent = newest_first.try_take_while(|intent| ready(Ok(intent.created >= moment.timestamp())));
        Ok(recent.map_ok(Intent::from).try_collect().await?)
    }

    pub(crate) async fn capture(&self, key: &str, intent: &str) -> Called<Intent> {
        let call = CapturePaymentIntent::new(intent).customize().request_strategy(once(key)?);
        Ok(call.send(&self.client).await?.into())
    }

    pub(crate) async fn cancel_intent(&self, key: &str, intent: &str) -> Called<Intent> {
        let call = CancelPaymentIntent::new(intent).customize().request_strategy(once(key)?);
        Ok(call.send(&self.client).await?.into())
    }

    /// Sends money to a seller's account; answers with the transfer's id.
    pub(crate) async fn transfer(
        &self,
        key: &str,
        group: &str,
        account: &str,
        amount: Money,
    ) -> Called<String> {
        let transfer = CreateTransfer::new(currency(amount.currency), account)
            .amount(amount.amount)
            .transfer_group(group)
            .metadata(HashMap::from([(OPERATION.to_owned(), key.to_owned())]))
            .customize()
            .request_strategy(once(key)?)
            .send(&self.client)
            .await?;
        Ok(transfer.id.to_string())
    }

    /// The transfer that an earlier try of this operation made.
    pub(crate) async fn find_transfer(&self, key: &str, group: &str) -> Called<Option<String>> {
        let transfers = ListTransfer::new().transfer_group(group).limit(100).send(&self.client).await?;
        let mine = transfers
            .data
            .into_iter()
            .find(|transfer| transfer.metadata.get(OPERATION).is_some_and(|found| found == key));
        Ok(mine.map(|transfer| transfer.id.to_string()))
    }

    /// An account that money can be sent to, once its owner has told the provider who they are.
    pub(crate) async fn create_account(&self, key: &str, email: &str, country: &str) -> Called<String> {
        let capabilities = CreateAccountCapabilities {
            transfers: Some(CreateAccountCapabilitiesTransfers { requested: Some(true) }),
            ..CreateAccountCapabilities::new()
        };
        // The account only receives transfers; that agreement exists in more countries than the full one.
        let agreement =
            TosAcceptanceSpecs { service_agreement: Some("recipient".into()), ..TosAcceptanceSpecs::new() };
        let account = CreateAccount::new()
            .type_(CreateAccountType::Express)
            .email(email)
            .country(country)
            .capabilities(capabilities)
            .tos_acceptance(agreement)
            .customize()
            .request_strategy(once(key)?)
            .send(&self.client)
            .await?;
        Ok(account.id.to_string())
    }

    /// Whether money can be sent to an account.
    pub(crate) async fn is_account_ready(&self, id: &str) -> Called<bool> {
        let account = RetrieveAccount::new(id).send(&self.client).await?;
        let transfers = account.capabilities.and_then(|capabilities| capabilities.transfers);
        Ok(transfers.is_some_and(|status| status.as_str() == "active"))
    }

    /// The page where a seller tells the provider who they are; for one visit, so every visit gets its own.
    pub(crate) async fn onboarding_url(&self, account: &str, return_url: &str) -> Called<String> {
        let link = CreateAccountLink::new(account, CreateAccountLinkType::AccountOnboarding)
            .return_url(return_url)
            .refresh_url(return_url)
            .send(&self.client)
            .await?;
        Ok(link.url)
    }
}

/// One try with our key. The library's own retries would make up keys.
fn once(key: &str) -> Called<RequestStrategy> {
    IdempotencyKey::new(key)
        .map(RequestStrategy::Idempotent)
        .map_err(|error| CallError::Refused { code: "invalid_key".into(), message: error.to_string() })
}

fn metadata(key: &str, payment: &str) -> HashMap<String, String> {
    HashMap::from([(OPERATION.to_owned(), key.to_owned()), (PAYMENT.to_owned(), payment.to_owned())])
}

fn currency(currency: Currency) -> stripe_types::Currency {
    match currency {
        Currency::Ars => stripe_types::Currency::ARS,
        Currency::Usd => stripe_types::Currency::USD,
    }
}

impl From<StripeError> for CallError {
    fn from(error: StripeError) -> Self {
        match error {
            // 401: our key is wrong, 409: the key is in use, 429: too fast. None of them says anything about the call itself.
            StripeError::Stripe(error, status)
                if (400..500).contains(&status)
                    && !matches!(status, 401 | 409 | 429)
                    && error.type_.as_str() != "idempotency_error" =>
            {
                Self::Refused {
                    code: error.code.map_or_else(|| "refused".to_owned(), |code| code.as_str().to_owned()),
                    message: error.message.unwrap_or_default(),
                }
            }
            StripeError::Stripe(error, status) => {
                Self::Unknown(format!("status {status}: {}", error.message.unwrap_or_default()))
            }
            other => Self::Unknown(other.to_string()),
        }
    }
}

impl From<stripe_checkout::CheckoutSession> for Session {
    fn from(session: stripe_checkout::CheckoutSession) -> Self {
        Self {
            id: session.id.to_string(),
            status: match session.status {
                Some(CheckoutSessionStatus::Complete) => SessionStatus::Complete,
                Some(CheckoutSessionStatus::Expired) => SessionStatus::Expired,
                _ => SessionStatus::Open,
            },
            url: session.url,
            intent_id: session.payment_intent.map(|intent| intent.id().to_string()),
            payment: session.metadata.and_then(|mut metadata| metadata.remove(PAYMENT)),
        }
    }
}

impl From<stripe_core::PaymentIntent> for Intent {
    fn from(mut intent: stripe_core::PaymentIntent) -> Self {
        let status = match intent.status {
            PaymentIntentStatus::Succeeded => IntentStatus::Succeeded,
            PaymentIntentStatus::Canceled => IntentStatus::Cancelled,
            PaymentIntentStatus::RequiresAction => IntentStatus::RequiresAction,
            PaymentIntentStatus::RequiresCapture => IntentStatus::RequiresCapture,
            PaymentIntentStatus::Processing => IntentStatus::Processing,
            _ => IntentStatus::RequiresPayment,
        };
        let error = intent.last_payment_error;
        let failure_code = error.as_ref().map(|error| {
            let code = error.code.as_ref().map_or("card_declined", |code| code.as_str());
            error.decline_code.clone().unwrap_or_else(|| code.to_owned())
        });
        let failure_reference = error.as_ref().map(|error| {
            let charge = error.charge.clone();
            charge
                .or_else(|| intent.latest_charge.as_ref().map(|charge| charge.id().to_string()))
                .unwrap_or_default()
        });
        Self {
            id: intent.id.to_string(),
            status,
            amount: if status == IntentStatus::Succeeded { intent.amount_received } else { intent.amount },
            currency: intent.currency.to_string().to_uppercase(),
            payment: intent.metadata.remove(PAYMENT),
            failure_code,
            failure_reference,
        }
    }
}
