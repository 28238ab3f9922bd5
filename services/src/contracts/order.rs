//! Ordering a package and paying for it.

use std::time::Duration;

use domain::{
    Error,
    auth::Viewer,
    contracts::{
        Actor, Effect, Event, Timers, criteria_of,
        room::{EventDetails, Snapshot},
    },
    ids::{ContractId, GigId, MilestoneId},
    money::Money,
    payments::Checkout,
};
use serde_json::json;
use uuid::Uuid;

use crate::{
    Services, Work,
    contracts::engine::{self, By, Target, checkout_key},
    failpoints,
    idempotency::{self, Claim, Key},
    payments::{
        checkout, operations,
        stripe::{Session, SessionStatus},
    },
};

/// How long a request waits for the provider's answer before it says "in a moment".
const PATIENCE: Duration = Duration::from_secs(4);

/// Orders a package: a contract with one milestone, and the checkout to pay it. The same key gives the same contract.
pub async fn order(
    services: &Services,
    viewer: &Viewer,
    gig: GigId,
    tier: &str,
    key: &Key,
) -> Result<Checkout, Error> {
    let mut work = services.begin().await?;
    let request = ["order", &gig.to_string(), tier];
    if let Claim::Repeated(answer) =
        idempotency::claim(services, &mut work, viewer.user_id, key, &request).await?
    {
        drop(work);
        let contract: ContractId = serde_json::from_value(answer["contract_id"].clone())?;
        return pay_or_tell(services, viewer, contract).await;
    }
    let (contract, milestone) = begin_contract(services, &mut work, viewer, gig, tier).await?;
    let mut locked = engine::lock(&mut work, milestone).await?;
    locked.facts.is_listing_active = true;
    let by = By { actor: Actor::Client, user: Some(viewer.user_id) };
    engine::apply(services, &mut work, &mut locked, Event::Order, by, EventDetails::default()).await?;
    idempotency::answer(&mut work, viewer.user_id, key, &json!({"contract_id": contract})).await?;
    failpoints::reach("order_before_commit");
    work.commit().await?;
    failpoints::reach("order_committed");
    operations::run_now(services, &checkout_key(milestone, locked.payment_attempt), PATIENCE).await?;
    latest_checkout(services, contract, milestone).await
}

/// The order was made before: its checkout, or just the contract where there is nothing to pay any more.
async fn pay_or_tell(services: &Services, viewer: &Viewer, contract: ContractId) -> Result<Checkout, Error> {
    match pay(services, viewer, &Target::first(contract)).await {
        Err(Error::Conflict(_)) => Ok(Checkout { contract_id: contract, checkout_url: None }),
        other => other,
    }
}

/// The rows of a new contract, before its first transition.
async fn begin_contract(
    services: &Services,
    work: &mut Work,
    viewer: &Viewer,
    gig: GigId,
    tier: &str,
) -> Result<(ContractId, MilestoneId), Error> {
    // The gig's row is shared, so that it can't be paused or re-priced between reading and ordering.
    let row = sqlx::query!(
        "select g.seller_id, g.title, g.slug, g.status, s.completed_contracts
         from gigs g join user_profiles s on s.user_id = g.seller_id
         where g.id = $1 and g.status not in ('deleted', 'withheld') and (g.status <> 'draft' or g.seller_id = $2)
         for share of g",
        gig.get(),
        viewer.user_id.get(),
    )
    .fetch_optional(work.db())
    .await?
    .ok_or(Error::NotFound)?;
    if row.seller_id == viewer.user_id.get() {
        return Err(Error::Forbidden);
    }
    if row.status != "published" {
        return Err(Error::conflict("listing_inactive"));
    }
    let package = sqlx::query!(
        "select name, description, price, currency, delivery_days, revisions from gig_packages where gig_id = $1 and tier = $2",
        gig.get(),
        tier,
    )
    .fetch_optional(work.db())
    .await?
    .ok_or_else(|| Error::field("package", "unknown_package"))?;
    let price = Money::new(package.price, package.currency.parse()?);
    let (least, most) = price.currency.contract_limits();
    if !(least..=most).contains(&price.amount) {
        return Err(Error::field("package", "amount_out_of_range"));
    }
    let mut criteria = criteria_of(&package.description);
    if criteria.is_empty() {
        criteria.push(package.name.clone());
    }
    let snapshot = Snapshot {
        gig_slug: row.slug,
        tier: tier.to_owned(),
        package: package.name,
        description: package.description,
        criteria,
        revisions: package.revisions,
        timers: Timers::for_seller(row.completed_contracts),
    };
    let (contract, milestone) = (ContractId(Uuid::now_v7()), MilestoneId(Uuid::now_v7()));
    sqlx::query!(
        "with contract as (
             insert into contracts (id, client_id, seller_id, gig_id, title, snapshot, currency, fee_basis_points, created_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         )
         insert into milestones (id, contract_id, number, title, amount, delivery_days, revisions_left, work_state, money_state)
         values ($10, $1, 1, $5, $11, $12, $13, 'draft', 'none')",
        contract.get(),
        viewer.user_id.get(),
        row.seller_id,
        gig.get(),
        row.title,
        serde_json::to_value(&snapshot)?,
        price.currency.code(),
        services.settings.fee_basis_points,
        services.clock.now(),
        milestone.get(),
        price.amount,
        package.delivery_days,
        package.revisions,
    )
    .execute(work.db())
    .await?;
    Ok((contract, milestone))
}

/// Pays a milestone: the open checkout again, or a new one once the last is known to be dead. Safe to repeat, so the
/// target's key is not needed.
pub async fn pay(services: &Services, viewer: &Viewer, target: &Target) -> Result<Checkout, Error> {
    // Twice at most: the look at the provider may show that the last attempt is dead.
    for is_last in [false, true] {
        let mut work = services.begin().await?;
        let mut milestone =
            engine::lock_for(&mut work, viewer.user_id, target.contract, target.number).await?;
        let by = milestone.by(viewer.user_id);
        if !is_last {
            milestone.expect_version(target.version, by.actor)?;
        }
        let rule = milestone.position().decide(Event::Pay, by.actor)?;
        if rule.effect == Effect::OpenCheckout {
            let nothing = EventDetails::default();
            engine::apply(services, &mut work, &mut milestone, Event::Pay, by, nothing).await?;
        }
        work.commit().await?;
        operations::run_now(services, &checkout_key(milestone.id, milestone.payment_attempt), PATIENCE)
            .await?;
        let is_usable = rule.effect == Effect::OpenCheckout
            || !is_ended(services, milestone.id, milestone.payment_attempt).await?;
        if is_usable || is_last {
            return latest_checkout(services, target.contract, milestone.id).await;
        }
    }
    Err(Error::internal("unreachable: the last round returns"))
}

/// Looks at the checkout where the provider has it. What it says is merged; true when it can't be paid any more.
async fn is_ended(services: &Services, milestone: MilestoneId, attempt: i32) -> Result<bool, Error> {
    let session = sqlx::query_scalar!(
        "select checkout_session_id from payments where milestone_id = $1 and attempt = $2",
        milestone.get(),
        attempt,
    )
    .fetch_one(&services.db)
    .await?;
    let Some(session) = session else { return Ok(false) };
    let session: Session = match services.stripe.checkout(&session).await {
        Ok(session) => session,
        Err(error) => {
            // The address we know may well work.
            tracing::warn!(?error, "a checkout could not be looked at");
            return Ok(false);
        }
    };
    if session.status == SessionStatus::Open {
        return Ok(false);
    }
    if let Err(error) = checkout::merge_session(services, &session).await? {
        tracing::warn!(?error, "a checkout could not be merged");
        return Ok(false);
    }
    services.stripe.wake();
    Ok(session.status == SessionStatus::Expired)
}

/// Where to pay now; nowhere when it is not open (yet, or any more).
async fn latest_checkout(
    services: &Services,
    contract: ContractId,
    milestone: MilestoneId,
) -> Result<Checkout, Error> {
    let checkout_url = sqlx::query_scalar!(
        "select case when p.status in ('pending', 'requires_action') then p.checkout_url end
         from payments p where p.milestone_id = $1 order by p.attempt desc limit 1",
        milestone.get()
    )
    .fetch_optional(&services.db)
    .await?
    .flatten();
    Ok(Checkout { contract_id: contract, checkout_url })
}
