//! The one place where a milestone changes: lock, decide by the table, write everything that follows from the rule.

use chrono::{DateTime, Duration, Utc};
use domain::{
    Error,
    auth::Viewer,
    contracts::{
        Actor, Effect, Event, Facts, MoneyState, Position, Rule, TimerEvent, WorkState,
        room::{EventDetails, Side, Snapshot},
        timers::next_of_review,
    },
    ids::{ContractId, GigId, MilestoneId, PaymentId, UserId},
    money::Money,
    notifications::{Notice, NotificationKind},
};
use uuid::Uuid;

use crate::{
    Services, Work,
    idempotency::{self, Claim, Key},
    payments::{
        known,
        ledger::{Account, Entry},
        operations::{self, Call, group_of},
    },
};

/// Who does something: a person of the contract, the clock or the provider.
#[derive(Clone, Copy, Debug)]
pub(crate) struct By {
    pub actor: Actor,
    pub user: Option<UserId>,
}

/// The milestone that a command is for.
#[derive(Clone, Debug)]
pub struct Target {
    pub contract: ContractId,
    /// Number of the milestone in its contract; gig orders have the first only.
    pub number: i32,
    /// The version that the person saw; a newer one is a conflict. None: whatever it is.
    pub version: Option<i32>,
    /// The same key a second time changes nothing and succeeds.
    pub key: Option<Key>,
}

impl Target {
    /// The first milestone, whatever its version.
    pub const fn first(contract: ContractId) -> Self {
        Self { contract, number: 1, version: None, key: None }
    }
}

/// A person's command on its way: the milestone is locked, the event is legal.
pub(crate) struct Step {
    pub work: Work,
    pub milestone: Milestone,
    pub by: By,
}

/// Begins a command: takes its key, locks the milestone, asks the table. None: this very command was done before.
pub(crate) async fn begin(
    services: &Services,
    viewer: &Viewer,
    target: &Target,
    event: Event,
    request: &[&str],
) -> Result<Option<Step>, Error> {
    let mut work = services.begin().await?;
    if let Some(key) = &target.key {
        let address = format!("{}/{}/{}", target.contract, target.number, event.name());
        let request: Vec<&str> = std::iter::once(address.as_str()).chain(request.iter().copied()).collect();
        if let Claim::Repeated(_) =
            idempotency::claim(services, &mut work, viewer.user_id, key, &request).await?
        {
            return Ok(None);
        }
    }
    let milestone = lock_for(&mut work, viewer.user_id, target.contract, target.number).await?;
    let by = milestone.by(viewer.user_id);
    milestone.position().decide(event, by.actor)?;
    milestone.expect_version(target.version, by.actor)?;
    Ok(Some(Step { work, milestone, by }))
}

/// A milestone under lock, with what its contract says about it.
#[derive(Clone, Debug)]
pub(crate) struct Milestone {
    pub id: MilestoneId,
    pub contract: ContractId,
    pub client: UserId,
    pub seller: UserId,
    pub client_name: String,
    pub seller_name: String,
    pub gig: Option<GigId>,
    pub title: String,
    pub snapshot: Snapshot,
    pub amount: Money,
    pub fee_basis_points: i32,
    pub delivery_days: i32,
    pub revisions_left: i32,
    pub work: WorkState,
    pub money: MoneyState,
    pub version: i32,
    pub payment_due_at: Option<DateTime<Utc>>,
    pub due_at: Option<DateTime<Utc>>,
    pub review_ends_at: Option<DateTime<Utc>>,
    pub clears_at: Option<DateTime<Utc>>,
    pub delivered_at: Option<DateTime<Utc>>,
    pub approved_at: Option<DateTime<Utc>>,
    pub timer: Option<(TimerEvent, DateTime<Utc>)>,
    pub is_review_extended: bool,
    pub payment_attempt: i32,
    pub transfer_attempt: i32,
    pub facts: Facts,
}

impl Milestone {
    pub(crate) const fn position(&self) -> Position {
        Position { work: self.work, money: self.money, version: self.version, facts: self.facts }
    }

    /// The viewer's role; the caller has loaded it as one of the two.
    pub(crate) fn by(&self, user: UserId) -> By {
        let actor = if user == self.client { Side::Client } else { Side::Seller };
        By { actor: actor.actor(), user: Some(user) }
    }

    /// Refuses a command that was made on an older picture of the milestone.
    pub(crate) fn expect_version(&self, expected: Option<i32>, actor: Actor) -> Result<(), Error> {
        match expected {
            Some(version) if version != self.version => Err(self.position().conflict("stale_version", actor)),
            _ => Ok(()),
        }
    }

    /// Reads again what the guards look at, after the transaction itself changed it.
    pub(crate) async fn reload_facts(&mut self, work: &mut Work) -> Result<(), Error> {
        let row = sqlx::query!(
            "select exists(
                 select 1 from payments
                 where milestone_id = $1 and status in ('pending', 'requires_action', 'authorized')
             ) as \"is_attempt_open!\",
             exists(
                 select 1 from payout_accounts where user_id = $2 and is_ready and provider_account_id is not null
             ) as \"is_payout_ready!\"",
            self.id.get(),
            self.seller.get(),
        )
        .fetch_one(work.db())
        .await?;
        self.facts = Facts {
            is_attempt_open: row.is_attempt_open,
            is_payout_ready: row.is_payout_ready,
            has_revisions_left: self.revisions_left > 0,
            is_review_extended: self.is_review_extended,
            ..Facts::default()
        };
        Ok(())
    }
}

/// Locks a milestone that one of the viewer's contracts has; somebody else's is not found.
pub(crate) async fn lock_for(
    work: &mut Work,
    user: UserId,
    contract: ContractId,
    number: i32,
) -> Result<Milestone, Error> {
    let id = sqlx::query_scalar!(
        "select m.id from milestones m join contracts c on c.id = m.contract_id
         where c.id = $1 and m.number = $2 and (c.client_id = $3 or c.seller_id = $3)",
        contract.get(),
        number,
        user.get(),
    )
    .fetch_optional(work.db())
    .await?
    .ok_or(Error::NotFound)?;
    lock(work, id.into()).await
}

/// Locks a milestone and reads it. The lock is a statement of its own: whatever is read with it would be as old as the
/// moment when the waiting began.
pub(crate) async fn lock(work: &mut Work, id: MilestoneId) -> Result<Milestone, Error> {
    sqlx::query!("select 1 as one from milestones where id = $1 for update", id.get())
        .fetch_one(work.db())
        .await?;
    let row = sqlx::query!(
        "select m.*, c.client_id, c.seller_id, c.gig_id, c.title as contract_title, c.snapshot, c.currency,
             c.fee_basis_points, client.name as client_name, seller.name as seller_name
         from milestones m
         join contracts c on c.id = m.contract_id
         join user_profiles client on client.user_id = c.client_id
         join user_profiles seller on seller.user_id = c.seller_id
         where m.id = $1",
        id.get()
    )
    .fetch_one(work.db())
    .await?;
    let timer = match (row.timer_event, row.timer_at) {
        (Some(event), Some(at)) => Some((known(&event, TimerEvent::from_name(&event))?, at)),
        _ => None,
    };
    let mut milestone = Milestone {
        id,
        contract: row.contract_id.into(),
        client: row.client_id.into(),
        seller: row.seller_id.into(),
        client_name: row.client_name,
        seller_name: row.seller_name,
        gig: row.gig_id.map(Into::into),
        title: row.contract_title,
        snapshot: serde_json::from_value(row.snapshot)?,
        amount: Money::new(row.amount, row.currency.parse()?),
        fee_basis_points: row.fee_basis_points,
        delivery_days: row.delivery_days,
        revisions_left: row.revisions_left,
        work: known(&row.work_state, WorkState::from_name(&row.work_state))?,
        money: known(&row.money_state, MoneyState::from_name(&row.money_state))?,
        version: row.version,
        payment_due_at: row.payment_due_at,
        due_at: row.due_at,
        review_ends_at: row.review_ends_at,
        clears_at: row.clears_at,
        delivered_at: row.delivered_at,
        approved_at: row.approved_at,
        timer,
        is_review_extended: row.is_review_extended,
        payment_attempt: row.payment_attempt,
        transfer_attempt: row.transfer_attempt,
        facts: Facts::default(),
    };
    milestone.reload_facts(work).await?;
    Ok(milestone)
}

/// Lets an event happen, if the table allows it: states and deadlines, the event itself, money, notices.
pub(crate) async fn apply(
    services: &Services,
    work: &mut Work,
    milestone: &mut Milestone,
    event: Event,
    by: By,
    mut details: EventDetails,
) -> Result<&'static Rule, Error> {
    let rule = milestone.position().decide(event, by.actor)?;
    let now = services.clock.now();
    let version = milestone.version;
    milestone.work = rule.to;
    milestone.money = rule.money_to;
    milestone.version += 1;
    schedule(milestone, event, now);
    fill(&mut details, milestone, event);
    match rule.effect {
        Effect::OpenCheckout => milestone.payment_attempt += 1,
        Effect::Transfer => milestone.transfer_attempt += 1,
        _ => {}
    }
    store(work, milestone, rule, version).await?;
    sqlx::query!(
        "insert into contract_events (contract_id, milestone_id, at, actor, actor_id, event, from_state, to_state, details)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        milestone.contract.get(),
        milestone.id.get(),
        now,
        by.actor.name(),
        by.user.map(UserId::get),
        event.name(),
        rule.from.name(),
        rule.to.name(),
        serde_json::to_value(&details)?,
    )
    .execute(work.db())
    .await?;
    if rule.to.is_end() {
        end_contract(services, work, milestone).await?;
    }
    take_effect(services, work, milestone, rule.effect).await?;
    tell(work, milestone, event);
    metrics::counter!("contract_events_total", "event" => event.name()).increment(1);
    Ok(rule)
}

/// Starts another timer outside a transition: a reminder's successor, or a check that has to be repeated.
pub(crate) async fn set_timer(
    work: &mut Work,
    milestone: &mut Milestone,
    event: TimerEvent,
    at: DateTime<Utc>,
) -> Result<(), Error> {
    milestone.timer = Some((event, at));
    sqlx::query!(
        "update milestones set timer_event = $2, timer_at = $3 where id = $1",
        milestone.id.get(),
        event.name(),
        at,
    )
    .execute(work.db())
    .await?;
    Ok(())
}

/// Deadlines and the timer of the state that an event leads to.
fn schedule(milestone: &mut Milestone, event: Event, now: DateTime<Utc>) {
    let timers = milestone.snapshot.timers;
    match event {
        Event::Order => {
            let due = now + timers.payment();
            milestone.payment_due_at = Some(due);
            milestone.timer = Some((TimerEvent::PaymentDue, due));
        }
        Event::Authorized => {
            milestone.timer = Some((TimerEvent::AcceptanceDue, now + timers.acceptance()));
        }
        Event::Paid | Event::SubmitRequirements | Event::SkipRequirements => {
            milestone.timer = None;
            if milestone.work == WorkState::InProgress {
                milestone.due_at = Some(now + Duration::days(milestone.delivery_days.into()));
            }
        }
        Event::Deliver => {
            let ends = now + timers.review();
            milestone.delivered_at = Some(now);
            milestone.review_ends_at = Some(ends);
            milestone.timer = Some(next_of_review(now, ends));
        }
        Event::RequestRevision => {
            milestone.revisions_left -= 1;
            milestone.review_ends_at = None;
            milestone.timer = None;
            // At least as long as an extension of the review, so that nobody is late the moment they are asked.
            milestone.due_at = milestone.due_at.max(Some(now + timers.extension()));
        }
        Event::Extend => {
            let ends = milestone.review_ends_at.unwrap_or(now) + timers.extension();
            milestone.is_review_extended = true;
            milestone.review_ends_at = Some(ends);
            milestone.timer = Some(next_of_review(now, ends));
        }
        Event::Approve => {
            let clears = now + timers.clearance();
            milestone.approved_at = Some(now);
            milestone.clears_at = Some(clears);
            milestone.timer = Some((TimerEvent::ClearanceEnds, clears));
        }
        Event::Release => {
            let clears = milestone.clears_at.map_or(now, |clears| clears.min(now));
            milestone.clears_at = Some(clears);
            milestone.timer = Some((TimerEvent::ClearanceEnds, now));
        }
        Event::PaymentDue
        | Event::Expire
        | Event::Accept
        | Event::Decline
        | Event::ClearanceEnded
        | Event::TransferRefused
        | Event::Transferred => milestone.timer = None,
        Event::Pay | Event::ActionRequired | Event::PaymentFailed => {}
    }
}

/// What the timeline tells of it besides what the command brought.
fn fill(details: &mut EventDetails, milestone: &Milestone, event: Event) {
    match event {
        Event::Order | Event::Paid => details.amount = Some(milestone.amount),
        Event::Approve => {
            details.fee = Some(milestone.amount.fee(milestone.fee_basis_points));
            details.net = Some(milestone.amount.net(milestone.fee_basis_points));
        }
        Event::Transferred => details.net = Some(milestone.amount.net(milestone.fee_basis_points)),
        _ => {}
    }
    details.until = match milestone.work {
        WorkState::AwaitingPayment => milestone.payment_due_at,
        WorkState::InProgress | WorkState::RevisionRequested => milestone.due_at,
        WorkState::Delivered => milestone.review_ends_at,
        WorkState::Approved => milestone.clears_at,
        _ => None,
    };
}

/// The row, only if it is still as it was read.
async fn store(work: &mut Work, milestone: &Milestone, rule: &Rule, version: i32) -> Result<(), Error> {
    let updated = sqlx::query!(
        "update milestones set work_state = $2, money_state = $3, version = $4, revisions_left = $5, payment_due_at = $6,
             due_at = $7, review_ends_at = $8, clears_at = $9, delivered_at = $10, approved_at = $11, timer_event = $12,
             timer_at = $13, is_review_extended = $14, payment_attempt = $15, transfer_attempt = $16
         where id = $1 and version = $17 and work_state = $18",
        milestone.id.get(),
        milestone.work.name(),
        milestone.money.name(),
        milestone.version,
        milestone.revisions_left,
        milestone.payment_due_at,
        milestone.due_at,
        milestone.review_ends_at,
        milestone.clears_at,
        milestone.delivered_at,
        milestone.approved_at,
        milestone.timer.map(|(event, _)| event.name()),
        milestone.timer.map(|(_, at)| at),
        milestone.is_review_extended,
        milestone.payment_attempt,
        milestone.transfer_attempt,
        version,
        rule.from.name(),
    )
    .execute(work.db())
    .await?;
    if updated.rows_affected() == 1 {
        Ok(())
    } else {
        Err(Error::internal("a milestone changed under its lock"))
    }
}

/// The contract ends with its last milestone; a closed one counts for the seller.
async fn end_contract(services: &Services, work: &mut Work, milestone: &Milestone) -> Result<(), Error> {
    sqlx::query!(
        "update contracts set closed_at = $2
         where id = $1 and closed_at is null and not exists (
             select 1 from milestones where contract_id = $1 and work_state not in ('closed', 'cancelled', 'expired')
         )",
        milestone.contract.get(),
        services.clock.now(),
    )
    .execute(work.db())
    .await?;
    if milestone.work == WorkState::Closed {
        sqlx::query!(
            "update user_profiles set completed_contracts = (
                 select count(*) from contracts c where c.seller_id = $1 and c.closed_at is not null
                     and exists (select 1 from milestones m where m.contract_id = c.id and m.work_state = 'closed')
             ) where user_id = $1",
            milestone.seller.get(),
        )
        .execute(work.db())
        .await?;
    }
    Ok(())
}

/// The rule's effect on money: the books now, the provider through the queue.
async fn take_effect(
    services: &Services,
    work: &mut Work,
    milestone: &Milestone,
    effect: Effect,
) -> Result<(), Error> {
    let now = services.clock.now();
    let group = group_of(milestone.id);
    let fee = milestone.amount.fee(milestone.fee_basis_points).amount;
    let net = milestone.amount.net(milestone.fee_basis_points);
    let gross = milestone.amount.amount;
    let (held, pending) = (Account::Held(milestone.id), Account::SellerPending(milestone.seller));
    let (kind, lines) = match effect {
        Effect::None => return Ok(()),
        Effect::OpenCheckout => return open_checkout(services, work, milestone).await,
        Effect::CloseCheckout | Effect::Capture | Effect::CancelIntent => {
            return end_attempt(services, work, milestone, effect).await;
        }
        Effect::Transfer => {
            let account = sqlx::query_scalar!(
                "select provider_account_id as \"id!\" from payout_accounts
                 where user_id = $1 and is_ready and provider_account_id is not null for share",
                milestone.seller.get()
            )
            .fetch_one(work.db())
            .await?;
            let key = format!("{group}:transfer:{}", milestone.transfer_attempt);
            let call = Call::Transfer { account, amount: net };
            return operations::enqueue(work.db(), now, &key, Some(milestone.id), &call).await;
        }
        Effect::Hold => {
            if let Some(gig) = milestone.gig {
                sqlx::query!("update gigs set orders_count = orders_count + 1 where id = $1", gig.get())
                    .execute(work.db())
                    .await?;
            }
            ("payment", vec![(Account::PspClearing, gross), (held, -gross)])
        }
        Effect::Split => {
            ("approval", vec![(held, gross), (pending, -net.amount), (Account::FeeRevenue, -fee)])
        }
        Effect::Credit => (
            "release",
            vec![(pending, net.amount), (Account::SellerAvailable(milestone.seller), -net.amount)],
        ),
    };
    let entry = Entry {
        kind,
        milestone: milestone.id,
        key: format!("{group}:{kind}"),
        currency: milestone.amount.currency,
        at: now,
        lines,
    };
    work.post(entry);
    Ok(())
}

/// A new attempt to pay, and the call that opens its checkout.
async fn open_checkout(services: &Services, work: &mut Work, milestone: &Milestone) -> Result<(), Error> {
    let now = services.clock.now();
    let payment = PaymentId(Uuid::now_v7());
    let email = sqlx::query_scalar!(
        "with attempt as (
             insert into payments (id, milestone_id, attempt, amount, currency, status, created_at, updated_at)
             values ($1, $2, $3, $4, $5, 'pending', $6, $6)
         )
         select email from users where id = $7",
        payment.get(),
        milestone.id.get(),
        milestone.payment_attempt,
        milestone.amount.amount,
        milestone.amount.currency.code(),
        now,
        milestone.client.get(),
    )
    .fetch_one(work.db())
    .await?;
    let call = Call::CreateCheckout {
        payment,
        contract: milestone.contract,
        title: milestone.title.clone(),
        amount: milestone.amount,
        email,
    };
    operations::enqueue(
        work.db(),
        now,
        &checkout_key(milestone.id, milestone.payment_attempt),
        Some(milestone.id),
        &call,
    )
    .await
}

/// The key of the call that opens an attempt's checkout.
pub(crate) fn checkout_key(milestone: MilestoneId, attempt: i32) -> String {
    format!("{}:pi:{attempt}", group_of(milestone))
}

/// Ends the current attempt, one way or another.
async fn end_attempt(
    services: &Services,
    work: &mut Work,
    milestone: &Milestone,
    effect: Effect,
) -> Result<(), Error> {
    let attempt = milestone.payment_attempt;
    let id = sqlx::query_scalar!(
        "select id from payments where milestone_id = $1 and attempt = $2",
        milestone.id.get(),
        attempt,
    )
    .fetch_one(work.db())
    .await?;
    let payment = PaymentId(id);
    let group = group_of(milestone.id);
    let (key, call) = match effect {
        Effect::Capture => (format!("{group}:capture"), Call::Capture { payment }),
        Effect::CancelIntent => (format!("{group}:cancel:{attempt}"), Call::CancelIntent { payment }),
        _ => (format!("{group}:close:{attempt}"), Call::CloseCheckout { payment }),
    };
    // The same attempt may come due again while its end is still being worked on.
    let is_queued = sqlx::query_scalar!(
        "select exists(select 1 from psp_operations where op_key = $1) as \"queued!\"",
        key
    )
    .fetch_one(work.db())
    .await?;
    if is_queued {
        return Ok(());
    }
    operations::enqueue(work.db(), services.clock.now(), &key, Some(milestone.id), &call).await
}

/// Who hears of it.
fn tell(work: &mut Work, milestone: &Milestone, event: Event) {
    use NotificationKind as K;
    let mut notify = |side: Side, kind: K, amount: Option<Money>| {
        let (recipient, actor) = match side {
            Side::Client => (milestone.client, &milestone.seller_name),
            Side::Seller => (milestone.seller, &milestone.client_name),
        };
        let mut notice = Notice::new(kind, format!("/contratos/{}", milestone.contract))
            .with("title", &milestone.title)
            .with("actor", actor);
        if let Some(amount) = amount {
            notice = notice.with("amount", money_param(amount));
        }
        work.notify(recipient, notice);
    };
    let net = milestone.amount.net(milestone.fee_basis_points);
    match event {
        Event::Paid => {
            notify(Side::Seller, K::OrderPaid, Some(milestone.amount));
            notify(Side::Client, K::PaymentHeld, Some(milestone.amount));
        }
        Event::PaymentFailed => notify(Side::Client, K::PaymentFailed, None),
        Event::Expire => notify(Side::Client, K::OrderExpired, None),
        Event::Deliver => notify(Side::Client, K::WorkDelivered, None),
        Event::RequestRevision => notify(Side::Seller, K::RevisionRequested, None),
        Event::Approve => notify(Side::Seller, K::DeliveryApproved, Some(net)),
        Event::Transferred => notify(Side::Seller, K::MoneyReleased, Some(net)),
        _ => {}
    }
}

/// Money inside a notice's params: formatted only where it is shown.
fn money_param(money: Money) -> String {
    format!("{{\"amount\":{},\"currency\":\"{}\"}}", money.amount, money.currency)
}
