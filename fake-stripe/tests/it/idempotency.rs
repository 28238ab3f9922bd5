//! A key makes a call once: the same again gets the same answer, another is refused, both at once too.
use std::time::Duration;

use fake_stripe::{Fault, FaultKind};
use stripe::StripeRequest as _;
use stripe_core::refund::CreateRefund;

use crate::support::{World, client, refusal, session_request, with_key};

#[tokio::test]
async fn the_same_call_gets_the_same_answer() {
    let world = World::start().await;
    let create = || session_request(1_500_000).customize().request_strategy(with_key("ms:1:pi:1"));
    let first = create().send(&world.client).await.unwrap();
    // The maps of the client are in another order each time; that is no other call.
    for _ in 0..10 {
        assert_eq!(create().send(&world.client).await.unwrap().id, first.id);
    }
    let state = world.stripe.snapshot();
    assert_eq!(state["counts"]["sessions"], 1);
    assert_eq!(state["requests"][0]["idempotency_key"], "ms:1:pi:1");
    assert_eq!(state["requests"][10]["is_replayed"], true);
}

#[tokio::test]
async fn other_parameters_under_the_same_key_are_refused() {
    let world = World::start().await;
    let create = |amount: i64| session_request(amount).customize().request_strategy(with_key("ms:1:pi:1"));
    create(1_500_000).send(&world.client).await.unwrap();
    let other = create(1_600_000).send(&world.client).await;
    assert!(format!("{other:?}").contains("idempotency_error"), "{other:?}");
    assert_eq!(refusal(other).0, 400);
    let elsewhere = world.call("POST", "/refunds", "payment_intent=pi_1", Some("ms:1:pi:1")).await;
    assert_eq!(elsewhere.json["error"]["type"], "idempotency_error");
}

#[tokio::test]
async fn a_refusal_is_remembered_too_but_not_a_typing_error() {
    let world = World::start().await;
    let intent = world.paid_intent().await;
    let body = format!("payment_intent={intent}&amount=9999999");
    let first = world.call("POST", "/refunds", &body, Some("ms:1:refund:1")).await;
    let second = world.call("POST", "/refunds", &body, Some("ms:1:refund:1")).await;
    assert_eq!((first.status, first.is_replayed), (second.status, false));
    assert!(second.is_replayed);

    let typo = world.call("POST", "/refunds", &format!("payment_intent={intent}&amount=x"), Some("k")).await;
    assert_eq!(typo.code(), "parameter_invalid_integer");
    let right = world.call("POST", "/refunds", &format!("payment_intent={intent}"), Some("k")).await;
    assert_eq!(right.status, 200);
}

#[tokio::test]
async fn a_key_in_use_is_a_conflict_and_the_slow_call_still_takes_effect() {
    let world = World::start().await;
    let intent = world.paid_intent().await;
    let slow = Fault { hang_ms: 600, ..Fault::next("POST", "/v1/refunds", FaultKind::Slow) };
    world.stripe.order_fault(slow);
    let refund = || {
        CreateRefund::new()
            .payment_intent(intent.clone())
            .customize()
            .request_strategy(with_key("ms:1:refund:1"))
    };

    let hasty = client(&world.stripe.url, Duration::from_millis(100));
    assert!(matches!(refund().send(&hasty).await, Err(stripe::StripeError::Timeout)));
    assert_eq!(refusal(refund().send(&world.client).await), (409, "idempotency_key_in_use".to_owned()));
    // refund.created follows payment_intent.succeeded and checkout.session.completed.
    world.inbox.wait_for(3).await;
    let settled = async {
        while refund().send(&world.client).await.is_err() {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(5), settled).await.unwrap();
    assert_eq!(world.stripe.snapshot()["counts"]["refunds"], 1);
}

#[tokio::test]
async fn a_key_is_forgotten_after_a_day() {
    let world = World::start().await;
    let create = || session_request(1_500_000).customize().request_strategy(with_key("ms:1:pi:1"));
    let first = create().send(&world.client).await.unwrap();
    world.stripe.advance_clock(24 * 60 * 60 + 1);
    assert_ne!(create().send(&world.client).await.unwrap().id, first.id);
}
