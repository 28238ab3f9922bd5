//! What the provider's objects mean for ours: a checkout, an intent, a transfer, merged into payment and milestone.
//! Each function fetches the truth first and merges it under the milestone's lock, so order and number of calls don't matter.

use chrono::Duration;
use domain::{
    Error,
    contracts::{Actor, Event, MoneyState, TimerEvent, WorkState, room::EventDetails},
    ids::{MilestoneId, PaymentId},
    payments::PaymentStatus,
};
use serde_json::json;

use crate::{
    Services, Work,
    contracts::engine::{self, By, Milestone},
    failpoints,
    payments::{
        known,
        ledger::{Account, Entry},
        operations::{self, Operation},
        stripe::{CallError, Called, Intent, IntentStatus, Session, SessionStatus},
    },
};

/// A payment attempt as the database has it.
struct Attempt {
    milestone: MilestoneId,
    amount: i64,
    currency: String,
    status: PaymentStatus,
    session: Option<String>,
    intent: Option<String>,
    failure_reference: Option<String>,
}

/// The milestone of a payment; none where it is not ours.
async fn milestone_of(services: &Services, payment: PaymentId) -> Result<Option<MilestoneId>, Error> {
    let milestone = sqlx::query_scalar!("select milestone_id from payments where id = $1", payment.get())
        .fetch_optional(&services.db)
        .await?;
    Ok(milestone.map(Into::into))
}

/// Locks a payment's milestone, then reads both.
async fn lock(
    services: &Services,
    work: &mut Work,
    payment: PaymentId,
) -> Result<Option<(Milestone, Attempt)>, Error> {
    let Some(milestone) = milestone_of(services, payment).await? else { return Ok(None) };
    let milestone = engine::lock(work, milestone).await?;
    let row = sqlx::query!(
        "select milestone_id, amount, currency, status, checkout_session_id, payment_intent_id, failure_reference
         from payments where id = $1",
        payment.get()
    )
    .fetch_one(work.db())
    .await?;
    let attempt = Attempt {
        milestone: row.milestone_id.into(),
        amount: row.amount,
        currency: row.currency,
        status: known(&row.status, PaymentStatus::from_name(&row.status))?,
        session: row.checkout_session_id,
        intent: row.payment_intent_id,
        failure_reference: row.failure_reference,
    };
    Ok(Some((milestone, attempt)))
}

async fn set_status(
    services: &Services,
    work: &mut Work,
    payment: PaymentId,
    status: PaymentStatus,
) -> Result<(), Error> {
    sqlx::query!(
        "update payments set status = $2, updated_at = $3 where id = $1",
        payment.get(),
        status.name(),
        services.clock.now(),
    )
    .execute(work.db())
    .await?;
    Ok(())
}

/// The checkout is open: its address is what the client waits for.
pub(super) async fn opened(
    services: &Services,
    operation: &Operation,
    payment: PaymentId,
    session: &Session,
) -> Result<(), Error> {
    let mut work = services.begin().await?;
    let now = services.clock.now();
    if operations::done(&mut work, now, operation, &session.id).await? {
        sqlx::query!(
            "update payments set checkout_session_id = $2, checkout_url = $3, updated_at = $4 where id = $1",
            payment.get(),
            session.id,
            session.url,
            now,
        )
        .execute(work.db())
        .await?;
    }
    work.commit().await
}

/// The provider won't open a checkout: this attempt is dead, and the client may try again.
pub(super) async fn refused(
    services: &Services,
    operation: &Operation,
    payment: PaymentId,
    code: &str,
) -> Result<(), Error> {
    let mut work = services.begin().await?;
    let Some((mut milestone, attempt)) = lock(services, &mut work, payment).await? else { return Ok(()) };
    if operations::failed(&mut work, services.clock.now(), operation, code).await? && attempt.status.is_open()
    {
        sqlx::query!("update payments set failure_code = $2 where id = $1", payment.get(), code)
            .execute(work.db())
            .await?;
        set_status(services, &mut work, payment, PaymentStatus::Failed).await?;
        milestone.facts.is_attempt_open = false;
        if milestone.work == WorkState::AwaitingPayment {
            let details = EventDetails { failure_code: Some(code.to_owned()), ..EventDetails::default() };
            engine::apply(services, &mut work, &mut milestone, Event::PaymentFailed, By::PROVIDER, details)
                .await?;
        }
    }
    work.commit().await
}

/// Row 5: ends the checkout. If it was paid at the last moment, the provider says so, and that is row 4.
pub(super) async fn close(
    services: &Services,
    operation: &Operation,
    payment: PaymentId,
) -> Result<Called<()>, Error> {
    let row = sqlx::query!(
        "select p.checkout_session_id, p.status, exists(
             select 1 from psp_operations o
             where o.milestone_id = p.milestone_id and o.kind = 'create_checkout' and o.status = 'pending'
         ) as \"is_opening!\"
         from payments p where p.id = $1",
        payment.get()
    )
    .fetch_one(&services.db)
    .await?;
    match row.checkout_session_id {
        Some(session) => match ended(services, &session).await {
            Ok(session) if session.status == SessionStatus::Complete => {
                if let Err(error) = merge_session(services, &session).await? {
                    return Ok(Err(error));
                }
                let Some(milestone) = milestone_of(services, payment).await? else { return Ok(Ok(())) };
                let mut work = services.begin().await?;
                let milestone = engine::lock(&mut work, milestone).await?;
                if milestone.work == WorkState::AwaitingPayment {
                    // Complete, but the money is still being moved.
                    return Ok(Err(CallError::Unknown("the payment is being processed".into())));
                }
                operations::done(&mut work, services.clock.now(), operation, &session.id).await?;
                work.commit().await?;
                Ok(Ok(()))
            }
            Ok(session) => closed(services, operation, payment, &session.id).await.map(Ok),
            Err(error) => Ok(Err(error)),
        },
        // It may be open at the provider without our knowing its name yet.
        None if row.is_opening => Ok(Err(CallError::Unknown("the checkout is still being opened".into()))),
        None => closed(services, operation, payment, "").await.map(Ok),
    }
}

/// Expires a checkout, or finds it ended already.
async fn ended(services: &Services, session: &str) -> Called<Session> {
    match services.stripe.expire_checkout(session).await {
        Err(CallError::Refused { .. }) => match services.stripe.checkout(session).await? {
            session if session.status == SessionStatus::Open => {
                Err(CallError::Unknown("an open checkout could not be ended".into()))
            }
            session => Ok(session),
        },
        other => other,
    }
}

/// The attempt is dead; so is the order, unless there is a newer attempt.
async fn closed(
    services: &Services,
    operation: &Operation,
    payment: PaymentId,
    provider_id: &str,
) -> Result<(), Error> {
    let mut work = services.begin().await?;
    let Some((mut milestone, attempt)) = lock(services, &mut work, payment).await? else { return Ok(()) };
    if !operations::done(&mut work, services.clock.now(), operation, provider_id).await? {
        return work.commit().await;
    }
    if attempt.status.is_open() {
        set_status(services, &mut work, payment, PaymentStatus::Cancelled).await?;
    }
    milestone.reload_facts(&mut work).await?;
    if milestone.work == WorkState::AwaitingPayment {
        if milestone.facts.is_attempt_open {
            engine::set_timer(&mut work, &mut milestone, TimerEvent::PaymentDue, services.clock.now())
                .await?;
        } else {
            let nothing = EventDetails::default();
            engine::apply(services, &mut work, &mut milestone, Event::Expire, By::TIMER, nothing).await?;
        }
    }
    work.commit().await
}

/// Rows 6 and 7: takes the authorised money, or lets it go. What the intent says afterwards is merged as always.
pub(super) async fn end_authorization(
    services: &Services,
    operation: &Operation,
    payment: PaymentId,
    is_capture: bool,
) -> Result<Called<()>, Error> {
    let intent_id =
        sqlx::query_scalar!("select payment_intent_id from payments where id = $1", payment.get())
            .fetch_one(&services.db)
            .await?;
    let Some(intent_id) = intent_id else {
        return Err(Error::internal("an authorised payment without an intent"));
    };
    let called = if is_capture {
        services.stripe.capture(&operation.key, &intent_id).await
    } else {
        services.stripe.cancel_intent(&operation.key, &intent_id).await
    };
    let called = match called {
        // It may be in that state already.
        Err(CallError::Refused { .. }) => services.stripe.intent(&intent_id).await,
        other => other,
    };
    match called {
        Ok(intent) if matches!(intent.status, IntentStatus::Succeeded | IntentStatus::Cancelled) => {
            merge_intent(services, &intent).await?;
            let mut work = services.begin().await?;
            operations::done(&mut work, services.clock.now(), operation, &intent.id).await?;
            work.commit().await.map(Ok)
        }
        Ok(intent) => Ok(Err(CallError::Unknown(format!("the intent is {:?}", intent.status)))),
        Err(error) => Ok(Err(error)),
    }
}

/// Merges a checkout that was fetched just now, and the intent behind it.
pub(crate) async fn merge_session(services: &Services, session: &Session) -> Result<Called<()>, Error> {
    let Some(payment) = session.payment.as_deref().and_then(|id| id.parse::<PaymentId>().ok()) else {
        return Ok(Ok(()));
    };
    if let Some(intent_id) = &session.intent_id {
        match services.stripe.intent(intent_id).await {
            Ok(intent) => merge_intent(services, &intent).await?,
            Err(error) => return Ok(Err(error)),
        }
    }
    if session.status == SessionStatus::Expired {
        let mut work = services.begin().await?;
        if let Some((_, attempt)) = lock(services, &mut work, payment).await?
            && attempt.status.is_open()
            && attempt.session.as_ref().is_none_or(|known| *known == session.id)
        {
            set_status(services, &mut work, payment, PaymentStatus::Cancelled).await?;
        }
        work.commit().await?;
    }
    Ok(Ok(()))
}

/// Merges an intent that was fetched just now. Monotonic: what has succeeded or ended never goes back.
pub(crate) async fn merge_intent(services: &Services, intent: &Intent) -> Result<(), Error> {
    let Some(payment) = intent.payment.as_deref().and_then(|id| id.parse::<PaymentId>().ok()) else {
        return Ok(());
    };
    let mut work = services.begin().await?;
    let Some((mut milestone, attempt)) = lock(services, &mut work, payment).await? else { return Ok(()) };
    if attempt.status == PaymentStatus::Succeeded
        || attempt.intent.as_ref().is_some_and(|known| *known != intent.id)
    {
        return Ok(());
    }
    if attempt.intent.is_none() {
        sqlx::query!("update payments set payment_intent_id = $2 where id = $1", payment.get(), intent.id)
            .execute(work.db())
            .await?;
    }
    match intent.status {
        IntentStatus::Succeeded => {
            succeeded(services, &mut work, &mut milestone, payment, &attempt, intent).await?;
        }
        _ if !attempt.status.is_open() => {}
        IntentStatus::RequiresAction if attempt.status == PaymentStatus::Pending => {
            set_status(services, &mut work, payment, PaymentStatus::RequiresAction).await?;
            if milestone.work == WorkState::AwaitingPayment && milestone.money == MoneyState::RequiresPayment
            {
                let nothing = EventDetails::default();
                engine::apply(
                    services,
                    &mut work,
                    &mut milestone,
                    Event::ActionRequired,
                    By::PROVIDER,
                    nothing,
                )
                .await?;
            }
        }
        IntentStatus::RequiresCapture if attempt.status != PaymentStatus::Authorized => {
            set_status(services, &mut work, payment, PaymentStatus::Authorized).await?;
            if milestone.work == WorkState::AwaitingPayment {
                let nothing = EventDetails::default();
                engine::apply(services, &mut work, &mut milestone, Event::Authorized, By::PROVIDER, nothing)
                    .await?;
            }
        }
        IntentStatus::RequiresPayment if intent.failure_code.is_some() => {
            declined(services, &mut work, &mut milestone, payment, &attempt, intent).await?;
        }
        IntentStatus::Cancelled => set_status(services, &mut work, payment, PaymentStatus::Cancelled).await?,
        IntentStatus::RequiresAction
        | IntentStatus::RequiresCapture
        | IntentStatus::RequiresPayment
        | IntentStatus::Processing => {}
    }
    failpoints::reach("payment_before_commit");
    work.commit().await?;
    if intent.status == IntentStatus::Succeeded {
        failpoints::reach("payment_held");
    }
    Ok(())
}

/// Row 4, when what came in is what we asked for; else a person has to look at it, and nothing moves.
async fn succeeded(
    services: &Services,
    work: &mut Work,
    milestone: &mut Milestone,
    payment: PaymentId,
    attempt: &Attempt,
    intent: &Intent,
) -> Result<(), Error> {
    let is_equal = intent.amount == attempt.amount && intent.currency == attempt.currency;
    if !is_equal {
        let details = json!({
            "payment": payment, "intent": intent.id, "expected": attempt.amount, "expected_currency": attempt.currency,
            "paid": intent.amount, "paid_currency": intent.currency,
        });
        return alert(services, work, "amount_differs", attempt.milestone, details).await;
    }
    let is_awaited = match milestone.work {
        WorkState::AwaitingPayment => true,
        WorkState::AwaitingAcceptance => attempt.status == PaymentStatus::Authorized,
        _ => false,
    };
    if !is_awaited {
        return surplus(services, work, milestone, payment, attempt, intent).await;
    }
    set_status(services, work, payment, PaymentStatus::Succeeded).await?;
    milestone.facts.is_amount_equal = true;
    milestone.facts.is_attempt_open = false;
    engine::apply(services, work, milestone, Event::Paid, By::PROVIDER, EventDetails::default()).await?;
    metrics::counter!("payments_held_total").increment(1);
    Ok(())
}

/// Money that no order waits for any more: it is in the books as owed back, and a person hears of it.
async fn surplus(
    services: &Services,
    work: &mut Work,
    milestone: &Milestone,
    payment: PaymentId,
    attempt: &Attempt,
    intent: &Intent,
) -> Result<(), Error> {
    let is_known = sqlx::query_scalar!(
        "select exists(select 1 from ledger_entries where op_key = $1) as \"known!\"",
        format!("surplus:{}", intent.id)
    )
    .fetch_one(work.db())
    .await?;
    if is_known {
        return Ok(());
    }
    set_status(services, work, payment, PaymentStatus::Failed).await?;
    let details = json!({"payment": payment, "intent": intent.id, "amount": intent.amount});
    alert(services, work, "surplus_payment", attempt.milestone, details).await?;
    let entry = Entry {
        kind: "surplus",
        milestone: attempt.milestone,
        key: format!("surplus:{}", intent.id),
        currency: milestone.amount.currency,
        at: services.clock.now(),
        lines: vec![(Account::PspClearing, intent.amount), (Account::RefundDue, -intent.amount)],
    };
    work.post(entry);
    Ok(())
}

/// A card did not go through. The checkout stays open for another; the client hears of each try once.
async fn declined(
    services: &Services,
    work: &mut Work,
    milestone: &mut Milestone,
    payment: PaymentId,
    attempt: &Attempt,
    intent: &Intent,
) -> Result<(), Error> {
    if attempt.failure_reference == intent.failure_reference {
        return Ok(());
    }
    sqlx::query!(
        "update payments set status = 'pending', failure_code = $2, failure_reference = $3, updated_at = $4 where id = $1",
        payment.get(),
        intent.failure_code,
        intent.failure_reference,
        services.clock.now(),
    )
    .execute(work.db())
    .await?;
    if milestone.work == WorkState::AwaitingPayment {
        let details = EventDetails { failure_code: intent.failure_code.clone(), ..EventDetails::default() };
        engine::apply(services, work, milestone, Event::PaymentFailed, By::PROVIDER, details).await?;
    }
    Ok(())
}

/// Writes down, once, what a person has to look at.
async fn alert(
    services: &Services,
    work: &mut Work,
    kind: &'static str,
    milestone: MilestoneId,
    details: serde_json::Value,
) -> Result<(), Error> {
    tracing::error!(kind, %milestone, %details, "payment alert");
    metrics::counter!("payment_alerts_total", "kind" => kind).increment(1);
    sqlx::query!(
        "insert into payment_alerts (at, kind, milestone_id, details) values ($1, $2, $3, $4) on conflict do nothing",
        services.clock.now(),
        kind,
        milestone.get(),
        details,
    )
    .execute(work.db())
    .await?;
    Ok(())
}

/// Row 14: the money is with the seller.
pub(super) async fn transferred(
    services: &Services,
    operation: &Operation,
    transfer: &str,
) -> Result<(), Error> {
    let mut work = services.begin().await?;
    let mut milestone = engine::lock(&mut work, operation.milestone()?).await?;
    if operations::done(&mut work, services.clock.now(), operation, transfer).await? {
        let nothing = EventDetails::default();
        engine::apply(services, &mut work, &mut milestone, Event::Transferred, By::PROVIDER, nothing).await?;
        failpoints::reach("release_before_commit");
    }
    work.commit().await
}

/// The provider won't send it now; nothing has left. Another transfer is tried after a while.
pub(super) async fn transfer_refused(
    services: &Services,
    operation: &Operation,
    code: &str,
) -> Result<(), Error> {
    let mut work = services.begin().await?;
    let mut milestone = engine::lock(&mut work, operation.milestone()?).await?;
    if operations::failed(&mut work, services.clock.now(), operation, code).await? {
        let details = EventDetails { failure_code: Some(code.to_owned()), ..EventDetails::default() };
        engine::apply(services, &mut work, &mut milestone, Event::TransferRefused, By::PROVIDER, details)
            .await?;
        let again = services.clock.now() + Duration::hours(1);
        engine::set_timer(&mut work, &mut milestone, TimerEvent::ClearanceEnds, again).await?;
        let details = json!({"operation": operation.key, "code": code});
        alert(services, &mut work, "transfer_refused", milestone.id, details).await?;
    }
    work.commit().await
}

/// Who speaks when the provider does.
impl By {
    pub(crate) const PROVIDER: Self = Self { actor: Actor::Provider, user: None };
    pub(crate) const TIMER: Self = Self { actor: Actor::Timer, user: None };
}
