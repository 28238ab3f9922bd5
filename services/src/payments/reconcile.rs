//! The second look: what the provider holds against what our books say. It repairs what a webhook should have told,
//! and raises an alert where the two differ in a way that only a person can judge.

use std::collections::HashMap;

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
/// How far the provider's clock may be from ours.
const CLOCKS_APART: Duration = Duration::hours(1);

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
    let now = services.clock.now();
    let verified = ledger::verify(services).await?;
    let mut found = Comparison { is_ledger_whole: verified.first_wrong.is_none(), ..Comparison::default() };
    if let Some(entry) = verified.first_wrong {
        tracing::error!(entry, "the ledger's chain is broken");
        metrics::counter!("payment_alerts_total", "kind" => "ledger_broken").increment(1);
    }
    let payments = sqlx::query!(
        "select p.id, p.status from payments p where p.created_at > $1 and p.checkout_session_id is not null
         order by p.created_at",
        now - WINDOW
    )
    .fetch_all(&services.db)
    .await?;
    // Our row is there before the provider hears of the payment, so what it has of these is not older.
    let theirs = services.stripe.intents_since(now - WINDOW - CLOCKS_APART).await.map_err(|error| {
        Error::internal(format!("the provider's payments could not be listed: {error:?}"))
    })?;
    let theirs: HashMap<&str, &Intent> =
        theirs.iter().filter_map(|intent| Some((intent.payment.as_deref()?, intent))).collect();
    for payment in payments {
        let intent = theirs.get(payment.id.to_string().as_str()).copied();
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
    Ok(found)
}
