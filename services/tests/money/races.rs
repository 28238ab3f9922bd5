//! Many at once, the same thing again, and answers that never arrive: one effect each.

use chrono::Duration;
use domain::Error;
use fake_stripe::{Fault, FaultKind, PayOutcome};
use futures_util::future::join_all;
use services::{
    contracts::{self, Target},
    payments::{self, operations},
    reviews,
};
use sqlx::PgPool;

use crate::market::{FEE, GOOD_CARD, Market, NET, PRICE, delivery, key};

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn thirty_parallel_approvals_have_one_effect(pool: PgPool) {
    let market = Market::open(pool).await;
    market.ready_account().await;
    let contract = market.delivered().await;
    let target = Target::first(contract);
    let outcomes =
        join_all((0..30).map(|_| contracts::approve(&market.services, &market.client, &target, true))).await;
    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
    for refused in outcomes.into_iter().filter_map(Result::err) {
        assert!(matches!(refused, Error::Conflict(_)), "{refused:?}");
    }
    market.settle().await;
    assert_eq!(market.state(contract).await, ("closed", "released"));
    assert_eq!(market.at_provider(), (1, 1, 1));
    market.assert_books(&[("psp_clearing", -PRICE), ("seller_available", NET), ("fee_revenue", FEE)]).await;
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn thirty_parallel_orders_with_one_key_are_one_contract(pool: PgPool) {
    let market = Market::open(pool).await;
    let key = key();
    let orders =
        (0..30).map(|_| contracts::order(&market.services, &market.client, market.gig, "basic", &key));
    let outcomes = join_all(orders).await;
    let first = outcomes[0].as_ref().expect("an order").clone();
    for outcome in outcomes {
        assert_eq!(outcome.expect("the same order"), first);
    }
    assert_eq!(market.count("select count(*) from contracts").await, 1);
    assert_eq!(market.at_provider(), (1, 0, 0));
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn a_webhook_five_times_and_out_of_order_has_one_effect(pool: PgPool) {
    let market = Market::open(pool).await;
    let checkout = market.order().await;
    market.pay_at_provider(&checkout, GOOD_CARD);
    let events = market.take_events();
    assert!(events.len() >= 2, "an intent and a session");
    for _ in 0..5 {
        let storm = events.iter().rev().map(|(signature, body)| market.receive(signature, body));
        join_all(storm).await;
        let workers = (0..3).map(|_| operations::drain(&market.services));
        join_all(workers).await.into_iter().collect::<Result<Vec<()>, Error>>().expect("rounds");
    }
    assert_eq!(market.state(checkout.contract_id).await, ("in_progress", "held"));
    assert_eq!(market.notices(&market.seller).await, ["order_paid"]);
    market.assert_books(&[("psp_clearing", -PRICE), ("held", PRICE)]).await;
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn a_checkout_answered_after_a_time_out_is_charged_once(pool: PgPool) {
    let market = Market::open(pool).await;
    for kind in
        [FaultKind::TimeoutAfterEffect, FaultKind::Error500AfterEffect, FaultKind::GarbageBodyAfterEffect]
    {
        let sessions_before = market.at_provider().0;
        market.stripe.order_fault(Fault::next("POST", "/v1/checkout/sessions", kind));
        let checkout = market.order().await;
        assert_eq!(checkout.checkout_url, None, "the answer did not arrive");
        market.advance(Duration::seconds(60));
        market.settle().await;
        let again =
            contracts::pay(&market.services, &market.client, &Target::first(checkout.contract_id)).await;
        let again = again.expect("the checkout that was opened");
        assert_eq!(market.pay_at_provider(&again, GOOD_CARD), PayOutcome::Complete);
        market.settle().await;
        assert_eq!(market.state(checkout.contract_id).await, ("in_progress", "held"));
        assert_eq!(market.at_provider().0, sessions_before + 1);
    }
    assert_eq!(market.at_provider(), (3, 3, 0));
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn a_transfer_whose_answer_was_lost_is_sent_once(pool: PgPool) {
    let market = Market::open(pool).await;
    market.ready_account().await;
    for (done, kind) in [
        FaultKind::TimeoutAfterEffect,
        FaultKind::Error500AfterEffect,
        FaultKind::GarbageBodyAfterEffect,
        FaultKind::RateLimit,
    ]
    .into_iter()
    .enumerate()
    {
        let contract = market.delivered().await;
        market.stripe.order_fault(Fault::next("POST", "/v1/transfers", kind));
        contracts::approve(&market.services, &market.client, &Target::first(contract), true)
            .await
            .expect("approved");
        operations::drain(&market.services).await.expect("a round");
        assert_eq!(market.state(contract).await, ("approved", "releasing"), "nobody knows yet");
        market.advance(Duration::seconds(60));
        market.settle().await;
        assert_eq!(market.state(contract).await, ("closed", "released"));
        assert_eq!(market.at_provider().2, done + 1);
    }
    market
        .assert_books(&[
            ("psp_clearing", -4 * PRICE),
            ("seller_available", 4 * NET),
            ("fee_revenue", 4 * FEE),
        ])
        .await;
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn several_workers_make_each_call_once(pool: PgPool) {
    let market = Market::open(pool).await;
    market.ready_account().await;
    let mut contracts_of = Vec::new();
    for _ in 0..5 {
        contracts_of.push(market.delivered().await);
    }
    for contract in &contracts_of {
        contracts::approve(&market.services, &market.client, &Target::first(*contract), true)
            .await
            .expect("approved");
    }
    let workers = (0..4).map(|_| operations::drain(&market.services));
    join_all(workers).await.into_iter().collect::<Result<Vec<()>, Error>>().expect("rounds");
    market.settle().await;
    assert_eq!(market.at_provider(), (5, 5, 5));
    assert_eq!(market.count("select max(attempts)::bigint from psp_operations").await, 1);
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn a_payout_account_is_opened_once_however_often_it_is_asked_for(pool: PgPool) {
    let market = Market::open(pool).await;
    let opened = (0..10).map(|_| payments::open_payout_account(&market.services, &market.seller));
    for outcome in join_all(opened).await {
        assert!(outcome.expect("an account").onboarding_url.is_some());
    }
    assert_eq!(market.stripe.read(|store| store.accounts.len()), 1);
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn two_reviews_at_the_same_moment_are_both_published(pool: PgPool) {
    let market = Market::open(pool).await;
    let contract = market.closed().await;
    let comment = "Todo claro, a tiempo y con buena onda.";
    let both = [&market.client, &market.seller]
        .map(|side| reviews::create(&market.services, side, contract, "5", comment));
    for outcome in join_all(both).await {
        outcome.expect("a review");
    }
    assert_eq!(market.count("select count(*) from reviews where published_at is not null").await, 2);
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn two_deliveries_at_the_same_moment_are_one(pool: PgPool) {
    let market = Market::open(pool).await;
    let contract = market.paid().await;
    let target = Target::first(contract);
    let input = delivery();
    let outcomes =
        join_all((0..5).map(|_| contracts::deliver(&market.services, &market.seller, &target, &input))).await;
    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
    assert_eq!(market.count("select count(*) from deliveries").await, 1);
}
