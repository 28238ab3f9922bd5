//! The work: deliveries, revisions, approval by word and by silence, clearance, release.

use chrono::Duration;
use domain::{
    Error,
    contracts::{DeliveryInput, Event, Step},
    paging::Limit,
};
use fake_stripe::{Fault, FaultKind};
use services::{
    contracts::{self, Target},
    payments,
};
use sqlx::PgPool;

use crate::market::{FEE, Market, NET, PRICE, conflict_of, delivery, field_error_of, key};

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn a_whole_contract_from_order_to_release(pool: PgPool) {
    let market = Market::open(pool).await;
    let (services, client, seller) = (&market.services, &market.client, &market.seller);
    market.ready_account().await;
    let contract = market.paid().await;
    let target = Target::first(contract);

    contracts::deliver(services, seller, &target, &delivery()).await.expect("delivered");
    let message = "Falta la versión en blanco y negro";
    contracts::request_revision(services, client, &target, "0", message).await.expect("sent back");
    let room = market.room(contract).await;
    assert_eq!(room.state.name(), "revision_requested");
    let revision = room.milestones[0].revision.as_ref().expect("what is missing");
    assert_eq!((revision.criterion.as_str(), revision.message.as_str()), ("3 propuestas", message));
    assert_eq!(room.milestones[0].revisions_left, 0);
    contracts::deliver(services, seller, &target, &delivery()).await.expect("delivered again");
    let again = contracts::request_revision(services, client, &target, "0", message).await;
    assert_eq!(conflict_of(again), "no_revisions_left");

    contracts::approve(services, client, &target, false).await.expect("approved");
    market.assert_books(&[("psp_clearing", -PRICE), ("seller_pending", NET), ("fee_revenue", FEE)]).await;
    market.settle().await;
    let room = market.room(contract).await;
    assert_eq!(
        (room.state.name(), room.money_state.name()),
        ("approved", "held"),
        "the clearance has to pass"
    );
    assert_eq!(room.allowed, [Event::Release]);
    market.advance(Duration::days(7));
    market.settle().await;

    assert_eq!(market.state(contract).await, ("closed", "released"));
    market.assert_books(&[("psp_clearing", -PRICE), ("seller_available", NET), ("fee_revenue", FEE)]).await;
    assert_eq!(market.at_provider(), (1, 1, 1));
    assert_eq!(
        market.notices(seller).await,
        ["order_paid", "revision_requested", "delivery_approved", "money_released"]
    );
    assert_eq!(market.notices(client).await, ["payment_held", "work_delivered", "work_delivered"]);
    let balance = payments::balance(services, seller).await.expect("a balance");
    assert_eq!((balance[0].held.amount, balance[0].pending.amount, balance[0].available.amount), (0, 0, NET));
    assert_eq!(
        market.count("select completed_contracts::bigint from user_profiles where handle = 'santi'").await,
        1
    );

    let timeline = contracts::timeline(services, seller, contract).await.expect("a timeline");
    let events: Vec<&str> = timeline.iter().map(|entry| entry.event.name()).collect();
    assert_eq!(
        events,
        [
            "order",
            "paid",
            "deliver",
            "request-revision",
            "deliver",
            "approve",
            "clearance-ended",
            "transferred"
        ]
    );
    let mine = payments::list(services, client, None, Limit::DEFAULT).await.expect("payments");
    assert_eq!(mine.items.len(), 1);
    let cards = contracts::list(services, client, None, None, Limit::DEFAULT).await.expect("a list");
    assert_eq!((cards.items.len(), cards.items[0].next.step), (1, Step::Review));
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn a_delivery_needs_something_to_look_at_and_an_answer_to_every_criterion(pool: PgPool) {
    let market = Market::open(pool).await;
    let contract = market.paid().await;
    let (services, seller, target) = (&market.services, &market.seller, Target::first(contract));
    let nothing = DeliveryInput { links: vec![], ..delivery() };
    assert_eq!(
        field_error_of(contracts::deliver(services, seller, &target, &nothing).await),
        "files:file_or_link_required"
    );
    let half = DeliveryInput { answers: vec!["Sí".into()], ..delivery() };
    assert_eq!(
        field_error_of(contracts::deliver(services, seller, &target, &half).await),
        "answers.1:required"
    );
    let foreign = DeliveryInput { files: vec![uuid::Uuid::now_v7().into()], ..delivery() };
    assert_eq!(
        field_error_of(contracts::deliver(services, seller, &target, &foreign).await),
        "files:unknown_file"
    );
    let by_client = contracts::deliver(services, &market.client, &target, &delivery()).await;
    assert!(matches!(by_client, Err(Error::Forbidden)));
    assert_eq!(market.state(contract).await.0, "in_progress");
    assert_eq!(market.count("select count(*) from deliveries").await, 0);
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn a_command_on_an_older_picture_names_the_newer_version(pool: PgPool) {
    let market = Market::open(pool).await;
    let contract = market.delivered().await;
    let version = market.room(contract).await.version;
    let stale = Target { version: Some(version - 1), ..Target::first(contract) };
    let Err(Error::Conflict(conflict)) =
        contracts::approve(&market.services, &market.client, &stale, false).await
    else {
        panic!("the picture is old")
    };
    assert_eq!((conflict.code.as_ref(), conflict.version), ("stale_version", Some(version)));
    assert_eq!(conflict.allowed, ["request-revision", "extend", "approve"]);
    let fresh = Target { version: Some(version), ..Target::first(contract) };
    contracts::approve(&market.services, &market.client, &fresh, false).await.expect("approved");
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn a_command_that_is_repeated_with_its_key_succeeds_and_changes_nothing(pool: PgPool) {
    let market = Market::open(pool).await;
    let contract = market.paid().await;
    let target = Target { key: Some(key()), ..Target::first(contract) };
    for _ in 0..3 {
        contracts::deliver(&market.services, &market.seller, &target, &delivery()).await.expect("delivered");
    }
    assert_eq!(market.count("select count(*) from deliveries").await, 1);
    let other = DeliveryInput { message: "Otra".into(), ..delivery() };
    let reused = contracts::deliver(&market.services, &market.seller, &target, &other).await;
    assert_eq!(field_error_of(reused), "idempotency_key:idempotency_key_reused");
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn silence_approves_after_two_reminders(pool: PgPool) {
    let market = Market::open(pool).await;
    let contract = market.delivered().await;
    for days in [4, 2] {
        market.advance(Duration::days(days));
        market.settle().await;
        assert_eq!(market.state(contract).await.0, "delivered");
    }
    market.advance(Duration::days(1));
    market.settle().await;
    assert_eq!(market.state(contract).await, ("approved", "held"));
    let reminders =
        market.notices(&market.client).await.iter().filter(|kind| *kind == "review_period_ending").count();
    assert_eq!(reminders, 2);
    let timeline = contracts::timeline(&market.services, &market.client, contract).await.expect("a timeline");
    assert_eq!(timeline.last().map(|entry| (entry.event, entry.actor)), Some((Event::Approve, None)));
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn the_review_period_can_be_extended_once(pool: PgPool) {
    let market = Market::open(pool).await;
    let contract = market.delivered().await;
    let target = Target::first(contract);
    let before = market.room(contract).await.milestones[0].review_ends_at.expect("an end");
    contracts::extend(&market.services, &market.client, &target).await.expect("extended");
    let after = market.room(contract).await.milestones[0].review_ends_at.expect("an end");
    assert_eq!(after - before, Duration::days(3));
    assert_eq!(
        conflict_of(contracts::extend(&market.services, &market.client, &target).await),
        "already_extended"
    );
    market.advance(Duration::days(9));
    market.settle().await;
    assert_eq!(market.state(contract).await.0, "delivered");
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn cleared_money_waits_for_the_payout_account_and_goes_once_it_is_there(pool: PgPool) {
    let market = Market::open(pool).await;
    let contract = market.delivered().await;
    contracts::approve(&market.services, &market.client, &Target::first(contract), true)
        .await
        .expect("approved");
    market.settle().await;
    assert_eq!(market.state(contract).await, ("approved", "held"));
    let room = contracts::get(&market.services, &market.seller, contract).await.expect("a room");
    assert_eq!(room.next.step, Step::AddPayoutAccount);
    assert!(room.next.is_yours);
    market.ready_account().await;
    market.settle().await;
    assert_eq!(market.state(contract).await, ("closed", "released"));
    assert_eq!(market.at_provider().2, 1);
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn a_refused_transfer_moves_nothing_and_is_tried_again_with_the_next_number(pool: PgPool) {
    let market = Market::open(pool).await;
    market.ready_account().await;
    let contract = market.delivered().await;
    market.stripe.change(|store| store.add_to_balance("ars", -PRICE));
    contracts::approve(&market.services, &market.client, &Target::first(contract), true)
        .await
        .expect("approved");
    market.settle().await;
    assert_eq!(market.state(contract).await, ("approved", "held"));
    assert_eq!(market.count("select count(*) from payment_alerts where kind = 'transfer_refused'").await, 1);
    market.stripe.change(|store| store.add_to_balance("ars", PRICE));
    market.advance(Duration::minutes(61));
    market.settle().await;
    assert_eq!(market.state(contract).await, ("closed", "released"));
    assert_eq!(market.at_provider().2, 1);
    market.assert_books(&[("psp_clearing", -PRICE), ("seller_available", NET), ("fee_revenue", FEE)]).await;
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn the_provider_being_away_delays_the_checkout_and_nothing_else(pool: PgPool) {
    let market = Market::open(pool).await;
    market.stripe.order_fault(Fault::next("POST", "/v1/checkout/sessions", FaultKind::Error500));
    let checkout = market.order().await;
    assert_eq!(checkout.checkout_url, None, "the contract is there, the address is not");
    assert_eq!(market.state(checkout.contract_id).await.0, "awaiting_payment");
    market.advance(Duration::seconds(5));
    market.settle().await;
    let again = contracts::pay(&market.services, &market.client, &Target::first(checkout.contract_id)).await;
    assert!(again.expect("a checkout").checkout_url.is_some());
    assert_eq!(market.at_provider().0, 1);
}
