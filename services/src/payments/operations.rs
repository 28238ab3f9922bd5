//! What we ask the provider for, exactly once. A transaction that decides something queues the call; nothing calls out inside
//! one. A worker takes calls under a lease, with the operation's key as the provider's idempotency key. A time-out or an
//! answer that can't be read is an unknown outcome: the next try first looks for what the last one did.

use std::time::Duration as Patience;

use chrono::{DateTime, Duration, Utc};
use domain::{
    Error,
    ids::{ContractId, MilestoneId, PaymentId, UserId},
    money::Money,
};
use futures_util::future::join_all;
use serde::{Deserialize, Serialize};
use sqlx::PgConnection;

use crate::{
    Services, Work,
    contracts::timers,
    failpoints, idempotency,
    payments::{
        accounts, checkout, reconcile,
        stripe::{CallError, Called, CheckoutOrder},
        webhooks,
    },
    reviews,
};

/// How long a worker has for one call before another may take it over. Longer than any call may last.
const LEASE: Duration = Duration::seconds(30);
/// How many calls one round makes side by side.
const BATCH: i64 = 16;
/// How often a worker looks without being woken: for timers, and for what other replicas queued and left.
const PERIOD: Patience = Patience::from_millis(900);

/// A call to the provider, with all it needs. Never changed once it is queued: the key stands for these parameters.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "call", rename_all = "snake_case")]
pub(crate) enum Call {
    CreateCheckout { payment: PaymentId, contract: ContractId, title: String, amount: Money, email: String },
    CloseCheckout { payment: PaymentId },
    Capture { payment: PaymentId },
    CancelIntent { payment: PaymentId },
    Transfer { account: String, amount: Money },
    CreateAccount { user: UserId, email: String, country: String },
}

impl Call {
    const fn kind(&self) -> &'static str {
        match self {
            Self::CreateCheckout { .. } => "create_checkout",
            Self::CloseCheckout { .. } => "close_checkout",
            Self::Capture { .. } => "capture",
            Self::CancelIntent { .. } => "cancel_intent",
            Self::Transfer { .. } => "transfer",
            Self::CreateAccount { .. } => "create_account",
        }
    }

    /// What leaves our account with it.
    const fn outgoing(&self) -> Option<i64> {
        match self {
            Self::Transfer { amount, .. } => Some(amount.amount),
            _ => None,
        }
    }
}

/// The provider's name for all that belongs to one milestone.
pub(crate) fn group_of(milestone: MilestoneId) -> String {
    format!("ms:{milestone}")
}

/// Queues a call inside the transaction that decided it.
pub(crate) async fn enqueue(
    db: &mut PgConnection,
    now: DateTime<Utc>,
    key: &str,
    milestone: Option<MilestoneId>,
    call: &Call,
) -> Result<(), Error> {
    sqlx::query!(
        "insert into psp_operations (op_key, kind, milestone_id, amount, params, next_attempt_at, created_at)
         values ($1, $2, $3, $4, $5, $6, $6)",
        key,
        call.kind(),
        milestone.map(MilestoneId::get),
        call.outgoing(),
        serde_json::to_value(call)?,
        now,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// A queued call in the hands of a worker.
#[derive(Clone, Debug)]
pub(crate) struct Operation {
    pub id: i64,
    pub key: String,
    pub milestone: Option<MilestoneId>,
    /// This try included.
    pub attempts: i32,
    pub call: Call,
}

impl Operation {
    pub(crate) fn milestone(&self) -> Result<MilestoneId, Error> {
        self.milestone.ok_or_else(|| Error::internal(format!("operation {} has no milestone", self.key)))
    }
}

/// Runs the worker until `shutdown` resolves. Every replica runs one.
pub async fn run(services: Services, shutdown: impl Future<Output = ()> + Send) {
    tokio::select! {
        () = work(&services, shutdown) => {}
        () = look_after(&services) => {}
    }
}

async fn work(services: &Services, shutdown: impl Future<Output = ()> + Send) {
    let mut shutdown = std::pin::pin!(shutdown);
    loop {
        let woken = services.stripe.queued.clone();
        match tick(services).await {
            Ok(0) => {
                tokio::select! {
                    () = &mut shutdown => return,
                    () = woken.notified() => {}
                    () = tokio::time::sleep(PERIOD) => {}
                }
            }
            Ok(_) => {}
            Err(error) => {
                let error = crate::settle(error);
                tracing::error!(?error, "the payments worker could not do its round");
                tokio::select! {
                    () = &mut shutdown => return,
                    () = tokio::time::sleep(PERIOD) => {}
                }
            }
        }
    }
}

/// What may take its time, beside the worker: each minute reviews whose window has ended, every ten minutes the books.
async fn look_after(services: &Services) {
    for minute in 0_u64.. {
        warn_of("reviews whose window has ended", reviews::publish_due(services).await);
        if minute.is_multiple_of(10) {
            warn_of("keys of requests", idempotency::sweep(services).await);
            warn_of("the books beside the provider's", reconcile::compare(services).await);
        }
        tokio::time::sleep(Patience::from_mins(1)).await;
    }
}

fn warn_of<T>(task: &str, outcome: Result<T, Error>) {
    if let Err(error) = outcome {
        tracing::warn!(?error, task, "will be tried again later");
    }
}

/// One round: webhooks, calls, timers. Says how much there was to do.
pub async fn tick(services: &Services) -> Result<usize, Error> {
    let events = webhooks::work(services, BATCH).await?;
    let operations = claim(services, BATCH, None).await?;
    let count = events + operations.len();
    join_all(operations.into_iter().map(|operation| execute(services, operation))).await;
    Ok(count + timers::sweep(services).await?)
}

/// Rounds until there is nothing left to do now, then reviews whose window has ended.
pub async fn drain(services: &Services) -> Result<(), Error> {
    while tick(services).await? > 0 {}
    reviews::publish_due(services).await?;
    Ok(())
}

/// Makes one queued call at once instead of waiting for the worker, and waits for its end as long as the caller likes.
/// It goes on when the caller has stopped waiting.
pub(crate) async fn run_now(services: &Services, key: &str, patience: Patience) -> Result<(), Error> {
    let (task_services, task_key) = (services.clone(), key.to_owned());
    let task = tokio::spawn(async move {
        match claim(&task_services, 1, Some(&task_key)).await {
            Ok(operations) => {
                for operation in operations {
                    execute(&task_services, operation).await;
                }
            }
            Err(error) => tracing::warn!(?error, "could not take an operation"),
        }
    });
    let wait = async {
        if let Err(error) = task.await {
            tracing::error!(%error, "an operation stopped");
        }
        // Another worker may have been faster; then its end is what we wait for.
        loop {
            let finished = services.stripe.finished.clone();
            let next = finished.notified();
            if !is_first_try_running(services, key).await? {
                return Ok(());
            }
            tokio::select! {
                () = next => {}
                () = tokio::time::sleep(Patience::from_millis(100)) => {}
            }
        }
    };
    tokio::time::timeout(patience, wait).await.unwrap_or(Ok(()))
}

/// Whether somebody is making this call for the first time; after that the worker is in charge.
async fn is_first_try_running(services: &Services, key: &str) -> Result<bool, Error> {
    let is_running = sqlx::query_scalar!(
        "select status = 'pending' and attempts <= 1 and last_error is null as \"running!\"
         from psp_operations where op_key = $1",
        key
    )
    .fetch_optional(&services.db)
    .await?;
    Ok(is_running.unwrap_or(false))
}

/// Takes what is due, or one by its key, under a lease. Two workers never hold the same.
async fn claim(services: &Services, most: i64, key: Option<&str>) -> Result<Vec<Operation>, Error> {
    let now = services.clock.now();
    let rows = sqlx::query!(
        "update psp_operations set attempts = attempts + 1, next_attempt_at = $2
         where id in (
             select id from psp_operations
             where status = 'pending' and next_attempt_at <= $1 and ($4::text is null or op_key = $4)
             order by next_attempt_at for update skip locked limit $3
         )
         returning id, op_key, milestone_id, attempts, params",
        now,
        now + LEASE,
        most,
        key,
    )
    .fetch_all(&services.db)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Operation {
                id: row.id,
                key: row.op_key,
                milestone: row.milestone_id.map(Into::into),
                attempts: row.attempts,
                call: serde_json::from_value(row.params)?,
            })
        })
        .collect()
}

/// Makes the call and records how it went. Never fails: what can't be recorded now is taken up again when the lease ends.
async fn execute(services: &Services, operation: Operation) {
    let outcome = match perform(services, &operation).await {
        Ok(Ok(())) => Ok(()),
        Ok(Err(CallError::Refused { code, message })) => {
            tracing::warn!(key = operation.key, code, message, "the provider refused");
            refused(services, &operation, &code, &message).await
        }
        Ok(Err(CallError::Unknown(message))) => postpone(services, &operation, &message).await,
        Err(error) => postpone(services, &operation, &format!("{error:?}")).await,
    };
    if let Err(error) = outcome {
        tracing::error!(key = operation.key, ?error, "an operation could not be recorded");
    }
    services.stripe.finished.notify_waiters();
}

/// The call itself. Inner error: the provider's; outer error: ours.
async fn perform(services: &Services, operation: &Operation) -> Result<Called<()>, Error> {
    match &operation.call {
        Call::CreateCheckout { payment, contract, title, amount, email } => {
            failpoints::reach("checkout_claimed");
            let milestone = operation.milestone()?;
            let (payment_id, group) = (payment.to_string(), group_of(milestone));
            let return_url = format!("{}/contratos/{contract}", services.settings.public_url);
            let order = CheckoutOrder {
                payment: &payment_id,
                title,
                amount: *amount,
                email,
                group: &group,
                return_url: &return_url,
            };
            let found = match before(operation, services.stripe.find_checkout(&operation.key)).await {
                Ok(found) => found,
                Err(error) => return Ok(Err(error)),
            };
            let session = match found {
                Some(session) => session,
                None => match services.stripe.open_checkout(&operation.key, &order).await {
                    Ok(session) => session,
                    Err(error) => return Ok(Err(error)),
                },
            };
            failpoints::reach("checkout_answered");
            checkout::opened(services, operation, *payment, &session).await?;
            failpoints::reach("checkout_recorded");
            Ok(Ok(()))
        }
        Call::CloseCheckout { payment } => checkout::close(services, operation, *payment).await,
        Call::Capture { payment } | Call::CancelIntent { payment } => {
            let is_capture = matches!(operation.call, Call::Capture { .. });
            checkout::end_authorization(services, operation, *payment, is_capture).await
        }
        Call::Transfer { account, amount } => {
            failpoints::reach("transfer_claimed");
            let group = group_of(operation.milestone()?);
            let found = match before(operation, services.stripe.find_transfer(&operation.key, &group)).await {
                Ok(found) => found,
                Err(error) => return Ok(Err(error)),
            };
            let transfer = match found {
                Some(transfer) => transfer,
                None => match services.stripe.transfer(&operation.key, &group, account, *amount).await {
                    Ok(transfer) => transfer,
                    Err(error) => return Ok(Err(error)),
                },
            };
            failpoints::reach("transfer_answered");
            checkout::transferred(services, operation, &transfer).await?;
            failpoints::reach("released");
            Ok(Ok(()))
        }
        Call::CreateAccount { user, email, country } => {
            match services.stripe.create_account(&operation.key, email, country).await {
                Ok(account) => accounts::created(services, operation, *user, &account).await.map(Ok),
                Err(error) => Ok(Err(error)),
            }
        }
    }
}

/// What an earlier try did; the first try has none before it.
async fn before<T>(
    operation: &Operation,
    look: impl Future<Output = Called<Option<T>>>,
) -> Called<Option<T>> {
    if operation.attempts > 1 { look.await } else { Ok(None) }
}

/// The provider said no for good: nothing has happened, and each kind knows what that means.
async fn refused(services: &Services, operation: &Operation, code: &str, message: &str) -> Result<(), Error> {
    metrics::counter!("payment_operations_refused_total", "kind" => operation.call.kind()).increment(1);
    match &operation.call {
        Call::CreateCheckout { payment, .. } => checkout::refused(services, operation, *payment, code).await,
        Call::Transfer { .. } => checkout::transfer_refused(services, operation, code).await,
        Call::CreateAccount { user, .. } => accounts::refused(services, operation, *user, code).await,
        // These are decided by what the provider's object says next time.
        Call::CloseCheckout { .. } | Call::Capture { .. } | Call::CancelIntent { .. } => {
            postpone(services, operation, message).await
        }
    }
}

/// The outcome is unknown: again later, with the same key, after a look at what happened.
async fn postpone(services: &Services, operation: &Operation, reason: &str) -> Result<(), Error> {
    tracing::warn!(
        key = operation.key,
        attempts = operation.attempts,
        reason,
        "unknown outcome, trying again later"
    );
    metrics::counter!("payment_operations_unknown_total", "kind" => operation.call.kind()).increment(1);
    let wait = Duration::seconds(1_i64 << operation.attempts.clamp(0, 8));
    sqlx::query!(
        "update psp_operations set next_attempt_at = $2, last_error = $3 where id = $1 and status = 'pending'",
        operation.id,
        services.clock.now() + wait,
        reason,
    )
    .execute(&services.db)
    .await?;
    Ok(())
}

/// Marks an operation as done inside the transaction that records its effect. False: somebody has recorded it before.
pub(crate) async fn done(
    work: &mut Work,
    now: DateTime<Utc>,
    operation: &Operation,
    provider_id: &str,
) -> Result<bool, Error> {
    let updated = sqlx::query!(
        "update psp_operations set status = 'done', provider_id = $2, done_at = $3, last_error = null
         where id = $1 and status = 'pending'",
        operation.id,
        provider_id,
        now,
    )
    .execute(work.db())
    .await?;
    Ok(updated.rows_affected() == 1)
}

/// Marks an operation as refused inside the transaction that records what follows. False: it has an end already.
pub(crate) async fn failed(
    work: &mut Work,
    now: DateTime<Utc>,
    operation: &Operation,
    code: &str,
) -> Result<bool, Error> {
    let updated = sqlx::query!(
        "update psp_operations set status = 'failed', last_error = $2, done_at = $3 where id = $1 and status = 'pending'",
        operation.id,
        code,
        now,
    )
    .execute(work.db())
    .await?;
    Ok(updated.rows_affected() == 1)
}
