//! Webhooks: signed, retried, repeated, held, reordered, dropped.
use axum::http::StatusCode;
use fake_stripe::Order;
use fake_stripe::webhooks::signature;
use serde_json::json;

use crate::support::{Received, SECRET, World, hold, times};

/// Checks a signature as a careful endpoint does: the time and the body as they came, under the secret.
fn is_signed(received: &Received, secret: &str) -> bool {
    let seconds = received.signature.strip_prefix("t=").and_then(|rest| rest.split_once(','));
    let seconds = seconds.and_then(|(seconds, _)| seconds.parse().ok()).expect("a time");
    received.signature == signature(secret, seconds, &received.body)
}

#[tokio::test]
async fn the_signature_verifies_only_with_the_secret_and_the_body() {
    let world = World::start().await;
    world.paid_intent().await;
    let received = world.inbox.wait_for(2).await;
    assert!(received.iter().all(|one| is_signed(one, SECRET)));
    assert!(!is_signed(&received[0], "whsec_other"));
    let tampered = Received { body: received[0].body.replace("1500000", "1"), ..received[0].clone() };
    assert!(!is_signed(&tampered, SECRET));
}

#[test]
fn the_signature_is_what_openssl_computes() {
    // printf "1.{}" | openssl dgst -sha256 -hmac whsec
    assert_eq!(
        signature("whsec", 1, "{}"),
        "t=1,v1=6ab13b5991724d5a0c7f02d7989ba3425b580e39d5b9a0a6258a7f5d0419173a"
    );
}

#[tokio::test]
async fn the_object_of_an_event_is_read_by_the_client_and_can_be_fetched_again() {
    let world = World::start().await;
    world.paid_intent().await;
    let event = world.inbox.wait_for(2).await[0].event();
    let id = event["id"].as_str().unwrap();
    let fetched = world.call("GET", &format!("/events/{id}"), "", None).await;
    assert_eq!(fetched.json, event);
    let list = world.call("GET", "/events?type=payment_intent.succeeded", "", None).await;
    assert_eq!(list.json["data"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_refused_webhook_comes_again_by_the_fake_clock_until_it_is_taken() {
    let world = World::start_with(|settings| settings.webhook_retry_seconds = vec![3600, 7200]).await;
    world.inbox.refuse_next(StatusCode::INTERNAL_SERVER_ERROR);
    world.inbox.refuse_next(StatusCode::OK);
    world.inbox.refuse_next(StatusCode::FOUND);
    world.paid_intent().await;
    world.inbox.wait_for(2).await;
    settle(&world, "pending", 1).await;
    world.stripe.advance_clock(3601);
    world.inbox.wait_for(3).await;
    settle(&world, "pending", 1).await;
    world.stripe.advance_clock(7201);
    let received = world.inbox.wait_for(4).await;
    assert_eq!(received[0].body, received[3].body);
    settle(&world, "delivered", 2).await;
}

/// Waits until so many deliveries have the status.
async fn settle(world: &World, status: &str, count: usize) {
    let settled = async {
        loop {
            let state = world.stripe.snapshot();
            let deliveries = state["deliveries"].as_array().expect("a list");
            if deliveries.iter().filter(|one| one["status"] == status).count() == count {
                return;
            }
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(std::time::Duration::from_secs(5), settled).await.expect("it settles in time");
}

#[tokio::test]
async fn events_are_repeated_and_resent_on_order() {
    let world = World::start().await;
    world.control("/webhooks", json!({"repeat": 5})).await;
    world.paid_intent().await;
    world.inbox.wait_for(10).await;
    assert_eq!(
        times(&world.inbox.types()).into_iter().collect::<Vec<_>>(),
        [("checkout.session.completed", 5), ("payment_intent.succeeded", 5)]
    );
    let id = world.inbox.all()[0].event()["id"].as_str().unwrap().to_owned();
    world.control(&format!("/events/{id}/resend"), json!({"times": 3})).await;
    world.inbox.wait_for(13).await;
}

#[tokio::test]
async fn held_events_are_released_backwards() {
    let world = World::start().await;
    world.control("/webhooks", hold()).await;
    world.paid_intent().await;
    world.paid_intent().await;
    assert!(world.inbox.all().is_empty());
    world.control("/webhooks", json!({"mode": "normal"})).await;
    assert_eq!(world.control("/webhooks/release", json!({"order": "reversed"})).await["released"], 4);
    world.inbox.wait_for(4).await;
    assert_eq!(
        world.inbox.types()[..2],
        ["checkout.session.completed".to_owned(), "payment_intent.succeeded".to_owned()]
    );
    assert_eq!(world.stripe.release_webhooks(Order::AsCreated), 0);
}

#[tokio::test]
async fn reordered_events_arrive_backwards_and_dropped_ones_never() {
    let world = World::start().await;
    world.control("/webhooks", json!({"mode": "reorder"})).await;
    world.paid_intent().await;
    world.inbox.wait_for(2).await;
    assert_eq!(world.inbox.types(), ["checkout.session.completed", "payment_intent.succeeded"]);

    world.control("/webhooks", json!({"mode": "drop"})).await;
    world.paid_intent().await;
    world.control("/webhooks", json!({"mode": "normal"})).await;
    world.paid_intent().await;
    world.inbox.wait_for(4).await;
    settle(&world, "dropped", 2).await;
    assert_eq!(world.inbox.all().len(), 4);
}
