//! Ordering and paying: what is frozen, and every way a payment can end.

use chrono::Duration;
use domain::{
    Error,
    contracts::{Event, Step},
};
use fake_stripe::PayOutcome;
use services::{
    contracts::{self, Target},
    payments::{
        reconcile,
        webhooks::{self, Rejection},
    },
};
use sqlx::PgPool;

use crate::market::{
    DECLINED_CARD, FEE, GOOD_CARD, Market, NET, PRICE, SECURE_CARD, conflict_of, field_error_of, key, person,
    session_of, settings,
};

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn an_order_freezes_price_fee_criteria_and_timers(pool: PgPool) {
    let market = Market::open(pool).await;
    let checkout = market.order().await;
    assert!(checkout.checkout_url.is_some());
    sqlx::query("update gig_packages set price = price * 2, description = 'otra cosa'")
        .execute(&market.services.db)
        .await
        .expect("a new price");

    let room = market.room(checkout.contract_id).await;
    assert_eq!((room.money.price.amount, room.money.fee.amount, room.money.net.amount), (PRICE, FEE, NET));
    assert_eq!(room.snapshot.criteria, ["3 propuestas", "Archivos SVG y PNG"]);
    assert_eq!(room.snapshot.timers.clearance_days, 7, "a new seller's money clears later");
    assert_eq!((room.state.name(), room.money_state.name()), ("awaiting_payment", "requires_payment"));
    assert_eq!(room.allowed, [Event::Pay]);
    assert_eq!((room.next.step, room.other_next.step), (Step::Pay, Step::WaitForPayment));
    assert_eq!(room.next.deadline, room.milestones[0].payment_due_at);
    assert_eq!(market.at_provider(), (1, 0, 0));
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn the_same_key_gives_the_same_contract_and_refuses_another_order(pool: PgPool) {
    let market = Market::open(pool).await;
    let key = key();
    let order =
        async |tier: &str| contracts::order(&market.services, &market.client, market.gig, tier, &key).await;
    let first = order("basic").await.expect("an order");
    assert_eq!(order("basic").await.expect("the same"), first);
    assert_eq!(field_error_of(order("premium").await), "idempotency_key:idempotency_key_reused");
    assert_eq!(market.at_provider(), (1, 0, 0));
    assert_eq!(market.count("select count(*) from contracts").await, 1);
    market.advance(Duration::hours(49));
    assert_ne!(order("basic").await.expect("a key of long ago").contract_id, first.contract_id);
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn what_cannot_be_ordered_is_refused_and_leaves_nothing(pool: PgPool) {
    let market = Market::open(pool).await;
    let (services, client) = (&market.services, &market.client);
    let own = contracts::order(services, &market.seller, market.gig, "basic", &key()).await;
    assert!(matches!(own, Err(Error::Forbidden)), "nobody hires themselves");
    let unknown = contracts::order(services, client, market.gig, "premium", &key()).await;
    assert_eq!(field_error_of(unknown), "package:unknown_package");
    let nowhere = contracts::order(services, client, uuid::Uuid::now_v7().into(), "basic", &key()).await;
    assert!(matches!(nowhere, Err(Error::NotFound)));

    let set = async |sql: &'static str| {
        sqlx::query(sql).execute(&services.db).await.expect("changed");
    };
    set("update gigs set status = 'paused'").await;
    assert_eq!(
        conflict_of(contracts::order(services, client, market.gig, "basic", &key()).await),
        "listing_inactive"
    );
    set("update gigs set status = 'draft'").await;
    let draft = contracts::order(services, client, market.gig, "basic", &key()).await;
    assert!(matches!(draft, Err(Error::NotFound)), "a draft is its owner's business");
    set("update gigs set status = 'published'").await;
    set("update gig_packages set price = 99999").await;
    let cheap = contracts::order(services, client, market.gig, "basic", &key()).await;
    assert_eq!(field_error_of(cheap), "package:amount_out_of_range");
    assert_eq!(market.count("select count(*) from contracts").await, 0);
    assert_eq!(market.count("select count(*) from idempotency_keys").await, 0);
    assert_eq!(market.at_provider(), (0, 0, 0));
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn paying_holds_the_money_and_starts_the_work(pool: PgPool) {
    let market = Market::open(pool).await;
    let checkout = market.order().await;
    market.pay_at_provider(&checkout, GOOD_CARD);
    assert_eq!(market.state(checkout.contract_id).await.0, "awaiting_payment", "nobody believes the browser");
    market.settle().await;

    let room = market.room(checkout.contract_id).await;
    assert_eq!((room.state.name(), room.money_state.name()), ("in_progress", "held"));
    let due = room.milestones[0].due_at.expect("a date");
    assert!(due > market.services.clock.now() + Duration::days(4));
    assert_eq!(market.notices(&market.seller).await, ["order_paid"]);
    assert_eq!(market.notices(&market.client).await, ["payment_held"]);
    market.assert_books(&[("psp_clearing", -PRICE), ("held", PRICE)]).await;
    assert_eq!(market.count("select orders_count::bigint from gigs").await, 1);

    let lines = contracts::ledger(&market.services, &market.seller, room.id).await.expect("lines");
    let lines: Vec<_> = lines.iter().map(|line| (line.account.as_str(), line.amount.amount)).collect();
    assert_eq!(lines, [("psp_clearing", PRICE), ("held", -PRICE)]);
    let again = contracts::pay(&market.services, &market.client, &Target::first(room.id)).await;
    assert_eq!(conflict_of(again), "illegal_transition");
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn a_declined_card_is_told_once_and_the_same_checkout_takes_another(pool: PgPool) {
    let market = Market::open(pool).await;
    let checkout = market.order().await;
    assert!(matches!(market.pay_at_provider(&checkout, DECLINED_CARD), PayOutcome::Declined(_)));
    market.settle().await;
    market.settle().await;
    let room = market.room(checkout.contract_id).await;
    assert_eq!(room.state.name(), "awaiting_payment");
    let payment = room.milestones[0].payment.as_ref().expect("an attempt");
    assert!(payment.failure_code.is_some());
    assert_eq!(market.notices(&market.client).await, ["payment_failed"]);

    let again = contracts::pay(&market.services, &market.client, &Target::first(room.id))
        .await
        .expect("the checkout");
    assert_eq!(again.checkout_url, checkout.checkout_url);
    market.pay_at_provider(&again, GOOD_CARD);
    market.settle().await;
    assert_eq!(market.state(room.id).await, ("in_progress", "held"));
    assert_eq!(market.at_provider(), (1, 1, 0));
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn a_card_that_asks_for_3d_secure_pays_after_it(pool: PgPool) {
    let market = Market::open(pool).await;
    let checkout = market.order().await;
    market.pay_at_provider(&checkout, SECURE_CARD);
    market.settle().await;
    assert_eq!(market.state(checkout.contract_id).await, ("in_progress", "held"));
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn a_closed_tab_goes_on_in_the_same_checkout_and_a_dead_one_is_replaced(pool: PgPool) {
    let market = Market::open(pool).await;
    let checkout = market.order().await;
    let target = Target::first(checkout.contract_id);
    let again = contracts::pay(&market.services, &market.client, &target).await.expect("the checkout");
    assert_eq!(again, checkout);

    let url = checkout.checkout_url.expect("an address");
    market.stripe.change(|store| store.expire_session(session_of(&url))).expect("expired");
    let fresh = contracts::pay(&market.services, &market.client, &target).await.expect("a new checkout");
    let fresh_url = fresh.checkout_url.clone().expect("an address");
    assert_ne!(fresh_url, url);
    market.pay_at_provider(&fresh, GOOD_CARD);
    market.settle().await;
    assert_eq!(market.state(checkout.contract_id).await, ("in_progress", "held"));
    assert_eq!(market.at_provider(), (2, 1, 0));
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn an_unpaid_order_expires_after_thirty_minutes_and_cannot_be_paid_any_more(pool: PgPool) {
    let market = Market::open(pool).await;
    let checkout = market.order().await;
    market.advance(Duration::minutes(29));
    market.settle().await;
    assert_eq!(market.state(checkout.contract_id).await.0, "awaiting_payment");
    market.advance(Duration::minutes(2));
    market.settle().await;
    assert_eq!(market.state(checkout.contract_id).await, ("expired", "voided"));
    assert_eq!(market.pay_at_provider(&checkout, GOOD_CARD), PayOutcome::Expired);
    assert_eq!(market.notices(&market.client).await, ["order_expired"]);
    market.assert_books(&[]).await;
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn a_payment_at_the_last_moment_counts_although_the_timer_rang(pool: PgPool) {
    let market = Market::open(pool).await;
    let checkout = market.order().await;
    market.pay_at_provider(&checkout, GOOD_CARD);
    // No webhook has come; the timer rings first.
    market.take_events();
    market.advance(Duration::minutes(31));
    market.settle().await;
    assert_eq!(market.state(checkout.contract_id).await, ("in_progress", "held"));
    market.assert_books(&[("psp_clearing", -PRICE), ("held", PRICE)]).await;
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn another_amount_or_currency_than_ours_has_no_effect_and_raises_an_alert(pool: PgPool) {
    let market = Market::open(pool).await;
    for change in ["update payments set amount = amount + 1", "update payments set currency = 'USD'"] {
        let checkout = market.order().await;
        sqlx::query(change).execute(&market.services.db).await.expect("changed");
        market.pay_at_provider(&checkout, GOOD_CARD);
        market.settle().await;
        assert_eq!(market.state(checkout.contract_id).await, ("awaiting_payment", "requires_payment"));
    }
    market.assert_books(&[]).await;
    assert_eq!(market.count("select count(*) from payment_alerts where kind = 'amount_differs'").await, 2);
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn an_unsigned_webhook_is_refused_also_when_no_secret_is_set(pool: PgPool) {
    let market = Market::open(pool.clone()).await;
    let body = br#"{"id":"evt_1","type":"payment_intent.succeeded","data":{"object":{"id":"pi_1"}}}"#;
    for signature in ["", "t=1,v1=00", "garbage"] {
        let taken = webhooks::receive(&market.services, signature, body).await.expect("a database");
        assert_eq!(taken, Err(Rejection::BadSignature));
    }
    let mut open = settings(&market.stripe.url);
    open.stripe_webhook_secrets = vec![];
    let open = services::Services::with_db(open, pool).expect("services");
    let signature = fake_stripe::webhooks::signature("", open.clock.now().timestamp(), "{}");
    assert_eq!(
        webhooks::receive(&open, &signature, b"{}").await.expect("a database"),
        Err(Rejection::NotConfigured)
    );
    assert_eq!(market.count("select count(*) from stripe_events").await, 0);
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn a_payment_whose_webhook_never_came_is_found_by_the_comparison(pool: PgPool) {
    let market = Market::open(pool).await;
    let checkout = market.order().await;
    market.pay_at_provider(&checkout, GOOD_CARD);
    market.take_events();
    let found = reconcile::compare(&market.services).await.expect("a comparison");
    assert_eq!((found.compared, found.repaired, found.missing), (1, 1, 0));
    assert!(found.is_ledger_whole);
    assert_eq!(market.state(checkout.contract_id).await, ("in_progress", "held"));
    let again = reconcile::compare(&market.services).await.expect("a comparison");
    assert_eq!((again.compared, again.repaired), (1, 0));
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn the_comparison_goes_through_all_pages_of_the_provider(pool: PgPool) {
    let market = Market::open(pool).await;
    for _ in 0..101 {
        let checkout = market.order().await;
        market.pay_at_provider(&checkout, GOOD_CARD);
    }
    market.take_events();
    let found = reconcile::compare(&market.services).await.expect("a comparison");
    assert_eq!((found.compared, found.repaired, found.missing), (101, 101, 0));
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn somebody_elses_contract_does_not_exist(pool: PgPool) {
    let market = Market::open(pool).await;
    let contract = market.delivered().await;
    let stranger = person(&market.services, "extrana").await;
    let (services, target) = (&market.services, Target::first(contract));
    let outcomes = [
        contracts::get(services, &stranger, contract).await.map(drop),
        contracts::timeline(services, &stranger, contract).await.map(drop),
        contracts::ledger(services, &stranger, contract).await.map(drop),
        contracts::pay(services, &stranger, &target).await.map(drop),
        contracts::approve(services, &stranger, &target, true).await,
        contracts::release(services, &stranger, &target).await,
        services::reviews::create(services, &stranger, contract, "5", "Una reseña que no debería existir")
            .await
            .map(drop),
    ];
    for outcome in outcomes {
        assert!(matches!(outcome, Err(Error::NotFound)), "{outcome:?}");
    }
}
