//! Calls that go wrong in the ways that lose or double money.
use std::time::Duration;

use fake_stripe::FaultKind;
use serde_json::json;
use stripe::{StripeError, StripeRequest as _};
use stripe_core::refund::CreateRefund;

use crate::support::{World, client, refusal, with_key};

/// A paid world with a fault on refunds, and what the refund gave; then the same again with the same key.
async fn refund_under(kind: &str) -> (World, Result<stripe_core::Refund, StripeError>) {
    let world = World::start().await;
    let intent = world.paid_intent().await;
    world
        .control(
            "/fault",
            json!({"path_prefix": "/v1/refunds", "method": "POST", "kind": kind, "hang_ms": 10_000}),
        )
        .await;
    let hasty = client(&world.stripe.url, Duration::from_millis(300));
    let refund =
        CreateRefund::new().payment_intent(intent).amount(100).customize().request_strategy(with_key("r:1"));
    let result = refund.send(&hasty).await;
    (world, result)
}

async fn assert_once(world: World, effects_before_retry: u64) {
    assert_eq!(world.stripe.snapshot()["counts"]["refunds"], effects_before_retry);
    let intent = world.stripe.snapshot()["payment_intents"][0]["id"].as_str().expect("an id").to_owned();
    let refund =
        CreateRefund::new().payment_intent(intent).amount(100).customize().request_strategy(with_key("r:1"));
    refund.send(&world.client).await.expect("a refund");
    assert_eq!(world.stripe.snapshot()["counts"]["refunds"], 1);
}

#[tokio::test]
async fn a_timeout_after_the_effect_is_found_again_by_its_key() {
    let (world, result) = refund_under("timeout_after_effect").await;
    assert!(matches!(result, Err(StripeError::Timeout)), "{result:?}");
    assert_once(world, 1).await;
}

#[tokio::test]
async fn a_timeout_before_the_effect_leaves_nothing() {
    let (world, result) = refund_under("timeout_before_effect").await;
    assert!(matches!(result, Err(StripeError::Timeout)), "{result:?}");
    assert_once(world, 0).await;
}

#[tokio::test]
async fn an_answer_that_is_no_json_had_its_effect() {
    let (world, result) = refund_under("garbage_body_after_effect").await;
    assert!(matches!(result, Err(StripeError::JSONDeserialize(_))), "{result:?}");
    assert_once(world, 1).await;
}

#[tokio::test]
async fn a_500_may_or_may_not_have_had_its_effect() {
    let (world, result) = refund_under("error_500_after_effect").await;
    assert_eq!(refusal(result).0, 500);
    assert_once(world, 1).await;
    let (world, result) = refund_under("error_500").await;
    assert_eq!(refusal(result).0, 500);
    assert_once(world, 0).await;
}

#[tokio::test]
async fn a_rate_limit_hits_as_often_as_ordered_and_only_its_path() {
    let (world, result) = refund_under("rate_limit").await;
    assert_eq!(refusal(result), (429, "rate_limit".to_owned()));
    assert_once(world, 0).await;

    let world = World::start().await;
    world.control("/fault", json!({"path_prefix": "/v1/transfers", "kind": "rate_limit", "times": 2})).await;
    world.session().await;
    let statuses = [(); 3].map(|()| world.call("GET", "/transfers", "", None));
    let statuses: Vec<u16> =
        futures_util::future::join_all(statuses).await.iter().map(|answer| answer.status.as_u16()).collect();
    assert_eq!(statuses.iter().filter(|status| **status == 429).count(), 2, "{statuses:?}");
    assert_eq!(serde_json::to_value(FaultKind::Error500AfterEffect).unwrap(), "error_500_after_effect");
}
