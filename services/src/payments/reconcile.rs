//! The second look: what the provider holds against what our books say. It repairs what a webhook should have told,
//! and raises an alert where the two differ in a way that only a person can judge.

use chrono::Duration;
use domain::Error;

use crate::{
    Services,
    payments::{
        checkout, ledger,
        stripe::{Intent, IntentStatus},
    },
};

/// How far back it looks.
const WINDOW: Duration = Duration::hours(48);

/// What a comparison found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// Payments of ours that were looked up at the provider.
    pub compared: usize,
    /// Payments that had succeeded there, and only now here.
    pub repaired: usize,
    /// Payments that we count as paid, and the provider does not.
    pub missing: usize,
    /// Whether the books' own chain is whole.
    pub is_ledger_whole: bool,
}

/// Compares the last 48 hours.
pub async fn compare(services: &Services) -> Result<Comparison, Error> {
    let mut found = Comparison::default();
    let payments = sqlx::query!(
        "select p.id, p.status, p.payment_intent_id, p.checkout_session_id
         from payments p where p.created_at > $1 and p.checkout_session_id is not null
         order by p.created_at",
        services.clock.now() - WINDOW
    )
    .fetch_all(&services.db)
    .await?;
    // Most of them in one call; those that are not among the latest, one by one.
    let latest = services.stripe.latest_intents().await.unwrap_or_default();
    for payment in payments {
        let mine = |intent: &&Intent| intent.payment.as_deref() == Some(payment.id.to_string().as_str());
        let fetched;
        let intent = match (latest.iter().find(mine), &payment.payment_intent_id) {
            (Some(intent), _) => Some(intent),
            (None, Some(id)) => match services.stripe.intent(id).await {
                Ok(intent) => {
                    fetched = intent;
                    Some(&fetched)
                }
                Err(error) => {
                    tracing::warn!(?error, payment = %payment.id, "could not be compared");
                    continue;
                }
            },
            (None, None) => None,
        };
        found.compared += 1;
        let is_paid_there = intent.is_some_and(|intent| intent.status == IntentStatus::Succeeded);
        match (payment.status == "succeeded", is_paid_there) {
            (false, true) => {
                if let Some(intent) = intent {
                    checkout::merge_intent(services, intent).await?;
                    found.repaired += 1;
                }
            }
            (true, false) => {
                tracing::error!(payment = %payment.id, "paid in our books, and not at the provider");
                metrics::counter!("payment_alerts_total", "kind" => "missing_at_provider").increment(1);
                found.missing += 1;
            }
            _ => {}
        }
    }
    let verified = ledger::verify(services).await?;
    found.is_ledger_whole = verified.first_wrong.is_none();
    if let Some(entry) = verified.first_wrong {
        tracing::error!(entry, "the ledger's chain is broken");
        metrics::counter!("payment_alerts_total", "kind" => "ledger_broken").increment(1);
    }
    Ok(found)
}
